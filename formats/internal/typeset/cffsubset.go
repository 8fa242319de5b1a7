package typeset

import (
	"encoding/binary"
	"slices"
)

// subsetCFF returns a CFF font whose glyph i is the face's glyphs[i] and has the character id i, as PDF wants it of a CIDFont:
// ISO 32000-1, 9.7.4.2. Subroutines are written out where they are called: what is left of them in a few glyphs is not worth
// an index, and deflating takes care of the rest.
func (f *Face) subsetCFF(glyphs []uint16) []byte {
	programs := make([][]byte, len(glyphs))
	for i, glyph := range glyphs {
		programs[i] = f.cff.flattened(int(glyph))
	}
	parts, partOf := f.cff.partsOf(glyphs)
	strings := appendIndex(nil, []byte("Adobe"), []byte("Identity"))
	start := []byte{1, 0, 4, 4}
	start = appendIndex(start, []byte(f.Name))

	// The description names places that lie after it; all of its numbers are of one size, so that it is too.
	places := make([]int, 4)
	top := f.topDict(len(glyphs), places)
	at := len(start) + len(appendIndex(nil, top)) + len(strings) + 2
	charset := charsetOf(len(glyphs))
	selection := append([]byte{0}, partOf...) // format 0
	body := make([]byte, 0, 1<<14)
	for i, part := range [][]byte{charset, selection, appendIndex(nil, programs...)} {
		places[i] = at + len(body)
		body = append(body, part...)
	}
	var dicts [][]byte
	for _, part := range parts {
		private := withoutSubrs(part.private)
		dicts = append(dicts, appendOperator(nil, opPrivate, len(private), at+len(body)))
		body = append(body, private...)
	}
	places[3] = at + len(body)
	body = appendIndex(body, dicts...)
	start = appendIndex(start, f.topDict(len(glyphs), places))
	start = append(start, strings...)
	start = append(start, 0, 0) // no global subroutines
	return append(start, body...)
}

// flattened returns the program of a glyph without calls of subroutines.
func (c *cff) flattened(glyph int) []byte {
	r := charstring{font: c, local: c.part(glyph).local, pen: &boundsPen{}, keep: true}
	r.run(c.charstrings.get(glyph), 0)
	if n := len(r.flat); n == 0 || r.flat[n-1] != endchar {
		r.flat = append(r.flat, endchar)
	}
	return r.flat
}

// topDict describes a font keyed by character ids.
func (f *Face) topDict(glyphs int, places []int) []byte {
	const firstString = 391 // the ones before are standard
	b := appendOperator(nil, opROS, firstString, firstString+1, 0)
	b = append(append(b, f.cff.bounds...), opFontBBox)
	b = appendOperator(b, 12<<8|34, glyphs) // CIDCount
	b = appendOperator(b, opCharset, places[0])
	b = appendOperator(b, opFDSelect, places[1])
	b = appendOperator(b, opCharStrings, places[2])
	return appendOperator(b, opFDArray, places[3])
}

// partsOf returns the parts that glyphs belong to, and for each glyph the number of its part among these.
func (c *cff) partsOf(glyphs []uint16) (parts []*cffPart, of []byte) {
	for _, g := range glyphs {
		part := c.part(int(g))
		i := slices.Index(parts, part)
		if i < 0 {
			i = len(parts)
			parts = append(parts, part)
		}
		of = append(of, byte(i))
	}
	return parts, of
}

// charsetOf says that glyphs have their own numbers as character ids: format 2.
func charsetOf(glyphs int) []byte {
	if glyphs < 2 {
		return []byte{0}
	}
	b := []byte{2, 0, 1}
	return binary.BigEndian.AppendUint16(b, uint16(glyphs-2))
}

// withoutSubrs returns a private DICT without its subroutines.
func withoutSubrs(private []byte) []byte {
	e, ok := readDict(private)[opSubrs]
	if !ok {
		return private
	}
	b := append([]byte{}, private[:e.at]...)
	return append(b, private[e.end:]...)
}

// appendOperator appends operands, five bytes each, and their operator.
func appendOperator(b []byte, op int, operands ...int) []byte {
	for _, n := range operands {
		b = append(b, 29)
		b = binary.BigEndian.AppendUint32(b, uint32(int32(n)))
	}
	if op > 0xFF {
		return append(b, byte(op>>8), byte(op))
	}
	return append(b, byte(op))
}

// appendIndex appends byte strings as an INDEX.
func appendIndex(b []byte, items ...[]byte) []byte {
	b = binary.BigEndian.AppendUint16(b, uint16(len(items)))
	if len(items) == 0 {
		return b
	}
	b = append(b, 4)
	at := 1
	for _, item := range items {
		b = binary.BigEndian.AppendUint32(b, uint32(at))
		at += len(item)
	}
	b = binary.BigEndian.AppendUint32(b, uint32(at))
	for _, item := range items {
		b = append(b, item...)
	}
	return b
}
