package cartridge

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/internal/xmldoc"
)

// A task is an assignment or a discussion: something that learners do in the system. Canvas has both. Common Cartridge 1.1
// has discussions, which Moodle makes forums; there an assignment is a page.
type task struct {
	page       *page // that the manifest leads to; Canvas has the task instead
	discussion bool
	terms      content.Terms
	box        *content.Callout // that the task is, on a page of more; nil if it is all of a part
}

func (t *task) ident() string { return t.page.Ident }
func (t *task) name() string  { return t.page.Title }
func (t *task) hidden() bool  { return t.page.hidden() }

func (t *task) contentType() string {
	if t.discussion {
		return "DiscussionTopic"
	}
	return "Assignment"
}

func (t *task) resource() string {
	if t.discussion {
		return t.page.Ident + "_t"
	}
	return t.page.resource()
}

// reference is what Canvas's links call the task.
func (t *task) reference() string {
	if t.discussion {
		return "$CANVAS_OBJECT_REFERENCE$/discussion_topics/" + t.ident()
	}
	return "$CANVAS_OBJECT_REFERENCE$/assignments/" + t.ident()
}

// planTask makes a task of a page of which all is one.
func (c *cartridge) planTask(p *page) *task {
	t := &task{page: p, discussion: p.part.Kind == content.KindDiscussion, terms: p.part.Terms}
	p.task = t
	c.byPart[p.part] = p
	c.tasks = append(c.tasks, t)
	return t
}

// planBoxes makes tasks of the boxes on a page that are some. Their text stays on the page, too.
func (c *cartridge) planBoxes(p *page) []*task {
	var tasks []*task
	seen := map[string]int{}
	content.Walk(p.part, func(n content.Node) bool {
		box, ok := n.(*content.Callout)
		if !ok || !box.Kind.IsTask() || len(box.Blocks) == 0 {
			return true
		}
		t := &task{discussion: box.Kind == content.CalloutDiscussion, terms: box.Terms, box: box}
		name := c.boxTitle(p, box)
		seen[name]++
		path := fmt.Sprintf("%s#%s#%d", p.part.ID, name, seen[name])
		t.page = &page{Ident: c.ids.Of("task", path), Slug: c.slugs.Slug(p.Slug + "-" + name), Title: name, part: p.part, lesson: p.lesson, task: t}
		tasks = append(tasks, t)
		return false
	})
	c.tasks = append(c.tasks, tasks...)
	return tasks
}

// boxTitle is the title of a task that is a box: its own, that of the heading it starts with, or that of its page.
func (c *cartridge) boxTitle(p *page, box *content.Callout) string {
	title := content.PlainText(box.Title)
	if h, ok := box.Blocks[0].(*content.Heading); title == "" && ok {
		title = content.PlainText(h.Inlines)
	}
	if title == "" {
		title = p.Title + ": " + c.words.Callout(box.Kind)
	}
	return title
}

// isBox reports whether the page has a box of another and nothing else.
func (p *page) isBox() bool { return p.task != nil && p.task.box != nil }

// whole is the part that the page has all of; nil if there is none.
func (p *page) whole() *content.Part {
	if p.isBox() {
		return nil
	}
	return p.part
}

// notesOf returns those of the notes that a box refers to.
func notesOf(box *content.Callout, notes []*content.Note) (referred []*content.Note) {
	content.Walk(box, func(n content.Node) bool {
		if ref, ok := n.(*content.NoteRef); ok && !slices.Contains(referred, notes[ref.Number-1]) {
			referred = append(referred, notes[ref.Number-1])
		}
		return true
	})
	return referred
}

// addTasks writes what Canvas and the manifest have of every task.
func (c *cartridge) addTasks(ctx context.Context) error {
	for _, t := range c.tasks {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.reportZone(t)
		if t.discussion {
			c.addDiscussion(t)
		} else {
			c.addAssignment(t)
		}
	}
	return nil
}

// addAssignment writes the page that the manifest leads to, and the assignment of Canvas, whose text stands in a page beside
// its settings.
func (c *cartridge) addAssignment(t *task) {
	c.addStandardPage(t.page)
	w := c.writer(canvas, t, t.page.whole(), quietly)
	c.body(w, canvas, t.page)
	text, settings := t.ident()+"/"+t.page.Slug+".html", t.ident()+"/assignment_settings.xml"
	c.files[text] = c.canvasHTML(t.name(), "", w.Bytes())
	f := xmldoc.New("")
	c.writeAssignment(f, t, "assignment", t.ident(), canvasNamespace)
	c.files[settings] = f.Bytes()
	c.resources = append(c.resources, resource{Ident: t.ident(), Type: typeAssociated, Files: []string{text, settings}})
}

