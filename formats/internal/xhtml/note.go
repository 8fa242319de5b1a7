package xhtml

import (
	"fmt"
	"strconv"

	"coursepack/content"
	"coursepack/content/diag"
)

// noteRef writes the number of a note as a link to it.
func (w *Writer) noteRef(r *content.NoteRef) {
	if w.inLink {
		w.after = append(w.after, r)
		return
	}
	if r.Number == 0 {
		w.report(r, diag.Error, "not-rendered", fmt.Sprintf("the note %q was never numbered", r.ID), "nothing")
		return
	}
	number := strconv.Itoa(r.Number)
	id := "fnref-" + number
	w.noteRefs[r.ID]++
	if n := w.noteRefs[r.ID]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	if w.linkless() {
		w.open("sup")
		w.text(number)
		w.close("sup")
		return
	}
	w.open("sup")
	w.open("a", "class", "note-ref", "id", w.claim(id), "href", "#fn-"+number, "epub:type", "noteref",
		"role", "doc-noteref", "aria-label", fmt.Sprintf(w.Words.Note, r.Number))
	w.text(number)
	w.close("a")
	w.close("sup")
}

// Notes writes the notes of a part under its text. Each begins with its number, which leads back.
func (w *Writer) Notes(notes []*content.Note) {
	if len(notes) == 0 {
		return
	}
	w.openLine("section", "class", "footnotes", "aria-label", w.Words.Notes)
	for _, n := range notes {
		w.note(n)
	}
	w.closeLine("section")
}

func (w *Writer) note(n *content.Note) {
	w.openLine("aside", "id", w.claim("fn-"+strconv.Itoa(n.Number)), "epub:type", "footnote", "role", "doc-footnote")
	rest := n.Blocks
	w.open("p")
	w.backLink(n)
	if len(rest) > 0 {
		if p, ok := rest[0].(*content.Paragraph); ok {
			w.text(" ")
			w.Inlines(p.Inlines)
			rest = rest[1:]
		}
	}
	w.closeLine("p")
	w.Blocks(rest)
	w.closeLine("aside")
}

func (w *Writer) backLink(n *content.Note) {
	number := strconv.Itoa(n.Number)
	if w.noteRefs[n.ID] == 0 || w.linkless() {
		w.text(number)
		return
	}
	w.open("a", "class", "note-back", "href", "#fnref-"+number, "role", "doc-backlink",
		"aria-label", number+", "+w.Words.BackToText)
	w.text(number)
	w.close("a")
}
