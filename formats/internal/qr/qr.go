// Package qr makes QR codes (ISO/IEC 18004) of addresses, for pages on which they cannot be clicked. It knows of no format that
// draws them.
package qr

import "rsc.io/qr"

// A Code is a square of modules, dark and light ones.
type Code struct {
	code *qr.Code
}

// Quiet is how many light modules have to be left free around a code: ISO/IEC 18004, 6.3.8.
const Quiet = 4

// maxText is the longest text that is encoded, in bytes: the code of a longer one is too fine to be read from paper.
const maxText = 300

// Encode makes a code of a text; ok is false if the text is empty or too long to be read from paper.
func Encode(text string) (c Code, ok bool) {
	if text == "" || len(text) > maxText {
		return Code{}, false
	}
	code, err := qr.Encode(text, qr.M)
	return Code{code}, err == nil
}

// Size is how many modules a code has in each direction.
func (c Code) Size() int { return c.code.Size }

// A Bar is a row of dark modules side by side.
type Bar struct {
	X, Y, Width int // from the upper left corner, in modules
}

// Bars lists the dark modules, row by row.
func (c Code) Bars() []Bar {
	var bars []Bar
	for y := range c.Size() {
		for x := 0; x < c.Size(); x++ {
			start := x
			for c.code.Black(x, y) { // nothing is dark outside of the code
				x++
			}
			if x > start {
				bars = append(bars, Bar{start, y, x - start})
			}
		}
	}
	return bars
}
