package mathbox

import (
	"strings"

	"coursepack/content/math"
	"coursepack/formats/internal/typeset"
)

// char returns a glyph of the font for formulas, or of another one if it has none for r.
func (l *layouter) char(r rune, c context) *box {
	id, ok := l.face.Glyph(r)
	if !ok {
		return l.textGlyph(r, typeset.MathText(false, false), c)
	}
	if c.level >= script {
		id = l.face.Substitute(typeset.ScriptStyle, id, int(c.level-script))
	}
	return l.glyph(l.face, id, string(r), c)
}

func (l *layouter) glyph(face *typeset.Face, id uint16, text string, c context) *box {
	return l.sized(face, id, text, l.em(c), c.color)
}

// sized returns a box with a glyph. It is as high and deep as its ink, but reaches to the baseline.
func (l *layouter) sized(face *typeset.Face, id uint16, text string, size float64, color string) *box {
	b := l.new()
	unit := size / float64(face.UnitsPerEm)
	e := face.Extent(id)
	b.kind, b.face, b.id, b.size, b.text, b.color = glyph, face, id, size, text, color
	b.width, b.height, b.depth = float64(face.Advance(id))*unit, max(0, e.YMax*unit), max(0, -e.YMin*unit)
	b.sign = b
	if face.HasMath() {
		b.italics = float64(face.Italics(id)) * unit
	}
	return b
}

// extent returns where the ink of a glyph is, in points.
func (b *box) extent() typeset.Bounds {
	e, unit := b.face.Extent(b.id), b.size/float64(b.face.UnitsPerEm)
	return typeset.Bounds{XMin: e.XMin * unit, YMin: e.YMin * unit, XMax: e.XMax * unit, YMax: e.YMax * unit}
}

// overlay is a character that goes over the one before: the stroke of ≠.
const overlay = '\u0338'

// letters sets characters as one atom: a letter, a numeral, the name of a function.
func (l *layouter) letters(styled, plain string, c context) *box {
	if r, ok := single(styled); ok {
		b := l.char(r, c)
		b.text = plain
		return b
	}
	row := l.new()
	letters := []rune(plain)
	for i, r := range []rune(styled) {
		b := l.letter(row, r, c)
		if b == nil {
			continue
		}
		if i < len(letters) {
			b.text = string(letters[i])
		}
		l.append(row, b)
		row.sign, row.italics = b.sign, b.italics
	}
	return row
}

// letter returns the glyph of a character that goes to the end of a row; nil if it only changes what is there.
func (l *layouter) letter(row *box, r rune, c context) *box {
	switch {
	case r == '\u2009':
		row.width += l.em(c) / 6
		return nil
	case r == overlay && row.sign != nil:
		l.strike(row, c)
		return nil
	case isSelector(r):
		return nil
	}
	return l.char(r, c)
}

// isSelector reports whether r chooses a variant of the character before.
func isSelector(r rune) bool { return r >= 0xFE00 && r <= 0xFE0F }

// single returns the only character of s.
func single(s string) (r rune, ok bool) {
	for i, c := range s {
		if i > 0 {
			return 0, false
		}
		r = c
	}
	return r, s != ""
}

// strike puts a stroke over the last glyph of a row.
func (l *layouter) strike(row *box, c context) {
	last := row.kids[len(row.kids)-1]
	stroke := l.char(overlay, c)
	at, e := last.extent(), stroke.extent()
	row.put(stroke, last.x+(at.XMin+at.XMax-e.XMin-e.XMax)/2, (at.YMin+at.YMax-e.YMin-e.YMax)/2)
}

// plainText returns what letters are read as: slanted and bold ones as plain ones, other alphabets as they are.
func plainText(styled, plain string, v math.Variant) string {
	switch v {
	case math.DoubleStruck, math.Calligraphic, math.BoldCalligraphic, math.Script, math.BoldScript, math.Fraktur, math.BoldFraktur:
		return styled
	}
	return plain
}

