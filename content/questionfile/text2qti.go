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

// A sign is what a line begins with.
type sign int

const (
	signNone         sign = iota
	signTitle             // Quiz title: the layout has read it
	signText              // Quiz description: and Text:
	signTextTitle         // Text title:
	signName              // Title: of a question, which learners do not see
	signPoints            // Points:
	signGroupPoints       // points per question:
	signPick              // pick:
	signGroup             // GROUP and END_GROUP
	signShuffle           // shuffle answers:
	signSetting           // of the quiz, which are for Canvas
	signQuestion          // 1.
	signRightOption       // *a)
	signOption            // a)
	signCheckedRight      // [*]
	signChecked           // [ ]
	signTyped             // *
	signFeedback          // ...
	signRight             // +
	signWrong             // -
	signNumber            // =
	signEssay             // ____
	signUpload            // ^^^^
)

// signs are tried in this order.
var signs = []struct {
	sign
	*regexp.Regexp
}{
	{signTitle, regexp.MustCompile(`^(?i:quiz title):[ \t]*`)},
	{signText, regexp.MustCompile(`^(?i:quiz description|text):[ \t]*`)},
	{signTextTitle, regexp.MustCompile(`^(?i:text title):[ \t]*`)},
	{signName, regexp.MustCompile(`^[Tt]itle:[ \t]*`)},
	{signPoints, regexp.MustCompile(`^[Pp]oints:[ \t]*`)},
	{signGroupPoints, regexp.MustCompile(`^[Pp]oints per question:[ \t]*`)},
	{signPick, regexp.MustCompile(`^[Pp]ick:[ \t]*`)},
	{signGroup, regexp.MustCompile(`^(?:END_)?GROUP[ \t]*$`)},
	{signShuffle, regexp.MustCompile(`^(?i:shuffle answers):[ \t]*`)},
	{signSetting, regexp.MustCompile(`^(?i:show correct answers|one question at a time|can't go back|feedback is solution|solutions sample groups|solutions randomize groups):[ \t]*`)},
	{signQuestion, regexp.MustCompile(`^\d+\.[ \t]+`)},
	{signRightOption, regexp.MustCompile(`^\*[a-zA-Z]\)[ \t]+`)},
	{signOption, regexp.MustCompile(`^[a-zA-Z]\)[ \t]+`)},
	{signCheckedRight, regexp.MustCompile(`^\[\*\][ \t]+`)},
	{signChecked, regexp.MustCompile(`^\[ ?\][ \t]+`)},
	{signTyped, regexp.MustCompile(`^\*[ \t]+`)},
	{signFeedback, regexp.MustCompile(`^\.\.\.[ \t]+`)},
	{signRight, regexp.MustCompile(`^\+[ \t]+`)},
	{signWrong, regexp.MustCompile(`^-[ \t]+`)},
	{signNumber, regexp.MustCompile(`^=[ \t]+`)},
	{signEssay, regexp.MustCompile(`^___+[ \t]*$`)},
	{signUpload, regexp.MustCompile(`^\^\^\^+[ \t]*$`)},
}

// A signedItem is a line with a sign, and the indented lines that it goes on with.
type signedItem struct {
	sign  sign
	start int // of the line
	text  *source.Text
}

// text2qti reads the items of the file in their order.
func (r *reader) text2qti() {
	q := &text2qtiReader{reader: r}
	for _, item := range q.items() {
		if r.full(r.text.Pos(item.start)) {
			return
		}
		q.item(item)
	}
	q.end()
}

