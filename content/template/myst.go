package template

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// Myst returns what MyST does to a text before it is read: it puts included texts, files of code and the values of
// substitutions in their places. root is the folder that a path with a slash before it starts from; values are the
// project's substitutions, which those of a page go before.
// https://mystmd.org/guide/directives#directive-include
// https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#substitutions-with-jinja2
func Myst(fsys fs.FS, limits source.Limits, root string, values source.Value) source.Expander {
	return &myst{includer{fsys, limits}, root, values}
}

type myst struct {
	includer
	root   string
	values source.Value
}

func (m *myst) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	data := doc.Text.Data
	if doc.Dialect == source.Notebook || !bytes.Contains(data, []byte("{{")) && !bytes.Contains(data, []byte("include}")) {
		return doc.Text
	}
	e := &mystExpansion{expansion: expansion{includer: &m.includer, report: report}, myst: m, values: m.values}
	if doc.Front != nil {
		for _, at := range []source.Value{doc.Front.Value, doc.Front.Value.Get("myst")} {
			e.values = at.Get("substitutions").Over(e.values)
		}
	}
	e.copy(doc.Text, "", &including{file: doc.Text.Name})
	return e.Text(doc.Text.Name)
}

type mystExpansion struct {
	expansion
	*myst
	values source.Value
	fences []mystFence // that are open
}

// A mystFence is a directive or a code block that is open.
type mystFence struct {
	marks string
	code  bool // nothing in it is markup
}

// maxFences is how many directives in one another are followed.
const maxFences = 100

var (
	mystFenceLine    = lazyregexp.New("^([ \t]*)(`{3,}|~{3,}|:{3,})[ \t]*(?:\\{([^{}\n]+)\\})?[ \t]*([^\n]*?)[ \t]*$")
	mystOptionLine   = lazyregexp.New(`^[ \t]*:([\w-]+):[ \t]*(.*?)[ \t]*$`)
	mystSubstitution = lazyregexp.New("`[^`\n]*`|\\{\\{[ \t]*([\\w.-]+)[ \t]*\\}\\}")
	mystCodeNames    = []string{"code", "code-block", "code-cell", "sourcecode", "raw", "math", "literalinclude", "mermaid", "eval-rst", "parsed-literal"}
)

// copy adds a text whose lines are indented by what the directive is that asks for it.
func (e *mystExpansion) copy(t *source.Text, indent string, from *including) {
	depth := len(e.fences)
	offset := 0
	for offset < len(t.Data) {
		stop := lineEnd(t.Data, offset)
		line := strings.TrimRight(string(t.Data[offset:stop]), "\n")
		if indent != "" && offset > 0 && line != "" {
			e.Put(indent, t, offset)
		}
		m := mystFenceLine.FindStringSubmatch(line)
		if m != nil {
			m[3], _, _ = strings.Cut(strings.TrimSpace(m[3]), " ") // without its options
		}
		if m != nil && !e.inCode() {
			u := mystUse{from: from, indent: indent + m[1], marks: m[2], name: m[3], target: m[4], offset: offset}
			if end, ok := e.directive(t, stop, u); ok {
				offset = end
				continue
			}
		}
		if m != nil {
			e.follow(m[2], m[3], m[4])
		}
		e.line(t, offset, stop)
		offset = stop
	}
	e.fences = e.fences[:min(depth, len(e.fences))]
}

func lineEnd(data []byte, offset int) int {
	if n := bytes.IndexByte(data[offset:], '\n'); n >= 0 {
		return offset + n + 1
	}
	return len(data)
}

func (e *mystExpansion) inCode() bool {
	return len(e.fences) > 0 && e.fences[len(e.fences)-1].code
}

// follow goes on behind a line of a fence.
func (e *mystExpansion) follow(marks, name, rest string) {
	last := len(e.fences) - 1
	if name == "" && rest == "" {
		for i := last; i >= 0 && (i == last || !e.inCode()); i-- {
			if strings.HasPrefix(marks, e.fences[i].marks) {
				e.fences = e.fences[:i]
				return
			}
		}
	}
	if !e.inCode() && len(e.fences) < maxFences {
		code := slices.Contains(mystCodeNames, name) || name == "" && marks[0] != ':'
		e.fences = append(e.fences, mystFence{marks, code})
	}
}

