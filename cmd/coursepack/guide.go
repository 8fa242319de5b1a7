package main

import (
	"embed"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"coursepack/content/diag"
)

//go:embed guides
var guides embed.FS

func guideCommand(tui *terminal) *cli.Command {
	return &cli.Command{
		Name:      "guide",
		Usage:     "tell an instructor how to bring a course into a learning system",
		ArgsUsage: strings.Join(guideNames(), "|"),
		Description: `Prints which file to export, where to upload it, which settings matter, and what the system keeps
and loses.

Example:
   coursepack guide moodle`,
		Action: func(c *cli.Context) error {
			name := strings.ToLower(c.Args().First())
			text, err := guides.ReadFile("guides/" + name + ".md")
			switch {
			case name == "":
				return usageError{"guide", errors.New("name a system: " + strings.Join(guideNames(), ", "))}
			case err != nil:
				return usageError{"guide", errors.New(noGuide(name))}
			}
			tui.printf("%s", text)
			return nil
		},
	}
}

func noGuide(name string) string {
	message := fmt.Sprintf("there is no guide for %q", name)
	if hint := diag.DidYouMean(name, guideNames()); hint != "" {
		return message + "; " + hint
	}
	return message + "; there are " + strings.Join(guideNames(), ", ")
}

// guideNames are the systems that there is a guide for, in the order of the alphabet.
func guideNames() []string {
	entries, err := guides.ReadDir("guides")
	if err != nil {
		panic(err) // it is part of the program
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".md"))
	}
	return names
}
