package svg

import (
	"math"
	"strings"
	"unicode/utf8"
)

// A writer sets the text of one text element. Where runs follow one another without a place of their own, whoever knows
// the widths of letters puts them in a row: a run has Follows set.
type writer struct {
	p        *painter
	x, y     float64
	dx, dy   float64
	placed   bool // the next run has a place of its own
	trailing bool // the last run ended with a space
	first    bool
}

// text paints a text: https://www.w3.org/TR/SVG11/text.html
func (p *painter) text(e *element, at place) {
	w := &writer{p: p, placed: true, first: true}
	w.element(e, at)
	w.startLine()
}

func (w *writer) element(e *element, at place) {
	w.move(e, at)
	for _, c := range e.children {
		switch c.name {
		case "":
			w.run(c.text, at)
		case "tspan", "a":
			inner := at
			inner.style = w.p.styleOf(c, at.style)
			if !inner.style.none {
				w.element(c, inner)
			}
		case "textPath":
			w.p.missed("textPath")
			inner := at
			inner.style = w.p.styleOf(c, at.style)
			w.element(c, inner)
		case "title", "desc", "animate", "set":
		default:
			w.p.missed(c.name)
		}
	}
}

// move goes to the place that an element gives its text. Of places for each letter the first counts.
func (w *writer) move(e *element, at place) {
	first := func(name string, whole float64) (float64, bool) {
		word, _, _ := strings.Cut(strings.TrimSpace(strings.ReplaceAll(e.attrs[name], ",", " ")), " ")
		return length(word, whole, at.style.font.Size)
	}
	if n, ok := first("x", at.width); ok {
		w.x, w.dx = n, 0
		w.startLine()
	}
	if n, ok := first("y", at.height); ok {
		w.y, w.dy = n, 0
		w.startLine()
	}
	if n, ok := first("dx", at.width); ok {
		w.dx += n
	}
	if n, ok := first("dy", at.height); ok {
		w.dy += n
	}
	if len(strings.Fields(e.attrs["rotate"])) > 0 {
		w.p.missed("rotate")
	}
}

// startLine ends the line before: space at its end and at the start of the next one is not seen.
func (w *writer) startLine() {
	if w.trailing {
		last := w.p.marks[len(w.p.marks)-1].(*Text)
		last.Text = strings.TrimSuffix(last.Text, " ")
	}
	w.placed, w.first, w.trailing = true, true, false
}

// run adds a run of characters.
func (w *writer) run(s string, at place) {
	s = w.spaces(s, at.style.space)
	if s == "" {
		return
	}
	st := at.style
	paint := w.p.paint(st.fill, st.fillOpacity*st.opacity, nil, at)
	if paint == nil && st.stroke != "none" {
		paint = w.p.paint(st.stroke, st.strokeOpacity*st.opacity, nil, at) // letters drawn by their edges
	}
	if paint == nil || st.hidden {
		paint = &Paint{} // it takes its place
	}
	paint.Gradient = nil
	w.p.marks = append(w.p.marks, &Text{
		Matrix: at.matrix.Mul(translate(w.x+w.dx, w.y+w.dy+shift(st))),
		Text:   s, Font: st.font, Anchor: st.anchor, Fill: *paint, Clip: at.clip, Follows: !w.placed,
	})
	w.placed = false
}

// spaces makes one space of white space, unless it is kept, and none at the start:
// https://www.w3.org/TR/SVG11/text.html#WhiteSpace
func (w *writer) spaces(s string, kept bool) string {
	if kept {
		w.first, w.trailing = false, false
		return strings.Map(func(r rune) rune {
			if r == '\n' || r == '\t' {
				return ' '
			}
			return r
		}, s)
	}
	words := strings.Join(strings.Fields(s), " ")
	if words == "" {
		if s != "" && !w.first && !w.trailing {
			w.trailing = true
			return " "
		}
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(s); isSpace(r) && !w.first && !w.trailing {
		words = " " + words
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	w.trailing = isSpace(r)
	if w.trailing {
		words += " "
	}
	w.first = false
	return words
}

func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }

// shift is how far below its place the baseline of a text stands, by the usual proportions of letters.
func shift(s *style) float64 {
	switch s.baseline {
	case "middle":
		return 0.25 * s.font.Size
	case "central":
		return 0.35 * s.font.Size
	case "hanging", "text-before-edge", "before-edge", "text-top":
		return 0.78 * s.font.Size
	case "text-after-edge", "after-edge", "ideographic":
		return -0.2 * s.font.Size
	}
	return 0
}

// A Line is a row of runs that stand at one place.
type Line []*Text

// Lines puts the runs of neighbouring marks that follow one another together.
func (d *Drawing) Lines(i int) (line Line, next int) {
	for next = i; next < len(d.Marks); next++ {
		t, ok := d.Marks[next].(*Text)
		if !ok || next > i && !t.Follows {
			break
		}
		line = append(line, t)
	}
	return line, next
}

// Offsets returns where the runs of a line start, for what width tells of each: the line stands at its anchor.
func (l Line) Offsets(width func(*Text) float64) []float64 {
	starts := make([]float64, len(l))
	sum := 0.0
	for i, t := range l {
		starts[i] = sum
		sum += width(t)
	}
	back := 0.0
	switch l[0].Anchor {
	case Middle:
		back = sum / 2
	case End:
		back = sum
	}
	for i := range starts {
		starts[i] = math.Round((starts[i]-back)*1e6) / 1e6
	}
	return starts
}
