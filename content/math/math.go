// Package math knows what a formula means: it reads TeX as LaTeX, amsmath and their common companions define it into a tree
// shaped like MathML Core.
//
// The tree is what every writer works from: MathML is written from it, pages are laid out from it and it is what gets spoken.
// It says what was meant (a fraction, scripts, a movable limit) and leaves to the writers how that looks. Macros are
// gone from it; colours, lengths and alphabets have one notation each.
//
// Parsing cannot fail. What is not understood becomes an Error node that holds its source, the rest is read as if it were not
// there, and a Problem names the matter and its place. The package knows nothing of files, courses or formats.
package math

import "coursepack/content/diag"

// A Formula is a formula that has been read. It is only read from then on, but for what resolving sets: the numbers of
// equations and of references to them.
type Formula struct {
	TeX       string
	Display   bool
	Body      *Row
	Numbering Numbering // of the formula as a whole; rows of a table have their own

	macros Macros // what was defined before it
}

// Options say how a formula is read. The zero value reads inline TeX without macros.
type Options struct {
	Display bool
	Macros  Macros // what the page and the course have defined so far
}

// Parse reads TeX without the dollars around it. The second result holds the macros of opt and those that the formula defines;
// it is for the next formula of the page. Problems come in the order they were met.
func Parse(tex string, opt Options) (*Formula, Macros, []Problem) {
	p := newParser(tex, opt)
	body := p.formula()
	f := &Formula{TeX: tex, Display: opt.Display, Body: body, Numbering: p.equation, macros: opt.Macros}
	return f, p.macros.finish(), p.problems.list
}

// A Problem tells about something in the TeX of a formula.
type Problem struct {
	Span
	Severity diag.Severity
	Code     string // stable, kebab-case
	Message  string
	Instead  string
	Hint     string
}

// Diagnostic returns the problem as one about the place at.
func (p Problem) Diagnostic(at diag.Pos) diag.Diagnostic {
	return diag.Diagnostic{Pos: at, Severity: p.Severity, Code: p.Code, Message: p.Message, Instead: p.Instead, Hint: p.Hint}
}
