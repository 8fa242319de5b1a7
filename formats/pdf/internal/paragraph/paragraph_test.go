package paragraph

import (
	"fmt"
	"strings"
	"testing"
)

// typed makes items of a text in a face whose characters are all one wide. A soft hyphen is written as ~.
func typed(text string) []Item {
	var items []Item
	for i, word := range strings.Fields(text) {
		if i > 0 {
			items = append(items, Item{Kind: Glue, Width: 1, Stretch: 0.5, Shrink: 0.33})
		}
		for j, part := range strings.Split(word, "~") {
			if j > 0 {
				items = append(items, Item{Kind: Penalty, Width: 1, Penalty: 50, Flagged: true})
			}
			items = append(items, Item{Width: float64(len(part))})
		}
	}
	return append(items, Item{Kind: Penalty, Penalty: Forced})
}

// set writes lines as they are broken, with how much their spaces take up.
func set(text string, lines []Line) string {
	var words []string
	for _, word := range strings.Fields(text) {
		words = append(words, strings.Split(strings.ReplaceAll(word, "~", "~\x00"), "\x00")...)
	}
	items := typed(text)
	var b strings.Builder
	next := 0
	for _, l := range lines {
		for i := l.Start; i < l.End; i++ {
			switch it := items[i]; it.Kind {
			case Glue:
				b.WriteString(" ")
			case Box:
				b.WriteString(strings.TrimSuffix(words[next], "~"))
				next++
			}
		}
		if items[l.End].Flagged {
			b.WriteString("-")
		}
		fmt.Fprintf(&b, "|%+.1f\n", l.Extra)
	}
	return b.String()
}

func TestBreak(t *testing.T) {
	for _, test := range []struct {
		name, text string
		opt        Options
		want       string
	}{
		{"a line that is not full", "a b c", Options{Width: 20}, "a b c|+0.0\n"},
		{"the first lines give way for the last", "aaa bb cc ddddd", Options{Width: 6, Tolerance: 6}, "aaa|+3.0\nbb cc|+1.0\nddddd|+0.0\n"},
		{"a hyphen", "some hy~phen~ation in words", Options{Width: 11}, "some hy-|+3.0\nphenation|+2.0\nin words|+0.0\n"},
		{"ragged", "some longer words in here", Options{Width: 11, Ragged: true}, "some longer|+0.0\nwords in|+0.0\nhere|+0.0\n"},
		{"a word that is too wide", "a unbreakable b", Options{Width: 6}, "a|+5.0\nunbreakable|+0.0\nb|+0.0\n"},
	} {
		if got := set(test.text, Break(typed(test.text), test.opt)); got != test.want {
			t.Errorf("%s: %q is broken as\n%swant\n%s", test.name, test.text, got, test.want)
		}
	}
}

func TestNothingIsLostAndLinesFit(t *testing.T) {
	text := strings.Repeat("the quick brown fox jumps over the lazy dog ", 200)
	for width := 12.0; width < 90; width += 7 {
		items := typed(text)
		next := 0
		for _, l := range Break(items, Options{Width: width}) {
			for ; next < l.Start; next++ {
				if items[next].Kind == Box {
					t.Fatalf("width %v: the box %d is on no line", width, next)
				}
			}
			if l.Width+l.Extra > width+1e-6 {
				t.Errorf("width %v: a line is %v wide", width, l.Width+l.Extra)
			}
			next = l.End
		}
		if next != len(items)-1 {
			t.Errorf("width %v: the lines end at %d of %d", width, next, len(items))
		}
	}
}

func BenchmarkBreak(b *testing.B) {
	items := typed(strings.Repeat("the quick brown fox jumps over the la~zy dog ", 30))
	b.ReportAllocs()
	for b.Loop() {
		Break(items, Options{Width: 80})
	}
}

func TestLinesThatAreTooWideSayByHowMuch(t *testing.T) {
	items := []Item{{Width: 70}, {Kind: Glue, Width: 10, Stretch: 5, Shrink: 3}, {Width: 150}, {Kind: Penalty, Penalty: Forced}}
	lines := Break(items, Options{Width: 100})
	if len(lines) != 2 || lines[0].Over != 0 || lines[1].Over != 50 || lines[1].Width+lines[1].Extra != 150 {
		t.Errorf("the lines are %+v", lines)
	}
}
