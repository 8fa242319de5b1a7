package markdown

import (
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// Gaps of LiaScript make a question of the paragraph or the table that they stand in: [[answer]], or [[wrong|(right)]]. Lines
// of hints may follow it. https://github.com/LiaScript/LiaScript/blob/main/CHANGELOG.md, 0.12.1

// liaGaps are the gaps of a text, and the help that stands behind what has them.
type liaGaps struct {
	answers map[*content.Blank]content.Answer
	help    map[content.Node]*content.Question
}

// liaGap emits a gap, which belongs to a question of our own notation if it stands in one. One of nothing but underscores
// is a line to write on, and so is one whose answer only a program knows.
func (d *document) liaGap(n *liaInline) {
	pos := d.at(n.start)
	answer := d.gapAnswer(n.label, n.start+2)
	switch {
	case answer == nil:
		d.emit(&content.Text{Pos: pos, Text: "_____"})
	case d.blanks != nil:
		*d.blanks = append(*d.blanks, answer)
		d.emit(&content.Blank{Pos: pos, Number: len(*d.blanks)})
	default:
		blank := &content.Blank{Pos: pos}
		if d.gaps.answers == nil {
			d.gaps = liaGaps{map[*content.Blank]content.Answer{}, map[content.Node]*content.Question{}}
		}
		d.gaps.answers[blank] = answer
		d.emit(blank)
	}
}

// gapAnswer reads what a gap expects, nil if that is anything.
func (d *document) gapAnswer(text string, at int) content.Answer {
	if strings.Trim(text, "_ ") == "" || text == "!" {
		return nil
	}
	if strings.Contains(text, "|") {
		menu, _ := d.menu(strings.Split(text, "|"), at)
		return menu
	}
	return &content.ShortText{Pos: d.at(at), Accept: []string{strings.TrimSpace(text)}, CaseSensitive: true}
}

// helpGaps keeps hints and the solution for the block before them if it has gaps.
func (d *document) helpGaps(help *content.Question) bool {
	nodes := d.top().nodes
	if len(d.gaps.answers) == 0 || len(nodes) == 0 {
		return false
	}
	switch before := nodes[len(nodes)-1].(type) {
	case *content.Paragraph, *content.Table:
		if d.hasGaps(before) {
			d.gaps.help[before] = help
			return true
		}
	}
	return false
}

func (d *document) hasGaps(n content.Node) bool {
	found := false
	content.Walk(n, func(n content.Node) bool {
		if blank, ok := n.(*content.Blank); ok && d.gaps.answers[blank] != nil {
			found = true
		}
		return !found
	})
	return found
}

// withGaps returns blocks with a question in the place of each paragraph and each table that has gaps. A gap elsewhere, in a
// heading or in another question, is a line to write on.
func (d *document) withGaps(blocks []content.Block) []content.Block {
	if len(d.gaps.answers) == 0 {
		return blocks
	}
	asking := map[content.Block]*content.Question{}
	asked := map[*content.Blank]bool{}
	for _, b := range blocks {
		content.Walk(b, func(n content.Node) bool {
			switch n := n.(type) {
			case *content.Paragraph:
				d.askGaps(n, asking, asked)
				return false
			case *content.Table:
				d.askGaps(n, asking, asked)
				return false
			case *content.Quiz:
				return false
			}
			return true
		})
	}
	rewriter := content.Rewriter{InPlace: true, Block: func(to []content.Block, b content.Block) []content.Block {
		if q := asking[b]; q != nil {
			b = &content.Quiz{Pos: q.Pos, Questions: []*content.Question{q}}
		}
		return append(to, b)
	}, Inline: func(to []content.Inline, n content.Inline) []content.Inline {
		if blank, ok := n.(*content.Blank); ok && d.gaps.answers[blank] != nil && !asked[blank] {
			d.report(blank.Pos, diag.Warning, "quiz-inline", "a gap stands where no question can be", "a line to write on")
			return append(to, &content.Text{Pos: blank.Pos, Text: "_____"})
		}
		return append(to, n)
	}}
	blocks = rewriter.Blocks(blocks)
	for _, note := range d.notes {
		note.Blocks = rewriter.Blocks(note.Blocks)
	}
	return blocks
}

// askGaps makes a question of a block if it has gaps, with the help that stands behind it.
func (d *document) askGaps(b content.Block, asking map[content.Block]*content.Question, asked map[*content.Blank]bool) {
	cloze := &content.Cloze{Pos: b.Position()}
	content.Walk(b, func(n content.Node) bool {
		if blank, ok := n.(*content.Blank); ok && d.gaps.answers[blank] != nil {
			cloze.Answers = append(cloze.Answers, d.gaps.answers[blank])
			blank.Number = len(cloze.Answers)
			asked[blank] = true
		}
		return true
	})
	if len(cloze.Answers) == 0 {
		return
	}
	q := &content.Question{Pos: b.Position(), Prompt: []content.Block{b}, Answer: cloze}
	if help := d.gaps.help[b]; help != nil {
		q.Hints, q.Explanation = help.Hints, help.Explanation
	}
	asking[b] = q
}
