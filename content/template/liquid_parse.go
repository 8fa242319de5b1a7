package template

import (
	"bytes"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// maxLiquidDepth is how deep tags may stand in one another.
const maxLiquidDepth = 100

// A liquidNode is a piece of a template: text, an output {{ … }} or a tag {% … %}.
type liquidNode struct {
	kind        liquidKind
	start, stop int    // of the bytes that it stands for
	name        string // of a tag
	args        string // of a tag or an output
	body        []*liquidNode
	branch      *liquidNode // the elsif, else or when that follows the body
}

type liquidKind int

const (
	liquidText liquidKind = iota
	liquidOutput
	liquidTag
)

// liquidBlocks are the tags that have an end. What is in those of the second group is no template.
var (
	liquidBlocks   = []string{"if", "unless", "case", "for", "tablerow", "capture", "highlight", "details", "block"}
	liquidVerbatim = []string{"raw", "comment", "math", "doc"}
)

var liquidTagText = lazyregexp.New(`^\s*([A-Za-z_#][\w-]*)\s*((?s).*)$`)

// A liquidParser reads a template.
type liquidParser struct {
	text   *source.Text
	report diag.Reporter
	nodes  []*liquidNode
}

// parseLiquid reads t. What is broken becomes text, and is reported.
func parseLiquid(t *source.Text, report diag.Reporter) []*liquidNode {
	p := &liquidParser{text: t, report: report}
	p.split()
	nodes, _ := p.tree(nil, 0)
	return nodes
}

// split cuts the template into pieces.
func (p *liquidParser) split() {
	data := p.text.Data
	at := 0 // the text before it is done with
	unclosed := false
	for i := 0; ; {
		open := nextLiquid(data[i:])
		if open < 0 {
			break
		}
		open += i
		i = open + 2
		if unclosed && data[open+1] == '{' {
			continue
		}
		end := bytes.Index(data[i:], closers[data[open+1]])
		if end < 0 {
			p.broken(open, "this is never closed", "as it stands")
			if unclosed = true; data[open+1] == '%' {
				break
			}
			continue // nor is any that comes later
		}
		stop := open + 2 + end + 2
		inner := string(data[open+2 : stop-2])
		n := &liquidNode{kind: liquidOutput, start: open, stop: stop}
		before, after := open, stop
		if rest, ok := strings.CutPrefix(inner, "-"); ok {
			inner, before = rest, at+len(bytes.TrimRight(data[at:open], " \t\n"))
		}
		if rest, ok := strings.CutSuffix(inner, "-"); ok {
			inner, after = rest, len(data)-len(bytes.TrimLeft(data[stop:], " \t\n"))
		}
		n.args = strings.TrimSpace(inner)
		if data[open+1] == '%' && !n.readTag(inner) {
			p.broken(open, "this tag has no name", "as it stands")
			i = stop
			continue
		}
		p.addText(at, before)
		p.nodes = append(p.nodes, n)
		at, i = after, after
		if slices.Contains(liquidVerbatim, n.name) {
			at = p.verbatim(n, after)
			i = at
		}
	}
	p.addText(at, len(data))
}

var closers = map[byte][]byte{'{': []byte("}}"), '%': []byte("%}")}

// nextLiquid returns where an output or a tag opens, -1 if none does.
func nextLiquid(data []byte) int {
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], '{')
		if i < 0 || at+i+1 >= len(data) {
			return -1
		}
		at += i
		if c := data[at+1]; c == '{' || c == '%' {
			return at
		}
		at++
	}
}

func (n *liquidNode) readTag(inner string) bool {
	m := liquidTagText.FindStringSubmatch(inner)
	if m == nil {
		return false
	}
	n.kind, n.name, n.args = liquidTag, m[1], strings.TrimSpace(m[2])
	return true
}

func (p *liquidParser) addText(start, stop int) {
	if start < stop {
		p.nodes = append(p.nodes, &liquidNode{kind: liquidText, start: start, stop: stop})
	}
}

// verbatim puts what stands before the end of n into it as text and returns where the template goes on.
func (p *liquidParser) verbatim(n *liquidNode, start int) int {
	end := endTags[n.name].FindIndex(p.text.Data[start:])
	if end == nil {
		p.broken(n.start, "{% "+n.name+" %} is never closed", "everything to the end of the file is in it")
		end = []int{len(p.text.Data) - start, len(p.text.Data) - start}
	}
	n.body = []*liquidNode{{kind: liquidText, start: start, stop: start + end[0]}}
	return start + end[1]
}

var endTags = func() map[string]*lazyregexp.Regexp {
	m := map[string]*lazyregexp.Regexp{}
	for _, name := range liquidVerbatim {
		m[name] = lazyregexp.New(`\{%-?\s*end` + name + `\s*-?%\}`)
	}
	return m
}()

// tree takes pieces up to the end of the tag open, or to the end of all if open is nil. It returns the piece that ended
// it: a tag that closes it or the next branch of it.
func (p *liquidParser) tree(open *liquidNode, depth int) (body []*liquidNode, end *liquidNode) {
	for len(p.nodes) > 0 {
		n := p.nodes[0]
		p.nodes = p.nodes[1:]
		switch {
		case n.kind != liquidTag:
		case open != nil && (n.name == "end"+open.name || open.isBranch(n.name)):
			return body, n
		case slices.Contains(liquidBlocks, n.name) && depth < maxLiquidDepth:
			p.block(n, depth)
		}
		body = append(body, n)
	}
	if open != nil {
		p.broken(open.start, "{% "+open.name+" %} is never closed", "everything to the end of the file is in it")
	}
	return body, nil
}

// isBranch reports whether a tag called name starts another branch of n.
func (n *liquidNode) isBranch(name string) bool {
	switch n.name {
	case "if", "unless":
		return name == "elsif" || name == "elseif" || name == "else"
	case "case":
		return name == "when" || name == "else"
	case "for", "tablerow":
		return name == "else"
	}
	return false
}

// block reads the branches of n.
func (p *liquidParser) block(n *liquidNode, depth int) {
	for last := n; ; last = last.branch {
		body, end := p.tree(n, depth+1)
		last.body = body
		if end == nil || end.name == "end"+n.name {
			return
		}
		last.branch = end
	}
}

func (p *liquidParser) broken(offset int, message, instead string) {
	p.report.Report(diag.Diagnostic{
		Pos: p.text.Pos(offset), Severity: diag.Error, Code: "template-broken", Message: message, Instead: instead,
	})
}
