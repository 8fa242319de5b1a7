package markdown

import (
	"strings"

	"coursepack/content"
)

// mystButton reads a link that is drawn as a button.
// https://sphinx-design.readthedocs.io/en/latest/badges_buttons.html
func (d *document) mystButton(b *mystBlock) []content.Node {
	address := strings.TrimSpace(string(b.argument.Data))
	var target content.Target = content.Unresolved{URL: address}
	if kind := d.attr(b.tag, "ref-type"); b.name == "button-ref" && kind != "doc" && kind != "myst" {
		target = content.Reference{Label: address}
	}
	if !d.safeURL(address, b.tag.start) {
		return nodesOf(d.innerBlocks(b.body))
	}
	d.linked++
	text := d.innerLine(b.body)
	d.linked--
	if _, plain := target.(content.Unresolved); plain && len(text) == 0 {
		text = []content.Inline{&content.Text{Pos: b.Pos, Text: address}}
	}
	return nodesOf(paragraph(b.Pos, []content.Inline{&content.Link{Pos: b.Pos, Target: target, Inlines: text}}))
}

// buildMystCard makes a card, whose title leads where its option link says.
// https://sphinx-design.readthedocs.io/en/latest/cards.html
func (d *document) buildMystCard(f *frame) []content.Node {
	card := &content.Div{Pos: f.Pos, Role: content.RoleCard, Title: f.title, Blocks: d.blocks(f.nodes)}
	address := d.attr(f.tag, "link")
	if address == "" || !d.safeURL(address, f.tag.start) {
		return []content.Node{card}
	}
	link := &content.Link{Pos: f.Pos, Target: content.Unresolved{URL: address}, Inlines: card.Title}
	if d.attr(f.tag, "link-type") == "ref" {
		link.Target = content.Reference{Label: address}
	}
	switch {
	case len(card.Title) > 0 && !hasLink(card.Title):
		card.Title = []content.Inline{link}
	case len(card.Title) == 0:
		link.Inlines = []content.Inline{&content.Text{Pos: f.Pos, Text: address}}
		card.Blocks = append(card.Blocks, paragraph(f.Pos, []content.Inline{link})...)
	}
	return []content.Node{card}
}

func hasLink(inlines []content.Inline) bool {
	found := false
	for _, in := range inlines {
		content.Walk(in, func(n content.Node) bool {
			_, ok := n.(*content.Link)
			found = found || ok
			return true
		})
	}
	return found
}
