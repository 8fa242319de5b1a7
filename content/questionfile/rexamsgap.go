package questionfile

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// answerTag is where an answer belongs in a text, by its number.
var answerTag = regexp.MustCompile(`##ANSWER(\d{1,3})##`)

// cloze reads a question that asks for several things: their types, solutions and tolerances are lists. An answer stands at
// its tag, or behind its item in the list of answers.
func (e *exercise) cloze(q *content.Question) {
	answers, items := e.clozeAnswers(q)
	if len(answers) == 0 {
		q.Prompt = append(e.blocksOf(e.question.text), e.list(e.question.items)...)
		e.noAnswer(q)
		return
	}
	p := &answerPlaces{exercise: e, answers: answers, placed: map[int]bool{}}
	prompt := e.blocksOf(p.put(e.question.text))
	for i, a := range answers {
		if !p.placed[i] {
			prompt = append(prompt, e.asked(items[i], a, &p.found)...)
		}
	}
	blocks, cloze := p.found.fill(prompt)
	q.Prompt, q.Answer = blocks, cloze
	if len(cloze.Answers) == 0 {
		e.noAnswer(q)
	}
}

// answerPlaces are the places of answers in a text.
type answerPlaces struct {
	*exercise
	answers []content.Answer
	placed  map[int]bool // those that have a place, from 0
	found   gaps
}

// put returns a text with gaps in the places of its tags.
func (p *answerPlaces) put(t *source.Text) *source.Text {
	t = withoutMarks(t)
	var b source.Builder
	from := 0
	for _, m := range answerTag.FindAllSubmatchIndex(t.Data, -1) {
		number, _ := strconv.Atoi(string(t.Data[m[2]:m[3]]))
		if number < 1 || number > len(p.answers) || p.placed[number-1] {
			p.tell(t.Pos(m[0]), diag.Warning, "quiz-value", "no answer belongs here", "the text as it stands")
			continue
		}
		p.placed[number-1] = true
		b.Copy(t, from, m[0])
		p.found.put(&b, t, m[0], m[1], p.answers[number-1])
		from = m[1]
	}
	b.Copy(t, from, len(t.Data))
	return b.Text(t.Name)
}

// asked returns an item of the list of answers with its gap behind it. t is nil if there is none.
func (e *exercise) asked(t *source.Text, a content.Answer, found *gaps) []content.Block {
	if t == nil {
		t = source.At(e.text, 0)
	}
	t = withoutMarks(t)
	var b source.Builder
	b.Copy(t, 0, len(t.Data))
	b.Put(" ", t, len(t.Data))
	found.put(&b, t, len(t.Data), len(t.Data), a)
	return e.blocksOf(b.Text(t.Name))
}

// maxAnswers is how many answers a question may expect: tags have three digits.
const maxAnswers = 999

// clozeAnswers reads what is expected, one answer after the other, each with the item that asks for it. The options of a
// choice are items of the one list.
func (e *exercise) clozeAnswers(q *content.Question) (answers []content.Answer, asked []*source.Text) {
	solution := e.meta["exsolution"]
	if solution.text == "" {
		return nil, nil
	}
	solutions := strings.SplitN(solution.text, "|", maxAnswers+1)
	if len(solutions) > maxAnswers {
		e.tell(solution.at, diag.Warning, "quiz-value", fmt.Sprintf("a question expects no more than %d answers", maxAnswers), "those before")
		solutions = solutions[:maxAnswers]
	}
	kinds, tolerances := strings.Split(e.meta["exclozetype"].text, "|"), strings.Split(e.meta["extol"].text, "|")
	items := slices.Clone(e.question.items)
	take := func(n int) []*source.Text {
		n = min(n, len(items))
		taken := items[:n]
		items = items[n:]
		return taken
	}
	for i, s := range solutions {
		value := metaValue{strings.TrimSpace(s), solution.at}
		kind := strings.TrimSpace(kinds[min(i, len(kinds)-1)])
		if kind == "schoice" || kind == "mchoice" {
			if kind == "mchoice" {
				e.tally(solution.at, diag.Warning, "question-gap", "several options may be chosen in a gap", "one may be chosen")
			}
			answers, asked = append(answers, e.choice(q, false, take(len(value.text)), nil, value)), append(asked, nil)
			continue
		}
		answer := e.typed(kind, value, strings.TrimSpace(tolerances[min(i, len(tolerances)-1)]))
		if answer == nil {
			e.tell(solution.at, diag.Warning, "quiz-no-answer", "nothing says what answer is right", "a gap for which nothing is right")
			answer = &content.ShortText{Pos: solution.at}
		}
		var item *source.Text
		if one := take(1); len(one) == 1 {
			item = one[0]
		}
		answers, asked = append(answers, answer), append(asked, item)
	}
	return answers, asked
}
