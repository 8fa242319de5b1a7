package markdown

import (
	"fmt"
	"strings"
	"testing"

	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/testkit"
)

// What takes parsers quadratic time, or deep stacks.
func hostile() map[string]string {
	r := strings.Repeat
	return map[string]string{
		"emphasis":            r("*a_ ", 50_000),
		"emphasis, nested":    r("*a ", 20_000) + r("a* ", 20_000),
		"strong, nested":      r("**a ", 20_000) + r("a** ", 20_000),
		"stars":               r("*", 100_000) + "a" + r("*", 100_000),
		"brackets":            r("[", 100_000),
		"brackets, closed":    r("[", 50_000) + r("]", 50_000),
		"brackets, pairs":     r("[a]", 50_000),
		"images":              r("![", 50_000) + r("](a)", 50_000),
		"links with titles":   r("[a](b \"c ", 20_000),
		"links with spaces":   "[a](" + r(" ", 100_000) + "b)",
		"link definitions":    r("[a]: b\n", 30_000),
		"notes":               r("[^a]", 30_000) + "\n\n" + r("[^a]: b\n", 30_000),
		"code spans":          r("`a``", 50_000),
		"backticks":           backticks(600),
		"dollars":             r("$a ", 100_000),
		"dollars, alone":      r("$", 200_000),
		"abbreviations":       "*[a]: b\n\n" + r("a ", 60_000),
		"dollars in braces":   r("${$", 60_000) + "}",
		"double dollars":      r("a $$ ", 50_000),
		"math brackets":       r(`\\(`, 60_000),
		"tags":                r("<a ", 60_000),
		"tags with strings":   r(`<a b="`, 40_000),
		"tags, open":          r("<b>", 50_000),
		"tags, stray":         r("</b>", 50_000),
		"components":          r("<A b={", 40_000),
		"components, blocks":  r("<A>\n", 20_000) + r("</A>\n", 20_000),
		"expressions":         r("{a", 60_000),
		"templates":           r("{`", 60_000),
		"strings":             r(`{"`, 60_000),
		"comments":            r("<!-- ", 40_000),
		"comments in braces":  r("{/*", 60_000),
		"comment lines":       r("<!--\n", 40_000),
		"quotes":              r(">", 10_000) + "a",
		"quotes by line":      steps(2_000, "> "),
		"lists":               steps(2_000, "  ") + "- a",
		"lists, one line":     r("- ", 10_000) + "a",
		"quizzes":             "```quiz\n" + r("- [x] a\n---\n", 10_000),
		"quiz options":        "```quiz\n" + r("- [x] a\n", 20_000) + r("abc: d\n\n", 10_000),
		"quiz blanks":         "```quiz\n" + r("[[a]] [[", 20_000),
		"quiz menus":          "```quiz\n= (a)" + r("|a", 10_000),
		"quiz pairs":          "```quiz\n" + r("- => a\n", 10_000),
		"quiz in quiz":        r("<quiz>\n", 20_000),
		"quiz fences":         "```quiz\n" + r("- [x] a\n  ~~~quiz\n", 10_000),
		"directives":          r(":::note\n", 20_000),
		"directive line":      ":::note" + r("[", 100_000),
		"directive spaces":    ":::note" + r(" ", 100_000) + "x",
		"fences":              r("```\na\n", 40_000),
		"columns":             r("|a", 5_000) + "\n" + r("|-", 5_000) + "\n" + r("|b", 5_000),
		"rows with bars":      "|a|\n|-|\n" + r("|`a", 20_000) + "\n",
		"delimiter rows":      r("a\n-|-\n", 30_000),
		"pipes":               "a|b\n-|-\n" + r("`\\|` ", 40_000),
		"heading":             "# " + r("a ", 300_000),
		"heading ids":         r("# a\n", 40_000),
		"long line":           r("word ", 400_000),
		"entities":            r("&a", 100_000),
		"mail":                r("a@", 100_000),
		"mail with dots":      r("a.", 100_000) + "@b",
		"addresses":           r("http://", 50_000),
		"address in brackets": "<" + r("a:", 100_000),
		"imports":             r("import {\n", 40_000),
		"exports":             r("export const a = [\n", 30_000),
		"arrays":              "<A b={" + r("[", 60_000) + "}/>",
		"html tables":         r("<table><tr><td>", 10_000),
		"html lists":          r("<ul><li>", 20_000),
		"attributes":          "<div " + r("a=b ", 60_000) + ">",
		"nul":                 r("\x00", 100_000),
		"spans":               r("[a]{", 50_000),
		"inline notes":        r("^[", 60_000),
		"raised":              r("^a", 60_000),
		"citations":           r("[@a; ", 40_000),
		"references":          r(`\@ref(`, 40_000),
		"commands of TeX":     r(`\a{`, 50_000),
		"fenced divs":         r("::: {.a}\n", 20_000),
		"grid tables":         r("+---+\n| a |\n", 10_000),
		"grid columns":        "+" + r("-+", 3_000) + "\n" + r("|"+r(" |", 3_000)+"\n", 20),
		"line blocks":         r("| a\n", 40_000),
		"definitions":         r("a\n: b\n\n", 20_000),
		"examples":            r("(@a) x\n", 20_000),
		"options of cells":    "```{r}\n" + r("#| a: \"\n", 20_000),
		"heading references":  r("# h\n", 20_000) + r("[h]", 20_000),
		"not utf-8":           r("\xff*", 50_000),
		"files in addresses":  r("![a](data:image/png;base64,"+r("A", 5_000), 300),
		"files, opened":       r("[", 1_000) + r("](data:image/png;base64,"+r("A", 5_000), 300),
	}
}

