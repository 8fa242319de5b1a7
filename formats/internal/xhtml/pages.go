package xhtml

import "coursepack/content"

// A PageBreak is where a page of the printed edition begins.
type PageBreak struct {
	Number, ID string
}

// Begin marks the pages of the printed edition that begin with n, above it.
func (w *Writer) Begin(n content.Node) {
	if w.Pages == nil {
		return
	}
	for _, number := range w.Pages(n) {
		if id := w.claim("page." + number); id != "" {
			w.open("span", "id", id, "epub:type", "pagebreak", "role", "doc-pagebreak", "title", number)
			w.closeLine("span")
			w.pages = append(w.pages, PageBreak{number, id})
		}
	}
}

// PageBreaks returns what Begin has marked so far.
func (w *Writer) PageBreaks() []PageBreak { return w.pages }
