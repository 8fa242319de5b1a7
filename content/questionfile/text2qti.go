package questionfile

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// text2qti: lines that begin with a sign, and Markdown behind it. https://github.com/gpoore/text2qti

// A t2qSign is what a line begins with.
type t2qSign int

const (
	t2qNone         t2qSign = iota
	t2qTitle                // Quiz title: the layout has read it
	t2qText                 // Quiz description: and Text:
	t2qTextTitle            // Text title:
	t2qName                 // Title: of a question, which learners do not see
	t2qPoints               // Points:
	t2qGroupPoints          // points per question:
	t2qPick                 // pick:
	t2qGroup                // GROUP and END_GROUP
	t2qShuffle              // shuffle answers:
	t2qSetting              // of the quiz, which are for Canvas
	t2qQuestion             // 1.
	t2qRightOption          // *a)
	t2qOption               // a)
	t2qCheckedRight         // [*]
	t2qChecked              // [ ]
	t2qTyped                // *
	t2qFeedback             // ...
	t2qRight                // +
	t2qWrong                // -
	t2qNumber               // =
	t2qEssay                // ____
	t2qUpload               // ^^^^
)

// t2qSigns are tried in this order.
var t2qSigns = []struct {
	t2qSign
	*regexp.Regexp
}{
	{t2qTitle, regexp.MustCompile(`^(?i:quiz title):[ \t]*`)},
	{t2qText, regexp.MustCompile(`^(?i:quiz description|text):[ \t]*`)},
	{t2qTextTitle, regexp.MustCompile(`^(?i:text title):[ \t]*`)},
	{t2qName, regexp.MustCompile(`^[Tt]itle:[ \t]*`)},
	{t2qPoints, regexp.MustCompile(`^[Pp]oints:[ \t]*`)},
	{t2qGroupPoints, regexp.MustCompile(`^[Pp]oints per question:[ \t]*`)},
	{t2qPick, regexp.MustCompile(`^[Pp]ick:[ \t]*`)},
	{t2qGroup, regexp.MustCompile(`^(?:END_)?GROUP[ \t]*$`)},
	{t2qShuffle, regexp.MustCompile(`^(?i:shuffle answers):[ \t]*`)},
	{t2qSetting, regexp.MustCompile(`^(?i:show correct answers|one question at a time|can't go back|feedback is solution|solutions sample groups|solutions randomize groups):[ \t]*`)},
	{t2qQuestion, regexp.MustCompile(`^\d+\.[ \t]+`)},
	{t2qRightOption, regexp.MustCompile(`^\*[a-zA-Z]\)[ \t]+`)},
	{t2qOption, regexp.MustCompile(`^[a-zA-Z]\)[ \t]+`)},
	{t2qCheckedRight, regexp.MustCompile(`^\[\*\][ \t]+`)},
	{t2qChecked, regexp.MustCompile(`^\[ ?\][ \t]+`)},
	{t2qTyped, regexp.MustCompile(`^\*[ \t]+`)},
	{t2qFeedback, regexp.MustCompile(`^\.\.\.[ \t]+`)},
	{t2qRight, regexp.MustCompile(`^\+[ \t]+`)},
	{t2qWrong, regexp.MustCompile(`^-[ \t]+`)},
	{t2qNumber, regexp.MustCompile(`^=[ \t]+`)},
	{t2qEssay, regexp.MustCompile(`^___+[ \t]*$`)},
	{t2qUpload, regexp.MustCompile(`^\^\^\^+[ \t]*$`)},
}

// A t2qItem is a line with a sign, and the indented lines that it goes on with.
type t2qItem struct {
	sign  t2qSign
	start int // of the line
	text  *source.Text
}

// text2qti reads the items of the file in their order.
func (r *reader) text2qti() {
	q := &t2qReader{reader: r}
	for _, item := range q.items() {
		q.item(item)
	}
	q.end()
}

