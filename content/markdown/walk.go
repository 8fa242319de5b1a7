package markdown

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

// read makes blocks of what goldmark found.
func (d *document) read(root ast.Node) []content.Block {
	f := d.within(&frame{Pos: d.at(0)}, func() { d.children(root) })
	return d.blocks(f.nodes)
}

func (d *document) children(n ast.Node) {
	if long, ok := d.long[n]; ok {
		d.longText(n, long)
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		d.node(c)
	}
}

func (d *document) node(n ast.Node) {
	if d.label != "" {
		d.placeLabel(n)
	}
	if d.besides && n.Type() == ast.TypeBlock {
		if a := listedFor(n); a != nil {
			d.withAttributes(n, a)
			return
		}
	}
	d.plainNode(n)
}

// plainNode reads a node without the line of attributes that may belong to it.
func (d *document) plainNode(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		d.paragraph(n)
	case *ast.Heading:
		d.heading(n)
	case *ast.List:
		d.list(n)
	case *ast.ListItem:
		d.item(n)
	case *ast.Blockquote:
		d.quote(n)
	case *ast.CodeBlock:
		d.indentedCode(n)
	case *colonFence:
		d.mystBlock(d.start(n), n.head, n.Lines(), n.closed)
	case *markLine:
		d.markLine(n)
	case *mystLine:
		d.label, d.labelAt = n.label, d.start(n)
	case *role:
		d.role(n)
	case *fence:
		d.fencedCode(n)
	case *liaQuiz:
		d.liaQuiz(n)
	case *quizElement:
		d.quizElement(n)
	case *blank:
		d.blank(n)
	case *liaInline:
		d.liaInline(n)
	case *shortcodeBlock:
		d.shortcodeBlock(n)
	case *inlineShortcode:
		d.applyTag(n.tag)
	case *namedFence:
		d.namedFence(n)
	case *ast.ThematicBreak:
		d.emit(&content.Rule{Pos: d.at(d.start(n))})
	case *ast.HTMLBlock:
		d.htmlBlock(n)
	case *abbreviation:
		// The words that it is about have it.
	case *ast.LinkReferenceDefinition:
		// goldmark has resolved what refers to it.
	case *extast.Table:
		d.table(n)
	case *extast.DefinitionList, *extast.DefinitionTerm, *extast.DefinitionDescription:
		d.definitionNode(n)
	case *fancyItem:
		d.fancyItem(n)
	case *gridTable:
		d.gridTable(n)
	case *extast.TableRow:
		d.row(n)
	case *extast.TableCell:
		d.cell(n)
	case *directive:
		d.directive(n)
	case *autodoc:
		d.autodoc(n)
	case *markedBlock:
		d.markedBlock(n)
	case *slashBlock:
		d.slashBlock(n)
	case *leafDirective:
		d.leafDirective(n)
	case *codeDirective:
		d.codeDirective(n)
	case *titleLine:
		// The block that it belongs to has read it.
	case *mathBlock:
		d.mathBlock(n)
	case *noteDefinition:
		d.noteDefinition(n)
	case *esm:
		// Code.
	case *jsxBlock:
		d.jsxBlock(n)
	case *expression:
		d.expression(n.start, n.stop)

	case *ast.Text:
		d.textNode(n)
	case *ast.String:
		d.emit(&content.Text{Pos: d.at(n.Pos()), Text: string(n.Value)})
	case *ast.CodeSpan:
		d.codeSpan(n)
	case *ast.Emphasis:
		d.emphasis(n)
	case *extast.Strikethrough:
		d.strikethrough(n)
	case *ast.Link:
		d.link(n)
	case *ast.Image:
		d.image(n)
	case *ast.AutoLink:
		d.autoLink(n)
	case *ast.RawHTML:
		d.html(n.Segments)
	case *extast.TaskCheckBox:
		d.task(n)
	case *mathInline:
		d.emit(&content.Math{Pos: d.at(n.start), Start: d.texStart(n.start, n.tex), TeX: n.tex})
	case *noteRef:
		d.noteRef(n)
	case *inlineTag:
		d.applyTag(n.tag)
	case *inlineExpression:
		d.expression(n.start, n.stop)
	case *attributeList:
		d.attributeList(n)
	case *blockAttributes:
		// The block that it belongs to has read it.
	case *extensionBlock:
		if n.html {
			d.html(n.Lines())
		}
	case *rawTeXBlock:
		d.rawTeXBlock(n)
	case *rawTeX:
		d.rawTeX(n)
	case *citation:
		d.citation(n)
	case *keys:
		d.keys(n)
	case *icon:
		d.icon(n)
	case *spanStart:
		d.spanStart(n)
	case *spanEnd:
		d.spanEnd(n)
	default:
		panic(fmt.Sprintf("markdown: no reading of a %s", n.Kind()))
	}
}

