package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

var kindGridTable = ast.NewNodeKind("GridTable")

// A gridTable is a table that is drawn with lines; its cells may hold any blocks. Cells may span columns, not rows.
// https://pandoc.org/MANUAL.html#extension-grid_tables
type gridTable struct {
	ast.BaseBlock
}

func (n *gridTable) Kind() ast.NodeKind { return kindGridTable }
func (n *gridTable) Dump([]byte, int)   {}
func (n *gridTable) IsRaw() bool        { return true }

// gridRule is a line between rows; a row with one of equals signs below is a head.
var gridRule = lazyregexp.New(`^\+(?::?(?:-+|=+):?\+)+$`)

type gridParser struct{ leaf }

func (*gridParser) Trigger() []byte             { return []byte{'+'} }
func (*gridParser) CanInterruptParagraph() bool { return false }

func (p *gridParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	if !gridRule.Match(bytes.TrimRight(line, " \t\n")) {
		return nil, parser.NoChildren
	}
	n := &gridTable{}
	n.Lines().Append(text.NewSegment(start, start+len(line)))
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (p *gridParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, seg := reader.PeekLine()
	indent := len(line) - len(bytes.TrimLeft(line, " "))
	if indent == len(line) || line[indent] != '|' && line[indent] != '+' {
		return parser.Close
	}
	node.Lines().Append(text.NewSegment(seg.Start+max(indent-seg.Padding, 0), seg.Stop))
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// A gridLine is a line of a table in which columns of signs can be found.
type gridLine struct {
	start   int
	offsets []int // of the sign in each column, and of the end
}

func (d *document) gridLineAt(seg text.Segment) gridLine {
	g := gridLine{start: seg.Start}
	for i, r := range string(bytes.TrimRight(d.src[seg.Start:seg.Stop], " \t\n")) {
		g.offsets = append(g.offsets, seg.Start+i)
		if isWide(r) {
			g.offsets = append(g.offsets, seg.Start+i)
		}
	}
	g.offsets = append(g.offsets, seg.Start+len(bytes.TrimRight(d.src[seg.Start:seg.Stop], " \t\n")))
	return g
}

// at returns where a column is, at most the end of the line.
func (g gridLine) at(column int) int { return g.offsets[min(column, len(g.offsets)-1)] }

func (d *document) gridTable(n *gridTable) {
	lines := n.Lines()
	first := lines.At(0)
	var columns []int // where the lines between columns are
	for i, c := range bytes.TrimRight(first.Value(d.src), " \t\n") {
		if c == '+' {
			columns = append(columns, i)
		}
	}
	t := &content.Table{Pos: d.at(first.Start), Columns: d.gridAligns(first, columns)}
	var row []gridLine
	for i := 1; i < lines.Len(); i++ {
		seg := lines.At(i)
		rule := bytes.TrimRight(seg.Value(d.src), " \t\n")
		if !gridRule.Match(rule) {
			row = append(row, d.gridLineAt(seg))
			continue
		}
		if len(row) > 0 {
			t.Body = append(t.Body, d.gridRow(row, columns))
		}
		if bytes.IndexByte(rule, '=') >= 0 && t.Head == nil && len(t.Body) > 0 {
			t.Head, t.Body = t.Body, nil
			t.Columns = d.gridAligns(seg, columns)
			headRow(t.Head)
		}
		row = nil
	}
	if len(row) > 0 {
		t.Body = append(t.Body, d.gridRow(row, columns))
	}
	if len(t.Head)+len(t.Body) == 0 { // a line of signs
		d.emit(nodesOf(paragraph(t.Pos, []content.Inline{&content.Text{Pos: t.Pos, Text: string(first.Value(d.src))}}))...)
		return
	}
	d.emit(t)
}

func headRow(rows []*content.Row) {
	for _, row := range rows {
		for _, cell := range row.Cells {
			cell.Header = true
		}
	}
}

// gridAligns reads the colons of a line between rows.
func (d *document) gridAligns(seg text.Segment, columns []int) []content.Column {
	line := d.gridLineAt(seg)
	aligns := make([]content.Column, len(columns)-1)
	for i := range aligns {
		from, to := line.at(columns[i]+1), line.at(columns[i+1])
		if from < to {
			aligns[i].Align = alignOf(alignment(d.src[from] == ':', d.src[to-1] == ':'))
		}
	}
	return aligns
}

// gridRow reads the lines of a row. Columns that no bar divides in any of its lines are one cell.
func (d *document) gridRow(lines []gridLine, columns []int) *content.Row {
	row := &content.Row{Pos: d.at(lines[0].start)}
	for i := 0; i < len(columns)-1; {
		next := i + 1
		for next < len(columns)-1 && !divides(d.src, lines, columns[next]) {
			next++
		}
		from := columns[i] + 1
		cell := &content.Cell{Pos: d.at(lines[0].at(from)), Blocks: d.innerBlocks(d.gridCell(lines, from, columns[next]))}
		if next > i+1 {
			cell.ColSpan = next - i
		}
		row.Cells = append(row.Cells, cell)
		i = next
	}
	return row
}

// divides reports whether there is a bar in a column of all lines.
func divides(src []byte, lines []gridLine, column int) bool {
	for _, line := range lines {
		if at := line.at(column); at >= len(src) || src[at] != '|' && src[at] != '+' {
			return false
		}
	}
	return true
}

// gridCell returns what stands between two columns, without the space that all its lines start with.
func (d *document) gridCell(lines []gridLine, from, to int) *source.Text {
	indent := 1 << 20
	pieces := make([][2]int, len(lines))
	for i, line := range lines {
		start, stop := line.at(from), line.at(to)
		piece := bytes.TrimRight(d.src[start:max(start, stop)], " \t")
		pieces[i] = [2]int{start, start + len(piece)}
		if len(piece) > 0 {
			indent = min(indent, len(piece)-len(bytes.TrimLeft(piece, " ")))
		}
	}
	var b source.Builder
	for _, p := range pieces {
		b.Copy(d.text, min(p[0]+indent, p[1]), p[1])
		b.Put("\n", d.text, p[1])
	}
	return b.Text(d.text.Name)
}