// A t2qReader reads questions from items.
type t2qReader struct {
	*reader
	shuffle     bool
	points      float64           // of the next question
	groupPoints float64           // of the questions of a group
	question    *content.Question // that is open
	options     []*content.Option
	last        *content.Option // that feedback is for; nil before the first
	multiple    bool
}

// items divides the file. Comments are none of them, nor is code that text2qti would run.
func (q *t2qReader) items() []t2qItem {
	var items []t2qItem
	var b *source.Builder // of the last item
	name, at, skipUntil := q.text.Name, 0, ""
	flush := func() {
		if b != nil {
			items[len(items)-1].text = b.Text(name)
		}
		b = nil
	}
	for line := range bytes.Lines(q.text.Data) {
		start := at
		at += len(line)
		bare := strings.TrimRight(string(line), " \t\n")
		switch {
		case skipUntil != "":
			if bare == skipUntil {
				skipUntil = ""
			}
		case bare == "COMMENT":
			skipUntil = "END_COMMENT"
		case strings.HasPrefix(bare, "%"):
		case strings.HasPrefix(bare, "```") && strings.Contains(bare, ".run"):
			q.tell(q.text.Pos(start), diag.Warning, "code-not-run", "questions are made by a program", "nothing of them")
			skipUntil = bare[:len(bare)-len(strings.TrimLeft(bare, "`"))]
		case bare == "" || line[0] == ' ' || line[0] == '\t':
			if b != nil {
				b.Copy(q.text, start+indentOf(line), at)
			}
		default:
			flush()
			sign, length := t2qSignOf(bare)
			if sign == t2qNone {
				q.tell(q.text.Pos(start), diag.Warning, "question-line", "this line begins with no sign of a question", "text between questions")
			}
			items = append(items, t2qItem{sign: sign, start: start})
			b = &source.Builder{}
			b.Copy(q.text, start+length, at)
		}
	}
	flush()
	return items
}

// indentOf counts the space that a line of text starts with, of a block of code inside of it no more than four.
func indentOf(line []byte) int {
	return min(len(line)-len(bytes.TrimLeft(line, " \t")), 4)
}

func t2qSignOf(line string) (sign t2qSign, length int) {
	for _, s := range t2qSigns {
		if m := s.FindStringIndex(line); m != nil {
			return s.t2qSign, m[1]
		}
	}
	return t2qNone, 0
}

func (q *t2qReader) blocks(i t2qItem) []content.Block {
	return q.markdown(i.text, source.PythonMarkdown)
}

func (q *t2qReader) item(i t2qItem) {
	pos, value := q.text.Pos(i.start), strings.TrimSpace(string(i.text.Data))
	switch i.sign {
	case t2qTitle, t2qName, t2qSetting:
	case t2qShuffle:
		q.shuffle = strings.EqualFold(value, "true")
	case t2qNone, t2qText:
		q.end()
		q.say(q.blocks(i))
	case t2qTextTitle:
		q.end()
		q.say([]content.Block{&content.Paragraph{Pos: pos, Inlines: []content.Inline{&content.Strong{Pos: pos, Inlines: q.line(q.blocks(i))}}}})
	case t2qGroup:
		q.end()
		q.groupPoints = 0
	case t2qPick:
		q.tally(pos, diag.Note, "question-pick", "a system picks some of the questions of a group", "all of them")
	case t2qPoints:
		q.end()
		q.points = q.pointsIn(value, i)
	case t2qGroupPoints:
		q.groupPoints = q.pointsIn(value, i)
	case t2qQuestion:
		q.end()
		q.question = &content.Question{Pos: pos, Prompt: q.blocks(i), Points: max(q.points, q.groupPoints)}
		q.points = 0
	default:
		if q.question == nil {
			q.tell(pos, diag.Warning, "question-line", "an answer stands before any question", "text between questions")
			q.say(q.blocks(i))
			return
		}
		q.answer(i, pos, value)
	}
}

