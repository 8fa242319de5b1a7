package pdf

import (
	"os"
	"testing"
	"time"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/math"
)

const zooDir = "../../testdata/courses/zoo"

func inlines(s string) []content.Inline { return []content.Inline{&content.Text{Text: s}} }
func para(inlines ...content.Inline) *content.Paragraph {
	return &content.Paragraph{Inlines: inlines}
}
func says(s string) []content.Block { return []content.Block{para(&content.Text{Text: s})} }
func txt(s string) *content.Text    { return &content.Text{Text: s} }
func item1(s string) *content.Item  { return &content.Item{Blocks: says(s)} }
func cells(header bool, texts ...string) *content.Row {
	r := &content.Row{}
	for _, s := range texts {
		r.Cells = append(r.Cells, &content.Cell{Header: header, Blocks: says(s)})
	}
	return r
}

// pictures loads the zoo's pictures.
func pictures(t testing.TB, names ...string) []*asset.Asset {
	t.Helper()
	store := asset.NewStore(os.DirFS(zooDir), 1<<24)
	var all []*asset.Asset
	for _, name := range names {
		a, err := store.Load(name)
		if err != nil {
			t.Fatalf("loading %s: %v", name, err)
		}
		all = append(all, a)
	}
	return all
}

// zoo is a course with one of every node.
func zoo(t testing.TB) *content.Course {
	first := &content.Part{ID: "animals/all", Title: "All the animals", Source: "all.md", Pos: content.Pos{File: "all.md"}}
	second := &content.Part{ID: "animals/more", Title: "More", Source: "more.md", Blocks: says("The end.")}
	first.Blocks = append(inlineZoo(first, second), blockZoo(t)...)
	first.Notes = []*content.Note{{ID: "n1", Number: 1, Blocks: says("A note about the tiger.")}}
	published := time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC)
	lesson := &content.Lesson{ID: "animals", Title: "Animals", Parts: []*content.Part{first, second}, Meta: content.LessonMeta{
		Description: "What lives here.", Outcomes: []string{"name three animals", "feed one"},
		Prerequisites: inlines("courage"), ReadMinutes: 12, PracticeMinutes: 5, Difficulty: "easy",
		Authors: []content.Person{{Name: "A. Keeper"}}, Published: published, Reviewed: published,
		License: content.License{Name: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"},
		Sources: []content.Source{{Title: "The jungle", URL: "https://example.org/jungle", Creator: "R. K.", Type: "book"}},
	}}
	plain := &content.Lesson{ID: "plants", Title: "Plants", Parts: []*content.Part{{ID: "plants", Title: "Plants", Blocks: says("They grow.")}}}
	return &content.Course{
		ID: "zoo", Title: "The Zoo", Language: "en", Description: "One of everything.", Publisher: "The Keepers",
		Authors: []content.Person{{Name: "A. Keeper"}, {Name: "B. Feeder"}}, Date: published,
		License: content.License{Name: "CC BY 4.0"},
		Front:   &content.Part{ID: "front", Title: "Welcome", Blocks: says("Before you enter.")},
		Units: []*content.Unit{
			{ID: "u1", Title: "Outside", Lessons: nil},
			{ID: "u2", Title: "Cages", Level: 2, Lessons: []*content.Lesson{lesson}},
			{ID: "u3", Title: "Beds", Lessons: []*content.Lesson{plain}},
		},
	}
}

