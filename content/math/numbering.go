package math

// numberingCommands speak of the number of an equation.
func numberingCommands() map[string]handler {
	return map[string]handler{
		"tag":      (*parser).tag,
		"label":    (*parser).label,
		"nonumber": (*parser).noNumber,
		"notag":    (*parser).noNumber,
		"ref":      reference(false),
		"eqref":    reference(true),
		"href":     (*parser).href,
		"url":      (*parser).url,
	}
}

// tag reads \tag{text}, or \tag*{text} for one without parentheses.
func (p *parser) tag(c token) Node {
	bare := p.star()
	text := asRow(p.textArgument(c, Upright))
	p.numbering.Tag, p.numbering.Bare = text, bare
	return nil
}

func (p *parser) label(c token) Node {
	name := plainText(p.argumentOf(c))
	if p.numbering.Label != "" && p.numbering.Label != name {
		p.problems.warn(c.Span, "math-label", "a second label on the same equation", "the first label only")
		return nil
	}
	p.numbering.Label = name
	return nil
}

func (p *parser) noNumber(token) Node {
	p.numbering.Auto = false
	return nil
}

func reference(parens bool) handler {
	return func(p *parser, c token) Node {
		label := plainText(p.argumentOf(c))
		return &Ref{Span: p.from(c), Label: label, Parens: parens}
	}
}

// href reads \href{address}{formula}: formulas hold no links.
func (p *parser) href(c token) Node {
	p.argumentOf(c)
	p.problems.warn(c.Span, "math-link", "a link inside of a formula", "its text without the link")
	return p.argument(c)
}

func (p *parser) url(c token) Node {
	address := plainText(p.argumentOf(c))
	return &Text{Span: p.from(c), Text: address, Variant: Mono}
}
