package markdown

import (
	"bytes"
	"strings"

	"coursepack/content/internal/lazyregexp"
)

// hugoLiteral is a shortcode that is shown, not called: {{</* note */>}}.
var hugoLiteral = lazyregexp.New(`^\{\{([<%])/\*([^\n]*?)\*/([>%])\}\}`)

// scanHugo reads a shortcode.
func scanHugo(src []byte, start int) (t *tag, ok bool) {
	src = src[:min(len(src), start+maxTag)]
	if m := hugoLiteral.FindSubmatch(src[start:min(len(src), start+maxAttributes)]); m != nil {
		return &tag{literal: "{{" + string(m[1]) + string(m[2]) + string(m[3]) + "}}", start: start, stop: start + len(m[0])}, true
	}
	end := ""
	switch {
	case bytes.HasPrefix(src[start:], []byte("{{<")):
		end = ">}}"
	case bytes.HasPrefix(src[start:], []byte("{{%")):
		end = "%}}"
	default:
		return nil, false
	}
	s := &shortcodeScanner{src: src, i: start + 3, end: end}
	t = &tag{start: start}
	s.space()
	if t.closing = s.take("/"); t.closing {
		s.space()
	}
	if t.name = s.word("/."); t.name == "" {
		return nil, false
	}
	for {
		s.space()
		switch {
		case s.take("/" + end):
			t.selfClosing, t.stop = true, s.i
			return t, true
		case s.take(end):
			t.stop = s.i
			return t, true
		}
		a, ok := s.argument()
		if !ok {
			return nil, false
		}
		t.attrs = append(t.attrs, a)
	}
}

// A shortcodeScanner reads the name and the arguments of a shortcode.
type shortcodeScanner struct {
	src []byte
	i   int
	end string // of the tag
}

func (s *shortcodeScanner) space() {
	for s.i < len(s.src) && bytes.IndexByte([]byte(" \t\n"), s.src[s.i]) >= 0 {
		s.i++
	}
}

func (s *shortcodeScanner) take(prefix string) bool {
	if !bytes.HasPrefix(s.src[s.i:], []byte(prefix)) {
		return false
	}
	s.i += len(prefix)
	return true
}

// word reads letters, digits, underscores, hyphens and what else it may have.
func (s *shortcodeScanner) word(also string) string {
	start := s.i
	for s.i < len(s.src) && (isNameByte(s.src[s.i]) || strings.IndexByte(also, s.src[s.i]) >= 0 || s.src[s.i] >= 0x80) {
		if strings.HasPrefix(string(s.src[s.i:min(len(s.src), s.i+4)]), "/"+s.end) {
			break
		}
		s.i++
	}
	return string(s.src[start:s.i])
}

// argument reads key=value or a value, which stands in quotation marks, between backquotes, or as it is.
func (s *shortcodeScanner) argument() (a attribute, ok bool) {
	before := s.i
	if name := s.word(""); name != "" && s.take("=") {
		a.name = strings.ToLower(name)
	} else {
		s.i = before
	}
	if s.i >= len(s.src) {
		return a, false
	}
	switch c := s.src[s.i]; c {
	case '"', '`', '\'':
		return s.quoted(a, c)
	}
	a.start = s.i
	for s.i < len(s.src) && s.src[s.i] > ' ' {
		rest := s.src[s.i:]
		if bytes.HasPrefix(rest, []byte(s.end)) || bytes.HasPrefix(rest, []byte("/"+s.end)) {
			break
		}
		if bytes.HasPrefix(rest, []byte("{{")) {
			return a, false
		}
		s.i++
	}
	a.stop = s.i
	a.value = string(s.src[a.start:a.stop])
	return a, a.value != ""
}

func (s *shortcodeScanner) quoted(a attribute, quote byte) (attribute, bool) {
	a.start = s.i + 1
	for i := a.start; i < len(s.src); i++ {
		switch {
		case s.src[i] == quote:
			a.stop, s.i = i, i+1
			a.value = string(s.src[a.start:a.stop])
			if quote == '"' {
				a.value = strings.ReplaceAll(a.value, `\"`, `"`)
			}
			return a, true
		case s.src[i] == '\\' && quote == '"':
			i++
		case bytes.HasPrefix(s.src[i:], []byte("\n\n")) && quote != '`':
			return a, false
		}
	}
	return a, false
}
