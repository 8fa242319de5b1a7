package typeset

import "math"

// maxParts bounds how deep composite glyphs are nested.
const maxParts = 6

// Outline returns the outline of a glyph.
func (f *Face) Outline(glyph uint16) Path {
	var p Path
	f.follow(glyph, &p)
	return p
}

// Extent returns how far the ink of a glyph reaches.
func (f *Face) Extent(glyph uint16) Bounds {
	if int(glyph) >= f.Glyphs {
		return Bounds{}
	}
	if b, ok := f.extents.get(glyph); ok {
		return b
	}
	b := f.reach(glyph)
	f.extents.put(glyph, b)
	return b
}

// reach follows the outline: the head of a TrueType glyph tells of points without ink as well.
func (f *Face) reach(glyph uint16) Bounds {
	var b boundsPen
	f.follow(glyph, &b)
	return Bounds{math.Floor(b.XMin), math.Floor(b.YMin), math.Ceil(b.XMax), math.Ceil(b.YMax)}
}

func (f *Face) follow(glyph uint16, p pen) {
	if int(glyph) >= f.Glyphs {
		return
	}
	if f.cff != nil {
		f.cff.follow(int(glyph), p)
		return
	}
	g := glyfReader{face: f, pen: p}
	g.glyph(int(glyph), affine{1, 0, 0, 1, 0, 0}, 0)
}

// An affine maps x, y to a x + c y + e, b x + d y + f.
type affine struct{ a, b, c, d, e, f float64 }

func (m affine) of(x, y float64) Point { return Point{m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f} }

// A glyfReader follows outlines of quadratic curves: https://learn.microsoft.com/typography/opentype/spec/glyf.
type glyfReader struct {
	face *Face
	pen  pen
}

func (g *glyfReader) glyph(glyph int, m affine, depth int) {
	if glyph >= g.face.Glyphs || depth > maxParts {
		return
	}
	o := g.face.outline(glyph)
	if len(o) < 10 {
		return
	}
	if contours := i16(o, 0); contours >= 0 {
		g.simple(o, contours, m)
	} else {
		g.composite(o, m, depth)
	}
}

// A spot is a point of an outline, on the curve or beside it.
type spot struct {
	x, y float64
	on   bool
}

func (g *glyfReader) simple(o []byte, contours int, m affine) {
	spots := readSpots(o, contours)
	start := 0
	for i := range contours {
		end := u16(o, 10+2*i) + 1
		if end > len(spots) || end < start {
			return
		}
		g.contour(spots[start:end], m)
		start = end
	}
}

// Flags of points.
const (
	onCurve = 1 << 0
	xShort  = 1 << 1
	yShort  = 1 << 2
	repeat  = 1 << 3
	xSame   = 1 << 4 // or, of a short one: positive
	ySame   = 1 << 5
)

// readSpots returns the points of all contours; none if the outline is broken.
func readSpots(o []byte, contours int) []spot {
	at := 10 + 2*contours
	if contours == 0 || at+2 > len(o) {
		return nil
	}
	count := u16(o, at-2) + 1
	at += 2 + u16(o, at)
	flags := make([]byte, 0, count)
	for len(flags) < count {
		if at+1 >= len(o) {
			return nil
		}
		flag, times := o[at], 1
		at++
		if flag&repeat != 0 {
			times += int(o[at])
			at++
		}
		for ; times > 0 && len(flags) < count; times-- {
			flags = append(flags, flag)
		}
	}
	spots := make([]spot, count)
	xs, at, ok1 := coordinates(o, at, flags, xShort, xSame)
	ys, _, ok2 := coordinates(o, at, flags, yShort, ySame)
	if !ok1 || !ok2 {
		return nil
	}
	for i := range spots {
		spots[i] = spot{xs[i], ys[i], flags[i]&onCurve != 0}
	}
	return spots
}

func coordinates(o []byte, at int, flags []byte, short, same byte) (list []float64, end int, ok bool) {
	v := 0
	for _, flag := range flags {
		switch {
		case flag&short != 0:
			if at >= len(o) {
				return nil, 0, false
			}
			if flag&same != 0 {
				v += int(o[at])
			} else {
				v -= int(o[at])
			}
			at++
		case flag&same == 0:
			if at+2 > len(o) {
				return nil, 0, false
			}
			v += i16(o, at)
			at += 2
		}
		list = append(list, float64(v))
	}
	return list, at, true
}

// contour draws a closed line. Between two points beside the curve one on it is implied.
func (g *glyfReader) contour(spots []spot, m affine) {
	if len(spots) < 2 {
		return
	}
	between := func(a, b spot) spot { return spot{(a.x + b.x) / 2, (a.y + b.y) / 2, true} }
	start := spots[0]
	if !start.on {
		start = between(spots[len(spots)-1], spots[0])
		if last := spots[len(spots)-1]; last.on {
			start = last
		}
	}
	g.pen.moveTo(m.of(start.x, start.y))
	at, control := start, spot{on: true}
	to := func(p spot) {
		if control.on {
			g.pen.lineTo(m.of(p.x, p.y))
		} else {
			g.pen.curveTo(m.of(at.x+2*(control.x-at.x)/3, at.y+2*(control.y-at.y)/3),
				m.of(p.x+2*(control.x-p.x)/3, p.y+2*(control.y-p.y)/3), m.of(p.x, p.y))
		}
		at, control = p, spot{on: true}
	}
	for _, s := range spots {
		switch {
		case s.on && s == start && at == start && control.on:
		case s.on:
			to(s)
		case !control.on:
			to(between(control, s))
			control = s
		default:
			control = s
		}
	}
	to(start)
}

func (g *glyfReader) composite(o []byte, m affine, depth int) {
	for at := 10; at+4 <= len(o); {
		flags, part := u16(o, at), u16(o, at+2)
		size := partSize(flags)
		if at+4+size > len(o) {
			return
		}
		g.glyph(part, m.times(placement(o[at+4:at+4+size], flags)), depth+1)
		if flags&moreParts == 0 {
			return
		}
		at += 4 + size
	}
}

// placement returns how a part is scaled and moved. Parts that are moved by points to meet are left where they are.
func placement(b []byte, flags int) affine {
	const argsAreXY = 1 << 1
	m := affine{a: 1, d: 1}
	at := 2
	if flags&argsAreWords != 0 {
		at = 4
	}
	if flags&argsAreXY != 0 {
		if at == 4 {
			m.e, m.f = float64(i16(b, 0)), float64(i16(b, 2))
		} else {
			m.e, m.f = float64(int8(b[0])), float64(int8(b[1]))
		}
	}
	scale := func(at int) float64 { return float64(i16(b, at)) / (1 << 14) }
	switch {
	case flags&hasScale != 0:
		m.a, m.d = scale(at), scale(at)
	case flags&hasXYScale != 0:
		m.a, m.d = scale(at), scale(at+2)
	case flags&has2x2 != 0:
		m.a, m.b, m.c, m.d = scale(at), scale(at+2), scale(at+4), scale(at+6)
	}
	return m
}

// times returns the map that first does n and then m.
func (m affine) times(n affine) affine {
	at := m.of(n.e, n.f)
	return affine{m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b, m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d, at.X, at.Y}
}
