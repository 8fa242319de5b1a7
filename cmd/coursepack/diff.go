package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"coursepack/export"
)

func diffCommand(tui *terminal) *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "say what learners would lose if a package took another's place",
		ArgsUsage: "OLD NEW",
		Description: `Compares two SCORM or cmi5 packages of this program, or the sources of some, and says of which pages, questions,
exercises and cards learners would keep their work if NEW were uploaded over OLD in Moodle.

Examples:
   coursepack diff published.zip dist/course-scorm12.zip
   coursepack diff published.zip .                          a package and the course in this folder
   coursepack diff published.zip . --json                   for machines

Exit codes: 0 nothing is lost, 1 one of them cannot be read, 2 wrong call, 3 something would be lost.`,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "print what is kept, too"},
			&cli.BoolFlag{Name: "json", Usage: "print the changes as JSON"},
		}, readingFlags()...),
		Action: func(c *cli.Context) error { return runDiff(c, tui) },
	}
}

func runDiff(c *cli.Context, tui *terminal) error {
	if c.Args().Len() != 2 {
		return usageError{"diff", errors.New("two packages or folders are expected: the old one and the new one")}
	}
	var two [2]*export.Identity
	for i := range two {
		var err error
		if two[i], err = identityOf(c, tui, c.Args().Get(i)); err != nil {
			return fmt.Errorf("reading %s: %w", c.Args().Get(i), err)
		}
	}
	changes := export.Compare(two[0], two[1])
	count := map[export.Fate]int{}
	for _, change := range changes {
		count[change.Fate]++
	}
	if c.Bool("json") {
		if err := tui.json(map[string]any{"changes": changes, "count": count}); err != nil {
			return err
		}
	} else {
		printChanges(tui, changes, c.Bool("verbose"))
		tui.printf("%d kept, %d partly, %d lost, %d new\n", count[export.Kept], count[export.Partly], count[export.Lost], count[export.Added])
	}
	if count[export.Lost]+count[export.Partly] > 0 {
		return findingError{errors.New("learners would lose work")}
	}
	return nil
}

// identityOf reads a package, or the course in a folder.
func identityOf(c *cli.Context, tui *terminal, name string) (*export.Identity, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return export.ReadIdentity(f, info.Size())
	}
	src, opt, err := openCourse(c, tui, name)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	return export.Identify(c.Context, opt)
}

// printChanges prints a line for each change: what is kept only if asked to.
func printChanges(tui *terminal, changes []export.Change, kept bool) {
	for _, change := range changes {
		if change.Fate == export.Kept && !kept {
			continue
		}
		note := ""
		if change.Fate == export.Partly {
			note = " → the result is kept, the answer is not shown any more"
		}
		tui.printf("%s: %s %s: %s%s\n", change.Fate, change.Kind, change.ID, change.Text, note)
	}
}
