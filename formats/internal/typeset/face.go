// Package typeset has the fonts that documents are set in: their measures, and subsets of them to embed.
//
// It knows OpenType fonts, with outlines of TrueType or of CFF, and nothing of pages or of PDF. Sizes are in units of the font;
// divide by UnitsPerEm.
package typeset

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// A Face is a font. It may be used by many goroutines.
type Face struct {
	Name        string // PostScript name
	UnitsPerEm  int
	Ascent      int
	Descent     int // below the baseline, negative
	CapHeight   int
	Bounds      [4]int // xMin, yMin, xMax, yMax over all glyphs
	ItalicAngle float64
	FixedPitch  bool
	Glyphs      int

	data   []byte
	number int // in a collection
	tables map[string][]byte
	wide   int                 // glyphs with an advance of their own
	loca   func(glyph int) int // of an outline in glyf
	cff    *cff                // nil if the outlines are in glyf
	math   *mathTable          // nil if the font cannot set formulas

	extents extents
	lookups [features]func() []lookup
	shaper  shaper
	pages   [256]*[256]uint16 // glyphs of the Basic Multilingual Plane
	beyond  map[rune]uint16   // glyphs of the other planes
}

var errShort = errors.New("the table is too short")

// Parse reads an OpenType font. The face keeps data and relies on its staying as it is.
func Parse(name string, data []byte) (*Face, error) { return ParseCollection(name, data, 0) }

// ParseCollection reads one of the fonts of a collection, which are counted from 0. A single font is a collection of one:
// https://learn.microsoft.com/typography/opentype/spec/otff#font-collections.
func ParseCollection(name string, data []byte, number int) (*Face, error) {
	f := &Face{Name: name, data: data, number: number}
	for _, step := range []func() error{
		func() error { return f.readTables(data) }, f.readHead, f.readHorizontal, f.readStyle, f.readOutlines, f.readCmap, f.prepareFeatures, f.readMath,
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("reading the font %s: %w", name, err)
		}
	}
	return f, nil
}

// Glyph returns the glyph of a character.
func (f *Face) Glyph(r rune) (glyph uint16, ok bool) {
	if r >= 0x10000 || r < 0 {
		glyph = f.beyond[r]
	} else if page := f.pages[r>>8]; page != nil {
		glyph = page[r&0xFF]
	}
	return glyph, glyph != 0
}

// Advance returns how far a glyph moves the pen.
func (f *Face) Advance(glyph uint16) int {
	i := min(int(glyph), f.wide-1)
	return u16(f.tables["hmtx"], 4*i)
}

func (f *Face) readTables(data []byte) error {
	if len(data) < 12 {
		return errShort
	}
	head := 0
	if string(data[:4]) == "ttcf" {
		at := 12 + 4*f.number
		if f.number >= u32(data, 8) || at+4 > len(data) {
			return errors.New("the collection has no such font")
		}
		if head = u32(data, at); head+12 > len(data) {
			return errShort
		}
	}
	switch binary.BigEndian.Uint32(data[head:]) {
	case 0x00010000, 0x74727565, 0x4F54544F: // the last two are true and OTTO
	default:
		return errors.New("it is no OpenType font")
	}
	f.tables = map[string][]byte{}
	for i := range u16(data, head+4) {
		entry := head + 12 + 16*i
		if entry+16 > len(data) {
			return errShort
		}
		start, size := u32(data, entry+8), u32(data, entry+12)
		if start > len(data) || size > len(data)-start {
			return errShort
		}
		f.tables[string(data[entry:entry+4])] = data[start : start+size]
	}
	return f.need(map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "cmap": 4, "OS/2": 78, "post": 16})
}

func (f *Face) need(sizes map[string]int) error {
	for tag, size := range sizes {
		if len(f.tables[tag]) < size {
			return errShort
		}
	}
	return nil
}

func (f *Face) readHead() error {
	head := f.tables["head"]
	f.UnitsPerEm = u16(head, 18)
	if f.UnitsPerEm == 0 {
		return errors.New("an em has no units")
	}
	for i := range f.Bounds {
		f.Bounds[i] = i16(head, 36+2*i)
	}
	f.Glyphs = u16(f.tables["maxp"], 4)
	f.extents = make(extents, f.Glyphs)
	return nil
}

func (f *Face) readHorizontal() error {
	hhea := f.tables["hhea"]
	f.Ascent, f.Descent = i16(hhea, 4), i16(hhea, 6)
	f.wide = u16(hhea, 34)
	if f.wide == 0 || len(f.tables["hmtx"]) < 4*f.wide {
		return errShort
	}
	return nil
}

func (f *Face) readStyle() error {
	f.CapHeight = f.Ascent
	if os2 := f.tables["OS/2"]; u16(os2, 0) >= 2 && len(os2) >= 90 {
		f.CapHeight = i16(os2, 88)
	}
	post := f.tables["post"]
	f.ItalicAngle = float64(int32(binary.BigEndian.Uint32(post[4:]))) / 65536
	f.FixedPitch = u32(post, 12) != 0
	return nil
}

// IsCFF reports whether the outlines, and with them subsets, are those of CFF.
func (f *Face) IsCFF() bool { return f.cff != nil }

func (f *Face) readOutlines() error {
	if len(f.tables["CFF "]) >= 4 {
		return f.readCFF()
	}
	if len(f.tables["glyf"]) == 0 || len(f.tables["loca"]) < 4 {
		return errors.New("it has no outlines")
	}
	return f.readLocations()
}

func (f *Face) readLocations() error {
	loca, long := f.tables["loca"], u16(f.tables["head"], 50) == 1
	f.loca = func(glyph int) int { return 2 * u16(loca, 2*glyph) }
	size := 2
	if long {
		f.loca = func(glyph int) int { return u32(loca, 4*glyph) }
		size = 4
	}
	if len(loca) < size*(f.Glyphs+1) {
		return errShort
	}
	return nil
}

// outline returns the bytes of a glyph's description; a glyph without ink has none.
func (f *Face) outline(glyph int) []byte {
	glyf := f.tables["glyf"]
	start, end := f.loca(glyph), f.loca(glyph+1)
	if start >= end || end > len(glyf) {
		return nil
	}
	return glyf[start:end]
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func i16(b []byte, at int) int { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }
