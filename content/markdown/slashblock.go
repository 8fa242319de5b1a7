package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var kindSlashBlock = ast.NewNodeKind("SlashBlock")

// A slashBlock is /// name | title … ///. Its first child may be a titleLine.
// https://facelessuser.github.io/pymdown-extensions/extensions/blocks/
type slashBlock struct {
	ast.BaseBlock
	tag     *tag
	fence   int
	options bool // the lines that come next may be options
	closed  bool
}

func (n *slashBlock) Kind() ast.NodeKind { return kindSlashBlock }
func (n *slashBlock) Dump([]byte, int)   {}

type slashBlockParser struct{ leaf }

func (*slashBlockParser) Trigger() []byte { return []byte{'/'} }

var (
	slashLine   = lazyregexp.New(`^(/{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(.*?)[ \t]*)?$`)
	slashOption = lazyregexp.New(`^ {4,}([a-z][\w-]*):[ \t]*(.*?)[ \t]*$`)
)

func (p *slashBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	m := slashLine.FindSubmatchIndex(bytes.TrimRight(line, "\n"))
	if m == nil {
		return nil, parser.NoChildren
	}
	n := &slashBlock{tag: &tag{name: string(line[m[4]:m[5]]), start: start}, fence: m[3] - m[2], options: true}
	if m[6] < m[7] {
		t := &titleLine{}
		t.Lines().Append(text.NewSegment(start+m[6], start+m[7]))
		n.AppendChild(n, t)
	}
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (p *slashBlockParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*slashBlock)
	line, seg := reader.PeekLine()
	trimmed := bytes.TrimSpace(line)
	if len(trimmed) == n.fence && len(bytes.Trim(trimmed, "/")) == 0 {
		n.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	if m := slashOption.FindSubmatchIndex(bytes.TrimRight(line, "\n")); n.options && m != nil {
		n.tag.attrs = append(n.tag.attrs, attribute{
			name: string(line[m[2]:m[3]]), value: string(line[m[4]:m[5]]), start: seg.Start + m[4], stop: seg.Start + m[5],
		})
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	n.options = false
	return parser.Continue | parser.HasChildren
}

func (d *document) slashBlock(n *slashBlock) {
	var title []content.Inline
	if t, ok := n.FirstChild().(*titleLine); ok {
		title = d.titleOf(t)
	}
	t := *n.tag
	if !n.closed {
		d.report(d.at(t.start), diag.Error, "fence-unclosed", "this "+t.name+" is never closed", "everything to the end of its container is in it")
	}
	switch {
	case strings.HasSuffix(t.name, "caption"):
		f := d.within(&frame{Pos: d.at(t.start)}, func() { d.children(n) })
		d.captionBefore(f)
	case t.name == "admonition":
		t.name = "note"
		if kind := d.attr(&t, "type"); kind != "" {
			t.name = kind
		}
		d.named(n, &t, title)
	default:
		d.named(n, &t, title)
	}
}

// captionBefore gives what stands before a caption that caption.
// https://facelessuser.github.io/pymdown-extensions/extensions/blocks/plugins/caption/
func (d *document) captionBefore(f *frame) {
	caption := d.inlines(f.nodes)
	nodes := d.top().nodes
	if len(nodes) == 0 {
		d.emit(nodesOf(paragraph(f.Pos, caption))...)
		return
	}
	last := nodes[len(nodes)-1]
	if t, ok := last.(*content.Table); ok && len(t.Caption) == 0 {
		t.Caption = caption
		return
	}
	b, ok := last.(content.Block)
	if !ok {
		d.emit(nodesOf(paragraph(f.Pos, caption))...)
		return
	}
	d.top().nodes = append(nodes[:len(nodes)-1:len(nodes)-1], &content.Figure{Pos: b.Position(), Caption: caption, Blocks: []content.Block{b}})
}
