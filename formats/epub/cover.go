package epub

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"coursepack/formats/internal/zipfile"
)

// coverName is the document that shows the cover, without its extension.
const coverName = "cover"

// cover adds the course's own picture as the cover, else one that shows the title.
func (c *composer) cover() error {
	name := "images/cover.svg"
	if picture := c.Course.Cover; picture != nil {
		own, ok := c.resource(picture)
		if !ok {
			return fmt.Errorf("the cover %s is no picture that a book can show", picture.Path)
		}
		name = own
	} else {
		c.book.Assets = append(c.book.Assets, resource{Name: name, MediaType: "image/svg+xml", Open: zipfile.Bytes(c.drawCover())})
	}
	c.book.Cover = name
	f := &xmlFile{}
	f.empty("img", "src", name, "alt", c.words.Cover+": "+c.book.Title, "role", "doc-cover")
	c.add(coverName+".xhtml", c.words.Cover, section("cover", "", f.Bytes()))
	return nil
}

// The cover's measures, in units of its own.
const (
	coverWidth, coverHeight = 1200, 1600
	coverMargin             = 120
	coverLetter             = 0.52 // the width of a common letter against the size of the font
)

// drawCover draws the title and the authors in fonts that any reading system has.
func (c *composer) drawCover() []byte {
	f := newXMLFile("")
	f.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", fmt.Sprintf("0 0 %d %d", coverWidth, coverHeight),
		"width", fmt.Sprint(coverWidth), "height", fmt.Sprint(coverHeight), "font-family", "Georgia, 'Times New Roman', serif")
	f.empty("rect", "width", "100%", "height", "100%", "fill", "#17324d")
	f.empty("rect", "x", fmt.Sprint(coverMargin), "y", "250", "width", "140", "height", "10", "fill", "#e8b04a")
	y, size := 430.0, titleSize(c.book.Title)
	for _, line := range wrap(c.book.Title, size) {
		f.text("text", line, "x", fmt.Sprint(coverMargin), "y", fmt.Sprint(y), "font-size", fmt.Sprint(size), "fill", "#ffffff")
		y += size * 1.2
	}
	var authors []string
	for _, p := range c.book.Authors {
		authors = append(authors, p.Name)
	}
	y = coverHeight - coverMargin
	lines := wrap(strings.Join(authors, ", "), 48)
	for i := len(lines) - 1; i >= 0; i-- {
		f.text("text", lines[i], "x", fmt.Sprint(coverMargin), "y", fmt.Sprint(y), "font-size", "48", "fill", "#d5dee8")
		y -= 60
	}
	f.close("svg")
	return f.Bytes()
}

// titleSize is the largest size at which the title takes at most five lines.
func titleSize(title string) float64 {
	size := 128.0
	for size > 40 && len(wrap(title, size)) > 5 {
		size -= 8
	}
	return size
}

// wrap breaks a text into lines of the cover.
func wrap(text string, size float64) []string {
	var lines []string
	fits := int((coverWidth - 2*coverMargin) / (size * coverLetter))
	words := pieces(text, fits)
	line := ""
	for _, word := range words {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > fits {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	if line == "" {
		return lines
	}
	return append(lines, line)
}

// pieces are the words of a text, those that are too long in several parts: there are scripts without spaces.
func pieces(text string, longest int) []string {
	var out []string
	for _, word := range strings.Fields(text) {
		runes := []rune(word)
		for len(runes) > longest {
			out = append(out, string(runes[:longest]))
			runes = runes[longest:]
		}
		out = append(out, string(runes))
	}
	return out
}
