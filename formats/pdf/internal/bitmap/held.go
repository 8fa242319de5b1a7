package bitmap

import (
	"bytes"
	"image"
	"image/color"
	_ "image/gif" // the kinds of pictures that can be decoded
	_ "image/png"
	"io"

	_ "golang.org/x/image/webp"

	"coursepack/formats/internal/deflate"
)

// A held picture must be decoded as a whole: a GIF, a WebP, a PNG whose rows are interlaced.
type held struct {
	canvas  image.Rectangle
	palette []byte
}

// heldBytes is what a pixel takes at the most, by the kind of picture.
var heldBytes = map[string]int{"gif": 1, "webp": 4, "png": 8, "jpeg": 4}

func readHeld(file []byte) (*Image, error) {
	config, kind, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return nil, errDamaged
	}
	if err := checkSize(config.Width, config.Height, heldBytes[kind]); err != nil {
		return nil, err
	}
	h := &held{canvas: image.Rect(0, 0, config.Width, config.Height)}
	img, err := h.decode(file)
	if err != nil {
		return nil, err
	}
	m := &Image{pixels: h}
	if p, ok := img.(*image.Paletted); ok && p.Rect == h.canvas && len(p.Palette) > 0 {
		for _, c := range p.Palette {
			n := color.NRGBAModel.Convert(c).(color.NRGBA)
			h.palette = append(h.palette, n.R, n.G, n.B)
		}
		m.Dict = deflated(imageDict(config.Width, config.Height, 8, indexed(h.palette)), 1)
	} else {
		m.Dict = deflated(imageDict(config.Width, config.Height, 8, deviceSpace(3)), 3)
	}
	if !h.isOpaque(img) {
		m.Mask = deflated(imageDict(config.Width, config.Height, 8, deviceSpace(1)), 1)
	}
	return m, nil
}

func (h *held) decode(file []byte) (image.Image, error) {
	img, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, errDamaged
	}
	return img, nil
}

func (h *held) isOpaque(img image.Image) bool {
	opaque := true
	row := make([]color.NRGBA, h.canvas.Dx())
	for y := range h.canvas.Dy() {
		for _, c := range h.row(row, img, y) {
			opaque = opaque && c.A == 0xFF
		}
	}
	return opaque
}

// row returns the pixels of a row. A GIF may fill only a part of its canvas; the rest shows what is below.
func (h *held) row(row []color.NRGBA, img image.Image, y int) []color.NRGBA {
	clear(row)
	b := img.Bounds()
	if y < b.Min.Y || y >= b.Max.Y {
		return row
	}
	for x := max(b.Min.X, 0); x < min(b.Max.X, len(row)); x++ {
		switch img := img.(type) {
		case *image.NRGBA:
			row[x] = img.NRGBAAt(x, y)
		case *image.YCbCr:
			c := img.YCbCrAt(x, y)
			r, g, b := color.YCbCrToRGB(c.Y, c.Cb, c.Cr)
			row[x] = color.NRGBA{r, g, b, 0xFF}
		default:
			row[x] = color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
		}
	}
	return row
}

func (h *held) color(file []byte) ([]byte, error) {
	img, err := h.decode(file)
	if err != nil {
		return nil, err
	}
	if p, ok := img.(*image.Paletted); ok && h.palette != nil {
		return h.packed(1, func(row []byte, y int) { copy(row, p.Pix[y*p.Stride:]) })
	}
	pixels := make([]color.NRGBA, h.canvas.Dx())
	return h.packed(3, func(row []byte, y int) {
		for x, c := range h.row(pixels, img, y) {
			row[3*x], row[3*x+1], row[3*x+2] = c.R, c.G, c.B
		}
	})
}

func (h *held) mask(file []byte) ([]byte, error) {
	img, err := h.decode(file)
	if err != nil {
		return nil, err
	}
	pixels := make([]color.NRGBA, h.canvas.Dx())
	return h.packed(1, func(row []byte, y int) {
		for x, c := range h.row(pixels, img, y) {
			row[x] = c.A
		}
	})
}

// packed compresses rows of pixels with as many channels. Colours are filtered: what a pixel differs by from those around it takes
// less than half of its own bytes.
func (h *held) packed(channels int, fill func(row []byte, y int)) ([]byte, error) {
	size := channels * h.canvas.Dx()
	row, above := make([]byte, size), make([]byte, size)
	line := make([]byte, 1+size)
	var b bytes.Buffer
	err := deflate.ZlibTo(&b, func(w io.Writer) error {
		for y := range h.canvas.Dy() {
			fill(row, y)
			if channels == 1 {
				copy(line[1:], row)
			} else {
				filterPaeth(line, row, above, channels)
			}
			w.Write(line)
			row, above = above, row
		}
		return nil
	})
	return b.Bytes(), err
}

// filterPaeth writes a row as what differs from the neighbours of each byte: https://www.w3.org/TR/png-3/#9Filter-type-4-Paeth.
func filterPaeth(line, row, above []byte, channels int) {
	line[0] = 4
	for i := range row {
		var left, corner byte
		if i >= channels {
			left, corner = row[i-channels], above[i-channels]
		}
		line[1+i] = row[i] - paeth(left, above[i], corner)
	}
}
