package markdown

import (
	"github.com/yuin/goldmark/ast"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

// A tableCaption is a paragraph that starts with a colon, on its way to the table above or below it.
// https://pandoc.org/MANUAL.html#extension-table_captions
type tableCaption struct {
	caption
	id string
}

var (
	captionStart = lazyregexp.New(`^(?:[Tt]able)?:[ \t]+(?:\(\\#(tab:[\w-]+)\)[ \t]*)?\S`) // with bookdown's label
	captionEnd   = lazyregexp.New(`\s*\{[^{}]*\}\s*$`)
)

// captionOf returns the paragraph n, which has become blocks, as the caption of a table; nil if it is none.
func (d *document) captionOf(n ast.Node, blocks []content.Block) *tableCaption {
	if !d.captions || len(blocks) != 1 || n.Lines().Len() == 0 {
		return nil
	}
	line := n.Lines().At(0)
	m := captionStart.FindSubmatchIndex(line.Value(d.src))
	p, ok := blocks[0].(*content.Paragraph)
	if m == nil || !ok {
		return nil
	}
	c := &tableCaption{caption: caption{Pos: p.Pos}}
	start, shown := m[1]-1, m[1]-1
	if m[2] >= 0 {
		c.id = string(line.Value(d.src)[m[2]:m[3]])
		shown-- // without the backslash
	}
	var id string
	if c.inlines, id = cutID(p.Inlines); id != "" {
		c.id = id
	} else if last, ok := c.inlines[len(c.inlines)-1].(*content.Text); ok {
		last.Text = captionEnd.ReplaceAllString(last.Text, "")
	}
	if first, ok := p.Inlines[0].(*content.Text); ok {
		first.Text = first.Text[min(shown, len(first.Text)):]
		first.Col += start
	}
	c.inlines = tidy(c.inlines)
	return c
}

// withCaptions gives tables the captions beside them.
func (d *document) withCaptions(nodes []content.Node) []content.Node {
	var out []content.Node
	for i := 0; i < len(nodes); i++ {
		c, ok := nodes[i].(*tableCaption)
		if !ok {
			out = append(out, nodes[i])
			continue
		}
		switch {
		case len(out) > 0 && c.on(out[len(out)-1]):
		case i+1 < len(nodes) && c.on(nodes[i+1]):
		default:
			out = append(out, nodesOf(paragraph(c.Pos, c.inlines))...)
		}
	}
	return out
}

// on gives a table the caption, unless it has one.
func (c *tableCaption) on(n content.Node) bool {
	t, ok := n.(*content.Table)
	if !ok || t.Caption != nil {
		return false
	}
	t.Caption = c.inlines
	if c.id != "" {
		t.ID = c.id
	}
	return true
}
