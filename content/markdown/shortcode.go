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
)

// A shortcodeSyntax is a template language as far as its tags are still there when Markdown is read: Hugo's
// {{< note >}} … {{< /note >}}, GitBook's {% hint %} … {% endhint %}. They join HTML on the stack of open elements. Tags
// that work on text alone, such as includes, belong to an expander.
type shortcodeSyntax struct {
	open  string    // what every tag starts with
	marks [3]string // a tag as messages show it: what stands before its name, before that of a closing tag, and behind it

	// scan reads the tag that starts at start. It must not look further than maxTag.
	scan func(src []byte, start int) (t *tag, ok bool)

	// spec returns how a tag is read. One that it does not know is reported and gives way to what is inside of it.
	spec func(t *tag) (spec elementSpec, known bool)
}

// findShortcodes returns the tags of a text by where they start. A closing tag belongs to the last one of its name that
// is open; what is still open in between stands alone, as what nothing closes does.
func findShortcodes(syntax *shortcodeSyntax, src []byte) map[int]*tag {
	if syntax == nil {
		return nil
	}
	tags := map[int]*tag{}
	var open []*tag
	count := map[string]int{}
	for i := 0; ; {
		next := bytes.Index(src[i:], []byte(syntax.open))
		if next < 0 {
			return tags
		}
		t, ok := syntax.scan(src, i+next)
		if !ok {
			i += next + 1
			continue
		}
		t.syntax = syntax
		tags[t.start], i = t, t.stop
		switch {
		case t.literal != "" || t.selfClosing:
		case !t.closing:
			open = append(open, t)
			count[t.name]++
		case count[t.name] > 0:
			for t.partner == nil {
				last := open[len(open)-1]
				open = open[:len(open)-1]
				count[last.name]--
				if last.name == t.name {
					t.partner, last.partner = last, t
				}
			}
		}
	}
}

var (
	kindShortcodeBlock  = ast.NewNodeKind("ShortcodeBlock")
	kindInlineShortcode = ast.NewNodeKind("InlineShortcode")
)

// A shortcodeBlock is a tag at the start of a line. If a tag further down closes it, it holds the blocks between them.
type shortcodeBlock struct{ jsxBlock }

func (n *shortcodeBlock) Kind() ast.NodeKind { return kindShortcodeBlock }

type shortcodeParser struct {
	leaf
	d *document
}

func (p *shortcodeParser) Trigger() []byte           { return []byte{p.d.shortcode.open[0]} }
func (*shortcodeParser) CanAcceptIndentedLine() bool { return true }

func (p *shortcodeParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, start := lineAt(reader, pc)
	t := p.d.shortcodes[start]
	if t == nil || t.literal != "" {
		return nil, parser.NoChildren
	}
	spec, known := p.d.shortcode.spec(t)
	inLine := known && !spec.block
	if ast.IsParagraph(pc.LastOpenedBlock().Node) && !t.closing && (inLine || !known) {
		return nil, parser.NoChildren // goes on with the paragraph
	}
	stop := t.stop
	if spec.raw && t.partner != nil {
		stop = t.partner.stop
	}
	if (inLine || t.partner == nil) && !p.d.isLineEnd(stop) {
		return nil, parser.NoChildren
	}
	advanceTo(reader, stop)
	n := &shortcodeBlock{jsxBlock{tag: t, indent: -1}}
	if t.closing || t.partner == nil || spec.raw {
		if p.d.isLineEnd(stop) {
			reader.AdvanceToEOL()
		}
		return n, parser.NoChildren
	}
	return n, parser.HasChildren
}

// isLineEnd reports whether nothing follows on a line.
func (d *document) isLineEnd(offset int) bool {
	line, _, _ := bytes.Cut(d.src[offset:], []byte("\n"))
	return util.IsBlank(line)
}

func (p *shortcodeParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*shortcodeBlock)
	line, seg := reader.PeekLine()
	start := seg.Start + len(line) - len(bytes.TrimLeft(line, " \t")) - seg.Padding
	closing, inFence := n.tag.partner, inFence(pc.OpenedBlocks())
	switch {
	case closing == nil, n.tag.closing, closing.start < seg.Start && !inFence: // closed in a line
		return parser.Close
	case util.IsBlank(line):
		return parser.Continue | parser.HasChildren
	case start == closing.start && !inFence:
		n.closed = true
		advanceTo(reader, closing.stop)
		if p.d.isLineEnd(closing.stop) {
			reader.AdvanceToEOL()
		}
		return parser.Close
	}
	n.dedent(line, reader, inFence)
	return parser.Continue | parser.HasChildren
}

