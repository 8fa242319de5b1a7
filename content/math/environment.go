package math

import (
	"slices"
	"strings"
)

// An environment says how a table is set. Lengths are LaTeX's, in em.
type environment struct {
	open, close string    // delimiters around it
	columns     []Align   // over and over; nil if the author gives them
	gaps        []float64 // before each column but the first, over and over
	level       Level     // of the cells
	rowGap      float64   // beside the usual distance
	numbered    bool      // each row gets a number
	counted     bool      // an argument gives the number of columns
}

var (
	centered  = []Align{Center}
	flush     = []Align{Left}
	rightLeft = []Align{Right, Left}
	quad      = []float64{1}
	pairs     = []float64{0, 2}
	tight     = []float64{0}
)

// jot is amsmath's additional distance between equations.
const jot = 0.3

// environments are tables by name, without their stars.
var environments = map[string]environment{
	"align":     {columns: rightLeft, gaps: pairs, level: DisplayLevel, rowGap: jot, numbered: true},
	"flalign":   {columns: rightLeft, gaps: pairs, level: DisplayLevel, rowGap: jot, numbered: true},
	"alignat":   {columns: rightLeft, gaps: tight, level: DisplayLevel, rowGap: jot, numbered: true, counted: true},
	"xalignat":  {columns: rightLeft, gaps: pairs, level: DisplayLevel, rowGap: jot, numbered: true, counted: true},
	"gather":    {columns: centered, gaps: quad, level: DisplayLevel, rowGap: jot, numbered: true},
	"eqnarray":  {columns: []Align{Right, Center, Left}, gaps: []float64{0.3}, level: DisplayLevel, rowGap: jot, numbered: true},
	"aligned":   {columns: rightLeft, gaps: []float64{0, 1}, level: DisplayLevel, rowGap: jot},
	"split":     {columns: rightLeft, gaps: pairs, level: DisplayLevel, rowGap: jot},
	"alignedat": {columns: rightLeft, gaps: tight, level: DisplayLevel, rowGap: jot, counted: true},
	"gathered":  {columns: centered, gaps: quad, level: DisplayLevel, rowGap: jot},
	"lgathered": {columns: flush, gaps: quad, level: DisplayLevel, rowGap: jot},
	"rgathered": {columns: []Align{Right}, gaps: quad, level: DisplayLevel, rowGap: jot},
	"multline":  {columns: centered, gaps: quad, level: DisplayLevel, rowGap: jot},
	"multlined": {columns: centered, gaps: quad, level: DisplayLevel, rowGap: jot},

	"array":       {gaps: quad, level: TextLevel},
	"darray":      {gaps: quad, level: DisplayLevel},
	"subarray":    {gaps: quad, level: ScriptLevel},
	"substack":    {columns: centered, gaps: quad, level: ScriptLevel},
	"matrix":      {columns: centered, gaps: quad, level: TextLevel},
	"pmatrix":     {columns: centered, gaps: quad, level: TextLevel, open: "(", close: ")"},
	"bmatrix":     {columns: centered, gaps: quad, level: TextLevel, open: "[", close: "]"},
	"Bmatrix":     {columns: centered, gaps: quad, level: TextLevel, open: "{", close: "}"},
	"vmatrix":     {columns: centered, gaps: quad, level: TextLevel, open: "|", close: "|"},
	"Vmatrix":     {columns: centered, gaps: quad, level: TextLevel, open: "‖", close: "‖"},
	"smallmatrix": {columns: centered, gaps: []float64{5 * mu}, level: ScriptLevel},
	"cases":       {columns: flush, gaps: quad, level: TextLevel, open: "{"},
	"dcases":      {columns: flush, gaps: quad, level: DisplayLevel, open: "{"},
	"rcases":      {columns: flush, gaps: quad, level: TextLevel, close: "}"},
	"drcases":     {columns: flush, gaps: quad, level: DisplayLevel, close: "}"},
}

