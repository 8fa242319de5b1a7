package pdf

import (
	"slices"
	"strings"
	"unicode/utf8"

	"coursepack/content"
)

// A line is a row of atoms.
type line struct {
	atoms []atom
	width float64
	ended bool // nothing stands between it and the next line; else a space did
}

// breakLines fills lines of the given width, each as full as can be. An atom that is wider than a line is taken apart.
func breakLines(atoms []atom, width float64) []line {
	var lines []line
	var now line
	for _, a := range fitting(atoms, width) {
		gap := a.gap
		if a.space {
			gap = a.spaced.width(" ")
		}
		full := now.width+gap+a.width > width+0.01
		if len(now.atoms) > 0 && (a.breaks || full) {
			now.ended = a.breaks || !a.space
			lines, now = append(lines, now), line{}
		}
		if len(now.atoms) == 0 {
			gap = 0
		}
		now.atoms, now.width = append(now.atoms, a), now.width+gap+a.width
	}
	now.ended = true
	return append(lines, now)
}

// fitting returns atoms of which none is wider than a line.
func fitting(atoms []atom, width float64) []atom {
	if !slices.ContainsFunc(atoms, func(a atom) bool { return a.width > width }) {
		return atoms
	}
	var fit []atom
	for _, a := range atoms {
		if a.width > width {
			fit = append(fit, a.split(width)...)
		} else {
			fit = append(fit, a)
		}
	}
	return fit
}

// split takes apart an atom that is too wide: after a sign at which addresses and paths may break, else anywhere. Formulas become
// smaller instead.
func (a atom) split(width float64) []atom {
	var parts []atom
	for all := a.characters(width); len(all) > 0; {
		cut := fill(all, width)
		parts = append(parts, joined(all[:cut]))
		all = all[cut:]
	}
	parts[0].space, parts[0].spaced, parts[0].gap, parts[0].breaks = a.space, a.spaced, a.gap, a.breaks
	return parts
}

// fill returns how many of the characters to put on a line: at least one.
func fill(all []piece, width float64) int {
	at, good, goodAt := 0.0, 0, 0.0
	for i, c := range all {
		if at += c.width; at > width && i > 0 {
			if goodAt > width/3 {
				return good
			}
			return i
		}
		if c.text != "" && strings.Contains("/-_.,;:=&?+", c.text) {
			good, goodAt = i+1, at
		}
	}
	return len(all)
}

// characters returns the atom in pieces of one character, and formulas that are no wider than a line.
func (a atom) characters(width float64) []piece {
	var all []piece
	for _, p := range a.pieces {
		if p.formula != nil {
			p = p.fit(width)
		}
		if p.text == "" {
			all = append(all, p)
		}
		for t := p.text; t != ""; {
			_, n := utf8.DecodeRuneInString(t)
			all = append(all, piece{style: p.style, text: t[:n], width: p.style.width(t[:n]), anchor: p.anchor})
			p.anchor, t = "", t[n:]
		}
	}
	return all
}

// fit returns a formula that is no wider than a line.
func (p piece) fit(width float64) piece {
	small := *p.formula
	small.box = small.box.Fit(width)
	p.formula, p.width = &small, small.box.Width
	return p
}

func joined(pieces []piece) atom {
	var a atom
	for _, p := range pieces {
		a.width += p.width
		if n := len(a.pieces) - 1; n >= 0 && p.isText() && p.anchor == "" && a.pieces[n].isText() && a.pieces[n].style == p.style {
			a.pieces[n].text += p.text
			a.pieces[n].width += p.width
			continue
		}
		a.pieces = append(a.pieces, p)
	}
	return a
}

func (p piece) isText() bool { return p.figure == nil && p.formula == nil }

// A pen draws one line.
type pen struct {
	item
	x, y  float64 // of the baseline
	style style   // of the run that is not yet drawn
	run   string
	start float64
}

// drawLine draws a line of text with its start at x; size is that of the text around.
func drawLine(l line, x, height float64) item {
	p := pen{item: item{kind: box, height: height}, x: x}
	above, below := l.extent()
	above, below = max(above, 0.72*height), max(below, 0.28*height)
	p.height = above + below
	p.base = above
	p.y = p.base
	for i, a := range l.atoms {
		if a.space && i > 0 {
			p.write(a.spaced, " ", a.spaced.width(" "))
		}
		if a.gap != 0 && i > 0 {
			p.flush()
			p.x += a.gap
		}
		for _, piece := range a.pieces {
			p.piece(piece)
		}
	}
	if n := len(l.atoms); !l.ended && n > 0 {
		p.endSpace()
	}
	p.flush()
	return p.item
}

