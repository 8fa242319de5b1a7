package speech

import (
	"strconv"

	"coursepack/content/math"
)

// table says an alignment line by line, or a matrix that has no delimiters.
func (v *voice) table(t *math.Table) {
	switch t.Env {
	case "matrix", "smallmatrix":
		v.matrix(t, v.lang.Matrix)
	case "array", "darray":
		v.matrix(t, v.lang.Array)
	case "substack", "subarray":
		v.joined(t)
	default:
		v.lines(t)
	}
}

// fencedTable says a table with the delimiters around it.
func (w *walk) fencedTable(g *group, t *math.Table) {
	switch {
	case g.close == "" && (g.open == "{" || g.open == "["), g.open == "" && g.close == "}":
		w.cases(t)
	case g.open+g.close == "||":
		w.say(w.lang.Determinant[0], func() { w.matrix(t, w.lang.Matrix) })
	case g.open+g.close == "‖‖":
		w.say(w.lang.Norm[0], func() { w.matrix(t, w.lang.Matrix) })
	case isAlignment(t):
		w.delimited(g)
	default:
		w.matrix(t, w.lang.Matrix)
	}
}

func isAlignment(t *math.Table) bool {
	switch t.Env {
	case "matrix", "smallmatrix", "array", "darray", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix":
		return false
	}
	return true
}

// lines says the rows one by one.
func (v *voice) lines(t *math.Table) {
	for i, row := range t.Rows {
		if len(t.Rows) > 1 {
			if i > 0 {
				v.pause(";")
			}
			v.say(v.lang.Line, func() { v.words(strconv.Itoa(i + 1)) })
		}
		in := onLine
		if i > 0 {
			in = onNextLine
		}
		v.row(row, in)
	}
}

// row says the cells of an alignment as one line. Every second one begins a new column of equations.
func (v *voice) row(row math.TableRow, in place) {
	var nodes []math.Node
	for i, cell := range row.Cells {
		if i > 0 && i%2 == 0 {
			nodes = append(nodes, &math.Space{Width: quad})
		}
		nodes = append(nodes, cell.Body)
	}
	v.line(read(nodes...), in)
	v.number(row.Numbering)
}

// joined says the lines of a limit.
func (v *voice) joined(t *math.Table) {
	for i, row := range t.Rows {
		if i > 0 {
			v.words(v.lang.And)
		}
		for _, cell := range row.Cells {
			v.tokens(read(cell.Body), inLimits)
		}
	}
}

// cases says values and their conditions.
func (v *voice) cases(t *math.Table) {
	v.words(v.lang.Cases)
	for i, row := range t.Rows {
		if i > 0 {
			v.pause(";")
		}
		for j, cell := range row.Cells {
			list := read(cell.Body)
			if j > 0 && len(list) > 0 {
				v.pause(",")
				if _, ok := list[0].node.(*math.Text); !ok && j == 1 {
					v.words(v.lang.If)
				}
			}
			v.line(list, onLine)
		}
		v.number(row.Numbering)
	}
	v.words(v.lang.EndCases)
}

// maxPlainRows is how many rows a matrix has that are told apart by pauses only.
const maxPlainRows = 3

// matrix says a matrix row by row. A vector has entries.
func (v *voice) matrix(t *math.Table, words MatrixWords) {
	rows, columns := len(t.Rows), columnsOf(t)
	size := func() {
		v.say(v.lang.Dimensions, func() { v.words(strconv.Itoa(rows)) }, func() { v.words(strconv.Itoa(columns)) })
	}
	switch {
	case rows == 0 || columns == 0:
		v.words(words.Empty)
	case columns == 1 && rows > 1:
		v.say(words.Column, size, func() { v.entries(t.Rows...) })
	case rows == 1:
		v.say(words.Row, size, func() { v.entries(t.Rows...) })
	case rows <= maxPlainRows && simpleEntries(t):
		v.say(words.Plain, size, func() { v.plainRows(t.Rows) })
	default:
		v.say(words.Long, size, func() { v.longRows(t.Rows) })
	}
}

func columnsOf(t *math.Table) int {
	most := 0
	for _, row := range t.Rows {
		most = max(most, len(row.Cells))
	}
	return most
}

func simpleEntries(t *math.Table) bool {
	for _, row := range t.Rows {
		for _, cell := range row.Cells {
			if list := read(cell.Body); len(list) > 0 && !term(list) {
				return false
			}
		}
	}
	return true
}

// entries says all cells of rows, parted by pauses.
func (v *voice) entries(rows ...math.TableRow) {
	for i, row := range rows {
		for j, cell := range row.Cells {
			if i+j > 0 {
				v.pause(",")
			}
			v.entry(read(cell.Body))
		}
	}
}

func (v *voice) entry(list []token) {
	if len(list) == 0 {
		v.words(v.lang.Blank)
		return
	}
	v.line(list, onLine)
}

func (v *voice) plainRows(rows []math.TableRow) {
	for i := range rows {
		if i > 0 {
			v.pause(";")
		}
		if i == len(rows)-1 {
			v.words(v.lang.And)
		}
		v.entries(rows[i])
	}
}

func (v *voice) longRows(rows []math.TableRow) {
	for i := range rows {
		if i > 0 {
			v.pause(";")
		}
		v.say(v.lang.RowNumber, func() { v.words(strconv.Itoa(i + 1)) })
		v.entries(rows[i])
	}
}
