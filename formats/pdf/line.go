package pdf

import (
	"math"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/formats/internal/typeset"
)

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
		if t := c.text(); t != "" && strings.Contains("/-_.,;:=&?+", t) {
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
		if len(p.words) == 0 || p.refers != "" {
			all = append(all, p)
			continue
		}
		for _, w := range p.words {
			for start := 0; start < len(w.Glyphs); {
				end := start + 1
				for end < len(w.Glyphs) && w.Glyphs[end].Text == "" {
					end++
				}
				part := w.Part(start, end)
				all = append(all, piece{style: p.style, words: []*typeset.Word{part}, width: widthOf(part, p.style.size), anchor: p.anchor})
				p.anchor, start = "", end
			}
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
		if n := len(a.pieces) - 1; n >= 0 && p.isText() && p.anchor == "" && a.pieces[n].isText() && *a.pieces[n].style == *p.style {
			a.pieces[n].words = append(slices.Clip(a.pieces[n].words), p.words...)
			a.pieces[n].width += p.width
			continue
		}
		a.pieces = append(a.pieces, p)
	}
	for i, p := range a.pieces {
		a.pieces[i].words = rejoined(p.words)
	}
	return a
}

// rejoined makes one word of those in a row that have a face in common and run to the right.
func rejoined(words []*typeset.Word) []*typeset.Word {
	var joined []*typeset.Word
	for i := 0; i < len(words); {
		first := words[i]
		glyphs := slices.Clip(first.Glyphs)
		for i++; i < len(words) && words[i].Face == first.Face && !words[i].Leftward && !first.Leftward; i++ {
			glyphs = append(glyphs, words[i].Glyphs...)
		}
		joined = append(joined, typeset.NewWord(first.Face, first.Leftward, glyphs))
	}
	return joined
}

// isText reports whether a piece is text that goes on with any other.
func (p piece) isText() bool { return p.figure == nil && p.formula == nil && p.refers == "" }

// A pen draws one line.
type pen struct {
	*item
	x, y  float64 // of the baseline
	style *style  // of the runs that are not yet drawn
	runs  []run   // not yet drawn, in room that lines share
	start float64
}

// draw draws a line of text with its start at x and so much room above and below its baseline; apart says that the words will be
// moved one by one.
func (f *flow) draw(l line, x float64, room extent, apart bool) *item {
	p := pen{runs: f.runs[:0], item: &item{kind: box, height: room.above + room.below, base: room.above}, x: x, y: room.above, style: &style{}}
	for _, part := range l.segments {
		if apart {
			p.flush()
		}
		switch {
		case part.space != nil:
			p.space(part.space, part.width)
		case len(part.pieces) == 0 && part.width != 0:
			p.flush()
			p.x += part.width
		}
		for _, piece := range part.pieces {
			p.piece(piece)
		}
	}
	if n := len(l.segments); !l.ended && n > 0 {
		p.endSpace()
	}
	p.flush()
	f.runs = p.runs
	return p.item
}

// An extent is how far something reaches above and below a baseline.
type extent struct{ above, below float64 }

// Lines stand at one distance from another unless something in them would come closer than lineSkip to the next: TeX's
// \lineskip. It may reach into the space before and after a paragraph by overhang.
const (
	firstBaseline = 0.72 // of the height of a line
	lineSkip      = 0.8
	overhang      = 2.5
)

// reach returns how far the letters of the line reach, in lines of a height, or its pictures and formulas.
func (l line) reach(height float64) extent {
	e := extent{0.53 * height, 0.18 * height}
	for _, part := range l.segments {
		for _, p := range part.pieces {
			switch {
			case p.figure != nil:
				e.above = max(e.above, p.figure.h)
			case p.formula != nil:
				e.above = max(e.above, p.formula.box.Height+p.style.rise)
				e.below = max(e.below, p.formula.box.Depth-p.style.rise)
			}
		}
	}
	return e
}

