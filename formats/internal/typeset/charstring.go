package typeset

// A charstring is a program that draws a glyph: Adobe Technical Note #5177, The Type 2 Charstring Format.
// What is run is also written down without subroutines, for subsets.
type charstring struct {
	font  *cff
	local index // subroutines
	pen   pen
	at    Point

	stack [48]float64
	n     int
	stems int
	ended bool

	flat   []byte // nil unless keep
	keep   bool
	number int // where the last operand starts in flat
}

const maxSubroutines = 10 // calls within calls

// Operators of charstrings.
const (
	hstem, vstem, vmoveto, rlineto, hlineto, vlineto, rrcurveto = 1, 3, 4, 5, 6, 7, 8
	callsubr, returnOp, escape, endchar                         = 10, 11, 12, 14
	hstemhm, hintmask, cntrmask, rmoveto, hmoveto, vstemhm      = 18, 19, 20, 21, 22, 23
	rcurveline, rlinecurve, vvcurveto, hhcurveto, shortint      = 24, 25, 26, 27, 28
	callgsubr, vhcurveto, hvcurveto, hflex, flex, hflex1, flex1 = 29, 30, 31, 34, 35, 36, 37
)

func (c *charstring) run(code []byte, depth int) {
	for len(code) > 0 && !c.ended {
		if op := code[0]; op >= 32 || op == shortint {
			size := c.push(code)
			code = code[size:]
			continue
		}
		size := c.operator(code, depth)
		if size == 0 {
			return
		}
		code = code[size:]
	}
}

// push reads an operand and returns how many bytes it takes.
func (c *charstring) push(code []byte) int {
	var v float64
	size := 1
	if code[0] == 255 {
		size = 5
		if len(code) >= size {
			v = float64(int32(u32(code, 1))) / 65536
		}
	} else {
		var n int
		n, size = dictNumber(code)
		v = float64(n)
	}
	if len(code) < size || c.n == len(c.stack) {
		c.ended = true
		return len(code)
	}
	c.stack[c.n] = v
	c.n++
	if c.keep {
		c.number = len(c.flat)
		c.flat = append(c.flat, code[:size]...)
	}
	return size
}

// operator runs an operator and returns how many bytes it takes; 0 is the end of a subroutine.
func (c *charstring) operator(code []byte, depth int) int {
	op, size := int(code[0]), 1
	switch op {
	case callsubr:
		c.call(c.local, depth)
		return 1
	case callgsubr:
		c.call(c.font.global, depth)
		return 1
	case returnOp:
		return 0
	case escape:
		if len(code) < 2 {
			c.ended = true
			return len(code)
		}
		op, size = int(code[1]), 2
		c.flexes(op)
	case hstem, vstem, hstemhm, vstemhm:
		c.stems += c.n / 2
	case hintmask, cntrmask:
		c.stems += c.n / 2
		size += (c.stems + 7) / 8
	default:
		c.draw(op)
	}
	c.n = 0
	size = min(size, len(code))
	if c.keep {
		c.flat = append(c.flat, code[:size]...)
	}
	return size
}

// call runs the subroutine whose number is on top of the stack.
func (c *charstring) call(subrs index, depth int) {
	if c.n == 0 || depth == maxSubroutines {
		c.ended = true
		return
	}
	c.n--
	bias := 107
	switch {
	case subrs.count >= 33900:
		bias = 32768
	case subrs.count >= 1240:
		bias = 1131
	}
	if c.keep {
		c.flat = c.flat[:c.number]
	}
	c.run(subrs.get(int(c.stack[c.n])+bias), depth+1)
}

// draw runs an operator that is made of one byte and draws.
func (c *charstring) draw(op int) {
	a := c.stack[:c.n]
	switch op {
	case rmoveto, hmoveto, vmoveto:
		c.move(op, a)
	case endchar:
		c.ended = true
	case rlineto:
		c.lines(a)
	case hlineto:
		c.straight(a, true)
	case vlineto:
		c.straight(a, false)
	case rrcurveto:
		c.curves(a)
	case rcurveline:
		if len(a) >= 2 {
			c.curves(a[:len(a)-2])
			c.lines(a[len(a)-2:])
		}
	case rlinecurve:
		if len(a) >= 6 {
			c.lines(a[:len(a)-6])
			c.curves(a[len(a)-6:])
		}
	case vvcurveto:
		c.upright(a)
	case hhcurveto:
		c.level(a)
	case vhcurveto:
		c.alternating(a, false)
	case hvcurveto:
		c.alternating(a, true)
	default:
		c.ended = true
	}
}

