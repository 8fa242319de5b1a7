package cartridge

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/formats"
)

var at = content.Pos{File: "a.md", Line: 1, Col: 1}

func text(s string) []content.Inline { return []content.Inline{&content.Text{Pos: at, Text: s}} }

func para(s string) []content.Block {
	return []content.Block{&content.Paragraph{Pos: at, Inlines: text(s)}}
}

func part(id, title string, blocks ...content.Block) *content.Part {
	return &content.Part{Pos: at, ID: id, Title: title, Blocks: blocks}
}

// course has a unit with a lesson for each of parts.
func course(parts ...*content.Part) *content.Course {
	unit := &content.Unit{Pos: at, ID: "tides", Title: "Tides"}
	for _, p := range parts {
		unit.Lessons = append(unit.Lessons, &content.Lesson{Pos: at, ID: p.ID, Title: p.Title, Parts: []*content.Part{p}})
	}
	return &content.Course{Pos: at, ID: "sea", Title: "The sea", Language: "en", Units: []*content.Unit{unit}}
}

func written(t *testing.T, o Options, c *content.Course, attached ...formats.Attachment) (map[string]string, []diag.Diagnostic) {
	t.Helper()
	var b bytes.Buffer
	var list diag.List
	in := &formats.Input{Course: c, Time: time.Unix(0, 0), Tool: "coursepack", Report: &list, Attached: attached}
	if err := New(o).Write(context.Background(), in, &b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(data)
	}
	return files, list.Sorted()
}

// find returns the one file whose name matches.
func find(t *testing.T, files map[string]string, pattern string) string {
	t.Helper()
	re := regexp.MustCompile("^" + pattern + "$")
	var found []string
	for name := range files {
		if re.MatchString(name) {
			found = append(found, name)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d files match %s", len(found), pattern)
	}
	return files[found[0]]
}

func question(a content.Answer) *content.Quiz {
	return &content.Quiz{Pos: at, ID: "quiz", Questions: []*content.Question{{
		Pos: at, ID: "q", Prompt: para("Where is a < b?"), Answer: a, Explanation: para("Because."),
	}}}
}

// The quizzes of a page are one in a learning system, so that their limits have to go together.
func TestQuizzesHaveLimits(t *testing.T) {
	type quizzes []content.Quiz
	limited := content.Quiz{Attempts: 2, TimeLimit: 20 * time.Minute}
	for _, tt := range []struct {
		name     string
		quizzes  quizzes
		canvas   string // attempts and minutes
		standard string // in the copy for others
		said     string
	}{
		{"no limits", quizzes{{}}, "-1 ", "unlimited ", ""},
		{"both", quizzes{limited}, "2 20", "2 20", ""},
		{"two quizzes", quizzes{limited, limited}, "2 40", "2 40", ""},
		{"they differ", quizzes{limited, {}}, "-1 ", "unlimited ", "they differ"},
		{"many attempts", quizzes{{Attempts: 7}}, "7 ", "unlimited ", "at most five"},
	} {
		var blocks []content.Block
		for i, limits := range tt.quizzes {
			quiz := question(&content.ShortText{Pos: at, Accept: []string{"here"}})
			quiz.ID, quiz.Questions[0].ID = fmt.Sprint("quiz", i), fmt.Sprint("q", i)
			quiz.Attempts, quiz.TimeLimit = limits.Attempts, limits.TimeLimit
			blocks = append(blocks, quiz)
		}
		files, said := written(t, Options{}, course(part("waves", "Waves", blocks...)))
		meta := find(t, files, ".*/assessment_meta.xml")
		if got := between(meta, "<allowed_attempts>", "<") + " " + between(meta, "<time_limit>", "<"); got != tt.canvas {
			t.Errorf("%s: Canvas has %q, not %q", tt.name, got, tt.canvas)
		}
		qti := find(t, files, ".*/assessment_qti.xml")
		entry := func(label string) string {
			return between(between(qti, ">"+label+"<", "</fieldentry>"), "<fieldentry>", "")
		}
		if got := entry("cc_maxattempts") + " " + entry("qmd_timelimit"); got != tt.standard {
			t.Errorf("%s: others have %q, not %q", tt.name, got, tt.standard)
		}
		if got := fmt.Sprint(said); !strings.Contains(got, tt.said) || tt.said == "" && strings.Contains(got, "quiz-limits") {
			t.Errorf("%s: reports %s", tt.name, got)
		}
	}
}

// between returns what stands in s behind start and before end, up to the end of s if end is ""; "" if there is no start.
func between(s, start, end string) string {
	_, rest, _ := strings.Cut(s, start)
	if end == "" {
		return rest
	}
	text, _, _ := strings.Cut(rest, end)
	return text
}

func TestEachPageHasTwoCopies(t *testing.T) {
	other := part("waves", "Waves & <foam>")
	p := part("moon", "The moon", &content.Paragraph{Pos: at, Inlines: []content.Inline{
		&content.Text{Text: "if a < b "},
		&content.Link{Pos: at, Target: content.Internal{Part: other, ID: "top"}, Inlines: text("there")},
	}})
	files, _ := written(t, Options{}, course(p, other))
	for name, want := range map[string]string{
		"wiki_content/moon.html": `if a &lt; b <a href="$WIKI_REFERENCE$/pages/waves#top">there</a>`,
		"pages/moon.html":        `if a &amp;amp;lt; b there (Waves &amp;amp;amp; &amp;amp;lt;foam&amp;amp;gt;)`,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s lacks %s:\n%s", name, want, files[name])
		}
	}
	files, _ = written(t, Options{Standard: true}, course(p, other))
	if want := `if a &lt; b <a href="waves.html#top">there</a>`; !strings.Contains(files["pages/moon.html"], want) {
		t.Errorf("by the standard:\n%s", files["pages/moon.html"])
	}
}

