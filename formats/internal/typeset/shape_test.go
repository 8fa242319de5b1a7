package typeset

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
)

// spelled lists glyphs as text@advance.
func spelled(glyphs []Glyph) string {
	var parts []string
	for _, g := range glyphs {
		parts = append(parts, fmt.Sprintf("%s@%d", g.Text, g.Advance))
	}
	return strings.Join(parts, " ")
}

func TestShape(t *testing.T) {
	sans := Faces(Sans, false, false)[1]
	serif, mono := Faces(Serif, false, false)[0], Faces(Mono, false, false)[0]
	for _, test := range []struct {
		face     *Face
		text     string
		leftward bool
		want     string
	}{
		{serif, "an", false, "a@480 n@576"},
		{serif, "AVA", false, "A@618 V@575 A@718"}, // closer together than alone
		{serif, "e\u0301", false, "e\u0301@464"},
		{mono, "fi", false, "f@1233 i@1233"},
		{serif, "", false, ""},
		{sans, "אב", true, "ב@1184 א@1369"},
	} {
		if got := spelled(test.face.Shape(test.text, test.leftward).Glyphs); got != test.want {
			t.Errorf("%s: %q is %s, want %s", test.face.Name, test.text, got, test.want)
		}
	}
}

// TestShapingNeedsNoOutlines compares with what the whole font gives, for texts with accents to place.
func TestShapingNeedsNoOutlines(t *testing.T) {
	for _, face := range slices.Concat(Faces(Serif, false, false), Faces(Sans, true, false), Faces(Mono, false, false), Faces(Serif, true, true)) {
		whole, err := font.ParseTTF(bytes.NewReader(face.data))
		if err != nil {
			t.Fatal(err)
		}
		s := shaper{font: harfbuzz.NewFont(whole), buffer: harfbuzz.NewBuffer()}
		for _, text := range []string{"fix AVAST", "q\u0301e\u0323\u0301n\u0308", "ξ\u0301Щ\u0306", "שָׁלוֹם", "סֵ", "سلامٌ"} {
			if strings.ContainsFunc(text, func(r rune) bool { _, ok := face.Glyph(r); return !ok }) {
				continue // another face sets it
			}
			leftward := text > "\u0590"
			want := spelledFully(s.shape(shaped{text, leftward}, face.FixedPitch))
			if got := spelledFully(face.Shape(text, leftward).Glyphs); got != want {
				t.Errorf("%s: %q is %s, want %s", face.Name, text, got, want)
			}
		}
	}
}

func spelledFully(glyphs []Glyph) string { return fmt.Sprintf("%+v", glyphs) }
