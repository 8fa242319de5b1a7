package object

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// maxDepth is how deep arrays and dictionaries may lie in one another.
const maxDepth = 64

var (
	errEnd  = errors.New("the file ends too early")
	errDeep = errors.New("objects lie too deep in one another")
)

// A parser reads objects: https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf, section 7.3.
type parser struct {
	data []byte
	at   int
}

// Parse reads the object at the start of data.
func Parse(data []byte) (Object, error) {
	return (&parser{data: data}).object(0)
}

// Next reads the object at the start of data and returns what follows it.
func Next(data []byte) (o Object, rest []byte, err error) {
	p := &parser{data: data}
	if o, err = p.object(0); err != nil {
		return nil, nil, err
	}
	return o, data[p.at:], nil
}

func (p *parser) object(depth int) (Object, error) {
	if depth > maxDepth {
		return nil, errDeep
	}
	p.space()
	switch c := p.peek(); {
	case p.skip("<<"):
		return p.dict(depth)
	case p.skip("["):
		return p.array(depth)
	case p.skip("<"):
		return p.hexString()
	case p.skip("("):
		return p.literalString()
	case p.skip("/"):
		return p.name()
	case c == '+' || c == '-' || c == '.' || isDigit(c):
		return p.numberOrRef()
	}
	return p.keyword()
}

func (p *parser) keyword() (Object, error) {
	switch word := p.word(); word {
	case "null":
		return nil, nil
	case "true":
		return true, nil
	case "false":
		return false, nil
	default:
		return nil, fmt.Errorf("byte %d: no object starts with %.20q", p.at, word)
	}
}

func (p *parser) dict(depth int) (Object, error) {
	dict := Dict{}
	for {
		p.space()
		if p.skip(">>") {
			return dict, nil
		}
		if !p.skip("/") {
			return nil, fmt.Errorf("byte %d: a dictionary has no key", p.at)
		}
		key, err := p.name()
		if err != nil {
			return nil, err
		}
		if dict[key], err = p.object(depth + 1); err != nil {
			return nil, err
		}
	}
}

func (p *parser) array(depth int) (Object, error) {
	array := Array{}
	for {
		p.space()
		if p.skip("]") {
			return array, nil
		}
		o, err := p.object(depth + 1)
		if err != nil {
			return nil, err
		}
		array = append(array, o)
	}
}

func (p *parser) name() (Name, error) {
	word := []byte(p.word())
	for i := 0; ; i++ {
		n := bytes.IndexByte(word[i:], '#')
		if n < 0 {
			return Name(word), nil
		}
		i += n
		if i+2 >= len(word) {
			return "", fmt.Errorf("byte %d: a name ends in the middle of a character", p.at)
		}
		c, err := strconv.ParseUint(string(word[i+1:i+3]), 16, 8)
		if err != nil {
			return "", fmt.Errorf("byte %d: %w", p.at, err)
		}
		word = append(append(word[:i:i], byte(c)), word[i+3:]...)
	}
}

// numberOrRef reads a number, and a reference where two numbers and an R follow.
func (p *parser) numberOrRef() (Object, error) {
	word := p.word()
	n, err := strconv.Atoi(word)
	if err != nil {
		f, err := strconv.ParseFloat(word, 64)
		if err != nil || strings.Trim(word, "+-.0123456789") != "" { // PDF has no exponents
			return nil, fmt.Errorf("byte %d: %.20q is no number", p.at, word)
		}
		return f, nil
	}
	if after := p.at; n >= 0 && p.restOfRef() {
		return Ref(n), nil
	} else {
		p.at = after
	}
	return n, nil
}

func (p *parser) restOfRef() bool {
	if _, err := strconv.ParseUint(p.wordAfterSpace(), 10, 16); err != nil {
		return false
	}
	return p.wordAfterSpace() == "R"
}

func (p *parser) hexString() (Object, error) {
	var s []byte
	var high byte
	odd := false
	for ; p.at < len(p.data); p.at++ {
		c := p.data[p.at]
		if c == '>' {
			p.at++
			if odd {
				s = append(s, high<<4)
			}
			return String(s), nil
		}
		if isSpace(c) {
			continue
		}
		digit, ok := hexDigit(c)
		if !ok {
			return nil, fmt.Errorf("byte %d: %q in a hexadecimal string", p.at, c)
		}
		if odd {
			s = append(s, high<<4|digit)
		}
		high, odd = digit, !odd
	}
	return nil, errEnd
}

