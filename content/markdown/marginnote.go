package markdown

import "coursepack/content"

// Notes in the margin, as Tufte's style sheet has them: a label and a box to check, which open the note where there is no
// margin, and the note, which is no part of the sentence that it stands in.
// https://edwardtufte.github.io/tufte-css/#sidenotes

// isMarginToggle reports whether an element only opens a note.
func isMarginToggle(t *tag) bool { return t.hasClass("margin-toggle") }

// buildTextSpan makes a note of a span that stands in the margin, or a figure if it shows a picture.
func (d *document) buildTextSpan(f *frame) []content.Node {
	if !f.tag.hasClass("sidenote") && !f.tag.hasClass("marginnote") {
		return f.nodes
	}
	for i, n := range f.nodes {
		if in, ok := n.(content.Inline); ok && imageIn(in) != nil {
			return []content.Node{&content.Figure{
				Pos: f.Pos, Blocks: d.blocks(f.nodes[:i+1]), Caption: d.inlines(withoutBreaks(f.nodes[i+1:])),
			}}
		}
	}
	return d.buildInlineNote(f)
}

// buildLabel keeps the words of a label.
func (d *document) buildLabel(f *frame) []content.Node {
	if isMarginToggle(f.tag) {
		return nil
	}
	return f.nodes
}

// withoutBreaks returns nodes without the ends of lines that they begin with.
func withoutBreaks(nodes []content.Node) []content.Node {
	for len(nodes) > 0 {
		if _, ok := nodes[0].(*content.Break); !ok {
			break
		}
		nodes = nodes[1:]
	}
	return nodes
}
