package math

import "slices"

// maxNesting is how deep formulas may stand within formulas. Writers may walk the tree by recursion.
const maxNesting = 150

// A parser reads one formula by recursive descent.
type parser struct {
	stream
	display   bool
	depth     int
	font      font
	list      *list      // being read
	ends      stop       // of that list
	open      opened     // what waits for its end
	equation  Numbering  // of the formula as a whole
	numbering *Numbering // what \tag and \label speak of: the formula or a row
	cell      *Cell      // being read; nil outside of tables
	unsettled bool       // the next row's binary operators are settled by the row around it
}

// opened counts what has been opened and must be closed, to tell an end that comes too early from a stray one.
type opened struct {
	groups, fences int
	environments   []string
}

// A list is a row that is being read.
type list struct {
	items []Node
	style Style // in force since items[from]
	from  int
}

// A handler reads what belongs to the command c and returns its node, or nil if nothing is to be seen.
type handler func(p *parser, c token) Node

// A stop is a mark that ends a row beside the ones that always do.
type stop uint8

const (
	atBracket stop = 1 << iota // ]
	atDollar                   // $
	atParen                    // \)
)

func newParser(tex string, opt Options) *parser {
	p := &parser{display: opt.Display}
	p.src, p.table, p.macros.outer = tex, tables(), opt.Macros
	p.numbering = &p.equation
	return p
}

// formula reads everything.
func (p *parser) formula() *Row {
	body := p.lines(0)
	if p.stopped && p.last < len(p.src) {
		body.Items = append(body.Items, &Error{Span{p.last, len(p.src)}, p.src[p.last:]})
	}
	body.Span = Span{0, len(p.src)}
	return body
}

// row reads up to something that ends it, which is left to the caller.
func (p *parser) row(until stop) *Row {
	outer, font, ends, unsettled := p.list, p.font, p.ends, p.unsettled
	l := &list{}
	p.list, p.ends, p.unsettled = l, until, false
	start := p.peek().Start
	for !p.atEnd(until) {
		p.item()
	}
	p.list, p.font, p.ends = outer, font, ends
	l.endStyle()
	if !unsettled {
		settleBinary(l.items)
	}
	return &Row{Span: Span{start, max(start, p.last)}, Items: l.items}
}

// item reads an atom with its scripts.
func (p *parser) item() {
	t := p.next()
	if isPrime(t) {
		p.unread(t)
		p.list.items = append(p.list.items, p.scripts(&Row{Span: Span{t.Start, t.Start}}))
		return
	}
	n := p.atom(t)
	if n == nil {
		return
	}
	if _, ok := n.(*Space); !ok {
		n = p.scripts(n)
	}
	p.list.items = append(p.list.items, n)
}

// atEnd reports whether the row ends here. Ends that nothing waits for are passed over with a problem.
func (p *parser) atEnd(until stop) bool {
	for {
		t := p.peek()
		switch {
		case t.kind == eof, t.kind == align, until&atBracket != 0 && t.isChar("]"), until&atDollar != 0 && t.isChar("$"):
			return true
		case t.kind == endGroup:
			if p.open.groups > 0 {
				return true
			}
		case t.kind != command && t.kind != primitive:
			return false
		default:
			ends, waited := p.closes(t.text, until)
			if waited || !ends {
				return ends
			}
		}
		p.stray(p.next())
	}
}

