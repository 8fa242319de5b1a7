package markdown

import (
	"bytes"
	"cmp"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

// buildDrawing makes a picture of an <svg> that stands in the text: its source is the picture's address. What the author
// wrote is HTML, where a drawing may leave out what XML asks for.
func (d *document) buildDrawing(f *frame) []content.Node {
	svg := parseForeign("svg", d.src[f.tag.start:max(f.tag.start, f.stop)])
	if svg == nil {
		return f.nodes
	}
	cleanXML(svg)
	addNamespace(svg)
	var xml strings.Builder
	if err := html.Render(&xml, svg); err != nil {
		return f.nodes
	}
	n := &content.Image{
		Pos: f.Pos, Src: "data:image/svg+xml," + strings.ReplaceAll(xml.String(), "%", "%25"),
		Width: d.length(f.tag, "width"), Height: d.length(f.tag, "height"),
	}
	if d.attr(f.tag, "aria-hidden") != "true" {
		n.Alt = cmp.Or(d.attr(f.tag, "aria-label"), textIn(svg, "title"), textIn(svg, "text"))
		n.NoAlt = n.Alt == ""
	}
	return []content.Node{n}
}

// parseForeign reads the source of an element up to its closing tag as a browser does; nil if it cannot be read.
func parseForeign(name string, source []byte) *html.Node {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(io.MultiReader(bytes.NewReader(source), strings.NewReader("</"+name+">")), body)
	if err != nil || len(nodes) == 0 || nodes[0].Data != name {
		return nil
	}
	return nodes[0]
}

// addNamespace says that a drawing is one, which HTML does not ask for.
func addNamespace(svg *html.Node) {
	if !slices.ContainsFunc(svg.Attr, func(a html.Attribute) bool { return a.Key == "xmlns" }) {
		svg.Attr = append([]html.Attribute{{Key: "xmlns", Val: "http://www.w3.org/2000/svg"}}, svg.Attr...)
	}
}

// xmlName is a name that HTML and XML both allow.
var xmlName = lazyregexp.New(`^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$`)

// cleanXML takes out what XML does not allow.
func cleanXML(n *html.Node) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return !xmlName.MatchString(a.Key) })
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.TextNode || c.Type == html.ElementNode && xmlName.MatchString(c.Data) {
			cleanXML(c)
		} else {
			n.RemoveChild(c)
		}
		c = next
	}
}

// textIn returns the words in the elements of a name below n.
func textIn(n *html.Node, name string) string {
	var words []string
	for c := range n.Descendants() {
		if c.Type != html.ElementNode || c.Data != name {
			continue
		}
		for t := range c.Descendants() {
			if t.Type == html.TextNode {
				words = append(words, strings.Fields(t.Data)...)
			}
		}
	}
	return strings.Join(words, " ")
}