// start returns where a node starts.
func (d *document) start(n ast.Node) int {
	if start, ok := d.starts[n]; ok {
		return start
	}
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Start
	case *ast.Emphasis:
		if n.FirstChild() != nil {
			return d.start(n.FirstChild()) - n.Level
		}
	case *extast.Strikethrough:
		if n.FirstChild() != nil {
			start := d.start(n.FirstChild()) - 1
			if _, inner := n.Parent().(*extast.Strikethrough); inner && n.PreviousSibling() == nil {
				return start // the sign before its own is that of the outer one
			}
			for start > n.Pos() && start > 0 && d.src[start-1] == '~' {
				start--
			}
			return start
		}
	}
	return n.Pos()
}

// container reads the children of a block into a frame and lets build make blocks of it.
func (d *document) container(n ast.Node, build builder) {
	d.containerAt(d.start(n), n, build)
}

func (d *document) containerAt(start int, n ast.Node, build builder) {
	f := &frame{Pos: d.at(start), build: build}
	d.push(f)
	d.children(n)
	d.end(f)
}

// end closes a frame, unless it has been closed already.
func (d *document) end(f *frame) {
	for i := len(d.stack) - 1; i >= 0; i-- {
		if d.stack[i] == f {
			d.popTo(i + 1)
			d.pop()
			return
		}
	}
}

// paragraph reads a paragraph, which an element inside of it may end.
func (d *document) paragraph(n ast.Node) {
	if d.python && isTOC(n, d.src) || d.divs && isPause(n, d.src) {
		return
	}
	start := d.start(n)
	f := &frame{Pos: d.at(start), kind: soft, text: true, build: func(d *document, f *frame) []content.Node {
		blocks := d.blocks(f.nodes)
		if ast.IsParagraph(n) {
			if c := d.captionOf(n, blocks); c != nil {
				return []content.Node{c}
			}
			blocks = d.figureOf(blocks)
		}
		return nodesOf(blocks)
	}}
	depth := len(d.stack)
	d.push(f)
	d.children(n)
	if len(d.stack) > depth && d.stack[depth] == f {
		d.end(f)
		return
	}
	for d.top().kind == element && !d.top().spec.block && len(d.stack) > depth {
		d.popTo(len(d.stack) - 1)
	}
}

// isTOC reports whether a paragraph is the place for a table of contents, which outputs have elsewhere.
// https://python-markdown.github.io/extensions/toc/
func isTOC(n ast.Node, src []byte) bool {
	return n.Lines().Len() == 1 && string(bytes.TrimSpace(n.Lines().Value(src))) == "[TOC]"
}

func (d *document) list(n *ast.List) {
	d.container(n, func(d *document, f *frame) []content.Node {
		items, _ := of[*content.Item](f.nodes)
		return []content.Node{&content.List{
			Pos: f.Pos, Ordered: n.IsOrdered(), Start: n.Start, Tight: n.IsTight, Items: items,
		}}
	})
}

func (d *document) item(n *ast.ListItem) {
	d.container(n, func(d *document, f *frame) []content.Node {
		return []content.Node{&content.Item{Pos: f.Pos, Task: f.task, Blocks: d.blocks(f.nodes)}}
	})
}

// task marks the item that a checkbox stands in.
func (d *document) task(n *extast.TaskCheckBox) {
	task := content.TaskOpen
	if n.IsChecked {
		task = content.TaskDone
	}
	for i := len(d.stack) - 1; i >= 0; i-- {
		if d.stack[i].kind == hard {
			d.stack[i].task = task
			return
		}
	}
}

