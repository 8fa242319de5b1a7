package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"coursepack/formats/internal/hyphen"
	"coursepack/formats/internal/typeset"
)

// replacement stands for a character that no font has.
const replacement = '\u25A1'

// A fontbook is what text in one language is set with: where characters are found that the embedded faces lack, and where words may
// be divided. It remembers the words of the document.
type fontbook struct {
	fallback *typeset.Library // nil if there is none
	language string
	sans     bool             // the text has letters without serifs
	hyphens  *hyphen.Language // nil if no word is divided
	shaped   map[lettering]map[string][]*typeset.Word
}

// A lettering is what of a style makes a difference to which glyphs words have.
type lettering struct {
	family       typeset.Family
	bold, italic bool
}

// known returns the words that are shaped in a style already.
func (b *fontbook) known(s *style) map[string][]*typeset.Word {
	l := lettering{s.family, s.bold, s.italic}
	words, ok := b.shaped[l]
	if !ok {
		words = map[string][]*typeset.Word{}
		if b.shaped == nil {
			b.shaped = map[lettering]map[string][]*typeset.Word{}
		}
		b.shaped[l] = words
	}
	return words
}

func (s style) faces() []*typeset.Face {
	if s.fonts != nil && s.fonts.sans && s.family == typeset.Serif {
		s.family = typeset.Sans
	}
	return typeset.Faces(s.family, s.bold, s.italic)
}

// mathSize is the size of formulas whose small letters are as large as those of the text.
func (s style) mathSize() float64 {
	if s.fonts != nil && s.fonts.sans && s.family == typeset.Serif {
		return s.size / sansScale
	}
	return s.size
}

// isSlanted reports whether italic letters of a face are its upright ones at a slant: only the serifs have others.
func (s style) isSlanted(face *typeset.Face) bool {
	faces := s.faces()
	upright := s
	upright.italic = false
	return s.italic && face == faces[0] && faces[0] == upright.faces()[0]
}

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

// A run is a word as it stands on a page.
type run struct {
	*typeset.Word
	extra float64 // points by which it is wider than its glyphs: a space that gives way
}

func (r run) width(size float64) float64 { return widthOf(r.Word, size) + r.extra }

func widthOf(w *typeset.Word, size float64) float64 {
	return float64(w.Advance) * size / float64(w.Face.UnitsPerEm)
}

func widthOfAll(words []*typeset.Word, size float64) float64 {
	sum := 0.0
	for _, w := range words {
		sum += widthOf(w, size)
	}
	return sum
}

// words shapes a text, each stretch that runs in one direction by itself, in the order of the text. The caller may not change the
// slice.
func (s *style) words(text string) []*typeset.Word {
	return s.remembered(text, func() []*typeset.Word { return s.shaped(text) })
}

// remembered returns the words that a name stands for in the style, or makes them.
func (s *style) remembered(name string, words func() []*typeset.Word) []*typeset.Word {
	if s.fonts == nil {
		return words()
	}
	known := s.fonts.known(s)
	w, ok := known[name]
	if !ok {
		w = words()
		known[name] = w
	}
	return w
}

func (s style) shaped(text string) []*typeset.Word {
	if !hasLeftward(text) {
		return s.oneWay(text, rightward)
	}
	var words []*typeset.Word
	for _, part := range directed(text) {
		words = append(words, s.oneWay(part.text, part.dir)...)
	}
	return words
}

// oneWay shapes a text that runs in one direction.
func (s style) oneWay(text string, dir direction) []*typeset.Word {
	if isASCII(text) {
		return s.letters(text, dir)
	}
	var words []*typeset.Word
	for len(text) > 0 {
		start, end := emojiIn(text)
		if start > 0 {
			words = append(words, s.letters(text[:start], dir)...)
		}
		if start < end {
			words = append(words, emoji(text[start:end], dir))
		}
		text = text[end:]
	}
	return words
}

// letters shapes a text without emoji. The first face that has all of it sets it; else each character is set by the first that has it.
func (s style) letters(text string, dir direction) []*typeset.Word {
	if strings.IndexFunc(text, func(r rune) bool { return !isJoiner(r) }) < 0 {
		return nil
	}
	for _, face := range s.faces() {
		if hasAll(face, text) {
			return []*typeset.Word{face.Shape(text, dir == leftward)}
		}
	}
	var words []*typeset.Word
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
			box := typeset.Glyph{ID: id, Text: text[start:end], Advance: int32(face.Advance(id))}
			words = append(words, typeset.NewWord(face, dir == leftward, []typeset.Glyph{box}))
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
		words = append(words, face.Shape(text[start:end], dir == leftward))
		start = end
	}
	return words
}

func hasAll(face *typeset.Face, text string) bool {
	for _, r := range text {
		if !hasGlyph(face, r) && !isJoiner(r) {
			return false
		}
	}
	return true
}

func hasGlyph(face *typeset.Face, r rune) bool {
	_, ok := face.Glyph(r)
	return ok
}

// width returns how long text is on the page.
func (s style) width(text string) float64 { return widthOfAll(s.words(text), s.size) }

// draw appends the operations that draw a text with its start at x on the baseline y.
func (s style) draw(ops []placed, text string, x, y float64) []placed {
	var runs []run
	for _, w := range s.words(text) {
		runs = append(runs, run{Word: w})
	}
	return s.drawRuns(ops, runs, x, y)
}

// drawRuns appends an operation for each row of runs that have a face in common. They keep the slice.
func (s style) drawRuns(ops []placed, runs []run, x, y float64) []placed {
	for len(runs) > 0 {
		n := 1
		for n < len(runs) && runs[n].Face == runs[0].Face {
			n++
		}
		t := text{size: s.size, slanted: s.isSlanted(runs[0].Face), color: s.color, tag: s.tag, runs: runs[:n:n]}
		ops, runs = append(ops, placed{t, x, y - s.rise}), runs[n:]
		x += t.width()
	}
	return ops
}

// clean returns s composed (NFC) and without characters that are never seen, but for those in emoji. Most fonts have é and not e
// with an accent to set over it.
func clean(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		start, end := emojiIn(s)
		b.WriteString(withoutInvisible(s[:start]))
		b.WriteString(s[start:end])
		s = s[end:]
	}
	return b.String()
}

func withoutInvisible(s string) string {
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
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Noncharacter_Code_Point, r)
}
