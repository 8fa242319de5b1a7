package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A value is data written in JavaScript. Code is not data.
type value struct {
	kind   valueKind
	text   string  // of a string, a number or a boolean
	list   []value // of an array; the values of an object
	keys   []string
	start  int // where the text starts
	quoted bool
}

type valueKind int

const (
	nothing valueKind = iota // null, undefined, or only a comment
	scalar
	boolean
	array
	object
)

// maxValueDepth is how deep arrays and objects may nest.
const maxValueDepth = 20

// get returns what an object has under the first of the keys that is there.
func (v value) get(keys ...string) value {
	for _, key := range keys {
		for i, k := range v.keys {
			if k == key {
				return v.list[i]
			}
		}
	}
	return value{}
}

// evaluate reads the expression between two offsets. It is not ok for whatever is not data.
func (d *document) evaluate(start, stop int) (v value, ok bool) {
	e := &evaluator{d: d, src: d.src[:stop], i: start}
	e.space()
	if e.i == stop {
		return value{}, true
	}
	v, ok = e.value(0)
	e.space()
	if !ok || e.i != stop {
		return value{}, false
	}
	return v, true
}

type evaluator struct {
	d   *document
	src []byte
	i   int
}

func (e *evaluator) peek() byte {
	if e.i < len(e.src) {
		return e.src[e.i]
	}
	return 0
}

// take skips c and the space after it, if c is next.
func (e *evaluator) take(c byte) bool {
	if e.peek() != c {
		return false
	}
	e.i++
	e.space()
	return true
}

// space skips white space and comments.
func (e *evaluator) space() {
	for e.i < len(e.src) {
		rest := string(e.src[e.i:min(e.i+2, len(e.src))])
		switch {
		case strings.ContainsAny(rest[:1], " \t\r\n"):
			e.i++
		case rest == "/*":
			e.skipTo("*/")
		case rest == "//":
			e.skipTo("\n")
		default:
			return
		}
	}
}

func (e *evaluator) skipTo(end string) {
	if n := bytes.Index(e.src[e.i:], []byte(end)); n >= 0 {
		e.i += n + len(end)
	} else {
		e.i = len(e.src)
	}
}

func (e *evaluator) value(depth int) (v value, ok bool) {
	start := e.i
	switch c := e.peek(); {
	case depth > maxValueDepth:
		return value{}, false
	case c == '"' || c == '\'':
		v, ok = e.quotation(c)
	case c == '`':
		v, ok = e.template()
	case c == '[':
		v, ok = e.array(depth)
	case c == '{':
		v, ok = e.object(depth)
	case c >= '0' && c <= '9' || c == '-' || c == '.':
		v, ok = e.number()
	default:
		v, ok = e.name()
	}
	if v.start == 0 {
		v.start = start
	}
	return v, ok
}

func (e *evaluator) quotation(quote byte) (value, bool) {
	e.i++
	v := value{kind: scalar, quoted: true, start: e.i}
	var b strings.Builder
	for e.i < len(e.src) {
		switch c := e.src[e.i]; c {
		case quote:
			e.i++
			v.text = b.String()
			return v, true
		case '\\':
			e.escape(&b)
		case '\n':
			return v, false
		default:
			b.WriteByte(c)
			e.i++
		}
	}
	return v, false
}

// escape reads an escape sequence of a string.
func (e *evaluator) escape(b *strings.Builder) {
	e.i++
	c := e.peek()
	e.i++
	switch c {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r', 'b', 'f', 'v', '0', '\n', 0:
	case 'x':
		e.hex(b, 2)
	case 'u':
		e.unicode(b)
	default:
		b.WriteByte(c)
	}
}

// unicode reads what follows \u: four digits, or as many as there are in braces.
func (e *evaluator) unicode(b *strings.Builder) {
	if e.peek() != '{' {
		e.hex(b, 4)
		return
	}
	e.i++
	if end := strings.IndexByte(string(e.src[e.i:min(e.i+8, len(e.src))]), '}'); end > 0 {
		e.hex(b, end)
		e.i++
	}
}

func (e *evaluator) hex(b *strings.Builder, digits int) {
	if e.i+digits > len(e.src) {
		return
	}
	n, err := strconv.ParseUint(string(e.src[e.i:e.i+digits]), 16, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return
	}
	e.i += digits
	b.WriteRune(rune(n))
}

