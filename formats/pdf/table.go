package pdf

import (
	"slices"
	"strings"

	"coursepack/content"
)

// Measures of tables.
const (
	cellPadX    = 5.0
	cellPadY    = 3.2
	tableSize   = 9.6
	tableSmall  = 8.2
	widestWord  = 110.0 // a word longer than that may be broken in a narrow column
	tallRow     = 0.5   // of a page: rows taller than that are taken apart
	tallRowPart = 0.16
)

// A grid is a table with every cell in its place.
type grid struct {
	columns []content.Column
	rows    []gridRow
	head    int // rows of the head
	widths  []float64
}

type gridRow struct {
	cells []gridCell
	head  bool
	foot  bool
	joins bool // a cell spans from this row into the next
}

type gridCell struct {
	*content.Cell
	tag          *element
	column, span int
	rows         int
	items        []item
	height       float64
}

func (f *flow) table(t *content.Table) {
	f.anchorID(t.ID)
	g := newGrid(t)
	f.inside("Table", func() {
		f.caption(t.Caption)
		f.keepLastIf(len(t.Caption) > 0)
		g.tag(f.tag, t)
	})
	if len(g.columns) == 0 {
		return
	}
	f.space(gap + 2)
	outer := f.text
	f.text.size = min(outer.size, tableSize)
	if !g.fit(f) {
		f.text.size = tableSmall
		g.fit(f)
	}
	f.rows(g)
	f.text = outer
	f.space(gap + 4)
}

func (f *flow) keepLastIf(keep bool) {
	if keep {
		f.keepLast()
	}
}

// newGrid puts each cell in its column, past those that cells of rows above cover.
func newGrid(t *content.Table) *grid {
	g := &grid{columns: slices.Clone(t.Columns), head: len(t.Head)}
	var covered []int // rows for which a column is still covered
	for i, row := range slices.Concat(t.Head, t.Body, t.Foot) {
		r := gridRow{head: i < len(t.Head), foot: i >= len(t.Head)+len(t.Body)}
		covered = g.placeCells(&r, row, covered)
		r.joins = slices.Max(append(covered, 0)) > 0
		g.rows = append(g.rows, r)
	}
	if n := len(g.rows); n > 0 {
		g.rows[n-1].joins = false
	}
	g.fill()
	return g
}

// fill ends cells with the table and puts empty ones where rows have none: rows are equally wide, and columns equally high.
func (g *grid) fill() {
	covered := make([]int, len(g.columns)) // rows for which a column is still covered
	for i := range g.rows {
		r := &g.rows[i]
		for j := range r.cells {
			c := &r.cells[j]
			c.rows = min(c.rows, len(g.rows)-i)
			for column := range c.span {
				covered[c.column+column] = c.rows
			}
		}
		for column := 0; column < len(covered); column++ {
			start := column
			for column < len(covered) && covered[column] == 0 {
				column++
			}
			if column > start {
				r.cells = append(r.cells, gridCell{Cell: &content.Cell{}, column: start, span: column - start, rows: 1})
			}
		}
		for column := range covered {
			covered[column] = max(0, covered[column]-1)
		}
	}
}

// tag makes elements of the rows of a table and of their cells.
func (g *grid) tag(table *element, t *content.Table) {
	var group *element
	for i, r := range g.rows {
		switch {
		case r.head && i > 0 || r.foot && i > len(t.Head)+len(t.Body) || !r.head && !r.foot && i > len(t.Head):
		case r.head && len(t.Body) > 0:
			group = table.child("THead")
		case r.foot:
			group = table.child("TFoot")
		default:
			group = table.child("TBody")
		}
		row := group.child("TR")
		table.whole, group.whole, row.whole = true, true, true
		for j := range r.cells {
			c := &r.cells[j]
			c.tag = c.element(row, r.head)
		}
	}
}

func (g *grid) placeCells(r *gridRow, row *content.Row, covered []int) []int {
	column := 0
	for _, c := range row.Cells {
		for column < len(covered) && covered[column] > 0 {
			column++
		}
		cell := gridCell{Cell: c, column: column, span: 1, rows: between(c.RowSpan, 1, 1000)}
		for column++; cell.span < min(c.ColSpan, 100) && (column >= len(covered) || covered[column] == 0); column++ {
			cell.span++ // as far as no cell lies there
		}
		for len(covered) < column {
			covered = append(covered, 0)
		}
		for i := cell.column; i < column; i++ {
			covered[i] = cell.rows
		}
		r.cells = append(r.cells, cell)
	}
	for len(g.columns) < len(covered) {
		g.columns = append(g.columns, content.Column{})
	}
	for i := range covered {
		covered[i] = max(0, covered[i]-1)
	}
	return covered
}

