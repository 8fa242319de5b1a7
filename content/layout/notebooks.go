package layout

import (
	"bytes"
	"io/fs"
	"strconv"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// Notebooks reads a folder of Jupyter notebooks and of the Markdown among them, which it arranges as Folder does.
func Notebooks() source.Layout { return notebooks{} }

type notebooks struct{}

func (notebooks) Name() string { return "notebooks" }

func (notebooks) About() string { return "a folder of Jupyter notebooks, ordered by numbers and names" }

// Detect counts: a course of Markdown may have notebooks beside its lessons, and the other way round.
func (notebooks) Detect(fsys fs.FS) (reason string, ok bool) {
	var found, others int
	_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil, name != "." && skipped(name, d):
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case isNotebook(name):
			found++
		case isPage(name) && !(&page{key: name}).isIndex():
			others++
		}
		return nil
	})
	return "it holds " + strconv.Itoa(found) + " Jupyter notebooks and " + strconv.Itoa(others) + " pages of Markdown", found > others
}

func (notebooks) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	return (&book{in: in, report: report}).folder(isPageOrNotebook, siteInfo{})
}

func isPageOrNotebook(file string) bool { return isPage(file) || isNotebook(file) }

// notebookFront returns the front matter of a notebook, nil if there is none: that of its first cell, as Quarto and MyST
// have it. What is broken is told when its cells are read.
func notebookFront(t *source.Text, report diag.Reporter) *source.FrontMatter {
	root, _ := source.ParseJSON(t)
	for cell := range source.NotebookCells(root) {
		if kind := cell.Get("cell_type").String(); kind == "raw" || kind == "markdown" {
			text := cell.Get("source").Text()
			return source.SplitFront(t.Name, text.Data, cellReporter{report, text})
		}
		break
	}
	return nil
}

// boldLine is a line in bold type.
var boldLine = lazyregexp.New(`^\s*\*\*(\S[^\n]*\S)\*\*[ \t]*(?:\n|$)`)

// notebookHeading returns the first heading in the Markdown of a notebook. A line in bold type that the Markdown begins
// with is meant as one.
func notebookHeading(t *source.Text) string {
	root, _ := source.ParseJSON(t)
	first := true
	for cell := range source.NotebookCells(root) {
		heading, text := "", cell.Get("source").Text().Data
		switch kind := cell.Get("cell_type").String(); {
		case kind == "markdown":
			if m := boldLine.FindSubmatch(text); m != nil && first && !bytes.Contains(m[1], []byte("**")) {
				return headingText(string(m[1]))
			}
			first = false
			heading = firstHeading(text)
		case kind == "heading" && cell.Get("level").Int() == 1: // format 3
			heading = headingText(string(text))
		}
		if heading != "" {
			return heading
		}
	}
	return ""
}

// A cellReporter is told of places in a cell, and tells of those in the file.
type cellReporter struct {
	diag.Reporter
	cell *source.Text
}

func (r cellReporter) Report(d diag.Diagnostic) {
	offset, line := 0, 1
	for i, c := range r.cell.Data {
		if line == d.Line {
			break
		}
		if offset = i + 1; c == '\n' {
			line++
		}
	}
	d.Pos = r.cell.Pos(offset)
	r.Reporter.Report(d)
}
