package pdf

import (
	"fmt"
	"strconv"

	"coursepack/formats/internal/typeset/svg"
	"coursepack/formats/pdf/internal/object"
)

// appendExact writes a number of a matrix.
func appendExact(b []byte, v float64) []byte { return strconv.AppendFloat(b, v, 'f', 7, 64) }

// alpha returns the name of the graphics state in which paint covers what is below it to that degree, in hundredths.
func (d *draft) alpha(v float64) string {
	percent := int(v*100 + 0.5)
	if d.alphas == nil {
		d.alphas = map[int]bool{}
	}
	d.alphas[percent] = true
	return fmt.Sprintf("Alpha%d", percent)
}

// shading returns the name of the shading of a gradient.
func (d *draft) shading(g *svg.Gradient) string {
	d.shadings = append(d.shadings, d.shadingOf(g))
	return fmt.Sprintf("Shading%d", len(d.shadings)-1)
}

// addPaints adds what the pages name of these to their resources.
func (d *draft) addPaints(f *object.File, resources object.Dict) {
	states, shadings := object.Dict{}, object.Dict{}
	for percent := range d.alphas {
		v := float64(percent) / 100
		states[object.Name(fmt.Sprintf("Alpha%d", percent))] = object.Dict{"ca": v, "CA": v}
	}
	for i, s := range d.shadings {
		shadings[object.Name(fmt.Sprintf("Shading%d", i))] = f.Add(s)
	}
	if len(states) > 0 {
		resources["ExtGState"] = states
	}
	if len(shadings) > 0 {
		resources["Shading"] = shadings
	}
}

// shadingOf describes a gradient: ISO 32000-1, 8.7.4.5.
func (d *draft) shadingOf(g *svg.Gradient) object.Dict {
	space, components := object.Name("DeviceRGB"), inColor
	if d.grey {
		space, components = "DeviceGray", inGrey
	}
	s := object.Dict{
		"ShadingType": 2, "ColorSpace": space, "Extend": object.Array{true, true},
		"Coords": object.Array{g.From.X, g.From.Y, g.To.X, g.To.Y}, "Function": ramp(g.Stops, components),
	}
	if g.Radial {
		s["ShadingType"] = 3
		s["Coords"] = object.Array{g.From.X, g.From.Y, g.FromR, g.To.X, g.To.Y, g.ToR}
	}
	return s
}

// ramp goes from stop to stop: ISO 32000-1, 7.10.3 and 7.10.4.
func ramp(stops []svg.Stop, components func(svg.Color) object.Array) object.Dict {
	unit := object.Array{0, 1}
	between := func(from, to svg.Color) object.Dict {
		return object.Dict{"FunctionType": 2, "Domain": unit, "N": 1, "C0": components(from), "C1": components(to)}
	}
	var functions, bounds, encode object.Array
	last := svg.Stop{Color: stops[0].Color}
	for _, s := range append(stops[:len(stops):len(stops)], svg.Stop{Offset: 1, Color: stops[len(stops)-1].Color}) {
		if s.Offset <= last.Offset {
			last = s
			continue
		}
		if len(functions) > 0 {
			bounds = append(bounds, last.Offset)
		}
		functions, encode = append(functions, between(last.Color, s.Color)), append(encode, 0, 1)
		last = s
	}
	if len(functions) == 0 {
		return between(last.Color, last.Color)
	}
	return object.Dict{"FunctionType": 3, "Domain": unit, "Functions": functions, "Bounds": bounds, "Encode": encode}
}

func inColor(c svg.Color) object.Array {
	return object.Array{color(c).part(16), color(c).part(8), color(c).part(0)}
}

func inGrey(c svg.Color) object.Array { return object.Array{color(c).grey()} }
