package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"coursepack/content/diag"
	"coursepack/export"
)

// A checkup is what a check found.
type checkup struct {
	source  string          // the folder as the caller named it
	reading *export.Reading // nil if err is not
	list    *diag.List
	err     error
}

// checkForms are the forms in which findings can be printed.
var checkForms = map[string]func(*terminal, *cli.Context, checkup) error{
	"text":   printText,
	"json":   printJSON,
	"sarif":  printSARIF,
	"github": printAnnotations,
}

func checkCommand(tui *terminal, here machine) *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "say what is the matter with a course, without writing anything",
		ArgsUsage: "[SOURCE]",
		Description: `Reads the course in the folder SOURCE (default: the current one) and prints what is the matter
with its links, images, headings, formulas and everything else that an export would stumble over.

Examples:
   coursepack check                                       the course in this folder
   coursepack check -v courses/waves                      with notes about what loses nothing, and every place
   coursepack check --output-format github                annotations in a GitHub workflow
   coursepack check --output-format sarif > check.sarif   for code scanning and editors
   coursepack explain image-missing                       what a code means

Exit codes: 0 clean, 1 the course cannot be read, 2 wrong call, 3 there are errors (with --strict: or warnings).`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "output-format", Usage: "print the findings as `FORM`: text, json, sarif or github", Value: "text"},
			&cli.BoolFlag{Name: "json", Usage: "the same as --output-format json"},
			&cli.BoolFlag{Name: "strict", Usage: "let warnings end with exit code 3"},
			&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "print notes, too, and all places of what is told once"},
		}, append(fetchFlags(), readingFlags()...)...),
		Action: func(c *cli.Context) error { return runCheck(c, tui, here) },
	}
}

func runCheck(c *cli.Context, tui *terminal, here machine) error {
	source, err := sourceArgument(c)
	if err != nil {
		return err
	}
	form := c.String("output-format")
	if c.Bool("json") {
		form = "json"
	}
	print := checkForms[form]
	if print == nil {
		return usageError{"check", fmt.Errorf("no form is called %q; there are %s", form, strings.Join(slices.Sorted(maps.Keys(checkForms)), ", "))}
	}
	src, opt, err := openCourse(c, tui, source)
	if err != nil {
		return err
	}
	defer src.Close()
	if opt.Fetch, err = fetcher(c, here.network); err != nil {
		return err
	}

	var list diag.List
	reading, err := export.Read(c.Context, opt, &list)
	if err := print(tui, c, checkup{source, reading, &list, err}); err != nil {
		return err
	}
	if err != nil {
		return err
	}
	return exitFor(c, &list)
}

// printText prints findings for people. They are the result of a check, and go where results go.
func printText(tui *terminal, c *cli.Context, k checkup) error {
	found := k.list.Findings()
	tui.findings(tui.stdout, found, c.Bool("verbose"))
	if k.err == nil {
		tellReading(tui, k.reading)
		tellCount(tui, c, found)
	}
	return nil
}

func printJSON(tui *terminal, _ *cli.Context, k checkup) error {
	return tui.json(newJSONReport("", k.reading, nil, k.list.Places(), k.err))
}

// fromHere returns the path, from the folder that the program was called in, of a file below the source folder: what
// programs that show findings beside the text look for.
func (k checkup) fromHere(file string) string {
	source := k.source
	if here, err := os.Getwd(); err == nil && filepath.IsAbs(source) {
		if relative, err := filepath.Rel(here, source); err == nil && filepath.IsLocal(relative) {
			source = relative
		}
	}
	return filepath.ToSlash(filepath.Join(source, filepath.FromSlash(file)))
}

// told is a diagnostic in words, for whoever shows its place and its code elsewhere.
func told(d diag.Diagnostic) string {
	s := d.Message
	if d.Instead != "" {
		s += " → " + d.Instead
	}
	if d.Hint != "" {
		s += " (" + d.Hint + ")"
	}
	return s
}

func explainCommand(tui *terminal) *cli.Command {
	return &cli.Command{
		Name:        "explain",
		Usage:       "say what the code of a finding means",
		ArgsUsage:   "[CODE]",
		Description: "Without CODE, all of them.",
		Action: func(c *cli.Context) error {
			code := c.Args().First()
			if code == "" {
				for _, code := range export.Codes() {
					tui.printf("%s: %s\n", code, export.Explain(code))
				}
				return nil
			}
			about := export.Explain(code)
			if about == "" {
				hint := ""
				if near, ok := diag.Nearest(code, export.Codes()); ok {
					hint = "; did you mean " + near + "?"
				}
				return usageError{"explain", fmt.Errorf("there is no code %q%s", code, hint)}
			}
			tui.printf("%s\n", about)
			return nil
		},
	}
}
