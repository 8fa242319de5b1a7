package speech

import (
	"slices"
	"strings"

	"coursepack/content/math"
)

// A token is what is said in one go: an atom with its scripts, or a stretch between brackets with those of the closing one.
type token struct {
	node           math.Node // nil for a group, and for scripts without a base
	group          *group
	sub, sup       math.Node // or what stands below and above
	preSub, preSup math.Node
	stacked        bool // sub and sup stand below and above
}

// A group is a stretch between two delimiters. An invisible group, which has scripts as a whole, has no delimiters.
type group struct {
	open, close string
	inner       []token
}

// quad is the least space that is heard as a pause, in em.
const quad = 1

// read returns what there is to say of nodes that follow each other. Rows within rows, styles and boxes are gone from it,
// brackets have found each other.
func read(nodes ...math.Node) []token {
	var r reader
	for _, n := range nodes {
		r.node(n)
	}
	return r.finish()
}

// A reader keeps what stands before brackets that are still open.
type reader struct {
	list []token
	open []opening
}

type opening struct {
	bracket token
	before  []token // the list around it
	solid   int     // the place of the last opening bracket, up to this one, that is no angle bracket; -1 if there is none
}

func (r *reader) node(n math.Node) {
	switch n := n.(type) {
	case nil:
	case *math.Row:
		r.list = slices.Grow(r.list, len(n.Items))
		for _, item := range n.Items {
			r.node(item)
		}
	case *math.Style:
		r.node(n.Body)
	case *math.Box:
		if !n.Hidden {
			r.node(n.Body)
		}
	case *math.Space:
		if n.Width >= quad {
			r.list = append(r.list, token{node: n})
		}
	case *math.Scripts:
		r.scripted(n.Base, token{sub: n.Sub, sup: n.Sup, preSub: n.PreSub, preSup: n.PreSup})
	case *math.UnderOver:
		r.scripted(n.Base, token{sub: n.Under, sup: n.Over, stacked: true})
	case *math.Fenced:
		r.list = append(r.list, token{group: fenced(n)})
	default:
		r.token(token{node: n})
	}
}

// fenced returns what stands between delimiters that grow. Those in its middle are signs like others.
func fenced(f *math.Fenced) *group {
	var r reader
	for i, part := range f.Parts {
		if i > 0 {
			r.list = append(r.list, token{node: f.Middles[i-1]})
		}
		r.node(part)
	}
	return &group{f.Open, f.Close, r.finish()}
}

// scripted adds base with scripts.
func (r *reader) scripted(base math.Node, scripts token) {
	inner := read(base)
	switch {
	case len(inner) == 1 && inner[0].takes(scripts):
		scripts = inner[0].with(scripts)
	case len(inner) > 1 && allFunctions(inner):
		scripts.node = joined(inner)
	case len(inner) > 0:
		scripts.group = &group{inner: inner}
	}
	r.token(scripts)
}

// takes reports whether t has room for the scripts.
func (t token) takes(scripts token) bool {
	room := t.sup == nil && t.preSub == nil && t.preSup == nil && (t.sub == nil || scripts.sub == nil)
	return room && (t.sub == nil || t.stacked == scripts.stacked)
}

// with returns t with scripts that it has room for.
func (t token) with(scripts token) token {
	if scripts.sub != nil {
		t.sub = scripts.sub
	}
	t.sup, t.preSub, t.preSup, t.stacked = scripts.sup, scripts.preSub, scripts.preSup, scripts.stacked
	return t
}

// allFunctions reports whether l is nothing but names of functions, as \arg\max is.
func allFunctions(l []token) bool {
	for _, t := range l {
		if _, ok := t.node.(*math.Func); !ok || t.hasScripts() {
			return false
		}
	}
	return true
}

func joined(l []token) math.Node {
	var names []string
	for _, t := range l {
		names = append(names, t.node.(*math.Func).Text)
	}
	return &math.Func{Text: strings.Join(names, " ")}
}

func (t token) hasScripts() bool {
	return t.sub != nil || t.sup != nil || t.preSub != nil || t.preSup != nil
}

// sign returns the text of an operator, or "".
func (t token) sign() string {
	if o, ok := t.node.(*math.Operator); ok {
		return o.Text
	}
	return ""
}

// closers are brackets that end what another one has begun. Intervals may be open at one side.
var closers = map[string]string{"(": ")]", "[": "])", "{": "}", "⟨": "⟩|", "⌊": "⌋", "⌈": "⌉", "⟦": "⟧", "⟪": "⟫"}

func (r *reader) token(t token) {
	sign := t.sign()
	switch {
	case sign == "":
		r.word(t)
	case r.closes(t, sign):
		last := r.open[len(r.open)-1]
		r.open = r.open[:len(r.open)-1]
		t.node, t.group = nil, &group{last.bracket.sign(), sign, pairBars(r.list)}
		r.list = append(last.before, t)
	case closers[sign] != "" && !t.hasScripts():
		r.open = append(r.open, opening{t, r.list, r.solid(sign)})
		r.list = nil
	case sign == "=" && r.last().sign() == ":" && !r.last().hasScripts():
		r.list[len(r.list)-1].node = &math.Operator{Text: "≔", Class: math.Rel}
	default:
		r.list = append(r.list, t)
	}
}

// closes reports whether t closes the bracket that was opened last. One that nothing closes does not stand in the way.
func (r *reader) closes(t token, sign string) bool {
	if sign == "|" && math.ClassOf(t.node) != math.Close {
		return false
	}
	top := len(r.open) - 1
	if top >= 0 && strings.Contains(")]}", sign) {
		top = r.open[top].solid
	}
	if top < 0 || !strings.Contains(closers[r.open[top].bracket.sign()], sign) {
		return false
	}
	r.list = unclosed(r.open[top+1:], r.list)
	r.open = r.open[:top+1]
	return true
}

// solid returns the place of the last opening bracket that is no angle bracket, if sign opens next.
func (r *reader) solid(sign string) int {
	switch {
	case sign != "⟨":
		return len(r.open)
	case len(r.open) == 0:
		return -1
	}
	return r.open[len(r.open)-1].solid
}

// unclosed returns what stands before, after and between brackets that have no partner as a single list with these brackets.
func unclosed(open []opening, list []token) []token {
	if len(open) == 0 {
		return list
	}
	var all []token
	for _, o := range open {
		all = append(append(all, o.before...), o.bracket)
	}
	return append(all, list...)
}

// word adds what is no sign. \arg\max is one function.
func (r *reader) word(t token) {
	if f, ok := t.node.(*math.Func); ok && (f.Text == "max" || f.Text == "min") {
		if arg, ok := r.last().node.(*math.Func); ok && arg.Text == "arg" && !r.last().hasScripts() {
			t.node = &math.Func{Span: f.Span, Text: "arg " + f.Text}
			r.list[len(r.list)-1] = t
			return
		}
	}
	r.list = append(r.list, t)
}

func (r *reader) last() token {
	if len(r.list) == 0 {
		return token{}
	}
	return r.list[len(r.list)-1]
}

func (r *reader) finish() []token { return pairBars(unclosed(r.open, r.list)) }
