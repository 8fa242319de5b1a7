package mathml

import (
	"slices"
	"strconv"
	"strings"

	"coursepack/content/math"
)

// table returns a table. If any of its rows has a number, all rows have a cell for it at their end.
func (b *builder) table(t *math.Table) *Element {
	outer := b.level
	within := b.level
	if t.Level != math.SameLevel {
		within = levels[t.Level]
	}
	attrs := b.set(level{display: b.display, script: within.script})
	b.level = within
	e := elem("mtable")
	if within.display {
		e.with("displaystyle", "true")
	}
	numbers := numbered(t)
	fill := (numbers || lined(t)) && len(t.Rows)*len(t.Columns) <= maxFilled
	for i := range t.Rows {
		tr := b.tableRow(t, i, fill)
		if numbers {
			number := elem("mtd", b.number(t.Rows[i].Numbering)...)
			tr.Children = append(tr.Children, number.with("style", "padding-left:2em;text-align:right"))
		}
		e.Children = append(e.Children, tr)
	}
	b.level = outer
	if len(attrs) > 0 {
		return elem("mstyle", e).with(attrs...)
	}
	return e
}

// maxFilled is how many cells a table may have for its short rows to be filled up.
const maxFilled = 10_000

// tableRow returns row i of a table, with as many cells as the table has columns if it has to be filled.
func (b *builder) tableRow(t *math.Table, i int, fill bool) *Element {
	row := t.Rows[i]
	tr := elem("mtr").with("id", b.equationID(row.Numbering))
	column := 0
	for _, c := range row.Cells {
		tr.Children = append(tr.Children, b.cell(t, i, column, c))
		column += max(1, c.Columns)
	}
	for ; fill && column < len(t.Columns); column++ {
		tr.Children = append(tr.Children, elem("mtd").with("style", lines(t, i, column, column+1)))
	}
	return tr
}

// numbered reports whether rows of a table have numbers.
func numbered(t *math.Table) bool {
	return slices.ContainsFunc(t.Rows, func(r math.TableRow) bool { return r.Numbering.Number != "" })
}

// equationID is where references to a label lead.
func (b *builder) equationID(n math.Numbering) string {
	if n.Label == "" || b.id == nil {
		return ""
	}
	return b.id(n.Label)
}

// number returns the number of an equation as it is shown.
func (b *builder) number(n math.Numbering) []*Element {
	switch {
	case n.Number == "":
		return nil
	case n.Tag == nil:
		return []*Element{token("mtext", "("+n.Number+")")}
	case n.Bare:
		return b.row(n.Tag.Items)
	case len(n.Tag.Items) == 1:
		if text, ok := n.Tag.Items[0].(*math.Text); ok {
			return []*Element{words(&math.Text{Text: "(" + text.Text + ")", Variant: text.Variant})}
		}
	}
	return append(append([]*Element{token("mtext", "(")}, b.row(n.Tag.Items)...), token("mtext", ")"))
}

// cell returns the cell of row i that starts in a column.
func (b *builder) cell(t *math.Table, i, column int, c math.Cell) *Element {
	td := elem("mtd")
	if continues(t, column) {
		td.Children = b.rowAfter(math.Ord, c.Body.Items)
	} else {
		td.Children = b.row(c.Body.Items)
	}
	span := max(1, c.Columns)
	if span > 1 {
		td.with("columnspan", strconv.Itoa(span))
	}
	align := math.Center
	if column < len(t.Columns) {
		align = t.Columns[column].Align
	}
	if c.Align != nil {
		align = *c.Align
	}
	styles := []string{padding(t, i, column, column+span)}
	if align != math.Center {
		styles = append(styles, "text-align:"+align.String())
	}
	if l := lines(t, i, column, column+span); l != "" {
		styles = append(styles, l)
	}
	return td.with("style", strings.Join(styles, ";"))
}

// continues reports whether cells of a column go on with the formula of the column before.
func continues(t *math.Table, column int) bool {
	if column == 0 || column >= len(t.Columns) || strings.HasSuffix(t.Env, "array") {
		return false
	}
	c := t.Columns[column]
	return c.Align == math.Left && c.Gap == 0 && t.Columns[column-1].Align == math.Right
}

// padding is the room in the cell of row i that takes the columns from up to, not including, to.
func padding(t *math.Table, i, from, to int) string {
	half := "0.5ex"
	if t.Level >= math.ScriptLevel {
		half = "0.15ex"
	}
	bottom := half
	if gap := t.RowGap + t.Rows[i].Gap; gap != 0 && i+1 < len(t.Rows) {
		bottom = length(max(0, gap+0.22))
	}
	right, left := length(gapBefore(t, to)), length(gapBefore(t, from))
	if right == left && bottom == half {
		return "padding:" + half + " " + left
	}
	return "padding:" + half + " " + right + " " + bottom + " " + left
}

// gapBefore is the half of the gap before a column that a cell beside it has.
func gapBefore(t *math.Table, column int) float64 {
	switch {
	case column < len(t.Columns) && column > 0:
		return t.Columns[column].Gap / 2
	case column < len(t.Columns):
		return t.Columns[column].Gap
	}
	return t.EndGap
}

var lineStyles = [...]string{math.Solid: "0.05em solid", math.Double: "0.2em double", math.Dashed: "0.05em dashed"}

// lined reports whether there are rules in the table.
func lined(t *math.Table) bool {
	return t.EndLines != math.NoLine || len(t.Below) > 0 ||
		slices.ContainsFunc(t.Columns, func(c math.Column) bool { return c.Lines != math.NoLine }) ||
		slices.ContainsFunc(t.Rows, func(r math.TableRow) bool { return len(r.Above) > 0 })
}

// lines are the rules around the cell of row i that takes the columns from up to, not including, to.
func lines(t *math.Table, i, from, to int) string {
	var styles []string
	add := func(side string, l math.LineStyle) {
		if l != math.NoLine {
			styles = append(styles, "border-"+side+":"+lineStyles[l])
		}
	}
	if from < len(t.Columns) {
		add("left", t.Columns[from].Lines)
	}
	if to >= len(t.Columns) {
		add("right", t.EndLines)
	}
	add("top", rule(t.Rows[i].Above, from))
	if i+1 == len(t.Rows) {
		add("bottom", rule(t.Below, from))
	}
	return strings.Join(styles, ";")
}

// maxRules is how many rules may stand between two rows.
const maxRules = 100

// rule returns what of rules stands over a column.
func rule(rules []math.RowLine, column int) math.LineStyle {
	style := math.NoLine
	for _, r := range rules[:min(len(rules), maxRules)] {
		switch {
		case r.To != 0 && (column+1 < r.From || column+1 > r.To):
		case style != math.NoLine:
			style = math.Double
		default:
			style = r.Style
		}
	}
	return style
}
