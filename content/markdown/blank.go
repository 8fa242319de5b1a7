package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
)

var kindBlank = ast.NewNodeKind("Blank")

// A blank is [[answer]] in the text of a question.
type blank struct {
	ast.BaseInline
	start, stop int // of the answer
}

func (n *blank) Kind() ast.NodeKind { return kindBlank }
func (n *blank) Dump([]byte, int)   {}

// maxBlank is how long the answer of a blank may be, in bytes.
const maxBlank = 1 << 10

type blankParser struct{ d *document }

func (blankParser) Trigger() []byte { return []byte{'['} }

func (p blankParser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	if p.d.blanks == nil {
		return nil
	}
	line, seg := reader.PeekLine()
	line = line[:min(len(line), maxBlank)]
	end := bytes.Index(line, []byte("]]"))
	if !bytes.HasPrefix(line, []byte("[[")) || end < 0 || len(bytes.TrimSpace(line[2:end])) == 0 {
		return nil
	}
	reader.Advance(end + 2)
	return &blank{start: seg.Start + 2, stop: seg.Start + end}
}

// blank emits a place to fill in, and keeps its answer.
func (d *document) blank(n *blank) {
	answer := d.expected(string(d.src[n.start:n.stop]), n.start, n.start-2)
	*d.blanks = append(*d.blanks, answer)
	d.emit(&content.Blank{Pos: d.at(n.start - 2), Number: len(*d.blanks)})
}

// matchBlanks numbers the blanks that are left in a prompt when it has been read, and leaves out the answers of others: a
// heading may have become a title. Blanks of a question that expects something else are lines.
func matchBlanks(q *content.Question) {
	cloze, ok := q.Answer.(*content.Cloze)
	if !ok {
		q.Prompt = withoutBlanks(q.Prompt)
		return
	}
	var answers []content.Answer
	for _, b := range q.Prompt {
		content.Walk(b, func(n content.Node) bool {
			if blank, isBlank := n.(*content.Blank); isBlank {
				answers = append(answers, cloze.Answers[blank.Number-1])
				blank.Number = len(answers)
			}
			_, other := n.(*content.Quiz)
			return !other
		})
	}
	cloze.Answers = answers
}

// withoutBlanks returns a prompt with lines in the places of its blanks: another kind of answer is expected.
func withoutBlanks(prompt []content.Block) []content.Block {
	own := map[*content.Blank]bool{}
	for _, b := range prompt {
		content.Walk(b, func(n content.Node) bool {
			if blank, ok := n.(*content.Blank); ok {
				own[blank] = true
			}
			_, other := n.(*content.Quiz)
			return !other
		})
	}
	if len(own) == 0 {
		return prompt
	}
	return content.Rewriter{InPlace: true, Inline: func(to []content.Inline, n content.Inline) []content.Inline {
		if blank, ok := n.(*content.Blank); ok && own[blank] {
			return append(to, &content.Text{Pos: blank.Pos, Text: "_____"})
		}
		return append(to, n)
	}}.Blocks(prompt)
}
