package export_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/formats"
	"coursepack/formats/scorm"
)

// practiceCourse has, on three pages, a question of every kind, an exercise, an essay and cards.
func practiceCourse() *content.Course {
	at := content.Pos{File: "a.md", Line: 1, Col: 1}
	text := func(s string) []content.Inline { return []content.Inline{&content.Text{Pos: at, Text: s}} }
	para := func(s string) []content.Block { return []content.Block{&content.Paragraph{Pos: at, Inlines: text(s)}} }
	option := func(right bool, s, feedback string) *content.Option {
		o := &content.Option{Pos: at, Correct: right, Blocks: para(s)}
		if feedback != "" {
			o.Feedback = para(feedback)
		}
		return o
	}
	ask := func(id, prompt string, a content.Answer) *content.Question {
		return &content.Question{Pos: at, ID: id, Prompt: para(prompt), Answer: a}
	}
	formula, _, _ := math.Parse(`a^2 + b^2 = c^2 + d^2 + e^2 + f^2 + g^2 + h^2 + i^2 + j^2 + k^2 + l^2`, math.Options{})

	moon := ask("moon", "What makes the tides?", &content.Choice{Pos: at, Options: []*content.Option{
		option(true, "The moon", "Together with the sun."), option(false, "The wind", "It makes waves."), option(false, "Ships", ""),
	}})
	moon.Hints = [][]content.Block{para("Look up at night.")}
	moon.Explanation = para("The moon pulls at the water.")
	moon.Right, moon.Wrong = para("Well seen."), para("Read the first page again.")
	planets := ask("planets", "Which are planets?", &content.Choice{Pos: at, Multiple: true, Shuffle: true, Options: []*content.Option{
		option(true, "Mars", ""), option(true, "Venus", ""), option(false, "Luna", ""),
	}})
	cloze := ask("cloze", "", &content.Cloze{Pos: at, Answers: []content.Answer{
		&content.ShortText{Pos: at, Accept: []string{"twice", "2 times"}},
		&content.Choice{Pos: at, Options: []*content.Option{option(true, "lunar", ""), option(false, "solar", "")}},
	}})
	cloze.Prompt = []content.Block{&content.Paragraph{Pos: at, Inlines: []content.Inline{
		&content.Text{Pos: at, Text: "High water comes "}, &content.Blank{Pos: at, Number: 1},
		&content.Text{Pos: at, Text: " in a "}, &content.Blank{Pos: at, Number: 2}, &content.Text{Pos: at, Text: " day."},
	}}}
	quiz := &content.Quiz{Pos: at, ID: "check", Title: text("Check yourself"), Questions: []*content.Question{
		moon, planets,
		ask("days", "How many days has a month of the moon?", &content.Numeric{Pos: at, Value: 29.5, Tolerance: 0.1}),
		ask("name", "What is low water called?", &content.ShortText{Pos: at, Accept: []string{"Ebb", "ebb tide"}}),
		cloze,
		ask("pairs", "What belongs together?", &content.Matching{Pos: at, Pairs: []*content.Pair{
			{Pos: at, Left: text("Earth"), Right: text("one moon")}, {Pos: at, Left: text("Mars"), Right: text("two moons")},
		}, Extra: [][]content.Inline{text("no moon")}}),
		ask("order", "From small to large", &content.Ordering{Pos: at, Items: [][]content.Inline{text("moon"), text("earth"), text("sun")}}),
		ask("essay", "Why are there two floods a day?", &content.Essay{Pos: at, Model: para("Because the earth falls, too.")}),
	}}
	floods := ask("floods", "How many floods has a day?", &content.Numeric{Pos: at, Value: 2})
	floods.Points = 0.01 // it is answered wrong to the end
	practice := []content.Block{
		quiz,
		&content.Quiz{Pos: at, ID: "limited", Attempts: 2, Questions: []*content.Question{floods}},
		&content.Exercise{Pos: at, ID: "watch", Title: text("Watch the sea"), Prompt: para("Write down high water for a week."), Hints: [][]content.Block{para("At a harbour.")}, Solution: para("About 50 minutes later each day.")},
		&content.Flashcards{Pos: at, ID: "cards", Cards: []*content.Flashcard{
			{Pos: at, ID: "flood", Front: para("Flood"), Back: para("Rising water")},
			{Pos: at, ID: "spring", Front: append(para("Spring tide"), para("When?")...), Back: para("At full and new moon")},
			{Pos: at, ID: "neap", Front: para("Neap tide"), Back: para("At half moon")},
		}},
		&content.CodeBlock{Pos: at, Lang: "python", Text: "print('tide')\n"},
		&content.Paragraph{Pos: at, Inlines: []content.Inline{&content.Text{Pos: at, Text: "A wide one: "}, &content.Math{Pos: at, TeX: formula.TeX, Formula: formula}}},
	}
	long := para("The sea comes and goes.")
	for range 60 {
		long = append(long, para("And again it rises, and again it falls, day after day.")...)
	}
	part := func(id, title string, blocks []content.Block) *content.Part {
		return &content.Part{Pos: at, ID: id, Title: title, Source: "a.md", Blocks: blocks}
	}
	lesson := func(id, title string, parts ...*content.Part) *content.Lesson {
		return &content.Lesson{Pos: at, ID: id, Title: title, Parts: parts}
	}
	return &content.Course{Pos: at, ID: "tides", Title: "Tides", Language: "en", Units: []*content.Unit{{Pos: at, ID: "sea", Title: "The sea", Lessons: []*content.Lesson{
		lesson("water", "Water", part("water/lesson", "The water", long), part("water/practice", "Practice", practice)),
		lesson("end", "End", part("end/page", "The end", para("That was all."))),
	}}}}
}

// packageOf writes a course in a format and unpacks it.
func packageOf(t *testing.T, c *content.Course, f formats.Format) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), c.ID+f.Info().Suffix)
	w, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	var list diag.List
	if err := f.Write(context.Background(), &formats.Input{Course: c, Time: time.Unix(0, 0).UTC(), Report: &list}, w); err != nil {
		t.Fatal(err)
	}
	for _, d := range list.Sorted() {
		t.Error(d)
	}
	return unpacked(t, file)
}

// What learners do on pages is kept, whatever they do with the browser.
func TestLearnersWorkIsKept(t *testing.T) {
	manifests := map[string]judge{"scorm12": scormManifest, "scorm2004": scorm2004Manifest}
	for _, f := range []formats.Format{scorm.New(scorm.Options{}), scorm.New2004(scorm.Options{}), scorm.NewCMI5(scorm.Options{})} {
		t.Run(f.Info().Name, func(t *testing.T) {
			t.Parallel()
			folder := packageOf(t, practiceCourse(), f)
			accepts(t, htmlcheck, folder)
			if manifest := manifests[f.Info().Name]; manifest != nil {
				accepts(t, manifest, filepath.Join(folder, "imsmanifest.xml"))
			}
			accepts(t, scormPlay, folder)
			accepts(t, practice, folder)
		})
	}
}
