package markdown

import (
	"slices"

	"coursepack/content"
)

// What an element can be only inside of another one travels to it as a node of its own. Items, rows, cells, tabs and
// flashcards are nodes of the course already.
type (
	// A caption of a figure or a table.
	caption struct {
		content.Pos
		inlines []content.Inline
	}

	// A summary of details.
	summary struct {
		content.Pos
		inlines []content.Inline
	}

	// A term and a description of a definition list.
	term struct {
		content.Pos
		inlines []content.Inline
	}
	description struct {
		content.Pos
		blocks []content.Block
	}

	// A solution and a hint of an exercise.
	solution struct {
		content.Pos
		title  []content.Inline
		blocks []content.Block
	}
	hint struct {
		content.Pos
		title  []content.Inline
		blocks []content.Block
	}

	// A codeTitle is the name of a file that belongs to the code block behind it.
	codeTitle struct {
		content.Pos
		inlines []content.Inline
	}

	// A section of a table: its head, body or foot.
	section struct {
		content.Pos
		name string
		rows []*content.Row
	}
)

// orphan returns as blocks what has lost the element that it belongs to.
func (d *document) orphan(n content.Node) []content.Block {
	switch n := n.(type) {
	case *codeTitle:
		return paragraph(n.Pos, n.inlines)
	case *caption:
		return paragraph(n.Pos, n.inlines)
	case *numbered:
		return []content.Block{&content.List{Pos: n.Pos, Ordered: true, Numbers: n.of.numbers, Start: n.of.number, Tight: true, Items: []*content.Item{n.Item}}}
	case *tableCaption:
		return paragraph(n.Pos, n.inlines)
	case *summary:
		return paragraph(n.Pos, n.inlines)
	case *term:
		return paragraph(n.Pos, n.inlines)
	case *description:
		return n.blocks
	case *solution:
		return []content.Block{&content.Details{Pos: n.Pos, Summary: n.title, Blocks: n.blocks}}
	case *hint:
		return []content.Block{&content.Callout{Pos: n.Pos, Kind: content.CalloutTip, Title: n.title, Blocks: n.blocks}}
	case *content.Item:
		return []content.Block{&content.List{Pos: n.Pos, Tight: true, Items: []*content.Item{n}}}
	case *content.Cell:
		return n.Blocks
	case *content.Row:
		return []content.Block{makeTable(n.Pos, nil, []*content.Row{n}, nil)}
	case *section:
		return []content.Block{makeTable(n.Pos, nil, n.rows, nil)}
	case *content.Tab:
		return []content.Block{&content.Tabs{Pos: n.Pos, Tabs: []*content.Tab{n}}}
	case *content.Flashcard:
		return []content.Block{&content.Flashcards{Pos: n.Pos, Cards: []*content.Flashcard{n}}}
	}
	panic("markdown: no place for a " + content.Kind(n))
}

// withTab adds a tab that stands in no set of tabs: to the set right before it, unless that has one of its name.
func withTab(blocks []content.Block, tab *content.Tab) []content.Block {
	if len(blocks) > 0 {
		before, ok := blocks[len(blocks)-1].(*content.Tabs)
		named := func(t *content.Tab) bool { return content.PlainText(t.Label) == content.PlainText(tab.Label) }
		if ok && !slices.ContainsFunc(before.Tabs, named) {
			before.Tabs = append(before.Tabs, tab)
			return blocks
		}
	}
	return append(blocks, &content.Tabs{Pos: tab.Pos, Tabs: []*content.Tab{tab}})
}

// entitle gives the title to the code block that nodes start with. ok is false if they do not start with one.
func (t *codeTitle) entitle(nodes []content.Node) (ok bool) {
	for _, n := range nodes {
		if in, isInline := n.(content.Inline); isInline && isGap(in) {
			continue
		}
		code, isCode := n.(*content.CodeBlock)
		if isCode && code.Title == "" {
			code.Title = content.PlainText(t.inlines)
			return true
		}
		return false
	}
	return false
}

func paragraph(pos content.Pos, inlines []content.Inline) []content.Block {
	if len(inlines) == 0 {
		return nil
	}
	return []content.Block{&content.Paragraph{Pos: pos, Inlines: inlines}}
}

// of picks the nodes of one type and returns the others as well.
func of[N content.Node](nodes []content.Node) (picked []N, others []content.Node) {
	for _, n := range nodes {
		if p, ok := n.(N); ok {
			picked = append(picked, p)
		} else {
			others = append(others, n)
		}
	}
	return picked, others
}
