package markdown

import (
	"bytes"

	"coursepack/content"
	"coursepack/content/source"
)

// maxQuotes is how far behind its start the text of a value may begin.
const maxQuotes = 4

// blocksOf reads Markdown that stands in a value: in an attribute, or in a string of a data language that starts at
// offset. If the value is not there to the letter, because the author had to escape something, all of it is said to stand
// at offset.
func (d *document) blocksOf(value string, offset int) []content.Block {
	var b source.Builder
	start := offset
	for start < offset+maxQuotes && start < len(d.src) && !bytes.HasPrefix(d.src[start:], []byte(value)) {
		start++
	}
	if start < len(d.src) && bytes.HasPrefix(d.src[start:], []byte(value)) {
		b.Copy(d.text, start, start+len(value))
	} else {
		b.Put(value, d.text, offset)
	}
	doc := &source.Doc{Text: b.Text(d.text.Name), Dialect: d.dialect, Language: d.language}
	inner := newDocument(doc, source.Limits{Nesting: d.nesting}, d.diags)
	inner.constants = d.constants
	blocks := inner.withGaps(inner.read(inner.parse()))
	d.notes = append(d.notes, inner.notes...)
	inner.giveBack()
	return blocks
}

// inlinesOf reads a line of Markdown that stands in a value.
func (d *document) inlinesOf(value string, offset int) []content.Inline {
	return d.inlines(nodesOf(d.blocksOf(value, offset)))
}
