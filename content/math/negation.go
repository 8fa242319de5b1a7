package math

import "strings"

// negated are symbols that Unicode has with a stroke, by the ones without.
var negated = paired(
	"=<>≤≥∈∋⊂⊃⊆⊇≡∼≃≅≈≍≺≻≼≽⊑⊒⊲⊳⊴⊵∣∥⊢⊨⊩⊫∃→←↔⇒⇐⇔≲≳≶≷⊏⊐|‖",
	"≠≮≯≰≱∉∌⊄⊅⊈⊉≢≁≄≇≉≭⊀⊁⋠⋡⋢⋣⋪⋫⋬⋭∤∦⊬⊭⊮⊯∄↛↚↮⇏⇍⇎≴≵≸≹⊏⊐∤∦")

// stroke is the combining character that negates what has no form of its own.
const stroke = "\u0338"

func negationCommands() map[string]handler {
	return map[string]handler{
		"not":       (*parser).not,
		"centernot": (*parser).not,
		"slashed":   (*parser).slashed,
	}
}

// not negates the symbol that follows.
func (p *parser) not(c token) Node {
	n := p.baseArgument(c)
	at := p.from(c)
	switch n := n.(type) {
	case *Operator:
		n.Span, n.Text = at, negate(n.Text)
		return n
	case *Ident:
		n.Span, n.Text = at, n.Text+stroke
		return n
	case *Func:
		n.Span, n.Text = at, n.Text+stroke
		return n
	}
	return &Enclose{Span: at, Body: n, Notation: UpDiagonal}
}

func negate(sign string) string {
	if n := negated[sign]; n != "" && n != sign {
		return n
	}
	return strings.TrimSuffix(sign, stroke) + stroke
}

// slashed is Feynman's slash.
func (p *parser) slashed(c token) Node {
	body := p.argument(c)
	if n, ok := body.(*Ident); ok {
		n.Span, n.Text = p.from(c), n.Text+stroke
		return n
	}
	return &Enclose{Span: p.from(c), Body: body, Notation: UpDiagonal}
}

// classCommands give their argument a class.
func classCommands() map[string]handler {
	return map[string]handler{
		"mathord": classed(Ord), "mathop": classed(Op), "mathbin": classed(Bin), "mathrel": classed(Rel), "mathopen": classed(Open),
		"mathclose": classed(Close), "mathpunct": classed(Punct), "mathinner": classed(Inner), "mathalpha": classed(Ord),
	}
}

func classed(class Class) handler {
	return func(p *parser, c token) Node {
		body := p.rowArgument(c)
		row := &Row{Span: p.from(c), Items: body.Items, Class: class}
		if class == Op {
			row.Limits = Movable
		}
		return row
	}
}
