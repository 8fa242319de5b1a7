package pdf

import (
	"fmt"
	"slices"

	"coursepack/content"
	"coursepack/content/diag"
)

// Measures of tables.
const (
	cellPadX    = 5.0 // where the text has tableSize; smaller text needs less
	cellPadY    = 3.2
	tableSize   = 9.6
	widestWord  = 110.0 // a word longer than that may be broken in a narrow column
	tallRow     = 0.5   // of a page: rows taller than that are taken apart
	tallRowPart = 0.16
)

// Sizes in which a table is tried, upright and then sideways on a page of its own.
var (
	uprightSizes  = []float64{tableSize, 8.7, 7.7}
	sidewaysSizes = []float64{tableSize, 8.7, 7.7, 6.6}
)

// table sets a table. One that is too wide for the page turns smaller, then sideways.
func (f *flow) table(t *content.Table) {
	g := newGrid(t)
	if g.fitIn(f, uprightSizes) || !f.mayTurn() {
		f.upright(t, g)
		return
	}
	f.sideways(t, g)
}

func (f *flow) upright(t *content.Table, g *grid) {
	f.anchorID(t.ID)
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
	f.text.size = g.size
	f.rows(g)
	f.text = outer
	f.space(gap + 4)
}

// mayTurn reports whether the flow is that of a page, not of a part of one.
func (f *flow) mayTurn() bool {
	return f.left == 0 && len(f.frames) == 0 && f.width == f.paper.textWidth()
}

// sideways sets a table on pages of its own, which follow the one on which the author has it.
func (f *flow) sideways(t *content.Table, g *grid) {
	tag := f.tag.child("Div")
	in := f.inner(0, 0)
	in.paper, in.tag = f.paper.turned(), tag
	in.width = in.paper.textWidth()
	if !g.fitIn(in, sidewaysSizes) {
		f.report(t.Pos, diag.Warning, "table-squeezed", fmt.Sprintf("a table of %d columns is wider than the page is high", len(g.columns)),
			"it stands sideways in small type, and words are broken")
	}
	in.waiting, f.waiting = f.waiting, nil
	in.upright(t, g)
	in.end()
	f.box(&item{floats: tag, sideways: in.items})
}

func (f *flow) keepLastIf(keep bool) {
	if keep {
		f.keepLast()
	}
}

// rows sets the rows; those that cells join are one box.
func (f *flow) rows(g *grid) {
	var head []*item
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
func (f *flow) headAgain(head []*item) *item {
	d, height := stack(head)
	if height == 0 || height > f.paper.textHeight()/4 {
		return nil
	}
	return &item{kind: box, height: height, drawing: d.untagged()}
}

// rowBoxes sets rows that belong together: one box, or several if it were too tall for a page.
func (f *flow) rowBoxes(g *grid, rows []gridRow) []*item {
	heights := f.setCells(g, rows)
	if sum(heights) > tallRow*f.paper.textHeight() {
		return f.takenApart(g, rows, heights)
	}
	b := &item{kind: box}
	for i, r := range rows {
		f.drawRow(b, g, r, b.height, heights[i:])
		b.height += heights[i]
		f.drawRules(b, g, rows[:i+1])
	}
	return []*item{b}
}

// takenApart sets rows that are too tall for a page. A cell that spans several goes on from row to row.
func (f *flow) takenApart(g *grid, rows []gridRow, heights []float64) []*item {
	var boxes []*item
	var open []*gridCell // that go on in the next row
	for i, r := range rows {
		var whole []*gridCell
		for j := range r.cells {
			open = append(open, &r.cells[j])
		}
		ends := func(c *gridCell) bool { return c.start+c.rows <= r.index+1 || i == len(rows)-1 }
		for _, c := range open {
			if ends(c) {
				whole = append(whole, c)
			}
		}
		open = slices.DeleteFunc(open, ends)
		boxes = append(boxes, f.slices(g, r, whole, open, heights[i])...)
		f.drawRules(boxes[len(boxes)-1], g, rows[:i+1])
	}
	return boxes
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
	left := f.left + sum(g.widths[:c.column]) + g.padX()
	width := sum(g.widths[c.column:c.column+c.span]) - 2*g.padX()
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
		b.under = append(b.under, placed{rect{w: sum(g.widths), h: heights[0], color: tint}, f.left, y})
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
func firstBase(items []*item) float64 {
	for _, i := range items {
		if i.kind == box {
			return i.base
		}
	}
	return 0
}

func (f *flow) drawRule(b *item, x, width, y float64, strong bool) {
	line := stroke{dx: width, thickness: lineWidth, color: pale}
	if strong {
		line.color = grey
	}
	b.under = append(b.under, placed{line, x, y})
}

// ruleOff draws the line under the table.
func (f *flow) ruleOff(g *grid) {
	if n := len(f.items) - 1; n >= 0 && f.items[n].kind == box {
		f.drawRule(f.items[n], f.left, sum(g.widths), f.items[n].height, true)
	}
}

// slices takes apart a row: each slice has as many items of each cell as go into it. The cells that are open show as much as the
// height of the row has room for.
func (f *flow) slices(g *grid, r gridRow, whole, open []*gridCell, height float64) []*item {
	limit := height - 2*cellPadY
	if height > tallRow*f.paper.textHeight() {
		limit = tallRowPart * f.paper.textHeight()
	}
	var boxes []*item
	for rest := true; rest; {
		b := &item{kind: box}
		rest = false
		for _, c := range slices.Concat(whole, open) {
			n := fillSlice(c.items, limit)
			d, height := stack(c.items[:n])
			b.add(d, 0, cellPadY)
			b.height = max(b.height, height)
			c.items = c.items[n:]
			rest = rest || len(c.items) > 0 && slices.Contains(whole, c)
		}
		b.height++
		boxes = append(boxes, b)
	}
	last := boxes[len(boxes)-1]
	last.height += 2 * cellPadY
	if len(boxes) == 1 {
		last.height = max(last.height, height)
	}
	if r.head {
		for _, b := range boxes {
			b.under = append(b.under, placed{rect{w: sum(g.widths), h: b.height, color: tint}, f.left, 0})
		}
	}
	return boxes
}

// fillSlice returns how many items fit a height: at least one box if there is one.
func fillSlice(items []*item, limit float64) int {
	height := 0.0
	for n, i := range items {
		if height += i.height; height > limit+0.01 && n > 0 {
			return n
		}
	}
	return len(items)
}
