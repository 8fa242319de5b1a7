package mathbox

import (
	stdmath "math"

	"coursepack/content/math"
	"coursepack/formats/internal/typeset"
)

// corners are the scripts of a base, set. Absent ones are nil.
type corners struct {
	sub, sup *box
	up, down float64 // how far they are moved
}

// scripts sets marks at the corners of a base: The TeXbook, Appendix G, rule 18.
func (l *layouter) scripts(n *math.Scripts, c context) *box {
	base := l.nucleus(n.Base, c)
	right := l.corners(n.Sub, n.Sup, base, c)
	left := l.corners(n.PreSub, n.PreSup, base, c)
	if n.PreSub != nil || n.PreSup != nil {
		right.up, right.down = max(right.up, left.up), max(right.down, left.down)
		left.up, left.down = right.up, right.down
	}
	r := l.new()
	l.putBefore(r, left, c)
	r.put(base, r.width, 0)
	r.width += base.width
	l.putAfter(r, base, right, c)
	return r
}

// nucleus sets a base. Braces around a single atom do not make it something else.
func (l *layouter) nucleus(n math.Node, c context) *box {
	for {
		row, ok := n.(*math.Row)
		if !ok || len(row.Items) != 1 || row.Class != math.Ord {
			return l.node(n, c)
		}
		switch row.Items[0].(type) {
		case *math.Ident, *math.Number, *math.Row:
			n = row.Items[0]
		default:
			return l.node(n, c)
		}
	}
}

func (l *layouter) corners(sub, sup math.Node, base *box, c context) corners {
	var s corners
	if sup != nil {
		s.sup = l.clean(sup, c.superscript())
	}
	if sub != nil {
		s.sub = l.clean(sub, c.subscript())
	}
	if base.sign == nil || base.moved {
		s.up = base.height - l.measure(typeset.SuperscriptBaselineDropMax, c)
		s.down = base.depth + l.measure(typeset.SubscriptBaselineDropMin, c)
	}
	if s.sup != nil {
		shift := typeset.SuperscriptShiftUp
		if c.cramped {
			shift = typeset.SuperscriptShiftUpCramped
		}
		s.up = max(s.up, l.measure(shift, c), s.sup.depth+l.measure(typeset.SuperscriptBottomMin, c))
	}
	if s.sub != nil {
		s.down = max(s.down, l.measure(typeset.SubscriptShiftDown, c))
		if s.sup == nil {
			s.down = max(s.down, s.sub.height-l.measure(typeset.SubscriptTopMax, c))
		}
	}
	if s.sub != nil && s.sup != nil {
		s.part(l, c)
	}
	return s
}

// part moves sub- and superscript away from each other: rules 18e and 18f.
func (s *corners) part(l *layouter, c context) {
	gap := (s.up - s.sup.depth) - (s.sub.height - s.down)
	least := l.measure(typeset.SubSuperscriptGapMin, c)
	if gap >= least {
		return
	}
	s.down += least - gap
	if lift := l.measure(typeset.SuperscriptBottomMaxWithSubscript, c) - (s.up - s.sup.depth); lift > 0 {
		s.up += lift
		s.down -= lift
	}
}

// clean sets a node as a part that stands for itself.
func (l *layouter) clean(n math.Node, c context) *box {
	if row, ok := n.(*math.Row); ok {
		return l.row(row.Items, c)
	}
	return l.row([]math.Node{n}, c)
}

// putBefore puts scripts to the left of what follows.
func (l *layouter) putBefore(r *box, s corners, c context) {
	for _, b := range []*box{s.sub, s.sup} {
		if b != nil {
			r.width = max(r.width, b.width+l.measure(typeset.SpaceAfterScript, c))
		}
	}
	if s.sup != nil {
		r.put(s.sup, r.width-s.sup.width, s.up)
	}
	if s.sub != nil {
		r.put(s.sub, r.width-s.sub.width, -s.down)
	}
}

// putAfter puts scripts to the right of a base. A superscript stands clear of a base that leans, a subscript does not.
// The width of a letter leaves out how far it leans, that of a large sign has it.
func (l *layouter) putAfter(r, base *box, s corners, c context) {
	end, space := r.width, l.measure(typeset.SpaceAfterScript, c)
	top, bottom := end+base.italics, end
	if base.moved {
		top, bottom = end, end-base.italics
	}
	if s.sup != nil {
		x := top + l.kern(base, s.sup, typeset.TopRight, typeset.BottomLeft, s.up)
		r.put(s.sup, x, s.up)
		r.width = max(r.width, x+s.sup.width+space)
	}
	if s.sub != nil {
		x := bottom + l.kern(base, s.sub, typeset.BottomRight, typeset.TopLeft, -s.down)
		r.put(s.sub, x, -s.down)
		r.width = max(r.width, x+s.sub.width+space)
	}
}

