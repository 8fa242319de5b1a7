package main

import (
	"embed"
	"fmt"
	"io/fs"
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
		Flags: []cli.Flag{&cli.BoolFlag{Name: "markdown", Usage: "print a Markdown table of every element"}},
		Action: func(c *cli.Context) error {
			if c.Bool("markdown") {
				tui.printf("%s", supportTable(export.Formats()))
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
	table := "| element |"
	rule := "| --- |"
	for _, f := range infos {
		table += " " + f.Name + " |"
		rule += " --- |"
	}
	table += "\n" + rule + "\n"
	for _, kind := range append(content.BlockKinds, content.InlineKinds...) {
		table += "| " + kind + " |"
		for _, f := range infos {
			table += " " + f.Support[kind].String() + " |"
		}
		table += "\n"
	}
	return table
}

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
