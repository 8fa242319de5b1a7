package markdown

import (
	"bytes"
	"html"
	"strings"
)

// maxTag is how long a tag or an expression may be.
const maxTag = 1 << 16

// A scanner reads JSX. It takes from the bytes that the document may look ahead at.
type scanner struct {
	d      *document
	i      int
	limit  int
	quotes int // depth of the quote that the text stands in: its marks start every line
}

func (d *document) scanner(start, quotes int) *scanner {
	room := min(maxTag, max(d.lookahead, 0))
	return &scanner{d: d, i: start, limit: min(len(d.src), start+room), quotes: quotes}
}

// spend accounts for what was looked at.
func (s *scanner) spend(start int) { s.d.lookahead -= s.i - start }

func (s *scanner) peek() byte {
	if s.i < s.limit {
		return s.d.src[s.i]
	}
	return 0
}

func (s *scanner) has(prefix string) bool {
	return bytes.HasPrefix(s.d.src[s.i:s.limit], []byte(prefix))
}

// space skips white space and, at the start of a line, the marks of quotes.
func (s *scanner) space() {
	for s.i < s.limit {
		switch s.d.src[s.i] {
		case ' ', '\t', '\r':
			s.i++
		case '\n':
			s.i++
			s.quoteMarks()
		default:
			return
		}
	}
}

func (s *scanner) quoteMarks() {
	for range s.quotes {
		j := s.i
		for j < s.limit && s.d.src[j] == ' ' {
			j++
		}
		if j >= s.limit || s.d.src[j] != '>' {
			return
		}
		s.i = j + 1
	}
}

// scanTag reads the tag of JSX that starts at start.
func (d *document) scanTag(start, quotes int) (t *tag, ok bool) {
	s := d.scanner(start, quotes)
	defer s.spend(start)
	if s.peek() != '<' {
		return nil, false
	}
	s.i++
	t = &tag{start: start}
	if s.peek() == '/' {
		t.closing = true
		s.i++
	}
	if t.name, ok = s.tagName(); !ok {
		return nil, false
	}
	for {
		s.space()
		switch {
		case s.peek() == '>':
			s.i++
			t.stop = s.i
			return t, true
		case s.has("/>"):
			s.i += 2
			t.selfClosing, t.stop = true, s.i
			return t, true
		case t.closing || t.name == "":
			return nil, false
		}
		a, ok := s.attribute()
		if !ok {
			return nil, false
		}
		if a.name != "" {
			t.attrs = append(t.attrs, a)
		}
	}
}

// tagName reads a name such as div, Aside or Foo.Bar. A fragment has none.
func (s *scanner) tagName() (name string, ok bool) {
	start := s.i
	for isNameByte(s.peek()) {
		s.i++
	}
	name = string(s.d.src[start:s.i])
	if name == "" {
		return "", s.peek() == '>'
	}
	if c := name[0]; !isLetter(c) && c != '_' {
		return "", false
	}
	switch s.peek() {
	case ' ', '\t', '\r', '\n', '/', '>':
		return name, true
	}
	return "", false
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isNameByte(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' || c == ':' || c == '$'
}

// attribute reads name, name="…", name={…}, or {…}, which has no name.
func (s *scanner) attribute() (a attribute, ok bool) {
	if s.peek() == '{' {
		s.i++
		return a, s.braces(true)
	}
	start := s.i
	for c := s.peek(); isNameByte(c) || c == '@'; c = s.peek() {
		s.i++
	}
	if a.name = string(s.d.src[start:s.i]); a.name == "" {
		return a, false
	}
	a.start, a.stop = start, start
	after := s.i
	s.space()
	if s.peek() != '=' {
		s.i = after
		return a, true
	}
	s.i++
	s.space()
	switch c := s.peek(); c {
	case '"', '\'':
		return s.quoted(a, c)
	case '{':
		s.i++
		a.expr, a.start = true, s.i
		ok = s.braces(true)
		a.stop = s.i - 1
		return a, ok
	}
	return s.bare(a)
}

func (s *scanner) quoted(a attribute, quote byte) (attribute, bool) {
	s.i++
	end := bytes.IndexByte(s.d.src[s.i:s.limit], quote)
	if end < 0 {
		s.i = s.limit
		return a, false
	}
	a.start, a.stop = s.i, s.i+end
	a.value = html.UnescapeString(string(s.d.src[a.start:a.stop]))
	s.i = a.stop + 1
	return a, true
}

// bare reads a value without quotes, which HTML allows.
func (s *scanner) bare(a attribute) (attribute, bool) {
	a.start = s.i
	for c := s.peek(); c > ' ' && !strings.ContainsRune("\"'=<>`{}", rune(c)); c = s.peek() {
		if s.has("/>") {
			break
		}
		s.i++
	}
	a.stop = s.i
	a.value = html.UnescapeString(string(s.d.src[a.start:a.stop]))
	return a, a.value != ""
}

// braces skips to after the brace that closes the one before i. Only comments and templates may hold blank lines,
// unless blank is set.
func (s *scanner) braces(blank bool) bool {
	depth := 1
	for s.i < s.limit {
		switch c := s.d.src[s.i]; c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				s.i++
				return true
			}
		case '"', '\'':
			s.quotation(c)
		case '`':
			s.template()
		case '/':
			s.comment()
		case '\n':
			if !blank && s.blankLine() {
				return false
			}
		}
		s.i++
	}
	return false
}

// quotation moves to the end of a string. Strings end on their line; a quote that does not open one is an apostrophe.
func (s *scanner) quotation(quote byte) {
	for j := s.i + 1; j < s.limit && s.d.src[j] != '\n'; j++ {
		switch s.d.src[j] {
		case '\\':
			j++
		case quote:
			s.i = j
			return
		}
	}
}

// template moves to the end of a template literal, if it has one.
func (s *scanner) template() {
	for j := s.i + 1; j < s.limit; j++ {
		switch s.d.src[j] {
		case '\\':
			j++
		case '`':
			s.i = j
			return
		}
	}
}

// comment moves to the end of a comment, if there is one. One that nothing closes takes in all the rest.
func (s *scanner) comment() {
	switch rest := s.d.src[s.i:s.limit]; {
	case bytes.HasPrefix(rest, []byte("/*")):
		end := bytes.Index(rest, []byte("*/"))
		if end < 0 {
			end = len(rest) - 2
		}
		s.i += end + 1
	case bytes.HasPrefix(rest, []byte("//")):
		if end := bytes.IndexByte(rest, '\n'); end >= 0 {
			s.i += end - 1
		}
	}
}

func (s *scanner) blankLine() bool {
	line, _, _ := bytes.Cut(s.d.src[s.i+1:s.limit], []byte("\n"))
	return len(bytes.TrimSpace(line)) == 0
}
