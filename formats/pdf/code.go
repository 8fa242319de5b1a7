package pdf

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"coursepack/content"
)

const (
	codeLeading = 1.34
	tabStop     = 4
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
			f.codeLines(strings.TrimSuffix(c.Text, "\n"), codeLook{c.Lines, max(c.Start, 1), c.Marks})
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

func (f *flow) codeLines(text string, look codeLook) {
	outer := f.tag
	f.tag = f.tag.child("P").child("Code")
	defer func() { f.tag = outer }()
	start := len(f.items)
	lines := strings.Split(lineEnds.Replace(text), "\n")
	gutter := 0.0
	if look.numbered {
		gutter = codeStyle.width(strconv.Itoa(look.first+len(lines))) + 8
	}
	for i, l := range lines {
		f.codeLine(expandTabs(clean(l)), i+1, gutter, look)
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
func (f *flow) codeLine(text string, n int, gutter float64, look codeLook) {
	height := codeStyle.size * codeLeading
	code := f.owned(codeStyle)
	rows := code.wrap(text, f.width-gutter)
	for i, row := range rows {
		b := item{height: height, base: 0.74 * height}
		if isMarked(look.marks, n) {
			b.under = append(b.under, rect{x: f.left - 9, w: f.width + 18, h: height, color: marked})
		}
		if look.numbered && i == 0 {
			number := strconv.Itoa(look.first + n - 1)
			s := codeStyle
			s.color = grey
			b.ops = s.draw(b.ops, number+" ", f.left+gutter-8-s.width(number), b.base)
		}
		if row != "" {
			x := f.left + gutter
			if f.base == leftward { // the page will be mirrored, code stays at the left
				x = f.left + f.width - code.width(row)
			}
			b.ops = code.draw(b.ops, row, x, b.base)
		}
		if i < len(rows)-1 {
			b.ops = append(b.ops, continued(f.left+f.width+1, b.base)...)
		}
		f.box(b)
	}
}

// continued draws the mark of a line that goes on in the next row: a drawn hook, no character that would be copied.
func continued(x, y float64) []op {
	s := stroke{width: 0.6, color: grey}
	down, left, up := s, s, s
	down.x1, down.y1, down.x2, down.y2 = x+5, y-5, x+5, y-1.5
	left.x1, left.y1, left.x2, left.y2 = x+5, y-1.5, x, y-1.5
	up.x1, up.y1, up.x2, up.y2 = x, y-1.5, x+1.8, y-3.2
	return []op{down, left, up}
}

func isMarked(marks []content.Range, line int) bool {
	for _, m := range marks {
		if line >= m.First && line <= m.Last {
			return true
		}
	}
	return false
}

// wrap cuts a line into rows of the given width, after a space if one is near the end, with nothing lost.
func (s style) wrap(text string, width float64) []string {
	var rows []string
	for {
		cut := s.codeCut(text, width)
		rows = append(rows, text[:cut])
		if text = text[cut:]; text == "" {
			return rows
		}
	}
}

// codeCut returns how many bytes of text go on a row: at least one character.
func (s style) codeCut(text string, width float64) int {
	at, good := 0.0, 0
	for i, r := range text {
		at += s.width(string(r))
		end := i + utf8.RuneLen(r)
		if at > width && i > 0 {
			if good > i/2 && strings.TrimSpace(text[:good]) != "" {
				return good
			}
			return i
		}
		if r == ' ' {
			good = end
		}
	}
	return len(text)
}

func expandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	column := 0
	for _, r := range s {
		if r != '\t' {
			b.WriteRune(r)
			column++
			continue
		}
		n := tabStop - column%tabStop
		b.WriteString(strings.Repeat(" ", n))
		column += n
	}
	return b.String()
}
