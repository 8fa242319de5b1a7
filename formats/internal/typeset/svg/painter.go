package svg

import (
	"encoding/base64"
	"math"
	"strings"
)

// A painter goes through a drawing and collects marks.
type painter struct {
	ids     map[string]*element
	sheet   []rule
	marks   []Mark
	missing map[string]bool
	steps   int
	work    int
	full    bool // the drawing asks for too much
}

// A place is where an element is painted.
type place struct {
	matrix        Matrix
	width, height float64 // of the viewport, for percentages
	clip          []Clip
	style         *style
	depth         int
	using         []*element // those that <use> has brought in, so that it ends
}

func (p *painter) index(e *element) {
	if id := e.attrs["id"]; id != "" && p.ids[id] == nil {
		p.ids[id] = e
	}
	for _, c := range e.children {
		p.index(c)
	}
}

// missed notes what cannot be painted.
func (p *painter) missed(what string) { p.missing[what] = true }

// target returns the element that a reference such as #a or url(#a) leads to.
func (p *painter) target(ref string) *element {
	ref = strings.TrimSpace(ref)
	if inner, ok := strings.CutPrefix(ref, "url("); ok {
		inner, _, _ = strings.Cut(inner, ")")
		ref = strings.Trim(inner, `"' `)
	}
	id, ok := strings.CutPrefix(ref, "#")
	if !ok {
		return nil
	}
	return p.ids[id]
}

// root paints the outermost element: https://www.w3.org/TR/SVG11/coords.html
func (p *painter) root(e *element) *Drawing {
	box := numbers(e.attrs["viewBox"])
	isBox := len(box) == 4 && box[2] > 0 && box[3] > 0
	width, hasWidth := absolute(e.attrs["width"])
	height, hasHeight := absolute(e.attrs["height"])
	switch {
	case hasWidth && hasHeight:
	case isBox && hasWidth:
		height = width * box[3] / box[2]
	case isBox && hasHeight:
		width = height * box[2] / box[3]
	case isBox:
		width, height = box[2], box[3]
	default:
		width, height = 300, 150 // as browsers do
	}
	at := place{matrix: Identity, width: width, height: height, style: &initial}
	at.clip = []Clip{{Path: rectangle(0, 0, width, height, 0, 0)}}
	if isBox {
		at = at.fitted(box, e.attrs["preserveAspectRatio"])
	}
	at.style = p.styleOf(e, at.style)
	if !at.style.none {
		p.children(e, at)
	}
	return &Drawing{Width: width, Height: height}
}

// absolute reads a length that depends on nothing.
func absolute(s string) (float64, bool) {
	if strings.HasSuffix(strings.TrimSpace(s), "%") {
		return 0, false
	}
	n, ok := length(s, 0, 16)
	return n, ok && n > 0
}

// fitted returns the place inside of a view box that is fitted into a place:
// https://www.w3.org/TR/SVG11/coords.html#PreserveAspectRatioAttribute
func (at place) fitted(box []float64, ratio string) place {
	sx, sy := at.width/box[2], at.height/box[3]
	var dx, dy float64
	if align, how, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(ratio, "defer ")), " "); align != "none" {
		s := min(sx, sy)
		if strings.TrimSpace(how) == "slice" {
			s = max(sx, sy)
		}
		sx, sy = s, s
		share := func(min, max string) float64 {
			switch {
			case strings.Contains(align, min):
				return 0
			case strings.Contains(align, max):
				return 1
			}
			return 0.5
		}
		dx, dy = (at.width-s*box[2])*share("xMin", "xMax"), (at.height-s*box[3])*share("YMin", "YMax")
	}
	at.matrix = at.matrix.Mul(translate(dx, dy)).Mul(scale(sx, sy)).Mul(translate(-box[0], -box[1]))
	at.width, at.height = box[2], box[3]
	return at
}

func (p *painter) children(e *element, at place) {
	for _, c := range e.children {
		if c.name != "" {
			p.element(c, at)
		}
	}
}

// element paints an element and what is in it.
func (p *painter) element(e *element, at place) {
	if p.steps++; p.steps > maxSteps || len(p.marks) > maxMarks || at.depth > maxDepth {
		p.full = true
	}
	if p.full {
		return
	}
	switch e.name {
	case "defs", "symbol", "clipPath", "mask", "marker", "linearGradient", "radialGradient", "pattern", "filter", "style",
		"title", "desc", "metadata", "script", "font", "cursor", "view":
		return // they are painted where something refers to them, or not at all
	}
	at.depth++
	at.style = p.styleOf(e, at.style)
	if at.style.none {
		return
	}
	at.matrix = at.matrix.Mul(parseTransform(e.attrs["transform"])).Mul(parseTransform(cssTransform(at.style.transform)))
	if at.style.mask != "" && at.style.mask != "none" {
		p.missed("mask")
	}
	if at.style.filter != "" && at.style.filter != "none" {
		p.missed("filter")
	}
	if at.style.clip != "" && at.style.clip != "none" && !p.clip(e, &at) {
		return
	}
	switch e.name {
	case "g", "a":
		p.children(e, at)
	case "svg":
		p.nested(e, at)
	case "use":
		p.use(e, at)
	case "switch":
		p.choose(e, at)
	case "text":
		p.text(e, at)
	case "image":
		p.image(e, at)
	case "path", "rect", "circle", "ellipse", "line", "polyline", "polygon":
		p.shape(e, at, p.outline(e, at))
	case "animate", "animateTransform", "animateMotion", "animateColor", "set":
		p.missed("animation")
	default:
		p.missed(e.name)
	}
}

