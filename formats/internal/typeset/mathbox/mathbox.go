// Package mathbox lays formulas out: it turns the tree of a formula into glyphs, rules and lines at their places.
//
// It follows Appendix G of The TeXbook with the measures of an OpenType MATH table
// (https://learn.microsoft.com/typography/opentype/spec/math). Boxes are data; pages and pictures are drawn from them.
// The package knows nothing of either, but for a writer of SVG.
package mathbox

import (
	"slices"

	"coursepack/content/math"
	"coursepack/formats/internal/typeset"
)

// A Box is a formula, or a part of it that stands on one line. Lengths are in points; x grows to the right from the left edge,
// y upwards from the baseline. Rules are drawn first, then glyphs, then lines.
type Box struct {
	Width, Height, Depth float64

	Rules  []Rule
	Glyphs []Glyph
	Lines  []Line

	Scale  float64 // less than 1 if a display had to be set smaller to fit its width
	Broken bool    // a display had to be broken into lines to fit its width
}

// A Glyph with its origin at X, Y.
type Glyph struct {
	Face  *typeset.Face
	ID    uint16
	X, Y  float64
	Size  float64
	Text  string // what it stands for; "" if it continues the sign of the glyph before
	Color string // "#rrggbb", or "" for that of the text around
}

// A Rule is a filled rectangle whose lower left corner is at X, Y.
type Rule struct {
	X, Y, Width, Height float64
	Color               string
}

// A Line is a stroke.
type Line struct {
	X1, Y1, X2, Y2 float64
	Thickness      float64
	Dashed         bool
	Color          string
}

// Options say how a formula is set.
type Options struct {
	Size  float64 // of the text around, in points; 0 is 10
	Width float64 // of the column that a display stands in; 0 sets it as wide as it is
}

// A Piece of an inline formula is what no line breaks apart.
type Piece struct {
	Box
	Gap     float64 // to the next piece, if both are on one line
	Penalty int     // of a break after it, as TeX counts: 500 after a relation, 700 after an operation
}

// TeX's penalties for breaks in formulas.
const (
	relationPenalty  = 500
	operationPenalty = 700
)

// Layout sets a formula as one box. A display that has a Width is centred in it, with numbers at its right margin. One that is
// wider is broken before relations and operations, else it is set smaller; Scale and Broken tell about that.
func Layout(f *math.Formula, o Options) *Box {
	l := newLayouter(o)
	defer l.release()
	if f.Display {
		return l.display(f, o.Width)
	}
	return l.flat(l.row(f.Body.Items, context{level: text, scale: 1}))
}

// Pieces sets an inline formula as pieces between which a line may end.
func Pieces(f *math.Formula, o Options) []Piece {
	l := newLayouter(o)
	defer l.release()
	c := context{level: text, scale: 1}
	if f.Display {
		c.level = display
	}
	return l.pieces(l.build(f.Body.Items, c))
}

// Fit returns b if it is no wider than width, else a smaller box that fits.
func (b *Box) Fit(width float64) *Box {
	if b.Width <= width {
		return b
	}
	fit := *b
	fit.Rules, fit.Glyphs, fit.Lines = slices.Clone(b.Rules), slices.Clone(b.Glyphs), slices.Clone(b.Lines)
	fit.scaled(width / b.Width)
	return &fit
}

func (l *layouter) pieces(r *rowBuilder) []Piece {
	var pieces []Piece
	start := 0
	for i, a := range r.atoms {
		penalty := breakAfter(r.atoms, i)
		if penalty == 0 && i+1 < len(r.atoms) {
			continue
		}
		p := Piece{Box: *l.flat(l.stretch(r, start, i+1)), Penalty: penalty}
		if i+1 < len(r.atoms) {
			p.Gap = r.atoms[i+1].x - a.end
		}
		pieces = append(pieces, p)
		start = i + 1
	}
	if len(pieces) > 0 {
		first, last := &pieces[0], &pieces[len(pieces)-1]
		first.shift(r.atoms[0].x)
		last.Width += r.x - r.atoms[len(r.atoms)-1].end
	}
	return pieces
}

// breakAfter returns the penalty of a break after an atom of a row; 0 forbids it.
func breakAfter(atoms []atom, i int) int {
	if i+1 == len(atoms) {
		return 0
	}
	switch next := atoms[i+1]; {
	case atoms[i].class == math.Rel && !(next.classed && next.class == math.Rel):
		return relationPenalty
	case atoms[i].class == math.Bin:
		return operationPenalty
	}
	return 0
}

// shift moves everything to the right.
func (b *Box) shift(x float64) {
	if x == 0 {
		return
	}
	b.Width += x
	for i := range b.Rules {
		b.Rules[i].X += x
	}
	for i := range b.Glyphs {
		b.Glyphs[i].X += x
	}
	for i := range b.Lines {
		b.Lines[i].X1 += x
		b.Lines[i].X2 += x
	}
}
