package typeset

import (
	"testing"

	"github.com/go-fonts/dejavu/dejavusans"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// TestFacesAgreeWithAnotherReader compares glyphs and widths with those that x/image reads.
func TestFacesAgreeWithAnotherReader(t *testing.T) {
	theirs, err := sfnt.Parse(dejavusans.TTF)
	if err != nil {
		t.Fatal(err)
	}
	ours := dejaVu()
	var b sfnt.Buffer
	em := fixed.I(ours.UnitsPerEm)
	for r := rune(0); r < 0x20000; r++ {
		want, err := theirs.GlyphIndex(&b, r)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := ours.Glyph(r)
		if got != uint16(want) || ok != (want != 0) {
			t.Fatalf("the glyph of %U is %d, want %d", r, got, want)
		}
		advance, err := theirs.GlyphAdvance(&b, want, em, font.HintingNone)
		if err != nil {
			t.Fatal(err)
		}
		if got := ours.Advance(got); got != advance.Round() {
			t.Fatalf("the width of %U is %d, want %d", r, got, advance.Round())
		}
	}
}

func TestFacesFallBackForMissingCharacters(t *testing.T) {
	for _, family := range []Family{Serif, Sans, Mono} {
		for _, bold := range []bool{false, true} {
			for _, italic := range []bool{false, true} {
				for _, r := range "aé→☑𝔼" {
					if !anyHas(Faces(family, bold, italic), r) {
						t.Errorf("family %d, bold %t, italic %t has no %c", family, bold, italic, r)
					}
				}
			}
		}
	}
}

func anyHas(faces []*Face, r rune) bool {
	for _, f := range faces {
		if _, ok := f.Glyph(r); ok {
			return true
		}
	}
	return false
}

// TestSubsetKeepsOutlines takes é, which is composed of e and an accent, and x, and looks for the same outlines.
func TestSubsetKeepsOutlines(t *testing.T) {
	face := liberationSerif()
	glyphs := []uint16{0}
	for _, r := range "éxéx" {
		g, ok := face.Glyph(r)
		if !ok {
			t.Fatalf("no glyph for %c", r)
		}
		glyphs = append(glyphs, g)
	}
	sub := face.Subset(glyphs)
	if len(sub) > len(face.tables["glyf"])/4 {
		t.Errorf("two letters take %d bytes", len(sub))
	}
	got := &Face{}
	if err := got.readTables(sub); err == nil {
		t.Error("the subset has a character map; nobody needs it")
	}
	for _, step := range []func() error{got.readHead, got.readHorizontal, got.readLocations} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	if want := len(glyphs) + 2; got.Glyphs != want {
		t.Errorf("the subset has %d glyphs, want %d with the two parts of é", got.Glyphs, want)
	}
	for i, g := range glyphs {
		if got.Advance(uint16(i)) != face.Advance(g) {
			t.Errorf("glyph %d is %d wide, want %d", i, got.Advance(uint16(i)), face.Advance(g))
		}
	}
	x := string(face.outline(int(glyphs[2])))
	if string(got.outline(2))[:len(x)] != x || string(got.outline(4))[:len(x)] != x {
		t.Error("the outline of x has changed")
	}
	composed := got.outline(1)
	for at := 10; ; {
		flags, part := u16(composed, at), u16(composed, at+2)
		if part < len(glyphs) {
			t.Errorf("é is composed of glyph %d", part)
		}
		if flags&moreParts == 0 {
			break
		}
		at += 4 + partSize(flags)
	}
	if sum := checksum(sub); sum != 0xB1B0AFBA {
		t.Errorf("the checksum of the file is %#x", sum)
	}
}
