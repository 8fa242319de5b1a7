package math

import "strings"

// chemistryCommands are the common cases of the mhchem package (https://ctan.org/pkg/mhchem, version 4).
func chemistryCommands() map[string]handler {
	return map[string]handler{"ce": (*parser).chemistry, "cee": (*parser).chemistry, "cf": (*parser).chemistry, "pu": (*parser).unit}
}

// A chemist reads the argument of \ce.
type chemist struct {
	*parser
	c       token
	tokens  []token
	i       int
	items   []Node
	pre     marks // scripts that wait for their element, as in ^{14}C
	amount  bool  // a number here says how many
	touches bool  // the last item belongs to what follows: there was no space
}

// chemistry reads \ce{2H2 + O2 -> 2H2O}.
func (p *parser) chemistry(c token) Node {
	items := p.chemicals(c, p.argumentOf(c))
	return &Row{Span: p.from(c), Items: items}
}

// chemicals reads tokens as \ce does.
func (p *parser) chemicals(c token, tokens []token) []Node {
	if p.depth++; p.depth > maxNesting {
		p.stop(c.Span, "math-nesting", "formulas are nested too deep")
	}
	defer func() { p.depth-- }()
	r := &chemist{parser: p, c: c, tokens: tokens, amount: true}
	for r.i < len(r.tokens) && !p.stopped {
		r.read()
	}
	r.waiting()
	settleBinary(r.items)
	return r.items
}

// at returns the token n places on; its text is empty beyond the end.
func (r *chemist) at(n int) token {
	if r.i+n < len(r.tokens) {
		return r.tokens[r.i+n]
	}
	return token{Span: Span{r.last, r.last}}
}

// matches reports whether the characters of text come next.
func (r *chemist) matches(text string) bool {
	for i := range len(text) {
		if !r.at(i).isChar(text[i : i+1]) {
			return false
		}
	}
	return true
}

// read reads the next piece.
func (r *chemist) read() {
	t := r.at(0)
	if t.kind == char && r.arrow() {
		return
	}
	switch {
	case t.kind == space:
		r.i++
		r.waiting()
		r.amount, r.touches = true, false
	case t.kind == superscript || t.kind == subscript:
		r.script(t)
	case t.isChar("$"):
		r.formula(t)
	case t.kind == char && isDigit(t.text[0]):
		r.digits()
	case t.kind == char && isLetter(t.text[0]):
		r.letters(t)
	case t.kind == char:
		r.sign(t)
	default:
		r.other(t)
	}
}

// chemicalArrows by how they are typed; longer ones first.
var chemicalArrows = []struct{ typed, sign string }{
	{"<=>>", "⇌"}, {"<<=>", "⇌"}, {"<-->", "⇄"}, {"<->", "↔"}, {"<=>", "⇌"}, {"->", "→"}, {"<-", "←"}, {"→", "→"}, {"⇌", "⇌"}, {"←", "←"},
}

// arrow reads an arrow with what is said over and under it: ->[over][under].
func (r *chemist) arrow() bool {
	for _, a := range chemicalArrows {
		if !r.matches(a.typed) && !r.at(0).isChar(a.typed) {
			continue
		}
		sign := r.at(0).Span
		for n := 0; n < len(a.typed); {
			n += len(r.at(0).text)
			sign.End = max(sign.End, r.at(0).End)
			r.i++
		}
		over, under := r.label(), r.label()
		r.waiting()
		r.add(labelledArrow(sign, sign, a.sign, under, over))
		r.amount, r.touches = true, false
		return true
	}
	return false
}

// label reads [text] after an arrow; nil if there is none.
func (r *chemist) label() Node {
	if !r.at(0).isChar("[") {
		return nil
	}
	start := r.i + 1
	depth := 0
	for r.i++; r.i < len(r.tokens); r.i++ {
		t := r.tokens[r.i]
		depth += t.nesting()
		if depth == 0 && t.isChar("]") {
			inside := r.tokens[start:r.i]
			r.i++
			return present(&Row{Span: spanOf(inside, t.Span), Items: r.chemicals(r.c, inside)})
		}
	}
	return &Row{Span: r.c.Span, Items: r.chemicals(r.c, r.tokens[start:])}
}

// spanOf returns the stretch that tokens take, or at if there are none.
func spanOf(tokens []token, at Span) Span {
	if len(tokens) == 0 {
		return Span{at.Start, at.Start}
	}
	return Span{tokens[0].Start, max(tokens[0].Start, tokens[len(tokens)-1].End)}
}

