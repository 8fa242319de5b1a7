package epub

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
)

func composed(t *testing.T, c *content.Course, o Options) *book {
	t.Helper()
	b, err := compose(context.Background(), inputOf(c), o)
	if err != nil {
		t.Fatal(err)
	}
	write(t, b)
	return b
}

func inputOf(c *content.Course) *formats.Input {
	return &formats.Input{Report: &diag.List{}, Course: c}
}

// oneLesson is a course of a single lesson.
func oneLesson(parts ...*content.Part) *content.Course {
	return &content.Course{ID: "c", Language: "en", Units: []*content.Unit{{ID: "u", Lessons: []*content.Lesson{{ID: "l", Title: "Lesson", Parts: parts}}}}}
}

func body(t *testing.T, b *book, name string) string {
	t.Helper()
	for _, d := range b.Docs {
		if d.Name == name {
			return string(d.Body)
		}
	}
	t.Errorf("the book has no %s", name)
	return ""
}

func outline(links []link, indent string) string {
	var s strings.Builder
	for _, l := range links {
		fmt.Fprintf(&s, "%s%s → %s\n%s", indent, l.Title, l.Href, outline(l.Children, indent+"  "))
	}
	return s.String()
}

func TestVeryLongPartsAreSplitAtHeadings(t *testing.T) {
	section := func(id string, inlines ...content.Inline) []content.Block {
		long := paragraph(text(strings.Repeat("word ", longest/10))...)
		h := &content.Heading{Level: 2, ID: id, Inlines: text("On " + id)}
		return append(append([]content.Block{h}, paragraph(inlines...)...), long...)
	}
	p := &content.Part{ID: "l/p", Title: "Long", Notes: []*content.Note{
		{ID: "both", Number: 1, Blocks: paragraph(text("First.")...)}, {ID: "late", Number: 2, Blocks: paragraph(text("Second.")...)},
	}}
	up := &content.Link{Target: content.Internal{Part: p, ID: "one"}, Inlines: text("up")}
	down := &content.Link{Target: content.Internal{Part: p, ID: "three"}, Inlines: text("down")}
	p.Blocks = append(p.Blocks, section("one", &content.NoteRef{ID: "both", Number: 1}, down)...)
	p.Blocks = append(p.Blocks, section("two", &content.Text{Text: "Second."})...)
	p.Blocks = append(p.Blocks, section("three", &content.NoteRef{ID: "both", Number: 1}, &content.NoteRef{ID: "late", Number: 2}, up)...)

	b := composed(t, oneLesson(p), Options{})
	want := "Lesson → l-p.xhtml\n  On two → l-p-two.xhtml\n  On three → l-p-three.xhtml\n"
	if diff := cmp.Diff(want, outline(b.Nav, "")); diff != "" {
		t.Errorf("the contents: -want +got\n%s", diff)
	}
	for name, parts := range map[string][]string{
		"l-p.xhtml":       {`<h1>Long</h1>`, `href="l-p-three.xhtml#three"`, `id="fn-1"`},
		"l-p-two.xhtml":   {`<p class="context">Long</p>`, `<h2 id="two">`},
		"l-p-three.xhtml": {`<h2 id="three">`, `href="l-p.xhtml#one"`, `id="fn-1"`, `id="fn-2"`},
	} {
		for _, part := range parts {
			if !strings.Contains(body(t, b, name), part) {
				t.Errorf("%s has no %s", name, part)
			}
		}
	}
	if strings.Contains(body(t, b, "l-p-two.xhtml"), "footnotes") {
		t.Error("there are notes on a page that refers to none")
	}
}

func TestMatterAroundTheText(t *testing.T) {
	works := func(ids ...string) *content.Bibliography {
		list := &content.Bibliography{}
		for _, id := range ids {
			list.Entries = append(list.Entries, &content.Entry{ID: id, Inlines: text(id + ", 1690")})
		}
		return list
	}
	term := func(name, meaning string) *content.Definition {
		return &content.Definition{Terms: [][]content.Inline{text(name)}, Details: [][]content.Block{paragraph(text(meaning)...)}}
	}
	p := &content.Part{ID: "p", Title: "One", Blocks: []content.Block{
		works("Young", "Huygens"),
		&content.DefinitionList{Items: []*content.Definition{term("wave", "what goes up and down"), term("Crest", "its top"), term(strings.Repeat("long ", 20), "no term")}},
		&content.Paragraph{Inlines: []content.Inline{
			&content.Span{Role: content.SpanAbbr, Title: "hertz", Inlines: text("Hz")},
			&content.Link{Target: content.External{URL: "https://example.org/a"}, Inlines: text("here")},
			&content.Link{Target: content.External{URL: "https://example.org/a"}, Inlines: text("again")},
			&content.Link{Target: content.External{URL: "mailto:a@example.org"}, Inlines: text("mail")},
		}},
	}}
	q := &content.Part{ID: "q", Title: "Two", Blocks: []content.Block{works("Huygens", "Maxwell")}}
	b := composed(t, oneLesson(p, q), Options{})
	want := `Lesson → p.xhtml
  One → p.xhtml
  Two → q.xhtml
Glossary → glossary.xhtml
Bibliography → bibliography.xhtml
Links to the web → links.xhtml
`
	if diff := cmp.Diff(want, outline(b.Nav, "")); diff != "" {
		t.Errorf("the contents: -want +got\n%s", diff)
	}
	for name, want := range map[string]string{
		"glossary.xhtml": `<dt>Crest</dt>
<dd>its top (<a href="p.xhtml">One</a>)</dd>
<dt>Hz</dt>
<dd>hertz (<a href="p.xhtml">One</a>)</dd>
<dt>wave</dt>
`,
		"bibliography.xhtml": `<li id="Huygens">Huygens, 1690</li>
<li id="Maxwell">Maxwell, 1690</li>
<li id="Young">Young, 1690</li>
</ul>`,
		"links.xhtml": `<h2><a href="p.xhtml">One</a></h2>
<ul>
<li><a href="https://example.org/a">here</a><br/>
https://example.org/a</li>
</ul>
</section>`,
	} {
		if got := body(t, b, name); !strings.Contains(got, want) {
			t.Errorf("%s is\n%s\nwant in it\n%s", name, got, want)
		}
	}
}

func TestNoMatterWithoutNeed(t *testing.T) {
	b := composed(t, oneLesson(&content.Part{ID: "p", Title: "One", Blocks: paragraph(text("Text.")...)}), Options{})
	if got, want := outline(b.Nav, ""), "Lesson → p.xhtml\n"; got != want {
		t.Errorf("the contents are\n%swant\n%s", got, want)
	}
}