// textNode emits a piece of text and the end of its line. Space at its start is a node of its own, so that a text
// stands where its first character does.
func (d *document) textNode(n *ast.Text) {
	if before, ok := n.PreviousSibling().(*ast.Text); ok && goesOn(before, n) {
		return // it has come with that
	}
	seg := n.Segment
	for next, ok := n.NextSibling().(*ast.Text); ok && goesOn(n, next); next, ok = n.NextSibling().(*ast.Text) {
		n, seg.Stop = next, next.Segment.Stop
	}
	raw := d.src[seg.Start:seg.Stop]
	gap := len(raw) - len(bytes.TrimLeft(raw, " \t"))
	if gap > 0 {
		d.emit(&content.Text{Pos: d.at(seg.Start), Text: " "})
	}
	if gap < len(raw) {
		d.plainText(seg.Start+gap, seg.Stop)
	}
	switch {
	case n.HardLineBreak(), n.SoftLineBreak() && d.lineBlocks[n.Parent()]:
		d.emit(&content.Break{Pos: d.at(seg.Stop)})
	case n.SoftLineBreak() && !d.joinsLines(seg.Stop):
		d.emit(&content.Text{Pos: d.at(seg.Stop), Text: " "})
	}
}

// goesOn reports whether a text goes on with the one before it: goldmark cuts the end of a line off at the last character
// for which it asked a parser in vain, which may be one of two hyphens.
func goesOn(before, n *ast.Text) bool {
	return before.Segment.Stop == n.Segment.Start && !before.SoftLineBreak() && !before.HardLineBreak()
}

// joinsLines reports whether the line break at offset is no space, as between the characters of Chinese and Japanese.
// https://www.w3.org/TR/css-text-3/#line-break-transform
func (d *document) joinsLines(offset int) bool {
	before, _ := utf8.DecodeLastRune(d.src[:offset])
	after, _ := utf8.DecodeRune(bytes.TrimLeft(d.src[offset:min(offset+64, len(d.src))], " \t\n>"))
	return isWide(before) && isWide(after)
}

func isWide(r rune) bool {
	return r >= firstWide && (r >= 0x3000 && r < 0x3040 || r >= 0xFF00 && r < 0xFFF0 ||
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana))
}

// firstWide is the first character of those: a radical.
const firstWide = '\u2e80'

// longText emits text that is too long to look for inlines in.
func (d *document) longText(n ast.Node, raw []byte) {
	pos := d.at(d.start(n))
	d.report(pos, diag.Warning, "paragraph-too-long",
		fmt.Sprintf("this paragraph is longer than %d KB", maxInline>>10), "its text as it stands")
	d.emit(&content.Text{Pos: pos, Text: strings.ToValidUTF8(string(raw), "\uFFFD")})
}

// inlineLanguage says in which language a piece of code is.
// https://facelessuser.github.io/pymdown-extensions/extensions/inlinehilite/
var inlineLanguage = lazyregexp.New(`^(?:#!|:::)[A-Za-z][\w+#-]* `)

func (d *document) codeSpan(n *ast.CodeSpan) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(d.src))
		}
	}
	code := strings.ReplaceAll(b.String(), "\n", " ")
	if _, ok := n.Parent().(*extast.TableCell); ok {
		code = strings.ReplaceAll(code, `\|`, "|")
	}
	if d.shortcode != nil {
		code = shownShortcodes(code)
	}
	if d.python {
		code = inlineLanguage.ReplaceAllString(code, "")
	}
	pos := d.at(n.Pos())
	d.reportInlineCell(pos, code)
	d.emit(&content.Code{Pos: pos, Text: code})
}

func (d *document) emphasis(n *ast.Emphasis) {
	d.inlineContainer(n, func(pos content.Pos, in []content.Inline) content.Inline {
		if n.Level == 2 {
			return &content.Strong{Pos: pos, Inlines: in}
		}
		return &content.Emph{Pos: pos, Inlines: in}
	})
}

// inlineContainer reads the children of an inline and puts it around them.
func (d *document) inlineContainer(n ast.Node, around func(content.Pos, []content.Inline) content.Inline) {
	if d.inlined >= d.nesting {
		d.report(d.at(d.start(n)), diag.Warning, "inline-too-deep",
			fmt.Sprintf("emphasis nested deeper than %d levels", d.nesting), "the text without it")
		d.children(n)
		return
	}
	d.inlined++
	pos := d.at(d.start(n))
	f := &frame{Pos: pos, text: true, build: func(d *document, f *frame) []content.Node {
		return d.wrap(f.nodes, func(in []content.Inline) content.Inline { return around(pos, in) })
	}}
	d.push(f)
	d.children(n)
	d.end(f)
	d.inlined--
}