// smallMatrices are mathtools' small matrices with delimiters.
var smallMatrices = map[string][2]string{
	"psmallmatrix": {"(", ")"}, "bsmallmatrix": {"[", "]"}, "Bsmallmatrix": {"{", "}"}, "vsmallmatrix": {"|", "|"}, "Vsmallmatrix": {"‖", "‖"},
}

func environmentCommands() map[string]handler {
	return map[string]handler{
		"begin":          (*parser).begin,
		"multicolumn":    (*parser).multicolumn,
		"shoveleft":      shove(Left),
		"shoveright":     shove(Right),
		"matrix":         plainTable("matrix"),
		"pmatrix":        plainTable("pmatrix"),
		"cases":          plainTable("cases"),
		"eqalign":        plainTable("aligned"),
		"eqalignno":      plainTable("aligned"),
		"displaylines":   plainTable("gathered"),
		"hline":          misplacedLine,
		"hdashline":      misplacedLine,
		"toprule":        misplacedLine,
		"midrule":        misplacedLine,
		"bottomrule":     misplacedLine,
		"cline":          (*parser).misplacedSpan,
		"cmidrule":       (*parser).misplacedSpan,
		"noalign":        (*parser).skipArgument,
		"intertext":      (*parser).misplacedText,
		"shortintertext": (*parser).misplacedText,
	}
}

// environmentNamed finds an environment by its name without the star.
func environmentNamed(name string) (env environment, ok bool) {
	if fence, small := smallMatrices[name]; small {
		env = environments["smallmatrix"]
		env.open, env.close = fence[0], fence[1]
		return env, true
	}
	env, ok = environments[name]
	return env, ok
}

// begin reads \begin{name} … \end{name}.
func (p *parser) begin(c token) Node {
	name := p.environmentName(c)
	base := strings.TrimSuffix(name, "*")
	env, ok := environmentNamed(base)
	p.open.environments = append(p.open.environments, name)
	defer func() { p.open.environments = p.open.environments[:len(p.open.environments)-1] }()
	switch {
	case isEquation[base]:
		return p.equationBody(c, name)
	case !ok:
		return p.unknownEnvironment(c, name)
	}
	t := &Table{Env: base, Level: env.level, RowGap: env.rowGap + p.stretch()}
	spec := p.columnsOf(c, env, name != base)
	if base == "multline" {
		p.equation.Auto = name == base
	}
	p.rows(t, tableRows{numbered: env.numbered, auto: env.numbered && name == base, paired: len(env.columns) == 2})
	p.end(c, name)
	t.Span = p.from(c)
	t.setColumns(env, spec)
	if strings.HasPrefix(base, "multline") {
		t.staggered()
	}
	return t.fencedBy(env)
}

func (p *parser) environmentName(c token) string { return plainText(p.argumentOf(c)) }

// isEquation has the environments that hold a single formula.
var isEquation = map[string]bool{"equation": true, "math": true, "displaymath": true, "subequations": true}

// equationBody reads an environment that only numbers what stands in it.
func (p *parser) equationBody(c token, name string) Node {
	if name == "equation" {
		p.equation.Auto = true
	}
	body := p.lines(0)
	p.end(c, name)
	body.Span = p.from(c)
	return body
}

// unknownEnvironment shows \begin{name} and reads what stands in it as lines.
func (p *parser) unknownEnvironment(c token, name string) Node {
	hint := ""
	if near, ok := nearestEnvironment(name); ok {
		hint = "did you mean " + near + "?"
	}
	source := `\begin{` + name + "}"
	p.problems.fail(c.Span, "math-environment", "unknown environment "+name, source+" as TeX and the lines in it", hint)
	start := &Error{p.from(c), source}
	body := p.lines(0)
	p.end(c, name)
	return &Row{Span: p.from(c), Items: append([]Node{start}, body.Items...)}
}