// closes tells whether a command ends a row, and whether something waits for that.
func (p *parser) closes(name string, until stop) (ends, waited bool) {
	switch name {
	case `\`, "cr", "newline", "tabularnewline":
		return true, true
	case "right", "middle":
		return true, p.open.fences > 0
	case "end":
		return true, len(p.open.environments) > 0
	case ")":
		return until&atParen != 0, true
	}
	return false, false
}

// stray reports an end without a beginning and keeps what it shows.
func (p *parser) stray(t token) {
	p.problems.fail(t.Span, "math-stray", t.source()+" closes nothing", "the formula without it", "")
	switch t.text {
	case "end":
		p.environmentName(t)
	case "right", "middle":
		if d, ok := p.delimiter(t); ok && d != "" {
			p.list.items = append(p.list.items, &Operator{Span: t.Span, Text: d, Class: Close, Form: Postfix})
		}
	}
}

// lines reads a row, or several ones if line breaks or alignment marks stand outside of any environment.
func (p *parser) lines(until stop) *Row {
	cell := p.cell
	p.cell = nil
	defer func() { p.cell = cell }()
	first := p.row(until)
	t := p.peek()
	if t.kind != align && !p.isLineBreak(t) {
		return first
	}
	return p.looseLines(first, until)
}

// atom reads what starts with t, without scripts.
func (p *parser) atom(t token) Node {
	if p.depth++; p.depth > maxNesting {
		p.stop(t.Span, "math-nesting", "formulas are nested too deep")
	}
	defer func() { p.depth-- }()
	if p.stopped {
		return nil
	}
	switch t.kind {
	case char:
		return p.character(t)
	case command, primitive:
		return p.command(t)
	case beginGroup:
		return p.braced(t)
	case superscript, subscript:
		p.unread(t)
		return &Row{Span: Span{t.Start, t.Start}}
	case tie:
		return &Space{Span: t.Span, Width: wordSpace}
	case failed:
		return &Error{t.Span, t.text}
	}
	return nil
}

// command reads a command that is no macro.
func (p *parser) command(t token) Node {
	found := p.table.commands[t.text]
	switch {
	case found == nil:
		return p.unknown(t)
	case found.run != nil:
		return found.run(p, t)
	}
	return p.symbol(&found.symbol, t.Span)
}

// unknown shows a command as it is written.
func (p *parser) unknown(t token) Node {
	if !p.problems.full() {
		hint := ""
		if near, ok := p.table.nearest(t.text); ok {
			hint = `did you mean \` + near + "?"
		}
		p.problems.fail(t.Span, "math-command", "unknown command "+t.source(), "the command as TeX", hint)
	}
	return &Error{t.Span, t.source()}
}

// braced reads a group. A group of one ordinary node is that node.
func (p *parser) braced(open token) Node {
	body := p.groupRow(open)
	if len(body.Items) == 1 && ClassOf(body.Items[0]) == Ord {
		if _, styled := body.Items[0].(*Style); !styled {
			return body.Items[0]
		}
	}
	return body
}

// groupRow reads a group after its opening brace.
func (p *parser) groupRow(open token) *Row {
	p.open.groups++
	body := p.lines(0)
	p.open.groups--
	t := p.next()
	if t.kind != endGroup {
		p.unread(t)
		if !p.stopped {
			p.problems.fail(open.Span, "math-brace", "this { is never closed", "the formula as if it were closed where it has to", "")
		}
	}
	body.Span = Span{open.Start, max(open.End, p.last)}
	return body
}

// argument reads an argument of c: a group or a single atom.
func (p *parser) argument(c token) Node {
	for {
		t := p.next()
		switch {
		case t.kind == beginGroup:
			return p.braced(t)
		case t.kind == char && isDigit(t.text[0]):
			return p.digits(t.Span, t.text)
		case p.endsArgument(t):
			p.unread(t)
			p.problems.fail(c.Span, "math-argument", c.source()+" lacks an argument", "an empty one", "")
			return &Row{Span: Span{c.End, c.End}}
		}
		if n := p.atom(t); n != nil {
			if ClassOf(n) == Bin {
				setOrdinary(n, Infix)
			}
			return n
		}
	}
}

// openArgument reads an argument that is spaced as if it stood in the row around it.
func (p *parser) openArgument(c token) *Row {
	t := p.next()
	switch {
	case t.kind == beginGroup:
		p.unsettled = true
		return p.groupRow(t)
	case p.endsArgument(t):
		p.unread(t)
		return asRow(p.argument(c))
	}
	row := &Row{Span: t.Span}
	if n := p.atom(t); n != nil {
		row.Items = []Node{n}
		row.Span = p.from(t)
	}
	return row
}

// baseArgument reads an argument that keeps its class if it is a single node.
func (p *parser) baseArgument(c token) Node {
	row := p.openArgument(c)
	if len(row.Items) == 1 {
		return row.Items[0]
	}
	settleBinary(row.Items)
	return row
}

// endsArgument reports whether no argument can start with t.
func (p *parser) endsArgument(t token) bool {
	switch t.kind {
	case eof, endGroup, align, superscript, subscript:
		return true
	case command, primitive:
		ends, _ := p.closes(t.text, 0)
		return ends || t.text == "limits" || t.text == "nolimits"
	}
	return false
}

// rowArgument reads an argument as a row.
func (p *parser) rowArgument(c token) *Row { return asRow(p.argument(c)) }

// asRow returns n as the items of a row.
func asRow(n Node) *Row {
	if r, ok := n.(*Row); ok && r.Class == Ord {
		return r
	}
	return &Row{Span: n.Extent(), Items: []Node{n}}
}

// bracketed reads a formula in brackets; nil if there are none.
func (p *parser) bracketed() Node {
	t := p.next()
	if !t.isChar("[") {
		p.unread(t)
		return nil
	}
	body := p.lines(atBracket)
	if t := p.next(); !t.isChar("]") {
		p.unread(t)
		p.problems.fail(t.Span, "math-bracket", "an argument in brackets is never closed", "the formula as if it were closed here", "")
	}
	if len(body.Items) == 1 {
		return body.Items[0]
	}
	return body
}

// from returns the stretch from c to what has been read last.
func (p *parser) from(c token) Span { return Span{c.Start, max(c.End, p.last)} }

// setStyle makes change act on the rest of the row.
func (p *parser) setStyle(c token, change func(*Style)) {
	l := p.list
	if l == nil {
		return
	}
	l.endStyle()
	if l.style.IsZero() {
		l.style.Start = c.Start
	}
	change(&l.style)
}

// IsZero reports whether the style changes nothing.
func (s *Style) IsZero() bool { return s.Level == SameLevel && s.Color == "" && s.Scale == 0 }

// endStyle wraps what has been read in the style in force.
func (l *list) endStyle() {
	if !l.style.IsZero() && len(l.items) > l.from {
		items := slices.Clone(l.items[l.from:])
		at := Span{items[0].Extent().Start, items[len(items)-1].Extent().End}
		styled := l.style
		styled.Span = Span{min(l.style.Start, at.Start), max(l.style.Start, at.End)}
		styled.Body = &Row{Span: at, Items: items}
		l.items = append(l.items[:l.from], &styled)
		l.style.Start = at.End
	}
	l.from = len(l.items)
}
