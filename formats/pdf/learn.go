package pdf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
)

// flashcards prints cards as a table of questions and answers.
func (f *flow) flashcards(c *content.Flashcards) {
	f.anchorID(c.ID)
	t := &content.Table{Pos: c.Pos, Columns: make([]content.Column, 2), Head: []*content.Row{{Cells: []*content.Cell{
		{Header: true, Blocks: saying(f.words.Question)}, {Header: true, Blocks: saying(f.words.Answer)}}}}}
	for _, card := range c.Cards {
		t.Body = append(t.Body, &content.Row{Pos: card.Pos, Cells: []*content.Cell{{Blocks: card.Front}, {Blocks: card.Back}}})
	}
	f.table(t)
}

// saying returns a text as blocks.
func saying(text string) []content.Block {
	return []content.Block{&content.Paragraph{Inlines: []content.Inline{&content.Text{Text: text}}}}
}

func (f *flow) exercise(e *content.Exercise) {
	f.anchorID(e.ID)
	f.labelled(e.Title, labelStyle)
	f.blocks(e.Prompt)
	f.hints(e.Hints)
	f.room(exerciseLines)
	if len(e.Solution) == 0 {
		return
	}
	f.keepLast()
	f.answered(e, f.lid(e), func() {
		f.labelled(f.lid(e), labelStyle)
		f.beside(pale, func() { f.blocks(e.Solution) })
	})
}

// lid is what the author calls the solution.
func (f *flow) lid(e *content.Exercise) []content.Inline {
	if len(e.Reveal) == 0 {
		return plain(f.words.Solution)
	}
	return e.Reveal
}

func (f *flow) hints(hints [][]content.Block) {
	for i, hint := range hints {
		word := f.words.Hint
		if len(hints) > 1 {
			word += " " + strconv.Itoa(i+1)
		}
		f.under(word, hint)
	}
}

// under sets blocks under a word that says what they are.
func (f *flow) under(word string, blocks []content.Block) {
	if len(blocks) == 0 {
		return
	}
	f.label(word)
	f.beside(pale, func() { f.blocks(blocks) })
}

// quiz prints the questions, and the answers where the edition has them.
func (f *flow) quiz(q *content.Quiz) {
	f.anchorID(q.ID)
	f.labelled(q.Title, labelStyle)
	if limits := f.words.Limits(q); limits != "" {
		f.blocks(saying(limits))
	}
	f.blocks(q.Intro)
	f.inside("L", func() {
		for i, question := range q.Questions {
			f.entry(strconv.Itoa(i+1)+".", markWidth, func() { f.question(question) })
		}
	}).numbering = "Decimal"
	f.answered(q, plain(f.words.Answers), func() { f.questionAnswers(q) })
}

func (f *flow) questionAnswers(q *content.Quiz) {
	for i, question := range q.Questions {
		f.questionAnswer(question, i+1)
	}
}

// How many lines learners get to write on.
const (
	exerciseLines = 6
	essayLines    = 8
	shortLines    = 1
)

// markWidth is the room that the numbers of questions and the letters of answers take.
const markWidth = 24

func (f *flow) question(q *content.Question) {
	f.blocks(q.Prompt)
	f.keepLast()
	switch a := q.Answer.(type) {
	case *content.Choice:
		f.options(a)
	case *content.Cloze:
		f.menus(a)
	case *content.Matching:
		f.pairs(a)
	case *content.Ordering:
		f.shuffled(a)
	case *content.Numeric, *content.ShortText:
		f.room(shortLines)
	case *content.Essay, nil:
		f.room(essayLines)
	default:
		f.notRendered(a)
	}
	f.hints(q.Hints)
}

func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return strconv.Itoa(i + 1)
}

func (f *flow) options(c *content.Choice) {
	f.inside("L", func() {
		for i, o := range c.Options {
			f.entry(letter(i)+".", markWidth, func() { f.blocks(o.Blocks) })
		}
	}).numbering = "UpperAlpha"
}