// Moodle says to everybody what goes on to the next condition: what is said to one option must not.
func TestFeedbackToOptionsGoesOnForCanvasOnly(t *testing.T) {
	options := []*content.Option{{Blocks: para("yes"), Correct: true, Feedback: para("Yes!")}, {Blocks: para("no"), Feedback: para("No!")}}
	files, _ := written(t, Options{}, course(part("moon", "The moon", question(&content.Choice{Options: options, Multiple: true}))))
	native := find(t, files, `non_cc_assessments/i[0-9a-f]+\.xml\.qti`)
	others := find(t, files, `i[0-9a-f]+/assessment_qti\.xml`)
	const goesOn = `<respcondition continue="Yes">` // that of the explanation is one
	if n, m := strings.Count(native, goesOn), strings.Count(others, goesOn); n != 3 || m != 1 {
		t.Errorf("%d conditions go on in Canvas, %d in Moodle", n, m)
	}
}

// What is known of the course and its lessons is in Canvas's syllabus, and for others on the page about the course.
func TestSyllabus(t *testing.T) {
	c := course(part("moon", "The moon"), part("sun", "The sun"))
	c.License = content.License{Name: "CC BY 4.0"}
	c.Units[0].Lessons[0].Meta = content.LessonMeta{Outcomes: []string{"say when it is full"}, ReadMinutes: 7}
	files, _ := written(t, Options{}, c)
	for name, want := range map[string][]string{
		"course_settings/syllabus.html": {"CC BY 4.0", ">Tides</h3>", `<a href="$WIKI_REFERENCE$/pages/moon">The moon</a>`, "say when it is full", "7 min"},
		"pages/about.html":              {"CC BY 4.0", ">Tides</h3>", "The moon", "say when it is full", "7 min"},
	} {
		for _, w := range want {
			if !strings.Contains(files[name], w) {
				t.Errorf("%s lacks %s:\n%s", name, w, files[name])
			}
		}
	}
	if want := `href="course_settings/syllabus.html" intendeduse="syllabus"`; !strings.Contains(files["imsmanifest.xml"], want) {
		t.Errorf("the manifest lacks %s", want)
	}
}

