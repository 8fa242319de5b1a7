// Package questionfile reads files that hold nothing but questions: GIFT, Moodle XML, text2qti, and exercises of R/exams.
// What they ask becomes quizzes on one page.
//
// Each notation has a file that finds its questions and their texts; the texts are HTML or Markdown and read by
// content/markdown. answers.go makes answers of lists of them, as GIFT and Moodle XML have both. Where a file lies in the
// course is not known here.
package questionfile

import (
	"fmt"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/markdown"
	"coursepack/content/source"
)

// Parse reads the questions in the text of doc, whose dialect says how they are written. Like markdown.Parse it cannot fail:
// whatever it cannot read is reported and shown as far as that can be.
func Parse(doc *source.Doc, limits source.Limits, report diag.Reporter) markdown.Result {
	r := &reader{doc: doc, text: doc.Text, limits: limits, report: report}
	switch doc.Dialect {
	case source.GIFT:
		r.gift()
	case source.MoodleXML:
		r.moodleXML()
	case source.Text2QTI:
		r.text2qti()
	case source.RExams:
		r.rexams()
	default:
		panic(fmt.Sprintf("questionfile: no questions in the dialect %q", doc.Dialect))
	}
	r.begin(doc.Text.Pos(0), "", nil)
	if len(r.blocks) == 0 {
		r.tell(doc.Text.Pos(0), diag.Warning, "questions-empty", "the file has no questions", "an empty page")
	}
	r.result.Blocks = r.blocks
	return r.result
}

// A reader reads one file.
type reader struct {
	doc    *source.Doc
	text   *source.Text
	limits source.Limits
	report diag.Reporter
	result markdown.Result
	blocks []content.Block
	asked  int              // questions so far
	quiz   *content.Quiz    // that further questions go to; nil if the next one begins another
	title  []content.Inline // of the next quiz
	intro  []content.Block  // of the next quiz
}

// maxQuestions is how many questions of a file are read.
const maxQuestions = 10_000

// full reports whether the question that starts at a place is one too many.
func (r *reader) full(pos content.Pos) bool {
	if r.asked < maxQuestions {
		return false
	}
	r.tell(pos, diag.Error, "questions-too-many", fmt.Sprintf("the file has more than %d questions", maxQuestions), "those before this one")
	return true
}

// ask adds a question to the page.
func (r *reader) ask(q *content.Question) {
	r.asked++
	if r.quiz == nil {
		r.quiz = &content.Quiz{Pos: q.Pos, Title: r.title, Intro: r.intro}
		if r.title != nil {
			r.quiz.Pos = r.title[0].Position()
		}
		r.blocks, r.title, r.intro = append(r.blocks, r.quiz), nil, nil
	}
	r.quiz.Questions = append(r.quiz.Questions, q)
}

// say adds what stands between questions. Behind the title of a quiz it introduces that.
func (r *reader) say(blocks []content.Block) {
	switch {
	case len(blocks) == 0:
	case r.title != nil:
		r.intro = append(r.intro, blocks...)
	default:
		r.quiz = nil
		r.blocks = append(r.blocks, blocks...)
	}
}

// begin lets the next question begin a quiz with that title and that introduction. What introduces nothing is text.
func (r *reader) begin(pos content.Pos, title string, intro []content.Block) {
	r.blocks = append(r.blocks, r.intro...)
	r.quiz, r.title, r.intro = nil, nil, intro
	if title != "" {
		r.title = []content.Inline{&content.Text{Pos: pos, Text: title}}
	}
}

func (r *reader) tell(pos content.Pos, severity diag.Severity, code, message, instead string) {
	r.report.Report(diag.Diagnostic{Pos: pos, Severity: severity, Code: code, Message: message, Instead: instead})
}

// tally reports what is so wherever a file has such a thing: it is told once.
func (r *reader) tally(pos content.Pos, severity diag.Severity, code, message, instead string) {
	r.report.Report(diag.Diagnostic{Pos: pos, Severity: severity, Code: code, Message: message, Instead: instead, ByName: true})
}
