package markdown

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

// question makes a question of the sections. What they say of the whole quiz goes to quiz.
func (r *quizReader) question(quiz *content.Quiz) *content.Question {
	q := &content.Question{Pos: r.at(r.sections[0].at)}
	a := &quizAnswers{quizReader: r, quiz: quiz, q: q}
	for _, s := range r.sections {
		switch s.sign {
		case quizText:
			a.text(s)
		case quizField:
			a.field(s)
		default:
			a.answer(s)
		}
	}
	a.settle()
	return q
}

// quizAnswers gathers what a question expects.
type quizAnswers struct {
	*quizReader
	quiz    *content.Quiz // whose question it is
	q       *content.Question
	shuffle bool
	exact   bool
	blanks  []content.Answer
}

// text reads the prompt or, once there is an answer, what explains it. Fields may stand between the title and the prompt.
func (a *quizAnswers) text(s *quizSection) {
	if a.q.Answer != nil || len(a.q.Prompt) > 0 && !isTitle(a.q.Prompt) {
		a.q.Explanation = append(a.q.Explanation, a.blocksIn(s)...)
		return
	}
	outer := a.document.blanks
	a.document.blanks = &a.blanks
	a.q.Prompt = append(a.q.Prompt, a.blocksIn(s)...)
	a.document.blanks = outer
}

func isTitle(blocks []content.Block) bool {
	if len(blocks) != 1 {
		return false
	}
	_, ok := blocks[0].(*content.Heading)
	return ok
}

func (a *quizAnswers) field(s *quizSection) {
	value, at := a.value(s)
	switch s.name {
	case "Hint":
		a.q.Hints = append(a.q.Hints, a.blocksIn(s))
	case "Right":
		a.q.Right = append(a.q.Right, a.blocksIn(s)...)
	case "Wrong":
		a.q.Wrong = append(a.q.Wrong, a.blocksIn(s)...)
	case "Explanation":
		a.q.Explanation = append(a.q.Explanation, a.blocksIn(s)...)
	case "Model":
		a.take(&content.Essay{Pos: a.at(s.at), Model: a.blocksIn(s)})
	case "Id":
		a.q.ID = value
	case "Points":
		points, err := strconv.ParseFloat(value, 64)
		if err != nil || !(points > 0) {
			a.badValue(at, "points are a number above zero", "one point")
			return
		}
		a.q.Points = points
	case "Shuffle":
		a.shuffle = a.yes(value, at)
	case "Case":
		a.exact = a.yes(value, at)
	case "Attempts":
		attempts, err := strconv.Atoi(value)
		if err != nil || attempts < 1 {
			a.badValue(at, fmt.Sprintf("%q is not a number of attempts", value), "as many as one likes")
			return
		}
		limit(a, &a.quiz.Attempts, attempts, s)
	case "Time limit":
		most, ok := parseMinutes(value)
		if !ok {
			a.badValue(at, fmt.Sprintf("%q is not a time such as 20 min or 1 h 30 min", value), "no limit")
			return
		}
		limit(a, &a.quiz.TimeLimit, most, s)
	}
}

// limit sets a limit of the whole quiz, unless one of its questions has set it.
func limit[T comparable](a *quizAnswers, of *T, value T, s *quizSection) {
	var none T
	if *of != none {
		a.report(a.at(s.at), diag.Warning, "quiz-limit-double", s.name+" is said twice of one quiz", "what is said first")
		return
	}
	*of = value
}

var minutesText = lazyregexp.New(`^(?:([0-9]{1,3}) ?(?:h|hours?))? ?(?:([0-9]{1,4}) ?(?:m|min|minutes?))?$`)

// parseMinutes reads a time above zero in hours and minutes: "20 min", "1h30m", "2 hours".
func parseMinutes(text string) (time.Duration, bool) {
	m := minutesText.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	hours, _ := strconv.Atoi(m[1]) // digits, or nothing, which is 0
	minutes, _ := strconv.Atoi(m[2])
	d := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	return d, d > 0
}

func (a *quizAnswers) yes(value string, at int) bool {
	switch strings.ToLower(value) {
	case "yes", "true", "matters":
		return true
	case "no", "false":
		return false
	}
	a.badValue(at, fmt.Sprintf("%q is neither yes nor no", value), "no")
	return false
}

