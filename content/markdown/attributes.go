package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var kindAttributeList = ast.NewNodeKind("AttributeList")

// An attributeList is what authors say of the element before it: [a](b){:target="_blank"}, ![a](b){#c width=50%}, or of
// the paragraph or the heading that it is a line of or the end of.
// https://kramdown.gettalong.org/syntax.html#inline-attribute-lists
// https://pandoc.org/MANUAL.html#extension-link_attributes
type attributeList struct {
	ast.BaseInline
	tag *tag
}

func (n *attributeList) Kind() ast.NodeKind { return kindAttributeList }
func (n *attributeList) Dump([]byte, int)   {}

// maxAttributes is how long a list of attributes may be.
const maxAttributes = 4096

// attributesAt reads a list of attributes that starts at start and ends before limit: {#id .class key="value"}, with a
// colon behind its brace as kramdown has it. In the tag that it makes of them, classes are one attribute. ok is false if
// there is anything else between the braces, or nothing.
func (d *document) attributesAt(start, limit int) (t *tag, ok bool) {
	limit = min(limit, len(d.src), start+maxAttributes)
	if start >= limit || d.src[start] != '{' {
		return nil, false
	}
	t = &tag{start: start}
	var classes []string
	toc := false
	i := start + 1
	if i < limit && d.src[i] == ':' {
		i++
	}
	for {
		i += len(d.src[i:limit]) - len(bytes.TrimLeft(d.src[i:limit], " \t\n"))
		switch {
		case i >= limit:
			return nil, false
		case d.src[i] == '}':
			if len(classes) > 0 {
				t.attrs = append(t.attrs, attribute{name: "class", value: strings.Join(classes, " "), start: start})
			}
			t.stop = i + 1
			return t, len(t.attrs) > 0 || toc
		case d.src[i] == '-': // Pandoc's short form of .unnumbered
			classes = append(classes, "unnumbered")
			i++
			continue
		}
		word := d.src[i : i+wordLength(d.src[i:limit])]
		after := i + len(word)
		switch {
		case after < limit && d.src[after] == '=' && (len(word) == 0 || word[0] != '#' && word[0] != '.'):
			a := attribute{name: strings.ToLower(string(word))}
			if i, ok = d.attributeValue(&a, after+1, limit); !ok {
				return nil, false
			}
			t.attrs = append(t.attrs, a)
			continue
		case len(word) > 1 && word[0] == '#':
			t.attrs = append(t.attrs, attribute{name: "id", value: string(word[1:]), start: i + 1, stop: after})
		case len(word) > 1 && word[0] == '.':
			classes = append(classes, string(word[1:]))
		case string(word) == "toc": // kramdown's place for a table of contents
			toc = true
		case d.python && len(word) > 0: // an attribute without a value: markdown, data-preview
			t.attrs = append(t.attrs, attribute{name: strings.ToLower(string(word)), start: i, stop: after})
		default:
			return nil, false
		}
		i = after
	}
}

// wordLength is how long the id, the class or the key is that s starts with.
func wordLength(s []byte) int {
	i := bytes.IndexAny(s, " \t\n{}=\"'")
	if i < 0 {
		return len(s)
	}
	return i
}

