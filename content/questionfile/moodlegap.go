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

// Gaps in texts of Moodle XML. https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type

// embedded is what an answer in a text begins with: what it counts, and its type.
var embedded = regexp.MustCompile(`^\{\s*(\d*)\s*:\s*(SHORTANSWER(?:_C)?|SAC?|MWC?|NUMERICAL|NM|MULTICHOICE(?:_[VH]?S?)?|MC[VH]?S?|MULTIRESPONSE(?:_H?S?)?|MRH?S?)\s*:`)

// maxEmbedded is how long an answer in a text may be, in bytes.
const maxEmbedded = 16 << 10

// cloze reads a text with answers in it.
func (m *moodleQuestion) cloze() {
	asked := m.styledIn(m.get("questiontext"))
	q := m.question
	if asked.isBlank() {
		m.noAnswer(q)
		return
	}
	t := withoutMarks(asked.Text)
	var b source.Builder
	var found gaps
	from, weights := 0, map[string]bool{}
	for at := 0; at < len(t.Data); at++ {
		e, ok := m.embeddedAt(t, at)
		if !ok {
			continue
		}
		b.Copy(t, from, at)
		found.put(&b, t, at, e.stop, e.answer())
		from, at = e.stop, e.stop-1
		weights[e.weight] = true
	}
	b.Copy(t, from, len(t.Data))
	if len(weights) > 1 {
		m.tally(m.Pos, diag.Note, "question-share", "gaps in a text earn different shares of the points", "all count the same")
	}
	asked.Text = b.Text(t.Name)
	m.fill(asked, found)
}

// fill makes a text with gaps what is asked.
func (m *moodleQuestion) fill(asked styled, found gaps) {
	blocks, cloze := found.fill(m.read(asked))
	q := m.question
	q.Prompt = m.withFiles(blocks, m.get("questiontext"))
	if len(cloze.Answers) == 0 {
		m.noAnswer(q)
		return
	}
	q.Answer = cloze
}

// An embeddedAnswer is one that stands in a text.
type embeddedAnswer struct {
	*moodleQuestion
	text         *source.Text
	weight, kind string
	start, stop  int // with its braces
	inner        int // where its alternatives start
}

// embeddedAt returns the answer that starts at an offset in a text.
func (m *moodleQuestion) embeddedAt(t *source.Text, at int) (e *embeddedAnswer, ok bool) {
	if t.Data[at] != '{' || at > 0 && t.Data[at-1] == '\\' {
		return nil, false
	}
	rest := t.Data[at:min(len(t.Data), at+maxEmbedded)]
	found := embedded.FindSubmatchIndex(rest)
	if found == nil {
		return nil, false
	}
	end := -1
	if bytes.IndexByte(rest, '}') >= 0 {
		end = unescapedIndex(rest, found[1], "}")
	}
	if end < 0 {
		m.tell(t.Pos(at), diag.Error, "question-unclosed", "this brace is never closed", "the text as it stands")
		return nil, false
	}
	return &embeddedAnswer{
		moodleQuestion: m, text: t, start: at, inner: at + found[1], stop: at + end + 1,
		weight: string(rest[found[2]:found[3]]), kind: string(rest[found[4]:found[5]]),
	}, true
}

// unescapedIndex returns where the first of some characters stands behind no backslash, -1 if none does.
func unescapedIndex(text []byte, from int, chars string) int {
	for i := from; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case strings.IndexByte(chars, text[i]) >= 0:
			return i
		}
	}
	return -1
}

// answer reads what is expected in the gap. What is said to one of its alternatives explains the question.
func (e *embeddedAnswer) answer() content.Answer {
	pos := e.text.Pos(e.start)
	all := e.alternatives()
	for _, a := range all {
		if len(a.feedback) > 0 {
			e.question.Explanation = append(e.question.Explanation, a.named()...)
		}
	}
	only := &content.Question{Pos: pos}
	switch kind := e.kind; {
	case kind == "NUMERICAL" || kind == "NM":
		e.numeric(only, withoutFeedback(all))
	case strings.HasPrefix(kind, "S") || strings.HasPrefix(kind, "MW"):
		e.shortText(only, withoutFeedback(all), strings.HasSuffix(kind, "C"))
	default:
		multiple := strings.HasPrefix(kind, "MR") || strings.HasPrefix(kind, "MULTIRESPONSE")
		if multiple {
			e.tally(pos, diag.Warning, "question-gap", "several options may be chosen in a gap", "one may be chosen")
		}
		only.Answer = e.choice(pos, withoutFeedback(all), false, strings.HasSuffix(kind, "S"))
	}
	if _, essay := only.Answer.(*content.Essay); essay {
		return &content.ShortText{Pos: pos}
	}
	return only.Answer
}

