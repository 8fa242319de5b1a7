package mathbox

import (
	"slices"
	"strings"

	"coursepack/content/math"
	"coursepack/formats/internal/typeset"
)

// A grid is a table that has been set.
type grid struct {
	*box
	baselines []float64 // of the rows
	lefts     []float64 // of the columns
	broken    bool      // right sides of equations are broken into lines
}

// A fit says how a table that is all of a display goes with its column.
type fit struct {
	room  float64 // as wide a multline becomes; 0 leaves it as it is
	right float64 // right sides of equations that are wider are broken into lines; 0 leaves them whole
}

// Measures of tables in em, as LaTeX has them.
const (
	strutHeight   = 0.84 // of a row: seven tenths of the distance between lines
	strutDepth    = 0.36
	casesStretch  = 1.2 // amsmath's \arraystretch in cases
	tightStretch  = 0.72
	leastRowGap   = 0.1 // between the contents of rows
	tableLine     = 0.05
	doubleLineGap = 0.2
	multIndent    = 2 // by which the last line of a multline is moved at least
)

// A tableSetter sets one table.
type tableSetter struct {
	*layouter
	*math.Table
	cells         [][]*box
	widths        []float64
	lefts         []float64 // of the columns
	width         float64
	tops, bottoms []float64 // of the rows, below the upper edge
	baselines     []float64
	em            float64
	c             context
	fit           fit
	broken        bool
}

// table sets an alignment or a matrix.
func (l *layouter) table(n *math.Table, c context, to fit) grid {
	t := &tableSetter{layouter: l, Table: n, em: l.em(c), c: c, fit: to}
	cell := c.at(n.Level)
	t.setCells(cell)
	t.columns()
	if strings.HasPrefix(n.Env, "multline") && len(n.Rows) > 1 {
		wider := max(multIndent*t.em, to.room-t.width)
		t.widths[0] += wider
		t.width += wider
	}
	t.rows(cell)
	r := l.new()
	t.draw(r)
	height := t.bottoms[len(t.bottoms)-1]
	shift := height/2 + l.measure(typeset.AxisHeight, c)
	for i := range t.baselines {
		t.baselines[i] = shift - t.baselines[i]
	}
	for i := range r.kids {
		r.kids[i].y += shift
	}
	r.width, r.height, r.depth = t.width, shift, height-shift
	return grid{r, t.baselines, t.lefts, t.broken}
}

func (t *tableSetter) setCells(c context) {
	t.cells = make([][]*box, len(t.Rows))
	for i, row := range t.Rows {
		at := 0
		for _, cell := range row.Cells {
			t.cells[i] = append(t.cells[i], t.cell(cell, at, c))
			at += max(1, cell.Columns)
		}
	}
}

// isAligned has the environments whose columns are the two sides of equations.
var isAligned = map[string]bool{
	"align": true, "aligned": true, "split": true, "alignat": true, "alignedat": true, "flalign": true, "xalignat": true,
}

// cell sets a cell. The right side of an equation is spaced as if the left one stood before it.
func (t *tableSetter) cell(cell math.Cell, column int, c context) *box {
	if cell.Body == nil {
		return t.new()
	}
	if isAligned[t.Env] && column%2 == 1 && len(cell.Body.Items) > 0 {
		r := &rowBuilder{layouter: t.layouter, class: math.Ord, any: true}
		r.items(cell.Body.Items, c)
		return t.rightSide(r)
	}
	return t.row(cell.Body.Items, c)
}

// rightSide returns the right side of an equation, in lines if it is too wide.
func (t *tableSetter) rightSide(r *rowBuilder) *box {
	if t.fit.right > 0 && r.x > t.fit.right {
		if b, ok := t.inLines(r, t.fit.right, t.em); ok {
			t.broken = true
			return b
		}
	}
	return t.whole(r)
}

// columns finds out how wide columns are and where they start.
func (t *tableSetter) columns() {
	count := len(t.Columns)
	for _, row := range t.Rows {
		count = max(count, columnsOf(row))
	}
	t.widths = make([]float64, count)
	t.eachCell(func(i, j, at, span int) {
		if span == 1 {
			t.widths[at] = max(t.widths[at], t.cells[i][j].width)
		}
	})
	t.eachCell(func(i, j, at, span int) {
		if missing := t.cells[i][j].width - t.span(at, span); span > 1 && missing > 0 {
			t.widths[at+span-1] += missing
		}
	})
	t.place()
}

// place sets columns beside each other.
func (t *tableSetter) place() {
	t.lefts = make([]float64, len(t.widths))
	x := 0.0
	for j, width := range t.widths {
		x += t.gap(j) * t.em
		t.lefts[j] = x
		x += width
	}
	t.width = x + t.EndGap*t.em
}

func (t *tableSetter) gap(column int) float64 {
	if column < len(t.Columns) {
		return t.Columns[column].Gap
	}
	return 1
}

