package xhtml

import (
	"fmt"
	"io"
)

// A Page is an HTML document. Text may hold anything; Head and Content are markup.
type Page struct {
	Title     string
	Lang, Dir string
	Styles    []string // addresses of style sheets
	Head      []byte   // what else the head holds
	BodyClass string
	Content   []byte // the inside of main
}

// Document writes a page as a file of HTML.
func Document(out io.Writer, p Page) error {
	w := New(Options{})
	w.buf.WriteString("<!DOCTYPE html>\n")
	w.openLine("html", "lang", p.Lang, "dir", p.Dir)
	w.openLine("head")
	w.openLine("meta", "charset", "utf-8")
	w.openLine("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
	w.element("title", p.Title)
	for _, href := range p.Styles {
		w.openLine("link", "rel", "stylesheet", "href", href)
	}
	w.buf.Write(p.Head)
	w.closeLine("head")
	w.openLine("body", "class", p.BodyClass)
	w.openLine("main")
	w.buf.Write(p.Content)
	w.closeLine("main")
	w.closeLine("body")
	w.closeLine("html")
	if _, err := out.Write(w.buf.Bytes()); err != nil {
		return fmt.Errorf("writing the page %q: %w", p.Title, err)
	}
	return nil
}
