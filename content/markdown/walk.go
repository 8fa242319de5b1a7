package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"coursepack/content"
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
