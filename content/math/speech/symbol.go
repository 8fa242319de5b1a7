package speech

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"coursepack/content/math"
)

// symbol says a node without its scripts.
func (v *voice) symbol(n math.Node) kind {
	switch n := n.(type) {
	case *math.Ident:
		v.ident(n)
	case *math.Number:
		v.say(v.lang.alphabet(n.Variant), func() { v.words(n.Text) })
	case *math.Func:
		v.words(v.lang.functionName(n.Text))
	case *math.Text:
		v.text(n.Text)
		return text
	case *math.Root:
		v.root(n)
		return compound
	case *math.Accent:
		return v.accent(n)
	case *math.Table:
		v.table(n)
		return compound
	case *math.Enclose:
		return v.enclosed(n)
	case *math.Ref:
		v.reference(n)
	case *math.Error:
		v.words(n.Source)
	default:
		panic(fmt.Sprintf("speech: %T", n))
	}
	return factor
}

// ident says a letter or a word.
func (v *voice) ident(n *math.Ident) {
	r, size := utf8.DecodeRuneInString(n.Text)
	if size < len(n.Text) {
		v.word(n)
		return
	}
	if set := v.lang.Sets[n.Text]; set != "" && n.Variant == math.DoubleStruck {
		v.words(set)
		return
	}
	v.say(v.lang.alphabet(n.Variant), func() { v.letter(n, r) })
}

// isSet reports whether n is the letter of a set of numbers.
func (v *voice) isSet(n math.Node) bool {
	ident, ok := n.(*math.Ident)
	return ok && ident.Variant == math.DoubleStruck && v.lang.Sets[ident.Text] != ""
}

func (v *voice) letter(n *math.Ident, r rune) {
	if v.capitals[n] {
		v.words(v.lang.Capital)
	}
	if name := v.lang.Letters[string(r)]; name != "" {
		v.words(name)
		return
	}
	v.words(string(r))
}

// stroke is the combining character that strikes a sign out.
const stroke = "\u0338"

// word says a name of several letters. Chemical elements and short abbreviations are spelled.
func (v *voice) word(n *math.Ident) {
	if plain, struck := strings.CutSuffix(n.Text, stroke); struck {
		v.say(v.lang.Slashed, func() { v.ident(&math.Ident{Text: plain, Variant: n.Variant}) })
		return
	}
	v.spelled(n.Text)
}

// maxSpelled is how long abbreviations are that are spelled.
const maxSpelled = 3

// spelled says a word, letter by letter if it is an abbreviation or a chemical element.
func (v *voice) spelled(text string) {
	if words := v.lang.Words[text]; words != "" {
		v.words(words)
		return
	}
	capitals := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
	if !(capitals && len(text) <= maxSpelled || isElement[text]) {
		v.words(text)
		return
	}
	for _, r := range text {
		v.words(string(r))
	}
}

// text says words as they are.
func (v *voice) text(text string) {
	if fields := strings.Fields(text); len(fields) == 1 {
		v.spelled(fields[0])
		return
	}
	v.words(text)
}

// reference says the number of an equation, or its name until it has one.
func (v *voice) reference(n *math.Ref) {
	if n.Number == "" {
		v.words(n.Label)
		return
	}
	v.words(n.Number)
}

// number says the number of an equation.
func (v *voice) number(n math.Numbering) {
	switch {
	case n.Number != "":
		v.say(v.lang.Equation, func() { v.words(n.Number) })
	case n.Tag != nil:
		v.say(v.lang.Equation, v.saying(n.Tag, onLine))
	}
}

// root says a root; its end is named unless what stands in it is simple.
func (v *voice) root(n *math.Root) {
	body := read(n.Body)
	name := func() { v.words(v.lang.SquareRoot) }
	if n.Index != nil {
		name = v.rootName(read(n.Index))
	}
	template := v.lang.LongRoot
	if term(body) {
		template = v.lang.Root
	}
	v.say(template, name, v.spoken(body, onLine))
}

// rootName returns what says which root it is.
func (v *voice) rootName(index []token) func() {
	if len(index) == 1 && !index[0].hasScripts() {
		if n, ok := index[0].node.(*math.Number); ok && v.lang.Roots[n.Text] != "" {
			return func() { v.words(v.lang.Roots[n.Text]) }
		}
		if index[0].isBare() {
			return func() { v.say(v.lang.NthRoot, v.spoken(index, inScript)) }
		}
	}
	return func() { v.say(v.lang.LongNthRoot, v.spoken(index, inScript)) }
}

// accent says a letter with a mark: "x hat". The mark comes first, and its end is named, where it is over more than a letter.
func (v *voice) accent(n *math.Accent) kind {
	base := read(n.Base)
	words := v.lang.Accents[n.Mark]
	if n.Under && v.lang.AccentsBelow[n.Mark] != "" {
		words = v.lang.AccentsBelow[n.Mark]
	}
	if words == "" {
		words = string(n.Mark)
	}
	name := func() { v.words(words) }
	before := v.lang.AccentsBefore[n.Mark]
	simple := token{node: n}.isBare()
	switch {
	case before != "" && (simple || term(base)):
		v.say(before, v.spoken(base, onLine))
	case simple:
		v.say(v.lang.Accent, v.spoken(base, onLine), name)
	case isBrace(n):
		v.say(v.lang.Brace, v.spoken(base, onLine))
		return compound
	case n.Under:
		v.say(v.lang.LongAccentBelow, v.spoken(base, onLine), name)
		return compound
	default:
		v.say(v.lang.LongAccent, v.spoken(base, onLine), name)
		return compound
	}
	return factor
}

// enclosed says what has lines around or through it.
func (v *voice) enclosed(n *math.Enclose) kind {
	body := read(n.Body)
	strokes := math.UpDiagonal | math.DownDiagonal | math.Strike
	switch {
	case n.Notation&strokes != 0 && term(body):
		v.say(v.lang.Crossed, v.spoken(body, onLine))
	case n.Notation&strokes != 0:
		v.say(v.lang.LongCrossed, v.spoken(body, onLine))
	case n.Notation&math.BoxAround != 0:
		v.say(v.lang.Boxed, v.spoken(body, onLine))
	default:
		v.tokens(body, onLine)
	}
	return compound
}
