package speech

import (
	"strings"

	"coursepack/content/math"
)

// A kind tells how what has been said goes on.
type kind uint8

const (
	open     kind = iota // nothing, or an operation that waits for something
	text                 // words
	factor               // what may be followed by another factor
	indexed              // a letter whose scripts could go on: "x sub i"
	compound             // a phrase that could go on: "the fraction 1 over n"
)

// A walk passes over a list.
type walk struct {
	*voice
	list   []token
	at     int
	in     place
	last   kind
	set    bool       // "such that" has been said
	exists bool       // ∃ has been said
	bound  bool       // a variable follows that ∀ or ∃ binds
	after  *following // of the first colon; nil until it is met
}

// tokens says a list.
func (v *voice) tokens(list []token, in place) {
	w := walk{voice: v, list: list, in: in}
	for w.at < len(list) {
		if w.times() {
			w.words(v.lang.Times)
		}
		w.next()
		if _, ok := w.list[w.at-1].node.(*math.Space); !ok && w.in == onNextLine {
			w.in = onLine
		}
	}
}

// line says a list that stands on its own: punctuation at its end is silent.
func (v *voice) line(list []token, in place) {
	for len(list) > 0 {
		last := list[len(list)-1]
		if last.hasScripts() || !strings.Contains(",.;", last.sign()) || last.sign() == "" {
			break
		}
		list = list[:len(list)-1]
	}
	v.tokens(list, in)
}

// saying returns what says a node in a place.
func (v *voice) saying(n math.Node, in place) func() {
	return func() { v.tokens(read(n), in) }
}

func (v *voice) spoken(l []token, in place) func() {
	return func() { v.tokens(l, in) }
}

// times reports whether a factor follows that could be taken for the end of what has been said, or that begins with an article.
func (w *walk) times() bool {
	t := w.list[w.at]
	if w.last < factor || !t.isFactor() || w.differential() || w.mixed() {
		return false
	}
	return w.last == compound || w.isPhrase() || w.last == indexed && t.isBare() && !t.hasScripts()
}

// isPhrase reports whether what stands next is read as a phrase: "the sum", "the fraction".
func (w *walk) isPhrase() bool {
	t := w.list[w.at]
	switch n := t.node.(type) {
	case *math.Frac, *math.Root:
		return true
	case *math.Operator:
		return n.Class == math.Op
	case *math.Ident:
		return n.Text == "∇" || w.isSet(n) || w.lang.Large[largeKey(n)] != ""
	case *math.Func:
		return strings.HasPrefix(w.lang.functionName(n.Text), w.lang.The+" ") || w.lang.Large[largeKey(n)] != ""
	}
	return t.group != nil && t.group.open != "" && t.group.close != "⟩" && strings.Contains("|‖⌊⌈", t.group.open)
}

// mixed reports whether the fraction of a mixed number stands next.
func (w *walk) mixed() bool {
	f, ok := w.list[w.at].node.(*math.Frac)
	return ok && w.at > 0 && numeral(w.list[w.at-1:w.at]) != "" && w.parts(read(f.Num), read(f.Den)) != ""
}

// isFactor reports whether t can be multiplied with what stands before it.
func (t token) isFactor() bool {
	switch n := t.node.(type) {
	case *math.Space, *math.Text:
		return false
	case *math.Operator:
		return n.Class == math.Op || n.Text == "∇" || n.Text == "∞"
	}
	return true
}

// differential reports whether dx stands next.
func (w *walk) differential() bool {
	d, ok := w.list[w.at].node.(*math.Ident)
	if !ok || w.at+1 == len(w.list) {
		return ok && len(d.Text) == 2 && d.Text[0] == 'd'
	}
	_, ok = w.list[w.at+1].node.(*math.Ident)
	return ok && d.Text == "d"
}

// next says what stands next and passes over it.
func (w *walk) next() {
	t := w.list[w.at]
	w.at++
	if t.preSub != nil || t.preSup != nil || t.isEmpty() {
		t = w.leftScripts(t)
	}
	switch {
	case t.isEmpty():
	case w.large(t), w.gradient(t), w.application(t), w.function(t):
	case t.group != nil:
		w.last = w.group(t)
	default:
		w.atom(t)
	}
}

func (t token) isEmpty() bool { return t.node == nil && t.group == nil }

// leftScripts says what stands at the left of an atom and returns the rest. Scripts without a base belong to what follows.
func (w *walk) leftScripts(t token) token {
	sub, sup := t.preSub, t.preSup
	if t.isEmpty() {
		sub, sup = t.sub, t.sup
	}
	if sub == nil && w.mark(t, read(sup)) {
		return token{}
	}
	if sup != nil {
		w.say(w.lang.LeftSuperscript, w.saying(sup, inScript))
	}
	if sub != nil {
		w.say(w.lang.LeftSubscript, w.saying(sub, inScript))
	}
	if t.isEmpty() {
		return token{}
	}
	t.preSub, t.preSup = nil, nil
	return t
}

// peek returns what stands next; ok is false at the end of the list.
func (w *walk) peek() (t token, ok bool) {
	if w.at == len(w.list) {
		return token{}, false
	}
	return w.list[w.at], true
}

// previous returns what stands before the token that has just been passed.
func (w *walk) previous() token {
	if w.at < 2 {
		return token{}
	}
	return w.list[w.at-2]
}

// operandFollows reports whether something stands next that a function can work on.
func (w *walk) operandFollows() bool {
	t, ok := w.peek()
	if !ok {
		return false
	}
	switch n := t.node.(type) {
	case *math.Space:
		return false
	case *math.Operator:
		return n.Class == math.Op || n.Class == math.Ord && n.Form != math.Postfix && t.bar() == "" && n.Text != "/"
	}
	return true
}

// of says "of" if something follows that has not been named yet.
func (w *walk) of() {
	if w.operandFollows() {
		w.words(w.lang.Of)
	}
}

// atom says a single token with its scripts.
func (w *walk) atom(t token) {
	switch n := t.node.(type) {
	case *math.Operator:
		w.operator(n, t)
	case *math.Space:
		w.pause(",")
		w.last = open
	case *math.Frac:
		w.frac(n, t)
	default:
		if w.canceled(t) {
			w.last = compound
			return
		}
		w.last = w.symbol(w.plain(t.node))
		w.scripts(t, &w.last)
	}
}

// canceled says what is crossed out by an arrow that leads to its new value.
func (w *walk) canceled(t token) bool {
	n, ok := t.node.(*math.Enclose)
	if !ok || n.Notation&math.UpArrow == 0 || t.sup == nil {
		return false
	}
	w.say(w.lang.CanceledTo, w.saying(n.Body, onLine), w.saying(t.sup, onLine))
	return true
}

// plain returns n without the alphabet of a number in a script: \mathbf{x_1} makes the index bold, too.
func (w *walk) plain(n math.Node) math.Node {
	if number, ok := n.(*math.Number); ok && w.in == inScript {
		return &math.Number{Text: number.Text}
	}
	return n
}
