package typeset

import (
	"testing"

	"golang.org/x/image/font/sfnt"
)

// A reduced font shows its characters as the face does, for another reader and for our own, and no others.
func TestReducedFontsShowTheirCharacters(t *testing.T) {
	characters := []rune(" (AZabcfi√é—√∫𝑎\U0001D7D9")
	for _, face := range []*Face{stixText(), stixMath(), dejaVuMono()} {
		data := face.Reduced(characters)
		if len(data) > len(face.data)*3/4 {
			t.Errorf("%s has %d bytes of %d", face.Name, len(data), len(face.data))
		}
		if _, err := sfnt.Parse(data); err != nil {
			t.Errorf("%s: %v", face.Name, err)
		}
		got, err := Parse(face.Name, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range characters {
			want, _ := face.Glyph(r)
			if g, _ := got.Glyph(r); g != want {
				t.Errorf("%s: the glyph of %c is %d, want %d", face.Name, r, g, want)
			}
			sameInk(t, face, got, want)
		}
		if _, ok := got.Glyph('B'); ok {
			t.Errorf("%s has a B", face.Name)
		}
		b, _ := face.Glyph('B')
		if got.Extent(b) != (Bounds{}) {
			t.Errorf("%s has the outline of a B", face.Name)
		}
	}
}

func sameInk(t *testing.T, face, reduced *Face, glyph uint16) {
	t.Helper()
	if face.Extent(glyph) != reduced.Extent(glyph) || face.Advance(glyph) != reduced.Advance(glyph) {
		t.Errorf("%s: glyph %d has another shape", face.Name, glyph)
	}
}

// Signs of a reduced font for formulas grow as those of the face.
func TestReducedFontsForFormulasGrow(t *testing.T) {
	face := stixMath()
	got, err := Parse(face.Name, face.Reduced([]rune("(√")))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "(√" {
		glyph, _ := face.Glyph(r)
		shapes := face.grown(glyph, true)
		if len(shapes) < 5 {
			t.Errorf("%c has %d shapes", r, len(shapes))
		}
		for _, g := range shapes {
			sameInk(t, face, got, g)
		}
	}
}
