package math

// longArrows are arrows as long as what stands over and under them.
var longArrows = map[string]string{
	"xrightarrow": "→", "xleftarrow": "←", "xleftrightarrow": "↔", "xRightarrow": "⇒", "xLeftarrow": "⇐", "xLeftrightarrow": "⇔",
	"xhookrightarrow": "↪", "xhookleftarrow": "↩", "xmapsto": "↦", "xtwoheadrightarrow": "↠", "xtwoheadleftarrow": "↞",
	"xrightharpoonup": "⇀", "xrightharpoondown": "⇁", "xleftharpoonup": "↼", "xleftharpoondown": "↽",
	"xrightleftharpoons": "⇌", "xleftrightharpoons": "⇋", "xrightleftarrows": "⇄", "xleftrightarrows": "⇆",
	"xlongequal": "=", "xequal": "=", "xtofrom": "⇄", "xlongrightarrow": "→", "xlongleftarrow": "←", "xdashrightarrow": "⇢",
	"xrightequilibrium": "⇌", "xleftequilibrium": "⇋",
}

func arrowCommands() map[string]handler {
	commands := map[string]handler{}
	for name, text := range longArrows {
		commands[name] = longArrow(text)
	}
	return commands
}

// longArrow returns the handler of \xrightarrow[under]{over} and its like.
func longArrow(text string) handler {
	return func(p *parser, c token) Node {
		under := p.bracketed()
		over := p.argument(c)
		return labelledArrow(c.Span, p.from(c), text, under, present(over))
	}
}

// labelledArrow returns an arrow that grows to its labels, if it has any.
func labelledArrow(sign, at Span, text string, under, over Node) Node {
	arrow := &Operator{Span: sign, Text: text, Class: Rel, Stretchy: true}
	if under == nil && over == nil {
		arrow.Span = at
		return arrow
	}
	return &UnderOver{Span: at, Base: arrow, Under: under, Over: over}
}