func between(n, low, high int) int { return min(max(n, low), high) }

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
	least, most = make([]float64, len(g.columns)), make([]float64, len(g.columns))
	for _, r := range g.rows {
		for _, c := range r.cells {
			lo, hi := f.measure(c.Blocks, f.cellStyle(r, c))
			claim(least[c.column:c.column+c.span], lo+2*cellPadX)
			claim(most[c.column:c.column+c.span], hi+2*cellPadX)
		}
	}
	for i := range least {
		least[i] = max(least[i], 2*cellPadX+4)
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

// rows sets the rows; those that cells join are one box.
func (f *flow) rows(g *grid) {
	var head []item
	var again *item
	for start := 0; start < len(g.rows); {
		end := start + 1
		for end < len(g.rows) && g.rows[end-1].joins {
			end++
		}
		if start >= g.head && again == nil {
			again = f.headAgain(head)
		}
		for _, b := range f.rowBoxes(g, g.rows[start:end]) {
			b.repeat = again
			f.box(b)
			head = append(head, b)
		}
		f.keepLastIf(end <= g.head)
		start = end
	}
	f.ruleOff(g)
}

// headAgain returns the rows of the head as they are drawn again on the next page, nil if they would take much of it.
func (f *flow) headAgain(head []item) *item {
	d, height := stack(head)
	if height == 0 || height > f.paper.textHeight()/4 {
		return nil
	}
	return &item{kind: box, height: height, drawing: d.untagged()}
}

// rowBoxes sets rows that belong together: one box, or several if it were too tall for a page.
func (f *flow) rowBoxes(g *grid, rows []gridRow) []item {
	heights := f.setCells(g, rows)
	if total := sum(heights); len(rows) == 1 && total > tallRow*f.paper.textHeight() {
		return f.slices(g, rows[0])
	}
	b := item{kind: box}
	for i, r := range rows {
		f.drawRow(&b, g, r, b.height, heights[i:])
		b.height += heights[i]
		f.drawRules(&b, g, rows[:i+1])
	}
	return []item{b}
}

// drawRules draws the line below the last of rows, but not through cells that go on below it.
func (f *flow) drawRules(b *item, g *grid, rows []gridRow) {
	through := make([]bool, len(g.columns))
	last := rows[len(rows)-1]
	for i, r := range rows {
		for _, c := range r.cells {
			if last.joins && i+c.rows > len(rows) {
				for column := range c.span {
					through[c.column+column] = true
				}
			}
		}
	}
	for start := 0; start < len(through); {
		end := start + 1
		for end < len(through) && through[end] == through[start] {
			end++
		}
		if !through[start] {
			f.drawRule(b, f.left+sum(g.widths[:start]), sum(g.widths[start:end]), b.height, last.head)
		}
		start = end
	}
}

// setCells sets the contents of all cells and returns the heights of the rows.
func (f *flow) setCells(g *grid, rows []gridRow) []float64 {
	heights := make([]float64, len(rows))
	for i := range rows {
		for j := range rows[i].cells {
			c := &rows[i].cells[j]
			f.setCell(g, rows[i], c)
			if c.rows == 1 || i == len(rows)-1 {
				heights[i] = max(heights[i], c.height+2*cellPadY)
			}
		}
		heights[i] = max(heights[i], f.text.size*leading)
	}
	for i := range rows { // what spans rows and is taller than they are stretches the last of them
		for _, c := range rows[i].cells {
			last := min(i+c.rows, len(rows))
			if missing := c.height + 2*cellPadY - sum(heights[i:last]); missing > 0 {
				heights[last-1] += missing
			}
		}
	}
	return heights
}

func (f *flow) setCell(g *grid, r gridRow, c *gridCell) {
	left := f.left + sum(g.widths[:c.column]) + cellPadX
	width := sum(g.widths[c.column:c.column+c.span]) - 2*cellPadX
	in := f.inner(left, max(width, 4))
	in.tag = c.tag
	in.text = f.cellStyle(r, *c)
	in.align = c.Align
	if in.align == content.AlignDefault {
		in.align = g.columns[c.column].Align
	}
	in.blocks(c.Blocks)
	in.end()
	in.dropSpace()
	c.items = in.items
	_, c.height = stack(c.items)
}

func (f *flow) drawRow(b *item, g *grid, r gridRow, y float64, heights []float64) {
	if r.head {
		b.under = append(b.under, rect{x: f.left, y: y, w: sum(g.widths), h: heights[0], color: tint})
	}
	for _, c := range r.cells {
		d, _ := stack(c.items)
		b.add(d, 0, y+cellPadY)
		if first := firstBase(c.items); first > 0 && b.base == 0 {
			b.base = y + cellPadY + first
		}
	}
}

// firstBase is the first baseline of items, if they start with a line of text.
func firstBase(items []item) float64 {
	for _, i := range items {
		if i.kind == box {
			return i.base
		}
	}
	return 0
}

func (f *flow) drawRule(b *item, x, width, y float64, strong bool) {
	line := stroke{x1: x, y1: y, x2: x + width, y2: y, width: lineWidth, color: pale}
	if strong {
		line.color = grey
	}
	b.under = append(b.under, line)
}

// ruleOff draws the line under the table.
func (f *flow) ruleOff(g *grid) {
	if n := len(f.items) - 1; n >= 0 && f.items[n].kind == box {
		f.drawRule(&f.items[n], f.left, sum(g.widths), f.items[n].height, true)
	}
}

// slices takes apart a row that is too tall for a page: each slice has as many items of each cell as go into it.
func (f *flow) slices(g *grid, r gridRow) []item {
	limit := tallRowPart * f.paper.textHeight()
	var boxes []item
	for rest := true; rest; {
		b := item{kind: box}
		rest = false
		for i := range r.cells {
			c := &r.cells[i]
			n := fillSlice(c.items, limit)
			d, height := stack(c.items[:n])
			b.add(d, 0, cellPadY)
			b.height = max(b.height, height)
			c.items = c.items[n:]
			rest = rest || len(c.items) > 0
		}
		b.height += 1
		boxes = append(boxes, b)
	}
	last := &boxes[len(boxes)-1]
	last.height += 2 * cellPadY
	f.drawRule(last, f.left, sum(g.widths), last.height, r.head)
	return boxes
}

// fillSlice returns how many items fit a height: at least one box if there is one.
func fillSlice(items []item, limit float64) int {
	height := 0.0
	for n, i := range items {
		if height += i.height; height > limit && n > 0 {
			return n
		}
	}
	return len(items)
}
