package epub

import (
	"slices"

	"coursepack/content"
	"coursepack/formats/internal/xhtml"
)

// pageStarts returns the numbers of the pages of the printed edition by what they begin with. A lesson without a page that it
// opens with begins with its first part.
func (c *composer) pageStarts() map[content.Node][]string {
	starts := map[content.Node][]string{}
	for _, p := range c.Pages {
		starts[p.Node] = append(starts[p.Node], p.Label)
	}
	for l := range c.Course.Lessons {
		if numbers := starts[l]; len(numbers) > 0 && len(l.Parts) > 0 && !hasOpening(l) {
			first := l.Parts[0]
			starts[first] = slices.Concat(numbers, starts[first])
		}
	}
	return starts
}

// addPages takes the pages that begin in a document into the page list.
func (c *composer) addPages(name string, w *xhtml.Writer) {
	for _, p := range w.PageBreaks() {
		c.book.Pages = append(c.book.Pages, link{Title: p.Number, Href: name + xhtml.Fragment(p.ID)})
	}
}
