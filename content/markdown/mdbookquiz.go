package markdown

import (
	"slices"
	"strings"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// A quizFile is a quiz of mdbook-quiz: TOML in a code block.
// https://github.com/cognitive-engineering-lab/mdbook-quiz/blob/main/README.md
type quizFile struct {
	*document
	fence    *fence
	contexts source.Value // what several questions are about, by name
}

// mdbookQuiz reads the quiz that stands in a code block.
func (d *document) mdbookQuiz(n *fence) {
	v, problems := source.ParseTOML(d.text.Name, n.Lines().Value(d.src), 1)
	q := &quizFile{d, n, v.Get("multipart")}
	for _, p := range problems {
		p.Pos = q.place(p.Pos)
		d.diags.Report(p)
	}
	quiz := &content.Quiz{Pos: d.at(d.start(n))}
	var before []content.Block // what is said between questions
	for _, item := range v.Get("questions").List() {
		prompt := append(before, q.prompt(item)...)
		if before = nil; item.Get("type").String() == "Informational" {
			before = prompt
			continue
		}
		for i, answer := range q.answers(item) {
			question := &content.Question{Pos: q.place(item.Pos), Prompt: append(prompt, answer.ask...), Answer: answer.Answer}
			if prompt = nil; i == 0 {
				question.ID = item.Get("id").String()
			}
			quiz.Questions = append(quiz.Questions, question)
		}
		if n := len(quiz.Questions); n > 0 {
			quiz.Questions[n-1].Explanation = q.markdown(item.Get("context"))
		}
	}
	if len(quiz.Questions) > 0 {
		d.emit(quiz)
	}
	d.emit(nodesOf(before)...)
}

// offset returns where a place in the TOML lies in the text.
func (q *quizFile) offset(at content.Pos) int {
	lines := q.fence.Lines()
	if lines.Len() == 0 {
		return q.start(q.fence)
	}
	seg := lines.At(min(max(at.Line, 1), lines.Len()) - 1)
	offset := seg.Start
	for range at.Col - 1 {
		_, size := utf8.DecodeRune(q.src[offset:seg.Stop])
		offset += size
	}
	return offset
}

func (q *quizFile) place(at content.Pos) content.Pos { return q.at(q.offset(at)) }

func (q *quizFile) markdown(v source.Value) []content.Block {
	if v.String() == "" {
		return nil
	}
	return q.blocksOf(v.String(), q.offset(v.Pos))
}

// prompt is what a question asks, behind what it has in common with others.
func (q *quizFile) prompt(item source.Value) []content.Block {
	prompt := q.markdown(q.contexts.Get(item.Get("multipart").String()))
	prompt = append(prompt, q.markdown(item.Get("prompt", "prompt"))...)
	if program := item.Get("prompt", "program"); program.String() != "" {
		prompt = append(prompt, &content.CodeBlock{Pos: q.place(program.Pos), Lang: "rust", Text: strings.Trim(program.Text(), "\n") + "\n"})
	}
	return prompt
}

// A quizAnswer is what a question expects, with what is asked where the author does not say it.
type quizAnswer struct {
	content.Answer
	ask []content.Block
}

// answers returns what a question expects, one thing or, of a program, several.
func (q *quizFile) answers(item source.Value) []quizAnswer {
	kind, answer := item.Get("type"), item.Get("answer")
	at := q.place(answer.Pos)
	switch kind.String() {
	case "ShortAnswer":
		accept := append(answer.Get("answer").Strings(), answer.Get("alternatives").Strings()...)
		return []quizAnswer{{Answer: &content.ShortText{Pos: at, Accept: accept}}}
	case "MultipleChoice":
		return []quizAnswer{{Answer: q.choice(item, at)}}
	case "Tracing":
		return q.tracing(answer, q.place(item.Get("prompt", "program").Pos))
	}
	q.tally(q.place(item.Pos), diag.Warning, "question-unknown", "a question of the type "+kind.String()+" is not known", "a question without an answer")
	return []quizAnswer{{Answer: &content.Essay{Pos: q.place(item.Pos)}}}
}

// choice puts the options in the order of their texts, or the right one where the author wants it: in the file it comes
// before the wrong ones.
func (q *quizFile) choice(item source.Value, at content.Pos) *content.Choice {
	right := item.Get("answer", "answer").List()
	c := &content.Choice{Pos: at, Multiple: len(right) > 1, Shuffle: true}
	values := append(slices.Clone(right), item.Get("prompt", "distractors").List()...)
	for i, v := range values {
		c.Options = append(c.Options, &content.Option{Pos: q.place(v.Pos), Correct: i < len(right), Blocks: q.markdown(v)})
	}
	if index, ok := item.Get("answer", "answerIndex").Int(); ok && len(right) == 1 && index >= 0 && index < len(c.Options) {
		first := c.Options[0]
		c.Options, c.Shuffle = slices.Insert(c.Options[1:], index, first), false
		return c
	}
	order := map[*content.Option]string{}
	for i, o := range c.Options {
		order[o] = values[i].String()
	}
	slices.SortStableFunc(c.Options, func(a, b *content.Option) int { return strings.Compare(order[a], order[b]) })
	return c
}

// tracing asks what the site asks of a program: whether it compiles and, if so, what it prints.
func (q *quizFile) tracing(answer source.Value, at content.Pos) []quizAnswer {
	ask := func(s string) []content.Block {
		return []content.Block{&content.Paragraph{Pos: at, Inlines: []content.Inline{&content.Text{Pos: at, Text: s}}}}
	}
	compiles, _ := answer.Get("doesCompile").Bool()
	option := func(s string, correct bool) *content.Option {
		return &content.Option{Pos: at, Correct: correct, Blocks: ask(s)}
	}
	answers := []quizAnswer{{
		Answer: &content.Choice{Pos: at, Options: []*content.Option{option("yes", compiles), option("no", !compiles)}},
		ask:    ask("Does this program compile?"),
	}}
	if compiles {
		answers = append(answers, quizAnswer{
			Answer: &content.ShortText{Pos: at, Accept: []string{answer.Get("stdout").String()}, CaseSensitive: true}, ask: ask("What does it print?"),
		})
	}
	return answers
}
