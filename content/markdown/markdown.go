// Package markdown reads Markdown: GitHub's, with the extensions that course sites commonly add, and MDX.
//
// It turns the text of one part into blocks and notes, and knows nothing of other files: links and images keep the
// address that the author wrote. goldmark finds the structure; raw HTML and JSX, which may be opened in one place and
// closed in another, join it on one stack of open elements.
package markdown

import (
	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// Result is what a text says.
type Result struct {
	Title  *content.Heading // the heading that the text begins with; it is not in Blocks
	Blocks []content.Block
	Notes  []*content.Note // in the order of first reference, then those that nothing refers to
}

// Parse reads the text of a part. It cannot fail: whatever it cannot show is reported. It keeps no reference to
// doc and changes nothing in it, so many texts can be parsed at the same time.
func Parse(doc *source.Doc, limits source.Limits, report diag.Reporter) (r Result) {
	defer func() {
		if v := recover(); v != nil && v != (refusal{}) {
			panic(v)
		}
	}()
	d := newDocument(doc, limits, report)
	r = d.result(d.tabbed(d.read(d.parse())))
	d.giveBack()
	return r
}

// result cuts the title from the blocks and puts the notes in order.
func (d *document) result(blocks []content.Block) Result {
	r := Result{Blocks: blocks, Notes: d.orderedNotes()}
	if len(blocks) > 0 {
		if h, ok := blocks[0].(*content.Heading); ok {
			r.Title, r.Blocks = h, blocks[1:]
		}
	}
	return r
}
