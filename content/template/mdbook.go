package template

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// MdBook returns what mdBook's own preprocessor does to chapters: {{#include}}, {{#rustdoc_include}}, {{#playground}} and
// {{#title}}. Lines of a program that are included only to be hidden are left out. The quizzes of mdbook-quiz become code
// blocks of that name, for the dialect to read. https://rust-lang.github.io/mdBook/format/mdbook.html
func MdBook(fsys fs.FS, limits source.Limits) source.Expander {
	return &mdBook{includer{fsys, limits}}
}

type mdBook struct{ includer }

// A bookTag is {{#name target}}, or that with a backslash before it, which stands for itself. Preprocessors of others
// also have {{%name target}}.
var bookTag = lazyregexp.New(`\\\{\{[#%][^\n]*?\}\}|\{\{\s*([#%][A-Za-z0-9_-]+)(?:\s+([^}]*))?\}\}`)

// quizFence opens the code block that a quiz becomes.
const quizFence = "mdbook-quiz"

func (m *mdBook) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	if !bytes.Contains(doc.Text.Data, []byte("{{")) {
		return doc.Text
	}
	e := &bookExpansion{expansion{includer: &m.includer, report: report}}
	e.copy(doc.Text, 0, len(doc.Text.Data), &including{file: doc.Text.Name})
	return e.Text(doc.Text.Name)
}

type bookExpansion struct{ expansion }

// copy adds a run of a text with its tags expanded.
func (e *bookExpansion) copy(t *source.Text, start, stop int, from *including) {
	last := start
	for _, m := range bookTag.FindAllSubmatchIndex(t.Data[start:stop], -1) {
		at, end := start+m[0], start+m[1]
		e.code.follow(t.Data[last:at])
		e.Copy(t, last, at)
		last = end
		if m[2] < 0 { // escaped
			e.Copy(t, at+1, end)
			continue
		}
		name, target := string(t.Data[start+m[2]:start+m[3]]), ""
		if m[4] >= 0 {
			target = string(t.Data[start+m[4] : start+m[5]])
		}
		if !e.tag(bookUse{t, at, from, name, strings.Fields(target)}) {
			last = at
		}
	}
	e.code.follow(t.Data[last:stop])
	e.Copy(t, last, stop)
}

// A bookUse is a tag where it stands.
type bookUse struct {
	text   *source.Text
	offset int
	from   *including
	name   string
	words  []string // of its target
}

func (u *bookUse) pos() diag.Pos { return u.text.Pos(u.offset) }

// path returns the path below the source folder of a file that the tag names.
func (u *bookUse) path(name string) string { return path.Join(path.Dir(u.text.Name), name) }

// tag adds what a tag stands for. It returns false if the tag is only text.
func (e *bookExpansion) tag(u bookUse) bool {
	if len(u.words) == 0 && u.name != "#title" {
		return false
	}
	switch u.name {
	case "#include", "#rustdoc_include":
		e.include(u)
	case "#playground", "#playpen":
		e.playground(u)
	case "#quiz":
		e.quiz(u)
	case "#title": // of the page in a browser
	default:
		if e.code.open() {
			return false
		}
		e.report.Report(diag.Diagnostic{
			Pos: u.pos(), Severity: diag.Warning, Code: "preprocessor-unknown", ByName: true,
			Message: "{{" + u.name + "}} is for a preprocessor that is not known here", Instead: "nothing",
		})
	}
	return true
}

// include adds the lines of a file that its target asks for. The line break behind the last one is that behind the tag.
func (e *bookExpansion) include(u bookUse) {
	name, part := cutPart(u.words[0])
	t := e.open(u.path(name), u.from, u.pos())
	if t == nil {
		return
	}
	lines, ok := part.of(t.Data)
	if !ok {
		e.report.Report(diag.Diagnostic{
			Pos: u.pos(), Severity: diag.Error, Code: "include-part-missing",
			Message: fmt.Sprintf("%s has no %s", t.Name, part.what()), Instead: "nothing",
		})
	}
	for i, l := range lines {
		if i == len(lines)-1 && l.stop > l.start && t.Data[l.stop-1] == '\n' {
			l.stop--
		}
		e.copy(t, l.start, l.stop, &including{t.Name, u.from})
	}
}

// playground adds a file as a program in Rust.
func (e *bookExpansion) playground(u bookUse) {
	fence := "```"
	e.Put(fence+strings.Join(append([]string{"rust"}, u.words[1:]...), ",")+"\n", u.text, u.offset)
	e.include(u)
	e.Put("\n"+fence, u.text, u.offset)
}

// quiz adds a quiz as it stands in its file.
func (e *bookExpansion) quiz(u bookUse) {
	t := e.open(u.path(u.words[0]), u.from, u.pos())
	if t == nil {
		return
	}
	fence := fenceFor(t.Data)
	e.Put("\n"+fence+quizFence+"\n", u.text, u.offset)
	e.Copy(t, 0, len(t.Data))
	e.Put("\n"+fence+"\n", u.text, u.offset)
}

// A filePart is what an include takes of a file: lines, what stands between anchors, or all of it.
type filePart struct {
	first, last int // from 1; last is 0 for the end of the file
	anchor      string
}

// cutPart cuts the part off a target: file.rs:2, file.rs:2:10, file.rs::10, file.rs:name.
func cutPart(target string) (name string, part filePart) {
	name, spec, _ := strings.Cut(target, ":")
	first, last, isRange := strings.Cut(spec, ":")
	from, err := strconv.Atoi(first)
	if first != "" && err != nil {
		return name, filePart{anchor: first}
	}
	part.first = max(from, 1)
	if !isRange {
		part.last = from // a line alone; 0 is all
	} else if to, err := strconv.Atoi(last); err == nil {
		part.last = max(to, 0)
	}
	return name, part
}

func (p filePart) what() string {
	if p.anchor != "" {
		return "anchor " + strconv.Quote(p.anchor)
	}
	return "line " + strconv.Itoa(p.first)
}

// A span is a run of bytes.
type span struct{ start, stop int }

var anchorLine = lazyregexp.New(`ANCHOR(_END)?:\s*([\w-]+)`)

// of returns the lines of a file that are taken; ok is false if there are none. Lines with anchors never are, where
// anchors are asked for.
func (p filePart) of(data []byte) (lines []span, ok bool) {
	number, offset, open := 0, 0, false
	for line := range bytes.Lines(data) {
		number++
		l := span{offset, offset + len(line)}
		offset = l.stop
		if p.anchor == "" {
			if number >= p.first && (p.last == 0 || number <= p.last) {
				lines = append(lines, l)
			}
			continue
		}
		switch m := anchorLine.FindSubmatch(line); {
		case m == nil:
			if open {
				lines = append(lines, l)
			}
		case string(m[2]) == p.anchor:
			open = len(m[1]) == 0
			ok = true
		}
	}
	return joined(lines), ok || len(lines) > 0 || p.first == 1 && p.anchor == ""
}

// joined joins runs that follow on one another.
func joined(spans []span) []span {
	var out []span
	for _, s := range spans {
		if n := len(out); n > 0 && out[n-1].stop == s.start {
			out[n-1].stop = s.stop
			continue
		}
		out = append(out, s)
	}
	return slices.Clip(out)
}
