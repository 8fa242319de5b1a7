package markdown

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// directiveNodes emits what a directive of MyST or of its common extensions stands for.
// https://mystmd.org/guide/directives, https://jupyterbook.org/en/stable/reference/cheatsheet.html,
// https://sphinx-design.readthedocs.io, https://ebp-sphinx-exercise.readthedocs.io, https://sphinx-proof.readthedocs.io
func (d *document) directiveNodes(b *mystBlock) {
	switch b.name {
	case "code", "code-block", "sourcecode", "code-cell", "mermaid":
		d.emit(d.mystCode(b)...)
	case "math":
		tex := strings.TrimSpace(string(b.argument.Data) + "\n" + string(b.body.Data))
		start := b.body.Pos(0)
		d.emit(&content.MathBlock{Pos: b.Pos, ID: d.mystID(b), Start: start, TeX: tex})
	case "figure":
		d.emit(d.mystFigure(b))
	case "subfigure": // the argument is how the pictures are arranged
		b.argument = d.piece(b.tag.start, b.tag.start)
		d.emit(d.mystFigure(b))
	case "figure-md":
		d.emit(d.markdownFigure(b))
	case "image":
		d.emit(&content.Paragraph{Pos: b.Pos, Inlines: []content.Inline{d.mystImage(b)}})
	case "table":
		d.emit(d.mystTable(b, d.innerBlocks(b.body))...)
	case "list-table":
		d.emit(d.mystTable(b, d.listTable(b))...)
	case "csv-table":
		d.emit(d.mystTable(b, d.csvTable(b))...)
	case "epigraph", "highlights", "pull-quote", "blockquote":
		d.emit(&content.Quote{Pos: b.Pos, Blocks: d.innerBlocks(b.body)})
	case "rubric", "centered":
		d.emit(&content.Paragraph{Pos: b.Pos, Inlines: []content.Inline{&content.Strong{Pos: b.Pos, Inlines: d.innerLine(b.argument)}}})
	case "button-link", "button-ref":
		d.emit(d.mystButton(b)...)
	case "glossary":
		d.emit(d.glossary(b)...)
	case "parsed-literal":
		d.emit(&content.CodeBlock{Pos: b.Pos, Text: string(b.body.Data)})
	case "only", "div", "container", "list", "compound", "grid-item", "hlist":
		d.emit(nodesOf(d.innerBlocks(b.body))...)
	case "bibliography", "footbibliography":
		d.emit(&content.Bibliography{Pos: b.Pos})
	case "iframe", "youtube", "video":
		d.emit(d.mystEmbed(b))
	case "raw":
		d.mystRaw(b)
	case "exercise-start", "solution-start":
		d.openGated(b)
	case "exercise-end", "solution-end":
		d.closeGated(strings.TrimSuffix(b.name, "-end") + "-start")
	case "eval-rst", "embed", "doctest", "automodule", "autofunction", "autoclass", "autosummary":
		d.tally(b.Pos, diag.Warning, "directive-left-out", "{"+b.name+"} is not read", "nothing")
	case "glue", "glue:any", "glue:figure", "glue:math", "glue:md":
		d.glue(b)
	case "toctree", "tableofcontents", "contents": // outputs have tables of their own
	case "index", "nb-exec-table":
		d.tally(b.Pos, diag.Note, "directive-left-out", "{"+b.name+"} is for the site", "nothing")
	default:
		f := &frame{Pos: b.Pos, tag: b.tag, title: d.innerLine(b.argument), nodes: d.inner(b.body)}
		d.emit(d.directiveBuilder(b, f)(d, f)...)
	}
}

