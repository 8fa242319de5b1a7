package pdf

import (
	"strings"

	"coursepack/content"
)

// fitIn chooses the largest size at which the table fits the column of the flow without words being broken; ok is false if there is
// none, and the smallest is taken.
func (g *grid) fitIn(f *flow, sizes []float64) (ok bool) {
	outer := f.text
	defer func() { f.text = outer }()
	for _, size := range sizes {
		g.size = min(outer.size, size)
		f.text.size = g.size
		if g.fit(f) {
			return true
		}
	}
	return false
}

// padX is the space at the left and right of what is in a cell.
func (g *grid) padX() float64 { return cellPadX * g.size / tableSize }

// fit chooses the widths of the columns; ok is false if words have to be broken for it.
func (g *grid) fit(f *flow) (ok bool) {
	least, most := g.wishes(f)
	available := f.width
	switch {
	case sum(most) <= available:
		g.widths = most
		return true
	case sum(least) <= available:
		g.widths = least
		spread(g.widths, most, available)
		return true
	}
	g.widths = least
	scale := available / sum(least)
	for i := range g.widths {
		g.widths[i] *= scale
	}
	return false
}

// spread gives each column of what is left in proportion to what it still wants.
func spread(widths, most []float64, available float64) {
	rest, wanted := available-sum(widths), sum(most)-sum(widths)
	for i := range widths {
		widths[i] += rest * (most[i] - widths[i]) / wanted
	}
}

// wishes returns for each column the width of its longest word and the width at which nothing wraps.
func (g *grid) wishes(f *flow) (least, most []float64) {
	f.measuring = true
	defer func() { f.measuring = false }()
	least, most = make([]float64, len(g.columns)), make([]float64, len(g.columns))
	for _, r := range g.rows {
		for _, c := range r.cells {
			lo, hi := f.measure(c.Blocks, f.cellStyle(r, c))
			claim(least[c.column:c.column+c.span], lo+2*g.padX())
			claim(most[c.column:c.column+c.span], hi+2*g.padX())
		}
	}
	for i := range least {
		least[i] = max(least[i], 2*g.padX()+4)
		most[i] = max(most[i], least[i])
	}
	return least, most
}

// claim widens columns until they are as wide together as a cell needs.
func claim(columns []float64, width float64) {
	if len(columns) == 1 {
		columns[0] = max(columns[0], width)
		return
	}
	if missing := width - sum(columns); missing > 0 {
		for i := range columns {
			columns[i] += missing / float64(len(columns))
		}
	}
}

func sum(numbers []float64) float64 {
	total := 0.0
	for _, n := range numbers {
		total += n
	}
	return total
}

func (f *flow) cellStyle(r gridRow, c gridCell) style {
	s := f.text
	s.bold = s.bold || r.head || c.Header
	return s
}

// measure returns the width of the longest word in blocks and that of the longest line if nothing wraps.
func (f *flow) measure(blocks []content.Block, s style) (least, most float64) {
	for _, b := range blocks {
		content.Walk(b, func(n content.Node) bool {
			lo, hi := 0.0, 0.0
			switch n := n.(type) {
			case *content.Paragraph:
				lo, hi = measureAtoms(f.atoms(n.Inlines, s))
			case *content.CodeBlock:
				lo, hi = measureCode(n.Text)
			case *content.List:
				lo, hi = f.measureItems(n, s)
			case *content.Table, *content.Quiz, *content.Flashcards, *content.Exercise, *content.Embed:
				lo, hi = widestWord, 2*f.width
			default:
				return true
			}
			least, most = max(least, min(lo, widestWord)), max(most, hi)
			return false
		})
	}
	return least, most
}

func (f *flow) measureItems(l *content.List, s style) (least, most float64) {
	for _, it := range l.Items {
		lo, hi := f.measure(it.Blocks, s)
		least, most = max(least, lo+indent), max(most, hi+indent)
	}
	return least, most
}

func measureAtoms(atoms []atom) (least, most float64) {
	line := 0.0
	for _, a := range atoms {
		if a.breaks {
			line = 0
		}
		if a.space {
			line += a.spaced.width(" ")
		}
		line += a.width
		least, most = max(least, a.width), max(most, line)
	}
	return least, most + 0.1
}

func measureCode(text string) (least, most float64) {
	for l := range strings.Lines(text) {
		l, _ = expandTabs(strings.TrimRight(l, "\r\n"), 0)
		most = max(most, codeStyle.width(l))
	}
	return min(most+20, widestWord), most + 20
}
