package diag

import (
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
	if got, want := l.Sorted(), []Diagnostic{first, second, third}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if worst, ok := l.Worst(); worst != Warning || !ok {
		t.Errorf("Worst() = %v, %v", worst, ok)
	}
}

func TestListTellsOfANameOnceForAllFiles(t *testing.T) {
	var l List
	name := func(file string, line, times int, what string) Diagnostic {
		return Diagnostic{Pos: Pos{File: file, Line: line}, Code: "x", Message: what, Times: times, ByName: true}
	}
	for _, d := range []Diagnostic{
		name("b.md", 1, 2, "<Knot>"), name("b.md", 8, 1, "<Knot>"), name("a.md", 7, 0, "<Knot>"), name("c.md", 1, 1, "<Rope>"), name("a.md", 2, 2, "<Sail>"),
		{Pos: Pos{File: "a.md", Line: 1}, Code: "x", Message: "here", Times: 2}, {Pos: Pos{File: "b.md", Line: 1}, Code: "x", Message: "here"},
	} {
		l.Report(d)
	}
	var got []string
	for _, d := range l.Sorted() {
		got = append(got, d.String())
	}
	want := []string{
		"a.md:1: note: here (2 times) [x]",
		"a.md:2: note: <Sail> (2 times) [x]",
		"a.md:7: note: <Knot> (4 times in 2 files) [x]",
		"b.md:1: note: here [x]",
		"c.md:1: note: <Rope> [x]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
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
