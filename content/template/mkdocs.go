package template

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// MkDocsOptions say which of the extensions and plugins that change texts a site uses.
type MkDocsOptions struct {
	Docs      string   // the folder of the pages
	Snippets  []string // the folders of snippets; nil if the site has none
	Append    []string // snippets that stand below each page
	Includes  bool     // include-markdown
	Macros    bool
	Variables source.Value // of macros
}

// MkDocs returns what snippets, include-markdown and macros do to the texts of a site. Of macros, only the values of
// variables are put in; nothing is run.
//
// https://facelessuser.github.io/pymdown-extensions/extensions/snippets/
// https://github.com/mondeja/mkdocs-include-markdown-plugin
// https://mkdocs-macros-plugin.readthedocs.io/
func MkDocs(fsys fs.FS, limits source.Limits, options MkDocsOptions) source.Expander {
	return &mkDocs{includer{fsys, limits}, options}
}

type mkDocs struct {
	includer
	MkDocsOptions
}

// mkdocsTag is what stands for something else, with the space before it on its line. Its groups:
// 1 space; 2 semicolons and 3 the name of a snippet; 4 names of snippets, a line each; 5 the end of a section or its start;
// 6 the name and 7 the arguments of a statement; 8 an expression; 9 a note.
var mkdocsTag = lazyregexp.New(`(?m)` +
	`^([ \t]*)(?:` +
	`(;*)-+8<-+[ \t]+(?:"([^"\n]+)"|'[^'\n]+')[ \t]*$` +
	`|-+8<-+[ \t]*\n((?:[^\n]*\n){0,100}?)[ \t]*-+8<-+[ \t]*$` +
	`)|^[^\n]*-+8<-+[ \t]*\[[ \t]*(start|end)[ \t]*:[^\n]*\n?` +
	`|\{%-?\s*([\w-]+)((?:[^%]|%[^}])*?)-?%\}` +
	`|\{\{-?\s*([^{}\n]*?)\s*-?\}\}` +
	`|\{#([^\n]*?)#\}`)

func (m *mkDocs) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	data := doc.Text.Data
	if len(m.Append) == 0 && !bytes.Contains(data, []byte("8<")) && !bytes.Contains(data, []byte("{%")) && !bytes.Contains(data, []byte("{{")) {
		return doc.Text
	}
	e := &mkdocsExpansion{expansion: expansion{includer: &m.includer, report: report}, mkDocs: m, doc: doc}
	page := &including{file: doc.Text.Name}
	e.copy(doc.Text, 0, len(data), insertion{from: page})
	for _, name := range m.Append {
		e.Put("\n\n", doc.Text, len(data))
		e.snippet(mkdocsUse{text: doc.Text, offset: len(data), insertion: insertion{from: page}}, name)
	}
	return e.Text(doc.Text.Name)
}

// A mkdocsExpansion puts one page together.
type mkdocsExpansion struct {
	expansion
	*mkDocs
	doc *source.Doc
}

// An insertion is how a text is put into another one.
type insertion struct {
	from   *including
	start  int    // of what is put in
	indent string // before each of its lines but the first
	deeper int    // by how many levels its headings are
}

// A mkdocsUse is a tag where it stands.
type mkdocsUse struct {
	text   *source.Text
	offset int
	insertion
}

func (u *mkdocsUse) pos() diag.Pos { return u.text.Pos(u.offset) }

// copy adds a run of a text with its tags expanded.
func (e *mkdocsExpansion) copy(t *source.Text, start, stop int, in insertion) {
	last := start
	for _, m := range mkdocsTag.FindAllSubmatchIndex(t.Data[start:stop], -1) {
		group := func(i int) (text string, ok bool) {
			if m[2*i] < 0 {
				return "", false
			}
			return string(t.Data[start+m[2*i] : start+m[2*i+1]]), true
		}
		at, end := start+m[0], start+m[1]
		u := mkdocsUse{t, at, in}
		e.lines(t, last, at, in)
		if !e.tag(u, end, group) {
			e.lines(t, at, end, in)
		}
		last = end
	}
	e.lines(t, last, stop, in)
}

