package epub

import (
	"bytes"
	"strings"
	"unicode"
)

// An xmlFile is an XML file in the making. Text and attribute values may hold
// anything. Attributes come as names and values in turn; those with an empty
// value are left out.
type xmlFile struct {
	bytes.Buffer
	depth int
}

func newXMLFile(doctype string) *xmlFile {
	f := &xmlFile{}
	f.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + doctype)
	return f
}

// open starts an element that holds elements.
func (f *xmlFile) open(name string, attrs ...string) {
	f.tag(name, attrs)
	f.WriteString(">\n")
	f.depth++
}

func (f *xmlFile) close(name string) {
	f.depth--
	f.indent()
	f.WriteString("</" + name + ">\n")
}

// text writes an element that holds text.
func (f *xmlFile) text(name, text string, attrs ...string) {
	f.tag(name, attrs)
	f.WriteString(">" + escaper.Replace(plain(text)) + "</" + name + ">\n")
}

// optional writes an element unless its text is blank.
func (f *xmlFile) optional(name, text string, attrs ...string) {
	if plain(text) != "" {
		f.text(name, text, attrs...)
	}
}

// empty writes an element that holds nothing.
func (f *xmlFile) empty(name string, attrs ...string) {
	f.tag(name, attrs)
	f.WriteString("/>\n")
}

func (f *xmlFile) tag(name string, attrs []string) {
	f.indent()
	f.WriteString("<" + name)
	for i := 0; i < len(attrs); i += 2 {
		if value := plain(attrs[i+1]); value != "" {
			f.WriteString(" " + attrs[i] + `="` + escaper.Replace(value) + `"`)
		}
	}
}

func (f *xmlFile) indent() {
	for range f.depth {
		f.WriteByte(' ')
	}
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// plain is text on one line, without what XML cannot hold
// (https://www.w3.org/TR/xml/#charsets) or nobody can see: control characters
// and the two that are no characters.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\t\n\v\f\r\u0085", r):
			return ' '
		case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r // invalid UTF-8 comes as U+FFFD
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// or is the first text that shows something.
func or(texts ...string) string {
	for _, s := range texts {
		if plain(s) != "" {
			return s
		}
	}
	return ""
}
