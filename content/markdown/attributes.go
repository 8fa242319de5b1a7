package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
)

var kindAttributeList = ast.NewNodeKind("AttributeList")

// An attributeList is what kramdown's authors say of the element before it: [a](b){:target="_blank"}, or of the paragraph
// that it is a line of. https://kramdown.gettalong.org/syntax.html#inline-attribute-lists
type attributeList struct {
	ast.BaseInline
	start   int
	id      string
	classes []string
}

func (n *attributeList) Kind() ast.NodeKind { return kindAttributeList }
func (n *attributeList) Dump([]byte, int)   {}

var (
	attributeText = regexp.MustCompile(`^\{:(?:\s*(?:[.#][\w-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[\w%-]+)|toc))+\s*\}`)
	attributeName = regexp.MustCompile(`([.#])([\w-]+)|[\w-]+=(?:"[^"]*"|'[^']*'|[\w%-]+)`)
)

type attributeListParser struct{ d *document }

func (*attributeListParser) Trigger() []byte { return []byte{'{'} }

// Parse takes a list that stands right behind something or first on its line; elsewhere it would be text.
func (p *attributeListParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	found := attributeText.Find(line)
	before := byte('\n')
	if seg.Start > 0 {
		before = p.d.src[seg.Start-1]
	}
	_, inHeading := block.(*ast.Heading)
	if found == nil || before == ' ' && !inHeading {
		return nil
	}
	reader.Advance(len(found))
	n := &attributeList{start: seg.Start}
	for _, m := range attributeName.FindAllSubmatch(found, -1) {
		switch string(m[1]) {
		case "#":
			n.id = string(m[2])
		case ".":
			n.classes = append(n.classes, string(m[2]))
		}
	}
	return n
}

// attributes keeps the id, which a link may lead to. That of a heading is its own: see notedID.
func (d *document) attributes(n *attributeList) {
	pos := d.at(n.start)
	for _, class := range n.classes {
		d.tally(pos, diag.Note, "class-unknown", "the class "+class+" is not known", "its text without its design")
	}
	if _, inHeading := n.Parent().(*ast.Heading); n.id != "" && !inHeading {
		d.emit(&content.Span{Pos: pos, Attr: content.Attr{ID: n.id}})
	}
}
