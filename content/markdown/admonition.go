package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var (
	kindDirective = ast.NewNodeKind("Directive")
	kindTitleLine = ast.NewNodeKind("TitleLine")
)

// A directive is :::name[Title] … :::. Its first child may be a titleLine.
type directive struct {
	ast.BaseBlock
	name   string
	fence  int
	open   bool         // what is folded is shown at first
	attrs  text.Segment // the list of attributes behind the name, if it has one
	closed bool
	tag    *tag // of a fenced div, with its attributes
}

func (n *directive) Kind() ast.NodeKind { return kindDirective }
func (n *directive) Dump([]byte, int)   {}

// A titleLine is the title of a directive or an alert, for goldmark to find inlines in.
type titleLine struct {
	ast.BaseBlock
	kind string // of an alert
	fold string // "-" if an alert is folded, "+" if it can be
}

func (n *titleLine) Kind() ast.NodeKind { return kindTitleLine }
func (n *titleLine) Dump([]byte, int)   {}

type directiveParser struct{ leaf }

func (*directiveParser) Trigger() []byte { return []byte{':'} }

// A line that opens a directive: the fence, the name in or out of braces, then [Title], {attributes} or a title as it
// stands.
var directiveLine = lazyregexp.New(
	`^(:{3,})[ \t]*(?:(\{\.?([A-Za-z][\w-]*)[^{}]*\})|([A-Za-z][\w-]*))[ \t]*(?:\[(.*)\])?[ \t]*(\{[^{}]*\})?[ \t]*(.*?)[ \t]*(\{[^{}]*\})?[ \t]*:*\s*$`)

// The title and the kind of a callout in AWS' Workshop Studio: :::alert{header="Mind the gap" type="warning"}.
var (
	alertHeader = lazyregexp.New(`\{[^{}]*\bheader=(?:"([^"]*)"|([^\s"{}]+))`)
	alertType   = lazyregexp.New(`\{[^{}]*\btype="?(\w+)`)
)

