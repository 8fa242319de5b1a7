package epub

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
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

// chapters is a course of so many lessons of 20 kB of prose, with a heading every ten paragraphs.
func chapters(n int) *content.Course {
	r := rand.New(rand.NewPCG(1, 2))
	unit := &content.Unit{ID: "u", Title: "Unit"}
	for i := range n {
		p := &content.Part{ID: fmt.Sprintf("l%d", i), Title: fmt.Sprintf("Lesson %d", i)}
		for j := range 40 {
			if j%10 == 0 {
				p.Blocks = append(p.Blocks, &content.Heading{Level: 2, ID: fmt.Sprint("h", j), Inlines: text("Heading")})
			}
			var words strings.Builder
			for range 80 {
				fmt.Fprintf(&words, "w%d ", int(r.ExpFloat64()*500))
			}
			p.Blocks = append(p.Blocks, paragraph(&content.Text{Text: words.String()}, &content.Emph{Inlines: text("and")}, &content.Code{Text: "a < b"})...)
		}
		unit.Lessons = append(unit.Lessons, &content.Lesson{ID: p.ID, Title: p.Title, Parts: []*content.Part{p}})
	}
	return &content.Course{ID: "c", Title: "Course", Language: "en", Units: []*content.Unit{unit}}
}

// BenchmarkCourse makes a book of 500 lessons and says how much XHTML a second that is.
func BenchmarkCourse(b *testing.B) {
	in := inputOf(chapters(500))
	in.Report = &diag.List{}
	b.ReportAllocs()
	for b.Loop() {
		book, err := compose(context.Background(), in, Options{})
		if err != nil {
			b.Fatal(err)
		}
		size := int64(0)
		for _, d := range book.Docs {
			size += int64(len(d.Body))
		}
		b.SetBytes(size)
		if err := book.write(context.Background(), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
