// Package words has the words that an output adds of its own: names of callouts, headings of lists, labels of buttons.
package words

import (
	_ "embed"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"coursepack/content"
)

// Words are the words of one language. Those with a %s or %d are formats for fmt.Sprintf.
type Words struct {
	Lang string // BCP 47

	StudentEdition, InstructorEdition       string
	Contents, Cover, TitlePage, StartOfText string
	Notes, BackToText, Note                 string // footnotes; "Note %d"
	Page                                    string // "page %s"
	Question, Answer, Answers               string
	QuizOf, QuestionIn, QuestionsIn         string // of a quiz's title; the numbers come first
	Quizzes                                 string
	Attempts, TimeLimit                     string // "Attempts: %d", "Time limit: %s"
	Hint, Solution, Flashcards              string
	FoldedText                              string
	Audio, Video, Frame, Minutes            string // "%d min"
	Transcript                              string
	QRCode                                  string // "QR code: %s"
	AboutCourse, AboutLesson                string
	Glossary, Bibliography, Links           string
	Authors, Publisher, License, Updated    string
	Outcomes, Prerequisites, Time           string
	Assignments, Points, Due                string // "Points: %s", "Due: %s"
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

//go:embed words.txt
var table string

// all has the words of every language, by its tag.
var all = sync.OnceValue(func() map[string]*Words { return parse(table) })

// parse reads the table: a word on a line of its own, below it a line for each language, a blank line.
func parse(table string) map[string]*Words {
	byLang := map[string]*Words{}
	word := ""
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "":
			word = ""
		case word == "":
			word = line
		default:
			lang, text, _ := strings.Cut(line, " ")
			if byLang[lang] == nil {
				byLang[lang] = &Words{Lang: lang, Callouts: map[content.CalloutKind]string{}}
			}
			byLang[lang].set(word, text)
		}
	}
	return byLang
}

func (w *Words) set(word, text string) {
	if kind, ok := strings.CutPrefix(word, "Callout "); ok {
		w.Callouts[content.CalloutKind(kind)] = text
		return
	}
	reflect.ValueOf(w).Elem().FieldByName(word).SetString(text) // a test sees to it that there is such a field
}

// For returns the words of the language of lang, a BCP 47 tag: English where nobody has translated them.
func For(lang string) *Words {
	language, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if w, ok := all()[language]; ok {
		return w
	}
	return all()["en"]
}

// Terms says what a task counts and when it is due; "" if there is nothing to say.
func (w *Words) Terms(t content.Terms) string {
	var said []string
	if t.Points != 0 {
		said = append(said, fmt.Sprintf(w.Points, strconv.FormatFloat(t.Points, 'g', -1, 64)))
	}
	if !t.Due.IsZero() {
		layout := "2006-01-02 15:04"
		if t.Due.Equal(t.Due.Truncate(24 * time.Hour)) {
			layout = time.DateOnly
		}
		said = append(said, fmt.Sprintf(w.Due, t.Due.Format(layout)))
	}
	return strings.Join(said, " · ")
}

// Limits says how often and how long a quiz may be worked on; "" if there is nothing to say.
func (w *Words) Limits(q *content.Quiz) string {
	var said []string
	if q.Attempts != 0 {
		said = append(said, fmt.Sprintf(w.Attempts, q.Attempts))
	}
	if q.TimeLimit != 0 {
		said = append(said, fmt.Sprintf(w.TimeLimit, fmt.Sprintf(w.Minutes, q.TimeLimit/time.Minute)))
	}
	return strings.Join(said, " · ")
}

// Titled is a title with what the edition is called, unless it is that for everyone.
func (w *Words) Titled(title string, e content.Edition) string {
	switch e {
	case content.Student:
		return title + " (" + w.StudentEdition + ")"
	case content.Instructor:
		return title + " (" + w.InstructorEdition + ")"
	}
	return title
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
