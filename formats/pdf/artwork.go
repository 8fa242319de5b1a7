package pdf

import (
	"math"
	"slices"
	"strings"

	"coursepack/formats/internal/typeset"
	"coursepack/formats/internal/typeset/svg"
	"coursepack/formats/pdf/internal/object"
)

// An artwork is a drawing on its way to the page.
type artwork struct {
	*emitter
	*svg.Drawing
	page svg.Matrix // from the drawing to the page, whose y is upwards
	clip []svg.Clip // that of the marks before
	open bool       // the graphics state is saved for it
}

// artwork draws a drawing. Colours and widths are set anew for each mark.
func (e *emitter) artwork(o figure, x, y float64) {
	d := o.picture.drawing
	sx, sy := o.w/d.Width, o.h/d.Height
	a := &artwork{emitter: e, Drawing: d, page: svg.Matrix{sx, 0, 0, -sy, x, e.up(y)}}
	e.stream = append(e.stream, "q\n"...)
	for i := 0; i < len(d.Marks); {
		switch m := d.Marks[i].(type) {
		case *svg.Shape:
			a.within(m.Clip)
			a.shape(m)
			i++
		case *svg.Text:
			a.within(m.Clip)
			line, next := d.Lines(i)
			a.line(line)
			i = next
		case *svg.Image:
			a.within(m.Clip)
			a.image(m, o.picture)
			i++
		}
	}
	a.within(nil)
	e.stream = append(e.stream, "Q\n"...)
}

// within bounds what is painted from here on. Marks that follow one another mostly have the same bounds.
func (a *artwork) within(clip []svg.Clip) {
	same := len(clip) == len(a.clip) && (len(clip) == 0 || &clip[0] == &a.clip[0])
	if same {
		return
	}
	if a.open {
		a.stream = append(a.stream, "Q\n"...)
	}
	a.clip, a.open = clip, len(clip) > 0
	if !a.open {
		return
	}
	a.stream = append(a.stream, "q\n"...)
	for _, c := range clip {
		a.path(c.Path, a.page)
		operator := "W n\n"
		if c.EvenOdd {
			operator = "W* n\n"
		}
		a.stream = append(a.stream, operator...)
	}
}

// path describes a path, taken by m to the page.
func (a *artwork) path(p svg.Path, m svg.Matrix) {
	for _, s := range p {
		for _, q := range s.Points[:s.Verb.Count()] {
			q = m.Apply(q)
			a.stream = append(object.AppendFloat(a.stream, q.X), ' ')
			a.stream = append(object.AppendFloat(a.stream, q.Y), ' ')
		}
		a.stream = append(append(a.stream, "mlch"[s.Verb]), '\n')
	}
}

func (a *artwork) shape(s *svg.Shape) {
	m := a.page.Mul(s.Matrix)
	if s.Fill != nil && s.Fill.Gradient != nil {
		a.shade(s, m)
	} else if s.Fill != nil {
		a.paint(*s.Fill, "rg")
		a.path(s.Path, m)
		a.stream = append(a.stream, fillOperator(s.EvenOdd)...)
	}
	if s.Stroke == nil {
		return
	}
	a.paint(s.Stroke.Paint, "RG") // of a gradient its first colour
	if isEven(m) {
		a.pencil(s.Stroke, m.Scale())
		a.path(s.Path, m)
		a.stream = append(a.stream, "S\n"...)
		return
	}
	a.stream = append(a.stream, "q\n"...)
	a.matrix(m)
	a.pencil(s.Stroke, 1)
	a.path(s.Path, svg.Identity)
	a.stream = append(a.stream, "S\nQ\n"...)
}

func fillOperator(evenOdd bool) string {
	if evenOdd {
		return "f*\n"
	}
	return "f\n"
}

// isEven reports whether a matrix makes all lengths longer by the same factor, as strokes that are drawn after it need.
func isEven(m svg.Matrix) bool {
	x, y := math.Hypot(m[0], m[1]), math.Hypot(m[2], m[3])
	return math.Abs(x-y) < 1e-3*x && math.Abs(m[0]*m[2]+m[1]*m[3]) < 1e-3*x*x
}