// move starts a contour. A width may stand before the operands of the first one.
func (c *charstring) move(op int, a []float64) {
	n := len(a)
	switch {
	case op == rmoveto && n >= 2:
		c.moveBy(a[n-2], a[n-1])
	case op == hmoveto && n >= 1:
		c.moveBy(a[n-1], 0)
	case op == vmoveto && n >= 1:
		c.moveBy(0, a[n-1])
	default:
		c.ended = true
	}
}

func (c *charstring) moveBy(dx, dy float64) {
	c.at = Point{c.at.X + dx, c.at.Y + dy}
	c.pen.moveTo(c.at)
}

func (c *charstring) lineBy(dx, dy float64) {
	c.at = Point{c.at.X + dx, c.at.Y + dy}
	c.pen.lineTo(c.at)
}

func (c *charstring) curveBy(dx1, dy1, dx2, dy2, dx3, dy3 float64) {
	a := Point{c.at.X + dx1, c.at.Y + dy1}
	b := Point{a.X + dx2, a.Y + dy2}
	c.at = Point{b.X + dx3, b.Y + dy3}
	c.pen.curveTo(a, b, c.at)
}

func (c *charstring) lines(a []float64) {
	for ; len(a) >= 2; a = a[2:] {
		c.lineBy(a[0], a[1])
	}
}

// straight draws lines that are level and upright by turns.
func (c *charstring) straight(a []float64, level bool) {
	for _, d := range a {
		if level {
			c.lineBy(d, 0)
		} else {
			c.lineBy(0, d)
		}
		level = !level
	}
}

func (c *charstring) curves(a []float64) {
	for ; len(a) >= 6; a = a[6:] {
		c.curveBy(a[0], a[1], a[2], a[3], a[4], a[5])
	}
}

// upright draws curves that start and end upright.
func (c *charstring) upright(a []float64) {
	dx := 0.0
	if len(a)%4 == 1 {
		dx, a = a[0], a[1:]
	}
	for ; len(a) >= 4; a, dx = a[4:], 0 {
		c.curveBy(dx, a[0], a[1], a[2], 0, a[3])
	}
}

// level draws curves that start and end level.
func (c *charstring) level(a []float64) {
	dy := 0.0
	if len(a)%4 == 1 {
		dy, a = a[0], a[1:]
	}
	for ; len(a) >= 4; a, dy = a[4:], 0 {
		c.curveBy(a[0], dy, a[1], a[2], a[3], 0)
	}
}

// alternating draws curves that start level and end upright, or the other way round, by turns.
func (c *charstring) alternating(a []float64, level bool) {
	for ; len(a) >= 4; a = a[4:] {
		last := 0.0
		if len(a) == 5 {
			last = a[4]
		}
		if level {
			c.curveBy(a[0], 0, a[1], a[2], last, a[3])
		} else {
			c.curveBy(0, a[0], a[1], a[2], a[3], last)
		}
		level = !level
	}
}

// flexes runs the operators that draw shallow curves. No others of two bytes are in use.
func (c *charstring) flexes(op int) {
	a := c.stack[:c.n]
	switch {
	case op == flex && len(a) >= 12:
		c.curves(a[:12])
	case op == hflex && len(a) >= 7:
		c.curveBy(a[0], 0, a[1], a[2], a[3], 0)
		c.curveBy(a[4], 0, a[5], -a[2], a[6], 0)
	case op == hflex1 && len(a) >= 9:
		c.curveBy(a[0], a[1], a[2], a[3], a[4], 0)
		c.curveBy(a[5], 0, a[6], a[7], a[8], -(a[1] + a[3] + a[7]))
	case op == flex1 && len(a) >= 11:
		c.flex1(a)
	default:
		c.ended = true
	}
}

// flex1 ends level with its start, or above it.
func (c *charstring) flex1(a []float64) {
	dx, dy := a[0]+a[2]+a[4]+a[6]+a[8], a[1]+a[3]+a[5]+a[7]+a[9]
	lastX, lastY := a[10], -dy
	if max(dx, -dx) <= max(dy, -dy) {
		lastX, lastY = -dx, a[10]
	}
	c.curves(a[:6])
	c.curveBy(a[6], a[7], a[8], a[9], lastX, lastY)
}
