// Package quiz finds what a course asks where no notation marks it as a question: folded answers below questions in the
// text of a page. Questions that have a notation in Markdown are read with it, by content/markdown.
package quiz

import (
	"strings"
	"unicode"

	"coursepack/content"
)

// SelfChecks makes exercises of the questions of p whose answers are folded away. QUIZZES.md states the rules: when folded
// text is an answer, and how much of what stands before it is the question.
func SelfChecks(p *content.Part) {
	f := &finder{practice: p.Kind == content.KindPractice}
	p.Blocks = f.list(p.Blocks)
	content.Walk(p, func(n content.Node) bool {
		switch n := n.(type) {
		case *content.Exercise, *content.Quiz, *content.Flashcards, *content.Paragraph, *content.Heading, *content.Table:
			return false
		case *content.Item:
			n.Blocks = f.list(n.Blocks)
		case *content.Quote:
			n.Blocks = f.list(n.Blocks)
		case *content.Callout:
			n.Blocks = f.list(n.Blocks)
		case *content.Details:
			n.Blocks = f.list(n.Blocks)
		case *content.Tab:
			n.Blocks = f.list(n.Blocks)
		case *content.Div:
			n.Blocks = f.list(n.Blocks)
		}
		return true
	})
}

// A finder looks for self-checks in lists of blocks.
type finder struct {
	practice bool // the page is there for practice
	drilling bool // the heading above names an exercise
}

// list returns blocks with exercises in the places of questions and folded answers.
func (f *finder) list(blocks []content.Block) []content.Block {
	if !hasDetails(blocks) {
		return blocks
	}
	f.drilling = false
	out := make([]content.Block, 0, len(blocks))
	stretch := 0 // where in out the blocks start that may belong to the next question
	for i, b := range blocks {
		d, ok := b.(*content.Details)
		switch {
		case !ok:
			if h, ok := b.(*content.Heading); ok {
				f.drilling = namesExercise(content.PlainText(h.Inlines))
			}
		case f.isAnswer(out[stretch:], d, i+1 == len(blocks) || isBoundary(blocks[i+1])):
			before := out[stretch:]
			start := f.promptStart(before)
			e := exercise(before[start:], d)
			out = append(out[:stretch+start], e)
			stretch = len(out)
			continue
		case f.asksInSummary(d):
			b = &content.Exercise{Pos: d.Pos, ID: d.ID, Prompt: paragraph(d.Summary), Solution: d.Blocks}
		}
		out = append(out, b)
		if isBoundary(b) || ok && !isHint(d) {
			stretch = len(out)
		}
	}
	return out
}

func hasDetails(blocks []content.Block) bool {
	for _, b := range blocks {
		if _, ok := b.(*content.Details); ok {
			return true
		}
	}
	return false
}

// isBoundary reports whether b belongs to no question that starts or ends beside it.
func isBoundary(b content.Block) bool {
	switch b.(type) {
	case *content.Heading, *content.Rule, *content.Exercise, *content.Quiz, *content.Flashcards:
		return true
	}
	return false
}

// isAnswer reports whether folded text answers what stands before it, and is the last of a section or not.
func (f *finder) isAnswer(before []content.Block, d *content.Details, last bool) bool {
	summary := content.PlainText(d.Summary)
	switch {
	case len(before) == 0 || len(d.Blocks) == 0 || isHint(d):
		return false
	case namesAnswer(summary):
		return true
	case f.drilling && last && !asks(summary):
		return true
	}
	p, ok := before[len(before)-1].(*content.Paragraph)
	return ok && (isNumberedQuestion(p) || (f.drilling || f.practice) && isLabelled(p))
}

// asksInSummary reports whether folded text has its question in its summary, as in lists of questions. Elsewhere such a
// list answers what readers often ask, and is folded text.
func (f *finder) asksInSummary(d *content.Details) bool {
	return f.drilling && len(d.Blocks) > 0 && asks(content.PlainText(d.Summary)) && !isHint(d)
}

// maxAsked is how many blocks without a label a question may have.
const maxAsked = 6

// promptStart returns where the question starts whose answer follows the blocks.
func (f *finder) promptStart(blocks []content.Block) int {
	first, labels := 0, 0
	for i, b := range blocks {
		if isLabelled(b) {
			if labels++; labels == 1 {
				first = i
			}
		}
	}
	switch {
	case labels == 1, labels > 1 && !f.drilling:
		return first
	case f.drilling || len(blocks) <= maxAsked:
		return 0
	}
	for i := len(blocks) - 1; i > 0; i-- {
		if _, ok := blocks[i].(*content.Paragraph); ok {
			return i
		}
	}
	return 0
}

// exercise makes an exercise of a question and its folded answer. Hints are folded between the two.
func exercise(asked []content.Block, answer *content.Details) *content.Exercise {
	e := &content.Exercise{Pos: asked[0].Position(), ID: answer.ID, Reveal: answer.Summary, Solution: answer.Blocks}
	for _, b := range asked {
		if d, ok := b.(*content.Details); ok && isHint(d) {
			e.Hints = append(e.Hints, d.Blocks)
		} else {
			e.Prompt = append(e.Prompt, b)
		}
	}
	return e
}

func paragraph(inlines []content.Inline) []content.Block {
	return []content.Block{&content.Paragraph{Pos: inlines[0].Position(), Inlines: inlines}}
}

// isNumberedQuestion reports whether p is nothing but a numbered sentence in bold: "**1. What is a wave?**".
func isNumberedQuestion(p *content.Paragraph) bool {
	if len(p.Inlines) != 1 {
		return false
	}
	s, ok := p.Inlines[0].(*content.Strong)
	return ok && startsWithNumber(content.PlainText(s.Inlines))
}

// isLabelled reports whether a block starts with what a question is called: "**2.**", "**System A.**", "**Exercise:**",
// "Exercise 3.", or is a callout that is called so.
func isLabelled(b content.Block) bool {
	switch b := b.(type) {
	case *content.Callout:
		return b.Kind == "question" || namesExercise(content.PlainText(b.Title))
	case *content.Paragraph:
		if len(b.Inlines) == 0 {
			return false
		}
		switch n := b.Inlines[0].(type) {
		case *content.Strong:
			label := content.PlainText(n.Inlines)
			return startsWithNumber(label) || isLabel(label)
		case *content.Text:
			label, _, found := strings.Cut(n.Text, ":")
			if !found {
				label, _, found = strings.Cut(n.Text, ".")
			}
			return found && isLabel(label) && namesExercise(label)
		}
	}
	return false
}

func startsWithNumber(s string) bool {
	rest := strings.TrimLeftFunc(s, unicode.IsDigit)
	return rest != s && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, ":"))
}

// isLabel reports whether a few words end in a number or a letter, or name an exercise.
func isLabel(s string) bool {
	words := wordsOf(s)
	if len(words) == 0 || len(words) > 4 {
		return false
	}
	last := []rune(words[len(words)-1])
	return len(last) == 1 || unicode.IsDigit(last[len(last)-1]) || namesExercise(s)
}
