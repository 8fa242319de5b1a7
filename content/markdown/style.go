package markdown

import (
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// style returns what the style of an element says of a property, "" if nothing.
func (d *document) style(t *tag, property string) string {
	value := ""
	for declaration := range strings.SplitSeq(d.attr(t, "style"), ";") {
		if key, v, _ := strings.Cut(declaration, ":"); strings.EqualFold(strings.TrimSpace(key), property) {
			value, _, _ = strings.Cut(strings.ToLower(v), "!")
		}
	}
	return strings.TrimSpace(value)
}

// styled puts around the text of an element what its style says that has a meaning on paper and for e-readers. Text that a
// page hides waits for a script that shows it, such as an answer, so it is shown.
func (d *document) styled(f *frame, nodes []content.Node) []content.Node {
	_, hidden := f.tag.get("hidden")
	if (hidden || d.style(f.tag, "display") == "none") && len(nodes) > 0 && isHTML(f.tag.name) {
		d.tally(f.Pos, diag.Note, "html-hidden", "only a script shows what is in this <"+f.tag.name+">", "what is in it, shown")
	}
	switch f.tag.name {
	case "span", "font", "p", "div":
	default:
		return nodes
	}
	if _, ok := f.tag.get("style"); !ok {
		return nodes
	}
	for _, name := range d.meant(f.tag) {
		nodes = d.wrap(nodes, func(in []content.Inline) content.Inline { return inlineElement(name, f.Pos, "", in) })
	}
	return nodes
}

// meant returns the names of the elements that an author might have written instead of a style.
func (d *document) meant(t *tag) []string {
	var names []string
	weight := d.style(t, "font-weight")
	if n, err := strconv.Atoi(weight); strings.HasPrefix(weight, "bold") || err == nil && n >= 600 {
		names = append(names, "b")
	}
	if style := d.style(t, "font-style"); style == "italic" || style == "oblique" {
		names = append(names, "i")
	}
	line := d.style(t, "text-decoration") + d.style(t, "text-decoration-line")
	if strings.Contains(line, "line-through") {
		names = append(names, "s")
	}
	if strings.Contains(line, "underline") {
		names = append(names, "u")
	}
	switch d.style(t, "vertical-align") {
	case "super":
		names = append(names, "sup")
	case "sub":
		names = append(names, "sub")
	}
	return names
}
