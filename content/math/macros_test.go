package math

import (
	"fmt"
	"testing"
)

func mustDefine(t *testing.T, m Macros, d Definition) Macros {
	t.Helper()
	m, problems := m.Define(d)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}

func dumpWith(m Macros, tex string) string {
	f, _, _ := Parse(tex, Options{Macros: m})
	return Dump(f.Body)
}

func TestMacrosOfASite(t *testing.T) {
	one := "1"
	m := mustDefine(t, Macros{}, Definition{Name: `\RR`, Body: `\mathbb{R}`})
	m = mustDefine(t, m, Definition{Name: "bold", Body: `{\bf #1}`, Args: 1})
	m = mustDefine(t, m, Definition{Name: "norm", Body: `|#2|_{#1}`, Args: 2, Default: &one})
	m = mustDefine(t, m, Definition{Name: "pair", Body: `(#1,#2)`, Args: -1})
	tests := map[string]string{
		`\RR`:         "[double-struck:R]",
		`\bold{x}`:    "[bold:x]",
		`\norm{x}`:    "[|:ord x (scripts |:ord _1)]",
		`\norm[2]{x}`: "[|:ord x (scripts |:ord _2)]",
		`\pair{a}b`:   "[(:open a ,:punct b ):close]",
	}
	for tex, want := range tests {
		if got := dumpWith(m, tex); got != want {
			t.Errorf("%s is %s, want %s", tex, got, want)
		}
	}
}

func TestABadDefinitionIsTold(t *testing.T) {
	_, problems := Macros{}.Define(Definition{Name: "f", Body: "#2", Args: 1})
	if len(problems) != 1 || problems[0].Code != "math-macro-parameter" || problems[0].Span != (Span{0, 2}) {
		t.Errorf("got %v", problems)
	}
}

func TestAFormulaKeepsTheMacrosOfItsPlace(t *testing.T) {
	_, first, _ := Parse(`\def\x{1}\def\y{2}`, Options{})
	_, second, _ := Parse(`\def\x{3}`, Options{Macros: first})
	for m, want := range map[Macros]string{first: "[12]", second: "[32]"} {
		if got := dumpWith(m, `\x\y`); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestAPageOfDefinitionsStaysQuick(t *testing.T) {
	var m Macros
	name := func(i int) string { return string([]rune{'a' + rune(i/26/26), 'a' + rune(i/26%26), 'a' + rune(i%26)}) }
	const pages = 10_000
	for i := range pages {
		_, m, _ = Parse(fmt.Sprintf(`\def\q%s{%d}`, name(i), i), Options{Macros: m})
	}
	layers := 0
	for s := m.top; s != nil; s = s.below {
		layers++
	}
	if layers > 20 {
		t.Errorf("%d layers", layers)
	}
	if got := dumpWith(m, `\qaaa\q`+name(pages-1)); got != "[09999]" {
		t.Errorf("got %s", got)
	}
}
