package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

// What a text may ask for. goldmark takes time that is quadratic in these numbers, and trees as deep as they say would
// overflow the stacks of whoever walks them.
const (
	defaultNesting = 100
	maxDelimiters  = 1000    // runs of * _ ~ in a block
	maxRun         = 16      // signs in such a run
	maxBrackets    = 1000    // brackets that lead nowhere, in a block
	maxInline      = 1 << 18 // bytes of a block in which inlines are looked for
	maxColumns     = 1000    // of a table
	maxBars        = 20      // that an author forgot to escape in one cell
	maxDefinitions = 500     // lines in which definitions of links are looked for at a time
)

// A blockParser is one of goldmark's that opens no more blocks than may nest, and that knows where they start.
type blockParser struct {
	parser.BlockParser
	d *document
}

func (p blockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, seg := reader.Position()
	offset := pc.BlockOffset()
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n == nil {
		return nil, parser.NoChildren
	}
	start := seg.Start + max(offset-seg.Padding, 0)
	if seg.Padding > 0 {
		p.d.starts[n] = start // goldmark counts a part of a tab as so many bytes
	}
	// A list and its items are one level.
	if state&parser.HasChildren != 0 && n.Kind() != ast.KindList && levels(pc.OpenedBlocks()) >= p.d.nesting {
		p.d.refuse(start)
	}
	return n, state
}

// CanAcceptIndentedLine is always true in MDX, where indentation means nothing.
func (p blockParser) CanAcceptIndentedLine() bool {
	return p.d.jsx || p.BlockParser.CanAcceptIndentedLine()
}

func (p blockParser) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, reader, pc)
	p.d.capInline(n)
}

// levels counts the containers among open blocks.
func levels(open []parser.Block) int {
	n := 0
	for _, b := range open {
		if b.Node.Kind() != ast.KindList && !b.Node.IsRaw() && !ast.IsParagraph(b.Node) {
			n++
		}
	}
	return n
}

// A refusal is the panic that ends the reading of a text that nests too deep. It does not leave the package.
type refusal struct{}

// refuse gives the text up, because what opens at offset is too deep.
func (d *document) refuse(offset int) {
	d.report(d.at(offset), diag.Error, "nesting-too-deep",
		fmt.Sprintf("this is nested deeper than %d levels", d.nesting), "nothing of this file")
	panic(refusal{})
}

// capInline takes text that is too long away from goldmark.
func (d *document) capInline(n ast.Node) {
	if n.IsRaw() || n.Type() != ast.TypeBlock {
		return
	}
	lines := n.Lines()
	size := 0
	for i := range lines.Len() {
		size += lines.At(i).Stop - lines.At(i).Start
	}
	if size > maxInline && size-dataIn(lines.Value(d.src)) > maxInline {
		d.long[n] = bytes.TrimSpace(lines.Value(d.src))
		d.starts[n] = lines.At(0).Start
		n.SetLines(text.NewSegments())
	}
}

// inAddress is a file that stands in the address of a link, which goldmark reads in one go however long it is.
var inAddress = lazyregexp.New(`\]\(\s*<?data:[\w.+/-]*;base64,[A-Za-z0-9+/=]+`)

// dataIn returns how many bytes of text are files that stand in addresses.
func dataIn(text []byte) (size int) {
	const most = 100 // for each that is not closed is read again
	for _, found := range inAddress.FindAllIndex(text, most) {
		size += found[1] - found[0]
	}
	return size
}

// A delimiterParser finds the runs of * _ ~ in a block, up to a number.
type delimiterParser struct {
	parser.InlineParser
	d       *document
	block   ast.Node
	count   int
	closing int // where ** ends bold text although there is a space before it
}

func (p *delimiterParser) Parse(block ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	if block != p.block {
		p.block, p.count, p.closing = block, 0, -1
	}
	if p.count > maxDelimiters {
		return nil
	}
	if line, seg := reader.PeekLine(); runLength(line, line[0]) > maxRun {
		run := seg.WithStop(seg.Start + runLength(line, line[0]))
		reader.Advance(run.Len())
		return ast.NewTextSegment(run) // a rule, or a joke
	}
	before := reader.PrecendingCharacter()
	n := p.InlineParser.Parse(block, reader, pc)
	if n == nil {
		return nil
	}
	if run, ok := n.(*parser.Delimiter); ok {
		after := nextRune(reader)
		p.d.flankWide(run, before, after)
		p.flankSpace(run, before, after, reader)
	}
	if p.count++; p.count > maxDelimiters {
		_, seg := reader.Position()
		p.d.report(p.d.at(seg.Start), diag.Warning, "emphasis-too-much",
			fmt.Sprintf("more than %d signs of emphasis in one paragraph", maxDelimiters), "the signs as they stand")
	}
	return n
}

// A linkParser finds links and images in a block, up to a depth of brackets and a number of those that lead nowhere.
type linkParser struct {
	parser.InlineParser
	d     *document
	block ast.Node
	depth int
	vain  int
}

func (p *linkParser) Parse(block ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	if block != p.block {
		p.block, p.depth, p.vain = block, 0, 0
	}
	if p.vain > maxBrackets {
		return nil
	}
	if line, _ := reader.PeekLine(); line[0] == '!' {
		if label, _, ok := noteLabel(line[1:]); ok && p.d.labels[strings.ToLower(label)] {
			return nil // an exclamation with a note
		}
	}
	closing := reader.Peek() == ']'
	if !closing && p.depth >= p.d.nesting {
		return nil
	}
	n := p.InlineParser.Parse(block, p.unspaced(reader, closing), pc)
	if link, ok := n.(*ast.Link); ok {
		link.Destination = bytes.ReplaceAll(link.Destination, []byte{spaceMark}, []byte(" "))
	} else if image, ok := n.(*ast.Image); ok {
		image.Destination = bytes.ReplaceAll(image.Destination, []byte{spaceMark}, []byte(" "))
	}
	switch {
	case closing && p.depth > 0:
		p.depth--
		if n == nil {
			p.vain++
		}
	case !closing && n != nil:
		p.depth++
	}
	return n
}

// CloseBlock lets goldmark drop the brackets that nothing closed.
func (p *linkParser) CloseBlock(parent ast.Node, reader text.Reader, pc parser.Context) {
	p.block = nil
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, reader, pc)
}

// A definitionTransformer takes the definitions of links out of paragraphs with goldmark's, a part of a paragraph at a
// time.
type definitionTransformer struct{}

func (definitionTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	take := parser.LinkReferenceParagraphTransformer.Transform
	parent, lines := p.Parent(), p.Lines()
	if lines.Len() == 0 || !bytes.HasPrefix(bytes.TrimLeft(reader.Source()[lines.At(0).Start:], " \t"), []byte("[")) {
		return
	}
	for lines.Len() > maxDefinitions {
		part := ast.NewParagraph()
		part.Lines().AppendAll(lines.Sliced(0, maxDefinitions))
		parent.InsertBefore(parent, p, part)
		take(part, reader, pc)
		if part.Parent() != nil { // what is left is text, and so is the rest
			part.Lines().AppendAll(lines.Sliced(maxDefinitions, lines.Len()))
			p.SetLines(part.Lines())
			parent.RemoveChild(parent, part)
			return
		}
		lines.SetSliced(maxDefinitions, lines.Len())
	}
	take(p, reader, pc)
}
