package cartridge

import (
	"fmt"
	"html"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/formats/internal/xmldoc"
)

// What follows is the extension by which Canvas takes a cartridge for one of its own: it looks for canvas_export.txt and
// reads the files beside it, the pages in wiki_content and the quizzes in non_cc_assessments.

const (
	canvasNamespace = "http://canvas.instructure.com/xsd/cccv1p0"
	settingsFolder  = "course_settings/"
)

// addCanvas adds the files of the course's settings.
func (c *cartridge) addCanvas() {
	group := c.ids.Of("group", "quizzes")
	files := []struct {
		name string
		data []byte
	}{
		{"canvas_export.txt", []byte("This file marks a course that Canvas imports as its own. " + c.tool + "\n")},
		{"course_settings.xml", c.courseSettings()},
		{"module_meta.xml", c.moduleMeta()},
		{"assignment_groups.xml", c.assignmentGroups(group)},
		{"files_meta.xml", c.filesMeta()},
	}
	settings := resource{Ident: c.ids.Of("settings", ""), Type: typeAssociated}
	for _, file := range files {
		c.files[settingsFolder+file.name] = file.data
		settings.Files = append(settings.Files, settingsFolder+file.name)
	}
	c.resources = append(c.resources, settings, c.syllabus())
	for _, q := range c.quizzes {
		meta, native := q.Ident+"/assessment_meta.xml", "non_cc_assessments/"+q.Ident+".xml.qti"
		c.files[meta], c.files[native] = q.settings(group), q.native(c.items(canvas, q))
		c.resources = append(c.resources, resource{Ident: q.Ident, Type: typeAssociated, Files: []string{meta, native}})
	}
}

// syllabus adds what Canvas shows under Syllabus: what is known of the course and of each of its lessons.
func (c *cartridge) syllabus() resource {
	w := c.writer(canvas, nil, nil, quietly)
	c.aboutCourse(w, canvas)
	w.Lessons(c.course)
	const name = settingsFolder + "syllabus.html"
	c.files[name] = c.canvasHTML(c.course.Title, "", w.Bytes())
	return resource{Ident: c.ids.Of("syllabus", ""), Type: typeAssociated, Use: "syllabus", Files: []string{name}}
}

// canvasHTML returns a file of HTML that Canvas reads, with elements of its head besides the title. Its body has no attributes, for
// Canvas takes them for text.
func (c *cartridge) canvasHTML(name, head string, body []byte) []byte {
	return fmt.Appendf(nil, `<!DOCTYPE html>
<html lang="%s">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<title>%s</title>
%s</head>
<body>
%s</body>
</html>
`, c.course.Language, html.EscapeString(title(name)), head, c.directed(body))
}

// filesMeta gives files the names that the author gave them, where no two have the same. Learners cannot open those that only
// instructors are shown.
func (c *cartridge) filesMeta() []byte {
	named := map[string]int{}
	for _, a := range c.media {
		named[path.Base(a.Path)]++
	}
	f := xmldoc.New("")
	f.Open("fileMeta", "xmlns", canvasNamespace)
	f.Open("files")
	for _, name := range slices.Sorted(maps.Keys(c.media)) {
		own := path.Base(c.media[name].Path)
		if named[own] > 1 {
			own = ""
		}
		if own == "" && c.public[name] {
			continue
		}
		f.Open("file", "identifier", c.mediaIdent(name))
		if own != "" {
			f.Text("display_name", title(own))
		}
		if !c.public[name] {
			f.Text("locked", "true")
		}
		f.Close("file")
	}
	f.Close("files")
	f.Close("fileMeta")
	return f.Bytes()
}

func (c *cartridge) courseSettings() []byte {
	f := xmldoc.New("")
	f.Open("course", "identifier", c.ids.Of("course", ""), "xmlns", canvasNamespace)
	f.Text("title", title(c.course.Title))
	f.Text("course_code", c.course.ID)
	f.Text("default_view", "modules")
	f.Optional("license", canvasLicense(c.course.License))
	f.Close("course")
	return f.Bytes()
}

func (c *cartridge) moduleMeta() []byte {
	f := xmldoc.New("")
	f.Open("modules", "xmlns", canvasNamespace)
	for i, m := range c.modules {
		f.Open("module", "identifier", m.Ident)
		f.Text("title", title(m.Title))
		f.Text("workflow_state", "active")
		f.Text("position", strconv.Itoa(i+1))
		f.Text("require_sequential_progress", "false")
		f.Open("items")
		position := 0
		for _, e := range m.Items {
			e.writeMeta(f, &position, 0)
		}
		f.Close("items")
		f.Close("module")
	}
	f.Close("modules")
	return f.Bytes()
}

// state is what Canvas calls the state of an object: one that is not published is shown to teachers only.
func state(o object, published string) string {
	if o != nil && o.hidden() {
		return "unpublished"
	}
	return published
}

// writeMeta writes the entry and those below it: a module of Canvas is flat, and only looks like a tree.
func (e *entry) writeMeta(f *xmldoc.File, position *int, indent int) {
	*position++
	f.Open("item", "identifier", e.Ident)
	kind, leads := "ContextModuleSubHeader", ""
	if e.Leads != nil {
		kind, leads = e.Leads.contentType(), e.Leads.ident()
	}
	f.Text("content_type", kind)
	f.Text("workflow_state", state(e.Leads, "active"))
	f.Text("title", title(e.Title))
	f.Optional("identifierref", leads)
	link, external := e.Leads.(*weblink)
	if external {
		f.Text("url", link.URL)
	}
	f.Text("position", strconv.Itoa(*position))
	f.Text("new_tab", strconv.FormatBool(external))
	f.Text("indent", strconv.Itoa(indent))
	f.Close("item")
	for _, below := range e.Below {
		below.writeMeta(f, position, indent+1)
	}
}

func (c *cartridge) assignmentGroups(ident string) []byte {
	f := xmldoc.New("")
	f.Open("assignmentGroups", "xmlns", canvasNamespace)
	write := func(ident, name string, position int) {
		f.Open("assignmentGroup", "identifier", ident)
		f.Text("title", name)
		f.Text("position", strconv.Itoa(position))
		f.Text("group_weight", "0.0")
		f.Close("assignmentGroup")
	}
	if len(c.quizzes) > 0 {
		write(ident, c.words.Quizzes, 1)
	}
	if len(c.tasks) > 0 {
		write(c.taskGroup(), c.words.Assignments, 2)
	}
	f.Close("assignmentGroups")
	return f.Bytes()
}

// canvasLicense is Canvas's word for a licence of Creative Commons: "cc_by_sa" for CC BY-SA 4.0.
func canvasLicense(l content.License) string {
	words := strings.FieldsFunc(strings.ToLower(l.Name), func(r rune) bool { return r == ' ' || r == '-' })
	if len(words) == 0 || words[0] != "cc" {
		return ""
	}
	word := "cc"
	for _, w := range words[1:] {
		if slices.Contains([]string{"by", "nc", "sa", "nd"}, w) {
			word += "_" + w
		}
	}
	if word == "cc" {
		return ""
	}
	return word
}
