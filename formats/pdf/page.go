package pdf

import "coursepack/content"

// A document is a course laid out: everything that emission needs.
type document struct {
	paper    paper
	root     *element
	fonts    *fontbook
	pages    []page
	roman    int  // pages at the start that are numbered i, ii, iii
	grey     bool // nothing has a colour
	leftward bool // pages follow one another from right to left
	outline  []heading
	places   map[string]place // by anchor
}

// A page is what is drawn on one side of paper.
type page struct {
	drawing
	bare      bool     // it has neither head nor foot
	sideways  bool     // its drawing is for the paper turned
	furniture []placed // what every page has around the text
	head      string   // what the page is about, for its upper edge; "" on pages without a running head
	number    string   // as it stands at the foot of the page
}

// A drawing is a list of operations. Its coordinates count from its upper left corner, in points.
type drawing struct {
	under   []placed // backgrounds, drawn first
	ops     []placed
	links   []area
	anchors []anchor
	begins  []content.Node // lessons, parts and blocks whose first line is in it
	notes   []*footnote    // that it refers to
}

// An op draws something. The set is closed: text, rect, stroke, figure, formula, slot. It is never changed, since drawings share it.
type op interface {
	width() float64
}

// A placed operation stands where x and y say: the upper left corner of a rectangle or a picture, the start of the baseline of text
// and formulas, the start of a line.
type placed struct {
	op
	x, y float64
}

type (
	// A text is a row of runs of one face on one baseline.
	text struct {
		size    float64
		slanted bool
		color   color
		tag     *element
		runs    []run
		refers  string  // it is the number of the page that has this anchor
		room    float64 // that such a number has
	}

	// A rect is a filled rectangle, or the outline of one.
	rect struct {
		w, h    float64
		color   color
		outline bool
	}

	// A stroke is a line that leads so far to the right and down.
	stroke struct {
		dx, dy    float64
		thickness float64
		color     color
		dotted    bool
	}

	// A figure is a picture scaled to a rectangle.
	figure struct {
		w, h    float64
		picture *picture
		tag     *element
	}

	// A slot draws nothing. It keeps a place in the order of reading for an element that is drawn on a later page.
	slot struct {
		tag *element
	}
)

func (o text) width() float64 {
	sum := 0.0
	for _, r := range o.runs {
		sum += r.width(o.size)
	}
	return sum
}

func (o rect) width() float64   { return o.w }
func (o stroke) width() float64 { return o.dx }
func (o figure) width() float64 { return o.w }
func (o slot) width() float64   { return 0 }

// A color is 0xRRGGBB.
type color uint32

// The colours of the design. All text has a contrast of at least 4.5 to 1 on white and on the tints.
const (
	black    color = 0x000000
	white    color = 0xFFFFFF
	ink      color = 0x1B2A41 // headings
	grey     color = 0x5A5F66
	pale     color = 0xC9CDD2 // rules
	tint     color = 0xF4F5F7 // backgrounds
	marked   color = 0xFFF3BF
	linkBlue color = 0x1F4E8C
)

// A link leads to an anchor of the document or to an address elsewhere.
type link struct {
	anchor string
	url    string
}

// An area of a page is a link.
type area struct {
	x, y, w, h float64
	link       link
	tag        *element
}

// An anchor is a height on a page by which links can lead to it.
type anchor struct {
	name string
	y    float64
}

// A place is where an anchor came to stand.
type place struct {
	page int // from 0
	y    float64
}

// A heading is an entry of the outline, and of the contents if listed.
type heading struct {
	level  int // from 0
	title  string
	anchor string
	listed bool
}

// move moves a drawing that shares nothing with others.
func (d *drawing) move(x, y float64) {
	for _, ops := range [][]placed{d.under, d.ops} {
		for i := range ops {
			ops[i].x, ops[i].y = ops[i].x+x, ops[i].y+y
		}
	}
	for i := range d.links {
		d.links[i].x, d.links[i].y = d.links[i].x+x, d.links[i].y+y
	}
	for i := range d.anchors {
		d.anchors[i].y += y
	}
}

// add draws o with its corner at x, y.
func (d *drawing) add(o drawing, x, y float64) {
	d.under = appendMoved(d.under, o.under, x, y)
	d.ops = appendMoved(d.ops, o.ops, x, y)
	for _, a := range o.links {
		a.x, a.y = a.x+x, a.y+y
		d.links = append(d.links, a)
	}
	for _, a := range o.anchors {
		a.y += y
		d.anchors = append(d.anchors, a)
	}
	d.begins = append(d.begins, o.begins...)
	d.notes = append(d.notes, o.notes...)
}

func appendMoved(list, more []placed, x, y float64) []placed {
	for _, o := range more {
		list = append(list, placed{o.op, o.x + x, o.y + y})
	}
	return list
}
