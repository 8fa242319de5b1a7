package typeset

import (
	"bytes"
	"encoding/binary"
	"math"
)

// Reduced returns a font file with the outlines of some characters, which are in ascending order, for programs that set text
// themselves: with measures, kerning, marks and, where formulas can be set in the face, all shapes that the characters grow
// to. Glyphs keep their numbers, so that the tables that name them stay as they are; those of other characters are blank, and
// no character leads to them. Ligatures and other substitutions are left out, for they could lead to blank glyphs.
func (f *Face) Reduced(characters []rune) []byte {
	s := &subset{face: f, glyphs: f.blanked(characters), place: map[uint16]int{}}
	tables := map[string][]byte{"cmap": f.cmapOf(characters), "post": f.namelessPost()}
	for _, tag := range []string{"name", "OS/2", "GDEF", "GPOS", "MATH", "cvt ", "fpgm", "prep"} {
		tables[tag] = f.tables[tag]
	}
	version := trueType
	if f.cff == nil {
		s.copyOutlines()
		tables["head"], tables["loca"], tables["glyf"] = s.head(), s.loca, s.glyf
	} else {
		version = openType
		tables["head"], tables["CFF "] = bytes.Clone(f.tables["head"]), f.subsetCFF(s.glyphs)
	}
	tables["hhea"], tables["maxp"], tables["hmtx"] = s.hhea(), s.maxp(), s.hmtx()
	return assemble(version, tables)
}

// blanked returns for each glyph of the face itself, or that of a space unless it is needed.
func (f *Face) blanked(characters []rune) []uint16 {
	blank, _ := f.Glyph(' ')
	glyphs := make([]uint16, f.Glyphs)
	for i := range glyphs {
		glyphs[i] = blank
	}
	glyphs[0] = 0 // for characters that are missing
	for _, r := range characters {
		glyph, _ := f.Glyph(r)
		glyphs[glyph] = glyph
		if !f.HasMath() {
			continue
		}
		for _, upright := range []bool{true, false} {
			for _, g := range f.grown(glyph, upright) {
				glyphs[g] = g
			}
		}
	}
	return glyphs
}

// grown returns the larger shapes of a glyph, and the parts of those of any size.
func (f *Face) grown(glyph uint16, upright bool) []uint16 {
	var all []uint16
	count, variant := f.Variants(glyph, upright)
	for i := range count {
		g, _ := variant(i)
		all = append(all, g)
	}
	for _, part := range f.Assembly(glyph, upright) {
		all = append(all, part.Glyph)
	}
	return all
}

// namelessPost is the table of what printers want to know, without names of glyphs:
// https://learn.microsoft.com/typography/opentype/spec/post#version-30.
func (f *Face) namelessPost() []byte {
	const header = 32
	post := make([]byte, header)
	copy(post, f.tables["post"])
	binary.BigEndian.PutUint32(post, 0x00030000)
	return post
}

// A characterRun is a row of characters whose glyphs are a row, too.
type characterRun struct {
	first, last rune
	glyph       uint16 // of the first
}

func (f *Face) runs(characters []rune) []characterRun {
	var runs []characterRun
	for _, r := range characters {
		glyph, ok := f.Glyph(r)
		if !ok {
			continue
		}
		if n := len(runs) - 1; n >= 0 && r == runs[n].last+1 && rune(glyph) == rune(runs[n].glyph)+r-runs[n].first && r != math.MaxUint16 {
			runs[n].last = r
			continue
		}
		runs = append(runs, characterRun{r, r, glyph})
	}
	return runs
}

// cmapOf is a table of characters: https://learn.microsoft.com/typography/opentype/spec/cmap. Those of the basic plane stand in
// it twice, for programs that read no other.
func (f *Face) cmapOf(characters []rune) []byte {
	const windows, basic, full = 3, 1, 10
	runs := f.runs(characters)
	four, twelve := cmapFormat4(runs), cmapFormat12(runs)
	start := 4 + 2*8
	b := appendWords(nil, 0, 2, windows, basic)
	b = binary.BigEndian.AppendUint32(b, uint32(start))
	b = appendWords(b, windows, full)
	b = binary.BigEndian.AppendUint32(b, uint32(start+len(four)))
	return append(append(b, four...), twelve...)
}

// cmapFormat4 has the runs of the basic plane, and one at its end that means nothing, as it is asked for.
func cmapFormat4(runs []characterRun) []byte {
	var starts, ends, deltas []byte
	count := 1
	for _, r := range runs {
		if r.last >= math.MaxUint16 {
			break
		}
		count++
		starts, ends = appendWords(starts, int(r.first)), appendWords(ends, int(r.last))
		deltas = appendWords(deltas, int(r.glyph)-int(r.first))
	}
	starts, ends, deltas = appendWords(starts, math.MaxUint16), appendWords(ends, math.MaxUint16), appendWords(deltas, 1)
	search := offsetTable(trueType, count)[6:] // the same numbers, twice as large: of words
	half := func(at int) int { return u16(search, at) / 16 * 2 }
	b := appendWords(nil, 4, 16+8*count, 0, 2*count, half(0), u16(search, 2), half(4))
	b = append(append(b, ends...), 0, 0)
	b = append(append(b, starts...), deltas...)
	return append(b, make([]byte, 2*count)...)
}

func cmapFormat12(runs []characterRun) []byte {
	b := appendWords(nil, 12, 0)
	for _, n := range []int{16 + 12*len(runs), 0, len(runs)} {
		b = binary.BigEndian.AppendUint32(b, uint32(n))
	}
	for _, r := range runs {
		for _, n := range []rune{r.first, r.last, rune(r.glyph)} {
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
	}
	return b
}

func appendWords(b []byte, words ...int) []byte {
	for _, n := range words {
		b = binary.BigEndian.AppendUint16(b, uint16(n))
	}
	return b
}
