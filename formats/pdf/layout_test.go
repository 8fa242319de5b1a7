package pdf

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coursepack/content"
	"coursepack/content/diag"
)

// all returns what is shown on all pages after the contents.
func all(doc *document) string {
	var b strings.Builder
	for _, p := range doc.pages[2:] {
		b.WriteString(p.shown() + "\n")
	}
	return b.String()
}

// overfull returns the texts that reach into the right or the lower margin.
func overfull(doc *document) []string {
	var found []string
	for i, p := range doc.pages {
		paper := doc.paper
		if p.sideways {
			paper = paper.turned()
		}
		for _, o := range textsOf(p.ops) {
			if o.x+o.width() > paper.width-paper.right+4 || o.y > paper.height-paper.bottom {
				found = append(found, fmt.Sprintf("page %d: %q", i+1, o.text()))
			}
		}
		for _, o := range p.ops {
			if f, ok := o.op.(formula); ok && o.x+f.width() > paper.width-paper.right+4 {
				found = append(found, fmt.Sprintf("page %d: %q", i+1, f.tag.alt))
			}
		}
	}
	return found
}

func TestLinesEndWithASpaceUnlessAWordWasBroken(t *testing.T) {
	words := strings.Repeat("some words to fill a few lines ", 20)
	address := "https://example.org/" + strings.Repeat("a-long-path/", 20)
	got := all(composed(t, onePart(para(txt(words+address+" end")))))
	got = got[strings.Index(got, "some"):]
	want := strings.TrimSpace(words) + " " + address + " end"
	if joined := strings.ReplaceAll(got, "\n", ""); !strings.HasPrefix(joined, want) {
		t.Errorf("the lines are\n%s", got)
	}
	for _, line := range strings.Split(got, "\n") {
		if strings.Contains(line, "a-long") && !strings.HasSuffix(line, "/ ") && !strings.HasSuffix(line, "/") && !strings.HasSuffix(line, "-") && !strings.HasSuffix(line, "end") {
			t.Errorf("an address breaks in %q", line)
		}
	}
}

func TestNothingIsTooWide(t *testing.T) {
	wide := strings.Repeat("unbreakable", 30)
	deep := says("at the bottom, with " + wide)
	for range 40 {
		deep = []content.Block{&content.List{Items: []*content.Item{{Blocks: deep}}}}
	}
	row := cells(false, strings.Repeat("a b ", 100), wide, "x", "y", wide, wide)
	formula := formulaOf(`\left(`+strings.Repeat("a + b = ", 40)+`c\right)`, false)
	row.Cells[2].Blocks = []content.Block{para(&content.Math{Formula: formula})}
	doc := composed(t, onePart(
		para(txt(wide)), para(&content.Math{Formula: formula}), &content.CodeBlock{Text: wide + "\n" + strings.Repeat(" ", 200) + "x\n"}, deep[0],
		&content.Heading{Level: 2, Inlines: inlines(wide)},
		&content.Table{Columns: make([]content.Column, 6), Body: []*content.Row{row}},
	))
	if found := overfull(doc); len(found) > 0 {
		t.Errorf("these are too wide:\n%s", strings.Join(found, "\n"))
	}
}

func TestCodeKeepsEveryCharacter(t *testing.T) {
	code := "if x {\n\tcall(" + strings.Repeat("argument, ", 30) + ")\n\n    }\n"
	got := all(composed(t, onePart(&content.CodeBlock{Text: code})))
	want := strings.ReplaceAll(strings.ReplaceAll(code, "\t", "    "), "\n", "")
	if !strings.Contains(strings.ReplaceAll(got, "\n", ""), want) {
		t.Errorf("the code is shown as\n%s", got)
	}
}

func TestTabsGoToTheNextStop(t *testing.T) {
	if got, _ := expandTabs("a\tb\t\tc", 0); got != "a   b       c" {
		t.Errorf("got %q", got)
	}
}

func TestHugeWordsAreNotSlow(t *testing.T) {
	word := strings.Repeat("x", 1<<20)
	doc := composed(t, onePart(para(txt(word)), &content.CodeBlock{Text: word}))
	if got := strings.Count(all(doc), "x"); got < 2<<20 {
		t.Errorf("%d characters of %d are shown", got, 2<<20)
	}
}

