package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// smartText returns the text between two offsets without its escapes. If the dialect asks for it, its quotation marks,
// dashes and dots are what a typesetter would make of them, unless a backslash says that something is to stay as it is.
// https://pandoc.org/MANUAL.html#extension-smart
func (d *document) smartText(start, stop int) string {
	raw, text := d.src[start:stop], d.str[start:stop]
	if hasEscapes(raw) {
		text = unescape(raw)
	}
	if !d.typography || bytes.IndexAny(raw, `'".-`) < 0 || bytes.IndexByte(raw, '\\') >= 0 {
		return text
	}
	before, _ := utf8.DecodeLastRune(d.src[:start])
	if start == 0 {
		before = ' '
	}
	var b strings.Builder
	b.Grow(len(text) + 8) // marks take more bytes than what they stand for
	for i := 0; i < len(text); {
		rest := text[i:]
		r, size := utf8.DecodeRuneInString(rest)
		after, _ := utf8.DecodeRuneInString(rest[size:])
		if size == len(rest) {
			after = d.following(stop)
		}
		switch {
		case strings.HasPrefix(rest, "---"):
			r, size = '—', 3
		case strings.HasPrefix(rest, "--"):
			r, size = '–', 2
		case strings.HasPrefix(rest, "..."):
			r, size = '…', 3
		case r == '"':
			r = quoteMark(before, after, '“', '”')
		case r == '\'':
			r = quoteMark(before, after, '‘', '’')
		}
		b.WriteRune(r)
		before = r
		i += size
	}
	return b.String()
}

// following returns the character at offset, a space at the end of everything.
func (d *document) following(offset int) rune {
	if offset >= len(d.src) {
		return ' '
	}
	r, _ := utf8.DecodeRune(d.src[offset:])
	return r
}

// quoteMark returns the mark that opens a quotation where one can begin, else the one that closes it. Digits behind a mark
// leave something out, as in ’99.
func quoteMark(before, after rune, open, closing rune) rune {
	begins := unicode.IsSpace(before) || strings.ContainsRune("([{-–—/*_\"'“‘|", before) || unicode.Is(unicode.Pi, before)
	if !begins || unicode.IsSpace(after) || strings.ContainsRune(".,;:!?)]}", after) || open == '‘' && unicode.IsDigit(after) {
		return closing
	}
	return open
}
