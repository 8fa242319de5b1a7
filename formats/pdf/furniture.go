package pdf

import (
	"strconv"

	"coursepack/content"
)

// furnish draws running heads and feet. The title page has neither, the first page of a handout no head, and a page that is blank so that the next
// begins on the right nothing at all, nor have cards to cut out.
func (l *layout) furnish(doc *document) {
	for i := range doc.pages {
		p := &doc.pages[i]
		p.number = folio(i, doc.roman)
		if p.isBlank() || p.bare {
			continue
		}
		if i > 0 {
			p.furniture = l.runningHead(i, p.head)
		}
		if i > 0 || isHandout(l.in.Course) {
			p.furniture = append(p.furniture, l.runningFoot(i, p.number)...)
		}
	}
}

// folio is the number that the page at index has. Those before the first lesson are counted by themselves.
func folio(index, roman int) string {
	if index < roman {
		return content.LowerRoman.Format(index + 1)
	}
	return strconv.Itoa(index - roman + 1)
}

func (p page) isBlank() bool { return len(p.ops) == 0 && len(p.under) == 0 }

// An edge is a line above or below the text with something at the side where the paper is bound and something at the other.
type edge struct {
	*layout
	page int
	y    float64
}

// draw draws what stands at both sides, cut where the line is too short for both. Each has half of it, and what the other leaves.
func (e edge) draw(inner, outer string) []placed {
	s := smallStyle
	s.fonts = e.fonts
	inner, outer = clean(inner), clean(outer)
	width := e.paper.textWidth() - 12
	outer = s.shortened(outer, max(width/2, width-s.width(inner)))
	inner = s.shortened(inner, width-s.width(outer))
	left, right := inner, outer
	if !e.paper.isRightHand(e.page) {
		left, right = outer, inner
	}
	x := e.paper.start(e.page)
	var ops []placed
	if left != "" {
		ops = s.draw(ops, left+" ", x, e.y)
	}
	if right != "" {
		ops = s.draw(ops, right, x+e.paper.textWidth()-s.width(right), e.y)
	}
	return ops
}

// runningHead draws the course's title and what the page is about, which those look for who leaf through: it stands outside.
func (l *layout) runningHead(page int, about string) []placed {
	y := l.paper.top - 30
	x := l.paper.start(page)
	rule := placed{stroke{dx: l.paper.textWidth(), thickness: lineWidth, color: pale}, x, y + 6}
	return append(edge{l, page, y}.draw(runningTitle(l.in.Course), about), rule)
}

// runningFoot draws the licence and the number of the page.
func (l *layout) runningFoot(page int, number string) []placed {
	return edge{l, page, l.paper.height - l.paper.bottom/2}.draw(l.in.Course.License.Name, number)
}

// shortened cuts a text to a width.
func (s style) shortened(text string, width float64) string {
	if s.width(text) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && s.width(string(runes))+s.width("…") > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
