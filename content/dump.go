package content

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Dump writes nodes as text for people and for golden files: a line for each block with its place, indented by its
// depth, and inlines as expressions on the line of their block. Empty fields are left out.
func Dump(w io.Writer, nodes ...Node) error {
	d := &dumper{}
	for _, n := range nodes {
		d.node(n)
	}
	_, err := io.WriteString(w, d.b.String())
	return err
}

// DumpString returns what Dump writes.
func DumpString(nodes ...Node) string {
	var b strings.Builder
	Dump(&b, nodes...)
	return b.String()
}

type dumper struct {
	b     strings.Builder
	depth int
}

// line starts a line with the kind of n and its place.
func (d *dumper) line(n Node, fields ...string) {
	d.text(Kind(n)+" "+place(n.Position()), fields...)
}

func (d *dumper) text(head string, fields ...string) {
	d.b.WriteString(strings.Repeat("  ", d.depth))
	d.b.WriteString(head)
	for _, f := range fields {
		if f != "" {
			d.b.WriteByte(' ')
			d.b.WriteString(f)
		}
	}
	d.b.WriteByte('\n')
}

func place(p Pos) string {
	if p.Line == 0 {
		return "-"
	}
	return fmt.Sprintf("%d:%d", p.Line, p.Col)
}

// in dumps what is one level below, under a label if there is one.
func (d *dumper) in(label string, body func()) {
	d.depth++
	if label != "" {
		d.text(label + ":")
		d.depth++
		defer func() { d.depth-- }()
	}
	body()
	d.depth--
}

func (d *dumper) blocks(label string, blocks []Block) {
	if len(blocks) > 0 {
		d.in(label, func() { dumpAll(d, blocks) })
	}
}

func dumpAll[N Node](d *dumper, nodes []N) {
	for _, n := range nodes {
		d.node(n)
	}
}

func dumpIn[N Node](d *dumper, nodes []N) {
	d.in("", func() { dumpAll(d, nodes) })
}

