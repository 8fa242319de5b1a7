package mathbox

import "coursepack/content/math"

// Measures of displays, in em unless they tell otherwise.
const (
	numberGap  = 1   // at least so much between a formula and its number
	indent     = 2   // of the lines after the first one of a broken formula
	brokenGap  = 0.3 // between lines, beside the usual distance
	multMargin = 1   // at both sides of a multline
	leastRight = 0.4 // of the column: right sides that have less room are not broken
)

// leastScale is how small lines are set for the sake of breaking between them.
const leastScale = 0.6

// A shown is a display with the numbers of its lines.
type shown struct {
	*layouter
	body    *box
	numbers []number
	width   float64 // of the column; 0 if it is not known
	em      float64
}

// A number of an equation stands on the line y.
type number struct {
	*box
	row int // of a table; -1 for the number of a whole formula
	y   float64
}

// display sets a formula in a column.
func (l *layouter) display(f *math.Formula, width float64) *Box {
	c := context{level: display, scale: 1}
	d := &shown{layouter: l, width: width, em: l.em(c)}
	d.number(f.Numbering, -1)
	t, ok := soleTable(f.Body)
	if !ok {
		r := l.build(f.Body.Items, c)
		d.body = l.whole(r)
		return d.fitted(r)
	}
	for i, row := range t.Rows {
		d.number(row.Numbering, i)
	}
	g := d.table(t, c)
	d.body = g.box
	d.toRows(g, t.Env == "multline")
	b := d.fitted(nil)
	b.Broken = g.broken
	return b
}

// table sets a table that is all of the display. If it is too wide and has the two sides of equations, right sides are broken.
func (d *shown) table(t *math.Table, c context) grid {
	to := fit{room: max(0, d.room()-2*multMargin*d.em)}
	g := d.layouter.table(t, c, to)
	if d.width <= 0 || g.width <= d.room() || len(g.lefts) != 2 {
		return g
	}
	to.right = d.room() - g.lefts[1]
	if narrow := d.layouter.table(t, c, to); to.right > leastRight*d.room() && narrow.width < g.width {
		return narrow
	}
	return g
}

// toRows moves numbers to their rows. That of a whole table goes to its middle, or to the last line of a multline.
func (d *shown) toRows(g grid, last bool) {
	for i := range d.numbers {
		n := &d.numbers[i]
		if n.row < 0 && last {
			n.row = len(g.baselines) - 1
		}
		if n.row >= 0 {
			n.y = g.baselines[n.row]
		}
	}
}

// soleTable returns the table that is all of a display.
func soleTable(body *math.Row) (t *math.Table, ok bool) {
	for len(body.Items) == 1 {
		switch n := body.Items[0].(type) {
		case *math.Table:
			return n, true
		case *math.Row:
			body = n
		default:
			return nil, false
		}
	}
	return nil, false
}

// number sets the number of a line, if it has one.
func (d *shown) number(n math.Numbering, row int) {
	c := context{level: text, scale: 1}
	var b *box
	switch {
	case n.Tag != nil && n.Bare:
		b = d.row(n.Tag.Items, c)
	case n.Tag != nil:
		b = d.new()
		for _, part := range []*box{d.plainWords("(", c), d.row(n.Tag.Items, c), d.plainWords(")", c)} {
			d.append(b, part)
		}
	case n.Number != "":
		b = d.plainWords("("+n.Number+")", c)
	default:
		return
	}
	d.numbers = append(d.numbers, number{box: b, row: row})
}

// room is how wide the formula may be.
func (d *shown) room() float64 {
	widest := 0.0
	for _, n := range d.numbers {
		widest = max(widest, n.width+numberGap*d.em)
	}
	return max(d.width-widest, d.width/2)
}

// fitted returns the display as wide as its column. r is what can be broken; nil if nothing can.
func (d *shown) fitted(r *rowBuilder) *Box {
	if d.width <= 0 {
		return d.unbounded()
	}
	room := d.room()
	if d.body.width <= room {
		return d.placed(1, false)
	}
	for scale := 1.0; r != nil && scale >= leastScale && d.body.width*scale > room; scale -= 0.1 {
		if body, ok := d.inLines(r, room/scale, d.em); ok {
			d.body = body
			d.toLastLine()
			return d.placed(scale, true)
		}
	}
	return d.placed(room/d.body.width, false)
}

