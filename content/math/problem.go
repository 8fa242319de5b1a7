package math

import "coursepack/content/diag"

// maxProblems is how many problems of one formula are told.
const maxProblems = 50

// problems collects what is the matter with a formula.
type problems struct {
	list []Problem
}

// full reports whether no more problems are taken.
func (p *problems) full() bool { return len(p.list) > maxProblems }

func (p *problems) add(found Problem) {
	if p.full() {
		return
	}
	if len(p.list) == maxProblems {
		found = Problem{Span: found.Span, Severity: diag.Error, Code: "math-problems", Message: "there is more wrong with this formula than is told here"}
	}
	p.list = append(p.list, found)
}

// fail adds an error: something is missing or wrong in the output.
func (p *problems) fail(at Span, code, message, instead, hint string) {
	p.add(Problem{Span: at, Severity: diag.Error, Code: code, Message: message, Instead: instead, Hint: hint})
}

// warn adds a warning: the output is poorer than what was written.
func (p *problems) warn(at Span, code, message, instead string) {
	p.add(Problem{Span: at, Severity: diag.Warning, Code: code, Message: message, Instead: instead})
}