func (a *quizAnswers) badValue(at int, message, instead string) {
	a.report(a.at(at), diag.Warning, "quiz-value", message, instead)
}

// answer adds an option, a pair or an answer to what the question expects.
func (a *quizAnswers) answer(s *quizSection) {
	pos := a.at(s.at)
	switch s.sign {
	case quizOne, quizSome:
		if choice, ok := expect(a, &content.Choice{Pos: pos, Multiple: s.sign == quizSome}); ok {
			choice.Options = append(choice.Options, a.option(s))
		}
	case quizPair:
		if matching, ok := expect(a, &content.Matching{Pos: pos}); ok {
			a.pair(matching, s)
		}
	case quizTyped:
		value, at := a.value(s)
		if text, ok := a.q.Answer.(*content.ShortText); ok {
			text.Accept = append(text.Accept, alternatives(value)...)
			return
		}
		if right, shown, ok := content.Truth(value, a.language); ok {
			a.take(shown.Choice(pos, right))
			return
		}
		a.take(a.expected(value, at, s.at))
	}
}

// take makes an answer that of the question, unless it has one.
func (a *quizAnswers) take(answer content.Answer) {
	if a.q.Answer == nil {
		a.q.Answer = answer
		return
	}
	a.report(answer.Position(), diag.Warning, "quiz-mixed", "a question has one answer of one kind", "the first one")
}

// expect returns the answer of the question if it is of the type of fresh, which becomes the answer if there is none.
func expect[A content.Answer](a *quizAnswers, fresh A) (answer A, ok bool) {
	if answer, ok = a.q.Answer.(A); ok {
		return answer, true
	}
	before := a.q.Answer
	a.take(fresh)
	return fresh, before == nil
}

// option reads an option. Quotes in it are what is said to who chooses it.
func (a *quizAnswers) option(s *quizSection) *content.Option {
	o := &content.Option{Pos: a.at(s.lines[0].start), Correct: s.right}
	for _, b := range a.blocksIn(s) {
		if q, ok := b.(*content.Quote); ok {
			o.Feedback = append(o.Feedback, q.Blocks...)
		} else {
			o.Blocks = append(o.Blocks, b)
		}
	}
	return o
}

func (a *quizAnswers) pair(m *content.Matching, s *quizSection) {
	line := s.lines[0]
	start, stop := findArrow(a.src[line.start:line.stop])
	left := a.innerLine(a.piece(line.start, line.start+start))
	right := a.innerLine(a.piece(line.start+stop, line.stop))
	if len(left) == 0 {
		m.Extra = append(m.Extra, right)
		return
	}
	m.Pairs = append(m.Pairs, &content.Pair{Pos: a.at(line.start), Left: left, Right: right})
}

// settle gives the question the answer that its prompt has, and reports what is missing.
func (a *quizAnswers) settle() {
	if len(a.blanks) > 0 {
		a.take(&content.Cloze{Pos: a.q.Pos, Answers: a.blanks})
	}
	if a.q.Answer == nil {
		a.order()
	}
	switch answer := a.q.Answer.(type) {
	case nil:
		a.report(a.q.Pos, diag.Warning, "quiz-no-answer", "nothing says what answer is right", "a question to answer in one's own words")
		a.q.Answer = &content.Essay{Pos: a.q.Pos}
	case *content.Choice:
		answer.Shuffle = a.shuffle
		a.countRight(answer)
	case *content.ShortText:
		answer.CaseSensitive = answer.CaseSensitive || a.exact
	}
}

// order makes an ordering of the numbered list that the prompt ends with.
func (a *quizAnswers) order() {
	last := len(a.q.Prompt) - 1
	if last < 0 {
		return
	}
	list, ok := a.q.Prompt[last].(*content.List)
	if !ok || !list.Ordered {
		return
	}
	ordering := &content.Ordering{Pos: list.Pos}
	for _, item := range list.Items {
		ordering.Items = append(ordering.Items, a.inlines(nodesOf(item.Blocks)))
	}
	a.q.Prompt, a.q.Answer = a.q.Prompt[:last], ordering
}

