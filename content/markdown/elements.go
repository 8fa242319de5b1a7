package markdown

import (
	"strings"

	"coursepack/content"
)

// An elementSpec says how an element of HTML or a component is read.
type elementSpec struct {
	build       func(*document, *frame) []content.Node
	block       bool     // it ends a paragraph
	text        bool     // it holds a line of text
	void        bool     // it holds nothing and has no closing tag
	hidden      bool     // it is not for readers
	optionalEnd bool     // the closing tag may be left out
	ends        []string // elements that it ends
}

// lookup returns how an element is read. Names of components have a capital letter.
func (d *document) lookup(name string) (elementSpec, bool) {
	if d.mdx {
		if spec, ok := componentSpec(name); ok {
			return spec, true
		}
	}
	return htmlSpec(name)
}

func htmlSpec(name string) (elementSpec, bool) {
	switch name {
	case "p":
		return elementSpec{build: (*document).buildDiv, block: true, text: true, optionalEnd: true, ends: []string{"p"}}, true
	case "div", "section", "article", "aside", "header", "footer", "main", "center", "nav", "address", "hgroup",
		"fieldset", "form", "body", "html":
		return elementSpec{build: (*document).buildDiv, block: true, ends: []string{"p"}}, true
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return elementSpec{build: (*document).buildHeading, block: true, text: true, ends: []string{"p"}}, true
	case "hr":
		return elementSpec{build: (*document).buildRule, block: true, void: true, ends: []string{"p"}}, true
	case "blockquote":
		return elementSpec{build: (*document).buildQuote, block: true, ends: []string{"p"}}, true
	case "pre":
		return elementSpec{build: (*document).buildPre, block: true, ends: []string{"p"}}, true
	case "details":
		return elementSpec{build: (*document).buildDetails, block: true, ends: []string{"p"}}, true
	case "summary":
		return elementSpec{build: (*document).buildSummary, block: true, text: true}, true

	case "ul", "ol", "menu":
		return elementSpec{build: (*document).buildList, block: true, ends: []string{"p"}}, true
	case "li":
		return elementSpec{build: (*document).buildItem, block: true, optionalEnd: true, ends: []string{"p", "li"}}, true
	case "dl":
		return elementSpec{build: (*document).buildDefinitions, block: true, ends: []string{"p"}}, true
	case "dt":
		return elementSpec{build: (*document).buildTerm, block: true, text: true, optionalEnd: true, ends: []string{"p", "dt", "dd"}}, true
	case "dd":
		return elementSpec{build: (*document).buildDescription, block: true, optionalEnd: true, ends: []string{"p", "dt", "dd"}}, true

	case "figure":
		return elementSpec{build: (*document).buildFigure, block: true, ends: []string{"p"}}, true
	case "figcaption", "caption":
		return elementSpec{build: (*document).buildCaption, block: true, text: true, ends: []string{"p"}}, true
	case "table":
		return elementSpec{build: (*document).buildTable, block: true, ends: []string{"p"}}, true
	case "thead", "tbody", "tfoot":
		return elementSpec{build: (*document).buildSection, block: true, optionalEnd: true,
			ends: []string{"td", "th", "tr", "thead", "tbody", "tfoot"}}, true
	case "tr":
		return elementSpec{build: (*document).buildRow, block: true, optionalEnd: true, ends: []string{"td", "th", "tr"}}, true
	case "td", "th":
		return elementSpec{build: (*document).buildCell, block: true, text: true, optionalEnd: true, ends: []string{"td", "th"}}, true
	case "colgroup":
		return elementSpec{build: dropped, block: true, optionalEnd: true}, true
	case "col":
		return elementSpec{build: dropped, block: true, void: true}, true

	case "a":
		return elementSpec{build: (*document).buildLink, ends: []string{"a"}}, true
	case "img":
		return elementSpec{build: (*document).buildImage, void: true}, true
	case "picture":
		return elementSpec{build: kept}, true
	case "br":
		return elementSpec{build: (*document).buildBreak, void: true}, true
	case "wbr":
		return elementSpec{build: dropped, void: true}, true
	case "code", "tt":
		return elementSpec{build: (*document).buildCode}, true
	case "q":
		return elementSpec{build: (*document).buildQuotation}, true
	case "b", "strong", "i", "em", "cite", "dfn", "s", "del", "strike", "sub", "sup", "span", "u", "ins", "kbd", "mark",
		"abbr", "small", "var", "samp":
		return elementSpec{build: (*document).buildInline}, true
	case "font", "big", "bdi", "bdo", "time", "data", "label", "ruby", "rb", "rt", "rp", "nobr", "output", "button",
		"legend", "noscript":
		return elementSpec{build: kept}, true

	case "option":
		return elementSpec{build: (*document).buildOption, optionalEnd: true, ends: []string{"option"}}, true

	case "video", "audio":
		return elementSpec{build: (*document).buildMedia, block: true}, true
	case "iframe", "object":
		return elementSpec{build: (*document).buildFrame, block: true}, true
	case "embed":
		return elementSpec{build: (*document).buildFrame, block: true, void: true}, true
	case "source", "track":
		return elementSpec{build: (*document).buildSource, void: true}, true

	case "script", "style", "template", "head":
		return elementSpec{build: (*document).buildHidden, hidden: true}, true
	case "link", "meta", "base":
		return elementSpec{build: dropped, void: true}, true
	}
	return elementSpec{}, false
}

