package speech

import (
	"strconv"

	"coursepack/content/math"
)

// frac says a fraction, a derivative, a binomial coefficient or a pile.
func (w *walk) frac(n *math.Frac, t token) {
	num, den := read(n.Num), read(n.Den)
	if n.Thickness != 0 && n.Open == "" && n.Close == "" {
		if !t.hasScripts() && w.derivative(num, den) {
			return
		}
		if words := w.parts(num, den); words != "" {
			w.numeric(words, t)
			return
		}
	}
	said := w.fraction(n, num, den)
	w.scripts(t, &said)
	w.last = compound
}

// fraction says a fraction and reports whether it is short.
func (w *walk) fraction(n *math.Frac, num, den []token) kind {
	forms := w.lang.Fraction
	fenced := n.Open != "" || n.Close != ""
	switch {
	case n.Thickness == 0 && n.Open == "(" && n.Close == ")":
		forms, fenced = w.lang.Binomial, false
	case n.Thickness == 0:
		forms = w.lang.Pile
	}
	if fenced {
		w.words(w.lang.fence(n.Open, true))
		defer func() { w.words(w.lang.fence(n.Close, false)) }()
	}
	if term(num) && term(den) {
		w.say(forms[0], w.spoken(num, onLine), w.spoken(den, onLine))
		return compound
	}
	w.say(forms[1], w.spoken(num, onLine), w.spoken(den, onLine))
	return factor
}

// parts returns the words of a fraction of two small numbers, or "".
func (v *voice) parts(num, den []token) string {
	n, d := numeral(num), numeral(den)
	forms := v.lang.Parts[d]
	count, err := strconv.Atoi(n)
	if forms[0] == "" || err != nil || count < 1 || count >= len(v.lang.Cardinals) {
		return ""
	}
	if count == 1 {
		return v.lang.Cardinals[count] + " " + forms[0]
	}
	return v.lang.Cardinals[count] + " " + forms[1]
}

// isPart reports whether n is a fraction of small numbers, which languages have words for.
func isPart(n *math.Frac) bool {
	num, den := numeral(read(n.Num)), numeral(read(n.Den))
	return n.Thickness != 0 && n.Open == "" && len(num) == 1 && "1" <= num && num <= "9" && (len(den) == 1 && "2" <= den && den <= "9" || den == "10")
}

// numeral returns the number that is all of l, or "".
func numeral(l []token) string {
	if len(l) != 1 || l[0].hasScripts() {
		return ""
	}
	n, ok := l[0].node.(*math.Number)
	if !ok {
		return ""
	}
	return n.Text
}

// numeric says a fraction in words. After a number it is the rest of a mixed one.
func (w *walk) numeric(words string, t token) {
	if numeral([]token{w.previous()}) != "" {
		w.words(w.lang.AndParts)
	}
	w.words(words)
	said := compound
	w.scripts(t, &said)
	w.last = factor
	if next, ok := w.peek(); ok && (!next.isBare() || t.hasScripts()) {
		w.last = compound
	}
}

// derivative says a fraction that is a derivative beyond doubt: d or ∂ above, and d or ∂ with variables below, to the same order.
func (w *walk) derivative(num, den []token) bool {
	d := differentialSign(num)
	if d == "" || differentialSign(den) != d {
		return false
	}
	of := num[1:]
	order := power(num[0])
	variables, total := variablesOf(den, d)
	forms := w.lang.Derivatives[d]
	if total != order || order < 1 || order > len(forms) || d == "d" && len(of) > 0 && !term(of) {
		return false
	}
	with := func() {
		for i, t := range variables {
			if i > 0 {
				w.words(w.lang.And)
			}
			w.tokens([]token{t}, onLine)
		}
	}
	w.words(forms[order-1])
	if len(of) > 0 {
		w.words(w.lang.Of)
		w.tokens(of, onLine)
		w.say(w.lang.WithRespectTo, with)
		w.last = compound
		return true
	}
	w.say(w.lang.WithRespectTo, with)
	w.of()
	w.last = open
	return true
}

// differentialSign returns the d or ∂ that l begins with, or "".
func differentialSign(l []token) string {
	if len(l) == 0 || l[0].sub != nil || l[0].stacked {
		return ""
	}
	ident, ok := l[0].node.(*math.Ident)
	if !ok || ident.Text != "d" && ident.Text != "∂" || power(l[0]) == 0 {
		return ""
	}
	return ident.Text
}

// power returns the exponent of t: 1 if there is none, 0 if it is no small number.
func power(t token) int {
	if t.sup == nil {
		return 1
	}
	n, err := strconv.Atoi(numeral(read(t.sup)))
	if err != nil || n > 9 {
		return 0
	}
	return n
}

// variablesOf returns the variables of a denominator such as dx dy², and the sum of their powers; 0 if it is anything else.
func variablesOf(den []token, d string) (variables []token, total int) {
	for i := 0; i < len(den); i += 2 {
		if i+1 == len(den) || differentialSign(den[i:]) != d || den[i].sup != nil {
			return nil, 0
		}
		t := den[i+1]
		_, isLetter := letterOf(t.node)
		order := power(t)
		t.sup = nil
		if !isLetter || order == 0 || !t.isBare() || t.stacked {
			return nil, 0
		}
		variables = append(variables, t)
		total += order
	}
	return variables, total
}
