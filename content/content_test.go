package content_test

import (
	"strings"
	"testing"
	"time"

	. "coursepack/content"
	"coursepack/content/math"
)

var at = Pos{File: "a.md", Line: 1, Col: 1}

// specimen has one node of every kind, each with an id where it can have one.
func specimen() *Part {
	p := at
	text := func(s string) []Inline { return []Inline{&Text{Pos: p, Text: s}} }
	para := func(s string) []Block { return []Block{&Paragraph{Pos: p, Inlines: text(s)}} }
	return &Part{
		Pos: p, ID: "lesson/page", Title: "Page", Source: "a.md",
		Blocks: []Block{
			&Heading{Pos: p, Level: 2, ID: "heading", Inlines: text("heading")},
			&Paragraph{Pos: p, Inlines: []Inline{
				&Text{Pos: p, Text: "text"}, &Emph{Pos: p, Inlines: text("emph")}, &Strong{Pos: p, Inlines: text("strong")},
				&Strike{Pos: p, Inlines: text("strike")}, &Sub{Pos: p, Inlines: text("sub")}, &Super{Pos: p, Inlines: text("super")},
				&Code{Pos: p, Text: "code"}, &Math{Pos: p, TeX: "x"}, &Link{Pos: p, Target: External{URL: "https://example.org"}, Inlines: text("link")},
				&Image{Pos: p, Src: "a.png", Alt: "alt"}, &Break{Pos: p}, &NoteRef{Pos: p, ID: "n", Number: 1},
				&Cite{Pos: p, IDs: []string{"entry"}, Inlines: text("cite")}, &Span{Pos: p, Attr: Attr{ID: "span"}, Inlines: text("span")},
			}},
			&List{Pos: p, Items: []*Item{{Pos: p, Task: TaskDone, Blocks: para("item")}}},
			&Quote{Pos: p, Blocks: para("quote")},
			&CodeBlock{Pos: p, ID: "code", Lang: "go", Text: "code\n"},
			&MathBlock{Pos: p, ID: "math", TeX: "y"},
			&Table{Pos: p, ID: "table", Caption: text("caption"), Columns: []Column{{Align: AlignRight}},
				Head: []*Row{{Pos: p, Cells: []*Cell{{Pos: p, Header: true, Blocks: para("head")}}}},
				Body: []*Row{{Pos: p, Cells: []*Cell{{Pos: p, Blocks: para("cell")}}}},
				Foot: []*Row{{Pos: p, Cells: []*Cell{{Pos: p, Blocks: para("foot")}}}}},
			&Figure{Pos: p, ID: "figure", Blocks: para("figure"), Caption: text("caption")},
			&Callout{Pos: p, ID: "callout", Kind: CalloutTip, Title: text("title"), Blocks: para("callout")},
			&Details{Pos: p, ID: "details", Summary: text("summary"), Blocks: para("details")},
			&Tabs{Pos: p, Tabs: []*Tab{{Pos: p, Label: text("label"), Blocks: para("tab")}}},
			&DefinitionList{Pos: p, Items: []*Definition{{Pos: p, Terms: [][]Inline{text("term")}, Details: [][]Block{para("definition")}}}},
			&Rule{Pos: p},
			&Bibliography{Pos: p, Entries: []*Entry{{Pos: p, ID: "entry", Inlines: text("entry")}}},
			&Quiz{Pos: p, ID: "quiz", Title: text("quiz"), Intro: para("intro"), Attempts: 2, TimeLimit: 90 * time.Minute, Questions: []*Question{
				{Pos: p, ID: "q1", Prompt: para("prompt"), Hints: [][]Block{para("hint")}, Explanation: para("explanation"),
					Answer: &Choice{Pos: p, Options: []*Option{{Pos: p, Correct: true, Blocks: para("option"), Feedback: para("feedback")}}}},
				{Pos: p, ID: "q2", Prompt: para("prompt"), Answer: &Numeric{Pos: p, Value: 3}},
				{Pos: p, ID: "q3", Prompt: para("prompt"), Answer: &ShortText{Pos: p, Accept: []string{"yes"}}},
				{Pos: p, ID: "q4", Prompt: para("prompt"), Answer: &Matching{Pos: p, Pairs: []*Pair{{Pos: p, Left: text("left"), Right: text("right")}}, Extra: [][]Inline{text("extra")}}},
				{Pos: p, ID: "q5", Prompt: para("prompt"), Answer: &Ordering{Pos: p, Items: [][]Inline{text("first"), text("second")}}},
				{Pos: p, ID: "q6", Prompt: para("prompt"), Answer: &Essay{Pos: p, Model: para("model")}},
				{Pos: p, ID: "q7", Prompt: []Block{&Paragraph{Pos: p, Inlines: []Inline{&Blank{Pos: p, Number: 1}, &Blank{Pos: p, Number: 2}}}},
					Answer: &Cloze{Pos: p, Answers: []Answer{&Numeric{Pos: p, Value: 3}, &Choice{Pos: p, Options: []*Option{{Pos: p, Blocks: para("menu")}}}}},
					Right:  para("right"), Wrong: para("wrong")},
			}},
			&Flashcards{Pos: p, ID: "cards", Cards: []*Flashcard{{Pos: p, ID: "c1", Front: para("front"), Back: para("back")}}},
			&Exercise{Pos: p, ID: "exercise", Title: text("exercise"), Prompt: para("prompt"), Hints: [][]Block{para("hint")}, Reveal: text("answer"), Solution: para("solution")},
			&Embed{Pos: p, Kind: EmbedVideo, URL: "https://example.org/v", Title: "video", Fallback: para("fallback")},
			&Div{Pos: p, Attr: Attr{ID: "div", Lang: "de"}, Role: RoleCard, Title: text("card"), Blocks: para("div")},
			&Raw{Pos: p, Format: "html", Text: "<x>"},
		},
		Notes: []*Note{{Pos: p, ID: "n", Number: 1, Blocks: para("note")}},
	}
}

