package template

import (
	"bytes"
	"fmt"
	"html"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// Docsify returns what docsify does to links that ask for it: [a name](file ':include') gives way to the file, as text,
// as code or as something to play. root is the folder of the site. https://docsify.js.org/#/embed-files
func Docsify(fsys fs.FS, limits source.Limits, root string) source.Expander {
	return &docsify{includer{fsys, limits}, root}
}

type docsify struct {
	includer
	root string
}

var (
	docsifyEmbed    = lazyregexp.New(`(?m)^([ \t]*)!?\[[^\]\n]*\]\([ \t]*<?([^\s<>()]+)>?[ \t]+["']:include\b([^\n]*?)["'][ \t]*\)[ \t]*$`)
	docsifyType     = lazyregexp.New(`:type=(\w+)(?:[ \t]+(\w+))?`)
	docsifyFragment = lazyregexp.New(`:fragment=([\w-]+)`)
)

func (d *docsify) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	if !docsifyEmbed.Match(doc.Text.Data) {
		return doc.Text
	}
	e := &docsifyExpansion{expansion{includer: &d.includer, report: report}, d.root}
	e.copy(doc.Text, &including{file: doc.Text.Name})
	return e.Text(doc.Text.Name)
}

// A docsifyExpansion puts one page together.
type docsifyExpansion struct {
	expansion
	root string
}

func (e *docsifyExpansion) copy(t *source.Text, from *including) {
	last := 0
	for _, m := range docsifyEmbed.FindAllSubmatchIndex(t.Data, -1) {
		e.code.follow(t.Data[last:m[0]])
		e.Copy(t, last, m[0])
		if last = m[0]; e.code.open() {
			continue
		}
		if e.embed(t, m[0], string(t.Data[m[4]:m[5]]), string(t.Data[m[6]:m[7]]), from) {
			last = m[1]
		}
	}
	e.code.follow(t.Data[last:])
	e.Copy(t, last, len(t.Data))
}

// embed adds what a target stands for. It returns false if that is a link.
func (e *docsifyExpansion) embed(t *source.Text, at int, target, options string, from *including) bool {
	kind, lang := embedKind(target), strings.TrimPrefix(path.Ext(target), ".")
	if m := docsifyType.FindStringSubmatch(options); m != nil {
		kind = m[1]
		if m[2] != "" {
			lang = m[2]
		}
	}
	switch kind {
	case "iframe", "video", "audio":
		e.Put(fmt.Sprintf("<%s src=\"%s\" controls></%[1]s>\n", kind, html.EscapeString(target)), t, at)
		return true
	}
	if strings.Contains(target, "//") {
		e.report.Report(diag.Diagnostic{
			Pos: t.Pos(at), Severity: diag.Warning, Code: "include-remote",
			Message: "what this line includes is not in the source folder", Instead: "a link to it",
		})
		return false
	}
	file := path.Join(path.Dir(t.Name), target)
	if strings.HasPrefix(target, "/") {
		file = path.Join(e.root, target)
	}
	included := e.open(file, from, t.Pos(at))
	switch {
	case included == nil:
	case kind == "markdown":
		source.SplitFront(included.Name, included.Data, e.report)
		e.copy(included, &including{file, from})
	default:
		e.sample(t, at, included, lang, docsifyFragment.FindStringSubmatch(options))
	}
	return true
}

// sample adds a file, or what stands between two marks in it, as code.
func (e *docsifyExpansion) sample(t *source.Text, at int, included *source.Text, lang string, fragment []string) {
	fence := fenceFor(included.Data)
	start, stop := 0, len(included.Data)
	if fragment != nil {
		marks := regexp.MustCompile(`(?m)^.*(?:###|///)[ \t]*\[`+regexp.QuoteMeta(fragment[1])+`\].*\n?`).FindAllIndex(included.Data, 2)
		if len(marks) < 2 {
			e.report.Report(diag.Diagnostic{
				Pos: t.Pos(at), Severity: diag.Error, Code: "include-part-missing",
				Message: fmt.Sprintf("%s has no fragment %q", included.Name, fragment[1]), Instead: "all of it",
			})
		} else {
			start, stop = marks[0][1], marks[1][0]
		}
	}
	indent := string(t.Data[at : at+len(t.Data[at:])-len(bytes.TrimLeft(t.Data[at:], " \t"))])
	e.Put(indent+fence+lang+"\n", t, at)
	for line := range bytes.Lines(included.Data[start:stop]) {
		e.Put(indent, t, at)
		e.Copy(included, start, start+len(line))
		start += len(line)
		if line[len(line)-1] != '\n' {
			e.Put("\n", t, at)
		}
	}
	e.Put(indent+fence, t, at)
}

// embedKind is how a file is embedded that nothing else is said of.
func embedKind(target string) string {
	ext := strings.ToLower(path.Ext(target))
	switch {
	case slices.Contains([]string{".md", ".markdown"}, ext):
		return "markdown"
	case slices.Contains([]string{".html", ".htm"}, ext):
		return "iframe"
	case ext == ".mp3":
		return "audio"
	case slices.Contains([]string{".mp4", ".ogg"}, ext):
		return "video"
	}
	return "code"
}