// line adds a line with its substitutions made.
func (e *mystExpansion) line(t *source.Text, start, stop int) {
	last := start
	if !e.inCode() {
		for _, m := range mystSubstitution.FindAllSubmatchIndex(t.Data[start:stop], -1) {
			if m[2] < 0 {
				continue
			}
			v := e.values.Get(strings.Split(string(t.Data[start+m[2]:start+m[3]]), ".")...)
			if !v.Exists() || v.IsMap() {
				e.unknown(t, start+m[2], start+m[3])
				continue
			}
			e.Copy(t, last, start+m[0])
			e.Put(strings.TrimRight(v.Text(), "\n"), t, start+m[0])
			last = start + m[1]
		}
	}
	e.Copy(t, last, stop)
}

// unknown reports a name without a value, where some have one; elsewhere it may well be text.
func (e *mystExpansion) unknown(t *source.Text, start, stop int) {
	if e.values.IsMap() {
		e.report.Report(diag.Diagnostic{
			Pos: t.Pos(start), Severity: diag.Warning, Code: "variable-unknown", ByName: true,
			Message: "nothing gives {{ " + string(t.Data[start:stop]) + " }} a value", Instead: "the name as it stands",
		})
	}
}

// A mystUse is a directive that may ask for another file.
type mystUse struct {
	from         *including
	offset       int
	indent       string
	marks        string
	name, target string
	options      map[string]string
	pass         []string // options for the block that it becomes
}

// directive adds what the directive asks for whose first line ends at head, and returns where the directive ends. ok is
// false if it asks for nothing.
func (e *mystExpansion) directive(t *source.Text, head int, u mystUse) (stop int, ok bool) {
	switch u.name {
	case "include", "literalinclude", "csv-table", "raw":
	default:
		return 0, false
	}
	u.options = map[string]string{}
	for stop = head; stop < len(t.Data); {
		line := strings.TrimSpace(string(t.Data[stop:lineEnd(t.Data, stop)]))
		stop = lineEnd(t.Data, stop)
		if strings.HasPrefix(line, u.marks) && strings.Trim(line, u.marks[:1]) == "" {
			break
		}
		if m := mystOptionLine.FindStringSubmatch(line); m != nil {
			u.options[m[1]] = unquoted(m[2])
			u.pass = append(u.pass, line)
		}
	}
	if u.name == "csv-table" || u.name == "raw" {
		if u.options["file"] == "" {
			return 0, false
		}
		e.table(t, u)
		return stop, true
	}
	e.include(t, u)
	return stop, true
}

func unquoted(s string) string {
	if last := len(s) - 1; last > 0 && (s[0] == '"' || s[0] == '\'') && s[last] == s[0] {
		return s[1:last]
	}
	return s
}

// openFile returns the file of a name that the directive gives.
func (e *mystExpansion) openFile(t *source.Text, u mystUse, name string) (file string, included *source.Text) {
	file = path.Join(path.Dir(t.Name), name)
	if strings.HasPrefix(name, "/") {
		file = path.Join(e.root, name)
	}
	return file, e.open(file, u.from, t.Pos(u.offset))
}

// table adds a directive whose body is a file.
func (e *mystExpansion) table(t *source.Text, u mystUse) {
	_, body := e.openFile(t, u, u.options["file"])
	if body == nil {
		return
	}
	fence := fenceFor(body.Data)
	put := func(line string) { e.Put(u.indent+line+"\n", t, u.offset) }
	put(fence + "{" + u.name + "} " + u.target)
	for _, option := range u.pass {
		put(option)
	}
	put("")
	e.Copy(body, 0, len(body.Data))
	e.endLine(t, u.offset)
	put(fence)
}

// include adds the file that an include or a literalinclude names, or a part of it.
func (e *mystExpansion) include(t *source.Text, u mystUse) {
	file, included := e.openFile(t, u, u.target)
	if included == nil {
		return
	}
	from, to, ok := partOfFile(included.Data, u.options)
	if !ok {
		e.report.Report(diag.Diagnostic{
			Pos: t.Pos(u.offset), Severity: diag.Error, Code: "include-part-missing",
			Message: strconv.Quote(file) + " does not have the lines that are asked for", Instead: "nothing",
		})
		return
	}
	_, literal := u.options["literal"]
	lang, code := u.options["code"]
	if u.name == "include" && !literal && !code {
		source.SplitFront(included.Name, included.Data, e.report)
		var b source.Builder
		b.Copy(included, from, to)
		e.Put(u.indent, t, u.offset)
		e.copy(b.Text(included.Name), u.indent, &including{included.Name, u.from})
		e.endLine(t, u.offset)
		return
	}
	if lang == "" {
		lang = languageOf(u.options, file)
	}
	e.program(t, u, lang, included, from, to)
}

