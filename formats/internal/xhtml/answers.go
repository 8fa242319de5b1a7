package xhtml

import (
	"fmt"
	"slices"
	"strconv"

	"coursepack/content"
)

// A postponed text is written at the end of the page instead of being folded. There are reading systems that
// fold nothing, and show an answer before anybody has thought of it.
type postponed struct {
	label []content.Inline
	write func()
}

// postpone writes a link, in the place of what is written at the end of the page.
func (w *Writer) postpone(class, id string, label []content.Inline, write func()) {
	w.postponed = append(w.postponed, postponed{label, write})
	n := strconv.Itoa(len(w.postponed))
	w.openLine("div", "class", class, "id", id)
	w.open("p", "class", "to-answer")
	label = append(slices.Clip(label), &content.Text{Text: " (" + n + ")"})
	if w.linkless() {
		w.Inlines(label)
	} else {
		w.anchor(label, "id", w.claim("answerref-"+n), "href", "#answer-"+n)
	}
	w.closeLine("p")
	w.closeLine("div")
}

// Answers writes what was postponed, each with a link back. It comes before the notes, which may be referred to here.
func (w *Writer) Answers() {
	if len(w.postponed) == 0 {
		return
	}
	w.openLine("section", "class", "postponed", "aria-label", w.Words.Answers)
	w.element("h2", w.Words.Answers)
	for i := 0; i < len(w.postponed); i++ { // an answer may postpone another
		n, p := strconv.Itoa(i+1), w.postponed[i]
		w.openLine("div", "class", "answer", "id", w.claim("answer-"+n))
		w.open("p", "class", "answer-title")
		if w.linkless() {
			w.text(n)
		} else {
			w.open("a", "href", "#answerref-"+n, "role", "doc-backlink", "aria-label", fmt.Sprintf("%s, %s", n, w.Words.BackToText))
			w.text(n)
			w.close("a")
		}
		w.text(" ")
		w.Inlines(p.label)
		w.closeLine("p")
		w.levels = levels{{0, 2}}
		p.write()
		w.levels = nil
		w.closeLine("div")
	}
	w.closeLine("section")
}

// Levels are those of the headings that a heading stands below, as the author and as the page has them. An answer whose headings are
// of level 5, since they stood below one of level 4, has them below "Answers".
type levels []struct{ author, page int }

// under returns the level on the page of a heading to which the author gives a level.
func (l *levels) under(author int) int {
	if len(*l) == 0 {
		return author
	}
	for (*l)[len(*l)-1].author >= author {
		*l = (*l)[:len(*l)-1]
	}
	page := (*l)[len(*l)-1].page + 1
	*l = append(*l, struct{ author, page int }{author, page})
	return page
}

func plainText(s string) []content.Inline { return []content.Inline{&content.Text{Text: s}} }