// attributeValue reads a value, in quotes or without, and returns where it ends.
func (d *document) attributeValue(a *attribute, start, limit int) (stop int, ok bool) {
	rest := d.src[start:limit]
	if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
		end := 1
		for end < len(rest) && rest[end] != rest[0] {
			if rest[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(rest) || bytes.Contains(rest[:end], []byte("\n\n")) {
			return 0, false
		}
		a.start, a.stop = start+1, start+end
		a.value = strings.ReplaceAll(unescape(d.src[a.start:a.stop]), "\n", " ")
		return a.stop + 1, true
	}
	end := bytes.IndexAny(rest, " \t\n{}\"'")
	if end <= 0 {
		return 0, false
	}
	a.start, a.stop = start, start+end
	a.value = string(rest[:end])
	return a.stop, true
}

// classes returns what the tag's class attribute lists.
func (t *tag) classes() []string {
	a, _ := t.get("class", "className")
	return strings.Fields(a.value)
}

func (t *tag) hasClass(class string) bool { return slices.Contains(t.classes(), class) }

type attributeListParser struct{ d *document }

func (*attributeListParser) Trigger() []byte { return []byte{'{'} }

// Parse takes a list that stands right behind something or first on its line; elsewhere it would be text. Without a
// colon, it must stand behind something that has attributes in Pandoc.
func (p *attributeListParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	before := byte('\n')
	if seg.Start > 0 {
		before = p.d.src[seg.Start-1]
	}
	_, inHeading := block.(*ast.Heading)
	colon := len(line) > 1 && line[1] == ':'
	switch {
	case colon && (before != ' ' || inHeading):
	case p.d.python && onlyAttributes(line):
	case colon, !p.d.attributes:
		return nil
	case !inHeading && bytes.IndexByte(attributed(p.d.python || p.d.components), before) < 0:
		return nil
	}
	t, ok := p.d.attributesAt(seg.Start, end(block))
	if !ok || inHeading && len(bytes.TrimSpace(p.d.src[t.stop:max(t.stop, end(block))])) > 0 {
		return nil
	}
	advanceInline(reader, t.stop)
	return &attributeList{tag: t}
}

// attributed returns the signs that an element ends with that a list of attributes without a colon may follow.
// https://python-markdown.github.io/extensions/attr_list/, https://github.com/arve0/markdown-it-attrs
func attributed(anything bool) []byte {
	if anything {
		return []byte(")]`*_:>=+~^")
	}
	return []byte(")]`")
}

var attributesAlone = lazyregexp.New(`^\{[^{}\n]*\}[ \t]*\n?$`)

// onlyAttributes reports whether the rest of a line is a list of attributes, as that of a paragraph is its last line.
func onlyAttributes(line []byte) bool { return attributesAlone.Match(line) }

// attributeList gives what stands before it its attributes. The id of a heading is its own: see notedID.
func (d *document) attributeList(n *attributeList) {
	pos := d.at(n.tag.start)
	id := d.attr(n.tag, "id")
	if _, inHeading := n.Parent().(*ast.Heading); inHeading {
		id = ""
	}
	if before := d.top().nodes; len(before) > 0 {
		switch last := before[len(before)-1].(type) {
		case *content.Image:
			d.imageAttributes(last, n.tag)
			return
		case *content.Code:
			if format := rawFormat(d, n.tag); format != "" {
				d.top().nodes = before[:len(before)-1]
				d.emit(d.rawInline(last, format, n.tag.start)...)
				return
			}
			if id == "" {
				return // its class is a language
			}
		}
	}
	for _, class := range n.tag.classes() {
		d.unknownClass(pos, class)
	}
	if id != "" {
		d.emit(&content.Span{Pos: pos, Attr: content.Attr{ID: id}})
	}
}

// unknownClass reports a class that changes nothing here.
func (d *document) unknownClass(pos content.Pos, class string) {
	if d.python || d.myst || d.components || designClass.MatchString(class) { // the classes of themes are design only
		return
	}
	d.tally(pos, diag.Note, "class-unknown", "the class "+class+" is not known", "its text without its design")
}

// rawFormat returns the format that {=html} says the text before it is in, "" if it says none.
// https://pandoc.org/MANUAL.html#extension-raw_attribute
func rawFormat(d *document, t *tag) string { return d.attr(t, "") }

// rawInline reads text in another format, which ends before stop: HTML as HTML. Of others nothing can be shown.
func (d *document) rawInline(n *content.Code, format string, stop int) []content.Node {
	if isOurFormat(format) {
		return nodesOf(d.fragment(n.Text, max(stop-1-len(n.Text), 0)))
	}
	d.tally(n.Pos, diag.Note, "format-other", "this is for other formats ("+format+")", "nothing")
	return nil
}
