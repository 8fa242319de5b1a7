package mathbox

import (
	"coursepack/content/math"
	"coursepack/formats/internal/typeset"
)

// nullDelimiter is the space beside a fraction, and where a delimiter is left out, in em.
const nullDelimiter = 0.12

// Shifts of numerator and denominator out of displays, in em: about those of Computer Modern. Those of STIX Two Math, 0.585 both,
// drive lines of text apart.
const (
	narrowUp   = 0.42
	narrowDown = 0.39
)

// fraction sets one formula over another: The TeXbook, Appendix G, rule 15.
func (l *layouter) fraction(n *math.Frac, c context) *box {
	c = c.at(n.Level)
	num, den := l.fractionParts(n, c)
	var r *box
	if thickness := l.thickness(n, c); thickness > 0 {
		r = l.barred(n, num, den, thickness, c)
	} else {
		r = l.stacked(num, den, c)
	}
	return l.between(n.Open, n.Close, r, c)
}

func (l *layouter) fractionParts(n *math.Frac, c context) (num, den *box) {
	if !n.Continued {
		return l.clean(n.Num, c.numerator()), l.clean(n.Den, c.denominator())
	}
	num, den = l.clean(n.Num, c), l.clean(n.Den, c.cramp())
	const strutHeight, strutDepth = 0.84, 0.36 // amsmath's \cfrac has a strut in its numerator
	num.height, num.depth = max(num.height, strutHeight*l.em(c)), max(num.depth, strutDepth*l.em(c))
	return num, den
}

func (l *layouter) thickness(n *math.Frac, c context) float64 {
	if n.Thickness < 0 {
		return l.measure(typeset.FractionRuleThickness, c)
	}
	return n.Thickness * l.em(c)
}

func (l *layouter) barred(n *math.Frac, num, den *box, thickness float64, c context) *box {
	axis := l.measure(typeset.AxisHeight, c)
	up, down := narrowUp*l.em(c), narrowDown*l.em(c)
	if c.level == display {
		up, down = l.measure(typeset.FractionNumeratorDisplayStyleShiftUp, c), l.measure(typeset.FractionDenominatorDisplayStyleShiftDown, c)
	}
	up = max(up, axis+thickness/2+l.either(typeset.FractionNumDisplayStyleGapMin, typeset.FractionNumeratorGapMin, c)+num.depth)
	down = max(down, thickness/2-axis+l.either(typeset.FractionDenomDisplayStyleGapMin, typeset.FractionDenominatorGapMin, c)+den.height)
	r := l.new()
	r.width = max(num.width, den.width)
	r.put(num, place(n.Align, num.width, r.width), up)
	r.put(den, (r.width-den.width)/2, -down)
	r.put(l.rule(r.width, thickness, c), 0, axis-thickness/2)
	return r
}

// stacked sets a pile without a bar.
func (l *layouter) stacked(num, den *box, c context) *box {
	up := l.either(typeset.StackTopDisplayStyleShiftUp, typeset.StackTopShiftUp, c)
	down := l.either(typeset.StackBottomDisplayStyleShiftDown, typeset.StackBottomShiftDown, c)
	gap := l.either(typeset.StackDisplayStyleGapMin, typeset.StackGapMin, c) - ((up - num.depth) - (den.height - down))
	if gap > 0 {
		up, down = up+gap/2, down+gap/2
	}
	r := l.new()
	r.width = max(num.width, den.width)
	r.put(num, (r.width-num.width)/2, up)
	r.put(den, (r.width-den.width)/2, -down)
	return r
}

// place returns where something stands in a wider room.
func place(a math.Align, width, room float64) float64 {
	switch a {
	case math.Left:
		return 0
	case math.Right:
		return room - width
	}
	return (room - width) / 2
}

// root sets a radical over its body: rule 11.
func (l *layouter) root(n *math.Root, c context) *box {
	body := l.clean(n.Body, c.cramp())
	thickness := l.measure(typeset.RadicalRuleThickness, c)
	gap := l.either(typeset.RadicalDisplayStyleVerticalGap, typeset.RadicalVerticalGap, c)
	inner := body.height + body.depth
	sign := l.upright('√', inner+gap+thickness, c)
	bottom, top := -sign.depth, sign.height
	if sign.kind == glyph {
		e := sign.extent()
		bottom, top = e.YMin, e.YMax
	}
	if extra := top - bottom - inner - gap - thickness; extra > 0 {
		gap += extra / 2
	}
	r := l.new()
	roof := body.height + gap + thickness
	if n.Index != nil {
		l.putIndex(r, l.clean(n.Index, c.index()), roof, top-bottom, c)
	}
	r.put(sign, r.width, roof-top)
	r.width += sign.width
	overlap := thickness / 8 // hides the seam between sign and rule
	r.put(l.rule(body.width+overlap, thickness, c), r.width-overlap, roof-thickness)
	r.put(body, r.width, 0)
	r.width += body.width
	r.height = max(r.height, roof+l.measure(typeset.RadicalExtraAscender, c))
	return r
}

func (c context) index() context {
	c.level = scriptScript
	return c.cramp()
}

// putIndex puts the index of a root where its sign leaves room for it.
func (l *layouter) putIndex(r, index *box, roof, total float64, c context) {
	before, after := l.measure(typeset.RadicalKernBeforeDegree, c), l.measure(typeset.RadicalKernAfterDegree, c)
	raise := float64(l.face.Constant(typeset.RadicalDegreeBottomRaisePercent)) / 100
	const clear = 0.07 // of the hook, in em: indices are wider and deeper than the font expects
	after += clear * l.em(c)
	x := max(before, -after-index.width)
	r.put(index, x, roof-total+raise*total+index.depth+clear*l.em(c))
	r.width = max(0, x+index.width+after)
}