// writeAssignment writes what Canvas knows of something that is handed in.
func (c *cartridge) writeAssignment(f *xmldoc.File, t *task, element, ident, namespace string) {
	f.Open(element, "identifier", ident, "xmlns", namespace)
	f.Text("title", title(t.name()))
	f.Optional("due_at", dueAt(t.terms.Due))
	f.Text("workflow_state", state(t, "published"))
	f.Text("assignment_group_identifierref", c.taskGroup())
	f.Text("points_possible", number(t.terms.Points))
	grading, submission := "points", "online_text_entry,online_upload"
	if t.terms.Points == 0 {
		grading = "pass_fail"
	}
	if t.discussion {
		submission = "discussion_topic"
	}
	f.Text("grading_type", grading)
	f.Text("submission_types", submission)
	f.Close(element)
}

func (c *cartridge) taskGroup() string { return c.ids.Of("group", "tasks") }

// isDay reports whether a day is meant as a whole.
func isDay(t time.Time) bool { return t.Equal(t.Truncate(24 * time.Hour)) }

// dueAt is a moment as Canvas writes it. A day ends with its last minute.
func dueAt(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if isDay(t) {
		t = t.Add(24*time.Hour - time.Minute)
	}
	return t.UTC().Format("2006-01-02T15:04:05")
}

// reportZone tells that Canvas wants a moment where the author named a day.
func (c *cartridge) reportZone(t *task) {
	if due := t.terms.Due; !due.IsZero() && isDay(due) {
		c.report.Report(diag.Diagnostic{
			Pos: t.pos(), Severity: diag.Note, Code: "due-in-utc", ByName: true,
			Message: "a day to hand in has no time and no time zone", Instead: "in Canvas, it ends at 23:59 UTC",
			Hint: "write due: " + due.Format(time.DateOnly) + "T23:59+01:00, with the zone of the course",
		})
	}
}

// pos is where the task stands in the source.
func (t *task) pos() content.Pos {
	if t.box != nil {
		return t.box.Pos
	}
	return t.page.part.Pos
}

// addDiscussion writes a discussion. All systems read the same file; Canvas takes the first dependency for its settings
// (topic_converter.rb, lines 26 to 31), so there is no other.
func (c *cartridge) addDiscussion(t *task) {
	w := c.writer(shared, t, t.page.whole(), quietly)
	c.body(w, shared, t.page)
	text := strings.TrimSpace(string(c.directed(w.Bytes())))
	c.reportMarkup(t, text)
	f := xmldoc.New("")
	f.Open("topic", "xmlns", "http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1")
	f.Text("title", title(t.name()))
	f.Data("text", text, "texttype", "text/html")
	f.Close("topic")
	topic, settings := "topics/"+t.page.Slug+".xml", "topics/"+t.page.Slug+"-settings.xml"
	c.files[topic], c.files[settings] = f.Bytes(), c.topicSettings(t)
	meta := t.ident() + "_m"
	c.resources = append(c.resources,
		resource{Ident: t.resource(), Type: typeTopic, Hidden: t.hidden(), Files: []string{topic}, Needs: []string{meta}},
		resource{Ident: meta, Type: typeAssociated, Files: []string{settings}})
}

// topicSettings is what Canvas knows of a discussion besides its text.
func (c *cartridge) topicSettings(t *task) []byte {
	f := xmldoc.New("")
	f.Open("topicMeta", "identifier", t.ident()+"_m", "xmlns", canvasNamespace)
	f.Text("topic_id", t.ident())
	f.Text("title", title(t.name()))
	f.Text("type", "topic")
	f.Text("discussion_type", "threaded")
	f.Text("workflow_state", state(t, "active"))
	if t.terms != (content.Terms{}) {
		c.writeAssignment(f, t, "assignment", t.ident()+"_a", "")
	}
	f.Close("topicMeta")
	return f.Bytes()
}

// reportMarkup tells that Moodle, which decodes texts once more than others do, takes signs of a discussion for markup.
func (c *cartridge) reportMarkup(t *task, text string) {
	if c.manual == moodle && strings.Contains(text, "&lt;") {
		c.report.Report(diag.Diagnostic{
			Pos: t.pos(), Severity: diag.Warning, Code: "discussion-signs",
			Message: "Moodle takes " + strconv.Quote("<") + " in a discussion for the start of markup", Instead: "in Moodle, what follows it may be missing",
		})
	}
}
