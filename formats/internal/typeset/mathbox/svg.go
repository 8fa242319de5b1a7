package mathbox

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"coursepack/formats/internal/typeset"
)

// SVG returns the box as a picture in SVG with a title, which is what is read aloud. It is as wide and high as the box, drawn in
// the colour of the text around, and each glyph stands in it once: https://www.w3.org/TR/SVG11/.
func (b *Box) SVG(title string) []byte {
	s := &svg{ids: map[glyphKey]int{}}
	f := b.Frame()
	left, top, width, height := f.XMin, f.YMax, f.XMax-f.XMin, f.YMax-f.YMin
	s.printf(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%spt" height="%spt" viewBox="%s %s %s %s" role="img">`,
		num(width), num(height), num(left), num(-top), num(width), num(height))
	s.printf("<title>%s</title>", escaper.Replace(title))
	s.define(b.Glyphs)
	s.printf(`<g fill="currentColor" stroke="none">`)
	s.draw(b)
	s.printf("</g></svg>\n")
	return []byte(s.String())
}

// Frame returns what a picture shows: the box, and the ink of glyphs that stick out of it. YMin is how far it goes below the
// baseline, as a negative number.
func (b *Box) Frame() typeset.Bounds {
	f := typeset.Bounds{XMin: 0, YMin: -b.Depth, XMax: b.Width, YMax: b.Height}
	for _, g := range b.Glyphs {
		e, unit := g.Face.Extent(g.ID), g.Size/float64(g.Face.UnitsPerEm)
		f.XMin, f.XMax = min(f.XMin, g.X+e.XMin*unit), max(f.XMax, g.X+e.XMax*unit)
		f.YMin, f.YMax = min(f.YMin, g.Y+e.YMin*unit), max(f.YMax, g.Y+e.YMax*unit)
	}
	return f
}

type glyphKey struct {
	face *typeset.Face
	id   uint16
}

type svg struct {
	strings.Builder
	ids map[glyphKey]int
}

func (s *svg) printf(format string, args ...any) { fmt.Fprintf(&s.Builder, format, args...) }

// define gives each glyph an id.
func (s *svg) define(glyphs []Glyph) {
	s.printf("<defs>")
	for _, g := range glyphs {
		key := glyphKey{g.Face, g.ID}
		if _, ok := s.ids[key]; ok {
			continue
		}
		s.ids[key] = len(s.ids)
		s.printf(`<path id="g%d" d="%s"/>`, s.ids[key], typeset.PathData(g.Face.Outline(g.ID)))
	}
	s.printf("</defs>")
}

func (s *svg) draw(b *Box) {
	for _, r := range b.Rules {
		s.printf(`<rect x="%s" y="%s" width="%s" height="%s"%s/>`, num(r.X), num(-r.Y-r.Height), num(r.Width), num(r.Height), fill(r.Color))
	}
	for _, g := range b.Glyphs {
		unit := g.Size / float64(g.Face.UnitsPerEm)
		s.printf(`<use xlink:href="#g%d" transform="matrix(%s 0 0 %s %s %s)"%s/>`,
			s.ids[glyphKey{g.Face, g.ID}], precise(unit), precise(-unit), num(g.X), num(-g.Y), fill(g.Color))
	}
	for _, n := range b.Lines {
		dashes := ""
		if n.Dashed {
			dashes = fmt.Sprintf(` stroke-dasharray="%s"`, num(4*n.Thickness))
		}
		color := n.Color
		if color == "" {
			color = "currentColor"
		}
		s.printf(`<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"%s/>`,
			num(n.X1), num(-n.Y1), num(n.X2), num(-n.Y2), color, num(n.Thickness), dashes)
	}
}

func fill(color string) string {
	if color == "" {
		return ""
	}
	return ` fill="` + color + `"`
}

// num writes a length with three decimals at most.
func num(x float64) string { return strconv.FormatFloat(math.Round(x*1000)/1000+0, 'f', -1, 64) }

func precise(x float64) string { return strconv.FormatFloat(math.Round(x*1e6)/1e6, 'f', -1, 64) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
