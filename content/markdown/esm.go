package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content/internal/lazyregexp"
)

var kindESM = ast.NewNodeKind("ESM")

// An esm is a run of imports and exports.
type esm struct{ ast.BaseBlock }

func (n *esm) Kind() ast.NodeKind { return kindESM }
func (n *esm) IsRaw() bool        { return true }
func (n *esm) Dump([]byte, int)   {}

type esmParser struct{ d *document }

func (*esmParser) Trigger() []byte                                             { return []byte{'i', 'e'} }
func (*esmParser) CanInterruptParagraph() bool                                 { return false }
func (*esmParser) CanAcceptIndentedLine() bool                                 { return false }
func (*esmParser) Close(ast.Node, text.Reader, parser.Context)                 {}
func (*esmParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// Words that start an import or an export. An English sentence may start with the same word.
var esmStart = lazyregexp.New(`^(?:import\s*(?:["'{*]|[\w$]+\s*(?:,|from\b)|type\b)|export\s*(?:[{*]|(?:const|let|var|function|default|class|async|type|interface)\b))`)

func (p *esmParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	if parent.Kind() != ast.KindDocument || pc.BlockIndent() != 0 || !isESM(line) {
		return nil, parser.NoChildren
	}
	stop := p.d.scanESM(start)
	p.d.readESM(string(p.d.src[start:stop]), start)
	advanceTo(reader, stop)
	return &esm{}, parser.NoChildren
}

func isESM(line []byte) bool {
	return (bytes.HasPrefix(line, []byte("import")) || bytes.HasPrefix(line, []byte("export"))) && esmStart.Match(line)
}

// scanESM returns where the statements end that start at start: at the first blank line outside of brackets.
func (d *document) scanESM(start int) (stop int) {
	s := d.scanner(start, 0)
	defer s.spend(start)
	depth, firstBlank := 0, 0
	for ; s.i < s.limit; s.i++ {
		switch c := d.src[s.i]; c {
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			depth--
		case '"', '\'':
			s.quotation(c)
		case '`':
			s.template()
		case '/':
			s.comment()
		case '\n':
			if !s.blankLine() {
				continue
			}
			if depth <= 0 {
				return s.i
			}
			if firstBlank == 0 {
				firstBlank = s.i
			}
		}
	}
	if depth > 0 && firstBlank > 0 {
		return firstBlank
	}
	return s.i
}

var (
	exportConst   = lazyregexp.New(`(?m)^export\s+(?:const|let|var)\s+([\w$]+)\s*(?::[^=\n]+)?=\s*`)
	importDefault = lazyregexp.New(`(?m)^import\s+([\w$]+)\s+from\s+["']([^"'\n]+)["']`)
)

// readESM keeps the exported data and the addresses of imported files, for expressions to use.
func (d *document) readESM(code string, start int) {
	for _, m := range exportConst.FindAllStringSubmatchIndex(code, -1) {
		e := &evaluator{d: d, src: d.src[:start+len(code)], i: start + m[1]}
		if v, ok := e.value(0); ok {
			d.constants[code[m[2]:m[3]]] = v
		}
	}
	for _, m := range importDefault.FindAllStringSubmatch(code, -1) {
		if !strings.HasPrefix(m[2], "!!") { // what a loader makes of a file
			d.constants[m[1]] = value{kind: scalar, text: m[2]}
		}
	}
}