// span returns how wide columns are together.
func (t *tableSetter) span(at, count int) float64 {
	sum := 0.0
	for j := at; j < at+count; j++ {
		sum += t.widths[j]
		if j > at {
			sum += t.gap(j) * t.em
		}
	}
	return sum
}

// eachCell calls do with the row, the number in the row, the column and the number of columns of each cell.
func (t *tableSetter) eachCell(do func(i, j, at, span int)) {
	for i, row := range t.Rows {
		at := 0
		for j, cell := range row.Cells {
			span := max(1, cell.Columns)
			do(i, j, at, span)
			at += span
		}
	}
}

// columnsOf returns how many columns a row fills.
func columnsOf(row math.TableRow) int {
	count := 0
	for _, cell := range row.Cells {
		count += max(1, cell.Columns)
	}
	return count
}

// rows finds out where rows stand.
func (t *tableSetter) rows(c context) {
	height, depth := t.strut(c)
	y := 0.0
	for i, row := range t.Rows {
		h, d := height, depth
		for _, b := range t.cells[i] {
			h, d = max(h, b.height), max(d, b.depth)
		}
		if h+d > height+depth && i > 0 && len(row.Above) == 0 {
			y += leastRowGap * t.em
		}
		t.tops = append(t.tops, y)
		t.baselines = append(t.baselines, y+h)
		y += h + d + row.Gap*t.em
		t.bottoms = append(t.bottoms, y)
		y += t.RowGap * t.em
	}
	if len(t.Rows) == 0 {
		t.bottoms = []float64{y}
	}
}

// strut returns how high and deep a row is at least.
func (t *tableSetter) strut(c context) (height, depth float64) {
	stretch := t.layouter.em(c)
	switch {
	case t.Level == math.ScriptLevel:
		stretch *= tightStretch
	case slices.Contains([]string{"cases", "dcases", "rcases", "drcases"}, t.Env):
		stretch *= casesStretch
	}
	return strutHeight * stretch, strutDepth * stretch
}

// draw puts cells and lines into r, of which the upper edge is at 0.
func (t *tableSetter) draw(r *box) {
	t.eachCell(func(i, j, at, span int) {
		b := t.cells[i][j]
		align := math.Center
		if at < len(t.Columns) {
			align = t.Columns[at].Align
		}
		if cell := t.Rows[i].Cells[j]; cell.Align != nil {
			align = *cell.Align
		}
		r.put(b, t.lefts[at]+place(align, b.width, t.span(at, span)), -t.baselines[i])
	})
	t.columnLines(r)
	for i, row := range t.Rows {
		for _, above := range row.Above {
			t.rowLine(r, above, t.tops[i])
		}
	}
	bottom := t.bottoms[len(t.bottoms)-1]
	for _, below := range t.Below {
		t.rowLine(r, below, bottom)
	}
}

// columnLines draws the rules between columns, in the middle of the gaps.
func (t *tableSetter) columnLines(r *box) {
	for j, column := range t.Columns {
		x := 0.0
		if j > 0 {
			x = t.lefts[j] - t.gap(j)*t.em/2
		}
		t.uprightLine(r, column.Lines, x)
	}
	t.uprightLine(r, t.EndLines, t.width)
}

func (t *tableSetter) uprightLine(r *box, style math.LineStyle, x float64) {
	height := t.bottoms[len(t.bottoms)-1]
	thickness := tableLine * t.em
	switch style {
	case math.Solid:
		r.kids = append(r.kids, kid{t.rule(thickness, height, t.c), x - thickness/2, -height})
	case math.Double:
		t.uprightLine(r, math.Solid, x-doubleLineGap/2*t.em)
		t.uprightLine(r, math.Solid, x+doubleLineGap/2*t.em)
	case math.Dashed:
		l := t.line(0, height, thickness, t.c)
		l.dashed = true
		r.kids = append(r.kids, kid{l, x, -height})
	}
}

// rowLine draws a rule between rows over all columns or some.
func (t *tableSetter) rowLine(r *box, line math.RowLine, y float64) {
	from, to := 0.0, t.width
	if line.From > 0 && line.From <= line.To && line.To <= len(t.widths) {
		from, to = t.lefts[line.From-1], t.lefts[line.To-1]+t.widths[line.To-1]
	}
	t.levelLine(r, line.Style, from, to, y)
}

func (t *tableSetter) levelLine(r *box, style math.LineStyle, from, to, y float64) {
	thickness := tableLine * t.em
	switch style {
	case math.Solid:
		r.kids = append(r.kids, kid{t.rule(to-from, thickness, t.c), from, -y - thickness/2})
	case math.Double:
		t.levelLine(r, math.Solid, from, to, y-doubleLineGap/2*t.em)
		t.levelLine(r, math.Solid, from, to, y+doubleLineGap/2*t.em)
	case math.Dashed:
		l := t.line(to-from, 0, thickness, t.c)
		l.dashed = true
		r.kids = append(r.kids, kid{l, from, -y})
	}
}
