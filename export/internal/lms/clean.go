package lms

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A cleaner is what a system does to the HTML of a page before it stores it.
type cleaner struct {
	elements   map[string]bool
	attributes map[string]bool // "a href", or "* class" on any element
	families   []string        // beginnings of names of further attributes
	styles     *regexp.Regexp  // properties of the style attribute
}

// moodleCleaner is HTMLPurifier as Moodle sets it (PARAM_CLEANHTML): ids go, and so does MathML. Of styles it knows those that
// are listed in HTMLPurifier_CSSDefinition and need no leave to be used.
var moodleCleaner = cleaner{
	elements: set(`a abbr b blockquote br caption code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd
		li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt u ul var video audio source track`),
	attributes: pairs(`* class style title lang dir; a href target name; img src alt width height; ol start type;
		td colspan rowspan abbr scope; th colspan rowspan abbr scope; table border summary width; video src controls width height poster;
		audio src controls; source src type; track src kind srclang label`),
	styles: regexp.MustCompile(`^(text-align|background-color|color|border(-(top|right|bottom|left))?(-(color|style|width))?|border-collapse` +
		`|margin(-\w+)?|padding(-\w+)?|line-height|font(-\w+)?|(max-|min-)?(width|height)|white-space|vertical-align|text-decoration|text-indent|list-style(-\w+)?|float|clear)$`),
}

// canvasCleaner is gems/canvas_sanitize, with all of MathML.
var canvasCleaner = cleaner{
	elements: set(`a b blockquote br caption cite code col colgroup hr h1 h2 h3 h4 h5 h6 del ins iframe font dd div dl dt
		em figure figcaption i img li ol p pre q small source span strike strong style sub sup abbr table tbody td tfoot th thead tr u
		ul object embed param video track audio address acronym map area bdo dfn kbd legend samp tt var big article aside details
		summary footer header nav section time picture ruby rt rp mark
		math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose
		msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd maction`),
	attributes: pairs(`* style class id title role lang dir; a href target name; blockquote cite; img align alt height src usemap width longdesc;
		iframe src width height name allow allowfullscreen sandbox; ol start type; ul type; col span width; colgroup span width;
		table summary width border cellpadding cellspacing; td abbr colspan rowspan width align valign scope; th abbr colspan rowspan width align valign scope;
		video name src muted poster width height controls playsinline; audio name src muted controls; source src type srcset; track src kind srclang label;
		math display xmlns alttext; mo stretchy fence separator form lspace rspace largeop movablelimits minsize maxsize accent symmetric;
		mi mathvariant; mtd columnspan rowspan; mtable columnalign rowspacing columnspacing; mspace width height depth; mpadded width height depth voffset lspace;
		annotation encoding; mover accent; munder accentunder; mfrac linethickness; mstyle displaystyle scriptlevel; menclose notation; details open`),
	families: []string{"data-", "aria-"},
	styles: regexp.MustCompile(`^(background|border|clear|color|cursor|direction|display|float|font|height|left|line-height|list-style|margin|max-height` +
		`|max-width|min-height|min-width|overflow|overflow-x|overflow-y|padding|position|right|text-align|table-layout|text-decoration|text-indent|top` +
		`|vertical-align|visibility|white-space|width|z-index|zoom|(background|border|font|list-style|margin|padding|flex|grid)-[a-z-]+|flex|gap|grid)$`),
}

// clean takes out what the system does not keep; the text of elements stays, but for scripts and styles.
func (c *cleaner) clean(body string) string {
	var b strings.Builder
	for _, n := range fragment(body) {
		c.write(&b, n)
	}
	return b.String()
}

// fragment parses the inside of a body.
func fragment(body string) []*html.Node {
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(body), root)
	if err != nil {
		panic(err) // a string can always be read
	}
	return nodes
}

func (c *cleaner) write(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(html.EscapeString(n.Data))
		return
	case n.Type != html.ElementNode || n.Data == "script" || n.Data == "style" || n.Data == "svg":
		return
	}
	kept := c.elements[n.Data]
	if kept {
		b.WriteString("<" + n.Data)
		for _, a := range n.Attr {
			if value := c.attribute(n.Data, a); value != "" || a.Key == "alt" {
				fmt.Fprintf(b, ` %s="%s"`, a.Key, html.EscapeString(value))
			}
		}
		b.WriteString(">")
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.write(b, child)
	}
	if kept && !void[n.Data] {
		b.WriteString("</" + n.Data + ">")
	}
}

// attribute is what is left of the value of an attribute; nothing if the attribute goes.
func (c *cleaner) attribute(element string, a html.Attribute) string {
	inFamily := func(family string) bool { return strings.HasPrefix(a.Key, family) }
	if !c.attributes["* "+a.Key] && !c.attributes[element+" "+a.Key] && !slices.ContainsFunc(c.families, inFamily) {
		return ""
	}
	if a.Key != "style" {
		return a.Val
	}
	var kept []string
	for declaration := range strings.SplitSeq(a.Val, ";") {
		property, _, _ := strings.Cut(strings.TrimSpace(declaration), ":")
		if c.styles.MatchString(property) {
			kept = append(kept, strings.TrimSpace(declaration))
		}
	}
	return strings.Join(kept, "; ")
}

// typeset does what MathJax does in both systems: TeX between its signs becomes a formula, but not in code. Moodle's filter
// does it on every page, and Canvas where the administrator has not switched it off.
func typeset(body string) string {
	var b strings.Builder
	for _, n := range fragment(body) {
		findTeX(n)
		if err := html.Render(&b, n); err != nil {
			panic(err)
		}
	}
	return b.String()
}

var texSigns = regexp.MustCompile(`(?s)\\\((.*?)\\\)|\$\$(.*?)\$\$`)

func findTeX(n *html.Node) {
	if n.Type == html.ElementNode && (n.Data == "code" || n.Data == "pre" || n.Data == "math") {
		return
	}
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if child.Type == html.TextNode {
			putFormulas(child)
		} else {
			findTeX(child)
		}
		child = next
	}
}

// putFormulas puts a formula in the place of each TeX in a text.
func putFormulas(text *html.Node) {
	add := func(n *html.Node) { text.Parent.InsertBefore(n, text) }
	rest := text.Data
	for _, tex := range texSigns.FindAllStringSubmatch(text.Data, -1) {
		before, after, _ := strings.Cut(rest, tex[0])
		add(&html.Node{Type: html.TextNode, Data: before})
		add(&html.Node{Type: html.ElementNode, Data: "math", Attr: []html.Attribute{{Key: "alttext", Val: tex[1] + tex[2]}}})
		rest = after
	}
	text.Data = rest
}

var void = set("br hr img col source track wbr")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// pairs reads "element attribute attribute; element attribute".
func pairs(lists string) map[string]bool {
	m := map[string]bool{}
	for list := range strings.SplitSeq(lists, ";") {
		words := strings.Fields(list)
		for _, attribute := range words[1:] {
			m[words[0]+" "+attribute] = true
		}
	}
	return m
}