// script reads ^ or _ and what it raises or lowers. Alone, ^ is the arrow of a gas.
func (r *chemist) script(t token) {
	r.i++
	if r.at(0).kind == space || r.at(0).kind == eof {
		r.add(&Operator{Span: t.Span, Text: map[kind]string{superscript: "↑", subscript: "_"}[t.kind]})
		return
	}
	n := r.scriptBody()
	if n == nil {
		return
	}
	m := &r.pre
	if r.touches {
		r.attach(t.kind, n)
		return
	}
	if t.kind == superscript {
		m.sup = n
	} else {
		m.sub = n
	}
}

// scriptBody reads a group, or a run of digits and signs, or one letter.
func (r *chemist) scriptBody() Node {
	t := r.at(0)
	if t.kind == beginGroup {
		inside := r.group()
		if isOxidation(inside) {
			return &Ident{spanOf(inside, t.Span), plainText(inside), Upright}
		}
		return r.math(inside)
	}
	start := r.i
	for t := r.at(0); t.kind == char && strings.Contains("0123456789+-.•", t.text); t = r.at(0) {
		r.i++
	}
	if r.i == start {
		r.i++
	}
	return r.math(r.tokens[start:min(r.i, len(r.tokens))])
}

// isOxidation reports whether tokens are a Roman numeral, which is set upright.
func isOxidation(tokens []token) bool {
	return len(tokens) > 0 && strings.Trim(plainText(tokens), "IVX") == ""
}

// group takes a group and returns what is in it.
func (r *chemist) group() []token {
	inside, rest := firstArgument(r.tokens[r.i:])
	r.i = len(r.tokens) - len(rest)
	return inside
}

// math reads tokens as a formula.
func (r *chemist) math(tokens []token) Node {
	at := spanOf(tokens, r.c.Span)
	r.pushGroup(at, tokens)
	last := r.last
	n := r.argument(r.c)
	r.last = last
	return n
}

// formula reads $…$ within \ce.
func (r *chemist) formula(token) {
	start := r.i + 1
	for r.i++; r.i < len(r.tokens) && !r.tokens[r.i].isChar("$"); r.i++ {
	}
	n := r.math(r.tokens[start:r.i])
	r.i++
	r.add(n)
}

// digits say how many there are: of what follows, or below what they stand after.
func (r *chemist) digits() {
	start := r.i
	for t := r.at(0); t.kind == char && (isDigit(t.text[0]) || t.text == "." && r.decimal()); t = r.at(0) {
		r.i++
	}
	n := r.numeral(start)
	switch {
	case r.touches && !r.amount:
		r.attach(subscript, n)
	case r.at(0).isChar("/") && isNumeral(r.at(1)):
		r.i++
		bottom := r.i
		for isNumeral(r.at(0)) {
			r.i++
		}
		den := r.numeral(bottom)
		r.add(&Frac{Span: Span{n.Start, den.End}, Num: n, Den: den, Thickness: natural, Level: TextLevel})
		r.apart()
	default:
		r.add(n)
		r.apart()
	}
}

func isNumeral(t token) bool { return t.kind == char && isDigit(t.text[0]) }

// decimal reports whether the point here has a digit after it.
func (r *chemist) decimal() bool { return (!r.touches || r.amount) && isNumeral(r.at(1)) }

// numeral returns the number from tokens[start] up to here.
func (r *chemist) numeral(start int) *Number {
	tokens := r.tokens[start:r.i]
	return &Number{Span: spanOf(tokens, r.c.Span), Text: plainText(tokens)}
}

// apart sets a thin space between an amount and what follows without a space.
func (r *chemist) apart() {
	if t := r.at(0); t.kind != space && t.kind != eof {
		r.items = append(r.items, &Space{Span: Span{t.Start, t.Start}, Width: 3 * mu})
	}
	r.touches = false
}

