package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"coursepack/content/diag"
)

// JSON is a value in a text of JSON that knows where it stands. It is read when it is asked for, so that megabytes that
// nobody wants cost nothing. The zero JSON is missing and answers all questions with zero values.
type JSON struct {
	text        *Text
	start, stop int
}

// ParseJSON returns what a text of JSON says. Where it is broken, it says so with the code json-broken, and the value is
// missing.
func ParseJSON(t *Text) (JSON, []diag.Diagnostic) {
	var raw json.RawMessage
	err := json.Unmarshal(t.Data, &raw)
	if err == nil {
		v := JSON{text: t}
		v.start = v.space(0)
		v.stop = v.end(v.start)
		return v, nil
	}
	d := diag.Diagnostic{
		Pos: t.Pos(0), Severity: diag.Error, Code: "json-broken", Message: "this JSON cannot be read: " + err.Error(),
	}
	var at *json.SyntaxError
	if errors.As(err, &at) {
		d.Pos = t.Pos(int(at.Offset) - 1)
	}
	return JSON{}, []diag.Diagnostic{d}
}

// Exists reports whether there is a value here that is not null.
func (v JSON) Exists() bool { return v.kind() != 0 && v.kind() != 'n' }

// IsList reports whether v is an array.
func (v JSON) IsList() bool { return v.kind() == '[' }

// kind is the first character of a value, 0 if it is missing.
func (v JSON) kind() byte {
	if v.text == nil || v.start >= v.stop {
		return 0
	}
	return v.text.Data[v.start]
}

// Pos returns the place of a value; of a string, that of its first character.
func (v JSON) Pos() diag.Pos {
	switch v.kind() {
	case 0:
		return diag.Pos{}
	case '"':
		return v.text.Pos(v.start + 1)
	}
	return v.text.Pos(v.start)
}

// Get returns what an object has under path[0], what that has under path[1] and so on.
func (v JSON) Get(path ...string) JSON {
	for _, key := range path {
		var found JSON
		for k, member := range v.Members {
			if k == key {
				found = member
				break
			}
		}
		v = found
	}
	return v
}

// Members calls yield for the members of an object in the order in which they are written.
func (v JSON) Members(yield func(key string, value JSON) bool) {
	if v.kind() != '{' {
		return
	}
	for i := v.space(v.start + 1); v.text.Data[i] != '}'; {
		key := JSON{v.text, i, v.end(i)}
		i = v.space(v.space(key.stop) + 1) // over the colon
		value := JSON{v.text, i, v.end(i)}
		if !yield(key.String(), value) {
			return
		}
		i = v.next(value.stop)
	}
}

// Items calls yield for the items of an array. Anything else that exists is an array of one.
func (v JSON) Items(yield func(JSON) bool) {
	if !v.IsList() {
		if v.Exists() {
			yield(v)
		}
		return
	}
	for i := v.space(v.start + 1); v.text.Data[i] != ']'; {
		item := JSON{v.text, i, v.end(i)}
		if !yield(item) {
			return
		}
		i = v.next(item.stop)
	}
}

// String returns what a string says, and a number or a truth value as it is written.
func (v JSON) String() string {
	switch v.kind() {
	case 0, 'n', '{', '[':
		return ""
	case '"':
		var b Builder
		b.JSON(v)
		return string(b.data)
	}
	return string(v.text.Data[v.start:v.stop])
}

// Strings returns what the strings in a list say.
func (v JSON) Strings() []string {
	var all []string
	for item := range v.Items {
		all = append(all, item.String())
	}
	return all
}

// Text returns what a string says, or what the strings in a list say one after the other, as notebooks have the lines of a
// text. Its bytes know their places.
func (v JSON) Text() *Text {
	var b Builder
	for item := range v.Items {
		b.JSON(item)
	}
	name := ""
	if v.text != nil {
		name = v.text.Name
	}
	return b.Text(name)
}

// Int returns a whole number, 0 if v is none.
func (v JSON) Int() int {
	n, _ := strconv.Atoi(v.String())
	return n
}

// space returns where the white space that starts at i ends.
func (v JSON) space(i int) int {
	data := v.text.Data
	for i < len(data) && (data[i] == ' ' || data[i] == '\n' || data[i] == '\t' || data[i] == '\r') {
		i++
	}
	return i
}

// next returns where the next member or item starts, or the end of the object or the array.
func (v JSON) next(i int) int {
	if i = v.space(i); v.text.Data[i] == ',' {
		i = v.space(i + 1)
	}
	return i
}

// end returns where the value ends that starts at i.
func (v JSON) end(i int) int {
	data, depth := v.text.Data, 0
	for ; i < len(data); i++ {
		switch data[i] {
		case '"':
			i = endOfString(data, i) - 1
		case '{', '[':
			depth++
			continue
		case '}', ']':
			depth--
		default:
			if depth > 0 {
				continue
			}
			n := bytes.IndexAny(data[i:], ",]} \t\r\n")
			if n < 0 {
				return len(data)
			}
			return i + n
		}
		if depth == 0 {
			return i + 1
		}
	}
	return len(data)
}

// endOfString returns the offset after the quote that ends the string that starts at i.
func endOfString(data []byte, i int) int {
	for i++; ; i++ {
		i += bytes.IndexByte(data[i:], '"')
		escapes := 0
		for data[i-1-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return i + 1
		}
	}
}

// JSON adds what a string of JSON says. What is written as an escape is to be found where that is.
func (b *Builder) JSON(v JSON) {
	if v.kind() != '"' {
		return
	}
	for i, stop := v.start+1, v.stop-1; i < stop; {
		n := bytes.IndexByte(v.text.Data[i:stop], '\\')
		if n < 0 {
			n = stop - i
		}
		b.Copy(v.text, i, i+n)
		if i += n; i < stop {
			s, size := unescapeJSON(v.text.Data[i:stop])
			b.Put(s, v.text, i)
			i += size
		}
	}
}

// unescapeJSON returns what the escape at the start of raw stands for, and its length.
func unescapeJSON(raw []byte) (s string, size int) {
	switch c := raw[1]; c {
	case 'n':
		return "\n", 2
	case 't':
		return "\t", 2
	case 'r':
		return "\r", 2
	case 'b':
		return "\b", 2
	case 'f':
		return "\f", 2
	case 'u':
		r := unitJSON(raw)
		if utf16.IsSurrogate(r) && len(raw) >= 12 && raw[6] == '\\' && raw[7] == 'u' {
			if pair := utf16.DecodeRune(r, unitJSON(raw[6:])); pair != utf8.RuneError {
				return string(pair), 12
			}
		}
		return string(r), 6
	default:
		return string(rune(c)), 2
	}
}

// unitJSON returns the UTF-16 unit that \uXXXX stands for.
func unitJSON(raw []byte) rune {
	n, _ := strconv.ParseUint(string(raw[2:6]), 16, 32)
	return rune(n)
}
