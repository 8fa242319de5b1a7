package ua

import (
	"slices"

	"coursepack/formats/pdf/internal/object"
)

// A cell and where it lies.
type cell struct {
	*element
	row, column   int
	height, width int
}

// maxSpan bounds what cells may say to span.
const maxSpan = 10_000

// table checks how the cells of a table lie and what their headers are.
func (c *checker) table(e *element) {
	rows := rowsOf(e)
	var cells []cell
	taken := map[[2]int]bool{}
	widths := make([]int, len(rows))
	for y, row := range rows {
		x := 0
		for _, kid := range row.holds() {
			if kid.kind != "TH" && kid.kind != "TD" {
				continue
			}
			for taken[[2]int{y, x}] {
				x++
			}
			one := cell{kid, y, x, c.span(kid, "RowSpan"), c.span(kid, "ColSpan")}
			cells = append(cells, one)
			if !c.take(one, taken, widths) {
				c.fail("7.2-t15", "element %d", kid.ref)
			}
			x += one.width
		}
	}
	c.regular(e, cells, widths)
	c.headers(cells)
}

// rowsOf lists the rows of a table, whatever they are grouped by.
func rowsOf(e *element) []*element {
	var rows []*element
	for _, kid := range e.holds() {
		switch kid.kind {
		case "TR":
			rows = append(rows, kid)
		case "THead", "TBody", "TFoot":
			rows = append(rows, rowsOf(kid)...)
		}
	}
	return rows
}

func (c *checker) span(e *element, key object.Name) int {
	return max(1, min(c.int(c.attribute(e, "Table", key)), maxSpan))
}

// take lays a cell down and reports whether the place was free.
func (c *checker) take(one cell, taken map[[2]int]bool, widths []int) (free bool) {
	free = true
	for y := one.row; y < min(one.row+one.height, len(widths)); y++ {
		for x := one.column; x < one.column+one.width; x++ {
			free = free && !taken[[2]int{y, x}]
			taken[[2]int{y, x}] = true
			widths[y] = max(widths[y], x+1)
		}
	}
	return free
}

// regular checks that the rows are equally wide and the columns equally high.
func (c *checker) regular(e *element, cells []cell, widths []int) {
	for _, one := range cells {
		if one.row+one.height > len(widths) {
			c.fail("7.2-t41", "element %d", e.ref)
			break
		}
	}
	for y, width := range widths {
		switch {
		case width == widths[0]:
			continue
		case width < widths[0]:
			c.fail("7.2-t43", "element %d, row %d", e.ref, y+1)
		default:
			c.fail("7.2-t42", "element %d, row %d", e.ref, y+1)
		}
		return
	}
}

// headers checks that it can be told which headers a cell has: ISO 14289-1, 7.5.
func (c *checker) headers(cells []cell) {
	scopes := []object.Object{object.Name("Row"), object.Name("Column"), object.Name("Both")}
	ids, scoped := map[string]bool{}, true
	for _, one := range cells {
		ids[c.text(one.dict["ID"])] = true
		if one.kind == "TH" && !slices.Contains(scopes, c.attribute(one.element, "Table", "Scope")) {
			scoped = false
		}
	}
	if scoped {
		return
	}
	for _, one := range cells {
		if one.kind != "TD" {
			continue
		}
		names := c.list(c.attribute(one.element, "Table", "Headers"))
		if len(names) == 0 {
			c.fail("7.5-t01", "element %d", one.ref)
		}
		if slices.ContainsFunc(names, func(name object.Object) bool { return !ids[c.text(name)] }) {
			c.fail("7.5-t02", "element %d", one.ref)
		}
	}
}
