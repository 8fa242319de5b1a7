package svg

import (
	"math"
	"strconv"
)

// A joint is a point of a path where a marker may stand, with the directions in which the path comes and goes on, in
// radians.
type joint struct {
	Point
	in, out       float64
	hasIn, hasOut bool
}

// markers paints the markers of a path: https://www.w3.org/TR/SVG11/painting.html#Markers
func (p *painter) markers(path Path, at place) {
	if at.style.markers == [3]string{} {
		return
	}
	all := joints(path)
	for i, j := range all {
		kind := 1
		switch i {
		case 0:
			kind = 0
		case len(all) - 1:
			kind = 2
		}
		if m := p.target(at.style.markers[kind]); m != nil && m.name == "marker" {
			p.marker(m, j, kind == 0, at)
		}
	}
}

// joints returns the points between the segments of a path.
func joints(path Path) []joint {
	var all []joint
	var start Point
	for _, s := range path {
		to := s.End()
		if s.Verb == MoveTo {
			start = to
			all = append(all, joint{Point: to})
			continue
		}
		if s.Verb == Close {
			to = start
		}
		last := &all[len(all)-1]
		leaves, arrives := to, last.Point
		if s.Verb == CurveTo {
			leaves, arrives = s.Points[0], s.Points[1]
			if leaves == last.Point {
				leaves = s.Points[1]
			}
			if arrives == to {
				arrives = s.Points[0]
			}
		}
		if leaves != last.Point {
			last.out, last.hasOut = math.Atan2(leaves.Y-last.Y, leaves.X-last.X), true
		}
		next := joint{Point: to}
		if arrives != to {
			next.in, next.hasIn = math.Atan2(to.Y-arrives.Y, to.X-arrives.X), true
		}
		all = append(all, next)
	}
	return all
}

// direction is where a marker points that follows the path: between the two directions of a joint.
func (j joint) direction() float64 {
	switch {
	case j.hasIn && j.hasOut:
		return math.Atan2(math.Sin(j.in)+math.Sin(j.out), math.Cos(j.in)+math.Cos(j.out))
	case j.hasIn:
		return j.in
	}
	return j.out
}

func (p *painter) marker(m *element, j joint, first bool, at place) {
	for _, u := range at.using {
		if u == m {
			return // the path is in the marker itself
		}
	}
	at.using = append(at.using[:len(at.using):len(at.using)], m)
	turn := 0.0
	switch orient := m.attrs["orient"]; orient {
	case "auto":
		turn = j.direction() * 180 / math.Pi
	case "auto-start-reverse":
		turn = j.direction() * 180 / math.Pi
		if first {
			turn += 180
		}
	default:
		turn, _ = strconv.ParseFloat(orient, 64)
	}
	at.matrix = at.matrix.Mul(translate(j.X, j.Y)).Mul(rotate(turn))
	if m.attrs["markerUnits"] != "userSpaceOnUse" {
		width, _ := length(at.style.width, at.width, at.style.font.Size)
		at.matrix = at.matrix.Mul(scale(width, width))
	}
	side := func(name string) float64 {
		if n, ok := length(m.attrs[name], 3, at.style.font.Size); ok {
			return n
		}
		return 3
	}
	at.width, at.height = side("markerWidth"), side("markerHeight")
	ref := Point{at.size(m, "refX", 'w'), at.size(m, "refY", 'h')}
	inner := at
	if box := numbers(m.attrs["viewBox"]); len(box) == 4 && box[2] > 0 && box[3] > 0 {
		inner = inner.fitted(box, m.attrs["preserveAspectRatio"])
	}
	// The point of reference comes to stand on the joint.
	moved := inner.matrix.Apply(ref)
	origin := at.matrix.Apply(Point{})
	inner.matrix = translate(origin.X-moved.X, origin.Y-moved.Y).Mul(inner.matrix)
	context := *p.styleOf(m, &initial)
	context.opacity *= at.style.opacity
	inner.style = &context
	if m.attrs["overflow"] != "visible" {
		corner := inner.matrix
		if box := numbers(m.attrs["viewBox"]); len(box) == 4 {
			corner = corner.Mul(translate(box[0], box[1]))
		}
		inner.clip = append(inner.clip[:len(inner.clip):len(inner.clip)], Clip{
			Path: rectangle(0, 0, inner.width, inner.height, 0, 0).transformed(corner),
		})
	}
	p.children(m, inner)
}
