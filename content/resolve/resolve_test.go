package resolve_test

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/content/resolve"
	"coursepack/content/source"
	"coursepack/content/testkit"
)

var at = content.Pos{File: "docs/waves/lesson.md", Line: 3, Col: 1}

// png is the smallest picture.
const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"

// outline is a course of two lessons; the first part of the first has the blocks.
func outline(blocks ...content.Block) *source.Outline {
	part := func(id, file, url string, blocks ...content.Block) *content.Part {
		return &content.Part{Pos: content.Pos{File: file}, ID: id, Title: id, Source: file, URLs: []string{url}, Blocks: blocks}
	}
	heading := &content.Heading{Pos: at, Level: 2, ID: "spectra", Inlines: text("Spectra")}
	lesson := part("waves/lesson", "docs/waves/lesson.md", "/base/waves/lesson/", blocks...)
	practice := part("waves/practice", "docs/waves/practice.md", "/base/waves/practice/")
	noise := part("noise/lesson", "docs/noise/index.md", "/base/noise/", heading)
	return &source.Outline{
		Course: &content.Course{Pos: at, ID: "c", Units: []*content.Unit{{Pos: at, Lessons: []*content.Lesson{
			{Pos: at, ID: "waves", Title: "Waves", Parts: []*content.Part{lesson, practice}},
			{Pos: at, ID: "noise", Title: "Noise", Parts: []*content.Part{noise}},
		}}}},
		Drafts: []source.Draft{{Path: "docs/waves/secret.md"}},
		Roots:  []string{"public"},
		Host:   "course.example.org",
		Base:   "/base",

		Aliases: []source.Alias{{Start: "@img/", Folder: "public/img"}, {Start: "@", Folder: "docs"}},
	}
}

func text(s string) []content.Inline { return []content.Inline{&content.Text{Pos: at, Text: s}} }

func files() fstest.MapFS {
	return fstest.MapFS{
		"docs/waves/a b.png":   {Data: []byte(png)},
		"docs/waves/lie.jpg":   {Data: []byte(png)},
		"docs/waves/void.png":  {Data: nil},
		"docs/waves/words.png": {Data: []byte("no picture")},
		"public/img/root.png":  {Data: []byte(png + " ")},
		"public/handout.pdf":   {Data: []byte("%PDF-1.4")},
		"docs/waves/Case.PNG":  {Data: []byte(png + "  ")},
		"docs/waves/twin.png":  {Data: []byte(png + "   ")},
		"docs/waves/TWIN.png":  {Data: []byte(png + "    ")},
		"docs/waves/100%.png":  {Data: []byte(png + "     ")},
		"code/run/main.py":     {Data: []byte("print()")},
		"docs/waves/tide.h5p":  {Data: []byte("PK\x03\x04")},
		"docs/waves/tone.wav":  {Data: []byte("RIFF....WAVEfmt ")},
	}
}

// resolved returns the dump of the first block after resolving, and the diagnostics.
func resolved(t *testing.T, b content.Block) (dump, diagnostics string) {
	t.Helper()
	o := outline(b)
	var list diag.List
	resolve.Course(o, asset.NewStore(files(), 1<<20), &list)
	if err := content.Check(o.Course); err != nil {
		t.Errorf("not finished: %v", err)
	}
	for _, b := range o.Course.Units[0].Lessons[0].Parts[0].Blocks {
		dump += content.DumpString(b)
	}
	for _, d := range list.Sorted() {
		diagnostics += d.String() + "\n"
	}
	return dump, diagnostics
}

var update = flag.Bool("update", false, "rewrite golden files")

// Every line of links.txt is an address, what becomes of a link with it, and what is said about it.
func TestLinks(t *testing.T) {
	golden(t, "testdata/links.txt", func(address string) content.Inline {
		return &content.Link{Pos: at, Target: content.Unresolved{URL: address}, Inlines: text("words")}
	})
}

