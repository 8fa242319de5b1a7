package xhtml

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// quiz writes the questions to be answered in one's head, and the answers folded at the end.
func (w *Writer) quiz(q *content.Quiz) {
	if w.Key != nil {
		w.form(q)
		return
	}
	if w.Quiz != nil {
		if text, href, ok := w.Quiz(q); ok {
			w.quizElsewhere(q, text, href)
			return
		}
	}
	w.reportAlike(q, diag.Note, "quiz-as-text", "the questions can be read, not answered", "questions with their answers folded below")
	w.openLine("div", "class", "quiz", "id", w.claim(q.ID))
	if len(q.Title) > 0 {
		w.inlineElement("p", q.Title, "class", "quiz-title")
	}
	w.limits(q)
	w.Blocks(q.Intro)
	w.openLine(listOf(q), "class", "questions")
	for _, question := range q.Questions {
		w.question(question)
	}
	w.closeLine(listOf(q))
	if w.Edition != content.Student {
		w.lid("answers", plainText(w.Words.Answers), func() { w.answers(q) })
	}
	w.closeLine("div")
}

// limits says above the questions how often and how long they may be worked on.
func (w *Writer) limits(q *content.Quiz) {
	if limits := w.Words.Limits(q); limits != "" {
		w.element("p", limits, "class", "limits")
	}
}

// listOf is the element for what a quiz has of each question. A single one needs no number.
func listOf(q *content.Quiz) string {
	if len(q.Questions) == 1 {
		return "ul"
	}
	return "ol"
}

func (w *Writer) answers(q *content.Quiz) {
	w.openLine(listOf(q), "class", "solutions")
	for _, question := range q.Questions {
		w.openLine("li")
		w.answer(question.Answer)
		w.replies(question)
		w.closeLine("li")
	}
	w.closeLine(listOf(q))
}

// quizElsewhere leads to where the quiz is taken, or names it where no link can lead there.
func (w *Writer) quizElsewhere(q *content.Quiz, text, href string) {
	w.Blocks(q.Intro)
	w.open("p", "class", "quiz-link")
	if href == "" {
		w.text(text)
	} else {
		w.open("a", "href", href)
		w.text(text)
		w.close("a")
	}
	w.closeLine("p")
}

func (w *Writer) question(q *content.Question) {
	w.openLine("li", "class", "question", "id", w.claim(q.ID))
	w.Blocks(q.Prompt)
	switch a := q.Answer.(type) {
	case *content.Choice:
		w.options(a.Options, "options", func(o *content.Option) []content.Block { return o.Blocks })
	case *content.Cloze:
		w.menus(a)
	case *content.Matching:
		w.choices(leftSides(a))
		w.choices(sorted(rightSides(a)))
	case *content.Ordering:
		w.choices(sorted(a.Items))
	}
	w.hints(q.Hints)
	w.closeLine("li")
}

// options writes what is shown of each option under the option's letter.
func (w *Writer) options(options []*content.Option, class string, shown func(*content.Option) []content.Block) {
	w.openLine("ol", "type", "a", "class", class)
	for i, o := range options {
		if blocks := shown(o); len(blocks) > 0 {
			w.open("li", "value", strconv.Itoa(i+1))
			w.snug(blocks)
			w.closeLine("li")
		}
	}
	w.closeLine("ol")
}

func (w *Writer) choices(items [][]content.Inline) {
	w.openLine("ul", "class", "choices")
	for _, item := range items {
		w.inlineElement("li", item)
	}
	w.closeLine("ul")
}

// blank writes a place to fill in: a field of a form, or a line under the number of its answer.
func (w *Writer) blank(b *content.Blank) {
	if w.blankField(b) {
		return
	}
	if w.Gap != nil {
		w.buf.WriteString(w.Gap(b.Number))
		return
	}
	text := fmt.Sprintf("(%d)\u00a0______", b.Number)
	if w.Blank != nil {
		text = w.Blank(b.Number)
	}
	w.open("span", "class", "blank")
	w.text(text)
	w.close("span")
}

// menus writes what there is to choose from for each blank of a text that has a menu.
func (w *Writer) menus(c *content.Cloze) {
	for i, a := range c.Answers {
		if menu, ok := a.(*content.Choice); ok {
			w.element("p", fmt.Sprintf("(%d)", i+1))
			w.options(menu.Options, "options", func(o *content.Option) []content.Block { return o.Blocks })
		}
	}
}

// replies writes what the author says to who answered.
func (w *Writer) replies(q *content.Question) {
	w.Blocks(q.Right)
	w.Blocks(q.Wrong)
	w.Blocks(q.Explanation)
}

// answer writes what is right, as far as it can be said before someone answered.
func (w *Writer) answer(a content.Answer) {
	switch a := a.(type) {
	case nil:
	case *content.Choice:
		w.options(a.Options, "right", rightOption)
		if slices.ContainsFunc(a.Options, func(o *content.Option) bool { return len(wrongOption(o)) > 0 }) {
			w.options(a.Options, "wrong", wrongOption)
		}
	case *content.Numeric:
		w.element("p", number(a))
	case *content.ShortText:
		w.element("p", strings.Join(a.Accept, " / "))
	case *content.Cloze:
		w.openLine("ol", "class", "blanks")
		for _, of := range a.Answers {
			w.openLine("li")
			w.answer(of)
			w.closeLine("li")
		}
		w.closeLine("ol")
	case *content.Matching:
		w.openLine("ul")
		for _, p := range a.Pairs {
			w.open("li")
			w.Inlines(p.Left)
			w.text(" → ")
			w.Inlines(p.Right)
			w.closeLine("li")
		}
		w.closeLine("ul")
	case *content.Ordering:
		w.openLine("ol")
		for _, item := range a.Items {
			w.inlineElement("li", item)
		}
		w.closeLine("ol")
	case *content.Essay:
		w.Blocks(a.Model)
	default:
		w.notRendered(a)
	}
}

func rightOption(o *content.Option) []content.Block {
	if !o.Correct {
		return nil
	}
	return slices.Concat(o.Blocks, o.Feedback)
}

// wrongOption is what the author says to who chose a wrong option.
func wrongOption(o *content.Option) []content.Block {
	if o.Correct {
		return nil
	}
	return o.Feedback
}

func number(a *content.Numeric) string {
	s := strconv.FormatFloat(a.Value, 'g', -1, 64)
	if a.Tolerance > 0 {
		s = fmt.Sprintf("%s ± %s", s, strconv.FormatFloat(a.Tolerance, 'g', -1, 64))
	}
	return s
}

func leftSides(m *content.Matching) (sides [][]content.Inline) {
	for _, p := range m.Pairs {
		sides = append(sides, p.Left)
	}
	return sides
}

func rightSides(m *content.Matching) (sides [][]content.Inline) {
	for _, p := range m.Pairs {
		sides = append(sides, p.Right)
	}
	return append(sides, m.Extra...)
}

// sorted is an order that gives nothing away, and is the same in every run.
func sorted(items [][]content.Inline) [][]content.Inline {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b []content.Inline) int {
		return strings.Compare(content.PlainText(a), content.PlainText(b))
	})
	return items
}
