package epub

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
)

// The pages of the printed edition begin with a lesson that has a page of its own, with one that has none, and with blocks, of
// which one is longer than a page.
func TestPageList(t *testing.T) {
	c := waves(t)
	waves, light := c.Units[1].Lessons[0], c.Units[2].Lessons[0]
	in := &formats.Input{Course: c, Report: &diag.List{}, Pages: []formats.PageStart{
		{Label: "iii", Node: c.Front}, {Label: "1", Node: waves}, {Label: "2", Node: waves.Parts[1].Blocks[1]},
		{Label: "3", Node: light}, {Label: "4", Node: light.Parts[0].Blocks[1]}, {Label: "5", Node: light.Parts[0].Blocks[1]},
	}}
	var out bytes.Buffer
	if err := New(Options{PageList: true}).Write(context.Background(), in, &out); err != nil {
		t.Fatal(err)
	}
	keepBook(t, "pages.epub", out.Bytes())
	_, files := unzip(t, out.Bytes())
	var want string
	for _, p := range [][2]string{
		{"index", "iii"}, {"lesson-waves", "1"}, {"waves-practice", "2"}, {"light", "3"}, {"light", "4"}, {"light", "5"},
	} {
		want += `<a href="` + p[0] + `.xhtml#page.` + p[1] + `">` + p[1] + "</a>"
		marker := `<span id="page.` + p[1] + `" epub:type="pagebreak" role="doc-pagebreak" title="` + p[1] + `"></span>`
		if page := string(files["EPUB/"+p[0]+".xhtml"]); !strings.Contains(page, marker) {
			t.Errorf("no %s in\n%s", marker, page)
		}
	}
	_, list, _ := strings.Cut(string(files["EPUB/nav.xhtml"]), `epub:type="page-list"`)
	var got string
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "<a") {
			got += line
		}
	}
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, part := range []string{"pageBreakMarkers", "pageNavigation", `<meta property="pageBreakSource">Waves &amp; Light (PDF)</meta>`} {
		if !strings.Contains(string(files["EPUB/package.opf"]), part) {
			t.Errorf("the package does not say %s:\n%s", part, files["EPUB/package.opf"])
		}
	}
}

// A block that an author gave the id of a page has it.
func TestPagesYieldToIdsOfAuthors(t *testing.T) {
	div := func(id string) content.Block { return &content.Div{Attr: content.Attr{ID: id}} }
	p := &content.Part{ID: "p", Title: "One", Blocks: []content.Block{div("page.2"), div("")}}
	in := &formats.Input{Course: oneLesson(p), Report: &diag.List{}, Pages: []formats.PageStart{{Label: "2", Node: p.Blocks[1]}}}
	b, err := compose(context.Background(), in, Options{PageList: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Pages) != 0 {
		t.Errorf("the page list has %v", b.Pages)
	}
}
