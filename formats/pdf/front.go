package pdf

import (
	"cmp"
	"strings"

	"coursepack/content"
	"coursepack/formats/internal/words"
)

// front sets the title page and the contents, which come before the body. How many pages they have does not depend on the numbers that
// the contents tell.
func (l *layout) front(n *numbering) []page {
	if isHandout(l.in.Course) {
		return nil
	}
	l.addresses = nil // the title page spells out what it has
	f := l.flow(nil)
	f.tag = l.root.child("Sect")
	f.titlePage()
	f.items = append(f.items, &item{kind: newPage, head: l.words.Contents, right: true})
	f.contents(n.number)
	pages := paginate(f.items, l.paper)
	if !l.paper.isRightHand(len(pages)) {
		pages = append(pages, page{})
	}
	return pages
}

// titleOf is what a document is called: it has to have a name, ISO 14289-1, 7.1.
func titleOf(c *content.Course) string {
	title := cmp.Or(strings.TrimSpace(clean(c.Title)), c.ID, "course")
	return words.For(c.Language).Titled(title, c.Edition)
}

func (f *flow) titlePage() {
	c := f.in.Course
	f.box(&item{height: f.paper.textHeight() * 0.2})
	f.inside("H1", func() { f.titleLines(f.plainAtoms(titleOf(c), courseTitle.style), courseTitle) })
	if c.Description != "" {
		s := f.text
		s.size, s.color = 12.5, grey
		f.space(10)
		f.inside("P", func() { f.lines(f.plainAtoms(c.Description, s), s.size) })
	}
	if people := joinTexts(names(c.Authors)); people != nil {
		s := f.text
		s.size = 12.5
		f.space(30)
		f.inside("P", func() { f.lines(f.atoms(people, s), s.size) })
	}
	f.space(30)
	for _, line := range f.imprint(c) {
		f.inside("P", func() { f.lines(f.atoms(line, smallStyle), smallStyle.size) })
	}
}

// imprint is what the title page says below the authors.
func (f *flow) imprint(c *content.Course) [][]content.Inline {
	var lines [][]content.Inline
	add := func(name string, value []content.Inline) {
		if len(value) > 0 {
			lines = append(lines, append(plain(name+": "), value...))
		}
	}
	add(f.words.Publisher, plain(c.Publisher))
	add(f.words.Updated, plain(date(c.Date)))
	add(f.words.License, license(c.License))
	if c.License.URL != "" && c.License.Name != "" {
		lines = append(lines, linked(spelled(c.License.URL), c.License.URL))
	}
	if c.Rights != "" {
		lines = append(lines, plain(c.Rights))
	}
	return lines
}

// contents lists the headings with the numbers of their pages.
func (f *flow) contents(number func(anchor string) string) {
	f.inside("H2", func() { f.titleLines(f.plainAtoms(f.words.Contents, lessonTitle.style), lessonTitle) })
	f.inside("TOC", func() {
		for _, h := range f.outline {
			if h.listed {
				f.inside("TOCI", func() { f.contentsLine(h, number(h.anchor)) })
			}
		}
	})
}

// contentsIndent is that of each level of the contents.
const contentsIndent = 15

// contentsLine sets a title with leaders and the page number at the right. All of it is a link.
func (f *flow) contentsLine(h heading, number string) {
	const room = 34 // for the leaders and the number
	s := style{size: 10.4}
	if h.level == 0 {
		s.bold = true
		f.space(7)
	}
	tag := f.tag.child("Reference").child("Link")
	tag.contents = h.title
	start := len(f.items)
	f.indented(float64(min(h.level, 6))*contentsIndent, room, func() {
		outer := f.tag
		f.tag = tag
		f.raggedly(func() { f.linesLed(f.plainAtoms(h.title, s), s.size*1.45) })
		f.tag = outer
	})
	s.tag = tag
	if start == len(f.items) {
		return
	}
	f.keepFrom(start)
	last := f.items[len(f.items)-1]
	x := f.left + f.width - s.width(number)
	if end := rightEdge(last.ops) + 5; end < x-8 {
		last.ops = append(last.ops, placed{stroke{dx: x - 5 - end, thickness: 0.7, color: grey, dotted: true}, end, last.base - 0.5})
	}
	last.ops = s.draw(last.ops, number, x, last.base)
	for i := start; i < len(f.items); i++ {
		f.items[i].links = []area{{x: f.left, w: f.width, h: f.items[i].height, link: link{anchor: h.anchor}, tag: tag}}
	}
}

// rightEdge is where the last text ends.
func rightEdge(ops []placed) float64 {
	edge := 0.0
	for _, o := range ops {
		if _, ok := o.op.(text); ok {
			edge = max(edge, o.x+o.width())
		}
	}
	return edge
}
