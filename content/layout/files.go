package layout

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
)

// ErrNoLessons says that a folder holds no page that a learner could read.
var ErrNoLessons = errors.New("no lessons were found")

// pageExts are the extensions of files that can become parts.
var pageExts = []string{".md", ".mdx", ".markdown", ".qmd", ".rmd"}

// otherExts are those of pages that nothing here can read.
var otherExts = []string{".adoc", ".ipynb", ".mdoc", ".rst"}

func isPage(file string) bool { return slices.Contains(pageExts, strings.ToLower(path.Ext(file))) }

// isNotebook reports whether a file is a Jupyter notebook. These are pages where a list names them, and where they are
// most of what there is.
func isNotebook(file string) bool { return strings.EqualFold(path.Ext(file), ".ipynb") }

// pageFiles lists the pages below dir in natural order, without those for which skip holds. It follows no links to
// folders, so that it comes to an end.
func pageFiles(fsys fs.FS, dir string, skip func(name string, d fs.DirEntry) bool, report diag.Reporter) []string {
	return filesOf(fsys, dir, isPage, skip, report)
}

// filesOf lists the files below dir that are pages by the rule given, as pageFiles does.
func filesOf(fsys fs.FS, dir string, isPage func(file string) bool, skip func(name string, d fs.DirEntry) bool, report diag.Reporter) []string {
	var files []string
	walk := func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			report.Report(diag.Diagnostic{
				Pos: diag.Pos{File: name}, Severity: diag.Error, Code: "folder-unreadable",
				Message: "the folder cannot be read", Instead: "it is left out",
			})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case name == dir:
		case skip(name, d):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case isPage(name):
			files = append(files, name)
		case slices.Contains(otherExts, strings.ToLower(path.Ext(name))):
			report.Report(diag.Diagnostic{
				Pos: diag.Pos{File: name}, Severity: diag.Note, Code: "file-not-a-page", ByName: true,
				Message: path.Ext(name) + " files are not read as pages", Instead: "it is no part of the course",
			})
		}
		return nil
	}
	_ = fs.WalkDir(fsys, dir, walk) // walk returns no error
	slices.SortFunc(files, compareNatural)
	return files
}

// noLessons returns the error that there are no lessons, with what there is that nothing here reads.
func noLessons(fsys fs.FS) error {
	isOther := func(file string) bool { return slices.Contains(otherExts, strings.ToLower(path.Ext(file))) }
	others := filesOf(fsys, ".", isOther, skipped, &diag.List{})
	if len(others) == 0 {
		return ErrNoLessons
	}
	return fmt.Errorf("%w, only files in markup that is not read, such as %s", ErrNoLessons, others[0])
}

// findPage reports whether there is a page in dir or below it, for detection.
func findPage(fsys fs.FS, dir string, skip func(name string, d fs.DirEntry) bool) (file string) {
	_ = fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil, name != dir && skip(name, d):
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir() && isPage(name):
			file = name
			return fs.SkipAll
		}
		return nil
	})
	return file
}
