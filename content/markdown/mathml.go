package markdown

import (
	"strings"

	"golang.org/x/net/html"

	"coursepack/content"
)

// buildMathML reads a formula in MathML as TeX: the TeX that it was made of, if that stands in it, as programs note it
// down, else what its presentation says.
// https://www.w3.org/TR/mathml-core/
func (d *document) buildMathML(f *frame) []content.Node {
	math := parseForeign("math", d.src[f.tag.start:max(f.tag.start, f.stop)])
	if math == nil {
		return f.nodes
	}
	tex := strings.TrimSpace(notedTeX(math))
	if tex == "" {
		tex = strings.TrimSpace(texOf(math))
	}
	switch {
	case tex == "":
		return nil
	case d.attr(f.tag, "display") == "block":
		return []content.Node{&content.MathBlock{Pos: f.Pos, TeX: tex}}
	}
	return []content.Node{&content.Math{Pos: f.Pos, TeX: tex}}
}

func notedTeX(math *html.Node) string {
	for n := range math.Descendants() {
		if n.Type != html.ElementNode || n.Data != "annotation" || n.FirstChild == nil {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == "encoding" && strings.Contains(strings.ToLower(a.Val), "tex") {
				return n.FirstChild.Data
			}
		}
	}
	return ""
}

// texOf returns the TeX of a node. Its depth is that of the parser of HTML, which is bounded.
func texOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return texText.Replace(strings.TrimSpace(n.Data))
	}
	args := texArgs(n)
	arg := func(i int) string {
		if i < len(args) {
			return "{" + args[i] + "}"
		}
		return "{}"
	}
	all := strings.Join(args, " ")
	switch n.Data {
	case "annotation", "annotation-xml", "mspace", "mphantom":
		return ""
	case "semantics":
		return strings.Join(args[:min(len(args), 1)], "")
	case "mi":
		if len([]rune(all)) > 1 && !strings.HasPrefix(all, `\`) {
			return `\operatorname{` + all + "}"
		}
	case "mtext", "ms":
		return `\text{` + all + "}"
	case "mfrac":
		return `\frac` + arg(0) + arg(1)
	case "msqrt":
		return `\sqrt{` + all + "}"
	case "mroot":
		return `\sqrt[` + arg(1) + "]" + arg(0)
	case "msub":
		return arg(0) + "_" + arg(1)
	case "msup":
		return arg(0) + "^" + arg(1)
	case "msubsup":
		return arg(0) + "_" + arg(1) + "^" + arg(2)
	case "munder":
		return `\underset` + arg(1) + arg(0)
	case "mover":
		return `\overset` + arg(1) + arg(0)
	case "munderover":
		return `\overset` + arg(2) + `{\underset` + arg(1) + arg(0) + "}"
	case "mtable":
		return `\begin{matrix}` + strings.Join(args, ` \\ `) + `\end{matrix}`
	case "mtr":
		return strings.Join(args, " & ")
	}
	return all
}

func texArgs(n *html.Node) []string {
	var args []string
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			args = append(args, texOf(c))
		}
	}
	return args
}

// texText writes characters that mean something else in TeX.
var texText = strings.NewReplacer(`\`, `\backslash `, "{", `\{`, "}", `\}`, "%", `\%`, "#", `\#`, "&", `\&`, "_", `\_`, "$", `\$`, "^", `\hat{}`,
	"\u2061", "", "\u2062", "", "\u2063", "", "\u2064", "")
