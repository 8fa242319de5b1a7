package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/go-pdf/fpdf"

	"coursepack/formats"
	"coursepack/formats/internal/typeset"
	"coursepack/formats/internal/typeset/svg"
	"coursepack/formats/pdf/internal/object"
)

// A draft is the file that fpdf made, and what it still lacks.
type draft struct {
	file     []byte
	contents []*object.Stream // of the pages
	fonts    []*subset
	pictures []*picture
	lang     string
	title    string

	roman    int  // pages at the start that have numbers of their own
	twoSided bool // to be printed on both sides
	leftward bool // to be read from right to left
	grey     bool // without colours

	root  *element
	marks [][]*element // by page: what the content with each number belongs to
	links [][]*element // by page: what each link belongs to

	sideways []int // the pages that are to be turned

	alphas   map[int]bool // in hundredths, those that the pages name
	shadings []object.Dict
}

// An emitter hands a document to fpdf.
type emitter struct {
	*fpdf.Fpdf
	doc      *document
	fonts    map[*typeset.Face]*subset
	pictures map[string]int // by hash: where in the draft
	draft    draft
	stream   []byte // of the page
	pen      graphics
	open     bool           // the operators are marked content
	tag      *element       // of that element; nil if they are an artifact
	links    map[string]int // fpdf's number for an anchor

	sideways bool // what is drawn on the page stands sideways
}

// graphics is what the operators of a page have set.
type graphics struct {
	fill, stroke color
	width        float64
}

// emit makes a PDF of the document in which the fonts are still missing. It uses the pages up.
func emit(doc *document, in *formats.Input) (*draft, error) {
	scale := doc.paper.scale
	e := &emitter{
		Fpdf:     fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: doc.paper.width * scale, Ht: doc.paper.height * scale}}),
		doc:      doc,
		fonts:    map[*typeset.Face]*subset{},
		pictures: map[string]int{},
		links:    map[string]int{},
	}
	e.SetCompression(false)
	e.SetAutoPageBreak(false, 0)
	e.describe(in)
	e.draft.root = doc.root
	for i, p := range doc.pages {
		e.AddPage()
		e.draft.marks, e.draft.links = append(e.draft.marks, nil), append(e.draft.links, nil)
		e.page(i, p)
		doc.pages[i] = page{} // its memory is needed for those that follow
	}
	e.bookmarks()
	var b bytes.Buffer
	if err := e.Output(&b); err != nil {
		return nil, err
	}
	e.draft.roman, e.draft.twoSided, e.draft.leftward = doc.roman, doc.paper.twoSided, doc.leftward
	e.draft.grey = doc.grey
	e.draft.file, e.draft.lang, e.draft.title = b.Bytes(), cmp.Or(languageTag(in.Course.Language), "en"), titleOf(in.Course)
	return &e.draft, nil
}

// describe sets what readers show about the document.
func (e *emitter) describe(in *formats.Input) {
	c := in.Course
	e.SetTitle(titleOf(c), true)
	if len(c.Authors) > 0 {
		e.SetAuthor(strings.Join(names(c.Authors), ", "), true)
	}
	if c.Description != "" {
		e.SetSubject(clean(c.Description), true)
	}
	e.SetCreator(in.Tool, true)
	e.SetProducer(in.Tool, true)
	e.SetCreationDate(in.Time.In(time.UTC))
	e.SetModificationDate(in.Time.In(time.UTC))
}

func (e *emitter) page(number int, p page) {
	e.pen, e.stream = graphics{width: -1}, e.stream[:0]
	if s := e.doc.paper.scale; s != 1 {
		e.numbers("cm", s, 0, 0, s, 0, 0)
	}
	if len(p.furniture) > 0 {
		e.stream = append(e.stream, "/Artifact <</Type /Pagination>> BDC\n"...)
		for _, o := range p.furniture {
			e.op(o)
		}
		e.stream = append(e.stream, "EMC\n"...)
	}
	e.sideways = p.sideways
	if p.sideways { // the page is turned to the right when it is shown
		e.draft.sideways = append(e.draft.sideways, number)
		e.numbers("cm", 0, 1, -1, 0, e.doc.paper.height, 0)
	}
	e.marked(number, p.under)
	e.marked(number, p.ops)
	e.endMark()
	e.draft.contents = append(e.draft.contents, packed(nil, e.stream))
	for _, a := range p.links {
		e.area(number, a)
	}
}

// marked draws operations as content of what they belong to.
func (e *emitter) marked(page int, ops []placed) {
	for _, o := range ops {
		if o, ok := o.op.(slot); ok {
			o.tag.attach()
			continue
		}
		e.mark(page, tagOf(o.op))
		e.op(o)
	}
}

// tagOf returns what an operation draws a part of; nil if it draws an artifact.
func tagOf(o op) *element {
	switch o := o.(type) {
	case text:
		return o.tag
	case figure:
		return o.tag
	case formula:
		return o.tag
	}
	return nil
}

// mark starts the content of an element, or an artifact: ISO 32000-1, 14.6 and 14.8.2.2.
func (e *emitter) mark(page int, tag *element) {
	if e.open && e.tag == tag {
		return
	}
	e.endMark()
	e.open, e.tag = true, tag
	if tag == nil {
		e.stream = append(e.stream, "/Artifact <</Type /Layout>> BDC\n"...)
		return
	}
	id := len(e.draft.marks[page])
	e.draft.marks[page] = append(e.draft.marks[page], tag)
	tag.add(markedContent{page, id})
	e.stream = fmt.Appendf(e.stream, "/%s <</MCID %d>> BDC\n", tag.role, id)
}

