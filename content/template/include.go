// Package template does to the texts of a course what site generators do before they read the Markdown: it puts included
// texts and the values of variables in their places. One file for each language of templates.
//
// It turns text into text whose bytes know where the author put them, and knows neither Markdown nor the course.
package template

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// What texts that include others may ask for.
const (
	maxIncludes = 20       // texts in one another
	maxReads    = 10_000   // texts that one text includes, all in all
	maxExpanded = 16 << 20 // bytes of a text with all that it includes
)

// An includer reads the texts that others include.
type includer struct {
	fs     fs.FS
	limits source.Limits
}

// An including is the text that includes another one, and whatever includes that: what a chain of includes has come to.
type including struct {
	file string
	by   *including // nil for a page
}

func (in *including) files() []string {
	var files []string
	for ; in != nil; in = in.by {
		files = append(files, in.file)
	}
	return files
}

// read returns the text of the file called name below the source folder, which what is at pos includes. It returns nil
// after reporting why there is none.
func (i *includer) read(name string, from *including, pos diag.Pos, report diag.Reporter) *source.Text {
	name = path.Clean(name)
	problem := func(code, message, hint string) *source.Text {
		report.Report(diag.Diagnostic{
			Pos: pos, Severity: diag.Error, Code: code, Message: message, Instead: "nothing", Hint: hint,
		})
		return nil
	}
	chain := from.files()
	switch info, err := fs.Stat(i.fs, name); {
	case !fs.ValidPath(name), err != nil && strings.Contains(err.Error(), "escapes"): // what os.Root says of a link to the outside
		return problem("include-outside", fmt.Sprintf("%q lies outside of the source folder", name), "")
	case errors.Is(err, fs.ErrNotExist):
		return problem("include-missing", fmt.Sprintf("there is no file %q to include", name), i.nearest(name))
	case err != nil:
		return problem("include-unreadable", fmt.Sprintf("the file %q cannot be read", name), "")
	case info.IsDir():
		return problem("include-missing", fmt.Sprintf("%q is a folder", name), "")
	case slices.Contains(chain, name):
		return problem("include-cycle", fmt.Sprintf("%q includes itself", name), "")
	case len(chain) > maxIncludes:
		return problem("include-too-deep", fmt.Sprintf("more than %d texts include one another", maxIncludes), "")
	}
	return source.ReadText(i.fs, name, i.limits, report)
}

// nearest names the file of the same folder that is most like the one that is missing.
func (i *includer) nearest(name string) string {
	entries, err := fs.ReadDir(i.fs, path.Dir(name))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return diag.DidYouMean(path.Base(name), names)
}

// An expansion puts one text together.
type expansion struct {
	*includer
	source.Builder
	report diag.Reporter
	reads  int
	code   code
}

// open returns the text of the file called name, which what is at pos includes, nil after reporting why there is none.
func (e *expansion) open(name string, from *including, pos diag.Pos) *source.Text {
	e.reads++
	if e.reads > maxReads || e.Len() > maxExpanded {
		e.report.Report(diag.Diagnostic{
			Pos: pos, Severity: diag.Error, Code: "include-too-large", ByName: true,
			Message: "with all that it includes, this text is too large", Instead: "what comes before",
		})
		return nil
	}
	return e.read(name, from, pos, e.report)
}

// code says whether what comes next in a text is in a fenced code block.
type code struct{ fence string }

var fenceLine = lazyregexp.New("(?m)^[ \t>]*(`{3,}|~{3,})[^`\n]*$")

// follow goes on behind text.
func (c *code) follow(text []byte) {
	for _, m := range fenceLine.FindAllSubmatch(text, -1) {
		switch marks := string(m[1]); {
		case c.fence == "":
			c.fence = marks
		case strings.HasPrefix(marks, c.fence):
			c.fence = ""
		}
	}
}

func (c *code) open() bool { return c.fence != "" }

// fenceFor returns a fence for code, longer than any in it.
func fenceFor(data []byte) string {
	fence := "```"
	for bytes.Contains(data, []byte(fence)) {
		fence += "`"
	}
	return fence
}