// toLastLine moves the number of a formula that was broken to its last line.
func (d *shown) toLastLine() {
	for i := range d.numbers {
		d.numbers[i].y = d.body.kids[len(d.body.kids)-1].y
	}
}

// unbounded sets numbers to the right of a formula that stands in no column.
func (d *shown) unbounded() *Box {
	b := d.new()
	b.put(d.body, 0, 0)
	b.width = d.body.width
	for _, n := range d.numbers {
		b.put(n.box, d.body.width+2*d.em, n.y)
		b.width = max(b.width, d.body.width+2*d.em+n.width)
	}
	return d.flat(b)
}

// placed centres the formula, scaled, and sets its numbers to the right margin.
func (d *shown) placed(scale float64, broken bool) *Box {
	formula := d.flat(d.body)
	if scale != 1 {
		formula.scaled(scale)
	}
	formula.Broken = broken
	x := (d.width - formula.Width) / 2
	if len(d.numbers) > 0 {
		x = max(0, min(x, d.room()-formula.Width))
	}
	formula.shift(x)
	formula.Width = d.width
	for _, n := range d.numbers {
		set := d.flat(n.box).Fit(d.width / 2)
		formula.join(set, d.width-set.Width, n.y*scale)
	}
	return formula
}

// join puts another box into b.
func (b *Box) join(o *Box, x, y float64) {
	b.Height, b.Depth = max(b.Height, o.Height+y), max(b.Depth, o.Depth-y)
	for _, r := range o.Rules {
		r.X, r.Y = r.X+x, r.Y+y
		b.Rules = append(b.Rules, r)
	}
	for _, g := range o.Glyphs {
		g.X, g.Y = g.X+x, g.Y+y
		b.Glyphs = append(b.Glyphs, g)
	}
	for _, n := range o.Lines {
		n.X1, n.Y1, n.X2, n.Y2 = n.X1+x, n.Y1+y, n.X2+x, n.Y2+y
		b.Lines = append(b.Lines, n)
	}
}

// inLines sets a row in lines that are at most so wide; ok is false if a part of it is wider.
func (l *layouter) inLines(r *rowBuilder, width, em float64) (b *box, ok bool) {
	if len(r.atoms) == 0 {
		return nil, false
	}
	b = l.new()
	x, y := r.atoms[0].x, 0.0
	for from := 0; from < len(r.atoms); {
		to := lineEnd(r.atoms, from, width-x)
		line := l.stretch(r, from, to)
		if line.width+x > width {
			return nil, false
		}
		if from > 0 {
			y -= max(line.height, strutHeight*em) + brokenGap*em
		}
		b.put(line, x, y)
		b.width = max(b.width, x+line.width)
		y -= max(line.depth, strutDepth*em)
		x, from = indent*em, to
	}
	return b, true
}

// lineEnd returns the atom before which a line that starts with an atom ends: before a relation if the line is not short then,
// else before an operation.
func lineEnd(atoms []atom, from int, width float64) int {
	start := atoms[from].x
	relation, operation := 0, 0
	for i := from; i < len(atoms); i++ {
		if atoms[i].end-start > width {
			break
		}
		if i+1 == len(atoms) {
			return len(atoms)
		}
		if !atoms[i+1].classed {
			continue
		}
		switch next := atoms[i+1].class; {
		case next == math.Rel && atoms[i].class != math.Rel:
			relation = i + 1
		case next == math.Bin:
			operation = i + 1
		}
	}
	const short = 0.4 // of a line
	switch {
	case relation > 0 && (operation == 0 || atoms[relation].x-start > short*width):
		return relation
	case operation > 0:
		return operation
	}
	return nextBreak(atoms, from)
}

// nextBreak returns the first atom before which a line may end.
func nextBreak(atoms []atom, from int) int {
	for i := from + 1; i < len(atoms); i++ {
		if c := atoms[i].class; atoms[i].classed && (c == math.Bin || c == math.Rel && atoms[i-1].class != math.Rel) {
			return i
		}
	}
	return len(atoms)
}
