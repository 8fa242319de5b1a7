package xhtml

import (
	"time"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/math"
)

var (
	moon = &asset.Asset{Path: "images/moon.png", Type: "image/png", Width: 640, Height: 480}
	tone = &asset.Asset{Path: "files/tone.mp3", Type: "audio/mpeg"}
	clip = &asset.Asset{Path: "files/clip.webm", Type: "video/webm"}
	said = &asset.Asset{Path: "files/clip.vtt", Type: "text/vtt"}
	odd  = &asset.Asset{Path: "images/odd.tif", Type: "image/x-odd"}
	pdf  = &asset.Asset{Path: "files/leaflet.pdf", Type: "application/pdf"}
)

func formula(tex string, display bool) *math.Formula {
	f, _, _ := math.Parse(tex, math.Options{Display: display})
	return f
}

// everyNode is a part with one of every node, and with those variants that are written another way.
func everyNode() *content.Part {
	other := &content.Part{ID: "other", Title: "Other"}
	return &content.Part{
		ID: "every", Title: "Every node", Heading: []content.Inline{&content.Text{Text: "Every "}, &content.Emph{Inlines: text("node")}},
		Notes: []*content.Note{
			{ID: "why", Number: 1, Blocks: blocks(para(text("Because.")...), para(text("Really.")...))},
			{ID: "code", Number: 2, Blocks: blocks(&content.CodeBlock{Text: "x\n"})},
		},
		Blocks: []content.Block{
			&content.Heading{Level: 1, ID: "ganz-früh", Inlines: text("Too high")},
			&content.Heading{Level: 9, ID: "deep", Inlines: text("Too deep")},
			&content.Heading{Level: 2, ID: "empty"},
			para(inlines(other)...),
			para(image(content.Image{Alt: "The moon"})),
			para(&content.Link{Target: external("https://a.example"), Inlines: text("A")}, &content.Text{Text: " · "}, &content.Link{Target: external("https://b.example"), Inlines: text("B")}),
			&content.List{Ordered: true, Start: 3, Tight: true, Items: []*content.Item{
				{Blocks: blocks(para(text("three")...))},
				{Blocks: blocks(para(text("four")...), &content.List{Tight: true, Items: []*content.Item{{Blocks: blocks(para(text("inner")...))}, {}}})},
			}},
			&content.List{Items: []*content.Item{{Blocks: blocks(para(text("loose")...))}}},
			&content.List{Items: []*content.Item{
				{Task: content.TaskOpen, Blocks: blocks(para(text("to do")...))},
				{Task: content.TaskDone, Blocks: blocks(para(text("done")...))},
			}},
			&content.List{},
			&content.Quote{Blocks: blocks(para(text("Said by others.")...))},
			&content.CodeBlock{Lang: "c++", ID: "listing", Text: "if (a < b && c) {\r\n\treturn;\n}\n"},
			&content.CodeBlock{Lang: "go", Title: "main.go", Lines: true, Start: 5, Marks: []content.Range{{First: 2, Last: 2}}, Text: "func main() {\n\n}\n"},
			&content.MathBlock{ID: "eq", Formula: formula(`\sum_{i<n} x_i`, true)},
			table(),
			&content.Figure{ID: "fig", Blocks: blocks(para(image(content.Image{NoAlt: true, Alt: "A moon"}))), Caption: text("A moon")},
			&content.Callout{Kind: content.CalloutTip, Blocks: blocks(para(text("Try it.")...))},
			&content.Callout{Kind: "My Kind", ID: "call", Title: text("Titled"), Blocks: blocks(para(text("Own kind.")...))},
			&content.Details{Blocks: blocks(para(text("Hidden.")...))},
			&content.Details{Open: true, ID: "det", Summary: text("Look"), Blocks: blocks(para(text("Shown.")...))},
			&content.Tabs{Tabs: []*content.Tab{{Label: text("Go"), Blocks: blocks(para(text("go")...))}, {Blocks: blocks(para(text("nameless")...))}}},
			&content.DefinitionList{Items: []*content.Definition{
				{Terms: [][]content.Inline{text("bit"), text("binary digit")}, Details: [][]content.Block{blocks(para(text("0 or 1")...)), blocks(para(text("a")...), para(text("b")...))}},
				{Terms: [][]content.Inline{text("unexplained")}},
			}},
			&content.Rule{},
			&content.Flashcards{ID: "cards", Cards: []*content.Flashcard{
				{ID: "card-1", Front: blocks(para(text("Q")...)), Back: blocks(para(text("A")...))},
				{ID: "card-2", Front: blocks(para(text("Q")...), &content.CodeBlock{Text: "?\n"}), Back: blocks(para(text("A")...))},
			}},
			&content.Exercise{ID: "ex", Title: text("Do it"), Prompt: blocks(para(text("Task")...)), Hints: [][]content.Block{blocks(para(text("Think")...))}, Solution: blocks(para(text("So")...))},
			&content.Embed{Kind: content.EmbedAudio, Asset: tone, Title: "Tone", Duration: 100 * time.Second},
			&content.Embed{Kind: content.EmbedVideo, Asset: clip, Fallback: blocks(para(text("What you would see.")...)),
				Tracks: []content.Track{
					{Kind: content.TrackCaptions, Asset: said}, {Kind: content.TrackSubtitles, Asset: said, Lang: "de", Label: "Deutsch"},
					{Kind: content.TrackChapters, Asset: said, Lang: "not a language"},
				},
				Transcript: blocks(para(text("What is said.")...))},
			&content.Embed{Kind: content.EmbedVideo, URL: "https://www.video.example/watch?v=1&t=2", Title: "A film", Duration: 12 * time.Minute},
			&content.Embed{Kind: content.EmbedFrame, URL: "javascript:alert(1)"},
			&content.Div{Attr: content.Attr{ID: "div", Lang: "ar", Dir: "rtl"}, Blocks: blocks(para(text("مرحبا")...))},
			&content.Div{Attr: content.Attr{Lang: "not a tag", Dir: "up"}, Role: content.RoleCards, Blocks: blocks(
				&content.Div{Role: content.RoleCard, Title: text("Card"), Blocks: blocks(para(text("Inside.")...))})},
			&content.Raw{Format: "latex", Text: `\vspace{1em}`},
			quiz(),
			&content.Bibliography{Entries: []*content.Entry{{ID: "shannon", Inlines: text("Shannon, 1948")}}},
		},
	}
}

