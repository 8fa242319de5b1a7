package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"coursepack/content"
)

// noted is a course with a part that has as many notes as there are texts.
func noted(blocks []content.Block, notes ...string) *content.Course {
	c := onePart(blocks...)
	p := c.Units[0].Lessons[0].Parts[0]
	for i, n := range notes {
		p.Notes = append(p.Notes, &content.Note{ID: fmt.Sprint(i + 1), Number: i + 1, Blocks: says(n)})
	}
	return c
}

func ref(id string, number int) *content.NoteRef { return &content.NoteRef{ID: id, Number: number} }

func TestNotesStandOnThePageThatRefersToThem(t *testing.T) {
	filler := func(n int) content.Block { return para(txt(strings.Repeat("words to fill the page ", n))) }
	doc := composed(t, noted([]content.Block{
		filler(100), para(txt("first reference"), ref("1", 1)), filler(400), para(txt("second reference"), ref("2", 2), txt(" and again"), ref("1", 1)),
	}, "the first note", "the second note"))
	for _, word := range []string{"first", "second"} {
		var of, on []int
		for i, p := range doc.pages {
			shown := p.shown()
			if strings.Contains(shown, word+" reference") {
				of = append(of, i)
			}
			if strings.Contains(shown, "the "+word+" note") {
				on = append(on, i)
			}
		}
		if len(on) != 1 || !slices.Equal(of, on) {
			t.Errorf("the %s note is on pages %v, its reference on %v", word, on, of)
		}
	}
}

func TestNoNoteIsLostForLackOfRoom(t *testing.T) {
	var refs []content.Inline
	var notes []string
	for i := range 40 {
		refs = append(refs, txt("w"), ref(fmt.Sprint(i+1), i+1), txt(" "))
		notes = append(notes, fmt.Sprintf("note %d goes on. ", i+1)+strings.Repeat("It has many words. ", 20))
	}
	row := cells(false, "")
	row.Cells[0].Blocks = []content.Block{para(refs...)} // which no page divides
	for _, block := range []content.Block{para(refs...), &content.Table{Columns: make([]content.Column, 1), Body: []*content.Row{row}}} {
		allNotesAreThere(t, composed(t, noted([]content.Block{block, para(txt("after it"))}, notes...)))
	}
}

func allNotesAreThere(t *testing.T, doc *document) {
	t.Helper()
	shown := strings.ReplaceAll(all(doc), "\n", " ")
	for i := range 40 {
		if got := strings.Count(shown, fmt.Sprintf("note %d goes", i+1)); got != 1 {
			t.Errorf("note %d is there %d times", i+1, got)
		}
	}
	for i, p := range doc.pages {
		for _, o := range textsOf(p.ops) {
			if o.y < doc.paper.top || o.y > doc.paper.height-doc.paper.bottom+1 {
				t.Errorf("page %d: %q stands in the margin", i+1, o.text())
			}
		}
	}
}

// A note that is longer than the rest of its page begins there all the same: its page has no hole, and no note is alone on one while
// text could be beside it.
func TestLongNotesGoOnAtTheFootOfTheNextPage(t *testing.T) {
	long := strings.Repeat("This note has a lot to say. ", 150)
	text := para(txt(strings.Repeat("words to fill the page ", 60)))
	doc := composed(t, noted([]content.Block{text, text, para(txt("first"), ref("1", 1)), text, text, text, text, text}, long))
	full := doc.paper.textHeight() - 3*lineHeight
	var parts []int
	for i, p := range doc.pages[doc.roman:] {
		if n := strings.Count(p.shown(), "note has"); n > 0 {
			parts = append(parts, n)
			if !strings.Contains(p.shown(), "words") {
				t.Errorf("page %d has nothing but the note", i+1)
			}
		}
		if end := p.end() - doc.paper.top; i < len(doc.pages)-doc.roman-1 && end < full {
			t.Errorf("page %d ends at %.0f of %.0f", i+1, end, full)
		}
	}
	if len(parts) < 2 {
		t.Errorf("the parts of the note are %v", parts)
	}
}

// end is where the lowest text of a page stands.
func (p page) end() float64 {
	end := 0.0
	for _, o := range textsOf(p.ops) {
		end = max(end, o.y)
	}
	return end
}

func TestAuthorsHeadingForNotesHasThem(t *testing.T) {
	heading := &content.Heading{Level: 2, Inlines: inlines("Sources")}
	doc := composed(t, noted([]content.Block{para(txt("a"), ref("1", 1)), para(txt("b")), heading}, "the note"))
	if got := all(doc); !strings.Contains(got, "Sources\n1. the note") {
		t.Errorf("the notes do not stand below the heading:\n%s", got)
	}
}
