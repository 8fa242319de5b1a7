package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coursepack/content"
)

// visible writes the first line of a paragraph as it stands on the page, from left to right, character by character.
func visible(t *testing.T, language, words string) string {
	t.Helper()
	c := onePart(para(txt(words)))
	c.Language = language
	doc := composed(t, c)
	type letter struct {
		x    float64
		text string
	}
	var all []letter
	y := 0.0
	for _, o := range textsOf(doc.pages[len(doc.pages)-1].ops) {
		if o.size != textSize || y != 0 && o.y != y {
			continue
		}
		y = o.y
		x := o.x
		for _, r := range o.runs {
			for _, g := range r.Glyphs {
				all = append(all, letter{x, g.Text})
				x += float64(g.Advance) * o.size / float64(r.Face.UnitsPerEm)
			}
			x += r.extra
		}
	}
	slices.SortStableFunc(all, func(a, b letter) int {
		switch {
		case a.x < b.x-0.01:
			return -1
		case a.x > b.x+0.01:
			return 1
		}
		return 0
	})
	var b strings.Builder
	for _, p := range all {
		b.WriteString(p.text)
	}
	return strings.TrimSpace(b.String())
}

func TestTextRunsInItsDirection(t *testing.T) {
	for _, test := range []struct{ language, text, want string }{
		{"en", "one two", "one two"},
		{"en", "see שלום עולם here", "see םלוע םולש here"},
		{"he", "שלום עולם", "םלוע םולש"},
		{"he", "ספר deep learning טוב", "בוט deep learning רפס"},
		{"he", "מספר 12.5 כאן", "ןאכ 12.5 רפסמ"},
		{"he", "ספר (API) טוב.", ".בוט (API) רפס"},
		{"he", "only Latin words", "only Latin words"},
		{"fa", "\u200C م\u200Cن \u200D\u200C", "ن\u200Cم"},
	} {
		if got := visible(t, test.language, test.text); got != test.want {
			t.Errorf("%s: %q stands as %q, want %q", test.language, test.text, got, test.want)
		}
	}
}

// What is read from right to left stands in a course that is not as it does in one that is, and the other way round.
func TestPassagesRunInTheirDirection(t *testing.T) {
	passage := func() []content.Block {
		return []content.Block{
			para(txt("ספר (API) טוב. "), linkOut("https://example.org", "כאן")),
			&content.List{Items: []*content.Item{{Blocks: says("אחד")}, {Blocks: says("שתיים")}}},
			&content.Quote{Blocks: says("שלום")},
			&content.CodeBlock{Lang: "go", Text: "x := 1\n"},
			&content.Table{Columns: make([]content.Column, 2), Head: []*content.Row{cells(true, "מה", "איפה")}, Body: []*content.Row{cells(false, "ים", "שם")}},
		}
	}
	for _, c := range []struct{ passage, around string }{{"he", "en"}, {"en", "he"}} {
		whole := onePart(passage()...)
		whole.Language = c.passage
		part := onePart(&content.Div{Attr: content.Attr{Lang: c.passage}, Blocks: passage()})
		part.Language = c.around
		want, got := standing(optioned(t, whole, Options{Links: LinksPlain})), standing(optioned(t, part, Options{Links: LinksPlain}))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s in %s: -want +got\n%s", c.passage, c.around, diff)
		}
	}
}

func TestTablesOnTheirSideRunInTheDirectionOfTheirPassage(t *testing.T) {
	var row []string
	for i := range 14 {
		row = append(row, fmt.Sprintf("ארוכיםמאוד%d", i))
	}
	wide := &content.Table{Columns: make([]content.Column, len(row)), Body: []*content.Row{cells(false, row...)}}
	doc := composed(t, onePart(&content.Div{Attr: content.Attr{Dir: "rtl"}, Blocks: []content.Block{wide}}))
	p := doc.pages[len(doc.pages)-1]
	texts := textsOf(p.ops)
	first, last := texts[0], texts[len(texts)-1]
	if paper := paperOf(Options{}).turned(); !p.sideways || first.x+first.width() > paper.width-paper.right || first.x < last.x+300 || last.x < paper.left {
		t.Errorf("sideways %t, %q at %.1f, %q at %.1f", p.sideways, first.text(), first.x, last.text(), last.x)
	}
}

// standing says what stands where in the body of a document, but for titles.
func standing(doc *document) (all []string) {
	for n, p := range doc.pages[doc.roman:] {
		for _, o := range slices.Concat(p.under, p.ops) {
			what := ""
			switch op := o.op.(type) {
			case text:
				if op.size > textSize {
					continue
				}
				what = op.text()
			case rect:
				what = fmt.Sprintf("%06x %.1f×%.1f", op.color, op.w, op.h)
			default:
				continue
			}
			all = append(all, fmt.Sprintf("page %d: %s at %.1f %.1f", n, what, o.x, o.y))
		}
		for _, a := range p.links {
			all = append(all, fmt.Sprintf("page %d: link %s at %.1f %.1f", n, a.link.url, a.x, a.w))
		}
	}
	slices.Sort(all)
	return all
}
