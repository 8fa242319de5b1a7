package epub

// openPage starts a page in the language and with the styles of the book.
func (b *book) openPage(title string, styles []resource) *xmlFile {
	f := newXMLFile("<!DOCTYPE html>\n")
	f.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "xmlns:epub", "http://www.idpf.org/2007/ops",
		"lang", b.Language, "xml:lang", b.Language, "dir", b.Dir)
	f.open("head")
	f.empty("meta", "charset", "utf-8")
	f.text("title", or(title, b.Title))
	for _, s := range styles {
		f.empty("link", "rel", "stylesheet", "href", s.Name, "type", "text/css")
	}
	f.close("head")
	f.open("body")
	return f
}

func closePage(f *xmlFile) []byte {
	f.close("body")
	f.close("html")
	return f.Bytes()
}

// page is a document as readers get it. The body goes in byte for byte: white
// space may matter in it.
func (b *book) page(d doc) []byte {
	f := b.openPage(d.Title, b.Styles)
	f.Grow(len(d.Body) + 64)
	f.Write(d.Body)
	return closePage(f)
}