func (e *emitter) endMark() {
	if e.open {
		e.stream = append(e.stream, "EMC\n"...)
		e.open = false
	}
}

func (e *emitter) op(at placed) {
	switch o := at.op.(type) {
	case text:
		e.text(o, at.x, at.y)
	case rect:
		e.rect(o, at.x, at.y)
	case stroke:
		e.strokeLine(o, at.x, at.y)
	case figure:
		e.figure(o, at.x, at.y)
	case formula:
		e.formula(o, at.x, at.y)
	default:
		panic(fmt.Sprintf("pdf: unknown operation %T", o))
	}
}

// numbers appends numbers and an operator.
func (e *emitter) numbers(operator string, numbers ...float64) {
	for _, n := range numbers {
		e.stream = object.AppendFloat(e.stream, n)
		e.stream = append(e.stream, ' ')
	}
	e.stream = append(append(e.stream, operator...), '\n')
}

// up is the height of y above the lower edge, from where PDF counts.
func (e *emitter) up(y float64) float64 { return e.doc.paper.height - y }

func (e *emitter) text(o text, x, y float64) {
	e.fillWith(o.color)
	font := e.font(o.runs[0].Face)
	e.stream = append(e.stream, "BT "+font.name+" "...)
	e.stream = object.AppendFloat(e.stream, o.size)
	e.stream = append(e.stream, " Tf "...)
	operator := " Td "
	if o.slanted {
		e.stream = append(e.stream, "1 0 0.2 1 "...)
		operator = " Tm "
	}
	e.stream = object.AppendFloat(e.stream, x)
	e.stream = append(e.stream, ' ')
	e.stream = object.AppendFloat(e.stream, e.up(y))
	e.stream = append(e.stream, operator...)
	e.stream = font.appendShow(e.stream, o.runs, o.size)
	e.stream = append(e.stream, "ET\n"...)
}

func (e *emitter) font(face *typeset.Face) *subset {
	s, ok := e.fonts[face]
	if !ok {
		s = newSubset(face, len(e.fonts))
		e.fonts[face] = s
		e.draft.fonts = append(e.draft.fonts, s)
	}
	return s
}

func (e *emitter) rect(o rect, x, y float64) {
	operator := "f"
	if o.outline {
		e.strokeWith(o.color, lineWidth)
		operator = "S"
	} else {
		e.fillWith(o.color)
	}
	e.numbers("re "+operator, x, e.up(y+o.h), o.w, o.h)
}

func (e *emitter) strokeLine(o stroke, x, y float64) {
	e.strokeWith(o.color, o.thickness)
	if o.dotted {
		e.stream = append(e.stream, "[0.7 3] 0 d\n"...)
	}
	e.numbers("m", x, e.up(y))
	e.numbers("l S", x+o.dx, e.up(y+o.dy))
	if o.dotted {
		e.stream = append(e.stream, "[] 0 d\n"...)
	}
}

func (e *emitter) fillWith(c color) {
	if e.pen.fill != c {
		e.pen.fill = c
		e.color("rg", c)
	}
}

func (e *emitter) strokeWith(c color, width float64) {
	if e.pen.stroke != c {
		e.pen.stroke = c
		e.color("RG", c)
	}
	if e.pen.width != width {
		e.pen.width = width
		e.numbers("w", width)
	}
}

// color sets a colour, by the operator of colours or, where there are none, by that of greys: rg and g, RG and G.
func (e *emitter) color(operator string, c color) {
	if e.doc.grey {
		e.numbers(operator[1:], c.grey())
		return
	}
	e.numbers(operator, c.part(16), c.part(8), c.part(0))
}

// grey is how light a colour is: ITU-R BT.601.
func (c color) grey() float64 { return 0.299*c.part(16) + 0.587*c.part(8) + 0.114*c.part(0) }

func (c color) part(shift int) float64 { return float64(c>>shift&0xFF) / 255 }

// covers notes that an element takes a part of the page, which stands on y.
func (e *emitter) covers(tag *element, x, y, w, h float64) {
	s, a := e.doc.paper.scale, e.onPaper(area{x: x, y: y - h, w: w, h: h})
	tag.covers(cover{page: e.PageNo(), left: s * a.x, bottom: s * e.up(a.y+a.h), right: s * (a.x + a.w), top: s * e.up(a.y)})
}

// figure draws a picture, turned as it is to stand, with its alternative text.
func (e *emitter) figure(o figure, x, y float64) {
	if o.tag != nil {
		e.covers(o.tag, x, y+o.h, o.w, o.h)
	}
	switch {
	case o.picture.code != nil:
		e.code(o, x, y)
		return
	case o.picture.drawing != nil:
		e.artwork(o, x, y)
		return
	}
	m := o.picture.turned.matrix()
	e.place(o.picture, svg.Matrix{o.w * m[0], o.h * m[1], o.w * m[2], o.h * m[3], x + o.w*m[4], e.up(y+o.h) + o.h*m[5]})
}

// place draws pixels where m takes the unit square.
func (e *emitter) place(p *picture, m svg.Matrix) {
	n, ok := e.pictures[p.name]
	if !ok {
		n = len(e.draft.pictures)
		e.pictures[p.name] = n
		e.draft.pictures = append(e.draft.pictures, p)
	}
	e.stream = append(e.stream, "q\n"...)
	e.numbers("cm", m[:]...)
	e.stream = fmt.Appendf(e.stream, "/%s Do\nQ\n", pictureName(n))
}

// utf16String is a text string of PDF in UTF-16BE: ISO 32000-1, 7.9.2.2.
func utf16String(s string) object.String {
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return object.String(b)
}
