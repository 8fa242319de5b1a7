package speech

import (
	"strings"

	"coursepack/content/math"
)

// maxFactors is how many factors a simple product has.
const maxFactors = 4

// simple reports whether t is an atom, or one whose scripts are small.
func simple(t token) bool {
	return t.isBare() && !t.stacked && t.preSub == nil && t.preSup == nil && (t.sub == nil || smallSub(read(t.sub))) && (t.sup == nil || smallOrMark(read(t.sup)))
}

// smallOrMark reports whether a superscript is small, or small and in brackets.
func smallOrMark(sup []token) bool {
	return small(sup) || len(sup) == 1 && sup[0].smallGroup() != ""
}

// isBracketed reports whether t stands in parentheses or brackets.
func (t token) isBracketed() bool {
	return t.group != nil && (t.group.open == "(" || t.group.open == "[")
}

// smallGroup returns the bracket that a superscript such as (i) stands in; "" if it is anything else.
func (t token) smallGroup() string {
	if !t.isBracketed() || t.hasScripts() || !small(t.group.inner) {
		return ""
	}
	return t.group.open
}

// isBare reports whether t is an atom, whatever its scripts are.
func (t token) isBare() bool {
	switch n := t.node.(type) {
	case *math.Ident, *math.Number, *math.Func, *math.Ref:
		return true
	case *math.Text:
		return !strings.ContainsAny(n.Text, " ,;")
	case *math.Operator:
		return n.Class == math.Inner || isPlaceholder(n) || n.Class == math.Ord && n.Form != math.Prefix && t.bar() == "" && n.Text != "/"
	case *math.Frac:
		return isPart(n)
	case *math.Accent:
		base := read(n.Base)
		return len(base) == 1 && !isBrace(n) && !base[0].hasScripts() && base[0].isBare()
	}
	return false
}

// isPlaceholder reports whether a sign that stands alone is an argument itself: f(⋅).
func isPlaceholder(n *math.Operator) bool {
	return n.Class == math.Ord && n.Text != "" && strings.Contains("⋅∙•∗", n.Text)
}

// small reports whether l is a sign alone, or up to three atoms that follow each other, with a sign before them and a bare
// subscript or prime after each.
func small(l []token) bool {
	if len(l) == 1 && l[0].sign() != "" {
		return !l[0].hasScripts() && l[0].bar() == ""
	}
	l = unsigned(l)
	if len(l) == 0 || len(l) > 3 {
		return false
	}
	for _, t := range l {
		if !t.isBare() || t.stacked || t.sup != nil && !isPrime(t.sup) || t.sub != nil && !bareNode(t.sub) {
			return false
		}
	}
	return true
}

func bareNode(n math.Node) bool {
	switch n := n.(type) {
	case *math.Ident, *math.Number:
		return true
	case *math.Row:
		return len(n.Items) == 1 && bareNode(n.Items[0])
	}
	return false
}

func isPrime(n math.Node) bool {
	o, ok := n.(*math.Operator)
	return ok && strings.Contains("′″‴⁗", o.Text)
}

// unsigned returns l without a sign before it.
func unsigned(l []token) []token {
	if len(l) > 1 && !l[0].hasScripts() && l[0].isSign() {
		return l[1:]
	}
	return l
}

func (t token) isSign() bool {
	o, ok := t.node.(*math.Operator)
	return ok && o.Form == math.Prefix && (o.Text == "−" || o.Text == "+" || o.Text == "±")
}

// term reports whether l is a product of few simple factors, or a function of simple arguments, perhaps with a sign.
func term(l []token) bool {
	l = unsigned(l)
	if len(l) == 0 || len(l) > maxFactors {
		return false
	}
	if len(l) == 2 && takesArgument(l[0], l[1]) {
		return simple(l[0]) && !l[1].hasScripts() && simpleArguments(l[1].group.inner)
	}
	for i, t := range l {
		if !simple(t) && (i == 0 || t.sign() != "!" || t.hasScripts()) {
			return false
		}
	}
	return true
}

// simpleArguments reports whether l is a list of small products, parted by commas or bars.
func simpleArguments(l []token) bool {
	start := 0
	for i, t := range l {
		if t.parts() {
			if !product(l[start:i]) {
				return false
			}
			start = i + 1
		}
	}
	return product(l[start:])
}

// parts reports whether t stands between arguments: a comma, a semicolon, a bar.
func (t token) parts() bool {
	return !t.hasScripts() && (t.class() == math.Punct || strings.Contains("|∣‖∥", t.sign()) && t.sign() != "")
}

// product reports whether l is up to three simple factors.
func product(l []token) bool {
	l = unsigned(l)
	for _, t := range l {
		if !simple(t) {
			return false
		}
	}
	return 0 < len(l) && len(l) <= 3
}
