package questionfile

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/content/source"
)

// Gaps in a text are read with it. A gap goes through the reading as its number between two characters that no text has:
// Unicode keeps them for such uses. https://www.unicode.org/faq/private_use.html#nonchar1
const (
	gapStart = '\uFDD0'
	gapStop  = '\uFDD1'
)

// A gap is a place to fill in.
type gap struct {
	at, after content.Pos
	answer    content.Answer
}

// gaps are those of one text.
type gaps []gap

// put adds a gap, which stands in t between two offsets, to a text.
func (g *gaps) put(b *source.Builder, t *source.Text, start, stop int, a content.Answer) {
	b.Put(string(gapStart)+strconv.Itoa(len(*g))+string(gapStop), t, start)
	*g = append(*g, gap{t.Pos(start), t.Pos(stop), a})
}

// withoutMarks returns a text in which the author has put none of the characters that mark gaps.
func withoutMarks(t *source.Text) *source.Text {
	if !strings.ContainsAny(string(t.Data), string(gapStart)+string(gapStop)) {
		return t
	}
	return replaced(t, func(i int) (string, int) {
		if r, size := utf8.DecodeRune(t.Data[i:]); r == gapStart || r == gapStop {
			return string(utf8.RuneError), size
		}
		return "", 1
	})
}

// fill puts blanks in the places of the gaps in blocks, and returns their answers in order. A gap that has not come through
// the reading, in an attribute or a script, is none.
func (g gaps) fill(blocks []content.Block) ([]content.Block, *content.Cloze) {
	cloze := &content.Cloze{}
	rewriter := content.Rewriter{InPlace: true, Inline: func(to []content.Inline, n content.Inline) []content.Inline {
		switch n := n.(type) {
		case *content.Text:
			return g.divide(to, n, cloze)
		case *content.Span: // what a file has around every gap
			if len(n.Inlines) == 1 && content.Kind(n.Inlines[0]) == "Blank" {
				return append(to, n.Inlines[0])
			}
		case *content.Code:
			n.Text = withoutGaps(n.Text)
		case *content.Math:
			n.TeX = withoutGaps(n.TeX)
		case *content.Image:
			n.Alt = withoutGaps(n.Alt)
		}
		return append(to, n)
	}, Block: func(to []content.Block, b content.Block) []content.Block {
		switch b := b.(type) {
		case *content.CodeBlock:
			b.Text = withoutGaps(b.Text)
		case *content.MathBlock:
			b.TeX = withoutGaps(b.TeX)
		}
		return append(to, b)
	}}
	blocks = rewriter.Blocks(blocks)
	if len(cloze.Answers) > 0 {
		cloze.Pos = cloze.Answers[0].Position()
	}
	return blocks, cloze
}

// divide appends what a text says between its gaps, and these.
func (g gaps) divide(to []content.Inline, n *content.Text, cloze *content.Cloze) []content.Inline {
	pos, text := n.Pos, n.Text
	for {
		before, rest, ok := strings.Cut(text, string(gapStart))
		number, after, closed := strings.Cut(rest, string(gapStop))
		i, err := strconv.Atoi(number)
		if !ok || !closed || err != nil || i >= len(g) {
			break
		}
		if before != "" {
			to = append(to, &content.Text{Pos: pos, Text: before})
		}
		cloze.Answers = append(cloze.Answers, g[i].answer)
		to = append(to, &content.Blank{Pos: g[i].at, Number: len(cloze.Answers)})
		pos, text = g[i].after, after
	}
	if text == "" {
		return to
	}
	return append(to, &content.Text{Pos: pos, Text: text})
}

// withoutGaps returns a text that holds no inlines with lines in the places of its gaps.
func withoutGaps(s string) string {
	for {
		before, rest, ok := strings.Cut(s, string(gapStart))
		_, after, closed := strings.Cut(rest, string(gapStop))
		if !ok || !closed {
			return s
		}
		s = before + "____" + after
	}
}
