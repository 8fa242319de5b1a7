// Package lms does to a cartridge what the importers of Moodle 4.5 and Canvas do, as far as it decides which words,
// pictures and formulas arrive. It is for tests: what is known of the importers was found by importing and by reading their
// code, and is written beside each rule.
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
	"golang.org/x/net/html/atom"
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
			switch {
			case r.Type == "webcontent" && path.Ext(file) == ".html":
				body = purify(bodyOf(decodeTwice(string(data))), moodleKeeps)
			case r.Type == "imsdt_xmlv1p1": // a forum: backup/cc/entity11.forum.class.php
				text, err := topicText(data)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", file, err)
				}
				body = purify(html.UnescapeString(text), moodleKeeps)
			case strings.Contains(r.Type, "assessment"):
				texts, err := quizTexts(data)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", file, err)
				}
				for _, text := range texts {
					body += purify(html.UnescapeString(text), moodleKeeps)
				}
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

// quizTexts are the texts of a quiz in QTI 1.2, in their order. The parser of XML has decoded them once.
func quizTexts(data []byte) ([]string, error) {
	var texts []string
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return texts, nil
		case err != nil:
			return nil, err
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "mattext" && start.Name.Local != "varequal" {
			continue
		}
		var text string
		if err := d.DecodeElement(&text, &start); err != nil {
			return nil, err
		}
		if start.Name.Local == "varequal" {
			text = "<p>" + html.EscapeString(text) + "</p>" // what was typed as a right answer
		}
		texts = append(texts, text)
	}
}

// topicText is the text of a discussion. The parser of XML has decoded it once.
func topicText(data []byte) (string, error) {
	var topic struct {
		Text string `xml:"text"`
	}
	err := xml.Unmarshal(data, &topic)
	return topic.Text, err
}

// purify takes out the elements that a system does not keep; their text stays, but for scripts and styles.
func purify(body string, keeps map[string]bool) string {
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(body), root)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, n := range nodes {
		write(&b, n, keeps)
	}
	return b.String()
}

func write(b *strings.Builder, n *html.Node, keeps map[string]bool) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(html.EscapeString(n.Data))
		return
	case n.Type != html.ElementNode || n.Data == "script" || n.Data == "style" || n.Data == "svg":
		return
	}
	kept := keeps[n.Data]
	if kept {
		b.WriteString("<" + n.Data)
		for _, a := range n.Attr {
			if a.Key != "id" || keeps["#id"] {
				fmt.Fprintf(b, ` %s="%s"`, a.Key, html.EscapeString(a.Val))
			}
		}
		b.WriteString(">")
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		write(b, child, keeps)
	}
	if kept && !void[n.Data] {
		b.WriteString("</" + n.Data + ">")
	}
}

var void = set("br hr img col source track wbr")

// moodleKeeps is what HTMLPurifier leaves as Moodle sets it (PARAM_CLEANHTML): ids go, and so does MathML.
var moodleKeeps = set(`a abbr b blockquote br caption code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd
	li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt u ul var video audio source track`)

// canvasKeeps is the list of gems/canvas_sanitize, with all of MathML; "#id" stands for the attribute.
var canvasKeeps = set(`#id a b blockquote br caption cite code col colgroup hr h1 h2 h3 h4 h5 h6 del ins iframe font dd div dl dt
	em figure figcaption i img li ol p pre q small source span strike strong style sub sup abbr table tbody td tfoot th thead tr u
	ul object embed param video track audio address acronym map area bdo dfn kbd legend samp tt var big article aside details
	summary footer header nav section time picture ruby rt rp mark
	math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose
	msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd maction`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
