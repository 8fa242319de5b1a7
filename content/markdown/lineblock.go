package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A lineBlockTransformer finds paragraphs that are to keep their lines: those of which every line starts with a bar. A
// line with nothing but a bar divides two paragraphs.
// https://pandoc.org/MANUAL.html#extension-line_blocks
type lineBlockTransformer struct{ d *document }

func (t lineBlockTransformer) Transform(p *ast.Paragraph, _ text.Reader, _ parser.Context) {
	if !t.d.lines || !t.isLineBlock(p.Lines()) {
		return
	}
	parent, lines := p.Parent(), p.Lines()
	stanza := ast.NewParagraph()
	for i := range lines.Len() {
		seg := lines.At(i)
		seg.Start, seg.Padding = seg.Start+bytes.IndexByte(t.d.src[seg.Start:seg.Stop], '|')+1, 0
		seg = seg.TrimLeftSpace(t.d.src)
		if !seg.IsEmpty() {
			stanza.Lines().Append(seg)
		}
		if seg.IsEmpty() || i == lines.Len()-1 {
			t.keep(parent, p, stanza)
			stanza = ast.NewParagraph()
		}
	}
	parent.RemoveChild(parent, p)
}

func (t lineBlockTransformer) keep(parent, p ast.Node, stanza *ast.Paragraph) {
	if stanza.Lines().Len() > 0 {
		t.d.starts[stanza] = stanza.Lines().At(0).Start
		t.d.lineBlocks[stanza] = true
		parent.InsertBefore(parent, p, stanza)
	}
}

func (t lineBlockTransformer) isLineBlock(lines *text.Segments) bool {
	for i := range lines.Len() {
		seg := lines.At(i)
		line := bytes.TrimLeft(seg.Value(t.d.src), " ")
		if len(line) < 1 || line[0] != '|' || len(line) > 1 && line[1] != ' ' && line[1] != '\n' {
			return false
		}
	}
	return true
}