// matrix changes the coordinates of what follows. Its numbers need more decimals than places on paper.
func (a *artwork) matrix(m svg.Matrix) {
	for _, v := range m {
		a.stream = append(appendExact(a.stream, v), ' ')
	}
	a.stream = append(a.stream, "cm\n"...)
}

// paint sets a colour and how much of what is below it shows.
func (a *artwork) paint(p svg.Paint, operator string) {
	a.color(operator, color(p.Color))
	a.opacity(p.Alpha)
}

// opacity sets how much of what is below shows: ISO 32000-1, 11.6.4.4.
func (a *artwork) opacity(alpha float64) {
	a.stream = append(a.stream, "/"+a.draft.alpha(alpha)+" gs\n"...)
}

// pencil sets how lines are drawn.
func (a *artwork) pencil(s *svg.Stroke, scale float64) {
	a.numbers("w", s.Width*scale)
	a.numbers("J", float64(s.Cap))
	a.numbers("j", float64(s.Join))
	a.numbers("M", s.MiterLimit)
	a.stream = append(a.stream, '[')
	for _, n := range s.Dash {
		a.stream = append(object.AppendFloat(a.stream, n*scale), ' ')
	}
	a.stream = append(a.stream, "] "...)
	a.numbers("d", s.Offset*scale)
}

// shade fills a shape with a gradient: the shape bounds what the shading paints.
func (a *artwork) shade(s *svg.Shape, m svg.Matrix) {
	a.stream = append(a.stream, "q\n"...)
	a.opacity(s.Fill.Alpha)
	a.path(s.Path, m)
	operator := "W n\n"
	if s.EvenOdd {
		operator = "W* n\n"
	}
	a.stream = append(a.stream, operator...)
	a.matrix(m.Mul(s.Fill.Gradient.Matrix))
	a.stream = append(a.stream, "/"+a.draft.shading(s.Fill.Gradient)+" sh\nQ\n"...)
}

// line sets the runs of a line of text.
func (a *artwork) line(line svg.Line) {
	starts := line.Offsets(func(t *svg.Text) float64 { return a.lettering(t.Font).width(t.Text) })
	for i, t := range line {
		if t.Fill.Alpha == 0 {
			continue
		}
		a.paint(t.Fill, "rg")
		m := a.page.Mul(t.Matrix)
		for _, o := range a.lettering(t.Font).draw(nil, clean(t.Text), starts[i], 0) {
			run := o.op.(text)
			at := m.Mul(svg.Matrix{1, 0, 0, -1, o.x, 0}) // letters have y upwards
			a.letters(run, at)
		}
	}
}

// letters sets a run in the coordinates of m.
func (a *artwork) letters(o text, m svg.Matrix) {
	font := a.font(o.runs[0].Face)
	a.stream = append(a.stream, "BT "+font.name+" "...)
	a.stream = append(object.AppendFloat(a.stream, o.size), " Tf "...)
	for _, v := range m {
		a.stream = append(appendExact(a.stream, v), ' ')
	}
	a.stream = append(a.stream, "Tm "...)
	a.stream = font.appendShow(a.stream, o.runs, o.size)
	a.stream = append(a.stream, "ET\n"...)
}

// lettering is the style nearest to a font that we do not have.
func (a *artwork) lettering(f svg.Font) style {
	s := style{family: typeset.Sans, bold: f.Bold, italic: f.Italic, size: f.Size, fonts: a.doc.fonts}
	has := func(name string, words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
	}
	for _, name := range f.Families {
		switch {
		case has(name, "mono", "courier", "consol", "menlo", "code"):
			s.family = typeset.Mono
			return s
		case has(name, "sans", "arial", "helvetica", "verdana", "roboto", "segoe", "calibri"):
			return s
		case has(name, "serif", "times", "georgia", "garamond", "stix", "cambria", "roman", "math", "cmr", "cmmi"):
			s.family = typeset.Serif
			return s
		}
	}
	return s
}

// image draws a picture that is in the drawing.
func (a *artwork) image(m *svg.Image, of *picture) {
	p := of.inside[m]
	if p == nil {
		return
	}
	a.opacity(1)
	at := a.page.Mul(m.Matrix).Mul(svg.Matrix{1, 0, 0, -1, 0, 1}) // pictures have y upwards, too
	a.place(p, at)
}
