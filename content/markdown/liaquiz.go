package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

var kindLiaQuiz = ast.NewNodeKind("LiaQuiz")

// A liaQuiz is a question of LiaScript: lines of brackets, however deep they are indented, hints, and what lines of stars
// enclose, which is the solution.
// https://liascript.github.io/course/?https://raw.githubusercontent.com/liaScript/docs/master/README.md#quizzes
type liaQuiz struct {
	ast.BaseBlock
	state  liaState
	script bool // a program that checks the answer is open
}

type liaState int

const (
	liaAnswers liaState = iota
	liaSolution
	liaEnd
)

func (n *liaQuiz) Kind() ast.NodeKind { return kindLiaQuiz }
func (n *liaQuiz) Dump([]byte, int)   {}
func (n *liaQuiz) IsRaw() bool        { return true }

type liaQuizParser struct{ leaf }

func (*liaQuizParser) Trigger() []byte             { return []byte{'[', '-', '*', '+'} }
func (*liaQuizParser) CanAcceptIndentedLine() bool { return true }

// The lines of a quiz. Options may be items of a list.
var (
	liaHint   = lazyregexp.New(`^\s*\[\[\?\]\]\s*(.*?)\s*$`)
	liaOption = lazyregexp.New(`^\s*(?:[-*+]\s+)?\[(?:\(([^()\[\]]*)\)|\[([^\[\]]*)\])\]\s+(\S.*?)\s*$`)
	liaText   = lazyregexp.New(`^\s*(?:->)?\s*\[(?:->)?\[([^\[\]].*?)\]\]\s*$`)
	liaMatrix = lazyregexp.New(`^\s*(?:[-*+]\s+)?\[((?:\s*(?:\([^()]*\)|\[[^\[\]]*\])){2,})\s*\]\s*(.*?)\s*$`)
	liaCell   = lazyregexp.New(`\(([^()]*)\)|\[([^\[\]]*)\]`)
	liaStars  = lazyregexp.New(`^\s*\*{4,}\s*$`)
)

func isLiaQuiz(line []byte) bool {
	return liaOption.Match(line) || liaText.Match(line) || liaMatrix.Match(line) || liaHint.Match(line)
}

func (*liaQuizParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	if !isLiaQuiz(line) {
		return nil, parser.NoChildren
	}
	n := &liaQuiz{}
	n.Lines().Append(seg)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (*liaQuizParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*liaQuiz)
	line, seg := reader.PeekLine()
	stars := liaStars.Match(line)
	switch {
	case n.state == liaEnd:
		return parser.Close
	case n.state == liaSolution && stars:
		n.state = liaEnd
	case n.state == liaSolution:
	case n.script || bytes.HasPrefix(bytes.TrimSpace(line), []byte("<script")):
		n.script = !bytes.Contains(line, []byte("</script>"))
	case stars:
		n.state = liaSolution
	case !isLiaQuiz(line):
		return parser.Close
	}
	n.Lines().Append(seg)
	reader.AdvanceToEOL()
	return parser.Continue
}

// A liaReading is a quiz that is being read from its lines.
type liaReading struct {
	*document
	question *content.Question
	choice   *content.Choice
	survey   bool // the options have names, and none is right
	columns  []liaColumn
	rows     []*content.Question
}

type liaColumn struct {
	text  string
	start int
}

// liaQuiz makes a quiz of one question, which is what stands before it.
func (d *document) liaQuiz(n *liaQuiz) {
	pos := d.at(d.start(n))
	r := &liaReading{document: d, question: &content.Question{Pos: pos}}
	script := false
	for i := 0; i < n.Lines().Len(); i++ {
		seg := n.Lines().At(i)
		line := seg.Value(d.src)
		switch {
		case script || bytes.HasPrefix(bytes.TrimSpace(line), []byte("<script")):
			script = !bytes.Contains(line, []byte("</script>"))
		case liaStars.Match(line):
			r.solution(n.Lines(), i+1)
			i = n.Lines().Len()
		default:
			r.line(line, seg.Start-seg.Padding)
		}
	}
	if r.choice != nil {
		r.question.Answer = r.choice
	}
	quiz := &content.Quiz{Pos: pos, Questions: []*content.Question{r.question}}
	switch {
	case len(r.rows) > 0:
		quiz.Questions = r.rows
		last := r.rows[len(r.rows)-1]
		last.Hints, last.Explanation = r.question.Hints, r.question.Explanation
	case r.survey:
		d.emit(r.options())
		return
	case r.question.Answer == nil:
		r.emitHelp()
		return
	default:
		if d.takePrompt(quiz); r.question.Prompt == nil {
			r.question.Prompt = d.takeParagraph()
		}
	}
	d.emit(quiz)
}

