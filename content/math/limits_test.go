package math

import (
	"slices"
	"strings"
	"testing"

	"coursepack/content/testkit"
)

// formulas returns those of the golden files.
func formulas(t testing.TB) []string {
	var all []string
	for _, name := range goldenFiles(t) {
		for line := range strings.Lines(golden(t, name)) {
			line = strings.TrimSuffix(line, "\n")
			if isFormula(line) {
				all = append(all, line)
			}
		}
	}
	return all
}

func TestEveryCommandIsInTheGoldenFiles(t *testing.T) {
	seen := map[string]bool{}
	for _, tex := range formulas(t) {
		l := lexer{src: tex}
		for tok := l.lex(); tok.kind != eof; tok = l.lex() {
			if tok.kind == command {
				seen[tok.text] = true
			}
		}
	}
	for _, name := range tables().names {
		if !seen[name] && name != pairedName {
			t.Errorf(`\%s is in no golden file`, name)
		}
	}
}

func TestEveryEnvironmentIsInTheGoldenFiles(t *testing.T) {
	all := strings.Join(formulas(t), "\n")
	for name := range environments {
		if !strings.Contains(all, `\begin{`+name+`}`) {
			t.Errorf("%s is in no golden file", name)
		}
	}
}

// check holds what is true of every formula: places lie in the source, nothing is nil and the tree can be walked.
func check(t *testing.T, tex string, display bool) {
	t.Helper()
	f, _, problems := Parse(tex, Options{Display: display})
	within := func(s Span) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= len(tex) }
	for _, p := range problems {
		if !within(p.Span) || p.Code == "" || p.Message == "" {
			t.Errorf("%q: problem %+v", tex, p)
		}
	}
	broken := false
	Walk(f.Body, func(n Node) bool {
		if !within(n.Extent()) {
			t.Errorf("%q: %s is at %v", tex, Dump(n), n.Extent())
		}
		if e, ok := n.(*Error); ok {
			broken = true
			if e.Source == "" && tex != "" {
				t.Errorf("%q: an error without source", tex)
			}
		}
		return true
	})
	if broken && len(problems) == 0 {
		t.Errorf("%q: an error nobody is told of", tex)
	}
	Dump(f.Body)
	f.Equations()
	f.Refs()
}

func TestPlacesLieInTheSource(t *testing.T) {
	for _, tex := range formulas(t) {
		check(t, tex, true)
		for cut := range tex {
			if cut%7 == 0 {
				check(t, tex[:cut], false)
			}
		}
	}
}

func TestNodesStandWhereTheyAreWritten(t *testing.T) {
	const tex = `x + \alpha^{2} - \frac{a}{bc} \text{if $y$} 3.14 \sin \hat p \begin{matrix} q & r s \\ t \end{matrix} \left( u \right) \big|`
	want := map[string]bool{"x": true, `\alpha`: true, "+": true, "2": true, "-": true, `\frac{a}{bc}`: true, "{bc}": true, "$y$": true,
		"y": true, "3.14": true, `\sin`: true, `\text{if $y$}`: true, `\alpha^{2}`: true, `\hat p`: true, "q": true, "r s": true,
		`\begin{matrix} q & r s \\ t \end{matrix}`: true, `\left( u \right)`: true, `\big|`: true}
	f, _, _ := Parse(tex, Options{})
	Walk(f.Body, func(n Node) bool {
		at := n.Extent()
		delete(want, tex[at.Start:at.End])
		return true
	})
	if len(want) > 0 {
		t.Errorf("no node stands at %v", want)
	}
}

func TestWhatAMacroMakesStandsAtItsCall(t *testing.T) {
	const tex = `\newcommand{\f}[1]{f(#1)} 1 + \f{x}`
	f, _, _ := Parse(tex, Options{})
	for _, n := range f.Body.Items[2:] {
		at := tex[n.Extent().Start:n.Extent().End]
		if id, ok := n.(*Ident); ok && id.Text == "x" {
			if at != "x" {
				t.Errorf("the argument stands at %q", at)
			}
		} else if at != `\f{x}` {
			t.Errorf("%s stands at %q", Dump(n), at)
		}
	}
}

