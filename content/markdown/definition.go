package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A definitionParser finds terms and what is said of them behind colons on the lines below, with goldmark's parser. The
// caption of a table stands behind a colon, too.
// https://michelf.ca/projects/php-markdown/extra/#def-list
type definitionParser struct {
	parser.BlockParser
	d *document
}

func (p *definitionParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	last := parent.LastChild()
	if para, ok := last.(*ast.Paragraph); ok && p.d.hasDelimiters(para) {
		return nil, parser.NoChildren
	}
	if comment, ok := last.(*ast.HTMLBlock); ok && p.d.python && comment.HTMLBlockType == ast.HTMLBlockType2 && comment.Lines().Len() == 1 {
		// It may be the term: MkDocs' hooks put text in the place of comments.
		term := ast.NewParagraph()
		term.SetLines(comment.Lines())
		parent.ReplaceChild(parent, comment, term)
		n, state := p.BlockParser.Open(parent, reader, pc)
		if n == nil {
			parent.ReplaceChild(parent, term, comment)
		}
		return n, state
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// hasDelimiters reports whether a paragraph is going to be a table.
func (d *document) hasDelimiters(p *ast.Paragraph) bool {
	if p.Lines().Len() < 2 {
		return false
	}
	second := p.Lines().At(1)
	return parseDelimiters(second.Value(d.src)) != nil
}

// definitionNode reads a part of a list of definitions.
func (d *document) definitionNode(n ast.Node) {
	switch n.(type) {
	case *extast.DefinitionList:
		d.container(n, (*document).buildDefinitions)
	case *extast.DefinitionTerm:
		f := &frame{Pos: d.at(d.start(n)), text: true, build: (*document).buildTerm}
		d.push(f)
		d.children(n)
		d.end(f)
	case *extast.DefinitionDescription:
		d.container(n, (*document).buildDescription)
	}
}
