package pdf

import (
	"cmp"
)

// area makes a part of the page a link. Links that lead nowhere are left out.
func (e *emitter) area(page int, a area) {
	id, ok := 0, true
	if a.link.url == "" {
		id, ok = e.linkTo(a.link.anchor)
	}
	if !ok {
		return
	}
	a.tag.contents = cmp.Or(a.tag.contents, a.link.url, a.link.anchor)
	a.tag.add(linkAnnotation{page, len(e.draft.links[page])})
	e.draft.links[page] = append(e.draft.links[page], a.tag)
	s := e.doc.paper.scale
	a = e.onPaper(a)
	if a.link.url != "" {
		e.LinkString(s*a.x, s*a.y, s*a.w, s*a.h, a.link.url)
	} else {
		e.Link(s*a.x, s*a.y, s*a.w, s*a.h, id)
	}
}

// onPaper is where a part of the drawing is on the page itself.
func (e *emitter) onPaper(a area) area {
	if e.sideways {
		a.x, a.y, a.w, a.h = a.y, e.doc.paper.height-a.x-a.w, a.h, a.w
	}
	return a
}

// linkTo returns fpdf's number for an anchor.
func (e *emitter) linkTo(name string) (id int, ok bool) {
	if id, ok := e.links[name]; ok {
		return id, true
	}
	to, ok := e.doc.places[name]
	if !ok {
		return 0, false
	}
	id = e.AddLink()
	e.SetLink(id, e.above(to), to.page+1)
	e.links[name] = id
	return id, true
}

// above is a little above a place, in points from the upper edge, so that who comes there sees what stands there.
func (e *emitter) above(p place) float64 { return e.doc.paper.scale * max(0, p.y-8) }

// bookmarks makes the outline. fpdf takes the page of an entry from where it stands, so pages are gone through again.
func (e *emitter) bookmarks() {
	for _, h := range e.doc.outline {
		to, ok := e.doc.places[h.anchor]
		if !ok {
			continue
		}
		e.SetPage(to.page + 1)
		e.Bookmark(string(utf16String(h.title)), h.level, e.above(to))
	}
	e.SetPage(len(e.doc.pages))
}
