package highlight

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// runs.txtar has texts, named by number and language, each followed by what becomes of it.
func TestRuns(t *testing.T) {
	const file = "testdata/runs.txtar"
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var r Reader
	for i := 0; i < len(a.Files); i += 2 {
		text := string(a.Files[i].Data)
		_, language, _ := strings.Cut(a.Files[i].Name, " ")
		got := dump(r.Runs(language, text))
		want := string(a.Files[i+1].Data)
		if *update {
			a.Files[i+1].Data = []byte(got)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got (-update rewrites):\n%s", a.Files[i].Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func dump(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		fmt.Fprintf(&b, "%-8s %q\n", r.Kind, r.Text)
	}
	return b.String()
}

func joined(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// odd has what lexers tend to stumble over.
const odd = "\ufeffx = 'open\r\n\ty\x00 \"\\\" <a href='>\u2028{{ %} ```\n``` 漢字 😀 \\\n\n  @end"

func TestEveryLanguageKeepsTheText(t *testing.T) {
	var r Reader
	files := map[string]bool{}
	for name, file := range languages() {
		if files[file] {
			continue
		}
		files[file] = true
		for _, text := range []string{odd, odd + "\n", "\n", "\r", " "} {
			if got := joined(r.Runs(name, text)); got != text {
				t.Errorf("%s: %q became %q", name, text, got)
			}
		}
	}
	if len(files) < 250 {
		t.Errorf("there are only %d languages", len(files))
	}
}

func TestWhatIsBeyondTheLimitsIsPlain(t *testing.T) {
	var r Reader
	for _, text := range []string{strings.Repeat("if x:\n", maxText/6+1), "if " + strings.Repeat("x", maxLine), "if \xff"} {
		if got := r.Runs("python", text); len(got) != 1 || got[0] != (Run{Plain, text}) {
			t.Errorf("a text of %d bytes is in %d runs", len(text), len(got))
		}
	}
	if got := r.Runs("python", ""); got != nil {
		t.Errorf("no text is in %d runs", len(got))
	}
	if got := r.Runs("klingon", "if x"); len(got) != 1 || got[0].Kind != Plain {
		t.Errorf("an unknown language gives %v", got)
	}
}

// The expressions for strings of some languages take a pair of backslashes for one thing or for two.
func TestExpressionsThatGoBackAndForthEnd(t *testing.T) {
	var r Reader
	for _, language := range []string{"bash", "c", "kotlin", "python", "ruby"} {
		text := `x = "` + strings.Repeat(`\\`, 60) + "\n" + strings.Repeat("a", 60) + "!\n"
		if got := joined(r.Runs(language, text)); got != text {
			t.Errorf("%s: %q became %q", language, text, got)
		}
	}
	if len(r.late) == 0 {
		t.Error("none of them takes long: look for a text that does")
	}
}

func TestALanguageThatIsLateIsGivenUp(t *testing.T) {
	r := Reader{late: map[string]int{"python": maxLate}}
	if got := r.Runs("python", "if late: pass"); len(got) != 1 {
		t.Errorf("it is still read: %v", got)
	}
	if got := r.Runs("go", "if late {}"); len(got) == 1 {
		t.Error("another language is not read")
	}
}

func TestManyMayReadAtOnce(t *testing.T) {
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			var r Reader
			for i := range 20 {
				r.Runs("html", fmt.Sprintf("<script>if (%d) {}</script>", i))
			}
		})
	}
	wait.Wait()
}

func BenchmarkRuns(b *testing.B) {
	text := strings.Repeat("def area(radius):  # of a circle\n    return 3.14 * radius ** 2\n", 10)
	b.Run("cold", func(b *testing.B) {
		var r Reader
		for i := 0; b.Loop(); i++ {
			r.Runs("python", fmt.Sprintf("%s# %d\n", text, i))
		}
	})
	b.Run("cached", func(b *testing.B) {
		var r Reader
		for b.Loop() {
			r.Runs("python", text)
		}
	})
}

func FuzzRunsKeepTheText(f *testing.F) {
	f.Add("python", "def f(x): return 'a'\n")
	f.Add("html", odd)
	f.Fuzz(func(t *testing.T, language, text string) {
		var r Reader
		if got := joined(r.Runs(language, text)); got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
