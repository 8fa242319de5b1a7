package math

import (
	"unicode"
	"unicode/utf8"
)

// character reads a letter, a number or a sign, and what belongs to it.
func (p *parser) character(t token) Node {
	c := t.text[0]
	switch {
	case isDigit(c):
		return p.number(t)
	case c == '.' && p.digitFollows():
		return p.number(t)
	case isLetter(c) && p.font.words:
		return p.word(t)
	case c == '$':
		p.problems.warn(t.Span, "math-dollar", "a $ inside of a formula", "the formula without it")
		return nil
	}
	return p.characterNode(t.text, t.Span)
}

// characterNode returns what a character means that is typed as it is, or nil if it shows nothing.
func (p *parser) characterNode(text string, at Span) Node {
	if isLetter(text[0]) {
		return &Ident{at, text, p.font.of(Italic)}
	}
	if isDigit(text[0]) {
		return p.digits(at, text)
	}
	if s := p.table.chars[text]; s != nil {
		return p.symbol(s, at)
	}
	return p.otherCharacter(text, at)
}

// otherCharacter returns the node of a character that no table has, or nil if it shows nothing.
func (p *parser) otherCharacter(text string, at Span) Node {
	r, _ := utf8.DecodeRuneInString(text)
	if plain, ok := plainLetters()[r]; ok {
		return p.plainLetter(plain, at)
	}
	switch {
	case isInvisible(r):
		return nil
	case unicode.IsMark(r) || r == utf8.RuneError:
		return &Text{Span: at, Text: text}
	case unicode.Is(unicode.Latin, r), unicode.Is(unicode.Greek, r), unicode.Is(unicode.Cyrillic, r):
		return &Ident{at, text, p.font.of(usualVariant(r))}
	case unicode.IsDigit(r):
		return &Number{at, text, Upright}
	case unicode.IsLetter(r):
		return &Text{Span: at, Text: text}
	case unicode.IsSpace(r):
		return &Space{Span: at, Width: wordSpace}
	}
	return &Operator{Span: at, Text: text, Class: classOfSign(r)}
}

// isInvisible reports whether r only tells how others are to be joined or ordered.
func isInvisible(r rune) bool {
	return r == 0xAD || r == 0xFEFF || 0x200B <= r && r <= 0x200F || 0x202A <= r && r <= 0x202E || 0x2060 <= r && r <= 0x2069
}

// plainLetter returns the node of a letter that was typed as a mathematical alphanumeric.
func (p *parser) plainLetter(l plainLetter, at Span) Node {
	f := p.font
	if !f.set {
		f.variant, f.set = l.variant, true
	}
	if isDigit(byte(l.char)) && l.char < utf8.RuneSelf {
		return &Number{at, string(l.char), f.of(Upright)}
	}
	return &Ident{at, string(l.char), f.of(Italic)}
}

// classOfSign guesses by Unicode's blocks.
func classOfSign(r rune) Class {
	switch {
	case 0x2190 <= r && r <= 0x21FF, 0x27F0 <= r && r <= 0x27FF, 0x2900 <= r && r <= 0x297F, 0x2B00 <= r && r <= 0x2B4F: // arrows
		return Rel
	case 0x2A00 <= r && r <= 0x2A21: // n-ary operators
		return Op
	case 0x2A22 <= r && r <= 0x2A65: // forms of + × ∩ ∪ ∧ ∨
		return Bin
	case 0x2200 <= r && r <= 0x22FF, 0x2A66 <= r && r <= 0x2AFF, 0x2980 < r && r < 0x2A00:
		return Rel
	case unicode.Is(unicode.Ps, r), unicode.Is(unicode.Pi, r):
		return Open
	case unicode.Is(unicode.Pe, r), unicode.Is(unicode.Pf, r):
		return Close
	}
	return Ord
}

// symbol returns the node of a symbol.
func (p *parser) symbol(s *symbol, at Span) Node {
	if s.letter {
		variant := s.variant
		if variant != DoubleStruck {
			variant = p.font.of(variant)
		}
		return &Ident{at, s.text, variant}
	}
	return &Operator{Span: at, Text: s.text, Class: s.class, Form: s.form, Limits: s.limits, Large: s.large, Bold: p.bold()}
}

// bold reports whether symbols are to be bold.
func (p *parser) bold() bool {
	return p.font.bold || p.font.set && p.font.variant == Bold
}

// word reads letters that follow each other as one identifier, as \mathrm sets them.
func (p *parser) word(t token) Node {
	text := []byte(t.text)
	at := t.Span
	for {
		t := p.next()
		if t.kind != char || !isLetter(t.text[0]) {
			p.unread(t)
			break
		}
		text = append(text, t.text...)
		at.End = t.End
	}
	return &Ident{at, string(text), p.font.of(Italic)}
}

// number reads a numeral that starts with t: 12, 3.14, .5 or 1{,}000.
func (p *parser) number(t token) Node {
	text := []byte(t.text)
	at := t.Span
	point := t.isChar(".")
	for {
		t := p.next()
		switch {
		case t.kind == char && isDigit(t.text[0]):
			text = append(text, t.text...)
		case t.isChar(".") && !point && p.digitFollows():
			point = true
			text = append(text, '.')
		case t.kind == beginGroup && p.commaFollows():
			text = append(text, ',')
		default:
			p.unread(t)
			return p.digits(at, string(text))
		}
		at.End = max(at.End, p.last)
	}
}

func (p *parser) digits(at Span, text string) Node { return &Number{at, text, p.font.of(Upright)} }

func (p *parser) digitFollows() bool {
	t := p.peek()
	return t.kind == char && isDigit(t.text[0])
}

// commaFollows takes the rest of {,} if that is what stands there.
func (p *parser) commaFollows() bool {
	comma := p.next()
	if !comma.isChar(",") {
		p.unread(comma)
		return false
	}
	end := p.next()
	if end.kind != endGroup || !p.digitFollows() {
		p.unread(end)
		p.unread(comma)
		return false
	}
	return true
}
