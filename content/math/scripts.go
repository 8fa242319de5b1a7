package math

import "strings"

// marks are the scripts of one base.
type marks struct {
	sub, sup Node
	primes   int
	primed   Span // where the primes stand
	limits   Limits
	end      int
}

func (m *marks) isZero() bool { return m.sub == nil && m.sup == nil && m.primes == 0 }

// scripts reads what is set at the corners of base, or above and below it.
func (p *parser) scripts(base Node) Node {
	m := marks{limits: LimitsOf(base)}
	for {
		t := p.next()
		switch {
		case t.kind == superscript:
			base = p.script(t, base, &m, &m.sup)
		case t.kind == subscript:
			base = p.script(t, base, &m, &m.sub)
		case t.isCommand("limits"):
			m.limits = Stacked
		case t.isCommand("nolimits"):
			m.limits = Beside
		case t.isCommand("displaylimits"):
			m.limits = Movable
		case t.kind == char && isPrime(t):
			m.prime(t.Span)
		case t.kind == char && raised[t.text] != "":
			base = p.unicodeScript(t, raised, base, &m, &m.sup)
		case t.kind == char && lowered[t.text] != "":
			base = p.unicodeScript(t, lowered, base, &m, &m.sub)
		default:
			p.unread(t)
			return p.marked(base, m)
		}
		m.end = p.last
	}
}

// script reads one script into place. A second one at the same corner goes to an empty base after the first one.
func (p *parser) script(t token, base Node, m *marks, place *Node) Node {
	if *place != nil {
		what := "superscript"
		if t.kind == subscript {
			what = "subscript"
		}
		p.problems.warn(t.Span, "math-double-script", "a second "+what+" on the same base", "the "+what+" after the first one")
		base = p.nextBase(t, base, m)
	}
	*place = p.argument(t)
	return base
}

// nextBase ends base with its scripts and returns an empty one for those that follow.
func (p *parser) nextBase(t token, base Node, m *marks) Node {
	p.list.items = append(p.list.items, p.marked(base, *m))
	*m = marks{}
	return &Row{Span: Span{t.Start, t.Start}}
}

// isPrime reports whether t is a prime that goes to what stands before it.
func isPrime(t token) bool { return t.kind == char && strings.Contains("'’′", t.text) }

// prime adds a prime.
func (m *marks) prime(at Span) {
	if m.primes == 0 {
		m.primed = at
	}
	m.primes++
	m.primed.End = at.End
}

var primeSigns = strings.NewReplacer("′′′′", "⁗", "′′′", "‴", "′′", "″")

// superscript returns what stands at the upper right corner: primes before everything else.
func (m *marks) superscript() Node {
	if m.primes == 0 {
		return m.sup
	}
	signs := primeSigns.Replace(strings.Repeat("′", m.primes))
	primes := &Operator{Span: m.primed, Text: signs, Form: Postfix}
	if m.sup == nil {
		return primes
	}
	at := Span{min(m.primed.Start, m.sup.Extent().Start), max(m.primed.End, m.sup.Extent().End)}
	return &Row{Span: at, Items: append([]Node{primes}, asRow(m.sup).Items...)}
}

// marked puts scripts to base.
func (p *parser) marked(base Node, m marks) Node {
	if m.isZero() {
		if m.limits != LimitsOf(base) {
			setLimits(base, m.limits)
		}
		return base
	}
	at := Span{base.Extent().Start, max(base.Extent().End, m.end)}
	sup := m.superscript()
	if m.limits == Beside {
		setLimits(base, Beside)
		return &Scripts{Span: at, Base: base, Sub: m.sub, Sup: sup}
	}
	setLimits(base, m.limits)
	return &UnderOver{Span: at, Base: base, Under: m.sub, Over: sup, Movable: m.limits == Movable}
}

// setLimits notes what \limits and its like say.
func setLimits(n Node, limits Limits) {
	switch n := n.(type) {
	case *Row:
		n.Limits = limits
	case *Operator:
		n.Limits = limits
	case *Func:
		n.Limits = limits
	case *Accent:
		n.Limits = limits
	}
}

// unicodeScript reads a run of characters such as ² and ₙ.
func (p *parser) unicodeScript(t token, plain map[string]string, base Node, m *marks, place *Node) Node {
	row := &Row{Span: t.Span}
	for ; t.kind == char && plain[t.text] != ""; t = p.next() {
		row.Items = append(row.Items, p.characterNode(plain[t.text], t.Span))
		row.End = t.End
	}
	p.unread(t)
	if *place != nil {
		base = p.nextBase(t, base, m)
	}
	*place = row
	if len(row.Items) == 1 {
		*place = row.Items[0]
	}
	return base
}

var (
	raised  = paired("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ", "0123456789+-=()niabcdefghjklmoprstuvwxyzT")
	lowered = paired("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx")
)

func paired(from, to string) map[string]string {
	pairs := make(map[string]string)
	plain := []rune(to)
	for i, r := range []rune(from) {
		pairs[string(r)] = string(plain[i])
	}
	return pairs
}
