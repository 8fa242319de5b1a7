package pdf

import (
	"slices"
	"strconv"

	"coursepack/content"
)

// A footnote stands at the foot of the page that refers to it first. It goes on at the foot of the next where there is no room for all
// of it.
type footnote struct {
	items []*item
}

// Measures of notes, in points.
const (
	noteSize = 9.5
	noteMark = 18  // the room that the numbers of notes take
	noteGap  = 2.5 // between notes
	footGap  = 12  // above the first of a page, with the line that sets it apart
	footRule = 80
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
		set[n.ID] = &footnote{in.items}
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
	f.inNote = true
	defer func() { f.text, f.tag, f.inNote = text, tag, false }()
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
	if i := slices.IndexFunc(f.items[start:], func(it *item) bool { return it.kind == box }); i >= 0 {
		f.items[start+i].links = append(f.items[start+i].links, back)
	}
}

// A foot is what stands at the foot of a page.
type foot struct {
	notes   []drawing
	heights []float64
	height  float64 // of all, with what sets them apart; 0 if there is none
	tallest float64 // that it may become
	placed  map[*footnote]bool
	late    [][]*item // what is left of notes for the feet of the next pages
}

// note puts notes at the foot as far as there is room for the whole foot; what is left is late.
func (f *foot) note(notes []*footnote, room float64) {
	for _, n := range notes {
		if f.placed[n] {
			continue
		}
		f.placed[n] = true
		f.late = append(f.late, n.items)
		if len(f.late) == 1 {
			f.fill(room)
		}
	}
}

// fill puts at the foot what is late, as much as there is room for. A note is divided where a page could end.
func (f *foot) fill(room float64) {
	for len(f.late) > 0 {
		n := within(f.late[0], room-f.with(0), groupLen)
		if n == 0 {
			return
		}
		whole := n == len(f.late[0])
		f.take(n)
		if !whole {
			return
		}
	}
}

// within counts the items at the start, taken in groups, that have room.
func within(items []*item, room float64, group func([]*item) int) int {
	n := 0
	for c := (level{}); n < len(items); {
		g := group(items[n:])
		if c = c.after(items[n : n+g]); c.y > room+0.01 {
			break
		}
		n += g
	}
	return n
}

// take puts the first items that are late at the foot.
func (f *foot) take(n int) {
	d, height := stack(f.late[0][:n])
	f.notes, f.heights, f.height = append(f.notes, d), append(f.heights, height), f.with(height)
	if f.late[0] = f.late[0][n:]; len(f.late[0]) == 0 {
		f.late = f.late[1:]
	}
}

// with is the height of the foot with one more note.
func (f *foot) with(height float64) float64 {
	if f.height == 0 {
		return footGap + height + noteGap
	}
	return f.height + height + noteGap
}

// least is the height of the foot with notes of which the last may go on at the foot of the next page.
func (f *foot) least(notes []*footnote) float64 {
	if len(f.late) > 0 {
		return f.height // they come after those
	}
	probe := foot{height: f.height}
	for i, n := range notes {
		if f.placed[n] || slices.Contains(notes[:i], n) {
			continue
		}
		items := n.items
		if i == len(notes)-1 {
			items = items[:groupLen(items)]
		}
		probe.height = probe.with(level{}.after(items).y)
	}
	return probe.height
}

// turn starts the foot of the next page with what is late, up to a height. What does not fit there in one piece may take the whole
// page, and is divided anywhere.
func (f *foot) turn(most float64) {
	f.notes, f.heights, f.height = nil, nil, 0
	f.fill(most)
	if len(f.notes) == 0 && len(f.late) > 0 {
		f.take(max(1, within(f.late[0], f.tallest-f.with(0), func([]*item) int { return 1 })))
	}
}

// draw draws the notes up from the lower edge of the text, which starts at x.
func (f *foot) draw(d *drawing, x, bottom float64) {
	if len(f.notes) == 0 {
		return
	}
	y := bottom - f.height + footGap
	rule := y - footGap/2
	d.under = append(d.under, placed{stroke{dx: footRule, thickness: lineWidth, color: grey}, x, rule})
	for i, n := range f.notes {
		d.add(n, x, y)
		y += f.heights[i] + noteGap
	}
}
