package pdf

import (
	"slices"
	"strings"
	"testing"
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
