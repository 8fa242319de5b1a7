package math

// stackCommands set one formula over or under another.
func stackCommands() map[string]handler {
	return map[string]handler{
		"overset":      (*parser).overset,
		"underset":     (*parser).underset,
		"overunderset": (*parser).overunderset,
		"stackrel":     (*parser).stackrel,
		"stackbin":     (*parser).stackbin,
		"buildrel":     (*parser).buildrel,
		"sideset":      (*parser).sideset,
		"prescript":    (*parser).prescript,
		"substack":     plainTable("substack"),
	}
}

func (p *parser) overset(c token) Node {
	over, base := p.argument(c), p.baseArgument(c)
	return &UnderOver{Span: p.from(c), Base: base, Over: over}
}

func (p *parser) underset(c token) Node {
	under, base := p.argument(c), p.baseArgument(c)
	return &UnderOver{Span: p.from(c), Base: base, Under: under}
}

func (p *parser) overunderset(c token) Node {
	over, under, base := p.argument(c), p.argument(c), p.baseArgument(c)
	return &UnderOver{Span: p.from(c), Base: base, Under: under, Over: over}
}

// stackrel makes a relation of two formulas; mathtools adds a third one, below, in brackets.
func (p *parser) stackrel(c token) Node { return p.stack(c, Rel) }

func (p *parser) stackbin(c token) Node { return p.stack(c, Bin) }

func (p *parser) stack(c token, class Class) Node {
	under := p.bracketed()
	over, base := p.argument(c), p.baseArgument(c)
	at := p.from(c)
	return &Row{Span: at, Items: []Node{&UnderOver{Span: at, Base: base, Under: under, Over: over}}, Class: class}
}

// buildrel reads plain TeX's \buildrel over \over base.
func (p *parser) buildrel(c token) Node {
	over := p.untilCommand(c, "over")
	base := p.baseArgument(c)
	at := p.from(c)
	return &Row{Span: at, Items: []Node{&UnderOver{Span: at, Base: base, Over: over}}, Class: Rel}
}

// untilCommand reads up to \name, which it takes.
func (p *parser) untilCommand(c token, name string) Node {
	var tokens []token
	for depth := 0; ; {
		t := p.raw()
		depth += t.nesting()
		if depth == 0 && t.isCommand(name) {
			break
		}
		if t.kind == eof || depth < 0 {
			p.unread(t)
			p.problems.fail(c.Span, "math-argument", c.source()+` lacks its \`+name, "the formula as if it stood here", "")
			break
		}
		tokens = append(tokens, t)
	}
	p.pushGroup(c.Span, tokens)
	return p.argument(c)
}

// sideset reads scripts for all four corners of a large operator: \sideset{_a^b}{_c^d}\sum.
func (p *parser) sideset(c token) Node {
	left, right := p.corners(c), p.corners(c)
	base := p.baseArgument(c)
	limits := LimitsOf(base)
	setLimits(base, Beside)
	s := &Scripts{Span: p.from(c), Base: base, Sub: right.sub, Sup: right.superscript(), PreSub: left.sub, PreSup: left.superscript()}
	return &Row{Span: s.Span, Items: []Node{s}, Class: Op, Limits: limits}
}

// corners reads an argument that has nothing but scripts.
func (p *parser) corners(c token) marks {
	row := p.rowArgument(c)
	if len(row.Items) != 1 {
		return marks{}
	}
	s, ok := row.Items[0].(*Scripts)
	if !ok {
		return marks{}
	}
	return marks{sub: s.Sub, sup: s.Sup}
}

// prescript reads mathtools' \prescript{superscript}{subscript}{base}.
func (p *parser) prescript(c token) Node {
	sup, sub := present(p.argument(c)), present(p.argument(c))
	base := p.baseArgument(c)
	return &Scripts{Span: p.from(c), Base: base, PreSub: sub, PreSup: sup}
}

// present returns n, or nil if there is nothing in it.
func present(n Node) Node {
	if r, ok := n.(*Row); ok && len(r.Items) == 0 {
		return nil
	}
	return n
}
