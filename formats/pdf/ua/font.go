package ua

import (
	"maps"
	"slices"

	"coursepack/formats/pdf/internal/object"
)

// A font is a font dictionary and the codes that are shown with it.
type font struct {
	dict       object.Dict
	name       object.Name
	subtype    object.Name
	descendant object.Dict // of a composite font: its CIDFont
	descriptor object.Dict
	embedded   bool
	program    *program // nil if it cannot be read

	encoding  object.Object
	cmap      *cmap // of a composite font, if it is embedded
	toUnicode *cmap
	names     [256]string // of glyphs, of a simple font

	codes map[int]bool // those shown; true if they can be seen
}

// fontAt returns the font that o is, always the same for the same.
func (c *checker) fontAt(o object.Object) *font {
	dict := c.dict(o)
	if dict == nil {
		return nil
	}
	ref, ok := o.(object.Ref)
	if !ok {
		return c.readFont(dict)
	}
	if c.fontOf[ref] == nil {
		c.fontOf[ref] = c.readFont(dict)
	}
	return c.fontOf[ref]
}

func (c *checker) readFont(dict object.Dict) *font {
	f := &font{dict: dict, name: c.name(dict["BaseFont"]), subtype: c.name(dict["Subtype"]), codes: map[int]bool{}}
	c.used = append(c.used, f)
	from := dict
	if f.subtype == "Type0" {
		for _, o := range c.list(dict["DescendantFonts"]) {
			f.descendant = c.dict(o)
		}
		from = f.descendant
	}
	f.descriptor = c.dict(from["FontDescriptor"])
	for _, key := range []object.Name{"FontFile", "FontFile2", "FontFile3"} {
		if _, ok := c.value(f.descriptor[key]).(*object.Stream); ok {
			f.embedded = true
			f.program, _ = readProgram(c.data(f.descriptor[key]))
		}
	}
	if data := c.data(dict["ToUnicode"]); data != nil {
		f.toUnicode = readCMap(data)
	}
	f.encoding = c.value(dict["Encoding"])
	if _, ok := f.encoding.(*object.Stream); ok && f.descendant != nil {
		f.cmap = readCMap(c.data(f.encoding))
	}
	if f.descendant == nil {
		f.names = c.glyphNames(f)
	}
	return f
}

// glyphNames returns what the glyphs of codes are called in a simple font: ISO 32000-1, 9.6.6.
func (c *checker) glyphNames(f *font) [256]string {
	base, _ := f.encoding.(object.Name)
	dict, _ := f.encoding.(object.Dict)
	if dict != nil {
		base = c.name(dict["BaseEncoding"])
	}
	var names [256]string
	if base != "" || !f.isSymbolic(c) {
		names = encoding(base)
	}
	code := 0
	for _, o := range c.list(dict["Differences"]) {
		switch o := c.value(o).(type) {
		case int:
			code = o
		case object.Name:
			if code >= 0 && code < 256 {
				names[code] = string(o)
			}
			code++
		}
	}
	return names
}

func (f *font) isSymbolic(c *checker) bool {
	const symbolic = 1 << 2 // ISO 32000-1, table 123
	return c.int(f.descriptor["Flags"])&symbolic != 0
}

// show notes the codes of a string.
func (f *font) show(s object.String, visible bool) {
	switch {
	case f.descendant == nil:
		for i := range len(s) {
			f.note(int(s[i]), visible)
		}
	case f.cmap != nil:
		for _, code := range f.cmap.split(s) {
			f.note(code, visible)
		}
	default:
		for i := 0; i+1 < len(s); i += 2 {
			f.note(int(s[i])<<8|int(s[i+1]), visible)
		}
	}
}

func (f *font) note(code int, visible bool) { f.codes[code] = f.codes[code] || visible }

// isSeen reports whether any of the text is not invisible.
func (f *font) isSeen() bool {
	for _, visible := range f.codes {
		if visible {
			return true
		}
	}
	return false
}

// shown lists the codes in order.
func (f *font) shown() []int { return slices.Sorted(maps.Keys(f.codes)) }

