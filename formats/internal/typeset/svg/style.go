package svg

import (
	"slices"
	"strconv"
	"strings"
)

// A style is what holds for an element: what it says itself, what the style sheet says of it, and what it inherits.
type style struct {
	fill, stroke               string // as written; "currentColor" and references are resolved where they are used
	fillOpacity, strokeOpacity float64
	opacity                    float64 // with that of the groups around, which is only right if nothing in them overlaps
	color                      string
	evenOdd, clipEvenOdd       bool
	width                      string
	cap                        Cap
	join                       Join
	miter                      float64
	dash, dashOffset           string
	hidden                     bool // it takes its place and is not seen
	font                       Font
	anchor                     Anchor
	baseline                   string
	space                      bool      // white space is kept
	markers                    [3]string // at the start, in the middle and at the end

	// These are not inherited.
	none               bool // it is not there
	clip, mask, filter string
	stopColor          string
	stopOpacity        float64
	transform          string // of CSS
	clipsOverflow, rtl bool
}

// initial is what holds if nobody says anything: https://www.w3.org/TR/SVG11/propidx.html
var initial = style{
	fill: "black", stroke: "none", fillOpacity: 1, strokeOpacity: 1, opacity: 1, color: "black", width: "1", miter: 4,
	font: Font{Families: []string{"serif"}, Size: 16}, stopColor: "black", stopOpacity: 1,
}

// styleOf returns what holds for an element in one for which parent holds.
func (p *painter) styleOf(e *element, parent *style) *style {
	s := *parent
	s.none, s.clip, s.mask, s.filter, s.stopColor, s.stopOpacity, s.transform = false, "", "", "", "black", 1, ""
	set := func(property, value string) { s.set(property, value, parent) }
	for name, value := range e.attrs {
		if name != "font" && presentation[name] {
			set(name, strings.TrimSpace(value))
		}
	}
	for i := range p.sheet {
		if r := &p.sheet[i]; p.finds(r.selector, e) {
			declarations(r.declarations, set)
		}
	}
	declarations(e.attrs["style"], set)
	if v, ok := e.attrs["space"]; ok {
		s.space = v == "preserve"
	}
	return &s
}

// presentation has the attributes that are properties of style, too. Each sets a field of its own, so that their order
// does not matter.
var presentation = map[string]bool{
	"fill": true, "stroke": true, "fill-opacity": true, "stroke-opacity": true, "opacity": true, "color": true, "fill-rule": true,
	"clip-rule": true, "stroke-width": true, "stroke-linecap": true, "stroke-linejoin": true, "stroke-miterlimit": true,
	"stroke-dasharray": true, "stroke-dashoffset": true, "display": true, "visibility": true, "font-family": true, "font-size": true,
	"font-weight": true, "font-style": true, "text-anchor": true, "dominant-baseline": true, "alignment-baseline": true,
	"clip-path": true, "mask": true, "filter": true, "stop-color": true, "stop-opacity": true,
	"marker-start": true, "marker-mid": true, "marker-end": true, "direction": true,
}

