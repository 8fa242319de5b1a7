package speech

import (
	"strings"

	"coursepack/content/math"
)

// group says what stands between delimiters, by what they mean.
func (w *walk) group(t token) kind {
	g := t.group
	said := factor
	if isModulus(g.inner) {
		w.pause(",")
		w.tokens(g.inner, onLine)
		return open
	}
	if table := soleTable(g.inner); table != nil {
		w.fencedTable(g, table)
		w.scripts(t, &said)
		return compound
	}
	last := compound
	switch g.open + g.close {
	case "":
		if len(g.inner) > 0 {
			w.say(w.lang.Quantity, w.spoken(g.inner, w.in))
		}
	case "{}":
		return w.setOf(t)
	case "‖‖":
		return w.norm(t)
	case "||":
		said = w.between(g, w.absolute(g.inner))
	case "⌊⌋":
		said = w.between(g, w.lang.Floor)
	case "⌈⌉":
		said = w.between(g, w.lang.Ceiling)
	case "⟨|":
		w.say(w.lang.Bra, w.spoken(g.inner, onLine))
		last = factor
	case "|⟩":
		w.say(w.lang.Ket, w.spoken(g.inner, onLine))
		last = factor
	case "|":
		if g.open == "" && t.hasScripts() {
			w.tokens(g.inner, onLine)
			w.evaluated(t)
			return compound
		}
		w.delimited(g)
	default:
		if !w.interval(g) {
			w.delimited(g)
			last = factor
		}
	}
	w.scripts(t, &said)
	return last
}

// delimited names both delimiters.
func (w *walk) delimited(g *group) {
	in := inParens
	if g.open != "(" && g.open != "[" && g.close != ")" && g.close != "]" {
		in = onLine
	}
	w.words(w.lang.fence(g.open, true))
	w.tokens(g.inner, in)
	w.words(w.lang.fence(g.close, false))
}

// between says a template that has a long form.
func (w *walk) between(g *group, template [2]string) kind {
	if term(g.inner) {
		w.say(template[0], w.spoken(g.inner, w.in))
		return compound
	}
	w.say(template[1], w.spoken(g.inner, w.in))
	return factor
}

// absolute returns what bars around l mean: the size of a set, the determinant of a bold capital letter, or the absolute value.
func (w *walk) absolute(l []token) [2]string {
	if len(l) == 1 {
		ident, ok := l[0].node.(*math.Ident)
		switch {
		case l[0].group != nil && l[0].group.open == "{", ok && isCalligraphic(ident.Variant), w.isSet(l[0].node):
			return w.lang.Size
		case ok && isBold(ident.Variant) && isCapital(ident.Text):
			return w.lang.Determinant
		}
	}
	return w.lang.Absolute
}

// norm says a norm; its subscript is its name.
func (w *walk) norm(t token) kind {
	g := t.group
	if t.sub == nil || t.stacked {
		said := w.between(g, w.lang.Norm)
		w.scripts(t, &said)
		return compound
	}
	sub := read(t.sub)
	name := func() { w.say(w.lang.LongNormName, w.spoken(sub, inScript)) }
	if small(sub) || len(sub) == 1 && simple(sub[0]) {
		name = w.spoken(sub, inScript)
	}
	template, said := w.lang.NamedNorm[1], factor
	if term(g.inner) {
		template, said = w.lang.NamedNorm[0], compound
	}
	w.say(template, w.spoken(g.inner, w.in), name)
	t.sub = nil
	w.scripts(t, &said)
	return compound
}

// setOf says what stands in braces. Limits at the end of a family are a part of it.
func (w *walk) setOf(t token) kind {
	g := t.group
	said := factor
	body := w.spoken(g.inner, inSet)
	if t.sub != nil && !t.stacked {
		sub := read(t.sub)
		template := w.lang.FamilyOver
		if t.sup != nil {
			template = w.lang.FamilyFromTo
		}
		w.say(template, body, w.spoken(sub, inLimits), w.saying(t.sup, inLimits))
		return compound
	}
	if len(g.inner) == 1 && simple(g.inner[0]) {
		w.say(w.lang.Set[0], body)
		said = compound
	} else {
		w.say(w.lang.Set[1], body)
	}
	w.scripts(t, &said)
	return compound
}

// interval says an interval: two bounds between brackets that do not match, or that say what something is in.
func (w *walk) interval(g *group) bool {
	fences := g.open + g.close
	if !strings.Contains("[] () [) (]", fences) || len(fences) != 2 {
		return false
	}
	comma := -1
	for i, t := range g.inner {
		if t.parts() {
			if comma >= 0 || t.sign() != "," {
				return false
			}
			comma = i
		}
	}
	if comma < 1 || comma == len(g.inner)-1 || (fences == "[]" || fences == "()") && !w.afterMembership() {
		return false
	}
	from, to := g.inner[:comma], g.inner[comma+1:]
	long := 0
	if !term(from) || !term(to) {
		long = 1
	}
	w.say(w.lang.Intervals[fences][long], w.spoken(from, onLine), w.spoken(to, onLine))
	return true
}

// afterMembership reports whether ∈ or ⊂ stands before what is being said.
func (w *walk) afterMembership() bool {
	sign := w.previous().sign()
	return sign != "" && (strings.Contains("∈∉⊂⊆→⟶", sign) || sign == ":" && w.in == inFunction)
}

// isModulus reports whether l is the mod n of \pmod{n}.
func isModulus(l []token) bool {
	if len(l) < 2 {
		return false
	}
	f, ok := l[0].node.(*math.Func)
	return ok && f.Text == "mod"
}

// soleTable returns the table that is all of l, or nil.
func soleTable(l []token) *math.Table {
	if len(l) != 1 || l[0].hasScripts() {
		return nil
	}
	table, _ := l[0].node.(*math.Table)
	return table
}
