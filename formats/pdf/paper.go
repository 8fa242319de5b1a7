package pdf

import "math"

// A paper is a size of paper and the part of it that text takes, in units of the layout: points in which the text has
// textSize, so that another size of text is other paper for the same design.
type paper struct {
	width, height            float64
	left, right, top, bottom float64 // margins of a right-hand page; a left-hand page has left and right exchanged
	twoSided                 bool
	scale                    float64 // points in a unit
}

// Measures of the page. The text is as wide as 70 to 75 characters, which is what reads well, where the page is wide enough for it;
// its height is a whole number of lines. R. Bringhurst, The Elements of Typographic Style, 2.1.2 and 8.4.
const (
	measure    = 40.0    // times the size of the text: its width
	wide       = 44.0    // the same for the wider letters without serifs
	leastSide  = 1. / 9  // of the width of the page: a margin at the side
	topSide    = 1. / 10 // of its height
	bottomSide = 1. / 12
	innerShare = 0.45 // of both margins at the sides, in the middle of an open book, where two meet
)

func paperOf(o Options) paper {
	p := paper{width: 595.28, height: 841.89, twoSided: o.TwoSided, scale: o.scale()}
	if o.Paper == Letter {
		p.width, p.height = 612, 792
	}
	p.width, p.height = p.width/p.scale, p.height/p.scale
	widest := measure * textSize
	if o.Theme == Sans {
		widest = wide * textSize
	}
	sides := max(2*leastSide*p.width, p.width-widest)
	p.left, p.right = sides/2, sides/2
	if p.twoSided {
		p.left, p.right = innerShare*sides, (1-innerShare)*sides
	}
	p.top = topSide * p.height
	lines := math.Floor((p.height - p.top - bottomSide*p.height) / lineHeight)
	p.bottom = p.height - p.top - lines*lineHeight
	return p
}

// isRightHand reports whether a page, counted from 0, is a right-hand page. Paper printed on one side has no others.
func (p paper) isRightHand(page int) bool { return !p.twoSided || page%2 == 0 }

// start is where text starts on a page.
func (p paper) start(page int) float64 {
	if p.isRightHand(page) {
		return p.left
	}
	return p.right
}

func (p paper) textWidth() float64  { return p.width - p.left - p.right }
func (p paper) textHeight() float64 { return p.height - p.top - p.bottom }

// turned is paper for a page on which everything but its head and foot stands sideways: its upper edge is at the left of the page.
func (p paper) turned() paper {
	return paper{width: p.height, height: p.width, left: p.bottom, right: p.top, top: p.left, bottom: p.right, scale: p.scale}
}

// widthOf is the width of paper in the direction in which the lines of a page run.
func (p paper) widthOf(page page) float64 {
	if page.sideways {
		return p.height
	}
	return p.width
}
