package ua

import (
	"maps"
	"regexp"
	"strings"

	"coursepack/formats/pdf/internal/object"
)

// fonts checks the fonts that show something: ISO 14289-1, 7.21.
func (c *checker) fonts() {
	for _, f := range c.used {
		if len(f.codes) == 0 {
			continue
		}
		c.unicode(f)
		if f.descendant != nil {
			c.composite(f)
		}
		if f.subtype == "Type3" {
			continue
		}
		if f.embedded {
			c.glyphs(f)
		}
		switch {
		case !f.isSeen():
		case !f.embedded:
			c.fail("7.21.4.1-t01", "font %s", f.name)
		default:
			c.sets(f)
			if f.subtype == "TrueType" {
				c.trueType(f)
			}
		}
	}
}

// unicode checks that text can be read back.
func (c *checker) unicode(f *font) {
	for _, code := range f.shown() {
		var text string
		ok := false
		if f.toUnicode != nil {
			text, ok = f.toUnicode.unicode[code]
		}
		switch {
		case !ok && !f.hasMeaning(c, code):
			c.fail("7.21.7-t01", "font %s, code %d", f.name, code)
		case ok && strings.ContainsAny(text, "\x00\uFEFF\uFFFE"), ok && text == "":
			c.fail("7.21.7-t02", "font %s, code %d", f.name, code)
		}
	}
}

// hasMeaning reports whether a code is known without ToUnicode: ISO 32000-1, 9.10.2.
func (f *font) hasMeaning(c *checker, code int) bool {
	if f.descendant == nil {
		return runeOfName(f.names[code]) != 0 && !(f.subtype == "TrueType" && f.isSymbolic(c) && f.encoding == nil)
	}
	info := c.dict(f.descendant["CIDSystemInfo"])
	_, ok := known[object.Name(c.text(info["Ordering"]))]
	return ok && c.text(info["Registry"]) == "Adobe" && c.text(info["Ordering"]) != "Identity"
}

// composite checks the CMap of a font: ISO 14289-1, 7.21.3.
func (c *checker) composite(f *font) {
	info := c.dict(f.descendant["CIDSystemInfo"])
	name, _ := f.encoding.(object.Name)
	collection, isKnown := collectionOf(name)
	switch {
	case f.cmap != nil:
		c.embeddedCMap(f, info)
	case !isKnown:
		c.fail("7.21.3.3-t01", "font %s, %s", f.name, name)
	case collection != "Identity" && (c.text(info["Registry"]) != "Adobe" || c.text(info["Ordering"]) != string(collection)):
		c.fail("7.21.3.1-t01", "font %s", f.name)
	}
	mapping := c.value(f.descendant["CIDToGIDMap"])
	_, isStream := mapping.(*object.Stream)
	if c.name(f.descendant["Subtype"]) == "CIDFontType2" && f.embedded && !isStream && mapping != object.Name("Identity") {
		c.fail("7.21.3.2-t01", "font %s", f.name)
	}
}

func (c *checker) embeddedCMap(f *font, info object.Dict) {
	dict := c.dict(f.encoding)
	var own object.Dict
	for _, o := range c.list(dict["CIDSystemInfo"]) {
		own = c.dict(o)
	}
	name := c.name(dict["CMapName"])
	if name != "Identity-H" && name != "Identity-V" && (c.text(own["Registry"]) != c.text(info["Registry"]) ||
		c.text(own["Ordering"]) != c.text(info["Ordering"]) || c.int(info["Supplement"]) > c.int(own["Supplement"])) {
		c.fail("7.21.3.1-t01", "font %s", f.name)
	}
	if c.int(dict["WMode"]) != f.cmap.wmode {
		c.fail("7.21.3.3-t02", "font %s", f.name)
	}
	base := c.name(dict["UseCMap"])
	if used := c.dict(dict["UseCMap"]); used != nil {
		base = c.name(used["CMapName"])
	}
	for _, used := range []object.Name{base, f.cmap.uses} {
		if _, ok := collectionOf(used); used != "" && !ok {
			c.fail("7.21.3.3-t03", "font %s, %s", f.name, used)
			return
		}
	}
}