// backticks returns runs of backticks of all lengths up to n.
func backticks(n int) string {
	var b strings.Builder
	for i := 1; i < n; i++ {
		b.WriteString(strings.Repeat("`", i) + "a")
	}
	return b.String()
}

// steps returns n lines, each with one mark more than the one before.
func steps(n int, mark string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(mark, i) + "- a\n")
	}
	return b.String()
}

// ownHostile is the same for the signs that dialects have for themselves.
func ownHostile() map[source.Dialect][]string {
	r := strings.Repeat
	return map[source.Dialect][]string{
		source.Kramdown:       {r("{: .a}\n", 20_000), r("a\n{: ", 20_000), r("{::comment}", 20_000), r("*[a]: b\n", 1000) + r("a ", 20_000)},
		source.PythonMarkdown: {r("!!! a\n", 20_000), r("??? a\n    ", 10_000), r("=== \"a\"\n", 20_000), r("==a ", 40_000), r("++a", 40_000), r("{++", 40_000), r("/// a\n", 20_000)},
		source.MDBook:         {r("```admonish\n", 20_000), r("{{#", 40_000)},
		source.MyST:           {r("{a}`", 40_000), r("(a)=\n", 20_000), r("```{note}\n", 20_000), r(":::{note}\n", 20_000), r("{a}", 40_000)},
		source.D2LBook:        {r(":label:`", 20_000), r(":begin_tab:`a`\n", 10_000), r("#@tab a\n", 20_000)},
		source.Hugo:           {r("{{<", 40_000), r("{{< a >}}", 15_000), r("{{% a", 30_000)},
		source.GitBook:        {r("{%", 40_000), r("{% a %}", 20_000), r("{% hint %}\n", 15_000)},
		source.LiaScript:      {r("^[", 60_000), r("?[", 60_000), r("[( )] a\n", 15_000), r("[[a]]\n", 15_000), r("[^a](", 20_000), r("@a(", 40_000)},
		source.VitePress:      {r("::: tip\n", 20_000), r("<<< ", 40_000), r("{{ ", 40_000)},
		source.Docsify:        {r("!> a\n", 20_000), r(":id=", 40_000)},
	}
}

func TestHostileTextEndsSoon(t *testing.T) {
	for name, text := range hostile() {
		for _, file := range []string{"a.md", "a.mdx", "a.pandoc.md"} {
			t.Run(name+" in "+file, func(t *testing.T) { endsSoon(t, file, text) })
		}
	}
	for dialect, texts := range ownHostile() {
		for _, text := range texts {
			t.Run(fmt.Sprintf("%.10q in %s", text, dialect), func(t *testing.T) { endsSoon(t, "a."+string(dialect)+".md", text) })
		}
	}
}

func endsSoon(t *testing.T, file, text string) {
	t.Helper()
	parse := func() { Parse(docOf(file, []byte(text)), source.Limits{}, &diag.List{}) }
	testkit.Soon(t, parse, "%d KB", len(text)>>10)
}

func TestTextThatNestsTooDeepIsRefusedWithItsPlace(t *testing.T) {
	tests := []struct{ name, file, text, at string }{
		{"quotes", "a.md", strings.Repeat(">", 150) + " a", "a.md:1:101"},
		{"lists", "a.md", strings.Repeat("- ", 150) + "a", "a.md:1:201"},
		{"directives", "a.md", strings.Repeat(":::note\n", 150), "a.md:101:1"},
		{"components", "a.mdx", strings.Repeat("<A>\n", 150) + strings.Repeat("</A>\n", 150), "a.mdx:101:1"},
		{"elements", "a.md", strings.Repeat("<div>\n\n", 150), "a.md:201:1"},
		{"elements in a line", "a.md", "a " + strings.Repeat("<b>", 150), "a.md:1:303"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var list diag.List
			r := Parse(docOf(tt.file, []byte("a\n\n"+tt.text)), source.Limits{}, &list)
			if r.Blocks != nil || r.Title != nil || r.Notes != nil {
				t.Error("there is something in the result")
			}
			var got []diag.Diagnostic
			for _, d := range list.Sorted() {
				if d.Severity > diag.Note {
					got = append(got, d)
				}
			}
			if len(got) != 1 || got[0].Code != "nesting-too-deep" || got[0].Severity != diag.Error {
				t.Fatalf("got %v", got)
			}
			if place := fmt.Sprintf("%s:%d:%d", tt.file, got[0].Line-2, got[0].Col); place != tt.at {
				t.Errorf("refused at %s, want %s", place, tt.at)
			}
		})
	}
}

func TestLimitOfNestingIsSettable(t *testing.T) {
	text := []byte("> > > a")
	var list diag.List
	if r := Parse(docOf("a.md", text), source.Limits{Nesting: 2}, &list); r.Blocks != nil {
		t.Error("three levels passed a limit of two")
	}
	if r := Parse(docOf("a.md", text), source.Limits{Nesting: 3}, &list); r.Blocks == nil {
		t.Error("three levels did not pass a limit of three")
	}
}

func TestTooMuchEmphasisKeepsItsText(t *testing.T) {
	var list diag.List
	r := Parse(docOf("a.md", []byte(strings.Repeat("*a_ ", 5_000))), source.Limits{}, &list)
	tree := fmt.Sprint(list.Sorted())
	if !strings.Contains(tree, "emphasis-too-much") {
		t.Errorf("got %v", tree)
	}
	if n := strings.Count(plain(r.Blocks), "a"); n != 5_000 {
		t.Errorf("%d of 5000 words are left", n)
	}
}
