package markdown

import (
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// A frame is an open element: a container of Markdown, an HTML element or a component. What is found inside gathers
// in nodes, blocks and inlines mixed, with items, rows and the like among them; when the frame is closed, build makes
// of them what its parent gets.
type frame struct {
	content.Pos
	kind  frameKind
	tag   *tag             // of an element or a component, or with the name of a block
	spec  elementSpec      // of an element or a component
	stop  int              // where the closing tag of an element stands; 0 if it has none
	title []content.Inline // of a block with a name, beside that
	build builder
	nodes []content.Node
	text  bool // the frame stands in a line of text
	task  content.Task
}

type frameKind int

const (
	hard    frameKind = iota // a container of Markdown: what is opened inside of it is closed inside of it
	soft                     // a paragraph of Markdown: an element that is a block ends it
	element                  // HTML or JSX
)

func (d *document) top() *frame { return d.stack[len(d.stack)-1] }

// push opens a frame.
func (d *document) push(f *frame) {
	if last := len(d.spare) - 1; last >= 0 && f.nodes == nil {
		f.nodes, d.spare = d.spare[last], d.spare[:last]
	}
	d.stack = append(d.stack, f)
}

// pop closes the innermost frame and gives what it was to the one around it. No builder may keep the list of nodes:
// another frame gets it.
func (d *document) pop() {
	f := d.top()
	d.stack = d.stack[:len(d.stack)-1]
	d.emit(f.build(d, f)...)
	clear(f.nodes)
	d.spare = append(d.spare, f.nodes[:0])
	f.nodes = nil
}

// emit adds nodes to the innermost frame.
func (d *document) emit(nodes ...content.Node) {
	f := d.top()
	f.nodes = append(f.nodes, nodes...)
}

// within gathers what body finds in a frame of its own and returns it.
func (d *document) within(f *frame, body func()) *frame {
	depth := len(d.stack)
	d.push(f)
	body()
	d.popTo(depth + 1)
	d.stack = d.stack[:depth]
	return f
}

// popTo closes frames until depth are left. Elements that are still open then were never closed by the author.
func (d *document) popTo(depth int) {
	for len(d.stack) > depth {
		f := d.top()
		if f.kind == element && !f.spec.optionalEnd {
			d.report(f.Pos, diag.Note, "tag-unclosed", f.tag.String()+" is never closed", "closed where its container ends")
		}
		d.pop()
	}
}

// inText reports whether the innermost frame holds a line of text.
func (d *document) inText() bool { return d.top().text }

func dropped(*document, *frame) []content.Node { return nil }

// kept hands on what is inside.
func kept(_ *document, f *frame) []content.Node { return f.nodes }

// blocks makes blocks of nodes: runs of inlines become paragraphs.
func (d *document) blocks(nodes []content.Node) []content.Block {
	var blocks []content.Block
	if d.captions {
		nodes = withLists(d.withCaptions(nodes))
	}
	for len(nodes) > 0 {
		run := leadingInlines(nodes)
		if nodes = nodes[len(run):]; len(run) > 0 {
			if run = tidy(run); len(run) > 0 {
				blocks = append(blocks, &content.Paragraph{Pos: run[0].Position(), Inlines: run})
			}
			continue
		}
		switch n := nodes[0].(type) {
		case content.Block:
			blocks = append(blocks, n)
		case *content.Tab:
			blocks = withTab(blocks, n)
		case *codeTitle:
			if !n.entitle(nodes[1:]) {
				blocks = append(blocks, d.orphan(n)...)
			}
		default:
			blocks = append(blocks, d.orphan(n)...)
		}
		nodes = nodes[1:]
	}
	return blocks
}

// leadingInlines returns a list of the inlines that nodes begin with.
func leadingInlines(nodes []content.Node) []content.Inline {
	n := slices.IndexFunc(nodes, isNoInline)
	if n < 0 {
		n = len(nodes)
	}
	return onlyInlines(nodes[:n])
}

func isNoInline(n content.Node) bool {
	_, ok := n.(content.Inline)
	return !ok
}

// inlines makes inlines of nodes. Of blocks it takes the text.
func (d *document) inlines(nodes []content.Node) []content.Inline {
	run := make([]content.Inline, 0, len(nodes))
	for _, n := range nodes {
		switch n := n.(type) {
		case content.Inline:
			run = append(run, n)
		case content.Block:
			run = flatten(run, n)
		default:
			for _, b := range d.orphan(n) {
				run = flatten(run, b)
			}
		}
	}
	return tidy(run)
}

// flatten adds the text of a block to a run of inlines.
func flatten(run []content.Inline, b content.Block) []content.Inline {
	content.Walk(b, func(n content.Node) bool {
		var in content.Inline
		switch n := n.(type) {
		case content.Inline:
			in = n
		case *content.CodeBlock:
			in = &content.Code{Pos: n.Pos, Text: strings.TrimRight(n.Text, "\n")}
		case *content.MathBlock:
			in = &content.Math{Pos: n.Pos, Start: n.Start, TeX: n.TeX}
		case *content.Paragraph, *content.Heading, *content.Item, *content.Cell:
			if len(run) > 0 {
				run = append(run, &content.Text{Pos: n.Position(), Text: " "})
			}
			return true
		default:
			return true
		}
		run = append(run, in)
		return false
	})
	return run
}

// tidy joins neighbouring texts and cuts white space from both ends, in place.
func tidy(run []content.Inline) []content.Inline {
	for len(run) > 0 && isGap(run[0]) {
		run = run[1:]
	}
	for len(run) > 0 && isGap(run[len(run)-1]) {
		run = run[:len(run)-1]
	}
	if len(run) == 0 {
		return nil
	}
	run = join(run)
	if t, ok := run[len(run)-1].(*content.Text); ok {
		t.Text = strings.TrimRight(t.Text, " \t\n")
	}
	return run
}

// isGap reports whether n is nothing but space.
func isGap(n content.Inline) bool {
	switch n := n.(type) {
	case *content.Text:
		return strings.Trim(n.Text, " \t\n") == ""
	case *content.Break:
		return true
	}
	return false
}

// join joins neighbouring texts, in place.
func join(run []content.Inline) []content.Inline {
	joined := run[:0]
	for len(run) > 0 {
		texts := 0
		for texts < len(run) && isText(run[texts]) {
			texts++
		}
		if texts > 1 {
			joined = append(joined, joinTexts(run[:texts]))
		} else {
			joined = append(joined, run[0])
		}
		run = run[max(texts, 1):]
	}
	return joined
}

func isText(n content.Inline) bool {
	_, ok := n.(*content.Text)
	return ok
}

// joinTexts joins texts. Where one ends with a space and the next begins with one, a single one is left.
func joinTexts(run []content.Inline) *content.Text {
	size := 0
	for _, n := range run {
		size += len(n.(*content.Text).Text)
	}
	var b strings.Builder
	b.Grow(size)
	for _, n := range run {
		s := n.(*content.Text).Text
		if strings.HasPrefix(s, " ") && strings.HasSuffix(b.String(), " ") {
			s = s[1:]
		}
		b.WriteString(s)
	}
	return &content.Text{Pos: run[0].Position(), Text: b.String()}
}

// wrap puts inlines around the inlines of nodes, and inside of blocks if there are any, as a browser would.
func (d *document) wrap(nodes []content.Node, around func([]content.Inline) content.Inline) []content.Node {
	if !hasBlock(nodes) {
		if run := join(onlyInlines(nodes)); len(run) > 0 {
			return []content.Node{around(run)}
		}
		return nil
	}
	var out []content.Node
	for _, b := range d.blocks(nodes) {
		switch b := b.(type) {
		case *content.Paragraph:
			b.Inlines = []content.Inline{around(b.Inlines)}
		case *content.Heading:
			b.Inlines = []content.Inline{around(b.Inlines)}
		}
		out = append(out, b)
	}
	return out
}

func hasBlock(nodes []content.Node) bool { return slices.ContainsFunc(nodes, isNoInline) }

func onlyInlines(nodes []content.Node) []content.Inline {
	if len(nodes) == 0 {
		return nil
	}
	run := make([]content.Inline, 0, len(nodes))
	for _, n := range nodes {
		if in, ok := n.(content.Inline); ok {
			run = append(run, in)
		}
	}
	return run
}

func nodesOf[N content.Node](of []N) []content.Node {
	nodes := make([]content.Node, len(of))
	for i, n := range of {
		nodes[i] = n
	}
	return nodes
}
