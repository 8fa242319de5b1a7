package main

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"coursepack/content"
	"coursepack/export"
	"coursepack/formats"
)

func formatsCommand(tui *terminal) *cli.Command {
	return &cli.Command{
		Name:  "formats",
		Usage: "list the formats and what each does with a course's elements",
		Flags: []cli.Flag{&cli.BoolFlag{Name: "markdown", Usage: "print Markdown tables of every element and every kind of question"}},
		Action: func(c *cli.Context) error {
			if c.Bool("markdown") {
				tui.printf("%s\n%s", supportTable(export.Formats()), questionTable(export.Formats()))
				return nil
			}
			w := tabwriter.NewWriter(tui.stdout, 0, 0, 3, ' ', 0)
			for _, f := range export.Formats() {
				fmt.Fprintf(w, "%s\tID%s\t%s\n", f.Name, f.Suffix, f.About)
			}
			return w.Flush()
		},
	}
}

// supportTable says in Markdown what each format does with each kind of node.
func supportTable(infos []formats.Info) string {
	head := []string{"element"}
	for _, f := range infos {
		head = append(head, f.Name)
	}
	table := tableHead(head)
	for _, kind := range append(content.BlockKinds, content.InlineKinds...) {
		row := []string{kind}
		for _, f := range infos {
			row = append(row, f.Support[kind].String())
		}
		table += tableRow(row)
	}
	return table
}

// questionTable says in Markdown what becomes of each kind of question in each format, for each system that reads its files
// in its own way.
func questionTable(infos []formats.Info) string {
	head := []string{"what is asked"}
	var columns []formats.Questions
	for _, f := range infos {
		questions := f.Questions
		if questions == nil {
			questions = []formats.Questions{{}}
		}
		for _, q := range questions {
			head = append(head, strings.TrimSpace(f.Name+" "+q.Reader))
			columns = append(columns, q)
		}
	}
	table := tableHead(head)
	for _, kind := range formats.QuestionKinds {
		row := []string{string(kind)}
		for _, q := range columns {
			row = append(row, q.Support[kind].String())
		}
		table += tableRow(row)
	}
	return table
}

func tableHead(cells []string) string {
	return tableRow(cells) + tableRow(slices.Repeat([]string{"---"}, len(cells)))
}

func tableRow(cells []string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

func layoutsCommand(tui *terminal) *cli.Command {
	return &cli.Command{
		Name:  "layouts",
		Usage: "list the ways of arranging a course that can be read",
		Action: func(*cli.Context) error {
			w := tabwriter.NewWriter(tui.stdout, 0, 0, 3, ' ', 0)
			for _, l := range export.Layouts() {
				fmt.Fprintf(w, "%s\t%s\n", l.Name(), l.About())
			}
			return w.Flush()
		},
	}
}

func schemaCommand(tui *terminal) *cli.Command {
	return &cli.Command{
		Name:        "schema",
		Usage:       "print the JSON Schema of " + export.SettingsFile,
		Description: "For editors: coursepack schema > coursepack.schema.json, and in the settings file\n# yaml-language-server: $schema=coursepack.schema.json",
		Action: func(*cli.Context) error {
			tui.printf("%s", export.Schema)
			return nil
		},
	}
}

//go:embed licenses
var licenseFiles embed.FS

func licensesCommand(tui *terminal) *cli.Command {
	return &cli.Command{
		Name:  "licenses",
		Usage: "print the licences of the fonts and libraries inside",
		Action: func(*cli.Context) error {
			return fs.WalkDir(licenseFiles, "licenses", func(name string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				text, err := licenseFiles.ReadFile(name)
				if err == nil {
					tui.printf("%s\n", text)
				}
				return err
			})
		},
	}
}
