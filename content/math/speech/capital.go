package speech

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"coursepack/content/math"
)

// capitals returns the capital letters below n that have to be called so: those that stand below n as small ones, too, in the
// same alphabet. Letters that make up a word or an abbreviation do not count, nor does the d of dx.
func capitals(n math.Node) map[*math.Ident]bool {
	var c capitalFinder
	math.Walk(n, c.visit)
	if !slices.ContainsFunc(c.single, func(ident *math.Ident) bool { return !unicode.IsLower(letterIn(ident).char) }) {
		return nil
	}
	small := map[letter]bool{}
	for _, ident := range c.single {
		small[letterIn(ident)] = true
	}
	called := map[*math.Ident]bool{}
	for _, ident := range c.single {
		l := letterIn(ident)
		lower := unicode.ToLower(l.char)
		if lower != l.char && lower != 'd' && small[letter{lower, l.alphabet}] {
			called[ident] = true
		}
	}
	return called
}

// A letter of an alphabet.
type letter struct {
	char     rune
	alphabet math.Variant
}

func letterIn(ident *math.Ident) letter {
	r, _ := utf8.DecodeRuneInString(ident.Text)
	if ident.Variant == math.Upright && unicode.Is(unicode.Greek, r) {
		return letter{r, math.Italic}
	}
	return letter{r, ident.Variant}
}

// A capitalFinder collects letters that stand on their own.
type capitalFinder struct {
	single []*math.Ident
	inWord map[*math.Ident]bool
}

func (c *capitalFinder) visit(n math.Node) bool {
	switch n := n.(type) {
	case *math.Row:
		c.row(n)
	case *math.Ident:
		if utf8.RuneCountInString(n.Text) == 1 && !c.inWord[n] {
			c.single = append(c.single, n)
		}
	}
	return true
}

// row finds words: three letters that follow each other, or two capital ones.
func (c *capitalFinder) row(r *math.Row) {
	start, capital := 0, true
	for i := 0; i <= len(r.Items); i++ {
		if i < len(r.Items) {
			if ident, ok := r.Items[i].(*math.Ident); ok && ident.Variant != math.DoubleStruck {
				capital = capital && isCapital(ident.Text)
				continue
			}
		}
		if length := i - start; length > 2 || length == 2 && capital {
			c.word(r.Items[start:i])
		}
		start, capital = i+1, true
	}
}

func (c *capitalFinder) word(letters []math.Node) {
	if c.inWord == nil {
		c.inWord = map[*math.Ident]bool{}
	}
	for _, n := range letters {
		c.inWord[n.(*math.Ident)] = true
	}
}
