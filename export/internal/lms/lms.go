// Package lms does to a cartridge what the importers of Moodle 4.5 and Canvas do, as far as it decides which words,
// pictures, formulas and links arrive. A link or a picture that leads nowhere is an error. It is for tests: what is known of the
// importers was found by importing and by reading their code, and is written beside each rule.
package lms

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A Page is what a learner sees: a page, or a quiz with all of its texts.
type Page struct {
	Name   string // a file name
	HTML   string
	Hidden bool // from learners
}

// A cartridge is an unpacked package.
type cartridge map[string][]byte

func unpack(data []byte) (cartridge, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	c := cartridge{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		if c[f.Name], err = io.ReadAll(r); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// manifest is what Moodle reads of imsmanifest.xml.
type manifest struct {
	XMLName   xml.Name
	Items     []item     `xml:"organizations>organization>item>item"`
	Resources []resource `xml:"resources>resource"`
}

type item struct {
	Title string `xml:"title"`
	Ref   string `xml:"identifierref,attr"`
	Items []item `xml:"item"`
}

type resource struct {
	ID    string `xml:"identifier,attr"`
	Type  string `xml:"type,attr"`
	Files []struct {
		Href string `xml:"href,attr"`
	} `xml:"file"`
	Needs []struct {
		Ref string `xml:"identifierref,attr"`
	} `xml:"dependency"`
	Roles []string `xml:"metadata>lom>educational>intendedEndUserRole>value"`
}

// Moodle imports a cartridge as Moodle's Restore does.
func Moodle(data []byte) ([]Page, error) {
	c, err := unpack(data)
	if err != nil {
		return nil, err
	}
	source := c["imsmanifest.xml"]
	// converter/imscc11/lib.php: the namespace is looked for in the first 1024 bytes.
	if !bytes.Contains(source[:min(len(source), 1024)], []byte(`xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"`)) {
		return nil, errors.New("not taken for a Common Cartridge 1.1")
	}
	var m manifest
	if err := xml.Unmarshal(source, &m); err != nil {
		return nil, err
	}
	if len(m.Items) == 0 {
		return nil, errors.New("a cartridge without an organization")
	}
	byID := map[string]resource{}
	for _, r := range m.Resources {
		byID[r.ID] = r
	}
	var pages []Page
	for i, section := range m.Items { // a section of the course each
		pages = append(pages, Page{Name: fmt.Sprintf("%03d.html", i), HTML: "<h2>" + html.EscapeString(section.Title) + "</h2>"})
		more, err := c.activities(fmt.Sprintf("%03d", i), section.Items, byID)
		if err != nil {
			return nil, err
		}
		pages = append(pages, more...)
	}
	return pages, nil
}

// activities are what the items of a section become, in their order.
func (c cartridge) activities(name string, items []item, byID map[string]resource) ([]Page, error) {
	var pages []Page
	for i, it := range items {
		name := fmt.Sprintf("%s-%03d", name, i)
		body, hidden := "", false
		if r, ok := byID[it.Ref]; ok && len(r.Files) > 0 {
			hidden = slices.Contains(r.Roles, "Instructor")
			file := r.Files[0].Href
			data, ok := c[file]
			if !ok {
				return nil, fmt.Errorf("%s is not in the package", file)
			}
			var err error
			if body, err = c.moodleText(r.Type, file, data); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
		}
		pages = append(pages, Page{name + ".html", "<h3>" + html.EscapeString(it.Title) + "</h3>\n" + body, hidden})
		below, err := c.activities(name, it.Items, byID)
		if err != nil {
			return nil, err
		}
		pages = append(pages, below...)
	}
	return pages, nil
}

// moodleText is what a resource says in Moodle.
func (c cartridge) moodleText(kind, file string, data []byte) (string, error) {
	switch {
	case kind == "webcontent" && path.Ext(file) == ".html":
		body := moodleCleaner.clean(bodyOf(decodeTwice(string(data))))
		return typeset(body), brokenIn(file, c.moodleLinks(file, body))
	case kind == "imsdt_xmlv1p1": // a forum: backup/cc/entity11.forum.class.php
		text, err := topicText(data)
		if err != nil {
			return "", err
		}
		body := moodleCleaner.clean(html.UnescapeString(text))
		return typeset(body), brokenIn(file, c.moodleLinks(file, body))
	case strings.Contains(kind, "assessment"):
		return c.moodleQuiz(file, data)
	}
	return "", nil
}

// moodleQuiz is what a quiz says. Addresses in what is asked are joined to the file's folder; those in answers and feedback are
// left as they are, and lead nowhere.
func (c cartridge) moodleQuiz(file string, data []byte) (string, error) {
	texts, err := quizTexts(data)
	if err != nil {
		return "", err
	}
	all := ""
	for _, t := range texts {
		body := moodleCleaner.clean(html.UnescapeString(t.html))
		from := file
		if !t.asked {
			from = "nowhere/"
		}
		if err := brokenIn(file, c.moodleLinks(from, body)); err != nil {
			return "", err
		}
		all += body + "\n"
	}
	return typeset(all), nil
}

// decodeTwice is what happens to a page before it is stored: backup/cc/entities.class.php.
func decodeTwice(s string) string { return html.UnescapeString(html.UnescapeString(s)) }

// bodyOf is what stands in the body of a page.
func bodyOf(page string) string {
	start := strings.Index(page, "<body>")
	end := strings.LastIndex(page, "</body>")
	if start < 0 || end < start {
		return page
	}
	return page[start+len("<body>") : end]
}

// A quizText is HTML of a quiz.
type quizText struct {
	html  string
	asked bool // it is neither an answer nor said to one
}

// quizTexts are the texts of a quiz in QTI 1.2, in their order. The parser of XML has decoded them once.
func quizTexts(data []byte) ([]quizText, error) {
	var texts []quizText
	answers := 0 // how many answers and feedbacks are open
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return texts, nil
		case err != nil:
			return nil, err
		}
		switch t := t.(type) {
		case xml.EndElement:
			if isReply[t.Name.Local] {
				answers--
			}
		case xml.StartElement:
			if isReply[t.Name.Local] {
				answers++
			}
			if t.Name.Local != "mattext" && t.Name.Local != "varequal" {
				continue
			}
			var text string
			if err := d.DecodeElement(&text, &t); err != nil {
				return nil, err
			}
			if t.Name.Local == "varequal" {
				text = "<p>" + html.EscapeString(text) + "</p>" // what was typed as a right answer
			}
			texts = append(texts, quizText{text, answers == 0})
		}
	}
}

var isReply = set("response_label itemfeedback")

// topicText is the text of a discussion. The parser of XML has decoded it once.
func topicText(data []byte) (string, error) {
	var topic struct {
		Text string `xml:"text"`
	}
	err := xml.Unmarshal(data, &topic)
	return topic.Text, err
}