// items are boxes of one tenth of a page, by name; 3a is three tenths high, a+ is kept with the next, a~ floats, a% may shrink, _ is
// a space, | a new page.
func items(names string) []*item {
	tenth := paperOf(Options{}).textHeight() / 10
	var list []*item
	for _, name := range strings.Fields(names) {
		switch {
		case name == "_":
			list = append(list, &item{kind: space, height: tenth / 2})
		case name == "|":
			list = append(list, &item{kind: newPage})
		default:
			b := &item{kind: box, height: tenth, keep: strings.HasSuffix(name, "+")}
			if name[0] >= '0' && name[0] <= '9' {
				b.height *= float64(name[0] - '0')
			}
			switch name[len(name)-1] {
			case '~':
				b.floats = &element{}
			case '%':
				b.least = 0.75
			}
			b.anchors = []anchor{{name: name}}
			list = append(list, b)
		}
	}
	return list
}

func paged(list []*item) string {
	var b strings.Builder
	for i, p := range paginate(list, paperOf(Options{})) {
		if i > 0 {
			b.WriteString("| ")
		}
		for _, a := range p.anchors {
			b.WriteString(a.name + " ")
		}
	}
	return strings.TrimSpace(b.String())
}

func TestPagesEndWhereTheyMay(t *testing.T) {
	for _, test := range []struct{ name, items, want string }{
		{"a page takes what fits", "a b c d e f g h i j k", "a b c d e f g h i j | k"},
		{"kept boxes go together", "a b c d e f g h i j+ _ k", "a b c d e f g h i | j+ k"},
		{"a space counts", "a b c d e f g h i _ j", "a b c d e f g h i | j"},
		{"a space at the top does not", "a b c d e f g h i j _ k l m n o p q r s t", "a b c d e f g h i j | k l m n o p q r s t"},
		{"what is kept but too tall is broken", "a b+ c+ d+ e+ f+ g+ h+ i+ j+ k+ l+ m+ n", "a | b+ c+ d+ e+ f+ g+ h+ i+ j+ k+ | l+ m+ n"},
		{"a new page is not empty", "| a | | b", "a | b"},
		{"what floats lets the text go ahead", "a b c d e f g h 3i~ j k l", "a b c d e f g h j k | 3i~ l"},
		{"what is kept with what floats stays", "6a b+ 4i~ c d", "6a b+ c d | 4i~"},
		{"what has room does not float", "a b c 3i~ j", "a b c 3i~ j"},
		{"floats stay in order", "7a 4b~ c 2d~ e", "7a c e | 4b~ 2d~"},
		{"floats that have no room together", "7a 6b~ 6c~ d", "7a d | 6b~ | 6c~"},
		{"nothing floats into what starts a new page", "7a 4b~ | c", "7a | 4b~ | c"},
		{"a picture shrinks rather than leave a hole", "6a 5b% c", "6a 5b% | c"},
		{"but not too much", "7a 5b% c", "7a | 5b% c"},
	} {
		if got := paged(items(test.items)); got != test.want {
			t.Errorf("%s: %q becomes %q, want %q", test.name, test.items, got, test.want)
		}
	}
}

// read returns the texts of a document in the order of its structure.
func read(t *testing.T, c *content.Course) []string {
	t.Helper()
	doc := composed(t, c)
	pages := slices.Clone(doc.pages) // emission uses them up
	if _, err := emit(doc, input(c, &diag.List{})); err != nil {
		t.Fatal(err)
	}
	texts := map[*element]string{}
	for _, p := range pages {
		for _, o := range textsOf(p.ops) {
			if o.tag != nil {
				texts[o.tag] += o.text()
			}
		}
	}
	var list []string
	var walk func(*element)
	walk = func(e *element) {
		if texts[e] != "" {
			list = append(list, texts[e])
		}
		for _, kid := range e.content() {
			if kid, ok := kid.(*element); ok {
				walk(kid)
			}
		}
	}
	walk(doc.root)
	return list
}

