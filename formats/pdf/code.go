package pdf

import (
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/formats/internal/highlight"
	"coursepack/formats/internal/typeset"
)

const (
	codeLeading = 1.34
)

// A codeLook says how lines of code are shown.
type codeLook struct {
	numbered bool
	first    int // number of the first line
	marks    []content.Range
}

func (f *flow) codeBlock(c *content.CodeBlock) {
	f.anchorID(c.ID)
	if c.Title != "" {
		f.label(c.Title)
	}
	f.space(gap + 2)
	fr := &frame{x: f.left, width: f.width, back: tint}
	f.framed(fr, func() {
		f.pad(6)
		f.indented(9, 9, func() {
			f.codeLines(c.Lang, strings.TrimRight(c.Text, "\r\n"), codeLook{c.Lines, max(c.Start, 1), c.Marks})
		})
		f.keepLast()
		f.pad(7)
		f.items[len(f.items)-1].keep = false
	})
	f.space(gap + 2)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// short is the number of lines up to which code stays on one page.
const short = 14

func (f *flow) codeLines(language, text string, look codeLook) {
	outer := f.tag
	f.tag = f.tag.child("P").child("Code")
	defer func() { f.tag = outer }()
	start := len(f.items)
	lines := linesOf(f.code.Runs(language, lineEnds.Replace(text)))
	gutter := 0.0
	if look.numbered {
		gutter = codeStyle.width(strconv.Itoa(look.first+len(lines))) + 8
	}
	for i, l := range lines {
		f.codeLine(l, i+1, gutter, look)
	}
	if len(f.items)-start <= short {
		f.keepFrom(start)
		return
	}
	for _, i := range []int{start, start + 1, len(f.items) - 3, len(f.items) - 2} {
		f.items[i].keep = true
	}
}

// codeLine sets one line, on as many rows as it takes.
func (f *flow) codeLine(line []highlight.Run, n int, gutter float64, look codeLook) {
	height := codeStyle.size * codeLeading
	code := f.owned(codeStyle)
	rows := code.wrap(textOf(line), f.width-gutter)
	for i, row := range rows {
		b := &item{height: height, base: 0.74 * height}
		if isMarked(look.marks, n) {
			b.under = append(b.under, placed{rect{w: f.width + 18, h: height, color: marked}, f.left - 9, 0})
		}
		if look.numbered && i == 0 {
			number := strconv.Itoa(look.first + n - 1)
			s := codeStyle
			s.color = grey
			b.ops = s.draw(b.ops, number+" ", f.left+gutter-8-s.width(number), b.base)
		}
		var shown []highlight.Run
		shown, line = cutRuns(line, len(row))
		x := f.left + gutter
		for _, r := range shown {
			s := code.ofKind(r.Kind)
			width := s.width(r.Text)
			b.ops = s.draw(b.ops, r.Text, f.codeX(x, width), b.base)
			x += width
		}
		if i < len(rows)-1 {
			b.ops = append(b.ops, continued(f.left+f.width+1, b.base)...)
		} else {
			b.ops = code.drawRuns(b.ops, lineEnd(code), f.codeX(x, 0), b.base)
		}
		f.box(b)
	}
}

// codeX returns where to draw what is to stand at x: a page that will be mirrored has code at the left all the same.
func (f *flow) codeX(x, width float64) float64 {
	if f.base == leftward {
		return 2*f.left + f.width - x - width
	}
	return x
}

// lineEnd is a space that is copied as the end of a line.
func lineEnd(s style) []run {
	face, space, _ := s.find(' ')
	return []run{{Word: typeset.NewWord(face, false, []typeset.Glyph{{ID: space, Text: "\n", Advance: int32(face.Advance(space))}})}}
}

// continued draws the mark of a line that goes on in the next row: a drawn hook, no character that would be copied.
func continued(x, y float64) []placed {
	s := stroke{thickness: 0.6, color: grey}
	down, left, up := s, s, s
	down.dy = 3.5
	left.dx = -5
	up.dx, up.dy = 1.8, -1.7
	return []placed{{down, x + 5, y - 5}, {left, x + 5, y - 1.5}, {up, x, y - 1.5}}
}

func isMarked(marks []content.Range, line int) bool {
	for _, m := range marks {
		if line >= m.First && line <= m.Last {
			return true
		}
	}
	return false
}
