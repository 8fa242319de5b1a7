package markdown

import (
	"github.com/yuin/goldmark/ast"

	"coursepack/content"
)

// isTabset reports whether the sections right below a heading are tabs: ## Results {.tabset}.
// https://bookdown.org/yihui/rmarkdown-cookbook/html-tabs.html
func isTabset(n *ast.Heading) bool {
	list, ok := n.LastChild().(*attributeList)
	return ok && list.tag.hasClass("tabset")
}

// tabbed makes tabs of the sections below the headings that ask for it.
func (d *document) tabbed(blocks []content.Block) []content.Block {
	if len(d.tabsets) == 0 {
		return blocks
	}
	var out []content.Block
	for i := 0; i < len(blocks); {
		h, isHeading := blocks[i].(*content.Heading)
		out = append(out, blocks[i])
		i++
		if !isHeading || !d.tabsets[h] {
			continue
		}
		from := i
		for i < len(blocks) && !endsSection(blocks[i], h.Level) {
			i++
		}
		before, tabs := tabsOf(blocks[from:i])
		out = append(out, before...)
		if tabs != nil {
			for _, t := range tabs.Tabs {
				t.Blocks = d.tabbed(t.Blocks)
			}
			out = append(out, tabs)
		}
	}
	return out
}

func endsSection(b content.Block, level int) bool {
	h, ok := b.(*content.Heading)
	return ok && h.Level <= level
}

// tabsOf makes a tab of every heading of the highest level that there is, with what follows it. It returns what stands
// before the first one, and no tabs if there is no heading.
func tabsOf(blocks []content.Block) (before []content.Block, tabs *content.Tabs) {
	level := 7
	for _, b := range blocks {
		if h, ok := b.(*content.Heading); ok {
			level = min(level, h.Level)
		}
	}
	for _, b := range blocks {
		switch h, ok := b.(*content.Heading); {
		case ok && h.Level == level:
			if tabs == nil {
				tabs = &content.Tabs{Pos: h.Pos}
			}
			tabs.Tabs = append(tabs.Tabs, &content.Tab{Pos: h.Pos, Label: h.Inlines})
		case tabs == nil:
			before = append(before, b)
		default:
			last := tabs.Tabs[len(tabs.Tabs)-1]
			last.Blocks = append(last.Blocks, b)
		}
	}
	return before, tabs
}
