package markdown

import (
	"bytes"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// glossary reads terms, each on lines of its own with what it means indented below, unless they are a list of definitions
// already. https://myst-parser.readthedocs.io/en/latest/syntax/roles-and-directives.html
func (d *document) glossary(b *mystBlock) []content.Node {
	data := b.body.Data
	if definitionSign.Match(data) {
		return nodesOf(d.innerBlocks(b.body))
	}
	list := &content.DefinitionList{Pos: b.Pos}
	for _, m := range glossaryEntry.FindAllSubmatchIndex(data, -1) {
		entry := &content.Definition{Pos: b.body.Pos(m[0])}
		for at := m[2]; at < m[3]; {
			stop := at + bytes.IndexByte(data[at:m[3]], '\n') + 1
			entry.Terms = append(entry.Terms, d.innerLine(cutText(b.body, at, stop)))
			at = stop
		}
		entry.Details = [][]content.Block{d.innerBlocks(dedented(b.body, m[4], m[5]))}
		list.Items = append(list.Items, entry)
	}
	if len(list.Items) == 0 {
		return nodesOf(d.innerBlocks(b.body))
	}
	return []content.Node{list}
}

var (
	definitionSign = lazyregexp.New(`(?m)^:[ \t]`)
	glossaryEntry  = lazyregexp.New(`(?m)((?:^\S.*\n)+)((?:^[ \t]+\S.*\n?|^[ \t]*\n)+)`)
)

func cutText(t *source.Text, start, stop int) *source.Text {
	var b source.Builder
	b.Copy(t, start, stop)
	return b.Text(t.Name)
}

// dedented returns lines of a text without the indentation of the first.
func dedented(t *source.Text, start, stop int) *source.Text {
	var b source.Builder
	indent := -1
	for at := start; at < stop; {
		end := stop
		if n := bytes.IndexByte(t.Data[at:stop], '\n'); n >= 0 {
			end = at + n + 1
		}
		space := end - at - len(bytes.TrimLeft(t.Data[at:end], " \t"))
		if indent < 0 && len(bytes.TrimSpace(t.Data[at:end])) > 0 {
			indent = space
		}
		b.Copy(t, at+min(space, max(indent, 0)), end)
		at = end
	}
	return b.Text(t.Name)
}