func TestPicturesOnTheNetworkAreNoLinksInLinks(t *testing.T) {
	badge := &content.Image{Pos: at, Src: "https://badges.example.org/a.svg", Alt: "build"}
	link := &content.Link{Pos: at, Target: content.Unresolved{URL: "https://builds.example.org"}, Inlines: []content.Inline{badge}}
	got, said := resolved(t, &content.Paragraph{Pos: at, Inlines: []content.Inline{link}})
	if !strings.Contains(got, `(link https://builds.example.org "build")`) || !strings.Contains(said, "or the one that it is in") {
		t.Error(got, said)
	}
}

func TestLinksToFoldersWithoutPagesAreToldOnce(t *testing.T) {
	var links []content.Inline
	for _, address := range []string{"../../code", "../../code/run"} {
		links = append(links, &content.Link{Pos: at, Target: content.Unresolved{URL: address}, Inlines: text("words")})
	}
	_, said := resolved(t, &content.Paragraph{Pos: at, Inlines: links})
	if !strings.Contains(said, "(and 1 more to such folders) [link-folder]") {
		t.Error(said)
	}
}

// A script that shows pages takes links from the root of the site, and reads what comes behind # and ?id=.
func TestLinksOfRoutedSites(t *testing.T) {
	for address, want := range map[string]string{
		"noise/":                  "→noise/lesson",
		"practice.md":             "→waves/practice",
		"#/noise?id=spectra":      "→noise/lesson#spectra",
		"/noise?id=spectra":       "→noise/lesson#spectra",
		"?id=top":                 "→waves/lesson",
		"https://a.example/?id=x": "https://a.example/?id=x",
	} {
		o := outline(&content.Paragraph{Pos: at, Inlines: []content.Inline{
			&content.Link{Pos: at, Target: content.Unresolved{URL: address}, Inlines: text("words")},
		}})
		o.Routed, o.Base = true, ""
		for p := range o.Course.Parts {
			p.URLs[0] = strings.TrimPrefix(p.URLs[0], "/base")
		}
		resolve.Course(o, asset.NewStore(files(), 1<<20), &diag.List{})
		got := content.DumpString(o.Course.Units[0].Lessons[0].Parts[0].Blocks[0])
		if !strings.Contains(got, "(link "+want+" ") {
			t.Errorf("%s: %s", address, got)
		}
	}
}

// Activities are told of, and a way to each stays.
func TestActivitiesOfH5P(t *testing.T) {
	frame := func(address string) content.Block {
		return &content.Embed{Pos: at, Kind: content.EmbedFrame, URL: address}
	}
	line := func(n content.Inline) content.Block { return &content.Paragraph{Pos: at, Inlines: []content.Inline{n}} }
	for _, tt := range []struct {
		block content.Block
		want  string
		told  bool
	}{
		{frame("https://h5p.org/h5p/embed/12"), "url=https://h5p.org/h5p/embed/12", true},
		{frame("https://school.h5p.com/content/12/embed"), "url=https://school.h5p.com/content/12/embed", true},
		{frame("https://a.example/wp-admin/admin-ajax.php?action=h5p_embed&id=1"), "h5p_embed", true},
		{frame("https://a.example/film"), "url=https://a.example/film", false},
		{frame("tide.h5p"), `(link download:docs/waves/tide.h5p "tide.h5p")`, true},
		{line(&content.Link{Pos: at, Target: content.Unresolved{URL: "tide.h5p"}, Inlines: text("Do it")}), `(link download:docs/waves/tide.h5p "Do it")`, true},
		{line(&content.Image{Pos: at, Src: "tide.h5p", Alt: "h5p"}), `(link download:docs/waves/tide.h5p "tide.h5p")`, true},
		{line(&content.Link{Pos: at, Target: content.Unresolved{URL: "https://h5p.org/"}, Inlines: text("H5P")}), `(link https://h5p.org/ "H5P")`, false},
		{line(&content.Text{Pos: at, Text: `Do [h5p id="1"] now`}), `h5p id=`, true},
	} {
		dump, said := resolved(t, tt.block)
		if !strings.Contains(dump, tt.want) || strings.Contains(said, "[embed-activity]") != tt.told {
			t.Errorf("want %s, told %v:\n%s%s", tt.want, tt.told, dump, said)
		}
	}
}

func TestImages(t *testing.T) {
	golden(t, "testdata/images.txt", func(src string) content.Inline {
		return &content.Image{Pos: at, Src: src, Alt: "a wave"}
	})
}