func inlineZoo(here, there *content.Part) []content.Block {
	return []content.Block{
		para(txt("Plain "), &content.Emph{Inlines: inlines("stressed")}, txt(", "), &content.Strong{Inlines: inlines("strong")}, txt(", "),
			&content.Strike{Inlines: inlines("gone")}, txt(", H"), &content.Sub{Inlines: inlines("2")}, txt("O, x"),
			&content.Super{Inlines: inlines("3")}, txt(", "), &content.Code{Text: "a  + b"}, txt(", "), &content.Math{Formula: formulaOf(`\frac{1}{2}`, false)},
			txt("."), &content.NoteRef{ID: "n1", Number: 1}),
		para(&content.Link{Target: content.External{URL: "https://example.org/a_(b)"}, Inlines: inlines("outside")}, txt(" and "),
			&content.Link{Target: content.Internal{Part: there}, Inlines: inlines("inside")}, txt(" and "),
			&content.Link{Target: content.Internal{Part: here, ID: "second"}, Inlines: inlines("below")}, txt(" and "),
			&content.Link{Target: content.Download{Asset: &asset.Asset{Path: "files/leaflet.pdf"}}, Inlines: inlines("a file")}, &content.Break{}, txt("next line, see "),
			&content.Cite{IDs: []string{"kipling"}, Inlines: inlines("(Kipling 1894)")}),
		para(&content.Span{Role: content.SpanKey, Inlines: inlines("Ctrl")}, txt(" "), &content.Span{Role: content.SpanMark, Inlines: inlines("marked")},
			txt(" "), &content.Span{Role: content.SpanAbbr, Title: "HyperText", Inlines: inlines("HT")}, txt(" "),
			&content.Span{Role: content.SpanSmall, Inlines: inlines("small")}, txt(" "), &content.Span{Role: content.SpanInsert, Inlines: inlines("added")}, txt(" "),
			&content.Span{Role: content.SpanBadge, Inlines: inlines("new")}, txt(" "), &content.Span{Role: content.SpanVar, Inlines: inlines("n")}, txt(" "),
			&content.Span{Role: content.SpanSample, Inlines: inlines("out")}, &content.Span{Attr: content.Attr{ID: "spot"}}),
		para(txt("Letters: Größe, naïve, e\u0301 composed, ČŠŽ, Ελλάδα, Привет, ✓ → ≤ ∑ ☐ 𝔼 漢字 😀.")),
	}
}

func blockZoo(t testing.TB) []content.Block {
	p := pictures(t, "images/alpha.png", "images/rotated.jpg", "images/interlaced.png", "images/sixteen-bit.png", "images/disc.webp",
		"images/step.gif", "images/cmyk.jpg")
	drawing := pictures(t, "images/gradient.svg")[0]
	var shown []content.Block
	for i, a := range p {
		shown = append(shown, para(&content.Image{Asset: a, Alt: "picture " + a.Path, Width: content.Length{Value: float64(10 * (i + 2)), Percent: true}}))
	}
	blocks := []content.Block{
		&content.Heading{Level: 2, ID: "second", Inlines: inlines("A second level")},
		&content.Heading{Level: 3, Inlines: inlines("A third level")},
		&content.List{Tight: true, Items: []*content.Item{item1("one"), {Blocks: append(says("two"),
			&content.List{Ordered: true, Start: 9, Items: []*content.Item{item1("nine"), item1("ten")}})}, {}}},
		&content.List{Tight: true, Items: []*content.Item{{Task: content.TaskOpen, Blocks: says("feed")}, {Task: content.TaskDone, Blocks: says("clean")}}},
		&content.Quote{Blocks: says("Said by somebody.")},
		&content.CodeBlock{Lang: "go", Title: "main.go", Lines: true, Marks: []content.Range{{First: 2, Last: 2}},
			Text: "func main() {\n\tprintln(\"hello\") // and a comment that is so long that it does not fit into the width of a line\n}\n"},
		&content.MathBlock{ID: "eq", Formula: formulaOf("E = mc^2", true)},
		zooTable(),
		&content.Figure{ID: "fig", Blocks: []content.Block{para(&content.Image{Asset: drawing, Alt: "a drawing", Src: "gradient.svg"})}, Caption: inlines("A drawing.")},
		&content.Callout{Kind: content.CalloutWarning, Title: inlines("Beware"), Blocks: says("It bites.")},
		&content.Callout{Kind: "danger", Blocks: says("It bites hard.")},
		&content.Details{Summary: inlines("More"), Blocks: says("Folded away.")},
		&content.Tabs{Tabs: []*content.Tab{{Label: inlines("Left"), Blocks: says("on the left")}, {Label: inlines("Right"), Blocks: says("on the right")}}},
		&content.DefinitionList{Items: []*content.Definition{{Terms: [][]content.Inline{inlines("Tiger")}, Details: [][]content.Block{says("A large cat.")}}}},
		&content.Rule{},
		&content.Bibliography{Entries: []*content.Entry{{ID: "kipling", Inlines: inlines("Kipling, R. (1894). The Jungle Book.")}}},
		zooQuiz(),
		&content.Flashcards{ID: "cards", Cards: []*content.Flashcard{{ID: "c1", Front: says("Stripes?"), Back: says("Tiger.")}}},
		&content.Exercise{Title: inlines("Feed it"), Prompt: says("How?"), Hints: [][]content.Block{says("Slowly.")}, Solution: says("With a fork.")},
		&content.Embed{Kind: content.EmbedVideo, URL: "https://example.org/v", Title: "A film", Duration: 75 * time.Second, Fallback: says("A film of a tiger.")},
		&content.Div{Role: content.RoleCard, Title: inlines("A card"), Blocks: says("in a frame")},
		&content.Div{Role: content.RoleCentered, Blocks: says("in the middle")},
		&content.Div{Role: content.RoleFileTree, Blocks: []content.Block{&content.List{Tight: true, Items: []*content.Item{item1("src/")}}}},
		&content.Raw{Format: "latex", Text: `\secret`},
	}
	return append(blocks, shown...)
}

