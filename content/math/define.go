package math

import "coursepack/content/diag"

// definitionCommands are those with which authors define their own. What a formula defines holds for the rest of the page,
// whatever group it stands in.
func definitionCommands() map[string]handler {
	return map[string]handler{
		"newcommand":             (*parser).newCommand,
		"renewcommand":           (*parser).newCommand,
		"providecommand":         (*parser).newCommand,
		"def":                    (*parser).def,
		"gdef":                   (*parser).def,
		"edef":                   (*parser).def,
		"xdef":                   (*parser).def,
		"let":                    (*parser).let,
		"DeclareMathOperator":    (*parser).declareOperator,
		"DeclarePairedDelimiter": (*parser).declarePaired,
		"definecolor":            (*parser).defineColor,
		"long":                   nothing,
		"global":                 nothing,
		"makeatletter":           nothing,
		"makeatother":            nothing,
		"require":                (*parser).skipArgument,
		"usepackage":             (*parser).skipArgument,
		"newcounter":             (*parser).skipArgument,
		"setlength":              (*parser).skipTwoArguments,
		"setcounter":             (*parser).skipTwoArguments,
		"addtolength":            (*parser).skipTwoArguments,
		"newenvironment":         (*parser).newEnvironment,
		"renewenvironment":       (*parser).newEnvironment,
	}
}

// newCommand reads {\name}[args][default]{body}.
func (p *parser) newCommand(c token) Node {
	p.star()
	name, ok := p.commandName(c)
	if !ok {
		return nil
	}
	m := &macro{name: name, params: p.parameterCount()}
	if fallback := p.optional(nil); fallback != nil {
		m.optional = &fallback
	}
	m.body = macroBody(p.argumentOf(c), m.params, &p.problems)
	if c.text != "providecommand" || !p.isDefined(name) {
		p.macros.define(m)
	}
	return nil
}

// star takes a star if there is one.
func (p *parser) star() bool {
	t := p.rawSkippingSpace()
	if t.isChar("*") {
		return true
	}
	p.unread(t)
	return false
}

// commandName reads the name to define: \name or {\name}, or {name}, which MathJax takes, too:
// https://docs.mathjax.org/en/v2.7-latest/tex.html#defining-tex-macros
func (p *parser) commandName(c token) (name string, ok bool) {
	for _, t := range p.argumentOf(c) {
		switch {
		case t.kind == command || t.kind == primitive:
			return t.text, true
		case t.kind == char && isLetter(t.text[0]):
			name += t.text
		case t.kind == space:
		default:
			p.problems.fail(t.Span, "math-macro-name", c.source()+" needs a command to define", "nothing is defined", "")
			return "", false
		}
	}
	return name, name != ""
}

// parameterCount reads [n].
func (p *parser) parameterCount() int {
	for _, t := range p.optional(nil) {
		if t.kind == char && isDigit(t.text[0]) {
			return int(t.text[0] - '0')
		}
	}
	return 0
}

func (p *parser) isDefined(name string) bool {
	return p.meaning(name) != nil || p.table.commands[name] != nil
}

// def reads \name#1#2{body}; other text may stand around the parameters.
func (p *parser) def(c token) Node {
	t := p.rawSkippingSpace()
	if t.kind != command && t.kind != primitive {
		p.unread(t)
		p.problems.fail(c.Span, "math-macro-name", c.source()+" needs a command to define", "nothing is defined", "")
		return nil
	}
	pattern, ok := p.pattern(c)
	if !ok {
		return nil
	}
	m := &macro{name: t.text, params: len(pattern) - 1}
	for _, text := range pattern {
		if len(text) > 0 {
			m.pattern = pattern
		}
	}
	m.body = macroBody(p.argumentOf(c), m.params, &p.problems)
	p.macros.define(m)
	return nil
}

// pattern reads up to the brace of a \def's body: what stands before the first parameter and after each.
func (p *parser) pattern(c token) (pattern [][]token, ok bool) {
	pattern = [][]token{nil}
	for {
		t := p.raw()
		switch {
		case t.kind == beginGroup:
			p.unread(t)
			return pattern, true
		case t.kind == eof, t.kind == endGroup, len(pattern) > 10:
			p.unread(t)
			p.problems.fail(c.Span, "math-macro-body", c.source()+" lacks a body", "nothing is defined", "")
			return nil, false
		case t.isChar("#"):
			p.raw() // its digit: parameters are counted
			pattern = append(pattern, nil)
		default:
			last := len(pattern) - 1
			pattern[last] = append(pattern[last], t)
		}
	}
}

// let gives a name the meaning that another has now.
func (p *parser) let(c token) Node {
	name := p.rawSkippingSpace()
	t := p.rawSkippingSpace()
	if t.isChar("=") {
		t = p.rawSkippingSpace()
	}
	if name.kind != command && name.kind != primitive || t.kind == eof {
		p.problems.fail(c.Span, "math-macro-name", `\let needs a command and its meaning`, "nothing is defined", "")
		return nil
	}
	if m := p.meaning(t.text); m != nil && t.kind == command {
		p.macros.alias(name.text, m)
		return nil
	}
	if t.kind == command {
		t.kind = primitive
	}
	p.macros.define(&macro{name: name.text, body: []token{t}})
	return nil
}

// declareOperator makes \name a function with a name of its own.
func (p *parser) declareOperator(c token) Node {
	body := []token{{kind: primitive, text: "operatorname"}}
	if p.star() {
		body = append(body, token{kind: char, text: "*"})
	}
	name, ok := p.commandName(c)
	text := p.argumentOf(c)
	if ok {
		p.macros.define(&macro{name: name, body: append(body, grouped(c.Span, text)...)})
	}
	return nil
}

// declarePaired makes \name{x} put x between delimiters, and \name*{x} between ones that grow.
func (p *parser) declarePaired(c token) Node {
	name, ok := p.commandName(c)
	left, right := p.argumentOf(c), p.argumentOf(c)
	if ok {
		body := append([]token{{kind: primitive, text: pairedName}}, grouped(c.Span, left)...)
		p.macros.define(&macro{name: name, body: append(body, grouped(c.Span, right)...)})
	}
	return nil
}

// grouped returns tokens with braces around them, which stand at the place at.
func grouped(at Span, tokens []token) []token {
	group := make([]token, 0, len(tokens)+2)
	group = append(group, token{Span: at, kind: beginGroup, text: "{"})
	group = append(group, tokens...)
	return append(group, token{Span: at, kind: endGroup, text: "}"})
}

// nothing is the handler of commands that change nothing that is shown.
func nothing(*parser, token) Node { return nil }

func (p *parser) skipArgument(c token) Node {
	p.optional(nil)
	p.argumentOf(c)
	return nil
}

func (p *parser) skipTwoArguments(c token) Node {
	p.argumentOf(c)
	p.argumentOf(c)
	return nil
}

// newEnvironment passes over a definition that is not supported.
func (p *parser) newEnvironment(c token) Node {
	p.argumentOf(c)
	p.optional(nil)
	p.optional(nil)
	p.argumentOf(c)
	p.argumentOf(c)
	p.problems.add(Problem{Span: c.Span, Severity: diag.Error, Code: "math-unsupported", Message: c.source() + " is not supported", Instead: "the environment is not defined"})
	return nil
}
