package xhtml

import (
	"slices"
	"strconv"

	"coursepack/content"
)

func (w *Writer) list(l *content.List) {
	if len(l.Items) == 0 {
		return
	}
	element, start, class := "ul", "", ""
	if l.Ordered {
		element = "ol"
		if l.Start != 1 {
			start = strconv.Itoa(l.Start)
		}
	}
	if slices.ContainsFunc(l.Items, func(i *content.Item) bool { return i.Task != content.NoTask }) {
		class = "task-list"
	}
	w.openLine(element, "class", class, "start", start, "type", string(l.Numbers))
	for _, item := range l.Items {
		w.item(item, l.Tight)
	}
	w.closeLine(element)
}

func (w *Writer) item(i *content.Item, tight bool) {
	w.open("li")
	switch i.Task {
	case content.TaskOpen:
		w.task("☐", "aria-label", w.Words.Task)
	case content.TaskDone:
		w.task("☑", "checked", "checked", "aria-label", w.Words.TaskDone)
	}
	w.flow(i.Blocks, tight || i.Task != content.NoTask)
	w.closeLine("li")
}

// task writes the box of a task, or its sign.
func (w *Writer) task(sign string, attrs ...string) {
	if w.Clean.Signs {
		w.text(sign + " ")
		return
	}
	w.void("input", append([]string{"type", "checkbox", "disabled", "disabled"}, attrs...)...)
}

// flow writes blocks inside an element that may hold text as well. Where it is tight, or there is nothing but one
// paragraph, the first paragraph stands without an element of its own.
func (w *Writer) flow(blocks []content.Block, tight bool) {
	if len(blocks) == 0 {
		return
	}
	p, ok := blocks[0].(*content.Paragraph)
	if !ok || !tight {
		w.buf.WriteByte('\n')
		w.Blocks(blocks)
		return
	}
	w.Begin(p)
	w.Inlines(p.Inlines)
	if len(blocks) > 1 {
		w.buf.WriteByte('\n')
		w.Blocks(blocks[1:])
	}
}

// snug writes blocks without space around them where they are one paragraph.
func (w *Writer) snug(blocks []content.Block) { w.flow(blocks, len(blocks) == 1) }

// definitions writes a dl. HTML wants each group to have a term and an explanation.
func (w *Writer) definitions(l *content.DefinitionList) {
	if len(l.Items) == 0 {
		return
	}
	w.openLine("dl")
	for _, d := range l.Items {
		for _, term := range orEmpty(d.Terms) {
			w.inlineElement("dt", term)
		}
		for _, blocks := range orEmpty(d.Details) {
			w.open("dd")
			w.snug(blocks)
			w.closeLine("dd")
		}
	}
	w.closeLine("dl")
}

func orEmpty[N any](lists [][]N) [][]N {
	if len(lists) == 0 {
		return [][]N{nil}
	}
	return lists
}
