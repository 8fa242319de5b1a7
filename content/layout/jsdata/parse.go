// Package jsdata reads the data in a JavaScript or TypeScript module, such as the settings of a site, without running
// any of it.
//
// It knows strings, numbers, arrays, objects and the names that are bound to them, and functions that do nothing but
// return such data. Whatever would have to be run (another call, a sum) becomes an Unread value that says what stands
// there, and reading goes on behind it.
package jsdata

import (
	"path"
	"strconv"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// Bounds for what a module may ask of its reader.
const (
	maxDepth = 100     // levels of values in values
	maxSize  = 100_000 // values in a value, with the names in it written out

	maxModules = 20   // files from which a module may take data
	maxReturns = 1000 // calls of functions that return data
)

// A Module is what Parse has read.
type Module struct {
	Default Value             // what it exports by default; of a call with data in it, that data
	Imports map[string]string // the module behind each imported name

	src    *source.Text
	open   func(name string) *source.Text
	budget *int // how many modules may still be opened
	from   map[string]imported
	calls  map[string]Value // the first call of each function
	tokens []token
	at     int
	values map[string]Value // by the names that they are bound to

	functions map[string]int // where the values stand that functions return
	returns   int            // how many have been read
}

// Pos returns the place of v.
func (m *Module) Pos(v Value) diag.Pos {
	if v.src != nil {
		return v.src.Pos(v.offset)
	}
	return m.src.Pos(v.offset)
}

// Called returns the first argument of the first call to what is imported from module.
func (m *Module) Called(module string) Value {
	var found Value
	for local, from := range m.Imports {
		if call, ok := m.calls[local]; ok && from == module && (found.Kind == Missing || call.offset < found.offset) {
			found = firstArgument(call)
		}
	}
	return found
}

// firstArgument returns the data that a call is about.
func firstArgument(call Value) Value {
	if len(call.Items) == 0 {
		return Value{}
	}
	return call.Items[0]
}

// Parse reads a module. It never fails: what it does not understand it passes over.
//
// Modules of the same author that it imports data from are read, too: open returns the text of a file by its path, nil if
// there is none. A nil open opens nothing.
func Parse(src *source.Text, open func(name string) *source.Text) *Module {
	budget := maxModules
	return parseModule(src, open, &budget)
}

func parseModule(src *source.Text, open func(name string) *source.Text, budget *int) *Module {
	m := &Module{
		src: src, open: open, budget: budget,
		Imports: map[string]string{}, from: map[string]imported{}, calls: map[string]Value{}, values: map[string]Value{},
	}
	lex := lexer{src: string(src.Data)}
	for {
		t := lex.next()
		m.tokens = append(m.tokens, t)
		if t.kind == end {
			break
		}
	}
	m.findFunctions()
	if path.Ext(src.Name) == ".json" {
		m.Default = m.value(0)
		return m
	}
	for m.peek().kind != end {
		m.statement()
	}
	return m
}

func (m *Module) peek() token { return m.tokens[m.at] }

// take returns the next token and moves behind it; the end of the text is never passed.
func (m *Module) take() token {
	t := m.tokens[m.at]
	if t.kind != end {
		m.at++
	}
	return t
}

// accept takes the next token if it is the punctuation p.
func (m *Module) accept(p string) bool {
	if !m.peek().is(p) {
		return false
	}
	m.at++
	return true
}

// statement reads an import, a binding or an export, or passes over one token of anything else.
func (m *Module) statement() {
	t := m.take()
	switch {
	case t.word("import"):
		m.imports()
	case t.word("const"), t.word("let"), t.word("var"):
		m.binding()
	case t.word("default"):
		m.export()
	case t.word("module") && m.accept("."):
		if m.take().word("exports") && m.accept("=") {
			m.export()
		}
	}
}

func (m *Module) export() {
	v := m.value(0)
	if v.Kind == Call {
		v = firstArgument(v)
	}
	m.Default = v
}

// binding reads the name and the value behind const, let or var. Types between them are passed over.
func (m *Module) binding() {
	n := m.peek()
	if n.kind != name {
		return
	}
	for m.take(); ; m.take() {
		switch t := m.peek(); {
		case t.is("="):
			m.take()
			m.values[n.text] = m.value(0)
			return
		case t.kind == end, t.is(";"), t.is(","), t.word("of"), t.word("in"), t.line && t.kind == name:
			return
		}
	}
}

// value reads a value and whatever stands behind it in the same place.
func (m *Module) value(depth int) Value {
	v := m.sum(depth)
	if !m.atEnd() {
		v = Value{Kind: Unread, Text: "an expression", offset: v.offset}
		m.pass()
	}
	return v
}

// atEnd reports whether the value ends here, and passes what TypeScript says of its type.
func (m *Module) atEnd() bool {
	for m.accept("!") {
	}
	switch t := m.peek(); {
	case t.word("as"), t.word("satisfies"):
		m.pass()
		return true
	case t.kind == end, t.is(","), t.is(")"), t.is("]"), t.is("}"), t.is(";"):
		return true
	case t.line: // a statement may end with its line
		return t.kind == name || t.is("@")
	}
	return false
}

// pass moves to the end of the value: to the bracket, the comma or the semicolon that closes it.
func (m *Module) pass() {
	depth := 0
	for {
		switch t := m.peek(); {
		case t.kind == end:
			return
		case t.is("("), t.is("["), t.is("{"):
			depth++
		case t.is(")"), t.is("]"), t.is("}"):
			if depth == 0 {
				return
			}
			depth--
		case depth == 0 && (t.is(",") || t.is(";")):
			return
		case depth == 0 && t.line && startsStatement(t):
			return
		}
		m.take()
	}
}

// startsStatement reports whether t, the first token on its line, belongs to a new statement even without a semicolon
// before it.
func startsStatement(t token) bool {
	switch t.text {
	case "import", "export", "const", "let", "var", "function", "class":
		return t.kind == name
	}
	return false
}

// sum reads values that are joined by +: strings become one string.
func (m *Module) sum(depth int) Value {
	v := m.primary(depth)
	for v.Kind == String && m.peek().is("+") {
		m.take()
		w := m.primary(depth)
		if w.Kind != String {
			return Value{Kind: Unread, Text: "an expression", offset: v.offset}
		}
		v.Text += w.Text
	}
	return v
}

func (m *Module) primary(depth int) Value {
	t := m.peek()
	v := Value{offset: t.offset, size: 1}
	if depth > maxDepth {
		return m.unread(v, "data that is nested too deep")
	}
	switch {
	case t.is("["):
		m.take()
		v.Kind = Array
		v.Items = m.list("]", depth, &v.size)
		return v
	case t.is("{"):
		m.take()
		return m.object(v, depth)
	case t.is("("):
		return m.parenthesis(v, depth)
	case t.is("-"):
		m.take()
		if n := m.peek(); n.kind == number {
			m.take()
			v.Kind, v.Text = Number, "-"+n.text
			return v
		}
		return m.unread(v, "an expression")
	case t.kind == text:
		m.take()
		v.Kind, v.Text = String, t.text
		return v
	case t.kind == number:
		m.take()
		v.Kind, v.Text = Number, t.text
		return v
	case t.kind == template:
		return m.unread(v, "a template with values in it")
	case t.kind == name:
		return m.named(v, depth)
	}
	return m.unread(v, "an expression")
}

// unread passes over the value at hand.
func (m *Module) unread(v Value, what string) Value {
	m.pass()
	return Value{Kind: Unread, Text: what, offset: v.offset, size: 1}
}

// parenthesis reads a value in parentheses, which may turn out to be the parameters of a function.
func (m *Module) parenthesis(v Value, depth int) Value {
	m.take()
	inner := m.value(depth + 1)
	for !m.accept(")") {
		if m.peek().kind == end {
			return v
		}
		m.take()
	}
	if t := m.peek(); t.is("=>") || t.is(":") || t.is("(") {
		return m.unread(v, "a function")
	}
	return inner
}

// named reads what starts with a name: a constant, something bound earlier, a call.
func (m *Module) named(v Value, depth int) Value {
	t := m.take()
	switch t.text {
	case "true", "false":
		v.Kind, v.Text = Bool, t.text
		return v
	case "null", "undefined":
		return v
	case "await":
		return m.primary(depth + 1)
	case "function", "async", "class":
		return m.unread(v, "a function")
	case "new", "typeof", "void", "delete", "import":
		return m.unread(v, "an expression")
	}
	callee := t.text
	for m.accept(".") || m.peek().is("?") && m.optional() {
		callee += "." + m.take().text
	}
	m.typeArguments()
	switch {
	case m.accept("("):
		return m.call(v, callee, depth)
	case m.peek().is("=>"):
		return m.unread(v, "a function")
	}
	m.bindImported(callee)
	switch {
	case m.values[callee].Kind != Missing:
		bound := m.values[callee]
		bound.offset, bound.src = v.offset, nil
		return bound
	case m.Imports[callee] != "":
		return Value{Kind: Unread, Text: "something from " + strconv.Quote(m.Imports[callee]), offset: v.offset, size: 1}
	}
	return Value{Kind: Unread, Text: "the value of " + callee, offset: v.offset, size: 1}
}

// typeArguments passes what TypeScript puts between the name of a function and its arguments: f<T>(…).
func (m *Module) typeArguments() {
	depth := 0
	for i := m.at; i < len(m.tokens) && i < m.at+maxDepth; i++ {
		switch t := m.tokens[i]; {
		case t.is("<"):
			depth++
		case t.is(">"):
			if depth--; depth == 0 && m.tokens[i+1].is("(") {
				m.at = i + 1
				return
			}
		case t.is("("), t.is(";"):
			return
		}
		if depth <= 0 {
			return
		}
	}
}

// optional takes the two characters of ?. as one.
func (m *Module) optional() bool {
	if m.at+1 < len(m.tokens) && m.tokens[m.at+1].is(".") {
		m.at += 2
		return true
	}
	return false
}

func (m *Module) call(v Value, callee string, depth int) Value {
	v.Kind, v.Text = Call, callee
	v.Items = m.list(")", depth, &v.size)
	if _, ok := m.calls[callee]; !ok {
		m.calls[callee] = v
	}
	if at, ok := m.functions[callee]; ok && len(v.Items) == 0 && m.returns < maxReturns {
		m.returns++
		behind := m.at
		m.at = at
		v = m.value(depth + 1)
		m.at = behind
	}
	return v
}

// findFunctions finds the functions without parameters that return something, wherever in the module they stand.
func (m *Module) findFunctions() {
	m.functions = map[string]int{}
	for i := 0; i+3 < len(m.tokens); i++ {
		if t := m.tokens[i:]; t[0].word("function") && t[1].kind == name && t[2].is("(") && t[3].is(")") {
			if at := m.returned(i + 4); at > 0 {
				m.functions[t[1].text] = at
			}
		}
	}
}

// returned finds what the function returns whose body begins at or after the token i; 0 if it returns nothing. What
// comes before it in the body must be no more than a type.
func (m *Module) returned(i int) int {
	for ; i+1 < len(m.tokens); i++ {
		if t := m.tokens[i]; t.is("{") && m.tokens[i+1].word("return") {
			return i + 2
		} else if t.is("{") || t.is(";") {
			return 0
		}
	}
	return 0
}

// list reads values up to the bracket that closes them. Spread values whose items are known stand there one by one.
func (m *Module) list(closing string, depth int, size *int) []Value {
	var items []Value
	for m.peek().kind != end && !m.accept(closing) {
		before := m.at
		spread := m.accept("...")
		v := m.value(depth + 1)
		switch {
		case *size+v.size > maxSize:
			v = Value{Kind: Unread, Text: "more data than fits", offset: v.offset}
			fallthrough
		case !spread:
			items = append(items, v)
		case v.Kind == Array:
			items = append(items, v.Items...)
		default:
			items = append(items, Value{Kind: Unread, Text: "a spread of " + v.What(), offset: v.offset})
		}
		*size += max(v.size, 1)
		m.accept(",")
		m.accept(";")
		m.progress(before)
	}
	return items
}

// progress makes sure that broken text is passed, too.
func (m *Module) progress(before int) {
	if m.at == before {
		m.take()
	}
}

func (m *Module) object(v Value, depth int) Value {
	v.Kind = Object
	for m.peek().kind != end && !m.accept("}") {
		before := m.at
		props := m.props(depth)
		for _, p := range props {
			if v.size += max(p.Value.size, 1); v.size > maxSize {
				p = Prop{Value: Value{Kind: Unread, Text: "more data than fits", offset: p.Value.offset}}
			}
			v.Props = append(v.Props, p)
		}
		m.accept(",")
		m.accept(";")
		m.progress(before)
	}
	return v
}

// props reads one entry of an object, or all entries of one that is spread.
func (m *Module) props(depth int) []Prop {
	if m.accept("...") {
		v := m.value(depth + 1)
		if v.Kind == Object {
			return v.Props
		}
		return []Prop{{Value: Value{Kind: Unread, Text: "a spread of " + v.What(), offset: v.offset, size: 1}}}
	}
	t := m.take()
	switch {
	case t.kind == name || t.kind == text || t.kind == number:
		return []Prop{m.prop(t, depth)}
	case t.is("["): // a key that would have to be computed
		m.at--
		return []Prop{{Value: m.unread(Value{offset: t.offset}, "a computed key")}}
	}
	m.at--
	return []Prop{{Value: m.unread(Value{offset: t.offset}, "an expression")}}
}

func (m *Module) prop(key token, depth int) Prop {
	p := Prop{Key: key.text}
	switch next := m.peek(); {
	case m.accept(":"):
		p.Value = m.value(depth + 1)
	case next.is(",") || next.is("}"): // { sidebar } stands for { sidebar: sidebar }
		m.at--
		p.Value = m.value(depth + 1)
	default: // a method
		p.Value = m.unread(Value{offset: key.offset}, "a function")
	}
	return p
}
