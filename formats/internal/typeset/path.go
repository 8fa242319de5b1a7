package typeset

import (
	"math"
	"strconv"
)

// A Path is the outline of a glyph in units of the font, with y upwards. Its contours are closed and filled by winding.
type Path []Segment

// A Segment of a path leads from the last point to its own last one.
type Segment struct {
	Verb   Verb
	Points [3]Point // a move and a line have one, a curve has two control points before it
}

// A Verb says what a segment is.
type Verb uint8

// The verbs.
const (
	MoveTo Verb = iota
	LineTo
	CurveTo
)

// A Point of a path.
type Point struct{ X, Y float64 }

// PathData returns a path as the d attribute of SVG has it, with y as it is and three decimals at most:
// https://www.w3.org/TR/SVG11/paths.html#PathData.
func PathData(path Path) string {
	var b []byte
	for i, s := range path {
		if s.Verb == MoveTo && i > 0 {
			b = append(b, 'Z')
		}
		points := 1
		if s.Verb == CurveTo {
			points = 3
		}
		b = append(b, "MLC"[s.Verb])
		for j, p := range s.Points[:points] {
			if j > 0 {
				b = append(b, ' ')
			}
			b = append(append(b, decimals(p.X)...), ' ')
			b = append(b, decimals(p.Y)...)
		}
	}
	if len(b) > 0 {
		b = append(b, 'Z')
	}
	return string(b)
}

func decimals(x float64) string { return strconv.FormatFloat(math.Round(x*1000)/1000+0, 'f', -1, 64) }

// A pen follows an outline.
type pen interface {
	moveTo(p Point)
	lineTo(p Point)
	curveTo(a, b, p Point)
}

func (p *Path) moveTo(to Point)        { *p = append(*p, Segment{MoveTo, [3]Point{to}}) }
func (p *Path) lineTo(to Point)        { *p = append(*p, Segment{LineTo, [3]Point{to}}) }
func (p *Path) curveTo(a, b, to Point) { *p = append(*p, Segment{CurveTo, [3]Point{a, b, to}}) }

// Bounds is the smallest rectangle around ink. It is empty if there is none.
type Bounds struct{ XMin, YMin, XMax, YMax float64 }

// A boundsPen finds out how far an outline reaches.
type boundsPen struct {
	Bounds
	at   Point
	some bool
}

func (b *boundsPen) moveTo(p Point) { b.at = p }

func (b *boundsPen) lineTo(p Point) {
	b.add(b.at)
	b.add(p)
	b.at = p
}

func (b *boundsPen) curveTo(c, d, p Point) {
	b.add(b.at)
	b.add(p)
	if !b.has(c) || !b.has(d) {
		b.extremes(b.at.X, c.X, d.X, p.X, func(v float64) { b.XMin, b.XMax = min(b.XMin, v), max(b.XMax, v) })
		b.extremes(b.at.Y, c.Y, d.Y, p.Y, func(v float64) { b.YMin, b.YMax = min(b.YMin, v), max(b.YMax, v) })
	}
	b.at = p
}

func (b *boundsPen) add(p Point) {
	if !b.some {
		b.some = true
		b.Bounds = Bounds{p.X, p.Y, p.X, p.Y}
		return
	}
	b.XMin, b.XMax = min(b.XMin, p.X), max(b.XMax, p.X)
	b.YMin, b.YMax = min(b.YMin, p.Y), max(b.YMax, p.Y)
}

func (b *boundsPen) has(p Point) bool {
	return b.XMin <= p.X && p.X <= b.XMax && b.YMin <= p.Y && p.Y <= b.YMax
}

// extremes calls add with the values at which one coordinate of a curve turns.
func (b *boundsPen) extremes(p0, p1, p2, p3 float64, add func(float64)) {
	// The derivative is a t² + b t + c, but for a factor.
	qa, qb, qc := p3-3*p2+3*p1-p0, 2*(p2-2*p1+p0), p1-p0
	at := func(t float64) {
		if t > 0 && t < 1 {
			u := 1 - t
			add(u*u*u*p0 + 3*u*u*t*p1 + 3*u*t*t*p2 + t*t*t*p3)
		}
	}
	if math.Abs(qa) < 1e-9 {
		if qb != 0 {
			at(-qc / qb)
		}
		return
	}
	root := qb*qb - 4*qa*qc
	if root < 0 {
		return
	}
	root = math.Sqrt(root)
	at((-qb + root) / (2 * qa))
	at((-qb - root) / (2 * qa))
}
