package resolve

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// Diagrams that sites draw of text, in Mermaid's or Graphviz' language, are not drawn here. If the author has drawn one,
// the picture is shown: a file beside the page that is called like the diagram's label or its title ("flow.svg"), else
// like the page with the diagram's number on it ("page-diagram-2.svg"). Otherwise its text is.

var diagramLanguages = []string{"mermaid", "dot", "graphviz"}

// diagrams returns for each diagram on a page what the picture of it may be called, without an extension.
func (inv *inventory) diagrams() map[*content.CodeBlock][]string {
	names := map[*content.CodeBlock][]string{}
	page := strings.TrimSuffix(path.Base(inv.part.Source), path.Ext(inv.part.Source))
	inFigure := map[*content.CodeBlock]string{}
	for _, f := range inv.figures {
		for _, b := range f.Blocks {
			if code, ok := b.(*content.CodeBlock); ok {
				inFigure[code] = f.ID
			}
		}
	}
	for _, n := range inv.code {
		if !slices.Contains(diagramLanguages, n.Lang) {
			continue
		}
		for _, name := range []string{inFigure[n], n.ID, strings.TrimSuffix(n.Title, path.Ext(n.Title))} {
			if name != "" {
				names[n] = append(names[n], name)
			}
		}
		names[n] = append(names[n], page+"-diagram-")
	}
	return names
}

// diagram returns the picture of a diagram if there is one, else its text.
func (r *resolver) diagram(p *content.Part, n *content.CodeBlock, names []string) content.Block {
	r.diagramNumber++
	last := len(names) - 1
	names[last] += strconv.Itoa(r.diagramNumber)
	for _, name := range names {
		for _, ext := range []string{".svg", ".png"} {
			img := &content.Image{Pos: n.Pos, Src: name + ext, NoAlt: true}
			if _, err := r.load(p, n.Pos, img.Src); err == nil {
				return &content.Paragraph{Pos: n.Pos, Inlines: r.image(p, img)}
			}
		}
	}
	r.report.Report(diag.Diagnostic{
		Pos: n.Pos, Severity: diag.Warning, Code: "diagram-not-drawn", Group: "in " + n.Lang, Message: "a diagram in " + n.Lang + " is not drawn", Instead: "its text",
		Hint: "a picture of it called " + names[last] + ".svg beside the page would be shown",
	})
	return n
}
