package math

import (
	"strconv"
	"strings"

	"coursepack/content/diag"
)

// maxColumns is how many columns \multicolumn and *{n}{c} may ask for.
const maxColumns = 100

// tableRows says how the rows of a table are read.
type tableRows struct {
	numbered bool // rows have numbers and tags of their own
	auto     bool // and get them without a tag
	paired   bool // every second cell continues the one before it
	until    stop
}

// rows reads the rows of t.
func (p *parser) rows(t *Table, how tableRows) {
	outer := p.numbering
	for more := true; more; {
		row := TableRow{Span: p.peek().Span}
		if how.numbered {
			row.Numbering.Auto = how.auto
			p.numbering = &row.Numbering
		}
		more = p.tableRow(t, &row, how)
		p.numbering = outer
	}
}

// tableRow reads one row. An empty one at the end only leaves its rules.
func (p *parser) tableRow(t *Table, row *TableRow, how tableRows) (more bool) {
	p.rowLines(t, row)
	for {
		continues := how.paired && len(row.Cells)%2 == 1
		row.Cells = append(row.Cells, p.tableCell(continues, how.until))
		if sep := p.next(); sep.kind != align {
			p.unread(sep)
			break
		}
	}
	sep := p.next()
	if more = p.isLineBreak(sep); more {
		row.Gap = p.breakGap(sep)
	} else {
		p.unread(sep)
	}
	row.End = max(row.Start, p.last)
	if !more && len(row.Cells) == 1 && len(row.Cells[0].Body.Items) == 0 && row.Numbering.Tag == nil {
		t.Below = row.Above
		return false
	}
	t.Rows = append(t.Rows, *row)
	return more
}