func golden(t *testing.T, file string, inline func(string) content.Inline) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "  ") {
			continue
		}
		address := strings.TrimSuffix(line, "\n")
		dump, diagnostics := resolved(t, &content.Paragraph{Pos: at, Inlines: []content.Inline{inline(address)}})
		got.WriteString(address + "\n  " + strings.TrimPrefix(strings.TrimSpace(dump), "Paragraph 3:1 ") + "\n")
		for d := range strings.Lines(diagnostics) {
			got.WriteString("  " + strings.TrimPrefix(d, at.String()+": "))
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got.String() != string(data) && !*update {
		t.Errorf("got\n%s\nwant\n%s", got.String(), data)
	}
}

func TestNotesAreNumberedByFirstReference(t *testing.T) {
	ref := func(id string) content.Inline { return &content.NoteRef{Pos: at, ID: id} }
	o := outline(&content.Paragraph{Pos: at, Inlines: []content.Inline{ref("b"), ref("a"), ref("b"), ref("none")}})
	part := o.Course.Units[0].Lessons[0].Parts[0]
	part.Notes = []*content.Note{
		{Pos: at, ID: "orphan"},
		{Pos: at, ID: "a", Blocks: []content.Block{&content.Paragraph{Pos: at, Inlines: []content.Inline{ref("deep")}}}},
		{Pos: at, ID: "b"}, {Pos: at, ID: "deep"},
	}
	var list diag.List
	resolve.Course(o, asset.NewStore(files(), 1<<20), &list)
	var order []string
	for _, n := range part.Notes {
		order = append(order, n.ID)
	}
	if got, want := strings.Join(order, " "), "b a deep orphan"; got != want {
		t.Errorf("notes are %s, want %s", got, want)
	}
	if got, want := content.DumpString(part.Blocks[0]), "Paragraph 3:1 (note b n=1) (note a n=2) (note b n=1)\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if ds := list.Sorted(); len(ds) != 1 || ds[0].Code != "note-missing" {
		t.Errorf("diagnostics: %v", ds)
	}
}

func TestHeadingsFollowTheTitleWithoutGaps(t *testing.T) {
	var blocks []content.Block
	for _, level := range []int{1, 3, 5, 3, 2, 6, 1} {
		blocks = append(blocks, &content.Heading{Pos: at, Level: level})
	}
	o := outline(blocks...)
	resolve.Course(o, asset.NewStore(files(), 1<<20), &diag.List{})
	var levels []int
	for _, b := range o.Course.Units[0].Lessons[0].Parts[0].Blocks {
		levels = append(levels, b.(*content.Heading).Level)
	}
	want := []int{2, 3, 4, 3, 3, 4, 2}
	for i := range want {
		if levels[i] != want[i] {
			t.Fatalf("levels are %v, want %v", levels, want)
		}
	}
}

func TestIDsBecomeUnique(t *testing.T) {
	div := func(id string) content.Block { return &content.Div{Pos: at, Attr: content.Attr{ID: id}} }
	o := outline(div("a"), div("a-2"), div("a"), div("with space"))
	resolve.Course(o, asset.NewStore(files(), 1<<20), &diag.List{})
	var ids []string
	for _, b := range o.Course.Units[0].Lessons[0].Parts[0].Blocks {
		ids = append(ids, content.ID(b))
	}
	if got, want := strings.Join(ids, " "), "a a-2 a-3 with-space"; got != want {
		t.Errorf("ids are %s, want %s", got, want)
	}
}

func TestManyEqualIDsAndBrokenAnchorsEndSoon(t *testing.T) {
	var blocks []content.Block
	for i := range 10_000 {
		link := &content.Link{Pos: at, Target: content.Unresolved{URL: "#gone" + strconv.Itoa(i)}, Inlines: text("a")}
		blocks = append(blocks, &content.Div{Pos: at, Attr: content.Attr{ID: "same"}}, &content.Paragraph{Pos: at, Inlines: []content.Inline{link}})
	}
	run := func() { resolve.Course(outline(blocks...), asset.NewStore(files(), 1<<20), &diag.List{}) }
	testkit.Soon(t, run, "%d blocks", len(blocks))
}