// languageOf is the language of a file of code.
func languageOf(options map[string]string, file string) string {
	for _, key := range []string{"language", "lang", "lexer"} {
		if options[key] != "" {
			return options[key]
		}
	}
	return strings.TrimPrefix(path.Ext(file), ".")
}

// codeOptions are options of literalinclude that are options of code, too.
var codeOptions = []string{"caption", "name", "label", "linenos", "lineno-start", "emphasize-lines"}

// program adds a code block with lines of a file.
func (e *mystExpansion) program(t *source.Text, u mystUse, lang string, included *source.Text, from, to int) {
	fence := fenceFor(included.Data[from:to])
	put := func(line string) { e.Put(u.indent+line+"\n", t, u.offset) }
	put(fence + "{code-block} " + lang)
	for _, option := range u.pass {
		if name, _, _ := strings.Cut(option[1:], ":"); slices.Contains(codeOptions, name) {
			put(option)
		}
	}
	put("")
	wanted := wantedLines(u.options["lines"])
	dedent, _ := strconv.Atoi(u.options["dedent"])
	number := 0
	for at := from; at < to; {
		end := min(lineEnd(included.Data, at), to)
		number++
		if wanted == nil || wanted(number) {
			e.Put(u.indent, t, u.offset)
			cut := 0
			for cut < dedent && at+cut < end && included.Data[at+cut] == ' ' {
				cut++
			}
			e.Copy(included, at+cut, end)
		}
		at = end
	}
	e.endLine(t, u.offset)
	put(fence)
}

// endLine ends a line that is not at its end.
func (e *mystExpansion) endLine(t *source.Text, offset int) {
	if !e.EndsLine() {
		e.Put("\n", t, offset)
	}
}

// partOfFile returns what of a file is asked for by its lines or by texts before and behind.
func partOfFile(data []byte, options map[string]string) (start, stop int, ok bool) {
	stop = len(data)
	lines := []int{0}
	for at := 0; at < len(data); {
		at = lineEnd(data, at)
		lines = append(lines, at)
	}
	if n, err := strconv.Atoi(options["start-line"]); err == nil {
		start = lines[min(max(n, 0), len(lines)-1)]
	}
	if n, err := strconv.Atoi(options["end-line"]); err == nil {
		if n < 0 {
			n += len(lines) - 1
		}
		stop = lines[min(max(n, 0), len(lines)-1)]
	}
	for _, key := range []string{"start-after", "start-at"} {
		if text := options[key]; text != "" {
			n := bytes.Index(data[start:max(stop, start)], []byte(text))
			if n < 0 {
				return 0, 0, false
			}
			start += n
			if key == "start-after" {
				start += len(text)
			}
			if options["code"] == "" && bytes.HasPrefix(data[start:], []byte("\n")) {
				start++
			}
		}
	}
	for _, key := range []string{"end-before", "end-at"} {
		if text := options[key]; text != "" {
			n := bytes.Index(data[start:max(stop, start)], []byte(text))
			if n < 0 {
				return 0, 0, false
			}
			stop = start + n
			if key == "end-at" {
				stop = lineEnd(data, stop)
			}
		}
	}
	return start, max(start, stop), true
}

// wantedLines reads 1,3-5,20-; nil means all.
func wantedLines(spec string) func(int) bool {
	if strings.TrimSpace(spec) == "" {
		return nil
	}
	type lines struct{ first, last int }
	var wanted []lines
	for part := range strings.SplitSeq(spec, ",") {
		from, to, isRange := strings.Cut(strings.TrimSpace(part), "-")
		first, _ := strconv.Atoi(from)
		last := first
		if isRange {
			if last, _ = strconv.Atoi(to); last == 0 {
				last = 1 << 30
			}
		}
		wanted = append(wanted, lines{max(first, 1), last})
	}
	return func(n int) bool {
		return slices.ContainsFunc(wanted, func(l lines) bool { return l.first <= n && n <= l.last })
	}
}
