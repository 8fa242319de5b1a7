package source_test

import (
	"testing"
	"testing/fstest"

	"coursepack/content/diag"
	"coursepack/content/source"
)

func TestControlsOfDirectionAreReported(t *testing.T) {
	for text, want := range map[string]string{
		"“plain” – text…\n":                      "",
		"a \u2067\u05d0\u2069 b\n":               "a.md:1:3: note",
		"one\nif \u202e x\n":                     "a.md:2:4: warning",
		"a \u2066 open\nand more\n":              "a.md:1:3: warning",
		"a \u202a\u05d0\u202c, \u202b\u202c b\n": "a.md:1:3: note",
	} {
		var list diag.List
		source.ReadText(fstest.MapFS{"a.md": {Data: []byte(text)}}, "a.md", source.Limits{}, &list)
		got := ""
		for _, d := range list.Sorted() {
			got += d.Pos.String() + ": " + d.Severity.String()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
