package xhtml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/formats/internal/highlight"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestEveryNode(t *testing.T) {
	for name, isXHTML := range map[string]bool{"every.html": false, "every.xhtml": true} {
		t.Run(name, func(t *testing.T) {
			var diags diag.List
			w := testWriter(isXHTML, &diags)
			w.Part(everyNode())
			w.AboutLesson(lessonMeta())
			w.AboutCourse(course())
			for _, d := range diags.Sorted() {
				w.buf.WriteString("<!-- " + d.String() + " -->\n")
				if d.Code == "not-rendered" {
					t.Errorf("%v", d)
				}
			}
			compare(t, "testdata/"+name, w.Bytes())
			if isXHTML {
				wellFormed(t, w.Bytes())
			}
		})
	}
}

// Where a player keeps what learners do, quizzes are forms, and exercises and cards have keys.
func TestForms(t *testing.T) {
	var diags diag.List
	w := testWriter(false, &diags)
	n := 0
	w.Key = func(content.Node) string { n++; return fmt.Sprint("key", n) }
	for _, b := range everyNode().Blocks {
		switch b.(type) {
		case *content.Quiz, *content.Exercise, *content.Flashcards:
			w.Blocks([]content.Block{b})
		}
	}
	compare(t, "testdata/form.html", w.Bytes())
	for _, d := range diags.Sorted() {
		if d.Code != "quiz-time" { // the quiz has a limit
			t.Error(d)
		}
	}
}

// For reading systems that neither fold nor show MathML.
func TestEveryNodeWithoutFoldingAndMathML(t *testing.T) {
	w := testWriter(true, &diag.List{})
	w.AnswersLast = true
	w.Drawn = func(*math.Formula) Drawing { return Drawing{Src: "files/formula.png", Width: 2.5, Depth: 0.25} }
	w.Part(everyNode())
	compare(t, "testdata/unfolded.xhtml", w.Bytes())
	wellFormed(t, w.Bytes())
	for _, element := range []string{"<details", "<math"} {
		if bytes.Contains(w.Bytes(), []byte(element)) {
			t.Errorf("there is a %s", element)
		}
	}
}

func TestEveryNodeIsInTheTestTree(t *testing.T) {
	seen := map[string]bool{}
	content.Walk(everyNode(), func(n content.Node) bool {
		seen[content.Kind(n)] = true
		return true
	})
	for _, kind := range slices.Concat(content.BlockKinds, content.InlineKinds) {
		if !seen[kind] {
			t.Errorf("there is no %s in it", kind)
		}
	}
}

func testWriter(isXHTML bool, r diag.Reporter) *Writer {
	return New(Options{
		XHTML:  isXHTML,
		Report: r,
		Href: func(t content.Target) (string, bool) {
			i, ok := t.(content.Internal)
			if !ok {
				return "", false
			}
			return i.Part.ID + ".html" + Fragment(i.ID), true
		},
		Cite:  func(id string) (string, bool) { return Fragment(id), id == "shannon" },
		Asset: func(a *asset.Asset) (string, bool) { return "files/" + path.Base(a.Path), a.Type != "image/x-odd" },
	})
}

func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// wellFormed reads XHTML and finds ids that stand twice and links that lead nowhere.
func wellFormed(t *testing.T, body []byte) {
	t.Helper()
	d := xml.NewDecoder(io.MultiReader(strings.NewReader(`<body xmlns:epub="http://www.idpf.org/2007/ops">`),
		bytes.NewReader(body), strings.NewReader("</body>")))
	ids, links := map[string]bool{}, []string{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			switch {
			case a.Name.Local == "id" && ids[a.Value]:
				t.Errorf("the id %q stands twice", a.Value)
			case a.Name.Local == "id":
				ids[a.Value] = true
			case a.Name.Local == "href" && strings.HasPrefix(a.Value, "#"):
				links = append(links, a.Value[1:])
			}
		}
	}
	for _, l := range links {
		if !ids[l] {
			t.Errorf("nothing has the id %q", l)
		}
	}
}

