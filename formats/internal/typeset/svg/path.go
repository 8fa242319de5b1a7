package svg

import (
	"math"
	"strconv"
)

// A Path is a list of segments.
type Path []Segment

// A Segment of a path leads from the last point to its own last one.
type Segment struct {
	Verb   Verb
	Points [3]Point // a move and a line have one, a curve has two control points before it
}

// A Verb says what a segment is.
type Verb uint8

// The verbs.
const (
	MoveTo Verb = iota
	LineTo
	CurveTo
	Close
)

func (p *Path) move(to Point)        { *p = append(*p, Segment{MoveTo, [3]Point{to}}) }
func (p *Path) line(to Point)        { *p = append(*p, Segment{LineTo, [3]Point{to}}) }
func (p *Path) curve(a, b, to Point) { *p = append(*p, Segment{CurveTo, [3]Point{a, b, to}}) }
func (p *Path) close()               { *p = append(*p, Segment{Verb: Close}) }

// Count is how many points of a segment count.
func (v Verb) Count() int { return [...]int{1, 1, 3, 0}[v] }

// End returns the last point of a segment that has one.
func (s Segment) End() Point { return s.Points[max(s.Verb.Count()-1, 0)] }

// transformed returns the path where m takes it.
func (p Path) transformed(m Matrix) Path {
	out := make(Path, len(p))
	for i, s := range p {
		out[i].Verb = s.Verb
		for k := range s.Verb.Count() {
			out[i].Points[k] = m.Apply(s.Points[k])
		}
	}
	return out
}

// bounds returns a rectangle that holds the path; its control points may make it too large.
func (p Path) bounds() (from, to Point) {
	from, to = Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, s := range p {
		for _, q := range s.Points[:s.Verb.Count()] {
			from = Point{min(from.X, q.X), min(from.Y, q.Y)}
			to = Point{max(to.X, q.X), max(to.Y, q.Y)}
		}
	}
	return from, to
}

// A scanner reads the numbers and letters of path data.
type scanner struct {
	s string
	i int
}

func (sc *scanner) space() {
	for sc.i < len(sc.s) {
		switch sc.s[sc.i] {
		case ' ', '\t', '\r', '\n', '\f', ',':
			sc.i++
		default:
			return
		}
	}
}

// number reads a number: https://www.w3.org/TR/SVG11/paths.html#PathDataBNF
func (sc *scanner) number() (float64, bool) {
	sc.space()
	start, i := sc.i, sc.i
	digits := func() bool {
		from := i
		for i < len(sc.s) && sc.s[i] >= '0' && sc.s[i] <= '9' {
			i++
		}
		return i > from
	}
	is := func(set ...byte) bool {
		for _, c := range set {
			if i < len(sc.s) && sc.s[i] == c {
				return true
			}
		}
		return false
	}
	if is('+', '-') {
		i++
	}
	some := digits()
	if is('.') {
		i++
		some = digits() || some
	}
	if !some {
		return 0, false
	}
	if is('e', 'E') {
		mark := i
		i++
		if is('+', '-') {
			i++
		}
		if !digits() {
			i = mark
		}
	}
	n, err := strconv.ParseFloat(sc.s[start:i], 64)
	if err != nil || math.Abs(n) > 1e9 {
		return 0, false
	}
	sc.i = i
	return n, true
}

// flag reads one digit, 0 or 1, which needs no space behind it.
func (sc *scanner) flag() (bool, bool) {
	sc.space()
	if sc.i < len(sc.s) && (sc.s[sc.i] == '0' || sc.s[sc.i] == '1') {
		sc.i++
		return sc.s[sc.i-1] == '1', true
	}
	return false, false
}

// command reads the letter of a command.
func (sc *scanner) command() (byte, bool) {
	sc.space()
	if sc.i < len(sc.s) {
		if c := sc.s[sc.i]; c|0x20 >= 'a' && c|0x20 <= 'z' {
			sc.i++
			return c, true
		}
	}
	return 0, false
}

// A pathReader turns path data into segments.
type pathReader struct {
	scanner
	path      Path
	at, start Point // where it stands, and where the contour began
	control   Point // the last control point of a curve
	last      byte  // the command before, in lower case
	relative  bool
}

