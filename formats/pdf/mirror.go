package pdf

import (
	"slices"

	"coursepack/content"
)

// directionOf is that in which blocks are read: as the author says, else as their language is.
func (f *flow) directionOf(a content.Attr) direction {
	switch {
	case a.Dir == "rtl", a.Dir == "" && isLeftward(a.Lang):
		return leftward
	case a.Dir == "" && a.Lang == "":
		return f.base
	}
	return rightward
}

// inDirection runs set for blocks that are read in a direction. If the text around is read in the other, they are set as in a course
// that is read as they are, and mirrored in their column.
func (f *flow) inDirection(dir direction, set func()) {
	if dir == f.base {
		set()
		return
	}
	start, around := len(f.items), f.base
	f.base = dir
	set()
	f.base = around
	m := mirror{axis: 2*f.left + f.width, turned: f.paper.turned().textWidth(), outside: f.frames, done: map[any]bool{}}
	m.items(f.items[start:])
}

// A mirror exchanges the left and right sides of items and of the frames that nothing else has.
type mirror struct {
	axis    float64 // twice how far from the left the middle is
	turned  float64 // the same on pages that stand sideways
	outside []*frame
	done    map[any]bool
}

func (m *mirror) items(items []*item) {
	for _, i := range items {
		m.item(i)
	}
}

func (m *mirror) item(i *item) {
	if m.done[i] {
		return
	}
	m.done[i] = true
	i.drawing = i.drawing.mirrored(m.axis)
	for _, f := range i.frames {
		if !m.done[f] && !slices.Contains(m.outside, f) {
			m.done[f] = true
			f.x, f.leftward = m.axis-f.x-f.width, !f.leftward
		}
	}
	if i.repeat != nil {
		m.item(i.repeat)
	}
	if i.sideways != nil {
		page := *m
		page.axis = m.turned
		page.items(i.sideways)
	}
}

// mirrored returns a drawing with its left and right sides exchanged on paper of a width. Text, formulas and pictures stay as they
// are, in other places.
func (d drawing) mirrored(width float64) drawing {
	d.under, d.ops = mirroredOps(d.under, width), mirroredOps(d.ops, width)
	links := slices.Clone(d.links)
	for i := range links {
		links[i].x = width - links[i].x - links[i].w
	}
	d.links = links
	return d
}

func mirroredOps(ops []placed, width float64) []placed {
	done := make([]placed, len(ops))
	for i, o := range ops {
		o.x = width - o.x - o.width()
		if s, ok := o.op.(stroke); ok {
			o.y, s.dy = o.y+s.dy, -s.dy
			o.op = s
		}
		done[i] = o
	}
	return done
}