// long has formulas that grow with n. Each is read in linear time, or a limit ends it.
var long = map[string]func(n int) string{
	"letters":              func(n int) string { return strings.Repeat("x", n) },
	"digits":               func(n int) string { return strings.Repeat("1", n) },
	"primes":               func(n int) string { return "f" + strings.Repeat("'", n) },
	"groups":               func(n int) string { return strings.Repeat("{", n) },
	"closed groups":        func(n int) string { return strings.Repeat("{", n) + strings.Repeat("}", n) },
	"superscripts":         func(n int) string { return strings.Repeat("x^", n) },
	"double scripts":       func(n int) string { return "x" + strings.Repeat("^2", n) },
	"stray braces":         func(n int) string { return strings.Repeat("}", n) },
	"fractions":            func(n int) string { return strings.Repeat(`\frac`, n/5) },
	"accents":              func(n int) string { return strings.Repeat(`\hat`, n/4) },
	"fences":               func(n int) string { return strings.Repeat(`\left(`, n/6) },
	"stray fences":         func(n int) string { return strings.Repeat(`\right)`, n/7) },
	"cells":                func(n int) string { return `\begin{matrix}` + strings.Repeat("&", n) },
	"rows":                 func(n int) string { return `\begin{matrix}` + strings.Repeat(`\\`, n/2) },
	"loose lines":          func(n int) string { return strings.Repeat(`a&b\\`, n/5) },
	"environments":         func(n int) string { return strings.Repeat(`\begin{matrix}`, n/14) },
	"stray ends":           func(n int) string { return strings.Repeat(`\end{matrix}`, n/12) },
	"unknown commands":     func(n int) string { return strings.Repeat(`\unknowncommand`, n/15) },
	"unknown environments": func(n int) string { return strings.Repeat(`\begin{x}`, n/9) },
	"styles":               func(n int) string { return strings.Repeat(`\displaystyle x\color{red}`, n/26) },
	"colours":              func(n int) string { return strings.Repeat(`\textcolor{red}{`, n/16) },
	"text":                 func(n int) string { return `\text{` + strings.Repeat("a ", n/2) },
	"text in text":         func(n int) string { return strings.Repeat(`\text{`, n/6) },
	"text and formulas":    func(n int) string { return strings.Repeat(`\text{$`, n/7) },
	"groups in text":       func(n int) string { return `\text{` + strings.Repeat("{", n) },
	"definitions":          func(n int) string { return strings.Repeat(`\def\a{x}`, n/9) },
	"calls":                func(n int) string { return `\def\a#1{#1#1}` + strings.Repeat(`\a x`, n/4) },
	"nested calls":         func(n int) string { return `\def\a#1{#1#1}` + strings.Repeat(`\a{`, n/3) },
	"doubling": func(int) string {
		return `\def\a#1{#1#1}\def\b#1{\a{\a{\a{\a{#1}}}}}\def\c#1{\b{\b{\b{\b{#1}}}}}\def\d#1{\c{\c{\c{\c{#1}}}}}\d{\d{x}}`
	},
	"open delimited calls": func(n int) string { return `\def\a#1;{#1}` + strings.Repeat(`\a`, n/2) },
	"open quantities":      func(n int) string { return strings.Repeat(`\qty(`, n/5) },
	"open brackets":        func(n int) string { return strings.Repeat(`\sqrt[`, n/6) },
	"open gaps":            func(n int) string { return `\begin{matrix}` + strings.Repeat(`\\[`, n/3) },
	"chemistry":            func(n int) string { return `\ce{` + strings.Repeat("H2O + ", n/6) + "}" },
	"groups in chemistry":  func(n int) string { return `\ce{` + strings.Repeat("{", n) },
	"chemistry itself":     func(n int) string { return strings.Repeat(`\ce{`, n/4) },
	"arrows in chemistry":  func(n int) string { return `\ce{` + strings.Repeat("->[", n/3) + "}" },
	"units":                func(n int) string { return `\pu{` + strings.Repeat("1e3", n/3) + "}" },
	"digits in units":      func(n int) string { return `\pu{` + strings.Repeat("1", n) + "}" },
	"columns":              func(n int) string { return strings.Repeat(`\begin{array}{*{99}{*{99}{*{99}{}}}}\end{array}`, n/48) },
	"wide cells":           func(n int) string { return `\begin{array}{c}` + strings.Repeat(`\multicolumn{99}{c}{}&`, n/22) },
	"roots":                func(n int) string { return strings.Repeat(`\root `, n/6) },
	"divisions":            func(n int) string { return strings.Repeat(`a\over `, n/7) },
	"negations":            func(n int) string { return strings.Repeat(`\not`, n/4) },
	"spaces":               func(n int) string { return strings.Repeat(" ", n) },
	"comments":             func(n int) string { return strings.Repeat("%\n", n/2) },
	"kets":                 func(n int) string { return strings.Repeat(`\Braket{`, n/8) },
}

func TestLongFormulasAreReadInLinearTime(t *testing.T) {
	const size = 1 << 17
	for name, formula := range long {
		t.Run(name, func(t *testing.T) {
			var f *Formula
			var problems []Problem
			tex := formula(size)
			testkit.Soon(t, func() { f, _, problems = Parse(tex, Options{Display: true}) }, "%d bytes", size)
			if len(problems) > maxProblems+1 {
				t.Errorf("%d problems", len(problems))
			}
			if d := depth(f.Body); d > 8*maxNesting {
				t.Errorf("the tree is %d deep", d)
			}
		})
	}
}

func depth(n Node) int {
	deepest := 0
	for _, child := range Children(n) {
		deepest = max(deepest, depth(child))
	}
	return deepest + 1
}

func TestLimitsAreTold(t *testing.T) {
	tests := map[string]string{
		strings.Repeat("{", 1000) + "x":     "math-nesting",
		long["doubling"](0):                 "math-macro-size",
		`\def\a{x\a}\a`:                     "math-macro-recursive",
		strings.Repeat(`\unknown `, 1000):   "math-problems",
		`\text{` + strings.Repeat("{", 999): "math-nesting",
	}
	for tex, code := range tests {
		_, _, problems := Parse(tex, Options{})
		if !slices.ContainsFunc(problems, func(p Problem) bool { return p.Code == code }) {
			t.Errorf("%.20s: no %s in %v", tex, code, problems)
		}
	}
}

func TestWhatIsBeyondALimitIsShownAsTeX(t *testing.T) {
	f, _, _ := Parse("a+"+strings.Repeat("{", 1000)+"secret", Options{})
	last, ok := f.Body.Items[len(f.Body.Items)-1].(*Error)
	if !ok || !strings.HasSuffix(last.Source, "secret") {
		t.Errorf("the end is %s", Dump(f.Body.Items[len(f.Body.Items)-1]))
	}
}

func FuzzParse(f *testing.F) {
	for _, tex := range formulas(f) {
		f.Add(tex, true)
	}
	for _, formula := range long {
		f.Add(formula(60), false)
	}
	f.Fuzz(func(t *testing.T, tex string, display bool) { check(t, tex, display) })
}

func BenchmarkParse(b *testing.B) {
	all := formulas(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, tex := range all {
			Parse(tex, Options{Display: true})
		}
	}
}
