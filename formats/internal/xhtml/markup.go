package xhtml

import (
	"strings"
	"unicode"

	"coursepack/content"
)

// open starts an element. Attributes come as names and values in turn; one with an empty value is left out, except
// alt, and so is one that only XHTML knows in HTML.
func (w *Writer) open(name string, attrs ...string) {
	w.buf.WriteByte('<')
	w.buf.WriteString(w.named(name))
	for i := 0; i < len(attrs); i += 2 {
		if (attrs[i+1] != "" || attrs[i] == "alt") && (w.XHTML || !strings.Contains(attrs[i], ":")) && w.Clean.keeps(name, attrs[i]) {
			w.attr(attrs[i], attrs[i+1])
		}
	}
	if w.Clean.Style != nil {
		w.style(name, attrs)
	}
	w.buf.WriteByte('>')
}

func (w *Writer) attr(name, value string) {
	w.buf.WriteString(" " + name + `="`)
	attrEscaper.WriteString(&w.buf, clean(value))
	w.buf.WriteByte('"')
}

// openLine starts an element whose content begins on the next line.
func (w *Writer) openLine(name string, attrs ...string) {
	w.open(name, attrs...)
	w.buf.WriteByte('\n')
}

// void writes an element that has no content.
func (w *Writer) void(name string, attrs ...string) {
	w.open(name, attrs...)
	if w.XHTML {
		w.buf.Truncate(w.buf.Len() - 1)
		w.buf.WriteString("/>")
	}
}

func (w *Writer) close(name string) { w.buf.WriteString("</" + w.named(name) + ">") }

// closeLine ends an element and the line.
func (w *Writer) closeLine(name string) { w.buf.WriteString("</" + w.named(name) + ">\n") }

// text writes plain text.
func (w *Writer) text(s string) { textEscaper.WriteString(&w.buf, clean(s)) }

// element writes an element of plain text on a line of its own.
func (w *Writer) element(name, text string, attrs ...string) {
	w.open(name, attrs...)
	w.text(text)
	w.closeLine(name)
}

// inlineElement writes an element of inlines on a line of its own.
func (w *Writer) inlineElement(name string, inlines []content.Inline, attrs ...string) {
	w.open(name, attrs...)
	w.Inlines(inlines)
	w.closeLine(name)
}

var (
	textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	attrEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\t", "&#9;")
)

// clean drops what neither XML (https://www.w3.org/TR/xml/#charsets) nor HTML allows in a text: control characters and
// code points that are no characters. Bytes that are not UTF-8 become U+FFFD.
func clean(s string) string {
	if printable(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || !unicode.IsControl(r) && !noncharacter(r) {
			return r
		}
		return -1
	}, s)
}

// printable reports whether a text is printable ASCII, which most of it is.
func printable(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7F || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

func noncharacter(r rune) bool { return r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF }

// ID makes an id that HTML and XHTML accept of one that an author chose. A link to it needs the same.
func ID(id string) string {
	return strings.Join(strings.Fields(clean(id)), "-")
}

// Fragment is the end of an address that leads to an id: "#id", or nothing for no id.
func Fragment(id string) string {
	if id = ID(id); id == "" {
		return ""
	}
	return "#" + escapeURL(literal.Replace(id))
}

// literal escapes what would mean something in an address.
var literal = strings.NewReplacer("%", "%25", "#", "%23")

// claim returns the id for an element, or nothing if another element of the page has it.
func (w *Writer) claim(id string) string {
	id = ID(id)
	if id == "" || w.ids[id] {
		return ""
	}
	w.ids[id] = true
	return id
}

// attributes are those that a Div or a Span says.
func (w *Writer) attributes(a content.Attr) []string {
	lang := a.Lang
	if !isTag(lang) {
		lang = ""
	}
	dir := a.Dir
	if dir != "ltr" && dir != "rtl" {
		dir = ""
	}
	return []string{"id", w.claim(a.ID), "lang", lang, "xml:lang", lang, "dir", dir}
}

// isTag reports whether s has the shape of a language tag: https://www.rfc-editor.org/rfc/rfc5646#section-2.1.
func isTag(s string) bool {
	for i, sub := range strings.Split(s, "-") {
		letters := "abcdefghijklmnopqrstuvwxyz"
		if i > 0 {
			letters += "0123456789"
		}
		if n := len(sub); n == 0 || n > 8 || i == 0 && (n < 2 || n > 3) || strings.Trim(strings.ToLower(sub), letters) != "" {
			return false
		}
	}
	return true
}
