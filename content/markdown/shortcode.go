package markdown

import (
	"bytes"
	"html"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content/diag"
)

// A shortcode is a tag in the language of a site generator: {% name key="value" %} … {% endname %}. It joins HTML on the
// stack of open elements: what stands between two tags is inside, and one without a closing tag holds nothing.

var (
	kindShortcodeLine = ast.NewNodeKind("ShortcodeLine")
	kindShortcode     = ast.NewNodeKind("Shortcode")
)

// A shortcodeLine is a line of nothing but tags.
type shortcodeLine struct {
	ast.BaseBlock
	tags []*tag
}

func (n *shortcodeLine) Kind() ast.NodeKind { return kindShortcodeLine }
func (n *shortcodeLine) Dump([]byte, int)   {}

// A shortcode is a tag in a line of text.
type shortcode struct {
	ast.BaseInline
	tag *tag
}

func (n *shortcode) Kind() ast.NodeKind { return kindShortcode }
func (n *shortcode) Dump([]byte, int)   {}

var (
	shortcodeTag  = regexp.MustCompile(`^\{%-?[ \t]*(end)?(@?[A-Za-z][\w/-]*)((?:"[^"\n]*"|'[^'\n]*'|[^%\n]|%[^}\n])*?)[ \t]*-?%\}`)
	shortcodePart = regexp.MustCompile(`([\w-]+)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|([^\s,"']+))|"([^"]*)"|'([^']*)'|[^\s,"']+`)
	shortcodeEnd  = regexp.MustCompile(`\{%-?[ \t]*end(@?[A-Za-z][\w/-]*)`)
)

// scanShortcode reads the tag that text starts with, which stands at start.
func scanShortcode(text []byte, start int) (t *tag, ok bool) {
	m := shortcodeTag.FindSubmatchIndex(text)
	if m == nil {
		return nil, false
	}
	t = &tag{
		name: string(text[m[4]:m[5]]), shortcode: true, closing: m[2] >= 0, start: start, stop: start + m[1],
	}
	rest, at := text[m[6]:m[7]], start+m[6]
	for _, p := range shortcodePart.FindAllSubmatchIndex(rest, -1) {
		a := attribute{start: at + p[0], stop: at + p[1]}
		if p[2] >= 0 {
			a.name = string(rest[p[2]:p[3]])
		} else {
			a.value = string(rest[p[0]:p[1]]) // a bare word
		}
		for i := 2; i <= 6; i++ {
			if p[2*i] >= 0 {
				a.value, a.start, a.stop = string(rest[p[2*i]:p[2*i+1]]), at+p[2*i], at+p[2*i+1]
			}
		}
		a.value = html.UnescapeString(a.value)
		t.attrs = append(t.attrs, a)
	}
	return t, true
}

type shortcodeParser struct{ leaf }

func (*shortcodeParser) Trigger() []byte { return []byte{'{'} }

func (*shortcodeParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	n := &shortcodeLine{}
	for len(bytes.TrimSpace(line)) > 0 {
		gap := len(line) - len(bytes.TrimLeft(line, " \t"))
		t, ok := scanShortcode(line[gap:], start+gap)
		if !ok {
			return nil, parser.NoChildren
		}
		n.tags = append(n.tags, t)
		line, start = line[t.stop-start:], t.stop
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (*shortcodeParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

type inlineShortcodeParser struct{}

func (inlineShortcodeParser) Trigger() []byte { return []byte{'{'} }

func (inlineShortcodeParser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	t, ok := scanShortcode(line, seg.Start)
	if !ok {
		return nil
	}
	reader.Advance(t.stop - t.start)
	return &shortcode{tag: t}
}

// endedShortcodes are the names of the shortcodes that are closed in a text, with the place of the last one that does.
func endedShortcodes(src []byte) map[string]int {
	ended := map[string]int{}
	for _, m := range shortcodeEnd.FindAllSubmatchIndex(src, -1) {
		ended[string(src[m[2]:m[3]])] = m[0]
	}
	return ended
}

// shortcodeSpec returns how a shortcode is read. One that nobody knows is dropped, and what is inside of it is kept.
func (d *document) shortcodeSpec(t *tag) elementSpec {
	spec, known := gitBookSpec(t.name)
	if !known {
		spec = elementSpec{build: kept}
		d.tally(d.at(t.start), diag.Warning, "shortcode-unknown", t.String()+" is not known", "what is inside of it")
	}
	spec.void = d.ended[t.name] < t.stop
	return spec
}
