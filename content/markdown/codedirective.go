package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var kindCodeDirective = ast.NewNodeKind("CodeDirective")

// A codeDirective is :::code{language=bash} … :::, the code of AWS' Workshop Studio.
// https://catalog.workshops.aws/docs/en-US/create-a-workshop/authoring-a-workshop/markdown/code
type codeDirective struct {
	rawColons
	lang text.Segment
}

func (n *codeDirective) Kind() ast.NodeKind { return kindCodeDirective }

type codeDirectiveParser struct{ leaf }

func (codeDirectiveParser) Trigger() []byte { return []byte{':'} }

var codeDirectiveLine = lazyregexp.New(`^(:{3,})code(?:\{(?:[^{}]*?\blang(?:uage)?=["']?([\w+#-]+))?[^{}]*\})?\s*$`)

func (codeDirectiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	m := codeDirectiveLine.FindSubmatchIndex(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	n := &codeDirective{rawColons: rawColons{colons: m[3], indent: pc.BlockIndent()}}
	if m[4] >= 0 {
		n.lang = text.NewSegment(start+m[4], start+m[5])
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (codeDirectiveParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	return node.(*codeDirective).next(reader)
}

func (d *document) codeDirective(n *codeDirective) {
	if !n.closed {
		d.report(d.at(d.start(n)), diag.Error, "fence-unclosed", "this code is never closed", "everything to the end of its container as code")
	}
	code := bytes.Trim(n.Lines().Value(d.src), "\n")
	d.emit(&content.CodeBlock{Pos: d.at(d.start(n)), Lang: string(n.lang.Value(d.src)), Text: string(code) + "\n"})
}
