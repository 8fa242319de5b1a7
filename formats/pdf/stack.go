package pdf

import (
	"math"
	"slices"
)

// An item is a part of a vertical list: a box, a space between boxes, or the end of a page.
type item struct {
	kind   itemKind
	height float64
	drawing
	base     float64 // of a box: its first baseline; 0 if it has none
	keep     bool    // no page may end between this box and the next
	frames   []*frame
	repeat   *item  // a box to draw again where a page starts with this one: the head of a table
	head     string // of a newPage: what the pages from here on are about
	onGrid   bool   // of a box: it stands so that toGrid below its upper edge is a line of the grid
	toGrid   float64
	right    bool     // of a newPage: it is a right-hand page
	floats   *element // of a box that may go to the top of a later page: what keeps its place in the order of reading
	sideways []*item  // of a box without height: what stands on pages of its own, turned, that follow this one
	least    float64  // of the picture that a box is: to what part of its size it may shrink where that spares a page; 0 if it may not
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
	leftward  bool  // the rule is at the right
	outline   color // 0 for none
}

// A column is filled with items from the top.
type column struct {
	drawing
	level
	waiting []*frame // the frames of the space that is pending
	spans   []span

	anchorsOnly bool // nothing else is drawn
}

// A level is how far a column is filled.
type level struct {
	y       float64
	filled  bool
	pending float64 // space that counts only if a box follows
}

// A span is the height that a frame has in a column.
type span struct {
	frame       *frame
	top, bottom float64
}

func (l level) isEmpty() bool { return !l.filled }

func (c *column) space(i *item) {
	if !c.isEmpty() {
		c.pending, c.waiting = c.pending+i.height, i.frames
	}
}

// top returns where a box would start. Text stands on the grid, so that lines of facing pages and of both sides of a leaf meet; what
// has other heights moves the text after it by less than half a line.
func (l level) top(i *item) float64 {
	top := l.y + l.pending
	if !i.onGrid {
		return top
	}
	return max(top, onGrid(top+i.toGrid)-i.toGrid)
}

// onGrid returns the next height of the grid.
func onGrid(height float64) float64 { return math.Ceil(height/gridHeight-0.01) * gridHeight }

// after returns how far a column would be filled with more items.
func (l level) after(items []*item) level {
	for _, i := range items {
		switch {
		case i.kind == box:
			l = level{y: l.top(i) + i.height, filled: true}
		case i.kind == space && l.filled:
			l.pending += i.height
		}
	}
	return l
}

func (c *column) place(i *item) {
	top := c.top(i)
	if c.anchorsOnly {
		c.add(drawing{anchors: i.anchors}, 0, top)
	} else {
		c.draw(i, top)
	}
	c.y, c.filled, c.pending, c.waiting = top+i.height, true, 0, nil
}

func (c *column) draw(i *item, top float64) {
	c.add(i.drawing, 0, top)
	for _, f := range i.frames {
		start := top
		if slices.Contains(c.waiting, f) {
			start = c.y
		}
		c.extend(f, start, top+i.height)
	}
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
	var under []placed
	for _, s := range c.spans {
		under = s.frame.draw(under, s.top, s.bottom)
	}
	c.under = append(under, c.under...)
	return c.drawing
}

func (f *frame) draw(ops []placed, top, bottom float64) []placed {
	if f.back != 0 {
		ops = append(ops, placed{rect{w: f.width, h: bottom - top, color: f.back}, f.x, top})
	}
	if f.outline != 0 {
		ops = append(ops, placed{rect{w: f.width, h: bottom - top, color: f.outline, outline: true}, f.x, top})
	}
	if f.rule != 0 {
		x := f.x
		if f.leftward {
			x += f.width - f.ruleWidth
		}
		ops = append(ops, placed{rect{w: f.ruleWidth, h: bottom - top, color: f.rule}, x, top})
	}
	return ops
}

// stack draws items below one another, however high that becomes.
func stack(items []*item) (d drawing, height float64) {
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
