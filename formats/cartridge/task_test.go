package cartridge

import (
	"slices"
	"strings"
	"testing"
	"time"

	"coursepack/content"
)

func TestTasksAreObjectsOfCanvas(t *testing.T) {
	paper := part("paper", "A paper on ebb", para("Two pages.")...)
	paper.Kind, paper.Terms = content.KindAssignment, content.Terms{Points: 20, Due: time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC)}
	talk := part("talk", "Who owns the beach?", para("Say why.")...)
	talk.Kind = content.KindDiscussion
	page := part("page", "Page",
		&content.Callout{Pos: at, Kind: content.CalloutAssignment, Title: text("Draw a map"), Blocks: para("With the harbour.")},
		&content.Callout{Pos: at, Kind: content.CalloutDiscussion, Terms: content.Terms{Points: 2.5}, Blocks: []content.Block{
			&content.Paragraph{Pos: at, Inlines: []content.Inline{
				&content.Link{Pos: at, Target: content.Internal{Part: paper}, Inlines: text("the paper")},
			}},
		}},
		&content.Paragraph{Pos: at, Inlines: []content.Inline{
			&content.Link{Pos: at, Target: content.Internal{Part: paper}, Inlines: text("the paper")},
			&content.Link{Pos: at, Target: content.Internal{Part: talk}, Inlines: text("the talk")},
		}},
	)
	files, said := written(t, Options{}, course(page, paper, talk))
	var codes []string
	for _, d := range said {
		codes = append(codes, d.Code)
	}
	if slices.Sort(codes); !slices.Equal(codes, []string{"due-in-utc", "link-named", "link-named"}) { // links in Moodle and in the discussion
		t.Errorf("said: %v", said)
	}
	modules := files["course_settings/module_meta.xml"]
	for _, want := range []string{"<content_type>Assignment</content_type>", "<content_type>DiscussionTopic</content_type>"} {
		if n := strings.Count(modules, want); n != 2 {
			t.Errorf("the modules have %d times %s", n, want)
		}
	}
	if n := strings.Count(modules, "<content_type>WikiPage</content_type>"); n != 2 { // and the page about the course
		t.Errorf("there are %d pages", n)
	}
	settings := ""
	for name, text := range files {
		if strings.HasSuffix(name, "/assignment_settings.xml") && strings.Contains(text, "<title>A paper on ebb</title>") {
			settings = text
		}
	}
	for _, want := range []string{"<points_possible>20</points_possible>", "<due_at>2026-05-31T23:59:00</due_at>", "<grading_type>points</grading_type>"} {
		if !strings.Contains(settings, want) {
			t.Errorf("there is no %s in\n%s", want, settings)
		}
	}
	graded := find(t, files, `topics/page-page-discussion.*-settings\.xml`)
	if !strings.Contains(graded, "<points_possible>2.5</points_possible>") || !strings.Contains(graded, "<submission_types>discussion_topic</submission_types>") {
		t.Errorf("a discussion that is graded is\n%s", graded)
	}
	ungraded := files["topics/talk-settings.xml"]
	if strings.Contains(ungraded, "<assignment") {
		t.Errorf("a discussion that is not is\n%s", ungraded)
	}
	native := files["wiki_content/page.html"]
	for _, want := range []string{"$CANVAS_OBJECT_REFERENCE$/assignments/i", "$CANVAS_OBJECT_REFERENCE$/discussion_topics/i", "With the harbour."} {
		if !strings.Contains(native, want) {
			t.Errorf("there is no %s in\n%s", want, native)
		}
	}
}

// Canvas takes the first dependency of a discussion for its settings, and both systems read one file.
func TestDiscussionsAreOneFileForAll(t *testing.T) {
	talk := part("talk", "Waves & <foam>", append(para("Is a < b?"), &content.CodeBlock{Pos: at, Text: "one\n  two\n"})...)
	talk.Kind = content.KindDiscussion
	files, said := written(t, Options{}, course(talk))
	if topic := files["topics/talk.xml"]; !strings.Contains(topic, "Is a &amp;lt; b?") || !strings.Contains(topic, "one\n  two&lt;") {
		t.Errorf("the discussion is\n%s", files["topics/talk.xml"])
	}
	_, resource, _ := strings.Cut(files[manifestName], `type="imsdt_xmlv1p1"`)
	resource, _, _ = strings.Cut(resource, "</resource>")
	_, needs, _ := strings.Cut(resource, `<dependency identifierref="`)
	needs, _, _ = strings.Cut(needs, `"`)
	if !strings.Contains(files["topics/talk-settings.xml"], `identifier="`+needs+`"`) {
		t.Errorf("the first dependency of %s is not its settings", resource)
	}
	if len(said) != 1 || said[0].Code != "discussion-signs" {
		t.Errorf("reported: %v", said)
	}
	if _, said = written(t, Options{Standard: true}, course(talk)); len(said) != 0 {
		t.Errorf("reported to who has no Moodle: %v", said)
	}
}
