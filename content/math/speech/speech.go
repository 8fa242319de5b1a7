// Package speech says what a formula means, for those who cannot see it: in words, as a teacher reads it aloud.
//
// It follows MathSpeak and ClearSpeak: short where nothing can be mistaken, with both ends named where something can.
// "The fraction x over y" is short because both parts are simple; "the fraction with numerator x plus 1, and denominator y,
// end fraction" is not. A part is simple if it is one atom or a product of few (see simple). A short phrase that has scripts
// itself has them "all": "f of x all squared" is f(x)², "f of x squared" is f(x²).
//
// What is said of a sign depends on the tree alone, never on what a course is about: a letter is a function if it usually is
// one or if what follows it in parentheses could not be a factor. A letter is called capital only where the formula
// has the small one as well. Colours and phantoms are silent, TeX that was not understood is read as it stands.
//
// The words are in one table per language; the rules that pick them know none.
package speech

import (
	"strings"
	"unicode"

	"coursepack/content/math"
)

// English returns what f says, in English.
func English(f *math.Formula) string { return New(&english).Formula(f) }

// A Speaker reads formulas in one language. It may be used by several goroutines.
type Speaker struct {
	lang *Language
}

// New returns a speaker of lang, which must not change any more.
func New(lang *Language) *Speaker { return &Speaker{lang} }

// Formula returns what f says. Numbers of equations are read if they have been resolved. Time is linear in the length of f,
// and recursion as deep as its tree, which the parser limits.
func (s *Speaker) Formula(f *math.Formula) string {
	v := &voice{lang: s.lang, capitals: capitals(f.Body)}
	v.line(read(f.Body), onLine)
	v.number(f.Numbering)
	return strings.TrimRight(string(v.out), ",;:")
}

// A voice says one formula.
type voice struct {
	lang     *Language
	capitals map[*math.Ident]bool // those to be called so
	out      []byte
}

// A place is what a list stands in. It tells how signs are read that have several meanings.
type place uint8

const (
	onLine     place = iota
	onNextLine       // the beginning of a line that goes on from the one before
	inParens         // or brackets
	inSet            // braces
	inScript         // and what is drawn from or taken over: the subscript of an expected value
	inLimits         // of a large operator
	inPower          // the superscript of a set of numbers
	inFunction       // from here to there: after the colon of f: X → Y
)

// say writes a template of the language. $1 stands for what the first part says; what follows it without a space goes with its
// last word: "$1th".
func (v *voice) say(template string, parts ...func()) {
	from := 0
	for i := 0; i+1 < len(template); i++ {
		if n := int(template[i+1]) - '1'; template[i] == '$' && 0 <= n && n < len(parts) {
			v.words(template[from:i])
			parts[n]()
			from = i + 2
			if end := v.ending(template[from:]); end > 0 {
				v.out = append(v.out, template[from:from+end]...)
				from += end
			}
		}
	}
	v.words(template[from:])
}

// ending returns how much of what follows a part goes with it.
func (v *voice) ending(rest string) int {
	return len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsLetter))
}

// words writes words and pauses, which go with the word before.
func (v *voice) words(text string) {
	for word := range strings.FieldsSeq(text) {
		switch word {
		case ",", ";", ":":
			v.pause(word)
			continue
		}
		if r := word[0]; r != ',' && r != ';' && r != ':' {
			v.space()
		}
		v.out = append(v.out, word...)
	}
}

// space puts a space before the next word.
func (v *voice) space() {
	if len(v.out) > 0 && v.out[len(v.out)-1] != ' ' {
		v.out = append(v.out, ' ')
	}
}

// pause writes a comma, semicolon or colon. Only the longest of several counts.
func (v *voice) pause(mark string) {
	if len(v.out) == 0 {
		return
	}
	last := &v.out[len(v.out)-1]
	switch *last {
	case ';', ':':
	case ',':
		*last = mark[0]
	default:
		v.out = append(v.out, mark...)
	}
}