// tag adds what a tag stands for. It returns false if the tag is only text.
func (e *mkdocsExpansion) tag(u mkdocsUse, end int, group func(int) (string, bool)) bool {
	if marks, ok := group(2); ok {
		space, _ := group(1)
		name, _ := group(3)
		switch {
		case e.Snippets == nil:
			return false
		case marks != "": // escaped
			e.lines(u.text, u.offset, u.offset+len(space), u.insertion)
			e.lines(u.text, u.offset+len(space)+1, end, u.insertion)
			return true
		case name == "":
			name = strings.Trim(strings.TrimSpace(string(u.text.Data[bytes.IndexByte(u.text.Data[u.offset:end], '\'')+u.offset:end])), "'")
		}
		e.indent(u.text, u.offset, u.insertion)
		e.Put(space, u.text, u.offset)
		u.indent += space
		e.snippet(u, name)
		return true
	}
	if names, ok := group(4); ok && e.Snippets != nil {
		space, _ := group(1)
		u.indent += space
		for name := range strings.Lines(names) {
			if name = strings.TrimSpace(name); name != "" && name[0] != ';' {
				e.Put(u.indent, u.text, u.offset)
				e.snippet(u, strings.Trim(name, `"'`))
				e.Put("\n", u.text, u.offset)
			}
		}
		return true
	}
	if _, ok := group(5); ok {
		return e.Snippets != nil
	}
	if name, ok := group(6); ok {
		arguments, _ := group(7)
		return e.statement(u, name, arguments)
	}
	if expression, ok := group(8); ok {
		return e.expression(u, expression)
	}
	_, isNote := group(9)
	return isNote && e.Macros
}

// lines adds a run of a text with the indentation of what includes it.
func (e *mkdocsExpansion) lines(t *source.Text, start, stop int, in insertion) {
	if in.indent == "" && in.deeper == 0 {
		e.Copy(t, start, stop)
		return
	}
	for at := start; at < stop; {
		next := stop
		if i := bytes.IndexByte(t.Data[at:stop], '\n'); i >= 0 {
			next = at + i + 1
		}
		if at == 0 || t.Data[at-1] == '\n' {
			if t.Data[at] != '\n' {
				e.indent(t, at, in)
			}
			if !e.code.open() && t.Data[at] == '#' {
				e.Put(strings.Repeat("#", in.deeper), t, at)
			}
			e.code.follow(t.Data[at:next])
		}
		e.Copy(t, at, next)
		at = next
	}
}

// indent adds the indentation of a line that starts at a place, or of a tag in the midst of one.
func (e *mkdocsExpansion) indent(t *source.Text, at int, in insertion) {
	if at > in.start && t.Data[at-1] == '\n' {
		e.Put(in.indent, t, at)
	}
}

// snippet adds a file, or lines or a section of it: file.md, file.md:3:5, file.md:section.
func (e *mkdocsExpansion) snippet(u mkdocsUse, target string) {
	name, part, _ := strings.Cut(target, ":")
	if name == "http" || name == "https" {
		e.report.Report(diag.Diagnostic{
			Pos: u.pos(), Severity: diag.Warning, Code: "include-remote", Message: "the snippet " + target + " is not in the source folder", Instead: "nothing",
		})
		return
	}
	file := path.Join(e.Snippets[0], name)
	for _, folder := range e.Snippets {
		if _, err := fs.Stat(e.expansion.fs, path.Join(folder, name)); err == nil {
			file = path.Join(folder, name)
			break
		}
	}
	t := e.open(file, u.from, u.pos())
	if t == nil {
		return
	}
	start, stop, ok := partOf(t.Data, part)
	if !ok {
		e.report.Report(diag.Diagnostic{
			Pos: u.pos(), Severity: diag.Error, Code: "include-part-missing",
			Message: fmt.Sprintf("%s has no part %q", t.Name, part), Instead: "nothing",
		})
		return
	}
	e.include(t, start, stop, u)
}

// include adds a run of a text without the line break at its end.
func (e *mkdocsExpansion) include(t *source.Text, start, stop int, u mkdocsUse) {
	if stop > start && t.Data[stop-1] == '\n' {
		stop--
	}
	u.from, u.start = &including{t.Name, u.from}, start
	e.copy(t, start, stop, u.insertion)
}

var sectionMark = lazyregexp.New(`(?m)^[^\n]*-+8<-+[ \t]*\[[ \t]*(start|end)[ \t]*:[ \t]*([\w-]+)[ \t]*\][^\n]*\n?`)

