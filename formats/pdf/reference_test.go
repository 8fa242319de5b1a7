package pdf

import (
	"fmt"
	"strings"
	"testing"

	"coursepack/content"
)

func linkTo(p *content.Part, id, says string) *content.Link {
	return &content.Link{Target: content.Internal{Part: p, ID: id}, Inlines: inlines(says)}
}

func linkOut(url, says string) *content.Link {
	return &content.Link{Target: content.External{URL: url}, Inlines: inlines(says)}
}

// firstPart is the part with which a course begins.
func firstPart(c *content.Course) *content.Part { return c.Units[0].Lessons[0].Parts[0] }

func TestLinksSayOnWhichPageTheirTargetIs(t *testing.T) {
	for _, before := range []int{1, 60, 300} { // paragraphs of the first lesson
		c := lessons(3, 6)
		p, second := firstPart(c), c.Units[0].Lessons[1].Parts[0]
		for len(p.Blocks) < before {
			p.Blocks = append(p.Blocks, p.Blocks[0])
		}
		p.Blocks = append([]content.Block{
			&content.Heading{Level: 2, Inlines: []content.Inline{linkTo(second, "", "A title")}},
			para(linkTo(second, "", "The second lesson"), txt(" is good, and "), linkTo(second, "", "again"), txt(", and "), linkTo(p, "", "this")),
		}, p.Blocks...)
		doc := composed(t, c)
		number := doc.pages[doc.places[anchorOf(second, "")].page].number
		shown := strings.ReplaceAll(doc.pages[doc.roman].shown(), "\u00A0", " ")
		if want := fmt.Sprintf("The second lesson (page %s) is good, and again, and this", number); !strings.Contains(shown, want) {
			t.Errorf("the page lacks %q:\n%s", want, shown)
		}
		if strings.Contains(shown, "title (") {
			t.Errorf("a title has the number of a page:\n%s", shown)
		}
	}
}

func TestLessonsMayAskForOthersAtOnce(t *testing.T) {
	c := lessons(2, 1)
	for i, l := range c.Units[0].Lessons {
		other := c.Units[0].Lessons[1-i]
		l.Meta.Prerequisites = []content.Inline{linkTo(other.Parts[0], "", other.Title)}
	}
	doc := composed(t, c)
	if shown := doc.pages[doc.roman].shown(); !strings.Contains(shown, c.Units[0].Lessons[1].Title) {
		t.Errorf("the first lesson does not say what it builds on:\n%s", shown)
	}
}

func TestFacingPagesNeedNoReference(t *testing.T) {
	n := &numbering{paper: paperOf(Options{TwoSided: true}), places: map[string]place{"a": {page: 1}, "b": {page: 2}, "c": {page: 3}}}
	for to, want := range map[string]bool{"a": false, "b": false, "c": true, "nowhere": false} {
		if got := n.helps(crossref{"a", to}); got != want {
			t.Errorf("from a to %s: %t", to, got)
		}
	}
}

// A number that turns out wider than its room becomes smaller, and no number is drawn for good before all pages are known.
func TestNumbersOfPagesStayInTheirRoom(t *testing.T) {
	s := bodyStyle
	ops := s.draw(nil, "9", 100, 100)
	o := placedText{ops[0].op.(text), ops[0].x, ops[0].y}
	o.refers, o.room = "there", o.width()
	pages := []page{{drawing: drawing{ops: []placed{{o.textOp, o.x, o.y}}}}}
	n := &numbering{places: map[string]place{"there": {page: 999}}}
	n.fill(pages)
	got := textsOf(pages[0].ops)[0]
	if got.text() != "1000" || got.x < o.x-1e-6 || got.x+got.width() > o.x+o.width()+1e-6 {
		t.Errorf("%q stands from %.1f to %.1f", got.text(), got.x, got.x+got.width())
	}
}

func TestPaperTellsWhereLinksLead(t *testing.T) {
	course := func() *content.Course {
		c := lessons(2, 1)
		p := firstPart(c)
		p.Blocks = says("")
		p.Blocks = append(p.Blocks,
			para(linkOut("https://example.org/a", "One"), txt(" and "), linkOut("https://example.org/b", "two"), txt(", "), linkOut("https://example.org/a", "one")),
			para(linkOut("https://example.org/c/", "example.org/c"), txt(" and "), linkOut("mailto:a@example.org", "a@example.org")))
		return c
	}
	const text = "One%s and two%s, one%s\nexample.org/c and a@example.org\n"
	for where, want := range map[Links]string{
		LinksListed: fmt.Sprintf(text, "[1]", "[2]", "[1]") + "Links to the web\n1. https://example.org/a\n2. https://example.org/b",
		LinksNoted:  fmt.Sprintf(text, "a", "b", "a") + "a https://example.org/a\nb https://example.org/b",
		LinksPlain:  fmt.Sprintf(text, "", "", ""),
	} {
		doc := optioned(t, course(), Options{Links: where})
		if got := flat(doc.pages[doc.roman]); !strings.Contains(got, want) {
			t.Errorf("%q: the page lacks %q:\n%s", where, want, got)
		}
		if got := flat(doc.pages[doc.roman+1]); strings.Contains(got, "https") {
			t.Errorf("%q: the next lesson has links:\n%s", where, got)
		}
	}
}

// flat returns the texts of a page, one for each line, raised ones in the line.
func flat(p page) string {
	var b strings.Builder
	y := -1.0
	for _, o := range textsOf(p.ops) {
		if y >= 0 && (o.y > y+5 || o.y < y-5) {
			b.WriteByte('\n')
		}
		y = o.y
		b.WriteString(o.text())
	}
	return b.String() + "\n"
}
