package export_test

import (
	"context"
	"testing"
	"testing/fstest"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/export"
)

// The heading that a page begins with is its title, also in a box around all of it, and stands in the text no second time.
func TestTitlesStandOnce(t *testing.T) {
	for text, headings := range map[string]int{
		"# Tides\n\nText.\n":                        0,
		"$$\n\\def\\R{R}\n$$\n\n# Tides\n\n$\\R$\n": 0,
		"---\ntitle: Tides\n---\n<div dir=\"rtl\">\n\n# Tides\n\nText.\n\n</div>\n": 0,
		"---\ntitle: Tides\n---\n<div dir=\"rtl\">\n\n# Ebb\n\nText.\n\n</div>\n":   1,
		"---\ntitle: Tides\n---\n<div dir=\"rtl\">\n\n</div>\n":                     0,
	} {
		fsys := fstest.MapFS{"tides.md": {Data: []byte(text)}}
		r, err := export.Read(context.Background(), export.Options{FS: fsys, Folder: "sea"}, &diag.List{})
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for p := range r.Course.Parts {
			content.Walk(p, func(n content.Node) bool {
				if _, ok := n.(*content.Heading); ok {
					found++
				}
				return true
			})
			if p.Title != "Tides" {
				t.Errorf("%q: the title is %q", text, p.Title)
			}
		}
		if found != headings {
			t.Errorf("%q has %d headings in its text, want %d", text, found, headings)
		}
	}
}
