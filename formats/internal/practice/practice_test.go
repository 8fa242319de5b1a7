package practice

import (
	"fmt"
	"testing"

	"coursepack/content"
	"coursepack/content/math"
)

func TestTextIsOneLineWithoutAnswers(t *testing.T) {
	text := func(s string) []content.Inline { return []content.Inline{&content.Text{Text: s}} }
	para := func(s string) content.Block { return &content.Paragraph{Inlines: text(s)} }
	formula, _, _ := math.Parse(`\sqrt{16}`, math.Options{})
	blocks := []content.Block{
		para(" How\n\tfar \u00a0 is"), &content.Paragraph{Inlines: []content.Inline{
			&content.Emph{Inlines: text("the ")}, &content.Text{Text: "moon"}, &content.Break{}, &content.Math{TeX: formula.TeX, Formula: formula}, &content.Text{Text: "?"},
		}},
		&content.Exercise{Title: text("Task"), Prompt: []content.Block{para("Look.")}, Solution: []content.Block{para("secret")}},
		&content.Flashcards{Cards: []*content.Flashcard{{Front: []content.Block{para("Flood")}, Back: []content.Block{para("secret")}}}},
		&content.Quiz{Questions: []*content.Question{{Prompt: []content.Block{para("Ebb?")}, Answer: &content.Choice{Options: []*content.Option{{Blocks: []content.Block{para("secret")}}}}}}},
		&content.CodeBlock{Text: "a\n  b\n"},
	}
	const rest = "? Task Look. Flood Ebb? a b"
	if got, want := Text(blocks), "How far is the moon "+content.PlainText([]content.Inline{&content.Math{TeX: formula.TeX, Formula: formula}})+rest; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	got, formulas := Spoken(blocks)
	if want := "How far is the moon the square root of 16 " + rest; got != want || !formulas {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestKeysAreUnique(t *testing.T) {
	var ids []string
	for i := range 20_000 { // among so many, about a dozen pairs have the same hash
		ids = append(ids, fmt.Sprint("lesson/", i))
	}
	seen := map[string]bool{}
	for i, key := range Keys(ids) {
		if seen[key] || len(key) != 4 {
			t.Fatalf("%s has the key %s, as another id does", ids[i], key)
		}
		seen[key] = true
	}
}
