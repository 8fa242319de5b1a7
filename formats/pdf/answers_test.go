package pdf

import (
	"slices"
	"strings"
	"testing"

	"coursepack/content"
)

// asking is a course whose lesson has two pages, each with something to answer.
func asking(e content.Edition) *content.Course {
	c := onePart(
		&content.Exercise{Title: inlines("Weigh it"), Prompt: says("How heavy is a tiger?"), Reveal: inlines("Show answer"), Solution: says("As heavy as three zebras.")},
		&content.Exercise{Prompt: says("And a toad?"), Solution: says("Look on page two.")},
	)
	c.Edition = e
	lesson := c.Units[0].Lessons[0]
	lesson.Parts = append(lesson.Parts, &content.Part{ID: "q", Title: "More", Blocks: []content.Block{zooQuiz()}})
	return c
}

// shownLines are the lines of all pages with text of the course.
func shownLines(doc *document) (lines []string) {
	for _, p := range doc.pages {
		lines = append(lines, strings.Split(strings.ReplaceAll(p.shown(), "\u00A0", " "), "\n")...)
	}
	return lines
}

func TestAnswersComeAfterTheLesson(t *testing.T) {
	doc := composed(t, asking(content.Full))
	lines := shownLines(doc)
	for _, pair := range [][2]string{
		{"Show answer: 1 (page 2)", "1. Weigh it"}, {"Solution: 2 (page 3)", "2. And a toad?"}, {"Answers: 3 (page 3)", "3. What do you know?"},
		{"Answers", "As heavy as three zebras."}, {"3. What do you know?", "Answer 1"},
	} {
		before, after := slices.Index(lines, pair[0]), slices.Index(lines, pair[1])
		if before < 0 || after < before {
			t.Errorf("%q is line %d, %q line %d of\n%s", pair[0], before, pair[1], after, strings.Join(lines, "\n"))
		}
	}
	for _, p := range doc.pages {
		for _, l := range p.links {
			if l.link.anchor != "" && doc.places[l.link.anchor] == (place{}) {
				t.Errorf("a link leads to %s, which is nowhere", l.link.anchor)
			}
		}
	}
}

func TestInstructorsHaveAnswersAtOnce(t *testing.T) {
	lines := shownLines(composed(t, asking(content.Instructor)))
	i := slices.Index(lines, "How heavy is a tiger?")
	if got := strings.Join(lines[i:i+3], "|"); got != "How heavy is a tiger?|Show answer|As heavy as three zebras." {
		t.Errorf("got %s", got)
	}
	if slices.Contains(lines, "Answers") {
		t.Error("there are answers at the end, too")
	}
}

func TestStudentsHaveRoomToWrite(t *testing.T) {
	c := asking(content.Student)
	for _, b := range c.Units[0].Lessons[0].Parts[0].Blocks {
		e := b.(*content.Exercise)
		e.Reveal, e.Solution = nil, nil
	}
	doc := composed(t, c)
	lines := shownLines(doc)
	for _, word := range []string{"Answers", "Answer 1", "Show answer", "Solution"} {
		if slices.Contains(lines, word) {
			t.Errorf("it says %q", word)
		}
	}
	rules := 0
	for _, p := range doc.pages {
		for _, o := range p.ops {
			if s, ok := o.op.(stroke); ok && s.color == grey && !s.dotted {
				rules++
			}
		}
	}
	if want := 2*exerciseLines + 2*shortLines + essayLines; rules != want {
		t.Errorf("%d lines to write on, want %d", rules, want)
	}
}

func TestRecall(t *testing.T) {
	long := "Name every animal of the savanna that sleeps by day and hunts by night, and say of each why it does so."
	for _, c := range []struct {
		task content.Block
		want string
	}{
		{para(&content.Strong{Inlines: inlines("12. What is a zebra?")}), "What is a zebra?"},
		{para(txt("3) Which "), &content.Code{Text: "zebra"}, txt(" is it?")), "Which zebra is it?"},
		{para(txt("2026 was a year."), &content.NoteRef{ID: "n"}), "2026 was a year."},
		{para(txt(long)), "Name every animal of the savanna that sleeps by day and hunts by night, and say of each why it …"},
		{para(txt("Say why "), &content.Math{Formula: formulaOf(`x = 1`, false)}, txt(" holds.")), "Say why x=1 holds."},
		{para(txt(long[:91]+" "), &content.Code{Text: "zebras()"}, txt(" and on")), long[:91] + " …"},
		{&content.List{Items: []*content.Item{{Blocks: says("one")}}}, ""},
	} {
		if got := content.PlainText(recall([]content.Block{c.task})); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
