package speech

import (
	"strings"

	"coursepack/content/math"
)

// variation asks for another shape of the same sign.
const variation = "\uFE00"

// operator says a sign with what stands over and under it.
func (w *walk) operator(n *math.Operator, t token) {
	said := factor
	switch {
	case n.Text == "|" && t.hasScripts() && !t.stacked:
		w.evaluated(t)
		w.last = compound
		return
	case n.Class == math.Punct && w.last == compound:
		w.pause(",")
	}
	w.words(w.sign(n))
	w.scripts(t, &said)
	if n.Class == math.Rel || n.Class == math.Punct {
		w.bound = false
	}
	w.last = open
	if n.Class == math.Close || n.Class == math.Ord && n.Form != math.Prefix && !t.parts() && n.Text != "/" && n.Text != "…" {
		w.last = factor
	}
}

// sign returns how a sign reads where it stands.
func (w *walk) sign(n *math.Operator) string {
	l := w.lang
	if bond := w.bond(n); bond != "" {
		return bond
	}
	switch n.Text {
	case "|", "∣":
		return w.bar()
	case "∀":
		w.bound = true
	case "∃":
		w.exists, w.bound = true, true
	case "!":
		if w.last == open {
			return l.Unique
		}
	case ".":
		if w.inAbbreviation() {
			return ""
		}
	case "‖", "∥":
		if w.in == inParens {
			return w.bare(l.Signs[n.Text])
		}
	case ":":
		return w.colon()
	case "∼":
		if w.in == inScript || w.in == inLimits || w.drawn() {
			return w.relation(l.DrawnFrom)
		}
	case "→", "⟶":
		switch {
		case w.in == inLimits:
			return l.Approaches
		case w.in == inFunction:
			return l.To
		}
	case "×":
		switch w.in {
		case inPower:
			return l.By
		case inFunction:
			return l.Cross
		}
	case "⋅":
		if n.Class == math.Bin && w.besideNumber() {
			return l.Times
		}
	case "−", "±", "∓":
		if n.Form == math.Prefix && w.operandFollows() && w.in != onNextLine {
			return l.Prefixes[n.Text]
		}
	case "+":
		if n.Form == math.Prefix && w.quantityFollows() {
			return l.Prefixes[n.Text]
		}
	}
	text := strings.TrimRight(n.Text, variation)
	if words := l.Signs[text]; words != "" {
		return w.relation(words)
	}
	if plain, struck := strings.CutSuffix(text, stroke); struck {
		return l.Not + " " + w.bare(l.Signs[plain])
	}
	return n.Text
}

// relation returns the words of a relation. Those in parentheses at its beginning make a sentence; they are left out in scripts
// and where nothing stands before.
func (w *walk) relation(words string) string {
	verb, rest, ok := strings.Cut(words, ") ")
	switch {
	case !ok:
		return words
	case w.last == open || w.in == inScript || w.in == inLimits || w.in == inSet && !w.set || w.bound:
		return rest
	}
	return verb[1:] + " " + rest
}

// quantityFollows reports whether a number or infinity stands next, which a plus may be a sign of.
func (w *walk) quantityFollows() bool {
	next, _ := w.peek()
	ident, ok := next.node.(*math.Ident)
	_, isNumber := next.node.(*math.Number)
	return isNumber || ok && ident.Text == "∞"
}

// inAbbreviation reports whether the dot that has just been passed belongs to an upright letter, as in i.i.d.
func (w *walk) inAbbreviation() bool {
	ident, ok := w.previous().node.(*math.Ident)
	return ok && ident.Variant == math.Upright
}

// bare returns the words of a relation without those in parentheses.
func (w *walk) bare(words string) string {
	_, rest, ok := strings.Cut(words, ") ")
	if !ok {
		return words
	}
	return rest
}

// bar returns how a bar reads that stands alone.
func (w *walk) bar() string {
	l := w.lang
	switch w.in {
	case inParens, inScript:
		return l.Given
	case inLimits:
		return l.Divides
	case inSet:
		if !w.set {
			w.set = true
			return l.SuchThat
		}
		return l.Given
	}
	return l.Bar
}

func (w *walk) colon() string {
	l := w.lang
	switch after := w.afterColon(); {
	case w.in == inLimits, w.in == inScript, w.exists:
		return l.SuchThat
	case w.in == inSet && !w.set && !after.colon:
		w.set = true
		return l.SuchThat
	case after.arrow && !w.set:
		w.in = inFunction
		return l.From
	}
	return l.Signs[":"]
}

// following tells what comes after the first colon of a list, before any equals sign.
type following struct {
	colon, arrow bool
}

func (w *walk) afterColon() following {
	if w.after == nil {
		w.after = &following{}
		for _, t := range w.list[w.at:] {
			sign := t.sign()
			if sign == "=" {
				break
			}
			w.after.colon = w.after.colon || sign == ":"
			w.after.arrow = w.after.arrow || sign == "→" || sign == "⟶"
		}
	}
	return *w.after
}

// drawn reports whether what follows ∼ is a distribution: a function, a calligraphic letter or a name.
func (w *walk) drawn() bool {
	next, ok := w.peek()
	if !ok {
		return false
	}
	ident, isLetter := letterOf(next.node)
	return isName(next.node) || isLetter && usualFunction(ident)
}

// besideNumber reports whether the sign that has just been passed stands before or after a number.
func (w *walk) besideNumber() bool {
	next, _ := w.peek()
	_, after := next.node.(*math.Number)
	_, before := w.previous().node.(*math.Number)
	return before || after
}

// evaluated says the bar that ends what takes a value.
func (w *walk) evaluated(t token) {
	switch {
	case t.sub != nil && t.sup != nil:
		w.say(w.lang.EvaluatedFrom, w.saying(t.sub, inScript), w.saying(t.sup, inScript))
	case t.sub != nil:
		w.say(w.lang.EvaluatedAt, w.saying(t.sub, onLine))
	default:
		w.say(w.lang.EvaluatedAt, w.saying(t.sup, onLine))
	}
}
