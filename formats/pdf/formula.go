package pdf

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/content/math/speech"
	"coursepack/formats/internal/typeset/mathbox"
	"coursepack/formats/pdf/internal/object"
)

// A formula draws a formula, or the part of one that stands on one line.
type formula struct {
	box   *mathbox.Box
	color color
	tag   *element
}

// unbroken is the part of a line that a formula may take without being worth a break.
const unbroken = 0.3

func (o formula) width() float64 { return o.box.Width }

// math adds the pieces of a formula. A line may end between them.
func (in *inliner) math(n *content.Math, s style) {
	if n.Formula == nil {
		in.code(strings.TrimSpace(n.TeX), s)
		return
	}
	tag := s.tag.formula(n.Formula, n.TeX, s.fonts.language)
	o := mathbox.Options{Size: s.mathSize()}
	if whole := mathbox.Layout(n.Formula, o); !n.Formula.Display && whole.Width < in.width*unbroken {
		in.add(piece{style: &s, formula: &formula{box: whole, color: s.color, tag: tag}, width: whole.Width})
		return
	}
	for _, part := range mathbox.Pieces(n.Formula, o) {
		in.add(piece{style: &s, formula: &formula{box: &part.Box, color: s.color, tag: tag}, width: part.Width})
		if part.Penalty > 0 {
			in.loose, in.gap, in.cost = true, part.Gap, part.Penalty
		}
	}
	in.loose, in.gap, in.cost = false, 0, 0
}

// formula is a formula inside of e with what is said for it: English, whatever the language around it. One without a word is read
// out as it was typed.
func (e *element) formula(f *math.Formula, tex, around string) *element {
	c := e.child("Formula")
	c.alt = cmp.Or(speech.English(f), strings.TrimSpace(tex), "formula")
	if around != "en" && !strings.HasPrefix(around, "en-") {
		c.lang = "en"
	}
	return c
}

// mathBlock sets a displayed formula. One that is too wide is broken or set smaller.
func (f *flow) mathBlock(m *content.MathBlock) {
	f.anchorID(m.ID)
	f.space(gap)
	if m.Formula == nil {
		f.indented(indent, indent, func() { f.codeLines("", strings.Trim(m.TeX, "\n"), codeLook{}) })
		f.space(gap)
		return
	}
	b := mathbox.Layout(m.Formula, mathbox.Options{Size: f.text.mathSize(), Width: f.width})
	if b.Broken {
		f.report(m.Pos, diag.Note, "math-broken", "the formula is wider than the page", "it is broken into lines")
	}
	if b.Scale < 1 {
		f.report(m.Pos, diag.Warning, "math-too-wide", "the formula is wider than the page",
			fmt.Sprintf("it is set at %.0f %% of its size", 100*b.Scale))
	}
	i := &item{kind: box, height: b.Height + b.Depth}
	i.height = onGrid(i.height) // so that the text goes on on the grid, the formula in the middle
	i.base = b.Height + (i.height-b.Height-b.Depth)/2
	tag := f.tag.formula(m.Formula, m.TeX, f.fonts.language)
	i.ops = []placed{{formula{b, f.text.color, tag}, f.left, i.base}}
	f.box(i)
	f.space(gap)
}

// formula draws rules, glyphs and lines, in this order.
func (e *emitter) formula(o formula, x, y float64) {
	if o.tag != nil {
		e.covers(o.tag, x, y+o.box.Depth, o.box.Width, o.box.Height+o.box.Depth)
	}
	for _, r := range o.box.Rules {
		e.fillWith(colorOf(r.Color, o.color))
		e.numbers("re f", x+r.X, e.up(y)+r.Y, r.Width, r.Height)
	}
	for _, g := range o.box.Glyphs {
		e.fillWith(colorOf(g.Color, o.color))
		e.glyph(g, x+g.X, e.up(y)+g.Y)
	}
	for _, l := range o.box.Lines {
		e.strokeWith(colorOf(l.Color, o.color), l.Thickness)
		if l.Dashed {
			e.stream = append(e.stream, "[2 2] 0 d\n"...)
		}
		e.numbers("m", x+l.X1, e.up(y)+l.Y1)
		e.numbers("l S", x+l.X2, e.up(y)+l.Y2)
		if l.Dashed {
			e.stream = append(e.stream, "[] 0 d\n"...)
		}
	}
}

func (e *emitter) glyph(g mathbox.Glyph, x, y float64) {
	font := e.font(g.Face)
	e.stream = append(e.stream, "BT "+font.name+" "...)
	e.stream = object.AppendFloat(e.stream, g.Size)
	e.stream = append(e.stream, " Tf "...)
	e.stream = object.AppendFloat(e.stream, x)
	e.stream = append(e.stream, ' ')
	e.stream = object.AppendFloat(e.stream, y)
	e.stream = append(e.stream, " Td <"...)
	e.stream = font.append(e.stream, g.ID, g.Text)
	e.stream = append(e.stream, "> Tj ET\n"...)
}

// colorOf reads "#rrggbb"; nothing is the colour of the text around.
func colorOf(hex string, around color) color {
	if hex == "" {
		return around
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 24)
	if err != nil {
		return around
	}
	return color(n)
}
