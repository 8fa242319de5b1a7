package export

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

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
