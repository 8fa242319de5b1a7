package markdown

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
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
	if reader.PrecendingCharacter() == '$' {
		return nil
	}
	line, seg := reader.PeekLine()
	head := line[:min(len(line), len(dollars)+1)]
	fence := len(head) - len(bytes.TrimLeft(head, "$"))
	spaced := p.d.spacedMath && fence == 1 && len(line) > 1 && util.IsSpace(line[1])
	if !opensMath(line, fence) && !spaced {
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
			if fence == 1 && !p.d.closesInline(tex, line[end+1:]) || spaced && !looksLikeTeX(tex) {
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
	switch fence {
	case 1:
		return !util.IsSpace(line[1])
	case 2, len(dollars):
		return true
	}
	return false
}

// closesInline reports whether a dollar after tex and before rest can close a formula. One inside of code cannot. MyST
// and Jupyter allow a space before it, and one behind the dollar that opens a formula; there, only what looks like TeX is
// one.
// https://myst-parser.readthedocs.io/en/latest/syntax/math.html
func (d *document) closesInline(tex, rest []byte) bool {
	if len(tex) == 0 || !d.spacedMath && util.IsSpace(tex[len(tex)-1]) || bytes.Count(tex, []byte("`"))%2 == 1 {
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
			if fence > 1 && bytes.HasPrefix(line[i:], dollars[:fence]) {
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
// MathJax sees it, and \(…\), \[…\] and {% math %} in a line.
type bracketMathParser struct{ d *document }

func (*bracketMathParser) Trigger() []byte { return []byte{'\\', '{'} }

// A mathBracket starts a formula in a line.
type mathBracket struct {
	open, close *lazyregexp.Regexp
	escape      bool // in Markdown the same marks are escaped brackets: only what looks like TeX is a formula
}

var mathBrackets = []mathBracket{
	{open: lazyregexp.New(`^\\\\\(`), close: lazyregexp.New(`\\\\\)`)},
	{open: lazyregexp.New(`^\\\\\[`), close: doubledBracketEnd},
	{open: lazyregexp.New(`^\\\(`), close: lazyregexp.New(`\\\)`), escape: true},
	{open: lazyregexp.New(`^\\\[`), close: bracketEnd, escape: true},
	{open: liquidMath, close: liquidEnd},
}

var (
	doubledBracketEnd = lazyregexp.New(`\\\\\]`)
	bracketEnd        = lazyregexp.New(`\\\]`)
	liquidMath        = lazyregexp.New(`^\{%-?\s*math\s*-?%\}`)
	liquidEnd         = lazyregexp.New(`\{%-?\s*endmath\s*-?%\}`)
)

func (p *bracketMathParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	for _, b := range mathBrackets {
		if open := b.open.Find(line); open != nil {
			reader.Advance(len(open))
			return p.formula(b, block, reader, seg.Start)
		}
	}
	return nil
}

func (p *bracketMathParser) formula(b mathBracket, block ast.Node, reader text.Reader, start int) ast.Node {
	var tex []byte
	for len(tex) < maxFormula {
		line, _ := reader.PeekLine()
		if p.d.lookahead -= len(line); line == nil || p.d.lookahead < 0 {
			return nil
		}
		if end := b.close.FindIndex(line); end != nil {
			tex = append(tex, line[:end[0]]...)
			if b.escape && !looksLikeTeX(tex) {
				return nil
			}
			reader.Advance(end[1])
			return newMath(block, start, string(tex))
		}
		tex = append(tex, line...)
		reader.AdvanceLine()
	}
	return nil
}

var (
	texSign   = lazyregexp.New(`\\[A-Za-z]|\^|[A-Za-z0-9})]_|=|^\s*[A-Za-z0-9]{1,2}\s*$`)
	texNoSign = lazyregexp.New(`(?:^|\s)_\w+_(?:\W|$)`)
)

// looksLikeTeX reports whether what stands between escaped brackets is a formula: it has a command, a script or an
// equals sign, or is a letter or two, and it has no _word_ that is stressed.
func looksLikeTeX(tex []byte) bool { return texSign.Match(tex) && !texNoSign.Match(tex) }

// A mathBlock is a displayed formula that stands by itself.
type mathBlock struct {
	ast.BaseBlock
	closes closer
	closed bool
	id     string
}

func (n *mathBlock) Kind() ast.NodeKind { return kindMathBlock }
func (n *mathBlock) IsRaw() bool        { return true }
func (n *mathBlock) Dump([]byte, int)   {}

// A closer finds the end of a formula in a line: where its TeX ends, and where the marks end that close it.
type closer func(line []byte) (end, stop int, found bool)

// A mathParser finds displayed formulas. Blank lines do not end them.
type mathParser struct {
	leaf
	d *document
}

func (p *mathParser) Trigger() []byte { return []byte{'$', '\\', '{'} }

func (p *mathParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	skip, closes, mark := opensDisplay(line)
	if closes == nil {
		return nil, parser.NoChildren
	}
	n := &mathBlock{closes: closes}
	rest := line[skip:]
	stop := start + len(line)
	if end, after, found := closes(rest); found {
		if m := p.d.labelBehind(rest[after:]); m != nil {
			n.id, after = string(m[1]), len(rest)
		}
		if !util.IsBlank(rest[after:]) {
			return nil, parser.NoChildren // in a line
		}
		n.closed, stop = true, start+skip+end
	} else if !p.closesLater(mark, stop) {
		return nil, parser.NoChildren
	}
	n.Lines().Append(text.NewSegment(start+skip, stop))
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

var environmentStart = lazyregexp.New(`^\\begin\{((?:equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|[pbBvV]?matrix|cases|array|aligned|split)\*?)\}`)

// opensDisplay returns how a displayed formula starts with a line: how many bytes stand before its TeX, what finds its
// end and a part of the marks that close it. The closer is nil if there is no formula.
func opensDisplay(line []byte) (skip int, closes closer, mark string) {
	switch m := environmentStart.FindSubmatch(line); {
	case m != nil:
		return 0, environmentCloser(string(m[1])), `\end{` + string(m[1]) + `}`
	case bytes.HasPrefix(line, []byte("$$")) && !bytes.HasPrefix(line, []byte("$$$")):
		return 2, closesDollars, "$$"
	case bytes.HasPrefix(line, []byte(`\\[`)):
		return 3, markCloser(doubledBracketEnd), `\\]`
	case bytes.HasPrefix(line, []byte(`\[`)) && (len(bytes.TrimSpace(line)) == 2 || looksLikeTeX(line[2:])):
		return 2, markCloser(bracketEnd), `\]`
	}
	if open := liquidMath.Find(line); open != nil {
		return len(open), markCloser(liquidEnd), "endmath"
	}
	return 0, nil, ""
}

// dollars are the most that can open a formula. Four are a display that somebody wrote inside of a paragraph.
var dollars = []byte("$$$$")

func closesDollars(line []byte) (end, stop int, found bool) {
	end, found = closesMath(line, 2)
	return end, end + 2, found
}

func markCloser(mark *lazyregexp.Regexp) closer {
	return func(line []byte) (end, stop int, found bool) {
		at := mark.FindIndex(line)
		if at == nil {
			return 0, 0, false
		}
		return at[0], at[1], true
	}
}

// environmentCloser counts environments of a name inside of one another. The marks belong to the TeX.
func environmentCloser(name string) closer {
	begin, end := []byte(`\begin{`+name+`}`), []byte(`\end{`+name+`}`)
	depth := 0
	return func(line []byte) (int, int, bool) {
		for at := 0; ; {
			i := bytes.Index(line[at:], end)
			if i < 0 {
				depth += bytes.Count(line[at:], begin)
				return 0, 0, false
			}
			depth += bytes.Count(line[at:at+i], begin) - 1
			if at += i + len(end); depth <= 0 {
				return at, at, true
			}
		}
	}
}

// closesLater reports whether there is a mark after offset.
func (p *mathParser) closesLater(mark string, offset int) bool {
	if p.d.neverClosed[mark] {
		return false
	}
	if bytes.Contains(p.d.src[offset:], []byte(mark)) {
		return true
	}
	p.d.neverClosed[mark] = true
	return false
}

func (p *mathParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*mathBlock)
	if n.closed {
		return parser.Close
	}
	line, seg := reader.PeekLine()
	end, stop, found := n.closes(line)
	if !found {
		n.Lines().Append(seg)
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.closed = true
	n.Lines().Append(text.NewSegmentPadding(seg.Start, max(seg.Start+end-seg.Padding, seg.Start), seg.Padding))
	if m := p.d.labelBehind(line[stop:]); m != nil {
		n.id, stop = string(m[1]), len(line)-1
	}
	reader.Advance(stop)
	return parser.Close
}

// mathLabel is the label of a displayed formula, behind it: $$x$$ {#eq-x}.
// https://quarto.org/docs/authoring/cross-references.html#equations
var mathLabel = lazyregexp.New(`^[ \t]*\{#([^\s{}]+)[^{}]*\}\s*$`)

// mystMathLabel is the same in MyST: $$x$$ (label). https://mystmd.org/guide/math
var mystMathLabel = lazyregexp.New(`^[ \t]*\(([\w:.-]+)\)\s*$`)

// labelBehind returns the match of the label that stands behind a formula, nil if there is none.
func (d *document) labelBehind(rest []byte) [][]byte {
	if d.myst {
		return mystMathLabel.FindSubmatch(rest)
	}
	return mathLabel.FindSubmatch(rest)
}

// bookdownLabel is the label of an equation as bookdown writes it, in place of TeX's.
// https://bookdown.org/yihui/bookdown/markdown-extensions-by-bookdown.html#equations
var bookdownLabel = lazyregexp.New(`\(\\#(eq:[\w-]+)\)`)

func (d *document) mathBlock(n *mathBlock) {
	pos := d.at(d.start(n))
	if !n.closed {
		d.report(pos, diag.Error, "math-unclosed", "this formula is never closed", "everything to the end of its container as TeX")
	}
	d.emitMathBlock(pos, n, cmp.Or(n.id, d.takeLabel()))
}

// emitMathBlock adds a displayed formula whose TeX is the lines of n.
func (d *document) emitMathBlock(pos content.Pos, n ast.Node, id string) {
	tex := strings.TrimSpace(string(n.Lines().Value(d.src)))
	if d.citations {
		tex = bookdownLabel.ReplaceAllString(tex, `\label{$1}`)
	}
	block := &content.MathBlock{Pos: pos, ID: id, Start: pos, TeX: tex}
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
