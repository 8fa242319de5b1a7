package mathbox

import (
	"image/color"
	"math"
	"slices"
	"strconv"

	"coursepack/formats/internal/typeset/raster"
)

// maxPixels bounds either side of a picture.
const maxPixels = 6000

// PNG returns what [Box.Frame] shows as a picture, black on white but for colours of the formula's own, of so many pixels a
// point. One that would be very large has fewer.
func (b *Box) PNG(density float64) []byte {
	f := b.Frame()
	width, height := f.XMax-f.XMin, f.YMax-f.YMin
	density = min(density, maxPixels/max(width, height, 1))
	inks := b.inks()
	palette := make([]color.RGBA, len(inks))
	for i, name := range inks {
		palette[i] = rgb(name)
	}
	c := raster.New(pixels(width*density), pixels(height*density), color.RGBA{255, 255, 255, 255}, palette...)
	x := func(x float64) float64 { return (x - f.XMin) * density }
	y := func(y float64) float64 { return (f.YMax - y) * density }
	for _, r := range b.Rules {
		// A rule thinner than a pixel would be grey.
		c.Rect(x(r.X), y(r.Y+r.Height), max(r.Width*density, 1), max(r.Height*density, 1), slices.Index(inks, r.Color))
	}
	for _, g := range b.Glyphs {
		c.Glyph(g.Face.Outline(g.ID), x(g.X), y(g.Y), g.Size/float64(g.Face.UnitsPerEm)*density, slices.Index(inks, g.Color))
	}
	for _, n := range b.Lines {
		n.X1, n.X2, n.Y1, n.Y2 = x(n.X1), x(n.X2), y(n.Y1), y(n.Y2)
		n.Thickness = max(n.Thickness*density, 1)
		for _, dash := range n.dashes() {
			c.Line(dash.X1, dash.Y1, dash.X2, dash.Y2, dash.Thickness, slices.Index(inks, n.Color))
		}
	}
	return c.PNG()
}

func pixels(v float64) int { return min(max(int(math.Ceil(v)), 1), maxPixels) }

// inks are the colours in a box, that of the text first.
func (b *Box) inks() []string {
	inks := []string{""}
	add := func(name string) {
		if !slices.Contains(inks, name) {
			inks = append(inks, name)
		}
	}
	for _, r := range b.Rules {
		add(r.Color)
	}
	for _, g := range b.Glyphs {
		add(g.Color)
	}
	for _, n := range b.Lines {
		add(n.Color)
	}
	return inks
}

// rgb reads "#rrggbb"; anything else is black.
func rgb(name string) color.RGBA {
	var v uint64
	if len(name) == 7 {
		v, _ = strconv.ParseUint(name[1:], 16, 32)
	}
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// dashes are the pieces of a line that are drawn.
func (n Line) dashes() []Line {
	length, step := math.Hypot(n.X2-n.X1, n.Y2-n.Y1), 4*n.Thickness
	if !n.Dashed || length <= step {
		return []Line{n}
	}
	var out []Line
	for at := 0.0; at < length; at += 2 * step {
		end := min(at+step, length)
		d := n
		d.X1, d.Y1 = n.X1+(n.X2-n.X1)*at/length, n.Y1+(n.Y2-n.Y1)*at/length
		d.X2, d.Y2 = n.X1+(n.X2-n.X1)*end/length, n.Y1+(n.Y2-n.Y1)*end/length
		out = append(out, d)
	}
	return out
}
