package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/export"
)

func exportCommand(tui *terminal, here machine) *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "write a course as PDF, EPUB and SCORM",
		ArgsUsage: "[SOURCE]",
		Description: `Reads the course in the folder SOURCE (default: the current one) and writes its files to the
folder dist, named after the course's id.

Examples:
   coursepack export                                  the course in this folder, in the usual formats
   coursepack export courses/waves --to epub -o out   one format, elsewhere
   coursepack export --split lesson --to pdf          a handout for each lesson
   coursepack export --only unit-1/sampling           one lesson
   coursepack export --edition instructor --to pdf    with answers at once and the notes for instructors
   coursepack export --fetch                          with the pictures that are on the network
   coursepack export --json | jq .diagnostics         for machines

Exit codes: 0 clean, 1 the run failed and nothing was replaced, 2 wrong call,
3 the source has errors (with --strict: or warnings); what can be shown is written.`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "to", Usage: "`FORMATS` to write, with commas between; \"all\" for every format", Value: strings.Join(export.DefaultFormats, ",")},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "`FOLDER` to write to", Value: "dist"},
			&cli.StringFlag{Name: "edition", Usage: "`FOR` whom: full (learners, with answers), student (without) or instructor (answers and notes)", DefaultText: "what coursepack.yaml says, else full"},
			&cli.StringFlag{Name: "split", Usage: "one file for each `PART`: course, unit or lesson", Value: string(export.SplitCourse)},
			&cli.StringFlag{Name: "only", Usage: "export only the unit or lesson `UNIT/LESSON`, by ids"},
			&cli.StringFlag{Name: "date", Usage: "`DATE` to write into files, as 2026-03-31 or with a time; never the clock's"},
			&cli.BoolFlag{Name: "strict", Usage: "let warnings fail the run with exit code 3"},
			&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "print notes, too, and all places of what is told once"},
			&cli.BoolFlag{Name: "json", Usage: "print the result as JSON"},
		}, append(fetchFlags(), readingFlags()...)...),
		Action: func(c *cli.Context) error { return runExport(c, tui, here) },
	}
}

// readingFlags are those of every command that reads a course.
func readingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "layout", Usage: "read the source as `LAYOUT` instead of finding out"},
		&cli.StringFlag{Name: "lang", Usage: "read the pages in `LANGUAGE`, of a course that has several"},
		&cli.BoolFlag{Name: "drafts", Usage: "take unfinished pages in"},
		&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "do `N` things at the same time", DefaultText: "one for each processor"},
	}
}

func runExport(c *cli.Context, tui *terminal, here machine) error {
	source, err := sourceArgument(c)
	if err != nil {
		return err
	}
	opt, err := exportOptions(c, here.env)
	if err != nil {
		return usageError{"export", err}
	}
	opt.Progress = tui.progress
	src, err := openSource(source, &opt)
	if err != nil {
		return err
	}
	defer src.Close()

	if opt.Fetch, err = fetcher(c, here.network); err != nil {
		return err
	}
	opt.SaveLock = func(lock []byte) error { return saveLock(src, lock) }

	out := c.String("output")
	if _, err := os.Stat(out); errors.Is(err, os.ErrNotExist) {
		defer os.Remove(out) // of a run that has put nothing in it; else this fails
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return fmt.Errorf("making the output folder: %w", err)
	}
	dst, err := os.OpenRoot(out)
	if err != nil {
		return fmt.Errorf("opening the output folder: %w", err)
	}
	defer dst.Close()

	var list diag.List
	result, err := export.Run(c.Context, opt, export.NewDir(dst), &list)
	if err == nil {
		err = selfCheck(out, result.Files, &list)
	}
	return report(tui, c, out, result, &list, err)
}

