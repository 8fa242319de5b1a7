package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/testkit"
	"coursepack/formats/pdf/internal/object"
)

// BenchmarkWrite measures books of text with formulas, code and tables: the CPU time of all threads for each page. Growth
// is linear if it is the same for all lengths.
func BenchmarkWrite(b *testing.B) {
	for _, lessons := range []int{1, 50, 250} {
		c := textbook(lessons)
		pages := pagesIn(b, c)
		b.Run(fmt.Sprintf("pages=%d", pages), func(b *testing.B) {
			start := testkit.CPUTime(b)
			for b.Loop() {
				if err := New(Options{}).Write(context.Background(), input(c, &diag.List{}), io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			used := (testkit.CPUTime(b) - start).Seconds() / float64(b.N)
			b.ReportMetric(float64(pages)/used, "pages/cpu-s")
			b.ReportMetric(1000*used, "cpu-ms/op")
		})
	}
}

func pagesIn(b *testing.B, c *content.Course) int {
	data, _ := written(b, c)
	f, err := object.Read(data)
	if err != nil {
		b.Fatal(err)
	}
	return len(pagesOf(f, f.Dict(f.Trailer["Root"])))
}

// textbook is a course of about four pages a lesson.
func textbook(lessons int) *content.Course {
	w := &writer{rand.New(rand.NewPCG(1, 2))}
	unit := &content.Unit{ID: "u", Title: "Everything"}
	for i := range lessons {
		p := &content.Part{ID: fmt.Sprintf("u/l%d", i), Title: w.sentence(4)}
		for s := range 4 {
			p.Blocks = append(p.Blocks, &content.Heading{Level: 2, ID: fmt.Sprintf("s%d", s), Inlines: inlines(w.sentence(5))})
			for range 4 {
				p.Blocks = append(p.Blocks, w.paragraph())
			}
			p.Blocks = append(p.Blocks, w.code(), w.paragraph(), w.display(), w.paragraph(), w.table())
		}
		unit.Lessons = append(unit.Lessons, &content.Lesson{ID: p.ID, Title: p.Title, Parts: []*content.Part{p}})
	}
	return &content.Course{ID: "book", Title: "A Book", Language: "en", Units: []*content.Unit{unit}}
}

// A writer makes up texts.
type writer struct{ *rand.Rand }

const syllables = "a ba be con de dis en er est fer gra i in ing ity ka la li lo ment mi mo na ne no o pa per pre ra re ri ro sa se ta ter ti to tra un ver vi"

var lexicon = func() (words []string) {
	r, all := rand.New(rand.NewPCG(3, 4)), strings.Fields(syllables)
	for range 5000 {
		word := ""
		for range 1 + r.IntN(4) {
			word += all[r.IntN(len(all))]
		}
		words = append(words, word)
	}
	return words
}()

// word is a common one more often than a rare one.
func (w *writer) word() string {
	return lexicon[int(float64(len(lexicon))*w.Float64()*w.Float64()*w.Float64())]
}

func (w *writer) sentence(words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.word())
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

var benchFormulas = []string{
	`x^2 + y_i`, `\frac{\partial f}{\partial x}`, `\sum_{i=1}^n x_i`, `\mathbb{E}[X \mid Y]`, `p_\theta(\mathbf{x})`,
	`\sqrt{1 + \alpha^2}`, `\int_0^\infty e^{-t} \, dt`, `A \subseteq B`,
}

func (w *writer) formula(display bool) string {
	f := benchFormulas[w.IntN(len(benchFormulas))]
	if display {
		f += " = " + benchFormulas[w.IntN(len(benchFormulas))] + fmt.Sprintf(" + %d", w.IntN(100))
	}
	return f
}

func (w *writer) paragraph() content.Block {
	var p []content.Inline
	for range 2 + w.IntN(3) {
		p = append(p, txt(w.sentence(8+w.IntN(14))+" "), &content.Emph{Inlines: inlines(w.word())}, txt(" "),
			&content.Math{Formula: formulaOf(w.formula(false), false)}, txt(" "), &content.Code{Text: w.word()}, txt(" "))
	}
	return para(p...)
}

func (w *writer) display() content.Block {
	return &content.MathBlock{Formula: formulaOf(w.formula(true), true)}
}

func (w *writer) code() content.Block {
	var b bytes.Buffer
	for range 6 + w.IntN(8) {
		fmt.Fprintf(&b, "\tfor %s := range %s { %s += %d } // %s\n", w.word(), w.word(), w.word(), w.IntN(1000), w.word())
	}
	return &content.CodeBlock{Lang: "go", Text: b.String()}
}

func (w *writer) table() content.Block {
	t := &content.Table{Columns: make([]content.Column, 3), Head: []*content.Row{cells(true, w.word(), w.word(), w.word())}}
	for range 4 {
		t.Body = append(t.Body, cells(false, w.word(), w.sentence(6), fmt.Sprint(w.IntN(1000))))
	}
	return t
}
