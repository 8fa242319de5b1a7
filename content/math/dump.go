package math

import (
	"fmt"
	"strconv"
	"strings"
)

// Dump returns the tree below n as text, for tests and for whoever debugs a formula. Each node is an expression: letters and
// signs stand for themselves, with what is unusual about them before or after a colon; rows are in square brackets.
func Dump(n Node) string {
	var d dumper
	d.node(n)
	return d.String()
}

var (
	classNames    = [...]string{"ord", "op", "bin", "rel", "open", "close", "punct", "inner"}
	formNames     = [...]string{"infix", "prefix", "postfix"}
	limitNames    = [...]string{"beside", "movable", "stacked"}
	levelNames    = [...]string{"", "display", "text", "script", "scriptscript"}
	alignNames    = [...]string{"center", "left", "right"}
	lineNames     = [...]string{"none", "solid", "double", "dashed"}
	notationNames = [...]string{"box", "up", "down", "strike", "arrow", "angl", "phase"}
	variantNames  = [...]string{
		"upright", "italic", "bold", "bold-italic", "double-struck", "calligraphic", "bold-calligraphic", "script", "bold-script",
		"fraktur", "bold-fraktur", "sans", "sans-bold", "sans-italic", "sans-bold-italic", "mono",
	}
)

func (c Class) String() string   { return classNames[c] }
func (f Form) String() string    { return formNames[f] }
func (l Limits) String() string  { return limitNames[l] }
func (l Level) String() string   { return levelNames[l] }
func (a Align) String() string   { return alignNames[a] }
func (v Variant) String() string { return variantNames[v] }

type dumper struct {
	strings.Builder
	depth int // of tables
}

func (d *dumper) node(n Node) {
	switch n := n.(type) {
	case *Row:
		d.row(n)
	case *Ident:
		d.lettered(n.Text, n.Variant, Italic)
	case *Number:
		d.lettered(n.Text, n.Variant, Upright)
	case *Operator:
		d.operator(n)
	case *Func:
		d.WriteString(strings.ReplaceAll(n.Text, "\u2009", "_") + "()")
		d.limits(n.Limits)
	case *Text:
		d.lettered(strconv.Quote(n.Text), n.Variant, Upright)
	case *Space:
		d.space(n)
	case *Frac:
		d.frac(n)
	case *Root:
		d.list("root", when("index", n.Index != nil), n.Index, n.Body)
	case *Scripts:
		d.scripts(n)
	case *UnderOver:
		d.list("underover", when("movable", n.Movable), n.Base, sub(n.Under), sup(n.Over))
	case *Accent:
		d.list("accent", n.Spacing(), when("wide", n.Stretchy), when("under", n.Under), n.Base)
	case *Fenced:
		d.fenced(n)
	case *Table:
		d.table(n)
	case *Style:
		d.list("style", n.Level.String(), n.Color, number("scale", n.Scale), n.Body)
	case *Box:
		d.list("box", when("hidden", n.Hidden), when("no-width", n.NoWidth), when(n.Align.String(), n.NoWidth && !n.Hidden),
			when("no-height", n.NoHeight), when("no-depth", n.NoDepth), number("raise", n.Raise), n.Body)
	case *Enclose:
		d.list("enclose", n.Notation.String(), n.Background, n.Color, n.Body)
	case *Ref:
		d.list("ref", when("parens", n.Parens), n.Label)
	case *Error:
		d.list("error", strconv.Quote(n.Source))
	default:
		panic(fmt.Sprintf("math: dump of %T", n))
	}
}

// A marked node is a script: it is written after its mark.
type marked struct {
	mark string
	node Node
}

func sub(n Node) marked { return marked{"_", n} }
func sup(n Node) marked { return marked{"^", n} }

// list writes (name part part…). Empty strings and absent nodes are left out.
func (d *dumper) list(name string, parts ...any) {
	d.WriteString("(" + name)
	for _, part := range parts {
		switch part := part.(type) {
		case nil:
		case string:
			if part != "" {
				d.WriteString(" " + part)
			}
		case marked:
			if part.node != nil {
				d.WriteString(" " + part.mark)
				d.node(part.node)
			}
		case Node:
			d.WriteByte(' ')
			d.node(part)
		default:
			panic(fmt.Sprintf("math: dump of %T", part))
		}
	}
	d.WriteByte(')')
}

func when(name string, set bool) string {
	if !set {
		return ""
	}
	return name
}

func number(name string, value float64) string {
	if value == 0 {
		return ""
	}
	return name + "=" + strconv.FormatFloat(value, 'g', 4, 64)
}

func (d *dumper) row(r *Row) {
	d.WriteByte('[')
	for i, n := range r.Items {
		if i > 0 {
			d.WriteByte(' ')
		}
		d.node(n)
	}
	d.WriteByte(']')
	if r.Class != Ord {
		d.WriteString(":" + r.Class.String())
	}
	d.limits(r.Limits)
}

