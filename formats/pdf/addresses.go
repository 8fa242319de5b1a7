package pdf

import (
	"strconv"
	"strings"

	"coursepack/content"
)

// Addresses are where the links of a lesson lead to outside of the document, in the order in which paper tells them.
type addresses struct {
	where   Links
	anchor  string // before the number of each
	list    []string
	numbers map[string]int       // from 1
	notes   map[string]*footnote // those of the part that is being set
	part    *element             // that part, or the lesson before it has one
}

func (l *layout) newAddresses(id string) *addresses {
	return &addresses{where: l.links, anchor: "links^" + id + "^", numbers: map[string]int{}, part: l.tag}
}

// number is that of an address, in the order in which the text has them.
func (a *addresses) number(url string) int {
	n, ok := a.numbers[url]
	if !ok {
		a.list = append(a.list, url)
		n = len(a.list)
		a.numbers[url] = n
	}
	return n
}

// spelled is an address as people write it, without what goes without saying.
func spelled(url string) string {
	url = strings.TrimPrefix(url, "mailto:")
	for _, scheme := range []string{"https://", "http://"} {
		url = strings.TrimPrefix(url, scheme)
	}
	return strings.TrimSuffix(url, "/")
}

// addressOf marks a link whose text does not say where it leads, by a number of the list or of a note.
func (in *inliner) addressOf(url, said string, s style) {
	a := in.addresses
	if a == nil || a.where == LinksPlain || in.titling || strings.Contains(said, spelled(url)) {
		return
	}
	if a.where == LinksNoted && in.inNote {
		in.text(" ("+spelled(url)+")", s)
		return
	}
	number := a.number(url)
	mark := "[" + strconv.Itoa(number) + "]"
	var note *footnote
	if a.where == LinksNoted {
		mark = content.LowerLetters.Format(number)
		note = in.addressNote(url, mark)
	}
	s = s.raised(0.36)
	s.color, s.link = grey, link{anchor: a.anchor + strconv.Itoa(number)}
	s.tag = s.tag.child("Reference").child("Link")
	s.tag.contents = in.words.Links + " " + mark
	in.space = false // the mark sticks to the link
	p := textPiece(mark, &s)
	p.note = note
	in.add(p)
}

// addressNote is the footnote that has an address.
func (f *flow) addressNote(url, mark string) *footnote {
	a := f.addresses
	if n := a.notes[url]; n != nil {
		return n
	}
	if a.notes == nil {
		a.notes = map[string]*footnote{}
	}
	in := f.inner(0, f.paper.textWidth())
	in.tag = a.part.child("Note")
	in.address("P", url, a.anchor+strconv.Itoa(a.number(url)), mark)
	in.dropSpace()
	a.notes[url] = &footnote{in.items}
	return a.notes[url]
}

// addressList sets the addresses of a lesson below its text.
func (l *layout) addressList() *passage {
	a := l.addresses
	if a.where != LinksListed || len(a.list) == 0 {
		return &passage{}
	}
	f := l.flow(nil)
	f.space(2 * lineHeight)
	f.label(f.words.Links)
	f.inside("L", func() {
		for i, url := range a.list {
			f.inside("LI", func() { f.address("LBody", url, a.anchor+strconv.Itoa(i+1), strconv.Itoa(i+1)+".") })
		}
	}).numbering = "Decimal"
	return &passage{items: f.items}
}

// address sets an address in a role behind a mark, broken at the signs in it.
func (f *flow) address(r role, url, anchor, mark string) {
	text := f.text
	defer func() { f.text = text }()
	f.text.size = noteSize
	f.anchor(anchor)
	start := len(f.items)
	s := f.text
	s.link, s.color = link{url: url}, linkBlue
	f.raggedly(func() {
		f.indented(noteMark+6, 0, func() {
			f.inside(r, func() {
				s.tag = f.tag.child("Link")
				s.tag.contents = url
				f.lines(f.onSheet(inliner{}, func(in *inliner) { in.text(url, s) }), s.size)
			})
		})
	})
	s = f.text
	s.tag = f.tag.child("Lbl")
	f.setMark(start, mark, noteMark+6, s)
}