func (p *parser) isLineBreak(t token) bool {
	return t.isCommand(`\`) || t.isCommand("cr") || t.isCommand("newline") || t.isCommand("tabularnewline")
}

// tableCell reads a cell. One that continues another starts as after a letter: in "a &- b" the minus joins a and b.
func (p *parser) tableCell(continues bool, until stop) Cell {
	outer := p.cell
	cell := Cell{}
	p.cell = &cell
	cell.Span.Start = p.peek().Start
	p.unsettled = continues
	cell.Body = p.row(until)
	if continues {
		settleAfter(Ord, cell.Body.Items)
	}
	cell.Span.End = cell.Body.End
	p.cell = outer
	return cell
}

// breakGap reads the * and the [length] of \\.
func (p *parser) breakGap(sep token) (em float64) {
	if !sep.isCommand(`\`) {
		return 0
	}
	t := p.raw()
	if t.isChar("*") {
		t = p.raw()
	}
	p.unread(t)
	if !t.isChar("[") {
		return 0
	}
	length := p.optional(nil)
	em, ok := parseLength(plainText(length))
	if !ok {
		p.push(frame{tokens: bracketed(t.Span, length)})
	}
	return em
}

// bracketed returns tokens with brackets around them.
func bracketed(at Span, tokens []token) []token {
	group := append([]token{{Span: at, kind: char, text: "["}}, tokens...)
	return append(group, token{Span: at, kind: char, text: "]"})
}

// rowLines reads the rules and the text that stand before a row.
func (p *parser) rowLines(t *Table, row *TableRow) {
	for {
		c := p.next()
		if c.kind != command && c.kind != primitive {
			p.unread(c)
			return
		}
		switch c.text {
		case "hline", "toprule", "midrule", "bottomrule":
			row.Above = append(row.Above, RowLine{Style: Solid})
		case "hdashline":
			row.Above = append(row.Above, RowLine{Style: Dashed})
		case "cline", "cmidrule":
			row.Above = append(row.Above, p.partialLine(c))
		case "intertext", "shortintertext":
			t.Rows = append(t.Rows, p.textRow(c, row.Above))
			row.Above = nil
		default:
			p.unread(c)
			return
		}
	}
}

// partialLine reads the columns of \cline{2-3}.
func (p *parser) partialLine(c token) RowLine {
	from, to, _ := strings.Cut(plainText(p.argumentOf(c)), "-")
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || first < 1 || last < first {
		p.problems.warn(c.Span, "math-line", c.source()+" needs columns such as 2-3", "a rule under the whole row")
		return RowLine{Style: Solid}
	}
	return RowLine{Style: Solid, From: first, To: last}
}

// wholeRow is the Columns of a cell that takes all of them, until these are counted.
const wholeRow = -1

// textRow reads a line of text between the rows of an alignment.
func (p *parser) textRow(c token, above []RowLine) TableRow {
	left := Left
	body := asRow(p.textArgument(c, Upright))
	at := p.from(c)
	return TableRow{Span: at, Above: above, Cells: []Cell{{Span: at, Body: body, Columns: wholeRow, Align: &left}}}
}

// multicolumn reads \multicolumn{n}{align}{body} for the cell it stands in.
func (p *parser) multicolumn(c token) Node {
	n, err := strconv.Atoi(plainText(p.argumentOf(c)))
	spec := p.columnSpec(p.argumentOf(c))
	if err == nil && 1 <= n && n <= maxColumns && p.cell != nil {
		p.cell.Columns = n
		p.multicolumnAlign(c, spec)
	} else {
		p.problems.warn(c.Span, "math-columns", `\multicolumn needs a number of columns and a table`, "a single cell")
	}
	return p.argument(c)
}

// multicolumnAlign sets the cell as the argument of \multicolumn says.
func (p *parser) multicolumnAlign(c token, spec *columnSpec) {
	if len(spec.columns) == 0 {
		return
	}
	p.cell.Align = &spec.columns[0].Align
	if spec.columns[0].Lines != NoLine || spec.endLines != NoLine {
		p.problems.warn(c.Span, "math-line", `rules in the columns of \multicolumn`, "the rules of the table")
	}
}

// looseLines reads on after a row that a line break or an alignment mark has ended outside of any environment.
func (p *parser) looseLines(first *Row, until stop) *Row {
	t := &Table{Level: DisplayLevel, RowGap: jot}
	row := TableRow{Span: first.Span, Cells: []Cell{{Span: first.Span, Body: first}}}
	env := environments["gathered"]
	mark := p.next()
	if mark.kind == align {
		env = environments["aligned"]
		p.problems.warn(mark.Span, "math-align", "an & outside of an alignment", "the lines as an alignment")
		p.unread(mark)
	} else {
		row.Gap = p.breakGap(mark)
		t.Rows = append(t.Rows, row)
		row = TableRow{}
	}
	if len(row.Cells) > 0 {
		p.restOfRow(t, row, until)
	} else {
		p.rows(t, tableRows{until: until})
	}
	t.Span = Span{first.Start, max(first.End, p.last)}
	if len(t.Rows) == 1 && len(t.Rows[0].Cells) == 1 {
		return first
	}
	t.setColumns(env, nil)
	return &Row{Span: t.Span, Items: []Node{t}}
}

// restOfRow reads the cells after the first one, and the rows after that.
func (p *parser) restOfRow(t *Table, row TableRow, until stop) {
	p.next() // the & that was seen
	how := tableRows{paired: true, until: until}
	if p.tableRow(t, &row, how) {
		p.rows(t, how)
	}
}

// setColumns gives the table its columns: those the author asks for, or those of the environment.
func (t *Table) setColumns(env environment, spec *columnSpec) {
	n := t.countColumns()
	if spec != nil && len(spec.columns) > 0 {
		t.Columns, t.EndGap, t.EndLines = spec.columns, spec.endGap, spec.endLines
		for spec.repeat && len(t.Columns) < n {
			t.Columns = append(t.Columns, Column{Align: t.Columns[0].Align, Gap: env.gaps[0]})
		}
		for len(t.Columns) < n {
			t.Columns = append(t.Columns, Column{Gap: env.gaps[0]})
		}
	} else {
		t.usualColumns(env, n)
	}
	if len(t.Columns) > 0 && spec == nil || spec != nil && spec.repeat {
		t.Columns[0].Gap = 0
	}
	t.fillWholeRows()
}

func (t *Table) usualColumns(env environment, n int) {
	for i := range n {
		c := Column{Align: Center}
		if len(env.columns) > 0 {
			c.Align = env.columns[i%len(env.columns)]
		}
		if i > 0 {
			c.Gap = env.gaps[(i-1)%len(env.gaps)]
		}
		t.Columns = append(t.Columns, c)
	}
}

// countColumns returns how many columns the rows have. \multicolumn adds so many at most.
func (t *Table) countColumns() int {
	most := 0
	for _, row := range t.Rows {
		n := 0
		for _, cell := range row.Cells {
			n += max(1, cell.Columns)
		}
		most = max(most, min(n, len(row.Cells)+maxColumns))
	}
	return most
}

// fillWholeRows stretches lines of text over all columns.
func (t *Table) fillWholeRows() {
	for i := range t.Rows {
		if cell := &t.Rows[i].Cells[0]; cell.Columns == wholeRow {
			cell.Columns = len(t.Columns)
		}
	}
}

func misplacedLine(p *parser, c token) Node {
	p.problems.warn(c.Span, "math-line", c.source()+" has no place here", "no rule")
	return nil
}

func (p *parser) misplacedSpan(c token) Node {
	p.argumentOf(c)
	return misplacedLine(p, c)
}

// misplacedText reads \intertext that stands in no alignment.
func (p *parser) misplacedText(c token) Node { return p.textArgument(c, Upright) }

func nearest(name string, names []string) (string, bool) { return diag.Nearest(name, names) }
