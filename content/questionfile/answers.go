package questionfile

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// A listed is one of the answers that a file has for a question.
type listed struct {
	styled
	at       content.Pos
	share    float64 // of the points, in percent
	off      float64 // what a number may be off by
	feedback []content.Block
	files    *element // that has the files of the text; nil if there are none
	other    bool     // it stands for whatever else is answered
}

// isOther reports whether an answer stands for whatever else is typed.
func (a listed) isOther() bool { return a.other || a.plain() == "*" }

// full is the share of an answer that is right.
const full = 100

// choice makes a choice of the answers. Where one may be chosen, those that earn most are right; where several may, all that
// earn something.
func (r *reader) choice(pos content.Pos, all []listed, multiple, shuffle bool) *content.Choice {
	c := &content.Choice{Pos: pos, Multiple: multiple, Shuffle: shuffle}
	best := 0.0
	for _, a := range all {
		best = max(best, a.share)
	}
	for _, a := range all {
		right := a.share > 0 && (multiple || a.share == best)
		c.Options = append(c.Options, &content.Option{Pos: a.at, Correct: right, Blocks: r.withFiles(r.read(a.styled), a.files), Feedback: a.feedback})
		if a.share > 0 && !right {
			r.tally(a.at, diag.Warning, "question-share", "an answer earns some of the points", "it counts as wrong")
		}
	}
	if multiple && !evenShares(all) {
		r.tally(pos, diag.Note, "question-share", "answers earn different shares of the points", "all right ones count the same")
	}
	if best == 0 {
		r.tell(pos, diag.Warning, "quiz-no-right", "none of the options is marked as right", "no answer is right")
	}
	return c
}

// evenShares reports whether all right answers earn the same, and all wrong ones lose the same.
func evenShares(all []listed) bool {
	const near = 0.01
	first := map[bool]float64{}
	for _, a := range all {
		share, seen := first[a.share > 0]
		if !seen {
			first[a.share > 0] = a.share
		} else if math.Abs(a.share-share) > near {
			return false
		}
	}
	return true
}

// shortText makes the answers that are typed those of the question. A star is whatever else is typed.
func (r *reader) shortText(q *content.Question, all []listed, exact bool) {
	text := &content.ShortText{Pos: q.Pos, CaseSensitive: exact}
	for _, a := range all {
		answer := a.plain()
		switch {
		case answer == "":
		case a.share > 0:
			text.Accept = append(text.Accept, strings.ReplaceAll(answer, `\*`, "*"))
			r.reportPattern(a, answer)
		}
	}
	if len(all) > 0 {
		text.Pos = all[0].at
	}
	q.Answer = text
	r.replies(q, all)
	if len(text.Accept) == 0 {
		r.noAnswer(q)
	}
}

// reportPattern reports what an answer that is typed says of others.
func (r *reader) reportPattern(a listed, answer string) {
	if a.share < full {
		r.tally(a.at, diag.Note, "question-share", "an answer that is typed earns some of the points", "it counts as right")
	}
	if strings.Contains(strings.ReplaceAll(answer, `\*`, ""), "*") {
		r.tell(a.at, diag.Warning, "question-pattern", "the star in "+strconv.Quote(answer)+" stands for any text", "it counts as a star")
	}
}

// numeric makes the first number that is right the answer of the question.
func (r *reader) numeric(q *content.Question, all []listed) {
	var found *content.Numeric
	for _, a := range all {
		if a.share <= 0 || a.isOther() {
			continue
		}
		value, off, ok := numberIn(a.plain())
		switch {
		case !ok:
			r.tell(a.at, diag.Warning, "quiz-value", strconv.Quote(a.plain())+" is no number", "no answer")
		case found != nil:
			r.tally(a.at, diag.Warning, "question-range", "a second number is right", "the first one alone")
		default:
			found = &content.Numeric{Pos: a.at, Value: value, Tolerance: max(off, a.off)}
		}
	}
	if found == nil {
		r.noAnswer(q)
		return
	}
	q.Answer = found
	r.replies(q, all)
}

// numberIn reads "340", "1.5:0.1" or "330..350".
func numberIn(text string) (value, off float64, ok bool) {
	if low, high, found := strings.Cut(text, ".."); found {
		a, okA := decimal(low)
		b, okB := decimal(high)
		return (a + b) / 2, (b - a) / 2, okA && okB && a <= b
	}
	text, tolerance, found := strings.Cut(text, ":")
	if value, ok = decimal(text); ok && found {
		off, ok = decimal(tolerance)
	}
	return value, off, ok && off >= 0
}

// decimal reads a number with a point or, as most of the world writes, a comma.
func decimal(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && !math.IsInf(f, 0) && !math.IsNaN(f)
}

// replies makes what is said to answers that are typed what is said to right and to wrong ones. What is said to one answer
// alone stands behind that.
func (r *reader) replies(q *content.Question, all []listed) {
	same := sameFeedback(all)
	for _, right := range []bool{true, false} {
		said := slices.DeleteFunc(slices.Clone(all), func(a listed) bool { return len(a.feedback) == 0 || (a.share > 0) != right })
		to := &q.Wrong
		if right {
			to = &q.Right
		}
		for i, a := range said {
			switch {
			case right && same && i > 0:
			case right && same:
				*to = append(*to, a.feedback...)
			default:
				*to = append(*to, a.named()...)
			}
		}
	}
}

// named returns what is said to an answer, behind that answer.
func (a listed) named() []content.Block {
	if a.isOther() {
		return a.feedback
	}
	answer := &content.Strong{Pos: a.at, Inlines: []content.Inline{&content.Text{Pos: a.at, Text: a.plain()}}}
	return append([]content.Block{&content.Paragraph{Pos: a.at, Inlines: []content.Inline{answer}}}, a.feedback...)
}

// sameFeedback reports whether the same is said to all right answers.
func sameFeedback(all []listed) bool {
	first, seen := "", false
	for _, a := range all {
		if a.share <= 0 {
			continue
		}
		said := wordsOf(a.feedback)
		if seen && said != first {
			return false
		}
		first, seen = said, true
	}
	return true
}

func wordsOf(blocks []content.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(content.PlainText(words(block)) + "\n")
	}
	return b.String()
}

// noAnswer makes a question one to answer in one's own words, since nothing can be graded.
func (r *reader) noAnswer(q *content.Question) {
	r.tell(q.Pos, diag.Warning, "quiz-no-answer", "nothing says what answer is right", "a question to answer in one's own words")
	q.Answer = &content.Essay{Pos: q.Pos}
}

// trueOrFalse is the choice between the two.
func (r *reader) trueOrFalse(pos content.Pos, right bool, ifTrue, ifFalse []content.Block) *content.Choice {
	_, shown, _ := content.Truth("true", r.doc.Language)
	c := shown.Choice(pos, right)
	c.Options[0].Feedback, c.Options[1].Feedback = ifTrue, ifFalse
	return c
}
