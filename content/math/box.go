package math

// boxCommands show their argument as something smaller, larger, invisible, framed or struck out.
func boxCommands() map[string]handler {
	return map[string]handler{
		"phantom":    boxed(Box{Hidden: true}),
		"hphantom":   boxed(Box{Hidden: true, NoHeight: true, NoDepth: true}),
		"vphantom":   boxed(Box{Hidden: true, NoWidth: true, Align: Left}),
		"smash":      (*parser).smash,
		"mathllap":   boxed(Box{NoWidth: true, Align: Right}),
		"mathrlap":   boxed(Box{NoWidth: true, Align: Left}),
		"mathclap":   boxed(Box{NoWidth: true, Align: Center}),
		"llap":       textBoxed(Box{NoWidth: true, Align: Right}),
		"rlap":       textBoxed(Box{NoWidth: true, Align: Left}),
		"clap":       textBoxed(Box{NoWidth: true, Align: Center}),
		"mathstrut":  strut("("),
		"strut":      strut("("),
		"bigstrut":   strut("("),
		"raisebox":   (*parser).raiseBox,
		"raise":      raiseBy(1),
		"lower":      raiseBy(-1),
		"vcenter":    (*parser).argument,
		"class":      afterLabel,
		"cssId":      afterLabel,
		"htmlClass":  afterLabel,
		"htmlId":     afterLabel,
		"style":      afterLabel,
		"htmlStyle":  afterLabel,
		"ensuremath": (*parser).argument,

		"boxed":    (*parser).boxedFormula,
		"fbox":     framed,
		"framebox": framed,
		"cancel":   enclosed(UpDiagonal),
		"bcancel":  enclosed(DownDiagonal),
		"xcancel":  enclosed(UpDiagonal | DownDiagonal),
		"sout":     enclosed(Strike),
		"cancelto": (*parser).cancelTo,
		"angl":     enclosed(ActuarialAngle),
		"phase":    enclosed(PhasorAngle),
		"Aboxed":   (*parser).boxedFormula,
		"hcancel":  enclosed(Strike),
	}
}

func boxed(like Box) handler {
	return func(p *parser, c token) Node {
		b := like
		b.Body = p.argument(c)
		b.Span = p.from(c)
		return &b
	}
}

func textBoxed(like Box) handler {
	return func(p *parser, c token) Node {
		b := like
		b.Body = p.textArgument(c, Upright)
		b.Span = p.from(c)
		return &b
	}
}

// strut is as high and deep as text, and invisible.
func strut(text string) handler {
	return func(_ *parser, c token) Node {
		body := &Operator{Span: c.Span, Text: text}
		return &Box{Span: c.Span, Body: body, Hidden: true, NoWidth: true, Align: Left}
	}
}

// smash reads \smash[t]{body}: without height and depth, or without one of them.
func (p *parser) smash(c token) Node {
	which := plainText(p.optional(nil))
	body := p.argument(c)
	return &Box{Span: p.from(c), Body: body, NoHeight: which != "b", NoDepth: which != "t"}
}

// raiseBox reads \raisebox{length}{text}.
func (p *parser) raiseBox(c token) Node {
	text := plainText(p.argumentOf(c))
	raise, ok := parseLength(text)
	if !ok {
		p.badLength(c, text)
	}
	p.optional(nil)
	p.optional(nil)
	body := p.textArgument(c, Upright)
	return &Box{Span: p.from(c), Body: body, Raise: raise}
}

// raiseBy reads plain TeX's \raise 2pt\hbox{…}.
func raiseBy(sign float64) handler {
	return func(p *parser, c token) Node {
		raise, _ := p.dimension(c)
		body := p.argument(c)
		return &Box{Span: p.from(c), Body: body, Raise: sign * raise}
	}
}

// enclosed returns the handler of a command that draws lines around or through its argument.
func enclosed(lines Notation) handler {
	return func(p *parser, c token) Node {
		body := p.argument(c)
		return &Enclose{Span: p.from(c), Body: body, Notation: lines}
	}
}

// boxedFormula reads amsmath's \boxed, which is in display style.
func (p *parser) boxedFormula(c token) Node {
	body := p.rowArgument(c)
	at := p.from(c)
	return &Enclose{Span: at, Notation: BoxAround, Body: &Style{Span: at, Level: DisplayLevel, Body: body}}
}

func framed(p *parser, c token) Node {
	p.optional(nil)
	body := p.textArgument(c, Upright)
	return &Enclose{Span: p.from(c), Body: body, Notation: BoxAround}
}

// cancelTo reads \cancelto{value}{body}: an arrow through body leads to its new value.
func (p *parser) cancelTo(c token) Node {
	value, body := p.argument(c), p.argument(c)
	at := p.from(c)
	return &Scripts{Span: at, Base: &Enclose{Span: at, Body: body, Notation: UpDiagonal | UpArrow}, Sup: value}
}

// afterLabel reads the argument of a command that gives it a class or an id for style sheets, which say nothing here.
func afterLabel(p *parser, c token) Node {
	p.argumentOf(c)
	return p.argument(c)
}