// extent returns how far the pictures and formulas of the line reach above and below its baseline.
func (l line) extent() (above, below float64) {
	for _, a := range l.atoms {
		for _, p := range a.pieces {
			switch {
			case p.figure != nil:
				above = max(above, p.figure.h)
			case p.formula != nil:
				above = max(above, p.formula.box.Height+p.style.rise)
				below = max(below, p.formula.box.Depth-p.style.rise)
			}
		}
	}
	return above, below
}

func (p *pen) piece(o piece) {
	if o.anchor != "" {
		p.anchors = append(p.anchors, anchor{o.anchor, 0})
	}
	if o.figure != nil {
		p.flush()
		p.ops = append(p.ops, o.figure.moved(p.x, p.y-o.figure.h))
		p.linked(p.x, o.width, o.figure.h, o.style.link)
		p.x += o.width
		return
	}
	if o.formula != nil {
		p.flush()
		p.ops = append(p.ops, o.formula.moved(p.x, p.y-o.style.rise))
		p.linked(p.x, o.width, o.style.size, o.style.link)
		p.x += o.width
		return
	}
	p.write(o.style, o.text, o.width)
}

func (p *pen) write(s style, text string, width float64) {
	if s != p.style {
		p.flush()
	}
	if p.run == "" {
		p.style, p.start = s, p.x
	}
	p.run += text
	p.x += width
}

// endSpace writes the space at which the line broke, so that whoever copies the text gets its words apart.
func (p *pen) endSpace() {
	s := p.style
	x := p.x
	s.underline, s.strike, s.back, s.boxed = false, false, 0, false
	if p.run == "" || p.style == s {
		p.write(p.style, " ", 0)
	} else {
		p.flush()
		p.write(s, " ", 0)
	}
	p.x = x
}

func (p *pen) flush() {
	if p.run == "" {
		return
	}
	s, width := p.style, p.x-p.start
	if s.back != 0 {
		p.under = append(p.under, rect{x: p.start - 1, y: p.y - s.rise - 0.82*s.size, w: width + 2, h: 1.1 * s.size, color: s.back})
	}
	if s.boxed {
		p.under = append(p.under, rect{x: p.start - 1, y: p.y - s.rise - 0.82*s.size, w: width + 2, h: 1.1 * s.size, color: pale, outline: true})
	}
	p.ops = s.draw(p.ops, p.run, p.start, p.y)
	if s.underline {
		p.ruled(width, s.rise-0.12*s.size)
	}
	if s.strike {
		p.ruled(width, s.rise+0.25*s.size)
	}
	p.linked(p.start, width, s.size, s.link)
	p.run = ""
}

// ruled draws a line of the current run's colour, above its baseline.
func (p *pen) ruled(width, above float64) {
	y := p.y - above
	p.ops = append(p.ops, stroke{x1: p.start, y1: y, x2: p.start + width, y2: y, width: lineWidth, color: p.style.color})
}

func (p *pen) linked(x, width, height float64, to link) {
	if to == (link{}) || width <= 0 {
		return
	}
	a := area{x: x, y: p.y - 0.85*height, w: width, h: 1.1 * height, link: to}
	if n := len(p.links) - 1; n >= 0 && p.links[n].link == to && p.links[n].x+p.links[n].w > x-0.5 {
		p.links[n].w = x + width - p.links[n].x
		return
	}
	p.links = append(p.links, a)
}

// lines sets atoms in the width of the flow and appends them as boxes. The first two lines and the last two stay together.
func (f *flow) lines(atoms []atom, size float64) {
	f.linesLed(atoms, size*leading)
}

func (f *flow) linesLed(atoms []atom, height float64) {
	if len(atoms) == 0 {
		return
	}
	lines := breakLines(atoms, f.width)
	for i, l := range lines {
		b := drawLine(l, f.left+f.shift(l.width), height)
		b.keep = len(lines) > 1 && (i == 0 || i == len(lines)-2)
		f.box(b)
	}
}

// shift is how far a line of the given width starts from the left.
func (f *flow) shift(width float64) float64 {
	switch f.align {
	case content.AlignCenter:
		return max(0, f.width-width) / 2
	case content.AlignRight:
		return max(0, f.width-width)
	}
	return 0
}
