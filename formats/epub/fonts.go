package epub

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"coursepack/formats/internal/typeset"
	"coursepack/formats/internal/zipfile"
)

// A bookFont is a font that a book may bring along, reduced to the characters that the book has.
type bookFont struct {
	family, weight, style string // as in CSS
	face                  func() *typeset.Face
	of                    string // the element whose text it is for; "" is all
}

// The families of our fonts have names of their own, so that they do not hide those of the reading system.
const (
	textFamily = "Course Text"
	codeFamily = "Course Code"
	mathFamily = "Course Math"
)

var bookFonts = []bookFont{
	{textFamily, "normal", "normal", first(typeset.Serif, false, false), ""},
	{textFamily, "bold", "normal", first(typeset.Serif, true, false), ""},
	{textFamily, "normal", "italic", first(typeset.Serif, false, true), ""},
	{textFamily, "bold", "italic", first(typeset.Serif, true, true), ""},
	{codeFamily, "normal", "normal", first(typeset.Mono, false, false), "<code"},
	{codeFamily, "bold", "normal", first(typeset.Mono, true, false), "<code"},
	{mathFamily, "normal", "normal", typeset.Math, "<math"},
}

func first(family typeset.Family, bold, italic bool) func() *typeset.Face {
	return func() *typeset.Face { return typeset.Faces(family, bold, italic)[0] }
}

// useFonts has the families take the place of those of the style sheet. Readers who choose others overrule it.
const useFonts = `body { font-family: "` + textFamily + `", serif; }
code, pre, samp, kbd, .file-tree, figure.code > figcaption { font-family: "` + codeFamily + `", monospace; }
math { font-family: "` + mathFamily + `", math; }
`

// embedFonts takes the fonts along that the documents need, once these are written.
func (c *composer) embedFonts() {
	used := c.characters()
	var css strings.Builder
	for _, f := range bookFonts {
		if !c.shows(f.of) {
			continue
		}
		face := f.face()
		name, mediaType := "fonts/"+slug(face.Name)+".ttf", "font/ttf" // https://www.w3.org/TR/epub-33/#sec-core-media-types
		if face.IsCFF() {
			name, mediaType = "fonts/"+slug(face.Name)+".otf", "font/otf"
		}
		reduced := func() ([]byte, error) { return face.Reduced(used), nil }
		c.book.Assets = append(c.book.Assets, resource{Name: name, MediaType: mediaType, Make: reduced})
		css.WriteString(`@font-face { font-family: "` + f.family + `"; font-weight: ` + f.weight + "; font-style: " + f.style +
			`; src: url("` + name + "\"); }\n")
	}
	css.WriteString(useFonts)
	c.book.Styles = append(c.book.Styles, resource{Name: "fonts.css", MediaType: "text/css", Open: zipfile.Bytes([]byte(css.String()))})
}

// shows reports whether a document has an element.
func (c *composer) shows(element string) bool {
	return slices.ContainsFunc(c.book.Docs, func(d doc) bool { return bytes.Contains(d.Body, []byte(element)) })
}

// readersOwn are characters that reading systems add: of markup that is written in full, of lists and where words are divided.
const readersOwn = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\u00A0•◦▪‐–—‘’“”…"

// characters are those that the book has, in ascending order. Letters that are variables stand for others, which are slanted:
// https://www.w3.org/TR/mathml-core/#new-text-transform-values.
func (c *composer) characters() []rune {
	used := map[rune]bool{}
	add := func(text string) {
		for _, r := range text {
			used[r] = true
		}
	}
	add(readersOwn)
	add(string(c.book.navDoc()))
	for _, d := range c.book.Docs {
		add(string(d.Body))
	}
	if c.shows("<math") {
		add("ℎ√")                                       // roots draw their sign themselves
		for r := '\U0001D434'; r <= '\U0001D467'; r++ { // Latin
			used[r] = true
		}
		for r := '\U0001D6A4'; r <= '\U0001D71B'; r++ { // without dots, and Greek
			used[r] = true
		}
	}
	return slices.Sorted(maps.Keys(used))
}
