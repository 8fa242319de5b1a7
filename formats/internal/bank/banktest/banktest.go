// Package banktest has a course for the tests of formats that hold questions.
package banktest

import (
	"testing"
	"time"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/formats"
)

var at = content.Pos{File: "waves.md", Line: 1, Col: 1}

// Text returns a line of text.
func Text(s string) []content.Inline { return []content.Inline{&content.Text{Pos: at, Text: s}} }

// Says returns a paragraph.
func Says(s string) []content.Block {
	return []content.Block{&content.Paragraph{Pos: at, Inlines: Text(s)}}
}

func option(correct bool, s string) *content.Option {
	return &content.Option{Pos: at, Correct: correct, Blocks: Says(s)}
}

// Input returns a course with a quiz that has limits and one question of each kind, an exercise and a card, and a list for what is reported.
func Input(t testing.TB) (*formats.Input, *diag.List) {
	picture, err := asset.NewStore(nil, 1<<20).Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	formula, _, _ := math.Parse(`\frac{1}{2} < x`, math.Options{})
	display, _, _ := math.Parse(`E = mc^2`, math.Options{Display: true})
	lesson := &content.Lesson{Pos: at, ID: "waves", Title: "Waves / sound", Parts: []*content.Part{{Pos: at, ID: "waves/a", Title: "Waves", Notes: []*content.Note{
		{Pos: at, ID: "other", Number: 1, Blocks: Says("Of the text.")}, {Pos: at, ID: "cork", Number: 2, Blocks: Says("Seen from above.")},
	}, Blocks: []content.Block{
		&content.Quiz{Pos: at, Attempts: 2, TimeLimit: 20 * time.Minute, Questions: questions(formula, picture)},
		&content.Exercise{Pos: at, ID: "e", Title: Text("Try it"), Prompt: Says("How far?"), Hints: [][]content.Block{Says("Measure.")}, Solution: []content.Block{
			&content.MathBlock{Pos: at, TeX: display.TeX, Formula: display}}},
		&content.Flashcards{Pos: at, Cards: []*content.Flashcard{{Pos: at, ID: "c", Front: Says("Unit of frequency?"), Back: Says("Hertz: 1/s")}}},
	}}}}
	list := &diag.List{}
	return &formats.Input{
		Course: &content.Course{Pos: at, ID: "sea", Title: "The sea", Language: "en", Units: []*content.Unit{{Pos: at, Lessons: []*content.Lesson{lesson}}}},
		Time:   time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC), Tool: "test", Report: list,
	}, list
}

func questions(formula *math.Formula, picture *asset.Asset) []*content.Question {
	ask := func(id, prompt string, a content.Answer) *content.Question {
		return &content.Question{Pos: at, ID: id, Prompt: Says(prompt), Answer: a}
	}
	choice := ask("q1", "What travels {with} a wave = this #1?\nAll: ~nothing", &content.Choice{Pos: at, Shuffle: true, Options: []*content.Option{option(true, "Energy"), option(false, "Matter")}})
	choice.Answer.(*content.Choice).Options[1].Feedback = Says("It stays.")
	choice.Hints, choice.Explanation, choice.Points = [][]content.Block{Says("A cork.")}, Says("Corks bob."), 2
	choice.Prompt = append(choice.Prompt, &content.Paragraph{Pos: at, Inlines: []content.Inline{
		&content.Math{Pos: at, TeX: formula.TeX, Formula: formula}, &content.Image{Pos: at, Asset: picture, Alt: "A wave"}, &content.NoteRef{Pos: at, ID: "cork", Number: 2}}},
		&content.CodeBlock{Pos: at, Text: "a\n\nb\n"})
	cloze := ask("q5", "", &content.Cloze{Pos: at, Answers: []content.Answer{
		&content.Numeric{Pos: at, Value: 340, Tolerance: 5}, &content.ShortText{Pos: at, Accept: []string{"air", "a{i}r"}},
		&content.Choice{Pos: at, Options: []*content.Option{option(false, "slower"), option(true, "faster")}}}})
	cloze.Prompt = []content.Block{&content.Paragraph{Pos: at, Inlines: []content.Inline{&content.Blank{Pos: at, Number: 1}, &content.Text{Pos: at, Text: " m/s in "},
		&content.Blank{Pos: at, Number: 2}, &content.Text{Pos: at, Text: ", or "}, &content.Blank{Pos: at, Number: 3}}}}
	short := ask("q4", "Unit?", &content.ShortText{Pos: at, Accept: []string{"Hz", "1/s * 1"}, CaseSensitive: true})
	short.Right, short.Wrong = Says("Yes."), Says("No.")
	return []*content.Question{
		choice,
		ask("q2", "Which are waves?", &content.Choice{Pos: at, Multiple: true, Options: []*content.Option{option(true, "Light"), option(true, "Sound"), option(false, "Bread"), option(false, "Salt"), option(false, "Oil")}}),
		ask("q3", "How fast?", &content.Numeric{Pos: at, Value: 0.00001, Tolerance: 1e-7}),
		short,
		cloze,
		ask("q6", "Match.", &content.Matching{Pos: at, Pairs: []*content.Pair{{Pos: at, Left: Text("light"), Right: Text("photons")}, {Pos: at, Left: Text("sound"), Right: Text("air")}}, Extra: [][]content.Inline{Text("ether")}}),
		ask("q7", "Order.", &content.Ordering{Pos: at, Items: [][]content.Inline{Text("slow"), Text("fast")}}),
		ask("q8", "Why?", &content.Essay{Pos: at, Model: Says("Because.")}),
		ask("q9", "True?", &content.Choice{Pos: at, Options: []*content.Option{option(false, "True"), option(true, "False")}}),
	}
}
