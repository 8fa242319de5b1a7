package diag

import (
	"fmt"
	"slices"
	"testing"
)

func TestDiagnosticIsOneLine(t *testing.T) {
	at := Pos{File: "lessons/01.mdx", Line: 42, Col: 7}
	tests := []struct {
		d    Diagnostic
		want string
	}{
		{
			Diagnostic{Pos: at, Severity: Warning, Code: "embed-remote", Message: "the audio is not on this machine", Format: "pdf", Instead: "printed as a link"},
			"lessons/01.mdx:42:7: warning: the audio is not on this machine [embed-remote] → pdf: printed as a link",
		},
		{
			Diagnostic{Pos: Pos{File: "a.md", Line: 3}, Severity: Error, Code: "link-broken", Message: "no such page", Instead: "plain text", Hint: "did you mean b.md?"},
			"a.md:3: error: no such page [link-broken] → plain text (did you mean b.md?)",
		},
		{Diagnostic{Severity: Note, Code: "id-folder", Message: "the id is the folder's name"}, "note: the id is the folder's name [id-folder]"},
	}
	for _, tt := range tests {
		if got := tt.d.String(); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestListIsSortedAndTellsEachThingOnce(t *testing.T) {
	var l List
	first := Diagnostic{Pos: Pos{File: "a.md", Line: 2}, Code: "x"}
	second := Diagnostic{Pos: Pos{File: "a.md", Line: 10}, Code: "x"}
	third := Diagnostic{Pos: Pos{File: "b.md", Line: 1}, Code: "x", Severity: Warning}
	for _, d := range []Diagnostic{third, second, first, second} {
		l.Report(d)
	}
	if got, want := l.Places(), []Diagnostic{first, second, third}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if worst, ok := l.Worst(); worst != Warning || !ok {
		t.Errorf("Worst() = %v, %v", worst, ok)
	}
}

func TestListTellsOnceWhatIsAlike(t *testing.T) {
	var l List
	at := func(file string, line int, d Diagnostic) {
		d.Pos = Pos{File: file, Line: line}
		l.Report(d)
	}
	knot := Diagnostic{Code: "a", Message: "<Knot>", ByName: true}
	rope := Diagnostic{Code: "a", Message: "<Rope>", ByName: true}
	at("b.md", 1, knot)
	at("b.md", 8, knot)
	at("a.md", 7, knot)
	at("c.md", 1, rope)

	at("a.md", 1, Diagnostic{Code: "b", Message: "in this file"})
	at("a.md", 9, Diagnostic{Code: "b", Message: "in this file"})
	at("b.md", 1, Diagnostic{Code: "b", Message: "in this file"})

	for line, picture := range []string{"", "", "", "one.png", "two.png", "three.png"} {
		if picture != "" {
			at("a.md", line, Diagnostic{Code: "c", Severity: Warning, Message: picture + " is far away", Group: "on example.org"})
		}
	}
	at("b.md", 2, Diagnostic{Code: "c", Severity: Warning, Message: "four.png is far away", Group: "on example.org"})
	at("b.md", 3, Diagnostic{Code: "c", Severity: Warning, Message: "five.png is far away", Group: "on example.net"})

	at("d.md", 0, Diagnostic{Code: "d", Message: "no page", ByName: true})
	at("e.md", 0, Diagnostic{Code: "d", Message: "no page", ByName: true})

	at("e.md", 1, Diagnostic{Code: "e", Severity: Error, Message: "wrong"})
	at("e.md", 2, Diagnostic{Code: "e", Severity: Error, Message: "wrong"})

	var got []string
	for _, f := range l.Findings() {
		got = append(got, fmt.Sprint(f.Diagnostic, f.Also))
	}
	want := []string{
		"a.md:1: note: in this file (2 times) [b] [a.md:9]",
		"a.md:3: warning: one.png is far away (and 3 more on example.org in 2 files) [c] [a.md:4 a.md:5 b.md:2]",
		"a.md:7: note: <Knot> (3 times in 2 files) [a] [b.md:1 b.md:8]",
		"b.md:1: note: in this file [b] []",
		"b.md:3: warning: five.png is far away [c] []",
		"c.md:1: note: <Rope> [a] []",
		"d.md: note: no page (2 files) [d] [e.md]",
		"e.md:1: error: wrong [e] []",
		"e.md:2: error: wrong [e] []",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if n := len(l.Places()); n != 16 {
		t.Errorf("%d places", n)
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"title", "language", "authors", "rights"}
	tests := []struct {
		word, want string
		ok         bool
	}{
		{"titel", "title", true},
		{"tittle", "title", true},
		{"Author", "authors", true},
		{"langauge", "language", true},
		{"tiger", "", false},
		{"zebra", "", false},
	}
	for _, tt := range tests {
		if got, ok := Nearest(tt.word, keys); got != tt.want || ok != tt.ok {
			t.Errorf("Nearest(%q) = %q, %v; want %q, %v", tt.word, got, ok, tt.want, tt.ok)
		}
	}
}

func TestWhatFormatsSayAlikeIsToldOnce(t *testing.T) {
	var l List
	d := Diagnostic{Pos: Pos{File: "a.md", Line: 1}, Severity: Warning, Code: "x", Message: "no", Instead: "a link"}
	other := d
	other.Instead = "nothing"
	For(&l, "pdf").Report(d)
	For(&l, "epub").Report(d)
	For(&l, "scorm12").Report(other)
	d.Format, other.Format = "epub, pdf", "scorm12"
	if got, want := l.Sorted(), []Diagnostic{d, other}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
