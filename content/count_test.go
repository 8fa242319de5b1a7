package content_test

import (
	"testing"

	"coursepack/content"
)

func TestCount(t *testing.T) {
	text := func(s string) content.Inline { return &content.Text{Text: s} }
	picture := &content.Paragraph{Inlines: []content.Inline{&content.Image{}}}
	part := &content.Part{Blocks: []content.Block{
		&content.Paragraph{Inlines: []content.Inline{text("It's a well-known 3.5 km — or so."), &content.Math{}}},
		&content.Paragraph{Inlines: []content.Inline{text("波は動く。OK")}},
		picture,
		&content.Figure{Blocks: []content.Block{picture}, Caption: []content.Inline{text("Two words")}},
		&content.Figure{Blocks: []content.Block{&content.Table{}, &content.Figure{Blocks: []content.Block{picture}}}},
		&content.Quiz{}, &content.Exercise{}, &content.MathBlock{}, &content.CodeBlock{Text: "not counted"},
	}}
	want := content.Counts{Words: 7 + 4 + 1 + 2, Quizzes: 1, Exercises: 1, Figures: 4, Formulas: 2, Tables: 1, Code: 1}
	if got := content.Count(part); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