func TestSpecimenHasEveryKind(t *testing.T) {
	seen := map[string]bool{}
	Walk(specimen(), func(n Node) bool {
		seen[Kind(n)] = true
		return true
	})
	for _, kind := range append(BlockKinds, InlineKinds...) {
		if !seen[kind] {
			t.Errorf("no %s", kind)
		}
	}
}

func TestRewriteCopiesEveryNode(t *testing.T) {
	original := specimen()
	before := DumpString(original)
	nodes := map[Node]bool{}
	Walk(original, func(n Node) bool {
		nodes[n] = true
		return true
	})

	copied := Rewriter{}.Part(original)
	if got := DumpString(copied); got != before {
		t.Errorf("the copy differs:\n%s\nfrom\n%s", got, before)
	}
	Walk(copied, func(n Node) bool {
		if nodes[n] {
			t.Errorf("%s was not copied", Kind(n))
		}
		return true
	})

	Rewriter{
		Block:  func(to []Block, _ Block) []Block { return to },
		Inline: func(to []Inline, _ Inline) []Inline { return to },
	}.Part(original)
	if got := DumpString(original); got != before {
		t.Errorf("rewriting changed the original:\n%s", got)
	}
}

func TestRewriteInPlaceKeepsEveryNode(t *testing.T) {
	part := specimen()
	nodes := map[Node]bool{}
	Walk(part, func(n Node) bool {
		nodes[n] = true
		return true
	})
	Walk(Rewriter{InPlace: true}.Part(part), func(n Node) bool {
		if !nodes[n] {
			t.Errorf("%s was copied", Kind(n))
		}
		return true
	})
}

