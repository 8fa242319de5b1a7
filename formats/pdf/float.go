package pdf

import "slices"

// A box that floats goes to the top of the next page if there is no room for it, and the text after it fills this one. Those who
// have the text read to them find it where the author has it.

// floatGap is the space below a box that has floated to the top of a page.
const floatGap = 14

// floatsAway reports whether the last box of a group goes to a later page, because the page has no room for it or others float
// already. A title goes with what it stands above.
func (p *paginator) floatsAway(group []*item) bool {
	rest, i := group[:len(group)-1], group[len(group)-1]
	switch {
	case i.floats == nil || i.sideways != nil:
		return false
	case len(rest) > 0 && (endsWithTitle(rest) || !p.fits(rest)):
		return false
	}
	return len(p.afloat) > 0 || !p.isBlank() && !p.fits(group)
}

// endsWithTitle reports whether the last box of items is a heading.
func endsWithTitle(items []*item) bool {
	for _, i := range slices.Backward(items) {
		for _, o := range i.ops {
			if o, ok := o.op.(text); ok && o.tag != nil {
				return len(o.tag.role) == 2 && o.tag.role[0] == 'H'
			}
		}
	}
	return false
}

// float keeps a box for a later page. The first thing of a page that stands sideways need not wait.
func (p *paginator) float(i *item) {
	if i.sideways != nil && p.isBlank() {
		p.turned(i.sideways)
		return
	}
	p.afloat = append(p.afloat, i)
	p.ops = append(p.ops, placed{op: slot{i.floats}})
	p.pending = 0 // what follows it has space enough
}

// land places what floats at the top of a new page, as much as has room. What stands sideways has pages of its own before it.
func (p *paginator) land() {
	for ; len(p.afloat) > 0; p.afloat = p.afloat[1:] {
		i := p.afloat[0]
		switch {
		case i.sideways != nil && p.isBlank():
			p.turned(i.sideways)
		case i.sideways == nil && (p.isBlank() || p.fits(p.afloat[:1])):
			p.place(i)
			p.foot.note(i.notes, p.room())
			p.column.space(&item{kind: space, height: floatGap})
		default:
			return
		}
	}
}

// turned adds pages on which items stand sideways.
func (p *paginator) turned(items []*item) {
	for _, turned := range newPaginator(p.paper.turned(), p.anchorsOnly).fill(items) {
		done := page{sideways: true, head: p.head}
		done.add(turned.drawing, 0, p.paper.start(len(p.pages))-p.paper.left)
		p.pages = append(p.pages, done)
	}
}

// shrink makes the pictures of a group smaller if it then has room on this page. It leaves the group itself as it is.
func (p *paginator) shrink(group []*item) []*item {
	excess, pictures, least := p.excess(group), 0.0, 0.0
	for _, i := range group {
		if i.least > 0 {
			pictures, least = pictures+i.height, least+i.least*i.height
		}
	}
	if excess <= 0 || pictures-least < excess || p.isBlank() {
		return group
	}
	for _, more := range []float64{0, lineHeight} { // text on the grid below a picture may move less than its edge
		smaller := slices.Clone(group)
		for n, i := range group {
			if i.least > 0 {
				smaller[n] = i.shrunk(max(i.least, (pictures-excess-more)/pictures))
			}
		}
		if p.fits(smaller) {
			return smaller
		}
	}
	return group
}

// shrunk returns a box that is a picture, scaled. Its middle stays where it is.
func (i item) shrunk(scale float64) *item {
	i.ops, i.links = slices.Clone(i.ops), slices.Clone(i.links)
	i.height *= scale
	for n, o := range i.ops {
		if f, ok := o.op.(figure); ok {
			o.x, o.y = o.x+f.w*(1-scale)/2, o.y*scale
			f.w, f.h = f.w*scale, f.h*scale
			i.ops[n] = placed{f, o.x, o.y}
		}
	}
	for n := range i.links {
		l := &i.links[n]
		l.x, l.y, l.w, l.h = l.x+l.w*(1-scale)/2, l.y*scale, l.w*scale, l.h*scale
	}
	return &i
}
