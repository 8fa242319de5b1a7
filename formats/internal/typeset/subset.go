package typeset

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Subset returns a font whose glyph i is the face's glyphs[i]. The same glyph may stand in it more than once.
// The first glyph must be 0, the one for missing characters. The font has no character map: its user knows the glyphs.
// It is a TrueType font, or where IsCFF a bare CFF font whose glyphs have their numbers as character ids.
func (f *Face) Subset(glyphs []uint16) []byte {
	if f.cff != nil {
		return f.subsetCFF(glyphs)
	}
	s := &subset{face: f, glyphs: slices.Clone(glyphs), place: map[uint16]int{}}
	s.copyOutlines()
	return assemble(trueType, map[string][]byte{
		"head": s.head(), "hhea": s.hhea(), "maxp": s.maxp(), "hmtx": s.hmtx(), "loca": s.loca, "glyf": s.glyf,
		"cvt ": f.tables["cvt "], "fpgm": f.tables["fpgm"], "prep": f.tables["prep"],
	})
}

type subset struct {
	face   *Face
	glyphs []uint16       // grows by the parts of composite glyphs
	place  map[uint16]int // of a glyph of the face that composite glyphs use
	loca   []byte
	glyf   []byte
}

// copyOutlines copies the outlines of all glyphs, and of those that they are composed of.
func (s *subset) copyOutlines() {
	for i := 0; i < len(s.glyphs); i++ {
		s.loca = binary.BigEndian.AppendUint32(s.loca, uint32(len(s.glyf)))
		outline := s.face.outline(int(s.glyphs[i]))
		if len(outline) >= 10 && i16(outline, 0) < 0 {
			outline = s.renumber(outline)
		}
		s.glyf = append(s.glyf, outline...)
		for len(s.glyf)%4 != 0 {
			s.glyf = append(s.glyf, 0)
		}
	}
	s.loca = binary.BigEndian.AppendUint32(s.loca, uint32(len(s.glyf)))
}

// Flags of a part of a composite glyph: https://learn.microsoft.com/typography/opentype/spec/glyf.
const (
	argsAreWords = 1 << 0
	hasScale     = 1 << 3
	moreParts    = 1 << 5
	hasXYScale   = 1 << 6
	has2x2       = 1 << 7
)

// renumber returns a composite glyph with its parts numbered as in the subset.
func (s *subset) renumber(outline []byte) []byte {
	outline = bytes.Clone(outline)
	for at := 10; at+4 <= len(outline); {
		flags, part := u16(outline, at), u16(outline, at+2)
		if part >= s.face.Glyphs {
			return nil
		}
		binary.BigEndian.PutUint16(outline[at+2:], uint16(s.add(uint16(part))))
		if flags&moreParts == 0 {
			break
		}
		at += 4 + partSize(flags)
	}
	return outline
}

func partSize(flags int) int {
	size := 2
	if flags&argsAreWords != 0 {
		size = 4
	}
	switch {
	case flags&hasScale != 0:
		size += 2
	case flags&hasXYScale != 0:
		size += 4
	case flags&has2x2 != 0:
		size += 8
	}
	return size
}

func (s *subset) add(glyph uint16) int {
	if i, ok := s.place[glyph]; ok {
		return i
	}
	s.glyphs = append(s.glyphs, glyph)
	s.place[glyph] = len(s.glyphs) - 1
	return len(s.glyphs) - 1
}

func (s *subset) head() []byte {
	head := bytes.Clone(s.face.tables["head"])
	binary.BigEndian.PutUint32(head[8:], 0)  // the sum of the whole file comes last
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets in loca
	return head
}

func (s *subset) hhea() []byte {
	hhea := bytes.Clone(s.face.tables["hhea"])
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.glyphs)))
	return hhea
}

func (s *subset) maxp() []byte {
	maxp := bytes.Clone(s.face.tables["maxp"])
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(s.glyphs)))
	return maxp
}

func (s *subset) hmtx() []byte {
	hmtx := make([]byte, 0, 4*len(s.glyphs))
	for _, glyph := range s.glyphs {
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(s.face.Advance(glyph)))
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(s.face.bearing(glyph)))
	}
	return hmtx
}

// bearing is the space at the left of a glyph.
func (f *Face) bearing(glyph uint16) int {
	hmtx, i := f.tables["hmtx"], int(glyph)
	at := 4*i + 2
	if i >= f.wide {
		at = 4*f.wide + 2*(i-f.wide)
	}
	if at+2 > len(hmtx) {
		return 0
	}
	return i16(hmtx, at)
}

// Kinds of font files: https://learn.microsoft.com/typography/opentype/spec/otff#organization-of-an-opentype-font.
const (
	trueType = "\x00\x01\x00\x00"
	openType = "OTTO" // with outlines of CFF
)

// assemble writes the tables, in order of their tags, as a font file.
func assemble(kind string, tables map[string][]byte) []byte {
	var tags []string
	for tag, table := range tables {
		if table != nil {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	file := offsetTable(kind, len(tags))
	var body []byte
	for _, tag := range tags {
		table := tables[tag]
		file = append(file, tag...)
		file = binary.BigEndian.AppendUint32(file, checksum(table))
		file = binary.BigEndian.AppendUint32(file, uint32(12+16*len(tags)+len(body)))
		file = binary.BigEndian.AppendUint32(file, uint32(len(table)))
		body = append(body, table...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	headAt := 12 + 16*slices.Index(tags, "head") + 8
	head := u32(file, headAt)
	file = append(file, body...)
	binary.BigEndian.PutUint32(file[head+8:], 0xB1B0AFBA-checksum(file))
	return file
}

func offsetTable(kind string, tables int) []byte {
	power, log := 1, 0
	for power*2 <= tables {
		power, log = power*2, log+1
	}
	b := []byte(kind)
	for _, v := range []int{tables, 16 * power, log, 16 * (tables - power)} {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}

// checksum adds up the table as big-endian words, filled up with zeros.
func checksum(table []byte) uint32 {
	var sum uint32
	for ; len(table) >= 4; table = table[4:] {
		sum += binary.BigEndian.Uint32(table)
	}
	var rest [4]byte
	copy(rest[:], table)
	return sum + binary.BigEndian.Uint32(rest[:])
}
