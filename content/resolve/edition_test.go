package resolve_test

import (
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/resolve"
)

// staffed is a finished course with a page and a note for instructors, to which other pages refer.
func staffed(t *testing.T) *content.Course {
	t.Helper()
	link := func(label, url string) content.Block {
		return &content.Paragraph{Pos: at, Inlines: []content.Inline{
			&content.Link{Pos: at, Target: content.Unresolved{URL: url}, Inlines: text(label)},
		}}
	}
	note := func(id string) content.Block {
		return &content.Paragraph{Pos: at, Inlines: []content.Inline{&content.NoteRef{Pos: at, ID: id}}}
	}
	o := outline(
		&content.Callout{Pos: at, Kind: content.CalloutInstructor, Blocks: []content.Block{
			note("keys"), note("both"), &content.Heading{Pos: at, Level: 2, ID: "timing", Inlines: text("Timing")},
		}},
		&content.Heading{Pos: at, Level: 3, ID: "below", Inlines: text("Below")},
		note("signs"), link("the page", "practice.md"), link("the place", "#timing"),
	)
	parts := o.Course.Units[0].Lessons[0].Parts
	for _, id := range []string{"keys", "both", "signs"} {
		parts[0].Notes = append(parts[0].Notes, &content.Note{Pos: at, ID: id, Blocks: says(id)})
	}
	parts[0].Notes[2].Blocks = []content.Block{note("both")}
	parts[1].Instructor = true
	var list diag.List
	resolve.Course(o, asset.NewStore(files(), 1<<20), &list)
	if err := content.Check(o.Course); err != nil {
		t.Fatal(err)
	}
	return o.Course
}

func TestLearnersGetNothingForInstructors(t *testing.T) {
	whole := staffed(t)
	var list diag.List
	c := resolve.Edition(whole, content.Full, resolve.Medium{}, &list)
	if err := content.Check(c); err != nil {
		t.Error(err)
	}
	lesson := c.Units[0].Lessons[0]
	if len(lesson.Parts) != 1 {
		t.Errorf("the lesson has %d parts", len(lesson.Parts))
	}
	const want = `Part - id=waves/lesson "waves/lesson" source=docs/waves/lesson.md urls=/base/waves/lesson/
  Heading 3:1 2 id=below "Below"
  Paragraph 3:1 (note signs n=1)
  Paragraph 3:1 "the page"
  Paragraph 3:1 (link →waves/lesson "the place")
  Note 3:1 id=signs n=1
    Paragraph 3:1 (note both n=2)
  Note 3:1 id=both n=2
    Paragraph 3:1 "both"
`
	if got := content.DumpString(lesson.Parts[0]); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var codes []string
	for _, d := range list.Sorted() {
		codes = append(codes, d.Code)
	}
	if got := strings.Join(codes, " "); got != "for-instructors link-not-exported" {
		t.Errorf("reported: %s", got)
	}
}

func TestInstructorsGetTheWholeCourse(t *testing.T) {
	whole := staffed(t)
	var list diag.List
	c := resolve.Edition(whole, content.Instructor, resolve.Medium{}, &list)
	c.Edition = ""
	if content.DumpString(c) != content.DumpString(whole) || len(list.Sorted()) > 0 {
		t.Errorf("something is missing: %v", list.Sorted())
	}
}

func TestStudentsGetNoAnswers(t *testing.T) {
	o := outline(
		&content.Exercise{Pos: at, Prompt: says("Try."), Reveal: text("lid"), Solution: says("secret")},
		&content.Quiz{Pos: at, Questions: []*content.Question{
			{Pos: at, Prompt: says("One?"), Answer: &content.Choice{Pos: at, Options: []*content.Option{
				{Pos: at, Correct: true, Blocks: says("yes"), Feedback: says("secret")}, {Pos: at, Blocks: says("no")},
			}}, Right: says("secret"), Wrong: says("secret"), Explanation: says("secret")},
			{Pos: at, Prompt: says("Two?"), Answer: &content.Numeric{Pos: at, Value: 12345}},
			{Pos: at, Prompt: says("Three?"), Answer: &content.ShortText{Pos: at, Accept: []string{"secret"}}},
			{Pos: at, Prompt: says("Four?"), Answer: &content.Essay{Pos: at, Model: says("model answer")}},
		}},
	)
	resolve.Course(o, asset.NewStore(files(), 1<<20), &diag.List{})
	printed := content.DumpString(resolve.Edition(o.Course, content.Student, resolve.Medium{}, &diag.List{}))
	for _, word := range []string{"secret", "lid", "correct", "12345", "model answer"} {
		if strings.Contains(printed, word) {
			t.Errorf("students can read %q in\n%s", word, printed)
		}
	}
	graded := content.DumpString(resolve.Edition(o.Course, content.Student, resolve.Medium{Graded: true}, &diag.List{}))
	for _, word := range []string{"lid", "model answer"} {
		if strings.Contains(graded, word) {
			t.Errorf("learners can read %q in\n%s", word, graded)
		}
	}
	for _, word := range []string{"correct", "12345", "secret"} {
		if !strings.Contains(graded, word) {
			t.Errorf("a system does not know %q in\n%s", word, graded)
		}
	}
}

// Where pages can be hidden, notes are on pages behind those that they are about, and learners are led to none of them.
func TestNotesForInstructorsCanStandApart(t *testing.T) {
	c := resolve.Edition(staffed(t), content.Instructor, resolve.Medium{Hides: true}, &diag.List{})
	if err := content.Check(c); err != nil {
		t.Error(err)
	}
	parts := c.Units[0].Lessons[0].Parts
	if len(parts) != 3 || !parts[1].Instructor || parts[1].Kind != content.KindNotes {
		t.Fatalf("the lesson is\n%s", content.DumpString(c.Units[0].Lessons[0]))
	}
	const learners = `Part - id=waves/lesson "waves/lesson" source=docs/waves/lesson.md urls=/base/waves/lesson/
  Heading 3:1 2 id=below "Below"
  Paragraph 3:1 (note signs n=1)
  Paragraph 3:1 "the page"
  Paragraph 3:1 (link →waves/lesson "the place")
  Note 3:1 id=signs n=1
    Paragraph 3:1 (note both n=2)
  Note 3:1 id=both n=2
    Paragraph 3:1 "both"
`
	const instructors = `Part - id=waves/lesson--notes "waves/lesson" kind=notes instructor source=docs/waves/lesson.md
  Callout 3:1 instructor
    Paragraph 3:1 (note keys n=1)
    Paragraph 3:1 (note both n=2)
    Heading 3:1 2 id=timing "Timing"
  Note 3:1 id=keys n=1
    Paragraph 3:1 "keys"
  Note 3:1 id=both n=2
    Paragraph 3:1 "both"
`
	for i, want := range []string{learners, instructors} {
		if got := content.DumpString(parts[i]); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}
