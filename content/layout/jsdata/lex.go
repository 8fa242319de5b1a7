package jsdata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	end      tokenKind = iota
	name               // an identifier or a keyword
	number             // as it is written
	text               // of a string, escapes undone
	template           // of a template with values in it, which are left out
	punct              // one character, or "..." or "=>"
	regex
)

type token struct {
	kind   tokenKind
	text   string
	offset int
	line   bool // it is the first on its line
}

func (t token) is(p string) bool { return t.kind == punct && t.text == p }

func (t token) word(w string) bool { return t.kind == name && t.text == w }

// A lexer cuts a module into tokens. It never fails: what is not closed ends with the text.
type lexer struct {
	src  string
	at   int
	last token
}

func (l *lexer) next() token {
	line := l.skip()
	t := token{offset: l.at, line: line}
	if l.at >= len(l.src) {
		return t
	}
	r, size := utf8.DecodeRuneInString(l.src[l.at:])
	switch {
	case r == '"' || r == '\'':
		t.kind, t.text = text, l.quoted(byte(r))
	case r == '`':
		t.kind, t.text = l.template()
	case isNameStart(r):
		t.kind, t.text = name, l.while(isNamePart)
	case r >= '0' && r <= '9' || r == '.' && l.digitAt(l.at+1):
		t.kind, t.text = number, l.while(func(r rune) bool { return isNamePart(r) || r == '.' })
	case r == '/' && l.startsRegex():
		l.regex()
		t.kind = regex
	default:
		t.kind, t.text = punct, l.src[l.at:l.at+size]
		for _, long := range []string{"...", "=>"} {
			if strings.HasPrefix(l.src[l.at:], long) {
				t.text = long
			}
		}
		l.at += len(t.text)
	}
	l.last = t
	return t
}

func isNameStart(r rune) bool { return r == '_' || r == '$' || r == '#' || unicode.IsLetter(r) }

func isNamePart(r rune) bool { return isNameStart(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func (l *lexer) digitAt(i int) bool { return i < len(l.src) && l.src[i] >= '0' && l.src[i] <= '9' }

// while takes characters as long as ok says so.
func (l *lexer) while(ok func(rune) bool) string {
	start := l.at
	for l.at < len(l.src) {
		r, size := utf8.DecodeRuneInString(l.src[l.at:])
		if !ok(r) {
			break
		}
		l.at += size
	}
	return l.src[start:l.at]
}

// skip passes white space and comments and reports whether a line ended in them.
func (l *lexer) skip() (line bool) {
	for l.at < len(l.src) {
		rest := l.src[l.at:]
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case r == '\n':
			line = true
		case unicode.IsSpace(r) || r == '\uFEFF':
		case strings.HasPrefix(rest, "//"), l.at == 0 && strings.HasPrefix(rest, "#!"):
			if size = strings.IndexByte(rest, '\n'); size < 0 {
				size = len(rest)
			}
		case strings.HasPrefix(rest, "/*"):
			if size = strings.Index(rest[2:], "*/") + 4; size < 4 {
				size = len(rest)
			}
			line = line || strings.Contains(rest[:size], "\n")
		default:
			return line
		}
		l.at += size
	}
	return line
}

// quoted reads a string in quotes. A string that is not closed ends with its line.
func (l *lexer) quoted(quote byte) string {
	var b strings.Builder
	l.at++
	for l.at < len(l.src) {
		switch c := l.src[l.at]; c {
		case quote:
			l.at++
			return b.String()
		case '\n':
			return b.String()
		case '\\':
			l.escape(&b)
		default:
			b.WriteByte(c)
			l.at++
		}
	}
	return b.String()
}

// template reads a template. One with values in it has the kind template.
func (l *lexer) template() (kind tokenKind, s string) {
	var b strings.Builder
	kind = text
	l.at++
	for l.at < len(l.src) {
		switch c := l.src[l.at]; {
		case c == '`':
			l.at++
			return kind, b.String()
		case c == '\\':
			l.escape(&b)
		case strings.HasPrefix(l.src[l.at:], "${"):
			kind = template
			l.braces()
		default:
			b.WriteByte(c)
			l.at++
		}
	}
	return kind, b.String()
}

// braces passes the value inside of a template. It does not look for braces in strings inside of it.
func (l *lexer) braces() {
	for depth := 0; l.at < len(l.src); {
		c := l.src[l.at]
		l.at++
		switch c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return
			}
		}
	}
}

// escape reads a backslash and what it changes: https://262.ecma-international.org/#prod-EscapeSequence
func (l *lexer) escape(b *strings.Builder) {
	l.at++
	r, size := utf8.DecodeRuneInString(l.src[l.at:])
	l.at += size
	switch r {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r', 'b', 'f', 'v', '0':
		b.WriteByte(' ')
	case '\n': // a string that goes on in the next line
	case 'x':
		b.WriteRune(l.hex(2))
	case 'u':
		b.WriteRune(l.unicode())
	default:
		if size > 0 {
			b.WriteRune(r)
		}
	}
}

// unicode reads what follows \u: four digits, digits in braces, or two times four for a character of two halves.
func (l *lexer) unicode() rune {
	if strings.HasPrefix(l.src[l.at:], "{") {
		l.at++
		r := l.hex(6)
		if strings.HasPrefix(l.src[l.at:], "}") {
			l.at++
		}
		return r
	}
	const high, low, halves = 0xD800, 0xDC00, 0xE000
	r := l.hex(4)
	if r >= high && r < low && strings.HasPrefix(l.src[l.at:], `\u`) {
		l.at += 2
		if second := l.hex(4); second >= low && second < halves {
			return (r-high)<<10 + (second - low) + 0x10000
		}
		return utf8.RuneError
	}
	return r
}

func (l *lexer) hex(digits int) rune {
	var r rune
	for ; digits > 0 && l.at < len(l.src); digits-- {
		d := strings.IndexByte("0123456789abcdef", l.src[l.at]|0x20)
		if d < 0 {
			break
		}
		r = r<<4 + rune(d)
		l.at++
	}
	return r
}

// startsRegex reports whether a slash opens a regular expression: it does where a value may start.
func (l *lexer) startsRegex() bool {
	switch l.last.kind {
	case number, text, template, regex:
		return false
	case name:
		return l.last.text == "return" || l.last.text == "typeof"
	case punct:
		return !strings.Contains(")]}", l.last.text)
	}
	return true
}

func (l *lexer) regex() {
	class := false
	for l.at++; l.at < len(l.src); l.at++ {
		switch c := l.src[l.at]; {
		case c == '\n':
			return
		case c == '\\':
			l.at++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			l.at++
			l.while(isNamePart)
			return
		}
	}
	l.at = min(l.at, len(l.src))
}