// parsePath reads path data. Of data that is broken it returns what comes before:
// https://www.w3.org/TR/SVG11/implnote.html#PathElementImplementationNotes
func parsePath(data string) Path {
	r := &pathReader{scanner: scanner{s: data}}
	c, ok := r.command()
	for ok {
		r.relative = c >= 'a'
		if !r.segment(c | 0x20) {
			break
		}
		next, found := r.command()
		switch {
		case found:
			c = next
		case c|0x20 == 'z':
			ok = false
		default: // more numbers: the command is repeated, a move as a line
			if r.space(); r.i >= len(r.s) {
				ok = false
			}
			if c|0x20 == 'm' {
				c--
			}
		}
	}
	return r.path
}

// segment reads the numbers of one command.
func (r *pathReader) segment(c byte) bool {
	if c != 'm' && len(r.path) == 0 {
		return false // https://www.w3.org/TR/SVG11/paths.html#PathData: it must begin with a move
	}
	ok := true
	before := r.at
	switch c {
	case 'm':
		if r.at, ok = r.point(); ok {
			r.start = r.at
			r.path.move(r.at)
		}
	case 'l', 'h', 'v':
		if ok = r.lineEnd(c); ok {
			r.path.line(r.at)
		}
	case 'c', 's':
		ok = r.cubic(c)
	case 'q', 't':
		ok = r.quadratic(c)
	case 'a':
		ok = r.arc()
	case 'z':
		r.path.close()
		r.at = r.start
	default:
		return false
	}
	if !ok {
		r.at = before
	}
	r.last = c
	return ok
}

// point reads a point, which is relative to where the pen stands after a small letter.
func (r *pathReader) point() (Point, bool) {
	x, ok := r.number()
	y, also := r.number()
	if !ok || !also {
		return r.at, false
	}
	if r.relative {
		return Point{r.at.X + x, r.at.Y + y}, true
	}
	return Point{x, y}, true
}

func (r *pathReader) lineEnd(c byte) (ok bool) {
	if c == 'l' {
		r.at, ok = r.point()
		return ok
	}
	n, ok := r.number()
	if !ok {
		return false
	}
	to := &r.at.X
	if c == 'v' {
		to = &r.at.Y
	}
	if r.relative {
		n += *to
	}
	*to = n
	return true
}

func (r *pathReader) cubic(c byte) bool {
	a, ok := r.mirrored("cs"), true
	if c == 'c' {
		a, ok = r.point()
	}
	b, also := r.point()
	to, too := r.point()
	if !ok || !also || !too {
		return false
	}
	r.path.curve(a, b, to)
	r.control, r.at = b, to
	return true
}

// mirrored returns the last control point, seen from the other side, if the command before was one of those named.
func (r *pathReader) mirrored(commands string) Point {
	for i := range len(commands) {
		if r.last == commands[i] {
			return Point{2*r.at.X - r.control.X, 2*r.at.Y - r.control.Y}
		}
	}
	return r.at
}

func (r *pathReader) quadratic(c byte) bool {
	q, ok := r.mirrored("qt"), true
	if c == 'q' {
		q, ok = r.point()
	}
	to, also := r.point()
	if !ok || !also {
		return false
	}
	third := func(p Point) Point { return Point{p.X + (q.X-p.X)*2/3, p.Y + (q.Y-p.Y)*2/3} }
	r.path.curve(third(r.at), third(to), to)
	r.control, r.at = q, to
	return true
}

func (r *pathReader) arc() bool {
	rx, ok1 := r.number()
	ry, ok2 := r.number()
	turn, ok3 := r.number()
	large, ok4 := r.flag()
	sweep, ok5 := r.flag()
	to, ok6 := r.point()
	if !(ok1 && ok2 && ok3 && ok4 && ok5 && ok6) {
		return false
	}
	r.path.arc(r.at, rx, ry, turn, large, sweep, to)
	r.at = to
	return true
}

