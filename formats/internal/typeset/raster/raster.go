// Package raster paints outlines of glyphs and rectangles into a picture of few colours, for reading systems that show no
// drawings.
//
// Pixels have their origin in the upper left corner, with y downwards.
package raster

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"

	"golang.org/x/image/vector"

	"coursepack/formats/internal/typeset"
)

// levels is how many steps a pixel has from paper to ink. With one ink they fit in half a byte.
const levels = 15

// A Canvas is a picture in the making: paper, and inks that are painted on it.
type Canvas struct {
	image *image.Paletted
	fill  vector.Rasterizer
	mask  image.Alpha
}

// maxInks is how many a palette of 256 colours has room for.
const maxInks = 255 / levels

// New returns an empty canvas. Of more than 17 inks, the last ones are painted as the 17th.
func New(width, height int, paper color.RGBA, inks ...color.RGBA) *Canvas {
	palette := color.Palette{paper}
	for _, ink := range inks[:min(len(inks), maxInks)] {
		for i := 1; i <= levels; i++ {
			palette = append(palette, color.RGBA{
				mix(paper.R, ink.R, i), mix(paper.G, ink.G, i), mix(paper.B, ink.B, i), mix(paper.A, ink.A, i),
			})
		}
	}
	return &Canvas{image: image.NewPaletted(image.Rect(0, 0, width, height), palette)}
}

func mix(paper, ink uint8, level int) uint8 {
	return uint8((int(paper)*(levels-level) + int(ink)*level + levels/2) / levels)
}

// Glyph paints an outline with its origin at x, y; unit is how many pixels a unit of the font is.
func (c *Canvas) Glyph(outline typeset.Path, x, y, unit float64, ink int) {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range outline {
		for _, p := range s.Points[:points(s)] {
			left, right = min(left, x+p.X*unit), max(right, x+p.X*unit)
			top, bottom = min(top, y-p.Y*unit), max(bottom, y-p.Y*unit)
		}
	}
	box := c.clip(left, top, right, bottom)
	if box.Empty() {
		return
	}
	c.fill.Reset(box.Dx(), box.Dy())
	at := func(p typeset.Point) (float32, float32) {
		return float32(x + p.X*unit - float64(box.Min.X)), float32(y - p.Y*unit - float64(box.Min.Y))
	}
	for i, s := range outline {
		ax, ay := at(s.Points[0])
		switch s.Verb {
		case typeset.MoveTo:
			if i > 0 {
				c.fill.ClosePath()
			}
			c.fill.MoveTo(ax, ay)
		case typeset.LineTo:
			c.fill.LineTo(ax, ay)
		case typeset.CurveTo:
			bx, by := at(s.Points[1])
			cx, cy := at(s.Points[2])
			c.fill.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	c.fill.ClosePath()
	c.paint(box, ink)
}

func points(s typeset.Segment) int {
	if s.Verb == typeset.CurveTo {
		return 3
	}
	return 1
}

// Line paints a straight line of a thickness.
func (c *Canvas) Line(x1, y1, x2, y2, thickness float64, ink int) {
	length := math.Hypot(x2-x1, y2-y1)
	if length == 0 {
		return
	}
	dx, dy := -(y2-y1)/length*thickness/2, (x2-x1)/length*thickness/2
	corner := func(x, y float64) typeset.Segment {
		return typeset.Segment{Verb: typeset.LineTo, Points: [3]typeset.Point{{X: x, Y: -y}}}
	}
	outline := typeset.Path{corner(x1+dx, y1+dy), corner(x2+dx, y2+dy), corner(x2-dx, y2-dy), corner(x1-dx, y1-dy)}
	outline[0].Verb = typeset.MoveTo
	c.Glyph(outline, 0, 0, 1, ink)
}

// Rect paints a rectangle. Edges that lie inside of a pixel show as a paler one.
func (c *Canvas) Rect(x, y, width, height float64, ink int) {
	box := c.clip(x, y, x+width, y+height)
	for py := box.Min.Y; py < box.Max.Y; py++ {
		high := overlap(y, y+height, py)
		for px := box.Min.X; px < box.Max.X; px++ {
			c.set(px, py, high*overlap(x, x+width, px), ink)
		}
	}
}

// overlap is how much of a pixel is between start and end.
func overlap(start, end float64, pixel int) float64 {
	return min(end, float64(pixel+1)) - max(start, float64(pixel))
}

// clip returns the pixels of the canvas that an area touches.
func (c *Canvas) clip(left, top, right, bottom float64) image.Rectangle {
	if !(left < right && top < bottom) {
		return image.Rectangle{}
	}
	size := c.image.Bounds()
	return image.Rect(
		max(int(math.Floor(max(left, 0))), 0), max(int(math.Floor(max(top, 0))), 0),
		int(math.Ceil(min(right, float64(size.Dx())))), int(math.Ceil(min(bottom, float64(size.Dy())))),
	).Intersect(size)
}

// paint puts what the rasterizer holds onto the canvas.
func (c *Canvas) paint(box image.Rectangle, ink int) {
	size := box.Dx() * box.Dy()
	if cap(c.mask.Pix) < size {
		c.mask.Pix = make([]uint8, size)
	}
	c.mask.Pix, c.mask.Stride, c.mask.Rect = c.mask.Pix[:size], box.Dx(), image.Rect(0, 0, box.Dx(), box.Dy())
	clear(c.mask.Pix)
	c.fill.Draw(&c.mask, c.mask.Rect, image.Opaque, image.Point{})
	for y := range box.Dy() {
		for x := range box.Dx() {
			if a := c.mask.Pix[y*box.Dx()+x]; a != 0 {
				c.set(box.Min.X+x, box.Min.Y+y, float64(a)/255, ink)
			}
		}
	}
}

// set inks a pixel, unless there is more ink on it already.
func (c *Canvas) set(x, y int, coverage float64, ink int) {
	level := int(coverage*levels + 0.5)
	i := c.image.PixOffset(x, y)
	if old := int(c.image.Pix[i]); level > 0 && (old == 0 || (old-1)%levels+1 < level || level == levels) {
		c.image.Pix[i] = uint8(min(ink, maxInks-1)*levels + level)
	}
}

// PNG returns the picture.
func (c *Canvas) PNG() []byte {
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := e.Encode(&b, c.image); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}