// template reads a template literal. What stands in ${} must be data.
func (e *evaluator) template() (value, bool) {
	e.i++
	v := value{kind: scalar, quoted: true, start: e.i}
	var b strings.Builder
	for e.i < len(e.src) {
		switch c := e.src[e.i]; {
		case c == '`':
			e.i++
			v.text = b.String()
			return v, true
		case c == '\\':
			e.escape(&b)
		case c == '$' && e.i+1 < len(e.src) && e.src[e.i+1] == '{':
			e.i += 2
			e.space()
			inner, ok := e.name()
			e.space()
			if !ok || e.peek() != '}' {
				return v, false
			}
			e.i++
			b.WriteString(inner.text)
		default:
			b.WriteByte(c)
			e.i++
		}
	}
	return v, false
}

func (e *evaluator) number() (value, bool) {
	start := e.i
	for strings.IndexByte("0123456789.-+eE_", e.peek()) >= 0 && e.i < len(e.src) {
		e.i++
	}
	text := strings.ReplaceAll(string(e.src[start:e.i]), "_", "")
	_, err := strconv.ParseFloat(text, 64)
	return value{kind: scalar, text: text}, err == nil
}

func (e *evaluator) array(depth int) (value, bool) {
	v := value{kind: array}
	e.take('[')
	for !e.take(']') {
		item, ok := e.value(depth + 1)
		e.space()
		if !ok || !e.take(',') && e.peek() != ']' {
			return v, false
		}
		v.list = append(v.list, item)
	}
	return v, true
}

func (e *evaluator) object(depth int) (value, bool) {
	v := value{kind: object}
	e.take('{')
	for !e.take('}') {
		key, ok := e.key()
		if !ok || !e.take(':') {
			return v, false
		}
		item, ok := e.value(depth + 1)
		e.space()
		if !ok || !e.take(',') && e.peek() != '}' {
			return v, false
		}
		v.keys, v.list = append(v.keys, key), append(v.list, item)
	}
	return v, true
}

func (e *evaluator) key() (string, bool) {
	if c := e.peek(); c == '"' || c == '\'' {
		v, ok := e.quotation(c)
		e.space()
		return v.text, ok
	}
	start := e.i
	for isNameByte(e.peek()) && e.peek() != ':' {
		e.i++
	}
	key := string(e.src[start:e.i])
	e.space()
	return key, key != ""
}

// name reads a name that means something: a word of the language, frontmatter and what is in it, or what the text
// exports and imports.
func (e *evaluator) name() (value, bool) {
	start := e.i
	for c := e.peek(); isNameByte(c) && c != ':' && c != '-'; c = e.peek() {
		e.i++
	}
	path := strings.Split(string(e.src[start:e.i]), ".")
	switch path[0] {
	case "require", "useBaseUrl", "withBase":
		return e.file(path[0])
	case "true", "false":
		return value{kind: boolean, text: path[0]}, len(path) == 1
	case "null", "undefined":
		return value{}, len(path) == 1
	case "frontmatter", "frontMatter":
		return e.d.frontValue(path[1:])
	}
	v, ok := e.d.constants[path[0]]
	if len(path) == 2 && path[1] == "src" && v.kind == scalar {
		return v, ok // of an imported image
	}
	for _, key := range path[1:] {
		if v.kind != object {
			return value{}, false
		}
		v = v.get(key)
	}
	return v, ok
}

// file reads the call of a function that says where a file is: require("./a.png").default, useBaseUrl("/a.png").
// https://docusaurus.io/docs/static-assets, https://vitepress.dev/reference/runtime-api#withbase
func (e *evaluator) file(function string) (v value, ok bool) {
	if !e.take('(') {
		return value{}, false
	}
	if c := e.peek(); c == '"' || c == '\'' {
		v, ok = e.quotation(c)
	} else if c == '`' {
		v, ok = e.template()
	}
	e.space()
	if !ok || !e.take(')') {
		return value{}, false
	}
	if rest := e.src[e.i:]; bytes.HasPrefix(rest, []byte(".default")) {
		e.i += len(".default")
	}
	if function != "require" && !strings.HasPrefix(v.text, "/") {
		v.text = "/" + v.text
	}
	return v, true
}

// frontValue returns what the front matter says under a path.
func (d *document) frontValue(path []string) (value, bool) {
	if d.front == nil {
		return value{}, false
	}
	v := d.front.Get(path...)
	if !v.Exists() {
		return value{}, false
	}
	return value{kind: scalar, text: v.String()}, true
}
