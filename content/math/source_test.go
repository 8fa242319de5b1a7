package math

import "testing"

func TestSourceNeedsNoMacros(t *testing.T) {
	macros, _ := Macros{}.Define(Definition{Name: "E", Body: `\mathbb{E}`})
	macros, _ = macros.Define(Definition{Name: "given", Body: `#1 \mid#2`, Args: -1})
	for _, c := range []struct{ tex, want string }{
		{`\frac{a}{b}  + c`, `\frac{a}{b}  + c`},
		{`\E x`, `\mathbb{E}x`},
		{`p(\given{\alpha}x)`, `p(\alpha \mid x)`},
		{`\newcommand{\R}{\mathbb R} \R^n`, `\mathbb R^n`},
		{`\def\E{e} \E`, `e`},
		{`\let\old\hat \renewcommand\hat[1]{\old{#1}} \hat x`, `\hat{x}`},
		{`\dv{f}x % a comment`, `\frac{\mathrm{d}f}{\mathrm{d}x} `},
		{`\text{a b} \\ c`, `\text{a b} \\ c`},
		{`\loop`, `\loop`},
	} {
		f, _, _ := Parse(c.tex, Options{Macros: macros})
		if got := f.Source(); got != c.want {
			t.Errorf("%s\n\tgives %s\n\twant  %s", c.tex, got, c.want)
		}
	}
}

// What Source writes is read as what it was written for.
func FuzzSource(f *testing.F) {
	f.Add(`\newcommand{\f}[1]{f(#1)} \f{x_{1}} \f3`)
	f.Fuzz(func(t *testing.T, tex string) {
		formula, _, problems := Parse(tex, Options{})
		if len(problems) > 0 {
			return
		}
		again, _, _ := Parse(formula.Source(), Options{})
		if a, b := PlainText(formula.Body), PlainText(again.Body); a != b {
			t.Errorf("%q\n\tbecomes %q\n\tand reads %q instead of %q", tex, formula.Source(), b, a)
		}
	})
}
