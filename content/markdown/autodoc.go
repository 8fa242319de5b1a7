package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var kindAutodoc = ast.NewNodeKind("Autodoc")

// An autodoc is the place for what a plugin of MkDocs says of a program's part: ::: package.module, with options indented
// below. https://mkdocstrings.github.io/usage/
type autodoc struct {
	ast.BaseBlock
	name string
}

func (n *autodoc) Kind() ast.NodeKind { return kindAutodoc }
func (n *autodoc) Dump([]byte, int)   {}

type autodocParser struct{ leaf }

func (autodocParser) Trigger() []byte { return []byte{':'} }

var autodocLine = lazyregexp.New(`^:::[ \t]+([\w-]+(?:\.[\w-]+)+)[ \t]*\n?$`)

func (autodocParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := lineAt(reader, pc)
	m := autodocLine.FindSubmatch(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &autodoc{name: string(m[1])}, parser.NoChildren
}

// Continue takes the options.
func (autodocParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if width, _ := util.IndentWidth(line, reader.LineOffset()); width < markedIndent || len(bytes.TrimSpace(line)) == 0 {
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (d *document) autodoc(n *autodoc) {
	d.tally(d.at(d.start(n)), diag.Warning, "directive-left-out", "what the site says of "+n.name+" comes from a program's source", "nothing")
}
