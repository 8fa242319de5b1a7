package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

var (
	kindSpanStart = ast.NewNodeKind("SpanStart")
	kindSpanEnd   = ast.NewNodeKind("SpanEnd")
)

// A spanStart opens [text]{.class}, ^[text] or ^text^. Its end is a node of its own, as what is inside may be anything.
// https://pandoc.org/MANUAL.html#extension-bracketed_spans
// https://pandoc.org/MANUAL.html#extension-inline_notes
type spanStart struct {
	ast.BaseInline
	tag    *tag // nil of a note and of raised text
	raised bool
	at     int

	element string // of HTML that says the same as the signs around the text
	open    *frame
}

type spanEnd struct {
	ast.BaseInline
	of *spanStart
}

func (n *spanStart) Kind() ast.NodeKind { return kindSpanStart }
func (n *spanStart) Dump([]byte, int)   {}
func (n *spanEnd) Kind() ast.NodeKind   { return kindSpanEnd }
func (n *spanEnd) Dump([]byte, int)     {}

// A spanParser finds the brackets that lists of attributes stand behind, and those behind carets. The ends of those that
// are open it knows from looking ahead.
type spanParser struct{ d *document }

func (*spanParser) Trigger() []byte { return []byte{'[', ']', '^'} }

func (p *spanParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	if n := p.close(reader, seg.Start); n != nil || line[0] == ']' {
		return n
	}
	open := seg.Start
	if line[0] == '^' {
		if len(line) < 2 || line[1] != '[' {
			return p.raised(line, reader, seg.Start)
		}
		open++
	}
	closing, ok := p.d.closingBracket(open, end(block))
	if !ok {
		return nil
	}
	n := &spanStart{at: seg.Start}
	if open == seg.Start {
		if n.tag, ok = p.d.attributesAt(closing+1, end(block)); !ok {
			return nil
		}
		n.tag.name = "span"
	}
	p.d.spanEnds[closing] = n
	reader.Advance(open + 1 - seg.Start)
	return n
}

// raised opens ^text^, in which there is no space.
// https://pandoc.org/MANUAL.html#superscripts-and-subscripts
func (p *spanParser) raised(line []byte, reader text.Reader, at int) ast.Node {
	end := bytes.IndexAny(line[1:min(len(line), maxRaised)], "^ \t\n")
	if !p.d.scripts || end <= 0 || line[1+end] != '^' {
		return nil
	}
	if p.d.python && !raisedWord.Match(line[1:1+end]) { // 10^3-10^5 is no 10 with 3-10 raised
		return nil
	}
	n := &spanStart{at: at, raised: true}
	p.d.spanEnds[at+1+end] = n
	reader.Advance(1)
	return n
}

var raisedWord = lazyregexp.New(`^[+-]?[\pL\d]+[+-]?$`)

// maxRaised is how long raised text may be.
const maxRaised = 200

// close ends what the bracket or the caret at a place closes; nil if it closes nothing.
func (p *spanParser) close(reader text.Reader, at int) ast.Node {
	n := p.d.spanEnds[at]
	if n == nil {
		return nil
	}
	delete(p.d.spanEnds, at)
	stop := at + 1
	if n.tag != nil {
		stop = n.tag.stop
	}
	advanceInline(reader, stop)
	return &spanEnd{of: n}
}

// closingBracket returns where the bracket is that closes the one at start. Those in code and behind backslashes do not
// count.
func (d *document) closingBracket(start, limit int) (at int, ok bool) {
	limit = min(limit, len(d.src), start+maxFormula)
	depth := 0
	for i := start; i < limit; i++ {
		if d.lookahead--; d.lookahead < 0 {
			return 0, false
		}
		switch d.src[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i, true
			}
		case '`':
			run := runLength(d.src[i:limit], '`')
			if to := findRun(d.src[i+run:limit], '`', run); to >= 0 {
				i += run + to
			}
			i += run - 1
		case '\n':
			if i+1 < limit && len(bytes.TrimSpace(d.src[i+1:i+1+lineLength(d.src[i+1:limit])])) == 0 {
				return 0, false
			}
		}
	}
	return 0, false
}

func lineLength(s []byte) int {
	if i := bytes.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

func (d *document) spanStart(n *spanStart) {
	if d.inlined >= d.nesting {
		return
	}
	d.inlined++
	n.open = &frame{Pos: d.at(n.at), tag: n.tag, text: true, build: (*document).buildSpan}
	switch {
	case n.element != "":
		n.open.build = func(d *document, f *frame) []content.Node {
			return d.wrap(f.nodes, func(in []content.Inline) content.Inline { return inlineElement(n.element, f.Pos, "", in) })
		}
	case n.raised:
		n.open.build = buildRaised
	case n.tag == nil:
		n.open.build = (*document).buildInlineNote
	}
	d.push(n.open)
}

func (d *document) spanEnd(n *spanEnd) {
	if n.of.open != nil {
		d.inlined--
		d.end(n.of.open)
	}
}

// spanElements are the classes that Pandoc and Quarto know, by the element of HTML that says the same.
// https://pandoc.org/MANUAL.html#highlighting https://quarto.org/docs/authoring/markdown-basics.html#other-spans
var spanElements = map[string]string{
	"mark": "mark", "hl": "mark", "highlight": "mark", "underline": "u", "ul": "u", "kbd": "kbd", "smallcaps": "small",
}

func (d *document) buildSpan(f *frame) []content.Node {
	if f.tag.hasClass("content-visible") || f.tag.hasClass("content-hidden") {
		return d.buildConditional(f)
	}
	nodes := f.nodes
	for _, class := range f.tag.classes() {
		if name := spanElements[class]; name != "" {
			nodes = d.wrap(nodes, func(in []content.Inline) content.Inline { return inlineElement(name, f.Pos, "", in) })
		} else {
			d.unknownClass(f.Pos, class)
		}
	}
	return d.withAttr(f, nodes)
}

func buildRaised(d *document, f *frame) []content.Node {
	return d.wrap(f.nodes, func(in []content.Inline) content.Inline { return &content.Super{Pos: f.Pos, Inlines: in} })
}

// buildInlineNote makes a note of what is inside and refers to it.
func (d *document) buildInlineNote(f *frame) []content.Node {
	blocks := d.blocks(f.nodes)
	if len(blocks) == 0 {
		return nil
	}
	id := d.noteIDs.unique("inline")
	d.cited[id] = len(d.cited) + 1
	d.notes = append(d.notes, &content.Note{Pos: f.Pos, ID: id, Blocks: blocks})
	return []content.Node{&content.NoteRef{Pos: f.Pos, ID: id}}
}
