package questionfile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// Moodle XML: what Moodle's question banks export. https://docs.moodle.org/en/Moodle_XML_format

// moodleXML reads all questions of the file.
func (r *reader) moodleXML() {
	for e := range r.parseXML().all("question") {
		if r.full(e.Pos) {
			return
		}
		m := &moodleQuestion{reader: r, element: e}
		switch kind := e.attribute("type"); kind {
		case "category":
			path := e.get("category", "text")
			r.category(path.String(), path.place(e.Pos), m.styled("info"))
		case "description":
			r.say(append(m.styled("questiontext"), m.styled("generalfeedback")...))
		default:
			m.readQuestion(kind)
			r.ask(m.question)
		}
	}
}

// A moodleQuestion is one question of the file.
type moodleQuestion struct {
	*reader
	*element
	question *content.Question
}

// readQuestion reads a question of a type, "multichoice" and so on.
func (m *moodleQuestion) readQuestion(kind string) {
	q := &content.Question{Pos: m.Pos, ID: m.get("idnumber").String()}
	m.question = q
	if kind != "cloze" && kind != "gapselect" && kind != "ddwtos" {
		q.Prompt = m.styled("questiontext")
	}
	q.Explanation = m.styled("generalfeedback")
	if points, ok := decimal(m.get("defaultgrade").String()); ok && points > 0 && points != 1 {
		q.Points = points
	}
	for hint := range m.all("hint") {
		if blocks := m.textOf(hint); blocks != nil {
			q.Hints = append(q.Hints, blocks)
		}
	}
	m.answer(kind)
	q.Prompt = append(q.Prompt, m.oldPicture()...)
}

// answer reads what the question expects.
func (m *moodleQuestion) answer(kind string) {
	q := m.question
	switch kind {
	case "multichoice":
		single := m.get("single").String()
		m.replies()
		q.Answer = m.choice(m.Pos, m.listed(), single == "false" || single == "0", isTrue(m.get("shuffleanswers")))
	case "truefalse":
		q.Answer = m.truth()
	case "shortanswer":
		m.shortText(q, m.listed(), isTrue(m.get("usecase")))
	case "numerical":
		m.numeric(q, m.listed())
		m.reportUnits()
	case "matching":
		m.replies()
		q.Answer = m.matching()
	case "ordering":
		m.replies()
		q.Answer = m.ordering()
	case "cloze", "multianswer":
		m.cloze()
	case "gapselect", "ddwtos":
		m.replies()
		m.wordGaps()
	case "essay":
		q.Prompt = append(q.Prompt, m.styled("responsetemplate")...) // what the answer is to start from
		q.Answer = &content.Essay{Pos: m.Pos, Model: m.styled("graderinfo")}
	default:
		m.tally(m.Pos, diag.Warning, "question-unknown", "a question of the type "+kind+" is not known", "a question to answer in one's own words")
		q.Answer = &content.Essay{Pos: m.Pos}
	}
}

// isTrue reads a truth value, which is a word or a number. An element without a text says that it is so.
func isTrue(e *element) bool {
	return e != nil && slices.Contains([]string{"", "1", "true"}, e.String())
}

// styled reads the text in the first element of a name.
func (m *moodleQuestion) styled(name string) []content.Block { return m.textOf(m.get(name)) }

// textOf reads the text in an element, with the files that it shows.
func (m *moodleQuestion) textOf(e *element) []content.Block {
	return m.withFiles(m.read(m.styledIn(e)), e)
}

// styledIn returns the text in an element and its format.
func (m *moodleQuestion) styledIn(e *element) styled {
	t := e.get("text")
	if t == nil {
		t = e // of a hand that left an element out
	}
	return styled{t.text(), m.formatNamed(e.attribute("format"), e.place(m.Pos))}
}

// listed reads the answers.
func (m *moodleQuestion) listed() []listed {
	var all []listed
	for e := range m.all("answer") {
		a := listed{styled: m.styledIn(e), at: e.Pos, feedback: m.textOf(e.get("feedback"))}
		if t := e.get("text"); t != nil && !a.isBlank() {
			a.at = a.pos()
		}
		a.share = m.number(cmp.Or(e.attribute("fraction"), "0"), e.Pos)
		if off := e.get("tolerance"); off.String() != "" {
			a.off = max(m.number(off.String(), off.Pos), 0)
		}
		a.files = e
		all = append(all, a)
	}
	return all
}

func (m *moodleQuestion) number(text string, pos content.Pos) float64 {
	value, ok := decimal(text)
	if !ok {
		m.tell(pos, diag.Warning, "quiz-value", strconv.Quote(text)+" is no number", "0")
	}
	return value
}

// replies reads what is said to answers as a whole.
func (m *moodleQuestion) replies() {
	m.question.Right, m.question.Wrong = m.styled("correctfeedback"), m.styled("incorrectfeedback")
	partly := m.styled("partiallycorrectfeedback")
	if len(partly) > 0 && wordsOf(partly) != wordsOf(m.question.Wrong) {
		m.tally(partly[0].Position(), diag.Note, "question-partly", "something is said to answers that are right in part", "they are told what wrong ones are")
	}
}

// truth reads two answers that are called true and false.
func (m *moodleQuestion) truth() content.Answer {
	right := true
	feedback := map[bool][]content.Block{}
	for e := range m.all("answer") {
		word := strings.EqualFold(m.styledIn(e).plain(), "true")
		if m.number(cmp.Or(e.attribute("fraction"), "0"), e.Pos) > 0 {
			right = word
		}
		feedback[word] = m.textOf(e.get("feedback"))
	}
	return m.trueOrFalse(m.Pos, right, feedback[true], feedback[false])
}

func (m *moodleQuestion) matching() *content.Matching {
	a := &content.Matching{Pos: m.Pos}
	for e := range m.all("subquestion") {
		left, right := m.line(m.textOf(e)), m.line(m.textOf(e.get("answer")))
		if len(left) == 0 {
			a.Extra = append(a.Extra, right)
			continue
		}
		a.Pairs = append(a.Pairs, &content.Pair{Pos: left[0].Position(), Left: left, Right: right})
	}
	return a
}

// ordering reads items whose place is where other questions have the share of the points.
func (m *moodleQuestion) ordering() *content.Ordering {
	all := m.listed()
	slices.SortStableFunc(all, func(a, b listed) int { return cmp.Compare(a.share, b.share) })
	o := &content.Ordering{Pos: m.Pos}
	for _, a := range all {
		o.Items = append(o.Items, m.line(m.withFiles(m.read(a.styled), a.files)))
	}
	return o
}

// reportUnits reports that an answer is to have a unit.
func (m *moodleQuestion) reportUnits() {
	if units := m.get("units"); units != nil && len(units.elements) > 0 {
		m.tally(units.Pos, diag.Note, "question-unit", "a number may be given in several units", "the number alone, in the unit of the answer")
	}
}