// A text2qtiReader reads questions from items.
type text2qtiReader struct {
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
func (q *text2qtiReader) items() []signedItem {
	var items []signedItem
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
			sign, length := signOf(bare)
			if sign == signNone {
				q.tell(q.text.Pos(start), diag.Warning, "question-line", "this line begins with no sign of a question", "text between questions")
			}
			items = append(items, signedItem{sign: sign, start: start})
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

func signOf(line string) (sign sign, length int) {
	for _, s := range signs {
		if m := s.FindStringIndex(line); m != nil {
			return s.sign, m[1]
		}
	}
	return signNone, 0
}

func (q *text2qtiReader) blocks(i signedItem) []content.Block {
	return q.markdown(i.text, source.PythonMarkdown)
}

func (q *text2qtiReader) item(i signedItem) {
	pos, value := q.text.Pos(i.start), strings.TrimSpace(string(i.text.Data))
	switch i.sign {
	case signTitle, signName, signSetting:
	case signShuffle:
		q.shuffle = strings.EqualFold(value, "true")
	case signNone, signText:
		q.end()
		q.say(q.blocks(i))
	case signTextTitle:
		q.end()
		q.say([]content.Block{&content.Paragraph{Pos: pos, Inlines: []content.Inline{&content.Strong{Pos: pos, Inlines: q.line(q.blocks(i))}}}})
	case signGroup:
		q.end()
		q.groupPoints = 0
	case signPick:
		q.tally(pos, diag.Note, "question-pick", "a system picks some of the questions of a group", "all of them")
	case signPoints:
		q.end()
		q.points = q.pointsIn(value, i)
	case signGroupPoints:
		q.groupPoints = q.pointsIn(value, i)
	case signQuestion:
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

func (q *text2qtiReader) pointsIn(value string, i signedItem) float64 {
	points, ok := decimal(value)
	if !ok || points <= 0 {
		q.tell(q.text.Pos(i.start), diag.Warning, "quiz-value", "points are a number above zero", "one point")
		return 0
	}
	return points
}

// answer adds to what the open question expects or says.
func (q *text2qtiReader) answer(i signedItem, pos content.Pos, value string) {
	switch i.sign {
	case signRightOption, signOption, signCheckedRight, signChecked:
		right := i.sign == signRightOption || i.sign == signCheckedRight
		q.multiple = q.multiple || i.sign == signCheckedRight || i.sign == signChecked
		q.last = &content.Option{Pos: pos, Correct: right, Blocks: q.blocks(i)}
		q.options = append(q.options, q.last)
	case signTyped:
		text, ok := q.question.Answer.(*content.ShortText)
		if !ok {
			text = &content.ShortText{Pos: pos}
			q.expect(text)
		}
		text.Accept = append(text.Accept, value)
	case signFeedback:
		if q.last != nil {
			q.last.Feedback = append(q.last.Feedback, q.blocks(i)...)
		} else {
			q.question.Explanation = append(q.question.Explanation, q.blocks(i)...)
		}
	case signRight:
		q.question.Right = append(q.question.Right, q.blocks(i)...)
	case signWrong:
		q.question.Wrong = append(q.question.Wrong, q.blocks(i)...)
	case signNumber:
		number, off, ok := rangeIn(value)
		if !ok {
			q.tell(i.text.Pos(0), diag.Warning, "quiz-value", strconv.Quote(value)+" is no number", "no answer")
			return
		}
		q.expect(&content.Numeric{Pos: pos, Value: number, Tolerance: off})
	case signEssay:
		q.expect(&content.Essay{Pos: pos})
	case signUpload:
		q.tally(pos, diag.Warning, "question-upload", "a file is to be handed in", "a question to answer in one's own words")
		q.expect(&content.Essay{Pos: pos})
	default:
		panic("questionfile: no reading of the sign " + strconv.Itoa(int(i.sign)))
	}
}

// expect makes an answer that of the question, unless it has one.
func (q *text2qtiReader) expect(a content.Answer) {
	if q.question.Answer != nil {
		q.tell(a.Position(), diag.Warning, "quiz-mixed", "a question has one answer of one kind", "the first one")
		return
	}
	q.question.Answer = a
}

// rangeIn reads "5", "1.41 +- 0.01", "1.41 +- 1%" and "[1.40, 1.42]".
func rangeIn(text string) (value, off float64, ok bool) {
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
func (q *text2qtiReader) end() {
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
