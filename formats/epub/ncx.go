package epub

import "strconv"

// ncxDoc is the table of contents for readers of EPUB 2.
// See https://idpf.org/epub/20/spec/OPF_2.0_final_spec.html#Section2.4.1.
func (b *book) ncxDoc() []byte {
	f := newXMLFile("")
	f.open("ncx", "xmlns", "http://www.daisy.org/z3986/2005/ncx/", "version", "2005-1", "xml:lang", b.Language, "dir", b.Dir)
	f.open("head")
	f.empty("meta", "name", "dtb:uid", "content", b.ID)
	f.empty("meta", "name", "dtb:depth", "content", strconv.Itoa(depth(b.Nav)))
	f.empty("meta", "name", "dtb:totalPageCount", "content", "0")
	f.empty("meta", "name", "dtb:maxPageNumber", "content", "0")
	f.close("head")
	f.open("docTitle")
	f.text("text", b.Title)
	f.close("docTitle")
	f.open("navMap")
	n := numbering{order: map[string]int{}}
	n.writePoints(f, b.Nav)
	f.close("navMap")
	f.close("ncx")
	return f.Bytes()
}

// A numbering counts the points and their targets: points to the same place
// share a play order, all others differ.
type numbering struct {
	points int
	order  map[string]int
}

func (n *numbering) writePoints(f *xmlFile, links []link) {
	for _, l := range links {
		href := l.target()
		if n.order[href] == 0 {
			n.order[href] = len(n.order) + 1
		}
		n.points++
		f.open("navPoint", "id", "point"+strconv.Itoa(n.points), "playOrder", strconv.Itoa(n.order[href]))
		f.open("navLabel")
		f.text("text", l.label())
		f.close("navLabel")
		f.empty("content", "src", href)
		n.writePoints(f, l.Children)
		f.close("navPoint")
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
