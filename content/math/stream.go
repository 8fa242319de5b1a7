package math

import "slices"

// What one formula may ask of the expansion of macros. Honest formulas stay far below.
const (
	maxExpanded       = 100_000 // tokens out of macros, beside one for each byte of the formula
	maxExpansionDepth = 200     // macros within macros
)

// A stream yields the tokens of a formula with the author's macros expanded.
type stream struct {
	lexer
	table    *table
	macros   definitions
	problems problems
	back     []token // tokens to be read again, the next one last
	frames   []frame // what macros have put in front of the text, the innermost last
	expanded int
	last     int  // where the latest token ended
	before   int  // where the one before it did
	stopped  bool // a limit was hit: there are no more tokens
}

// A frame is a macro's body with its arguments, or one of the arguments.
type frame struct {
	tokens []token
	next   int
	call   *expansion // nil for an argument
	args   [][]token
}

// An expansion is one use of a macro. The chain of them leads from a token to the author's own text.
type expansion struct {
	Span
	macro *macro
	from  *expansion
	depth int
}

// within reports whether e is, or is part of, an expansion of m.
func (e *expansion) within(m *macro) bool {
	for ; e != nil; e = e.from {
		if e.macro == m {
			return true
		}
	}
	return false
}

// raw returns the next token, macros and white space included.
func (s *stream) raw() token {
	t := s.take()
	s.before, s.last = s.last, t.End
	return t
}

func (s *stream) take() token {
	if s.stopped {
		return token{Span: Span{s.last, s.last}}
	}
	if n := len(s.back); n > 0 {
		t := s.back[n-1]
		s.back = s.back[:n-1]
		return t
	}
	for len(s.frames) > 0 {
		if t, ok := s.fromFrame(); ok {
			return t
		}
	}
	if s.stopped {
		return token{Span: Span{s.last, s.last}}
	}
	return s.lex()
}

// fromFrame takes a token from the innermost frame; ok is false if the frame was at its end or gave way to another.
func (s *stream) fromFrame() (t token, ok bool) {
	f := &s.frames[len(s.frames)-1]
	if f.next == len(f.tokens) {
		s.frames = s.frames[:len(s.frames)-1]
		return token{}, false
	}
	if s.expanded++; s.expanded > maxExpanded+len(s.src) {
		s.stop(Span{s.last, s.last}, "math-macro-size", "the macros of this formula make too much of it")
		s.frames = nil
		return token{}, false
	}
	t = f.tokens[f.next]
	f.next++
	if f.call == nil {
		return t, true
	}
	if t.kind == parameter {
		s.frames = append(s.frames, frame{tokens: f.args[t.text[0]-'1']})
		return token{}, false
	}
	t.Span, t.from = f.call.Span, f.call
	return t, true
}

// stop ends the formula at a limit. What stands from there on is shown as TeX.
func (s *stream) stop(at Span, code, message string) {
	s.problems.fail(at, code, message, "the rest of the formula as TeX", "")
	s.stopped, s.last = true, at.Start
}

// unread makes t, which has been read last, the next token again.
func (s *stream) unread(t token) {
	s.back = append(s.back, t)
	s.last = s.before
}

// next returns the next token of a formula: no white space, macros expanded.
func (s *stream) next() token {
	before := s.last
	for {
		if t := s.nextText(); t.kind != space {
			s.before = before
			return t
		}
	}
}

// nextText returns the next token of text, where white space counts, macros expanded.
func (s *stream) nextText() token {
	for {
		t := s.raw()
		if t.kind != command {
			return t
		}
		m := s.meaning(t.text)
		if m == nil {
			return t
		}
		if t, ok := s.expand(m, t); !ok {
			return t
		}
	}
}

// meaning returns the macro that a name stands for, or nil.
func (s *stream) meaning(name string) *macro {
	if m := s.macros.lookup(name); m != nil {
		return m
	}
	return s.table.macros[name]
}

// peek returns what next will.
func (s *stream) peek() token {
	t := s.next()
	s.unread(t)
	return t
}

// rawSkippingSpace returns the next token that is no white space, macros included.
func (s *stream) rawSkippingSpace() token {
	before := s.last
	for {
		if t := s.raw(); t.kind != space {
			s.before = before
			return t
		}
	}
}

// push makes tokens the next ones.
func (s *stream) push(f frame) {
	if len(s.back) > 0 {
		slices.Reverse(s.back)
		s.frames = append(s.frames, frame{tokens: s.back})
		s.back = nil
	}
	s.frames = append(s.frames, f)
}

// pushGroup makes tokens the next ones, in braces that stand at the place at.
func (s *stream) pushGroup(at Span, tokens []token) { s.push(frame{tokens: grouped(at, tokens)}) }

