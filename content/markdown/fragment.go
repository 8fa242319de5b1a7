package markdown

import (
	"github.com/yuin/goldmark/text"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// ParseHTML reads a text that is HTML from end to end, in which neither blank lines nor indentation mean anything.
// Otherwise it is like Parse.
func ParseHTML(doc *source.Doc, limits source.Limits, report diag.Reporter) (r Result) {
	defer func() {
		if v := recover(); v != nil && v != (refusal{}) {
			panic(v)
		}
	}()
	d := newDocument(doc, limits, report)
	whole := text.NewSegments()
	whole.Append(text.NewSegment(0, len(d.src)))
	f := d.within(&frame{Pos: d.at(0)}, func() { d.html(whole) })
	r = d.result(d.blocks(f.nodes))
	d.giveBack()
	return r
}