func inlines(other *content.Part) []content.Inline {
	return []content.Inline{
		&content.Text{Text: "Text, "},
		&content.Strong{Inlines: text("strong")}, &content.Strike{Inlines: text("struck")},
		&content.Sub{Inlines: text("sub")}, &content.Super{Inlines: text("super")},
		&content.Code{Text: "a < b"}, &content.Math{Formula: formula("a < b", false)},
		&content.Link{Target: external("https://a.example/?a=1&b=2"), Title: "A", Inlines: text("out")},
		&content.Link{Target: content.Internal{Part: other, ID: "a b"}, Inlines: text("within")},
		&content.Link{Target: content.Download{Asset: pdf}, Inlines: text("the leaflet")},
		&content.Link{Target: external("javascript:x"), Inlines: text("harmful")},
		image(content.Image{Alt: `"a" & b`, Title: "T", Width: content.Length{Value: 40, Percent: true}}),
		image(content.Image{Width: content.Length{Value: 99.6}}),
		&content.Image{Src: "odd.tif", Asset: odd, Alt: "odd picture"},
		&content.Break{},
		&content.NoteRef{ID: "why", Number: 1}, &content.NoteRef{ID: "code", Number: 2}, &content.NoteRef{ID: "why", Number: 1},
		&content.Cite{IDs: []string{"missing", "shannon"}, Inlines: text("[1]")},
		&content.Cite{IDs: []string{"missing"}, Inlines: text("[2]")},
		&content.Span{Attr: content.Attr{ID: "anchor"}},
		&content.Span{Attr: content.Attr{Lang: "fr"}, Inlines: text("mot")},
		&content.Span{Role: content.SpanAbbr, Title: "Learning Management System", Inlines: text("LMS")},
		&content.Span{Role: content.SpanKey, Inlines: text("Enter")}, &content.Span{Role: content.SpanMark, Inlines: text("marked")},
		&content.Span{Role: content.SpanBadge, Inlines: text("New")},
	}
}

