package markdown

import (
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// unknown returns how an element is read that has no reading of its own: as what is inside of it. Attributes of
// components may hold text, too.
func (d *document) unknown(t *tag) elementSpec {
	if isHTML(t.name) || !d.components {
		d.tally(d.at(t.start), diag.Warning, "html-unknown", "<"+t.name+"> cannot be shown", "what is inside of it")
		return elementSpec{build: kept, void: isVoid(t.name)}
	}
	return elementSpec{build: (*document).buildUnknown}
}

func (d *document) buildUnknown(f *frame) []content.Node {
	if embed := d.media(f); embed != nil {
		return []content.Node{embed}
	}
	d.tally(f.Pos, diag.Warning, "component-unknown", "the component "+d.written(f.tag)+" is not known",
		"its text without its design")
	var out []content.Node
	for _, a := range f.tag.attrs {
		out = append(out, d.attributeText(f, a)...)
	}
	return d.linkedTo(f, append(out, f.nodes...))
}

// written returns the name of a tag in the letters of its author. HTML knows no case.
func (d *document) written(t *tag) string {
	if stop := t.start + 1 + len(t.name); stop <= len(d.src) && strings.EqualFold(string(d.src[t.start+1:stop]), t.name) {
		return string(d.src[t.start+1 : stop])
	}
	return t.name
}

// linkedTo puts the link that a component has around what it shows.
func (d *document) linkedTo(f *frame, nodes []content.Node) []content.Node {
	url := d.attr(f.tag, "href", "to")
	if url == "" || d.linked > 0 || !d.safeURL(url, f.tag.start) {
		return nodes
	}
	return d.wrap(nodes, func(in []content.Inline) content.Inline {
		return &content.Link{Pos: f.Pos, Target: content.Unresolved{URL: url}, Inlines: in}
	})
}

// Attributes and keys of objects that hold text for readers.
func isTextKey(name string) bool {
	switch strings.ToLower(name) {
	case "title", "subtitle", "label", "summary", "question", "answer", "caption", "alt", "text", "explain", "explanation",
		"description", "heading", "name", "content", "choices", "options", "items", "hint", "hints", "prompt", "front", "back",
		"message", "note", "quote", "author", "instructor", "term", "definition", "steps", "questions", "cards", "feedback":
		return true
	}
	return false
}

// attributeText returns the text of an attribute, in a line if the component stands in one.
func (d *document) attributeText(f *frame, a attribute) []content.Node {
	if !isTextKey(a.name) {
		return nil
	}
	v := value{kind: scalar, text: a.value, start: a.start, quoted: true}
	if a.expr {
		ok := false
		if v, ok = d.evaluate(a.start, a.stop); !ok {
			d.report(d.at(a.start), diag.Warning, "expression-unknown", "only the site can compute the attribute "+a.name, "nothing")
			return nil
		}
	}
	if f.text && v.kind == scalar {
		return append(nodesOf(d.valueInlines(v)), &content.Text{Pos: d.at(a.stop), Text: " "})
	}
	return nodesOf(d.valueBlocks(v))
}

// valueInlines reads a string, which may hold HTML.
func (d *document) valueInlines(v value) []content.Inline {
	if !strings.ContainsAny(v.text, "<&") {
		return []content.Inline{&content.Text{Pos: d.at(v.start), Text: v.text}}
	}
	return d.fragment(v.text, v.start)
}

// valueBlocks makes paragraphs of strings, lists of arrays, and of objects what their text-bearing keys hold.
func (d *document) valueBlocks(v value) []content.Block {
	pos := d.at(v.start)
	switch v.kind {
	case scalar:
		if strings.TrimSpace(v.text) == "" {
			return nil
		}
		return paragraph(pos, tidy(d.valueInlines(v)))
	case array:
		list := &content.List{Pos: pos, Tight: true}
		for _, item := range v.list {
			if blocks := d.valueBlocks(item); len(blocks) > 0 {
				list.Items = append(list.Items, &content.Item{Pos: blocks[0].Position(), Blocks: blocks})
			}
		}
		if len(list.Items) == 0 {
			return nil
		}
		return []content.Block{list}
	case object:
		var blocks []content.Block
		for i, key := range v.keys {
			if isTextKey(key) {
				blocks = append(blocks, d.valueBlocks(v.list[i])...)
			}
		}
		return blocks
	}
	return nil
}
