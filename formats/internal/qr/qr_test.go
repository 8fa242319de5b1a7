package qr

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// example.golden has been read with ZXing. It starts with the text.
func TestCodeOfAnAddress(t *testing.T) {
	const file = "testdata/example.golden"
	const text = "https://example.org/lesson?part=2"
	got := text + "\n" + draw(t, text)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the code is\n%s", got)
	}
}

func draw(t *testing.T, text string) string {
	t.Helper()
	c, ok := Encode(text)
	if !ok {
		t.Fatalf("there is no code of %q", text)
	}
	rows := make([][]byte, c.Size())
	for y := range rows {
		rows[y] = []byte(strings.Repeat(".", c.Size()))
	}
	for _, b := range c.Bars() {
		copy(rows[b.Y][b.X:], strings.Repeat("#", b.Width))
	}
	var all strings.Builder
	for _, row := range rows {
		all.WriteString(string(row) + "\n")
	}
	return all.String()
}

func TestTextsThatPaperHasNoRoomFor(t *testing.T) {
	for text, want := range map[string]bool{"": false, "x": true, strings.Repeat("x", maxText): true, strings.Repeat("x", maxText+1): false} {
		if _, ok := Encode(text); ok != want {
			t.Errorf("a text of %d bytes: %t", len(text), ok)
		}
	}
}