// cssTransform takes the units off a transformation that is written in CSS.
func cssTransform(s string) string {
	if s == "" || s == "none" {
		return ""
	}
	return strings.NewReplacer("px", "", "deg", "").Replace(s)
}

// size returns a length of an element. The letter says what a percentage is one of: the width, the height or neither.
func (at *place) size(e *element, name string, of byte) float64 {
	whole := at.width
	switch of {
	case 'h':
		whole = at.height
	case 'd':
		whole = math.Sqrt((at.width*at.width + at.height*at.height) / 2)
	}
	n, _ := length(e.attrs[name], whole, at.style.font.Size)
	return n
}

// nested paints a drawing in the drawing.
func (p *painter) nested(e *element, at place) {
	x, y := at.size(e, "x", 'w'), at.size(e, "y", 'h')
	if n, ok := length(e.attrs["width"], at.width, at.style.font.Size); ok {
		at.width = n
	}
	if n, ok := length(e.attrs["height"], at.height, at.style.font.Size); ok {
		at.height = n
	}
	p.viewport(e, at, x, y)
}

// viewport paints what is in a drawing or a symbol whose upper left corner is at x, y.
func (p *painter) viewport(e *element, at place, x, y float64) {
	if at.width <= 0 || at.height <= 0 {
		return
	}
	at.matrix = at.matrix.Mul(translate(x, y))
	if e.attrs["overflow"] != "visible" {
		at.clip = append(at.clip[:len(at.clip):len(at.clip)], Clip{
			Path: rectangle(0, 0, at.width, at.height, 0, 0).transformed(at.matrix),
		})
	}
	if box := numbers(e.attrs["viewBox"]); len(box) == 4 && box[2] > 0 && box[3] > 0 {
		at = at.fitted(box, e.attrs["preserveAspectRatio"])
	}
	p.children(e, at)
}

// use paints an element in another place: https://www.w3.org/TR/SVG11/struct.html#UseElement
func (p *painter) use(e *element, at place) {
	of := p.target(e.attrs["href"])
	if of == nil {
		return
	}
	for _, u := range at.using {
		if u == of {
			return // it would have no end
		}
	}
	at.using = append(at.using[:len(at.using):len(at.using)], of)
	x, y := at.size(e, "x", 'w'), at.size(e, "y", 'h')
	if of.name != "symbol" && of.name != "svg" {
		at.matrix = at.matrix.Mul(translate(x, y))
		p.element(of, at)
		return
	}
	at.style = p.styleOf(of, at.style)
	for _, side := range []struct {
		name string
		to   *float64
	}{{"width", &at.width}, {"height", &at.height}} {
		for _, from := range []*element{e, of} {
			if n, ok := length(from.attrs[side.name], *side.to, at.style.font.Size); ok {
				*side.to = n
				break
			}
		}
	}
	p.viewport(of, at, x, y)
}

// choose paints the first element that needs nothing which is not here: text instead of foreign elements.
func (p *painter) choose(e *element, at place) {
	for _, c := range e.children {
		if c.name == "" || c.name == "foreignObject" || c.attrs["requiredExtensions"] != "" {
			continue
		}
		if features := c.attrs["requiredFeatures"]; strings.Contains(features, "Extensibility") {
			continue
		}
		p.element(c, at)
		return
	}
}

// outline returns the path of a shape.
func (p *painter) outline(e *element, at place) Path {
	switch e.name {
	case "path":
		return parsePath(e.attrs["d"])
	case "rect":
		rx, hasX := length(e.attrs["rx"], at.width, at.style.font.Size)
		ry, hasY := length(e.attrs["ry"], at.height, at.style.font.Size)
		if !hasX {
			rx = ry
		}
		if !hasY {
			ry = rx
		}
		return rectangle(at.size(e, "x", 'w'), at.size(e, "y", 'h'), at.size(e, "width", 'w'), at.size(e, "height", 'h'), rx, ry)
	case "circle":
		r := at.size(e, "r", 'd')
		return ellipse(at.size(e, "cx", 'w'), at.size(e, "cy", 'h'), r, r)
	case "ellipse":
		return ellipse(at.size(e, "cx", 'w'), at.size(e, "cy", 'h'), at.size(e, "rx", 'w'), at.size(e, "ry", 'h'))
	case "line":
		var path Path
		path.move(Point{at.size(e, "x1", 'w'), at.size(e, "y1", 'h')})
		path.line(Point{at.size(e, "x2", 'w'), at.size(e, "y2", 'h')})
		return path
	}
	return polygon(e.attrs["points"], e.name == "polygon")
}

