package math

import "strings"

// PlainText returns the characters of n in reading order, without what tells how they stand to one another.
func PlainText(n Node) string {
	var b strings.Builder
	Walk(n, func(n Node) bool {
		switch n := n.(type) {
		case *Ident:
			if n.Variant == Italic { // as letters of formulas usually are
				b.WriteString(n.Text)
			} else {
				b.WriteString(n.Styled())
			}
		case *Number:
			b.WriteString(n.Styled())
		case *Operator:
			b.WriteString(n.Text)
		case *Func:
			b.WriteString(n.Text)
		case *Text:
			b.WriteString(n.Text)
		case *Error:
			b.WriteString(n.Source)
		case *Ref:
			b.WriteString(n.Number)
		}
		return true
	})
	return b.String()
}