// Elements of HTML that are not read, so that they are not taken for placeholders.
var unreadHTML = map[string]bool{
	"area": true, "canvas": true, "datalist": true, "dialog": true, "frame": true, "frameset": true,
	"input": true, "map": true, "math": true, "meter": true, "optgroup": true, "param": true,
	"progress": true, "search": true, "select": true, "slot": true, "svg": true, "textarea": true, "title": true,
}

func isHTML(name string) bool {
	_, known := htmlSpec(name)
	return known || unreadHTML[name]
}

func isVoid(name string) bool {
	spec, _ := htmlSpec(name)
	return spec.void || name == "input" || name == "area" || name == "param"
}

// isBlock reports whether a tag ends the paragraph before it.
func (d *document) isBlock(t *tag) bool {
	spec, known := d.lookup(t.name)
	return spec.block || !known && !isHTML(t.name)
}

// withAttr gives nodes the id, language and direction of their element.
func (d *document) withAttr(f *frame, nodes []content.Node) []content.Node {
	if !isHTML(f.tag.name) {
		return nodes
	}
	a := content.Attr{ID: d.attr(f.tag, "id"), Lang: d.attr(f.tag, "lang"), Dir: direction(d.attr(f.tag, "dir"))}
	if len(nodes) == 1 && content.ID(nodes[0]) == a.ID {
		a.ID = "" // it has it already
	}
	if a == (content.Attr{}) {
		return nodes
	}
	if len(nodes) == 1 {
		switch n := nodes[0].(type) {
		case *content.Div:
			fillAttr(&n.Attr, a)
			return nodes
		case *content.Span:
			fillAttr(&n.Attr, a)
			return nodes
		case *content.Item:
			n.Blocks = []content.Block{&content.Div{Pos: f.Pos, Attr: a, Blocks: n.Blocks}}
			return nodes
		case *content.Cell:
			n.Blocks = []content.Block{&content.Div{Pos: f.Pos, Attr: a, Blocks: n.Blocks}}
			return nodes
		case *content.Heading:
			return headingAttr(n, a)
		}
	}
	if hasBlock(nodes) {
		if isPart(nodes) {
			return nodes
		}
		return []content.Node{&content.Div{Pos: f.Pos, Attr: a, Blocks: d.blocks(nodes)}}
	}
	return []content.Node{&content.Span{Pos: f.Pos, Attr: a, Inlines: onlyInlines(nodes)}}
}

// headingAttr puts the language of a heading on its text. Its id it has already.
func headingAttr(h *content.Heading, a content.Attr) []content.Node {
	a.ID = ""
	if a != (content.Attr{}) {
		h.Inlines = []content.Inline{&content.Span{Pos: h.Pos, Attr: a, Inlines: h.Inlines}}
	}
	return []content.Node{h}
}

// isPart reports whether nodes are for the element around them, such as rows.
func isPart(nodes []content.Node) bool {
	for _, n := range nodes {
		_, block := n.(content.Block)
		_, inline := n.(content.Inline)
		if !block && !inline {
			return true
		}
	}
	return false
}

func fillAttr(to *content.Attr, from content.Attr) {
	if to.ID == "" {
		to.ID = from.ID
	}
	if to.Lang == "" {
		to.Lang = from.Lang
	}
	if to.Dir == "" {
		to.Dir = from.Dir
	}
}

func direction(dir string) string {
	switch dir = strings.ToLower(dir); dir {
	case "ltr", "rtl":
		return dir
	}
	return ""
}
