package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

var kindQuizElement = ast.NewNodeKind("QuizElement")

// A quizElement is what stands between <quiz> and </quiz>, as plugins of MkDocs and Starlight have it: a question, check
// boxes, and what explains the answer. https://github.com/ewels/mkdocs-quiz
// Older ones write <?quiz?>, and a word before each line. https://github.com/skyface753/mkdocs-quiz
type quizElement struct {
	ast.BaseBlock
	end    string
	closed bool
}

func (n *quizElement) Kind() ast.NodeKind { return kindQuizElement }
func (n *quizElement) Dump([]byte, int)   {}
func (n *quizElement) IsRaw() bool        { return true }

type quizElementParser struct{ leaf }

func (quizElementParser) Trigger() []byte { return []byte{'<'} }

func (quizElementParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := lineAt(reader, pc)
	n := &quizElement{}
	switch line = bytes.TrimSpace(line); {
	case bytes.Equal(line, []byte("<quiz>")):
		n.end = "</quiz>"
	case bytes.Equal(line, []byte("<?quiz?>")):
		n.end = "<?/quiz?>"
	default:
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (quizElementParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*quizElement)
	if n.closed {
		return parser.Close
	}
	line, seg := reader.PeekLine()
	if n.closed = string(bytes.TrimSpace(line)) == n.end; !n.closed {
		n.Lines().Append(seg)
	}
	reader.AdvanceToEOL()
	return parser.Continue
}

func (d *document) quizElement(n *quizElement) {
	pos := d.at(d.start(n))
	if !n.closed {
		d.report(pos, diag.Warning, "tag-unclosed", "<quiz> is never closed", "everything to the end of its container is in it")
	}
	if n.end == "<?/quiz?>" {
		d.emit(d.innerly(d.withSigns(n.Lines()), func() { d.taskQuiz(pos, spansOf(d.src)) })...)
		return
	}
	d.taskQuiz(pos, quizSpans(n.Lines()))
}

// taskQuiz reads a question with check boxes or blanks. A rule divides it from what explains the answer.
func (d *document) taskQuiz(pos content.Pos, lines []quizSpan) {
	rule := slices.IndexFunc(lines, func(l quizSpan) bool { return isRule(d.src[l.start:l.stop]) })
	if rule < 0 {
		rule = len(lines)
	}
	quiz := d.quizOf(pos, lines[:rule])
	if quiz == nil {
		d.emit(nodesOf(d.innerBlocks(d.spanned(lines)))...)
		return
	}
	q := quiz.Questions[0]
	oneOfOne(q)
	if rule < len(lines) {
		q.Explanation = append(q.Explanation, d.innerBlocks(d.spanned(lines[rule+1:]))...)
	}
	d.emit(quiz)
}

// oneOfOne lets one option be chosen where one is right: check boxes stand for both kinds of questions.
func oneOfOne(q *content.Question) {
	if c, ok := q.Answer.(*content.Choice); ok {
		right := slices.IndexFunc(c.Options, func(o *content.Option) bool { return o.Correct })
		c.Multiple = right >= 0 && slices.ContainsFunc(c.Options[right+1:], func(o *content.Option) bool { return o.Correct })
	}
}

// withSigns puts the signs of our notation in the places of words at the starts of lines.
func (d *document) withSigns(lines *text.Segments) *source.Text {
	signs := []struct{ word, sign string }{{"question:", ""}, {"answer-correct:", "- [x] "}, {"answer:", "- [ ] "}, {"content:", ""}}
	var b source.Builder
	for i := range lines.Len() {
		seg := lines.At(i)
		line := string(seg.Value(d.src))
		for _, s := range signs {
			if rest, ok := strings.CutPrefix(line, s.word); ok {
				b.Put(s.sign, d.text, seg.Start)
				seg.Start = seg.Stop - len(strings.TrimLeft(rest, " \t"))
				break
			}
		}
		b.Copy(d.text, seg.Start, seg.Stop)
	}
	return b.Text(d.text.Name)
}

// spansOf are the lines of a text.
func spansOf(src []byte) []quizSpan {
	var lines []quizSpan
	at := 0
	for line := range bytes.Lines(src) {
		lines = append(lines, quizSpan{at, at + len(line)})
		at += len(line)
	}
	return lines
}
