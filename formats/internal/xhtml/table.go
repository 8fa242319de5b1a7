package xhtml

import (
	"slices"
	"strconv"

	"coursepack/content"
)

// table writes a table that can be scrolled sideways, with a keyboard too.
func (w *Writer) table(t *content.Table) {
	g := newGrid(t)
	if g.width == 0 {
		w.target(t.ID)
		return
	}
	w.tables++
	label := content.PlainText(t.Caption)
	if label == "" {
		label = w.Words.Table + " " + strconv.Itoa(w.tables)
	}
	w.openLine("div", "class", "table-scroll", "tabindex", "0", "role", "region", "aria-label", label)
	w.openLine("table", "id", w.claim(t.ID))
	if len(t.Caption) > 0 {
		w.inlineElement("caption", t.Caption)
	}
	w.rows("thead", g.head)
	w.rows("tbody", g.body)
	w.rows("tfoot", g.foot)
	w.closeLine("table")
	w.closeLine("div")
}

func (w *Writer) rows(group string, rows [][]placed) {
	if len(rows) == 0 {
		return
	}
	w.openLine(group)
	for _, row := range rows {
		w.openLine("tr")
		for _, c := range row {
			w.cell(group, c)
		}
		w.closeLine("tr")
	}
	w.closeLine(group)
}

// isEmpty reports whether a cell has nothing to name a row or a column by.
func isEmpty(blocks []content.Block) bool {
	return !slices.ContainsFunc(blocks, func(b content.Block) bool {
		p, ok := b.(*content.Paragraph)
		return !ok || len(p.Inlines) > 0
	})
}

func (w *Writer) cell(group string, c placed) {
	element, scope := "td", ""
	if (c.Header || group == "thead") && !isEmpty(c.Blocks) {
		element, scope = "th", "row"
		if group == "thead" {
			scope = "col"
		}
		if c.colSpan > 1 && group == "thead" {
			scope = "colgroup"
		}
	}
	w.open(element, "scope", scope, "colspan", span(c.colSpan), "rowspan", span(c.rowSpan), "class", alignClass[c.align])
	w.snug(c.Blocks)
	w.closeLine(element)
}

var alignClass = map[content.Align]string{
	content.AlignLeft: "left", content.AlignCenter: "center", content.AlignRight: "right",
}

func span(n int) string {
	if n <= 1 {
		return ""
	}
	return strconv.Itoa(n)
}
