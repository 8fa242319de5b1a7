package speech

import "coursepack/content/math"

// A barPairer finds out which bars of a list are delimiters, as in |x|, and which stand alone, as in p(x|z).
//
// A bar after something that could be a factor closes the one that is open, if any. Otherwise it stands alone, unless
// another one follows before the next comma and their number is even, as in 2|x|. A bar after an operation or at the beginning
// opens, if there is one to close it.
type barPairer struct {
	list []token
	open []opening
	out  []token
	left map[string]int // bars that have not been met
}

func pairBars(list []token) []token {
	var left map[string]int
	for _, t := range list {
		if bar := t.bar(); bar != "" {
			if left == nil {
				left = map[string]int{}
			}
			left[bar]++
		}
	}
	if left == nil {
		return list
	}
	p := &barPairer{list: list, left: left}
	for i := 0; i < len(list); {
		i += p.next(i)
	}
	return unclosed(p.open, p.out)
}

// bar returns the text of a bar that may be a delimiter. A relation such as \mid is none.
func (t token) bar() string {
	o, ok := t.node.(*math.Operator)
	if !ok || o.Text != "|" && o.Text != "‖" || o.Class == math.Rel {
		return ""
	}
	return o.Text
}

// next takes what stands at i and returns of how many tokens it is made: || is two.
func (p *barPairer) next(i int) int {
	t := p.list[i]
	bar := t.bar()
	if bar == "" {
		if t.sign() == "⟩" && p.top() == "|" {
			p.close("⟩", t)
			return 1
		}
		p.out = append(p.out, t)
		return 1
	}
	length := 1
	if bar == "|" && !t.hasScripts() && p.double(i) {
		second := p.list[i+1]
		bar, t, length = "‖", token{node: &math.Operator{Text: "‖"}, sub: second.sub, sup: second.sup}, 2
		p.left["|"] -= 2
		p.left["‖"]++
	}
	p.left[bar]--
	p.bar(i, length, bar, t)
	return length
}

// double reports whether the bars at i and after it are one sign.
func (p *barPairer) double(i int) bool {
	return i+1 < len(p.list) && p.list[i+1].bar() == "|" && p.top() != "|"
}

func (p *barPairer) bar(i, length int, bar string, t token) {
	after, class := p.afterFactor(), t.class()
	switch {
	case p.top() == bar && after && class != math.Open:
		p.close(bar, t)
	case !t.hasScripts() && p.pairs(i+length, bar) && (!after || class == math.Open || p.left[bar]%2 == 1):
		p.open = append(p.open, opening{bracket: t, before: p.out})
		p.out = nil
	case bar == "‖" && len(p.out) > 0 && p.out[len(p.out)-1].bar() == bar && !t.hasScripts(): // \|\| is often meant to be ‖
	default:
		p.out = append(p.out, t)
	}
}

// pairs reports whether a bar that opens before from has one to close it.
func (p *barPairer) pairs(from int, bar string) bool {
	if p.left[bar] == 0 && !(bar == "‖" && p.left["|"] >= 2) {
		return bar == "|" && p.closesKet(from)
	}
	if !p.afterFactor() {
		return true
	}
	for _, t := range p.list[from:] {
		if t.bar() != "" {
			return true
		}
		if t.class() == math.Punct {
			return false
		}
	}
	return false
}

// closesKet reports whether an angle bracket follows that nothing has opened.
func (p *barPairer) closesKet(from int) bool {
	for _, t := range p.list[from:] {
		if t.sign() == "⟩" {
			return true
		}
	}
	return false
}

func (p *barPairer) close(bar string, scripts token) {
	last := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	scripts.node, scripts.group = nil, &group{last.bracket.sign(), bar, p.out}
	p.out = append(last.before, scripts)
}

func (p *barPairer) top() string {
	if len(p.open) == 0 {
		return ""
	}
	return p.open[len(p.open)-1].bracket.sign()
}

// afterFactor reports whether what has been read last can be multiplied.
func (p *barPairer) afterFactor() bool {
	if len(p.out) == 0 {
		return false
	}
	last := p.out[len(p.out)-1]
	switch last.node.(type) {
	case *math.Space, *math.Func:
		return false
	}
	switch last.class() {
	case math.Ord, math.Inner, math.Close:
		o, ok := last.node.(*math.Operator)
		return !ok || o.Form != math.Prefix && o.Text != "/" && last.bar() == ""
	}
	return false
}

// class returns how t behaves to its neighbours.
func (t token) class() math.Class {
	if t.node == nil {
		return math.Ord
	}
	return math.ClassOf(t.node)
}
