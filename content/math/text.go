package math

import "strconv"

// textFonts are the commands whose argument is text.
var textFonts = map[string]Variant{
	"text": Upright, "textrm": Upright, "textup": Upright, "textnormal": Upright, "textmd": Upright, "mbox": Upright, "hbox": Upright,
	"makebox": Upright, "textbf": Bold, "textit": Italic, "textsl": Italic, "emph": Italic, "textsf": SansSerif, "texttt": Mono,
	"textsc": Upright, "mathmbox": Upright,
}

// textAccents are combining characters, by the commands that put them on a letter of text.
var textAccents = map[string]rune{
	"'": '\u0301', "`": '\u0300', "^": '\u0302', `"`: '\u0308', "~": '\u0303', "=": '\u0304', ".": '\u0307', "u": '\u0306',
	"v": '\u030C', "H": '\u030B', "r": '\u030A', "c": '\u0327', "k": '\u0328', "d": '\u0323', "b": '\u0331',
}

func textCommands() map[string]handler {
	commands := map[string]handler{
		"char":        (*parser).charCode,
		"symbol":      (*parser).charCode,
		"unicode":     (*parser).unicodeChar,
		"U":           (*parser).unicodeChar,
		"verb":        (*parser).verbatim,
		"textcircled": (*parser).circled,
		"TeX":         logo("TeX"),
		"LaTeX":       logo("LaTeX"),
		"KaTeX":       logo("KaTeX"),
		"MathJax":     logo("MathJax"),
		"(":           (*parser).innerMath,
		"[":           (*parser).innerMath,
	}
	for name, variant := range textFonts {
		commands[name] = func(p *parser, c token) Node { return p.textArgument(c, variant) }
	}
	return commands
}

func logo(text string) handler {
	return func(_ *parser, c token) Node { return &Text{Span: c.Span, Text: text} }
}

// circled puts a circle around a number or a letter. Unicode has numbers up to twenty, and letters, with theirs; a mark
// puts one around any other character.
func (p *parser) circled(c token) Node {
	body := p.textArgument(c, Upright)
	t, ok := body.(*Text)
	if !ok || t.Text == "" {
		return body
	}
	n, err := strconv.Atoi(t.Text)
	letter := t.Text[0]
	switch {
	case err == nil && n >= 1 && n <= 20:
		t.Text = string(rune('①' + n - 1))
	case t.Text == "0":
		t.Text = "⓪"
	case len(t.Text) == 1 && 'A' <= letter && letter <= 'Z':
		t.Text = string('Ⓐ' + rune(letter-'A'))
	case len(t.Text) == 1 && 'a' <= letter && letter <= 'z':
		t.Text = string('ⓐ' + rune(letter-'a'))
	default:
		t.Text += "\u20DD"
	}
	return body
}

// innerMath lets \(…\) stand within a formula, as it may in text.
func (p *parser) innerMath(c token) Node {
	body := p.lines(atParen)
	if t := p.next(); !t.isCommand(")") && !t.isCommand("]") {
		p.unread(t)
	}
	body.Span = p.from(c)
	return body
}

// A textReader reads text within a formula.
type textReader struct {
	*parser
	buf     []byte
	at      Span
	variant Variant
	items   []Node
}

// textArgument reads an argument that is text. It is a single Text unless there are formulas or other styles in it.
func (p *parser) textArgument(c token, variant Variant) Node {
	if p.depth++; p.depth > maxNesting {
		p.stop(c.Span, "math-nesting", "formulas are nested too deep")
	}
	defer func() { p.depth-- }()
	r := &textReader{parser: p, variant: variant}
	outer := p.font
	p.font = font{} // alphabets do not reach the formulas within text
	t := p.next()
	if t.kind == beginGroup {
		r.group(t)
	} else if p.endsArgument(t) {
		p.unread(t)
		p.problems.fail(c.Span, "math-argument", c.source()+" lacks an argument", "an empty one", "")
	} else {
		r.token(t)
	}
	p.font = outer
	r.flush()
	at := p.from(c)
	if len(r.items) == 1 {
		if text, ok := r.items[0].(*Text); ok {
			text.Span = at
			return text
		}
	}
	if len(r.items) == 0 {
		return &Text{Span: at, Variant: variant}
	}
	return &Row{Span: at, Items: r.items}
}

// group reads up to the brace that closes open.
func (r *textReader) group(open token) {
	variant := r.variant
	r.open.groups++
	defer func() { r.open.groups-- }()
	for {
		t := r.nextText()
		switch t.kind {
		case endGroup:
			r.variant = r.restyle(variant)
			return
		case eof:
			if !r.stopped {
				r.problems.fail(open.Span, "math-brace", "this { is never closed", "the formula as if it were closed at its end", "")
			}
			return
		}
		r.token(t)
		if r.stopped {
			return
		}
	}
}

// restyle ends a run of text before the variant changes, and returns the new one.
func (r *textReader) restyle(v Variant) Variant {
	if v != r.variant {
		r.flush()
	}
	return v
}

// token reads what starts with t.
func (r *textReader) token(t token) {
	switch t.kind {
	case space:
		r.write(" ", t.Span)
	case tie:
		r.write("\u00A0", t.Span)
	case char:
		r.char(t)
	case beginGroup:
		r.nested(t)
	case command, primitive:
		r.command(t)
	case failed:
		r.add(&Error{t.Span, t.text})
	default:
		r.write(t.text, t.Span)
	}
}

// nested reads a group within text.
func (r *textReader) nested(open token) {
	if r.depth++; r.depth > maxNesting {
		r.stop(open.Span, "math-nesting", "formulas are nested too deep")
	}
	r.group(open)
	r.depth--
}

