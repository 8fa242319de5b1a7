package xhtml

import "coursepack/content"

// maxSpan is HTML's limit of colspan: https://html.spec.whatwg.org/multipage/tables.html#attr-tdth-colspan.
const maxSpan = 1000

// A grid is a table with each cell in its place: rows of equal width, spans that end where the table does, and no
// column or row that consists of spans only.
type grid struct {
	width            int
	head, body, foot [][]placed
}

// A placed cell knows its column and how far it reaches.
type placed struct {
	*content.Cell
	column, colSpan, rowSpan int
	align                    content.Align
}

func newGrid(t *content.Table) *grid {
	g := &grid{head: place(t.Head), body: place(t.Body), foot: place(t.Foot)}
	groups := [][][]placed{g.head, g.body, g.foot}
	columns := beginnings(groups)
	for _, group := range groups {
		squeeze(group, columns)
	}
	for _, begins := range columns {
		if begins {
			g.width++
		}
	}
	for _, group := range groups {
		pad(group, g.width)
		align(group, t.Columns)
	}
	return g
}

// place finds the column of each cell. Rows that hold no cell of their own are left out.
func place(rows []*content.Row) [][]placed {
	rows = withCells(rows)
	out := make([][]placed, len(rows))
	var free []int // by column: the first row that no span from above reaches
	for y, row := range rows {
		x := 0
		for _, c := range row.Cells {
			for x < len(free) && free[x] > y {
				x++
			}
			p := placed{Cell: c, column: x, colSpan: min(max(c.ColSpan, 1), maxSpan), rowSpan: min(max(c.RowSpan, 1), len(rows)-y)}
			p.colSpan = room(free, x, y, p.colSpan)
			for len(free) < x+p.colSpan {
				free = append(free, 0)
			}
			for i := range p.colSpan {
				free[x+i] = y + p.rowSpan
			}
			x += p.colSpan
			out[y] = append(out[y], p)
		}
	}
	return out
}

func withCells(rows []*content.Row) []*content.Row {
	var out []*content.Row
	for _, r := range rows {
		if len(r.Cells) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// room is how many of the columns from x on are free in row y, up to want.
func room(free []int, x, y, want int) int {
	for i := range want {
		if x+i < len(free) && free[x+i] > y {
			return i
		}
	}
	return want
}

// beginnings says of each column whether a cell begins there.
func beginnings(groups [][][]placed) []bool {
	var columns []bool
	for _, group := range groups {
		for _, row := range group {
			for _, c := range row {
				for len(columns) < c.column+c.colSpan {
					columns = append(columns, false)
				}
				columns[c.column] = true
			}
		}
	}
	return columns
}

// squeeze takes the columns out in which no cell begins.
func squeeze(rows [][]placed, begins []bool) {
	before := make([]int, len(begins)+1)
	for i, b := range begins {
		before[i+1] = before[i]
		if b {
			before[i+1]++
		}
	}
	for _, row := range rows {
		for i := range row {
			c := &row[i]
			c.column, c.colSpan = before[c.column], before[c.column+c.colSpan]-before[c.column]
		}
	}
}

// pad adds empty cells to rows that end early.
func pad(rows [][]placed, width int) {
	filled := make([][]bool, len(rows))
	for y := range rows {
		filled[y] = make([]bool, width)
	}
	for y, row := range rows {
		for _, c := range row {
			for dy := range c.rowSpan {
				for dx := range c.colSpan {
					filled[y+dy][c.column+dx] = true
				}
			}
		}
	}
	for y, row := range filled {
		for x, full := range row {
			if !full {
				rows[y] = append(rows[y], placed{Cell: &content.Cell{}, column: x, colSpan: 1, rowSpan: 1})
			}
		}
	}
}

func align(rows [][]placed, columns []content.Column) {
	for _, row := range rows {
		for i := range row {
			c := &row[i]
			c.align = c.Align
			if c.align == content.AlignDefault && c.column < len(columns) {
				c.align = columns[c.column].Align
			}
		}
	}
}
