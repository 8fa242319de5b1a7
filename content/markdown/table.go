package markdown

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
)

// A tableTransformer makes tables of paragraphs that have a row of dashes.
// https://github.github.com/gfm/#tables-extension-
//
// It differs from goldmark's in what it does with a row that has too many cells: that row keeps its text.
type tableTransformer struct{ d *document }

func (t *tableTransformer) Transform(p *ast.Paragraph, _ text.Reader, _ parser.Context) {
	lines := p.Lines()
	for i := 1; i < lines.Len(); i++ {
		delimiters := lines.At(i)
		aligns := parseDelimiters(delimiters.Value(t.d.src))
		if aligns == nil {
			continue
		}
		head := lines.At(i - 1)
		cells := t.d.splitRow(head.TrimLeftSpace(t.d.src))
		if len(cells) != len(aligns) || len(aligns) > maxColumns {
			continue
		}
		t.replace(p, i, cells, aligns)
		return
	}
	if t.d.kramdown {
		t.headless(p)
	}
}

// headless makes a table without a head of a paragraph whose lines all start with a bar.
// https://kramdown.gettalong.org/syntax.html#tables
func (t *tableTransformer) headless(p *ast.Paragraph) {
	lines := p.Lines()
	columns := 0
	for i := range lines.Len() {
		line := lines.At(i)
		line = line.TrimLeftSpace(t.d.src)
		if !bytes.HasPrefix(line.Value(t.d.src), []byte("|")) {
			return
		}
		columns = max(columns, len(t.d.splitRow(line)))
	}
	if columns < 2 || columns > maxColumns {
		return
	}
	table := extast.NewTable()
	table.Alignments = make([]extast.Alignment, columns)
	for i := range columns {
		table.Alignments[i] = extast.AlignNone
	}
	for i := range lines.Len() {
		line := lines.At(i)
		line = line.TrimLeftSpace(t.d.src)
		table.AppendChild(table, t.row(line, t.d.splitRow(line), table.Alignments))
	}
	t.d.starts[table] = t.d.starts[table.FirstChild()]
	t.d.bodies[table] = true
	p.Parent().ReplaceChild(p.Parent(), p, table)
}

// replace puts a table in the place of the lines from the one before the delimiters on.
func (t *tableTransformer) replace(p *ast.Paragraph, delimiters int, head []text.Segment, aligns []extast.Alignment) {
	lines := p.Lines()
	table := extast.NewTable()
	table.Alignments = aligns
	table.AppendChild(table, t.row(lines.At(delimiters-1), head, aligns))
	for i := delimiters + 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if t.d.captions && captionStart.Match(line.Value(t.d.src)) {
			caption := ast.NewParagraph()
			caption.Lines().AppendAll(lines.Sliced(i, lines.Len()))
			p.Parent().InsertAfter(p.Parent(), p, caption)
			t.d.starts[caption] = line.Start
			break
		}
		line = line.TrimLeftSpace(t.d.src)
		table.AppendChild(table, t.row(line, t.fit(t.d.splitRow(line), len(aligns)), aligns))
	}
	first := lines.At(delimiters - 1)
	first = first.TrimLeftSpace(t.d.src)
	t.d.starts[table] = first.Start

	p.Parent().InsertAfter(p.Parent(), p, table)
	lines.SetSliced(0, delimiters-1)
	if lines.Len() == 0 {
		p.Parent().RemoveChild(p.Parent(), p)
	}
}

func (t *tableTransformer) row(line text.Segment, cells []text.Segment, aligns []extast.Alignment) *extast.TableRow {
	row := extast.NewTableRow(aligns)
	line = line.TrimLeftSpace(t.d.src)
	line = line.TrimRightSpace(t.d.src)
	t.d.starts[row] = line.Start
	for i := range aligns {
		cell := extast.NewTableCell()
		t.d.starts[cell] = line.Stop
		if i < len(cells) {
			t.d.starts[cell] = cells[i].Start
			cell.Lines().Append(cells[i])
			t.d.capInline(cell)
		}
		row.AppendChild(row, cell)
	}
	return row
}

// fit makes at most n cells of the cells of a row. Bars that an author forgot to escape have split code and formulas
// in two; these are put together again. What is left over belongs to the last cell.
func (t *tableTransformer) fit(cells []text.Segment, n int) []text.Segment {
	for len(cells) > n && cells[len(cells)-1].IsEmpty() {
		cells = cells[:len(cells)-1]
	}
	surplus := len(cells) - n
	if surplus <= 0 {
		return cells
	}
	var fitted []text.Segment
	bar := -1 // that splits code or a formula
	for i := 0; i < len(cells); {
		stop := i + 1
		if k := t.splitBy(cells[i:min(len(cells), i+min(surplus, maxBars)+1)]); k > 0 {
			stop, surplus = i+k+1, surplus-k
			if bar < 0 {
				bar = cells[i].Stop + max(bytes.IndexByte(t.d.src[cells[i].Stop:cells[i+1].Start], '|'), 0)
			}
		}
		fitted = append(fitted, text.NewSegment(cells[i].Start, cells[stop-1].Stop))
		i = stop
	}
	if len(fitted) <= n {
		t.d.report(t.d.at(bar), diag.Warning, "table-bar", `a bar in code or a formula splits it over two cells; \| does not`,
			"one cell")
		return fitted
	}
	t.d.report(t.d.at(fitted[n].Start), diag.Warning, "table-cells", fmt.Sprintf("this row has more than the table's %d cells", n),
		"the rest in the last cell")
	fitted[n-1].Stop = fitted[len(fitted)-1].Stop
	return fitted[:n]
}