func TestBooksStandInTheCartridge(t *testing.T) {
	book := formats.Attachment{Name: "sea.pdf", Format: "pdf", Data: []byte("%PDF-1.7")}
	files, _ := written(t, Options{Attach: []string{"pdf"}}, course(part("moon", "The moon")), book)
	for name, want := range map[string]string{
		"web_resources/sea.pdf":         "%PDF-1.7",
		"imsmanifest.xml":               `<file href="web_resources/sea.pdf"/>`,
		"wiki_content/about.html":       `<a href="$IMS-CC-FILEBASE$/sea.pdf">The sea (PDF)</a>`,
		"course_settings/syllabus.html": `<a href="$IMS-CC-FILEBASE$/sea.pdf">The sea (PDF)</a>`,
		"pages/about.html":              `<a href="../web_resources/sea.pdf">The sea (PDF)</a>`,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s lacks %s", name, want)
		}
	}
}

func TestMoodleFindsTheNamespace(t *testing.T) {
	files, _ := written(t, Options{}, course(part("moon", "The moon")))
	m := files["imsmanifest.xml"]
	if at := strings.Index(m, ` xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"`); at < 0 || at > 900 {
		t.Errorf("it is at %d", at)
	}
}

// Identifiers derive from ids alone, so that Canvas updates what it has.
func TestIdentifiersStay(t *testing.T) {
	before, _ := written(t, Options{}, course(part("moon", "The moon", question(&content.ShortText{Accept: []string{"a"}}))))
	changed := course(part("sun", "The sun"), part("moon", "Luna", question(&content.ShortText{Accept: []string{"b"}})))
	changed.Title, changed.Units[0].Title = "The ocean", "Ebb"
	after, _ := written(t, Options{}, changed)
	ids := regexp.MustCompile(`identifier="(i[0-9a-f]{32})`)
	for _, m := range ids.FindAllStringSubmatch(before["course_settings/module_meta.xml"], -1) {
		if !strings.Contains(after["course_settings/module_meta.xml"], m[1]) {
			t.Errorf("%s is gone", m[1])
		}
	}
}

func TestEveryNameIsSafe(t *testing.T) {
	long := strings.Repeat("x", 300)
	parts := []*content.Part{part("a/b", "1"), part("a-b", "2"), part("con", "3"), part("привет", ""), part(long, long), part("a/ü", "a\u202eb\x01")}
	files, _ := written(t, Options{}, course(parts...))
	pages := 0
	safe := regexp.MustCompile(`^[a-z0-9_/.-]{1,120}$`)
	for name := range files {
		if !safe.MatchString(name) {
			t.Errorf("%q", name)
		}
		if strings.HasPrefix(name, "wiki_content/") {
			pages++
		}
	}
	if pages != len(parts)+1 {
		t.Errorf("%d pages of %d", pages, len(parts)+1)
	}
	for _, m := range regexp.MustCompile(`<title>(.*?)</title>`).FindAllStringSubmatch(files["imsmanifest.xml"], -1) {
		if n := len([]rune(m[1])); n == 0 || n > maxTitle {
			t.Errorf("a title of %d characters", n)
		}
	}
}

