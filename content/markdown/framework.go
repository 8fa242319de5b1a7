package markdown

import (
	"slices"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// Hugging Face's pages have texts for each framework, of which their site shows the one that the reader has chosen: in
// <frameworkcontent>, or in conditions of Svelte about the variable fw. Here they are tabs.
// https://github.com/huggingface/doc-builder

// frameworkIf is the name, as a tag, of a condition that is open.
const frameworkIf = "{#if}"

var frameworkCondition = lazyregexp.New(`^(?:#if|:else\s+if)\s+fw\s*={2,3}\s*['"](\w+)['"]\s*$`)

// condition reads a mark of Svelte's. What is not about frameworks is shown whatever it says.
func (d *document) condition(pos content.Pos, code string) {
	open := d.openCondition()
	m := frameworkCondition.FindStringSubmatch(code)
	name := ""
	if m != nil {
		name = source.Framework(m[1])
	}
	switch {
	case name != "" && code[0] == '#' && !d.inText():
		d.push(&frame{Pos: pos, kind: element, tag: &tag{name: frameworkIf}, spec: elementSpec{block: true}, build: (*document).buildConditions})
		d.openBranch(pos, name)
		return
	case open < 0:
	case name != "":
		d.popTo(open + 1)
		d.openBranch(pos, name)
		return
	case code == ":else":
		d.popTo(open + 1)
		d.openBranch(pos, otherFramework(d.top().nodes))
		return
	case code == "/if":
		d.popTo(open + 1)
		d.pop()
		return
	}
	if code[0] == ':' && d.inText() {
		d.emit(&content.Text{Pos: pos, Text: " / "})
	}
	d.unknownCondition(pos)
}

func (d *document) unknownCondition(pos content.Pos) {
	d.tally(pos, diag.Warning, "condition-unknown", "only the site can tell which text {#if} and {:else} choose", "all of it")
}

// openCondition returns the depth of the innermost condition that is open in this container, -1 if there is none.
func (d *document) openCondition() int {
	for i := len(d.stack) - 1; i >= 0 && d.stack[i].kind != hard; i-- {
		if t := d.stack[i].tag; t != nil && t.name == frameworkIf {
			return i
		}
	}
	return -1
}

// openBranch opens the text for a framework.
func (d *document) openBranch(pos content.Pos, name string) {
	label := []content.Inline{&content.Text{Pos: pos, Text: name}}
	spec := elementSpec{block: true, optionalEnd: true}
	d.push(&frame{Pos: pos, kind: element, tag: &tag{name: "{:else}"}, title: label, spec: spec, build: (*document).buildNamedTab})
}

// otherFramework is the one of the two most common that has no text yet.
func otherFramework(branches []content.Node) string {
	for _, n := range branches {
		if tab, ok := n.(*content.Tab); ok && content.PlainText(tab.Label) == source.Framework("tf") {
			return source.Framework("pt")
		}
	}
	return source.Framework("tf")
}

// buildConditions makes tabs of the texts for frameworks, as far as they are not empty. Sections do not go into tabs.
func (d *document) buildConditions(f *frame) []content.Node {
	tabs, rest := of[*content.Tab](f.nodes)
	tabs = slices.DeleteFunc(tabs, func(t *content.Tab) bool { return len(t.Blocks) == 0 })
	if !slices.ContainsFunc(tabs, hasSection) {
		f.nodes = append(nodesOf(tabs), rest...)
		return d.buildTabs(f)
	}
	d.unknownCondition(f.Pos)
	var all []content.Node
	for _, t := range tabs {
		all = append(all, nodesOf(t.Blocks)...)
	}
	return append(all, rest...)
}

func hasSection(t *content.Tab) bool {
	return slices.ContainsFunc(t.Blocks, func(b content.Block) bool {
		_, ok := b.(*content.Heading)
		return ok
	})
}

// buildFramework makes a tab of the text for a framework.
func (d *document) buildFramework(f *frame) []content.Node {
	f.title = []content.Inline{&content.Text{Pos: f.Pos, Text: source.Framework(f.tag.name)}}
	return d.buildNamedTab(f)
}
