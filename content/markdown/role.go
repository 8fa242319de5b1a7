package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var kindRole = ast.NewNodeKind("Role")

// A role is MyST's {name}`text`. https://mystmd.org/guide/roles
type role struct {
	ast.BaseInline
	name        string
	at          int
	start, stop int // of the text
}

func (n *role) Kind() ast.NodeKind { return kindRole }
func (n *role) Dump([]byte, int)   {}

type roleParser struct{ d *document }

var (
	roleHead   = lazyregexp.New("^\\{([A-Za-z][\\w:.+-]*)\\}(`+)")
	roleTarget = lazyregexp.New(`(?s)^(.*?)\s*<([^<>]+)>$`)
)

func (*roleParser) Trigger() []byte { return []byte{'{'} }

func (p *roleParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	m := roleHead.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	ticks := line[m[4]:m[5]]
	start := seg.Start + m[1]
	limit := min(end(block), len(p.d.src))
	if start > limit {
		return nil
	}
	size := bytes.Index(p.d.src[start:limit], ticks)
	if size < 0 {
		return nil
	}
	advanceInline(reader, start+size+len(ticks))
	return &role{name: strings.ToLower(string(line[m[2]:m[3]])), at: seg.Start, start: start, stop: start + size}
}

// mystLabel is the address of a link that leads to a label, with or without its sign, or to a page without its extension.
// https://mystmd.org/guide/cross-references
var mystLabel = lazyregexp.New(`^(?:#([^\s#]+)|((?:eq|fig|tab|tbl|sec|ex|thm)[:_-][\w-]+|[\w-]+))$`)

// iconRoles draw icons. https://sphinx-design.readthedocs.io/en/latest/badges_buttons.html#inline-icons
var iconRoles = []string{"icon", "octicon", "fa", "fab", "far", "fas", "fa-solid", "fa-brands", "fa-regular"}

// externalAddress writes out the addresses that MyST has short forms for.
// https://mystmd.org/guide/external-references
func externalAddress(url string) string {
	for short, long := range map[string]string{"wiki:": "https://en.wikipedia.org/wiki/", "doi:": "https://doi.org/"} {
		if name, ok := strings.CutPrefix(url, short); ok {
			return long + name
		}
	}
	return url
}

