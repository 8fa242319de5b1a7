package lms

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Canvas imports a cartridge as Canvas's own course export.
func Canvas(data []byte) ([]Page, error) {
	c, err := unpack(data)
	if err != nil {
		return nil, err
	}
	if _, ok := c["course_settings/canvas_export.txt"]; !ok {
		return nil, errors.New("not taken for a cartridge of Canvas")
	}
	var meta struct {
		Modules []struct {
			Title string `xml:"title"`
			Items []struct {
				Type  string `xml:"content_type"`
				Title string `xml:"title"`
				Ref   string `xml:"identifierref"`
				State string `xml:"workflow_state"`
			} `xml:"items>item"`
		} `xml:"module"`
	}
	if err := xml.Unmarshal(c["course_settings/module_meta.xml"], &meta); err != nil {
		return nil, err
	}
	objects, err := c.canvasObjects()
	if err != nil {
		return nil, err
	}
	pages := []Page{{Name: "syllabus.html", HTML: bodyOf(string(c["course_settings/syllabus.html"]))}}
	for i, m := range meta.Modules {
		pages = append(pages, Page{Name: fmt.Sprintf("%03d.html", i), HTML: "<h2>" + html.EscapeString(m.Title) + "</h2>"})
		for j, it := range m.Items {
			o, ok := objects[it.Type+" "+it.Ref]
			if !ok && it.Type != "ContextModuleSubHeader" && it.Type != "ExternalUrl" {
				return nil, fmt.Errorf("no %s is called %s", it.Type, it.Ref)
			}
			if o.hidden != (it.State == "unpublished") {
				return nil, fmt.Errorf("%s is hidden %v and its line in the module %s", it.Title, o.hidden, it.State)
			}
			pages = append(pages, Page{fmt.Sprintf("%03d-%03d.html", i, j), "<h3>" + html.EscapeString(it.Title) + "</h3>\n" + o.body, o.hidden})
		}
	}
	names := map[string]bool{}
	for _, o := range objects {
		for _, place := range append(slices.Collect(maps.Keys(idsOf(o.body))), "") {
			names[o.address+place] = true
		}
	}
	for i, p := range pages {
		pages[i].HTML = typeset(canvasCleaner.clean(p.HTML))
		if err := brokenIn(p.Name, c.canvasLinks(names, pages[i].HTML)); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// An object is something that a module of Canvas leads to.
type object struct {
	address string // in references
	body    string
	hidden  bool
}

// canvasObjects are the objects of a course, by type and identifier.
func (c cartridge) canvasObjects() (map[string]object, error) {
	objects := map[string]object{}
	for name, data := range c {
		switch {
		case strings.HasPrefix(name, "wiki_content/"): // wiki_converter.rb scans the folder
			page := string(data)
			_, id, _ := strings.Cut(page, `<meta name="identifier" content="`)
			id, _, _ = strings.Cut(id, `"`)
			objects["WikiPage "+id] = object{
				address: "pages/" + strings.TrimSuffix(path.Base(name), ".html"), body: bodyOf(page),
				hidden: strings.Contains(page, `<meta name="workflow_state" content="unpublished"/>`),
			}
		case strings.HasPrefix(name, "non_cc_assessments/"): // quiz_converter.rb reads this folder only
			id := strings.TrimSuffix(path.Base(name), ".xml.qti")
			texts, err := quizTexts(data)
			if err != nil || len(texts) == 0 {
				return nil, fmt.Errorf("the quiz %s has no texts: %w", id, err)
			}
			o := object{address: "quizzes/" + id, hidden: bytes.Contains(c[id+"/assessment_meta.xml"], []byte("<available>false</available>"))}
			for _, text := range texts {
				o.body += text.html + "\n"
			}
			objects["Quizzes::Quiz "+id] = o
		}
	}
	return objects, errors.Join(c.addTopics(objects), c.addAssignments(objects))
}

// addTopics adds discussions by the identifiers of their settings, to which the first dependency of each leads:
// topic_converter.rb, lines 26 to 31.
func (c cartridge) addTopics(objects map[string]object) error {
	var m manifest
	if err := xml.Unmarshal(c["imsmanifest.xml"], &m); err != nil {
		return err
	}
	files := map[string]string{} // the first of each resource
	for _, r := range m.Resources {
		if len(r.Files) > 0 {
			files[r.ID] = r.Files[0].Href
		}
	}
	for _, r := range m.Resources {
		if r.Type != "imsdt_xmlv1p1" || len(r.Needs) == 0 {
			continue
		}
		var meta struct {
			ID    string `xml:"topic_id"`
			State string `xml:"workflow_state"`
		}
		if err := xml.Unmarshal(c[files[r.Needs[0].Ref]], &meta); err != nil {
			return fmt.Errorf("the settings of %s: %w", files[r.ID], err)
		}
		text, err := topicText(c[files[r.ID]])
		if err != nil {
			return err
		}
		objects["DiscussionTopic "+meta.ID] = object{"discussion_topics/" + meta.ID, text, meta.State == "unpublished"}
	}
	return nil
}

// addAssignments adds assignments by the identifiers in the settings beside their texts: assignment_converter.rb.
func (c cartridge) addAssignments(objects map[string]object) error {
	for name, data := range c {
		if path.Base(name) != "assignment_settings.xml" {
			continue
		}
		var settings struct {
			ID    string `xml:"identifier,attr"`
			State string `xml:"workflow_state"`
		}
		if err := xml.Unmarshal(data, &settings); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for other, page := range c {
			if path.Dir(other) == path.Dir(name) && path.Ext(other) == ".html" {
				objects["Assignment "+settings.ID] = object{"assignments/" + settings.ID, bodyOf(string(page)), settings.State == "unpublished"}
			}
		}
	}
	return nil
}
