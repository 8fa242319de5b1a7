package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var (
	kindExpression       = ast.NewNodeKind("Expression")
	kindInlineExpression = ast.NewNodeKind("InlineExpression")
)

// An expression is {…} on lines of its own.
type expression struct {
	ast.BaseBlock
	start, stop int // between the braces
}

func (n *expression) Kind() ast.NodeKind { return kindExpression }
func (n *expression) IsRaw() bool        { return true }
func (n *expression) Dump([]byte, int)   {}

type expressionParser struct{ d *document }

func (*expressionParser) Trigger() []byte                             { return []byte{'{'} }
func (*expressionParser) CanInterruptParagraph() bool                 { return true }
func (*expressionParser) CanAcceptIndentedLine() bool                 { return true }
func (*expressionParser) Close(ast.Node, text.Reader, parser.Context) {}
func (*expressionParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (p *expressionParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, start := lineAt(reader, pc)
	stop, ok := p.d.scanExpression(start)
	if !ok {
		return nil, parser.NoChildren
	}
	line, _, _ := bytes.Cut(p.d.src[stop:], []byte("\n"))
	if !util.IsBlank(line) {
		return nil, parser.NoChildren
	}
	advanceTo(reader, stop)
	reader.AdvanceToEOL()
	return &expression{start: start + 1, stop: stop - 1}, parser.NoChildren
}

// Svelte, in which some courses are written, opens and goes on with its conditions so. {#id} is the id of a heading.
var (
	svelteBlock = lazyregexp.New(`^\{#(?:if|each|key|await)\s`)
	svelteMark  = lazyregexp.New(`^[#:/@][a-z]`)
)

// scanExpression returns where the expression ends whose brace stands at start. JavaScript does not start with a
// backslash; TeX that nobody marked as such does.
func (d *document) scanExpression(start int) (stop int, ok bool) {
	s := d.scanner(start, 0)
	defer s.spend(start)
	if !s.has("{") || startsTeX(d.src[start+1:s.limit]) || s.has("{#") && !svelteBlock.Match(d.src[start:s.limit]) {
		return 0, false
	}
	s.i++
	ok = s.braces(false)
	return s.i, ok
}

func startsTeX(code []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(code[:min(len(code), 10)], " "), []byte(`\`))
}

// expression emits what an expression says, if it is data.
func (d *document) expression(start, stop int) {
	pos := d.at(start - 1)
	if svelteMark.Match(d.src[start:stop]) {
		d.condition(pos, strings.TrimSpace(string(d.src[start:stop])))
		return
	}
	v, ok := d.evaluate(start, stop)
	if !ok {
		d.report(pos, diag.Warning, "expression-unknown", "only the site can compute {"+excerpt(d.src[start:stop])+"}", "nothing")
		return
	}
	if v.kind != scalar || v.text == "" {
		return
	}
	if v.quoted && v.start >= start && v.start < stop {
		pos = d.at(v.start) // it says itself
	}
	d.emit(&content.Text{Pos: pos, Text: v.text})
}

// excerpt returns code on one line, short enough for a message.
func excerpt(code []byte) string {
	const limit = 80
	runes := []rune(strings.Join(strings.Fields(string(code)), " "))
	if len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return string(runes)
}

// An inlineExpression is {…} in a line of text.
type inlineExpression struct {
	ast.BaseInline
	start, stop int
}

func (n *inlineExpression) Kind() ast.NodeKind { return kindInlineExpression }
func (n *inlineExpression) Dump([]byte, int)   {}

type inlineExpressionParser struct{ d *document }

func (*inlineExpressionParser) Trigger() []byte { return []byte{'{'} }

func (p *inlineExpressionParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	_, seg := reader.PeekLine()
	stop, ok := p.d.scanExpression(seg.Start)
	if !ok || stop > end(block) {
		return nil
	}
	advanceInline(reader, stop)
	return &inlineExpression{start: seg.Start + 1, stop: stop - 1}
}
