package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var (
	kindJSXBlock  = ast.NewNodeKind("JSXBlock")
	kindInlineTag = ast.NewNodeKind("InlineTag")
)

// A jsxBlock is a tag on a line of its own. If it opens an element that is closed further down, it holds the blocks
// between them.
type jsxBlock struct {
	ast.BaseBlock
	tag    *tag
	indent int  // of what is inside; -1 until something is
	taken  int  // how much of it the line had on which the code started that is open
	holds  bool // it opens an element
	closed bool
	stop   int // of what is inside, if it is closed
}

func (n *jsxBlock) Kind() ast.NodeKind { return kindJSXBlock }
func (n *jsxBlock) Dump([]byte, int)   {}

type jsxParser struct {
	d         *document
	paragraph parser.BlockParser
}

func (*jsxParser) Trigger() []byte             { return []byte{'<'} }
func (*jsxParser) CanInterruptParagraph() bool { return true }
func (*jsxParser) CanAcceptIndentedLine() bool { return true }

func (p *jsxParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, start := lineAt(reader, pc)
	t, ok := p.d.scanTag(start, quoteDepth(parent))
	if !ok || p.d.isPlaceholder(t) {
		return nil, parser.NoChildren
	}
	if ast.IsParagraph(pc.LastOpenedBlock().Node) && !t.closing && !p.d.isBlock(t) {
		return nil, parser.NoChildren // goes on with the paragraph
	}
	if !p.standsAlone(t, parent) {
		return p.openParagraph(t, reader)
	}
	advanceTo(reader, t.stop)
	n := &jsxBlock{tag: t, indent: -1, holds: p.d.isContainer(t)}
	if !n.holds {
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	return n, parser.HasChildren
}

// openParagraph opens a paragraph with the lines of a tag, which must not be taken for something else: the last one may
// start with the ">" of a quote.
func (p *jsxParser) openParagraph(t *tag, reader text.Reader) (ast.Node, parser.State) {
	if bytes.IndexByte(p.d.src[t.start:t.stop], '\n') < 0 {
		return nil, parser.NoChildren
	}
	n := ast.NewParagraph()
	for start := t.start; start < t.stop; {
		stop := start + bytes.IndexByte(p.d.src[start:], '\n') + 1
		if stop == start {
			stop = len(p.d.src)
		}
		n.Lines().Append(text.NewSegment(start, stop))
		start = stop
	}
	advanceTo(reader, t.stop)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (p *jsxParser) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	if ast.IsParagraph(n) {
		p.paragraph.Close(n, reader, pc)
	}
}

// isContainer reports whether a tag opens an element that is closed further down.
func (d *document) isContainer(t *tag) bool {
	return !t.closing && !t.selfClosing && !isVoid(t.name) && d.names.closed[t.name] > t.stop
}

// standsAlone reports whether nothing but opening tags follows on the line.
func (p *jsxParser) standsAlone(t *tag, parent ast.Node) bool {
	src := p.d.src
	for i := t.stop; ; {
		for i < len(src) && (src[i] == ' ' || src[i] == '\t') {
			i++
		}
		if i >= len(src) || src[i] == '\n' {
			return true
		}
		if t.closing || t.selfClosing || isVoid(t.name) {
			return false
		}
		next, ok := p.d.scanTag(i, quoteDepth(parent))
		if !ok || next.closing {
			return false
		}
		t, i = next, next.stop
	}
}

// quoteDepth counts the quotes around a block.
func quoteDepth(n ast.Node) int {
	depth := 0
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindBlockquote {
			depth++
		}
	}
	return depth
}

func (p *jsxParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n, ok := node.(*jsxBlock)
	if !ok {
		return p.paragraph.Continue(node, reader, pc)
	}
	if !n.holds {
		return parser.Close
	}
	line, seg := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	if stop, ok := closesAt(line, n.tag.name); ok && innermost(pc.OpenedBlocks(), n.tag.name) == n {
		n.closed, n.stop = true, seg.Start
		reader.Advance(stop)
		if util.IsBlank(line[stop:]) {
			reader.AdvanceToEOL()
		}
		return parser.Close
	}
	n.dedent(line, reader, inFence(pc.OpenedBlocks()))
	return parser.Continue | parser.HasChildren
}

// inFence reports whether the innermost open block is fenced code.
func inFence(open []parser.Block) bool {
	_, ok := open[len(open)-1].Node.(*fence)
	return ok
}

// dedent takes the indentation of what is inside off a line, so that nested components do not become code. Lines of
// fenced code lose as much as the line that opened it.
func (n *jsxBlock) dedent(line []byte, reader text.Reader, inFence bool) {
	width, _ := util.IndentWidth(line, reader.LineOffset())
	if n.indent < 0 {
		n.indent = width
	}
	if !inFence {
		n.taken = min(width, n.indent)
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), min(width, n.taken))
	if pos >= 0 {
		reader.AdvanceAndSetPadding(pos, padding)
	}
}

// closesAt reports whether a line starts with the closing tag of an element, with nothing behind it but further
// closing tags, and where the tag ends.
func closesAt(line []byte, name string) (stop int, ok bool) {
	trimmed := bytes.TrimLeft(line, " \t")
	rest, ok := bytes.CutPrefix(trimmed, []byte("</"+name))
	if !ok {
		return 0, false
	}
	rest, ok = bytes.CutPrefix(bytes.TrimLeft(rest, " \t"), []byte(">"))
	if !ok {
		return 0, false
	}
	after := bytes.TrimSpace(rest)
	return len(line) - len(rest), len(after) == 0 || bytes.HasPrefix(after, []byte("</")) && bytes.HasSuffix(after, []byte(">"))
}

// innermost returns the innermost open element of a name, nil inside of code.
func innermost(open []parser.Block, name string) *jsxBlock {
	if len(open) > 0 && open[len(open)-1].Node.IsRaw() {
		return nil
	}
	for i := len(open) - 1; i >= 0; i-- {
		if n, ok := open[i].Node.(*jsxBlock); ok && n.tag.name == name {
			return n
		}
	}
	return nil
}

func (d *document) jsxBlock(n *jsxBlock) {
	f := d.applyTag(n.tag)
	d.children(n)
	switch {
	case n.closed:
		closing := *n.tag
		closing.start = n.stop
		d.closeTag(&closing)
	case f != nil && n.HasChildren():
		d.end(f)
	}
}

// An inlineTag is a tag in a line of text.
type inlineTag struct {
	ast.BaseInline
	tag *tag
}

func (n *inlineTag) Kind() ast.NodeKind { return kindInlineTag }
func (n *inlineTag) Dump([]byte, int)   {}

type inlineTagParser struct{ d *document }

func (*inlineTagParser) Trigger() []byte { return []byte{'<'} }

func (p *inlineTagParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	_, seg := reader.PeekLine()
	t, ok := p.d.scanTag(seg.Start, quoteDepth(block))
	if !ok || t.stop > end(block) || p.d.isPlaceholder(t) {
		return nil
	}
	advanceInline(reader, t.stop)
	return &inlineTag{tag: t}
}

// end returns where the text of a block ends.
func end(block ast.Node) int {
	lines := block.Lines()
	if lines.Len() == 0 {
		return 0
	}
	return lines.At(lines.Len() - 1).Stop
}
