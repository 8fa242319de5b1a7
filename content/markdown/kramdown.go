package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

var kindBlockAttributes = ast.NewNodeKind("BlockAttributes")

// A blockAttributes is a line {: .class #id key="value"} that belongs to the block above it, or to the one below if there
// is none right above. https://kramdown.gettalong.org/syntax.html#block-ials
type blockAttributes struct {
	ast.BaseBlock
	tag          *tag
	toc          bool
	above, below bool // there is something right above it, and right below
}

func (n *blockAttributes) Kind() ast.NodeKind { return kindBlockAttributes }
func (n *blockAttributes) Dump([]byte, int)   {}

var (
	attributeLine   = lazyregexp.New(`^\{:((?:[^}\\]|\\.)*)\}\s*$`)
	attributeNaming = lazyregexp.New(`^([\w-]+):(?:\s|$)`)
	attributeWord   = lazyregexp.New(`([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))|([.#]?)([\w:-]+)`)
)

// A blockAttributesParser finds such lines, those that name a list of attributes for later, and the carets that end
// blocks.
type blockAttributesParser struct {
	leaf
	d *document
}

func (*blockAttributesParser) Trigger() []byte { return []byte{'{', '^'} }

func (p *blockAttributesParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	n := &blockAttributes{tag: &tag{start: start}}
	n.above, n.below = p.d.neighbours(start)
	if p.d.kramdown && string(bytes.TrimSpace(line)) == "^" {
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	m := attributeLine.FindSubmatch(line)
	if m == nil || len(m[1]) > 0 && m[1][0] == ':' {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	words := string(m[1])
	if name := attributeNaming.FindStringSubmatch(words); name != nil {
		list := &tag{start: start}
		p.d.attributeWords(list, words[len(name[0]):])
		p.d.lists[name[1]] = list
		return n, parser.NoChildren
	}
	n.toc = p.d.attributeWords(n.tag, words)
	return n, parser.NoChildren
}

func (*blockAttributesParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// neighbours reports whether there is text on the lines above and below the one of offset, marks of quotes aside.
func (d *document) neighbours(offset int) (above, below bool) {
	head := d.src[:bytes.LastIndexByte(d.src[:offset], '\n')+1]
	head = bytes.TrimSuffix(head, []byte("\n"))
	above = len(bytes.Trim(head[bytes.LastIndexByte(head, '\n')+1:], "> \t")) > 0
	_, tail, _ := bytes.Cut(d.src[offset:], []byte("\n"))
	line, _, _ := bytes.Cut(tail, []byte("\n"))
	return above, len(bytes.Trim(line, "> \t")) > 0
}

// attributeWords adds attributes to t, also those of lists that a word names, and reports whether they ask for a table of
// contents.
func (d *document) attributeWords(t *tag, words string) (toc bool) {
	var classes []string
	for _, m := range attributeWord.FindAllStringSubmatch(words, -1) {
		switch {
		case m[1] == "class":
			classes = append(classes, strings.Fields(m[2]+m[3]+m[4])...)
		case m[1] != "":
			t.attrs = append(t.attrs, attribute{name: strings.ToLower(m[1]), value: m[2] + m[3] + m[4], start: t.start})
		case m[5] == ".":
			classes = append(classes, m[6])
		case m[5] == "#":
			t.attrs = append(t.attrs, attribute{name: "id", value: m[6], start: t.start})
		case m[6] == "toc":
			toc = true
		case d.lists[m[6]] != nil:
			list := d.lists[m[6]]
			t.attrs = append(t.attrs, list.attrs...)
			classes = append(classes, list.classes()...)
		}
	}
	if len(classes) > 0 {
		t.attrs = append([]attribute{{name: "class", value: strings.Join(classes, " "), start: t.start}}, t.attrs...)
	}
	return toc
}

// listedFor returns the line of attributes that belongs to n, nil if there is none.
func listedFor(n ast.Node) *blockAttributes {
	if n.Kind() == kindBlockAttributes {
		return nil
	}
	if after, ok := n.NextSibling().(*blockAttributes); ok && after.above {
		return after
	}
	if before, ok := n.PreviousSibling().(*blockAttributes); ok && before.below && (!before.above || before.PreviousSibling() == nil) {
		return before
	}
	return nil
}

// withAttributes reads a block to which a line of attributes belongs. A class that the field knows makes a callout or the
// like of a quote or a paragraph.
func (d *document) withAttributes(n ast.Node, a *blockAttributes) {
	if a.toc {
		return // the place of a table of contents
	}
	_, isQuote := n.(*ast.Blockquote)
	_, isParagraph := n.(*ast.Paragraph)
	for _, class := range a.tag.classes() {
		name, titled := strings.CutSuffix(strings.ToLower(class), "-title") // Just the Docs: the first paragraph is the title
		build := divBuilder(name)
		if build == nil || !isQuote && !isParagraph {
			continue
		}
		if titled {
			build = (*document).buildNamedCallout
		}
		a.tag.name = name
		d.classedBlock(n, a.tag, build, titled)
		return
	}
	if name, ok := calloutClass(a.tag.classes()); ok && (isQuote || isParagraph) {
		a.tag.name = name
		d.classedBlock(n, a.tag, headed((*document).buildNamedCallout), false)
		return
	}
	before := len(d.top().nodes)
	d.plainNode(n)
	d.attribute(d.top().nodes[min(before, len(d.top().nodes)):], a.tag)
}

// classedBlock reads a quote or a paragraph as a block with a name.
func (d *document) classedBlock(n ast.Node, t *tag, build builder, titled bool) {
	f := &frame{Pos: d.at(d.start(n)), tag: t, build: build}
	d.push(f)
	if _, ok := n.(*ast.Blockquote); ok {
		d.children(n)
	} else {
		d.plainNode(n)
	}
	if p, ok := firstNode(f.nodes).(*content.Paragraph); titled && ok {
		f.title, f.nodes = p.Inlines, f.nodes[1:]
	}
	d.end(f)
}

func firstNode(nodes []content.Node) content.Node {
	if len(nodes) == 0 {
		return nil
	}
	return nodes[0]
}

// attribute gives what a block has become its attributes.
func (d *document) attribute(nodes []content.Node, t *tag) {
	if len(nodes) == 0 {
		return
	}
	id := d.attr(t, "id")
	switch n := nodes[len(nodes)-1].(type) {
	case *content.CodeBlock:
		d.codeClasses(n, t)
		return
	case *content.Heading:
		if id != "" {
			n.ID, id = d.ids.unique(id), ""
		}
	case *content.Paragraph:
		if image, ok := n.Inlines[len(n.Inlines)-1].(*content.Image); ok {
			d.imageAttributes(image, t)
			return
		}
	}
	for _, class := range t.classes() {
		d.unknownClass(d.at(t.start), class)
	}
	if id != "" {
		d.emit(&content.Div{Pos: d.at(t.start), Attr: content.Attr{ID: id}})
	}
}

// codeClasses reads the language of code from its classes: {: .language-python}. The Carpentries say there, too, what is
// output.
func (d *document) codeClasses(n *content.CodeBlock, t *tag) {
	for _, class := range t.classes() {
		lang, ok := strings.CutPrefix(class, "language-")
		switch {
		case ok:
			n.Lang = lang
		case n.Lang == "" && class != "output" && class != "source" && class != "error" && class != "highlight":
			n.Lang = class
		}
	}
}

var (
	extensionStart = lazyregexp.New(`^\{::(comment|nomarkdown|options)\b[^}]*?(/?)\}`)
	extensionEnd   = lazyregexp.New(`\{:/(?:comment|nomarkdown|options)?\}`)
)

// An extensionParser finds what is not Markdown: comments, options and HTML that is to stay as it is.
// https://kramdown.gettalong.org/syntax.html#extensions
type extensionParser struct {
	leaf
	d *document
}

func (*extensionParser) Trigger() []byte { return []byte{'{'} }

func (p *extensionParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	m := extensionStart.FindSubmatch(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	n := &extensionBlock{html: string(m[1]) == "nomarkdown", stop: start + len(m[0])}
	first := n.stop
	if len(m[2]) == 0 {
		end := extensionEnd.FindIndex(p.d.src[first:])
		if end == nil {
			return nil, parser.NoChildren
		}
		n.stop = first + end[1]
		first += end[0]
	}
	n.until = first
	n.take(reader, start+len(m[0]))
	return n, parser.NoChildren
}

func (p *extensionParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*extensionBlock)
	_, seg := reader.PeekLine()
	if seg.Start >= n.stop {
		return parser.Close
	}
	n.take(reader, seg.Start)
	return parser.Continue | parser.NoChildren
}

var kindExtension = ast.NewNodeKind("Extension")

// An extensionBlock is {::name} … {:/}.
type extensionBlock struct {
	ast.BaseBlock
	html        bool
	until, stop int // of what is inside and of all
}

func (n *extensionBlock) Kind() ast.NodeKind { return kindExtension }
func (n *extensionBlock) IsRaw() bool        { return true }
func (n *extensionBlock) Dump([]byte, int)   {}

// take adds the rest of the line from start on, as far as it is inside.
func (n *extensionBlock) take(reader text.Reader, start int) {
	_, seg := reader.PeekLine()
	if stop := min(seg.Stop, n.until); start < stop {
		n.Lines().Append(text.NewSegment(start, stop))
	}
	reader.AdvanceToEOL()
}
