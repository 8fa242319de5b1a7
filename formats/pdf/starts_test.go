package pdf

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
)

func pageStarts(t *testing.T, c *content.Course) []formats.PageStart {
	t.Helper()
	starts, err := New(Options{OwnFonts: true}).Pages(context.Background(), input(c, &diag.List{}))
	if err != nil {
		t.Fatal(err)
	}
	return starts
}

func TestPagesBeginWithWhatStandsFirstOnThem(t *testing.T) {
	var blocks []content.Block
	for i := range 60 {
		blocks = append(blocks, para(&content.Text{Text: fmt.Sprintf("Number%d begins. ", i) + strings.Repeat("And it goes on for a while. ", 12)}))
	}
	c := onePart(blocks...)
	doc := composed(t, c)
	starts := pageStarts(t, c)
	if len(starts) < 5 {
		t.Fatalf("there are %d pages", len(starts))
	}
	if starts[0] != (formats.PageStart{Label: "1", Node: c.Units[0].Lessons[0]}) {
		t.Errorf("the text begins with %v", starts[0])
	}
	for _, s := range starts[1:] {
		words, _, _ := strings.Cut(content.PlainText(s.Node.(*content.Paragraph).Inlines), ".")
		page := pageNumbered(doc, s.Label).shown()
		before, _, found := strings.Cut(page, words)
		if !found || strings.Contains(before, "begins") {
			t.Errorf("page %s does not begin with %q:\n%s", s.Label, words, page)
		}
	}
}

func pageNumbered(doc *document, number string) page {
	for _, p := range doc.pages {
		if p.number == number {
			return p
		}
	}
	panic("no page " + number)
}

func TestPagesOnWhichNothingBeginsBelongToWhatGoesOn(t *testing.T) {
	code := &content.CodeBlock{Text: strings.Repeat("x = x + 1\n", 150)}
	c := onePart(code, para(&content.Text{Text: "The end."}))
	lesson := content.Node(c.Units[0].Lessons[0])
	want := []formats.PageStart{{Label: "1", Node: lesson}, {Label: "2", Node: code}, {Label: "3", Node: code}}
	if got := pageStarts(t, c); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// Who turns from a page to the next in the book goes on in the text, whatever floats and wherever notes stand.
func TestPagesBeginInTheOrderOfReading(t *testing.T) {
	figures, _ := withFigures(t)
	for _, c := range []*content.Course{zoo(t), figures, noted(says("A note follows."), strings.Repeat("It is long. ", 2000))} {
		order, last := readingOrder(c), -1
		for _, s := range pageStarts(t, c) {
			at, known := order[s.Node]
			if !known || at < last {
				t.Errorf("page %s begins with a %s before that of the page before", s.Label, content.Kind(s.Node))
			}
			last = at
		}
		if last < 0 {
			t.Errorf("%s has no pages", c.Title)
		}
	}
}
