package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"coursepack/formats/internal/typeset"
)

// replacement stands for a character that no font has.
const replacement = '\u25A1'

// A fontbook is where a document looks for characters that the embedded faces lack.
type fontbook struct {
	fallback *typeset.Library // nil if there is none
	language string
}

func (s style) faces() []*typeset.Face { return typeset.Faces(s.family, s.bold, s.italic) }

// find returns the first face that has r, and its glyph; ok is false if none has it, and the replacement is returned.
func (s style) find(r rune) (face *typeset.Face, glyph uint16, ok bool) {
	faces := s.faces()
	for _, face := range faces {
		if glyph, ok := face.Glyph(r); ok {
			return face, glyph, true
		}
	}
	if s.fonts != nil {
		if face := s.fonts.fallback.Face(r, s.fonts.language, s.bold); face != nil {
			glyph, _ := face.Glyph(r)
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

// A glyph as it is set: in points.
type glyph struct {
	id      uint16
	text    string  // what it stands for; "" if the glyph before stands for that, too
	advance float64 // to where the next one stands
	x, y    float64 // how far from where it stands it is drawn
}

// A run of glyphs has one face.
type run struct {
	face   *typeset.Face
	dir    direction
	glyphs []glyph // in the order in which they stand
}

func (r run) width() float64 {
	sum := 0.0
	for _, g := range r.glyphs {
		sum += g.advance
	}
	return sum
}

func (r run) text() string {
	var b strings.Builder
	for i := range r.glyphs {
		if r.dir == leftward {
			i = len(r.glyphs) - 1 - i
		}
		b.WriteString(r.glyphs[i].text)
	}
	return b.String()
}

// runs shapes a text, each stretch that runs in one direction by itself, in the order of the text.
func (s style) runs(text string) []run {
	if !hasLeftward(text) {
		return s.oneWay(text, rightward)
	}
	var runs []run
	for _, part := range directed(text) {
		runs = append(runs, s.oneWay(part.text, part.dir)...)
	}
	return runs
}

// oneWay shapes a text that runs in one direction. The first face that has all of it sets it; else each character is set by the
// first that has it.
func (s style) oneWay(text string, dir direction) []run {
	if strings.IndexFunc(text, func(r rune) bool { return !isJoiner(r) }) < 0 {
		return nil
	}
	for _, face := range s.faces() {
		if hasAll(face, text) {
			return []run{s.shape(face, text, dir)}
		}
	}
	var runs []run
	start := 0
	for start < len(text) {
		r, size := utf8.DecodeRuneInString(text[start:])
		end := start + size
		if isJoiner(r) {
			start = end
			continue
		}
		face, id, ok := s.find(r)
		if !ok {
			runs = append(runs, run{face, dir, []glyph{{id: id, text: text[start:end], advance: s.points(face, face.Advance(id))}}})
			start = end
			continue
		}
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if next, _, ok := s.find(r); (!ok || next != face) && !isJoiner(r) {
				break
			}
			end += size
		}
		runs = append(runs, s.shape(face, text[start:end], dir))
		start = end
	}
	return runs
}

func hasAll(face *typeset.Face, text string) bool {
	for _, r := range text {
		if _, ok := face.Glyph(r); !ok && !isJoiner(r) {
			return false
		}
	}
	return true
}

func (s style) shape(face *typeset.Face, text string, dir direction) run {
	shaped := face.Shape(text, dir == leftward)
	r := run{face, dir, make([]glyph, len(shaped))}
	for i, g := range shaped {
		r.glyphs[i] = glyph{g.ID, g.Text, s.points(face, g.Advance), s.points(face, g.X), s.points(face, g.Y)}
	}
	return r
}

func (s style) points(face *typeset.Face, units int) float64 {
	return float64(units) * s.size / float64(face.UnitsPerEm)
}

// width returns how long text is on the page.
func (s style) width(text string) float64 { return widthOf(s.runs(text)) }

func widthOf(runs []run) float64 {
	sum := 0.0
	for _, r := range runs {
		sum += r.width()
	}
	return sum
}

// draw appends the operations that draw a text with its start at x on the baseline y.
func (s style) draw(ops []op, text string, x, y float64) []op {
	return s.drawRuns(ops, s.runs(text), x, y)
}

func (s style) drawRuns(ops []op, runs []run, x, y float64) []op {
	for _, r := range runs {
		ops = append(ops, text{x: x, y: y - s.rise, size: s.size, color: s.color, tag: s.tag, run: r})
		x += r.width()
	}
	return ops
}

// clean returns s composed (NFC) and without characters that are never seen. Most fonts have é and not e with an accent
// to set over it.
func clean(s string) string {
	if isASCII(s) {
		return s
	}
	joined := hasLeftward(s)
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if isInvisible(r) && !(joined && isJoiner(r)) {
			return -1
		}
		return r
	}, s))
}

// isJoiner reports whether r only says whether the letters beside it join.
func isJoiner(r rune) bool { return r == '\u200C' || r == '\u200D' }

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
