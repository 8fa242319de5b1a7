package lms

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
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
	wiki := map[string]string{} // pages by identifier: wiki_converter.rb scans the folder
	for name, data := range c {
		if strings.HasPrefix(name, "wiki_content/") {
			page := string(data)
			_, id, _ := strings.Cut(page, `<meta name="identifier" content="`)
			id, _, _ = strings.Cut(id, `"`)
			wiki[id] = page
		}
	}
	topics, err := c.canvasTopics()
	if err != nil {
		return nil, err
	}
	assignments, err := c.canvasAssignments()
	if err != nil {
		return nil, err
	}
	var pages []Page
	for i, m := range meta.Modules {
		pages = append(pages, Page{Name: fmt.Sprintf("%03d.html", i), HTML: "<h2>" + html.EscapeString(m.Title) + "</h2>"})
		for j, it := range m.Items {
			body, hidden := "", false
			switch it.Type {
			case "WikiPage":
				page, ok := wiki[it.Ref]
				if !ok {
					return nil, fmt.Errorf("no page is called %s", it.Ref)
				}
				body = purify(bodyOf(page), canvasKeeps)
				hidden = strings.Contains(page, `<meta name="workflow_state" content="unpublished"/>`)
			case "DiscussionTopic", "Assignment":
				text, ok := topics[it.Ref]
				if it.Type == "Assignment" {
					text, ok = assignments[it.Ref]
				}
				if !ok {
					return nil, fmt.Errorf("no %s is called %s", it.Type, it.Ref)
				}
				body, hidden = purify(text, canvasKeeps), it.State == "unpublished"
			case "Quizzes::Quiz": // quiz_converter.rb reads this folder only
				hidden = bytes.Contains(c[it.Ref+"/assessment_meta.xml"], []byte("<available>false</available>"))
				texts, err := quizTexts(c["non_cc_assessments/"+it.Ref+".xml.qti"])
				if err != nil || len(texts) == 0 {
					return nil, fmt.Errorf("no quiz is called %s: %w", it.Ref, err)
				}
				for _, text := range texts {
					body += purify(text, canvasKeeps)
				}
			}
			if hidden != (it.State == "unpublished") {
				return nil, fmt.Errorf("%s is hidden %v and its line in the module %s", it.Title, hidden, it.State)
			}
			pages = append(pages, Page{fmt.Sprintf("%03d-%03d.html", i, j), "<h3>" + html.EscapeString(it.Title) + "</h3>\n" + body, hidden})
		}
	}
	return pages, nil
}

// canvasTopics are the texts of discussions by the identifiers of their settings, to which the first dependency of each leads:
// topic_converter.rb, lines 26 to 31.
func (c cartridge) canvasTopics() (map[string]string, error) {
	var m manifest
	if err := xml.Unmarshal(c["imsmanifest.xml"], &m); err != nil {
		return nil, err
	}
	files := map[string]string{} // the first of each resource
	for _, r := range m.Resources {
		if len(r.Files) > 0 {
			files[r.ID] = r.Files[0].Href
		}
	}
	topics := map[string]string{}
	for _, r := range m.Resources {
		if r.Type != "imsdt_xmlv1p1" || len(r.Needs) == 0 {
			continue
		}
		var meta struct {
			ID string `xml:"topic_id"`
		}
		if err := xml.Unmarshal(c[files[r.Needs[0].Ref]], &meta); err != nil {
			return nil, fmt.Errorf("the settings of %s: %w", files[r.ID], err)
		}
		text, err := topicText(c[files[r.ID]])
		if err != nil {
			return nil, err
		}
		topics[meta.ID] = text
	}
	return topics, nil
}

// canvasAssignments are the texts of assignments by the identifiers in the settings beside them: assignment_converter.rb.
func (c cartridge) canvasAssignments() (map[string]string, error) {
	texts := map[string]string{}
	for name, data := range c {
		if path.Base(name) != "assignment_settings.xml" {
			continue
		}
		var settings struct {
			ID string `xml:"identifier,attr"`
		}
		if err := xml.Unmarshal(data, &settings); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for other, page := range c {
			if path.Dir(other) == path.Dir(name) && path.Ext(other) == ".html" {
				texts[settings.ID] = bodyOf(string(page))
			}
		}
	}
	return texts, nil
}