func (d *document) shortcodeBlock(n *shortcodeBlock) {
	d.applyTag(n.tag)
	d.children(n)
	if n.closed {
		d.closeTag(n.tag.partner)
	}
}

// An inlineShortcode is a tag in a line of text.
type inlineShortcode struct {
	ast.BaseInline
	tag *tag
}

func (n *inlineShortcode) Kind() ast.NodeKind { return kindInlineShortcode }
func (n *inlineShortcode) Dump([]byte, int)   {}

type inlineShortcodeParser struct{ d *document }

func (p *inlineShortcodeParser) Trigger() []byte { return []byte{p.d.shortcode.open[0]} }

func (p *inlineShortcodeParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	_, seg := reader.PeekLine()
	t := p.d.shortcodes[seg.Start]
	if t == nil {
		return nil
	}
	stop, limit := t.stop, end(block)
	if spec, _ := p.d.shortcode.spec(t); spec.raw && t.partner != nil && !t.closing && t.partner.stop <= limit {
		stop = t.partner.stop
	}
	if stop > limit {
		return nil
	}
	advanceInline(reader, stop)
	return &inlineShortcode{tag: t}
}

// shortcodeSpec returns how a shortcode is read.
func (d *document) shortcodeSpec(t *tag) elementSpec {
	spec, known := t.syntax.spec(t)
	if !known {
		spec = elementSpec{build: (*document).buildUnknownShortcode, optionalEnd: true}
	}
	spec.void = t.partner == nil || spec.raw
	return spec
}

// buildUnknownShortcode keeps what is inside, and the text that its author put into attributes.
func (d *document) buildUnknownShortcode(f *frame) []content.Node {
	d.tally(f.Pos, diag.Warning, "shortcode-unknown", f.tag.String()+" is not known",
		"its text without its design")
	var out []content.Node
	for _, a := range f.tag.attrs {
		out = append(out, d.attributeText(f, a)...)
	}
	return append(out, f.nodes...)
}

// rawInner returns what stands between a tag and the one that closes it, without the indentation that its lines share.
func (d *document) rawInner(t *tag) string {
	if t.partner == nil {
		return ""
	}
	lines := strings.Split(strings.TrimRight(string(d.src[t.stop:t.partner.start]), " \t\n"), "\n")
	shared := -1
	for _, line := range lines[1:] {
		if indent := len(line) - len(strings.TrimLeft(line, " \t")); indent < len(line) && (shared < 0 || indent < shared) {
			shared = indent
		}
	}
	for i, line := range lines[1:] {
		lines[i+1] = line[min(max(shared, 0), len(line)):]
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// argument returns an attribute by its name, or the one without a name that stands at index i: of several that are not
// named, that place is what tells them apart.
func (t *tag) argument(i int, names ...string) (a attribute, ok bool) {
	if a, ok = t.get(names...); ok || i < 0 {
		return a, ok
	}
	for _, a := range t.attrs {
		if a.name != "" {
			continue
		}
		if i == 0 {
			return a, true
		}
		i--
	}
	return attribute{}, false
}

// argumentLine reads an argument as the inlines that its author wrote.
func (d *document) argumentLine(t *tag, i int, names ...string) []content.Inline {
	a, ok := t.argument(i, names...)
	if !ok || strings.TrimSpace(a.value) == "" {
		return nil
	}
	return d.inlinesOf(a.value, a.start)
}

// shortcodesIn returns the tags in raw text that stands at start, those that are there to the letter.
func (d *document) shortcodesIn(raw []byte, start int) []*tag {
	if len(d.shortcodes) == 0 {
		return nil
	}
	var tags []*tag
	for i := 0; ; {
		next := bytes.Index(raw[i:], []byte(d.shortcode.open))
		if next < 0 {
			return tags
		}
		i += next
		if t := d.shortcodes[start+i]; t != nil && bytes.HasPrefix(raw[i:], d.src[t.start:t.stop]) {
			tags = append(tags, t)
			i += t.stop - t.start
		} else {
			i++
		}
	}
}
