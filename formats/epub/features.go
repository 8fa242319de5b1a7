package epub

import (
	"bytes"
	"iter"
	"strings"
)

// features is what a document shows that reading systems want to know before
// they open it.
type features struct {
	math, svg, scripted bool
	remote              string // the address of something that it loads from outside the book
}

// properties are the names of the features in the package document:
// https://www.w3.org/TR/epub-33/#app-item-properties-vocab.
func (f features) properties() []string {
	var names []string
	for _, p := range []struct {
		name string
		on   bool
	}{{"mathml", f.math}, {"scripted", f.scripted}, {"svg", f.svg}} {
		if p.on {
			names = append(names, p.name)
		}
	}
	return names
}

// scan finds the features of well-formed XHTML. It reads tags only, which is
// many times faster than encoding/xml and all that is needed.
func scan(body []byte) features {
	var f features
	for name, attrs := range tags(body) {
		element, kind := local(name), ""
		for attr, value := range attributes(attrs) {
			switch {
			case bytes.HasPrefix(attr, []byte("on")):
				f.scripted = true
			case loads(element, local(attr)) && outside(string(value)):
				f.remote = string(value)
			case string(attr) == "type":
				kind = string(value)
			}
		}
		switch string(element) {
		case "math":
			f.math = true
		case "svg":
			f.svg = true
		case "form":
			f.scripted = true
		case "script":
			f.scripted = f.scripted || runs(kind)
		}
	}
	return f
}

// runs reports whether a script of a type is a program; others hold data.
func runs(kind string) bool {
	return kind == "" || kind == "module" || strings.HasSuffix(kind, "javascript")
}

func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// loads reports whether an attribute names something that is shown with the
// page, not something to go to.
func loads(element, attr []byte) bool {
	switch string(attr) {
	case "src", "srcset", "poster", "data":
		return true
	case "href":
		switch string(element) {
		case "link", "image", "use", "feImage":
			return true
		}
	}
	return false
}

func outside(address string) bool {
	address = strings.ToLower(address)
	return strings.HasPrefix(address, "//") || strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
}

// tags gives the name of each start tag and the text of its attributes.
func tags(b []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(name, attrs []byte) bool) {
		for {
			start := bytes.IndexByte(b, '<')
			if start < 0 {
				return
			}
			b = b[start+1:]
			if end := passive(b); end != "" {
				_, b, _ = bytes.Cut(b, []byte(end))
				continue
			}
			n := bytes.IndexAny(b, " \t\r\n/>")
			if n < 0 {
				return
			}
			end := tagEnd(b)
			if !yield(b[:n], b[n:end]) {
				return
			}
			b = b[end:]
		}
	}
}

// passive says where markup ends that starts no element; nothing for a start
// tag.
func passive(b []byte) (end string) {
	if len(b) == 0 || b[0] != '!' && b[0] != '?' && b[0] != '/' {
		return ""
	}
	for _, m := range []struct{ start, end string }{
		{"!--", "-->"}, {"![CDATA[", "]]>"}, {"?", "?>"}, {"!", ">"}, {"/", ">"},
	} {
		if bytes.HasPrefix(b, []byte(m.start)) {
			return m.end
		}
	}
	return ""
}

// tagEnd is the place of the tag's ">"; values in quotes may hold others.
func tagEnd(b []byte) int {
	quote := byte(0)
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return len(b)
}

// attributes gives the names and the values, not unescaped, of a tag.
func attributes(b []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(name, value []byte) bool) {
		for {
			name, rest, found := bytes.Cut(b, []byte("="))
			rest = bytes.TrimLeft(rest, " \t\r\n")
			if !found || len(rest) == 0 {
				return
			}
			value, after, _ := bytes.Cut(rest[1:], rest[:1])
			if !yield(bytes.TrimSpace(name), value) {
				return
			}
			b = after
		}
	}
}