// kern returns what brings a script nearer to the corner of its base. The two are compared at the heights where one of them
// ends, and come as near as both allow; shift is how far the script is raised. No subscript is pushed away: what a base is like
// above the top of its subscript does not matter, although STIX Two Math has it in the same step.
func (l *layouter) kern(base, mark *box, corner, opposite typeset.Corner, shift float64) float64 {
	a, b := base.sign, mark.first()
	if a == nil || base.moved || b == nil || !a.face.HasMath() || !b.face.HasMath() {
		return 0
	}
	at := func(height float64) float64 { return a.kernAt(corner, height) + b.kernAt(opposite, height-shift) }
	if corner == typeset.TopRight {
		return max(at(shift-b.depth), at(a.height))
	}
	return min(0, max(at(shift+b.height), at(-a.depth)))
}

func (b *box) kernAt(corner typeset.Corner, height float64) float64 {
	unit := b.size / float64(b.face.UnitsPerEm)
	return float64(b.face.Kern(b.id, corner, int(height/unit))) * unit
}

// first returns the glyph that b starts with, or nil.
func (b *box) first() *box {
	for b.kind == nothing && len(b.kids) > 0 && b.kids[0].x == 0 && b.kids[0].y == 0 {
		b = b.kids[0].box
	}
	if b.kind != glyph {
		return nil
	}
	return b
}

// underOver sets something below and above a base: rule 13a.
func (l *layouter) underOver(n *math.UnderOver, c context) *box {
	if n.Movable && c.level != display {
		return l.scripts(&math.Scripts{Span: n.Span, Base: n.Base, Sub: n.Under, Sup: n.Over}, c)
	}
	var under, over *box
	if n.Over != nil {
		over = l.clean(n.Over, c.superscript())
	}
	if n.Under != nil {
		under = l.clean(n.Under, c.subscript())
	}
	if arrow, ok := n.Base.(*math.Operator); ok && arrow.Stretchy {
		return l.labelled(arrow, under, over, c)
	}
	return l.limits(l.nucleus(n.Base, c), under, over, c)
}

func (l *layouter) limits(base, under, over *box, c context) *box {
	r := l.new()
	body := base.full()
	r.width = body
	for _, b := range []*box{under, over} {
		if b != nil {
			r.width = max(r.width, b.width)
		}
	}
	r.put(base, (r.width-body)/2, 0)
	if over != nil {
		y := base.height + max(l.measure(typeset.UpperLimitGapMin, c)+over.depth, l.measure(typeset.UpperLimitBaselineRiseMin, c))
		r.put(over, (r.width-over.width+base.lean())/2, y)
	}
	if under != nil {
		y := base.depth + max(l.measure(typeset.LowerLimitGapMin, c)+under.height, l.measure(typeset.LowerLimitBaselineDropMin, c))
		r.put(under, (r.width-under.width-base.lean())/2, -y)
	}
	return r
}

// lean is how far limits are moved: only large signs lean that much.
func (b *box) lean() float64 {
	if b.moved {
		return b.italics
	}
	return 0
}

// doubleArrows are arrows that the font does not stretch, by the two they are made of.
var doubleArrows = map[rune][2]rune{'⇌': {'⇀', '↽'}, '⇋': {'↼', '⇁'}, '⇄': {'→', '←'}, '⇆': {'←', '→'}}

// longArrow returns an arrow, or an equals sign, of a width.
func (l *layouter) longArrow(sign rune, width float64, c context) *box {
	if sign == '=' {
		return l.copied(sign, width, c)
	}
	pair, ok := doubleArrows[sign]
	if !ok {
		return l.level(sign, width, c)
	}
	const apart = 0.2
	upper, lower := l.level(pair[0], width, c), l.level(pair[1], width, c)
	r := l.new()
	r.width = max(upper.width, lower.width)
	r.put(upper, 0, apart/2*l.em(c))
	r.put(lower, 0, -apart/2*l.em(c))
	return r
}

// copied sets a sign as often, overlapping, as makes it as wide as asked for.
func (l *layouter) copied(sign rune, width float64, c context) *box {
	one := l.inkBox(l.char(sign, c))
	if one.width <= 0 || width <= one.width {
		return one
	}
	count := int(min(stdmath.Ceil(1.25*width/one.width), maxRepeats))
	r := l.new()
	r.width = width
	for i := range count {
		copy := l.inkBox(l.char(sign, c))
		if i > 0 {
			copy.kids[0].text = ""
		}
		r.put(copy, (width-one.width)*float64(i)/float64(count-1), 0)
	}
	return r
}

// labelled sets an arrow as wide as its labels.
func (l *layouter) labelled(arrow *math.Operator, under, over *box, c context) *box {
	const padding, least, gap = 0.25, 1.4, 0.12
	em := l.em(c)
	width := least * em
	for _, b := range []*box{under, over} {
		if b != nil {
			width = max(width, b.width+2*padding*em)
		}
	}
	sign, ok := single(arrow.Text)
	if !ok {
		return l.limits(l.operator(arrow, c), under, over, c)
	}
	base := l.longArrow(sign, width, c)
	r := l.new()
	r.width = max(width, base.width)
	r.put(base, (r.width-base.width)/2, 0)
	if over != nil {
		r.put(over, (r.width-over.width)/2, base.height+gap*em+over.depth)
	}
	if under != nil {
		r.put(under, (r.width-under.width)/2, -(base.depth + gap*em + under.height))
	}
	return r
}
