// Package svg reads drawings: it turns an SVG into marks to paint, one over the other, in whatever output can fill and
// stroke paths and set text. It follows SVG 1.1 and what browsers took over from SVG 2.
//
// It reads drawings that package asset has cleaned; it knows neither PDF nor fonts.
package svg

import (
	"errors"
	"maps"
	"slices"
)

// A Drawing is what an SVG shows. Its coordinates have their origin in the upper left corner, with y downwards.
type Drawing struct {
	Width, Height float64 // in CSS pixels
	Marks         []Mark  // in the order in which they are painted
	Missing       []string
}

// A Mark is something to paint. The set is closed.
type Mark interface{ mark() }

type (
	// A Shape is a path that is filled, stroked or both, in this order.
	Shape struct {
		Matrix  Matrix // from the coordinates of the path, the stroke and the gradients to those of the drawing
		Path    Path
		EvenOdd bool   // the rule for what is inside
		Fill    *Paint // nil if it is not filled
		Stroke  *Stroke
		Clip    []Clip
	}

	// A Text is a run of characters of one look. Matrix takes the origin to where its baseline starts.
	Text struct {
		Matrix  Matrix
		Follows bool // it stands right behind the run before, whatever Matrix says; see Lines
		Text    string
		Font    Font
		Anchor  Anchor
		Fill    Paint
		Clip    []Clip
	}

	// An Image is a picture that fills the unit square, the upper left corner of which is the origin.
	Image struct {
		Matrix Matrix
		Data   []byte // a PNG, a JPEG or a GIF
		Clip   []Clip
	}
)

func (*Shape) mark() {}
func (*Text) mark()  {}
func (*Image) mark() {}

// A Clip bounds what is painted, in the coordinates of the drawing. Several bound it to what they have in common.
type Clip struct {
	Path    Path
	EvenOdd bool
}

// A Stroke is how a line is drawn along a path.
type Stroke struct {
	Paint
	Width      float64
	Cap        Cap
	Join       Join
	MiterLimit float64
	Dash       []float64 // lengths of dashes and gaps by turns; nil is a line without gaps
	Offset     float64   // how far into the dashes the line starts
}

// Cap and Join are numbered as in PDF: ISO 32000-1, tables 54 and 55.
type (
	Cap  int
	Join int
)

// A Paint is a colour or a gradient.
type Paint struct {
	Color    Color
	Alpha    float64   // from 0, which shows nothing, to 1
	Gradient *Gradient // nil for a plain colour
}

// A Color is 0xRRGGBB.
type Color uint32

// A Gradient runs along the line from From to To or, if it is radial, between the circles around the two.
type Gradient struct {
	Radial     bool
	From, To   Point
	FromR, ToR float64
	Stops      []Stop // at least two, with offsets from 0 to 1 that never fall
	Matrix     Matrix // to the coordinates of the path
}

// A Stop of a gradient.
type Stop struct {
	Offset float64
	Color  Color
	Alpha  float64
}

// A Font is what is known of the letters of a text.
type Font struct {
	Families []string // in the order of preference, lower case
	Size     float64
	Bold     bool
	Italic   bool
}

// Anchor says which part of a text stands at its place.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// What a drawing may ask for. One that goes further is broken off.
const (
	maxDepth = 200        // elements in one another, those that <use> brings in included
	maxMarks = 200_000    // marks to paint
	maxSteps = 500_000    // elements that are looked at
	maxWork  = 20_000_000 // elements that selectors of the style sheet are held against
)

// ErrTooLarge says that a drawing asks for too much.
var ErrTooLarge = errors.New("the drawing has too many parts")

// Parse reads a drawing. What it cannot paint is named in Missing, in the words of SVG, each once.
func Parse(data []byte) (*Drawing, error) {
	root, styles, err := readTree(data)
	if err != nil {
		return nil, err
	}
	p := &painter{ids: map[string]*element{}, missing: map[string]bool{}, sheet: parseSheet(styles)}
	p.index(root)
	d := p.root(root)
	if p.full {
		return nil, ErrTooLarge
	}
	d.Marks, d.Missing = p.marks, slices.Sorted(maps.Keys(p.missing))
	return d, nil
}
