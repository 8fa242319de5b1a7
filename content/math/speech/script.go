package speech

import (
	"strings"

	"coursepack/content/math"
)

// scripts says what stands at the right of what has just been said, or below and above it.
func (v *voice) scripts(t token, said *kind) {
	if !t.hasScripts() {
		return
	}
	if t.stacked {
		v.stacked(t)
		return
	}
	if v.chemical(t) {
		return
	}
	if *said == compound {
		v.words(v.lang.All)
	}
	sup := read(t.sup)
	if len(sup) > 0 && v.lang.Primes[sup[0].sign()] != "" {
		v.words(v.lang.Primes[sup[0].sign()])
		*said = factor
		sup = sup[1:]
	}
	if t.sub != nil {
		v.subscript(read(t.sub), said)
	}
	if len(sup) > 0 {
		v.superscript(t, sup, said)
	}
}

// stacked says what stands below and above an atom: labels of braces, words over an arrow.
func (v *voice) stacked(t token) {
	above, below := v.lang.Above, v.lang.Below
	if isBrace(t.node) {
		above, below = v.lang.Label, v.lang.Label
	}
	if t.sub != nil {
		v.say(below, v.labelled(t.sub))
	}
	if t.sup != nil {
		v.say(above, v.labelled(t.sup))
	}
}

func (v *voice) labelled(n math.Node) func() {
	return func() {
		label := read(n)
		if len(label) == 1 || small(label) {
			v.tokens(label, inScript)
			return
		}
		v.say(v.lang.LongLabel, v.spoken(label, inScript))
	}
}

// subscript says what stands at the lower right. Letters there could go on with what follows.
func (v *voice) subscript(sub []token, said *kind) {
	*said = factor
	switch {
	case isRange(sub):
		v.say(v.lang.Sub, func() { v.say(v.lang.Range, v.spoken(sub[:1], inScript), v.spoken(sub[2:], inScript)) })
	case smallSub(sub):
		v.say(v.lang.Sub, v.spoken(sub, inScript))
		if sub[len(sub)-1].sign() == "" {
			*said = indexed
		}
	default:
		v.say(v.lang.LongSub, v.spoken(sub, inScript))
	}
}

// smallSub reports whether a subscript is small: an index, a range, or a bound such as <t.
func smallSub(l []token) bool {
	return small(l) || isRange(l) || len(l) > 1 && l[0].class() == math.Rel && small(l[1:])
}

// isRange reports whether l is i:j.
func isRange(l []token) bool {
	return len(l) == 3 && l[1].sign() == ":" && small(l[:1]) && small(l[2:])
}

// superscript says what stands at the upper right of t.
func (v *voice) superscript(t token, sup []token, said *kind) {
	*said = factor
	if v.mark(t, sup) {
		return
	}
	in := inScript
	if v.isSet(t.node) {
		in = inPower
	}
	switch {
	case v.slashed(sup) != "":
		v.say(v.lang.Power, func() { v.words(v.slashed(sup)) })
	case isInverse(sup) && invertible(t):
		v.words(v.lang.Inverse)
	case len(sup) == 1 && v.lang.InBrackets[sup[0].smallGroup()] != "":
		v.say(v.lang.InBrackets[sup[0].smallGroup()], v.spoken(sup[0].group.inner, inParens))
	case len(sup) == 1 && (sup[0].isBracketed() || !isPower(sup[0])):
		v.say(v.lang.Superscript, v.spoken(sup, in))
	case small(sup) || in == inPower && areDimensions(sup):
		v.say(v.lang.Power, v.spoken(sup, in))
		*said = indexed
	case isPower(sup[0]) && !hasPunctuation(sup):
		v.say(v.lang.LongPower, v.spoken(sup, in))
	default:
		v.say(v.lang.LongSuperscript, v.spoken(sup, in))
	}
}