func sourceArgument(c *cli.Context) (string, error) {
	switch c.Args().Len() {
	case 0:
		return ".", nil
	case 1:
		return c.Args().First(), nil
	}
	return "", usageError{c.Command.Name, fmt.Errorf("one source folder is expected, not %s", strings.Join(c.Args().Slice(), " "))}
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// openCourse opens the folder called name for a command that reads the course in it as its flags say. The caller closes it.
func openCourse(c *cli.Context, tui *terminal, name string) (*os.Root, export.Options, error) {
	opt := readingOptions(c)
	if err := opt.Validate(); err != nil {
		return nil, opt, usageError{c.Command.Name, err}
	}
	opt.Progress = tui.progress
	src, err := openSource(name, &opt)
	return src, opt, err
}

// openSource has opt read the folder called name. The caller closes it.
func openSource(name string, opt *export.Options) (*os.Root, error) {
	root, err := os.OpenRoot(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %s", name)
	case isFile(name):
		return nil, fmt.Errorf("%s is a file; a course is the folder around it", name)
	case err != nil:
		return nil, fmt.Errorf("opening the source: %w", err)
	}
	opt.FS, opt.Folder = root.FS(), folderName(name)
	return root, nil
}

// folderName returns the name of a folder that may be given as ".".
func folderName(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return filepath.Base(path)
}

// readingOptions are what readingFlags say.
func readingOptions(c *cli.Context) export.Options {
	return export.Options{
		Layout: c.String("layout"), Lang: c.String("lang"), Drafts: c.Bool("drafts"), Jobs: c.Int("jobs"),
	}
}

func exportOptions(c *cli.Context, env func(string) (string, bool)) (export.Options, error) {
	opt := readingOptions(c)
	opt.Split = export.Split(c.String("split"))
	opt.Edition = content.Edition(c.String("edition"))
	opt.Only = strings.Trim(c.String("only"), "/")
	opt.Tool = "coursepack " + version()
	for name := range strings.SplitSeq(c.String("to"), ",") {
		if name = strings.TrimSpace(name); name != "" {
			opt.Formats = append(opt.Formats, name)
		}
	}
	if err := opt.Validate(); err != nil {
		return opt, err
	}
	var err error
	opt.Time, err = writeTime(c.String("date"), env)
	return opt, err
}

// writeTime returns the time that the flag or the environment asks for, zero if neither does.
// For the variable see https://reproducible-builds.org/specs/source-date-epoch/.
func writeTime(flag string, env func(string) (string, bool)) (time.Time, error) {
	if flag != "" {
		for _, layout := range []string{time.DateOnly, time.RFC3339} {
			if t, err := time.Parse(layout, flag); err == nil {
				return t.UTC(), nil
			}
		}
		return time.Time{}, fmt.Errorf("--date: %q is neither like 2026-03-31 nor like 2026-03-31T12:00:00Z", flag)
	}
	epoch, ok := env("SOURCE_DATE_EPOCH")
	if !ok || epoch == "" {
		return time.Time{}, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil || seconds < 0 {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %q is no number of seconds", epoch)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// report tells what came out and returns the error that becomes the exit code.
func report(tui *terminal, c *cli.Context, out string, result *export.Result, list *diag.List, err error) error {
	switch {
	case c.Bool("json"):
		var reading *export.Reading
		var files []export.File
		if result != nil {
			reading, files = result.Reading, result.Files
		}
		if err := tui.json(newJSONReport(out, reading, files, list.Places(), err)); err != nil {
			return err
		}
	default:
		found := list.Findings()
		tui.findings(tui.stderr, found, c.Bool("verbose"))
		if err == nil {
			summary(tui, c, out, result, found)
		}
	}
	if err != nil {
		return err
	}
	return exitFor(c, list)
}

// exitFor returns the error that stands for what was found, if it is bad enough.
func exitFor(c *cli.Context, list *diag.List) error {
	if worst, _ := list.Worst(); worst == diag.Error || c.Bool("strict") && worst == diag.Warning {
		return findingError{errors.New("the source has errors")}
	}
	return nil
}

func summary(tui *terminal, c *cli.Context, out string, result *export.Result, found []diag.Finding) {
	tellReading(tui, result.Reading)
	for _, f := range result.Files {
		tui.printf("%s (%s)\n", filepath.Join(out, f.Name), fileSize(f.Size))
	}
	tellCount(tui, c, found)
}

// tellReading says which course was read, and how.
func tellReading(tui *terminal, r *export.Reading) {
	lessons, pages := size(r.Course)
	tui.printf("%s: %s, %s (%s: %s)\n", r.Course.Title, plural(lessons, "lesson"), plural(pages, "page"), r.Layout, r.Reason)
	if len(r.Languages) > 1 {
		tui.printf("languages: %s (--lang chooses)\n", strings.Join(r.Languages, ", "))
	}
	for _, d := range r.Drafts {
		tui.printf("left out as a draft: %s\n", d.Path)
	}
}

// tellCount says how much was found in the source.
func tellCount(tui *terminal, c *cli.Context, found []diag.Finding) {
	if len(found) == 0 {
		return
	}
	count := map[diag.Severity]int{}
	var kept []string // back from those who did not ask
	for _, f := range found {
		if count[f.Severity]++; f.Severity == diag.Note && count[diag.Note] == 1 {
			kept = append(kept, "the notes")
		}
	}
	if slices.ContainsFunc(found, func(f diag.Finding) bool { return f.Severity > diag.Note && len(f.Also) > 0 }) {
		kept = append(kept, "all places")
	}
	hint := ""
	if len(kept) > 0 && !c.Bool("verbose") {
		hint = " (--verbose prints " + strings.Join(kept, " and ") + ")"
	}
	tui.printf("%s, %s, %s%s\n", plural(count[diag.Error], "error"), plural(count[diag.Warning], "warning"), plural(count[diag.Note], "note"), hint)
}

func size(c *content.Course) (lessons, pages int) {
	for range c.Lessons {
		lessons++
	}
	for range c.Parts {
		pages++
	}
	return lessons, pages
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// fileSize writes a size as people read it.
func fileSize(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.0f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
