package resolve

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/content/source"
)

// formulas reads the TeX of every formula, numbers the equations and leads references to them.
func (r *resolver) formulas(o *source.Outline, pages []*inventory) {
	common := r.commonMacros(o)
	e := &equations{report: r.report, numbers: map[labelOn]string{}, first: map[string]string{}, labels: r.refs.labels}
	for _, page := range pages {
		macros := common
		for _, n := range page.formulas { // in the order in which they stand, which decides what a macro means
			macros = r.formula(n, macros, e)
		}
	}
	e.number()
	e.lead()
}

// commonMacros defines what formulas may use everywhere.
func (r *resolver) commonMacros(o *source.Outline) math.Macros {
	var macros math.Macros
	for _, d := range o.Macros {
		var problems []math.Problem
		macros, problems = macros.Define(d.Definition)
		for _, p := range problems {
			r.report.Report(p.Diagnostic(d.Pos))
		}
	}
	return macros
}

// formula reads one formula and returns the macros for the next.
func (r *resolver) formula(n content.Node, macros math.Macros, e *equations) math.Macros {
	var tex string
	var start content.Pos
	var into **math.Formula
	display := false
	switch n := n.(type) {
	case *content.Math:
		tex, start, into = n.TeX, n.Start, &n.Formula
	case *content.MathBlock:
		tex, start, into, display = n.TeX, n.Start, &n.Formula, true
	}
	formula, macros, problems := math.Parse(tex, math.Options{Display: display, Macros: macros})
	*into = formula
	if !start.IsValid() {
		start = n.Position()
	}
	for _, p := range problems {
		d := p.Diagnostic(within(start, tex, p.Start))
		d.ByName = p.Code == "math-command"
		r.report.Report(d)
	}
	if block, ok := n.(*content.MathBlock); ok && r.refs.labels[block.ID] && formula.Numbering.Tag == nil {
		formula.Numbering.Auto = true
		formula.Numbering.Label = cmp.Or(formula.Numbering.Label, block.ID)
	}
	e.add(n, formula)
	return macros
}

// showsNothing reports whether a formula is there for the macros alone that it defines.
func showsNothing(f *math.Formula) bool { return len(f.Body.Items) == 0 && len(f.Equations()) == 0 }

// within returns the place of the byte at offset of a text that starts at start.
func within(start content.Pos, text string, offset int) content.Pos {
	before := text[:min(offset, len(text))]
	if lines := strings.Count(before, "\n"); lines > 0 {
		start.Line += lines
		start.Col = 1
		before = before[strings.LastIndexByte(before, '\n')+1:]
	}
	start.Col += utf8.RuneCountInString(before)
	return start
}

// equations are the formulas of a course in reading order, as far as they have numbers or point to some.
type equations struct {
	report   diag.Reporter
	formulas []equation
	numbers  map[labelOn]string
	first    map[string]string // the number of the first equation with a label, on whatever page
	labels   map[string]bool   // that the text refers to
	referred bool              // somewhere an equation is referred to
}

// Pages may have the same labels: on each, a label means its own.
type labelOn struct{ file, label string }

type equation struct {
	content.Node
	*math.Formula
}

func (e *equations) add(n content.Node, f *math.Formula) {
	refs := f.Refs()
	e.referred = e.referred || len(refs) > 0 || e.labels[content.ID(n)] || slices.ContainsFunc(f.Equations(), func(eq *math.Numbering) bool { return e.labels[eq.Label] })
	if len(refs) > 0 || len(f.Equations()) > 0 {
		e.formulas = append(e.formulas, equation{n, f})
	}
}

// number gives equations their numbers: a tag is its own; others are counted through the course, but only where the
// author refers to equations. Sites show no numbers unless asked to, and a number that nothing points to is noise.
func (e *equations) number() {
	last := 0
	for _, f := range e.formulas {
		for _, eq := range f.Equations() {
			switch {
			case eq.Tag != nil:
				eq.Number = math.PlainText(eq.Tag)
			case eq.Auto && e.referred:
				last++
				eq.Number = strconv.Itoa(last)
			}
			if eq.Label == "" {
				continue
			}
			here := labelOn{f.Position().File, eq.Label}
			if _, double := e.numbers[here]; double {
				e.warn(f, "math-label-double", "a second equation with the label "+strconv.Quote(eq.Label), "references lead to the first")
				continue
			}
			e.numbers[here] = eq.Number
			if _, known := e.first[eq.Label]; !known {
				e.first[eq.Label] = eq.Number
			}
		}
	}
}

// lead gives references the numbers of their equations.
func (e *equations) lead() {
	for _, f := range e.formulas {
		for _, ref := range f.Refs() {
			number := cmp.Or(e.numbers[labelOn{f.Position().File, ref.Label}], e.first[ref.Label])
			if number == "" {
				e.warn(f, "math-ref-broken", "no equation has the label "+strconv.Quote(ref.Label), "question marks")
				number = "??"
			}
			ref.Number = number
		}
	}
}

func (e *equations) warn(f equation, code, message, instead string) {
	e.report.Report(diag.Diagnostic{
		Pos: f.Position(), Severity: diag.Warning, Code: code, Message: message, Instead: instead,
	})
}
