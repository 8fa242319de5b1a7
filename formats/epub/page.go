package epub

import (
	"bytes"
	"io"
	"slices"

	"coursepack/formats/internal/xmldoc"
	"coursepack/formats/internal/zipfile"
)

// openPage starts a page in the language and with the styles of the book.
func (b *book) openPage(title string, styles []resource) *xmldoc.File {
	f := xmldoc.New("<!DOCTYPE html>\n")
	f.Open("html", "xmlns", "http://www.w3.org/1999/xhtml", "xmlns:epub", "http://www.idpf.org/2007/ops",
		"lang", b.Language, "xml:lang", b.Language, "dir", b.Dir)
	f.Open("head")
	f.Empty("meta", "charset", "utf-8")
	f.Text("title", or(title, b.Title))
	for _, s := range styles {
		f.Empty("link", "rel", "stylesheet", "href", s.Name, "type", "text/css")
	}
	f.Close("head")
	f.Open("body")
	return f
}

func closePage(f *xmldoc.File) []byte {
	f.Close("body")
	f.Close("html")
	return f.Bytes()
}

// page is a document as readers get it. The body goes in byte for byte: white
// space may matter in it.
func (b *book) page(d doc) zipfile.Source {
	return func() (io.ReadCloser, error) {
		f := b.openPage(d.Title, b.Styles)
		head := bytes.NewReader(slices.Clone(f.Bytes()))
		f.Reset()
		return io.NopCloser(io.MultiReader(head, bytes.NewReader(d.Body), bytes.NewReader(closePage(f)))), nil
	}
}
