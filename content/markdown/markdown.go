// Package markdown reads Markdown: GitHub's, with the extensions that course sites commonly add, and MDX.
//
// It turns the text of one part into blocks and notes, and knows nothing of other files: links and images keep the
// address that the author wrote. goldmark finds the structure; raw HTML and JSX, which may be opened in one place and
// closed in another, join it on one stack of open elements.
package markdown

import (
	"fmt"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// Result is what a text says.
type Result struct {
	Title  *content.Heading // the heading that the text begins with; it is not in Blocks
	Blocks []content.Block
	Notes  []*content.Note // in the order of first reference, then those that nothing refers to

	noteIDs map[string]bool // of results that others have been added to
}

// Take makes the notes of another text of the same page those of r, and returns its blocks, with the title that it begins
// with. If r has a note of the same name, the other one gets a new name.
func (r *Result) Take(other Result) []content.Block {
	if r.noteIDs == nil {
		r.noteIDs = map[string]bool{}
	}
	blocks := other.Blocks
	if other.Title != nil {
		blocks = append([]content.Block{other.Title}, blocks...)
	}
	for _, note := range other.Notes {
		old, id := note.ID, note.ID
		for n := 2; r.noteIDs[id]; n++ {
			id = fmt.Sprintf("%s-%d", old, n)
		}
		r.noteIDs[id] = true
		if note.ID = id; id != old {
			renameNote(blocks, old, id)
		}
	}
	r.Notes = append(r.Notes, other.Notes...)
	return blocks
}

func renameNote(blocks []content.Block, from, to string) {
	for _, b := range blocks {
		content.Walk(b, func(n content.Node) bool {
			if ref, ok := n.(*content.NoteRef); ok && ref.ID == from {
				ref.ID = to
			}
			return true
		})
	}
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
	r = d.result(d.withGaps(d.tabbed(d.read(d.parse()))))
	d.giveBack()
	return r
}

// result cuts the title from the blocks and puts the notes in order. Definitions may stand above a title: they show nothing.
func (d *document) result(blocks []content.Block) Result {
	r := Result{Blocks: blocks, Notes: d.orderedNotes()}
	i := slices.IndexFunc(blocks, func(b content.Block) bool {
		m, ok := b.(*content.MathBlock)
		return !ok || !texDefinition.MatchString(strings.TrimSpace(m.TeX))
	})
	if i >= 0 {
		if h, ok := blocks[i].(*content.Heading); ok {
			r.Title, r.Blocks = h, slices.Delete(blocks, i, i+1)
		}
	}
	return r
}
