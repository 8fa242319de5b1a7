package pdf

import (
	"fmt"

	"coursepack/formats/internal/qr"
)

// Measures of QR codes, with the light edge around them. A module of 0.5 mm can be read from an arm's length.
const (
	moduleSize = 1.5
	widestCode = 96
	codeGap    = 10
)

// besideCode runs set at the left of the code of an address, all of it on one page. There is none where the column is too narrow.
func (f *flow) besideCode(url string, set func()) {
	code, ok := qr.Encode(url)
	if !ok || f.width < narrowest+widestCode+codeGap {
		set()
		return
	}
	side := min(float64(code.Size()+2*qr.Quiet)*moduleSize, widestCode)
	start := len(f.items)
	f.indented(0, side+codeGap, set)
	f.dropSpace()
	height := f.heightFrom(start)
	tag := f.tag.figure(fmt.Sprintf(f.words.QRCode, url))
	picture := placed{figure{w: side, h: side, picture: &picture{code: &code}, tag: tag}, f.left + f.width - side, -height}
	f.box(&item{height: max(0, side-height), drawing: drawing{ops: []placed{picture}}})
	f.keepFrom(start)
}

// code draws a QR code, dark on white.
func (e *emitter) code(o figure, x, y float64) {
	c := o.picture.code
	module := o.w / float64(c.Size()+2*qr.Quiet)
	e.fillWith(white)
	e.numbers("re f", x, e.up(y+o.h), o.w, o.h)
	e.fillWith(black)
	for _, b := range c.Bars() {
		e.numbers("re", x+float64(b.X+qr.Quiet)*module, e.up(y+float64(b.Y+qr.Quiet+1)*module), float64(b.Width)*module, module)
	}
	e.stream = append(e.stream, "f\n"...)
}
