package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var kindLeafDirective = ast.NewNodeKind("LeafDirective")

// A leafDirective is ::name[Label]{attributes}, a block that the site makes of what the attributes say.
// https://github.com/remarkjs/remark-directive#syntax
type leafDirective struct {
	ast.BaseBlock
	name  string
	start int
	label text.Segment
}

func (n *leafDirective) Kind() ast.NodeKind { return kindLeafDirective }
func (n *leafDirective) Dump([]byte, int)   {}

type leafDirectiveParser struct{ leaf }

func (leafDirectiveParser) Trigger() []byte { return []byte{':'} }

var leafDirectiveLine = lazyregexp.New(`^::([A-Za-z][\w-]*)(?:\[(.*)\](?:\{[^{}]*\})?|\{[^{}]*\})\s*$`)

func (leafDirectiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	m := leafDirectiveLine.FindSubmatchIndex(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	n := &leafDirective{name: string(line[m[2]:m[3]]), start: start}
	if m[4] >= 0 {
		n.label = text.NewSegment(start+m[4], start+m[5])
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (leafDirectiveParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (d *document) leafDirective(n *leafDirective) {
	instead := "nothing"
	if !n.label.IsEmpty() {
		instead = "its label"
		d.emit(nodesOf(paragraph(d.at(n.start), d.innerLine(d.piece(n.label.Start, n.label.Stop))))...)
	}
	d.tally(d.at(n.start), diag.Warning, "component-unknown", "the directive ::"+n.name+" is not known here", instead)
}