func (a *quizAnswers) countRight(c *content.Choice) {
	right := 0
	for _, o := range c.Options {
		if o.Correct {
			right++
		}
	}
	switch {
	case right == 0 && !c.Multiple:
		a.report(c.Pos, diag.Warning, "quiz-no-right", "none of the options is marked as right", "no answer is right")
	case right > 1 && !c.Multiple:
		a.diags.Report(diag.Diagnostic{
			Pos: c.Pos, Severity: diag.Warning, Code: "quiz-many-right", Message: "several options are right, but one can be chosen",
			Instead: "several can be chosen", Hint: "did you mean - [x]?",
		})
		c.Multiple = true
	}
}

// expected reads an answer that is typed or chosen: "340 ± 5", "Bern | Berne", "Rhine | (Aare)", "true". It starts at at,
// behind a sign. Words of other languages for true and false are words here: they fill blanks in ordinary texts.
func (d *document) expected(text string, at, sign int) content.Answer {
	pos := d.at(at)
	alts := strings.Split(text, "|")
	if menu, right := d.menu(alts, at); right {
		return menu
	}
	if len(alts) == 1 {
		if value, tolerance, ok := parseNumber(text); ok {
			return &content.Numeric{Pos: pos, Value: value, Tolerance: tolerance}
		}
		if truth := strings.ToLower(strings.TrimSpace(text)); truth == "true" || truth == "false" {
			_, shown, _ := content.Truth(truth, d.language)
			return shown.Choice(d.at(sign), truth == "true")
		}
		if strings.Contains(text, "±") {
			d.report(pos, diag.Warning, "quiz-value", fmt.Sprintf("%q is no number with a tolerance", text), "a text")
		}
	}
	return &content.ShortText{Pos: pos, Accept: alternatives(text), CaseSensitive: strings.Contains(text, `"`)}
}

// alternatives are the texts between bars. Quotation marks around one keep it from being read as a number.
func alternatives(text string) []string {
	var all []string
	for alt := range strings.SplitSeq(text, "|") {
		alt = strings.TrimSpace(alt)
		if len(alt) > 1 && strings.HasPrefix(alt, `"`) && strings.HasSuffix(alt, `"`) {
			alt = alt[1 : len(alt)-1]
		}
		if alt != "" {
			all = append(all, alt)
		}
	}
	return all
}

// menu makes a choice of texts, the first of which starts at at and each of the others after a bar. Those in round brackets
// are right; it reports whether there is one.
func (d *document) menu(texts []string, at int) (c *content.Choice, right bool) {
	c = &content.Choice{Pos: d.at(at)}
	for _, part := range texts {
		option := strings.TrimSpace(part)
		inner, correct := strings.CutPrefix(option, "(")
		if correct = correct && strings.HasSuffix(inner, ")"); correct {
			option = strings.TrimSpace(strings.TrimSuffix(inner, ")"))
			right = true
		}
		start := at + strings.Index(part, option)
		if option != "" {
			c.Options = append(c.Options, &content.Option{Pos: d.at(start), Correct: correct, Blocks: d.blocksOf(option, start)})
		}
		at += len(part) + 1
	}
	return c, right && len(texts) > 1
}

// parseNumber reads a number with what it may be off by: "340", "340 ± 5", "3.14 +- 1%", "330..350".
func parseNumber(text string) (value, tolerance float64, ok bool) {
	if low, high, found := strings.Cut(text, ".."); found {
		a, okA := decimal(low)
		b, okB := decimal(high)
		return (a + b) / 2, (b - a) / 2, okA && okB && a <= b
	}
	number, off := text, ""
	for _, sign := range []string{"±", "+/-", "+-"} {
		if before, after, found := strings.Cut(text, sign); found {
			number, off = before, strings.TrimSpace(after)
			break
		}
	}
	if value, ok = decimal(number); !ok || off == "" {
		return value, 0, ok && number == text
	}
	percent, isPercent := strings.CutSuffix(off, "%")
	if tolerance, ok = decimal(percent); isPercent {
		tolerance *= max(value, -value) / 100
	}
	return value, tolerance, ok && tolerance >= 0
}

// decimal reads a number with a point or, as most of the world writes, a comma.
func decimal(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	if strings.Trim(s, "+-.0123456789eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}