func TestPrerequisitesLeadToLessons(t *testing.T) {
	link := func(url string) content.Inline {
		return &content.Link{Pos: at, Target: content.Unresolved{URL: url}, Inlines: text(url)}
	}
	o := outline()
	waves := o.Course.Units[0].Lessons[0]
	waves.Meta.Prerequisites = []content.Inline{link("base/noise"), link("noise"), link("Patience"), link("lessons/gone")}
	var list diag.List
	resolve.Course(o, asset.NewStore(files(), 1<<20), &list)
	got := content.DumpString(waves)
	for _, want := range []string{
		"prerequisite (link →noise/lesson \"Noise\")\n  meta prerequisite (link →noise/lesson \"Noise\")\n",
		"prerequisite \"Patience\"\n", "prerequisite \"lessons/gone\"\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if ds := list.Sorted(); len(ds) != 1 || ds[0].Code != "prerequisite-missing" {
		t.Errorf("diagnostics: %v", ds)
	}
}

func TestSubsetIsACourseOfItsOwn(t *testing.T) {
	leave := &content.Link{Pos: at, Target: content.Unresolved{URL: "../noise/index.md"}, Inlines: text("noise")}
	stay := &content.Link{Pos: at, Target: content.Unresolved{URL: "practice.md"}, Inlines: text("practice")}
	o := outline(&content.Paragraph{Pos: at, Inlines: []content.Inline{leave, stay}})
	resolve.Course(o, asset.NewStore(files(), 1<<20), &diag.List{})
	before := content.DumpString(o.Course)

	var list diag.List
	sub := resolve.Subset(o.Course, func(_ *content.Unit, l *content.Lesson, _ *content.Part) bool { return l.ID == "waves" }, nil, &list)
	if err := content.Check(sub); err != nil {
		t.Error(err)
	}
	if got, want := content.DumpString(sub.Units[0].Lessons[0].Parts[0].Blocks[0]), "Paragraph 3:1 \"noise\" (link →waves/practice \"practice\")\n"; got != want {
		t.Errorf("got %swant %s", got, want)
	}
	if ds := list.Sorted(); len(ds) != 1 || ds[0].Code != "link-not-exported" {
		t.Errorf("diagnostics: %v", ds)
	}
	if content.DumpString(o.Course) != before {
		t.Error("the whole course was changed")
	}
}

func TestSubsetLeadsToTheCourseBesideIt(t *testing.T) {
	leave := &content.Link{Pos: at, Target: content.Unresolved{URL: "../noise/index.md"}, Inlines: text("noise")}
	o := outline(&content.Paragraph{Pos: at, Inlines: []content.Inline{leave}})
	var list diag.List
	resolve.Course(o, asset.NewStore(files(), 1<<20), &list)
	beside := map[*content.Part]string{}
	for l := range o.Course.Lessons {
		for _, p := range l.Parts {
			beside[p] = "c-" + l.ID
		}
	}
	sub := resolve.Subset(o.Course, func(_ *content.Unit, l *content.Lesson, _ *content.Part) bool { return l.ID == "waves" }, beside, &list)
	if err := content.Check(sub); err != nil {
		t.Error(err)
	}
	if got, want := content.DumpString(sub.Units[0].Lessons[0].Parts[0].Blocks[0]), "Paragraph 3:1 (link beside:c-noise \"noise\")\n"; got != want {
		t.Errorf("got %swant %s", got, want)
	}
	if ds := list.Sorted(); len(ds) != 0 {
		t.Errorf("diagnostics: %v", ds)
	}
}