func (p *parser) literalString() (Object, error) {
	var s []byte
	open := 1
	for p.at < len(p.data) {
		c := p.data[p.at]
		p.at++
		switch c {
		case '\\':
			s = p.escaped(s)
			continue
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return String(s), nil
			}
		}
		s = append(s, c)
	}
	return nil, errEnd
}

// escaped reads what follows a backslash.
func (p *parser) escaped(s []byte) []byte {
	if p.at >= len(p.data) {
		return s
	}
	c := p.data[p.at]
	p.at++
	switch c {
	case 'n':
		return append(s, '\n')
	case 'r':
		return append(s, '\r')
	case 't':
		return append(s, '\t')
	case 'b':
		return append(s, '\b')
	case 'f':
		return append(s, '\f')
	case '\n':
		return s
	case '\r':
		p.skip("\n")
		return s
	}
	if !isOctal(c) {
		return append(s, c)
	}
	value := c - '0'
	for i := 0; i < 2 && isOctal(p.peek()); i++ {
		value = value<<3 | (p.data[p.at] - '0')
		p.at++
	}
	return append(s, value)
}

// indirect reads an indirect object and its number. The data of a stream must be as long as it directly says.
func (p *parser) indirect() (Ref, Object, error) {
	number, err := strconv.Atoi(p.wordAfterSpace())
	if err != nil {
		return 0, nil, fmt.Errorf("byte %d: %w", p.at, err)
	}
	if p.wordAfterSpace() != "0" || p.wordAfterSpace() != "obj" {
		return 0, nil, fmt.Errorf("byte %d: no object starts here", p.at)
	}
	o, err := p.object(0)
	if err != nil {
		return 0, nil, err
	}
	p.space()
	if dict, ok := o.(Dict); ok && p.skip("stream") {
		o, err = p.stream(dict)
	}
	return Ref(number), o, err
}

func (p *parser) stream(dict Dict) (*Stream, error) {
	p.skip("\r")
	if !p.skip("\n") {
		return nil, fmt.Errorf("byte %d: a stream does not start on a line of its own", p.at)
	}
	length, ok := dict["Length"].(int)
	if !ok || length < 0 || length > len(p.data)-p.at {
		return nil, fmt.Errorf("byte %d: the length of a stream is wrong", p.at)
	}
	s := &Stream{Dict: dict, Data: p.data[p.at : p.at+length : p.at+length]}
	delete(dict, "Length")
	p.at += length
	if p.wordAfterSpace() != "endstream" {
		return nil, fmt.Errorf("byte %d: a stream does not end where it says", p.at)
	}
	return s, nil
}

func (p *parser) wordAfterSpace() string {
	p.space()
	return p.word()
}

// word reads up to white space or a delimiter.
func (p *parser) word() string {
	start := p.at
	for p.at < len(p.data) && !isSpace(p.data[p.at]) && !isDelimiter(p.data[p.at]) {
		p.at++
	}
	return string(p.data[start:p.at])
}

// space skips white space and comments.
func (p *parser) space() {
	for p.at < len(p.data) {
		switch c := p.data[p.at]; {
		case isSpace(c):
			p.at++
		case c == '%':
			for p.at < len(p.data) && p.data[p.at] != '\n' && p.data[p.at] != '\r' {
				p.at++
			}
		default:
			return
		}
	}
}

// peek returns the next byte, 0 at the end.
func (p *parser) peek() byte {
	if p.at >= len(p.data) {
		return 0
	}
	return p.data[p.at]
}

func (p *parser) skip(s string) bool {
	if !bytes.HasPrefix(p.data[p.at:], []byte(s)) {
		return false
	}
	p.at += len(s)
	return true
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }
func isDigit(c byte) bool     { return c >= '0' && c <= '9' }
func isOctal(c byte) bool     { return c >= '0' && c <= '7' }

func hexDigit(c byte) (byte, bool) {
	switch {
	case isDigit(c):
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