func TestQuestionTypes(t *testing.T) {
	options := []*content.Option{{Blocks: para("yes"), Correct: true}, {Blocks: para("no"), Feedback: para("No!")}}
	words := []*content.Option{{Blocks: para("True"), Correct: true}, {Blocks: para("False")}}
	pairs := []*content.Pair{{Left: text("dog"), Right: text("bone")}, {Left: text("cow"), Right: text("hay")}}
	blank := &content.Cloze{Answers: []content.Answer{&content.ShortText{Accept: []string{"a"}}, &content.Choice{Options: options}}}
	for _, c := range []struct {
		answer           content.Answer
		native, standard string // types and profiles
		said             string
	}{
		{&content.Choice{Options: options}, "multiple_choice_question", "cc.multiple_choice.v0p1", ""},
		{&content.Choice{Options: words}, "true_false_question", "cc.true_false.v0p1", ""},
		{&content.Choice{Options: options, Multiple: true}, "multiple_answers_question", "cc.multiple_response.v0p1", "question-weights"},
		{&content.ShortText{Accept: []string{"a"}}, "short_answer_question", "cc.fib.v0p1", ""},
		{&content.Numeric{Value: 2}, "numerical_question", "cc.fib.v0p1", "question-number"},
		{&content.Numeric{Value: 2, Tolerance: .5}, "numerical_question", "cc.fib.v0p1", "question-tolerance"},
		{&content.Matching{Pairs: pairs}, "matching_question", "cc.multiple_choice.v0p1 cc.multiple_choice.v0p1", "question-divided"},
		{&content.Ordering{Items: [][]content.Inline{text("one"), text("two")}}, "matching_question", "cc.multiple_choice.v0p1 cc.multiple_choice.v0p1", "question-divided question-order"},
		{blank, "fill_in_multiple_blanks_question", "cc.fib.v0p1 cc.multiple_choice.v0p1", "question-menu question-divided"},
		{&content.Essay{Model: para("so")}, "essay_question", "cc.essay.v0p1", ""},
	} {
		t.Run(fmt.Sprintf("%T", c.answer), func(t *testing.T) {
			files, said := written(t, Options{}, course(part("moon", "The moon", question(c.answer))))
			native := find(t, files, `non_cc_assessments/i[0-9a-f]+\.xml\.qti`)
			standard := find(t, files, `i[0-9a-f]+/assessment_qti\.xml`)
			if got := entries(t, native, "question_type"); got != c.native {
				t.Errorf("Canvas has a %s", got)
			}
			if got := entries(t, standard, "cc_profile"); got != "cc.exam.v0p1 "+c.standard {
				t.Errorf("the standard has %s", got)
			}
			var codes []string
			for _, d := range said {
				codes = append(codes, d.Code)
			}
			if got := strings.Join(slices.Compact(codes), " "); got != c.said {
				t.Errorf("said: %s", got)
			}
		})
	}
}

// entries returns what stands in the metadata of a quiz under a label.
func entries(t *testing.T, qti, label string) string {
	t.Helper()
	var found []string
	d := xml.NewDecoder(strings.NewReader(qti))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return strings.Join(found, " ")
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "qtimetadatafield" {
			var field struct {
				Label string `xml:"fieldlabel"`
				Entry string `xml:"fieldentry"`
			}
			if err := d.DecodeElement(&field, &start); err != nil {
				t.Fatal(err)
			}
			if field.Label == label {
				found = append(found, field.Entry)
			}
		}
	}
}

// The right answer's score and feedback stand in one condition: Canvas takes the last of each answer.
func TestTheRightAnswerHasOneCondition(t *testing.T) {
	options := []*content.Option{{Blocks: para("yes"), Correct: true, Feedback: para("Yes!")}, {Blocks: para("no")}}
	files, _ := written(t, Options{}, course(part("moon", "The moon", question(&content.Choice{Options: options}))))
	native := find(t, files, `non_cc_assessments/.*`)
	if n := strings.Count(native, `<varequal respident="response1">1001</varequal>`); n != 1 {
		t.Errorf("%d conditions for the right answer:\n%s", n, native)
	}
}

// Cells keep their alignment, and what stands in a place of its own keeps the style of its element.
func TestStylesOfClassesFollowThoseOfElements(t *testing.T) {
	cell := func(s string) *content.Cell { return &content.Cell{Pos: at, Blocks: para(s)} }
	table := &content.Table{Pos: at, Columns: []content.Column{{Align: content.AlignRight}},
		Head: []*content.Row{{Pos: at, Cells: []*content.Cell{cell("n")}}}, Body: []*content.Row{{Pos: at, Cells: []*content.Cell{cell("1")}}}}
	files, _ := written(t, Options{}, course(part("moon", "The moon", table)))
	for _, name := range []string{"wiki_content/moon.html", "pages/moon.html"} {
		for _, want := range []string{`text-align: left; text-align: right;">n</th>`, `padding: 4px 10px; text-align: right;">1</td>`, `<div class="table-scroll"`} {
			if !strings.Contains(files[name], want) {
				t.Errorf("%s lacks %s:\n%s", name, want, files[name])
			}
		}
	}
}

