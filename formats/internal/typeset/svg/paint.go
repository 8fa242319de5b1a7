package svg

import (
	"math"
	"strings"
)

// paint returns what a path is painted with, nil if with nothing.
func (p *painter) paint(s string, alpha float64, path Path, at place) *Paint {
	s = strings.TrimSpace(s)
	if s == "none" || s == "" || alpha <= 0 {
		return nil
	}
	if strings.HasPrefix(s, "url(") {
		if g := p.gradient(s, path, at); g != nil {
			return p.gradientPaint(g, alpha)
		}
		_, s, _ = strings.Cut(s, ")") // what holds if the reference leads nowhere
		if s = strings.TrimSpace(s); s == "" || s == "none" {
			return nil
		}
	}
	if strings.EqualFold(s, "currentColor") || s == "context-stroke" || s == "context-fill" {
		s = at.style.color
	}
	c, a, ok := parseColor(s)
	if !ok {
		c, a = 0, 1
	}
	if a*alpha <= 0 {
		return nil
	}
	return &Paint{Color: c, Alpha: a * alpha}
}

// gradientPaint returns the paint of a gradient. One whose colours are all the same is that colour. Where colours are
// transparent to different degrees, all of it is as transparent as they are on average.
func (p *painter) gradientPaint(g *Gradient, alpha float64) *Paint {
	sum, same, even := 0.0, true, true
	for _, s := range g.Stops {
		sum += s.Alpha
		same = same && s.Color == g.Stops[0].Color
		even = even && s.Alpha == g.Stops[0].Alpha
	}
	if !even {
		p.missed("stop-opacity")
	}
	alpha *= sum / float64(len(g.Stops))
	switch {
	case alpha <= 0:
		return nil
	case same:
		return &Paint{Color: g.Stops[0].Color, Alpha: alpha}
	}
	return &Paint{Color: g.Stops[0].Color, Alpha: alpha, Gradient: g}
}

// gradient reads the gradient that a reference leads to: https://www.w3.org/TR/SVG11/pservers.html
func (p *painter) gradient(ref string, path Path, at place) *Gradient {
	e := p.target(ref)
	if e == nil {
		return nil
	}
	if e.name != "linearGradient" && e.name != "radialGradient" {
		p.missed(e.name)
		return nil
	}
	chain := p.templates(e)
	attr := func(name, otherwise string) string {
		for _, e := range chain {
			if v, ok := e.attrs[name]; ok {
				return v
			}
		}
		return otherwise
	}
	g := &Gradient{Radial: e.name == "radialGradient", Matrix: Identity}
	for _, e := range chain {
		if g.Stops = p.stops(e); len(g.Stops) > 0 {
			break
		}
	}
	switch len(g.Stops) {
	case 0:
		return nil
	case 1:
		g.Stops = append(g.Stops, g.Stops[0])
	}
	if method := attr("spreadMethod", "pad"); method != "pad" {
		p.missed("spreadMethod")
	}
	width, height := at.width, at.height
	if attr("gradientUnits", "objectBoundingBox") == "objectBoundingBox" {
		from, to := path.bounds()
		if to.X <= from.X || to.Y <= from.Y {
			return nil
		}
		g.Matrix = translate(from.X, from.Y).Mul(scale(to.X-from.X, to.Y-from.Y))
		width, height = 1, 1
	}
	g.Matrix = g.Matrix.Mul(parseTransform(attr("gradientTransform", "")))
	along := func(name, otherwise string, whole float64) float64 {
		n, _ := length(attr(name, otherwise), whole, at.style.font.Size)
		return n
	}
	if !g.Radial {
		g.From = Point{along("x1", "0%", width), along("y1", "0%", height)}
		g.To = Point{along("x2", "100%", width), along("y2", "0%", height)}
		return g
	}
	g.To = Point{along("cx", "50%", width), along("cy", "50%", height)}
	g.ToR = along("r", "50%", math.Sqrt((width*width+height*height)/2))
	g.From, g.FromR = g.To, along("fr", "0%", width)
	if v := attr("fx", ""); v != "" {
		g.From.X = along("fx", "", width)
	}
	if v := attr("fy", ""); v != "" {
		g.From.Y = along("fy", "", height)
	}
	return g
}

// templates returns an element and those that it takes over attributes from.
func (p *painter) templates(e *element) []*element {
	var chain []*element
	for e != nil && len(chain) < 20 {
		chain = append(chain, e)
		e = p.target(e.attrs["href"])
	}
	return chain
}

// stops reads the colours of a gradient.
func (p *painter) stops(e *element) []Stop {
	var stops []Stop
	last := 0.0
	for _, c := range e.children {
		if c.name != "stop" {
			continue
		}
		s := p.styleOf(c, &initial)
		written := s.stopColor
		if strings.EqualFold(written, "currentColor") {
			written = s.color
		}
		col, alpha, _ := parseColor(written)
		last = max(last, opacity(c.attrs["offset"], 0))
		stops = append(stops, Stop{last, col, alpha * s.stopOpacity})
	}
	return stops
}