// withFigures is a course of figures between paragraphs, some of which float, and its texts in their order.
func withFigures(t *testing.T) (c *content.Course, texts []string) {
	t.Helper()
	picture := pictures(t, "images/disc.webp")[0]
	var blocks []content.Block
	say := func(s string) string { texts = append(texts, s); return s }
	for i := range 30 {
		before := para(txt(say(fmt.Sprintf("Before %d.", i))))
		image := &content.Image{Asset: picture, Alt: "a disc", Width: content.Length{Value: float64(40 + i), Percent: true}}
		fig := &content.Figure{Blocks: []content.Block{para(image)}, Caption: inlines(say(fmt.Sprintf("Caption %d.", i)))}
		blocks = append(blocks, before, fig, para(txt(say(fmt.Sprintf("After %d.", i)))))
	}
	return onePart(blocks...), texts
}

func TestWhatFloatsIsReadWhereTheAuthorHasIt(t *testing.T) {
	c, want := withFigures(t)
	seen := all(composed(t, c))
	if strings.Index(seen, "Caption 12.") < strings.Index(seen, "After 12.") {
		t.Errorf("no figure floats:\n%s", seen)
	}
	got := read(t, c)
	if diff := cmp.Diff(want, got[len(got)-len(want):]); diff != "" {
		t.Error(diff)
	}
}