func (q *t2qReader) pointsIn(value string, i t2qItem) float64 {
	points, ok := decimal(value)
	if !ok || points <= 0 {
		q.tell(q.text.Pos(i.start), diag.Warning, "quiz-value", "points are a number above zero", "one point")
		return 0
	}
	return points
}

// answer adds to what the open question expects or says.
func (q *t2qReader) answer(i t2qItem, pos content.Pos, value string) {
	switch i.sign {
	case t2qRightOption, t2qOption, t2qCheckedRight, t2qChecked:
		right := i.sign == t2qRightOption || i.sign == t2qCheckedRight
		q.multiple = q.multiple || i.sign == t2qCheckedRight || i.sign == t2qChecked
		q.last = &content.Option{Pos: pos, Correct: right, Blocks: q.blocks(i)}
		q.options = append(q.options, q.last)
	case t2qTyped:
		text, ok := q.question.Answer.(*content.ShortText)
		if !ok {
			text = &content.ShortText{Pos: pos}
			q.expect(text)
		}
		text.Accept = append(text.Accept, value)
	case t2qFeedback:
		if q.last != nil {
			q.last.Feedback = append(q.last.Feedback, q.blocks(i)...)
		} else {
			q.question.Explanation = append(q.question.Explanation, q.blocks(i)...)
		}
	case t2qRight:
		q.question.Right = append(q.question.Right, q.blocks(i)...)
	case t2qWrong:
		q.question.Wrong = append(q.question.Wrong, q.blocks(i)...)
	case t2qNumber:
		number, off, ok := t2qRange(value)
		if !ok {
			q.tell(i.text.Pos(0), diag.Warning, "quiz-value", strconv.Quote(value)+" is no number", "no answer")
			return
		}
		q.expect(&content.Numeric{Pos: pos, Value: number, Tolerance: off})
	case t2qEssay:
		q.expect(&content.Essay{Pos: pos})
	case t2qUpload:
		q.tally(pos, diag.Warning, "question-upload", "a file is to be handed in", "a question to answer in one's own words")
		q.expect(&content.Essay{Pos: pos})
	default:
		panic("questionfile: no reading of the sign " + strconv.Itoa(int(i.sign)))
	}
}

// expect makes an answer that of the question, unless it has one.
func (q *t2qReader) expect(a content.Answer) {
	if q.question.Answer != nil {
		q.tell(a.Position(), diag.Warning, "quiz-mixed", "a question has one answer of one kind", "the first one")
		return
	}
	q.question.Answer = a
}

// t2qRange reads "5", "1.41 +- 0.01", "1.41 +- 1%" and "[1.40, 1.42]".
func t2qRange(text string) (value, off float64, ok bool) {
	if inner, isRange := strings.CutPrefix(text, "["); isRange {
		low, high, _ := strings.Cut(strings.TrimSuffix(inner, "]"), ",")
		return numberIn(low + ".." + high)
	}
	number, margin, found := strings.Cut(strings.ReplaceAll(text, "_", ""), "+-")
	if value, ok = decimal(number); !ok || !found {
		return value, 0, ok
	}
	percent, isPercent := strings.CutSuffix(strings.TrimSpace(margin), "%")
	if off, ok = decimal(percent); isPercent {
		off *= max(value, -value) / 100
	}
	return value, off, ok && off >= 0
}

// end asks the question that is open.
func (q *t2qReader) end() {
	if q.question == nil {
		return
	}
	if len(q.options) > 0 {
		q.expect(&content.Choice{Pos: q.options[0].Pos, Multiple: q.multiple, Shuffle: q.shuffle, Options: q.options})
		if !slices.ContainsFunc(q.options, func(o *content.Option) bool { return o.Correct }) {
			q.tell(q.options[0].Pos, diag.Warning, "quiz-no-right", "none of the options is marked as right", "no answer is right")
		}
	}
	if q.question.Answer == nil {
		q.noAnswer(q.question)
	}
	q.ask(q.question)
	q.question, q.options, q.last, q.multiple = nil, nil, nil, false
}