// Moodle takes ids out: there, nothing leads to a note, nor says how it should be read.
func TestNotesOfMoodleAreNumbers(t *testing.T) {
	p := part("moon", "The moon", &content.Paragraph{Pos: at, Inlines: []content.Inline{&content.NoteRef{Pos: at, ID: "a", Number: 1}}})
	p.Notes = []*content.Note{{Pos: at, ID: "a", Number: 1, Blocks: para("Full.")}}
	files, _ := written(t, Options{}, course(p))
	page := files["pages/moon.html"]
	for _, unwanted := range []string{"href=", "id=", "role=", "aria-"} {
		if strings.Contains(page, unwanted) {
			t.Errorf("there is %s in\n%s", unwanted, page)
		}
	}
	if !strings.Contains(page, "<sup>1</sup>") || !strings.Contains(page, "1 Full.") {
		t.Errorf("the note is\n%s", page)
	}
}

// Canvas finds the answers of all blanks of a question in one table, by their identifiers.
func TestAnswersOfBlanksHaveIdentifiersOfTheirOwn(t *testing.T) {
	menu := func(right bool) *content.Choice {
		return &content.Choice{Pos: at, Options: []*content.Option{{Blocks: para("a < b"), Correct: right}, {Blocks: para("b"), Correct: !right}}}
	}
	files, _ := written(t, Options{}, course(part("moon", "The moon", question(&content.Cloze{Answers: []content.Answer{menu(true), menu(false)}}))))
	native := find(t, files, `non_cc_assessments/i[0-9a-f]+\.xml\.qti`)
	for _, want := range []string{
		`<varequal respident="response_blank1">1001</varequal>`, `<varequal respident="response_blank2">1004</varequal>`,
		`<mattext texttype="text/plain">a &lt; b</mattext>`,
	} {
		if !strings.Contains(native, want) {
			t.Errorf("there is no %s in\n%s", want, native)
		}
	}
	for i := range 4 {
		if label := fmt.Sprintf(`<response_label ident="%d">`, 1001+i); strings.Count(native, label) != 1 {
			t.Errorf("%s is there %d times", label, strings.Count(native, label))
		}
	}
}

// Menus have words only, and answers in Moodle no files; both is told.
func TestPicturesInAnswers(t *testing.T) {
	picture, err := asset.NewStore(nil, 1<<20).Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`))
	if err != nil {
		t.Fatal(err)
	}
	shown := []content.Inline{&content.Image{Pos: at, Asset: picture, Alt: "a tide"}}
	options := []*content.Option{{Blocks: []content.Block{&content.Paragraph{Pos: at, Inlines: shown}}, Correct: true}, {Blocks: para("no")}}
	for _, c := range []struct {
		answer content.Answer
		native string
		said   string
	}{
		{&content.Choice{Options: options}, `alt=&quot;a tide&quot;`, "answer-file"},
		{&content.Matching{Pairs: []*content.Pair{{Left: text("x"), Right: shown}, {Left: text("y"), Right: text("z")}}}, `text/plain">a tide<`, "answer-file question-divided question-picture"},
		{&content.Cloze{Answers: []content.Answer{&content.Choice{Options: options}}}, `text/plain">a tide<`, "answer-file question-divided question-picture"},
	} {
		files, said := written(t, Options{}, course(part("moon", "The moon", question(c.answer))))
		native := find(t, files, `non_cc_assessments/i[0-9a-f]+\.xml\.qti`)
		if !strings.Contains(native, c.native) {
			t.Errorf("%T: there is no %s in\n%s", c.answer, c.native, native)
		}
		if manual := find(t, files, `i[0-9a-f]+/assessment_qti\.xml`); strings.Contains(manual, "img ") || !strings.Contains(manual, "a tide") {
			t.Errorf("%T: for Moodle, it is\n%s", c.answer, manual)
		}
		var codes []string
		for _, d := range said {
			codes = append(codes, d.Code)
		}
		slices.Sort(codes)
		if got := strings.Join(slices.Compact(codes), " "); got != c.said {
			t.Errorf("%T: said %s", c.answer, got)
		}
	}
}

