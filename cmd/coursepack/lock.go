package main

import (
	"github.com/urfave/cli/v2"

	"coursepack/content/diag"
	"coursepack/export"
	"coursepack/export/fetch"
)

func lockCommand(tui *terminal) *cli.Command {
	return &cli.Command{
		Name:      "lock",
		Usage:     "keep the ids of a course, so that files can be renamed",
		ArgsUsage: "[SOURCE]",
		Description: `Learning systems find what learners did by the ids of pages, which come from the paths of their files.
This writes the ids into ` + fetch.LockFile + `, beside the course in the folder SOURCE (default: the current one). From then on a file
that is renamed keeps its id, if its content is as it was when the file was locked; if that has changed too, say so in
coursepack.yaml:

   moved:
     02-sampling.md: 03-sampling.md

Lock the course when it is published, and again when pages have been added. Keep the file with the sources.`,
		Flags:  readingFlags(),
		Action: func(c *cli.Context) error { return runLock(c, tui) },
	}
}

func runLock(c *cli.Context, tui *terminal) error {
	source, err := sourceArgument(c)
	if err != nil {
		return err
	}
	src, opt, err := openCourse(c, tui, source)
	if err != nil {
		return err
	}
	defer src.Close()
	reading, err := export.Read(c.Context, opt, &diag.List{}) // check tells what is the matter with it
	if err != nil {
		return err
	}
	lock, err := export.Lock(opt.FS, reading, &diag.List{})
	if err != nil {
		return err
	}
	if err := saveLock(src, lock); err != nil {
		return err
	}
	_, pages := size(reading.Course)
	tui.printf("%s: %s\n", fetch.LockFile, plural(pages, "page"))
	return nil
}
