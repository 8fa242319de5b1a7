package typeset

import (
	"errors"
	"sort"
)

// A cff is a table of outlines made of cubic curves: Adobe Technical Note #5176, The Compact Font Format Specification.
// Nothing is read from it but where things are; charstrings are read when a glyph is asked for.
type cff struct {
	charstrings index
	global      index // subroutines
	parts       []cffPart
	partOf      func(glyph int) int
	bounds      []byte // the operands of the font's FontBBox, in the notation of a DICT
}

// A cffPart is what glyphs have in common that were designed together. A font that is not keyed by character ids has one.
type cffPart struct {
	private []byte // a DICT
	local   index  // subroutines
}

// part returns that of a glyph.
func (c *cff) part(glyph int) *cffPart {
	return &c.parts[min(c.partOf(glyph), len(c.parts)-1)]
}

// Operators of DICTs: CFF specification, tables 9 and 23. Those of two bytes have 12 as their first one.
const (
	opCharset     = 15
	opCharStrings = 17
	opPrivate     = 18
	opSubrs       = 19
	opFontBBox    = 5
	opFontMatrix  = 12<<8 | 7
	opFDArray     = 12<<8 | 36
	opFDSelect    = 12<<8 | 37
	opROS         = 12<<8 | 30
)

func (f *Face) readCFF() error {
	data := f.tables["CFF "]
	c := &cff{}
	names, at, err := readIndex(data, int(data[2]))
	if err != nil || names.count != 1 {
		return errors.Join(errors.New("the CFF table is not that of one font"), err)
	}
	tops, at, err := readIndex(data, at)
	if err != nil || tops.count != 1 {
		return errors.Join(errors.New("the CFF table has no description"), err)
	}
	if _, at, err = readIndex(data, at); err != nil {
		return err
	}
	if c.global, _, err = readIndex(data, at); err != nil {
		return err
	}
	top := readDict(tops.get(0))
	if _, scaled := top[opFontMatrix]; scaled {
		return errors.New("CFF outlines of another scale are not read")
	}
	c.bounds = top[opFontBBox].raw
	if c.charstrings, _, err = readIndex(data, top[opCharStrings].last()); err != nil {
		return err
	}
	if c.charstrings.count != f.Glyphs {
		return errors.New("the CFF table has another number of glyphs")
	}
	f.cff = c
	if _, keyed := top[opROS]; keyed {
		return c.readParts(data, top)
	}
	c.partOf = func(int) int { return 0 }
	return c.readPart(data, top[opPrivate].numbers)
}

// readParts reads a font that is keyed by character ids: CFF specification, 18 and 19.
func (c *cff) readParts(data []byte, top map[int]entry) error {
	dicts, _, err := readIndex(data, top[opFDArray].last())
	if err != nil || dicts.count == 0 {
		return errors.Join(errors.New("the CFF table has no parts"), err)
	}
	for i := range dicts.count {
		if err := c.readPart(data, readDict(dicts.get(i))[opPrivate].numbers); err != nil {
			return err
		}
	}
	at := top[opFDSelect].last()
	if at < 0 || at+5 > len(data) {
		return errShort
	}
	selection := data[at:]
	switch count := c.charstrings.count; selection[0] {
	case 0:
		if len(selection) < 1+count {
			return errShort
		}
		c.partOf = func(glyph int) int { return int(selection[1+glyph]) }
	case 3:
		ranges := u16(selection, 1)
		if ranges == 0 || len(selection) < 5+3*ranges {
			return errShort
		}
		c.partOf = func(glyph int) int {
			i := sort.Search(ranges, func(i int) bool { return u16(selection, 3+3*i) > glyph })
			return int(selection[5+3*max(i-1, 0)])
		}
	default:
		return errors.New("the CFF table does not say which glyphs belong to which part")
	}
	return nil
}

