package math

import "strconv"

// A columnSpec is what the argument of an array says.
type columnSpec struct {
	columns  []Column
	endGap   float64
	endLines LineStyle
	repeat   bool // the first column stands for all
}

// maxColumnSteps limits the work of *{n}{…} within *{n}{…}.
const maxColumnSteps = 1000

// A columnReader reads a column specification.
type columnReader struct {
	spec  columnSpec
	lines LineStyle // met since the last column
	gap   float64   // given by @{}; negative if none is
	steps int
}

const (
	columnGap = 1   // between columns
	edgeGap   = 0.5 // between a rule at the edge and the column beside it
)

// columnSpec reads l c r p{…} | : @{…} !{…} >{…} <{…} *{n}{…}.
func (p *parser) columnSpec(tokens []token) *columnSpec {
	r := columnReader{gap: -1}
	p.readColumns(&r, tokens, 0)
	r.spec.endLines = r.lines
	r.spec.endGap = r.gapBefore(edgeGap)
	return &r.spec
}

func (p *parser) readColumns(r *columnReader, tokens []token, depth int) {
	for len(tokens) > 0 && len(r.spec.columns) < maxColumns && r.steps < maxColumnSteps {
		r.steps++
		t := tokens[0]
		tokens = tokens[1:]
		switch t.text {
		case "l", "p", "m", "b", "X":
			r.column(Left)
		case "c":
			r.column(Center)
		case "r":
			r.column(Right)
		case "|":
			r.line(Solid)
		case ":":
			r.line(Dashed)
		}
		switch t.text {
		case "@", "!", ">", "<", "p", "m", "b":
			var inside []token
			inside, tokens = firstArgument(tokens)
			p.columnExtra(r, t, inside)
		case "*":
			var count, repeated []token
			count, tokens = firstArgument(tokens)
			repeated, tokens = firstArgument(tokens)
			n, _ := strconv.Atoi(plainText(count))
			for i := 0; i < min(n, maxColumns) && depth < 3 && r.steps < maxColumnSteps; i++ {
				r.steps++
				p.readColumns(r, repeated, depth+1)
			}
		}
	}
}

// columnExtra takes what stands in the braces of @{…} and its like. Nothing but the absence of a gap can be shown.
func (p *parser) columnExtra(r *columnReader, t token, inside []token) {
	if t.text == "@" {
		r.gap = 0
	}
	if len(inside) > 0 && t.text != "p" && t.text != "m" && t.text != "b" {
		p.problems.warn(t.Span, "math-columns", t.text+"{…} in the columns of a table", "the columns without it")
	}
}

func (r *columnReader) line(style LineStyle) {
	if r.lines == Solid {
		style = Double
	}
	r.lines = style
}

func (r *columnReader) column(align Align) {
	gap := float64(columnGap)
	if len(r.spec.columns) == 0 {
		gap = edgeGap
	}
	r.spec.columns = append(r.spec.columns, Column{Align: align, Gap: r.gapBefore(gap), Lines: r.lines})
	r.lines, r.gap = NoLine, -1
}

// gapBefore returns the gap before the next column. At the edges there is one only beside a rule.
func (r *columnReader) gapBefore(usual float64) float64 {
	switch {
	case r.gap >= 0:
		return r.gap
	case usual == edgeGap && r.lines == NoLine:
		return 0
	}
	return usual
}

// firstArgument splits tokens after their first group or token.
func firstArgument(tokens []token) (argument, rest []token) {
	for len(tokens) > 0 && tokens[0].kind == space {
		tokens = tokens[1:]
	}
	depth := 0
	for i, t := range tokens {
		if depth += t.nesting(); depth <= 0 {
			return unbraced(tokens[:i+1]), tokens[i+1:]
		}
	}
	return tokens, nil
}