// strikethrough reads ~~text~~ and ~text~, which is lowered where the dialect says so.
func (d *document) strikethrough(n *extast.Strikethrough) {
	lowered := d.scripts && !bytes.HasPrefix(d.src[d.start(n):], []byte("~~"))
	d.inlineContainer(n, func(pos content.Pos, in []content.Inline) content.Inline {
		if lowered {
			return &content.Sub{Pos: pos, Inlines: in}
		}
		return &content.Strike{Pos: pos, Inlines: in}
	})
}

func (d *document) link(n *ast.Link) {
	if d.linked > 0 {
		d.children(n)
		return
	}
	url, title := unescape(n.Destination), unescape(n.Title)
	if d.docsify {
		title, _, _ = docsifyTitle(title)
	}
	if d.myst {
		url = externalAddress(url)
	}
	if !d.safeURL(url, n.Pos()) {
		d.children(n)
		return
	}
	var target content.Target = content.Unresolved{URL: url}
	if d.myst {
		if m := mystLabel.FindStringSubmatch(url); m != nil {
			target = content.Reference{Label: m[1] + m[2]}
		}
	}
	if n.FirstChild() == nil && d.myst {
		link := &content.Link{Pos: d.at(d.start(n)), Target: target, Title: title}
		if strings.Contains(url, "://") {
			link.Inlines = []content.Inline{&content.Text{Pos: link.Pos, Text: url}}
		}
		d.emit(link)
		return
	}
	d.linked++
	d.inlineContainer(n, func(pos content.Pos, in []content.Inline) content.Inline {
		return &content.Link{Pos: pos, Target: target, Title: title, Inlines: in}
	})
	d.linked--
}

func (d *document) autoLink(n *ast.AutoLink) {
	label, url := string(n.Label(d.src)), string(n.URL(d.src))
	if d.myst {
		url = externalAddress(url)
	}
	pos := d.at(n.Pos())
	inner := pos
	if d.src[n.Pos()] == '<' {
		inner.Col++
	}
	text := &content.Text{Pos: inner, Text: label}
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	if d.linked > 0 || !d.safeURL(url, n.Pos()) {
		d.emit(text)
		return
	}
	d.emit(&content.Link{Pos: pos, Target: content.Unresolved{URL: url}, Inlines: []content.Inline{text}})
}

// image reads an image. The alternative text is what its description says without the markup.
func (d *document) image(n *ast.Image) {
	pos := d.at(n.Pos())
	described := d.within(&frame{Pos: pos, text: true}, func() { d.children(n) })
	caption := d.inlines(described.nodes)
	src := unescape(n.Destination)
	if isForDark(src) {
		d.dropDark(pos)
		return
	}
	img := &content.Image{Pos: pos, Src: src, Alt: content.PlainText(caption), NoAlt: len(caption) == 0, Title: unescape(n.Title)}
	if d.docsify {
		img.Title, img.Width, img.Height = docsifyTitle(img.Title)
	}
	if d.figures {
		d.pictures[img] = &picture{caption: caption}
	}
	d.emit(img)
}

// unescape resolves backslashes and character references.
// https://spec.commonmark.org/0.31.2/#backslash-escapes
func unescape(raw []byte) string {
	if !hasEscapes(raw) {
		return string(raw)
	}
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			i++
			b.WriteByte(raw[i])
		case c == '&':
			ref := reference(raw[i:])
			b.WriteString(html.UnescapeString(ref))
			i += len(ref) - 1
		case c == 0:
			b.WriteRune('\uFFFD')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func hasEscapes(raw []byte) bool {
	return bytes.IndexByte(raw, '\\') >= 0 || bytes.IndexByte(raw, '&') >= 0 || bytes.IndexByte(raw, 0) >= 0
}

// reference returns the character reference at the start of raw, or the "&" alone.
func reference(raw []byte) string {
	for i, c := range raw[1:min(len(raw), 40)] {
		switch {
		case c == ';' && i > 0:
			return string(raw[:i+2])
		case !util.IsAlphaNumeric(c) && !(i == 0 && c == '#'):
			return "&"
		}
	}
	return "&"
}
