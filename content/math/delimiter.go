package math

import "strings"

// ordinaryFences are delimiters that are no brackets by class.
const ordinaryFences = `|‖∣∥/\↑↓↕⇑⇓⇕⌜⌝⌞⌟⎰⎱`

// fixedSizes are the sizes of the \big family.
var fixedSizes = map[string]int{"big": 1, "Big": 2, "bigg": 3, "Bigg": 4}

func delimiterCommands() map[string]handler {
	commands := map[string]handler{
		"left":     (*parser).fenced,
		pairedName: (*parser).pairedDelimiters,
		"abs":      pairedBy("|", "|", true),
		"norm":     pairedBy("‖", "‖", true),
		"lrvert":   pairedBy("|", "|", true),
		"floor":    pairedBy("⌊", "⌋", true),
		"ceil":     pairedBy("⌈", "⌉", true),
		"set":      pairedBy("{", "}", false),
		"Set":      pairedBy("{", "}", true),
		"qty":      (*parser).quantity,
		"pqty":     pairedBy("(", ")", true),
		"bqty":     pairedBy("[", "]", true),
		"Bqty":     pairedBy("{", "}", true),
		"vqty":     pairedBy("|", "|", true),
	}
	for name, size := range fixedSizes {
		commands[name] = sized(size, Ord)
		commands[name+"l"] = sized(size, Open)
		commands[name+"r"] = sized(size, Close)
		commands[name+"m"] = sized(size, Rel)
	}
	return commands
}

// delimiter reads a delimiter; ok is false if what stands there is none. "." is "".
func (p *parser) delimiter(c token) (text string, ok bool) {
	t := p.next()
	if text, ok := p.delimiterText(t); ok {
		return text, true
	}
	p.unread(t)
	p.problems.fail(c.Span, "math-delimiter", c.source()+" needs a delimiter, such as ( or |", "no delimiter", "")
	return "", false
}

// delimiterText returns what t shows as a delimiter.
func (p *parser) delimiterText(t token) (text string, ok bool) {
	switch {
	case t.isChar("."):
		return "", true
	case t.isChar("<"), t.isCommand("lt"):
		return "⟨", true
	case t.isChar(">"), t.isCommand("gt"):
		return "⟩", true
	}
	s := p.signOf(t)
	if s == nil {
		return "", false
	}
	ok = s.class == Open || s.class == Close || strings.Contains(ordinaryFences, s.text)
	return s.text, ok && s.text != "!" && s.text != "?"
}

// signOf returns the symbol that t stands for, or nil.
func (p *parser) signOf(t token) *symbol {
	switch t.kind {
	case char:
		return p.table.chars[t.text]
	case command, primitive:
		if e := p.table.commands[t.text]; e != nil && e.run == nil {
			return &e.symbol
		}
	}
	return nil
}

// delimiterArgument reads an argument that is a delimiter or empty.
func (p *parser) delimiterArgument(c token) string {
	for _, t := range p.argumentOf(c) {
		if text, ok := p.delimiterText(t); ok {
			return text
		}
	}
	return ""
}

// fenced reads \left( … \middle| … \right).
func (p *parser) fenced(c token) Node {
	open, _ := p.delimiter(c)
	f := &Fenced{Open: open}
	p.open.fences++
	for {
		f.Parts = append(f.Parts, p.lines(0))
		t := p.next()
		if !t.isCommand("middle") {
			p.unread(t)
			break
		}
		text, _ := p.delimiter(t)
		f.Middles = append(f.Middles, &Operator{Span: p.from(t), Text: text, Class: Rel, Stretchy: true})
	}
	p.open.fences--
	p.closeFence(c, f)
	f.Span = p.from(c)
	return f
}

// closeFence reads \right and its delimiter.
func (p *parser) closeFence(c token, f *Fenced) {
	t := p.next()
	if t.isCommand("right") {
		f.Close, _ = p.delimiter(t)
		return
	}
	p.unread(t)
	if !p.stopped {
		p.problems.fail(c.Span, "math-fence", `\left lacks its \right`, "a formula without its closing delimiter", `close it with \right.`)
	}
}

// sized returns the handler of a delimiter of a fixed size.
func sized(size int, class Class) handler {
	form := [...]Form{Ord: Infix, Open: Prefix, Close: Postfix, Rel: Infix}[class]
	return func(p *parser, c token) Node {
		text, ok := p.sizedDelimiter(c)
		if !ok || text == "" {
			return nil
		}
		return &Operator{Span: p.from(c), Text: text, Class: class, Form: form, Size: size}
	}
}

// sizedDelimiter reads a delimiter that may stand in braces.
func (p *parser) sizedDelimiter(c token) (text string, ok bool) {
	if t := p.peek(); t.kind == beginGroup {
		return p.delimiterArgument(c), true
	}
	return p.delimiter(c)
}

// pairedName is the command that macros of \DeclarePairedDelimiter are made of. No author can type it.
const pairedName = "paired delimiters"

// pairedDelimiters reads {open}{close} and what the author put between them.
func (p *parser) pairedDelimiters(c token) Node {
	open, closing := p.delimiterArgument(c), p.delimiterArgument(c)
	return p.between(c, open, closing, false)
}

// pairedBy returns the handler of a command that puts its argument between delimiters. They grow if the command has a star,
// or if they do so by themselves.
func pairedBy(open, closing string, grow bool) handler {
	return func(p *parser, c token) Node { return p.between(c, open, closing, grow) }
}

// between reads *, [\big] and an argument, and puts delimiters around it.
func (p *parser) between(c token, open, closing string, grow bool) Node {
	grow = p.star() || grow
	size := 0
	for _, t := range p.optional(nil) {
		if t.kind == command {
			size = fixedSizes[t.text]
			grow = false
		}
	}
	body := p.rowArgument(c)
	at := p.from(c)
	if grow {
		return &Fenced{Span: at, Open: open, Close: closing, Parts: []*Row{body}}
	}
	items := make([]Node, 0, len(body.Items)+2)
	items = append(items, &Operator{Span: c.Span, Text: open, Class: Open, Form: Prefix, Size: size})
	items = append(items, body.Items...)
	items = append(items, &Operator{Span: Span{at.End, at.End}, Text: closing, Class: Close, Form: Postfix, Size: size})
	return &Row{Span: at, Items: items}
}

// quantity reads the physics package's \qty, whose brackets are the delimiters: \qty(…), \qty{…}.
func (p *parser) quantity(c token) Node {
	open := p.next()
	switch {
	case open.isChar("("):
		return p.quantityIn(c, "(", ")")
	case open.isChar("["):
		return p.quantityIn(c, "[", "]")
	case open.isChar("|"):
		return p.quantityIn(c, "|", "|")
	}
	p.unread(open)
	return p.between(c, "{", "}", true)
}

// quantityIn reads up to the delimiter that closes.
func (p *parser) quantityIn(c token, open, closing string) Node {
	end := token{kind: char, text: closing}
	p.pushGroup(c.Span, p.until([]token{end}, c))
	body := p.rowArgument(c)
	return &Fenced{Span: p.from(c), Open: open, Close: closing, Parts: []*Row{body}}
}
