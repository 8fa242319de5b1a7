// Package mathml knows how a formula is written in MathML Core (https://www.w3.org/TR/mathml-core/), the part of MathML that
// browsers show. It makes elements; writing them is for who writes the page.
//
// Attributes say only what browsers would not do by themselves. What MathML Core cannot say (alignment, lines, colours
// of the ground) is said in CSS, in style attributes: a formula looks right without a style sheet.
package mathml

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"coursepack/content/math"
)

// Namespace is that of MathML's elements.
const Namespace = "http://www.w3.org/1998/Math/MathML"

// Of returns a formula as one element, which belongs inside a math element; for a display, inside one with display="block".
// Function id returns the id of the equation that has a label, or nothing if it may not have one; it is asked once for each.
func Of(f *math.Formula, id func(label string) string) *Element {
	b := &builder{level: level{display: f.Display}, id: id}
	e := group(b.row(f.Body.Items))
	if id := b.equationID(f.Numbering); id != "" {
		e = asRow(e).with("id", id)
	}
	e.settle(infix, infix)
	return e
}

// Number returns the number of a formula as a whole, as it is shown beside it, or nil if it has none. The numbers of rows
// are in their rows: no browser gives a table in a formula the width of the page.
func Number(f *math.Formula) *Element {
	if f.Numbering.Number == "" {
		return nil
	}
	e := group((&builder{}).number(f.Numbering))
	e.settle(infix, infix)
	return e
}

// A builder turns a formula into elements.
type builder struct {
	level
	id func(label string) string
}

// A level is one of TeX's styles: how deep in scripts, and whether in a display. Browsers know it as well; where they
// come to another one than TeX, it is written.
type level struct {
	display bool
	script  int
}

var levels = [...]level{math.DisplayLevel: {display: true}, math.TextLevel: {}, math.ScriptLevel: {script: 1}, math.ScriptScriptLevel: {script: 2}}

// enter goes over to a level and returns the attributes that say so.
func (b *builder) enter(to math.Level) []string {
	if to == math.SameLevel {
		return nil
	}
	return b.set(levels[to])
}

func (b *builder) set(to level) (attrs []string) {
	if to.display != b.display {
		attrs = append(attrs, "displaystyle", strconv.FormatBool(to.display))
	}
	if to.script != b.script {
		attrs = append(attrs, "scriptlevel", strconv.Itoa(to.script))
	}
	b.level = to
	return attrs
}

// deepest is TeX's smallest size. Browsers would go on.
const deepest = 2

// inner returns n at a level that an element brings its child to by itself.
func (b *builder) inner(n math.Node, at level) *Element {
	outer := b.level
	b.level = at
	var attrs []string
	if at.script > deepest {
		attrs = b.set(level{script: deepest})
	}
	e := styled(attrs, b.node(n))
	b.level = outer
	return e
}

// small returns n as a script.
func (b *builder) small(n math.Node) *Element { return b.inner(n, level{script: b.script + 1}) }

// node returns n as one element.
func (b *builder) node(n math.Node) *Element {
	switch n := n.(type) {
	case *math.Row:
		return group(b.row(n.Items))
	case *math.Ident:
		return ident(n)
	case *math.Number:
		return token("mn", n.Styled())
	case *math.Operator:
		return b.operator(n)
	case *math.Func:
		return token("mi", n.Text)
	case *math.Text:
		return words(n)
	case *math.Space:
		return room(n)
	case *math.Frac:
		return b.frac(n)
	case *math.Root:
		return b.root(n)
	case *math.Scripts:
		return b.scripts(n)
	case *math.UnderOver:
		return b.underOver(n)
	case *math.Accent:
		return b.accent(n)
	case *math.Fenced:
		return b.fenced(n)
	case *math.Table:
		return b.table(n)
	case *math.Style:
		e, _ := b.style(n, b.places([]math.Node{n}))
		return e
	case *math.Box:
		return b.box(n)
	case *math.Enclose:
		return b.enclose(n)
	case *math.Ref:
		return token("mtext", reference(n))
	case *math.Error:
		return token("mtext", n.Source).with("style", "font-family:monospace")
	}
	panic(fmt.Sprintf("mathml: %T is no part of a formula", n))
}

// ident returns a letter or a word. A single letter would be set in italics.
func ident(n *math.Ident) *Element {
	if n.Variant == math.Italic && utf8.RuneCountInString(n.Text) == 1 {
		return token("mi", n.Text)
	}
	text := n.Styled()
	r, size := utf8.DecodeRuneInString(text)
	if size == len(text) && math.Italic.Apply(r) != r {
		return token("mi", text).with("mathvariant", "normal")
	}
	return token("mi", text)
}

// operator returns an operator that stands close to its neighbours and does not grow.
func operator(text string, f form) *Element {
	mo := token("mo", text)
	mo.sign = &sign{form: f}
	return mo
}

var forms = [...]form{math.Infix: infix, math.Prefix: prefix, math.Postfix: postfix}

// acrossArrows grow sideways only, so that they stay as they are in a row.
const acrossArrows = "←→↔↚↛↜↝↞↠↢↣↤↦↩↪↫↬↭↮↼↽⇀⇁⇄⇆⇇⇉⇋⇌⇍⇎⇏⇐⇒⇔⇚⇛⇜⇝⇠⇢⇽⇾⇿⟵⟶⟷⟸⟹⟺⟻⟼⟽⟾⤆⤇"

func (b *builder) operator(n *math.Operator) *Element {
	mo := operator(n.Text, forms[n.Form])
	if n.Class == math.Punct {
		mo.sign.form = infix
	}
	s := mo.sign
	s.large = n.Large
	s.stretchy = n.Stretchy || n.Size > 0
	s.symmetric = s.stretchy && n.Class != math.Rel || n.Size > 0
	s.size = n.Size
	if strings.Contains(acrossArrows, n.Text) && n.Size == 0 {
		s.stretchy, s.symmetric = true, false
	}
	if n.Bold {
		mo.with("style", "font-weight:bold")
	}
	return mo
}

// words are text. White space at its ends would be dropped.
func words(n *math.Text) *Element {
	inside := strings.Trim(n.Text, " ")
	start := strings.Index(n.Text, inside)
	pad := func(s string) string { return strings.ReplaceAll(s, " ", "\u00A0") }
	text := pad(n.Text[:start]) + inside + pad(n.Text[start+len(inside):])
	return token("mtext", text).with("style", textStyles[n.Variant])
}

var textStyles = map[math.Variant]string{
	math.Bold: "font-weight:bold", math.Italic: "font-style:italic", math.BoldItalic: "font-weight:bold;font-style:italic",
	math.SansSerif: "font-family:sans-serif", math.SansBold: "font-family:sans-serif;font-weight:bold",
	math.SansItalic:     "font-family:sans-serif;font-style:italic",
	math.SansBoldItalic: "font-family:sans-serif;font-weight:bold;font-style:italic", math.Mono: "font-family:monospace",
}

// room is empty, or a bar.
func room(n *math.Space) *Element {
	if n.Height == 0 && n.Depth == 0 {
		return space(n.Width)
	}
	e := elem("mspace").with("width", length(max(n.Width, 0)), "height", length(n.Height))
	if n.Depth != 0 {
		e.with("depth", length(n.Depth))
	}
	if n.Ink {
		e.with("style", "background:currentcolor")
	}
	return e
}

func reference(n *math.Ref) string {
	if n.Parens {
		return "(" + n.Number + ")"
	}
	return n.Number
}

func percent(factor float64) string {
	return strconv.FormatFloat(factor*100, 'f', -1, 64) + "%"
}
