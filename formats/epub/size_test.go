package epub

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/content/testkit"
)

func TestSizesThatAreNotTaken(t *testing.T) {
	for _, tt := range []struct {
		mb      int64
		profile Profile
		refused string
	}{
		{99, Standard, ""}, {101, Standard, "Kobo"}, {300, Standard, "Kobo Kindle"}, {3000, Standard, "Kobo Kindle Apple"},
		{101, Kindle, ""}, {3000, Kindle, "Kindle"},
	} {
		d, ok := tooLargeFor(tt.mb<<20, tt.profile)
		if ok != (tt.refused != "") {
			t.Errorf("%d MB, %q: %v", tt.mb, tt.profile, d)
		}
		for _, who := range []string{"Kobo", "Kindle", "Apple"} {
			if ok && strings.Contains(d.Message, who) != strings.Contains(tt.refused, who) {
				t.Errorf("%d MB, %q: %s", tt.mb, tt.profile, d.Message)
			}
		}
	}
}

// chapters is a course of so many lessons of some 13 kB of prose, as lessons have it: with links, formulas, program text and
// a table.
func chapters(n int) *content.Course {
	formula, _, _ := math.Parse(`v = \lambda f, \quad \frac{x_i^2}{2} \le 1`, math.Options{})
	r := rand.New(rand.NewPCG(1, 2))
	prose := func() *content.Text {
		var words strings.Builder
		for range 40 {
			fmt.Fprintf(&words, "w%d ", int(r.ExpFloat64()*500))
		}
		return &content.Text{Text: words.String()}
	}
	cell := func() *content.Cell { return &content.Cell{Blocks: paragraph(prose())} }
	unit := &content.Unit{ID: "u", Title: "Unit"}
	for i := range n {
		p := &content.Part{ID: fmt.Sprintf("l%d", i), Title: fmt.Sprintf("Lesson %d", i)}
		for j := range 5 {
			p.Blocks = append(p.Blocks, &content.Heading{Level: 2, ID: fmt.Sprint("h", j), Inlines: text("Heading")})
			for range 5 {
				p.Blocks = append(p.Blocks, paragraph(
					prose(), &content.Emph{Inlines: text("and")}, prose(), &content.Code{Text: "a < b"},
					&content.Math{Formula: formula}, &content.Link{Target: content.External{URL: "https://example.org/"}, Inlines: text("more")},
				)...)
			}
		}
		p.Blocks = append(p.Blocks,
			&content.CodeBlock{Lang: "python", Text: strings.Repeat("def f(x):\n    return x + 1  # the next\n", 5)},
			&content.Table{Body: []*content.Row{{Cells: []*content.Cell{cell(), cell()}}, {Cells: []*content.Cell{cell(), cell()}}}},
		)
		unit.Lessons = append(unit.Lessons, &content.Lesson{ID: p.ID, Title: p.Title, Parts: []*content.Part{p}})
	}
	return &content.Course{ID: "c", Title: "Course", Language: "en", Units: []*content.Unit{unit}}
}

// BenchmarkCourse makes a book of 500 lessons, without and with its file, and says how much XHTML that is for each second that
// one processor computes.
func BenchmarkCourse(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	in := inputOf(chapters(500))
	for _, bench := range []struct {
		name string
		file bool
	}{{"pages", false}, {"file", true}} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			written, start := 0, testkit.CPUTime(b)
			for b.Loop() {
				in.Report = &diag.List{}
				book, err := compose(context.Background(), in, Options{})
				if err == nil && bench.file {
					err = book.write(context.Background(), io.Discard)
				}
				if err != nil {
					b.Fatal(err)
				}
				for _, d := range book.Docs {
					written += len(d.Body)
				}
			}
			b.ReportMetric(float64(written)/1e6/(testkit.CPUTime(b)-start).Seconds(), "cpu-MB/s")
		})
	}
}
