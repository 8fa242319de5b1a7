package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/pdf/internal/object"
)

// optioned lays out a course with options, with our own fonts.
func optioned(t testing.TB, c *content.Course, o Options) *document {
	t.Helper()
	o.OwnFonts = true
	doc, err := compose(context.Background(), input(c, &diag.List{}), o)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// readBack writes a course with options and reads the file.
func readBack(t testing.TB, c *content.Course, o Options) (*object.File, object.Dict) {
	t.Helper()
	o.OwnFonts = true
	var b bytes.Buffer
	if err := New(o).Write(context.Background(), input(c, &diag.List{}), &b); err != nil {
		t.Fatal(err)
	}
	f, err := object.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return f, f.Dict(f.Trailer["Root"])
}

func TestPaperHasItsSizeWhateverThatOfTheText(t *testing.T) {
	for _, size := range []float64{0, SmallestText, LargestText} {
		f, root := readBack(t, zoo(t), Options{Paper: Letter, Size: size})
		got := f.Dict(root["Pages"])["MediaBox"]
		if diff := cmp.Diff("[0 0 612 792]", fmt.Sprint(got)); diff != "" {
			t.Errorf("at %g points: %s", size, diff)
		}
	}
}

func TestPagesHoldWholeLinesOfReadableLength(t *testing.T) {
	for _, o := range []Options{{}, {Paper: Letter}, {Size: 9}, {Size: 14}, {TwoSided: true, Size: 12}} {
		p := paperOf(o)
		if lines := p.textHeight() / lineHeight; math.Abs(lines-math.Round(lines)) > 1e-6 {
			t.Errorf("%+v: %.2f lines", o, lines)
		}
		if p.textWidth() > measure*textSize+1e-6 || p.textWidth() < 30*textSize {
			t.Errorf("%+v: lines are %.1f times as wide as the text is large", o, p.textWidth()/textSize)
		}
		for _, margin := range []float64{p.left, p.right, p.top, p.bottom} {
			if margin*p.scale < 50 {
				t.Errorf("%+v: a margin has only %.1f points", o, margin*p.scale)
			}
		}
	}
}

// lessons is a course of so many lessons, each with so many paragraphs.
func lessons(n, paragraphs int) *content.Course {
	c := onePart()
	c.Units[0].Lessons = nil
	for i := range n {
		id := fmt.Sprint("Lesson ", i+1)
		p := &content.Part{ID: id, Title: id}
		for range paragraphs {
			p.Blocks = append(p.Blocks, para(txt(strings.Repeat("words of "+id+" ", 30))))
		}
		c.Units[0].Lessons = append(c.Units[0].Lessons, &content.Lesson{ID: id, Title: id, Parts: []*content.Part{p}})
	}
	return c
}

func TestLessonsBeginOnRightHandPages(t *testing.T) {
	c := lessons(3, 1)
	for _, leftward := range []bool{false, true} {
		if leftward {
			c.Language = "he"
		}
		doc := optioned(t, c, Options{TwoSided: true})
		var numbers []string
		for _, l := range c.Units[0].Lessons {
			at := doc.places[lessonAnchor(l)].page
			if at%2 != 0 {
				t.Errorf("%s begins on a left-hand page", l.Title)
			}
			numbers = append(numbers, doc.pages[at].number)
		}
		if diff := cmp.Diff([]string{"1", "3", "5"}, numbers); diff != "" {
			t.Error(diff)
		}
	}
}

func TestFacingPagesMirrorTheirMargins(t *testing.T) {
	doc := optioned(t, lessons(1, 60), Options{TwoSided: true})
	for i, p := range doc.pages[doc.roman:] {
		left, number := doc.paper.width, 0.0
		for _, o := range textsOf(p.ops) {
			left = min(left, o.x)
		}
		for _, o := range textsOf(p.furniture) {
			if o.text() == p.number {
				number = o.x
			}
		}
		if right := i%2 == 0; math.Abs(left-doc.paper.start(i)) > 0.01 || right != (doc.paper.start(i) == doc.paper.left) || right != (number > doc.paper.width/2) {
			t.Errorf("page %s: text starts at %.1f, its number at %.1f", p.number, left, number)
		}
	}
}

func TestReadersCallPagesByTheirNumbers(t *testing.T) {
	c := lessons(2, 1)
	c.Front = &content.Part{ID: "front", Title: "Preface", Blocks: says("read me")}
	doc := optioned(t, c, Options{})
	var numbers []string
	for _, p := range doc.pages {
		numbers = append(numbers, p.number)
	}
	if diff := cmp.Diff([]string{"i", "ii", "iii", "1", "2"}, numbers); diff != "" {
		t.Error(diff)
	}
	_, root := readBack(t, c, Options{})
	want := object.Dict{"Nums": object.Array{0, object.Dict{"S": object.Name("r")}, 3, object.Dict{"S": object.Name("D")}}}
	if diff := cmp.Diff(want, root["PageLabels"]); diff != "" {
		t.Error(diff)
	}
}

func inflated(t testing.TB, s *object.Stream) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(s.Data))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestNothingIsColouredInGrey(t *testing.T) {
	f, _ := readBack(t, zoo(t), Options{Grey: true})
	for _, o := range f.Objects {
		s, ok := o.(*object.Stream)
		if !ok {
			continue
		}
		if s.Dict["Subtype"] == object.Name("Image") {
			if space := s.Dict["ColorSpace"]; space != object.Name("DeviceGray") {
				t.Errorf("a picture is in %v", space)
			}
			continue
		}
		for _, line := range strings.Split(string(inflated(t, s)), "\n") {
			if strings.HasSuffix(line, " rg") || strings.HasSuffix(line, " RG") {
				t.Fatalf("a colour is set: %q", line)
			}
		}
	}
}

