package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/formats"
	"coursepack/formats/epub"
	"coursepack/formats/pdf"
	"coursepack/formats/scorm"
)

// word is what every specimen says and no output says of its own.
const word = "zygomorphic"

// specimens has a node of every kind that says word.
func specimens(t *testing.T) map[string]content.Node {
	at := content.Pos{File: "a.md", Line: 1, Col: 1}
	picture, err := asset.NewStore(nil, 1<<20).Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>` + word + `</text></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	text := []content.Inline{&content.Text{Pos: at, Text: word}}
	blocks := []content.Block{&content.Paragraph{Pos: at, Inlines: text}}
	cell := []*content.Row{{Pos: at, Cells: []*content.Cell{{Pos: at, Blocks: blocks}}}}
	formula, _, _ := math.Parse(`\text{`+word+`}`, math.Options{})
	all := map[string]content.Node{}
	for _, n := range []content.Node{
		&content.Paragraph{Pos: at, Inlines: text},
		&content.Heading{Pos: at, Level: 2, ID: "h", Inlines: text},
		&content.List{Pos: at, Items: []*content.Item{{Pos: at, Blocks: blocks}}},
		&content.Quote{Pos: at, Blocks: blocks},
		&content.CodeBlock{Pos: at, Lang: "go", Text: word + "\n"},
		&content.MathBlock{Pos: at, TeX: formula.TeX, Formula: formula},
		&content.Table{Pos: at, Columns: []content.Column{{}}, Body: cell},
		&content.Figure{Pos: at, Blocks: blocks, Caption: text},
		&content.Callout{Pos: at, Kind: content.CalloutTip, Blocks: blocks},
		&content.Details{Pos: at, Summary: text, Blocks: blocks},
		&content.Tabs{Pos: at, Tabs: []*content.Tab{{Pos: at, Label: text, Blocks: blocks}}},
		&content.DefinitionList{Pos: at, Items: []*content.Definition{{Pos: at, Terms: [][]content.Inline{text}, Details: [][]content.Block{blocks}}}},
		&content.Rule{Pos: at},
		&content.Bibliography{Pos: at, Entries: []*content.Entry{{Pos: at, ID: "e", Inlines: text}}},
		&content.Quiz{Pos: at, Title: text, Questions: []*content.Question{{Pos: at, ID: "q", Prompt: blocks, Answer: &content.ShortText{Pos: at, Accept: []string{word}}}}},
		&content.Flashcards{Pos: at, Cards: []*content.Flashcard{{Pos: at, ID: "c", Front: blocks, Back: blocks}}},
		&content.Exercise{Pos: at, Prompt: blocks, Solution: blocks},
		&content.Embed{Pos: at, Kind: content.EmbedVideo, URL: "https://example.org/", Title: word},
		&content.Div{Pos: at, Role: content.RoleCard, Title: text, Blocks: blocks},
		&content.Raw{Pos: at, Format: "html", Text: word},

		&content.Text{Pos: at, Text: word},
		&content.Emph{Pos: at, Inlines: text},
		&content.Strong{Pos: at, Inlines: text},
		&content.Strike{Pos: at, Inlines: text},
		&content.Sub{Pos: at, Inlines: text},
		&content.Super{Pos: at, Inlines: text},
		&content.Code{Pos: at, Text: word},
		&content.Math{Pos: at, TeX: formula.TeX, Formula: formula},
		&content.Link{Pos: at, Target: content.External{URL: "https://example.org/"}, Inlines: text},
		&content.Image{Pos: at, Asset: picture, Alt: word},
		&content.Break{Pos: at},
		&content.NoteRef{Pos: at, ID: "n", Number: 1},
		&content.Blank{Pos: at, Number: 1},
		&content.Cite{Pos: at, IDs: []string{"e"}, Inlines: text},
		&content.Span{Pos: at, Role: content.SpanMark, Inlines: text},
	} {
		all[content.Kind(n)] = n
	}
	return all
}

// silent are kinds that have no words of their own.
var silent = map[string]bool{"Rule": true, "Break": true, "Blank": true}

// What a format says of itself is true: what it shows whole arrives without a word, what it degrades or drops is
// reported, and only what is dropped is missing.
func TestFormatsKeepTheirWord(t *testing.T) {
	nodes := specimens(t)
	for _, f := range []formats.Format{pdf.New(pdf.Options{}), epub.New(epub.Options{}), scorm.New(scorm.Options{}), scorm.New2004(scorm.Options{}), scorm.NewCMI5(scorm.Options{})} {
		info := f.Info()
		for _, kind := range append(content.BlockKinds, content.InlineKinds...) {
			t.Run(info.Name+"/"+kind, func(t *testing.T) {
				said, file := writeOne(t, f, nodes[kind])
				level := info.Support[kind]
				if (level == formats.Whole) != (len(said) == 0) {
					t.Errorf("%s, but it reports %v", level, said)
				}
				if silent[kind] {
					return
				}
				if arrived := strings.Contains(textOf(t, file), word); arrived != (level != formats.Dropped) {
					t.Errorf("%s, and arrived is %v", level, arrived)
				}
			})
		}
	}
}

// writeOne writes a course of a single node.
func writeOne(t *testing.T, f formats.Format, n content.Node) ([]diag.Diagnostic, string) {
	at := n.Position()
	b, ok := n.(content.Block)
	if !ok {
		b = &content.Paragraph{Pos: at, Inlines: []content.Inline{n.(content.Inline)}}
	}
	part := &content.Part{Pos: at, ID: "lesson/part", Title: "Part", Source: "a.md", Blocks: []content.Block{b}}
	if content.Kind(n) == "NoteRef" {
		part.Notes = []*content.Note{{Pos: at, ID: "n", Number: 1, Blocks: []content.Block{
			&content.Paragraph{Pos: at, Inlines: []content.Inline{&content.Text{Pos: at, Text: word}}},
		}}}
	}
	if content.Kind(n) == "Cite" {
		part.Blocks = append(part.Blocks, &content.Bibliography{Pos: at, Entries: []*content.Entry{
			{Pos: at, ID: "e", Inlines: []content.Inline{&content.Text{Pos: at, Text: "Entry"}}},
		}})
	}
	course := &content.Course{Pos: at, ID: "c", Title: "Course", Language: "en", Units: []*content.Unit{
		{Pos: at, ID: "u", Lessons: []*content.Lesson{{Pos: at, ID: "lesson", Title: "Lesson", Parts: []*content.Part{part}}}},
	}}
	var list diag.List
	file := filepath.Join(t.TempDir(), "c"+f.Info().Suffix)
	w, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	in := &formats.Input{Course: course, Time: time.Unix(0, 0).UTC(), Tool: "test", Report: &list}
	if err := f.Write(context.Background(), in, w); err != nil {
		t.Fatal(err)
	}
	return list.Sorted(), file
}

var tag = regexp.MustCompile(`<[^>]*>`)

// textOf returns what a reader of a file reads; of pictures, their alternative texts.
func textOf(t *testing.T, file string) string {
	if filepath.Ext(file) == ".pdf" {
		return run(t, "pdftotext", file, "-").stdout
	}
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var all strings.Builder
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "html") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.ReplaceAll(data, []byte(`alt="`+word+`"`), []byte(">"+word+"<"))
		all.WriteString(html.UnescapeString(tag.ReplaceAllString(string(data), " ")))
	}
	return all.String()
}
