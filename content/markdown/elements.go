package markdown

import (
	"slices"
	"strings"

	"coursepack/content"
)

// An elementSpec says how an element of HTML or a component is read.
type elementSpec struct {
	build       builder
	block       bool     // it ends a paragraph
	text        bool     // it holds a line of text
	void        bool     // it holds nothing and has no closing tag
	hidden      bool     // it is not for readers
	foreign     bool     // it is in another language, with elements of its own
	raw         bool     // of a shortcode: what it holds is not Markdown
	optionalEnd bool     // the closing tag may be left out
	ends        []string // elements that it ends
}

// lookup returns how an element is read. Names of components have a capital letter.
func (d *document) lookup(name string) (elementSpec, bool) {
	if d.jsx {
		if spec, ok := componentSpec(name); ok {
			return spec, true
		}
	}
	if d.components {
		switch name { // of VitePress; HTML knows no case
		case "badge":
			return phrasing((*document).buildBadge)
		case "clientonly":
			return phrasing(kept)
		// VuePress: https://v1.vuepress.vuejs.org/theme/default-theme-config.html#code-groups-and-code-blocks
		case "codegroup", "code-group":
			return flow((*document).buildTabs)
		case "codegroupitem", "code-block":
			return flow((*document).buildTab)
		}
	}
	if d.mdbook && name == "listing" {
		return flow((*document).buildListing)
	}
	return htmlSpec(name)
}

// htmlSpec returns how an element of HTML is read.
// https://html.spec.whatwg.org/multipage/syntax.html#optional-tags says what ends what.
func htmlSpec(name string) (elementSpec, bool) {
	switch name {
	case "div", "section", "article", "aside", "header", "footer", "main", "center", "nav", "address", "hgroup", "dialog", "search",
		"fieldset", "body", "html":
		return flow((*document).buildDiv)
	case "form":
		return flow((*document).buildForm)
	case "p":
		return flow((*document).buildDiv, holdsText, endOptional)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return flow((*document).buildHeading, holdsText)
	case "hr":
		return flow((*document).buildRule, isEmpty)
	case "blockquote":
		return flow((*document).buildQuote)
	case "pre":
		return flow((*document).buildPre)
	case "details":
		return flow((*document).buildDetails)
	case "summary":
		return flow((*document).buildSummary, holdsText)

	case "ul", "ol", "menu":
		return flow((*document).buildList)
	case "li":
		return flow((*document).buildItem, endOptional, ends("li"))
	case "dl":
		return flow((*document).buildDefinitions)
	case "dt":
		return flow((*document).buildTerm, holdsText, endOptional, ends("dt", "dd"))
	case "dd":
		return flow((*document).buildDescription, endOptional, ends("dt", "dd"))

	case "figure":
		return flow((*document).buildFigure)
	case "figcaption", "caption":
		return flow((*document).buildCaption, holdsText)
	case "table":
		return flow((*document).buildTable)
	case "thead", "tbody", "tfoot":
		return flow((*document).buildSection, endOptional, ends("td", "th", "tr", "thead", "tbody", "tfoot"))
	case "tr":
		return flow((*document).buildRow, endOptional, ends("td", "th", "tr"))
	case "td", "th":
		return flow((*document).buildCell, holdsText, endOptional, ends("td", "th"))
	case "colgroup":
		return flow(dropped, endOptional)
	case "col":
		return flow(dropped, isEmpty)

	case "video", "audio":
		return flow((*document).buildMedia)
	case "iframe", "object":
		return flow((*document).buildFrame)
	case "embed":
		return flow((*document).buildFrame, isEmpty)
	case "source":
		return phrasing((*document).buildSource, isEmpty)
	case "track":
		return phrasing((*document).buildTrack, isEmpty)

	case "a":
		return phrasing((*document).buildLink, ends("a"))
	case "img":
		return phrasing((*document).buildImage, isEmpty)
	case "area":
		return phrasing((*document).buildArea, isEmpty)
	case "input":
		return phrasing((*document).buildInput, isEmpty)
	case "br":
		return phrasing((*document).buildBreak, isEmpty)
	case "code", "tt":
		return phrasing((*document).buildCode)
	case "q":
		return phrasing((*document).buildQuotation)
	case "b", "strong", "i", "em", "cite", "dfn", "s", "del", "strike", "sub", "sup", "u", "ins", "kbd", "mark",
		"abbr", "small", "var", "samp":
		return phrasing((*document).buildInline)
	case "span":
		return phrasing((*document).buildTextSpan)
	case "label":
		return phrasing((*document).buildLabel)
	case "picture", "font", "big", "bdi", "bdo", "time", "data", "ruby", "rb", "rt", "rp", "nobr", "output", "button",
		"legend", "noscript", "map", "meter", "progress":
		return phrasing(kept)
	case "option":
		return phrasing((*document).buildOption, endOptional, ends("option"))

	case "svg":
		return phrasing((*document).buildDrawing, isForeign)
	case "math":
		return phrasing((*document).buildMathML, isForeign)

	case "script", "style", "template", "head":
		return phrasing((*document).buildHidden, isHidden)
	case "link", "meta", "base":
		return phrasing((*document).buildHidden, isEmpty)
	case "wbr":
		return phrasing(dropped, isEmpty)
	}
	return elementSpec{}, false
}

type builder = func(*document, *frame) []content.Node

// flow returns how a block is read. It ends a paragraph.
func flow(build builder, options ...elementOption) (elementSpec, bool) {
	return specOf(elementSpec{build: build, block: true, ends: paragraphs}, options)
}

// phrasing returns how an element in a line is read.
func phrasing(build builder, options ...elementOption) (elementSpec, bool) {
	return specOf(elementSpec{build: build}, options)
}

func specOf(spec elementSpec, options []elementOption) (elementSpec, bool) {
	for _, with := range options {
		spec = with(spec)
	}
	return spec, true
}

// An elementOption adds to how an element is read.
type elementOption = func(elementSpec) elementSpec

func holdsText(s elementSpec) elementSpec   { s.text = true; return s }
func isEmpty(s elementSpec) elementSpec     { s.void = true; return s }
func isHidden(s elementSpec) elementSpec    { s.hidden = true; return s }
func isForeign(s elementSpec) elementSpec   { s.foreign = true; return s }
func endOptional(s elementSpec) elementSpec { s.optionalEnd = true; return s }

func ends(names ...string) elementOption {
	return func(s elementSpec) elementSpec {
		s.ends = slices.Concat(s.ends, names)
		return s
	}
}

var paragraphs = []string{"p"}

// Elements of HTML that are not read, so that they are not taken for placeholders.
var unreadHTML = map[string]bool{
	"canvas": true, "datalist": true, "frame": true, "frameset": true,
	"optgroup": true, "param": true,
	"select": true, "slot": true, "textarea": true, "title": true,
}

func isHTML(name string) bool {
	_, known := htmlSpec(name)
	return known || unreadHTML[name]
}

func isVoid(name string) bool {
	spec, _ := htmlSpec(name)
	return spec.void || name == "param"
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
