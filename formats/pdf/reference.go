package pdf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A passage is what is laid out at a time. One that refers to other pages is laid out a second time when those are known.
type passage struct {
	items []*item
	refs  []crossref
	again func(*numbering) []*item // nil if it has no references
}

func itemsOf(passages []*passage) []*item {
	lists := make([][]*item, len(passages))
	for i, p := range passages {
		lists[i] = p.items
	}
	return slices.Concat(lists...)
}

// A crossref is a link from one place of the document to another.
type crossref struct{ from, to string }

// A numbering knows on which pages of the body places are, and which numbers the pages have.
type numbering struct {
	places map[string]place
	paper  paper
	front  int // pages before the body
	roman  int // pages before the first lesson
}

// number is what stands on the page of a place.
func (n *numbering) number(anchor string) string {
	return folio(n.places[anchor].page+n.front, n.roman)
}

// helps reports whether the number of a page tells somebody anything: not of what is in sight.
func (n *numbering) helps(r crossref) bool {
	from, known := n.places[r.from]
	to, knownToo := n.places[r.to]
	if !known || !knownToo || from.page == to.page {
		return false
	}
	return !n.paper.twoSided || (from.page+1)/2 != (to.page+1)/2 // a right-hand page has an even index
}

// refer lays those passages out again that refer to pages out of sight. What the numbers add may move text to other pages, so they
// are drawn when the pages are final, into room that is reserved for them: reserved.
func (n *numbering) refer(passages []*passage) {
	for _, p := range passages {
		if p.again != nil && slices.ContainsFunc(p.refs, n.helps) {
			p.items = p.again(n)
		}
	}
}

// reserved is the widest number that a page may well have after numbers were added, which make hardly one page of 16 more. One that is
// wider all the same becomes smaller.
func (n *numbering) reserved(anchor string) string {
	number := n.number(anchor)
	page, err := strconv.Atoi(number)
	if err != nil {
		return number
	}
	return strings.Repeat("0", len(strconv.Itoa(page+page/16)))
}

// fill draws the numbers of pages, at the right of the room that they have.
func (n *numbering) fill(pages []page) {
	for i := range pages {
		for j, o := range pages[i].ops {
			t, ok := o.op.(text)
			if !ok || t.refers == "" {
				continue
			}
			right := o.x + t.width()
			t.runs = []run{{Word: t.runs[0].Face.Shape(n.number(t.refers), false)}}
			t.size *= min(1, t.room/t.width())
			pages[i].ops[j] = placed{t, right - t.width(), o.y}
		}
	}
}

// pageOf says in brackets on which page a link leads to, unless the paragraph has said so.
func (in *inliner) pageOf(r crossref, s style) {
	n := in.numbering
	if n == nil || in.said[r.to] || !in.measuring && !n.helps(r) {
		return
	}
	if in.said == nil {
		in.said = map[string]bool{}
	}
	in.said[r.to] = true
	before, after, _ := strings.Cut(in.words.Page, "%s")
	in.space, in.spaced = true, &s
	in.word("("+strings.ReplaceAll(before, " ", "\u00A0"), &s)
	number := textPiece(n.number(r.to), &s)
	number.refers, number.width = r.to, max(number.width, s.width(n.reserved(r.to)))
	in.add(number)
	in.word(strings.ReplaceAll(after, " ", "\u00A0")+")", &s)
}

// reference notes a link to another place of the document.
func (in *inliner) reference(to string, s style) crossref {
	if in.measuring || in.refs == nil {
		return crossref{to: to}
	}
	r := crossref{fmt.Sprintf("%s^link %d", anchorOf(in.part, ""), len(*in.refs)), to}
	*in.refs = append(*in.refs, r)
	in.add(piece{style: &s, anchor: r.from})
	return r
}
