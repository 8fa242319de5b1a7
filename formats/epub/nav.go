package epub

import (
	_ "embed"

	"coursepack/formats/internal/xmldoc"
	"coursepack/formats/internal/zipfile"
)

//go:embed nav.css
var navCSSText []byte

var navCSS = resource{Name: navCSSName, MediaType: "text/css", Open: zipfile.Bytes(navCSSText)}

// navDoc is the navigation document. Only the contents are for the eye; the
// landmarks and the page list are for the menus of reading systems.
// See https://www.w3.org/TR/epub-33/#sec-nav.
func (b *book) navDoc() []byte {
	f := b.openPage(b.Title, append([]resource{navCSS}, b.Styles...))
	f.Open("nav", "epub:type", "toc", "role", "doc-toc", "id", "toc", "aria-labelledby", "contents")
	f.Text("h1", b.contents(), "id", "contents")
	writeList(f, b.Nav)
	f.Close("nav")
	b.writeLandmarks(f)
	if len(b.Pages) > 0 {
		f.Open("nav", "epub:type", "page-list", "role", "doc-pagelist", "hidden", "hidden")
		writeList(f, b.Pages)
		f.Close("nav")
	}
	return closePage(f)
}

func (b *book) contents() string { return or(b.Contents, "Contents") }

func writeList(f *xmldoc.File, links []link) {
	f.Open("ol")
	for _, l := range links {
		f.Open("li")
		if l.Href == "" {
			f.Text("span", l.label())
		} else {
			f.Text("a", l.label(), "href", l.Href)
		}
		if len(l.Children) > 0 {
			writeList(f, l.Children)
		}
		f.Close("li")
	}
	f.Close("ol")
}

func (b *book) writeLandmarks(f *xmldoc.File) {
	f.Open("nav", "epub:type", "landmarks", "hidden", "hidden")
	f.Open("ol")
	for _, l := range append([]landmark{{"toc", b.contents(), navName + "#toc"}}, b.Landmarks...) {
		f.Open("li")
		f.Text("a", or(l.Title, l.Href), "epub:type", l.Type, "href", l.Href)
		f.Close("li")
	}
	f.Close("ol")
	f.Close("nav")
}

// label is never blank: a link that says nothing cannot be followed by ear.
func (l link) label() string { return or(l.Title, l.Href, "–") }
