package resolve

import (
	"slices"
	"strconv"

	"coursepack/content"
)

// An inventory lists what is on a part that needs work, each kind in reading order. One walk finds it all.
type inventory struct {
	part       *content.Part
	headings   []*content.Heading
	figures    []*content.Figure
	images     []*content.Image
	code       []*content.CodeBlock
	formulas   []content.Node  // *content.Math and *content.MathBlock
	activities []*content.Text // that have marks for activities
	refs       []content.Reference
	noteRefs   []*content.NoteRef
	cites      []*content.Cite
	works      []*content.Bibliography
	items      []content.Node // *content.Flashcard, *content.Question and *content.Exercise
	named      []content.Node // that have an id
}

// takeInventory walks p. On its way it numbers the notes, since the order in which they are referred to is that in which
// they are read.
func (r *resolver) takeInventory(p *content.Part) *inventory {
	inv := &inventory{part: p}
	for _, n := range p.Heading {
		content.Walk(n, inv.add)
	}
	for _, b := range p.Blocks {
		content.Walk(b, inv.add)
	}
	r.numberNotes(inv)
	for _, t := range inv.activities {
		r.reportActivity(t.Pos, "its mark in the text")
	}
	return inv
}

// add is a visitor.
func (inv *inventory) add(n content.Node) bool {
	switch n := n.(type) {
	case *content.Text: // nearly all there is
		if embedsActivity(n.Text) {
			inv.activities = append(inv.activities, n)
		}
		return false
	case *content.Heading:
		inv.headings = append(inv.headings, n)
	case *content.Figure:
		inv.figures = append(inv.figures, n)
	case *content.Image:
		inv.images = append(inv.images, n)
	case *content.CodeBlock:
		inv.code = append(inv.code, n)
	case *content.Math, *content.MathBlock:
		inv.formulas = append(inv.formulas, n)
	case *content.Link:
		if ref, ok := n.Target.(content.Reference); ok {
			inv.refs = append(inv.refs, ref)
		}
	case *content.NoteRef:
		inv.noteRefs = append(inv.noteRefs, n)
	case *content.Cite:
		if n.Inlines == nil { // nobody has written it yet
			inv.cites = append(inv.cites, n)
		}
	case *content.Bibliography:
		inv.works = append(inv.works, n)
	case *content.Flashcard, *content.Question, *content.Exercise:
		inv.items = append(inv.items, n)
	}
	if content.ID(n) != "" {
		inv.named = append(inv.named, n)
	}
	return true
}

// numberNotes orders the notes by their first references and numbers them from 1. A note that nothing refers to comes
// last.
func (r *resolver) numberNotes(inv *inventory) {
	p := inv.part
	notes := map[string]*content.Note{}
	for _, note := range p.Notes {
		notes[note.ID] = note
		note.Number = 0
	}
	ordered := make([]*content.Note, 0, len(p.Notes))
	add := func(note *content.Note) {
		ordered = append(ordered, note)
		note.Number = len(ordered)
	}
	numbered := 0
	number := func() {
		for _, ref := range inv.noteRefs[numbered:] {
			note := notes[ref.ID]
			if note == nil {
				r.warn(ref.Pos, "note-missing", "there is no note "+strconv.Quote(ref.ID), "nothing", "")
				continue
			}
			if note.Number == 0 {
				add(note)
			}
			ref.Number = note.Number
		}
		numbered = len(inv.noteRefs)
	}
	number()
	for done := range p.Notes {
		if done == len(ordered) { // nothing refers to what is left
			add(p.Notes[slices.IndexFunc(p.Notes, func(n *content.Note) bool { return n.Number == 0 })])
		}
		content.Walk(ordered[done], inv.add)
		number()
	}
	p.Notes = ordered
}
