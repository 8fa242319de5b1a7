package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

// d2lbook writes roles as reStructuredText does: :numref:`fig_x`. On lines of their own they say something of what stands
// above them, or begin and end a tab. https://book.d2l.ai/user/markdown.html, https://book.d2l.ai/user/code_tabs.html

var kindMarkLine = ast.NewNodeKind("MarkLine")

// A markLine is such a line.
type markLine struct {
	ast.BaseBlock
	name, value string
	at          int // of the value
}

func (n *markLine) Kind() ast.NodeKind { return kindMarkLine }
func (n *markLine) Dump([]byte, int)   {}

type markLineParser struct{ leaf }

func (*markLineParser) Trigger() []byte { return []byte{':'} }

var markLinePattern = lazyregexp.New("^:(label|eqlabel|width|height|begin_tab|end_tab|bibliography):(?:`([^`\n]*)`)?[ \t]*\n?$")

func (p *markLineParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	m := markLinePattern.FindSubmatchIndex(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	n := &markLine{name: string(line[m[2]:m[3]]), at: start}
	if m[4] >= 0 {
		n.value, n.at = strings.TrimSpace(string(line[m[4]:m[5]])), start+m[4]
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (p *markLineParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (d *document) markLine(n *markLine) {
	pos := d.at(d.start(n))
	switch n.name {
	case "label", "eqlabel":
		d.labelLast(pos, n.value)
	case "width", "height":
		t := &tag{attrs: []attribute{{name: n.name, value: n.value, start: n.at, stop: n.at + len(n.value)}}}
		if img := lastImage(d.top().nodes); img != nil && n.name == "width" {
			img.Width = d.length(t, n.name)
		} else if img != nil {
			img.Height = d.length(t, n.name)
		}
	case "bibliography":
		d.emit(&content.Bibliography{Pos: pos})
	case "begin_tab":
		label := []content.Inline{&content.Text{Pos: d.at(n.at), Text: n.value}}
		t := &tag{name: n.name, start: d.start(n)}
		d.push(&frame{Pos: pos, kind: element, tag: t, title: label, spec: elementSpec{block: true}, build: (*document).buildNamedTab})
	case "end_tab":
		d.closeGated("begin_tab")
	}
}

// labelLast gives what was read last a label. A picture becomes a figure with its description as its caption.
func (d *document) labelLast(pos content.Pos, label string) {
	nodes := d.top().nodes
	if len(nodes) > 0 {
		switch last := nodes[len(nodes)-1].(type) {
		case *content.Heading:
			last.ID = d.ids.unique(label)
			return
		case *content.MathBlock:
			last.ID = label
			return
		case *content.Figure:
			last.ID = label
			return
		case *content.Table:
			last.ID = label
			return
		}
	}
	d.emit(&content.Span{Pos: pos, Attr: content.Attr{ID: label}})
}

// lastImage returns the picture that stands last, alone or in a figure; nil if something else does.
func lastImage(nodes []content.Node) *content.Image {
	if len(nodes) == 0 {
		return nil
	}
	last, _ := nodes[len(nodes)-1].(content.Block)
	if f, ok := last.(*content.Figure); ok && len(f.Blocks) == 1 {
		last = f.Blocks[0]
	}
	if p, ok := last.(*content.Paragraph); ok && len(p.Inlines) == 1 {
		return imageIn(p.Inlines[0])
	}
	return nil
}

// A colonRoleParser finds :name:`text`.
type colonRoleParser struct{}

func (colonRoleParser) Trigger() []byte { return []byte{':'} }

var colonRole = lazyregexp.New("^:(ref|numref|eqref|cite|citep|citet|label|eqlabel):`+([^`\n]+)`+")

// colonRoles are the names that MyST has for them.
var colonRoles = map[string]string{
	"ref": "ref", "numref": "numref", "eqref": "eq", "cite": "cite:p", "citep": "cite:p", "citet": "cite:t",
}

func (colonRoleParser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	m := colonRole.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	reader.Advance(m[1])
	name := string(line[m[2]:m[3]])
	if known := colonRoles[name]; known != "" {
		name = known
	}
	return &role{name: name, at: seg.Start, start: seg.Start + m[4], stop: seg.Start + m[5]}
}

var (
	codeTab   = lazyregexp.New(`^[ \t]*(?:%%|#[ \t]*@)tab[ \t]+([^\n]+)\n`)
	tabLoader = lazyregexp.New(`^%load_ext d2lbook\.tab\ntab\.interact_select\([^\n]*\n*`)
)

// tabOf makes a tab of code whose first line says which one it is of.
func (d *document) tabOf(code *content.CodeBlock) content.Node {
	if loader := tabLoader.FindString(code.Text); loader != "" {
		d.tally(code.Pos, diag.Note, "code-hidden", "the site runs this code and does not show it", "nothing")
		if code.Text = code.Text[len(loader):]; code.Text == "" {
			return nil
		}
	}
	m := codeTab.FindStringSubmatch(code.Text)
	if m == nil {
		return code
	}
	code.Text = code.Text[len(m[0]):]
	name := strings.TrimSpace(m[1])
	if name == "all" {
		return code
	}
	label := []content.Inline{&content.Text{Pos: code.Pos, Text: name}}
	return &content.Tab{Pos: code.Pos, Label: label, Blocks: []content.Block{code}}
}