func TestRewriteReplaces(t *testing.T) {
	said := func(s string) *Text { return &Text{Pos: at, Text: s} }
	for _, inPlace := range []bool{false, true} {
		r := Rewriter{InPlace: inPlace, Inline: func(to []Inline, n Inline) []Inline {
			switch n := n.(type) {
			case *Emph:
				return append(to, n.Inlines...)
			case *Break:
				return to
			case *Text:
				n.Text = strings.ToUpper(n.Text)
			}
			return append(to, n)
		}}
		in := []Block{&Quote{Pos: at, Blocks: []Block{&Paragraph{Pos: at, Inlines: []Inline{
			&Break{Pos: at}, said("a "), &Emph{Pos: at, Inlines: []Inline{said("b"), said("c"), said("d")}},
			&Break{Pos: at}, &Break{Pos: at}, &Break{Pos: at}, said("e"), said("f"),
		}}}}}
		want := "Quote 1:1\n  Paragraph 1:1 \"A \" \"B\" \"C\" \"D\" \"E\" \"F\"\n"
		if got := DumpString(r.Blocks(in)[0]); got != want {
			t.Errorf("in place: %v, got\n%swant\n%s", inPlace, got, want)
		}
	}
}

func TestCheckFindsWhatIsUnfinished(t *testing.T) {
	course := func(part *Part) *Course {
		return &Course{Pos: at, ID: "c", Units: []*Unit{{Pos: at, Lessons: []*Lesson{{Pos: at, ID: "lesson", Parts: []*Part{part}}}}}}
	}
	paragraph := func(n Inline) *Part {
		return &Part{Pos: at, ID: "p", Blocks: []Block{&Paragraph{Pos: at, Inlines: []Inline{n}}}}
	}
	asking := func(questions ...*Question) *Part {
		return &Part{Pos: at, ID: "p", Blocks: []Block{&Quiz{Pos: at, Questions: questions}}}
	}
	blank := []Block{&Paragraph{Pos: at, Inlines: []Inline{&Blank{Pos: at, Number: 1}}}}
	elsewhere := &Part{ID: "elsewhere"}
	tests := []struct {
		part *Part
		want string
	}{
		{paragraph(&Text{Pos: at, Text: "fine"}), ""},
		{paragraph(&Text{Text: "no place"}), "-: Text: no place"},
		{paragraph(&Link{Pos: at, Target: Unresolved{URL: "b.md"}}), "a.md:1:1: Link: target content.Unresolved"},
		{paragraph(&Link{Pos: at, Target: Internal{Part: elsewhere}}), "a.md:1:1: Link: leads to a part that is not in the course"},
		{paragraph(&Image{Pos: at, Src: "a.png"}), `a.md:1:1: Image: "a.png" is not loaded`},
		{paragraph(&NoteRef{Pos: at, ID: "n"}), `a.md:1:1: NoteRef: note "n" is not note 0 of the part`},
		{&Part{Pos: at, ID: "p", Blocks: []Block{&Heading{Pos: at, Level: 3}}}, "a.md:1:1: Heading: level 3 after 1"},
		{&Part{Pos: at, ID: "p", Blocks: []Block{&Div{Pos: at, Attr: Attr{ID: "x"}}, &Div{Pos: at, Attr: Attr{ID: "x"}}}}, `a.md:1:1: Div: id "x" is double`},
		{&Part{Pos: at}, "a.md:1:1: Part: no part id"},
		{asking(&Question{Pos: at, ID: "q", Prompt: blank, Answer: &Cloze{Pos: at, Answers: []Answer{&Numeric{Pos: at}}}}), ""},
		{asking(&Question{Pos: at, ID: "q", Prompt: blank}), "a.md:1:1: Question: 1 blanks and 0 answers"},
		{asking(&Question{Pos: at}), "a.md:1:1: Question: no question id"},
		{asking(&Question{Pos: at, ID: "q"}, &Question{Pos: at, ID: "q"}), `a.md:1:1: Question: question id "q" is double`},
	}
	for _, tt := range tests {
		got := ""
		if err := Check(course(tt.part)); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestPlainText(t *testing.T) {
	p := specimen().Blocks[1].(*Paragraph)
	if got, want := PlainText(p.Inlines), "textemphstrongstrikesubsupercodexlinkalt citespan"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPlainTextOfAFormula(t *testing.T) {
	f, _, _ := math.Parse(`\mathbf{x}_i \in \mathbb{R}`, math.Options{})
	got := PlainText([]Inline{&Text{Text: "let "}, &Math{TeX: f.TeX, Formula: f}, &Text{Text: " and "}, &Math{TeX: `\alpha`}})
	if want := `let 𝐱i∈ℝ and \alpha`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
