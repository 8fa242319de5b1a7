package pdf

import (
	"fmt"
	"slices"

	"coursepack/content"
	"coursepack/content/diag"
)

// A flow turns blocks into a vertical list of items in a column of some width.
type flow struct {
	*layout
	paper     paper                // that it is set for; it may be turned
	part      *content.Part        // the one whose blocks these are; nil in front matter
	footnotes map[string]*footnote // its notes that stand at the foot of pages, by id; nil if none do
	tag       *element             // that blocks are set in
	at        diag.Pos             // of the block that is being set
	left      float64
	width     float64
	text      style
	align     content.Align
	frames    []*frame
	tight     bool // paragraphs stand without space between them
	ragged    bool // lines end where they will
	inNote    bool // it is a note that is being set
	items     []*item
	measuring bool // what is set is only measured: it stands nowhere

	depth     int // of the part in the outline
	listDepth int

	waiting []anchor // for the next box
}

// narrowest is the width below which nothing is indented any more.
const narrowest = 90

func (f *flow) box(b *item) {
	b.kind, b.frames = box, f.frames
	if len(f.waiting) > 0 {
		b.anchors = append(slices.Clip(f.waiting), b.anchors...)
		f.waiting = nil
	}
	f.items = append(f.items, b)
}

// pad adds an empty box: a space that no end of a page swallows.
func (f *flow) pad(height float64) {
	f.box(&item{height: height, keep: true})
}

// space sets the next box apart. Of two spaces in a row the larger one counts.
func (f *flow) space(height float64) {
	if n := len(f.items) - 1; n >= 0 && f.items[n].kind == space {
		last := f.items[n]
		last.height, last.frames = max(last.height, height), shared(last.frames, f.frames)
		return
	}
	f.items = append(f.items, &item{kind: space, height: height, frames: f.frames})
}

// shared returns the frames that stand around both of two neighbours.
func shared(a, b []*frame) []*frame {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n:n]
}

// keepLast keeps the last box together with what follows.
func (f *flow) keepLast() {
	for i := len(f.items) - 1; i >= 0; i-- {
		if f.items[i].kind == box {
			f.items[i].keep = true
			return
		}
	}
}

// keepFrom keeps the boxes from index on together.
func (f *flow) keepFrom(index int) {
	for i := index; i < len(f.items)-1; i++ {
		f.items[i].keep = true
	}
}

// anchor lets links lead to whatever comes next.
func (f *flow) anchor(name string) {
	f.waiting = append(f.waiting, anchor{name: name})
}

// anchorID does it for the id of a block, if it has one.
func (f *flow) anchorID(id string) {
	if id != "" {
		f.anchor(anchorOf(f.part, id))
	}
}

// end gives anchors that nothing followed a place.
func (f *flow) end() {
	if len(f.waiting) > 0 {
		f.box(&item{})
	}
}

// indented runs set in a column that is narrower at its left and right.
func (f *flow) indented(left, right float64, set func()) {
	if f.width-left-right < narrowest {
		left, right = 0, 0
	}
	f.left, f.width = f.left+left, f.width-left-right
	set()
	f.left, f.width = f.left-left, f.width+left+right
}

// framed runs set inside a frame.
func (f *flow) framed(fr *frame, set func()) {
	outer := f.frames
	f.frames = append(slices.Clip(outer), fr)
	set()
	f.frames = outer
}

// loosely runs set with space between paragraphs, whatever the list around says.
func (f *flow) loosely(set func()) {
	tight := f.tight
	f.tight = false
	set()
	f.tight = tight
}

// raggedly runs set with lines that end where they will.
func (f *flow) raggedly(set func()) {
	ragged := f.ragged
	f.ragged = true
	set()
	f.ragged = ragged
}

// inner returns an empty flow like f in a column of its own.
func (f *flow) inner(left, width float64) *flow {
	return &flow{layout: f.layout, paper: f.paper, part: f.part, at: f.at, footnotes: f.footnotes, tag: f.tag, left: left, width: width, text: f.text, align: f.align, ragged: true, inNote: f.inNote, depth: f.depth}
}

// gap returns how far paragraphs stand apart.
func (f *flow) gap() float64 {
	if f.tight {
		return 0
	}
	return gap * f.text.size / textSize
}

func (f *flow) notRendered(n content.Node) {
	f.report(n.Position(), diag.Error, "not-rendered", fmt.Sprintf("a %s has no place in this format", content.Kind(n)), "nothing")
}

func anchorOf(p *content.Part, id string) string {
	switch {
	case p == nil:
		return "front^" + id
	case id == "":
		return p.ID
	}
	return p.ID + "#" + id
}

func noteAnchor(p *content.Part, id string) string    { return anchorOf(p, "") + "^note " + id }
func noteRefAnchor(p *content.Part, id string) string { return anchorOf(p, "") + "^ref " + id }
