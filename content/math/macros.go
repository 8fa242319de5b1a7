package math

import (
	"maps"
	"strings"
)

// Macros holds what an author has defined. The zero value is empty. It never changes: whoever defines something gets a new one,
// so that each formula of a page keeps the meanings that held at its place.
type Macros struct {
	top *scope
}

// A scope is a layer of definitions over older ones. Layers grow geometrically, so that lookups stay cheap and pages with
// many definitions are read in linear time.
type scope struct {
	macros map[string]*macro
	below  *scope
}

// A macro is what a name stands for. Its body is never changed.
type macro struct {
	name     string
	params   int
	optional *[]token  // what the first argument is if it is not given; nil if it must be given
	pattern  [][]token // of \def with text between its arguments: what stands before the first and after each
	body     []token
	color    string // of \definecolor; such a macro stands under a name that no command can have
}

// A Definition is a macro as the settings of a site write it.
type Definition struct {
	Name    string // with or without its backslash
	Body    string
	Args    int     // negative: as many as Body mentions
	Default *string // of the first argument, which makes it optional
}

// Define returns m with d added. The problems' offsets are in d.Body.
func (m Macros) Define(d Definition) (Macros, []Problem) {
	var p problems
	defined := &macro{name: strings.TrimPrefix(d.Name, `\`), params: d.Args}
	raw := lexAll(d.Body)
	if d.Args < 0 {
		defined.params = mentioned(raw)
	}
	defined.body = macroBody(raw, defined.params, &p)
	if d.Default != nil {
		fallback := lexAll(*d.Default)
		defined.optional = &fallback
		defined.params = max(1, defined.params)
	}
	return m.with(map[string]*macro{defined.name: defined}), p.list
}

// lexAll returns the tokens of tex.
func lexAll(tex string) []token {
	l := lexer{src: tex}
	var tokens []token
	for t := l.lex(); t.kind != eof; t = l.lex() {
		tokens = append(tokens, t)
	}
	return tokens
}

// mentioned returns the highest argument that a body refers to.
func mentioned(body []token) int {
	highest := 0
	for i, t := range body {
		if i > 0 && body[i-1].isChar("#") && t.kind == char && isDigit(t.text[0]) {
			highest = max(highest, int(t.text[0]-'0'))
		}
	}
	return highest
}

// macroBody turns #1 into parameters and ## into #, for macros that define macros.
func macroBody(raw []token, params int, p *problems) []token {
	body := make([]token, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		t := raw[i]
		if !t.isChar("#") || i+1 == len(raw) {
			body = append(body, t)
			continue
		}
		i++
		body = append(body, bodyParameter(raw[i], params, p))
	}
	return body
}

// bodyParameter returns what the t of #t stands for in a body.
func bodyParameter(t token, params int, p *problems) token {
	at := Span{t.Start - 1, t.End}
	switch {
	case t.isChar("#"):
		return t
	case t.kind == char && '1' <= t.text[0] && int(t.text[0]-'0') <= params:
		return token{Span: at, kind: parameter, text: t.text}
	}
	p.fail(at, "math-macro-parameter", "the macro has no argument #"+t.source(), "its TeX", "")
	return token{Span: at, kind: failed, text: "#" + t.source()}
}

func (m Macros) lookup(name string) *macro {
	for s := m.top; s != nil; s = s.below {
		if found := s.macros[name]; found != nil {
			return found
		}
	}
	return nil
}

// with returns m with a layer of definitions on top. It takes the map.
func (m Macros) with(defs map[string]*macro) Macros {
	below := m.top
	for below != nil && len(below.macros) <= 2*len(defs) {
		merged := maps.Clone(below.macros)
		maps.Copy(merged, defs)
		defs, below = merged, below.below
	}
	return Macros{&scope{defs, below}}
}

// definitions are those from outside and those that the formula makes.
type definitions struct {
	outer Macros
	own   map[string]*macro
}

func (d *definitions) lookup(name string) *macro {
	if m := d.own[name]; m != nil {
		return m
	}
	return d.outer.lookup(name)
}

func (d *definitions) define(m *macro) {
	if d.own == nil {
		d.own = map[string]*macro{}
	}
	d.own[m.name] = m
}

// alias makes name mean what m does.
func (d *definitions) alias(name string, m *macro) {
	if d.own == nil {
		d.own = map[string]*macro{}
	}
	d.own[name] = m
}

// finish returns all definitions, for the formulas that follow.
func (d *definitions) finish() Macros {
	if len(d.own) == 0 {
		return d.outer
	}
	return d.outer.with(d.own)
}