// arc adds an arc of an ellipse as curves: https://www.w3.org/TR/SVG11/implnote.html#ArcImplementationNotes
func (p *Path) arc(from Point, rx, ry, turn float64, large, sweep bool, to Point) {
	rx, ry = math.Abs(rx), math.Abs(ry)
	if from == to {
		return
	}
	if rx == 0 || ry == 0 {
		p.line(to)
		return
	}
	sin, cos := math.Sincos(turn * math.Pi / 180)
	dx, dy := (from.X-to.X)/2, (from.Y-to.Y)/2
	x, y := cos*dx+sin*dy, cos*dy-sin*dx
	if grow := x*x/(rx*rx) + y*y/(ry*ry); grow > 1 {
		rx, ry = rx*math.Sqrt(grow), ry*math.Sqrt(grow)
	}
	root := (rx*rx*ry*ry - rx*rx*y*y - ry*ry*x*x) / (rx*rx*y*y + ry*ry*x*x)
	f := math.Sqrt(max(root, 0))
	if large == sweep {
		f = -f
	}
	cx, cy := f*rx*y/ry, -f*ry*x/rx
	first := math.Atan2((y-cy)/ry, (x-cx)/rx)
	angle := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - first
	switch {
	case sweep && angle < 0:
		angle += 2 * math.Pi
	case !sweep && angle > 0:
		angle -= 2 * math.Pi
	}
	center := Point{cos*cx - sin*cy + (from.X+to.X)/2, sin*cx + cos*cy + (from.Y+to.Y)/2}
	// A circle of radius 1, turned, stretched and moved.
	m := translate(center.X, center.Y).Mul(rotate(turn)).Mul(scale(rx, ry))
	parts := math.Ceil(math.Abs(angle)/(math.Pi/2) - 1e-9)
	step := angle / parts
	k := 4.0 / 3 * math.Tan(step/4)
	for i := range int(parts) {
		s1, c1 := math.Sincos(first + step*float64(i))
		s2, c2 := math.Sincos(first + step*float64(i+1))
		end := m.Apply(Point{c2, s2})
		if i == int(parts)-1 {
			end = to
		}
		p.curve(m.Apply(Point{c1 - k*s1, s1 + k*c1}), m.Apply(Point{c2 + k*s2, s2 - k*c2}), end)
	}
}

// ellipse returns an ellipse.
func ellipse(cx, cy, rx, ry float64) Path {
	var p Path
	if rx <= 0 || ry <= 0 {
		return nil
	}
	right, left := Point{cx + rx, cy}, Point{cx - rx, cy}
	p.move(right)
	p.arc(right, rx, ry, 0, false, true, left)
	p.arc(left, rx, ry, 0, false, true, right)
	p.close()
	return p
}

// rectangle returns a rectangle with round corners.
func rectangle(x, y, w, h, rx, ry float64) Path {
	var p Path
	if w <= 0 || h <= 0 {
		return nil
	}
	rx, ry = min(rx, w/2), min(ry, h/2)
	if rx <= 0 || ry <= 0 {
		p.move(Point{x, y})
		p.line(Point{x + w, y})
		p.line(Point{x + w, y + h})
		p.line(Point{x, y + h})
		p.close()
		return p
	}
	corner := func(from, to Point) {
		if len(p) == 0 {
			p.move(from)
		} else {
			p.line(from)
		}
		p.arc(from, rx, ry, 0, false, true, to)
	}
	corner(Point{x + w - rx, y}, Point{x + w, y + ry})
	corner(Point{x + w, y + h - ry}, Point{x + w - rx, y + h})
	corner(Point{x + rx, y + h}, Point{x, y + h - ry})
	corner(Point{x, y + ry}, Point{x + rx, y})
	p.close()
	return p
}

// polygon reads the points of a polyline or a polygon. A number too many is left out.
func polygon(points string, closed bool) Path {
	var p Path
	n := numbers(points)
	for i := 0; i+1 < len(n); i += 2 {
		q := Point{n[i], n[i+1]}
		if i == 0 {
			p.move(q)
		} else {
			p.line(q)
		}
	}
	if closed && len(p) > 0 {
		p.close()
	}
	return p
}
