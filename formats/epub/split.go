package epub

import (
	"slices"

	"coursepack/content"
)

// A piece is the part of a part that one document shows: all of it, unless it is very long.
type piece struct {
	name    string           // of the document
	heading *content.Heading // it begins with; nil for the first
	blocks  []content.Block
	notes   []*content.Note
}

// longest is how much a document should hold, in bytes. Reading systems lay a document out as a whole before they show
// the first page of it, and old ones refuse those of more than 300 kB.
const longest = 250_000

// split divides a part at headings into pieces that are not too long, as far as there are headings. The name of a piece
// comes from its heading's id, so that it stays the same when others come before it.
func (c *composer) split(p *content.Part, taken namesTaken) []piece {
	name := taken.next(slug(p.ID))
	first := piece{name: name + ".xhtml", blocks: p.Blocks, notes: p.Notes}
	sections, weights := sectionsOf(p.Blocks)
	if len(sections) < 2 || sum(weights) <= longest {
		return []piece{first}
	}
	first.blocks = sections[0]
	pieces, held := []piece{first}, weights[0]
	for i, blocks := range sections[1:] {
		if held += weights[i+1]; held <= longest {
			last := &pieces[len(pieces)-1]
			last.blocks = slices.Concat(last.blocks, blocks)
			continue
		}
		h := blocks[0].(*content.Heading)
		held = weights[i+1]
		pieces = append(pieces, piece{name: taken.next(name+"-"+slug(h.ID)) + ".xhtml", heading: h, blocks: blocks})
	}
	shareNotes(pieces, p.Notes)
	c.places[p] = placesIn(pieces)
	return pieces
}

// sectionsOf cuts blocks before the headings of the two upper levels and weighs what is between.
func sectionsOf(blocks []content.Block) (sections [][]content.Block, weights []int) {
	const deepest = 3 // level 1 is the part's title
	start, weight := 0, 0
	for i, b := range blocks {
		if h, ok := b.(*content.Heading); ok && h.Level <= deepest && i > start {
			sections, weights = append(sections, blocks[start:i]), append(weights, weight)
			start, weight = i, 0
		}
		weight += weigh(b)
	}
	return append(sections, blocks[start:]), append(weights, weight)
}

// weigh estimates how many bytes a block becomes.
func weigh(b content.Block) int {
	const tags, formula = 12, 40 // bytes of markup around a node; bytes of MathML for a byte of TeX
	n := 0
	content.Walk(b, func(node content.Node) bool {
		n += tags
		switch node := node.(type) {
		case *content.Text:
			n += len(node.Text)
		case *content.Code:
			n += len(node.Text)
		case *content.CodeBlock:
			n += len(node.Text)
		case *content.Math:
			n += formula * len(node.TeX)
		case *content.MathBlock:
			n += formula * len(node.TeX)
		}
		return true
	})
	return n
}

func sum(numbers []int) (total int) {
	for _, n := range numbers {
		total += n
	}
	return total
}

// shareNotes gives each piece the notes that it refers to, for a note that pops up has to be in the same document. Those
// that nothing refers to come last.
func shareNotes(pieces []piece, notes []*content.Note) {
	referred := map[string]bool{}
	for i := range pieces {
		here := map[string]bool{}
		for _, b := range pieces[i].blocks {
			noteRefs(b, here)
		}
		for _, note := range notes { // in the order of first reference: a note that another refers to comes behind it
			if here[note.ID] {
				noteRefs(note, here)
				pieces[i].notes = append(pieces[i].notes, note)
				referred[note.ID] = true
			}
		}
	}
	last := &pieces[len(pieces)-1]
	for _, note := range notes {
		if !referred[note.ID] {
			last.notes = append(last.notes, note)
		}
	}
}

func noteRefs(n content.Node, ids map[string]bool) {
	content.Walk(n, func(n content.Node) bool {
		if r, ok := n.(*content.NoteRef); ok {
			ids[r.ID] = true
		}
		return true
	})
}

// placesIn says in which document each id of a part is.
func placesIn(pieces []piece) map[string]string {
	places := map[string]string{}
	for _, piece := range pieces {
		for _, b := range piece.blocks {
			content.Walk(b, func(n content.Node) bool {
				if id := content.ID(n); id != "" {
					places[id] = piece.name
				}
				return true
			})
		}
	}
	return places
}
