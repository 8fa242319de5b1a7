package markdown

import (
	"strings"

	"coursepack/content"
)

// visibleLines leaves out the lines of a program that mdBook hides: in Rust those that start with # and a space, in other
// languages those with the prefix that the fence names. ## stands for #.
// https://rust-lang.github.io/mdBook/format/mdbook.html#hiding-code-lines
func visibleLines(lang, info, code string) string {
	_, prefix, given := strings.Cut(info, "hidelines=")
	prefix, _, _ = strings.Cut(prefix, ",")
	prefix, _, _ = strings.Cut(prefix, " ")
	if lang != "rust" && (!given || prefix == "") {
		return code
	}
	var b strings.Builder
	for line := range strings.Lines(code) {
		text := strings.TrimLeft(line, " \t")
		rest, marked := strings.CutPrefix(text, "#")
		switch {
		case given && prefix != "" && strings.HasPrefix(text, prefix):
		case lang != "rust" || !marked:
			b.WriteString(line)
		case strings.HasPrefix(rest, "#"):
			b.WriteString(line[:len(line)-len(text)] + rest)
		case strings.TrimRight(rest, "\n") == "" || rest[0] == ' ':
		default: // #[derive(Debug)]
			b.WriteString(line)
		}
	}
	return b.String()
}

// buildListing makes a figure of a listing with a number, a caption and the name of a file, as the books about Rust have.
func (d *document) buildListing(f *frame) []content.Node {
	n := &content.Figure{Pos: f.Pos, ID: d.attr(f.tag, "id"), Blocks: d.blocks(f.nodes)}
	if file := d.attr(f.tag, "file-name"); file != "" {
		for _, b := range n.Blocks {
			if code, ok := b.(*content.CodeBlock); ok && code.Title == "" {
				code.Title = file
				break
			}
		}
	}
	if caption, ok := f.tag.get("caption"); ok {
		n.Caption = d.inlinesOf(caption.value, caption.start)
	}
	if number := d.attr(f.tag, "number"); number != "" {
		label := "Listing " + number
		if len(n.Caption) > 0 {
			label += ": "
		}
		n.Caption = join(append([]content.Inline{&content.Text{Pos: f.Pos, Text: label}}, n.Caption...))
	}
	if len(n.Caption) == 0 {
		return nodesOf(n.Blocks)
	}
	return []content.Node{n}
}
