package markdown

import (
	"cmp"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// buildDiv unwraps a box, unless it is a callout or centers what is inside.
func (d *document) buildDiv(f *frame) []content.Node {
	blocks := d.blocks(f.nodes)
	if name, ok := calloutClass(f.tag.classes()); ok && len(blocks) > 0 {
		return d.buildBox(f, name, blocks)
	}
	if len(blocks) == 0 || !isCentered(d, f.tag) {
		return nodesOf(blocks)
	}
	return []content.Node{&content.Div{Pos: f.Pos, Role: content.RoleCentered, Blocks: blocks}}
}

func (d *document) buildForm(f *frame) []content.Node {
	if d.attr(f.tag, "action") != "" {
		d.tally(f.Pos, diag.Warning, "html-unknown", "<form> cannot be sent", "what is inside of it")
	}
	return d.buildDiv(f)
}

func isCentered(d *document, t *tag) bool {
	return t.name == "center" || strings.EqualFold(d.attr(t, "align"), "center") || d.style(t, "text-align") == "center"
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

// buildList makes a list. What stands in no item belongs to the one before it.
func (d *document) buildList(f *frame) []content.Node {
	n := &content.List{Pos: f.Pos, Ordered: f.tag.name == "ol", Tight: true}
	if n.Ordered {
		n.Start = 1
		n.Numbers = numberStyle(d.attr(f.tag, "type"))
		if start, err := strconv.Atoi(d.attr(f.tag, "start")); err == nil && start >= 0 {
			n.Start = start
		}
	}
	var out, loose []content.Node
	settle := func() {
		blocks := d.blocks(loose)
		loose = nil
		if len(n.Items) == 0 {
			out = append(out, nodesOf(blocks)...)
			return
		}
		last := n.Items[len(n.Items)-1]
		last.Blocks = append(last.Blocks, blocks...)
	}
	for _, node := range f.nodes {
		if item, ok := node.(*content.Item); ok {
			settle()
			n.Items = append(n.Items, item)
		} else {
			loose = append(loose, node)
		}
	}
	settle()
	if len(n.Items) == 0 {
		return out
	}
	for _, item := range n.Items {
		n.Tight = n.Tight && (len(item.Blocks) < 2 || !isParagraph(item.Blocks[1]))
	}
	return append(out, n)
}

// numberStyle reads the type of a list.
func numberStyle(t string) content.NumberStyle {
	switch s := content.NumberStyle(t); s {
	case content.LowerLetters, content.UpperLetters, content.LowerRoman, content.UpperRoman:
		return s
	}
	return content.Decimal
}

func isParagraph(b content.Block) bool {
	_, ok := b.(*content.Paragraph)
	return ok
}

func (d *document) buildItem(f *frame) []content.Node {
	return []content.Node{&content.Item{Pos: f.Pos, Task: f.task, Blocks: d.blocks(f.nodes)}}
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

// buildOption keeps the choices of a list apart.
func (d *document) buildOption(f *frame) []content.Node {
	d.tally(f.Pos, diag.Warning, "html-unknown", "<option> cannot be shown", "what is inside of it")
	return append(f.nodes, &content.Text{Pos: f.Pos, Text: " "})
}

func (d *document) buildHidden(f *frame) []content.Node {
	switch f.tag.name {
	case "script", "style", "link", "meta", "base":
		d.tally(f.Pos, diag.Note, "html-script", "<"+f.tag.name+"> is for browsers", "nothing")
	}
	return nil
}
