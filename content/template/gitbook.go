package template

import (
	"bytes"
	"html"
	"io/fs"
	"path"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// GitBook returns what GitBook and HonKit do to pages: {% include %}, {% raw %}, {{ book.name }} with the variables of
// book.json, {% set %}, comments. The folded sections of the plugin sectionx become {% section %}. Other tags are blocks,
// which the dialect reads; those that are shown and not followed are escaped. Paths that start with a slash start in the
// folder root. https://honkit.netlify.app/templating
func GitBook(fsys fs.FS, limits source.Limits, root string, variables source.Value) source.Expander {
	return &gitBook{includer{fsys, limits}, root, variables}
}

type gitBook struct {
	includer
	root      string
	variables source.Value
}

var (
	gitBookTag = lazyregexp.New(`\{%-?\s*(raw|endraw|include|set)\b([^%\n]*(?:%[^}\n][^%\n]*)*?)-?%\}|` + // 1, 2
		`\{\{\s*([\w.]+)\s*\}\}|` + // 3
		`\{#\s[^\n]*?\s#\}|` +
		`<!--\s*sec\b((?:[^-]|-[^-])*?)\bces\s*-->|<!--\s*(endsec)\s*-->`) // 4, 5
	endRaw    = lazyregexp.New(`\{%-?\s*endraw\s*-?%\}`)
	setTag    = lazyregexp.New(`^\s*(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.]+))\s*$`)
	dataTitle = lazyregexp.New(`data-title\s*=\s*(?:"([^"]*)"|'([^']*)')`)
)

func (g *gitBook) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	if !gitBookTag.Match(doc.Text.Data) {
		return doc.Text
	}
	e := &gitBookExpansion{expansion: expansion{includer: &g.includer, report: report}, gitBook: g, set: map[string]string{}}
	e.copy(doc.Text, &including{file: doc.Text.Name})
	return e.Text(doc.Text.Name)
}

type gitBookExpansion struct {
	expansion
	*gitBook
	set map[string]string // by {% set %}
}

// copy adds a text with its tags expanded.
func (e *gitBookExpansion) copy(t *source.Text, from *including) {
	last := 0
	for last < len(t.Data) {
		m := gitBookTag.FindSubmatchIndex(t.Data[last:])
		if m == nil {
			break
		}
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return string(t.Data[last+m[2*i] : last+m[2*i+1]])
		}
		at, end := last+m[0], last+m[1]
		e.code.follow(t.Data[last:at])
		e.Copy(t, last, at)
		switch name, argument := group(1), group(2); {
		case name == "raw":
			end = e.raw(t, end)
		case name == "include":
			e.include(t, at, strings.Trim(argument, " \t\"'"), from)
		case name == "set":
			e.setVariable(argument)
		case m[6] >= 0:
			e.variable(t, at, end, group(3))
		case m[8] >= 0:
			e.section(t, at, group(4))
		case m[10] >= 0:
			e.Put("\n{% endsection %}\n", t, at)
		}
		last = end
	}
	e.code.follow(t.Data[last:])
	e.Copy(t, last, len(t.Data))
}

// raw adds what stands between {% raw %}, which ends at start, and {% endraw %}, and returns where that ends. Tags in it
// are text: outside of code, where they would be followed, they are escaped.
func (e *gitBookExpansion) raw(t *source.Text, start int) int {
	stop, end := len(t.Data), len(t.Data)
	if m := endRaw.FindIndex(t.Data[start:]); m != nil {
		stop, end = start+m[0], start+m[1]
	}
	inTicks := inTicks(t.Data[:start])
	at := start
	for i := start; i < stop; i++ {
		switch {
		case t.Data[i] == '\n':
			inTicks = false
			e.code.follow(t.Data[at : i+1])
			e.Copy(t, at, i+1)
			at = i + 1
		case t.Data[i] == '`':
			inTicks = !inTicks
		case !inTicks && !e.code.open() && bytes.HasPrefix(t.Data[i:stop], []byte("{%")):
			e.Copy(t, at, i)
			e.Put("&#123;", t, i)
			at = i + 1
		}
	}
	e.code.follow(t.Data[at:stop])
	e.Copy(t, at, stop)
	return end
}

func (e *gitBookExpansion) include(t *source.Text, at int, name string, from *including) {
	file := path.Join(path.Dir(t.Name), name)
	if strings.HasPrefix(name, "/") {
		file = path.Join(e.root, name)
	}
	if e.code.open() && !strings.HasSuffix(name, ".md") {
		e.Copy(t, at, at+bytes.Index(t.Data[at:], []byte("%}"))+2) // a program in a language of templates
		return
	}
	if included := e.open(file, from, t.Pos(at)); included != nil {
		source.SplitFront(included.Name, included.Data, e.report)
		e.copy(included, &including{file, from})
	}
}

func (e *gitBookExpansion) setVariable(argument string) {
	if m := setTag.FindStringSubmatch(argument); m != nil {
		e.set[m[1]] = m[2] + m[3] + m[4]
	}
}

// variable adds the value of a variable. In code, and in books that have no variables, others are text: they belong to
// what the book is about.
func (e *gitBookExpansion) variable(t *source.Text, start, stop int, name string) {
	value, ok := e.set[name]
	key, isBook := strings.CutPrefix(name, "book.")
	if isBook && !ok {
		value = e.variables.Get(strings.Split(key, ".")...).String()
		ok = value != ""
	}
	switch {
	case ok:
		e.Put(value, t, start)
	case isBook || e.variables.Exists() && !e.code.open() && !inTicks(t.Data[:start]):
		e.report.Report(diag.Diagnostic{
			Pos: t.Pos(start), Severity: diag.Warning, Code: "variable-unknown", ByName: true,
			Message: "there is no variable " + name, Instead: "nothing",
		})
	default:
		e.Copy(t, start, stop)
	}
}

// inTicks reports whether a text ends inside of code in a line.
func inTicks(text []byte) bool {
	return bytes.Count(text[bytes.LastIndexByte(text, '\n')+1:], []byte("`"))%2 == 1
}

func (e *gitBookExpansion) section(t *source.Text, at int, attributes string) {
	title := ""
	if m := dataTitle.FindStringSubmatch(attributes); m != nil {
		title = html.UnescapeString(m[1] + m[2])
	}
	e.Put("\n{% section title=\""+strings.ReplaceAll(title, `"`, "&quot;")+"\" %}\n", t, at)
}