func (r *textReader) char(t token) {
	switch t.text {
	case "$":
		r.math(t, atDollar)
	case "`", "'", "-":
		r.write(r.ligature(t), t.Span)
	default:
		r.write(t.text, t.Span)
	}
}

// ligatures are what TeX's fonts make of runs of characters.
var ligatures = map[string]string{"`": "‘", "``": "“", "'": "’", "''": "”", "-": "-", "--": "–", "---": "—"}

func (r *textReader) ligature(t token) string {
	run := t.text
	for {
		next := r.raw()
		if next.kind != char || ligatures[run+next.text] == "" {
			r.unread(next)
			return ligatures[run]
		}
		run += next.text
	}
}

// math reads a formula within text.
func (r *textReader) math(open token, until stop) {
	r.flush()
	if until == atDollar {
		if t := r.raw(); !t.isChar("$") { // $$ is nothing, or twice a dollar that means the same
			r.unread(t)
		}
	}
	body := r.lines(until)
	t := r.next()
	if !t.isChar("$") && !t.isCommand(")") {
		r.unread(t)
		if !r.stopped {
			r.problems.fail(open.Span, "math-dollar", "this "+open.source()+" is never closed", "the formula up to the end of the text", "")
		}
	}
	body.Span = r.from(open)
	r.items = append(r.items, body)
}

func (r *textReader) command(t token) {
	switch {
	case t.text == "(":
		r.math(t, atParen)
	case textAccents[t.text] != 0:
		r.accent(t)
	case t.text == " " || t.text == "space" || t.text == `\` || t.text == "newline":
		r.write(" ", t.Span)
	case t.text == "ss", t.text == "i", t.text == "j":
		r.write(map[string]string{"ss": "ß", "i": "ı", "j": "ȷ"}[t.text], t.Span)
	default:
		r.styledOrSymbol(t)
	}
}

func (r *textReader) styledOrSymbol(t token) {
	if v, ok := textFonts[t.text]; ok {
		r.styled(t, v)
		return
	}
	if f, ok := fontSwitches[t.text]; ok {
		r.variant = r.restyle(f.of(Upright))
		return
	}
	if _, sized := scales[t.text]; sized {
		return
	}
	if s := r.signOf(t); s != nil && !s.large {
		r.write(s.text, t.Span)
		return
	}
	if n := r.parser.command(t); n != nil {
		r.add(n)
	}
}

// styled reads the argument of a command such as \textbf.
func (r *textReader) styled(t token, v Variant) {
	outer := r.variant
	if v == Italic && outer == Bold || v == Bold && outer == Italic {
		v = BoldItalic
	}
	if t.text == "mbox" || t.text == "text" || t.text == "hbox" {
		v = outer
	}
	r.variant = r.restyle(v)
	open := r.next()
	if open.kind == beginGroup {
		r.nested(open)
	} else if open.kind != eof && open.kind != endGroup {
		r.token(open)
	} else {
		r.unread(open)
	}
	r.variant = r.restyle(outer)
}

// accent puts a combining character after the letter that follows.
func (r *textReader) accent(t token) {
	var letters []rune
	for _, l := range r.argumentOf(t) {
		if l.kind == char || l.isCommand("i") || l.isCommand("j") {
			letters = append(letters, []rune(l.text)...)
		}
	}
	if len(letters) == 0 {
		letters = []rune{'\u00A0'}
	}
	text := compose(letters[0], textAccents[t.text]) + string(letters[1:])
	r.write(text, r.from(t))
}

// composed has, by combining character, letters and what they become with it. Others keep the combining character.
var composed = map[rune]string{
	'\u0301': "aáeéiíoóuúyýcćnńrŕsśzźAÁEÉIÍOÓUÚYÝCĆNŃSŚZŹ",
	'\u0300': "aàeèiìoòuùAÀEÈIÌOÒUÙ",
	'\u0302': "aâeêiîoôuûcĉgĝsŝAÂEÊIÎOÔUÛ",
	'\u0308': "aäeëiïoöuüyÿAÄEËIÏOÖUÜ",
	'\u0303': "aãnñoõAÃNÑOÕ",
	'\u0304': "aāeēiīoōuūAĀEĒIĪOŌUŪ",
	'\u0306': "aăgğuŭAĂGĞ",
	'\u0307': "eėzżIİZŻ",
	'\u030A': "aåuůAÅUŮ",
	'\u030B': "oőuűOŐUŰ",
	'\u030C': "cčdďeěnňrřsštťzžCČDĎEĚNŇRŘSŠTŤZŽ",
	'\u0327': "cçsşCÇSŞ",
	'\u0328': "aąeęAĄEĘ",
}

// compose returns letter with a combining character, as one character where there is one.
func compose(letter, mark rune) string {
	pairs := []rune(composed[mark])
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == letter {
			return string(pairs[i+1])
		}
	}
	return string([]rune{letter, mark})
}

// write adds text to the current run. White space counts once.
func (r *textReader) write(text string, at Span) {
	if len(r.buf) == 0 {
		r.at = at
	}
	r.at.End = at.End
	if text == " " && len(r.buf) > 0 && r.buf[len(r.buf)-1] == ' ' {
		return
	}
	r.buf = append(r.buf, text...)
}

func (r *textReader) flush() {
	if len(r.buf) > 0 {
		r.items = append(r.items, &Text{Span: r.at, Text: string(r.buf), Variant: r.variant})
		r.buf = r.buf[:0]
	}
}

func (r *textReader) add(n Node) {
	r.flush()
	r.items = append(r.items, n)
}
