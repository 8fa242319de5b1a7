package layout

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// isBookdown reports whether the front page says that the folder is a book of bookdown's.
func (s *quartoSite) isBookdown() bool {
	p := s.pages["index.Rmd"]
	return p != nil && strings.Contains(p.front().Get("site").String(), "bookdown")
}

// A part of a bookdown book starts with a heading that no chapter has.
// https://bookdown.org/yihui/bookdown/markdown-extensions-by-bookdown.html#special-headers
var bookdownPart = lazyregexp.New(`(?m)^#[ \t]+\((PART|APPENDIX)(?:\\?\*)?\)[ \t]*([^{\n]*?)[ \t]*(?:\{[^}\n]*\})?[ \t]*$`)

// bookdown arranges the chapters of a book of bookdown's. Chapters below a part's heading are in it.
func (s *quartoSite) bookdown(config source.Value) *group {
	root := &group{}
	part := root
	for _, file := range s.bookdownFiles(config) {
		p := s.unused(file)
		if p == nil {
			continue
		}
		if m := bookdownPart.FindSubmatchIndex(p.doc.Text.Data); m != nil {
			title := headingText(string(p.doc.Text.Data[m[4]:m[5]]))
			for i := m[0]; i < m[1]; i++ {
				p.doc.Text.Data[i] = ' '
			}
			p.title = headingText(s.pageTitle(p))
			part = &group{Pos: p.doc.Text.Pos(m[0]), title: title, phaseOrder: noOrder}
			root.items = append(root.items, item{group: part})
		}
		if len(bytes.TrimSpace(p.doc.Text.Data)) > 0 {
			part.items = append(part.items, item{page: p})
		}
	}
	return root.withoutEmpty()
}

// bookdownFiles lists the chapters: those that are named, else all that stand in the folder and those in folders that
// are named. Files whose names start with an underscore are no chapters.
func (s *quartoSite) bookdownFiles(config source.Value) []string {
	named := config.Get("rmd_files")
	if named.IsMap() {
		named = named.First("html", "epub", "latex")
	}
	var files []string
	for _, v := range named.List() {
		if file := path.Clean(v.String()); slices.Contains(s.files, file) {
			files = append(files, file)
		} else if v.String() != "" {
			s.noPage(v, file, s.files)
		}
	}
	if len(files) > 0 {
		return files
	}
	subdirs := config.Get("rmd_subdir")
	all, _ := subdirs.Bool()
	for _, file := range s.files {
		dir := path.Dir(file)
		if dir == "." || all || slices.Contains(subdirs.Strings(), dir) {
			files = append(files, file)
		}
	}
	return slices.DeleteFunc(files, func(file string) bool { return strings.ToLower(path.Ext(file)) != ".rmd" })
}