// Whatever stands between them, lines of text stand at multiples of half a line.
func TestTextStandsOnTheGrid(t *testing.T) {
	words := txt(strings.Repeat("words of a text ", 20))
	doc := optioned(t, onePart(
		para(words), &content.Heading{Level: 2, Inlines: inlines("A heading")}, para(words, &content.Math{Formula: formulaOf(`\frac{a}{\frac{b}{c}}`, false)}, words),
		&content.List{Items: []*content.Item{item1("one"), item1("two")}}, &content.CodeBlock{Text: "code\nand code\n"}, para(words),
		&content.Table{Columns: make([]content.Column, 1), Body: []*content.Row{cells(false, "cell")}}, para(words),
	), Options{})
	for i, p := range doc.pages[doc.roman:] {
		var off []string
		for _, o := range textsOf(p.ops) {
			if o.size != textSize || !strings.Contains(o.text(), "words") {
				continue
			}
			halves := (o.y - doc.paper.top - firstBaseline*lineHeight) / gridHeight
			if math.Abs(halves-math.Round(halves)) > 1e-3 {
				off = append(off, fmt.Sprintf("%.2f: %q", halves, o.text()))
			}
		}
		if len(off) > 0 {
			t.Errorf("page %d has lines off the grid:\n%s", i+1, strings.Join(slices.Compact(off), "\n"))
		}
	}
}

func TestThemeWithoutSerifsHasNone(t *testing.T) {
	doc := optioned(t, onePart(para(txt("text "), &content.Emph{Inlines: inlines("stressed")}, txt(" text"))), Options{Theme: Sans})
	for _, o := range textsOf(doc.pages[doc.roman].ops) {
		if name := o.runs[0].Face.Name; !strings.Contains(name, "Sans") {
			t.Errorf("%q is set in %s", o.text(), name)
		}
		if o.slanted != strings.Contains(o.text(), "stressed") {
			t.Errorf("%q is slanted: %t", o.text(), o.slanted)
		}
	}
}
