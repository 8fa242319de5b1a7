package mathml

import (
	"strings"
	"unicode/utf8"

	"coursepack/content/math"
)

func (b *builder) frac(n *math.Frac) *Element {
	outer := b.level
	attrs := b.enter(n.Level)
	part := level{script: b.script}
	if !b.display {
		part.script++
	}
	e := elem("mfrac", b.fracPart(n, n.Num, part), b.fracPart(n, n.Den, part))
	if n.Thickness >= 0 {
		e.with("linethickness", length(n.Thickness))
	}
	b.level = outer
	if n.Open == "" && n.Close == "" {
		return styled(attrs, e)
	}
	return styled(attrs, elem("mrow", delimited(n.Open, []*Element{e}, n.Close)...))
}

// fracPart returns a numerator or denominator.
func (b *builder) fracPart(n *math.Frac, part math.Node, at level) *Element {
	if !n.Continued {
		return b.inner(part, at)
	}
	outer := b.level
	b.level = at
	e := styled(b.enter(math.DisplayLevel), b.node(part))
	b.level = outer
	return e
}

func (b *builder) root(n *math.Root) *Element {
	if n.Index != nil {
		return elem("mroot", b.node(n.Body), b.inner(n.Index, level{script: b.script + 2}))
	}
	if row, ok := n.Body.(*math.Row); ok {
		return elem("msqrt", b.row(row.Items)...)
	}
	return elem("msqrt", b.node(n.Body))
}

func (b *builder) scripts(n *math.Scripts) *Element {
	base := b.node(n.Base)
	if n.PreSub == nil && n.PreSup == nil {
		return b.marked([]string{"msub", "msup", "msubsup"}, base, n.Sub, n.Sup)
	}
	e := elem("mmultiscripts", base, b.corner(n.Sub), b.corner(n.Sup), elem("mprescripts"), b.corner(n.PreSub), b.corner(n.PreSup))
	if n.Sub == nil && n.Sup == nil {
		e.Children = append(e.Children[:1], e.Children[3:]...)
	}
	return e
}

// corner returns a script that may be absent.
func (b *builder) corner(n math.Node) *Element {
	if n == nil {
		return elem("mrow")
	}
	return b.small(n)
}

// marked puts scripts to base. names are for the lower one, the upper one and both.
func (b *builder) marked(names []string, base *Element, low, high math.Node) *Element {
	switch {
	case high == nil && low == nil:
		return base
	case high == nil:
		return elem(names[0], base, b.small(low))
	case low == nil:
		return elem(names[1], base, b.small(high))
	}
	return elem(names[2], base, b.small(low), b.small(high))
}

func (b *builder) underOver(n *math.UnderOver) *Element {
	base := b.node(n.Base)
	if n.Movable && !b.display {
		return b.marked([]string{"msub", "msup", "msubsup"}, base, n.Under, n.Over)
	}
	mo := base.core()
	if mo != nil && !b.display {
		mo.sign.unmovable = true
	}
	arrow, isArrow := n.Base.(*math.Operator)
	if mo != nil && isArrow && !arrow.Stretchy {
		mo.sign.stretchy = false
	}
	e := b.marked([]string{"munder", "mover", "munderover"}, base, n.Under, n.Over)
	if isArrow && arrow.Stretchy {
		for i, label := range e.Children[1:] {
			e.Children[i+1] = elem("mrow", space(labelRoom), label, space(labelRoom))
		}
	}
	return e
}

// labelRoom is how much longer an arrow is than its label at each end, in em of the label.
const labelRoom = 0.4

func (b *builder) accent(n *math.Accent) *Element {
	base := b.node(n.Base)
	mark := operator(markOver(n), postfix)
	mark.sign.stretchy = n.Stretchy
	if !n.Stretchy && strings.Contains("←→", mark.Text) {
		mark.with("style", "font-size:0.65em")
	}
	if mark.Text == bar && n.Stretchy && (len(base.Children) > 0 || utf8.RuneCountInString(base.Text) > 1) {
		base = asRow(base).with("style", barStyles[n.Under])
		mark.with("style", "font-size:0")
	}
	if n.Under {
		return elem("munder", base, mark).with("accentunder", "true")
	}
	return elem("mover", base, mark).with("accent", "true")
}

// bar is a line over or under something. Few fonts have it wide, so a border draws it over more than one character; the
// sign itself is for those who have formulas read.
const bar = "‾"

var barStyles = map[bool]string{
	false: "border-top:0.05em solid;padding-top:0.1em",
	true:  "border-bottom:0.05em solid;padding-bottom:0.1em",
}

// markOver returns the character of an accent that fonts have in all widths.
func markOver(n *math.Accent) string {
	switch s := n.Spacing(); s {
	case "^":
		return "ˆ"
	case "~":
		return "˜"
	case "_":
		return bar
	default:
		return s
	}
}

func (b *builder) fenced(n *math.Fenced) *Element {
	var inside []*Element
	for i, part := range n.Parts {
		if i > 0 {
			middle := b.operator(n.Middles[i-1])
			s := middle.sign
			s.stretchy, s.symmetric = true, true
			if s.before, s.after = 5, 5; b.script > 0 {
				s.before, s.after = 0, 0
			}
			inside = append(inside, middle)
		}
		inside = append(inside, group(b.row(part.Items)))
	}
	return elem("mrow", delimited(n.Open, inside, n.Close)...)
}

// delimited puts delimiters that grow around elements.
func delimited(open string, inside []*Element, closing string) []*Element {
	var all []*Element
	if open != "" {
		all = append(all, delimiter(open, prefix))
	}
	all = append(all, inside...)
	if closing != "" {
		all = append(all, delimiter(closing, postfix))
	}
	return all
}

func delimiter(text string, f form) *Element {
	mo := operator(text, f)
	mo.sign.stretchy, mo.sign.symmetric = true, true
	return mo
}