// Learners cannot open a file that only a page for instructors shows.
func TestFilesOfInstructorsAreLocked(t *testing.T) {
	store := asset.NewStore(nil, 1<<20)
	page := func(id, fill string) *content.Part {
		picture, err := store.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" fill="` + fill + `"/>`))
		if err != nil {
			t.Fatal(err)
		}
		return part(id, id, &content.Paragraph{Pos: at, Inlines: []content.Inline{&content.Image{Pos: at, Asset: picture, Alt: fill}}})
	}
	secret, open := page("secret", "red"), page("open", "blue")
	secret.Instructor = true
	files, _ := written(t, Options{}, course(secret, open))
	meta := files["course_settings/files_meta.xml"]
	_, locked, _ := strings.Cut(meta, `<file identifier="`)
	locked, _, _ = strings.Cut(locked, `"`)
	_, resource, _ := strings.Cut(files[manifestName], `<resource identifier="`+locked+`"`)
	resource, _, _ = strings.Cut(resource, "</resource>")
	name := regexp.MustCompile(`web_resources/[^"]+`).FindString(resource)
	if strings.Count(meta, "<locked>true</locked>") != 1 || name == "" || !strings.Contains(files["pages/secret.html"], name) || !strings.Contains(resource, "Instructor") {
		t.Errorf("locked is %s, with\n%s\nin the manifest as\n%s", name, meta, resource)
	}
}

func TestModulesAreUnitsOrLessons(t *testing.T) {
	for lessons, want := range map[bool]string{false: "About this course|Moon", true: "About this course|Moon: Tides|Moon: Eclipses"} {
		c := course(part("tides", "Tides"), part("eclipses", "Eclipses"))
		parts := c.Units[0].Lessons[0].Parts
		c.Units = []*content.Unit{{Title: "Moon", Lessons: []*content.Lesson{
			{ID: "a", Title: "Tides", Parts: parts[:1]}, {ID: "b", Title: "Eclipses", Parts: parts[1:]},
		}}}
		files, _ := written(t, Options{Lessons: lessons}, c)
		var titles []string
		for _, m := range regexp.MustCompile(`<module identifier="[^"]+">\s*<title>([^<]*)`).FindAllStringSubmatch(files["course_settings/module_meta.xml"], -1) {
			titles = append(titles, m[1])
		}
		if got := strings.Join(titles, "|"); got != want {
			t.Errorf("with lessons %v, the modules are %s", lessons, got)
		}
	}
}

func TestLargePicturesAreMadeSmaller(t *testing.T) {
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	large, err := asset.NewStore(nil, 1<<20).Add(data.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	shown := &content.Paragraph{Pos: at, Inlines: []content.Inline{&content.Image{Pos: at, Asset: large, Alt: "grey"}}}
	for pixels, want := range map[int]image.Point{0: {X: 40, Y: 30}, 300: {X: 20, Y: 15}} {
		files, _ := written(t, Options{Pixels: pixels}, course(part("moon", "The moon", shown)))
		config, _, err := image.DecodeConfig(strings.NewReader(find(t, files, `web_resources/.*\.png`)))
		if got := (image.Point{X: config.Width, Y: config.Height}); err != nil || got != want {
			t.Errorf("of at most %d pixels, it is %v, %v", pixels, got, err)
		}
	}
}
