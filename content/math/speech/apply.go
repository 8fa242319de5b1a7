package speech

import (
	"strings"
	"unicode"

	"coursepack/content/math"
)

// functionLetters usually are functions if parentheses follow.
const functionLetters = "fghpqPQDEFGHLOTΓϕφψΦΨσζ"

// usualFunction reports whether a letter usually is a function: some letters are, and all calligraphic ones.
func usualFunction(ident *math.Ident) bool {
	return strings.Contains(functionLetters, ident.Text) || isCalligraphic(ident.Variant)
}

func isCalligraphic(v math.Variant) bool {
	switch v {
	case math.Calligraphic, math.BoldCalligraphic, math.Script, math.BoldScript:
		return true
	}
	return false
}

// letterOf returns the letter below accents.
func letterOf(n math.Node) (ident *math.Ident, ok bool) {
	for {
		switch at := n.(type) {
		case *math.Ident:
			return at, true
		case *math.Accent:
			n = at.Base
		default:
			return nil, false
		}
	}
}

// takesArgument reports whether t is a function of what stands in the parentheses g. Named functions are, and the usual
// letters. Other letters are if what stands there could not be a factor: one atom, which would need no parentheses, or a list.
func takesArgument(t, g token) bool {
	if g.group == nil || g.group.open+g.group.close != "()" && g.group.open+g.group.close != "[]" || t.stacked {
		return false
	}
	inner := g.group.inner
	if t.group != nil {
		return t.group.open == "(" && len(t.group.inner) > 1 && !t.hasScripts() && len(inner) == 1 && isVariable(inner[0])
	}
	if t.isChemical() && (g.isPhase() || len(t.node.(*math.Ident).Text) > 1) {
		return false
	}
	if isName(t.node) {
		return true
	}
	ident, ok := letterOf(t.node)
	switch {
	case !ok || strings.Contains("∇∂∞", ident.Text):
		return false
	case usualFunction(ident) && (t.sup == nil || isMark(read(t.sup)) || isInverse(read(t.sup))):
		return !hasFactor(inner, ident)
	case t.sup == nil, isMark(read(t.sup)), isGreek(t.sup) && isCapital(ident.Text):
		return len(inner) == 1 && inner[0].isBare() || isList(inner)
	}
	return false
}

// hasFactor reports whether l has the letter itself, which then is a number: p(1-p).
func hasFactor(l []token, ident *math.Ident) bool {
	for i, t := range l {
		same, ok := letterOf(t.node)
		if ok && same.Text == ident.Text && same.Variant == ident.Variant && (i+1 == len(l) || l[i+1].group == nil) && len(l) > 1 {
			return true
		}
	}
	return false
}

// isName reports whether n is a word that names a function.
func isName(n math.Node) bool {
	switch n := n.(type) {
	case *math.Func:
		return true
	case *math.Ident:
		return len([]rune(n.Text)) > 1
	case *math.Text:
		return len(n.Text) > 1 && strings.IndexFunc(n.Text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) < 0
	}
	return false
}

func isVariable(t token) bool {
	_, ok := t.node.(*math.Ident)
	return ok
}

// isMark reports whether a superscript is none that a number has: a prime, a star, something in parentheses.
func isMark(sup []token) bool {
	return len(sup) == 1 && (sup[0].sign() != "" || sup[0].group != nil)
}

func isList(l []token) bool {
	for _, t := range l {
		if t.parts() {
			return true
		}
	}
	return false
}

// application says a function and its arguments.
func (w *walk) application(t token) bool {
	g, ok := w.peek()
	if !ok || !takesArgument(t, g) {
		return false
	}
	w.at++
	w.functionName(t)
	w.argument(g)
	return true
}

// functionName says a function that is applied. The Greek letter at p of θ is said without "sub".
func (w *walk) functionName(t token) {
	if t.group != nil {
		w.group(t)
		return
	}
	said := factor
	switch n := t.node.(type) {
	case *math.Func:
		w.named(n, t)
		return
	case *math.Ident:
		w.nameOf(n, n.Text)
	case *math.Text:
		w.nameOf(n, n.Text)
	default:
		w.symbol(n)
	}
	if ident, ok := letterOf(t.node); ok && usualFunction(ident) && isGreek(t.sub) {
		w.tokens(read(t.sub), inScript)
		t.sub = nil
	}
	if isGreek(t.sup) {
		w.say(w.lang.Superscript, w.saying(t.sup, inScript))
		t.sup = nil
	}
	w.scripts(t, &said)
}

// nameOf says the letter or word n, which names a function.
func (w *walk) nameOf(n math.Node, text string) {
	if name := w.lang.Functions[text]; name != "" {
		w.words(name)
		return
	}
	w.symbol(n)
}

// isGreek reports whether n is a Greek letter, perhaps with an index.
func isGreek(n math.Node) bool {
	if s, ok := n.(*math.Scripts); ok && s.Sup == nil && s.PreSub == nil && s.PreSup == nil && bareNode(s.Sub) {
		n = s.Base
	}
	ident, ok := n.(*math.Ident)
	return ok && len([]rune(ident.Text)) == 1 && strings.ContainsAny(ident.Text, greek)
}