// hasCIDs reports whether it is known which CIDs the codes are.
func (f *font) hasCIDs() bool {
	name, _ := f.encoding.(object.Name)
	return f.cmap != nil || name == "Identity-H" || name == "Identity-V"
}

// cid returns the CID of a code of a composite font.
func (f *font) cid(code int) int {
	if f.cmap != nil {
		return f.cmap.cids[code]
	}
	return code
}

// glyph returns the glyph of a code. Where the font has none it is absent; where it cannot be told, known is false.
func (f *font) glyph(c *checker, code int) (glyph int, present, known bool) {
	p := f.program
	switch {
	case p == nil:
		return 0, false, false
	case f.descendant != nil:
		return f.glyphOfCID(c, f.cid(code))
	case f.subtype == "TrueType":
		return f.glyphOfTrueType(c, code)
	case p.names != nil:
		glyph, present = p.names[f.names[code]]
		if f.names[code] == "" {
			glyph, present = p.builtIn[code]
		}
		return glyph, present, true
	}
	return 0, false, false
}

// glyphOfCID follows ISO 32000-1, 9.7.4.2.
func (f *font) glyphOfCID(c *checker, cid int) (glyph int, present, known bool) {
	if !f.hasCIDs() {
		return 0, false, false
	}
	if f.program.cids != nil {
		glyph, present = f.program.cids[cid]
		return glyph, present, true
	}
	glyph = cid
	if _, ok := c.value(f.descendant["CIDToGIDMap"]).(*object.Stream); ok {
		table := c.data(f.descendant["CIDToGIDMap"])
		if glyph = 0; 2*cid+2 <= len(table) {
			glyph = u16(table, 2*cid)
		}
	}
	return glyph, glyph < f.program.glyphs, true
}

// glyphOfTrueType follows ISO 32000-1, 9.6.6.4. Codes that lead nowhere show glyph 0.
func (f *font) glyphOfTrueType(c *checker, code int) (glyph int, present, known bool) {
	p := f.program
	if p.cmaps == nil {
		return 0, false, false
	}
	table := func(platform, encoding int) map[int]int {
		for _, m := range p.cmaps {
			if m.platform == platform && m.encoding == encoding {
				return m.glyphs
			}
		}
		return nil
	}
	if name := f.names[code]; name != "" {
		glyph = table(3, 1)[int(runeOfName(name))]
		if mac := slices.Index(macNames[:], name); glyph == 0 && mac >= 0 {
			glyph = table(1, 0)[mac]
		}
	}
	for _, base := range []int{0xF000, 0xF100, 0xF200, 0} {
		if glyph == 0 {
			glyph = table(3, 0)[base+code]
		}
	}
	if glyph == 0 && f.isSymbolic(c) {
		glyph = table(1, 0)[code]
	}
	return glyph, glyph < p.glyphs, true
}

var macNames = encoding("MacRomanEncoding")

// width returns the width that the dictionary gives a code, in thousandths.
func (f *font) width(c *checker, code int) (float64, bool) {
	if f.descendant != nil {
		return f.widthOfCID(c, f.cid(code))
	}
	widths := c.list(f.dict["Widths"])
	i := code - c.int(f.dict["FirstChar"])
	if i < 0 || i >= len(widths) {
		return 0, false
	}
	return c.number(widths[i])
}

// widthOfCID looks a CID up: ISO 32000-1, 9.7.4.3.
func (f *font) widthOfCID(c *checker, cid int) (float64, bool) {
	w := c.list(f.descendant["W"])
	for i := 0; i+1 < len(w); {
		low := c.int(w[i])
		if list, ok := c.value(w[i+1]).(object.Array); ok {
			if cid >= low && cid < low+len(list) {
				return c.number(list[cid-low])
			}
			i += 2
			continue
		}
		if i+2 < len(w) && cid >= low && cid <= c.int(w[i+1]) {
			return c.number(w[i+2])
		}
		i += 3
	}
	if f.descendant["DW"] != nil {
		return c.number(f.descendant["DW"])
	}
	return 1000, true
}
