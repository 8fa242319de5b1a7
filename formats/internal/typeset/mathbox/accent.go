package mathbox

import (
	"coursepack/content/math"
	"coursepack/formats/internal/typeset"
)

// Marks that are drawn as rules when they stretch.
const (
	overline  = '\u0305'
	underline = '\u0332'
)

// overMarks are marks over a formula that are set under it: those that the font stretches.
var overMarks = map[rune]rune{'\u0330': '\u0303', '\u20EE': '\u20D6', '\u20EF': '\u20D7', '\u034D': '\u20E1'}

// accent sets a mark over or under a base.
func (l *layouter) accent(n *math.Accent, c context) *box {
	base := l.nucleus(n.Base, c.cramp())
	switch {
	case n.Mark == overline && n.Stretchy:
		return l.overline(base, c)
	case n.Mark == underline && n.Stretchy:
		return l.underline(base, c)
	case n.Under || n.Mark >= 0x2190:
		return l.beside(base, n, c)
	}
	return l.over(base, n, c)
}

// over puts an accent on a base: The TeXbook, Appendix G, rule 12, with the places of attachment that the font has.
func (l *layouter) over(base *box, n *math.Accent, c context) *box {
	if base.kind == glyph && base.face.HasMath() {
		base = l.sized(base.face, base.face.Substitute(typeset.Dotless, base.id, 0), base.text, base.size, base.color)
	}
	full := base.full()
	mark := l.mark(n, base, full, c)
	up := base.height - min(base.height, l.measure(typeset.AccentBaseHeight, c))
	r := l.new()
	r.width, r.sign, r.italics = base.width, base.sign, base.italics
	r.put(base, 0, 0)
	r.put(mark.box, l.attachment(base, full)-mark.middle, up)
	return r
}

// An accentMark is a mark with the place that goes over its base.
type accentMark struct {
	*box
	middle float64
}

func (l *layouter) mark(n *math.Accent, base *box, width float64, c context) accentMark {
	if n.Stretchy {
		b := l.level(n.Mark, width, c)
		return accentMark{b, b.width / 2}
	}
	b := l.char(n.Mark, c)
	if base.height > l.measure(typeset.FlattenedAccentBaseHeight, c) && b.face.HasMath() {
		b = l.glyph(b.face, b.face.Substitute(typeset.FlattenedAccent, b.id, 0), b.text, c)
	}
	e := b.extent()
	middle := (e.XMin + e.XMax) / 2
	if b.face.HasMath() {
		if x, ok := b.face.TopAccent(b.id); ok {
			middle = float64(x) * b.size / float64(b.face.UnitsPerEm)
		}
	}
	b.height, b.depth = e.YMax, -e.YMin
	return accentMark{b, middle}
}

// attachment returns where an accent over base has its middle.
func (l *layouter) attachment(base *box, full float64) float64 {
	s := base.sign
	if s != nil && s == base && s.face.HasMath() {
		if x, ok := s.face.TopAccent(s.id); ok {
			return float64(x) * s.size / float64(s.face.UnitsPerEm)
		}
	}
	return full / 2
}

// beside sets a brace or arrow above or below all of a base.
func (l *layouter) beside(base *box, n *math.Accent, c context) *box {
	const gap = 0.15
	full := base.full()
	sign := n.Mark
	if over, ok := overMarks[sign]; ok {
		sign = over
	}
	mark := l.level(sign, full, c)
	r := l.new()
	r.width = max(full, mark.width)
	r.put(base, (r.width-full)/2, 0)
	x := (r.width - mark.width) / 2
	if n.Under {
		r.put(mark, x, -(base.depth + gap*l.em(c) + mark.height))
	} else {
		r.put(mark, x, base.height+gap*l.em(c)+mark.depth)
	}
	return r
}

// overline draws a rule over a base: rule 9.
func (l *layouter) overline(base *box, c context) *box {
	r := l.ruled(base)
	thickness := l.measure(typeset.OverbarRuleThickness, c)
	y := base.height + l.measure(typeset.OverbarVerticalGap, c)
	r.put(l.rule(r.width, thickness, c), 0, y)
	r.height = y + thickness + l.measure(typeset.OverbarExtraAscender, c)
	return r
}

// underline draws a rule under a base: rule 10.
func (l *layouter) underline(base *box, c context) *box {
	r := l.ruled(base)
	thickness := l.measure(typeset.UnderbarRuleThickness, c)
	y := base.depth + l.measure(typeset.UnderbarVerticalGap, c) + thickness
	r.put(l.rule(r.width, thickness, c), 0, -y)
	r.depth = y + l.measure(typeset.UnderbarExtraDescender, c)
	return r
}

func (l *layouter) ruled(base *box) *box {
	r := l.new()
	r.width = base.full()
	r.put(base, 0, 0)
	return r
}
