// Package words has the words that an output adds of its own: names of callouts, headings of lists, labels of buttons.
package words

import (
	"strings"

	"coursepack/content"
)

// Words are the words of one language. Those with a %s or %d are formats for fmt.Sprintf.
type Words struct {
	Lang string // BCP 47

	Contents, Cover, TitlePage, StartOfText string
	Notes, BackToText, Note                 string // footnotes; "Note %d"
	Page                                    string // "page %s"
	Question, Answer, Answers               string
	QuizOf, QuestionIn, QuestionsIn         string // of a quiz's title; the numbers come first
	Quizzes, AnswerBelow                    string // "Answer %d"
	Hint, Solution                          string
	FoldedText                              string
	Audio, Video, Frame, Minutes            string // "%d min"
	QRCode                                  string // "QR code: %s"
	AboutCourse, AboutLesson                string
	Glossary, Bibliography, Links           string
	Authors, Publisher, License, Updated    string
	Outcomes, Prerequisites, Time           string
	ReadTime, PracticeTime                  string // "%d min"
	Difficulty, Published, Reviewed         string
	Sources, By                             string // "by %s"
	Tab, Task, TaskDone, Table              string
	AccessText, AccessDescribed             string // sentences for who asks whether a book is accessible
	AccessUndescribed, AccessMath           string
	AccessLaTeX                             string
	AccessPlayers                           string

	Callouts map[content.CalloutKind]string
}

var english = Words{
	Lang:     "en",
	Contents: "Contents", Cover: "Cover", TitlePage: "Title page", StartOfText: "Start",
	Notes: "Notes", BackToText: "Back to the text", Note: "Note %d",
	Page:     "page %s",
	Question: "Question", Answer: "Answer", Answers: "Answers",
	QuizOf: "Quiz: %s", QuestionIn: "Question %d of “%s”", QuestionsIn: "Questions %d to %d of “%s”",
	Quizzes: "Quizzes", AnswerBelow: "The answer is number %d at the end of the page.",
	Hint: "Hint", Solution: "Solution",
	FoldedText: "Details",
	Audio:      "Audio", Video: "Video", Frame: "Interactive page", Minutes: "%d min",
	QRCode:      "QR code: %s",
	AboutCourse: "About this course", AboutLesson: "About this lesson",
	Glossary: "Glossary", Bibliography: "Bibliography", Links: "Links to the web",
	Authors: "Authors", Publisher: "Publisher", License: "License", Updated: "Last updated",
	Outcomes: "What you will be able to do", Prerequisites: "Before you start", Time: "Time",
	ReadTime: "%d min reading", PracticeTime: "%d min practice",
	Difficulty: "Difficulty", Published: "Published", Reviewed: "Last reviewed",
	Sources: "Source material", By: "by %s",
	Tab: "Option", Task: "to do", TaskDone: "done", Table: "Table",
	AccessText:        "The text can be read in any size and read aloud; headings, lists and tables are marked as such.",
	AccessDescribed:   "Every picture has a description.",
	AccessUndescribed: "Some pictures have no description.",
	AccessMath:        "Every formula is described in words, in English.",
	AccessLaTeX:       "Every formula is given as LaTeX source too.",
	AccessPlayers:     "There are recordings or films.",
	Callouts: map[content.CalloutKind]string{
		content.CalloutNote: "Note", content.CalloutTip: "Tip", content.CalloutImportant: "Important",
		content.CalloutWarning: "Warning", content.CalloutDanger: "Danger", content.CalloutSource: "Source",
		content.CalloutObjectives: "Objectives", content.CalloutQuestions: "Questions", content.CalloutKeyPoints: "Key points",
		content.CalloutPrerequisites: "Prerequisites", content.CalloutDiscussion: "Discussion",
		content.CalloutTestimonial: "Testimonial", content.CalloutChecklist: "Checklist",
	},
}

// For returns the words of the language nearest to lang, a BCP 47 tag: English where there is nothing nearer.
func For(lang string) *Words {
	return &english
}

// Callout names a kind of callout; one that nobody here knows is named as the author named it.
func (w *Words) Callout(kind content.CalloutKind) string {
	if name, ok := w.Callouts[kind]; ok {
		return name
	}
	s := string(kind)
	if s == "" {
		return w.Callouts[content.CalloutNote]
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
