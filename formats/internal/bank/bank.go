// Package bank has what files of questions have in common: what a course asks, lesson by lesson, and the HTML of the pieces.
package bank

import (
	"cmp"
	"fmt"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/formats"
	"coursepack/formats/internal/practice"
	"coursepack/formats/internal/words"
	"coursepack/formats/internal/xhtml"
)

// A Lesson is what one lesson asks.
type Lesson struct {
	ID, Title string
	Items     []*Item
}

// A Kind says what an Item is in the course.
type Kind string

// The kinds of items.
const (
	Question Kind = "question"
	Exercise Kind = "exercise"
	Card     Kind = "flashcard"
)

// An Item is something asked. Exercises and cards are questions for essays, with the solution as the model.
type Item struct {
	*content.Question
	Kind Kind
	Text string        // what it asks, on one line
	Path string        // the ids of course, lesson and question: one for all time
	Part *content.Part // that asks
	Quiz *content.Quiz // of a Question; nil of the other kinds
}

// Name is what lists call the item, on one line: what it asks, or its id where that has no words.
func (i *Item) Name() string {
	const longest = 80
	name := cmp.Or(i.Text, i.ID)
	if runes := []rune(name); len(runes) > longest {
		name = strings.TrimSpace(string(runes[:longest-1])) + "…"
	}
	return name
}

// Notes returns the footnotes that the item refers to, in the order of their numbers.
func (i *Item) Notes() []*content.Note {
	refers := map[string]bool{}
	content.Walk(i.Question, func(n content.Node) bool {
		if r, ok := n.(*content.NoteRef); ok {
			refers[r.ID] = true
		}
		return true
	})
	var notes []*content.Note
	for _, n := range i.Part.Notes {
		if refers[n.ID] {
			notes = append(notes, n)
		}
	}
	return notes
}

// TellPlain reports the pictures and formulas in what a reader shows as plain text: its place says where, as "in menus".
func TellPlain(report diag.Reporter, reader, place string, n content.Node) {
	tell := func(n content.Node, severity diag.Severity, code, what, instead string) {
		report.Report(diag.Diagnostic{
			Pos: n.Position(), Severity: severity, Code: code, Message: reader + " has no " + what + " " + place, Instead: instead, ByName: true,
		})
	}
	content.Walk(n, func(n content.Node) bool {
		switch n := n.(type) {
		case *content.Image:
			tell(n, diag.Warning, "question-picture", "pictures", "the alternative text")
		case *content.Math, *content.MathBlock:
			tell(n, diag.Note, "question-formula", "formulas", "TeX")
		}
		return true
	})
}

// TellMenus reports the same of the menus in a text with blanks, which every reader shows as plain text.
func TellMenus(report diag.Reporter, reader string, q *content.Question) {
	cloze, ok := q.Answer.(*content.Cloze)
	if !ok {
		return
	}
	for _, a := range cloze.Answers {
		if menu, ok := a.(*content.Choice); ok {
			TellPlain(report, reader, "in menus", menu)
		}
	}
}

// TellLimits reports that the attempts and time limits of quizzes are lost in a reader, whose files have questions only.
func TellLimits(report diag.Reporter, reader string, of *Lesson) {
	told := map[*content.Quiz]bool{}
	for _, item := range of.Items {
		q := item.Quiz
		if q == nil || told[q] || q.Attempts == 0 && q.TimeLimit == 0 {
			continue
		}
		told[q] = true
		report.Report(diag.Diagnostic{
			Pos: q.Pos, Severity: diag.Note, Code: "quiz-limits", Message: reader + " has no attempts and no time limit",
			Instead: "the questions without them", ByName: true,
		})
	}
}

// QuizTitle is what the quizzes of a part are called together: as the author called the only one, else after the part.
func QuizTitle(quizzes []*content.Quiz, part *content.Part, w *words.Words) string {
	if len(quizzes) == 1 && len(quizzes[0].Title) > 0 {
		return content.PlainText(quizzes[0].Title)
	}
	return fmt.Sprintf(w.QuizOf, part.Title)
}

