package pdf

import (
	"strings"

	"coursepack/content"
	"coursepack/formats/pdf/internal/object"
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
	f.inside("L", func() {
		for i, it := range l.Items {
			f.space(f.gap())
			f.entry(f.mark(l, i), width, func() { f.blocks(it.Blocks) })
			f.space(f.gap())
		}
	}).numbering = marksOf(l)
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

// marksOf is what the marks of a list are called: ISO 32000-1, table 347.
func marksOf(l *content.List) object.Name {
	if !l.Ordered {
		return "Disc"
	}
	switch l.Numbers {
	case content.LowerLetters:
		return "LowerAlpha"
	case content.UpperLetters:
		return "UpperAlpha"
	case content.LowerRoman:
		return "LowerRoman"
	case content.UpperRoman:
		return "UpperRoman"
	}
	return "Decimal"
}

// markWidth is the room that the marks of a list take.
func (f *flow) markWidth(l *content.List) float64 {
	width := float64(indent)
	for i := range l.Items {
		width = max(width, f.text.width(f.mark(l, i))+6)
	}
	return width
}

// entry sets an entry of a list, behind a mark.
func (f *flow) entry(mark string, width float64, set func()) {
	f.inside("LI", func() {
		start := len(f.items)
		f.indented(width, 0, func() {
			f.inside("LBody", set)
			f.end()
		})
		s := f.text
		s.tag = f.tag.child("Lbl")
		f.setMark(start, mark, width, s)
	})
}

// setMark draws a mark before the first line from index on, at the upper edge of a picture that comes first, or on a line of its
// own where there is nothing.
func (f *flow) setMark(index int, mark string, width float64, s style) {
	at := index
	for at < len(f.items) && f.items[at].isEmpty() {
		at++
	}
	if at == len(f.items) {
		f.items = append(f.items, &item{kind: box, height: f.text.size * leading, frames: f.frames})
	}
	b := f.items[at]
	if b.base == 0 {
		b.base = 0.72 * f.text.size * leading
	}
	b.ops = append(f.drawMark(s, mark+" ", f.left+width-6-s.width(mark), b.base), b.ops...)
}

// drawMark draws a mark. Where the course is read from right to left, the full stop of a number is at its left: such signs have no
// direction of their own and are drawn one by one, for the page to be mirrored.
func (f *flow) drawMark(s style, mark string, x, y float64) []placed {
	if f.base == rightward {
		return s.draw(nil, mark, x, y)
	}
	var ops []placed
	for _, part := range directed(mark) {
		signs := []string{part.text}
		if part.dir == neutral {
			signs = strings.Split(part.text, "")
		}
		for _, sign := range signs {
			ops = s.draw(ops, sign, x, y)
			x += s.width(sign)
		}
	}
	return ops
}

// isEmpty reports whether an item shows nothing itself.
func (i *item) isEmpty() bool { return i.kind != box || len(i.ops) == 0 && len(i.under) == 0 }
