package markdown

import (
	"cmp"
	"strconv"
	"strings"

	"coursepack/content"
)

func (d *document) buildTable(f *frame) []content.Node {
	captions, nodes := of[*caption](f.nodes)
	sections, nodes := of[*section](nodes)
	body, rest := of[*content.Row](nodes)
	var head, foot []*content.Row
	for _, s := range sections {
		switch s.name {
		case "thead":
			head = append(head, s.rows...)
		case "tfoot":
			foot = append(foot, s.rows...)
		default:
			body = append(body, s.rows...)
		}
	}
	if len(head) == 0 && len(body) > 1 && allHeaders(body[0]) {
		head, body = body[:1], body[1:]
	}
	var out []content.Node
	if len(head)+len(body)+len(foot) > 0 {
		t := makeTable(f.Pos, head, body, foot)
		t.ID = d.attr(f.tag, "id")
		for _, c := range captions {
			t.Caption = append(t.Caption, c.inlines...)
		}
		out = append(out, t)
	}
	return append(out, nodesOf(d.blocks(rest))...)
}

func allHeaders(r *content.Row) bool {
	for _, c := range r.Cells {
		if !c.Header {
			return false
		}
	}
	return len(r.Cells) > 0
}

// makeTable returns a table of as many columns as its widest row takes.
func makeTable(pos content.Pos, head, body, foot []*content.Row) *content.Table {
	t := &content.Table{Pos: pos, Head: head, Body: body, Foot: foot}
	columns := 0
	for _, rows := range [][]*content.Row{head, body, foot} {
		columns = max(columns, width(rows))
	}
	t.Columns = make([]content.Column, columns)
	return t
}

// width counts the columns that rows take, with the cells that reach down from the rows above.
func width(rows []*content.Row) int {
	widest := 0
	var below []int // for each row still to come, the columns taken from above
	for _, r := range rows {
		taken := 0
		if len(below) > 0 {
			taken, below = below[0], below[1:]
		}
		for _, c := range r.Cells {
			span := max(c.ColSpan, 1)
			taken += span
			for i := range max(c.RowSpan, 1) - 1 {
				if i == len(below) {
					below = append(below, 0)
				}
				below[i] += span
			}
		}
		widest = max(widest, taken)
	}
	return widest
}

func (d *document) buildSection(f *frame) []content.Node {
	rows, rest := of[*content.Row](f.nodes)
	return append([]content.Node{&section{Pos: f.Pos, name: f.tag.name, rows: rows}}, nodesOf(d.blocks(rest))...)
}

func (d *document) buildRow(f *frame) []content.Node {
	cells, rest := of[*content.Cell](f.nodes)
	return append([]content.Node{&content.Row{Pos: f.Pos, Cells: cells}}, nodesOf(d.blocks(rest))...)
}

// maxSpan is how many columns or rows a cell may span, as in HTML.
const maxSpan = 1000

func (d *document) buildCell(f *frame) []content.Node {
	return []content.Node{&content.Cell{
		Pos: f.Pos, Header: f.tag.name == "th", Align: cellAlign(d, f.tag), Blocks: d.blocks(f.nodes),
		ColSpan: span(d.attr(f.tag, "colspan", "colSpan")), RowSpan: span(d.attr(f.tag, "rowspan", "rowSpan")),
	}}
}

func span(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 2 {
		return 0
	}
	return min(n, maxSpan)
}

func cellAlign(d *document, t *tag) content.Align {
	align := strings.ToLower(d.attr(t, "align"))
	switch cmp.Or(d.style(t, "text-align"), align) {
	case "left":
		return content.AlignLeft
	case "center":
		return content.AlignCenter
	case "right":
		return content.AlignRight
	}
	return content.AlignDefault
}