func (d *dumper) node(n Node) {
	switch n := n.(type) {
	case *Course:
		d.line(n, field("id", n.ID), quote(n.Title), field("edition", string(n.Edition)), field("of", n.Whole), field("lang", n.Language), field("description", n.Description),
			persons(n.Authors), field("publisher", n.Publisher), field("rights", n.Rights), license(n.License), field("date", date(n.Date)))
		if n.Front != nil {
			d.in("front", func() { d.node(n.Front) })
		}
		dumpIn(d, n.Units)
	case *Unit:
		level := ""
		if n.Level > 1 {
			level = field("level", strconv.Itoa(n.Level))
		}
		d.line(n, field("id", n.ID), quote(n.Title), level)
		dumpIn(d, n.Lessons)
	case *Lesson:
		d.line(n, field("id", n.ID), quote(n.Title))
		d.meta(&n.Meta)
		dumpIn(d, n.Parts)
	case *Part:
		heading := ""
		if n.Heading != nil {
			heading = "heading=(" + inlines(n.Heading) + ")"
		}
		d.line(n, field("id", n.ID), quote(n.Title), heading, field("kind", string(n.Kind)), terms(n.Terms), field("label", n.Label),
			flag("instructor", n.Instructor), field("source", n.Source), field("urls", strings.Join(n.URLs, " ")))
		dumpIn(d, n.Blocks)
		dumpIn(d, n.Notes)
	case *Note:
		d.line(n, field("id", n.ID), number("n", n.Number))
		d.blocks("", n.Blocks)

	case *Paragraph:
		d.line(n, inlines(n.Inlines))
	case *Heading:
		d.line(n, strconv.Itoa(n.Level), field("id", n.ID), inlines(n.Inlines))
	case *List:
		ordered := ""
		if n.Ordered {
			ordered = "start=" + strconv.Itoa(n.Start)
			if n.Numbers != Decimal {
				ordered += " numbers=" + string(n.Numbers)
			}
		}
		d.line(n, flag("ordered", n.Ordered), ordered, flag("tight", n.Tight))
		dumpIn(d, n.Items)
	case *Item:
		d.line(n, flag("open", n.Task == TaskOpen), flag("done", n.Task == TaskDone))
		d.blocks("", n.Blocks)
	case *Quote:
		d.line(n)
		d.blocks("", n.Blocks)
	case *CodeBlock:
		marks := ""
		for _, r := range n.Marks {
			marks += fmt.Sprintf("{%d-%d}", r.First, r.Last)
		}
		d.line(n, field("id", n.ID), field("lang", n.Lang), field("title", n.Title), marks, flag("lines", n.Lines),
			number("start", n.Start), quote(n.Text))
	case *MathBlock:
		d.line(n, field("id", n.ID), quote(n.TeX))
	case *Table:
		d.line(n, field("id", n.ID), columns(n.Columns))
		d.inlines("caption", n.Caption)
		d.rows("head", n.Head)
		d.rows("", n.Body)
		d.rows("foot", n.Foot)
	case *Row:
		d.line(n)
		dumpIn(d, n.Cells)
	case *Cell:
		d.line(n, flag("header", n.Header), alignment(n.Align), number("colspan", n.ColSpan), number("rowspan", n.RowSpan))
		d.blocks("", n.Blocks)
	case *Figure:
		d.line(n, field("id", n.ID))
		d.blocks("", n.Blocks)
		d.inlines("caption", n.Caption)
	case *Callout:
		d.line(n, field("id", n.ID), string(n.Kind), terms(n.Terms), inlines(n.Title))
		d.blocks("", n.Blocks)
	case *Details:
		d.line(n, field("id", n.ID), flag("open", n.Open), inlines(n.Summary))
		d.blocks("", n.Blocks)
	case *Tabs:
		d.line(n)
		dumpIn(d, n.Tabs)
	case *Tab:
		d.line(n, inlines(n.Label))
		d.blocks("", n.Blocks)
	case *DefinitionList:
		d.line(n)
		dumpIn(d, n.Items)
	case *Definition:
		d.line(n)
		for _, term := range n.Terms {
			d.inlines("term", term)
		}
		for _, blocks := range n.Details {
			d.blocks("is", blocks)
		}
	case *Rule:
		d.line(n)
	case *Bibliography:
		d.line(n)
		dumpIn(d, n.Entries)
	case *Entry:
		d.line(n, field("id", n.ID), inlines(n.Inlines))
	case *Flashcards:
		d.line(n, field("id", n.ID))
		dumpIn(d, n.Cards)
	case *Flashcard:
		d.line(n, field("id", n.ID))
		d.blocks("front", n.Front)
		d.blocks("back", n.Back)
	case *Exercise:
		d.line(n, field("id", n.ID), inlines(n.Title))
		d.blocks("", n.Prompt)
		d.lists("hint", n.Hints)
		d.inlines("reveal", n.Reveal)
		d.blocks("solution", n.Solution)
	case *Embed:
		duration := ""
		if n.Duration > 0 {
			duration = n.Duration.String()
		}
		d.line(n, string(n.Kind), quote(n.Title), field("url", n.URL), field("asset", assetPath(n.Asset)), field("duration", duration))
		for _, t := range n.Tracks {
			d.in("", func() { d.track(&t) })
		}
		d.blocks("fallback", n.Fallback)
		d.blocks("transcript", n.Transcript)
	case *Div:
		d.line(n, attr(n.Attr), field("role", string(n.Role)), inlines(n.Title))
		d.blocks("", n.Blocks)
	case *Raw:
		d.line(n, n.Format, quote(n.Text))

	case *Quiz:
		var limits []string
		if n.Attempts != 0 {
			limits = append(limits, fmt.Sprintf("attempts=%d", n.Attempts))
		}
		if n.TimeLimit != 0 {
			limits = append(limits, "time="+n.TimeLimit.String())
		}
		d.line(n, field("id", n.ID), strings.Join(limits, " "), inlines(n.Title))
		d.blocks("", n.Intro)
		dumpIn(d, n.Questions)
	case *Question:
		points := ""
		if n.Points != 0 {
			points = "points=" + strconv.FormatFloat(n.Points, 'g', -1, 64)
		}
		d.line(n, field("id", n.ID), points)
		d.blocks("", n.Prompt)
		if n.Answer != nil {
			d.in("", func() { d.node(n.Answer) })
		}
		d.lists("hint", n.Hints)
		d.blocks("right", n.Right)
		d.blocks("wrong", n.Wrong)
		d.blocks("explanation", n.Explanation)
	case *Choice:
		d.line(n, flag("multiple", n.Multiple), flag("shuffle", n.Shuffle))
		dumpIn(d, n.Options)
	case *Option:
		d.line(n, flag("correct", n.Correct))
		d.blocks("", n.Blocks)
		d.blocks("feedback", n.Feedback)
	case *Numeric:
		d.line(n, fmt.Sprintf("%g±%g", n.Value, n.Tolerance))
	case *ShortText:
		d.line(n, flag("case-sensitive", n.CaseSensitive), fmt.Sprintf("%q", n.Accept))
	case *Cloze:
		d.line(n)
		dumpIn(d, n.Answers)
	case *Matching:
		d.line(n)
		dumpIn(d, n.Pairs)
		for _, side := range n.Extra {
			d.inlines("extra", side)
		}
	case *Pair:
		d.line(n, inlines(n.Left), "=>", inlines(n.Right))
	case *Ordering:
		d.line(n)
		for _, item := range n.Items {
			d.inlines("item", item)
		}
	case *Essay:
		d.line(n)
		d.blocks("", n.Model)

	case Inline:
		d.text(inlines([]Inline{n}))
	default:
		panic(fmt.Sprintf("content.Dump: unknown node %T", n))
	}
}

func (d *dumper) inlines(label string, ns []Inline) {
	if len(ns) > 0 {
		d.in("", func() { d.text(label+":", inlines(ns)) })
	}
}

func (d *dumper) lists(label string, lists [][]Block) {
	for _, blocks := range lists {
		d.blocks(label, blocks)
	}
}

func (d *dumper) rows(label string, rows []*Row) {
	if len(rows) > 0 {
		d.in(label, func() { dumpAll(d, rows) })
	}
}

func (d *dumper) meta(m *LessonMeta) {
	d.depth++
	defer func() { d.depth-- }()
	for _, f := range []string{
		field("description", m.Description), number("read", m.ReadMinutes), number("practice", m.PracticeMinutes),
		field("difficulty", m.Difficulty), persons(m.Authors), field("published", date(m.Published)),
		field("reviewed", date(m.Reviewed)), license(m.License),
	} {
		if f != "" {
			d.text("meta", f)
		}
	}
	for _, outcome := range m.Outcomes {
		d.text("meta", field("outcome", outcome))
	}
	for _, p := range m.Prerequisites {
		d.text("meta", "prerequisite", inline(p))
	}
	for _, s := range m.Sources {
		d.text("meta", "source "+place(s.Pos), quote(s.Title), field("url", s.URL), field("by", s.Creator),
			field("type", s.Type), license(s.License))
	}
}

func (d *dumper) track(t *Track) {
	d.line(t, string(t.Kind), quote(t.Label), field("lang", t.Lang), field("url", t.URL), field("asset", assetPath(t.Asset)))
}
