package pdf

import "slices"

// An item is a part of a vertical list: a box, a space between boxes, or the end of a page.
type item struct {
	kind   itemKind
	height float64
	drawing
	base   float64 // of a box: its first baseline; 0 if it has none
	keep   bool    // no page may end between this box and the next
	frames []*frame
	repeat *item  // a box to draw again where a page starts with this one: the head of a table
	head   string // of a newPage: what the pages from here on are about
}

type itemKind int

const (
	box itemKind = iota
	space
	newPage
)

// A frame is what stands behind and beside the items that share it, on every page that they are on.
type frame struct {
	x, width  float64
	back      color // 0 for none
	rule      color // a rule at the left, 0 for none
	ruleWidth float64
	outline   color // 0 for none
}

// A column is filled with items from the top.
type column struct {
	drawing
	y       float64
	filled  bool
	pending float64  // space that counts only if a box follows
	waiting []*frame // the frames of that space
	spans   []span
}

// A span is the height that a frame has in a column.
type span struct {
	frame       *frame
	top, bottom float64
}

func (c *column) isEmpty() bool { return !c.filled }

func (c *column) space(i item) {
	if c.isEmpty() {
		return
	}
	c.pending, c.waiting = c.pending+i.height, i.frames
}

func (c *column) place(i item) {
	top := c.y + c.pending
	c.add(i.drawing, 0, top)
	for _, f := range i.frames {
		start := top
		if slices.Contains(c.waiting, f) {
			start = c.y
		}
		c.extend(f, start, top+i.height)
	}
	c.y, c.filled, c.pending, c.waiting = top+i.height, true, 0, nil
}

func (c *column) extend(f *frame, top, bottom float64) {
	for n := range c.spans {
		if c.spans[n].frame == f {
			c.spans[n].bottom = bottom
			return
		}
	}
	c.spans = append(c.spans, span{f, top, bottom})
}

// finished returns the drawing with its frames.
func (c *column) finished() drawing {
	var under []op
	for _, s := range c.spans {
		under = s.frame.draw(under, s.top, s.bottom)
	}
	c.under = append(under, c.under...)
	return c.drawing
}

func (f *frame) draw(ops []op, top, bottom float64) []op {
	if f.back != 0 {
		ops = append(ops, rect{x: f.x, y: top, w: f.width, h: bottom - top, color: f.back})
	}
	if f.outline != 0 {
		ops = append(ops, rect{x: f.x, y: top, w: f.width, h: bottom - top, color: f.outline, outline: true})
	}
	if f.rule != 0 {
		ops = append(ops, rect{x: f.x, y: top, w: f.ruleWidth, h: bottom - top, color: f.rule})
	}
	return ops
}

// stack draws items below one another, however high that becomes.
func stack(items []item) (d drawing, height float64) {
	var c column
	for _, i := range items {
		if i.kind == box {
			c.place(i)
		} else {
			c.space(i)
		}
	}
	return c.finished(), c.y
}

// A paginator fills pages with items.
type paginator struct {
	paper paper
	pages []page
	head  string
	column
	foot foot
	late []*footnote // for the foot of the next page: this one has no room for them
}

// paginate distributes items over pages. A page may end between two boxes unless the upper one is to keep.
func paginate(items []item, paper paper) []page {
	p := &paginator{paper: paper}
	for len(items) > 0 {
		switch i := items[0]; i.kind {
		case newPage:
			p.end()
			p.head = i.head
			items = items[1:]
		case space:
			p.column.space(i)
			items = items[1:]
		default:
			n := groupLen(items)
			p.placeGroup(items[:n])
			items = items[n:]
		}
	}
	p.end()
	return p.pages
}

// end ends the page, and as many more as the notes take that are left.
func (p *paginator) end() {
	for !p.isBlank() {
		p.turn()
	}
}

// isBlank reports whether the page has neither text nor notes yet.
func (p *paginator) isBlank() bool { return p.isEmpty() && len(p.foot.notes) == 0 }

// groupLen counts the items at the start that want to be on one page.
func groupLen(items []item) int {
	for n, i := range items {
		switch {
		case i.kind == newPage:
			return n
		case i.kind == box && !i.keep:
			return n + 1
		}
	}
	return len(items)
}

func (p *paginator) placeGroup(group []item) {
	height := p.pending
	var notes []*footnote
	for _, i := range group {
		height += i.height
		notes = append(notes, i.notes...)
	}
	for !p.fits(height, notes) && !p.isBlank() {
		p.turn()
	}
	for _, i := range group {
		if i.kind == space {
			p.column.space(i)
			continue
		}
		for !p.fits(p.pending+i.height, i.notes) && !p.isBlank() {
			p.turn()
		}
		if i.repeat != nil && p.isEmpty() {
			p.place(*i.repeat)
		}
		p.place(i)
		p.note(i.notes)
	}
}

// note puts notes at the foot of the page, or of the next if there is no room.
func (p *paginator) note(notes []*footnote) {
	for _, n := range notes {
		if p.fits(0, []*footnote{n}) {
			p.foot.add([]*footnote{n})
		} else if !n.placed {
			n.placed = true
			p.late = append(p.late, n)
		}
	}
}

// fits reports whether the page has room for a height of text that refers to notes. It leaves room for rounding: the sums of a
// full page are not exact.
func (p *paginator) fits(height float64, notes []*footnote) bool {
	return p.y+height+p.foot.with(notes) <= p.paper.textHeight()+0.01
}

// turn ends the page if there is anything on it. Notes that it had no room for start the foot of the next, as many as go there.
func (p *paginator) turn() {
	if !p.isBlank() {
		var done page
		done.add(p.finished(), p.paper.left, p.paper.top)
		if len(p.foot.notes) > 0 {
			p.foot.draw(&done.drawing, p.paper)
		}
		done.head = p.head
		p.pages = append(p.pages, done)
	}
	p.column, p.foot = column{}, foot{}
	for len(p.late) > 0 && (len(p.foot.notes) == 0 || p.foot.height()+p.late[0].height+noteGap <= p.paper.textHeight()) {
		p.foot.notes, p.late = append(p.foot.notes, p.late[0]), p.late[1:]
	}
}