func zooTable() *content.Table {
	spanning := &content.Row{Cells: []*content.Cell{{RowSpan: 2, Blocks: says("both rows")}, {ColSpan: 2, Blocks: says("two columns")}}}
	return &content.Table{
		Caption: inlines("A table"), Columns: []content.Column{{}, {Align: content.AlignRight}, {}},
		Head: []*content.Row{cells(true, "Name", "Legs", "What it does when nobody looks")},
		Body: []*content.Row{cells(false, "Tiger", "4", "It sleeps, mostly, and dreams of open grassland and of slow antelopes in the evening sun"), spanning, cells(false, "second", "third")},
		Foot: []*content.Row{cells(false, "Sum", "4", "")},
	}
}

func zooQuiz() *content.Quiz {
	ask := func(prompt string, a content.Answer) *content.Question {
		return &content.Question{ID: prompt, Prompt: says(prompt), Answer: a}
	}
	choice := ask("Which is a cat?", &content.Choice{Options: []*content.Option{{Correct: true, Blocks: says("tiger"), Feedback: says("Yes.")}, {Blocks: says("toad")}}})
	choice.Hints, choice.Explanation = [][]content.Block{says("It purrs.")}, says("Toads do not purr.")
	return &content.Quiz{Title: inlines("What do you know?"), Intro: says("Answer all."), Attempts: 2, TimeLimit: 20 * time.Minute, Questions: []*content.Question{
		choice,
		ask("How many legs?", &content.Numeric{Value: 4, Tolerance: 0.5}),
		ask("Its name?", &content.ShortText{Accept: []string{"Shere Khan", "Khan"}}),
		ask("Match.", &content.Matching{Pairs: []*content.Pair{{Left: inlines("tiger"), Right: inlines("stripes")}, {Left: inlines("leopard"), Right: inlines("spots")}}, Extra: [][]content.Inline{inlines("checks")}}),
		ask("Order.", &content.Ordering{Items: [][]content.Inline{inlines("small"), inlines("large")}}),
		ask("Why?", &content.Essay{Model: says("Because.")}),
		{ID: "cloze", Prompt: []content.Block{para(txt("It eats "), &content.Blank{Number: 1}, txt(" and "), &content.Blank{Number: 2})}, Answer: &content.Cloze{
			Answers: []content.Answer{&content.ShortText{Accept: []string{"deer"}}, &content.Choice{Options: []*content.Option{{Correct: true, Blocks: says("boar")}, {Blocks: says("grass")}}}},
		}, Right: says("So it does."), Wrong: says("Look again.")},
	}}
}

func formulaOf(tex string, display bool) *math.Formula {
	f, _, _ := math.Parse(tex, math.Options{Display: display})
	return f
}
