package math

// natural is the thickness of a fraction's bar when nobody gives one.
const natural = -1

func fractionCommands() map[string]handler {
	return map[string]handler{
		"frac":           fraction(Frac{Thickness: natural}),
		"dfrac":          fraction(Frac{Thickness: natural, Level: DisplayLevel}),
		"tfrac":          fraction(Frac{Thickness: natural, Level: TextLevel}),
		"sfrac":          (*parser).slantedFraction,
		"nicefrac":       (*parser).slantedFraction,
		"cfrac":          (*parser).continuedFraction,
		"binom":          fraction(Frac{Open: "(", Close: ")"}),
		"dbinom":         fraction(Frac{Open: "(", Close: ")", Level: DisplayLevel}),
		"tbinom":         fraction(Frac{Open: "(", Close: ")", Level: TextLevel}),
		"genfrac":        (*parser).genericFraction,
		"over":           infix(Frac{Thickness: natural}),
		"atop":           infix(Frac{}),
		"choose":         infix(Frac{Open: "(", Close: ")"}),
		"brace":          infix(Frac{Open: "{", Close: "}"}),
		"brack":          infix(Frac{Open: "[", Close: "]"}),
		"above":          (*parser).above,
		"overwithdelims": infixDelimited(natural),
		"atopwithdelims": infixDelimited(0),
		"sqrt":           (*parser).root,
		"root":           (*parser).rootOf,
	}
}

// fraction returns the handler of a command that takes numerator and denominator.
func fraction(like Frac) handler {
	return func(p *parser, c token) Node {
		f := like
		f.Num, f.Den = p.argument(c), p.argument(c)
		f.Span = p.from(c)
		return &f
	}
}

// infix returns the handler of a command that stands between numerator and denominator: all of the row is the fraction.
func infix(like Frac) handler {
	return func(p *parser, c token) Node { return p.divide(c, like) }
}

func (p *parser) divide(c token, f Frac) Node {
	l := p.list
	l.endStyle()
	settleBinary(l.items)
	f.Span = c.Span
	if len(l.items) > 0 {
		f.Start = min(f.Start, l.items[0].Extent().Start)
	}
	f.Num = &Row{Span: Span{f.Start, c.Start}, Items: l.items}
	*l = list{}
	row := p.row(p.ends)
	f.Den = row
	f.End = max(f.End, p.last)
	return &f
}

func infixDelimited(thickness float64) handler {
	return func(p *parser, c token) Node {
		open, _ := p.delimiter(c)
		closing, _ := p.delimiter(c)
		return p.divide(c, Frac{Thickness: thickness, Open: open, Close: closing})
	}
}

// above is \over with the thickness of the bar.
func (p *parser) above(c token) Node {
	thickness, ok := p.dimension(c)
	if !ok {
		thickness = natural
	}
	return p.divide(c, Frac{Thickness: thickness})
}

// continuedFraction reads \cfrac, whose optional argument says where the numerator goes.
func (p *parser) continuedFraction(c token) Node {
	f := Frac{Thickness: natural, Level: DisplayLevel, Continued: true}
	switch plainText(p.optional(nil)) {
	case "l":
		f.Align = Left
	case "r":
		f.Align = Right
	}
	f.Num, f.Den = p.argument(c), p.argument(c)
	f.Span = p.from(c)
	return &f
}

// slantedFraction sets \sfrac in a line: numerator, solidus, denominator.
func (p *parser) slantedFraction(c token) Node {
	p.optional(nil)
	num, den := p.argument(c), p.argument(c)
	at := p.from(c)
	empty := &Row{Span: Span{at.End, at.End}}
	return &Row{Span: at, Items: []Node{
		&Scripts{Span: num.Extent(), Base: &Row{Span: Span{at.Start, at.Start}}, Sup: num},
		&Operator{Span: c.Span, Text: "⁄"},
		&Scripts{Span: den.Extent(), Base: empty, Sub: den},
	}}
}

// genericFraction reads \genfrac{open}{close}{thickness}{style}{numerator}{denominator}.
func (p *parser) genericFraction(c token) Node {
	f := Frac{Thickness: natural}
	f.Open, f.Close = p.delimiterArgument(c), p.delimiterArgument(c)
	if thickness := p.argumentOf(c); len(thickness) > 0 {
		if width, ok := parseLength(plainText(thickness)); ok {
			f.Thickness = width
		}
	}
	switch plainText(p.argumentOf(c)) {
	case "0":
		f.Level = DisplayLevel
	case "1":
		f.Level = TextLevel
	case "2":
		f.Level = ScriptLevel
	case "3":
		f.Level = ScriptScriptLevel
	}
	f.Num, f.Den = p.argument(c), p.argument(c)
	f.Span = p.from(c)
	return &f
}

// root reads \sqrt[index]{body}.
func (p *parser) root(c token) Node {
	index := p.bracketed()
	body := p.argument(c)
	return &Root{p.from(c), body, index}
}

// rootOf reads plain TeX's \root index \of body.
func (p *parser) rootOf(c token) Node {
	index := p.untilCommand(c, "of")
	body := p.argument(c)
	return &Root{p.from(c), body, index}
}

// plainText returns the characters of tokens.
func plainText(tokens []token) string {
	var text []byte
	for _, t := range tokens {
		if t.kind != space {
			text = append(text, t.text...)
		}
	}
	return string(text)
}
