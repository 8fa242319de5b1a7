package pdf

import (
	"math"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/formats/internal/highlight"
)

// contrast is that of two colours: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
func contrast(a, b color) float64 {
	light, dark := luminance(a), luminance(b)
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

func luminance(c color) float64 {
	linear := func(shift int) float64 {
		v := c.part(shift)
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

func TestCodeIsReadableOnItsBackgrounds(t *testing.T) {
	for kind, look := range kindLooks {
		for _, back := range []color{tint, marked} {
			if c := contrast(look.color, back); c < 4.5 {
				t.Errorf("%s on %06X has a contrast of %.1f", kind, back, c)
			}
		}
	}
}

func TestKeywordsAndCommentsDifferWithoutColour(t *testing.T) {
	if !kindLooks[highlight.Keyword].bold || !kindLooks[highlight.Comment].italic {
		t.Error("on grey paper they look like the rest")
	}
}

func TestCodeIsCopiedLineByLine(t *testing.T) {
	code := "def f():\n\n    return [" + strings.Repeat("'long', ", 20) + "]\n"
	var b strings.Builder
	for _, p := range composed(t, onePart(&content.CodeBlock{Lang: "python", Text: code + "\n\n"})).pages {
		for _, o := range textsOf(p.ops) {
			if o.tag != nil && o.tag.role == "Code" {
				b.WriteString(o.text())
			}
		}
	}
	if got := b.String(); got != code {
		t.Errorf("copying gives\n%s", got)
	}
}

// lineWith returns the texts on the line of a page on which the given one stands.
func lineWith(t *testing.T, doc *document, part string) []string {
	t.Helper()
	for _, p := range doc.pages[2:] {
		for _, o := range textsOf(p.ops) {
			if strings.Contains(o.text(), part) {
				return textsAt(p, o.y)
			}
		}
	}
	t.Fatalf("%q is on no page", part)
	return nil
}

func textsAt(p page, y float64) []string {
	var list []string
	for _, o := range textsOf(p.ops) {
		if math.Abs(o.y-y) < 1 {
			list = append(list, strings.TrimSpace(o.text()))
		}
	}
	return list
}

func TestTheMarkOfAnItemStandsBesideWhatItStartsWith(t *testing.T) {
	for name, first := range map[string]content.Block{
		"code":    &content.CodeBlock{Text: "first\nsecond"},
		"a table": &content.Table{Columns: make([]content.Column, 1), Body: []*content.Row{cells(false, "first")}},
		"a box":   &content.Callout{Title: inlines("first"), Blocks: says("second")},
		"a list":  &content.List{Items: []*content.Item{item1("first")}},
	} {
		doc := composed(t, onePart(&content.List{Ordered: true, Start: 7, Items: []*content.Item{{Blocks: []content.Block{first}}}}))
		if got := lineWith(t, doc, "first"); got[0] != "7." {
			t.Errorf("%s: the line has %q", name, got)
		}
	}
}
