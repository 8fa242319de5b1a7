package source

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"coursepack/content/diag"
)

func TestFrontMatter(t *testing.T) {
	tests := []struct {
		name, text string
		front      string // keys and values, "-" for no front matter
		rest       string // what is left of the text, blank lines dropped
		diags      string
	}{
		{"yaml", "---\ntitle: \"A: b\"\norder: 01\n---\n# H\n", "title=A: b order=01", "# H", ""},
		{"dots end it", "---\ntitle: A\n...\ntext\n", "title=A", "text", ""},
		{"at the end of the file", "---\ntitle: A\n---", "title=A", "", ""},
		{"empty", "---\n---\ntext\n", "", "text", ""},
		{"only a comment", "---\n# nothing\n---\ntext\n", "", "text", ""},
		{"none", "text\n---\na: b\n---\n", "-", "text\n---\na: b\n---", ""},
		{"a rule", "---\n\n# Slide\n\ntext\n\n---\nmore\n", "-", "---\n# Slide\ntext\n---\nmore", ""},
		{"a rule and a list", "---\n- one\n- two\n\n---\n", "-", "---\n- one\n- two\n---", ""},
		{"a rule and broken text", "---\n[a link](b): @c\n---\n", "-", "---\n[a link](b): @c\n---", ""},
		{"a rule alone", "---\n# Title\n", "-", "---\n# Title", ""},
		{
			"no end", "---\ntitle: A\n\ntext\n", "-", "---\ntitle: A\ntext",
			"a.md:1: warning: the front matter has no line --- at its end [front-matter-open] → it is read as text",
		},
		{
			"broken", "---\ntitle: Lesson: sums\ndraft: true\ntags: [a\n---\ntext\n", "title=Lesson: sums draft=true", "text",
			"a.md:2:8: error: mapping value is not allowed in this context [yaml-broken] → of the front matter, " +
				`only plain lines of key and text are read (text with a colon must stand in quotes: title: "Lesson: sums")`,
		},
		{
			"repeated key", "---\ntitle: A\ntitle: B\n---\n", "title=B", "",
			"a.md:3:1: warning: title is already said in line 2 [yaml-repeated-key] → the last one counts",
		},
		{"title block", "% Knots\n  and bends\n%\n% May 2020\n\n% text\n", "title=Knots and bends date=May 2020", "% text", ""},
		{"title block of three lines", "% A\n% B\n% C\n% D\n", "title=A author=B date=C", "% D", ""},
		{"a percent sign", "%a\n% b\n", "-", "%a\n% b", ""},
		{"toml", "+++\ntitle = \"A \\\"b\\\"\"\ndraft = true\n+++\ntext\n", `title=A "b" draft=true`, "text", ""},
		{
			"toml table", "+++\ntitle = 'A'\n[menu]\ntitle = 'B'\n+++\ntext\n", "title=A menu=", "text", "",
		},
		{
			"broken toml", "+++\ntitle = 'A'\ndraft = yes\nweight = 2\n+++\ntext\n", "title=A", "text",
			"a.md:3:9: error: unexpected character U+0079 'y' at start of value [toml-broken] → what stands before it is read",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var diags diag.List
			d := ReadDoc(fstest.MapFS{"a.md": {Data: []byte(tt.text)}}, "a.md", Limits{}, &diags)
			front := "-"
			if d.Front != nil {
				var all []string
				for _, key := range d.Front.Keys() {
					all = append(all, key+"="+d.Front.Get(key).String())
				}
				front = strings.Join(all, " ")
			}
			if front != tt.front {
				t.Errorf("front matter: got %q, want %q", front, tt.front)
			}
			if len(d.Text.Data) != len(tt.text) {
				t.Errorf("the text has %d bytes, want %d", len(d.Text.Data), len(tt.text))
			}
			var rest []string
			for line := range strings.Lines(string(d.Text.Data)) {
				if line = strings.TrimSpace(line); line != "" {
					rest = append(rest, line)
				}
			}
			if got := strings.Join(rest, "\n"); got != tt.rest {
				t.Errorf("text: got %q, want %q", got, tt.rest)
			}
			if got := lines(&diags); got != tt.diags {
				t.Errorf("diagnostics:\n%s\nwant\n%s", got, tt.diags)
			}
		})
	}
}

func lines(diags *diag.List) string {
	var all []string
	for _, d := range diags.Sorted() {
		all = append(all, fmt.Sprint(d))
	}
	return strings.Join(all, "\n")
}