func image(img content.Image) *content.Image {
	img.Src, img.Asset = "moon.png", moon
	return &img
}

func table() *content.Table {
	cell := func(s string) *content.Cell { return &content.Cell{Blocks: blocks(para(text(s)...))} }
	return &content.Table{
		Caption: text("Codes"), Columns: []content.Column{{}, {Align: content.AlignRight}},
		Head: []*content.Row{{Cells: []*content.Cell{{}, cell("Length")}}},
		Body: []*content.Row{
			{Cells: []*content.Cell{{Header: true, Blocks: blocks(para(text("Hamming")...))}, {Align: content.AlignCenter, Blocks: blocks(para(text("7")...), para(text("or 15")...))}}},
			{Cells: []*content.Cell{{ColSpan: 2, Blocks: blocks(para(text("both")...))}}},
		},
		Foot: []*content.Row{{Cells: []*content.Cell{cell("sum")}}},
	}
}

func quiz() *content.Quiz {
	option := func(correct bool, s, feedback string) *content.Option {
		o := &content.Option{Correct: correct, Blocks: blocks(para(text(s)...))}
		if feedback != "" {
			o.Feedback = blocks(para(text(feedback)...))
		}
		return o
	}
	question := func(id string, a content.Answer) *content.Question {
		return &content.Question{ID: id, Prompt: blocks(para(text("Question " + id)...)), Answer: a}
	}
	hinted := question("q1", &content.Choice{Options: []*content.Option{option(false, "no", "Not quite."), option(true, "yes", "")}})
	hinted.Hints = [][]content.Block{blocks(para(text("A hint.")...))}
	hinted.Explanation = blocks(para(text("An explanation.")...))
	cloze := question("q7", &content.Cloze{Answers: []content.Answer{
		&content.ShortText{Accept: []string{"Bern"}}, &content.Choice{Options: []*content.Option{option(false, "Rhine", ""), option(true, "Aare", "")}},
	}})
	cloze.Prompt = blocks(para(&content.Blank{Number: 1}, &content.Text{Text: " lies on the "}, &content.Blank{Number: 2}))
	cloze.Right, cloze.Wrong = blocks(para(text("Well done.")...)), blocks(para(text("Look at a map.")...))
	return &content.Quiz{
		ID: "quiz", Title: text("Check"), Intro: blocks(para(text("Answer these.")...)), Attempts: 3, TimeLimit: 90 * time.Minute,
		Questions: []*content.Question{
			hinted,
			question("q2", &content.Numeric{Value: 2.5, Tolerance: 0.1}),
			question("q3", &content.ShortText{Accept: []string{"one", "1"}}),
			question("q4", &content.Matching{Pairs: []*content.Pair{{Left: text("l1"), Right: text("z")}, {Left: text("l2"), Right: text("a")}}}),
			question("q5", &content.Ordering{Items: [][]content.Inline{text("first"), text("after")}}),
			question("q6", &content.Essay{Model: blocks(para(text("A model.")...))}),
			cloze,
		},
	}
}

func lessonMeta() *content.LessonMeta {
	return &content.LessonMeta{
		Description: "In short.", Outcomes: []string{"Do this", "Do that"},
		Prerequisites: []content.Inline{&content.Link{Target: content.Internal{Part: &content.Part{ID: "other"}}, Inlines: text("Other")}},
		ReadMinutes:   13, PracticeMinutes: 15, Difficulty: "standard", Authors: []content.Person{{Name: "A"}, {Name: "B"}},
		Published: date(2026, 5, 25), License: content.License{Name: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"},
		Sources: []content.Source{{Title: "A lecture", URL: "https://a.example/", Creator: "C", Type: "web-course", License: content.License{Name: "CC0"}}},
	}
}

func course() *content.Course {
	return &content.Course{Title: "Course", Description: "All of it.", Publisher: "P", Date: date(2026, 5, 26)}
}

func blocks(b ...content.Block) []content.Block { return b }
