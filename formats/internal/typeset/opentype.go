package typeset

import "sync"

// covered returns the place of a glyph in a coverage table, or -1:
// https://learn.microsoft.com/typography/opentype/spec/chapter2#coverage-table.
func covered(t []byte, glyph uint16) int {
	if len(t) < 4 {
		return -1
	}
	count, size := u16(t, 2), 2
	ranges := u16(t, 0) == 2
	if ranges {
		size = 6
	}
	if len(t) < 4+size*count {
		return -1
	}
	low, high := 0, count
	for low < high {
		mid := (low + high) / 2
		at := 4 + size*mid
		first, last := u16(t, at), u16(t, at)
		if ranges {
			last = u16(t, at+2)
		}
		switch g := int(glyph); {
		case g < first:
			high = mid
		case g > last:
			low = mid + 1
		case ranges:
			return u16(t, at+4) + g - first
		default:
			return mid
		}
	}
	return -1
}

// from returns the table at an offset that stands at a place of t; nil if there is none.
func from(t []byte, at int) []byte {
	if at < 0 || at+2 > len(t) {
		return nil
	}
	offset := u16(t, at)
	if offset == 0 || offset > len(t) {
		return nil
	}
	return t[offset:]
}

// A Feature is a set of other shapes of glyphs.
type Feature uint8

// The features.
const (
	ScriptStyle     Feature = iota // shapes for scripts and for scripts of scripts
	FlattenedAccent                // accents for capitals
	Dotless                        // letters that take an accent
	Roundhand                      // script letters that are round, where the usual ones are chancery
	features
)

var featureTags = [features]string{"ssty", "flac", "dtls", "ss01"}

// Substitute returns the shape of a feature for glyph; the last one if there are fewer, glyph itself if there are none.
func (f *Face) Substitute(feature Feature, glyph uint16, i int) uint16 {
	for _, t := range f.lookups[feature]() {
		if list, count := substitutes(t, glyph); count > 0 {
			return uint16(u16(list, 2*min(i, count-1)))
		}
	}
	return glyph
}

// A lookup is a subtable of GSUB that replaces one glyph.
type lookup struct {
	kind  int
	table []byte
}

// Kinds of lookups: https://learn.microsoft.com/typography/opentype/spec/gsub.
const (
	single    = 1
	alternate = 3
	extension = 7
)

// substitutes returns the list of glyphs that may stand for glyph.
func substitutes(l lookup, glyph uint16) (list []byte, count int) {
	at := covered(from(l.table, 2), glyph)
	if at < 0 {
		return nil, 0
	}
	switch {
	case l.kind == alternate:
		set := from(l.table, 6+2*at)
		if len(set) >= 2 && len(set) >= 2+2*u16(set, 0) {
			return set[2:], u16(set, 0)
		}
	case u16(l.table, 0) == 1 && len(l.table) >= 6:
		to := int(glyph) + u16(l.table, 4)
		return []byte{byte(to >> 8), byte(to)}, 1
	case u16(l.table, 0) == 2 && len(l.table) >= 8+2*at:
		return l.table[6+2*at:], 1
	}
	return nil, 0
}

// prepareFeatures sees to it that each feature is looked for once, when it is first asked for.
func (f *Face) prepareFeatures() error {
	for i, tag := range featureTags {
		f.lookups[i] = sync.OnceValue(func() []lookup { return findLookups(f.tables["GSUB"], tag) })
	}
	return nil
}

// findLookups returns the lookups of the first feature that has a tag.
func findLookups(gsub []byte, tag string) []lookup {
	if feature := findFeature(gsub, tag); feature != nil {
		return featureLookups(feature, from(gsub, 8))
	}
	return nil
}

// findFeature returns the first feature of GSUB or GPOS that has a tag, nil if there is none.
func findFeature(table []byte, tag string) []byte {
	if len(table) < 10 {
		return nil
	}
	list := from(table, 6)
	for i := 0; list != nil && i < u16(list, 0) && 2+6*i+6 <= len(list); i++ {
		record := 2 + 6*i
		if string(list[record:record+4]) == tag {
			return from(list, record+4)
		}
	}
	return nil
}

func featureLookups(feature, lookups []byte) []lookup {
	var found []lookup
	if len(feature) < 4 {
		return nil
	}
	for i := 0; i < u16(feature, 2) && 4+2*i+2 <= len(feature); i++ {
		l := from(lookups, 2+2*u16(feature, 4+2*i))
		if len(l) < 6 {
			continue
		}
		for j := 0; j < u16(l, 4) && 6+2*j+2 <= len(l); j++ {
			if s, ok := subtable(u16(l, 0), from(l, 6+2*j)); ok {
				found = append(found, s)
			}
		}
	}
	return found
}

// subtable returns a lookup that replaces one glyph; ok is false if it does something else.
func subtable(kind int, t []byte) (l lookup, ok bool) {
	if kind == extension && len(t) >= 8 && u32(t, 4) <= len(t) {
		kind, t = u16(t, 2), t[u32(t, 4):]
	}
	return lookup{kind, t}, (kind == single || kind == alternate) && len(t) >= 6
}
