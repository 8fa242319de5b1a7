package pdf

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/pdf/internal/object"
	"coursepack/formats/pdf/ua"
)

// outlined writes elements below one another, what they contain indented.
func outlined(b *strings.Builder, e *element, depth int) {
	fmt.Fprintf(b, "%s%s", strings.Repeat("  ", depth), e.writtenRole())
	if e.alt != "" {
		fmt.Fprintf(b, " %q", e.alt)
	}
	if scope := e.table["Scope"]; scope != nil {
		fmt.Fprintf(b, " scope %v", scope)
	}
	for _, said := range []string{e.lang, string(e.numbering)} {
		if said != "" {
			b.WriteString(" " + said)
		}
	}
	b.WriteByte('\n')
	for _, kid := range e.content() {
		switch kid := kid.(type) {
		case *element:
			outlined(b, kid, depth+1)
		case markedContent:
			fmt.Fprintf(b, "%scontent on page %d\n", strings.Repeat("  ", depth+1), kid.page+1)
		case linkAnnotation:
			fmt.Fprintf(b, "%slink on page %d\n", strings.Repeat("  ", depth+1), kid.page+1)
		}
	}
}

func TestStructureOfTheZoo(t *testing.T) {
	doc := composed(t, zoo(t))
	if _, err := emit(doc, input(zoo(t), &diag.List{})); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	outlined(&b, doc.root, 0)
	golden(t, "zoo.structure", b.String())
}

// rolesIn counts the elements of a course by their roles.
func rolesIn(t *testing.T, blocks ...content.Block) map[string]int {
	t.Helper()
	c := onePart(blocks...)
	doc := composed(t, c)
	if _, err := emit(doc, input(c, &diag.List{})); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	var count func(e *element)
	count = func(e *element) {
		counts[string(e.writtenRole())]++
		for _, kid := range e.content() {
			if c, ok := kid.(*element); ok {
				count(c)
			}
		}
	}
	count(doc.root)
	return counts
}

func TestHeadsOfTablesAreReadOnce(t *testing.T) {
	table := &content.Table{Columns: make([]content.Column, 2), Head: []*content.Row{cells(true, "Left", "Right")}}
	for range 100 {
		table.Body = append(table.Body, cells(false, "a", ""))
	}
	got := rolesIn(t, table)
	if got["TH"] != 2 || got["TD"] != 200 || got["THead"] != 1 || got["TBody"] != 1 {
		t.Errorf("the elements are %v", got)
	}
}

func TestLinksThatLeadNowhereAreNone(t *testing.T) {
	nowhere := &content.Link{Target: content.Internal{Part: &content.Part{ID: "gone"}}, Inlines: inlines("gone")}
	there := &content.Link{Target: content.External{URL: "https://example.org"}, Inlines: inlines("example.org")}
	if got := rolesIn(t, para(nowhere, txt(" "), there)); got["Link"]-got["TOCI"] != 1 || got["Span"] != 1 {
		t.Errorf("the elements are %v", got)
	}
}

// structureOf returns the elements of a part as outlined writes them.
func structureOf(t *testing.T, c *content.Course) string {
	t.Helper()
	doc := composed(t, c)
	if _, err := emit(doc, input(c, &diag.List{})); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	lesson := doc.root.children[0].children[0]
	outlined(&b, lesson.children[len(lesson.children)-1], 0)
	return b.String()
}

func TestPassagesSayTheirLanguage(t *testing.T) {
	french, german := content.Attr{Lang: "fr"}, content.Attr{Lang: "de"}
	c := onePart(&content.Div{Attr: french, Blocks: []content.Block{
		para(txt("Il dit "), &content.Span{Attr: german, Inlines: inlines("ja")}, txt(" et "), &content.Span{Attr: french, Inlines: inlines("oui")}),
		&content.MathBlock{TeX: "x", Formula: formulaOf("x", true)},
	}}, para(&content.Span{Attr: content.Attr{Lang: "no tongue"}, Inlines: inlines("What?")}))
	want := `Sect
  Div fr
    P
      content on page 3
      Span de
        content on page 3
      content on page 3
    Formula "x" en
      content on page 3
  P
    content on page 3
`
	if diff := cmp.Diff(want, structureOf(t, c)); diff != "" {
		t.Error(diff)
	}
}