func (c *cff) readPart(data []byte, place []int) error {
	if len(place) != 2 || place[0] < 0 || place[1] < 0 || place[1] > len(data) || place[0] > len(data)-place[1] {
		return errors.New("the CFF table has no private part")
	}
	part := cffPart{private: data[place[1] : place[1]+place[0]]}
	var err error
	if subrs, ok := readDict(part.private)[opSubrs]; ok {
		part.local, _, err = readIndex(data, place[1]+subrs.last())
	}
	c.parts = append(c.parts, part)
	return err
}

// An index is a list of byte strings: CFF specification, 5.
type index struct {
	count   int
	offSize int
	offsets []byte
	data    []byte // starts one byte early: offsets count from 1
}

// readIndex reads the index at a place and returns where it ends.
func readIndex(b []byte, at int) (ix index, end int, err error) {
	if at < 0 || at+2 > len(b) {
		return ix, 0, errShort
	}
	if ix.count = u16(b, at); ix.count == 0 {
		return ix, at + 2, nil
	}
	if at+3 > len(b) {
		return ix, 0, errShort
	}
	ix.offSize = int(b[at+2])
	start := at + 3
	size := (ix.count + 1) * ix.offSize
	if ix.offSize < 1 || ix.offSize > 4 || start+size > len(b) {
		return ix, 0, errShort
	}
	ix.offsets, ix.data = b[start:start+size], b[start+size-1:]
	last := ix.offset(ix.count)
	if last < 1 || last > len(ix.data) {
		return ix, 0, errShort
	}
	return ix, start + size - 1 + last, nil
}

func (ix index) offset(i int) int {
	n := 0
	for _, c := range ix.offsets[i*ix.offSize : (i+1)*ix.offSize] {
		n = n<<8 | int(c)
	}
	return n
}

// get returns the byte string i; there is none outside of the index.
func (ix index) get(i int) []byte {
	if i < 0 || i >= ix.count {
		return nil
	}
	start, end := ix.offset(i), ix.offset(i+1)
	if start < 1 || start > end || end > len(ix.data) {
		return nil
	}
	return ix.data[start:end]
}

// An entry of a DICT: the operands of an operator.
type entry struct {
	numbers []int  // reals are rounded: none of those is asked for
	raw     []byte // the operands as they are written
	at, end int    // of operands and operator
}

func (e entry) last() int {
	if len(e.numbers) == 0 {
		return -1
	}
	return e.numbers[len(e.numbers)-1]
}

// readDict reads a DICT: CFF specification, 4.
func readDict(b []byte) map[int]entry {
	d := map[int]entry{}
	var numbers []int
	start := 0
	for at := 0; at < len(b); {
		if b[at] > 21 {
			n, size := dictNumber(b[at:])
			numbers = append(numbers, n)
			at += size
			continue
		}
		op, end := int(b[at]), at+1
		if op == 12 && end < len(b) {
			op, end = 12<<8|int(b[end]), end+1
		}
		d[op] = entry{numbers, b[start:at], start, end}
		numbers, start, at = nil, end, end
	}
	return d
}

// dictNumber reads an operand and returns how many bytes it takes.
func dictNumber(b []byte) (n, size int) {
	switch v := int(b[0]); {
	case v >= 32 && v <= 246:
		return v - 139, 1
	case v >= 247 && v <= 250 && len(b) > 1:
		return (v-247)*256 + int(b[1]) + 108, 2
	case v >= 251 && v <= 254 && len(b) > 1:
		return -(v-251)*256 - int(b[1]) - 108, 2
	case v == 28 && len(b) > 2:
		return i16(b, 1), 3
	case v == 29 && len(b) > 4:
		return int(int32(u32(b, 1))), 5
	case v == 30:
		return 0, realSize(b)
	}
	return 0, 1
}

// realSize returns how many bytes a real number takes: its last nibble is 15.
func realSize(b []byte) int {
	for i := 1; i < len(b); i++ {
		if b[i]>>4 == 15 || b[i]&15 == 15 {
			return i + 1
		}
	}
	return len(b)
}

// follow leads a pen along the outline of a glyph. What is broken ends there.
func (c *cff) follow(glyph int, p pen) {
	r := charstring{font: c, local: c.part(glyph).local, pen: p}
	r.run(c.charstrings.get(glyph), 0)
}
