package source

import (
	"fmt"
	"strings"
	"testing"

	"coursepack/content/diag"
)

// places lists a text line by line with the place of each line's first byte.
func places(t *Text) string {
	var b strings.Builder
	offset := 0
	for line := range strings.Lines(string(t.Data)) {
		fmt.Fprintf(&b, "%s %s", t.Pos(offset), line)
		offset += len(line)
	}
	return b.String()
}

func TestBuiltTextKnowsWhereItsBytesStand(t *testing.T) {
	page := NewText("page.md", []byte("one\ntwo {include}\nthree\n"))
	part := NewText("part.md", []byte("é first\nsecond\n"))
	tag := strings.Index(string(page.Data), "{include}")

	var inner Builder
	inner.Copy(part, 0, len(part.Data))
	inner.Put("made\nup\n", part, len("é first\n"))
	included := inner.Text("part.md")

	var b Builder
	b.Copy(page, 0, 4)
	b.Copy(page, 4, tag) // goes on with the piece before
	b.Copy(included, len("é "), len(included.Data))
	b.Copy(page, tag+len("{include}"), len(page.Data))
	built := b.Text("page.md")

	const want = `page.md:1:1 one
page.md:2:1 two first
part.md:2:1 second
part.md:2:1 made
part.md:2:1 up
page.md:2:14 
page.md:3:1 three
`
	if got := places(built); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if at := built.Pos(len("one\ntwo fir")).String(); at != "part.md:1:6" {
		t.Errorf("inside of a piece: %s", at)
	}
	if at := built.Pos(1 << 20).String(); at != "page.md:4:1" {
		t.Errorf("behind the end: %s", at)
	}
	if len(built.pieces) != 4 {
		t.Errorf("%d pieces", len(built.pieces))
	}
}

func TestEmptyBuilder(t *testing.T) {
	var b Builder
	if at := b.Text("a.md").Pos(3).String(); at != "a.md:1:1" {
		t.Error(at)
	}
}

func TestPlacesInLongLines(t *testing.T) {
	data := []byte("short\n" + strings.Repeat("aé€𝄞", 5_000) + "\nlast")
	text := NewText("a.md", data)
	line, col := 1, 1
	for i, r := range string(data) {
		if got, want := text.Pos(i), (diag.Pos{File: "a.md", Line: line, Col: col}); got != want {
			t.Fatalf("byte %d is at %v, not at %v", i, got, want)
		}
		if col++; r == '\n' {
			line, col = line+1, 1
		}
	}
}