func TestAccessibleWhateverTheAuthorWrites(t *testing.T) {
	picture := &content.Image{Asset: pictures(t, "images/alpha.png")[0]}
	cell := func(columns, rows int) *content.Cell {
		return &content.Cell{ColSpan: columns, RowSpan: rows, Blocks: says("cell")}
	}
	row := func(cells ...*content.Cell) *content.Row { return &content.Row{Cells: cells} }
	ragged := &content.Table{Head: []*content.Row{cells(true, "a", "b", "c", "d")}, Body: []*content.Row{
		row(cell(1, 1), cell(1, 3)), row(cell(3, 1), cell(1, 9)), row(), row(cell(1, 0)),
	}, Foot: []*content.Row{cells(false, "e", "f", "g", "h", "i")}}
	for name, c := range map[string]*content.Course{
		"zoo":          zoo(t),
		"ragged table": onePart(ragged, &content.Table{Caption: inlines("no rows")}, &content.Table{Columns: make([]content.Column, 2), Body: []*content.Row{row(), row()}}),
		"only a head":  onePart(&content.Table{Head: []*content.Row{cells(true, "a", "b")}, Foot: []*content.Row{cells(false, "c")}}),
		"empty list":   onePart(&content.List{}, &content.List{Items: []*content.Item{{}, {Blocks: []content.Block{&content.List{}, &content.Rule{}}}}}),
		"headings": onePart(&content.Heading{Level: 6, Inlines: inlines("deep")}, &content.Heading{Level: 2, Inlines: inlines("high")},
			&content.Quote{Blocks: []content.Block{&content.Heading{Level: 5, Inlines: inlines("inside")}}}, &content.Heading{Level: 3}),
		"links": onePart(para(&content.Link{Target: content.External{URL: "https://example.org"}}),
			para(&content.Link{Target: content.External{URL: "https://example.org"}, Inlines: []content.Inline{picture}}),
			para(&content.Link{Target: content.External{URL: "https://example.org"}, Inlines: []content.Inline{txt("a"), picture, txt("b")}}),
			para(&content.Link{Target: content.External{URL: "https://example.org"}, Inlines: []content.Inline{
				&content.Code{Text: "a  b"}, txt(" c "), &content.Math{Formula: formulaOf("x", false)},
				&content.Span{Attr: content.Attr{Lang: "fr"}, Inlines: inlines("d")}}})),
		"figures": onePart(&content.Figure{Blocks: []content.Block{para(picture)}, Caption: inlines("decoration")},
			&content.Figure{Caption: inlines("nothing")}, &content.Figure{Blocks: says("words"), Caption: inlines("words")}),
		"formulas": onePart(&content.MathBlock{TeX: " ", Formula: formulaOf(" ", true)}, para(&content.Math{Formula: formulaOf("", false)})),
		"odd text": onePart(para(txt("\x00\uFEFF\uFFFE\u200D \U000E0041 \U0010FFFF e\u0301\u0301 \u0604 ﷽")), &content.CodeBlock{Text: "\t\x0C\n"}),
		"languages": {ID: "c", Title: "العربية", Language: "ar_EG", Units: []*content.Unit{{Lessons: []*content.Lesson{
			{ID: "l", Title: "עברית", Parts: []*content.Part{{ID: "p", Blocks: says("سلام 123 (abc) שלום 漢字 한국어 हिन्दी")}}}}}}},
		"no words": {ID: "c", Language: "?", Units: []*content.Unit{{}, {Level: 9, Lessons: []*content.Lesson{{Parts: []*content.Part{{}}}}}}},
	} {
		t.Run(name, func(t *testing.T) { isAccessible(t, c, Options{OwnFonts: true}) })
	}
}

func TestAccessibleWhateverIsChosen(t *testing.T) {
	for _, o := range []Options{
		{}, {Paper: Letter, TwoSided: true, Links: LinksNoted}, {Theme: Sans, Size: LargestText, Grey: true, Links: LinksPlain},
	} {
		t.Run(fmt.Sprintf("%+v", o), func(t *testing.T) { isAccessible(t, zoo(t), o) })
	}
}

func isAccessible(t *testing.T, c *content.Course, o Options) {
	t.Helper()
	var b bytes.Buffer
	if err := New(o).Write(context.Background(), input(c, &diag.List{}), &b); err != nil {
		t.Fatal(err)
	}
	findings, err := ua.Check(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Error(f)
	}
}

// TestEveryElementIsFound reads the file back: pages know their elements, elements their parents.
func TestEveryElementIsFound(t *testing.T) {
	file, _ := written(t, zoo(t))
	f, err := object.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	tree := f.Dict(f.Dict(f.Trailer["Root"])["StructTreeRoot"])
	numbers, _ := f.Dict(tree["ParentTree"])["Nums"].(object.Array)
	if len(numbers) == 0 {
		t.Fatal("no page knows its elements")
	}
	for i := 1; i < len(numbers); i += 2 {
		ref, _ := numbers[i].(object.Ref)
		of, isPage := f.Objects[ref].(object.Array)
		if !isPage {
			of = object.Array{ref}
		}
		for _, e := range of {
			for up := f.Dict(e); up["Type"] != object.Name("StructTreeRoot"); up = f.Dict(up["P"]) {
				if up["S"] == nil {
					t.Fatalf("entry %v: %v is no element", numbers[i-1], up)
				}
			}
		}
	}
}
