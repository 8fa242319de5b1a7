package pdf

import (
	"slices"
	"strconv"

	"coursepack/content"
)

// A footnote stands at the foot of the page that refers to it first.
type footnote struct {
	drawing
	height float64
	placed bool
}

const (
	noteSize    = 9.5
	noteMark    = 18  // the room that the numbers of notes take
	noteGap     = 2.5 // between notes
	footGap     = 12  // above the first of a page, with the line that sets it apart
	footRule    = 80
	tallestNote = 0.3 // of a page: notes taller than that stand at the end of their part
)

// footnotes sets the notes of a part that go to the feet of its pages. If the part ends with a heading and nothing below it,
// that is the author's heading for the notes, and they go there.
func (l *layout) footnotes(f *flow) map[string]*footnote {
	p := f.part
	if n := len(p.Blocks); n > 0 {
		if _, ok := p.Blocks[n-1].(*content.Heading); ok {
			return nil
		}
	}
	set := map[string]*footnote{}
	for _, n := range p.Notes {
		if n.Number == 0 {
			continue // nothing refers to it
		}
		in := f.inner(0, f.width)
		in.ragged = false
		in.note(n)
		in.dropSpace()
		note := &footnote{}
		if note.drawing, note.height = stack(in.items); note.height <= tallestNote*l.paper.textHeight() {
			set[n.ID] = note
		}
	}
	return set
}

// endnotes sets the notes of a part that are no footnotes.
func (f *flow) endnotes() {
	var rest []*content.Note
	for _, n := range f.part.Notes {
		if f.footnotes[n.ID] == nil {
			rest = append(rest, n)
		}
	}
	if len(rest) == 0 {
		return
	}
	if f.footnotes != nil {
		f.space(16)
		f.label(f.words.Notes)
	}
	for _, n := range rest {
		f.note(n)
	}
}

// note sets a note behind its number, which leads back to the text.
func (f *flow) note(n *content.Note) {
	text, tag := f.text, f.tag
	defer func() { f.text, f.tag = text, tag }()
	f.text.size, f.tag = noteSize, tag.child("Note")
	number := strconv.Itoa(n.Number) + "."
	s := f.text
	s.tag = f.tag.child("Lbl").child("Link")
	s.tag.contents = number
	f.anchor(noteAnchor(f.part, n.ID))
	f.space(noteGap)
	start := len(f.items)
	f.indented(noteMark, 0, func() {
		f.blocks(n.Blocks)
		f.end()
	})
	f.setMark(start, number, noteMark, s)
	back := area{
		x: f.left, w: noteMark, h: f.text.size * leading, link: link{anchor: noteRefAnchor(f.part, n.ID)}, tag: s.tag}
	if i := slices.IndexFunc(f.items[start:], func(it item) bool { return it.kind == box }); i >= 0 {
		f.items[start+i].links = append(f.items[start+i].links, back)
	}
}

// A foot is what stands at the foot of a page.
type foot struct {
	notes []*footnote
}

// height is that of the notes with what sets them apart.
func (f *foot) height() float64 {
	if len(f.notes) == 0 {
		return 0
	}
	sum := float64(footGap)
	for _, n := range f.notes {
		sum += n.height + noteGap
	}
	return sum
}

// add takes notes that no page has yet.
func (f *foot) add(notes []*footnote) {
	for _, n := range notes {
		if !n.placed {
			n.placed = true
			f.notes = append(f.notes, n)
		}
	}
}

// with returns how high the foot would be with more notes.
func (f *foot) with(notes []*footnote) float64 {
	if len(notes) == 0 {
		return f.height()
	}
	more := foot{slices.Clone(f.notes)}
	for _, n := range notes {
		if !n.placed && !slices.Contains(more.notes, n) {
			more.notes = append(more.notes, n)
		}
	}
	return more.height()
}

// draw draws the notes up from the lower edge of the text.
func (f *foot) draw(d *drawing, paper paper) {
	y := paper.textHeight() - f.height() + footGap
	rule := y - footGap/2
	d.under = append(d.under, stroke{x1: paper.left, y1: paper.top + rule, x2: paper.left + footRule, y2: paper.top + rule, width: lineWidth, color: grey})
	for _, n := range f.notes {
		d.add(n.drawing, paper.left, paper.top+y)
		y += n.height + noteGap
	}
}