// role emits what a role stands for.
func (d *document) role(n *role) {
	pos := d.at(n.at)
	body := strings.Join(strings.Fields(string(d.src[n.start:n.stop])), " ")
	words, target := body, body
	if m := roleTarget.FindStringSubmatch(body); m != nil {
		words, target = m[1], m[2]
	}
	var shown []content.Inline // what stands before a target
	if words != target && words != "" {
		shown = []content.Inline{&content.Text{Pos: d.at(n.start), Text: strings.ReplaceAll(words, "{number}", "%s")}}
	}
	inner := func() []content.Inline { return []content.Inline{&content.Text{Pos: d.at(n.start), Text: body}} }
	switch name, _, _ := strings.Cut(n.name, ":"); {
	case name == "footcite":
		n.name = "cite" + strings.TrimPrefix(n.name, name)
	case name == "glue":
		n.name = name
	case strings.HasPrefix(n.name, "bdg-"):
		n.name = "bdg"
	case slices.Contains(iconRoles, n.name), strings.HasPrefix(n.name, "material-"):
		n.name = "icon"
	}
	switch n.name {
	case "ref", "numref", "prf:ref", "eq", "any", "std:ref", "exercise", "name":
		d.emit(&content.Link{Pos: pos, Target: content.Reference{Label: target, Bare: n.name == "eq"}, Inlines: shown})
	case "label", "eqlabel":
		d.emit(&content.Span{Pos: pos, Attr: content.Attr{ID: target}})
	case "doc", "download":
		if shown == nil && n.name == "download" {
			shown = inner()
		}
		d.emit(&content.Link{Pos: pos, Target: content.Unresolved{URL: target}, Inlines: shown})
	case "cite", "cite:p", "cite:ps", "cite:t", "cite:ts", "cite:ct", "cite:cts", "cite:year", "cite:author", "cite:alp", "cite:alps", "cite:empty":
		d.emit(citationNodes(n.name, pos, strings.Split(target, ","))...)
	case "math":
		d.emit(&content.Math{Pos: pos, Start: d.at(n.start), TeX: strings.TrimSpace(string(d.src[n.start:n.stop]))})
	case "kbd":
		d.emit(&content.Span{Pos: pos, Role: content.SpanKey, Inlines: inner()})
	case "samp":
		d.emit(&content.Span{Pos: pos, Role: content.SpanSample, Inlines: inner()})
	case "sub", "subscript":
		d.emit(&content.Sub{Pos: pos, Inlines: inner()})
	case "sup", "superscript":
		d.emit(&content.Super{Pos: pos, Inlines: inner()})
	case "abbr":
		short, long, _ := strings.Cut(strings.TrimSuffix(body, ")"), "(")
		text := &content.Text{Pos: d.at(n.start), Text: strings.TrimSpace(short)}
		d.emit(&content.Span{Pos: pos, Role: content.SpanAbbr, Title: strings.TrimSpace(long), Inlines: []content.Inline{text}})
	case "code", "literal", "file", "command", "program", "func", "class", "meth", "mod", "py:func", "py:class", "py:meth", "py:mod", "envvar", "option":
		d.emit(&content.Code{Pos: pos, Text: string(d.src[n.start:n.stop])})
	case "strong", "guilabel", "menuselection":
		d.emit(&content.Strong{Pos: pos, Inlines: inner()})
	case "emphasis", "dfn":
		d.emit(&content.Emph{Pos: pos, Inlines: inner()})
	case "del", "strike":
		d.emit(&content.Strike{Pos: pos, Inlines: inner()})
	case "bdg":
		d.emit(&content.Span{Pos: pos, Role: content.SpanBadge, Inlines: []content.Inline{&content.Text{Pos: d.at(n.start), Text: words}}})
	case "icon":
		d.tally(pos, diag.Note, "icon-unknown", "an icon is a drawing of the site's theme, which is not here", "nothing")
	case "glue", "eval":
		d.tally(pos, diag.Warning, "code-not-run", "what this code puts out is not in the source", "its name")
		d.emit(&content.Code{Pos: pos, Text: words})
	case "pep", "rfc":
		number, _, _ := strings.Cut(target, "#")
		url := "https://datatracker.ietf.org/doc/html/rfc" + target
		if n.name == "pep" {
			url = "https://peps.python.org/pep-" + strings.Repeat("0", max(4-len(number), 0)) + target
		}
		if shown == nil {
			shown = []content.Inline{&content.Text{Pos: pos, Text: strings.ToUpper(n.name) + " " + target}}
		}
		d.emit(&content.Link{Pos: pos, Target: content.Unresolved{URL: url}, Inlines: shown})
	case "term", "index", "u", "underline", "smallcaps", "sc", "span", "button", "nobr":
		d.emit(&content.Text{Pos: d.at(n.start), Text: words})
	default:
		d.tally(pos, diag.Warning, "role-unknown", "the role {"+n.name+"} is not known", "its text")
		d.emit(&content.Text{Pos: d.at(n.start), Text: words})
	}
}

// citationNodes are the citations of several works, in parentheses unless they are part of the sentence.
func citationNodes(name string, pos content.Pos, keys []string) []content.Node {
	form := content.CiteAuthorYear
	switch name {
	case "cite:t", "cite:ts", "cite:author":
		form = content.CiteTextual
	case "cite:year":
		form = content.CiteYear
	}
	var nodes []content.Node
	put := func(s string) { nodes = append(nodes, &content.Text{Pos: pos, Text: s}) }
	if form == content.CiteAuthorYear {
		put("(")
	}
	for i, key := range keys {
		if i > 0 {
			put("; ")
		}
		nodes = append(nodes, &content.Cite{Pos: pos, IDs: []string{strings.TrimSpace(key)}, Form: form})
	}
	if form == content.CiteAuthorYear {
		put(")")
	}
	return nodes
}
