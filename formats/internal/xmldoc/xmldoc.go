// Package xmldoc writes XML files that every system reads: without numeric character references, which some do not
// decode, and without characters that XML cannot hold.
package xmldoc

import (
	"bytes"
	"strings"
	"unicode"
)

// A File is an XML file in the making. Text and attribute values may hold anything. Attributes come as names and values
// in turn; those with an empty value are left out.
type File struct {
	bytes.Buffer
	depth int
}

// New returns a file that begins with the XML declaration, and what stands before the root: a doctype, a comment, or nothing.
func New(head string) *File {
	f := &File{}
	f.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + head)
	return f
}

// Open starts an element that holds elements.
func (f *File) Open(name string, attrs ...string) {
	f.tag(name, attrs)
	f.WriteString(">\n")
	f.depth++
}

// Close ends it.
func (f *File) Close(name string) {
	f.depth--
	f.indent()
	f.WriteString("</" + name + ">\n")
}

// Text writes an element that holds a line of text.
func (f *File) Text(name, text string, attrs ...string) { f.element(name, Plain(text), attrs) }

// Data writes an element that holds text to the letter, line ends and all.
func (f *File) Data(name, text string, attrs ...string) { f.element(name, legal(text), attrs) }

// Markup writes an element that holds markup, as it is.
func (f *File) Markup(name, markup string, attrs ...string) {
	f.tag(name, attrs)
	f.WriteString(">" + markup + "</" + name + ">\n")
}

func (f *File) element(name, text string, attrs []string) {
	f.tag(name, attrs)
	f.WriteString(">" + escaper.Replace(text) + "</" + name + ">\n")
}

// Optional writes an element unless its text is blank.
func (f *File) Optional(name, text string, attrs ...string) {
	if Plain(text) != "" {
		f.Text(name, text, attrs...)
	}
}

// Empty writes an element that holds nothing.
func (f *File) Empty(name string, attrs ...string) {
	f.tag(name, attrs)
	f.WriteString("/>\n")
}

func (f *File) tag(name string, attrs []string) {
	f.indent()
	f.WriteString("<" + name)
	for i := 0; i < len(attrs); i += 2 {
		if value := Plain(attrs[i+1]); value != "" {
			f.WriteString(" " + attrs[i] + `="` + escaper.Replace(value) + `"`)
		}
	}
}

func (f *File) indent() {
	for range f.depth {
		f.WriteByte(' ')
	}
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// Plain is text on one line, without what XML cannot hold or nobody can see.
func Plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("\n\v\f\r\t\u0085", r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(legal(s), func(r rune) bool { return r == ' ' }), " ")
}

// legal drops control characters and the two that are no characters (https://www.w3.org/TR/xml/#charsets). Bytes that
// are no UTF-8 become U+FFFD.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}
