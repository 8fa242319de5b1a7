package typeset

import (
	"fmt"
	"strings"
	"testing"
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
