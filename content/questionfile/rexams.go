package questionfile

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// Exercises of R/exams: a question, its solution, and what is expected as a list of data.
// https://www.R-exams.org/tutorials/first_steps/

// An exercise is the file in its pieces.
type exercise struct {
	*reader
	question, solution styledList
	meta               map[string]metaValue
}

// A styledList is a text, and the items of the list of answers that it ends with.
type styledList struct {
	text  *source.Text
	items []*source.Text
}

// A metaValue is what stands behind "exsolution:" and the like.
type metaValue struct {
	text string
	at   content.Pos
}

// rexams reads the exercise in the file.
func (r *reader) rexams() {
	e := &exercise{reader: r, meta: map[string]metaValue{}}
	e.divide()
	q := &content.Question{Pos: e.question.text.Pos(0)}
	if points, ok := decimal(e.meta["expoints"].text); ok && points > 0 && points != 1 {
		q.Points = points
	}
	e.answer(q)
	q.Explanation = e.blocksOf(e.solution.text)
	if _, told := q.Answer.(*content.Choice); !told { // else what it says of the options is said to who chooses them
		q.Explanation = append(q.Explanation, e.list(e.solution.items)...)
	}
	r.ask(q)
}

var rexamsHeading = regexp.MustCompile(`(?m)^(Question|Solution|Meta-information|Answerlist) *\n(?:=|-)+ *(?:\n|$)`)

// divide cuts the file at its headings. What stands before the first of them makes data for the text.
func (e *exercise) divide() {
	data := e.text.Data
	found := rexamsHeading.FindAllSubmatchIndex(data, -1)
	if len(found) == 0 {
		found = [][]int{{0, 0, 0, 0}}
	}
	e.reportCode(0, found[0][0])
	part := &e.question
	e.question.text = source.At(e.text, 0)
	for i, m := range found {
		stop := len(data)
		if i+1 < len(found) {
			stop = found[i+1][0]
		}
		switch text := cut(e.text, m[1], stop); string(data[m[2]:m[3]]) {
		case "Question", "":
			part = &e.question
			part.text = text
		case "Solution":
			part = &e.solution
			part.text = text
		case "Answerlist":
			part.items = append(part.items, answerItems(text)...)
		case "Meta-information":
			e.readMeta(m[1], stop)
		}
	}
}

// reportCode reports code that makes the exercise: it is not run.
func (e *exercise) reportCode(start, stop int) {
	if i := bytes.Index(e.text.Data[start:stop], []byte("```")); i >= 0 {
		e.tell(e.text.Pos(start+i), diag.Warning, "code-not-run", "R makes the numbers of this exercise", "the text without them")
	}
}

var rexamsItem = regexp.MustCompile(`(?m)^[*+-][ \t]+`)

// answerItems cuts a list at its items.
func answerItems(t *source.Text) []*source.Text {
	var items []*source.Text
	found := rexamsItem.FindAllIndex(t.Data, -1)
	for i, m := range found {
		stop := len(t.Data)
		if i+1 < len(found) {
			stop = found[i+1][0]
		}
		items = append(items, trimmed(cut(t, m[1], stop)))
	}
	return items
}

var rexamsMeta = regexp.MustCompile(`(?m)^(ex[a-z]+)(?:\[[^\]]*\])?:[ \t]*(.*?)[ \t]*$`)

func (e *exercise) readMeta(start, stop int) {
	for _, m := range rexamsMeta.FindAllSubmatchIndex(e.text.Data[start:stop], -1) {
		value := metaValue{string(e.text.Data[start+m[4] : start+m[5]]), e.text.Pos(start + m[4])}
		e.meta[string(e.text.Data[start+m[2]:start+m[3]])] = value
	}
}

func (e *exercise) kind() string { return e.meta["extype"].text }

func (e *exercise) blocksOf(t *source.Text) []content.Block {
	if t == nil {
		return nil
	}
	return e.markdown(t, source.Pandoc)
}

// list shows items as a list.
func (e *exercise) list(items []*source.Text) []content.Block {
	if len(items) == 0 {
		return nil
	}
	list := &content.List{Pos: items[0].Pos(0), Tight: true}
	for _, t := range items {
		list.Items = append(list.Items, &content.Item{Pos: t.Pos(0), Blocks: e.blocksOf(t)})
	}
	return []content.Block{list}
}

// answer reads what is asked, and what is expected.
func (e *exercise) answer(q *content.Question) {
	solution := e.meta["exsolution"]
	switch kind := e.kind(); kind {
	case "schoice", "mchoice":
		q.Prompt = e.blocksOf(e.question.text)
		q.Answer = e.choice(q, kind == "mchoice", e.question.items, e.solution.items, solution)
	case "num", "string":
		q.Prompt = append(e.blocksOf(e.question.text), e.list(e.question.items)...)
		if q.Answer = e.typed(kind, solution, e.meta["extol"].text); q.Answer == nil {
			e.noAnswer(q)
		}
	case "cloze":
		e.cloze(q)
	default:
		q.Prompt = append(e.blocksOf(e.question.text), e.list(e.question.items)...)
		if kind != "essay" && kind != "file" {
			e.tally(atOr(e.meta["extype"].at, q.Pos), diag.Warning, "question-unknown", "a question of the type "+kind+" is not known", "a question to answer in one's own words")
		}
		q.Answer = &content.Essay{Pos: q.Pos}
	}
}

// choice makes options of items, of which those are right that have a 1 in the solution. What the solution says of each is
// said to who chooses it.
func (e *exercise) choice(q *content.Question, multiple bool, items, said []*source.Text, solution metaValue) *content.Choice {
	c := &content.Choice{Pos: q.Pos, Multiple: multiple, Shuffle: e.shuffles()}
	marks := solution.text
	if strings.Trim(marks, "01") != "" || len(marks) != len(items) {
		e.tell(atOr(solution.at, q.Pos), diag.Warning, "quiz-value", strconv.Quote(marks)+" does not say which of "+strconv.Itoa(len(items))+" options are right", "no answer is right")
		marks = strings.Repeat("0", len(items))
	}
	for i, t := range items {
		o := &content.Option{Pos: t.Pos(0), Correct: marks[i] == '1', Blocks: e.blocksOf(t)}
		if len(said) == len(items) {
			o.Feedback = e.blocksOf(said[i])
		}
		c.Options = append(c.Options, o)
	}
	return c
}

// shuffles reports whether options may be shown in any order: exshuffle is a truth value, or how many are shown.
func (e *exercise) shuffles() bool {
	v := strings.ToUpper(e.meta["exshuffle"].text)
	return v != "" && v != "FALSE" && v != "F"
}

// atOr returns a place, or another where nothing is known.
func atOr(at, other content.Pos) content.Pos {
	if at.IsValid() {
		return at
	}
	return other
}

// typed reads an answer that is typed, nil if R has to run for it.
func (e *exercise) typed(kind string, solution metaValue, tolerance string) content.Answer {
	pos := atOr(solution.at, e.question.text.Pos(0))
	if solution.text == "" || strings.Contains(solution.text, "`r ") {
		return nil
	}
	if kind != "num" {
		return &content.ShortText{Pos: pos, Accept: []string{solution.text}}
	}
	value, ok := decimal(solution.text)
	if !ok {
		e.tell(pos, diag.Warning, "quiz-value", strconv.Quote(solution.text)+" is no number", "no answer")
		return nil
	}
	off, _ := decimal(tolerance)
	return &content.Numeric{Pos: pos, Value: value, Tolerance: max(off, 0)}
}