// partOf returns where a part of a text is: its lines, as 3:5, or the section of a name.
func partOf(data []byte, part string) (start, stop int, ok bool) {
	if part == "" {
		return 0, len(data), true
	}
	first, last, _ := strings.Cut(part, ":")
	from, err := strconv.Atoi(first)
	if err != nil && first != "" {
		return section(data, part)
	}
	to, err := strconv.Atoi(last)
	if err != nil || to <= 0 {
		to = len(data)
	}
	number, offset := 0, 0
	start = len(data)
	for line := range bytes.Lines(data) {
		number++
		if number == max(from, 1) {
			start = offset
		}
		offset += len(line)
		if number <= to {
			stop = offset
		}
	}
	return start, max(start, stop), start < stop
}

func section(data []byte, name string) (start, stop int, ok bool) {
	for _, m := range sectionMark.FindAllSubmatchIndex(data, -1) {
		if string(data[m[4]:m[5]]) != name {
			continue
		}
		if data[m[2]] == 's' {
			start, stop, ok = m[1], len(data), true
		} else if ok {
			return start, m[0], true
		}
	}
	return start, stop, ok
}

var argument = lazyregexp.New(`(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\w-]+))`)

// statement adds what a statement includes. Others are for macros, whose text stays and whose tags go.
func (e *mkdocsExpansion) statement(u mkdocsUse, name, text string) bool {
	include := name == "include-markdown" || name == "include"
	switch {
	case include && (e.Includes || e.Macros):
		values := map[string]string{}
		for _, m := range argument.FindAllStringSubmatch(text, -1) {
			values[m[1]] = strings.ReplaceAll(m[2]+m[3]+m[4], `\n`, "\n")
		}
		e.includeFile(u, name, values)
		return true
	case !e.Macros:
		return false
	}
	e.indent(u.text, u.offset, u.insertion)
	if !strings.HasPrefix(name, "end") && !strings.HasPrefix(name, "el") && !strings.HasSuffix(name, "raw") {
		e.tell(u, name)
	}
	return true
}

func (e *mkdocsExpansion) includeFile(u mkdocsUse, name string, values map[string]string) {
	file := path.Join(path.Dir(u.text.Name), values[""])
	if strings.HasPrefix(values[""], "/") || !e.Includes {
		file = path.Join(e.Docs, values[""])
	}
	e.indent(u.text, u.offset, u.insertion)
	t := e.open(file, u.from, u.pos())
	if t == nil {
		return
	}
	start, stop := 0, len(t.Data)
	if mark := values["start"]; mark != "" {
		if i := bytes.Index(t.Data, []byte(mark)); i >= 0 {
			start = i + len(mark)
		}
	}
	if mark := values["end"]; mark != "" {
		if i := bytes.Index(t.Data[start:], []byte(mark)); i >= 0 {
			stop = start + i
		}
	}
	if offset, err := strconv.Atoi(values["heading-offset"]); err == nil && name == "include-markdown" {
		u.deeper = min(max(offset, 0), 5)
	}
	line := u.text.Data[:u.offset]
	line = line[bytes.LastIndexByte(line, '\n')+1:]
	if len(bytes.TrimSpace(line)) == 0 {
		u.indent += string(line)
	}
	e.include(t, start, stop, u)
}

var variableName = lazyregexp.New(`^[A-Za-z_]\w*(?:\.\w+)*$`)

// expression adds the value of a variable, which may stand in the front matter of the page.
func (e *mkdocsExpansion) expression(u mkdocsUse, name string) bool {
	if !e.Macros {
		return false
	}
	e.indent(u.text, u.offset, u.insertion)
	if variableName.MatchString(name) {
		keys := strings.Split(name, ".")
		v := e.Variables.Get(keys...)
		if e.doc.Front != nil && e.doc.Front.Get(keys...).Exists() {
			v = e.doc.Front.Get(keys...)
		}
		if text := v.Text(); text != "" {
			e.Put(text, u.text, u.offset)
			return true
		}
	}
	e.tell(u, name)
	return true
}

func (e *mkdocsExpansion) tell(u mkdocsUse, name string) {
	name, _, _ = strings.Cut(name, "(")
	e.report.Report(diag.Diagnostic{
		Pos: u.pos(), Severity: diag.Warning, Code: "macro-unknown", ByName: true,
		Message: fmt.Sprintf("what the macro %q stands for is known to the site only", strings.TrimSpace(name)), Instead: "nothing",
	})
}
