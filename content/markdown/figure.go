package markdown

import (
	"strings"

	"coursepack/content"
)

// A picture is what a text says of an image besides the node's fields.
type picture struct {
	caption []content.Inline // the description, with its markup
	tag     *tag             // nil if there is no list of attributes
}

// imageAttributes gives an image the size and the description that a list of attributes behind it has.
// https://pandoc.org/MANUAL.html#extension-link_attributes
// https://quarto.org/docs/authoring/figures.html#alt-text
func (d *document) imageAttributes(n *content.Image, t *tag) {
	n.Width, n.Height = d.length(t, "width"), d.length(t, "height")
	if alt, ok := t.get("fig-alt", "alt"); ok {
		n.Alt, n.NoAlt = alt.value, false
	}
	if p := d.pictures[n]; p != nil {
		p.tag = t
	}
	if id := d.attr(t, "id"); id != "" && !d.figures {
		d.emit(&content.Span{Pos: d.at(t.start), Attr: content.Attr{ID: id}})
	}
}

// figureOf makes a figure of a paragraph that holds an image alone, if that has a caption or an id.
// https://pandoc.org/MANUAL.html#extension-implicit_figures
func (d *document) figureOf(blocks []content.Block) []content.Block {
	if !d.figures || len(blocks) != 1 {
		return blocks
	}
	p, ok := blocks[0].(*content.Paragraph)
	if !ok || len(p.Inlines) != 1 {
		return blocks
	}
	known := d.pictures[imageIn(p.Inlines[0])]
	if known == nil {
		return blocks
	}
	f := &content.Figure{Pos: p.Pos, Caption: known.caption, Blocks: blocks}
	if known.tag != nil {
		f.ID = d.attr(known.tag, "id")
		if caption := d.attrLine(known.tag, "fig-cap"); caption != nil {
			f.Caption = caption
		}
	}
	if f.ID == "" && len(f.Caption) == 0 {
		return blocks
	}
	return []content.Block{f}
}

// imageIn returns the image that n is, or a link around it alone.
func imageIn(n content.Inline) *content.Image {
	if link, ok := n.(*content.Link); ok && len(link.Inlines) == 1 {
		n = link.Inlines[0]
	}
	img, _ := n.(*content.Image)
	return img
}

// captionAtEnd cuts off the last block if it is a paragraph of text: that of a Div is the caption of its figure.
// https://quarto.org/docs/authoring/figures.html#subfigures
func captionAtEnd(blocks []content.Block) (rest []content.Block, caption []content.Inline) {
	if len(blocks) < 2 {
		return blocks, nil
	}
	last, ok := blocks[len(blocks)-1].(*content.Paragraph)
	if !ok || len(last.Inlines) == 1 && imageIn(last.Inlines[0]) != nil {
		return blocks, nil
	}
	return blocks[:len(blocks)-1], last.Inlines
}

// isFigureID reports whether an id makes something a figure, a table or a listing that has a number.
// https://quarto.org/docs/authoring/cross-references.html
func isFigureID(id string) bool {
	for _, prefix := range []string{"fig-", "tbl-", "lst-"} {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}
