package template

import (
	"bytes"
	"cmp"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// VitePress returns what VitePress does to pages before it reads the Markdown: it puts in other texts and samples of code,
// and the values of expressions in {{ }}, of which only the front matter's are known here. root is the folder of the pages,
// which "@" stands for. https://vitepress.dev/guide/markdown#import-code-snippets
func VitePress(fsys fs.FS, limits source.Limits, root string) source.Expander {
	return &vitePress{includer{fsys, limits}, root}
}

type vitePress struct {
	includer
	root string
}

var (
	vueInclude   = lazyregexp.New(`^[ \t]*<!--\s*@include:\s*(.+?)\s*-->[ \t]*$`)
	vueSnippet   = lazyregexp.New(`^([ \t]*)<<<[ \t]*(\S.*?)[ \t]*$`)
	vueTarget    = lazyregexp.New(`^(.+?)(?:#([\w-]+))?[ \t]*(?:\{([^{}]*)\})?[ \t]*(\[[^\[\]]*\])?$`)
	vueContents  = lazyregexp.New(`^[ \t]*\[\[toc\]\][ \t]*$`)
	vueRegion    = lazyregexp.New(`#?\b(end)?[rR]egion\b\s*([\w-]*)`)
	vueFrontName = lazyregexp.New(`^\$?(?:frontmatter|page)\.(\w+)$`)
	vueVerbatim  = lazyregexp.New(`^[ \t]*:{3,}[ \t]*v-pre\b`)
)

func (v *vitePress) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	data := doc.Text.Data
	if !bytes.Contains(data, []byte("{{")) && !bytes.Contains(data, []byte("<<<")) &&
		!bytes.Contains(data, []byte("@include")) && !bytes.Contains(data, []byte("[[toc]]")) {
		return doc.Text
	}
	e := &vueExpansion{expansion: expansion{includer: &v.includer, report: report}, vitePress: v, doc: doc}
	e.copy(doc.Text, span{0, len(data)}, &including{file: doc.Text.Name})
	return e.Text(doc.Text.Name)
}

// A vueExpansion puts one page together.
type vueExpansion struct {
	expansion
	*vitePress
	doc      *source.Doc
	verbatim bool // expressions stay: the text is in a block that says so
}

// copy adds the lines of a text with what they ask for.
func (e *vueExpansion) copy(t *source.Text, part span, from *including) {
	for start := part.start; start < part.stop; {
		stop := part.stop
		if i := bytes.IndexByte(t.Data[start:stop], '\n'); i >= 0 {
			stop = start + i + 1
		}
		line := bytes.TrimSuffix(t.Data[start:stop], []byte("\n"))
		switch m, n := vueInclude.FindSubmatch(line), vueSnippet.FindSubmatch(line); {
		case e.inCode(line):
			e.Copy(t, start, stop)
		case m != nil:
			e.include(t, start, string(m[1]), from)
		case n != nil:
			e.snippet(t, start, string(n[1]), string(n[2]), from)
		case vueContents.Match(line): // a list of the headings, which readers have anyway
			e.Put("\n", t, start)
		default:
			e.line(t, start, stop)
		}
		start = stop
	}
}

// inCode reports whether a line is in a code block or opens or closes one.
func (e *vueExpansion) inCode(line []byte) bool {
	before := e.code.open()
	if !before && vueVerbatim.Match(line) {
		e.verbatim = true
	} else if !before && e.verbatim && bytes.HasPrefix(bytes.TrimSpace(line), []byte(":::")) {
		e.verbatim = false
	}
	e.code.follow(line)
	return before || e.code.open()
}

// line adds a line of text with the values of its expressions. Those in code stay as they are.
func (e *vueExpansion) line(t *source.Text, start, stop int) {
	last := start
	element := start // the last one that opens before i
	for i := start; i < stop && !e.verbatim; i++ {
		rest := t.Data[i:stop]
		switch {
		case rest[0] == '<':
			element = i
		case rest[0] == '`':
			marks := len(rest) - len(bytes.TrimLeft(rest, "`"))
			if end := bytes.Index(rest[marks:], rest[:marks]); end >= 0 {
				i += 2*marks + end - 1
			} else {
				i += marks - 1
			}
		case bytes.HasPrefix(rest, []byte("{{")):
			end := bytes.Index(rest, []byte("}}"))
			if end < 0 || isVuePre(t.Data[element:i]) {
				i = stop
				break
			}
			e.Copy(t, last, i)
			e.value(t, i, strings.TrimSpace(string(rest[2:end])))
			last = i + end + 2
			i = last - 1
		}
	}
	e.Copy(t, last, stop)
}

var vuePre = lazyregexp.New(`^<(\w+)\b[^<>]*\sv-pre\b[^<>]*$`)

// isVuePre reports whether what starts with the tag of an element is in one in which Vue leaves everything as it is.
// https://vitepress.dev/guide/using-vue#escaping
func isVuePre(text []byte) bool {
	tag, _, ok := bytes.Cut(text, []byte(">"))
	return ok && vuePre.Match(tag)
}

