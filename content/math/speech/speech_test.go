package speech

import (
	"flag"
	"os"
	"strings"
	"testing"

	"coursepack/content/math"
	"coursepack/content/testkit"
)

var update = flag.Bool("update", false, "rewrite the golden file")

const golden = "testdata/english.txt"

// The golden file has formulas, each followed by what is said on a line that starts with a tab. Lines that start with ## are
// headings.
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

func TestWordOrderIsTheLanguages(t *testing.T) {
	other := english
	other.Fraction[0] = "Nenner $2 , Zähler $1"
	other.NthRoot = "die $1te Wurzel"
	for tex, want := range map[string]string{
		`\frac{x}{y}`: "Nenner y, Zähler x",
		`\sqrt[n]{x}`: "die nte Wurzel of x",
	} {
		if got := New(&other).Formula(parse(tex)); got != want {
			t.Errorf("%s: got %q, want %q", tex, got, want)
		}
	}
}

func TestResolvedNumbersAreRead(t *testing.T) {
	f := parse(`\begin{align} a &= b \\ c &= \eqref{x} \end{align}`)
	for i, n := range f.Equations() {
		n.Number = []string{"1.1", "1.2"}[i]
	}
	f.Refs()[0].Number = "3.4"
	const want = "line 1: a equals b, equation 1.1; line 2: c equals 3.4, equation 1.2"
	if got := English(f); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Hostile formulas must end soon: each would take minutes if anything were read once per level or once per sign.
func TestLinear(t *testing.T) {
	const n = 30_000
	for _, tex := range []string{
		strings.Repeat("(", n), strings.Repeat("(", n) + strings.Repeat(")", n), strings.Repeat("⟨", n) + strings.Repeat(")", n),
		strings.Repeat("|", n), strings.Repeat("|+", n), strings.Repeat("|x", n), strings.Repeat("x|", n), strings.Repeat(`\|+|`, n),
		strings.Repeat("(|", n) + strings.Repeat(")", n), strings.Repeat("(⟨|", n), strings.Repeat("x:", n), strings.Repeat("f(", n),
		strings.Repeat("a_", n), strings.Repeat("{", 149) + "x" + strings.Repeat("}", 149), strings.Repeat(`\hat`, n) + "x",
		strings.Repeat(`\frac1`, n) + "2", strings.Repeat(`\sqrt{\frac{`, n) + "x", strings.Repeat(`[0,`, n) + strings.Repeat(")", n),
		strings.Repeat("x_{y^", n), strings.Repeat(`\begin{matrix}a&b\\c&`, n), strings.Repeat(`\left|`, n), strings.Repeat("f'", n),
		`\begin{array}{c}` + strings.Repeat(`a\\`, n) + strings.Repeat(`a&`, n) + `\end{array}`, strings.Repeat("a,", n), strings.Repeat("fA", n),
		strings.Repeat(`\sum_`, n), strings.Repeat(`\frac{d}{d`, n), strings.Repeat(`\underbrace{`, n), strings.Repeat("∀x<", n),
	} {
		var said string
		testkit.Soon(t, func() { said = English(parse(tex)) }, "%.20s…", tex)
		if len(said) > 100*len(tex) {
			t.Errorf("%.20s… has %d bytes, is said with %d", tex, len(tex), len(said))
		}
	}
}

func FuzzFormula(f *testing.F) {
	file, err := os.ReadFile(golden)
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		if !strings.HasPrefix(line, "\t") {
			f.Add(strings.TrimSpace(line))
		}
	}
	f.Fuzz(func(t *testing.T, tex string) {
		said := English(parse(tex))
		if said != English(parse(tex)) {
			t.Error("two readings differ")
		}
		if strings.TrimSpace(said) != said || strings.Contains(said, "  ") {
			t.Errorf("%q", said)
		}
	})
}

func BenchmarkEnglish(b *testing.B) {
	file, err := os.ReadFile(golden)
	if err != nil {
		b.Fatal(err)
	}
	var formulas []*math.Formula
	for line := range strings.Lines(string(file)) {
		if !strings.HasPrefix(line, "\t") {
			formulas = append(formulas, parse(strings.TrimSpace(line)))
		}
	}
	b.ReportMetric(float64(len(formulas)), "formulas")
	for b.Loop() {
		for _, f := range formulas {
			English(f)
		}
	}
}
