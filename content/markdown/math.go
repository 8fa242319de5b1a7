package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"coursepack/content"
	"coursepack/content/diag"
)

var (
	kindMathInline = ast.NewNodeKind("MathInline")
	kindMathBlock  = ast.NewNodeKind("MathBlock")
)

// maxFormula is how far an inline formula may reach. Without it, every "$" would be looked for to the end.
const maxFormula = 4096

// A mathInline is $…$, or $$…$$ in a line.
type mathInline struct {
	ast.BaseInline
	start int
	tex   string
}

func (n *mathInline) Kind() ast.NodeKind { return kindMathInline }
func (n *mathInline) Dump([]byte, int)   {}

type inlineMathParser struct{ d *document }

func (*inlineMathParser) Trigger() []byte { return []byte{'$'} }

func (p *inlineMathParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	fence := 1
	if len(line) > 1 && line[1] == '$' {
		fence = 2
	}
	if !opensMath(line, fence) {
		return nil
	}
	reader.Advance(fence)
	var tex []byte
	for len(tex) < maxFormula {
		line, _ := reader.PeekLine()
		if line == nil {
			return nil
		}
		line = line[:min(len(line), maxFormula)]
		if p.d.lookahead -= len(line); p.d.lookahead < 0 {
			return nil
		}
		end, found := closesMath(line, fence)
		if found {
			tex = append(tex, line[:end]...)
			if fence == 1 && !closesInline(tex, line[end+1:]) {
				return nil
			}
			reader.Advance(end + fence)
			return newMath(block, seg.Start, string(tex))
		}
		tex = append(tex, line...)
		reader.AdvanceLine()
	}
	return nil
}

// newMath returns a formula, or nil if there is nothing in it. GitHub lets authors put backticks inside of the dollars.
func newMath(block ast.Node, start int, tex string) ast.Node {
	tex = strings.TrimSpace(tex)
	if len(tex) > 2 && strings.HasPrefix(tex, "`") && strings.HasSuffix(tex, "`") {
		tex = tex[1 : len(tex)-1]
	}
	if tex == "" {
		return nil
	}
	if _, ok := block.(*extast.TableCell); ok {
		tex = strings.ReplaceAll(tex, `\|`, "|")
	}
	return &mathInline{start: start, tex: tex}
}

// opensMath reports whether the dollars at the start of line can open a formula. What Pandoc says about dollars keeps
// prices out: https://pandoc.org/MANUAL.html#math
func opensMath(line []byte, fence int) bool {
	if len(line) <= fence {
		return false
	}
	next := line[fence]
	return next != '$' && (fence == 2 || !util.IsSpace(next))
}

// closesInline reports whether a dollar after tex and before rest can close a formula.
func closesInline(tex, rest []byte) bool {
	if len(tex) == 0 || util.IsSpace(tex[len(tex)-1]) {
		return false
	}
	return len(rest) == 0 || !util.IsNumeric(rest[0])
}

// closesMath returns where in line the dollars stand that close a formula.
func closesMath(line []byte, fence int) (end int, found bool) {
	depth := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
		case '$':
			if fence == 2 && i+1 < len(line) && line[i+1] == '$' {
				return i, true
			}
			if fence == 1 && (depth <= 0 || !bytes.ContainsRune(line[i+1:], '}')) {
				return i, true
			}
		}
	}
	return 0, false
}

// A bracketMathParser finds \\(…\\) and \\[…\\], as they write whose Markdown takes one of the backslashes away before
// MathJax sees it.
type bracketMathParser struct{ d *document }

func (*bracketMathParser) Trigger() []byte { return []byte{'\\'} }

var mathBrackets = map[string][]byte{`\\(`: []byte(`\\)`), `\\[`: []byte(`\\]`)}

func (p *bracketMathParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	if len(line) < 3 {
		return nil
	}
	closing := mathBrackets[string(line[:3])]
	if closing == nil {
		return nil
	}
	reader.Advance(3)
	var tex []byte
	for len(tex) < maxFormula {
		line, _ := reader.PeekLine()
		if p.d.lookahead -= len(line); line == nil || p.d.lookahead < 0 {
			return nil
		}
		if end := bytes.Index(line, closing); end >= 0 {
			reader.Advance(end + len(closing))
			return newMath(block, seg.Start, string(append(tex, line[:end]...)))
		}
		tex = append(tex, line...)
		reader.AdvanceLine()
	}
	return nil
}

// A mathBlock is $$…$$ that stands by itself.
type mathBlock struct {
	ast.BaseBlock
	closed bool
}

func (n *mathBlock) Kind() ast.NodeKind { return kindMathBlock }
func (n *mathBlock) IsRaw() bool        { return true }
func (n *mathBlock) Dump([]byte, int)   {}

// A mathParser finds displayed formulas. Blank lines do not end them.
type mathParser struct {
	leaf
	d     *document
	never int // no dollars close what opens before this place
}

var dollars = []byte("$$")

func (p *mathParser) Trigger() []byte { return []byte{'$'} }

func (p *mathParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	if !bytes.HasPrefix(line, dollars) || bytes.HasPrefix(line, []byte("$$$")) {
		return nil, parser.NoChildren
	}
	n := &mathBlock{}
	rest := line[2:]
	stop := start + len(line)
	if end, found := closesMath(rest, 2); found {
		if !util.IsBlank(rest[end+2:]) {
			return nil, parser.NoChildren // in a line
		}
		n.closed, stop = true, start+2+end
	} else if !p.closesLater(stop) {
		return nil, parser.NoChildren
	}
	n.Lines().Append(text.NewSegment(start+2, stop))
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// closesLater reports whether there are dollars after offset.
func (p *mathParser) closesLater(offset int) bool {
	if offset < p.never {
		return false
	}
	if bytes.Contains(p.d.src[offset:], dollars) {
		return true
	}
	p.never = len(p.d.src)
	return false
}

func (p *mathParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*mathBlock)
	if n.closed {
		return parser.Close
	}
	line, seg := reader.PeekLine()
	end, found := closesMath(line, 2)
	if !found {
		n.Lines().Append(seg)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.closed = true
	n.Lines().Append(text.NewSegmentPadding(seg.Start, max(seg.Start+end-seg.Padding, seg.Start), seg.Padding))
	reader.Advance(end + 2)
	return parser.Close
}

func (d *document) mathBlock(n *mathBlock) {
	pos := d.at(d.start(n))
	if !n.closed {
		d.report(pos, diag.Error, "math-unclosed", "this formula is never closed", "everything to the end of its container as TeX")
	}
	d.emitMathBlock(pos, n)
}

// emitMathBlock adds a displayed formula whose TeX is the lines of n.
func (d *document) emitMathBlock(pos content.Pos, n ast.Node) {
	tex := strings.TrimSpace(string(n.Lines().Value(d.src)))
	block := &content.MathBlock{Pos: pos, Start: pos, TeX: tex}
	if n.Lines().Len() > 0 {
		block.Start = d.texStart(n.Lines().At(0).Start, tex)
	}
	d.emit(block)
}

// texStart returns where the first line of tex stands, which begins at from or a little later.
func (d *document) texStart(from int, tex string) content.Pos {
	const fences = 16 // dollars, backticks and spaces before it
	first, _, _ := strings.Cut(tex, "\n")
	near := d.src[from:min(from+fences+len(first), len(d.src))]
	return d.at(from + max(bytes.Index(near, []byte(first)), 0))
}