func (s *style) set(property, value string, parent *style) {
	if value == "inherit" {
		s.inherit(property, parent)
		return
	}
	switch property {
	case "fill":
		s.fill = value
	case "stroke":
		s.stroke = value
	case "fill-opacity":
		s.fillOpacity = opacity(value, s.fillOpacity)
	case "stroke-opacity":
		s.strokeOpacity = opacity(value, s.strokeOpacity)
	case "opacity":
		s.opacity = parent.opacity * opacity(value, 1)
	case "color":
		s.color = value
	case "fill-rule":
		s.evenOdd = value == "evenodd"
	case "clip-rule":
		s.clipEvenOdd = value == "evenodd"
	case "stroke-width":
		s.width = value
	case "stroke-linecap":
		s.cap = Cap(max(slices.Index([]string{"butt", "round", "square"}, value), 0))
	case "stroke-linejoin":
		s.join = Join(max(slices.Index([]string{"miter", "round", "bevel"}, value), 0))
	case "stroke-miterlimit":
		if n, err := strconv.ParseFloat(value, 64); err == nil && n >= 1 {
			s.miter = n
		}
	case "stroke-dasharray":
		s.dash = value
	case "stroke-dashoffset":
		s.dashOffset = value
	case "display":
		s.none = value == "none"
	case "visibility":
		s.hidden = value == "hidden" || value == "collapse"
	case "text-anchor":
		s.anchor = Anchor(max(slices.Index([]string{"start", "middle", "end"}, value), 0))
	case "dominant-baseline", "alignment-baseline":
		s.baseline = value
	case "white-space":
		s.space = strings.HasPrefix(value, "pre")
	case "direction":
		s.rtl = value == "rtl"
	case "clip-path":
		s.clip = value
	case "mask":
		s.mask = value
	case "filter":
		s.filter = value
	case "stop-color":
		s.stopColor = value
	case "stop-opacity":
		s.stopOpacity = opacity(value, 1)
	case "transform":
		s.transform = value
	case "marker":
		s.markers = [3]string{value, value, value}
	case "marker-start":
		s.markers[0] = value
	case "marker-mid":
		s.markers[1] = value
	case "marker-end":
		s.markers[2] = value
	default:
		s.setFont(property, value, parent.font.Size)
	}
}

// inherit takes over a property that is not inherited by itself.
func (s *style) inherit(property string, parent *style) {
	switch property {
	case "clip-path":
		s.clip = parent.clip
	case "stop-color":
		s.stopColor = parent.stopColor
	case "display":
		s.none = parent.none
	}
}

func (s *style) setFont(property, value string, size float64) {
	switch property {
	case "font-family":
		s.font.Families = families(value)
	case "font-size":
		if n, ok := fontSizes[value]; ok {
			s.font.Size = n
		} else if n, ok := length(value, size, size); ok && n >= 0 {
			s.font.Size = n
		}
	case "font-weight":
		n, err := strconv.Atoi(value)
		s.font.Bold = value == "bold" || value == "bolder" || err == nil && n >= 600
	case "font-style":
		s.font.Italic = value == "italic" || strings.HasPrefix(value, "oblique")
	case "font": // the size, a line height that does not count, and the families come last
		words := strings.Fields(value)
		for i, word := range words {
			word, _, _ = strings.Cut(word, "/")
			if n, ok := length(word, size, size); ok && strings.ContainsAny(word, "0123456789") && word[len(word)-1] > '9' {
				s.font.Size = n
				s.font.Families = families(strings.Join(words[i+1:], " "))
				return
			}
			s.setFont("font-weight", word, size)
			s.setFont("font-style", word, size)
		}
	}
}

var fontSizes = map[string]float64{
	"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32,
}

func families(list string) []string {
	var all []string
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.ToLower(strings.Trim(name, `"' `)); name != "" {
			all = append(all, name)
		}
	}
	return all
}

func opacity(s string, otherwise float64) float64 {
	text, percent := strings.CutSuffix(s, "%")
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return otherwise
	}
	if percent {
		n /= 100
	}
	return clamp(n)
}

// units has the CSS pixels of the absolute units: https://www.w3.org/TR/css-values-3/#absolute-lengths
var units = map[string]float64{"": 1, "px": 1, "pt": 4. / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}

// length reads a length in pixels. A percentage is one of whole, an em is size.
func length(s string, whole, size float64) (float64, bool) {
	s = strings.TrimSpace(s)
	sc := scanner{s: s}
	n, ok := sc.number()
	if !ok {
		return 0, false
	}
	switch unit := strings.ToLower(strings.TrimSpace(s[sc.i:])); unit {
	case "%":
		return n / 100 * whole, true
	case "em", "rem":
		return n * size, true
	case "ex", "ch":
		return n * size / 2, true
	default:
		factor, known := units[unit]
		return n * factor, known
	}
}