// slashed returns the words of a fraction such as 1/2 or -1/2, or "".
func (v *voice) slashed(l []token) string {
	rest := unsigned(l)
	if len(rest) != 3 || rest[1].sign() != "/" {
		return ""
	}
	words := v.parts(rest[:1], rest[2:])
	if words != "" && len(rest) < len(l) {
		return v.lang.Prefixes[l[0].sign()] + " " + words
	}
	return words
}

// mark says a superscript that has words of its own: squared, star, transpose.
func (v *voice) mark(t token, sup []token) bool {
	if len(sup) != 1 || sup[0].hasScripts() {
		return false
	}
	switch n := sup[0].node.(type) {
	case *math.Number:
		if words := v.lang.Powers[n.Text]; words != "" && !v.isSet(t.node) {
			v.words(words)
			return true
		}
	case *math.Ident:
		if n.Text == "T" && isTransposed(t, n) {
			v.words(v.lang.Marks["⊤"])
			return true
		}
		return v.markWords(n.Text)
	case *math.Operator:
		if _, ok := t.node.(*math.Number); ok && v.lang.OneSided[n.Text] != "" {
			v.words(v.lang.OneSided[n.Text])
			return true
		}
		return v.markWords(n.Text)
	case *math.Text:
		if v.lang.OrdinalEndings[n.Text] {
			v.out = append(v.out, n.Text...)
			return true
		}
	}
	return false
}

func (v *voice) markWords(sign string) bool {
	words := v.lang.Marks[sign]
	if words == "" {
		return false
	}
	v.words(words)
	return true
}

// isTransposed reports whether an exponent T means the transpose: it is upright, or its base is bold or a capital letter.
func isTransposed(base token, exponent *math.Ident) bool {
	if exponent.Variant == math.Upright || exponent.Variant == math.SansSerif {
		return true
	}
	ident, ok := base.node.(*math.Ident)
	return ok && (isBold(ident.Variant) || isCapital(ident.Text))
}

func isBold(v math.Variant) bool { return v == math.Bold || v == math.BoldItalic || v == math.SansBold }

func isCapital(text string) bool { return len(text) == 1 && 'A' <= text[0] && text[0] <= 'Z' }

// isInverse reports whether l is −1.
func isInverse(l []token) bool {
	if len(l) != 2 || l[0].sign() != "−" || l[1].hasScripts() {
		return false
	}
	n, ok := l[1].node.(*math.Number)
	return ok && n.Text == "1"
}

// invertible reports whether −1 at t means the inverse: of a function, a bold or a capital letter, or of what is in parentheses.
func invertible(t token) bool {
	if t.group != nil && t.group.open == "(" && len(t.group.inner) > 0 {
		t = t.group.inner[0]
	}
	if ident, ok := letterOf(t.node); ok {
		return isBold(ident.Variant) || isCapital(ident.Text) || usualFunction(ident) || ident.Text == "Σ" || ident.Text == "Λ"
	}
	return false
}

// isPower reports whether t can begin an exponent, rather than a mark.
func isPower(t token) bool {
	switch n := t.node.(type) {
	case *math.Text, *math.Func:
		return false
	case *math.Ident:
		return len([]rune(n.Text)) == 1
	case *math.Operator:
		return n.Form == math.Prefix || n.Class == math.Op
	}
	return true
}

// areDimensions reports whether l is m×n.
func areDimensions(l []token) bool {
	for i, t := range l {
		if i%2 == 1 && t.sign() != "×" || i%2 == 0 && !simple(t) {
			return false
		}
	}
	return len(l)%2 == 1
}

func hasPunctuation(l []token) bool {
	for _, t := range l {
		if t.class() == math.Punct {
			return true
		}
	}
	return false
}

// isBrace reports whether n has a brace or bracket over or under it, whose scripts are labels.
func isBrace(n math.Node) bool {
	accent, ok := n.(*math.Accent)
	return ok && strings.ContainsRune("⏞⏟⎴⎵⏜⏝", accent.Mark)
}