// end reads \end{name}.
func (p *parser) end(c token, name string) {
	t := p.next()
	if !t.isCommand("end") {
		p.unread(t)
		if !p.stopped {
			p.problems.fail(c.Span, "math-end", `\begin{`+name+"} is never ended", "the environment as if it ended where it has to", "")
		}
		return
	}
	ended := p.argumentOf(t)
	if got := plainText(ended); got != name {
		p.problems.fail(t.Span, "math-end", `\begin{`+name+`} is ended by \end{`+got+"}", "the environment as if it ended here", "")
		if slices.Contains(p.open.environments[:len(p.open.environments)-1], got) {
			p.pushGroup(t.Span, ended)
			p.unread(t)
		}
	}
}

// columnsOf reads the arguments between \begin{name} and the cells, and returns the columns the author asks for.
func (p *parser) columnsOf(c token, env environment, star bool) *columnSpec {
	switch {
	case env.counted:
		p.argumentOf(c)
	case env.columns == nil:
		p.optional(nil)
		return p.columnSpec(p.argumentOf(c))
	case star && env.level != DisplayLevel:
		if align := p.optional(nil); align != nil {
			spec := p.columnSpec(align)
			spec.repeat = true
			return spec
		}
	case !env.numbered && env.level == DisplayLevel:
		p.position()
	}
	return nil
}

// position takes the [t] of \begin{aligned}[t]: formulas are centred on their axis here.
func (p *parser) position() {
	open := p.rawSkippingSpace()
	if !open.isChar("[") {
		p.unread(open)
		return
	}
	where := p.raw()
	end := p.raw()
	if where.kind == char && strings.Contains("tbc", where.text) && end.isChar("]") {
		return
	}
	p.unread(end)
	p.unread(where)
	p.unread(open)
}

// stretch returns what a redefinition of \arraystretch adds between rows.
func (p *parser) stretch() float64 {
	m := p.macros.lookup("arraystretch")
	if m == nil {
		return 0
	}
	factor, ok := parseLength(plainText(m.body) + "em")
	if !ok || factor < 0 {
		return 0
	}
	return (factor - 1) * 1.2
}

// plainTable returns the handler of plain TeX's \matrix{a & b \cr c & d}.
func plainTable(name string) handler {
	return func(p *parser, c token) Node {
		env := environments[name]
		t := &Table{Env: name, Level: env.level, RowGap: env.rowGap}
		open := p.next()
		if open.kind != beginGroup {
			p.unread(open)
			return asRow(p.argument(c))
		}
		p.open.groups++
		p.rows(t, tableRows{paired: len(env.columns) == 2})
		p.open.groups--
		if end := p.next(); end.kind != endGroup {
			p.unread(end)
		}
		t.Span = p.from(c)
		t.setColumns(env, nil)
		return t.fencedBy(env)
	}
}

// fencedBy returns the table with the environment's delimiters.
func (t *Table) fencedBy(env environment) Node {
	if env.open == "" && env.close == "" {
		return t
	}
	return &Fenced{Span: t.Span, Open: env.open, Close: env.close, Parts: []*Row{{Span: t.Span, Items: []Node{t}}}}
}

// staggered sets the first line of a multline to the left and its last one to the right.
func (t *Table) staggered() {
	if len(t.Rows) < 2 {
		return
	}
	left, right := Left, Right
	if first := &t.Rows[0].Cells[0]; first.Align == nil {
		first.Align = &left
	}
	if last := &t.Rows[len(t.Rows)-1].Cells[0]; last.Align == nil {
		last.Align = &right
	}
}

// shove returns the handler of \shoveleft, which moves a line of a multline.
func shove(to Align) handler {
	return func(p *parser, c token) Node {
		if p.cell != nil {
			p.cell.Align = &to
		}
		return p.argument(c)
	}
}

func nearestEnvironment(name string) (string, bool) {
	names := []string{"equation"}
	for known := range environments {
		names = append(names, known)
	}
	slices.Sort(names)
	return nearest(name, names)
}
