package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An addressParser finds bare addresses with goldmark's parser. That one asks at every space whether an address follows;
// this one waits for a sign that addresses have in them, and goes back to where they start.
// https://github.github.com/gfm/#autolinks-extension-
type addressParser struct{ parser.InlineParser }

// Trigger returns what stands in http://a, www.a and b@a.
func (addressParser) Trigger() []byte { return []byte{':', '.', '@'} }

func (p addressParser) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, sign := reader.Position()
	start := addressStart(reader.Source(), sign.Start)
	if start == sign.Start || !canStartAddress(parent, reader.Source(), start) {
		return nil
	}
	reader.SetPosition(line, text.NewSegment(start, sign.Stop))
	n := p.InlineParser.Parse(parent, reader, pc)
	if n == nil {
		return nil
	}
	takeBack(parent, start, pc)
	n.(*ast.AutoLink).SetPos(start)
	return n
}

// addressStart returns where the address may start that has a sign at offset; offset if there is none.
func addressStart(src []byte, offset int) int {
	before := src[max(0, offset-maxUser):offset]
	switch {
	case src[offset] == '.':
		return offset - len(before) + len(bytes.TrimSuffix(before, []byte("www")))
	case src[offset] == ':':
		return offset - len(before) + len(bytes.TrimRight(before, "htpsf"))
	}
	start := offset
	for start > offset-len(before) && isUserByte(src[start-1]) {
		start--
	}
	for start < offset && util.IsPunct(src[start]) {
		start++
	}
	return start
}

// maxUser is how many bytes may stand before the @ of an address.
const maxUser = 64

func isUserByte(c byte) bool {
	return util.IsAlphaNumeric(c) || bytes.IndexByte([]byte("!#$%&'*+-/=?^_`{|}~."), c) >= 0
}

// canStartAddress reports whether an address may start at start: first in its line, behind something that is no text, or
// behind one of few signs. All from there to the end of parent is text so far.
func canStartAddress(parent ast.Node, src []byte, start int) bool {
	for c := parent.LastChild(); c != nil; c = c.PreviousSibling() {
		switch c := c.(type) {
		case *parser.Delimiter:
			if c.Segment.Start <= start {
				return c.Segment.Stop == start
			}
		case *ast.Text:
			if c.Segment.Start <= start {
				return c.Segment.Start == start || bytes.IndexByte([]byte(" *_~("), src[start-1]) >= 0
			}
		default:
			return false
		}
	}
	return false
}

// takeBack removes from the end of parent what stands at start and behind it.
func takeBack(parent ast.Node, start int, pc parser.Context) {
	for {
		switch last := parent.LastChild().(type) {
		case *parser.Delimiter:
			if last.Segment.Start < start {
				return
			}
			pc.RemoveDelimiter(last) // it is text now
		case *ast.Text:
			if last.Segment.Start < start {
				last.Segment.Stop = min(last.Segment.Stop, start)
				return
			}
			parent.RemoveChild(parent, last)
		default:
			return
		}
	}
}
