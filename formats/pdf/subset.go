package pdf

import (
	"crypto/sha256"
	"fmt"
	"unicode/utf16"

	"coursepack/formats/internal/typeset"
	"coursepack/formats/pdf/internal/object"
)

// A subset is the part of a face that a document uses. Each character has a code of its own, even where characters
// share a glyph, so that text can be read back exactly.
type subset struct {
	face   *typeset.Face
	name   string // in content streams, with its slash
	codes  map[rune]int
	runes  []rune   // by code; the code 0 stays unused
	glyphs []uint16 // by code
}

func newSubset(face *typeset.Face, number int) *subset {
	return &subset{face: face, name: fmt.Sprintf("/T%d", number), codes: map[rune]int{}, runes: []rune{0}, glyphs: []uint16{0}}
}

// append appends the code of r in hexadecimal.
func (s *subset) append(b []byte, r rune) []byte {
	code, ok := s.codes[r]
	if !ok {
		glyph, has := s.face.Glyph(r)
		if !has {
			panic(fmt.Sprintf("pdf: %s has no glyph for %U", s.face.Name, r))
		}
		code = len(s.runes)
		s.codes[r] = code
		s.runes, s.glyphs = append(s.runes, r), append(s.glyphs, glyph)
	}
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
	descriptor["FontFile2"] = f.Add(&object.Stream{Dict: object.Dict{"Length1": len(program)}, Data: program})
	descendant := object.Dict{
		"Type": object.Name("Font"), "Subtype": object.Name("CIDFontType2"), "BaseFont": name,
		"CIDSystemInfo":  object.Dict{"Registry": object.String("Adobe"), "Ordering": object.String("Identity"), "Supplement": 0},
		"CIDToGIDMap":    object.Name("Identity"),
		"FontDescriptor": f.Add(descriptor),
		"DW":             s.thousandths(s.face.Advance(0)),
		"W":              object.Array{0, s.widths()},
	}
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

// toUnicode says which character each code is: ISO 32000-1, 9.10.3.
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
	for start := 1; start < len(s.runes); start += most {
		end := min(start+most, len(s.runes))
		b = fmt.Appendf(b, "%d beginbfchar\n", end-start)
		for code := start; code < end; code++ {
			b = fmt.Appendf(b, "<%04X> <", code)
			for _, u := range utf16.Encode(s.runes[code : code+1]) {
				b = fmt.Appendf(b, "%04X", u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