func TestFramesReachOverSpacesButNotToTheNextPage(t *testing.T) {
	fr := &frame{back: tint}
	list := items("a b c d e f g h _ i j k")
	for i := 7; i < len(list); i++ { // h to k
		list[i].frames = []*frame{fr}
	}
	pages := paginate(list, paperOf(Options{}))
	var got []string
	tenth := paperOf(Options{}).textHeight() / 10
	for _, p := range pages {
		for _, o := range p.under {
			got = append(got, fmt.Sprintf("%.1f+%.1f", (o.y-paperOf(Options{}).top)/tenth, o.op.(rect).h/tenth))
		}
	}
	if diff := cmp.Diff([]string{"7.0+2.5", "0.0+2.0"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestHeadingsStayWithTheirText(t *testing.T) {
	for lines := range 60 {
		var blocks []content.Block
		for range lines {
			blocks = append(blocks, para(txt("a line")))
		}
		blocks = append(blocks, &content.Heading{Level: 2, Inlines: inlines("Heading")}, para(txt(strings.Repeat("what follows it ", 40))))
		for i, p := range composed(t, onePart(blocks...)).pages[2:] {
			shown := strings.Split(p.shown(), "\n")
			if shown[len(shown)-1] == "Heading" {
				t.Errorf("after %d lines the heading is at the foot of page %d", lines, i+3)
			}
		}
	}
}

func TestQuestionsStayWithTheirAnswers(t *testing.T) {
	for lines := range 60 {
		var blocks []content.Block
		for range lines {
			blocks = append(blocks, para(txt("a line")))
		}
		blocks = append(blocks, &content.Exercise{Prompt: says("Question"), Reveal: inlines("Solution"), Solution: says(strings.Repeat("what answers it ", 40))})
		for i, p := range composed(t, onePart(blocks...)).pages[2:] {
			shown := strings.Split(p.shown(), "\n")
			if last := shown[len(shown)-1]; last == "Question" || last == "Solution" {
				t.Errorf("after %d lines %q is at the foot of page %d", lines, last, i+3)
			}
		}
	}
}

func TestTableHeadsAreRepeated(t *testing.T) {
	table := &content.Table{Columns: make([]content.Column, 2), Head: []*content.Row{cells(true, "Left", "Right")}}
	for i := range 120 {
		table.Body = append(table.Body, cells(false, fmt.Sprint("row ", i), "text"))
	}
	doc := composed(t, onePart(table))
	if len(doc.pages) < 5 {
		t.Fatalf("there are only %d pages", len(doc.pages))
	}
	for i, p := range doc.pages[2:] {
		if got := strings.Count(p.shown(), "LeftRight"); got != 1 {
			t.Errorf("page %d has the head %d times", i+3, got)
		}
	}
}

func TestTallRowsAreTakenApart(t *testing.T) {
	long := strings.Repeat("many words in a cell ", 1200)
	doc := composed(t, onePart(&content.Table{Columns: make([]content.Column, 2), Body: []*content.Row{cells(false, long, "short")}}))
	for i, p := range doc.pages {
		for _, o := range textsOf(p.ops) {
			if o.y > doc.paper.height-doc.paper.bottom+40 {
				t.Fatalf("page %d: %q stands at %.0f", i+1, o.text(), o.y)
			}
		}
	}
	got := strings.Count(strings.ReplaceAll(all(doc), "\n", ""), "cell")
	if got != 1200 {
		t.Errorf("%d of 1200 sentences are shown", got)
	}
}

func TestColumnWidthsComeFromContent(t *testing.T) {
	long := strings.Repeat("a sentence that goes on ", 10)
	f := (&layout{paper: paperOf(Options{})}).flow(nil)
	g := newGrid(&content.Table{Columns: make([]content.Column, 3), Body: []*content.Row{cells(false, "x", long, long+long)}})
	if !g.fit(f) {
		t.Error("it does not fit")
	}
	if got := sum(g.widths); math.Abs(got-f.width) > 0.1 {
		t.Errorf("the table is %.1f wide, want %.1f", got, f.width)
	}
	if w := g.widths; !(w[0] < 30 && w[1] < w[2] && w[1] > 100) {
		t.Errorf("the widths are %.1f", g.widths)
	}
}

func TestEachOrientationStandsUpright(t *testing.T) {
	// Where the upper corners of what one sees, left and right, lie in the stored picture, as the Exif standard has it.
	type corners [2][2]float64
	stored := map[turn]corners{
		1: {{0, 1}, {1, 1}}, 2: {{1, 1}, {0, 1}}, 3: {{1, 0}, {0, 0}}, 4: {{0, 0}, {1, 0}},
		5: {{0, 1}, {0, 0}}, 6: {{0, 0}, {0, 1}}, 7: {{1, 0}, {1, 1}}, 8: {{1, 1}, {1, 0}},
	}
	for turned, from := range stored {
		var got corners
		m := turned.matrix()
		for i, c := range from {
			got[i] = [2]float64{m[0]*c[0] + m[2]*c[1] + m[4], m[1]*c[0] + m[3]*c[1] + m[5]}
		}
		if want := (corners{{0, 1}, {1, 1}}); got != want {
			t.Errorf("orientation %d puts the upper corners at %v", turned, got)
		}
	}
}

func TestMissingCharactersCanBeCopied(t *testing.T) {
	doc := composed(t, onePart(para(txt("before 漢字 after"))))
	for _, o := range textsOf(doc.pages[2].ops) {
		if o.isMissing() {
			if o.text() != "漢字" {
				t.Errorf("%q is missing", o.text())
			}
			return
		}
	}
	t.Error("no character is marked as missing")
}

func TestCleanComposesAndDropsTheInvisible(t *testing.T) {
	if got, want := clean("e\u0301\u00ADa\u200Db\uFE0F\u2060c"), "éabc"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAddressesAreHarmlessAndASCII(t *testing.T) {
	if got, ok := address("javascript:alert(1)"); ok {
		t.Errorf("%q is taken for harmless", got)
	}
	if got, ok := address("https://example.org/ä b"); !ok || got != "https://example.org/%C3%A4%20b" {
		t.Errorf("got %q, %t", got, ok)
	}
}

func TestAnEmbedStaysOnOnePageWithItsCode(t *testing.T) {
	blocks := []content.Block{}
	for i := range 40 {
		blocks = append(blocks, &content.Embed{Kind: content.EmbedVideo, URL: fmt.Sprintf("https://example.org/%d", i), Title: "A film"})
	}
	for i, p := range composed(t, onePart(blocks...)).pages[2:] {
		titles, codes := 0, 0
		for _, o := range p.ops {
			switch o := o.op.(type) {
			case text:
				if strings.Contains(o.text(), "film") {
					titles++
				}
			case figure:
				codes++
			}
		}
		if titles != codes || titles == 0 {
			t.Errorf("page %d has %d titles and %d codes", i+3, titles, codes)
		}
	}
}

func TestLongAddressesAreShortenedInTheMiddle(t *testing.T) {
	long := "https://example.org/" + strings.Repeat("way/", 40) + "end/"
	for url, want := range map[string]string{
		"https://example.org/": "example.org", "mailto:a@example.org": "mailto:a@example.org",
		long: "example.org/way/way/way/way/way/way/way/wa…y/way/way/way/way/end",
	} {
		if got := shortAddress(url); got != want {
			t.Errorf("%s becomes %q, want %q", url, got, want)
		}
	}
}
