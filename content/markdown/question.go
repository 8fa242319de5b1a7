package markdown

import (
	"slices"
	"strings"

	"coursepack/content"
)

// maxAsked is how many blocks below its heading a question may be asked in.
const maxAsked = 3

// takePrompt takes from what stands before a question what asks it: the heading above with the few blocks below it, else
// the paragraph before if it is a question. A heading above other blocks becomes the quiz's title.
func (d *document) takePrompt(quiz *content.Quiz) {
	f := d.top()
	end := len(f.nodes)
	for end > 0 && isSpaceNode(f.nodes[end-1]) {
		end--
	}
	start := end
	for start > 0 && end-start < maxAsked && canAsk(f.nodes[start-1]) {
		start--
	}
	q := quiz.Questions[0]
	if start > 0 {
		if h, ok := f.nodes[start-1].(*content.Heading); ok {
			quiz.Pos, quiz.ID = h.Pos, h.ID
			if start == end {
				q.Prompt = paragraph(h.Pos, h.Inlines)
			} else {
				quiz.Title, q.Prompt = h.Inlines, d.blocks(slices.Clone(f.nodes[start:end]))
			}
			f.nodes = f.nodes[:start-1]
			return
		}
	}
	if end > 0 {
		if p, ok := f.nodes[end-1].(*content.Paragraph); ok && strings.ContainsAny(lastRune(content.PlainText(p.Inlines)), "?:？：؟") {
			quiz.Pos, q.Prompt, f.nodes = p.Pos, []content.Block{p}, f.nodes[:end-1]
		}
	}
}

func isSpaceNode(n content.Node) bool {
	in, ok := n.(content.Inline)
	return ok && isGap(in)
}

// canAsk reports whether a node may be part of what a question asks.
func canAsk(n content.Node) bool {
	switch n.(type) {
	case *content.Paragraph, *content.CodeBlock, *content.MathBlock, *content.List, *content.Table, *content.Figure, *content.Quote:
		return true
	}
	return false
}

func lastRune(s string) string {
	runes := []rune(strings.TrimSpace(s))
	if len(runes) == 0 {
		return ""
	}
	return string(runes[len(runes)-1])
}

// buildChoices reads a question of Hugging Face's courses: options with what is said of each, of which one or more are
// right. What it asks stands above it. https://github.com/huggingface/doc-builder
func (d *document) buildChoices(f *frame) []content.Node {
	a, _ := f.tag.get("choices")
	v, ok := d.evaluate(a.start, a.stop)
	if !ok || v.kind != array {
		return d.buildUnknown(f)
	}
	choice := &content.Choice{Pos: f.Pos}
	right := 0
	for _, item := range v.list {
		correct := item.get("correct").text == "true"
		if correct {
			right++
		}
		choice.Options = append(choice.Options, &content.Option{
			Pos: d.at(item.start), Correct: correct,
			Blocks: d.spoken(item.get("text")), Feedback: d.spoken(item.get("explain", "explanation")),
		})
	}
	if len(choice.Options) == 0 {
		return d.buildUnknown(f)
	}
	choice.Multiple = right > 1
	quiz := &content.Quiz{Pos: f.Pos, Questions: []*content.Question{{Pos: f.Pos, Answer: choice}}}
	d.takePrompt(quiz)
	return append([]content.Node{quiz}, f.nodes...)
}

// spoken reads a text of JavaScript that is shown to readers: HTML, in which authors write Markdown, too, and braces are
// only braces.
func (d *document) spoken(v value) []content.Block {
	jsx := d.jsx
	d.jsx = false
	blocks := d.blocksOf(v.text, v.start)
	d.jsx = jsx
	return blocks
}