func TestIdsStandOnce(t *testing.T) {
	got := write(t, heading("a b"), heading("a b"), heading("a-b"), heading(" "), heading("fn-1"))
	want := `<h2 id="a-b">x</h2><h2>x</h2><h2>x</h2><h2>x</h2><h2 id="fn-1">x</h2>`
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNothingThatXMLRefuses(t *testing.T) {
	got := write(t, para(text("a\x00\x1b\ufffe\U0001ffff\u0085b \xff <&> \"q\"")...),
		para(&content.Link{Target: external("https://a.example/?q=\"<&>"), Title: "\"<\x01\n&>", Inlines: text("l")}))
	want := `<p>ab ` + "\ufffd" + ` &lt;&amp;&gt; "q"</p>` +
		`<p><a href="https://a.example/?q=%22%3C&amp;%3E" title="&quot;&lt;&#10;&amp;&gt;">l</a></p>`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	wellFormed(t, []byte(got))
}

func TestNoLinkInsideOfALink(t *testing.T) {
	got := write(t, para(&content.Link{Target: external("https://a.example"), Inlines: []content.Inline{
		&content.Text{Text: "out "},
		&content.Link{Target: external("https://b.example"), Inlines: text("in")},
		&content.NoteRef{ID: "n", Number: 1},
		&content.Text{Text: "."},
	}}))
	want := `<p><a href="https://a.example">out in.</a><sup><a class="note-ref" id="fnref-1" href="#fn-1" epub:type="noteref"` +
		` role="doc-noteref" aria-label="Note 1">1</a></sup></p>`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestALinkHasAName(t *testing.T) {
	got := write(t, para(&content.Link{Target: external("https://a.example")},
		&content.Link{Target: external("https://b.example"), Title: "B", Inlines: text(" ")}))
	want := `<p class="links"><a href="https://a.example" aria-label="https://a.example"></a><a href="https://b.example" title="B" aria-label="B"> </a></p>`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/b c?d=[e]|%zz%20#f#g": "https://a.example/b%20c?d=%5Be%5D%7C%25zz%20#f%23g",
		" http://a.example/ä ":                   "http://a.example/ä",
		"mailto:a@b.example":                     "mailto:a@b.example",
		"HTTPS://A.example":                      "HTTPS://A.example",
		"javascript:alert(1)":                    "",
		"java\nscript:alert(1)":                  "",
		"data:text/html,x":                       "",
		"https://":                               "",
		"https:a":                                "",
		"http://a b/":                            "",
		"http://a_b.example/":                    "",
		"/local":                                 "",
		"mailto:":                                "",
		"":                                       "",
	} {
		got, ok := Address(in)
		if ok != (want != "") || ok && got != want {
			t.Errorf("Address(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}

func TestTablesHaveNoHoles(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"short row", "a b / c", "a b / c _"},
		{"long row", "a / b c", "a _ / b c"},
		{"span past the end of the rows", "a:1x9 b / c", "a:1x2 b / c"},
		{"span into a span", "a b:1x2 / c:5x1", "a b:1x2 / c"},
		{"column of spans only", "a:2x1 b / c:2x1 d", "a b / c d"},
		{"row of spans only", "a:1x2 / / b", "a:1x2 _ / b"},
		{"three columns, two begun", "a:3x1 / b c:2x1", "a:2x1 / b c"},
		{"huge span", "a:99999x1 / b", "a / b"},
		{"no cells", "/", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := newGrid(&content.Table{Body: tableRows(tt.in)})
			if got := gridText(g.body); got != tt.want {
				t.Errorf("%q became %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestRandomTablesHaveNoHoles(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		table := &content.Table{Head: randomRows(r), Body: randomRows(r), Foot: randomRows(r)}
		g := newGrid(table)
		begun := make([]bool, g.width)
		for _, group := range [][][]placed{g.head, g.body, g.foot} {
			checkCover(t, group, g.width, begun)
		}
		if i := slices.Index(begun, false); i >= 0 {
			t.Errorf("no cell begins in column %d", i)
		}
		if t.Failed() {
			t.Fatalf("%s\n%s\n%s", gridText(g.head), gridText(g.body), gridText(g.foot))
		}
	}
}

func randomRows(r *rand.Rand) []*content.Row {
	rows := make([]*content.Row, r.IntN(5))
	for y := range rows {
		rows[y] = &content.Row{}
		for range r.IntN(5) {
			rows[y].Cells = append(rows[y].Cells, &content.Cell{ColSpan: r.IntN(5) - 1, RowSpan: r.IntN(5) - 1})
		}
	}
	return rows
}

// checkCover fails the test unless the cells cover each place of the rows once.
func checkCover(t *testing.T, rows [][]placed, width int, begun []bool) {
	t.Helper()
	covered := map[[2]int]int{}
	for y, row := range rows {
		if len(row) == 0 {
			t.Errorf("no cell begins in row %d", y)
		}
		for _, c := range row {
			begun[c.column] = true
			for dy := range c.rowSpan {
				for dx := range c.colSpan {
					covered[[2]int{y + dy, c.column + dx}]++
				}
			}
		}
	}
	for place, n := range covered {
		if n != 1 || place[0] >= len(rows) || place[1] >= width {
			t.Errorf("%d cells at %v", n, place)
		}
	}
	if len(covered) != len(rows)*width {
		t.Errorf("%d places of %d are covered", len(covered), len(rows)*width)
	}
}

// tableRows reads rows of cells: "a b:2x1 / c", with columns and rows that a cell spans.
func tableRows(s string) (rows []*content.Row) {
	for line := range strings.SplitSeq(s, "/") {
		row := &content.Row{}
		for field := range strings.FieldsSeq(line) {
			name, spans, _ := strings.Cut(field, ":")
			c := &content.Cell{Blocks: []content.Block{para(text(name)...)}}
			if across, down, ok := strings.Cut(spans, "x"); ok {
				c.ColSpan, c.RowSpan = atoi(across), atoi(down)
			}
			row.Cells = append(row.Cells, c)
		}
		rows = append(rows, row)
	}
	return rows
}

func atoi(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

func gridText(rows [][]placed) string {
	var lines []string
	for _, row := range rows {
		var cells []string
		for _, c := range row {
			s := "_"
			if len(c.Blocks) > 0 {
				s = content.PlainText(c.Blocks[0].(*content.Paragraph).Inlines)
			}
			if c.colSpan > 1 || c.rowSpan > 1 {
				s += ":" + or(span(c.colSpan), "1") + "x" + or(span(c.rowSpan), "1")
			}
			cells = append(cells, s)
		}
		lines = append(lines, strings.Join(cells, " "))
	}
	return strings.Join(lines, " / ")
}

// write writes blocks as XHTML without line ends.
func write(t *testing.T, blocks ...content.Block) string {
	t.Helper()
	w := testWriter(true, nil)
	w.Blocks(blocks)
	return strings.ReplaceAll(string(w.Bytes()), "\n", "")
}

func heading(id string) *content.Heading {
	return &content.Heading{Level: 2, ID: id, Inlines: text("x")}
}

func para(inlines ...content.Inline) *content.Paragraph { return &content.Paragraph{Inlines: inlines} }

func text(s string) []content.Inline { return []content.Inline{word(s)} }

func word(s string) *content.Text { return &content.Text{Text: s} }

func external(url string) content.External { return content.External{URL: url} }

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestTasksHaveSignsWhereThereAreNoFields(t *testing.T) {
	tasks := &content.List{Tight: true, Items: []*content.Item{
		{Task: content.TaskDone, Blocks: []content.Block{para(word("read"))}}, {Task: content.TaskOpen, Blocks: []content.Block{para(word("write"))}},
	}}
	w := New(Options{Clean: Cleaner{Signs: true}})
	w.Blocks([]content.Block{tasks})
	if got, want := string(w.Bytes()), "<ul class=\"task-list\">\n<li>☑ read</li>\n<li>☐ write</li>\n</ul>\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFragment(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "a": "#a", "a b": "#a-b", "über": "#über", "a#b%20c": "#a%23b%2520c", `"<>`: "#%22%3C%3E",
	} {
		if got := Fragment(in); got != want {
			t.Errorf("Fragment(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLinesDoNotBreakBetweenAFormulaAndItsWord(t *testing.T) {
	a, b := &content.Math{Formula: formula("a", false)}, &content.Math{Formula: formula("b", false)}
	long := &content.Math{Formula: formula("a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9", false)}
	for _, tt := range []struct {
		inlines []content.Inline
		want    string // formulas as $
	}{
		{[]content.Inline{word("one "), a, word(" two")}, "one $ two"},
		{[]content.Inline{word("one ("), a, word("), two")}, `one <span style="white-space: nowrap">($),</span> two`},
		{[]content.Inline{a, word("-means and "), b, word(".")}, `<span style="white-space: nowrap">$-</span>means and <span style="white-space: nowrap">$.</span>`},
		{[]content.Inline{a, word(","), b}, `<span style="white-space: nowrap">$,</span>$`},
		{[]content.Inline{a, word("incomprehensibilities")}, "$incomprehensibilities"},
		{[]content.Inline{word("non-"), a, word("th")}, `non-<span style="white-space: nowrap">$th</span>`},
		{[]content.Inline{long, word("th,")}, "$th,"},
		{[]content.Inline{long, word(".")}, `<span style="white-space: nowrap">$.</span>`},
	} {
		w := New(Options{})
		w.Inlines(tt.inlines)
		got := regexp.MustCompile(`<math.*?</math>`).ReplaceAllString(string(w.Bytes()), "$$")
		if got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}

// Browsers break no line within a formula: one that is wider than the screen would move the whole page.
func TestWideFormulasScrollByThemselves(t *testing.T) {
	const wide, box = "a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9", `<span class="math-scroll" tabindex="0">`
	drawn := func(*math.Formula) Drawing { return Drawing{Src: "a.png"} }
	for _, tt := range []struct {
		tex  string
		o    Options
		want bool
	}{
		{"a", Options{XHTML: true}, false},
		{wide, Options{XHTML: true}, true},
		{wide, Options{XHTML: true, Drawn: drawn}, false},
		{wide, Options{}, false},
	} {
		w := New(tt.o)
		w.Inlines([]content.Inline{&content.Math{Formula: formula(tt.tex, false)}})
		if got := strings.HasPrefix(string(w.Bytes()), box); got != tt.want {
			t.Errorf("%s, %v: %s", tt.tex, tt.o.XHTML, w.Bytes())
		}
	}
}

func TestAlttextSaysThatItIsEnglish(t *testing.T) {
	for lang, want := range map[string]bool{"": false, "en": false, "en-GB": false, "de": true, "enm": true} {
		w := New(Options{Lang: lang})
		w.Inlines([]content.Inline{&content.Math{Formula: formula("a", false)}})
		if got := strings.Contains(string(w.Bytes()), `lang="en"`); got != want {
			t.Errorf("%q: %s", lang, w.Bytes())
		}
	}
}

func TestProgramTextIsHighlighted(t *testing.T) {
	for _, tt := range []struct {
		code content.CodeBlock
		want string
	}{
		{
			content.CodeBlock{Lang: "python", Text: "if a:\n    b = 1 < 2\n"},
			`<pre><code class="language-python"><span class="code-keyword">if </span>a:` + "\n" + `    b = <span class="code-constant">1 </span>&lt; <span class="code-constant">2</span></code></pre>`,
		},
		{
			content.CodeBlock{Lang: "go", Text: "/* a\nb */\n", Lines: true},
			`<pre class="numbered"><code class="language-go"><span class="line"><span class="code-comment">/* a` + "\n" + `</span></span><span class="line"><span class="code-comment">b */</span></span></code></pre>`,
		},
	} {
		w := New(Options{XHTML: true, Highlight: &highlight.Reader{}})
		w.Blocks([]content.Block{&tt.code})
		if got := strings.TrimSpace(string(w.Bytes())); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// What goes on below stands further in than the line begins. Tabs are as wide as the style sheet has them.
func TestLongLinesOfProgramTextHang(t *testing.T) {
	long := strings.Repeat("x", 40) + "\n"
	hang := func(n int, line string) string {
		return fmt.Sprintf(`<span class="line" style="padding-left: %dch; text-indent: -%[1]dch">%s</span>`, n, line)
	}
	for text, want := range map[string]string{
		"a\n    b\n":                         "a\n    b",
		long + "b\n":                         hang(2, long) + "b",
		"a\n    " + long:                     "a\n" + hang(6, "    "+strings.TrimSuffix(long, "\n")),
		"\t" + long + "b\n":                  hang(8, "\t"+long) + "b",
		strings.Repeat(" ", 60) + long + "b": hang(18, strings.Repeat(" ", 60)+long) + "b",
	} {
		w := New(Options{XHTML: true})
		w.Blocks([]content.Block{&content.CodeBlock{Text: text}})
		if got, want := strings.TrimSpace(string(w.Bytes())), "<pre><code>"+want+"</code></pre>"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		w = New(Options{})
		w.Blocks([]content.Block{&content.CodeBlock{Text: text}})
		if got := string(w.Bytes()); strings.Contains(got, "style") {
			t.Errorf("on pages with scripts, where program text scrolls: %s", got)
		}
	}
}

// Program text runs to the right also where style sheets are taken out or may not say so.
func TestProgramTextRunsToTheRight(t *testing.T) {
	cleaner := Cleaner{Style: func(string, string) string { return "" }}
	for _, tt := range []struct {
		o    Options
		want int
	}{
		{Options{XHTML: true, Lang: "en"}, 0}, {Options{XHTML: true}, 0}, {Options{XHTML: true, Lang: "fa"}, 2},
		{Options{Clean: cleaner, Lang: "en"}, 0}, {Options{Clean: cleaner, Lang: "fa"}, 2}, {Options{Lang: "fa"}, 0},
	} {
		w := New(tt.o)
		w.Blocks([]content.Block{para(&content.Code{Text: "f()"}), &content.CodeBlock{Text: "f(\n)\n"}})
		if got := strings.Count(string(w.Bytes()), ` dir="ltr">`); got != tt.want {
			t.Errorf("%q, XHTML %t: %d directions, want %d in %s", tt.o.Lang, tt.o.XHTML, got, tt.want, w.Bytes())
		}
	}
}

// Answers are folded or stand at the end, are shown at once to instructors, and students have none, whatever the tree says.
func TestAnswersOfEditions(t *testing.T) {
	says := func(s string) []content.Block { return []content.Block{&content.Paragraph{Inlines: plainText(s)}} }
	blocks := []content.Block{
		&content.Exercise{Prompt: says("Try."), Solution: says("Done.")},
		&content.Quiz{Questions: []*content.Question{{Prompt: says("How many?"), Answer: &content.Numeric{Value: 1789}}}},
	}
	for _, tt := range []struct {
		edition              content.Edition
		last                 bool
		folded, open, linked int
		answer               bool
	}{
		{content.Full, false, 2, 0, 0, true},
		{content.Full, true, 0, 0, 2, true},
		{content.Instructor, false, 2, 2, 0, true},
		{content.Instructor, true, 0, 0, 0, true},
		{content.Student, false, 1, 0, 0, false},
	} {
		w := testWriter(true, &diag.List{})
		w.Edition, w.AnswersLast = tt.edition, tt.last
		w.Blocks(blocks)
		w.Answers()
		page := string(w.Bytes())
		wellFormed(t, w.Bytes())
		folded, open, linked := strings.Count(page, "<details"), strings.Count(page, `open="open"`), strings.Count(page, `class="to-answer"`)
		if folded != tt.folded || open != tt.open || linked != tt.linked || strings.Contains(page, "1789") != tt.answer {
			t.Errorf("%s, answers last %v: %d folded, %d open and %d linked in\n%s", tt.edition, tt.last, folded, open, linked, page)
		}
	}
}

// Authors number a single question by themselves, or not at all.
func TestASingleQuestionHasNoNumber(t *testing.T) {
	question := func() *content.Question {
		return &content.Question{Prompt: blocks(para(text("Why?")...)), Answer: &content.Essay{}}
	}
	for _, n := range []int{1, 2} {
		w := New(Options{})
		q := &content.Quiz{}
		for range n {
			q.Questions = append(q.Questions, question())
		}
		w.Blocks([]content.Block{q})
		if numbered := strings.Contains(string(w.Bytes()), "<ol"); numbered != (n > 1) {
			t.Errorf("%d questions, numbers: %t\n%s", n, numbered, w.Bytes())
		}
	}
}

// A link of formulas has a name in words.
func TestLinksOfFormulasAreNamed(t *testing.T) {
	w := New(Options{})
	w.Inlines([]content.Inline{&content.Link{Target: external("https://a.example"), Inlines: []content.Inline{
		&content.Math{TeX: `\frac12`, Formula: formula(`\frac12`, false)},
	}}})
	if got := string(w.Bytes()); !strings.Contains(got, `aria-label="one half"`) {
		t.Errorf("got %s", got)
	}
}

func TestHeadingsOfAnswersStandBelowTheirs(t *testing.T) {
	w := testWriter(true, &diag.List{})
	w.AnswersLast = true
	heading := func(level int) content.Block { return &content.Heading{Level: level, Inlines: text("x")} }
	w.Part(&content.Part{ID: "p", Title: "P", Blocks: blocks(
		heading(2), heading(3),
		&content.Details{Blocks: blocks(heading(5), heading(5), heading(6), heading(4))},
		&content.Details{Blocks: blocks(heading(4), heading(6))},
	)})
	var levels []string
	for _, m := range regexp.MustCompile(`<(h\d)`).FindAllSubmatch(w.Bytes(), -1) {
		levels = append(levels, string(m[1]))
	}
	if got, want := strings.Join(levels, " "), "h1 h2 h3 h2 h3 h3 h4 h3 h3 h4"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