func (d *dumper) limits(l Limits) {
	if l != Beside {
		d.WriteString(":" + l.String())
	}
}

func (d *dumper) lettered(text string, v, usual Variant) {
	if v != usual {
		d.WriteString(v.String() + ":")
	}
	d.WriteString(text)
}

func (d *dumper) operator(o *Operator) {
	d.WriteString(o.Text)
	d.WriteString(":" + o.Class.String())
	usual := [...]Form{Op: Prefix, Open: Prefix, Close: Postfix, Punct: Postfix, Inner: Infix}
	if o.Form != usual[o.Class] {
		d.WriteString(":" + o.Form.String())
	}
	for _, f := range []string{when("large", o.Large), when("stretchy", o.Stretchy), when("bold", o.Bold), number("size", float64(o.Size))} {
		if f != "" {
			d.WriteString(":" + f)
		}
	}
	d.limits(o.Limits)
}

func (d *dumper) space(s *Space) {
	if s.Height == 0 && s.Depth == 0 {
		d.WriteString("~" + strconv.FormatFloat(s.Width/mu, 'g', 4, 64))
		return
	}
	d.list("space", when("ink", s.Ink), number("width", s.Width), number("height", s.Height), number("depth", s.Depth))
}

func (d *dumper) frac(f *Frac) {
	align := when(f.Align.String(), f.Align != Center)
	thickness := number("bar", f.Thickness)
	switch {
	case f.Thickness == 0:
		thickness = "pile"
	case f.Thickness < 0:
		thickness = ""
	}
	d.list("frac", f.Open+f.Close, thickness, f.Level.String(), when("continued", f.Continued), align, f.Num, f.Den)
}

func (d *dumper) scripts(s *Scripts) {
	d.list("scripts", marked{"pre_", s.PreSub}, marked{"pre^", s.PreSup}, s.Base, sub(s.Sub), sup(s.Sup))
}

func (d *dumper) fenced(f *Fenced) {
	d.WriteString("(fenced " + strconv.Quote(f.Open))
	for i, part := range f.Parts {
		if i > 0 {
			d.WriteString(" " + strconv.Quote(f.Middles[i-1].Text))
		}
		d.WriteByte(' ')
		d.row(part)
	}
	d.WriteString(" " + strconv.Quote(f.Close) + ")")
}

func (d *dumper) table(t *Table) {
	d.depth++
	d.WriteString("(table " + t.Env)
	for _, part := range []string{t.Level.String(), number("row-gap", t.RowGap)} {
		if part != "" {
			d.WriteString(" " + part)
		}
	}
	for _, c := range t.Columns {
		d.line(c.Lines)
		d.WriteString(" " + c.Align.String())
		if c.Gap != 0 {
			d.WriteString("+" + strconv.FormatFloat(c.Gap, 'g', 3, 64))
		}
	}
	d.line(t.EndLines)
	for _, row := range t.Rows {
		d.tableRow(row)
	}
	d.rowLines(t.Below)
	d.WriteByte(')')
	d.depth--
}

func (d *dumper) line(s LineStyle) {
	if s != NoLine {
		d.WriteString(" |" + lineNames[s])
	}
}

func (d *dumper) rowLines(lines []RowLine) {
	for _, l := range lines {
		d.newLine()
		d.WriteString("--" + lineNames[l.Style])
		if l.From != 0 {
			fmt.Fprintf(d, " %d-%d", l.From, l.To)
		}
	}
}

func (d *dumper) newLine() { d.WriteString("\n" + strings.Repeat("\t", d.depth)) }

func (d *dumper) tableRow(row TableRow) {
	d.rowLines(row.Above)
	d.newLine()
	for i, cell := range row.Cells {
		if i > 0 {
			d.WriteString(" & ")
		}
		if cell.Columns > 0 {
			fmt.Fprintf(d, "%d columns ", cell.Columns)
		}
		if cell.Align != nil {
			d.WriteString(cell.Align.String() + " ")
		}
		d.row(cell.Body)
	}
	if row.Gap != 0 {
		d.WriteString(" " + number("gap", row.Gap))
	}
	d.WriteString(row.Numbering.dump())
}

// dump returns what there is to say about a number, after a space.
func (n Numbering) dump() string {
	var b strings.Builder
	if n.Auto {
		b.WriteString(" auto")
	}
	if n.Tag != nil {
		b.WriteString(" tag")
		if n.Bare {
			b.WriteByte('*')
		}
		b.WriteString(Dump(n.Tag))
	}
	if n.Label != "" {
		b.WriteString(" label=" + n.Label)
	}
	return b.String()
}

// String returns the names of the lines, joined by a plus sign.
func (n Notation) String() string {
	var names []string
	for i, name := range notationNames {
		if n&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}
