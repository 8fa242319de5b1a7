package mathbox

import (
	stdmath "math"

	"coursepack/content/math"
)

// changed sets something smaller, larger or invisible.
func (l *layouter) changed(n *math.Box, c context) *box {
	body := l.clean(n.Body, c)
	r := l.new()
	r.width, r.height, r.depth = body.width, body.height, body.depth
	x := 0.0
	if n.NoWidth {
		x = place(n.Align, body.width, 0)
		r.width = 0
	}
	y := n.Raise * l.em(c)
	r.height, r.depth = body.height+y, body.depth-y
	if !n.Hidden {
		r.kids = append(r.kids, kid{body, x, y})
	}
	if n.NoHeight {
		r.height = 0
	}
	if n.NoDepth {
		r.depth = 0
	}
	return r
}

// Measures of frames in em: LaTeX's \fboxsep and \fboxrule.
const (
	framePadding = 0.3
	lineWidth    = 0.05
	strikeOver   = 0.1 // by which strokes stick out
)

// enclosed draws lines around or through something.
func (l *layouter) enclosed(n *math.Enclose, c context) *box {
	body := l.clean(n.Body, c)
	em := l.em(c)
	padding := 0.0
	if n.Notation&(math.BoxAround) != 0 || n.Background != "" {
		padding = framePadding * em
	}
	if n.Notation&(math.ActuarialAngle|math.PhasorAngle) != 0 {
		padding = framePadding * em / 2
	}
	r := l.new()
	r.width, r.height, r.depth = body.width+2*padding, body.height+padding, body.depth+padding
	if n.Background != "" {
		ground := l.rule(r.width, r.height, c)
		ground.depth, ground.color = r.depth, n.Background
		r.kids = append(r.kids, kid{ground, 0, 0})
	}
	r.put(body, padding, 0)
	if n.Color != "" {
		c.color = n.Color
	}
	l.notations(r, n.Notation, c)
	return r
}

// notations draws the lines of an enclosure, which are as long as it is wide and high.
func (l *layouter) notations(r *box, n math.Notation, c context) {
	t := lineWidth * l.em(c)
	w, h, d := r.width, r.height, r.depth
	draw := func(x1, y1, x2, y2 float64) {
		r.kids = append(r.kids, kid{l.line(x2-x1, y2-y1, t, c), x1, y1})
	}
	fill := func(x, y, width, height float64) {
		r.kids = append(r.kids, kid{l.rule(width, height, c), x, y})
	}
	if n&math.BoxAround != 0 {
		fill(0, -d, w, t)
		fill(0, h-t, w, t)
		fill(0, -d, t, h+d)
		fill(w-t, -d, t, h+d)
	}
	over := strikeOver * l.em(c)
	if n&math.UpDiagonal != 0 {
		draw(-over/2, -d-over, w+over/2, h+over)
	}
	if n&math.DownDiagonal != 0 {
		draw(-over/2, h+over, w+over/2, -d-over)
	}
	if n&math.Strike != 0 {
		fill(0, (h-d)/2-t/2, w, t)
	}
	if n&math.UpArrow != 0 {
		l.arrowHead(draw, w+over/2, h+d+2*over, -d-over, c)
	}
	if n&math.ActuarialAngle != 0 {
		fill(0, h-t, w, t)
		fill(w-t, -d, t, h+d)
	}
	if n&math.PhasorAngle != 0 {
		fill(0, -d, w, t)
		draw(0, -d, (h+d)/2.5, h)
	}
}

// arrowHead draws the two strokes of an arrow's head at the end of a rising diagonal.
func (l *layouter) arrowHead(draw func(x1, y1, x2, y2 float64), w, rise, bottom float64, c context) {
	const long, wide = 0.3, 0.12
	length := stdmath.Hypot(w, rise)
	if length == 0 {
		return
	}
	x, y := w/length*l.em(c), rise/length*l.em(c)
	top := bottom + rise
	draw(w, top, w-long*x+wide*y, top-long*y-wide*x)
	draw(w, top, w-long*x-wide*y, top-long*y+wide*x)
}