// directiveBuilder returns how a directive is read that holds blocks. One that nobody knows is a callout of its name.
func (d *document) directiveBuilder(b *mystBlock, f *frame) builder {
	if strings.HasPrefix(b.name, "solution") {
		f.title = nil // the label of its exercise, which says nothing
	}
	classes := strings.Fields(d.attr(b.tag, "class"))
	_, opens := b.tag.get("open")
	f.tag = &tag{name: b.name, start: b.tag.start, attrs: slices.Clone(b.tag.attrs)}
	if id := d.mystID(b); id != "" {
		f.tag.attrs = append(f.tag.attrs, attribute{name: "id", value: id, start: b.tag.start, stop: b.tag.start})
	}
	build := d.namedBuilder(b.name)
	switch name := strings.TrimPrefix(b.name, "prf:"); {
	case slices.Contains(classes, "dropdown"):
		if f.title == nil {
			f.title = d.titleOrName(f)
		}
		build = (*document).buildFolded
	case name != b.name:
		f.tag.name = name
		f.title = d.proofTitle(f, name)
		build = (*document).buildProof
	case b.name == "admonition" && len(classes) > 0 && calloutKinds[classes[0]] != "":
		f.tag.name = classes[0]
	case b.name == "admonition", b.name == "topic", b.name == "sidebar", b.name == "margin", b.name == "aside":
		f.tag.name = "note"
	case b.name == "seealso" && f.title == nil:
		f.title = []content.Inline{&content.Text{Pos: f.Pos, Text: "See also"}}
		f.tag.name = "note"
	case versionWords[b.name] != "":
		f.tag.name = "note"
		since := &content.Text{Pos: f.Pos, Text: versionWords[b.name] + " "}
		f.title = append([]content.Inline{since}, f.title...)
	case b.name == "todo":
		f.title = d.titleOrName(f)
		f.tag.name = "note"
	case b.name == "tab-set":
		build = (*document).buildTabs
	case b.name == "grid-item-card", b.name == "card":
		build = (*document).buildMystCard
	}
	if opens && b.name == "dropdown" {
		f.tag.attrs = append(f.tag.attrs, attribute{name: "open", start: b.tag.start})
	}
	return headedID(build)
}

// versionWords are Sphinx's.
// https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#describing-changes-between-versions
var versionWords = map[string]string{
	"versionadded": "New in version", "versionchanged": "Changed in version", "deprecated": "Deprecated since version",
	"versionremoved": "Removed in version",
}

// headedID gives what a block becomes the id that it has.
func headedID(build builder) builder {
	return func(d *document, f *frame) []content.Node { return d.withID(f, build(d, f)) }
}

// proofTitle is the kind of a theorem with its title.
func (d *document) proofTitle(f *frame, kind string) []content.Inline {
	f.tag.name = kind
	name := d.titleOrName(&frame{Pos: f.Pos, tag: f.tag})
	if f.title == nil {
		return name
	}
	name = append(name, &content.Text{Pos: f.Pos, Text: " ("})
	return append(append(name, f.title...), &content.Text{Pos: f.Pos, Text: ")"})
}

// buildProof makes a box of a theorem, an example, a proof.
func (d *document) buildProof(f *frame) []content.Node {
	return []content.Node{&content.Callout{Pos: f.Pos, Kind: content.CalloutNote, Title: f.title, Blocks: d.blocks(f.nodes)}}
}

// openGated opens an exercise or a solution that reaches to the directive that closes it.
func (d *document) openGated(b *mystBlock) {
	name := strings.TrimSuffix(b.name, "-start")
	whole := &frame{Pos: b.Pos, title: d.innerLine(b.argument)}
	build := d.directiveBuilder(&mystBlock{Pos: b.Pos, name: name, tag: b.tag}, whole)
	d.push(&frame{Pos: b.Pos, kind: element, tag: b.tag, spec: elementSpec{block: true}, build: func(d *document, f *frame) []content.Node {
		whole.nodes = f.nodes
		return build(d, whole)
	}})
}

// closeGated closes the innermost block that was opened so.
func (d *document) closeGated(name string) {
	for i := len(d.stack) - 1; i >= 0 && d.stack[i].kind != hard; i-- {
		if f := d.stack[i]; f.tag != nil && f.tag.name == name {
			d.popTo(i + 1)
			d.pop()
			return
		}
	}
}