func (p *pen) piece(o piece) {
	if o.anchor != "" {
		p.anchors = append(p.anchors, anchor{o.anchor, 0})
	}
	if o.note != nil {
		p.notes = append(p.notes, o.note)
	}
	if o.figure != nil {
		p.flush()
		p.ops = append(p.ops, placed{*o.figure, p.x, p.y - o.figure.h})
		p.linked(p.x, o.width, o.figure.h, o.style.link, o.style.tag)
		p.x += o.width
		return
	}
	if o.formula != nil {
		p.flush()
		p.ops = append(p.ops, placed{*o.formula, p.x, p.y - o.style.rise})
		p.linked(p.x, o.width, o.style.size, o.style.link, o.style.tag)
		p.x += o.width
		return
	}
	if o.refers != "" {
		p.pageNumber(o)
		return
	}
	p.in(o.style)
	for _, w := range o.words {
		p.runs = append(p.runs, run{Word: w})
	}
	p.x += o.width
}

// pageNumber writes the number of a page at the right of its room: another may come in its place.
func (p *pen) pageNumber(o piece) {
	p.flush()
	p.style, p.start = o.style, p.x
	end := p.x + o.width
	x := end - widthOfAll(o.words, o.style.size)
	at := len(p.ops)
	p.ops = o.style.draw(p.ops, strings.TrimSpace(o.text()), x, p.y)
	for i := range p.ops[at:] {
		t := p.ops[at+i].op.(text)
		t.refers, t.room = o.refers, o.width
		p.ops[at+i].op = t
	}
	p.linked(p.x, o.width, o.style.size, o.style.link, o.style.tag)
	p.x = end
}

// space writes a space of some width.
func (p *pen) space(s *style, width float64) {
	p.in(s)
	w := s.words(" ")[0]
	p.runs = append(p.runs, run{w, width - widthOf(w, s.size)})
	p.x += width
}

// in sets the style of what is written next.
func (p *pen) in(s *style) {
	if s != p.style && *s != *p.style {
		p.flush()
	}
	if len(p.runs) == 0 {
		p.style, p.start = s, p.x
	}
}

// endSpace writes the space at which the line broke, so that whoever copies the text gets its words apart.
func (p *pen) endSpace() {
	s := *p.style
	if len(p.runs) == 0 {
		s.underline, s.strike, s.back, s.boxed = false, false, 0, false
	}
	p.space(&s, 0)
}

func (p *pen) flush() {
	if len(p.runs) == 0 {
		return
	}
	s, width := p.style, p.x-p.start
	if s.back != 0 {
		p.under = append(p.under, placed{rect{w: width + 2, h: 1.1 * s.size, color: s.back}, p.start - 1, p.y - s.rise - 0.82*s.size})
	}
	if s.boxed {
		p.under = append(p.under, placed{rect{w: width + 2, h: 1.1 * s.size, color: pale, outline: true}, p.start - 1, p.y - s.rise - 0.82*s.size})
	}
	p.ops = s.drawRuns(p.ops, slices.Clone(p.runs), p.start, p.y)
	if s.underline {
		p.ruled(width, s.rise-0.12*s.size)
	}
	if s.strike {
		p.ruled(width, s.rise+0.25*s.size)
	}
	p.linked(p.start, width, s.size, s.link, s.tag)
	p.runs = p.runs[:0]
}

// ruled draws a line of the current run's colour, above its baseline.
func (p *pen) ruled(width, above float64) {
	p.ops = append(p.ops, placed{stroke{dx: width, thickness: lineWidth, color: p.style.color}, p.start, p.y - above})
}

func (p *pen) linked(x, width, height float64, to link, tag *element) {
	if to == (link{}) || width <= 0 {
		return
	}
	tag = tag.linkAround()
	a := area{x: x, y: p.y - 0.85*height, w: width, h: 1.1 * height, link: to, tag: tag}
	if n := len(p.links) - 1; n >= 0 && p.links[n].tag == tag && p.links[n].x+p.links[n].w > x-0.5 {
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
	lines := f.breakLines(atoms, f.width)
	spare := overhang // that what stands above leaves to the line
	for i, l := range lines {
		reach := l.reach(height)
		room := extent{
			max(firstBaseline*height, reach.above-spare), max((1-firstBaseline)*height, reach.below-overhang)}
		spare = room.below - reach.below - lineSkip
		b := f.draw(l, f.left+f.shift(l.width), room, f.base == leftward)
		b.keep = len(lines) > 1 && (i == 0 || i == len(lines)-2)
		b.onGrid = math.Abs(height-lineHeight) < 1e-6 && len(f.frames) == 0
		b.toGrid = b.base - firstBaseline*height // such lines are where text starts
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
