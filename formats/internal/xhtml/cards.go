package xhtml

import "coursepack/content"

func (w *Writer) flashcards(f *content.Flashcards) {
	w.openLine("div", "class", "flashcards", "id", w.claim(f.ID))
	for _, c := range f.Cards {
		w.flashcard(c)
	}
	w.closeLine("div")
}

// flashcard writes the question with its answer folded below. A summary holds text only, so a question of more than
// one paragraph stands before it.
func (w *Writer) flashcard(c *content.Flashcard) {
	p, ok := sole[*content.Paragraph](c.Front)
	if !ok || w.AnswersLast {
		w.openLine("div", "class", "flashcard", "id", w.claim(c.ID), "data-key", w.key(c))
		w.Blocks(c.Front)
		w.folded("answer", w.Words.Answer, c.Back)
		w.closeLine("div")
		return
	}
	w.openLine("details", "class", "flashcard", "id", w.claim(c.ID), "data-key", w.key(c))
	w.inlineElement("summary", p.Inlines)
	w.Blocks(c.Back)
	w.closeLine("details")
}

// sole returns the block of blocks, if there is only one and it is a B.
func sole[B content.Block](blocks []content.Block) (b B, ok bool) {
	if len(blocks) == 1 {
		b, ok = blocks[0].(B)
	}
	return b, ok
}

func (w *Writer) exercise(e *content.Exercise) {
	w.openLine("div", "class", "exercise", "id", w.claim(e.ID), "data-key", w.key(e))
	if len(e.Title) > 0 {
		w.inlineElement("p", e.Title, "class", "exercise-title")
	}
	w.Blocks(e.Prompt)
	w.hints(e.Hints)
	w.solution(e)
	w.closeLine("div")
}

// solution writes the solution under a lid, which says what the author calls it.
func (w *Writer) solution(e *content.Exercise) {
	if len(e.Solution) == 0 {
		return
	}
	lid := e.Reveal
	if len(lid) == 0 {
		lid = plainText(w.Words.Solution)
	}
	w.lid("solution", lid, func() { w.Blocks(e.Solution) })
}

func (w *Writer) hints(hints [][]content.Block) {
	for _, h := range hints {
		w.folded("hint", w.Words.Hint, h)
	}
}

// key is the key of an item, nothing where none are wanted.
func (w *Writer) key(n content.Node) string {
	if w.Key == nil {
		return ""
	}
	return w.Key(n)
}
