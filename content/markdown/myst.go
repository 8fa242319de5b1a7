package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// MyST's blocks are fences of backticks, tildes or colons with a name in braces. What is inside is read when it is known
// whose it is: as blocks, as code, as a table. https://mystmd.org/guide/syntax-overview

var (
	kindColonFence = ast.NewNodeKind("ColonFence")
	kindMystLine   = ast.NewNodeKind("MystLine")
)

// A rawColons is text below a line of colons that is not read as Markdown yet. A line of as many colons or more closes it.
type rawColons struct {
	ast.BaseBlock
	colons int
	indent int // of the line that opens it, which its lines have, too
	closed bool
}

func (n *rawColons) IsRaw() bool      { return true }
func (n *rawColons) Dump([]byte, int) {}

// next takes the next line.
func (n *rawColons) next(reader text.Reader) parser.State {
	line, seg := reader.PeekLine()
	if trimmed := bytes.TrimSpace(line); len(trimmed) >= n.colons && len(bytes.Trim(trimmed, ":")) == 0 {
		n.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	n.Lines().Append(outdented(line, seg, reader.LineOffset(), n.indent))
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// outdented returns a line without as much of its indentation as the line has that opens the block, as fences of code do:
// https://spec.commonmark.org/0.31.2/#fenced-code-blocks
func outdented(line []byte, seg text.Segment, offset, indent int) text.Segment {
	at, padding := util.IndentPositionPadding(line, offset, seg.Padding, indent)
	if at < 0 {
		at, padding = max(0, util.FirstNonSpacePosition(line))-seg.Padding, 0
	}
	return text.NewSegmentPadding(seg.Start+at, seg.Stop, padding)
}

// A colonFence is :::{name} argument … :::.
type colonFence struct {
	rawColons
	head text.Segment // what stands behind the colons
}

func (n *colonFence) Kind() ast.NodeKind { return kindColonFence }

type colonFenceParser struct{ leaf }

func (*colonFenceParser) Trigger() []byte { return []byte{':'} }

var colonFenceLine = lazyregexp.New(`^(:{3,})[ \t]*(\{[^{}\n]+\}[^\n]*)`)

func (p *colonFenceParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	m := colonFenceLine.FindSubmatchIndex(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &colonFence{rawColons{colons: m[3], indent: pc.BlockIndent()}, text.NewSegment(start+m[4], start+m[5])}, parser.NoChildren
}

func (p *colonFenceParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	return node.(*colonFence).next(reader)
}

// A mystLine is a line that is no text: (label)= or {#label .class} before what has the label, a % comment, +++, which
// divides cells and cards, or ^^^, which divides cards. https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#block-attributes
type mystLine struct {
	ast.BaseBlock
	label string
}

func (n *mystLine) Kind() ast.NodeKind { return kindMystLine }
func (n *mystLine) Dump([]byte, int)   {}

type mystLineParser struct{ leaf }

func (*mystLineParser) Trigger() []byte { return []byte{'(', '{', '%', '+', '^'} }

var mystLinePattern = lazyregexp.New(`^(?:\(([^()\n]+)\)=|\{(?:#([^\s{}]+)|\.[\w-])[^{}\n]*\}|%[^\n]*|\+{3,}(?:[ \t][^\n]*)?|\^{3,})[ \t]*\n?$`)

func (p *mystLineParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := lineAt(reader, pc)
	m := mystLinePattern.FindSubmatch(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &mystLine{label: strings.TrimSpace(string(m[1]) + string(m[2]))}, parser.NoChildren
}

func (p *mystLineParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// takeLabel returns the label that stands before a block.
func (d *document) takeLabel() string {
	label := d.label
	d.label = ""
	return label
}

// placeLabel makes a place of its own of a label, before a block that cannot have it itself.
func (d *document) placeLabel(n ast.Node) {
	switch n.(type) {
	case *ast.Heading, *fence, *colonFence, *mystLine, *mathBlock:
		return
	}
	if n.Type() == ast.TypeBlock && d.label != "" {
		d.emit(&content.Span{Pos: d.at(d.labelAt), Attr: content.Attr{ID: d.takeLabel()}})
	}
}

// A mystBlock is a directive on its way to nodes: its name, its argument, its options as the attributes of a tag, and its
// body.
type mystBlock struct {
	content.Pos
	name     string
	tag      *tag
	argument *source.Text
	body     *source.Text
}

var (
	mystHead   = lazyregexp.New(`^\{[ \t]*([^{}\s]+)[ \t]*([^{}\n]*)\}[ \t]*(.*?)[ \t]*$`)
	mystInline = lazyregexp.New(`([.#])([\w:-]+)|([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))`)
	mystOption = lazyregexp.New("^[ \t]*:([\\w-]+):(?:[ \t]*([^`\\s].*?))?[ \t]*\n?$")
)

// mystBlock reads a fence whose head has a name in braces.
func (d *document) mystBlock(start int, head text.Segment, lines *text.Segments, closed bool) bool {
	m := mystHead.FindSubmatchIndex(d.src[head.Start:head.Stop])
	if m == nil {
		return false
	}
	b := &mystBlock{Pos: d.at(start), name: strings.ToLower(string(d.src[head.Start+m[2] : head.Start+m[3]]))}
	b.tag = &tag{name: b.name, start: start}
	b.inlineOptions(d.src, head.Start+m[4], head.Start+m[5])
	b.argument = d.piece(head.Start+m[6], head.Start+m[7])
	if !closed {
		d.report(b.Pos, diag.Error, "fence-unclosed", "this "+b.name+" is never closed", "everything to the end of its container is in it")
	}
	d.mystBody(b, lines)
	if label := d.takeLabel(); label != "" && d.attr(b.tag, "name", "label") == "" {
		b.tag.attrs = append(b.tag.attrs, attribute{name: "name", value: label, start: start, stop: start})
	}
	d.directiveNodes(b)
	return true
}

// inlineOptions reads options behind the name: {note .dropdown #label icon=false}.
// https://mystmd.org/guide/inline-options
func (b *mystBlock) inlineOptions(src []byte, start, stop int) {
	for _, m := range mystInline.FindAllSubmatchIndex(src[start:stop], -1) {
		group := func(i int) string { return string(src[start+max(m[2*i], 0) : start+max(m[2*i+1], 0)]) }
		key, i := group(3), 2
		switch group(1) {
		case ".":
			key = "class"
		case "#":
			key = "name"
		default:
			for i = 4; i < 6 && m[2*i] < 0; i++ {
			}
		}
		b.option(key, group(i), start+m[2*i])
	}
}

// mystBody reads the options, which are lines that start with :name: or YAML between lines of dashes, and what is below.
func (d *document) mystBody(b *mystBlock, lines *text.Segments) {
	i, count := 0, lines.Len()
	line := func(i int) []byte { s := lines.At(i); return d.src[s.Start:s.Stop] }
	if count > 0 && string(bytes.TrimSpace(line(0))) == "---" {
		i = d.yamlOptions(b, lines)
	} else {
		for ; i < count; i++ {
			m := mystOption.FindSubmatchIndex(line(i))
			if m == nil {
				break
			}
			value, at := "", lines.At(i).Start
			if m[4] >= 0 {
				value, at = string(line(i)[m[4]:m[5]]), at+m[4]
			}
			b.option(string(line(i)[m[2]:m[3]]), value, at)
		}
	}
	for i < count && len(bytes.TrimSpace(line(i))) == 0 {
		i++
	}
	var body source.Builder
	for ; i < count; i++ {
		s := lines.At(i)
		body.Put(strings.Repeat(" ", s.Padding), d.text, s.Start)
		body.Copy(d.text, s.Start, s.Stop)
	}
	b.body = body.Text(d.text.Name)
}

// yamlOptions reads options between lines of dashes and returns how many lines they are. Names may stand in one another, as
// those of a figure that a cell draws do. https://myst-nb.readthedocs.io/en/latest/render/format_code_cells.html
func (d *document) yamlOptions(b *mystBlock, lines *text.Segments) int {
	for i := 1; i < lines.Len(); i++ {
		seg := lines.At(i)
		m := yamlOptionLine.FindSubmatchIndex(d.src[seg.Start:seg.Stop])
		switch {
		case string(bytes.TrimSpace(d.src[seg.Start:seg.Stop])) == "---":
			return i + 1
		case m == nil:
			continue
		}
		key, value, at := string(d.src[seg.Start+m[2]:seg.Start+m[3]]), string(d.src[seg.Start+m[4]:seg.Start+m[5]]), seg.Start+m[4]
		if (value == "|" || value == ">") && i+1 < lines.Len() { // the lines below, which are indented
			first := lines.At(i + 1)
			at = first.Start + len(d.src[first.Start:first.Stop]) - len(bytes.TrimLeft(d.src[first.Start:first.Stop], " "))
			stop := at
			for i+1 < lines.Len() && bytes.HasPrefix(d.src[lines.At(i+1).Start:], []byte(" ")) && !yamlOptionLine.Match(d.src[lines.At(i+1).Start:lines.At(i+1).Stop]) {
				i++
				stop = lines.At(i).Stop
			}
			value = strings.TrimRight(string(d.src[at:max(at, stop)]), "\n")
		}
		b.option(key, value, at)
	}
	return lines.Len()
}

var yamlOptionLine = lazyregexp.New(`^\s*([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*?))??[ \t]*\n?$`)

// option adds an option, of which quotation marks around it are not part.
func (b *mystBlock) option(name, value string, at int) {
	if last := len(value) - 1; last > 0 && (value[0] == '"' || value[0] == '\'') && value[last] == value[0] {
		value, at = value[1:last], at+1
	}
	b.tag.attrs = append(b.tag.attrs, attribute{name: name, value: value, start: at, stop: at + len(value)})
}

// mystID is the label that a directive gives itself.
func (d *document) mystID(b *mystBlock) string { return d.attr(b.tag, "name", "label") }
