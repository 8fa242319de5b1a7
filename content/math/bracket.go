package math

// bracketCommands are those of the braket package: \bra{x}, \ket{x}, \braket{x|y} and, with delimiters that grow, \Bra \Ket \Braket.
func bracketCommands() map[string]handler {
	return map[string]handler{
		"bra":    pairedBy("⟨", "|", false),
		"ket":    pairedBy("|", "⟩", false),
		"Bra":    pairedBy("⟨", "|", true),
		"Ket":    pairedBy("|", "⟩", true),
		"braket": pairedBy("⟨", "⟩", false),
		"Braket": (*parser).braket,
	}
}

// braket reads \Braket{x|y|z}: the bars grow with the delimiters.
func (p *parser) braket(c token) Node {
	tokens := p.argumentOf(c)
	body := []token{{kind: primitive, text: "left"}, {kind: primitive, text: "langle"}}
	depth := 0
	for _, t := range tokens {
		depth += t.nesting()
		if depth == 0 && (t.isChar("|") || t.isCommand("vert")) {
			body = append(body, token{Span: t.Span, kind: primitive, text: "middle"})
		}
		body = append(body, t)
	}
	body = append(body, token{kind: primitive, text: "right"}, token{kind: primitive, text: "rangle"})
	for i := range body {
		if body[i].Span == (Span{}) {
			body[i].Span = c.Span
		}
	}
	p.pushGroup(c.Span, body)
	return p.argument(c)
}
