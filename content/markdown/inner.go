package markdown

import (
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/source"
)

// maxInner is how many texts may stand in one another that are each read by themselves: tables in cells of tables.
const maxInner = 8

// innerBlocks reads a text that is put together from pieces of this one, such as the cell of a table. It knows the links
// and the notes that the whole text defines.
func (d *document) innerBlocks(t *source.Text) []content.Block {
	return d.blocks(d.inner(t))
}

// innerLine reads a text that is a line, such as a title between quotation marks.
func (d *document) innerLine(t *source.Text) []content.Inline {
	return d.inlines(d.inner(t))
}

func (d *document) inner(t *source.Text) []content.Node {
	return d.innerly(t, func() { d.children(d.parse()) })
}

// innerHTML reads a text that is HTML from end to end.
func (d *document) innerHTML(t *source.Text) []content.Node {
	whole := text.NewSegments()
	whole.Append(text.NewSegment(0, len(t.Data)))
	return d.innerly(t, func() { d.html(whole) })
}

// innerly lets read read t in the place of the text of d.
func (d *document) innerly(t *source.Text, read func()) []content.Node {
	if d.inners >= maxInner {
		d.refuse(0)
	}
	src, str, whole, names, shortcodes := d.src, d.str, d.text, d.names, d.shortcodes
	defer func() { d.src, d.str, d.text, d.names, d.shortcodes = src, str, whole, names, shortcodes }()
	d.src, d.str, d.text = t.Data, string(t.Data), t
	d.names, d.shortcodes = findTagNames(t.Data, d.jsx), findShortcodes(d.shortcode, t.Data)
	d.inners++
	defer func() { d.inners-- }()
	return d.within(&frame{Pos: d.at(0)}, read).nodes
}

// piece returns the bytes between two offsets as a text of its own.
func (d *document) piece(start, stop int) *source.Text {
	var b source.Builder
	b.Copy(d.text, start, stop)
	return b.Text(d.text.Name)
}

// attrLine reads an attribute of a list of attributes as the inlines that its author wrote.
func (d *document) attrLine(t *tag, names ...string) []content.Inline {
	a, ok := t.get(names...)
	if !ok || a.stop <= a.start {
		return nil
	}
	return d.innerLine(d.piece(a.start, a.stop))
}
