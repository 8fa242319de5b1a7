package math

// dotsCommands are those whose height depends on what follows.
func dotsCommands() map[string]handler {
	return map[string]handler{"dots": (*parser).dots}
}

// dots are raised to the axis before an operation or relation, and stand on the line otherwise.
func (p *parser) dots(c token) Node {
	if s := p.signOf(p.peek()); s != nil && (s.class == Bin || s.class == Rel || s.class == Op) {
		return &Operator{Span: c.Span, Text: "⋯", Class: Inner}
	}
	return &Operator{Span: c.Span, Text: "…", Class: Inner}
}
