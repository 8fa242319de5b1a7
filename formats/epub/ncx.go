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
	f.Empty("meta", "name", "dtb:totalPageCount", "content", "0")
	f.Empty("meta", "name", "dtb:maxPageNumber", "content", "0")
	f.Close("head")
	f.Open("docTitle")
	f.Text("text", b.Title)
	f.Close("docTitle")
	f.Open("navMap")
	n := numbering{order: map[string]int{}}
	n.writePoints(f, b.Nav)
	f.Close("navMap")
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
		href := l.target()
		if n.order[href] == 0 {
			n.order[href] = len(n.order) + 1
		}
		n.points++
		f.Open("navPoint", "id", "point"+strconv.Itoa(n.points), "playOrder", strconv.Itoa(n.order[href]))
		f.Open("navLabel")
		f.Text("text", l.label())
		f.Close("navLabel")
		f.Empty("content", "src", href)
		n.writePoints(f, l.Children)
		f.Close("navPoint")
	}
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
