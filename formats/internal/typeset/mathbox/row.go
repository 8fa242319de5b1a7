package mathbox

import (
	"fmt"

	"coursepack/content/math"
)

// An atom of a row with its place.
type atom struct {
	*box
	class   math.Class
	classed bool // spaces and lines have no class
	x, end  float64
}

// A rowBuilder sets nodes beside each other.
type rowBuilder struct {
	*layouter
	atoms []atom
	x     float64
	class math.Class // of the last atom that has one
	any   bool       // there was one
}

// row sets nodes as a box.
func (l *layouter) row(items []math.Node, c context) *box {
	if len(items) == 1 {
		if _, style := items[0].(*math.Style); !style {
			return l.alone(items[0], c)
		}
	}
	return l.whole(l.build(items, c))
}

// alone sets a single node as a row.
func (l *layouter) alone(n math.Node, c context) *box {
	b := l.node(n, c)
	if b.full() == b.width {
		return b
	}
	row := l.new()
	row.put(b, 0, 0)
	row.width = b.full()
	return row
}

func (l *layouter) build(items []math.Node, c context) *rowBuilder {
	r := &rowBuilder{layouter: l, atoms: make([]atom, 0, len(items))}
	r.items(items, c)
	return r
}

// whole returns all of the row as a box.
func (l *layouter) whole(r *rowBuilder) *box {
	b := l.new()
	b.kids = make([]kid, 0, len(r.atoms))
	for _, a := range r.atoms {
		b.put(a.box, a.x, 0)
	}
	b.width = r.x
	return b
}

// stretch returns a part of the row as a box.
func (l *layouter) stretch(r *rowBuilder, from, to int) *box {
	b := l.new()
	start := r.atoms[from].x
	for _, a := range r.atoms[from:to] {
		b.put(a.box, a.x-start, 0)
	}
	b.width = r.atoms[to-1].end - start
	return b
}

func (r *rowBuilder) items(items []math.Node, c context) {
	for _, n := range items {
		switch n := n.(type) {
		case *math.Style:
			r.items(n.Body.Items, c.styled(n))
		case *math.Space:
			r.space(n, c)
		default:
			r.atom(r.node(n, c), math.ClassOf(n), c)
		}
	}
}

// space moves on, and draws the ink of a rule.
func (r *rowBuilder) space(n *math.Space, c context) {
	width := n.Width * r.em(c)
	if n.Ink || n.Height != 0 || n.Depth != 0 {
		b := r.rule(width, n.Height*r.em(c), c)
		b.depth = n.Depth * r.em(c)
		if !n.Ink {
			b.kind = nothing
		}
		r.atoms = append(r.atoms, atom{box: b, x: r.x, end: r.x + width})
	}
	r.x += width
}

// atom adds a box after the space that its class asks for.
func (r *rowBuilder) atom(b *box, class math.Class, c context) {
	r.part(class, c)
	end := r.x + b.full()
	r.atoms = append(r.atoms, atom{b, class, true, r.x, end})
	r.x = end
}

// part adds the space before an atom of a class.
func (r *rowBuilder) part(class math.Class, c context) {
	if r.any {
		r.x += spaceBetween(r.class, class, c.level) * r.em(c)
	}
	r.class, r.any = class, true
}

// Spaces between atoms, in mu: The TeXbook, page 170. Negative ones are left out in scripts. A Bin stands beside no atom that it
// cannot join.
var spaces = [8][8]int8{
	math.Ord:   {0, 3, -4, -5, 0, 0, 0, -3},
	math.Op:    {3, 3, 0, -5, 0, 0, 0, -3},
	math.Bin:   {-4, -4, 0, 0, -4, 0, 0, -4},
	math.Rel:   {-5, -5, 0, 0, -5, 0, 0, -5},
	math.Open:  {0, 0, 0, 0, 0, 0, 0, 0},
	math.Close: {0, 3, -4, -5, 0, 0, 0, -3},
	math.Punct: {-3, -3, 0, -3, -3, -3, -3, -3},
	math.Inner: {-3, 3, -4, -5, -3, 0, -3, -3},
}

// spaceBetween returns the space between two atoms in em.
func spaceBetween(left, right math.Class, at level) float64 {
	mu := spaces[left][right]
	switch {
	case mu >= 0:
		return float64(mu) / 18
	case at >= script:
		return 0
	}
	return -float64(mu) / 18
}

// node sets a single node.
func (l *layouter) node(n math.Node, c context) *box {
	switch n := n.(type) {
	case *math.Row:
		return l.row(n.Items, c)
	case *math.Ident:
		styled := n.Styled()
		b := l.letters(styled, plainText(styled, n.Text, n.Variant), c)
		if n.Variant == math.Script || n.Variant == math.BoldScript {
			return l.roundhand(b)
		}
		return b
	case *math.Number:
		styled := n.Styled()
		return l.letters(styled, plainText(styled, n.Text, n.Variant), c)
	case *math.Operator:
		return l.operator(n, c)
	case *math.Func:
		return l.letters(n.Text, n.Text, c)
	case *math.Text:
		return l.textNode(n, c)
	case *math.Space, *math.Style:
		return l.whole(l.build([]math.Node{n}, c))
	case *math.Frac:
		return l.fraction(n, c)
	case *math.Root:
		return l.root(n, c)
	case *math.Scripts:
		return l.scripts(n, c)
	case *math.UnderOver:
		return l.underOver(n, c)
	case *math.Accent:
		return l.accent(n, c)
	case *math.Fenced:
		return l.fenced(n, c)
	case *math.Table:
		return l.table(n, c, fit{}).box
	case *math.Box:
		return l.changed(n, c)
	case *math.Enclose:
		return l.enclosed(n, c)
	case *math.Ref:
		return l.plainWords(refText(n), c)
	case *math.Error:
		return l.mono(n.Source, c)
	}
	panic(fmt.Sprintf("mathbox: unknown node %T", n))
}

func refText(n *math.Ref) string {
	number := n.Number
	if number == "" {
		number = "?"
	}
	if n.Parens {
		return "(" + number + ")"
	}
	return number
}
