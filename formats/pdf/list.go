package pdf

import (
	"slices"

	"coursepack/content"
)

// Marks of list items. All are in the embedded fonts.
var bullets = []string{"•", "–", "▪"}

const (
	boxOpen = "☐"
	boxDone = "☑"
)

func (f *flow) list(l *content.List) {
	tight, depth := f.tight, f.listDepth
	f.space(f.gap())
	f.tight = l.Tight
	f.listDepth++
	width := f.markWidth(l)
	for i, it := range l.Items {
		f.listItem(it, f.mark(l, i), width)
	}
	f.tight, f.listDepth = tight, depth
	f.space(f.gap())
}

// mark returns what stands before item i.
func (f *flow) mark(l *content.List, i int) string {
	m := bullets[min(f.listDepth-1, len(bullets)-1)]
	if l.Ordered {
		m = l.Numbers.Format(l.Start+i) + "."
	}
	task := map[content.Task]string{content.TaskOpen: boxOpen, content.TaskDone: boxDone}[l.Items[i].Task]
	switch {
	case task == "":
		return m
	case l.Ordered:
		return m + " " + task
	}
	return task
}

// markWidth is the room that the marks of a list take.
func (f *flow) markWidth(l *content.List) float64 {
	width := float64(indent)
	for i := range l.Items {
		width = max(width, f.text.width(f.mark(l, i))+6)
	}
	return width
}

func (f *flow) listItem(it *content.Item, mark string, width float64) {
	f.space(f.gap())
	start := len(f.items)
	f.indented(width, 0, func() {
		f.blocks(it.Blocks)
		f.end()
	})
	f.setMark(start, mark, width)
	f.space(f.gap())
}

// setMark draws a mark before the first line from index on, or on a line of its own where no text starts.
func (f *flow) setMark(index int, mark string, width float64) {
	x := f.left + width - 6 - f.text.width(mark)
	at := index
	for at < len(f.items) && f.items[at].kind != box {
		at++
	}
	if at == len(f.items) || f.items[at].base == 0 {
		alone := item{kind: box, height: f.text.size * leading, frames: f.frames, keep: at < len(f.items)}
		alone.base = 0.72 * alone.height
		f.items = slices.Insert(f.items, at, alone)
	}
	b := &f.items[at]
	b.ops = append(f.text.draw(nil, mark+" ", x, b.base), b.ops...)
}
