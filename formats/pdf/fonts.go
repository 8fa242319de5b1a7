package pdf

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"coursepack/formats/internal/typeset"
)

// replacement stands for a character that no font has.
const replacement = '\u25A1'

func (s style) faces() []*typeset.Face { return typeset.Faces(s.family, s.bold, s.italic) }

// find returns the first face that has r, and its glyph; ok is false if none has it, and the replacement is returned.
func find(faces []*typeset.Face, r rune) (face *typeset.Face, glyph uint16, ok bool) {
	for _, face := range faces {
		if glyph, ok := face.Glyph(r); ok {
			return face, glyph, true
		}
	}
	for _, face := range faces {
		if glyph, ok := face.Glyph(replacement); ok {
			return face, glyph, false
		}
	}
	panic("pdf: no font has the replacement character")
}

// width returns how long s is on the page.
func (s style) width(text string) float64 {
	faces := s.faces()
	sum := 0.0
	for _, r := range text {
		face, glyph, _ := find(faces, r)
		sum += float64(face.Advance(glyph)) / float64(face.UnitsPerEm)
	}
	return sum * s.size
}

// draw appends the operations that draw a text with its start at x on the baseline y, one for each change of face.
func (s style) draw(ops []op, str string, x, y float64) []op {
	if str == "" {
		return ops
	}
	faces := s.faces()
	o := text{x: x, y: y - s.rise, size: s.size, color: s.color}
	start, width := 0, 0.0
	for i, r := range str {
		face, glyph, ok := find(faces, r)
		if start < i && (face != o.face || ok == o.missing) {
			o.text = str[start:i]
			ops = append(ops, o)
			o.x, start, width = o.x+width, i, 0
		}
		o.face, o.missing = face, !ok
		width += float64(face.Advance(glyph)) / float64(face.UnitsPerEm) * s.size
	}
	o.text = str[start:]
	return append(ops, o)
}

// clean returns s composed (NFC) and without characters that are never seen. Most fonts have é and not e with an accent
// to set over it.
func clean(s string) string {
	if isASCII(s) {
		return s
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, s))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] < ' ' && s[i] != '\n' && s[i] != '\t' && s[i] != '\r' {
			return false
		}
	}
	return true
}

// isInvisible reports whether r has no look of its own: controls, joiners, marks of direction, variation selectors.
func isInvisible(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r == '\r' || r == zeroWidthSpace:
		return false
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// width returns how long the text is on the page.
func (o text) width() float64 {
	sum := 0.0
	for _, r := range o.text {
		if o.missing {
			r = replacement
		}
		glyph, _ := o.face.Glyph(r)
		sum += float64(o.face.Advance(glyph))
	}
	return sum * o.size / float64(o.face.UnitsPerEm)
}
