package qti

import (
	"fmt"
	"strconv"

	"coursepack/content"
	"coursepack/formats/internal/xmldoc"
)

const namespace = "http://www.imsglobal.org/xsd/imsqti_v2p1"

// A test is what the quizzes of one part ask: a part may ask one after each of its paragraphs.
type test struct {
	sections []*section
}

// A section is one quiz.
type section struct {
	quiz  *content.Quiz
	items []string // identifiers
}

// add adds a question to the section of its quiz.
func (t *test) add(item string, of *content.Quiz) {
	if n := len(t.sections); n == 0 || t.sections[n-1].quiz != of {
		t.sections = append(t.sections, &section{quiz: of})
	}
	last := t.sections[len(t.sections)-1]
	last.items = append(last.items, item)
}

// test returns an assessmentTest: questions in any order, as often as their quiz allows, with feedback to each. Its score is
// the sum of theirs.
func (p *packaging) test(ident, title string, t *test) []byte {
	f := xmldoc.New("")
	f.Open("assessmentTest", "xmlns", namespace, "identifier", ident, "title", title)
	declareScore(f, 0)
	f.Open("testPart", "identifier", "part1", "navigationMode", "nonlinear", "submissionMode", "individual")
	controlAttempts(f, 0)
	for i, s := range t.sections {
		p.section(f, fmt.Sprintf("section%d", i+1), title, s)
	}
	f.Close("testPart")
	f.Open("outcomeProcessing")
	f.Open("setOutcomeValue", "identifier", score)
	f.Open("sum")
	f.Empty("testVariables", "variableIdentifier", score)
	f.Close("sum")
	f.Close("setOutcomeValue")
	f.Close("outcomeProcessing")
	f.Close("assessmentTest")
	return f.Bytes()
}

func (p *packaging) section(f *xmldoc.File, ident, title string, s *section) {
	if own := content.PlainText(s.quiz.Title); own != "" {
		title = own
	}
	f.Open("assessmentSection", "identifier", ident, "title", title, "visible", "true")
	if s.quiz.Attempts > 0 {
		controlAttempts(f, s.quiz.Attempts)
	}
	if s.quiz.TimeLimit > 0 {
		f.Empty("timeLimits", "maxTime", strconv.Itoa(int(s.quiz.TimeLimit.Seconds())))
	}
	if len(s.quiz.Intro) > 0 {
		f.Markup("rubricBlock", p.maker.blocks(s.quiz.Intro), "view", "candidate")
	}
	for _, item := range s.items {
		f.Empty("assessmentItemRef", "identifier", item, "href", item+".xml")
	}
	f.Close("assessmentSection")
}

// controlAttempts says how often each question may be tried; 0 is as often as one likes.
func controlAttempts(f *xmldoc.File, most int) {
	f.Empty("itemSessionControl", "maxAttempts", strconv.Itoa(most), "showFeedback", "true")
}
