package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"coursepack/content"
)

// longestRecall is how many characters recall a task: about a line.
const longestRecall = 96

// recall returns the start of the first paragraph of a task, by which readers know it again, without a number that the author has put
// before it; nil if the task does not start with text.
func recall(task []content.Block) []content.Inline {
	if len(task) == 0 {
		return nil
	}
	p, ok := task[0].(*content.Paragraph)
	if !ok {
		return nil
	}
	r := recaller{left: longestRecall}
	r.all(p.Inlines)
	if r.left < 0 && len(r.kept) > 0 {
		r.kept = append(r.kept, &content.Text{Text: "…"})
	}
	return r.kept
}

type recaller struct {
	kept []content.Inline
	left int // characters; less than 0 if the text goes on behind what is kept
}

func (r *recaller) all(inlines []content.Inline) {
	for _, n := range inlines {
		if r.left < 0 {
			return
		}
		r.inline(n)
	}
}

func (r *recaller) inline(n content.Inline) {
	switch n := n.(type) {
	case *content.Text:
		r.text(n.Text)
	case *content.Break:
		r.text(" ")
	case *content.Code, *content.Math, *content.Sub, *content.Super:
		if r.take(utf8.RuneCountInString(content.PlainText([]content.Inline{n}))) {
			r.kept = append(r.kept, n)
		}
	case *content.Image, *content.NoteRef:
	default:
		r.all(content.Inlines(n))
	}
}

func (r *recaller) text(s string) {
	if len(r.kept) == 0 {
		s = unnumbered(s)
	}
	words := strings.SplitAfter(s, " ")
	for i, w := range words {
		if !r.take(utf8.RuneCountInString(w)) {
			s = strings.Join(words[:i], "")
			break
		}
	}
	if s != "" {
		r.kept = append(r.kept, &content.Text{Text: s})
	}
}

// take reports whether there is room for so many more characters.
func (r *recaller) take(characters int) bool {
	r.left -= characters
	return r.left >= 0
}

// unnumbered returns a text without a number at its start.
func unnumbered(s string) string {
	rest := strings.TrimLeftFunc(s, unicode.IsDigit)
	if after := strings.TrimLeft(rest, ".):"); rest != s && after != rest {
		return strings.TrimLeft(after, " \u00A0")
	}
	return s
}