// letters reads an element, or a lone small letter, which is a variable.
func (r *chemist) letters(t token) {
	start := r.i
	r.i++
	small := 'a' <= t.text[0] && t.text[0] <= 'z'
	for next := r.at(0); next.kind == char && 'a' <= next.text[0] && next.text[0] <= 'z'; next = r.at(0) {
		r.i++
	}
	tokens := r.tokens[start:r.i]
	at, text := spanOf(tokens, t.Span), plainText(tokens)
	alone := !r.touches && (r.at(0).kind == space || r.at(0).kind == eof)
	switch {
	case small && alone && text == "v":
		r.add(&Operator{Span: at, Text: "↓"})
	case small && len(text) == 1 && r.at(0).text != "-" && !r.touches:
		r.add(&Ident{at, text, Italic})
	default:
		r.add(&Ident{at, text, Upright})
	}
	r.amount = false
}

// sign reads a charge, a bond, a bracket or an operation.
func (r *chemist) sign(t token) {
	next := r.at(1)
	ends := next.kind == space || next.kind == eof || next.isChar(")") || next.isChar("]") || next.isChar("+") || next.isChar("(")
	switch {
	case r.touches && (t.text == "+" || t.text == "-") && (ends || t.text == "+"):
		r.i++
		charge := r.characterNode(t.text, t.Span)
		setOrdinary(charge, Postfix)
		r.attach(superscript, charge)
	case t.text == "*", t.text == "•", t.text == "." && r.touches:
		r.i++
		r.items = append(r.items, &Operator{Span: t.Span, Text: "⋅", Class: Bin})
		r.amount, r.touches = true, false
	case r.touches && bonds[t.text] != "":
		r.i++
		r.items = append(r.items, &Operator{Span: t.Span, Text: bonds[t.text]})
		r.amount, r.touches = true, false
	default:
		r.i++
		n := r.characterNode(t.text, t.Span)
		if n == nil {
			return
		}
		r.add(n)
		r.amount = t.text == "(" || t.text == "["
		r.touches = !r.amount && (t.text == ")" || t.text == "]")
	}
}

// bonds are signs between atoms.
var bonds = map[string]string{"-": "−", "=": "=", "#": "≡", "~": "∼"}

// other reads a group or a command.
func (r *chemist) other(t token) {
	switch {
	case t.kind == beginGroup:
		inside := r.group()
		r.add(&Row{Span: spanOf(inside, t.Span), Items: r.chemicals(r.c, inside)})
	case t.isCommand("bond"):
		r.i++
		r.bond(t)
	case t.isCommand("ca"):
		r.i++
		r.add(&Operator{Span: t.Span, Text: "∼", Class: Rel})
	default:
		r.add(r.math(r.commandWithArguments()))
		if end := r.tokens[r.i-1].End; r.at(0).Start > end { // white space after a command is no token
			r.amount, r.touches = true, false
		}
	}
}

// bond reads \bond{=}.
func (r *chemist) bond(t token) {
	kind := plainText(r.group())
	text := bonds[kind]
	switch {
	case kind == "1":
		text = "−"
	case kind == "2":
		text = "="
	case kind == "3":
		text = "≡"
	case kind == "...", kind == "....":
		text = "⋯"
	case kind == "->":
		text = "→"
	case kind == "<-":
		text = "←"
	case text == "":
		text = "−"
	}
	r.items = append(r.items, &Operator{Span: t.Span, Text: text})
	r.amount, r.touches = true, false
}

// commandWithArguments takes a token and the groups after it.
func (r *chemist) commandWithArguments() []token {
	start := r.i
	r.i++
	for r.at(0).kind == beginGroup {
		r.group()
	}
	return r.tokens[start:min(r.i, len(r.tokens))]
}

// add adds a node, with the scripts that waited for it.
func (r *chemist) add(n Node) {
	if !r.pre.isZero() {
		n = &Scripts{Span: n.Extent(), Base: n, PreSub: r.pre.sub, PreSup: r.pre.sup}
		r.pre = marks{}
	}
	r.items = append(r.items, n)
	r.touches = true
}

// waiting adds scripts that have met no element.
func (r *chemist) waiting() {
	if !r.pre.isZero() {
		r.add(&Row{Span: r.c.Span})
	}
}

// attach puts a script to the last item.
func (r *chemist) attach(where kind, n Node) {
	last := r.items[len(r.items)-1]
	s, ok := last.(*Scripts)
	if !ok || where == subscript && s.Sub != nil || where == superscript && s.Sup != nil {
		s = &Scripts{Span: last.Extent(), Base: last}
		r.items[len(r.items)-1] = s
	}
	if where == superscript {
		s.Sup = n
	} else {
		s.Sub = n
	}
	s.End = max(s.End, n.Extent().End)
}