// mystRaw reads text in another format: HTML as HTML. Of others nothing can be shown.
func (d *document) mystRaw(b *mystBlock) {
	format := strings.TrimSpace(string(b.argument.Data))
	if !isOurFormat(format) {
		d.tally(b.Pos, diag.Note, "format-other", "this is for other formats ("+format+")", "nothing")
		return
	}
	d.emit(nodesOf(d.blocks(d.innerHTML(b.body)))...)
}

// glue stands for what a cell puts out, of which the source has the caption only.
// https://myst-nb.readthedocs.io/en/latest/render/glue.html
func (d *document) glue(b *mystBlock) {
	caption := d.innerLine(b.body)
	if len(caption) == 0 {
		d.tally(b.Pos, diag.Warning, "code-not-run", "what this code puts out is not in the source", "nothing")
		return
	}
	d.tally(b.Pos, diag.Warning, "code-not-run", "what this code puts out is not in the source", "its caption")
	name := &content.Code{Pos: b.Pos, Text: strings.TrimSpace(string(b.argument.Data))}
	d.emit(&content.Figure{Pos: b.Pos, ID: d.mystID(b), Caption: caption, Blocks: paragraph(b.Pos, []content.Inline{name})})
}

// mystCode reads code, of a cell the part that is not hidden. Its results are not there.
func (d *document) mystCode(b *mystBlock) []content.Node {
	tags := d.attr(b.tag, "tags")
	if strings.Contains(tags, "remove-cell") || strings.Contains(tags, "remove-input") {
		d.tally(b.Pos, diag.Note, "code-hidden", "the site runs this code and does not show it", "nothing")
		return nil
	}
	lang := strings.TrimSpace(string(b.argument.Data))
	if strings.HasPrefix(lang, "ipython") { // ipython3 is Python
		lang = strings.TrimRight(lang[1:], "0123456789")
	}
	if b.name == "mermaid" {
		lang = b.name
	}
	code := &content.CodeBlock{
		Pos: b.Pos, ID: d.mystID(b), Lang: lang, Title: d.attr(b.tag, "filename"),
		Marks: parseRanges(d.attr(b.tag, "emphasize-lines")), Text: string(b.body.Data),
	}
	if b.name == "code-cell" {
		d.tally(b.Pos, diag.Note, "code-not-run", "cells of code run when the site is built", "the code without its results")
	}
	_, code.Lines = b.tag.get("linenos")
	code.Start, _ = strconv.Atoi(d.attr(b.tag, "lineno-start"))
	var block content.Block = code
	if caption := d.attrLine(b.tag, "caption"); caption != nil {
		block, code.ID = &content.Figure{Pos: b.Pos, ID: code.ID, Caption: caption, Blocks: []content.Block{code}}, ""
	}
	if strings.Contains(tags, "hide-input") || strings.Contains(tags, "hide-cell") {
		block = &content.Details{Pos: b.Pos, Blocks: []content.Block{block}}
	}
	return []content.Node{block}
}

func (d *document) mystImage(b *mystBlock) content.Inline {
	_, hasAlt := b.tag.get("alt")
	img := &content.Image{
		Pos: b.Pos, Src: strings.TrimSpace(string(b.argument.Data)), Alt: d.attr(b.tag, "alt"), NoAlt: !hasAlt,
		Width: d.length(b.tag, "width"), Height: d.length(b.tag, "height"),
	}
	if url := d.attr(b.tag, "target"); url != "" && d.safeURL(url, b.tag.start) {
		return &content.Link{Pos: b.Pos, Target: content.Unresolved{URL: url}, Inlines: []content.Inline{img}}
	}
	return img
}

// markdownFigure reads a picture with its caption, which are both Markdown; the argument is its label.
// https://myst-nb.readthedocs.io/en/latest/render/format_code_cells.html#markdown-figures
func (d *document) markdownFigure(b *mystBlock) content.Node {
	f := &content.Figure{Pos: b.Pos, ID: strings.TrimSpace(string(b.argument.Data))}
	if f.ID == "" {
		f.ID = d.mystID(b)
	}
	f.Blocks, f.Caption = captionAtEnd(d.innerBlocks(b.body))
	return f
}