// Lessons returns what a course asks, in reading order, without lessons that ask nothing. That nothing is asked at all is
// reported.
func Lessons(in *formats.Input) []*Lesson {
	var lessons []*Lesson
	add := func(id, title string, parts []*content.Part) {
		l := &Lesson{ID: id, Title: title}
		for _, p := range parts {
			for _, item := range itemsOf(p) {
				item.Path = in.Course.ID + "/" + id + "/" + item.ID
				l.Items = append(l.Items, item)
			}
		}
		if len(l.Items) > 0 {
			lessons = append(lessons, l)
		}
	}
	if front := in.Course.Front; front != nil {
		add(front.ID, front.Title, []*content.Part{front})
	}
	for l := range in.Course.Lessons {
		add(l.ID, l.Title, l.Parts)
	}
	if len(lessons) == 0 {
		in.Report.Report(diag.Diagnostic{
			Pos: in.Course.Pos, Severity: diag.Warning, Code: "bank-empty", Message: "the course asks nothing", Instead: "a file without questions",
		})
	}
	return lessons
}

// itemsOf returns what a part asks.
func itemsOf(p *content.Part) []*Item {
	var items []*Item
	var quiz *content.Quiz
	content.Walk(p, func(n content.Node) bool {
		if q, ok := n.(*content.Quiz); ok {
			quiz = q
		}
		if item := itemOf(n); item != nil {
			if item.Part = p; item.Kind == Question {
				item.Quiz = quiz
			}
			items = append(items, item)
		}
		return true
	})
	return items
}

// itemOf returns what a node asks, nil if it asks nothing.
func itemOf(n content.Node) *Item {
	switch n := n.(type) {
	case *content.Question:
		return &Item{Question: n, Kind: Question, Text: practice.Text(n.Prompt)}
	case *content.Flashcard:
		return &Item{Kind: Card, Text: practice.Text(n.Front), Question: &content.Question{
			Pos: n.Pos, ID: n.ID, Prompt: n.Front, Answer: &content.Essay{Pos: n.Pos, Model: n.Back},
		}}
	case *content.Exercise:
		q := &content.Question{Pos: n.Pos, ID: n.ID, Prompt: n.Prompt, Hints: n.Hints, Answer: &content.Essay{Pos: n.Pos, Model: n.Solution}}
		if len(n.Title) > 0 {
			title := &content.Paragraph{Pos: n.Pos, Inlines: []content.Inline{&content.Strong{Pos: n.Pos, Inlines: n.Title}}}
			q.Prompt = append([]content.Block{title}, n.Prompt...)
		}
		return &Item{Kind: Exercise, Text: practice.ExerciseText(n), Question: q}
	}
	return nil
}

// A Maker makes HTML of the pieces of questions, with formulas in TeX.
type Maker struct {
	Words    *words.Words
	Lang     string // of the course
	Report   diag.Reporter
	Brackets bool                      // displayed formulas stand in \[ \] instead of $$ $$
	Address  func(*asset.Asset) string // of a picture
	Title    string                    // of the course
}

// NewMaker returns a Maker for a course.
func NewMaker(in *formats.Input) *Maker {
	return &Maker{Words: words.For(in.Course.Language), Lang: in.Course.Language, Report: in.Report, Title: in.Course.Title}
}

// Blocks returns blocks as HTML, above footnotes. What blank returns stands where they have blanks; nil is a line under the
// number.
func (m *Maker) Blocks(blocks []content.Block, blank func(int) string, notes ...*content.Note) string {
	return m.write(blank, func(w *xhtml.Writer) {
		w.Blocks(blocks)
		w.Notes(notes)
	})
}

// Inlines returns inlines as HTML.
func (m *Maker) Inlines(inlines []content.Inline) string {
	return m.write(nil, func(w *xhtml.Writer) { w.Inlines(inlines) })
}

func (m *Maker) write(blank func(int) string, add func(*xhtml.Writer)) string {
	w := xhtml.New(xhtml.Options{
		Words: m.Words, Lang: m.Lang, Report: m.Report, Blank: blank, Clean: xhtml.Cleaner{TeX: true, Brackets: m.Brackets, Signs: true},
		Href:  func(content.Target) (string, bool) { return "", false },
		Cite:  func(string) (string, bool) { return "", false },
		Asset: func(a *asset.Asset) (string, bool) { return m.Address(a), true },
	})
	add(w)
	return strings.TrimSpace(string(w.Bytes()))
}
