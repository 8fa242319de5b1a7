package xhtml

import (
	"fmt"
	"math"
	"path"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/internal/practice"
)

// Inlines writes text with its markup. It fits wherever HTML allows phrasing content.
func (w *Writer) Inlines(inlines []content.Inline) {
	for i, n := range inlines {
		switch n := n.(type) {
		case *content.Text:
			_, text, _ := beside(inlines, i)
			w.text(text)
		case *content.Math:
			w.inlineFormula(inlines, i)
		default:
			w.inline(n)
		}
	}
}

func (w *Writer) inline(n content.Inline) {
	switch n := n.(type) {
	case *content.Emph:
		w.mark("em", n.Inlines)
	case *content.Strong:
		w.mark("strong", n.Inlines)
	case *content.Strike:
		w.mark("s", n.Inlines)
	case *content.Sub:
		w.mark("sub", n.Inlines)
	case *content.Super:
		w.mark("sup", n.Inlines)
	case *content.Code:
		w.open("code", "dir", w.codeDir())
		w.text(n.Text)
		w.close("code")
	case *content.Link:
		w.link(n)
	case *content.Image:
		w.image(n)
	case *content.Break:
		w.void("br")
		w.buf.WriteByte('\n')
	case *content.NoteRef:
		w.noteRef(n)
	case *content.Blank:
		w.blank(n)
	case *content.Cite:
		w.cite(n)
	case *content.Span:
		w.span(n)
	default:
		w.notRendered(n)
	}
}

func (w *Writer) mark(element string, inlines []content.Inline) {
	w.open(element)
	w.Inlines(inlines)
	w.close(element)
}

func (w *Writer) span(s *content.Span) {
	element, class, title := "span", "", ""
	switch s.Role {
	case content.SpanNone:
	case content.SpanKey, content.SpanMark, content.SpanSmall, content.SpanInsert, content.SpanVar, content.SpanSample:
		element = string(s.Role)
	case content.SpanAbbr:
		element, title = "abbr", s.Title
	default:
		class = className(string(s.Role))
	}
	w.open(element, append(w.attributes(s.Attr), "class", class, "title", title)...)
	w.Inlines(s.Inlines)
	w.close(element)
}

// className makes a class of a name that an author may have chosen.
func className(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}

// link writes a link, or its text where there is nothing to lead to.
func (w *Writer) link(l *content.Link) {
	href, ok := w.href(l)
	if !ok || w.inLink {
		w.Inlines(l.Inlines)
		w.fileName(l)
		w.pageName(l)
		return
	}
	w.anchor(l.Inlines, "href", href, "title", l.Title, "aria-label", unsaid(l, href))
}

// anchor writes an a element. What may not stand inside of it follows it.
func (w *Writer) anchor(inlines []content.Inline, attrs ...string) {
	w.open("a", attrs...)
	w.inLink = true
	w.Inlines(inlines)
	w.inLink = false
	w.close("a")
	after := w.after
	w.after = nil
	w.Inlines(after)
}

// fileName adds the name of a file that cannot be opened from here, so that the reader can ask for it.
func (w *Writer) fileName(l *content.Link) {
	if d, ok := l.Target.(content.Download); ok {
		if name := path.Base(d.Asset.Path); !strings.Contains(content.PlainText(l.Inlines), name) {
			w.text(" (" + name + ")")
		}
	}
}

// linkless reports whether links within the course would lead nowhere.
func (w *Writer) linkless() bool { return w.Clean.Linkless != "" }

// pageName adds the title of a page that cannot be led to, so that the reader can look for it.
func (w *Writer) pageName(l *content.Link) {
	to, ok := l.Target.(content.Internal)
	if !ok || !w.linkless() || w.inLink {
		return
	}
	if title := to.Part.Title; !strings.Contains(content.PlainText(l.Inlines), title) {
		w.text(" (" + title + ")")
	}
	if l.IsValid() { // the author's
		w.reportAlike(l, diag.Note, "link-named", w.Clean.Linkless+" keeps no links to pages of the course", "the text, and the title of the page")
	}
}

// href is where a link leads, if it leads anywhere.
func (w *Writer) href(l *content.Link) (string, bool) {
	switch t := l.Target.(type) {
	case content.External:
		href, ok := Address(t.URL)
		if !ok {
			w.report(l, diag.Warning, "link-unusable", fmt.Sprintf("%q is no address that a page may lead to", t.URL), "the text without the link")
		}
		return href, ok
	case content.Download:
		href, ok := w.locate(t)
		if !ok {
			w.reportAlike(l, diag.Note, "download-left-out", "a file that a link leads to cannot be brought along", "its name")
		}
		return href, ok
	case content.Internal:
		return w.locate(t)
	case content.Beside: // an address would lead nowhere from inside of a package
		return "", false
	default:
		w.report(l, diag.Error, "not-rendered", "the link was never resolved", "the text without the link")
		return "", false
	}
}

// locate asks the package where something of it lies.
func (w *Writer) locate(t content.Target) (href string, ok bool) {
	if w.Href == nil {
		return "", false
	}
	return w.Href(t)
}

// unsaid is the name of a link whose text says nothing, or says it in formulas, in which not every program finds words.
func unsaid(l *content.Link, href string) string {
	text, formulas := practice.Spoken([]content.Block{&content.Paragraph{Inlines: l.Inlines}})
	switch {
	case formulas:
		return text
	case strings.TrimSpace(content.PlainText(l.Inlines)) != "":
		return ""
	case l.Title != "":
		return l.Title
	}
	return href
}

// cite writes a citation as a link to the first entry that it names.
func (w *Writer) cite(c *content.Cite) {
	if w.Cite != nil && !w.inLink {
		for _, id := range c.IDs {
			if href, ok := w.Cite(id); ok {
				w.anchor(c.Inlines, "href", href, "class", "cite", "epub:type", "biblioref", "role", "doc-biblioref")
				return
			}
		}
	}
	w.Inlines(c.Inlines)
}

// image writes a picture, or its alternative text where there is none.
func (w *Writer) image(img *content.Image) {
	src, ok := "", false
	if img.Asset != nil && w.Asset != nil {
		src, ok = w.Asset(img.Asset)
	}
	if !ok {
		w.report(img, diag.Error, "image-left-out", fmt.Sprintf("%s cannot be shown", or(img.Src, "the picture")), "its alternative text")
		w.open("span", "class", "image-left-out")
		w.text(or(img.Alt, img.Src))
		w.close("span")
		return
	}
	width, height, style := size(img)
	w.void("img", "src", src, "alt", img.Alt, "title", img.Title, "width", width, "height", height, "style", style)
}

// size says how large a picture is shown: as the author wants, else as it is.
func size(img *content.Image) (width, height, style string) {
	w, h := img.Width, img.Height
	if w.IsZero() && h.IsZero() {
		return pixels(float64(img.Asset.Width)), pixels(float64(img.Asset.Height)), ""
	}
	if w.Percent && w.Value > 0 {
		style = fmt.Sprintf("width: %s%%", strconv.FormatFloat(min(w.Value, 100), 'f', -1, 64))
	}
	if !w.Percent {
		width = pixels(w.Value)
	}
	if !h.Percent {
		height = pixels(h.Value)
	}
	return width, height, style
}

// pixels is a whole number of pixels for an attribute; nothing if it is not a size.
func pixels(v float64) string {
	if !(v >= 0.5 && v < 1e6) {
		return ""
	}
	return strconv.Itoa(int(math.Round(v)))
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
