package template

import (
	"strconv"
	"strings"

	"coursepack/content/internal/lazyregexp"
)

// What expressions are made of: https://shopify.github.io/liquid/basics/introduction/
var (
	liquidToken = lazyregexp.New(`"[^"]*"|'[^']*'|\(|\)|\[|\]|\.\.|-?\d+(?:\.\d+)?|[A-Za-z_][\w-]*\??|==|!=|<>|<=|>=|[<>|:,.=]|\S`)
	liquidName  = lazyregexp.New(`^[A-Za-z_][\w-]*\??$`)
	liquidPath  = lazyregexp.New(`^\s*(?:"|'|\(|-?\d|[A-Za-z_])`)
)

// An expression is a list of tokens that is being read.
type expression struct {
	tokens []string
	page   *liquidPage
}

func (x *liquidPage) expression(s string) *expression {
	return &expression{liquidToken.FindAllString(s, -1), x}
}

func (e *expression) peek() string {
	if len(e.tokens) == 0 {
		return ""
	}
	return e.tokens[0]
}

func (e *expression) next() string {
	t := e.peek()
	if len(e.tokens) > 0 {
		e.tokens = e.tokens[1:]
	}
	return t
}

func (e *expression) accept(t string) bool {
	if e.peek() != t {
		return false
	}
	e.next()
	return true
}

// filtered reads a value and the filters that it goes through.
func (e *expression) filtered() liquidValue {
	v := e.value()
	for e.accept("|") {
		name := e.next()
		var args []liquidValue
		if e.accept(":") {
			args = e.arguments()
		}
		v = e.page.filter(name, v, args)
	}
	return v
}

func (e *expression) arguments() []liquidValue {
	var args []liquidValue
	for {
		if len(e.tokens) > 1 && e.tokens[1] == ":" { // a named one
			e.tokens = e.tokens[2:]
		}
		args = append(args, e.value())
		if !e.accept(",") {
			return args
		}
	}
}

// value reads a literal, a range or a variable.
func (e *expression) value() liquidValue {
	t := e.next()
	switch {
	case t == "":
		return nil
	case len(t) > 1 && (t[0] == '"' || t[0] == '\''):
		return t[1 : len(t)-1]
	case t == "(":
		return e.span()
	case t == "true" || t == "false":
		return t == "true"
	case t == "nil" || t == "null":
		return nil
	case t == "empty" || t == "blank":
		return ""
	}
	if f, err := strconv.ParseFloat(t, 64); err == nil && !liquidName.MatchString(t) {
		return f
	}
	if !liquidName.MatchString(t) {
		return nil
	}
	return e.variable(t)
}

// maxSpan is how many numbers a range may have.
const maxSpan = 10_000

func (e *expression) span() liquidValue {
	from := number(e.value())
	e.accept("..")
	to := number(e.value())
	e.accept(")")
	var numbers []liquidValue
	for f := from; f <= to && len(numbers) < maxSpan; f++ {
		numbers = append(numbers, f)
	}
	return numbers
}

// variable follows a path: page.title, list[0], site.data["menu"].
func (e *expression) variable(name string) liquidValue {
	v := e.page.vars[name]
	for {
		switch {
		case e.accept("."):
			v = field(v, e.next())
		case e.accept("["):
			v = field(v, text(e.value()))
			e.accept("]")
		default:
			return v
		}
	}
}

// condition reads comparisons; "and" and "or" bind from the right.
func (e *expression) condition() bool {
	result := e.comparison()
	switch e.next() {
	case "and":
		return e.condition() && result
	case "or":
		return e.condition() || result
	}
	return result
}

func (e *expression) comparison() bool {
	a := e.filtered()
	op := e.peek()
	switch op {
	case "==", "!=", "<>", "<", ">", "<=", ">=", "contains":
		e.next()
	default:
		return truthy(a)
	}
	literal := e.peek()
	b := e.value()
	switch op {
	case "==":
		return equalValues(a, b, literal)
	case "!=", "<>":
		return !equalValues(a, b, literal)
	case "contains":
		return containsValue(a, b)
	}
	if a == nil || b == nil {
		return false
	}
	c := compareValues(a, b)
	return op == "<" && c < 0 || op == ">" && c > 0 || op == "<=" && c <= 0 || op == ">=" && c >= 0
}

func equalValues(a, b liquidValue, literal string) bool {
	if literal == "empty" || literal == "blank" {
		return isEmpty(a)
	}
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return compareValues(a, b) == 0
}

func containsValue(a, b liquidValue) bool {
	if items, ok := a.([]liquidValue); ok {
		for _, item := range items {
			if compareValues(item, b) == 0 {
				return true
			}
		}
		return false
	}
	return b != nil && strings.Contains(text(a), text(b))
}