func (p *directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	m := directiveLine.FindSubmatchIndex(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	n := &directive{fence: m[3] - m[2]}
	if m[6] >= 0 {
		n.name = string(line[m[6]:m[7]])
	} else {
		n.name = string(line[m[8]:m[9]])
	}
	if from, to := m[10], m[11]; from >= 0 {
		n.title(start+from, start+to)
	} else {
		n.title(start+m[14], start+m[15])
	}
	if from := max(m[4], m[12], m[16]); from >= 0 {
		n.attrs = text.NewSegment(start+from, start+max(m[5], m[13], m[17]))
	}
	if n.name == "alert" {
		n.name = "note"
		if t := alertType.FindSubmatch(line); t != nil {
			n.name = string(t[1])
		}
		if h := alertHeader.FindSubmatchIndex(line); h != nil && !n.HasChildren() {
			n.title(start+max(h[2], h[4]), start+max(h[3], h[5]))
		}
	}
	n.open = m[16] >= 0 && bytes.Contains(line[m[16]:m[17]], []byte("open"))
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (n *directive) title(start, stop int) {
	if start < stop {
		t := &titleLine{}
		t.Lines().Append(text.NewSegment(start, stop))
		n.AppendChild(n, t)
	}
}

func (p *directiveParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*directive)
	line, _ := reader.PeekLine()
	indent, _ := util.IndentWidth(line, reader.LineOffset())
	line = bytes.TrimSpace(line)
	if len(line) >= 3 && len(bytes.Trim(line, ":")) == 0 && closedBy(pc.OpenedBlocks(), len(line), indent) == n {
		n.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// closedBy returns the directive that a fence closes: the innermost one with a fence of that length, as those write who
// count the colons, else the innermost one.
func closedBy(open []parser.Block, fence, indent int) *directive {
	var innermost *directive
	if len(open) > 0 && holdsLines(open[len(open)-1].Node, indent) {
		return nil
	}
	for i := len(open) - 1; i >= 0; i-- {
		n, ok := open[i].Node.(*directive)
		switch {
		case !ok:
			continue
		case n.fence == fence:
			return n
		case innermost == nil:
			innermost = n
		}
	}
	return innermost
}

// holdsLines reports whether a line inside of n that is so far indented is its own, whatever the line looks like.
func holdsLines(n ast.Node, indent int) bool {
	switch n := n.(type) {
	case *fence, *codeDirective:
		return true
	case *ast.CodeBlock:
		return indent >= 4
	case *mathBlock:
		return !n.closed
	}
	return false
}

func (d *document) directive(n *directive) {
	start := d.start(n)
	if !n.closed {
		d.report(d.at(start), diag.Warning, "directive-unclosed", ":::"+n.name+" is never closed",
			"everything to the end of its container is in it")
	}
	if n.tag != nil {
		d.div(n)
		return
	}
	var title []content.Inline
	if t, ok := n.FirstChild().(*titleLine); ok {
		title = d.titleOf(t)
	}
	t := &tag{name: n.name, start: start}
	if list, ok := d.attributesAt(n.attrs.Start, n.attrs.Stop); ok {
		t.attrs = list.attrs
	}
	if n.open {
		t.attrs = append(t.attrs, attribute{name: "open", start: start})
	}
	d.named(n, t, title)
}

// titleOf reads the inlines of a title.
func (d *document) titleOf(t *titleLine) []content.Inline {
	f := d.within(&frame{text: true}, func() { d.children(t) })
	return d.inlines(f.nodes)
}

// vaultKinds are the callouts of Obsidian that go by no other name of the field: https://help.obsidian.md/callouts
var vaultKinds = []string{
	"summary", "tldr", "todo", "done", "question", "help", "faq", "fail", "missing", "bug", "example", "quote", "cite",
}

// alertTransformer finds [!NOTE] at the start of a quote and what stands behind it, its title. One with a sign behind the
// bracket can be folded, as in Obsidian.
type alertTransformer struct{ d *document }

var alertLine = lazyregexp.New(`^\s*\[!([A-Za-z][\w-]*)\]([+-]?)[ \t]*(.*?)\s*$`)

func (a alertTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := p.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != p {
		return
	}
	lines := p.Lines()
	first := lines.At(0)
	m := alertLine.FindSubmatchIndex(reader.Source()[first.Start:first.Stop])
	if m == nil {
		return
	}
	part := func(i int) string { return string(reader.Source()[first.Start+m[i] : first.Start+m[i+1]]) }
	t := &titleLine{kind: part(2), fold: part(4)}
	if _, known := calloutKinds[strings.ToLower(t.kind)]; !known && !slices.Contains(vaultKinds, strings.ToLower(t.kind)) {
		return // GitHub shows a quote
	}
	quote.InsertBefore(quote, p, t)
	switch {
	case m[6] == m[7]:
		lines.SetSliced(1, lines.Len())
	case a.d.docsify: // which has no titles there
		lines.Set(0, text.NewSegment(first.Start+m[6], first.Stop))
	default:
		t.Lines().Append(text.NewSegment(first.Start+m[6], first.Start+m[7]))
		lines.SetSliced(1, lines.Len())
	}
	if lines.Len() == 0 {
		quote.RemoveChild(quote, p)
	}
}

// quote reads a quote or, if it starts with [!NOTE], a callout.
func (d *document) quote(n *ast.Blockquote) {
	alert, ok := n.FirstChild().(*titleLine)
	if !ok {
		d.container(n, func(d *document, f *frame) []content.Node {
			return []content.Node{&content.Quote{Pos: f.Pos, Blocks: d.blocks(f.nodes)}}
		})
		return
	}
	start := d.start(n)
	pos := d.at(start)
	title := d.titleOf(alert)
	d.containerAt(start, n, func(d *document, f *frame) []content.Node {
		callout := d.callout(pos, alert.kind, title, d.blocks(f.nodes))
		if alert.fold == "" {
			return []content.Node{callout}
		}
		if title == nil {
			title = []content.Inline{&content.Text{Pos: pos, Text: capitalized(alert.kind)}}
		}
		return []content.Node{&content.Details{Pos: pos, Open: alert.fold == "+", Summary: title, Blocks: callout.Blocks}}
	})
}
