package cartridge

import (
	"fmt"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/internal/xhtml"
)

// A quiz is an assessment: what the questions of one part become.
type quiz struct {
	Ident  string
	Title  string
	lesson *content.Lesson
	page   *page // whose questions they are
	asked  []*content.Question
	limits limits
}

func (q *quiz) ident() string       { return q.Ident }
func (q *quiz) hidden() bool        { return q.page.hidden() }
func (q *quiz) name() string        { return q.Title }
func (q *quiz) contentType() string { return "Quizzes::Quiz" }
func (q *quiz) resource() string    { return q.Ident + "_r" }

// points are what all of its questions count together.
func (q *quiz) points() float64 {
	sum := 0.0
	for _, asked := range q.asked {
		sum += points(asked)
	}
	return sum
}

// quizLink is what a page says where its questions stood.
func (c *cartridge) quizLink(d dialect, q *content.Quiz) (text, href string, ok bool) {
	at, ok := c.taken[q]
	if !ok {
		return "", "", false
	}
	text = fmt.Sprintf(c.words.QuestionIn, at.first, at.quiz.Title)
	if n := len(q.Questions); n > 1 {
		text = fmt.Sprintf(c.words.QuestionsIn, at.first, at.first+n-1, at.quiz.Title)
	}
	if d == canvas {
		href = "$CANVAS_OBJECT_REFERENCE$/quizzes/" + at.quiz.Ident
	}
	return text, href, true
}

// addQuizzes writes the copy of each quiz that the manifest leads to.
func (c *cartridge) addQuizzes() {
	for _, q := range c.quizzes {
		name := q.Ident + "/assessment_qti.xml"
		c.files[name] = q.standard(c.items(c.manual, q))
		c.resources = append(c.resources, resource{Ident: q.resource(), Type: typeAssessment, Hidden: q.hidden(), Files: []string{name}})
	}
}

// items returns the items of a quiz in a dialect.
func (c *cartridge) items(d dialect, q *quiz) []*item {
	m := &itemMaker{ids: c.ids, lesson: q.lesson, to: d, native: d == canvas, report: c.report}
	write := func(blank func(int) string, add func(w *xhtml.Writer)) string {
		w := c.writer(d, q, nil, quietly)
		w.Blank = blank
		w.AnswersLast = false // a question has no page's end
		add(w)
		return d.escapeText(strings.TrimSpace(string(w.Bytes())))
	}
	m.html = func(blocks []content.Block) string {
		return write(nil, func(w *xhtml.Writer) { w.Blocks(blocks) })
	}
	m.reply = m.html
	if d == moodle {
		m.reply = func(blocks []content.Block) string {
			m.tellFiles(blocks)
			return write(nil, func(w *xhtml.Writer) {
				w.Asset, w.Report = nil, linksOnly{c.report}
				w.Href = func(content.Target) (string, bool) { return "", false }
				w.Blocks(blocks)
			})
		}
	}
	m.line = func(inlines []content.Inline) string {
		return write(nil, func(w *xhtml.Writer) { w.Inlines(inlines) })
	}
	m.cut = func(blocks []content.Block, blank func(int) string) string {
		return write(blank, func(w *xhtml.Writer) { w.Blocks(blocks) })
	}
	var items []*item
	for i, asked := range q.asked {
		items = append(items, m.items(asked, fmt.Sprintf("%s %d", c.words.Question, i+1))...)
	}
	return items
}

// linksOnly hands on what is said of links. The rest is told by tellFiles, or where Canvas's copy is written.
type linksOnly struct{ diag.Reporter }

func (l linksOnly) Report(d diag.Diagnostic) {
	if d.Code == "link-named" {
		l.Reporter.Report(d)
	}
}
