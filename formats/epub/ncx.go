package epub

import (
	"strconv"

	"coursepack/formats/internal/xmldoc"
)

// ncxDoc is the table of contents for readers of EPUB 2.
// See https://idpf.org/epub/20/spec/OPF_2.0_final_spec.html#Section2.4.1.
func (b *book) ncxDoc() []byte {
	f := xmldoc.New("")
	f.Open("ncx", "xmlns", "http://www.daisy.org/z3986/2005/ncx/", "version", "2005-1", "xml:lang", b.Language, "dir", b.Dir)
	f.Open("head")
	f.Empty("meta", "name", "dtb:uid", "content", b.ID)
	f.Empty("meta", "name", "dtb:depth", "content", strconv.Itoa(depth(b.Nav)))
	f.Empty("meta", "name", "dtb:totalPageCount", "content", strconv.Itoa(len(b.Pages)))
	f.Empty("meta", "name", "dtb:maxPageNumber", "content", strconv.Itoa(highestPage(b.Pages)))
	f.Close("head")
	f.Open("docTitle")
	f.Text("text", b.Title)
	f.Close("docTitle")
	f.Open("navMap")
	n := numbering{order: map[string]int{}}
	n.writePoints(f, b.Nav)
	f.Close("navMap")
	if len(b.Pages) > 0 {
		n.writePages(f, b.Pages)
	}
	f.Close("ncx")
	return f.Bytes()
}

// A numbering counts the points and their targets: points to the same place
// share a play order, all others differ.
type numbering struct {
	points int
	order  map[string]int
}

func (n *numbering) writePoints(f *xmldoc.File, links []link) {
	for _, l := range links {
		n.points++
		f.Open("navPoint", "id", "point"+strconv.Itoa(n.points), "playOrder", n.of(l))
		l.writeLabel(f)
		n.writePoints(f, l.Children)
		f.Close("navPoint")
	}
}

// writePages writes the page list. Pages of front matter are those that are not numbered 1, 2, 3.
func (n *numbering) writePages(f *xmldoc.File, pages []link) {
	f.Open("pageList")
	for i, p := range pages {
		kind, number := "normal", p.Title
		if _, err := strconv.Atoi(p.Title); err != nil {
			kind, number = "front", ""
		}
		f.Open("pageTarget", "id", "page"+strconv.Itoa(i+1), "type", kind, "value", number, "playOrder", n.of(p))
		p.writeLabel(f)
		f.Close("pageTarget")
	}
	f.Close("pageList")
}

// of is the play order of a link.
func (n *numbering) of(l link) string {
	href := l.target()
	if n.order[href] == 0 {
		n.order[href] = len(n.order) + 1
	}
	return strconv.Itoa(n.order[href])
}

func (l link) writeLabel(f *xmldoc.File) {
	f.Open("navLabel")
	f.Text("text", l.label())
	f.Close("navLabel")
	f.Empty("content", "src", l.target())
}

func highestPage(pages []link) int {
	highest := 0
	for _, p := range pages {
		number, _ := strconv.Atoi(p.Title) // those of front matter do not count
		highest = max(highest, number)
	}
	return highest
}

// target is where a link leads; a heading leads to the first link below it.
func (l link) target() string {
	for l.Href == "" {
		l = l.Children[0]
	}
	return l.Href
}

func depth(links []link) int {
	deepest := 0
	for _, l := range links {
		deepest = max(deepest, 1+depth(l.Children))
	}
	return deepest
}
