package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

var kindMarkedBlock = ast.NewNodeKind("MarkedBlock")

// A markedBlock is one of the blocks of Python-Markdown and PyMdown Extensions whose text is indented by four columns
// below a line that says what it is. Its first child may be a titleLine.
//
//	!!! note "Title"     https://python-markdown.github.io/extensions/admonition/
//	??? note "Title"     https://facelessuser.github.io/pymdown-extensions/extensions/details/
//	=== "Title"          https://facelessuser.github.io/pymdown-extensions/extensions/tabbed/
type markedBlock struct {
	ast.BaseBlock
	mark   string // "!!!", "???", "???+", "===", "===!"
	tag    *tag
	indent int // of what it holds
}

func (n *markedBlock) Kind() ast.NodeKind { return kindMarkedBlock }
func (n *markedBlock) Dump([]byte, int)   {}

func (n *markedBlock) isTab() bool { return n.mark[0] == '=' }

type markedBlockParser struct{ leaf }

func (*markedBlockParser) Trigger() []byte { return []byte{'!', '?', '='} }

var (
	markedLine = lazyregexp.New(`^(!!!|\?\?\?\+?)[ \t]*([\w-]+(?:[ \t]+[\w-]+)*)?[ \t]*(?:"(.*)")?[ \t]*$`)
	tabLine    = lazyregexp.New(`^(===[!+]{0,2})[ \t]+["'](.*)["'][ \t]*$`)
)

const markedIndent = 4

func (p *markedBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	line = bytes.TrimRight(line, "\n")
	n := &markedBlock{tag: &tag{name: "tab", start: start}, indent: markedIndent}
	peeked, _ := reader.PeekLine()
	if indent, _ := util.IndentWidth(peeked, reader.LineOffset()); indent < markedIndent {
		n.indent += indent // in a list, of whose indentation less is taken off than Python-Markdown takes
	}
	title := 2
	m := tabLine.FindSubmatchIndex(line)
	if m == nil {
		if m = markedLine.FindSubmatchIndex(line); m == nil || m[4] < 0 && m[6] < 0 {
			return nil, parser.NoChildren
		}
		title, n.tag.name = 3, "note"
		if m[4] >= 0 {
			n.tag.name, _, _ = strings.Cut(string(line[m[4]:m[5]]), " ")
		}
	}
	n.mark = string(line[m[2]:m[3]])
	if from, to := m[2*title], m[2*title+1]; from < to {
		t := &titleLine{}
		t.Lines().Append(text.NewSegment(start+from, start+to))
		n.AppendChild(n, t)
	}
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (p *markedBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	width, _ := util.IndentWidth(line, reader.LineOffset())
	if width < markedIndent {
		return parser.Close
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), min(width, node.(*markedBlock).indent))
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

// markedBlock reads a callout, folded text, or all tabs that follow on one another.
func (d *document) markedBlock(n *markedBlock) {
	if !n.isTab() {
		d.namedMarked(n)
		return
	}
	if before, ok := n.PreviousSibling().(*markedBlock); ok && before.isTab() && !strings.Contains(n.mark, "!") {
		return // it is one of the tabs that the first of them has read
	}
	f := &frame{Pos: d.at(n.tag.start), build: (*document).buildTabs}
	d.push(f)
	for tab, ok := n, true; ok; {
		d.named(tab, tab.tag, d.markedTitle(tab))
		tab, ok = tab.NextSibling().(*markedBlock)
		ok = ok && tab.isTab() && !strings.Contains(tab.mark, "!")
	}
	d.end(f)
}

func (d *document) namedMarked(n *markedBlock) {
	title := d.markedTitle(n)
	t := *n.tag
	folded := n.mark[0] == '?'
	build := d.namedBuilder(t.name)
	switch strings.ToLower(t.name) {
	case "exercise", "challenge", "solution", "answer", "hint":
		folded = false // what is folded in them anyway, or part of them
	}
	f := &frame{Pos: d.at(t.start), tag: &t, title: title, build: build}
	if kind, ok := materialKinds[strings.ToLower(t.name)]; ok || folded {
		if title == nil {
			f.title = d.titleOrName(f)
		}
		t.name = kind
	}
	if folded {
		f.build = func(d *document, f *frame) []content.Node {
			return []content.Node{&content.Details{Pos: f.Pos, Open: n.mark == "???+", Summary: f.title, Blocks: d.blocks(f.nodes)}}
		}
	}
	d.push(f)
	d.children(n)
	d.end(f)
}

func (d *document) markedTitle(n *markedBlock) []content.Inline {
	if t, ok := n.FirstChild().(*titleLine); ok {
		return d.titleOf(t)
	}
	return nil
}

// materialKinds are the names of callouts that say more than the kinds that they are of. Where there is no title, a site
// shows the name. https://squidfunk.github.io/mkdocs-material/reference/admonitions/#supported-types
var materialKinds = map[string]string{
	"abstract": "note", "summary": "note", "tldr": "note", "todo": "note", "question": "note", "help": "note", "faq": "note",
	"example": "note", "quote": "note", "cite": "note", "success": "tip", "check": "tip", "done": "tip", "failure": "danger",
	"fail": "danger", "missing": "danger", "bug": "danger", "error": "danger",
}
