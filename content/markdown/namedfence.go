package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var kindNamedFence = ast.NewNodeKind("NamedFence")

// A namedFence looks like a code block and holds blocks that have a name: ```admonish warning "Title". Its first child
// may be a titleLine.
type namedFence struct {
	ast.BaseBlock
	tag    *tag
	marks  []byte // that opened it
	closed bool
}

func (n *namedFence) Kind() ast.NodeKind { return kindNamedFence }
func (n *namedFence) Dump([]byte, int)   {}

type namedFenceParser struct{ leaf }

func (*namedFenceParser) Trigger() []byte { return []byte{'`', '~'} }

// mdbook-admonish: a kind with classes, then a title and other attributes.
// https://tommilligan.github.io/mdbook-admonish/overview.html
var (
	admonishLine = lazyregexp.New("^(`{3,}|~{3,})[ \t]*admonish\\b([^`\n]*)")
	admonishPart = lazyregexp.New(`([\w-]+)=(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|(\w+))|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z][\w-]*)|\.[\w-]+|\S+`)
)

func (p *namedFenceParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	m := admonishLine.FindSubmatchIndex(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	n := &namedFence{marks: line[:m[3]], tag: &tag{name: "note", start: start}}
	n.admonish(line[m[4]:m[5]], start+m[4])
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

// admonish reads what stands behind the name of mdbook-admonish.
func (n *namedFence) admonish(rest []byte, start int) {
	named := false
	for _, m := range admonishPart.FindAllSubmatchIndex(rest, -1) {
		group := func(i int) (value string, ok bool) {
			if m[2*i] < 0 {
				return "", false
			}
			return string(rest[m[2*i]:m[2*i+1]]), true
		}
		key, isAttribute := group(1)
		for i := 2; i <= 6; i++ {
			value, ok := group(i)
			switch {
			case !ok:
			case isAttribute && key == "type":
				n.tag.name = value
			case isAttribute && key != "title":
				n.tag.attrs = append(n.tag.attrs, attribute{name: key, value: value, start: start + m[2*i], stop: start + m[2*i+1]})
			case m[2*i] < m[2*i+1]:
				t := &titleLine{}
				t.Lines().Append(text.NewSegment(start+m[2*i], start+m[2*i+1]))
				n.AppendChild(n, t)
			}
		}
		if kind, ok := group(7); ok && !named {
			n.tag.name, named = kind, true
		}
	}
}

func (p *namedFenceParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*namedFence)
	line, _ := reader.PeekLine()
	line = bytes.TrimSpace(line)
	if bytes.HasPrefix(line, n.marks) && len(bytes.Trim(line, string(n.marks[:1]))) == 0 {
		n.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

func (d *document) namedFence(n *namedFence) {
	if !n.closed {
		d.report(d.at(d.start(n)), diag.Error, "fence-unclosed", "this "+n.tag.name+" is never closed", "everything to the end of its container is in it")
	}
	var title []content.Inline
	if t, ok := n.FirstChild().(*titleLine); ok {
		title = d.titleOf(t)
	}
	if d.attr(n.tag, "collapsible") == "true" {
		if title == nil {
			title = d.titleOrName(&frame{Pos: d.at(n.tag.start), tag: n.tag})
		}
		n.tag.name = "details"
	}
	d.named(n, n.tag, title)
}