// roundhand returns a letter of \mathscr, which shares its character with that of \mathcal.
func (l *layouter) roundhand(b *box) *box {
	if b.kind != glyph || !b.face.HasMath() {
		return b
	}
	id, _ := l.face.Glyph([]rune(b.text)[0])
	return l.sized(b.face, b.face.Substitute(typeset.Roundhand, id, 0), b.text, b.size, b.color)
}

// operator sets a symbol.
func (l *layouter) operator(n *math.Operator, c context) *box {
	r, one := single(n.Text)
	switch {
	case n.Bold:
		return l.boldOperator(n, c)
	case !one:
		return l.letters(n.Text, n.Text, c)
	case n.Size > 0:
		return l.centred(l.upright(r, fixedSizes[n.Size]*l.em(c), c), c)
	case n.Large && c.level == display:
		return l.centred(l.upright(r, l.measure(typeset.DisplayOperatorMinHeight, c), c), c)
	case n.Class == math.Op:
		return l.centred(l.char(r, c), c)
	}
	return l.char(r, c)
}

// fixedSizes are the least ones of \big and its like, in em.
var fixedSizes = [...]float64{1, 1.15, 1.72, 2.3, 2.85}

func (l *layouter) boldOperator(n *math.Operator, c context) *box {
	bold := typeset.MathText(true, false)
	for _, r := range n.Text {
		if _, ok := bold[0].Glyph(r); !ok {
			plain := *n
			plain.Bold = false
			return l.operator(&plain, c)
		}
	}
	return l.words(n.Text, bold, c)
}

// replacement stands for characters that no font has.
const replacement = '□'

func (l *layouter) textGlyph(r rune, faces []*typeset.Face, c context) *box {
	for _, face := range faces {
		if id, ok := face.Glyph(r); ok {
			return l.glyph(face, id, string(r), c)
		}
	}
	for _, face := range faces {
		if id, ok := face.Glyph(replacement); ok {
			return l.glyph(face, id, string(r), c)
		}
	}
	panic("mathbox: no font has the replacement character")
}

// words sets text.
func (l *layouter) words(s string, faces []*typeset.Face, c context) *box {
	row := l.new()
	for _, r := range s {
		if isSelector(r) {
			continue
		}
		if r == '\n' || r == '\t' {
			r = ' '
		}
		b := l.textGlyph(r, faces, c)
		row.put(b, row.width, 0)
		row.width += b.width
		row.sign = b
	}
	return row
}

// plainWords sets text in the upright face.
func (l *layouter) plainWords(s string, c context) *box {
	return l.words(s, typeset.MathText(false, false), c)
}

func (l *layouter) textNode(n *math.Text, c context) *box {
	switch n.Variant {
	case math.Bold:
		return l.words(n.Text, typeset.MathText(true, false), c)
	case math.Italic:
		return l.words(n.Text, typeset.MathText(false, true), c)
	case math.BoldItalic:
		return l.words(n.Text, typeset.MathText(true, true), c)
	case math.SansSerif, math.SansItalic:
		return l.words(n.Text, typeset.Faces(typeset.Sans, false, false), c.smaller(sansScale))
	case math.SansBold, math.SansBoldItalic:
		return l.words(n.Text, typeset.Faces(typeset.Sans, true, false), c.smaller(sansScale))
	case math.Mono:
		return l.mono(n.Text, c)
	}
	return l.plainWords(n.Text, c)
}

// Faces without serifs look larger than STIX Two.
const (
	sansScale = 0.92
	monoScale = 0.82
)

func (c context) smaller(scale float64) context {
	c.scale *= scale
	return c
}

func (l *layouter) mono(s string, c context) *box {
	return l.words(strings.ReplaceAll(s, "\n", " "), typeset.Faces(typeset.Mono, false, false), c.smaller(monoScale))
}