// emitHelp gives hints without answers to the text with gaps before them. Behind another they are text.
func (r *liaReading) emitHelp() {
	if r.helpGaps(r.question) {
		return
	}
	for _, hint := range append(r.question.Hints, r.question.Explanation) {
		r.emit(nodesOf(hint)...)
	}
}

// takeParagraph takes the paragraph before a quiz, or the quote, which asks the question.
func (d *document) takeParagraph() []content.Block {
	f := d.top()
	last := len(f.nodes) - 1
	if last < 0 {
		return nil
	}
	switch n := f.nodes[last].(type) {
	case *content.Paragraph:
		f.nodes = f.nodes[:last]
		return []content.Block{n}
	case *content.Quote:
		f.nodes = f.nodes[:last]
		return n.Blocks
	}
	return nil
}

// options are those of a survey as a list.
func (r *liaReading) options() *content.List {
	list := &content.List{Pos: r.question.Pos, Tight: true}
	for _, o := range r.choice.Options {
		list.Items = append(list.Items, &content.Item{Pos: o.Pos, Blocks: o.Blocks})
	}
	return list
}

// line reads one line of a quiz, which starts at start.
func (r *liaReading) line(line []byte, start int) {
	if m := liaHint.FindSubmatchIndex(line); m != nil {
		r.question.Hints = append(r.question.Hints, r.blocksOf(string(line[m[2]:m[3]]), start+m[2]))
		return
	}
	if m := liaOption.FindSubmatchIndex(line); m != nil {
		mark, multiple := m[2:4], m[2] < 0
		if multiple {
			mark = m[4:6]
		}
		r.option(strings.TrimSpace(string(line[mark[0]:mark[1]])), multiple, string(line[m[6]:m[7]]), start+m[6])
		return
	}
	if m := liaMatrix.FindSubmatchIndex(line); m != nil {
		r.matrix(line[m[2]:m[3]], start+m[2], string(line[m[4]:m[5]]), start+m[4])
		return
	}
	if m := liaText.FindSubmatchIndex(line); m != nil {
		r.text(string(line[m[2]:m[3]]), start+m[2])
	}
}

func (r *liaReading) option(mark string, multiple bool, text string, at int) {
	if r.choice == nil {
		r.choice = &content.Choice{Pos: r.at(at), Multiple: multiple}
	}
	correct := strings.EqualFold(mark, "x")
	r.survey = r.survey || mark != "" && !correct
	r.choice.Options = append(r.choice.Options, &content.Option{Pos: r.at(at), Correct: correct, Blocks: r.blocksOf(text, at)})
}

// text reads an answer that is written, [[answer]], or chosen, [[wrong|(right)]]; one of nothing but underscores is free.
func (r *liaReading) text(answer string, at int) {
	pos := r.at(at)
	switch {
	case strings.Trim(answer, "_ ") == "", answer == "!":
		r.question.Answer = &content.Essay{Pos: pos}
	case !strings.Contains(answer, "|"):
		r.question.Answer = &content.ShortText{Pos: pos, Accept: []string{strings.TrimSpace(answer)}, CaseSensitive: true}
	default:
		r.question.Answer, _ = r.menu(strings.Split(answer, "|"), at)
	}
}

// matrix reads the head of a matrix, which names its columns, or a row, which is a question of its own.
func (r *liaReading) matrix(cells []byte, at int, text string, textAt int) {
	found := liaCell.FindAllSubmatchIndex(cells, -1)
	if r.columns == nil {
		for _, m := range found {
			from, to := max(m[2], m[4]), max(m[3], m[5])
			r.columns = append(r.columns, liaColumn{string(cells[from:to]), at + from})
		}
		return
	}
	c := &content.Choice{Pos: r.at(textAt), Multiple: cells[bytes.IndexAny(cells, "([")] == '['}
	for i, m := range found {
		if i >= len(r.columns) {
			break
		}
		col := r.columns[i]
		mark := strings.TrimSpace(string(cells[max(m[2], m[4]):max(m[3], m[5])]))
		c.Options = append(c.Options, &content.Option{
			Pos: r.document.at(col.start), Correct: strings.EqualFold(mark, "x"), Blocks: r.blocksOf(col.text, col.start),
		})
	}
	r.rows = append(r.rows, &content.Question{Pos: r.at(textAt), Prompt: r.blocksOf(text, textAt), Answer: c})
}

// solution reads what stands between lines of stars, the first of which is before line i.
func (r *liaReading) solution(lines *text.Segments, i int) {
	if i >= lines.Len() {
		return
	}
	start, stop := lines.At(i).Start, lines.At(lines.Len()-1).Stop
	if last := lines.At(lines.Len() - 1); liaStars.Match(last.Value(r.src)) {
		stop = last.Start
	}
	if start < stop {
		r.question.Explanation = r.blocksOf(string(r.src[start:stop]), start)
	}
}
