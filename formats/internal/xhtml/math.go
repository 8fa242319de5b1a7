package xhtml

import (
	"strings"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/content/math/speech"
	"coursepack/formats/internal/xhtml/mathml"
)

// display writes a formula on lines of its own.
func (w *Writer) display(b *content.MathBlock) {
	tab := ""
	if w.XHTML && b.Formula != nil && utf8.RuneCountInString(math.PlainText(b.Formula.Body)) > narrow {
		tab = "0" // it may have to scroll; pages with scripts find out
	}
	number := equationNumber(b.Formula)
	class := "math-block"
	if number != nil {
		class += " equation"
	}
	w.open("div", "class", class, "id", w.claim(b.ID), "tabindex", tab)
	w.formula(b, b.Formula, b.TeX)
	if number != nil {
		w.open("span", "class", "equation-number")
		w.mathText(number)
		w.close("span")
	}
	w.closeLine("div")
}

func equationNumber(f *math.Formula) *mathml.Element {
	if f == nil {
		return nil
	}
	return mathml.Number(f)
}

// mathText writes an element as text, if it is one of text.
func (w *Writer) mathText(e *mathml.Element) {
	if e.Name == "mtext" && len(e.Attrs) == 0 {
		w.text(" " + e.Text)
		return
	}
	namespace := ""
	if w.XHTML {
		namespace = mathml.Namespace
	}
	w.open("math", "xmlns", namespace)
	w.mathElement(e)
	w.close("math")
}

// narrow is how many characters fit in a line of any screen.
const narrow = 24

// formula writes a formula with its TeX and with what is said of it.
func (w *Writer) formula(n content.Node, f *math.Formula, tex string) {
	if f == nil {
		w.report(n, diag.Error, "not-rendered", "the formula was never resolved", "its TeX")
		w.open("code")
		w.text(tex)
		w.close("code")
		return
	}
	namespace, display, lang := "", "", ""
	if w.XHTML {
		namespace = mathml.Namespace
	}
	if f.Display {
		display = "block"
	}
	if !strings.HasPrefix(w.Words.Lang, "en") {
		lang = "en" // of alttext
	}
	w.open("math", "xmlns", namespace, "display", display, "lang", lang, "xml:lang", lang, "alttext", speech.English(f))
	w.open("semantics")
	w.mathElement(mathml.Of(f, w.equation))
	w.open("annotation", "encoding", "application/x-tex")
	w.text(f.TeX)
	w.buf.WriteString("</annotation></semantics></math>")
}

// equation is the id of an equation.
func (w *Writer) equation(label string) string { return w.claim("eq-" + label) }

func (w *Writer) mathElement(e *mathml.Element) {
	w.open(e.Name, e.Attrs...)
	if e.Text == "" && len(e.Children) == 0 {
		w.buf.Truncate(w.buf.Len() - 1)
		w.buf.WriteString("/>") // in HTML too: https://html.spec.whatwg.org/multipage/syntax.html#foreign-elements
		return
	}
	w.text(e.Text)
	for _, child := range e.Children {
		w.mathElement(child)
	}
	w.close(e.Name)
}
