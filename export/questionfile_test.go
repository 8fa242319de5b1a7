package export_test

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/export"
	"coursepack/formats"
	"coursepack/formats/gift"
	"coursepack/formats/moodlexml"
)

// What is written into a file of questions is read from it again.
func TestWrittenQuestionsAreReadAgain(t *testing.T) {
	courses := map[string]func() *content.Course{
		"practice": practiceCourse,
		"zoo":      func() *content.Course { return read(t, sample{folder: "../testdata/courses/zoo"}) },
	}
	for name, course := range courses {
		t.Run(name+" as Moodle XML", func(t *testing.T) {
			again := readAgain(t, course(), moodlexml.New(moodlexml.Options{}), "quiz.xml")
			compareQuestions(t, asked(course()), again)
		})
		t.Run(name+" as GIFT", func(t *testing.T) {
			again := readAgain(t, course(), gift.New(gift.Options{}), "quiz.gift")
			var want []*content.Question
			for _, q := range asked(course()) {
				want = append(want, asGIFT(q)...)
			}
			compareQuestions(t, want, again)
		})
	}
}

// readAgain writes the questions of a course, and reads the file as part of another one. With the mark of what this program
// writes, it is none.
func readAgain(t *testing.T, c *content.Course, f formats.Format, name string) []*content.Question {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(context.Background(), &formats.Input{Course: c, Report: &diag.List{}}, &b); err != nil {
		t.Fatal(err)
	}
	if d := source.QuestionDialect(name, b.Bytes()); d != "" {
		t.Errorf("what was written is taken for %s of an author", d)
	}
	text := strings.Replace(b.String(), content.QuestionsMark, "", 1)
	fsys := fstest.MapFS{"lesson/README.md": {Data: []byte("# Lesson\n")}, "lesson/" + name: {Data: []byte(text)}}
	var list diag.List
	r, err := export.Read(context.Background(), export.Options{FS: fsys, Folder: "course"}, &list)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list.Sorted() {
		if d.Severity > diag.Note {
			t.Error(d)
		}
	}
	return asked(r.Course)
}

// asked returns what a course asks, exercises and cards as the essays that files of questions have for them.
func asked(c *content.Course) []*content.Question {
	var all []*content.Question
	content.Walk(c, func(n content.Node) bool {
		switch n := n.(type) {
		case *content.Question:
			all = append(all, n)
		case *content.Exercise:
			q := &content.Question{Pos: n.Pos, Prompt: n.Prompt, Hints: n.Hints, Answer: &content.Essay{Pos: n.Pos, Model: n.Solution}}
			if len(n.Title) > 0 {
				title := &content.Paragraph{Pos: n.Pos, Inlines: []content.Inline{&content.Strong{Pos: n.Pos, Inlines: n.Title}}}
				q.Prompt = append([]content.Block{title}, n.Prompt...)
			}
			all = append(all, q)
		case *content.Flashcard:
			all = append(all, &content.Question{Pos: n.Pos, Prompt: n.Front, Answer: &content.Essay{Pos: n.Pos, Model: n.Back}})
		}
		return true
	})
	return all
}

// asGIFT returns a question without what GIFT has no place for: one for each of several blanks.
func asGIFT(q *content.Question) []*content.Question {
	q.Hints, q.Points = nil, 0
	switch a := q.Answer.(type) {
	case *content.Choice:
		a.Shuffle = false
		for _, o := range a.Options {
			said := q.Wrong
			if o.Correct {
				said = q.Right
			}
			o.Feedback = slices.Concat(o.Feedback, said)
		}
		q.Right, q.Wrong = nil, nil
	case *content.ShortText:
		a.CaseSensitive = false
	case *content.Ordering:
		pairs := &content.Matching{Pos: a.Pos}
		for i, item := range a.Items {
			number := []content.Inline{&content.Text{Pos: a.Pos, Text: strconv.Itoa(i + 1)}}
			pairs.Pairs = append(pairs.Pairs, &content.Pair{Pos: a.Pos, Left: item, Right: number})
		}
		q.Answer, q.Right, q.Wrong = pairs, nil, nil
	case *content.Matching:
		q.Right, q.Wrong = nil, nil
	case *content.Essay:
		q.Explanation, a.Model = slices.Concat(a.Model, q.Explanation), nil
	case *content.Cloze:
		var all []*content.Question
		for _, of := range a.Answers {
			one := *q
			one.Answer, one.Prompt = of, nil // what it asks has signs in the places of the other blanks
			all = append(all, asGIFT(&one)...)
		}
		return all
	}
	return []*content.Question{q}
}

// written returns blocks as a file of questions has them: links to pages of the course are their texts, and formulas have
// the spaces that they need.
func written(q *content.Question) *content.Question {
	rewriter := content.Rewriter{Inline: func(to []content.Inline, n content.Inline) []content.Inline {
		switch n := n.(type) {
		case *content.Math:
			n.TeX = strings.ReplaceAll(n.TeX, " ", "")
		case *content.Link:
			if _, ok := n.Target.(content.Internal); ok {
				for _, inner := range n.Inlines {
					to = joined(to, inner)
				}
				return to
			}
		}
		return joined(to, n)
	}, Block: func(to []content.Block, b content.Block) []content.Block {
		if m, ok := b.(*content.MathBlock); ok {
			m.TeX = strings.ReplaceAll(m.TeX, " ", "")
		}
		return append(to, b)
	}}
	quiz := rewriter.Blocks([]content.Block{&content.Quiz{Questions: []*content.Question{q}}})[0].(*content.Quiz)
	return quiz.Questions[0]
}

// joined appends an inline, which goes on with a text if both are texts.
func joined(to []content.Inline, n content.Inline) []content.Inline {
	if text, ok := n.(*content.Text); ok && len(to) > 0 {
		if before, ok := to[len(to)-1].(*content.Text); ok {
			to[len(to)-1] = &content.Text{Pos: before.Pos, Text: before.Text + text.Text}
			return to
		}
	}
	return append(to, n)
}

// place is what a tree says of places and ids, and of where pictures are stored.
var place = regexp.MustCompile(` \d+:\d+\b| id=\S+| src=\S+| asset=\S+| alt=""`)

func compareQuestions(t *testing.T, want, got []*content.Question) {
	t.Helper()
	if len(want) != len(got) || len(want) == 0 {
		t.Fatalf("%d questions, want %d", len(got), len(want))
	}
	for i, q := range want {
		if q.Prompt == nil {
			got[i].Prompt = nil
		}
		tree := func(q *content.Question) string {
			return place.ReplaceAllString(content.DumpString(written(q)), "")
		}
		if diff := cmp.Diff(tree(q), tree(got[i])); diff != "" {
			t.Errorf("question %d: -want +got:\n%s", i+1, diff)
		}
	}
}