func withoutFeedback(all []listed) []listed {
	bare := make([]listed, len(all))
	for i, a := range all {
		a.feedback = nil
		bare[i] = a
	}
	return bare
}

// alternatives reads the answers that waves divide.
func (e *embeddedAnswer) alternatives() []listed {
	var all []listed
	data := e.text.Data[:e.stop-1]
	for at := e.inner; at <= len(data); {
		end := unescapedIndex(data, at, "~")
		if end < 0 {
			end = len(data)
		}
		all = append(all, e.alternative(at, end))
		at = end + 1
	}
	return all
}

func (e *embeddedAnswer) alternative(start, stop int) listed {
	data := e.text.Data
	a := listed{}
	start += len(data[start:stop]) - len(bytes.TrimLeft(data[start:stop], " \t\n"))
	if start < stop && data[start] == '=' {
		a.share = full
		start++
	} else if share := giftShare.FindSubmatchIndex(data[start:stop]); share != nil {
		a.share = e.number(string(data[start+share[2]:start+share[3]]), e.text.Pos(start))
		start += share[1]
	}
	a.at = e.text.Pos(start)
	if sign := unescapedIndex(data[:stop], start, "#"); sign >= 0 {
		a.feedback = e.read(styled{embeddedPlain(cut(e.text, sign+1, stop)), formatHTML})
		stop = sign
	}
	a.styled = styled{embeddedPlain(cut(e.text, start, stop)), formatHTML}
	if e.isTyped() { // it is no HTML
		a.Text = replaced(a.Text, func(i int) (string, int) { return reference(a.Data[i:]) })
	}
	return a
}

// isTyped reports whether the gap is for a text or a number, not a menu.
func (e *embeddedAnswer) isTyped() bool { return e.kind[0] != 'M' || strings.HasPrefix(e.kind, "MW") }

// embeddedPlain returns what a text with backslashes says.
func embeddedPlain(t *source.Text) *source.Text {
	return replaced(t, func(i int) (string, int) {
		if t.Data[i] == '\\' && i+1 < len(t.Data) && strings.IndexByte(`\}~#"/`, t.Data[i+1]) >= 0 {
			return string(rune(t.Data[i+1])), 2
		}
		return "", 1
	})
}

// wordGap is where a word belongs, by its number.
var wordGap = regexp.MustCompile(`\[\[(\d{1,3})\]\]`)

// maxWords is how many words the menus of a text may have together: each gap has a menu of its own.
const maxWords = 5_000

// wordGaps reads a text with numbered gaps, for each of which one of the words of its group is chosen.
func (m *moodleQuestion) wordGaps() {
	asked := m.styledIn(m.get("questiontext"))
	if asked.isBlank() {
		m.noAnswer(m.question)
		return
	}
	t := withoutMarks(asked.Text)
	var choices []*element
	for _, e := range m.elements {
		if name := e.Name.Local; name == "selectoption" || name == "dragbox" {
			choices = append(choices, e)
		}
	}
	var b source.Builder
	var found gaps
	from := 0
	for _, at := range wordGap.FindAllSubmatchIndex(t.Data, -1) {
		number, _ := strconv.Atoi(string(t.Data[at[2]:at[3]]))
		if number < 1 || number > len(choices) || (len(found)+1)*len(choices) > maxWords {
			m.tell(t.Pos(at[0]), diag.Warning, "quiz-value", "no word belongs here", "the text as it stands")
			continue
		}
		b.Copy(t, from, at[0])
		found.put(&b, t, at[0], at[1], m.words(t.Pos(at[0]), choices, choices[number-1]))
		from = at[1]
	}
	b.Copy(t, from, len(t.Data))
	asked.Text = b.Text(t.Name)
	m.fill(asked, found)
}

// words makes a menu of the words of one group, of which one is right.
func (m *moodleQuestion) words(pos content.Pos, choices []*element, right *element) *content.Choice {
	c := &content.Choice{Pos: pos, Shuffle: isTrue(m.get("shuffleanswers"))}
	for _, e := range choices {
		if e.get("group").String() == right.get("group").String() {
			c.Options = append(c.Options, &content.Option{Pos: e.Pos, Correct: e == right, Blocks: m.textOf(e)})
		}
	}
	return c
}
