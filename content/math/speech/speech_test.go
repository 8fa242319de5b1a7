package speech

import (
	"flag"
	"os"
	"strings"
	"testing"

	"coursepack/content/math"
)

var update = flag.Bool("update", false, "rewrite the golden file")

const golden = "testdata/english.txt"

// The golden file has formulas, each followed by what is said on a line that starts with a tab. A line that starts with ## is a
// heading. A formula that starts with \ and a space is inline; all others are displayed.
func TestEnglish(t *testing.T) {
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got := render(string(want))
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	compare(t, string(want), got)
}

func render(file string) string {
	var out strings.Builder
	for line := range strings.Lines(file) {
		if strings.HasPrefix(line, "\t") {
			continue
		}
		out.WriteString(line)
		tex := strings.TrimSpace(line)
		if tex != "" && !strings.HasPrefix(tex, "##") {
			out.WriteString("\t" + English(parse(tex)) + "\n")
		}
	}
	return out.String()
}

func parse(tex string) *math.Formula {
	f, _, _ := math.Parse(tex, math.Options{Display: true})
	return f
}

func compare(t *testing.T, want, got string) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	if len(w) != len(g) {
		t.Errorf("%d lines, not %d", len(g), len(w))
	}
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			t.Errorf("%s\nwant %s\ngot  %s", w[max(i-1, 0)], w[i], g[i])
		}
	}
}
