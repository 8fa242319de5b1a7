package mathbox

import (
	"sync"

	"coursepack/content/math"
	"coursepack/formats/internal/typeset"
)

// A level is one of TeX's styles.
type level uint8

const (
	display level = iota
	text
	script
	scriptScript
)

// A context is what surrounds a node.
type context struct {
	level   level
	cramped bool    // exponents are raised less
	scale   float64 // of the size, beside that of the level
	color   string
}

// A layouter sets one formula.
type layouter struct {
	size  float64
	face  *typeset.Face
	boxes []box // a supply of them
	used  int   // how many of those

	repeated int // parts of assemblies, so far
}

func newLayouter(o Options) *layouter {
	if o.Size <= 0 {
		o.Size = 10
	}
	l := layouters.Get().(*layouter)
	l.size, l.face = o.Size, typeset.Math()
	return l
}

// layouters have supplies of empty boxes.
var layouters = sync.Pool{New: func() any { return &layouter{} }}

// release lets other formulas have the boxes. Nothing that the layouter has returned refers to them.
func (l *layouter) release() {
	clear(l.boxes[:l.used])
	l.used, l.repeated = 0, 0
	layouters.Put(l)
}

// new returns an empty box.
func (l *layouter) new() *box {
	if l.used == len(l.boxes) {
		l.boxes, l.used = make([]box, min(max(16, 2*len(l.boxes)), 256)), 0
	}
	l.used++
	return &l.boxes[l.used-1]
}

// em is the size of the font in points.
func (l *layouter) em(c context) float64 {
	size := l.size * c.scale
	switch c.level {
	case script:
		return size * float64(l.face.Constant(typeset.ScriptPercentScaleDown)) / 100
	case scriptScript:
		return size * float64(l.face.Constant(typeset.ScriptScriptPercentScaleDown)) / 100
	}
	return size
}

// measure returns a constant of the font in points.
func (l *layouter) measure(k typeset.Constant, c context) float64 {
	return float64(l.face.Constant(k)) * l.em(c) / float64(l.face.UnitsPerEm)
}

// either returns one constant in display style, and another one elsewhere.
func (l *layouter) either(shown, otherwise typeset.Constant, c context) float64 {
	if c.level == display {
		return l.measure(shown, c)
	}
	return l.measure(otherwise, c)
}

// The styles of parts: The TeXbook, page 441.

func (c context) cramp() context {
	c.cramped = true
	return c
}

func (c context) superscript() context {
	if c.level <= text {
		c.level = script
	} else {
		c.level = scriptScript
	}
	return c
}

func (c context) subscript() context { return c.superscript().cramp() }

func (c context) numerator() context {
	if c.level == display {
		c.level = text
		return c
	}
	return c.superscript()
}

func (c context) denominator() context { return c.numerator().cramp() }

// at returns the context at the level that a node asks for.
func (c context) at(v math.Level) context {
	if v != math.SameLevel {
		c.level = level(v - math.DisplayLevel)
	}
	return c
}

// styled returns the context of what stands in a Style.
func (c context) styled(s *math.Style) context {
	c = c.at(s.Level)
	if s.Color != "" {
		c.color = s.Color
	}
	if s.Scale > 0 {
		c.scale = s.Scale
	}
	return c
}