// menus prints what there is to choose from for each blank of a text that has a menu.
func (f *flow) menus(c *content.Cloze) {
	for i, a := range c.Answers {
		if menu, ok := a.(*content.Choice); ok {
			f.blocks(saying(fmt.Sprintf("(%d)", i+1)))
			f.options(menu)
		}
	}
}

// pairs prints what is to be matched in two columns, the right one in the order of the alphabet: the answer is below.
func (f *flow) pairs(m *content.Matching) {
	t := &content.Table{Pos: m.Pos, Columns: make([]content.Column, 2)}
	for i, side := range sortedRight(m) {
		var left []content.Inline
		if i < len(m.Pairs) {
			left = m.Pairs[i].Left
		}
		t.Body = append(t.Body, &content.Row{Cells: []*content.Cell{inlineCell(left), inlineCell(side)}})
	}
	f.table(t)
}

func inlineCell(inlines []content.Inline) *content.Cell {
	return &content.Cell{Blocks: []content.Block{&content.Paragraph{Inlines: inlines}}}
}

// shuffled prints what is to be put in order, in the order of the alphabet.
func (f *flow) shuffled(o *content.Ordering) {
	l := &content.List{Pos: o.Pos, Tight: true}
	for _, it := range alphabetical(o.Items) {
		l.Items = append(l.Items, inlineItem(it))
	}
	f.list(l)
}

func inlineItem(inlines []content.Inline) *content.Item {
	return &content.Item{Blocks: []content.Block{&content.Paragraph{Inlines: inlines}}}
}

// questionAnswer prints what is right, why, and what the author says to each choice.
func (f *flow) questionAnswer(q *content.Question, n int) {
	f.label(fmt.Sprintf("%s %d", f.words.Answer, n))
	f.beside(pale, func() {
		f.expected(q.Answer)
		f.blocks(q.Right)
		f.blocks(q.Wrong)
		f.blocks(q.Explanation)
	})
}

// expected prints what is right.
func (f *flow) expected(a content.Answer) {
	switch a := a.(type) {
	case *content.Choice:
		f.rightOptions(a)
	case *content.Numeric:
		f.blocks(saying(numeric(a)))
	case *content.ShortText:
		f.blocks(saying(strings.Join(a.Accept, " / ")))
	case *content.Cloze:
		f.inside("L", func() {
			for i, of := range a.Answers {
				f.entry(fmt.Sprintf("(%d)", i+1), markWidth, func() { f.expected(of) })
			}
		}).numbering = "Decimal"
	case *content.Matching:
		for _, p := range a.Pairs {
			f.paragraph(&content.Paragraph{Inlines: slices.Concat(p.Left, plain(" → "), p.Right)})
		}
	case *content.Ordering:
		l := &content.List{Pos: a.Pos, Ordered: true, Start: 1, Tight: true}
		for _, it := range a.Items {
			l.Items = append(l.Items, inlineItem(it))
		}
		f.list(l)
	case *content.Essay:
		f.blocks(a.Model)
	}
}

func (f *flow) rightOptions(c *content.Choice) {
	var right []string
	for i, o := range c.Options {
		if o.Correct {
			right = append(right, letter(i))
		}
	}
	f.blocks(saying(strings.Join(right, ", ")))
	f.inside("L", func() {
		for i, o := range c.Options {
			if len(o.Feedback) > 0 {
				f.entry(letter(i)+".", markWidth, func() { f.blocks(o.Feedback) })
			}
		}
	}).numbering = "UpperAlpha"
}

func numeric(n *content.Numeric) string {
	s := strconv.FormatFloat(n.Value, 'g', -1, 64)
	if n.Tolerance != 0 {
		s += " ± " + strconv.FormatFloat(n.Tolerance, 'g', -1, 64)
	}
	return s
}