const greek = "αβγδϵεζηθϑικλμνξπρσςτυϕφχψωΓΔΘΛΞΠΣΥΦΨΩ"

// argument says "of" and what stands in the parentheses g; these are named unless it is a list of simple arguments.
func (w *walk) argument(g token) {
	w.words(w.lang.Of)
	said := factor
	if simpleArguments(g.group.inner) {
		w.tokens(g.group.inner, inParens)
		said = compound
	} else {
		w.delimited(g.group)
	}
	w.scripts(g, &said)
	w.last = compound
}

// function says a named function that has no parentheses: log x.
func (w *walk) function(t token) bool {
	f, ok := t.node.(*math.Func)
	if !ok || t.stacked {
		return false
	}
	based := w.named(f, t)
	next, follows := w.peek()
	w.last = factor
	if !follows || !w.operandFollows() {
		return true
	}
	w.last = open
	_, isFunc := next.node.(*math.Func)
	if based || strings.HasPrefix(w.lang.functionName(f.Text), w.lang.The+" ") || !next.isBare() && !isFunc && !next.isSign() {
		w.words(w.lang.Of)
	}
	return true
}

// named says the name of a function with its scripts, and reports whether it has a base, as logarithms do.
func (w *walk) named(f *math.Func, t token) (based bool) {
	name := func() { w.words(w.lang.functionName(f.Text)) }
	said := factor
	switch {
	case t.sub == nil && isInverse(read(t.sup)):
		w.say(w.lang.InverseFunction, name)
	case t.sub != nil && t.sup == nil && f.Text == "log":
		w.say(w.lang.Base, name, w.saying(t.sub, inScript))
		return true
	default:
		name()
		w.scripts(t, &said)
	}
	return false
}

// large says a large operator, or what has limits like one: "the sum from i equals 1 to n of".
func (w *walk) large(t token) bool {
	key := largeKey(t.node)
	words := w.lang.Large[key]
	_, isSign := t.node.(*math.Operator)
	if words == "" || !isSign && !t.hasScripts() && !w.operandFollows() {
		return false
	}
	w.words(words)
	said := factor
	if !isSign && t.sup != nil && !t.stacked {
		w.scripts(token{node: t.node, sup: t.sup}, &said)
		t.sup = nil
	}
	w.limits(t, key, isSign)
	w.last = open
	if g, ok := w.peek(); ok && !isSign && (takesArgument(token{node: t.node}, g) || g.isCondition()) {
		w.at++
		w.argument(g)
		return true
	}
	w.of()
	return true
}

// isCondition reports whether t is in braces that are parentheses rather than those of a set: \Pr\{x > 0\}.
func (t token) isCondition() bool {
	return t.group != nil && t.group.open+t.group.close == "{}" && !isList(t.group.inner)
}

// largeKey returns what the table of large operators has n under.
func largeKey(n math.Node) string {
	switch n := n.(type) {
	case *math.Operator:
		return n.Text
	case *math.Func:
		return strings.ReplaceAll(n.Text, "\u2009", " ")
	case *math.Ident:
		return n.Styled()
	case *math.Number:
		return n.Styled()
	}
	return ""
}

// limits says what stands below and above a large operator.
func (w *walk) limits(t token, key string, isSign bool) {
	in := inLimits
	if !isSign && w.lang.Approach[key] == "" {
		in = inScript
	}
	sub, sup := read(t.sub), read(t.sup)
	switch {
	case len(sub) > 0 && len(sup) > 0:
		w.say(w.lang.FromTo, w.spoken(sub, in), w.spoken(sup, in))
	case len(sub) > 0:
		template := w.lang.Approach[key]
		if template == "" {
			template = w.lang.Over
		}
		w.say(template, w.spoken(sub, in))
	case len(sup) > 0:
		w.say(w.lang.UpTo, w.spoken(sup, in))
	}
	if hasGroup(sub) || hasGroup(sup) {
		w.pause(",")
	}
}

func hasGroup(l []token) bool {
	for _, t := range l {
		if t.group != nil {
			return true
		}
	}
	return false
}

// gradient says ∇ before what it works on.
func (w *walk) gradient(t token) bool {
	ident, ok := t.node.(*math.Ident)
	if !ok || ident.Text != "∇" || t.sup != nil {
		return false
	}
	words := w.lang.Gradient
	next, _ := w.peek()
	switch {
	case w.lang.NablaSigns[next.sign()] != "" && !next.hasScripts() && t.sub == nil:
		words = w.lang.NablaSigns[next.sign()]
		w.at++
	case !w.operandFollows():
		return false
	}
	w.words(words)
	if t.sub != nil {
		w.say(w.lang.WithRespectTo, w.saying(t.sub, inScript))
	}
	w.of()
	w.last = open
	return true
}
