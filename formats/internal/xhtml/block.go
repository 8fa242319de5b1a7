package xhtml

import (
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// Blocks writes blocks, each on lines of its own.
func (w *Writer) Blocks(blocks []content.Block) {
	for _, b := range blocks {
		w.block(b)
	}
}

func (w *Writer) block(b content.Block) {
	w.Begin(b)
	switch b := b.(type) {
	case *content.Paragraph:
		w.paragraph(b)
	case *content.Heading:
		w.heading(b)
	case *content.List:
		w.list(b)
	case *content.Quote:
		w.openLine("blockquote")
		w.Blocks(b.Blocks)
		w.closeLine("blockquote")
	case *content.CodeBlock:
		w.code(b)
	case *content.MathBlock:
		w.display(b)
	case *content.Table:
		w.table(b)
	case *content.Figure:
		w.figure(b)
	case *content.Callout:
		w.callout(b)
	case *content.Details:
		w.details(b)
	case *content.Tabs:
		w.tabs(b)
	case *content.DefinitionList:
		w.definitions(b)
	case *content.Rule:
		w.void("hr")
		w.buf.WriteByte('\n')
	case *content.Bibliography:
		w.bibliography(b)
	case *content.Quiz:
		w.quiz(b)
	case *content.Flashcards:
		w.flashcards(b)
	case *content.Exercise:
		w.exercise(b)
	case *content.Embed:
		w.embed(b)
	case *content.Div:
		w.div(b)
	case *content.Raw:
		w.report(b, diag.Warning, "raw-left-out", "text in "+or(b.Format, "an unknown language")+" that was not understood", "nothing")
	default:
		w.notRendered(b)
	}
}

func (w *Writer) paragraph(p *content.Paragraph) {
	class := ""
	switch {
	case soleImage(p) != nil:
		class = "image"
	case isLinks(p):
		class = "links"
	}
	w.inlineElement("p", p.Inlines, "class", class)
}

// isLinks reports whether a paragraph is a row of links: without a sentence around them, they need room to be hit.
func isLinks(p *content.Paragraph) bool {
	links := 0
	for _, n := range p.Inlines {
		switch n := n.(type) {
		case *content.Link:
			links++
		case *content.Break:
		case *content.Text:
			if strings.Trim(n.Text, " \n\t|·•–—-,") != "" {
				return false
			}
		default:
			return false
		}
	}
	return links > 1
}

// soleImage returns the picture of a block that is nothing but a picture, linked or not.
func soleImage(b content.Block) *content.Image {
	p, ok := b.(*content.Paragraph)
	if !ok || len(p.Inlines) != 1 {
		return nil
	}
	n := p.Inlines[0]
	if l, ok := n.(*content.Link); ok && len(l.Inlines) == 1 {
		n = l.Inlines[0]
	}
	img, _ := n.(*content.Image)
	return img
}

func (w *Writer) heading(h *content.Heading) {
	if len(h.Inlines) == 0 { // a heading that says nothing is a trap for who lists headings
		w.target(h.ID)
		return
	}
	w.inlineElement("h"+strconv.Itoa(min(w.levels.under(max(h.Level, 2)), 6)), h.Inlines, "id", w.claim(h.ID))
}

// target writes nothing but a place where links to the id arrive.
func (w *Writer) target(id string) {
	if id = w.claim(id); id != "" {
		w.open("div", "id", id)
		w.closeLine("div")
	}
}

func (w *Writer) callout(c *content.Callout) {
	kind := className(string(c.Kind))
	if kind == "" {
		kind = string(content.CalloutNote)
	}
	w.openLine("aside", "class", "callout callout-"+kind, "role", "note", "id", w.claim(c.ID))
	if c.Title == nil {
		w.element("p", w.Words.Callout(c.Kind), "class", "callout-title")
	} else {
		w.inlineElement("p", c.Title, "class", "callout-title")
	}
	if terms := w.Words.Terms(c.Terms); terms != "" {
		w.element("p", terms, "class", "terms")
	}
	w.Blocks(c.Blocks)
	w.closeLine("aside")
}

func (w *Writer) details(d *content.Details) {
	summary, open := d.Summary, ""
	if len(summary) == 0 {
		summary = plainText(w.Words.FoldedText)
	}
	switch {
	case w.AnswersLast && d.Open:
		w.openLine("div", "class", "details", "id", w.claim(d.ID))
		w.inlineElement("p", summary, "class", "card-title")
		w.Blocks(d.Blocks)
		w.closeLine("div")
		return
	case w.AnswersLast:
		w.postpone("details", w.claim(d.ID), summary, func() { w.Blocks(d.Blocks) })
		return
	case d.Open:
		open = "open"
	}
	w.openLine("details", "id", w.claim(d.ID), "open", open)
	w.inlineElement("summary", summary)
	w.Blocks(d.Blocks)
	w.closeLine("details")
}

// folded writes blocks that the reader should not see at once.
func (w *Writer) folded(class, summary string, blocks []content.Block) {
	if len(blocks) > 0 {
		w.lid(class, plainText(summary), func() { w.Blocks(blocks) })
	}
}

// lid has write write below a summary that hides it, unless the edition shows it at once.
func (w *Writer) lid(class string, summary []content.Inline, write func()) {
	open := ""
	switch atOnce := w.Edition == content.Instructor; {
	case w.AnswersLast && atOnce:
		w.openLine("div", "class", class)
		w.inlineElement("p", summary, "class", "card-title")
		write()
		w.closeLine("div")
		return
	case w.AnswersLast:
		w.postpone(class, "", summary, write)
		return
	case atOnce:
		open = "open"
	}
	w.openLine("details", "class", class, "open", open)
	w.inlineElement("summary", summary)
	write()
	w.closeLine("details")
}

// tabs writes the alternatives one after the other, each under its label.
func (w *Writer) tabs(t *content.Tabs) {
	w.openLine("div", "class", "tabs")
	for i, tab := range t.Tabs {
		label := content.PlainText(tab.Label)
		if label == "" {
			label = w.Words.Tab + " " + strconv.Itoa(i+1)
		}
		w.openLine("div", "class", "tab", "role", "group", "aria-label", label)
		if len(tab.Label) == 0 {
			w.element("p", label, "class", "tab-label")
		} else {
			w.inlineElement("p", tab.Label, "class", "tab-label")
		}
		w.Blocks(tab.Blocks)
		w.closeLine("div")
	}
	w.closeLine("div")
}

func (w *Writer) bibliography(b *content.Bibliography) {
	w.openLine("ul", "class", "bibliography")
	for _, e := range b.Entries {
		w.inlineElement("li", e.Inlines, "id", w.claim(e.ID))
	}
	w.closeLine("ul")
}

func (w *Writer) div(d *content.Div) {
	w.openLine("div", append(w.attributes(d.Attr), "class", className(string(d.Role)))...)
	if d.Title != nil {
		w.inlineElement("p", d.Title, "class", "card-title")
	}
	w.Blocks(d.Blocks)
	w.closeLine("div")
}
