package mathbox

import (
	"math"

	"coursepack/formats/internal/typeset"
)

// tolerance is how much smaller or wider than asked for a shape may be.
const tolerance = 0.002

// How often parts of assemblies are repeated: at most so in one, and in a formula. A short formula can ask for very many.
const (
	maxRepeats    = 500
	maxAllRepeats = 20000
)

// upright returns r at least about as high as asked for.
func (l *layouter) upright(r rune, height float64, c context) *box {
	id, ok := l.face.Glyph(r)
	if !ok {
		return l.char(r, c)
	}
	unit := l.em(c) / float64(l.face.UnitsPerEm)
	best := id
	count, variant := l.face.Variants(id, true)
	for i := range count {
		glyph, size := variant(i)
		best = glyph
		if float64(size)*unit >= height*(1-tolerance) {
			return l.glyph(l.face, best, string(r), c)
		}
	}
	if parts := l.face.Assembly(id, true); len(parts) > 0 {
		return l.assembled(parts, height, true, string(r), c)
	}
	return l.glyph(l.face, best, string(r), c)
}

// level returns r as wide as asked for: at most so if it has no parts to be put together from.
func (l *layouter) level(r rune, width float64, c context) *box {
	id, ok := l.face.Glyph(r)
	if !ok {
		return l.inkBox(l.char(r, c))
	}
	unit := l.em(c) / float64(l.face.UnitsPerEm)
	best := id
	count, variant := l.face.Variants(id, false)
	for i := range count {
		glyph, size := variant(i)
		if i > 0 && float64(size)*unit > width*(1+tolerance) {
			break
		}
		best = glyph
	}
	b := l.glyph(l.face, best, string(r), c)
	e := b.extent()
	if e.XMax-e.XMin < width*(1-tolerance) {
		if parts := l.face.Assembly(id, false); len(parts) > 0 {
			return l.assembled(parts, width, false, string(r), c)
		}
	}
	return l.inkBox(b)
}

// inkBox returns a box as wide as the ink of a glyph. Accents have no width of their own.
func (l *layouter) inkBox(b *box) *box {
	e := b.extent()
	r := l.new()
	r.put(b, -e.XMin, 0)
	r.width = e.XMax - e.XMin
	r.height, r.depth = e.YMax, -e.YMin
	return r
}

// assembled puts a sign together from parts, upwards or to the right. What parts overlap by is made as small as the size asks for.
func (l *layouter) assembled(parts []typeset.Part, size float64, upright bool, text string, c context) *box {
	unit := l.em(c) / float64(l.face.UnitsPerEm)
	all := withExtenders(parts, l.repeats(parts, size/unit))
	overlap := l.overlap(all, size/unit)
	b := l.new()
	at := 0.0
	for i, p := range all {
		if i > 0 {
			at -= min(overlap, connector(all[i-1], p)) * unit
			text = ""
		}
		g := l.glyph(l.face, p.Glyph, text, c)
		e := g.extent()
		if upright {
			b.kids = append(b.kids, kid{g, 0, at - e.YMin})
			b.width = max(b.width, g.width)
		} else {
			b.kids = append(b.kids, kid{g, at - e.XMin, 0})
			b.height, b.depth = max(b.height, e.YMax), max(b.depth, -e.YMin)
			if i == 0 {
				b.height, b.depth = e.YMax, -e.YMin
			}
		}
		at += float64(p.Size) * unit
	}
	if upright {
		b.height = at
	} else {
		b.width = at
	}
	return b
}

// connector returns by how much two parts may overlap. Two of one kind are plain bars, whatever the font says of their connectors.
func connector(before, p typeset.Part) float64 {
	if before.Glyph == p.Glyph {
		return float64(p.Size)
	}
	return float64(min(p.Start, before.End))
}

// repeats returns how often the extenders are to stand for the parts to reach a size.
func (l *layouter) repeats(parts []typeset.Part, size float64) int {
	least := float64(l.face.MinOverlap())
	fixed, growing := least, 0.0
	for _, p := range parts {
		if p.Extender {
			growing += float64(p.Size) - least
		} else {
			fixed += float64(p.Size) - least
		}
	}
	if growing <= 0 {
		return 1
	}
	times := int(min(max(math.Ceil((size-fixed)/growing), 0), maxRepeats))
	if l.repeated += times; l.repeated > maxAllRepeats {
		return 1
	}
	return times
}

// withExtenders returns the parts with those that grow repeated.
func withExtenders(parts []typeset.Part, times int) []typeset.Part {
	var all []typeset.Part
	for _, p := range parts {
		if !p.Extender {
			all = append(all, p)
			continue
		}
		for range times {
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return parts[:1]
	}
	return all
}

// overlap returns by how much parts overlap to be of a size together.
func (l *layouter) overlap(parts []typeset.Part, size float64) float64 {
	least := float64(l.face.MinOverlap())
	sum := least
	for _, p := range parts {
		sum += float64(p.Size) - least
	}
	if len(parts) < 2 || sum <= size {
		return least
	}
	return least + (sum-size)/float64(len(parts)-1)
}

// centred moves a sign so that its middle is on the axis.
func (l *layouter) centred(b *box, c context) *box {
	top, bottom := b.height, -b.depth
	if b.kind == glyph {
		e := b.extent()
		top, bottom = e.YMax, e.YMin
	}
	shift := l.measure(typeset.AxisHeight, c) - (top+bottom)/2
	r := l.raised(b, shift)
	r.height, r.depth = max(0, top+shift), max(0, -bottom-shift)
	r.moved = true
	return r
}
