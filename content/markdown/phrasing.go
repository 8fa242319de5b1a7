package markdown

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// buildCode makes code of the text inside. Links stay links.
func (d *document) buildCode(f *frame) []content.Node {
	if d.pre > 0 {
		return []content.Node{&content.CodeBlock{
			Pos: f.Pos, Lang: language(d.attr(f.tag, "class", "className")), Text: content.PlainText(onlyInlines(f.nodes)),
		}}
	}
	code := content.Rewriter{Inline: func(to []content.Inline, in content.Inline) []content.Inline {
		if t, ok := in.(*content.Text); ok {
			in = &content.Code{Pos: t.Pos, Text: t.Text}
		}
		return append(to, in)
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

func (d *document) buildLink(f *frame) []content.Node {
	url, title := strings.TrimSpace(d.attr(f.tag, "href")), d.attr(f.tag, "title")
	if url == "" && d.isComputed(f.tag, "href") {
		d.report(f.Pos, diag.Warning, "expression-unknown", "only the site can compute where this link leads", "its text")
	}
	if url == "" || d.linked > 0 || !d.safeURL(url, f.tag.start) {
		return f.nodes
	}
	return d.wrap(f.nodes, func(in []content.Inline) content.Inline {
		return &content.Link{Pos: f.Pos, Target: content.Unresolved{URL: url}, Title: title, Inlines: in}
	})
}

func (d *document) buildImage(f *frame) []content.Node {
	src := cmp.Or(d.attr(f.tag, "src", "data-src", "img"), firstOf(d.attr(f.tag, "srcset", "srcSet")), d.lightSource(f.tag))
	if src == "" && d.isComputed(f.tag, "src") {
		d.report(f.Pos, diag.Warning, "expression-unknown", "only the site can compute the address of this image", "nothing")
		return nil
	}
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
		Pos: f.Pos, Src: src, Alt: d.altText(f.tag), NoAlt: !hasAlt, Title: d.attr(f.tag, "title"),
		Width: d.length(f.tag, "width"), Height: d.length(f.tag, "height"),
	}}
}

// altText returns the description of an image, without the marks around formulas that templates copy into it from captions.
func (d *document) altText(t *tag) string {
	return strings.ReplaceAll(d.attr(t, "alt"), "$$", "")
}

// lightSource returns the picture for light pages of an image that has two.
// https://docusaurus.io/docs/markdown-features/assets#themed-images
func (d *document) lightSource(t *tag) string {
	a, ok := t.get("sources")
	if !ok || !a.expr {
		return ""
	}
	v, _ := d.evaluate(a.start, a.stop)
	return v.get("light").text
}

// isComputed reports whether an attribute is an expression.
func (d *document) isComputed(t *tag, name string) bool {
	a, ok := t.get(name)
	return ok && a.expr
}

// firstOf returns the first address of a list of pictures of several sizes.
// https://html.spec.whatwg.org/multipage/images.html#srcset-attributes
func firstOf(srcset string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(srcset), " ")
	return strings.TrimSuffix(first, ",")
}

// buildArea makes a link of a part of a picture that is one.
func (d *document) buildArea(f *frame) []content.Node {
	return nodesOf(d.withLink(f, d.attrInlines(f.tag, "alt", "title")))
}

// buildInput reads the box of a task and the words on a button. Nothing can be filled in elsewhere.
func (d *document) buildInput(f *frame) []content.Node {
	if isMarginToggle(f.tag) {
		return nil
	}
	switch kind := strings.ToLower(d.attr(f.tag, "type")); kind {
	case "hidden":
		return nil
	case "button", "submit", "reset":
		return nodesOf(d.attrInlines(f.tag, "value"))
	case "checkbox":
		if item := d.top(); item.kind == element && item.tag.name == "li" && item.task == content.NoTask {
			item.task = content.TaskOpen
			if d.has(f.tag, "checked") {
				item.task = content.TaskDone
			}
			return nil
		}
	}
	d.tally(f.Pos, diag.Warning, "html-unknown", "<input> cannot be filled in", "nothing")
	return nil
}

// isForDark reports whether GitHub shows an image on dark pages only. Its twin for light pages is what we show.
func isForDark(src string) bool { return strings.HasSuffix(src, "#gh-dark-mode-only") }

func (d *document) dropDark(pos content.Pos) []content.Node {
	d.tally(pos, diag.Note, "image-dark", "this image is for dark pages", "its twin for light ones")
	return nil
}

// length reads a width or a height, from the attribute or from the style.
func (d *document) length(t *tag, name string) content.Length {
	return lengthOf(cmp.Or(d.style(t, name), d.attr(t, name)))
}

// lengthOf reads a number of pixels or a percentage; it is zero if s is neither.
func lengthOf(s string) content.Length {
	number, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
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
	if f.tag.name == "b" && d.style(f.tag, "font-weight") == "normal" { // around all that is pasted from some editors
		return f.nodes
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
