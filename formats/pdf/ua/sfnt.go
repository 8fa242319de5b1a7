package ua

import (
	"encoding/binary"
	"errors"
)

// A program is what matters here of a font that is embedded in a file.
type program struct {
	glyphs int
	width  func(glyph int) (thousandths float64, ok bool)
	filled func(glyph int) bool // it has an outline; nil if that cannot be told

	cmaps []charMap // of TrueType

	names   map[string]int // glyphs by their names, of CFF
	cids    map[int]int    // glyphs by their CIDs, of a CFF that is keyed by them
	builtIn map[int]int    // glyphs by their codes in the encoding of a CFF
}

// A charMap is a subtable of cmap.
type charMap struct {
	platform, encoding int
	glyphs             map[int]int
}

var errFont = errors.New("the font cannot be read")

// readProgram reads an OpenType or a bare CFF font. A font that breaks off in the middle is an error.
func readProgram(data []byte) (p *program, err error) {
	defer func() {
		if recover() != nil { // an offset leads out of the data
			p, err = nil, errFont
		}
	}()
	if len(data) > 0 && data[0] == 1 && data[1] == 0 && data[2] >= 4 {
		return readCFF(data), nil
	}
	return readSFNT(data), nil
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

// readSFNT reads the tables of an OpenType font: ISO/IEC 14496-22.
func readSFNT(data []byte) *program {
	tables := map[string][]byte{}
	for i := range u16(data, 4) {
		record := data[12+16*i:]
		offset, length := u32(record, 8), u32(record, 12)
		tables[string(record[:4])] = data[offset:min(offset+length, len(data))]
	}
	p := &program{}
	if cff := tables["CFF "]; cff != nil {
		p = readCFF(cff)
	} else {
		p.glyphs = u16(tables["maxp"], 4)
		p.filled = outlines(tables)
	}
	metrics, hmtx, em := u16(tables["hhea"], 34), tables["hmtx"], float64(u16(tables["head"], 18))
	p.width = func(glyph int) (float64, bool) {
		at := 4 * min(glyph, metrics-1)
		if at < 0 || at+2 > len(hmtx) || em == 0 {
			return 0, false
		}
		return float64(u16(hmtx, at)) * 1000 / em, true
	}
	if cmap := tables["cmap"]; cmap != nil {
		for i := range u16(cmap, 2) {
			record := cmap[4+8*i:]
			p.cmaps = append(p.cmaps, charMap{u16(record, 0), u16(record, 2), readCharMap(cmap[u32(record, 4):])})
		}
	}
	return p
}

// outlines tells which glyphs are not empty.
func outlines(tables map[string][]byte) func(glyph int) bool {
	loca, long := tables["loca"], u16(tables["head"], 50) != 0
	return func(glyph int) bool {
		if long {
			return 4*glyph+8 <= len(loca) && u32(loca, 4*glyph) != u32(loca, 4*glyph+4)
		}
		return 2*glyph+4 <= len(loca) && u16(loca, 2*glyph) != u16(loca, 2*glyph+2)
	}
}

// readCharMap reads a subtable in one of the formats that fonts in PDF files have; others give nothing.
func readCharMap(t []byte) map[int]int {
	glyphs := map[int]int{}
	switch u16(t, 0) {
	case 0:
		for code, glyph := range t[6:min(262, len(t))] {
			glyphs[code] = int(glyph)
		}
	case 4:
		readSegments(t, glyphs)
	case 6:
		first := u16(t, 6)
		for i := range u16(t, 8) {
			glyphs[first+i] = u16(t, 10+2*i)
		}
	case 12:
		for i := range min(u32(t, 12), 1<<16) {
			group := t[16+12*i:]
			start, end := u32(group, 0), u32(group, 4)
			for code := start; code <= end && len(glyphs) < maxCodes; code++ {
				glyphs[code] = u32(group, 8) + code - start
			}
		}
	}
	return glyphs
}

// readSegments reads format 4.
func readSegments(t []byte, glyphs map[int]int) {
	n := u16(t, 6) / 2
	ends, starts, deltas, offsets := t[14:], t[16+2*n:], t[16+4*n:], t[16+6*n:]
	for i := range n {
		for code := u16(starts, 2*i); code <= u16(ends, 2*i) && code != 0xFFFF; code++ {
			glyph := code
			if offset := u16(offsets, 2*i); offset != 0 {
				at := 2*i + offset + 2*(code-u16(starts, 2*i))
				if at+2 > len(offsets) {
					break
				}
				if glyph = u16(offsets, at); glyph == 0 {
					continue
				}
			}
			glyphs[code] = (glyph + u16(deltas, 2*i)) & 0xFFFF
		}
	}
}
