package pdf

import (
	"slices"

	"coursepack/content"
)

// A grid is a table with every cell in its place.
type grid struct {
	columns []content.Column
	rows    []gridRow
	head    int // rows of the head
	widths  []float64
	size    float64 // of the text
}

type gridRow struct {
	cells []gridCell
	head  bool
	foot  bool
	joins bool // a cell spans from this row into the next
	index int  // among the rows of the table
}

type gridCell struct {
	*content.Cell
	tag          *element
	column, span int
	rows         int
	start        int // the index of the first
	items        []*item
	height       float64
}

// newGrid puts each cell in its column, past those that cells of rows above cover.
func newGrid(t *content.Table) *grid {
	g := &grid{columns: slices.Clone(t.Columns), head: len(t.Head)}
	var covered []int // rows for which a column is still covered
	for i, row := range slices.Concat(t.Head, t.Body, t.Foot) {
		r := gridRow{head: i < len(t.Head), foot: i >= len(t.Head)+len(t.Body), index: i}
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
				r.cells = append(r.cells, gridCell{Cell: &content.Cell{}, column: start, span: column - start, rows: 1, start: i})
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
		cell := gridCell{Cell: c, column: column, span: 1, rows: between(c.RowSpan, 1, 1000), start: r.index}
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