// expand puts the body of m in front of the text; ok is false if it cannot and a failed token stands for the call.
func (s *stream) expand(m *macro, call token) (t token, ok bool) {
	e := &expansion{Span: call.Span, macro: m, from: call.from, depth: 1}
	if call.from != nil {
		e.depth += call.from.depth
	}
	switch {
	case call.from.within(m):
		s.problems.fail(call.Span, "math-macro-recursive", `\`+m.name+" is defined by itself", "the command as TeX", "")
	case e.depth > maxExpansionDepth:
		s.problems.fail(call.Span, "math-macro-depth", "too many macros within macros", `\`+m.name+" as TeX", "")
	default:
		args := s.arguments(m, call)
		e.End = max(e.End, s.argumentEnd(call))
		s.push(frame{tokens: m.body, call: e, args: args})
		return token{}, true
	}
	call.kind, call.text = failed, call.source()
	return call, false
}

// argumentEnd returns where a call that stands in the author's own text ends.
func (s *stream) argumentEnd(call token) int {
	if call.from != nil {
		return call.End
	}
	return s.last
}

// arguments reads what m is called with.
func (s *stream) arguments(m *macro, call token) [][]token {
	if m.params == 0 && len(m.pattern) == 0 {
		return nil
	}
	args := make([][]token, 0, m.params)
	if len(m.pattern) > 0 {
		return s.delimited(m, call, args)
	}
	if m.optional != nil {
		args = append(args, s.optional(*m.optional))
	}
	for len(args) < m.params {
		args = append(args, s.argumentOf(call))
	}
	return args
}

// argumentOf reads one argument of call: a group without its braces, or one token.
func (s *stream) argumentOf(call token) []token {
	t := s.rawSkippingSpace()
	switch t.kind {
	case beginGroup:
		return s.group(t)
	case eof, endGroup, align:
		s.unread(t)
		s.problems.fail(call.Span, "math-argument", call.source()+" lacks an argument", "an empty one", "")
		return nil
	}
	return []token{t}
}

// group reads up to the brace that closes open.
func (s *stream) group(open token) []token {
	var tokens []token
	for depth := 0; ; {
		t := s.raw()
		if t.kind == eof {
			s.problems.fail(open.Span, "math-brace", "this { is never closed", "the formula as if it were closed at its end", "")
			return tokens
		}
		if depth += t.nesting(); depth < 0 {
			return tokens
		}
		tokens = append(tokens, t)
	}
}

// optional reads an argument in brackets, or returns fallback if there is none.
func (s *stream) optional(fallback []token) []token {
	t := s.rawSkippingSpace()
	if !t.isChar("[") {
		s.unread(t)
		return fallback
	}
	tokens := []token{t}
	for depth := 0; ; {
		t := s.raw()
		depth += t.nesting()
		if t.isChar("]") && depth == 0 {
			return tokens[1:]
		}
		if t.kind == eof || depth < 0 { // no argument, but a bracket that is shown
			s.unread(t)
			s.push(frame{tokens: tokens})
			return fallback
		}
		tokens = append(tokens, t)
	}
}

// delimited reads arguments by the pattern of \def: text that the call must repeat stands between them.
func (s *stream) delimited(m *macro, call token, args [][]token) [][]token {
	s.literal(m.pattern[0], call)
	for _, until := range m.pattern[1:] {
		if len(until) == 0 {
			args = append(args, s.argumentOf(call))
			continue
		}
		args = append(args, s.until(until, call))
	}
	return args
}

// literal reads tokens that must stand there.
func (s *stream) literal(want []token, call token) {
	for _, w := range want {
		t := s.raw()
		if t.kind != w.kind || t.text != w.text {
			s.unread(t)
			s.problems.fail(call.Span, "math-macro-use", call.source()+" is not used as it is defined", "", "")
			return
		}
	}
}

// until reads an argument that ends where the tokens of end stand outside of braces.
func (s *stream) until(end []token, call token) []token {
	var tokens []token
	for depth := 0; ; {
		t := s.raw()
		if t.kind == eof {
			s.problems.fail(call.Span, "math-macro-use", call.source()+" is not used as it is defined", "", "")
			return tokens
		}
		tokens = append(tokens, t)
		if depth += t.nesting(); depth == 0 && endsWith(tokens, end) {
			return unbraced(tokens[:len(tokens)-len(end)])
		}
	}
}

func endsWith(tokens, end []token) bool {
	if len(tokens) < len(end) {
		return false
	}
	tail := tokens[len(tokens)-len(end):]
	for i := range end {
		if tail[i].kind != end[i].kind || tail[i].text != end[i].text {
			return false
		}
	}
	return true
}

// unbraced takes off the braces of an argument that is one group.
func unbraced(tokens []token) []token {
	if len(tokens) < 2 || tokens[0].kind != beginGroup {
		return tokens
	}
	depth := 0
	for i, t := range tokens {
		if depth += t.nesting(); depth == 0 {
			if i == len(tokens)-1 {
				return tokens[1:i]
			}
			break
		}
	}
	return tokens
}
