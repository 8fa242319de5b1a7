package markdown

import (
	"strings"

	"coursepack/content"
)

// calloutClass returns the callout that the classes of a box say it is: note, alert alert-info, notice--warning.
//
//	alert-info        https://getbootstrap.com/docs/3.4/components/#alerts, also in notebooks
//	notice--info      https://mmistakes.github.io/minimal-mistakes/docs/utility-classes/#notices
//	prompt-info       https://chirpy.cotes.page/posts/text-and-typography/#prompts
//	box-note          https://beautifuljekyll.com
//	admonition note   https://docutils.sourceforge.io/docs/ref/rst/directives.html#admonitions
func calloutClass(classes []string) (name string, ok bool) {
	for _, class := range classes {
		switch class = strings.ToLower(class); class {
		case "note", "tip", "warning", "caution", "danger", "important":
			return class, true
		case "alert", "notice", "admonition", "callout", "lesson-note":
			name, ok = "note", true
		}
		for _, prefix := range []string{"alert-", "notice--", "prompt-", "box-", "callout-", "bs-callout-", "lesson-note--"} {
			kind, cut := strings.CutPrefix(class, prefix)
			if !cut {
				continue
			}
			if known, isKind := boxKinds[kind]; isKind {
				return known, true
			}
			if calloutKinds[kind] != "" {
				return kind, true
			}
		}
	}
	return name, ok
}

// boxKinds are what boxes are called that are no kinds of callouts.
var boxKinds = map[string]string{"primary": "note", "secondary": "note", "critical": "warning"}

// buildBox makes a callout of a box with such classes. A heading that it starts with is its title.
func (d *document) buildBox(f *frame, name string, blocks []content.Block) []content.Node {
	f.nodes = nodesOf(blocks)
	d.takeTitle(f)
	return d.withID(f, []content.Node{d.callout(f.Pos, name, f.title, d.blocks(f.nodes))})
}