// splitBy returns how many of the cells after the first one have to join it to close the code or formula that it
// leaves open; 0 if it leaves none open.
func (t *tableTransformer) splitBy(cells []text.Segment) int {
	for k := range cells {
		if !leavesOpen(t.d.src[cells[0].Start:cells[k].Stop]) {
			return k
		}
	}
	return 0
}

// leavesOpen reports whether a code span or a formula begins in s and does not end there.
func leavesOpen(s []byte) bool {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\\':
			i += 2
		case c == '`' || c == '$' && i+1 < len(s) && s[i+1] != ' ':
			run := runLength(s[i:], c)
			end := findRun(s[i+run:], c, run)
			if end < 0 {
				return true
			}
			i += run + end + run
		default:
			i++
		}
	}
	return false
}

// runLength counts the bytes c that s starts with.
func runLength(s []byte, c byte) int {
	return len(s) - len(bytes.TrimLeft(s, string(c)))
}

// findRun returns where in s a run of exactly n bytes c starts, or -1.
func findRun(s []byte, c byte, n int) int {
	for i := 0; i < len(s); {
		run := runLength(s[i:], c)
		if run == n {
			return i
		}
		i += max(run, 1)
	}
	return -1
}

// parseDelimiters reads the row below a table's head; nil if it is none.
func parseDelimiters(line []byte) []extast.Alignment {
	line = bytes.TrimSpace(line)
	if len(bytes.Trim(line, "|:- \t")) > 0 || !bytes.ContainsAny(line, "|:") {
		return nil
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	var aligns []extast.Alignment
	for cell := range bytes.SplitSeq(line, []byte("|")) {
		dashes, left := bytes.CutPrefix(bytes.TrimSpace(cell), []byte(":"))
		dashes, right := bytes.CutSuffix(dashes, []byte(":"))
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 {
			return nil
		}
		aligns = append(aligns, alignment(left, right))
	}
	return aligns
}

func alignment(left, right bool) extast.Alignment {
	switch {
	case left && right:
		return extast.AlignCenter
	case left:
		return extast.AlignLeft
	case right:
		return extast.AlignRight
	}
	return extast.AlignNone
}

// splitRow splits a line at its bars. A bar after a backslash does not split, nor does one in a gap of LiaScript.
func (d *document) splitRow(line text.Segment) []text.Segment {
	src := d.src
	line = line.TrimRightSpace(src)
	start, stop := line.Start, line.Stop
	if start < stop && src[start] == '|' {
		start++
	}
	var cells []text.Segment
	add := func(from, to int) {
		cell := text.NewSegment(from, to)
		cell = cell.TrimRightSpace(src)
		cells = append(cells, cell.TrimLeftSpace(src))
	}
	for i := start; i < stop; i++ {
		switch {
		case src[i] == '|' && src[i-1] != '\\':
			add(start, i)
			start = i + 1
		case d.liascript && src[i] == '[':
			if gap := liaGap.FindIndex(src[i:stop]); gap != nil {
				i += bytes.Index(src[i:stop], []byte("]]"))
			}
		}
	}
	if start < stop {
		add(start, stop)
	}
	return cells
}

func (d *document) table(n *extast.Table) {
	columns := make([]content.Column, len(n.Alignments))
	for i, a := range n.Alignments {
		columns[i].Align = alignOf(a)
	}
	d.container(n, func(d *document, f *frame) []content.Node {
		rows, _ := of[*content.Row](f.nodes)
		head := 1
		switch {
		case d.bodies[n]:
			head = 0
		case len(rows) > 1 && isBlank(rows[0]): // as authors write a table without a head
			rows, head = rows[1:], 0
		}
		return []content.Node{&content.Table{Pos: f.Pos, Columns: columns, Head: rows[:head], Body: rows[head:]}}
	})
}

func isBlank(row *content.Row) bool {
	return !slices.ContainsFunc(row.Cells, func(c *content.Cell) bool { return len(c.Blocks) > 0 })
}

func (d *document) row(n *extast.TableRow) {
	d.container(n, func(d *document, f *frame) []content.Node {
		cells, _ := of[*content.Cell](f.nodes)
		return []content.Node{&content.Row{Pos: f.Pos, Cells: cells}}
	})
}

func (d *document) cell(n *extast.TableCell) {
	header := n.Parent().PreviousSibling() == nil && !d.bodies[n.Parent().Parent()]
	start := d.start(n)
	f := &frame{Pos: d.at(start), text: true, build: func(d *document, f *frame) []content.Node {
		return []content.Node{&content.Cell{Pos: f.Pos, Header: header, Blocks: d.blocks(f.nodes)}}
	}}
	d.push(f)
	d.children(n)
	d.end(f)
}

func alignOf(a extast.Alignment) content.Align {
	switch a {
	case extast.AlignLeft:
		return content.AlignLeft
	case extast.AlignCenter:
		return content.AlignCenter
	case extast.AlignRight:
		return content.AlignRight
	}
	return content.AlignDefault
}
