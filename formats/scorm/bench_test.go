package scorm

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/content/testkit"
	"coursepack/formats"
)

// BenchmarkWrite makes packages of 100 lessons with 200 questions. The metric cpu-MB/s is the HTML of their pages by the time of
// all threads, the garbage collector's too: what one core can do.
func BenchmarkWrite(b *testing.B) {
	in := &formats.Input{Course: textbook(100), Report: &diag.List{}}
	for _, f := range []*Format{New(Options{}), New2004(Options{}), NewCMI5(Options{})} {
		b.Run(f.Info().Name, func(b *testing.B) {
			size := pageSize(b, f, in)
			b.SetBytes(size)
			b.ReportAllocs()
			start := testkit.CPUTime(b)
			for b.Loop() {
				if err := f.Write(context.Background(), in, io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(size)*float64(b.N)/1e6/(testkit.CPUTime(b)-start).Seconds(), "cpu-MB/s")
		})
	}
}

// pageSize is the size of all pages that f makes.
func pageSize(b *testing.B, f *Format, in *formats.Input) (size int64) {
	p := newPackage(in, f.standard, f.options)
	if err := p.addPages(context.Background()); err != nil {
		b.Fatal(err)
	}
	for _, page := range p.pages {
		size += int64(len(p.files[page.Href]))
	}
	return size
}

// textbook is a course of so many lessons: each of prose with marks, links and formulas, with a list, a table and code, and with two
// questions.
func textbook(lessons int) *content.Course {
	r := rand.New(rand.NewPCG(1, 2))
	var titles []string
	for i := range lessons {
		titles = append(titles, fmt.Sprint("lesson ", i))
	}
	c := course(titles...)
	for _, l := range c.Units[0].Lessons {
		part := l.Parts[0]
		for section := range 8 {
			part.Blocks = append(part.Blocks, sectionOf(r, section)...)
		}
		part.Blocks = append(part.Blocks, &content.Quiz{Pos: at, ID: "quiz", Questions: []*content.Question{
			{Pos: at, ID: "choice", Prompt: prose(r), Answer: &content.Choice{Options: []*content.Option{
				{Correct: true, Blocks: prose(r)}, {Blocks: prose(r), Feedback: prose(r)}, {Blocks: prose(r)},
			}}},
			{Pos: at, ID: "number", Prompt: prose(r), Answer: &content.Numeric{Value: 340, Tolerance: 5}, Explanation: prose(r)},
		}})
	}
	return c
}

func sectionOf(r *rand.Rand, n int) []content.Block {
	blocks := []content.Block{
		&content.Heading{Pos: at, Level: 2, ID: fmt.Sprint("section-", n), Inlines: []content.Inline{&content.Text{Pos: at, Text: "Section"}}},
	}
	for range 6 {
		blocks = append(blocks, prose(r)...)
	}
	cell := func() *content.Cell { return &content.Cell{Blocks: prose(r)} }
	return append(blocks,
		&content.List{Pos: at, Items: []*content.Item{{Blocks: prose(r)}, {Blocks: prose(r)}}},
		&content.Table{Pos: at, Columns: make([]content.Column, 2), Body: []*content.Row{{Cells: []*content.Cell{cell(), cell()}}}},
		&content.CodeBlock{Pos: at, Lang: "python", Text: "def wave(t):\n    return math.sin(2 * t) < 1  # rises\n"},
	)
}

var formula, _, _ = math.Parse(`v = \lambda f`, math.Options{})

// prose is a paragraph of words that are many but not equally frequent.
func prose(r *rand.Rand) []content.Block {
	text := func(words int) content.Inline {
		var b strings.Builder
		for range words {
			fmt.Fprintf(&b, "w%d ", int(r.ExpFloat64()*500))
		}
		return &content.Text{Pos: at, Text: b.String()}
	}
	return []content.Block{&content.Paragraph{Pos: at, Inlines: []content.Inline{
		text(30), &content.Emph{Pos: at, Inlines: []content.Inline{text(2)}}, text(10),
		&content.Math{Pos: at, TeX: formula.TeX, Formula: formula}, text(10), &content.Code{Pos: at, Text: "a < b"},
	}}}
}
