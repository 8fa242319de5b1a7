package math

import (
	"strconv"
	"strings"
)

// wordSpace is the width of "\ ", in em.
const wordSpace = 0.25

// mu is a mathematical unit, in em.
const mu = 1.0 / 18

// spaces have their widths in mu.
var spaces = map[string]float64{
	"!": -3, "negthinspace": -3, "negmedspace": -4, "negthickspace": -5,
	",": 3, "thinspace": 3, ":": 4, ">": 4, "medspace": 4, ";": 5, "thickspace": 5,
	"enspace": 9, "enskip": 9, "quad": 18, "qquad": 36,
	" ": 18 * wordSpace, "space": 18 * wordSpace, "nobreakspace": 18 * wordSpace,
}

func spaceCommands() map[string]handler {
	commands := map[string]handler{
		"hspace": (*parser).hspace,
		"mspace": (*parser).hspace,
		"vspace": (*parser).skipArgument,
		"kern":   (*parser).kern,
		"mkern":  (*parser).kern,
		"hskip":  (*parser).kern,
		"mskip":  (*parser).kern,
		"rule":   (*parser).rule,
		"hfill":  (*parser).fill,
		"hfil":   (*parser).fill,
	}
	for name, width := range spaces {
		commands[name] = func(_ *parser, c token) Node { return &Space{Span: c.Span, Width: width * mu} }
	}
	for _, name := range strings.Fields(`relax allowbreak nobreak goodbreak break nolinebreak linebreak noindent protect null empty
		DOTSB DOTSI DOTSX mathsurround displaylimits limits nolimits nonscript`) {
		commands[name] = nothing
	}
	return commands
}

// hspace reads \hspace{width}.
func (p *parser) hspace(c token) Node {
	p.star()
	text := plainText(p.argumentOf(c))
	width, ok := parseLength(text)
	if !ok {
		p.badLength(c, text)
		return nil
	}
	return &Space{Span: p.from(c), Width: width}
}

// kern reads a width without braces.
func (p *parser) kern(c token) Node {
	width, ok := p.dimension(c)
	if !ok {
		return nil
	}
	return &Space{Span: p.from(c), Width: width}
}

// rule reads \rule[raise]{width}{height}.
func (p *parser) rule(c token) Node {
	raise, _ := parseLength(plainText(p.optional(nil)))
	w, h := plainText(p.argumentOf(c)), plainText(p.argumentOf(c))
	width, ok1 := parseLength(w)
	height, ok2 := parseLength(h)
	if !ok1 || !ok2 {
		p.badLength(c, w+" by "+h)
		return nil
	}
	return &Space{Span: p.from(c), Width: width, Height: height + raise, Depth: -raise, Ink: width > 0}
}

// fill moves the contents of a table's cell to its right.
func (p *parser) fill(token) Node {
	if p.cell != nil && len(p.list.items) == 0 {
		right := Right
		p.cell.Align = &right
	}
	return nil
}

func (p *parser) badLength(c token, text string) {
	p.problems.warn(c.Span, "math-length", c.source()+` needs a length such as 1em, not "`+text+`"`, "no space")
}

// dimension reads a length that stands without braces, such as 3mu or -.5em.
func (p *parser) dimension(c token) (em float64, ok bool) {
	var text []byte
	t := p.rawSkippingSpace()
	for ; t.kind == char && strings.Contains("+-.0123456789", t.text); t = p.rawSkippingSpace() {
		text = append(text, t.text...)
	}
	for range 2 {
		if t.kind == char && isLetter(t.text[0]) {
			text = append(text, t.text...)
			t = p.raw()
		}
	}
	p.unread(t)
	em, ok = parseLength(string(text))
	if !ok {
		p.badLength(c, string(text))
	}
	return em, ok
}

// units are in em of Computer Modern at 10 pt, for which TeX's mathematics was made.
var units = map[string]float64{
	"em": 1, "ex": 0.431, "mu": mu, "pt": 0.1, "px": 0.0753, "bp": 0.100375, "pc": 1.2, "in": 7.227, "cm": 2.84528, "mm": 0.284528,
	"dd": 0.107, "cc": 1.284, "sp": 0.1 / 65536, "jot": 0.3,
}

// maxLength is longer than any honest length.
const maxLength = 1000

// parseLength reads a length such as 3mu or -.5em.
func parseLength(text string) (em float64, ok bool) {
	end := strings.LastIndexAny(text, "0123456789.") + 1
	unit, known := units[text[end:]]
	value, err := strconv.ParseFloat(text[:end], 64)
	if err != nil || !known || value < -maxLength || value > maxLength {
		return 0, false
	}
	return value * unit, true
}
