package typeset

import "errors"

// readCmap reads the characters of the font from its fullest Unicode table:
// https://learn.microsoft.com/typography/opentype/spec/cmap.
func (f *Face) readCmap() error {
	f.beyond = map[rune]uint16{}
	cmap := f.tables["cmap"]
	tables := map[int][]byte{}
	for i := range u16(cmap, 2) {
		record := 4 + 8*i
		if record+8 > len(cmap) {
			return errShort
		}
		start := u32(cmap, record+4)
		if !isUnicode(u16(cmap, record), u16(cmap, record+2)) || start+2 > len(cmap) {
			continue
		}
		tables[u16(cmap, start)] = cmap[start:]
	}
	if t, ok := tables[12]; ok {
		return f.readFormat12(t)
	}
	if t, ok := tables[4]; ok {
		return f.readFormat4(t)
	}
	return errors.New("it does not say which characters it has")
}

func isUnicode(platform, encoding int) bool {
	return platform == 0 || platform == 3 && (encoding == 1 || encoding == 10)
}

func (f *Face) readFormat4(t []byte) error {
	if len(t) < 16 {
		return errShort
	}
	n := u16(t, 6) / 2
	ends, starts, deltas, offsets := 14, 16+2*n, 16+4*n, 16+6*n
	if len(t) < 16+8*n {
		return errShort
	}
	for i := range n {
		at := offsets + 2*i
		delta, offset := u16(t, deltas+2*i), u16(t, at)
		for r, end := u16(t, starts+2*i), u16(t, ends+2*i); r <= end && r != 0xFFFF; r++ {
			glyph := r
			if offset != 0 {
				place := at + offset + 2*(r-u16(t, starts+2*i))
				if place+2 > len(t) {
					return errShort
				}
				if glyph = u16(t, place); glyph == 0 {
					continue
				}
			}
			f.setGlyph(rune(r), glyph+delta&0xFFFF)
		}
	}
	return nil
}

func (f *Face) readFormat12(t []byte) error {
	if len(t) < 16 {
		return errShort
	}
	n := u32(t, 12)
	if (len(t)-16)/12 < n {
		return errShort
	}
	for i := range n {
		group := 16 + 12*i
		start, end, glyph := u32(t, group), u32(t, group+4), u32(t, group+8)
		for r := start; r <= end && r-start < f.Glyphs; r++ {
			f.setGlyph(rune(r), glyph+r-start)
		}
	}
	return nil
}

func (f *Face) setGlyph(r rune, glyph int) {
	glyph &= 0xFFFF
	if glyph == 0 || glyph >= f.Glyphs {
		return
	}
	if r >= 0x10000 {
		f.beyond[r] = uint16(glyph)
		return
	}
	if f.pages[r>>8] == nil {
		f.pages[r>>8] = new([256]uint16)
	}
	f.pages[r>>8][r&0xFF] = uint16(glyph)
}