// value adds the value of an expression.
func (e *vueExpansion) value(t *source.Text, offset int, expression string) {
	if m := vueFrontName.FindStringSubmatch(expression); m != nil && e.doc.Front != nil {
		if s := e.doc.Front.Get(m[1]).String(); s != "" {
			e.Put(s, t, offset)
			return
		}
	}
	if n := len(expression); n >= 2 && strings.ContainsAny(expression[:1], `"'`) && strings.IndexByte(expression[1:], expression[0]) == n-2 {
		e.Put(expression[1:n-1], t, offset)
		return
	}
	e.report.Report(diag.Diagnostic{
		Pos: t.Pos(offset), Severity: diag.Warning, Code: "expression-unknown",
		Message: "only the site can compute {{ " + expression + " }}", Instead: "nothing",
	})
}

// A vueFile is a part of a file that a page asks for.
type vueFile struct {
	text  *source.Text
	lines []span
	info  string // what stands in braces and brackets behind the name
	name  string
}

// open finds what a target means: "@/code/a.js#region{1,3 ts} [Title]". ok is false after reporting why it means nothing.
func (e *vueExpansion) open(t *source.Text, offset int, target string, from *including) (f vueFile, ok bool) {
	m := vueTarget.FindStringSubmatch(target)
	if m == nil {
		return f, false
	}
	pos := t.Pos(offset)
	file := path.Join(path.Dir(t.Name), m[1])
	if below, fromRoot := strings.CutPrefix(m[1], "@"); fromRoot {
		file = path.Join(e.root, below)
	}
	f.name, f.info = m[1], m[3]
	if f.text = e.expansion.open(file, from, pos); f.text == nil {
		return f, false
	}
	f.lines = []span{{0, len(f.text.Data)}}
	if m[2] != "" {
		if f.lines = region(f.text.Data, m[2]); f.lines == nil {
			e.report.Report(diag.Diagnostic{
				Pos: pos, Severity: diag.Error, Code: "include-part-missing",
				Message: f.text.Name + " has no region " + strconv.Quote(m[2]), Instead: "nothing",
			})
			return f, false
		}
	}
	if m[4] != "" {
		f.info += " " + m[4]
	}
	return f, true
}

// region returns the lines between the comments "#region name" and "#endregion name".
func region(data []byte, name string) []span {
	offset, start := 0, -1
	for line := range bytes.Lines(data) {
		m := vueRegion.FindSubmatch(line)
		switch {
		case m == nil:
		case start < 0 && len(m[1]) == 0 && string(m[2]) == name:
			start = offset + len(line)
		case start >= 0 && len(m[1]) > 0 && (len(m[2]) == 0 || string(m[2]) == name):
			return []span{{start, offset}}
		}
		offset += len(line)
	}
	return nil
}

// include adds another text: <!--@include: ./parts/a.md{3,}-->. Its front matter is its own.
func (e *vueExpansion) include(t *source.Text, offset int, target string, from *including) {
	f, ok := e.open(t, offset, target, from)
	if !ok {
		return
	}
	body := afterFront(f.text)
	for _, part := range f.lines {
		part.start = max(part.start, body)
		e.copy(f.text, linesOf(f.text.Data, part, f.info), &including{f.text.Name, from})
	}
	if n := e.Len(); n > 0 {
		e.Put("\n", t, offset)
	}
}

// afterFront returns where a text starts behind its front matter.
func afterFront(t *source.Text) int {
	blanked := bytes.Clone(t.Data)
	if source.SplitFront(t.Name, blanked, &diag.List{}) == nil {
		return 0
	}
	end := len(blanked)
	for end > 0 && blanked[end-1] == t.Data[end-1] {
		end--
	}
	if i := bytes.IndexByte(t.Data[end:], '\n'); i >= 0 {
		return end + i + 1
	}
	return len(blanked)
}

// linesOf cuts a part down to a range of its lines: "3,10", "3," or ",10".
func linesOf(data []byte, part span, lines string) span {
	first, last, isRange := strings.Cut(strings.TrimSpace(lines), ",")
	from, _ := strconv.Atoi(first)
	to, _ := strconv.Atoi(last)
	if !isRange || from == 0 && to == 0 {
		return part
	}
	out, number := span{part.stop, part.stop}, 0
	for offset := part.start; offset < part.stop; {
		number++
		end := part.stop
		if i := bytes.IndexByte(data[offset:end], '\n'); i >= 0 {
			end = offset + i + 1
		}
		if number == max(from, 1) {
			out.start = offset
		}
		if number == to {
			out.stop = end
		}
		offset = end
	}
	return out
}

// snippet adds a file as a code block: <<< @/code/a.js{1,3 ts} [Title]. What stands in braces are lines to mark, the
// language and options of a code block.
func (e *vueExpansion) snippet(t *source.Text, offset int, indent, target string, from *including) {
	f, ok := e.open(t, offset, target, from)
	if !ok {
		return
	}
	lang, marks := strings.TrimPrefix(path.Ext(f.name), "."), ""
	for word := range strings.FieldsSeq(f.info) {
		switch {
		case strings.HasPrefix(word, "["):
			marks += " " + word
		case strings.Trim(word, "0123456789,-") == "":
			marks += " {" + word + "}"
		default:
			lang, _, _ = strings.Cut(word, ":")
		}
	}
	fence := fenceFor(f.text.Data)
	e.Put(indent+fence+cmp.Or(lang, "text")+marks+"\n", t, offset)
	for _, l := range f.lines {
		e.Copy(f.text, l.start, l.stop)
	}
	e.Put("\n"+indent+fence+"\n", t, offset)
}
