package export

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/layout"
	"coursepack/content/source"
)

// Layouts are the ways of arranging a course that can be read, the most particular first: the first that recognises a
// folder reads it.
func Layouts() []source.Layout {
	return []source.Layout{
		layout.Starlight(), layout.MdBook(), layout.Carpentries(), layout.Toctree(), layout.Quarto(), layout.MkDocs(),
		layout.Jekyll(), layout.VitePress(), layout.Hugo(), layout.Docsify(), layout.GitBook(), layout.LiaScript(),
		layout.Sphinx(), layout.Notebooks(), layout.Docusaurus(), layout.Folder(),
	}
}

// ErrNoCourse says that a folder holds nothing that could be a course.
var ErrNoCourse = errors.New("no lessons were found")

// findLayout returns the layout by that name, or the first that recognises the folder, and the reason.
func findLayout(fsys fs.FS, name string) (source.Layout, string, error) {
	for _, l := range Layouts() {
		if name == l.Name() {
			return l, "asked for", nil
		}
		if name != "" {
			continue
		}
		if reason, ok := l.Detect(fsys); ok {
			return l, reason, nil
		}
	}
	return nil, "", ErrNoCourse
}

// tellInner tells of a folder with most of the pages that a layout of its own would read, where the whole is read as any
// folder of Markdown: the settings of a book in a repository count only where the source folder is the book.
func tellInner(fsys fs.FS, docs []*source.Doc, report diag.Reporter) {
	pages := map[string]int{}
	for _, doc := range docs {
		if dir, _, below := strings.Cut(doc.Text.Name, "/"); below {
			pages[dir]++
		}
	}
	for dir, n := range pages {
		inner, err := fs.Sub(fsys, dir)
		if err != nil || 2*n <= len(docs) {
			continue
		}
		switch l, reason, err := findLayout(inner, ""); {
		case err != nil, slices.Contains([]string{layout.Folder().Name(), layout.Notebooks().Name()}, l.Name()):
		default:
			report.Report(diag.Diagnostic{
				Pos: diag.Pos{File: dir}, Severity: diag.Warning, Code: "layout-inner",
				Message: "this folder is a course of its own (" + l.Name() + ": " + reason + ")",
				Instead: "its pages in the order of their names, without its settings",
				Hint:    "name this folder as the source to have it read as " + l.Name(),
			})
		}
	}
}

func validLayout(name string) error {
	var known []string
	for _, l := range Layouts() {
		known = append(known, l.Name())
	}
	if slices.Contains(known, name) {
		return nil
	}
	return fmt.Errorf("no layout is called %q; there are %s", name, strings.Join(known, ", "))
}
