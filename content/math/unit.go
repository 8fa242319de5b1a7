package math

// unit reads \pu{1.2e3 kJ//mol}: a number with its unit, upright.
func (p *parser) unit(c token) Node {
	outer := p.font
	p.font = font{variant: Upright, set: true, words: true}
	p.pushGroup(c.Span, unitTokens(p.argumentOf(c)))
	n := p.argument(c)
	p.font = outer
	return n
}

// unitTokens turns the notation of \pu into TeX.
func unitTokens(tokens []token) []token {
	tex := make([]token, 0, 3*len(tokens))
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		afterDigit := i > 0 && isNumeral(tokens[i-1])
		var raised []token
		if t.kind == superscript || (t.isChar("e") || t.isChar("E")) && afterDigit {
			raised = leadingNumber(tokens[i+1:])
		}
		switch {
		case t.kind == space:
			tex = append(tex, token{Span: t.Span, kind: primitive, text: ","})
		case t.isChar("*"), t.isChar(".") && !afterDigit:
			tex = append(tex, token{Span: t.Span, kind: primitive, text: "cdot"})
		case t.isChar("/") && i > 0 && tokens[i-1].isChar("/"):
		case t.kind == superscript && len(raised) > 0:
			tex = append(append(tex, t), grouped(t.Span, raised)...)
			i += len(raised)
		case len(raised) > 0:
			tex = append(append(tex, powerOfTen(t)...), grouped(t.Span, raised)...)
			i += len(raised)
		default:
			tex = append(tex, t)
		}
	}
	return tex
}

// powerOfTen returns \cdot10^ for an e, \times10^ for an E.
func powerOfTen(t token) []token {
	at, sign := t.Span, "cdot"
	if t.text == "E" {
		sign = "times"
	}
	return []token{{at, primitive, sign, nil}, {at, char, "1", nil}, {at, char, "0", nil}, {at, superscript, "^", nil}}
}

// leadingNumber returns the whole number that tokens start with.
func leadingNumber(tokens []token) []token {
	n := 0
	for n < len(tokens) && (isNumeral(tokens[n]) || n == 0 && tokens[n].isChar("-")) {
		n++
	}
	return tokens[:n]
}