// shape paints a path.
func (p *painter) shape(e *element, at place, path Path) {
	s := at.style
	if len(path) < 2 || s.hidden {
		return
	}
	mark := &Shape{Matrix: at.matrix, Path: path, EvenOdd: s.evenOdd, Clip: at.clip}
	if e.name != "line" {
		mark.Fill = p.paint(s.fill, s.fillOpacity*s.opacity, path, at)
	}
	mark.Stroke = p.stroke(path, at)
	if mark.Fill != nil || mark.Stroke != nil {
		p.marks = append(p.marks, mark)
	}
	switch e.name {
	case "path", "line", "polyline", "polygon":
		p.markers(path, at)
	}
}

func (p *painter) stroke(path Path, at place) *Stroke {
	s := at.style
	diagonal := math.Sqrt((at.width*at.width + at.height*at.height) / 2)
	width, ok := length(s.width, diagonal, s.font.Size)
	if !ok || width <= 0 {
		return nil
	}
	paint := p.paint(s.stroke, s.strokeOpacity*s.opacity, path, at)
	if paint == nil {
		return nil
	}
	out := &Stroke{Paint: *paint, Width: width, Cap: s.cap, Join: s.join, MiterLimit: s.miter}
	out.Dash = dashes(s.dash)
	if out.Dash != nil {
		out.Offset, _ = length(s.dashOffset, diagonal, s.font.Size)
	}
	return out
}

// dashes reads lengths of dashes and gaps: https://www.w3.org/TR/SVG11/painting.html#StrokeDasharrayProperty
func dashes(s string) []float64 {
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' })
	var all []float64
	sum := 0.0
	for _, f := range fields[:min(len(fields), 64)] {
		n, ok := length(f, 0, 16)
		if !ok || n < 0 {
			return nil
		}
		all, sum = append(all, n), sum+n
	}
	if sum == 0 {
		return nil
	}
	if len(all)%2 == 1 {
		all = append(all, all...)
	}
	return all
}

// clip bounds what is painted to the shapes in a clipPath. It returns false if nothing of it can be seen.
func (p *painter) clip(e *element, at *place) bool {
	of := p.target(at.style.clip)
	if of == nil || of.name != "clipPath" {
		return true // a reference that leads nowhere clips nothing
	}
	m := at.matrix.Mul(parseTransform(of.attrs["transform"]))
	if of.attrs["clipPathUnits"] == "objectBoundingBox" {
		from, to := p.outline(e, *at).bounds()
		if from.X > to.X {
			p.missed("clipPath")
			return true
		}
		m = m.Mul(translate(from.X, from.Y)).Mul(scale(to.X-from.X, to.Y-from.Y))
	}
	clip := Clip{}
	for _, c := range of.children {
		inner := place{matrix: m, width: at.width, height: at.height, style: at.style}
		for c.name == "use" && inner.depth < maxDepth {
			inner.depth++
			inner.matrix = inner.matrix.Mul(parseTransform(c.attrs["transform"])).Mul(translate(inner.size(c, "x", 'w'), inner.size(c, "y", 'h')))
			if c = p.target(c.attrs["href"]); c == nil {
				return true
			}
		}
		switch c.name {
		case "path", "rect", "circle", "ellipse", "polyline", "polygon", "line":
			s := p.styleOf(c, &initial)
			inner.style = s
			clip.EvenOdd = s.clipEvenOdd
			clip.Path = append(clip.Path, p.outline(c, inner).transformed(inner.matrix.Mul(parseTransform(c.attrs["transform"])))...)
		case "", "title", "desc":
		default:
			p.missed("clipPath")
			return true
		}
	}
	if len(clip.Path) == 0 {
		return false
	}
	at.clip = append(at.clip[:len(at.clip):len(at.clip)], clip)
	return true
}

// image paints a picture that is in the drawing.
func (p *painter) image(e *element, at place) {
	head, body, ok := strings.Cut(e.attrs["href"], ",")
	if !ok || at.style.hidden || !strings.HasPrefix(head, "data:image/") || !strings.HasSuffix(head, ";base64") {
		p.missed("image")
		return
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(body), ""))
	w, h := at.size(e, "width", 'w'), at.size(e, "height", 'h')
	if err != nil || w <= 0 || h <= 0 {
		p.missed("image")
		return
	}
	m := at.matrix.Mul(translate(at.size(e, "x", 'w'), at.size(e, "y", 'h'))).Mul(scale(w, h))
	p.marks = append(p.marks, &Image{Matrix: m, Data: data, Clip: at.clip})
}
