package ua

import (
	"encoding/binary"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestRules breaks each rule in turn. Every case of testdata/rules.txtar is a set of objects that take the place of those with
// the same numbers in the good file "base"; it is called after the rules that it breaks.
func TestRules(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/rules.txtar")
	if err != nil {
		t.Fatal(err)
	}
	base := "%PDF-1.7\n" + fontPrograms() + string(archive.Files[0].Data)
	if got := broken(t, base); len(got) > 0 {
		t.Fatalf("base breaks %v", got)
	}
	seen := map[string]bool{}
	for _, c := range archive.Files[1:] {
		want := strings.Fields(c.Name)
		for _, rule := range want {
			seen[rule] = true
		}
		file := base + string(c.Data)
		if header, ok := strings.CutPrefix(string(c.Data), "header "); ok {
			file = header + base
		}
		if got := broken(t, file); !slices.Equal(got, want) {
			t.Errorf("the case for %v breaks %v:\n%s", want, got, c.Data)
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(rules)) {
		if !seen[rule] {
			t.Errorf("no case breaks %s", rule)
		}
	}
}

// broken lists the rules that a file breaks, whose objects start with their numbers only.
func broken(t *testing.T, file string) []string {
	t.Helper()
	file = regexp.MustCompile(`(?m)^(\d+) (<<|\[)`).ReplaceAllString(file, "$1 0 obj $2")
	findings, err := Check([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, f := range findings {
		names[f.Rule] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// fontPrograms are the objects 90 to 94, fonts with glyphs for .notdef and A, which is 500 wide: TrueType with a cmap for text, with
// one for symbols, with two that are for neither, CFF with names, and CFF with the CIDs 0 and 7.
func fontPrograms() string {
	var b strings.Builder
	for i, data := range [][]byte{
		sfnt([2]int{3, 1}), sfnt([2]int{3, 0}), sfnt([2]int{3, 1}, [2]int{1, 0}), cff(false), cff(true),
	} {
		fmt.Fprintf(&b, "%d 0 obj <</Length %d>> stream\n%s\nendstream endobj\n", 90+i, len(data), data)
	}
	return b.String()
}

// sfnt is a TrueType font with a subtable of cmap for each pair of platform and encoding.
func sfnt(cmaps ...[2]int) []byte {
	words := func(w ...int) (b []byte) {
		for _, n := range w {
			b = binary.BigEndian.AppendUint16(b, uint16(n))
		}
		return b
	}
	head, hhea := make([]byte, 54), make([]byte, 36)
	copy(head[18:], words(1000)) // units in an em
	copy(hhea[34:], words(2))    // widths
	cmap := words(0, len(cmaps))
	for i, m := range cmaps {
		cmap = append(cmap, words(m[0], m[1], 0, 4+8*len(cmaps)+12*i)...)
	}
	for _, m := range cmaps {
		code := 'A'
		if m == [2]int{3, 0} {
			code += 0xF000
		}
		cmap = append(cmap, words(6, 12, 0, int(code), 1, 1)...) // format, length, language, first code, count, glyph
	}
	tables := map[string][]byte{"head": head, "hhea": hhea, "maxp": words(1, 0, 2), "hmtx": words(500, 0, 500, 0),
		"loca": words(0, 0, 1), "glyf": words(0), "cmap": cmap}
	file := append(words(1, 0, len(tables)), words(0, 0, 0)...)
	at := 12 + 16*len(tables)
	var body []byte
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		file = append(append(file, name...), words(0, 0, 0, at+len(body), 0, len(tables[name]))...)
		body = append(body, tables[name]...)
	}
	return append(file, body...)
}

// cff is a bare CFF font, keyed by CIDs or by names.
func cff(keyed bool) []byte {
	one := func(item string) string { return fmt.Sprintf("\x00\x01\x01\x01%c", 1+len(item)) + item } // an INDEX
	number := func(n int) string { return "\x1D" + string(binary.BigEndian.AppendUint32(nil, uint32(n))) }
	const (
		glyph       = "\xF8\x88\x0E" // 500 endchar
		charStrings = "\x00\x02\x01\x01\x04\x07" + glyph + glyph
		none        = "\x00\x00"
	)
	start := "\x01\x00\x04\x01" + one("F")
	charset, top := "\x00\x00\x22", func(at int) string { // format 0: A
		return number(at) + "\x0F" + number(at+3) + "\x11"
	}
	rest := charset + charStrings
	if keyed {
		charset = "\x00\x00\x07"
		rest = charset + charStrings + one("") + "\x00\x00\x00" // one FD, which is that of both glyphs
		top = func(at int) string {
			after := at + 3 + len(charStrings)
			return number(0) + number(0) + number(0) + "\x0C\x1E" + number(at) + "\x0F" + number(at+3) + "\x11" +
				number(after) + "\x0C\x24" + number(after+len(one(""))) + "\x0C\x25"
		}
	}
	at := len(start) + len(one(top(0))) + len(none+none)
	return []byte(start + one(top(at)) + none + none + rest)
}
