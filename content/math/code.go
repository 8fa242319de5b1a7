package math

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// charCode reads a character by its number: \char"41, \char'101, \char65, \char`A, or any of these in braces.
func (p *parser) charCode(c token) Node {
	t := p.rawSkippingSpace()
	switch t.kind {
	case beginGroup:
		return p.coded(c, plainText(p.group(t)))
	case char:
		return p.coded(c, p.codeAfter(t))
	}
	p.unread(t)
	return p.coded(c, "")
}

// codeAfter reads a number without braces.
func (p *parser) codeAfter(t token) string {
	text := t.text
	if t.isChar("`") {
		return text + p.raw().text
	}
	for {
		t := p.raw()
		if t.kind != char || !isHex(t.text[0]) || text[0] != '"' && !isDigit(t.text[0]) {
			p.unread(t)
			return text
		}
		text += t.text
		if len(text) > 8 {
			return text
		}
	}
}

func isHex(c byte) bool { return isDigit(c) || 'A' <= c && c <= 'F' || 'a' <= c && c <= 'f' }

// coded returns the character with a code in TeX's notation.
func (p *parser) coded(c token, text string) Node {
	r, ok := parseCode(text)
	if !ok {
		p.problems.fail(c.Span, "math-char", c.source()+" needs the number of a character", "nothing", "")
		return nil
	}
	return p.characterNode(string(r), p.from(c))
}

func parseCode(text string) (r rune, ok bool) {
	base := 10
	switch {
	case text == "":
		return 0, false
	case text[0] == '`':
		r, size := utf8.DecodeRuneInString(text[1:])
		return r, size > 0 && r > ' ' && r != utf8.RuneError
	case text[0] == '"', text[0] == 'x':
		base, text = 16, text[1:]
	case strings.HasPrefix(text, "U+"), strings.HasPrefix(text, "0x"):
		base, text = 16, text[2:]
	case text[0] == '\'':
		base, text = 8, text[1:]
	}
	n, err := strconv.ParseUint(text, base, 21)
	r = rune(n)
	return r, err == nil && r > ' ' && utf8.ValidRune(r) && r != utf8.RuneError
}

// unicodeChar reads MathJax's \unicode{x2113} and unicode-math's \U{2113}.
func (p *parser) unicodeChar(c token) Node {
	p.optional(nil)
	text := plainText(p.argumentOf(c))
	if c.text == "U" {
		text = "x" + strings.TrimPrefix(text, "x")
	}
	return p.coded(c, text)
}

// verbatim reads \verb|text|. It works in the author's own text only, for a macro's has been cut into tokens.
func (p *parser) verbatim(c token) Node {
	if c.from != nil || len(p.back)+len(p.frames) > 0 || p.pos >= len(p.src) {
		return p.unknown(c)
	}
	fence, size := utf8.DecodeRuneInString(p.src[p.pos:])
	start := p.pos + size
	length := strings.IndexRune(p.src[start:], fence)
	if length < 0 {
		p.problems.fail(c.Span, "math-verb", `\verb is never closed`, "the command as TeX", "")
		return &Error{c.Span, c.source()}
	}
	p.pos = start + length + size
	p.last = p.pos
	return &Text{Span: p.from(c), Text: p.src[start : start+length], Variant: Mono}
}
