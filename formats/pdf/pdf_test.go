package pdf

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
	"coursepack/formats/pdf/internal/object"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func input(c *content.Course, report diag.Reporter) *formats.Input {
	return &formats.Input{Course: c, Time: time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC), Tool: "coursepack test", Report: report}
}

func written(t testing.TB, c *content.Course) ([]byte, []diag.Diagnostic) {
	t.Helper()
	var b bytes.Buffer
	var list diag.List
	if err := New(Options{OwnFonts: true}).Write(context.Background(), input(c, &list), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), list.Sorted()
}

func composed(t testing.TB, c *content.Course) *document {
	t.Helper()
	doc, err := compose(context.Background(), input(c, &diag.List{}), Options{OwnFonts: true})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// onePart is a course whose only part has the given blocks.
func onePart(blocks ...content.Block) *content.Course {
	p := &content.Part{ID: "p", Title: "Part", Blocks: blocks}
	return &content.Course{ID: "c", Title: "Course", Language: "en", Units: []*content.Unit{
		{Lessons: []*content.Lesson{{ID: "l", Title: "Part", Parts: []*content.Part{p}}}}}}
}

// shown returns the texts of a page, one for each line.
func (p page) shown() string {
	var b strings.Builder
	y := -1.0
	for _, o := range textsOf(p.ops) {
		if o.y != y && y >= 0 {
			b.WriteByte('\n')
		}
		y = o.y
		b.WriteString(o.text())
	}
	return b.String()
}

// A placedText is a text and where it stands.
type placedText struct {
	textOp
	x, y float64
}

type textOp = text // embedded, it must not have the name of a method

func textsOf(ops []placed) []placedText {
	var texts []placedText
	for _, o := range ops {
		if t, ok := o.op.(text); ok {
			texts = append(texts, placedText{t, o.x, o.y})
		}
	}
	return texts
}

func TestZooIsLaidOut(t *testing.T) {
	golden(t, "zoo.golden", dump(composed(t, zoo(t))))
}

// dump writes what is on the pages, in the order in which it is drawn.
func dump(doc *document) string {
	var b strings.Builder
	for i, p := range doc.pages {
		fmt.Fprintf(&b, "page %d\n", i+1)
		for _, o := range slices.Concat(p.furniture, p.under, p.ops) {
			dumpOp(&b, o)
		}
		for _, a := range p.links {
			fmt.Fprintf(&b, "  link %.1f %.1f %.1f×%.1f %s%s\n", a.x, a.y, a.w, a.h, a.link.anchor, a.link.url)
		}
		for _, a := range p.anchors {
			fmt.Fprintf(&b, "  anchor %.1f %s\n", a.y, a.name)
		}
	}
	for _, h := range doc.outline {
		fmt.Fprintf(&b, "outline %s%s → page %d\n", strings.Repeat("  ", h.level), h.title, doc.places[h.anchor].page+1)
	}
	return b.String()
}

func altOf(e *element) string {
	if e == nil {
		return ""
	}
	return e.alt
}

// isMissing reports whether a box stands for a character that no face has.
func (o text) isMissing() bool {
	return slices.ContainsFunc(o.runs, func(r run) bool {
		box, _ := r.Face.Glyph(replacement)
		return r.Glyphs[0].ID == box && r.Text != string(replacement)
	})
}

func (o text) text() string {
	var b strings.Builder
	for _, r := range o.runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

func dumpOp(b *strings.Builder, at placed) {
	switch o := at.op.(type) {
	case text:
		missing := map[bool]string{true: " missing"}[o.isMissing()]
		fmt.Fprintf(b, "  text %.1f %.1f %s %.1f %q%s\n", at.x, at.y, o.runs[0].Face.Name, o.size, o.text(), missing)
	case rect:
		fmt.Fprintf(b, "  rect %.1f %.1f %.1f×%.1f #%06X\n", at.x, at.y, o.w, o.h, o.color)
	case stroke:
		fmt.Fprintf(b, "  line %.1f %.1f to %.1f %.1f\n", at.x, at.y, at.x+o.dx, at.y+o.dy)
	case figure:
		fmt.Fprintf(b, "  figure %.1f %.1f %.1f×%.1f turned %d %q\n", at.x, at.y, o.w, o.h, o.picture.turned, altOf(o.tag))
	case formula:
		fmt.Fprintf(b, "  formula %.1f %.1f %.1f×%.1f %q\n", at.x, at.y, o.box.Width, o.box.Height+o.box.Depth, altOf(o.tag))
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("-want +got (-update rewrites):\n%s", diff)
	}
}

func TestDiagnosticsSayWhatPaperCannotDo(t *testing.T) {
	_, list := written(t, zoo(t))
	var got []string
	for _, d := range list {
		if d.Instead == "" {
			t.Errorf("%s does not say what readers get", d)
		}
		got = append(got, d.Code)
	}
	slices.Sort(got)
	want := []string{"download-left-out", "embed-remote", "glyph-missing", "raw-left-out", "svg-partly-drawn"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSameBytesEachTimeAndInEachGoroutine(t *testing.T) {
	c := zoo(t)
	first, _ := written(t, c)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 5 {
				if again, _ := written(t, c); !bytes.Equal(first, again) {
					t.Error("the bytes differ")
				}
			}
		})
	}
	wait.Wait()
}

// TestFileSaysWhatItIs reads the written file with our own reader.
func TestFileSaysWhatItIs(t *testing.T) {
	file, _ := written(t, zoo(t))
	if !bytes.HasPrefix(file, []byte("%PDF-1.7\n")) {
		t.Errorf("it starts with %q", file[:9])
	}
	f, err := object.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	root, info := f.Dict(f.Trailer["Root"]), f.Dict(f.Trailer["Info"])
	id, _ := f.Trailer["ID"].(object.Array)
	if len(id) != 2 {
		t.Errorf("its id is %v", id)
	}
	if root["Lang"] != object.String("en") || f.Dict(root["ViewerPreferences"])["DisplayDocTitle"] != true {
		t.Errorf("the catalog is %v", root)
	}
	wanted := object.Dict{
		"Title": utf16String("The Zoo"), "Author": utf16String("A. Keeper, B. Feeder"), "CreationDate": object.String("D:20240102030405"),
	}
	for key, want := range wanted {
		if got := info[key]; got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	for _, o := range f.Objects {
		if s, ok := o.(*object.Stream); ok && s.Dict["Filter"] == nil {
			t.Errorf("a stream is not compressed: %.40q", s.Data)
		}
	}
}

func TestContentsNameTheRightPages(t *testing.T) {
	doc := composed(t, zoo(t))
	contents := doc.pages[1].shown()
	for _, h := range doc.outline {
		if want := h.title + doc.pages[doc.places[h.anchor].page].number; h.listed && !strings.Contains(contents, want) {
			t.Errorf("the contents lack %q", want)
		}
	}
}

func TestLongContentsMoveTheText(t *testing.T) {
	c := onePart(says("text")...)
	for i := range 200 {
		id := fmt.Sprint(i)
		c.Units[0].Lessons = append(c.Units[0].Lessons, &content.Lesson{ID: id, Title: "Lesson " + id, Parts: []*content.Part{
			{ID: id, Title: "Lesson " + id, Blocks: says("text")}}})
	}
	doc := composed(t, c)
	last := doc.places["lesson^199"].page
	if last != len(doc.pages)-1 {
		t.Errorf("the last lesson is on page %d of %d", last+1, len(doc.pages))
	}
	contents := ""
	for _, p := range doc.pages[:8] {
		contents += p.shown() + "\n"
	}
	if want := "Lesson 199" + doc.pages[last].number + "\n"; !strings.Contains(contents, want) {
		t.Errorf("the contents lack %q", want)
	}
}

func TestEveryInternalLinkHasAPlace(t *testing.T) {
	doc := composed(t, zoo(t))
	for _, p := range doc.pages {
		for _, a := range p.links {
			if _, ok := doc.places[a.link.anchor]; !ok && a.link.url == "" {
				t.Errorf("a link leads to %q, which is nowhere", a.link.anchor)
			}
		}
	}
}

func TestCancelledRunStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := New(Options{OwnFonts: true}).Write(ctx, input(zoo(t), &diag.List{}), &bytes.Buffer{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}
