package template

import (
	"bytes"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// LiaScript returns what its reader does to a course that is read as a textbook: marks of effects and of spoken text go,
// what they stand for stays; macros that the head of the course defines as plain text are put in their places.
// https://liascript.github.io/course/?https://raw.githubusercontent.com/liaScript/docs/master/README.md
func LiaScript(macros map[string]string) source.Expander { return &liaScript{macros} }

type liaScript struct {
	macros map[string]string // by name, without the @
}

var (
	liaMark   = lazyregexp.New(`^[ \t]*(?:--)?\{\{[^{}\n]*\}\}(?:--)?[ \t]*$`)
	liaStars  = lazyregexp.New(`^[ \t]*\*{4,}[ \t]*$`)
	liaQuiz   = lazyregexp.New(`^[ \t]*(?:[-*+][ \t]+)?(?:\[\[|\[\(|\[->\[|\[[ \t]*[(\[])|^[ \t]*</script>`)
	liaInline = lazyregexp.New("`+[^`\n]+`+|" + // code is left as it is
		`(?:--)?\{\{[ \t]*(?:[|>_\w -]+)\}\}(?:--)?[ \t]?|` +
		`\{\d+(?:-\d+)?\}\{([^{}\n]*)\}|` + // 1
		`(\*{2,3})([ \t]*)([^*\s](?:[^*\n]*[^*\s])?)([ \t]*)(\*{2,3})|` + // 2 to 6
		`(^|[\s(|>*_"'])@([A-Za-z][\w.]*\w|[A-Za-z])(\(((?:` + "`[^`\n]*`" + `|[^()\n` + "`" + `])*)\))?`) // 7, 8, 9, 10
)

func (l *liaScript) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	e := &liaExpansion{liaScript: l, text: doc.Text, report: report}
	for offset := 0; offset < len(doc.Text.Data); {
		stop := len(doc.Text.Data)
		if i := bytes.IndexByte(doc.Text.Data[offset:], '\n'); i >= 0 {
			stop = offset + i
		}
		e.line(offset, stop)
		e.Copy(doc.Text, stop, min(stop+1, len(doc.Text.Data)))
		offset = stop + 1
	}
	return e.Text(doc.Text.Name)
}

// A liaExpansion goes through a text line by line.
type liaExpansion struct {
	*liaScript
	source.Builder
	text   *source.Text
	report diag.Reporter
	code   code
	before []byte   // the line before
	inMath bool     // a formula between $$ goes on in the next line
	marked bool     // an effect waits for what it is for
	blocks []string // what lines of stars have opened: effects and solutions
}

const (
	liaEffect   = "effect"
	liaSolution = "solution"
)

func (e *liaExpansion) line(start, stop int) {
	line := e.text.Data[start:stop]
	inCode := e.code.open()
	e.code.follow(line)
	before := e.before
	if len(bytes.TrimSpace(line)) > 0 {
		e.before = line
	}
	switch {
	case inCode || e.code.open():
		e.marked = false
		e.Copy(e.text, start, stop)
	case liaMark.Match(line):
		e.marked = true
	case liaStars.Match(line):
		if e.stars(before) {
			e.Copy(e.text, start, stop)
		}
	case len(bytes.TrimSpace(line)) == 0:
		e.inMath = false
		e.Copy(e.text, start, stop)
	default:
		e.marked = false
		e.inline(start, stop, fenceLine.Match(before))
	}
}

// stars says what a line of stars opens or closes, and returns whether it stays: lines around a solution do.
func (e *liaExpansion) stars(before []byte) (stays bool) {
	top := ""
	if n := len(e.blocks); n > 0 {
		top = e.blocks[n-1]
	}
	switch {
	case top != liaSolution && liaQuiz.Match(before):
		e.blocks = append(e.blocks, liaSolution)
		return true
	case top != liaSolution && e.marked:
		e.blocks = append(e.blocks, liaEffect)
		e.marked = false
		return false
	case top == "":
		return true
	}
	e.blocks = e.blocks[:len(e.blocks)-1]
	return top == liaSolution
}

// inline adds a line without the marks of effects and with what its macros stand for. Space inside of ** goes outside,
// where it does not keep it from being bold. Of formulas only the macros are marks: {1}{2} may be a fraction's.
func (e *liaExpansion) inline(start, stop int, afterCode bool) {
	data := e.text.Data
	last := start
	formulas := e.formulas(data[start:stop])
	for _, m := range liaInline.FindAllSubmatchIndex(data[start:stop], -1) {
		group := func(i int) string { return string(data[start+m[2*i] : start+m[2*i+1]]) }
		at, end := start+m[0], start+m[1]
		inFormula := slices.ContainsFunc(formulas, func(f [2]int) bool { return f[0] <= m[0] && m[0] < f[1] })
		switch {
		case inFormula && m[16] < 0:
			continue
		case m[2] >= 0: // {1}{text}
			e.Copy(e.text, last, at)
			e.Copy(e.text, start+m[2], start+m[3])
		case m[4] >= 0:
			if m[6] == m[7] && m[10] == m[11] || group(2) != group(6) {
				continue
			}
			e.Copy(e.text, last, at)
			for _, i := range []int{3, 2, 4, 6, 5} { // the space around it
				e.Copy(e.text, start+m[2*i], start+m[2*i+1])
			}
		case m[16] >= 0:
			arguments, called := "", m[18] >= 0
			if called {
				arguments = group(10)
			}
			value, ok := e.macro(group(8), arguments, called, afterCode, e.text.Pos(start+m[16]-1))
			if !ok {
				continue
			}
			e.Copy(e.text, last, start+m[15])
			e.Put(value, e.text, start+m[16]-1)
		case data[at] == '`':
			continue
		default:
			e.Copy(e.text, last, at)
		}
		last = end
	}
	e.Copy(e.text, last, stop)
}

// formulas returns where those of a line start and stop.
func (e *liaExpansion) formulas(line []byte) [][2]int {
	var found [][2]int
	for i := 0; i < len(line); {
		mark, begin := "$$", i
		switch {
		case e.inMath:
			e.inMath = false
		case line[i] == '\\':
			i += 2
			continue
		case line[i] == '`':
			run := len(line[i:]) - len(bytes.TrimLeft(line[i:], "`"))
			_, rest, closed := bytes.Cut(line[i+run:], line[i:i+run])
			if i += run; closed {
				i = len(line) - len(rest)
			}
			continue
		case bytes.HasPrefix(line[i:], []byte("$$")):
			i += 2
		case line[i] == '$':
			mark = "$"
			i++
		default:
			i++
			continue
		}
		switch length := bytes.Index(line[i:], []byte(mark)); {
		case length >= 0:
			i += length + len(mark)
			found = append(found, [2]int{begin, i})
		case mark == "$$":
			e.inMath = true
			return append(found, [2]int{begin, len(line)})
		}
	}
	return found
}

// macro returns what a macro stands for; ok is false if it is only text. What runs a program is dropped with its
// arguments: they are for a machine.
func (e *liaExpansion) macro(name, arguments string, called, afterCode bool, at diag.Pos) (value string, ok bool) {
	if value, ok = e.macros[name]; ok {
		return value, true
	}
	if !called && !afterCode && !strings.Contains(name, ".") {
		return "", false
	}
	d := diag.Diagnostic{
		Pos: at, Severity: diag.Warning, Code: "macro-unknown", ByName: true,
		Message: "the macro @" + name + " is not known", Instead: "the text that it is given",
	}
	if afterCode {
		d.Instead, arguments = "the code without what it does", ""
	}
	e.report.Report(d)
	return strings.ReplaceAll(arguments, "`", ""), true
}