func TestFormulas(t *testing.T) {
	formula := func(tex string) *content.MathBlock {
		return &content.MathBlock{Pos: at, Start: content.Pos{File: at.File, Line: 4, Col: 3}, TeX: tex}
	}
	blocks := []content.Block{
		formula(`\begin{equation} a \label{first} \end{equation}`),
		formula(`\begin{equation} b \tag{*} \label{star} \end{equation}`),
		formula(`\newcommand{\B}[1]{\mathbf{#1}} \R`),
		formula(`\B{x} = \eqref{star} + \ref{first} + \ref{none}`),
		formula("x +\n y + \\nosuch"),
	}
	o := outline(blocks...)
	o.Macros = []source.Macro{{Pos: at, Definition: math.Definition{Name: `\R`, Body: `\mathbb{R}`}}}
	var list diag.List
	resolve.Course(o, asset.NewStore(files(), 1<<20), &list)

	var got strings.Builder
	for _, b := range o.Course.Units[0].Lessons[0].Parts[0].Blocks {
		f := b.(*content.MathBlock).Formula
		got.WriteString(math.PlainText(f.Body))
		for _, n := range f.Equations() {
			got.WriteString(" #" + n.Number)
		}
		got.WriteByte('\n')
	}
	for _, d := range list.Sorted() {
		got.WriteString(d.String() + "\n")
	}
	want := `a #1
b #*
ℝ
𝐱=*+1+??
x+y+\nosuch
docs/waves/lesson.md:3:1: warning: no equation has the label "none" [math-ref-broken] → question marks
docs/waves/lesson.md:5:6: error: unknown command \nosuch [math-command] → the command as TeX (did you mean \nsucc?)
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

func TestFormulasThatOnlyDefineMacrosAreGone(t *testing.T) {
	o := outline(
		&content.MathBlock{Pos: at, TeX: `\newcommand{\R}{\mathbb{R}}`},
		&content.Paragraph{Pos: at, Inlines: []content.Inline{&content.Math{Pos: at, TeX: `\def\a{b}`}}},
		&content.MathBlock{Pos: at, TeX: `\R`},
	)
	resolve.Course(o, asset.NewStore(files(), 1<<20), &diag.List{})
	if blocks := o.Course.Units[0].Lessons[0].Parts[0].Blocks; len(blocks) != 1 {
		t.Errorf("%d blocks are left, want 1", len(blocks))
	}
}

// A picture that its caption describes is not described in TeX.
func TestFormulasInDescriptions(t *testing.T) {
	img := &content.Image{Pos: at, Src: "x.png", Alt: `The \alpha`}
	f := &content.Figure{
		Pos:     at,
		Caption: []content.Inline{&content.Text{Pos: at, Text: "The "}, &content.Math{Pos: at, Start: at, TeX: `\alpha`}},
		Blocks:  []content.Block{&content.Paragraph{Pos: at, Inlines: []content.Inline{img}}},
	}
	o := outline(f)
	resolve.Course(o, asset.NewStore(files(), 1<<20), &diag.List{})
	if img.Alt != "The 𝛼" && img.Alt != "The α" {
		t.Errorf("the description is %q", img.Alt)
	}
}

func TestEquationsHaveNoNumbersWhereNothingRefersToThem(t *testing.T) {
	block := &content.MathBlock{Pos: at, TeX: `\begin{align} a &= b \\ c &= d \end{align}`}
	o := outline(block)
	resolve.Course(o, asset.NewStore(files(), 1<<20), &diag.List{})
	for _, b := range o.Course.Units[0].Lessons[0].Parts[0].Blocks {
		for _, n := range b.(*content.MathBlock).Formula.Equations() {
			if n.Number != "" {
				t.Errorf("an equation has the number %s", n.Number)
			}
		}
	}
}

// What is referred to gets a number through the course; headings are named by their titles.
func TestReferencesSayNumbersAndTitles(t *testing.T) {
	ref := func(label string, inlines ...content.Inline) content.Inline {
		return &content.Link{Pos: at, Target: content.Reference{Label: label}, Inlines: inlines}
	}
	figure := func(id, caption string, blocks ...content.Block) *content.Figure {
		return &content.Figure{Pos: at, ID: id, Caption: text(caption), Blocks: blocks}
	}
	o := outline(
		&content.Paragraph{Pos: at, Inlines: []content.Inline{
			ref("fig-b"), ref("fig-two"), ref("spectra"), ref("sec-top"), ref("eq-a"), ref("tbl-a"), ref("fig-c"),
			ref("fig-b", text("picture %s")...), ref("thm-a"), ref("lem-a"),
			&content.Link{Pos: at, Target: content.Reference{Label: "fig-b", Bare: true}},
		}},
		figure("fig-a", "First"), figure("", "Not counted"),
		figure("fig-b", "Both", figure("fig-one", "One"), figure("fig-two", "Two")),
		&content.Table{Pos: at, ID: "tbl-a"}, &content.Table{Pos: at, ID: "tbl-b", Caption: text("Second")},
		&content.MathBlock{Pos: at, ID: "eq-a", TeX: "x", Start: at},
		&content.Callout{Pos: at, ID: "thm-a", Kind: "theorem", Title: text("Pythagoras")},
		&content.Callout{Pos: at, ID: "lem-a", Kind: content.CalloutNote, Title: text("Lemma (Zorn)")},
	)
	part := o.Course.Units[0].Lessons[0].Parts[0]
	part.Labels = []string{"sec-top"}
	var list diag.List
	resolve.Course(o, asset.NewStore(files(), 1<<20), &list)
	if err := content.Check(o.Course); err != nil {
		t.Error(err)
	}
	got := content.DumpString(part) + fmt.Sprintln(list.Sorted())
	if err := compare("testdata/references.txt", got); err != nil {
		t.Error(err)
	}
}

// compare compares text with that of a file, or writes it there.
func compare(file, got string) error {
	if *update {
		return os.WriteFile(file, []byte(got), 0o666)
	}
	want, err := os.ReadFile(file)
	if err == nil && string(want) != got {
		err = fmt.Errorf("got\n%s\nwant\n%s", got, want)
	}
	return err
}

// Pages list what they cite, unless the author has one place for all of it.
func TestCitationsAreReadAndListed(t *testing.T) {
	cite := func(form content.CiteForm, keys ...string) content.Inline {
		return &content.Cite{Pos: at, IDs: keys, Form: form}
	}
	work := func(key, names, year string) content.Work {
		return content.Work{Pos: at, ID: key, Short: names, Year: year, Names: text(names + "."), Rest: text("“Title.”")}
	}
	for _, common := range []bool{false, true} {
		o := outline(&content.Paragraph{Pos: at, Inlines: []content.Inline{
			cite(content.CiteAuthorYear, "doe-a", "doe-b"), cite(content.CiteTextual, "roe"), cite(content.CiteYear, "roe"), cite(content.CiteTextual, "rae"),
		}})
		o.Works = []content.Work{work("doe-a", "Doe", "2001"), work("doe-b", "Doe", "2001"), work("doe-c", "Doe", "2001"), work("roe", "Roe", "n.d.")}
		parts := o.Course.Units[0].Lessons[0].Parts
		if common {
			parts[1].Blocks = []content.Block{&content.Bibliography{Pos: at}}
		}
		var list diag.List
		resolve.Course(o, asset.NewStore(files(), 1<<20), &list)
		if err := content.Check(o.Course); err != nil {
			t.Error(err)
		}
		got := content.DumpString(parts[0], parts[1]) + fmt.Sprintln(list.Sorted())
		if err := compare(fmt.Sprintf("testdata/cites-common-%v.txt", common), got); err != nil {
			t.Error(err)
		}
	}
}

// A diagram is the picture that its author has drawn of it, if there is one.
func TestDiagramsAreThePicturesBesideThePage(t *testing.T) {
	code := func(lang, title string) *content.CodeBlock {
		return &content.CodeBlock{Pos: at, Lang: lang, Title: title, Text: "a -> b\n"}
	}
	o := outline(
		code("mermaid", ""), code("dot", "flow.dot"), code("python", ""), code("mermaid", ""),
		&content.Figure{Pos: at, ID: "fig-x", Blocks: []content.Block{code("graphviz", "")}},
	)
	fsys := files()
	for _, name := range []string{"lesson-diagram-1", "flow", "fig-x"} {
		fsys["docs/waves/"+name+".png"] = &fstest.MapFile{Data: []byte(png)}
	}
	var list diag.List
	resolve.Course(o, asset.NewStore(fsys, 1<<20), &list)
	got := content.DumpString(o.Course.Units[0].Lessons[0].Parts[0]) + fmt.Sprintln(list.Sorted())
	if err := compare("testdata/diagrams.txt", got); err != nil {
		t.Error(err)
	}
}
