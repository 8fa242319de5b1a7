package raster

import (
	"bytes"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"coursepack/formats/internal/typeset"
)

var (
	white = color.RGBA{255, 255, 255, 255}
	black = color.RGBA{0, 0, 0, 255}
	red   = color.RGBA{255, 0, 0, 255}
)

// shades draws a canvas as text: a space for paper, letters from a to o for the shades of the first ink, A to O for
// those of the second.
func shades(c *Canvas) string {
	var b strings.Builder
	for y := range c.image.Rect.Dy() {
		for x := range c.image.Rect.Dx() {
			b.WriteByte((" " + "abcdefghijklmno" + "ABCDEFGHIJKLMNO")[c.image.ColorIndexAt(x, y)])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestRect(t *testing.T) {
	c := New(6, 4, white, black, red)
	c.Rect(1, 1, 3.5, 2, 0)
	c.Rect(-5, 3, 100, 0.2, 1)
	c.Rect(2, 2, 1, 1, 1)
	c.Rect(3, 3, -1, 1, 0) // nothing
	want := "      \n oooh \n oOoh \nCCCCCC\n"
	if got := shades(c); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestGlyphsAndLines(t *testing.T) {
	face := typeset.Faces(typeset.Sans, true, false)[0]
	id, _ := face.Glyph('L')
	c := New(12, 12, white, black)
	c.Glyph(face.Outline(id), 1, 11, 12/float64(face.CapHeight)*10/12, 0)
	c.Line(10, 0, 10, 4, 2, 0)
	c.Glyph(face.Outline(id), 1e9, 11, 1, 0) // outside
	c.Line(3, 3, 3, 3, 1, 0)                 // without length
	got := shades(c)
	lines := strings.Split(got, "\n")
	if strings.TrimSpace(lines[0]) != "oo" || !strings.HasPrefix(lines[6], " ") || strings.Count(lines[10], "o") < 4 {
		t.Errorf("got\n%s", got)
	}
}

func TestPNG(t *testing.T) {
	c := New(4, 4, white, black)
	c.Rect(0, 0, 2, 2, 0)
	img, err := png.Decode(bytes.NewReader(c.PNG()))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[[2]int]color.RGBA{{0, 0}: black, {3, 3}: white} {
		if got := color.RGBAModel.Convert(img.At(at[0], at[1])); got != want {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
}

func TestMoreInksThanFit(t *testing.T) {
	c := New(1, 1, white, make([]color.RGBA, 40)...)
	c.Rect(0, 0, 1, 1, 39)
	c.PNG()
}
