package math

import "unicode/utf8"

// kind is what a token is to TeX. Categories are fixed: nothing in a formula can change them.
type kind uint8

const (
	eof kind = iota
	char
	space
	command   // text is the name without its backslash
	primitive // a command that means what this package says, whatever the author has defined
	failed    // a macro that cannot be expanded; text is what the author wrote
	beginGroup
	endGroup
	align
	superscript
	subscript
	tie
	parameter // of a macro's body; text is the digit
)

// A token is the smallest piece of TeX.
type token struct {
	Span
	kind kind
	text string
	from *expansion // the macro whose body it stands in; nil for the author's own text
}

// isChar reports whether t is the character c.
func (t token) isChar(c string) bool { return t.kind == char && t.text == c }

// isCommand reports whether t is the command name.
func (t token) isCommand(name string) bool {
	return (t.kind == command || t.kind == primitive) && t.text == name
}

// nesting is by how many groups a token leads further in: -1 behind the end of one.
func (t token) nesting() int {
	switch t.kind {
	case beginGroup:
		return 1
	case endGroup:
		return -1
	}
	return 0
}

// source returns the token as it is written in TeX.
func (t token) source() string {
	if t.kind == command || t.kind == primitive {
		return `\` + t.text
	}
	return t.text
}

// A lexer cuts TeX into tokens. Comments go; a run of white space is one token.
type lexer struct {
	src string
	pos int
}

var single = [utf8.RuneSelf]kind{'{': beginGroup, '}': endGroup, '&': align, '^': superscript, '_': subscript, '~': tie}

func (l *lexer) lex() token {
	l.skipComments()
	start := l.pos
	if start == len(l.src) {
		return token{Span: Span{start, start}}
	}
	c := l.src[start]
	switch {
	case c == '\\':
		return l.command()
	case isSpace(c):
		l.skipSpace()
		return l.token(space, start)
	case c < utf8.RuneSelf:
		l.pos++
		return l.token(max(char, single[c]), start)
	}
	_, size := utf8.DecodeRuneInString(l.src[start:])
	l.pos += size
	return l.token(char, start)
}

func (l *lexer) token(k kind, start int) token {
	return token{Span: Span{start, l.pos}, kind: k, text: l.src[start:l.pos]}
}

// command reads a backslash and what belongs to it: letters and the white space after them, or one character.
func (l *lexer) command() token {
	start := l.pos
	l.pos++
	for l.pos < len(l.src) && isLetter(l.src[l.pos]) {
		l.pos++
	}
	if l.pos == start+1 {
		_, size := utf8.DecodeRuneInString(l.src[l.pos:])
		l.pos += size
		t := token{Span: Span{start, l.pos}, kind: command, text: l.src[start+1 : l.pos]}
		if t.text != "" && isSpace(t.text[0]) {
			t.text = " "
		}
		return t
	}
	t := token{Span: Span{start, l.pos}, kind: command, text: l.src[start+1 : l.pos]}
	l.skipSpace()
	return t
}

func (l *lexer) skipComments() {
	for l.pos < len(l.src) && l.src[l.pos] == '%' {
		for l.pos < len(l.src) && l.src[l.pos] != '\n' {
			l.pos++
		}
		l.skipSpace()
	}
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.src) && isSpace(l.src[l.pos]) {
		l.pos++
	}
}

func isSpace(c byte) bool  { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
