package mathml

import "coursepack/content/math"

// Room between atoms, in mu. A negative one is left out where scripts are (The TeXbook, chapter 18).
var rooms = [8][8]int{
	math.Ord:   {math.Op: 3, math.Bin: -4, math.Rel: -5, math.Inner: -3},
	math.Op:    {math.Ord: 3, math.Op: 3, math.Rel: -5, math.Inner: -3},
	math.Bin:   {math.Ord: -4, math.Op: -4, math.Open: -4, math.Inner: -4},
	math.Rel:   {math.Ord: -5, math.Op: -5, math.Open: -5, math.Inner: -5},
	math.Close: {math.Op: 3, math.Bin: -4, math.Rel: -5, math.Inner: -3},
	math.Punct: {math.Ord: -3, math.Op: -3, math.Rel: -3, math.Open: -3, math.Close: -3, math.Punct: -3, math.Inner: -3},
	math.Inner: {math.Ord: -3, math.Op: 3, math.Bin: -4, math.Rel: -5, math.Open: -3, math.Punct: -3, math.Inner: -3},
}

// A place is where an atom stands in its row.
type place struct {
	class         math.Class
	script        bool
	before, after int  // mu
	function      bool // has a name
	applied       bool // and an argument after it
}

// places finds the room around the atoms of a row. Every gap belongs to one of the two atoms beside it.
func (b *builder) places(items []math.Node) []place {
	return spread(collect(nil, items, b.script > 0))
}

// spread gives places their room.
func spread(places []place) []place {
	for i := range len(places) - 1 {
		a, b := &places[i], &places[i+1]
		a.applied = a.function && takesFunction(b.class)
		mu := rooms[a.class][b.class]
		if mu < 0 {
			mu = -mu
			if a.script {
				mu = 0
			}
		}
		if a.applied || a.class == math.Bin || a.class == math.Rel || b.class != math.Bin && b.class != math.Rel && b.class != math.Op {
			a.after = mu
		} else {
			b.before = mu
		}
	}
	return places
}

// collect adds the atoms among items, those in styles too.
func collect(places []place, items []math.Node, script bool) []place {
	for _, n := range items {
		switch n := n.(type) {
		case *math.Space, *math.Ref:
		case *math.Style:
			within := script
			if n.Level != math.SameLevel {
				within = n.Level >= math.ScriptLevel
			}
			places = collect(places, n.Body.Items, within)
		default:
			places = append(places, place{class: math.ClassOf(n), script: script, function: isFunction(n)})
		}
	}
	return places
}

// row returns what stands in a row.
func (b *builder) row(items []math.Node) []*Element {
	places := b.places(items)
	elements, _ := b.items(items, places)
	return elements
}

// rowAfter returns what stands in a row that goes on after an atom of another one.
func (b *builder) rowAfter(class math.Class, items []math.Node) []*Element {
	places := spread(collect([]place{{class: class, script: b.script > 0}}, items, b.script > 0))
	elements, _ := b.items(items, places[1:])
	return elements
}

// items returns the elements of a part of a row, and the places that are left.
func (b *builder) items(items []math.Node, places []place) ([]*Element, []place) {
	elements := make([]*Element, 0, len(items))
	for _, n := range items {
		switch n := n.(type) {
		case *math.Space, *math.Ref:
			elements = append(elements, b.node(n))
		case *math.Style:
			var styled *Element
			styled, places = b.style(n, places)
			elements = append(elements, styled)
		default:
			elements = append(elements, b.atom(n, places[0])...)
			places = places[1:]
		}
	}
	return elements, places
}

// atom returns n with the room around it: in its operator, if it is one, and else beside it.
func (b *builder) atom(n math.Node, at place) []*Element {
	e := b.node(n)
	if mo := e.core(); mo != nil {
		mo.sign.before, mo.sign.after = at.before, at.after
		return []*Element{e}
	}
	elements := make([]*Element, 0, 3)
	if at.before > 0 {
		elements = append(elements, space(float64(at.before)/18))
	}
	elements = append(elements, e)
	switch {
	case at.applied:
		apply := operator("\u2061", infix)
		apply.sign.after = at.after
		elements = append(elements, apply)
	case at.after > 0:
		elements = append(elements, space(float64(at.after)/18))
	}
	return elements
}

// takesFunction reports whether an atom of a class can be the argument of a function before it.
func takesFunction(class math.Class) bool {
	switch class {
	case math.Ord, math.Op, math.Open, math.Inner:
		return true
	}
	return false
}

// isFunction reports whether n is a function's name, perhaps with scripts.
func isFunction(n math.Node) bool {
	switch n := n.(type) {
	case *math.Func:
		return true
	case *math.Scripts:
		return isFunction(n.Base)
	case *math.UnderOver:
		return isFunction(n.Base)
	case *math.Row:
		return n.Class == math.Op && len(n.Items) == 1 && isFunction(n.Items[0])
	case *math.Accent:
		return isFunction(n.Base)
	}
	return false
}

// style returns a part of a row that looks different. Its atoms are spaced as those around it.
func (b *builder) style(n *math.Style, places []place) (*Element, []place) {
	outer := b.level
	attrs := b.enter(n.Level)
	if n.Color != "" {
		attrs = append(attrs, "mathcolor", n.Color)
	}
	if n.Scale > 0 && n.Scale != 1 {
		attrs = append(attrs, "mathsize", percent(n.Scale))
	}
	elements, places := b.items(n.Body.Items, places)
	b.level = outer
	return styled(attrs, elements...), places
}
