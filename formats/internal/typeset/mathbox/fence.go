package mathbox

import (
	"coursepack/content/math"
	"coursepack/formats/internal/typeset"
)

// fenced sets parts between delimiters that grow with them: The TeXbook, Appendix G, rule 19.
func (l *layouter) fenced(n *math.Fenced, c context) *box {
	parts := make([]*box, len(n.Parts))
	tallest := l.new()
	for i, p := range n.Parts {
		parts[i] = l.inside(p.Items, c)
		tallest.height, tallest.depth = max(tallest.height, parts[i].height), max(tallest.depth, parts[i].depth)
	}
	height := l.fenceHeight(tallest, c)
	r := l.new()
	l.append(r, l.delimiter(n.Open, height, c))
	for i, p := range parts {
		if i > 0 {
			l.append(r, l.delimiter(n.Middles[i-1].Text, height, c))
		}
		l.append(r, p)
	}
	l.append(r, l.delimiter(n.Close, height, c))
	return r
}

// inside sets what stands between delimiters, with the spaces that they ask for.
func (l *layouter) inside(items []math.Node, c context) *box {
	r := &rowBuilder{layouter: l, atoms: make([]atom, 0, len(items)), class: math.Open, any: true}
	r.items(items, c)
	r.part(math.Close, c)
	return l.whole(r)
}

// between puts delimiters around a box.
func (l *layouter) between(open, closing string, body *box, c context) *box {
	height := l.fenceHeight(body, c)
	r := l.new()
	l.append(r, l.delimiter(open, height, c))
	l.append(r, body)
	l.append(r, l.delimiter(closing, height, c))
	return r
}

// append puts b to the right end of r.
func (l *layouter) append(r, b *box) {
	r.put(b, r.width, 0)
	r.width += b.width
}

// fenceHeight is how high delimiters around b are at least. They may fall short of it by a tenth, or by half an em:
// plain TeX's \delimiterfactor and \delimitershortfall.
func (l *layouter) fenceHeight(b *box, c context) float64 {
	axis := l.measure(typeset.AxisHeight, c)
	height := 2 * max(b.height-axis, b.depth+axis)
	return max(0.901*height, height-0.5*l.em(c))
}

func (l *layouter) delimiter(sign string, height float64, c context) *box {
	r, ok := single(sign)
	if !ok {
		b := l.new()
		b.width = nullDelimiter * l.em(c)
		return b
	}
	return l.centred(l.upright(r, height, c), c)
}