// trueType checks how codes become glyphs: ISO 14289-1, 7.21.6.
func (c *checker) trueType(f *font) {
	hasSymbols, hasUnicode, count := false, false, 0
	if f.program != nil {
		for _, m := range f.program.cmaps {
			hasSymbols = hasSymbols || m.platform == 3 && m.encoding == 0
			hasUnicode = hasUnicode || m.platform == 3 && m.encoding == 1
		}
		count = len(f.program.cmaps)
	}
	if f.isSymbolic(c) {
		if f.encoding != nil {
			c.fail("7.21.6-t03", "font %s", f.name)
		}
		if f.program != nil && count != 1 && !hasSymbols {
			c.fail("7.21.6-t04", "font %s", f.name)
		}
		return
	}
	if f.program != nil && (count == 0 || count == 1 && hasSymbols) {
		c.fail("7.21.6-t01", "font %s", f.name)
	}
	base, _ := f.encoding.(object.Name)
	dict, _ := f.encoding.(object.Dict)
	if dict != nil {
		base = c.name(dict["BaseEncoding"])
	}
	good := base == "MacRomanEncoding" || base == "WinAnsiEncoding"
	for _, o := range c.list(dict["Differences"]) {
		if name, ok := o.(object.Name); ok && (!hasUnicode || name != ".notdef" && runeOfName(string(name)) == 0) {
			good = false
		}
	}
	if !good {
		c.fail("7.21.6-t02", "font %s", f.name)
	}
}

// glyphs checks the glyphs that are shown, and their widths.
func (c *checker) glyphs(f *font) {
	for _, code := range f.shown() {
		glyph, present, known := f.glyph(c, code)
		switch {
		case !known:
			continue
		case f.codes[code] && !present:
			c.fail("7.21.4.1-t02", "font %s, code %d", f.name, code)
		case present && glyph == 0:
			c.fail("7.21.8-t01", "font %s, code %d", f.name, code)
		}
		want, ok := f.width(c, code)
		got, ok2 := f.program.width(glyph)
		if f.codes[code] && present && ok && ok2 && (got-want > 1 || want-got > 1) {
			c.fail("7.21.5-t01", "font %s, code %d: %g, not %.1f", f.name, code, want, got)
		}
	}
}

var isSubset = regexp.MustCompile(`^[A-Z]{6}\+`)

// sets checks that the lists of glyphs in a subset, if there are such, are complete: ISO 14289-1, 7.21.4.2.
func (c *checker) sets(f *font) {
	if f.program == nil || !isSubset.MatchString(string(f.name)) {
		return
	}
	if o := f.descriptor["CharSet"]; o != nil && f.program.names != nil && f.descendant == nil {
		listed := map[string]bool{".notdef": true}
		for _, name := range strings.Split(c.text(o), "/") {
			listed[strings.TrimSpace(name)] = true
		}
		delete(listed, "")
		if !maps.EqualFunc(listed, f.program.names, func(bool, int) bool { return true }) {
			c.fail("7.21.4.2-t01", "font %s", f.name)
		}
	}
	if bits := c.data(f.descriptor["CIDSet"]); bits != nil && f.descendant != nil {
		for cid := range f.allCIDs(c) {
			if cid/8 >= len(bits) || bits[cid/8]&(0x80>>(cid%8)) == 0 {
				c.fail("7.21.4.2-t02", "font %s", f.name)
				break
			}
		}
	}
}

// allCIDs returns those of all glyphs of a font but the first, as far as they can be told.
func (f *font) allCIDs(c *checker) map[int]bool {
	all := map[int]bool{}
	for cid := range f.program.cids {
		all[cid] = cid != 0
	}
	if f.program.cids == nil && c.value(f.descendant["CIDToGIDMap"]) == object.Name("Identity") {
		for glyph := 1; glyph < f.program.glyphs; glyph++ {
			if f.program.filled == nil || f.program.filled(glyph) {
				all[glyph] = true
			}
		}
	}
	delete(all, 0)
	return all
}