// mystFigure reads a picture with its caption, the first paragraph, and a legend below.
func (d *document) mystFigure(b *mystBlock) content.Node {
	f := &content.Figure{Pos: b.Pos, ID: d.mystID(b)}
	if strings.TrimSpace(string(b.argument.Data)) != "" {
		f.Blocks = []content.Block{&content.Paragraph{Pos: b.Pos, Inlines: []content.Inline{d.mystImage(b)}}}
	}
	for _, block := range d.innerBlocks(b.body) {
		if p, ok := block.(*content.Paragraph); ok && f.Caption == nil && !isImage(p) {
			f.Caption = p.Inlines
			continue
		}
		f.Blocks = append(f.Blocks, block)
	}
	return f
}

func isImage(p *content.Paragraph) bool { return len(p.Inlines) == 1 && imageIn(p.Inlines[0]) != nil }

// mystTable gives the first table of blocks the caption and the label.
func (d *document) mystTable(b *mystBlock, blocks []content.Block) []content.Node {
	caption := d.innerLine(b.argument)
	for _, block := range blocks {
		if t, ok := block.(*content.Table); ok {
			t.Caption, t.ID = caption, d.mystID(b)
			return nodesOf(blocks)
		}
	}
	return []content.Node{&content.Figure{Pos: b.Pos, ID: d.mystID(b), Caption: caption, Blocks: blocks}}
}

// listTable makes a table of a list of lists: each item is a row, each item of its list a cell.
func (d *document) listTable(b *mystBlock) []content.Block {
	blocks := d.innerBlocks(b.body)
	if len(blocks) == 0 {
		return nil
	}
	rows, ok := blocks[0].(*content.List)
	if !ok {
		return blocks
	}
	heads, _ := strconv.Atoi(d.attr(b.tag, "header-rows"))
	stubs, _ := strconv.Atoi(d.attr(b.tag, "stub-columns"))
	var head, body []*content.Row
	for i, item := range rows.Items {
		row := &content.Row{Pos: item.Pos}
		for _, inner := range item.Blocks {
			if cells, ok := inner.(*content.List); ok {
				for j, c := range cells.Items {
					row.Cells = append(row.Cells, &content.Cell{Pos: c.Pos, Header: i < heads || j < stubs, Blocks: c.Blocks})
				}
			}
		}
		if i < heads {
			head = append(head, row)
		} else {
			body = append(body, row)
		}
	}
	return append([]content.Block{makeTable(b.Pos, head, body, nil)}, blocks[1:]...)
}

// csvTable makes a table of values with commas between.
func (d *document) csvTable(b *mystBlock) []content.Block {
	heads, _ := strconv.Atoi(d.attr(b.tag, "header-rows"))
	text := string(b.body.Data)
	if header := d.attr(b.tag, "header"); header != "" {
		text, heads = header+"\n"+text, 1
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.LazyQuotes = -1, true, true
	records, err := r.ReadAll()
	if err != nil {
		return []content.Block{&content.CodeBlock{Pos: b.Pos, Text: text}}
	}
	var head, body []*content.Row
	for i, record := range records {
		row := &content.Row{Pos: b.Pos}
		for _, value := range record {
			row.Cells = append(row.Cells, &content.Cell{Pos: b.Pos, Header: i < heads, Blocks: d.blocksOf(value, b.tag.start)})
		}
		if i < heads {
			head = append(head, row)
		} else {
			body = append(body, row)
		}
	}
	return []content.Block{makeTable(b.Pos, head, body, nil)}
}

func (d *document) mystEmbed(b *mystBlock) content.Node {
	url := strings.TrimSpace(string(b.argument.Data))
	kind := content.EmbedFrame
	switch {
	case b.name == "youtube" && !strings.Contains(url, "/"):
		url, kind = "https://www.youtube.com/watch?v="+url, content.EmbedVideo
	case b.name != "iframe":
		kind = content.EmbedVideo
	}
	return &content.Embed{Pos: b.Pos, Kind: kind, URL: url, Title: d.attr(b.tag, "title"), Fallback: d.innerBlocks(b.body)}
}
