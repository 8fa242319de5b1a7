package mathbox

import "coursepack/formats/internal/typeset"

// A box is a part of a formula while it is laid out: a leaf, or kids at their places.
type box struct {
	width, height, depth float64

	kids []kid
	kind kind

	// Of a glyph:
	face *typeset.Face
	id   uint16
	size float64
	text string

	// Of a line, relative to the place of the box:
	dx, dy, thickness float64
	dashed            bool

	color string

	// What accents and scripts want to know:
	sign    *box    // the glyph that scripts stand at; nil if this is no character
	italics float64 // how far it leans out of its width
	moved   bool    // a sign that stands on the axis: scripts go by its height as they go by that of a formula
}

// A kid is a box at its place in another one.
type kid struct {
	*box
	x, y float64
}

type kind uint8

const (
	nothing kind = iota // but kids
	glyph
	rule
	line
)

// put puts a box into b and lets b grow up and down, not in width.
func (b *box) put(k *box, x, y float64) {
	b.kids = append(b.kids, kid{k, x, y})
	b.height = max(b.height, k.height+y)
	b.depth = max(b.depth, k.depth-y)
}

// full returns the width with what a letter leans out of it.
func (b *box) full() float64 {
	if b.sign == nil || b.moved {
		return b.width
	}
	return b.width + b.italics
}

// raised returns b higher by y.
func (l *layouter) raised(b *box, y float64) *box {
	r := l.new()
	r.width = b.width
	r.kids = append(r.kids, kid{b, 0, y})
	r.height, r.depth = b.height+y, b.depth-y
	r.sign, r.italics = b.sign, b.italics
	return r
}

func (l *layouter) rule(width, height float64, c context) *box {
	r := l.new()
	r.kind, r.width, r.height, r.color = rule, width, height, c.color
	return r
}

func (l *layouter) line(dx, dy, thickness float64, c context) *box {
	r := l.new()
	r.kind, r.dx, r.dy, r.thickness, r.color = line, dx, dy, thickness, c.color
	return r
}

// flat returns b as it is handed out.
func (l *layouter) flat(b *box) *Box {
	out := &Box{Width: b.width, Height: b.height, Depth: b.depth, Scale: 1}
	out.Glyphs = make([]Glyph, 0, b.glyphs())
	out.add(b, 0, 0)
	return out
}

// glyphs returns how many glyphs there are in b.
func (b *box) glyphs() int {
	count := 0
	if b.kind == glyph {
		count = 1
	}
	for _, k := range b.kids {
		count += k.glyphs()
	}
	return count
}

func (o *Box) add(b *box, x, y float64) {
	switch b.kind {
	case glyph:
		o.Glyphs = append(o.Glyphs, Glyph{Face: b.face, ID: b.id, X: x, Y: y, Size: b.size, Text: b.text, Color: b.color})
	case rule:
		if b.width > 0 && b.height+b.depth > 0 {
			o.Rules = append(o.Rules, Rule{X: x, Y: y - b.depth, Width: b.width, Height: b.height + b.depth, Color: b.color})
		}
	case line:
		o.Lines = append(o.Lines, Line{X1: x, Y1: y, X2: x + b.dx, Y2: y + b.dy, Thickness: b.thickness, Dashed: b.dashed, Color: b.color})
	}
	for _, k := range b.kids {
		o.add(k.box, x+k.x, y+k.y)
	}
}

// scaled makes everything smaller or larger.
func (o *Box) scaled(k float64) {
	o.Scale *= k
	o.Width, o.Height, o.Depth = o.Width*k, o.Height*k, o.Depth*k
	for i := range o.Rules {
		r := &o.Rules[i]
		r.X, r.Y, r.Width, r.Height = r.X*k, r.Y*k, r.Width*k, r.Height*k
	}
	for i := range o.Glyphs {
		g := &o.Glyphs[i]
		g.X, g.Y, g.Size = g.X*k, g.Y*k, g.Size*k
	}
	for i := range o.Lines {
		n := &o.Lines[i]
		n.X1, n.Y1, n.X2, n.Y2, n.Thickness = n.X1*k, n.Y1*k, n.X2*k, n.Y2*k, n.Thickness*k
	}
}
