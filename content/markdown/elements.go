package markdown

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
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
		"legend":
		return elementSpec{build: kept}, true

	case "video", "audio":
		return elementSpec{build: (*document).buildMedia, block: true}, true
	case "iframe", "object":
		return elementSpec{build: (*document).buildFrame, block: true}, true
	case "embed":
		return elementSpec{build: (*document).buildFrame, block: true, void: true}, true
	case "source", "track":
		return elementSpec{build: (*document).buildSource, void: true}, true

	case "script", "style", "template", "head", "noscript":
		return elementSpec{build: (*document).buildHidden, hidden: true}, true
	case "link", "meta", "base":
		return elementSpec{build: dropped, void: true}, true
	}
	return elementSpec{}, false
}

// Elements of HTML that are not read, so that they are not taken for placeholders.
var unreadHTML = map[string]bool{
	"area": true, "canvas": true, "datalist": true, "dialog": true, "frame": true, "frameset": true,
	"input": true, "map": true, "math": true, "meter": true, "optgroup": true, "option": true, "param": true,
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

// buildDiv unwraps a box, unless it centers what is inside.
func (d *document) buildDiv(f *frame) []content.Node {
	blocks := d.blocks(f.nodes)
	if len(blocks) == 0 || !isCentered(d, f.tag) {
		return nodesOf(blocks)
	}
	return []content.Node{&content.Div{Pos: f.Pos, Role: content.RoleCentered, Blocks: blocks}}
}

func isCentered(d *document, t *tag) bool {
	style := strings.ReplaceAll(d.attr(t, "style"), " ", "")
	return t.name == "center" || strings.EqualFold(d.attr(t, "align"), "center") || strings.Contains(style, "text-align:center")
}

func (d *document) buildHeading(f *frame) []content.Node {
	return d.headingOf(f, int(f.tag.name[1]-'0'), d.attr(f.tag, "id"))
}

func (d *document) buildRule(f *frame) []content.Node {
	return []content.Node{&content.Rule{Pos: f.Pos}}
}

func (d *document) buildQuote(f *frame) []content.Node {
	return []content.Node{&content.Quote{Pos: f.Pos, Blocks: d.blocks(f.nodes)}}
}

// buildPre makes a code block of preformatted text, in the language that a class such as language-go names.
func (d *document) buildPre(f *frame) []content.Node {
	code := &content.CodeBlock{Pos: f.Pos, Lang: language(d.attr(f.tag, "class", "className"))}
	var body strings.Builder
	for _, n := range f.nodes {
		switch n := n.(type) {
		case *content.CodeBlock:
			code.Lang = cmp.Or(code.Lang, n.Lang)
			body.WriteString(n.Text)
		case content.Inline:
			body.WriteString(content.PlainText([]content.Inline{n}))
		case content.Block:
			body.WriteString(content.PlainText(flatten(nil, n)) + "\n")
		}
	}
	code.Text = strings.Trim(body.String(), "\n") + "\n"
	if code.Text == "\n" {
		return nil
	}
	return []content.Node{code}
}

func language(class string) string {
	for _, word := range strings.Fields(class) {
		if lang, ok := strings.CutPrefix(word, "language-"); ok {
			return lang
		}
		if lang, ok := strings.CutPrefix(word, "lang-"); ok {
			return lang
		}
	}
	return ""
}

// buildCode makes code of the text inside. Links stay links.
func (d *document) buildCode(f *frame) []content.Node {
	if d.pre > 0 {
		return []content.Node{&content.CodeBlock{
			Pos: f.Pos, Lang: language(d.attr(f.tag, "class", "className")), Text: content.PlainText(onlyInlines(f.nodes)),
		}}
	}
	code := content.Rewriter{Inline: func(in content.Inline) []content.Inline {
		if t, ok := in.(*content.Text); ok {
			in = &content.Code{Pos: t.Pos, Text: t.Text}
		}
		return []content.Inline{in}
	}}
	return d.wrapEach(f.nodes, func(run []content.Inline) []content.Inline {
		run = code.Inlines(run)
		if c, ok := run[0].(*content.Code); ok {
			c.Pos = f.Pos
		}
		return run
	})
}

// wrapEach changes runs of inlines, those in blocks too.
func (d *document) wrapEach(nodes []content.Node, change func([]content.Inline) []content.Inline) []content.Node {
	if len(nodes) == 0 {
		return nil
	}
	if !hasBlock(nodes) {
		return nodesOf(change(join(onlyInlines(nodes))))
	}
	blocks := d.blocks(nodes)
	for _, b := range blocks {
		if p, ok := b.(*content.Paragraph); ok {
			p.Inlines = change(p.Inlines)
		}
	}
	return nodesOf(blocks)
}

func (d *document) buildDetails(f *frame) []content.Node {
	summaries, rest := of[*summary](f.nodes)
	n := &content.Details{Pos: f.Pos, Open: d.has(f.tag, "open"), Blocks: d.blocks(rest)}
	for _, s := range summaries {
		n.Summary = append(n.Summary, s.inlines...)
	}
	return []content.Node{n}
}

func (d *document) buildSummary(f *frame) []content.Node {
	return []content.Node{&summary{Pos: f.Pos, inlines: d.inlines(f.nodes)}}
}

func (d *document) buildList(f *frame) []content.Node {
	items, rest := of[*content.Item](f.nodes)
	n := &content.List{Pos: f.Pos, Ordered: f.tag.name == "ol", Tight: true, Items: items}
	if n.Ordered {
		n.Start = 1
		if start, err := strconv.Atoi(d.attr(f.tag, "start")); err == nil && start >= 0 {
			n.Start = start
		}
	}
	for _, item := range items {
		n.Tight = n.Tight && (len(item.Blocks) < 2 || !isParagraph(item.Blocks[1]))
	}
	var out []content.Node
	if len(items) > 0 {
		out = append(out, n)
	}
	return append(out, nodesOf(d.blocks(rest))...)
}

func isParagraph(b content.Block) bool {
	_, ok := b.(*content.Paragraph)
	return ok
}

func (d *document) buildItem(f *frame) []content.Node {
	return []content.Node{&content.Item{Pos: f.Pos, Blocks: d.blocks(f.nodes)}}
}

func (d *document) buildTerm(f *frame) []content.Node {
	return []content.Node{&term{Pos: f.Pos, inlines: d.inlines(f.nodes)}}
}

func (d *document) buildDescription(f *frame) []content.Node {
	return []content.Node{&description{Pos: f.Pos, blocks: d.blocks(f.nodes)}}
}

func (d *document) buildDefinitions(f *frame) []content.Node {
	list := &content.DefinitionList{Pos: f.Pos}
	var rest []content.Node
	var current *content.Definition
	for _, n := range f.nodes {
		switch n := n.(type) {
		case *term:
			if current == nil || len(current.Details) > 0 {
				current = &content.Definition{Pos: n.Pos}
				list.Items = append(list.Items, current)
			}
			current.Terms = append(current.Terms, n.inlines)
		case *description:
			if current == nil {
				current = &content.Definition{Pos: n.Pos}
				list.Items = append(list.Items, current)
			}
			current.Details = append(current.Details, n.blocks)
		default:
			rest = append(rest, n)
		}
	}
	var out []content.Node
	if len(list.Items) > 0 {
		out = append(out, list)
	}
	return append(out, nodesOf(d.blocks(rest))...)
}

func (d *document) buildFigure(f *frame) []content.Node {
	captions, rest := of[*caption](f.nodes)
	n := &content.Figure{Pos: f.Pos, ID: d.attr(f.tag, "id"), Blocks: d.blocks(rest)}
	for _, c := range captions {
		n.Caption = append(n.Caption, c.inlines...)
	}
	if len(n.Blocks) == 0 {
		return nodesOf(paragraph(f.Pos, n.Caption))
	}
	return []content.Node{n}
}

func (d *document) buildCaption(f *frame) []content.Node {
	return []content.Node{&caption{Pos: f.Pos, inlines: d.inlines(f.nodes)}}
}

func (d *document) buildTable(f *frame) []content.Node {
	captions, nodes := of[*caption](f.nodes)
	sections, nodes := of[*section](nodes)
	body, rest := of[*content.Row](nodes)
	var head, foot []*content.Row
	for _, s := range sections {
		switch s.name {
		case "thead":
			head = append(head, s.rows...)
		case "tfoot":
			foot = append(foot, s.rows...)
		default:
			body = append(body, s.rows...)
		}
	}
	if len(head) == 0 && len(body) > 1 && allHeaders(body[0]) {
		head, body = body[:1], body[1:]
	}
	var out []content.Node
	if len(head)+len(body)+len(foot) > 0 {
		t := makeTable(f.Pos, head, body, foot)
		t.ID = d.attr(f.tag, "id")
		for _, c := range captions {
			t.Caption = append(t.Caption, c.inlines...)
		}
		out = append(out, t)
	}
	return append(out, nodesOf(d.blocks(rest))...)
}

func allHeaders(r *content.Row) bool {
	for _, c := range r.Cells {
		if !c.Header {
			return false
		}
	}
	return len(r.Cells) > 0
}

// makeTable returns a table of as many columns as its widest row takes.
func makeTable(pos content.Pos, head, body, foot []*content.Row) *content.Table {
	t := &content.Table{Pos: pos, Head: head, Body: body, Foot: foot}
	columns := 0
	for _, rows := range [][]*content.Row{head, body, foot} {
		columns = max(columns, width(rows))
	}
	t.Columns = make([]content.Column, columns)
	return t
}

// width counts the columns that rows take, with the cells that reach down from the rows above.
func width(rows []*content.Row) int {
	widest := 0
	var below []int // for each row still to come, the columns taken from above
	for _, r := range rows {
		taken := 0
		if len(below) > 0 {
			taken, below = below[0], below[1:]
		}
		for _, c := range r.Cells {
			span := max(c.ColSpan, 1)
			taken += span
			for i := range max(c.RowSpan, 1) - 1 {
				if i == len(below) {
					below = append(below, 0)
				}
				below[i] += span
			}
		}
		widest = max(widest, taken)
	}
	return widest
}

func (d *document) buildSection(f *frame) []content.Node {
	rows, rest := of[*content.Row](f.nodes)
	return append([]content.Node{&section{Pos: f.Pos, name: f.tag.name, rows: rows}}, nodesOf(d.blocks(rest))...)
}

func (d *document) buildRow(f *frame) []content.Node {
	cells, rest := of[*content.Cell](f.nodes)
	return append([]content.Node{&content.Row{Pos: f.Pos, Cells: cells}}, nodesOf(d.blocks(rest))...)
}

// maxSpan is how many columns or rows a cell may span, as in HTML.
const maxSpan = 1000

func (d *document) buildCell(f *frame) []content.Node {
	return []content.Node{&content.Cell{
		Pos: f.Pos, Header: f.tag.name == "th", Align: cellAlign(d, f.tag), Blocks: d.blocks(f.nodes),
		ColSpan: span(d.attr(f.tag, "colspan", "colSpan")), RowSpan: span(d.attr(f.tag, "rowspan", "rowSpan")),
	}}
}

func span(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 2 {
		return 0
	}
	return min(n, maxSpan)
}

func cellAlign(d *document, t *tag) content.Align {
	align := strings.ToLower(d.attr(t, "align"))
	if _, after, ok := strings.Cut(strings.ReplaceAll(d.attr(t, "style"), " ", ""), "text-align:"); ok {
		align, _, _ = strings.Cut(after, ";")
	}
	switch align {
	case "left":
		return content.AlignLeft
	case "center":
		return content.AlignCenter
	case "right":
		return content.AlignRight
	}
	return content.AlignDefault
}

func (d *document) buildLink(f *frame) []content.Node {
	url, title := strings.TrimSpace(d.attr(f.tag, "href")), d.attr(f.tag, "title")
	if url == "" || d.linked > 0 || !d.safeURL(url, f.tag.start) {
		return f.nodes
	}
	return d.wrap(f.nodes, func(in []content.Inline) content.Inline {
		return &content.Link{Pos: f.Pos, Target: content.Unresolved{URL: url}, Title: title, Inlines: in}
	})
}

func (d *document) buildImage(f *frame) []content.Node {
	src := d.attr(f.tag, "src", "data-src")
	if src == "" {
		d.report(f.Pos, diag.Warning, "image-no-source", "this image has no address", "nothing")
		return nil
	}
	if class := strings.Fields(d.attr(f.tag, "class", "className")); isForDark(src) ||
		slices.Contains(class, "hidden") && slices.Contains(class, "dark:block") {
		return d.dropDark(f.Pos)
	}
	_, hasAlt := f.tag.get("alt")
	return []content.Node{&content.Image{
		Pos: f.Pos, Src: src, Alt: d.attr(f.tag, "alt"), NoAlt: !hasAlt, Title: d.attr(f.tag, "title"),
		Width: d.length(f.tag, "width"), Height: d.length(f.tag, "height"),
	}}
}

// isForDark reports whether GitHub shows an image on dark pages only. Its twin for light pages is what we show.
func isForDark(src string) bool { return strings.HasSuffix(src, "#gh-dark-mode-only") }

func (d *document) dropDark(pos content.Pos) []content.Node {
	d.tally(pos, diag.Note, "image-dark", "this image is for dark pages", "its twin for light ones")
	return nil
}

// length reads a width or a height, from the attribute or from the style.
func (d *document) length(t *tag, name string) content.Length {
	s := d.attr(t, name)
	for declaration := range strings.SplitSeq(d.attr(t, "style"), ";") {
		key, value, _ := strings.Cut(declaration, ":")
		if strings.TrimSpace(key) == name {
			s = value
		}
	}
	s = strings.TrimSpace(s)
	number, percent := strings.CutSuffix(s, "%")
	number = strings.TrimSuffix(number, "px")
	v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || !(v > 0 && v < 1e6) {
		return content.Length{}
	}
	return content.Length{Value: v, Percent: percent}
}

func (d *document) buildBreak(f *frame) []content.Node {
	return []content.Node{&content.Break{Pos: f.Pos}}
}

// buildQuotation puts quotation marks around what <q> holds, as browsers do.
func (d *document) buildQuotation(f *frame) []content.Node {
	open := &content.Text{Pos: f.Pos, Text: "“"}
	return append(append([]content.Node{open}, f.nodes...), &content.Text{Pos: f.Pos, Text: "”"})
}

func (d *document) buildInline(f *frame) []content.Node {
	if f.tag.name == "span" && len(f.nodes) == 0 && d.attr(f.tag, "id") == "" {
		return nil
	}
	title := d.attr(f.tag, "title")
	return d.wrap(f.nodes, func(in []content.Inline) content.Inline {
		return inlineElement(f.tag.name, f.Pos, title, in)
	})
}

func inlineElement(name string, pos content.Pos, title string, in []content.Inline) content.Inline {
	span := &content.Span{Pos: pos, Inlines: in}
	switch name {
	case "b", "strong":
		return &content.Strong{Pos: pos, Inlines: in}
	case "i", "em", "cite", "dfn":
		return &content.Emph{Pos: pos, Inlines: in}
	case "s", "del", "strike":
		return &content.Strike{Pos: pos, Inlines: in}
	case "sub":
		return &content.Sub{Pos: pos, Inlines: in}
	case "sup":
		return &content.Super{Pos: pos, Inlines: in}
	case "u", "ins":
		span.Role = content.SpanInsert
	case "kbd":
		span.Role = content.SpanKey
	case "mark":
		span.Role = content.SpanMark
	case "abbr":
		span.Role, span.Title = content.SpanAbbr, title
	case "small":
		span.Role = content.SpanSmall
	case "var":
		span.Role = content.SpanVar
	case "samp":
		span.Role = content.SpanSample
	}
	return span
}

// A mediaSource is what <source> names.
type mediaSource struct {
	content.Pos
	url string
}

func (d *document) buildSource(f *frame) []content.Node {
	if url := d.attr(f.tag, "src"); url != "" && f.tag.name == "source" && d.inMedia() {
		return []content.Node{&mediaSource{Pos: f.Pos, url: url}}
	}
	return nil
}

func (d *document) inMedia() bool {
	t := d.top().tag
	return t != nil && (t.name == "audio" || t.name == "video")
}

func (d *document) buildMedia(f *frame) []content.Node {
	sources, rest := of[*mediaSource](f.nodes)
	n := &content.Embed{Pos: f.Pos, Kind: content.EmbedAudio, URL: d.attr(f.tag, "src"), Title: d.attr(f.tag, "title", "aria-label")}
	if f.tag.name == "video" {
		n.Kind = content.EmbedVideo
	}
	if n.URL == "" && len(sources) > 0 {
		n.URL = sources[0].url
	}
	n.Fallback = d.blocks(rest)
	if n.URL == "" {
		return nodesOf(n.Fallback)
	}
	return []content.Node{n}
}

// buildFrame embeds a page. What stands inside of the element is for browsers that know no frames.
func (d *document) buildFrame(f *frame) []content.Node {
	url := d.attr(f.tag, "src", "data", "data-src")
	if url == "" || !d.safeURL(url, f.tag.start) {
		return nil
	}
	n := &content.Embed{Pos: f.Pos, Kind: content.EmbedFrame, URL: url, Title: d.attr(f.tag, "title")}
	for _, host := range []string{"youtube.com/", "youtube-nocookie.com/", "youtu.be/", "player.vimeo.com/"} {
		if strings.Contains(url, host) {
			n.Kind = content.EmbedVideo
		}
	}
	return []content.Node{n}
}

func (d *document) buildHidden(f *frame) []content.Node {
	if f.tag.name == "script" || f.tag.name == "style" {
		d.tally(f.Pos, diag.Note, "html-script", "<"+f.tag.name+"> is for browsers", "nothing")
	}
	return nil
}
