package xhtml

import (
	"fmt"
	"strings"
	"unicode"
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
	if w.scrolls(b.Formula) {
		tab = "0"
	}
	number := w.equationNumber(b.Formula)
	class := "math-block"
	if number != nil {
		class += " equation"
	}
	lang := w.spokenLang()
	w.open("div", "class", class, "id", w.claim(b.ID), "lang", lang, "xml:lang", lang, "tabindex", tab)
	w.formula(b, b.Formula, b.TeX)
	if number != nil {
		w.open("span", "class", "equation-number")
		w.mathText(number)
		w.close("span")
	}
	w.closeLine("div")
}

// equationNumber is the number beside a formula, if it is not in its picture.
func (w *Writer) equationNumber(f *math.Formula) *mathml.Element {
	if f == nil || w.Drawn != nil {
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

func isWide(f *math.Formula) bool {
	return f != nil && utf8.RuneCountInString(math.PlainText(f.Body)) > narrow
}

// scrolls reports whether a formula may have to scroll, and so has to be reached by keys. Pages with scripts find out
// themselves, and pictures become smaller.
func (w *Writer) scrolls(f *math.Formula) bool { return w.XHTML && w.Drawn == nil && isWide(f) }

// inlineFormula writes the formula inlines[i]. Browsers may break a line at both of its ends, be it before a full stop.
func (w *Writer) inlineFormula(inlines []content.Inline, i int) {
	n := inlines[i].(*content.Math)
	before, after := "", ""
	if i > 0 {
		_, _, before = beside(inlines, i-1)
	}
	if i+1 < len(inlines) {
		after, _, _ = beside(inlines, i+1)
	}
	if before+after != "" {
		w.open("span", "style", "white-space: nowrap")
	}
	w.text(before)
	w.spoken(n)
	w.text(after)
	if before+after != "" {
		w.close("span")
	}
}

// spoken writes a formula within text, in the language of what is said of it.
func (w *Writer) spoken(n *content.Math) {
	lang, class, tab := w.spokenLang(), "", ""
	if w.scrolls(n.Formula) {
		class, tab = "math-scroll", "0"
	}
	if lang+class != "" {
		w.open("span", "class", class, "lang", lang, "xml:lang", lang, "tabindex", tab)
	}
	w.formula(n, n.Formula, n.TeX)
	if lang+class != "" {
		w.close("span")
	}
}

// spokenLang is the language of what is said of formulas, where it is another one than the page's. It has to stand around
// them: checkers know no language of MathML's elements.
func (w *Writer) spokenLang() string {
	if w.Lang == "" || w.Lang == "en" || strings.HasPrefix(w.Lang, "en-") {
		return ""
	}
	return "en"
}

// beside divides the text inlines[i] into what belongs to the formula before it, itself, and what belongs to the formula
// after it.
func beside(inlines []content.Inline, i int) (after, text, before string) {
	n, ok := inlines[i].(*content.Text)
	if !ok {
		return "", "", ""
	}
	text = n.Text
	if i > 0 {
		if end := firstBreak(text); end <= besideFormula(inlines[i-1]) {
			after, text = text[:end], text[end:]
		}
	}
	if i+1 < len(inlines) {
		if start := lastBreak(text); len(text)-start <= besideFormula(inlines[i+1]) {
			text, before = text[:start], text[start:]
		}
	}
	return after, text, before
}

// firstBreak is where a line of text may be broken first: before a space, after hyphens.
func firstBreak(text string) int {
	dash := false
	for i, r := range text {
		if unicode.IsSpace(r) || dash && !unicode.Is(unicode.Dash, r) {
			return i
		}
		dash = unicode.Is(unicode.Dash, r)
	}
	return len(text)
}

// lastBreak is where it may be broken last.
func lastBreak(text string) int {
	i := strings.LastIndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Dash, r) })
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return i + size
}

// besideFormula is how much text, in bytes, may have to stay on the line of n: none if n is no formula, and not much if it
// is a long one, which may well take all of a small screen's width.
func besideFormula(n content.Inline) int {
	m, ok := n.(*content.Math)
	switch {
	case !ok:
		return -1
	case isWide(m.Formula):
		return 2
	}
	return 12
}

// formula writes a formula with its TeX and with what is said of it.
func (w *Writer) formula(n content.Node, f *math.Formula, tex string) {
	if f == nil {
		w.report(n, diag.Error, "not-rendered", "the formula was never resolved", "its TeX")
		w.open("code")
		w.text(tex)
		w.close("code")
		return
	}
	if w.Clean.TeX {
		w.texFormula(f.Source(), f.Display)
		return
	}
	if w.Drawn != nil {
		w.drawing(f)
		return
	}
	namespace, display := "", ""
	if w.XHTML {
		namespace = mathml.Namespace
	}
	if f.Display {
		display = "block"
	}
	picture := ""
	if w.Picture != nil {
		picture = w.Picture(f)
	}
	w.open("math", "xmlns", namespace, "display", display, "alttext", speech.English(f), "altimg", picture)
	w.open("semantics")
	w.mathElement(mathml.Of(f, w.equation))
	w.open("annotation", "encoding", "application/x-tex")
	w.text(f.TeX)
	w.buf.WriteString("</annotation></semantics></math>")
}

// drawing writes a picture of a formula that is as large as the text and stands on its baseline.
func (w *Writer) drawing(f *math.Formula) {
	d := w.Drawn(f)
	style := fmt.Sprintf("width: %.4gem", d.Width)
	if !f.Display {
		style += fmt.Sprintf("; vertical-align: %.4gem", 0-d.Depth)
	}
	w.void("img", "class", "formula", "src", d.Src, "alt", speech.English(f), "style", style)
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
