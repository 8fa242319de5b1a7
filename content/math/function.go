package math

import "strings"

// Functions with a name: those whose limits stand beside, and those that take them below in display style.
const (
	plainFunctions = `arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh
		arcctg arctg ch ctg cosec cotg cth sh tg th sgn sign rank tr Tr diag erf Var Cov supp arsinh arcosh artanh
		arccot arcsec arccsc sech csch argsinh rot Res Log Ln Span Aut End Hom Ker im rk ord lcm
		vol Vol Spec trace rad Corr proj sinc softmax sigmoid ReLU`
	limitFunctions = `det gcd inf lim max min Pr sup argmax argmin plim essinf esssup`
)

// twoWordFunctions have a thin space in their names.
var twoWordFunctions = map[string]string{
	"limsup": "lim\u2009sup", "liminf": "lim\u2009inf", "injlim": "inj\u2009lim", "projlim": "proj\u2009lim",
	"argmax": "arg\u2009max", "argmin": "arg\u2009min", "esssup": "ess\u2009sup", "essinf": "ess\u2009inf",
}

func functionCommands() map[string]handler {
	commands := map[string]handler{
		"operatorname":           (*parser).operatorName,
		"operatornamewithlimits": (*parser).operatorName,
		"varlimsup":              limWith('\u0305', false),
		"varliminf":              limWith('\u0332', true),
		"varinjlim":              limWith('\u20EF', true),
		"varprojlim":             limWith('\u20EE', true),
	}
	for _, name := range strings.Fields(plainFunctions) {
		commands[name] = named(name, Beside)
	}
	for _, name := range strings.Fields(limitFunctions) {
		commands[name] = named(name, Movable)
	}
	for name, text := range twoWordFunctions {
		commands[name] = named(text, Movable)
	}
	return commands
}

func named(text string, limits Limits) handler {
	return func(_ *parser, c token) Node { return &Func{c.Span, text, limits} }
}

// limWith returns the handler of a lim with a mark.
func limWith(mark rune, under bool) handler {
	return func(_ *parser, c token) Node {
		lim := &Accent{Span: c.Span, Base: &Func{Span: c.Span, Text: "lim"}, Mark: mark, Under: under, Stretchy: true}
		return &Row{Span: c.Span, Items: []Node{lim}, Class: Op, Limits: Movable}
	}
}

// operatorName reads \operatorname{name}; with a star its limits stand below.
func (p *parser) operatorName(c token) Node {
	limits := Beside
	if p.star() || c.text == "operatornamewithlimits" {
		limits = Movable
	}
	tokens := p.argumentOf(c)
	if name, ok := p.plainName(tokens); ok {
		return &Func{p.from(c), name, limits}
	}
	outer := p.font
	p.font = font{variant: Upright, set: true, words: true}
	p.pushGroup(c.Span, tokens)
	body := p.rowArgument(c)
	p.font = outer
	return &Row{Span: p.from(c), Items: body.Items, Class: Op, Limits: limits}
}

// plainName returns the name that tokens spell; ok is false if there is more to them than letters.
func (p *parser) plainName(tokens []token) (name string, ok bool) {
	var b strings.Builder
	for _, t := range tokens {
		switch {
		case t.kind == space:
		case t.kind == char && (isLetter(t.text[0]) || isDigit(t.text[0]) || strings.Contains("-*'.", t.text)):
			b.WriteString(t.text)
		case t.kind == command && (t.text == "," || t.text == " " || t.text == "thinspace" || t.text == ":" || t.text == ";"), t.kind == tie:
			b.WriteString("\u2009")
		case t.isCommand("!"):
		default:
			return "", false
		}
	}
	return b.String(), b.Len() > 0
}
