package pdf

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"

	"coursepack/formats/internal/typeset"
	"coursepack/formats/pdf/internal/object"
)

// A subset is the part of a face that a document uses. Each sign has a code of its own, even where signs share a glyph,
// so that text can be read back exactly.
type subset struct {
	face   *typeset.Face
	name   string // in content streams, with its slash
	codes  map[sign]int
	words  map[*typeset.Word]shown
	texts  []string // by code; the code 0 stays unused
	glyphs []uint16 // by code
}

// A sign is a glyph and the text that it stands for.
type sign struct {
	glyph uint16
	text  string
}

func newSubset(face *typeset.Face, number int) *subset {
	return &subset{
		face: face, name: fmt.Sprintf("/T%d", number), codes: map[sign]int{}, words: map[*typeset.Word]shown{},
		texts: []string{""}, glyphs: []uint16{0},
	}
}

// appendShow appends the operator that shows runs: ISO 32000-1, 9.4.3. Where a glyph does not stand where the widths of the
// font would put it, the operator says by how much. The sum of these, which are whole numbers, does not stray.
func (s *subset) appendShow(b []byte, runs []run, size float64) []byte {
	b = append(b, "[<"...)
	ahead := 0.0
	for _, r := range runs {
		b, ahead = adjusted(b, ahead)
		w := s.shown(r.Word, size)
		b = append(b, w.codes...)
		ahead += w.ahead + r.extra*1000/size
	}
	return append(b, ">] TJ "...)
}

// adjusted moves the pen on inside of a string. What is left is less than a whole number.
func adjusted(b []byte, ahead float64) ([]byte, float64) {
	by := math.Round(ahead)
	if by == 0 {
		return b, ahead
	}
	b = strconv.AppendInt(append(b, '>'), int64(-by), 10)
	return append(b, '<'), ahead - by
}

// A shown word is what stands for it inside of the string of an operator.
type shown struct {
	codes []byte
	ahead float64 // of where the font's widths put the pen, it belongs so far behind the word; in thousandths of the size
}

// shown returns what shows a word. Only where glyphs are raised does it depend on the size.
func (s *subset) shown(w *typeset.Word, size float64) shown {
	known, ok := s.words[w]
	if ok {
		return known
	}
	var b []byte
	ahead, rise := 0.0, int32(0)
	for _, g := range w.Glyphs {
		x := s.thousandths(int(g.X))
		if g.Y != rise {
			rise = g.Y
			b = appendRise(b, s.thousandths(int(rise))*size/1000)
		}
		b, ahead = adjusted(b, ahead+x)
		b = s.append(b, g.ID, g.Text)
		ahead += s.thousandths(int(g.Advance)-s.face.Advance(g.ID)) - x
	}
	if rise != 0 {
		b = appendRise(b, 0)
	}
	word := shown{b, ahead}
	if !slices.ContainsFunc(w.Glyphs, func(g typeset.Glyph) bool { return g.Y != 0 }) {
		s.words[w] = word
	}
	return word
}

// appendRise interrupts a string to raise what follows.
func appendRise(b []byte, rise float64) []byte {
	return append(object.AppendFloat(append(b, ">] TJ "...), rise), " Ts [<"...)
}

// append appends the code of a glyph that stands for text in hexadecimal.
func (s *subset) append(b []byte, glyph uint16, text string) []byte {
	return appendCode(b, s.code(glyph, text))
}

func (s *subset) code(glyph uint16, text string) int {
	code, ok := s.codes[sign{glyph, text}]
	if !ok {
		code = len(s.glyphs)
		s.codes[sign{glyph, text}] = code
		s.texts, s.glyphs = append(s.texts, text), append(s.glyphs, glyph)
	}
	return code
}

func appendCode(b []byte, code int) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[code>>12&15], digits[code>>8&15], digits[code>>4&15], digits[code&15])
}

// thousandths converts a measure of the face to the unit of PDF.
func (s *subset) thousandths(n int) float64 { return float64(n) * 1000 / float64(s.face.UnitsPerEm) }

// addTo makes the font an object of the file: ISO 32000-1, 9.7.
func (s *subset) addTo(f *object.File) object.Ref {
	program := s.face.Subset(s.glyphs)
	name := tagged(s.face.Name, program)
	descriptor := s.descriptor(name)
	descendant := object.Dict{
		"Type": object.Name("Font"), "BaseFont": name,
		"CIDSystemInfo": object.Dict{"Registry": object.String("Adobe"), "Ordering": object.String("Identity"), "Supplement": 0},
		"DW":            s.thousandths(s.face.Advance(0)),
		"W":             object.Array{0, s.widths()},
	}
	if s.face.IsCFF() {
		descendant["Subtype"] = object.Name("CIDFontType0")
		descriptor["FontFile3"] = f.Add(&object.Stream{Dict: object.Dict{"Subtype": object.Name("CIDFontType0C")}, Data: program})
	} else {
		descendant["Subtype"], descendant["CIDToGIDMap"] = object.Name("CIDFontType2"), object.Name("Identity")
		descriptor["FontFile2"] = f.Add(&object.Stream{Dict: object.Dict{"Length1": len(program)}, Data: program})
	}
	descendant["FontDescriptor"] = f.Add(descriptor)
	return f.Add(object.Dict{
		"Type": object.Name("Font"), "Subtype": object.Name("Type0"), "BaseFont": name,
		"Encoding":        object.Name("Identity-H"),
		"DescendantFonts": object.Array{f.Add(descendant)},
		"ToUnicode":       f.Add(&object.Stream{Data: s.toUnicode()}),
	})
}

// tagged returns the name of a subset, which starts with six letters of its own.
func tagged(name string, program []byte) object.Name {
	hash := sha256.Sum256(program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + hash[i]%26
	}
	return object.Name(string(tag) + "+" + name)
}

func (s *subset) descriptor(name object.Name) object.Dict {
	f := s.face
	box := make(object.Array, len(f.Bounds))
	for i, v := range f.Bounds {
		box[i] = s.thousandths(v)
	}
	const fixedPitch, symbolic, italic = 1 << 0, 1 << 2, 1 << 6
	flags := symbolic
	if f.FixedPitch {
		flags |= fixedPitch
	}
	if f.ItalicAngle != 0 {
		flags |= italic
	}
	return object.Dict{
		"Type": object.Name("FontDescriptor"), "FontName": name, "Flags": flags, "FontBBox": box,
		"ItalicAngle": f.ItalicAngle, "Ascent": s.thousandths(f.Ascent), "Descent": s.thousandths(f.Descent),
		"CapHeight": s.thousandths(f.CapHeight), "StemV": 80, // no reader needs the true width of stems in an embedded font
	}
}

func (s *subset) widths() object.Array {
	widths := make(object.Array, len(s.glyphs))
	for i, glyph := range s.glyphs {
		widths[i] = s.thousandths(s.face.Advance(glyph))
	}
	return widths
}

// joiner is what the parts of a sign are read as but the first: every code has to stand for something.
const joiner = "\u2060"

// toUnicode says which text each code is: ISO 32000-1, 9.10.3.
func (s *subset) toUnicode() []byte {
	b := []byte(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`)
	const most = 100 // entries in a block
	code := 0
	for block := range slices.Chunk(s.texts[1:], most) {
		b = fmt.Appendf(b, "%d beginbfchar\n", len(block))
		for _, text := range block {
			code++
			b = fmt.Appendf(b, "<%04X> <", code)
			for _, u := range utf16.Encode([]rune(cmp.Or(text, joiner))) {
				b = fmt.Appendf(b, "%04X", u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
