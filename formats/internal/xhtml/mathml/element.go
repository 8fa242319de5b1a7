package mathml

import (
	"slices"
	"strconv"
)

// An Element is one of MathML Core. A token has text, all others have children.
type Element struct {
	Name     string
	Attrs    []string // names and values in turn
	Text     string
	Children []*Element
	sign     *sign // of an mo
}

// A sign is how an operator has to look.
type sign struct {
	look
	form      form // for those who ask; the place decides about most
	size      int  // of a fixed one, from 1
	unmovable bool // scripts stand over and under it wherever it is
}

func elem(name string, children ...*Element) *Element {
	return &Element{Name: name, Children: children}
}

func token(name, text string) *Element { return &Element{Name: name, Text: text} }

// with adds attributes. Those with an empty value are left out.
func (e *Element) with(attrs ...string) *Element {
	for i := 0; i < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			e.Attrs = append(e.Attrs, attrs[i], attrs[i+1])
		}
	}
	return e
}

// group makes one element of several.
func group(elements []*Element) *Element {
	if len(elements) == 1 {
		return elements[0]
	}
	return elem("mrow", elements...)
}

// asRow returns e as a row that can take attributes.
func asRow(e *Element) *Element {
	if e.Name == "mrow" && len(e.Attrs) == 0 {
		return e
	}
	return elem("mrow", e)
}

// styled puts attributes around elements, if there are any.
func styled(attrs []string, elements ...*Element) *Element {
	if len(attrs) == 0 {
		return group(elements)
	}
	if len(elements) == 1 && elements[0].Name == "mrow" && len(elements[0].Attrs) == 0 {
		elements = elements[0].Children
	}
	return elem("mstyle", elements...).with(attrs...)
}

// space is room in a row. MathML Core knows none of negative width.
func space(em float64) *Element {
	if em < 0 {
		return elem("mspace").with("style", "margin-left:"+length(em))
	}
	return elem("mspace").with("width", length(em))
}

// length is a length for an attribute.
func length(em float64) string {
	s := strconv.FormatFloat(em, 'f', 4, 64)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	if s == "0" || s == "-0" {
		return "0"
	}
	return s + "em"
}

// muLength is a length given in mu.
func muLength(mu int) string { return length(float64(mu) / 18) }

// scripted are the elements whose first child is what they are about.
var scripted = []string{"msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"}

// core returns the operator that e is but for its scripts: https://www.w3.org/TR/mathml-core/#embellished-operators.
func (e *Element) core() *Element {
	for {
		switch {
		case e.Name == "mo":
			return e
		case len(e.Children) == 0:
			return nil
		case slices.Contains(scripted, e.Name):
		case (e.Name == "mrow" || e.Name == "mstyle") && len(e.Children) == 1:
		default:
			return nil
		}
		e = e.Children[0]
	}
}

// isRow reports whether children of e are spaced as operators are.
func (e *Element) isRow() bool {
	switch e.Name {
	case "mrow", "mstyle", "msqrt", "mpadded", "mphantom", "mtd":
		return true
	}
	return false
}

func (e *Element) isSpace() bool { return e.Name == "mspace" || e.Name == "mtext" }

// settle gives the operators in e the attributes that their places call for. Standards and browsers differ in which form
// a place suggests; these are both for e itself.
func (e *Element) settle(standard, browser form) {
	if e.sign != nil {
		e.sign.attributes(e, standard, browser)
	}
	for i, child := range e.Children {
		child.settle(e.standardForm(i, standard), e.browserForm(i))
	}
}

// standardForm is the form of an operator that is e's child i, if e itself has the form outer:
// https://www.w3.org/TR/mathml-core/#dfn-algorithm-for-determining-the-form-of-an-embellished-operator.
func (e *Element) standardForm(i int, outer form) form {
	if !e.isRow() {
		switch {
		case !slices.Contains(scripted, e.Name):
			return infix
		case i == 0:
			return outer
		}
		return postfix
	}
	first, last := 0, len(e.Children)-1
	for first < last && e.Children[first].isSpace() {
		first++
	}
	for last > first && e.Children[last].isSpace() {
		last--
	}
	switch {
	case len(e.Children) == 1:
		return outer
	case first == last:
		return infix
	case i == first:
		return prefix
	case i == last:
		return postfix
	}
	return infix
}

// browserForm is what browsers make of it: they look at the siblings only.
func (e *Element) browserForm(i int) form {
	switch {
	case len(e.Children) == 1:
		return infix
	case i == 0:
		return prefix
	case i == len(e.Children)-1:
		return postfix
	}
	return infix
}

// attributes gives mo what the dictionary of operators does not say.
func (s *sign) attributes(mo *Element, standard, browser form) {
	known := looksOf(mo.Text)
	usual := known.at(standard)
	if usual != known.at(browser) {
		usual = known.in(s.form)
		mo.with("form", formNames[s.form])
	}
	if s.stretchy != usual.stretchy {
		mo.with("stretchy", strconv.FormatBool(s.stretchy))
	}
	if s.symmetric && !usual.symmetric {
		mo.with("symmetric", "true")
	}
	if s.large != usual.large {
		mo.with("largeop", strconv.FormatBool(s.large))
	}
	if s.unmovable && usual.movable {
		mo.with("movablelimits", "false")
	}
	if s.size > 0 {
		size := length([...]float64{1.2, 1.8, 2.4, 3}[s.size-1])
		mo.with("minsize", size, "maxsize", size)
	}
	if s.before != usual.before {
		mo.with("lspace", muLength(s.before))
	}
	if s.after != usual.after {
		mo.with("rspace", muLength(s.after))
	}
}
