package bitmap

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"

	"coursepack/formats/pdf/internal/object"
)

// A grey picture is stored without its colours. All of it must be decoded for that; what was a JPEG becomes one again.
type grey struct {
	held
	kind string
}

// greyQuality is that of a JPEG that is made of another one: high, so that the two losses do not add up to one that is seen.
const greyQuality = 92

// ReadGrey reads a picture whose colours are to become greys.
func ReadGrey(file []byte) (*Image, error) {
	config, kind, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return nil, errDamaged
	}
	if err := checkSize(config.Width, config.Height, heldBytes[kind]); err != nil {
		return nil, err
	}
	g := &grey{held{canvas: image.Rect(0, 0, config.Width, config.Height)}, kind}
	img, err := g.decode(file)
	if err != nil {
		return nil, err
	}
	m := &Image{JPEG: kind == "jpeg", pixels: g, Dict: imageDict(config.Width, config.Height, 8, deviceSpace(1))}
	if m.JPEG {
		m.Dict["Filter"] = object.Name("DCTDecode")
		return m, nil
	}
	deflated(m.Dict, 1)
	if !g.isOpaque(img) {
		m.Mask = deflated(imageDict(config.Width, config.Height, 8, deviceSpace(1)), 1)
	}
	return m, nil
}

func (g *grey) color(file []byte) ([]byte, error) {
	img, err := g.decode(file)
	if err != nil {
		return nil, err
	}
	pixels := make([]color.NRGBA, g.canvas.Dx())
	fill := func(row []byte, y int) {
		for x, c := range g.row(pixels, img, y) {
			row[x] = byte((299*int(c.R) + 587*int(c.G) + 114*int(c.B) + 500) / 1000) // ITU-R BT.601, as that of text
		}
	}
	if g.kind != "jpeg" {
		return g.packed(1, fill)
	}
	out := image.NewGray(g.canvas)
	for y := range g.canvas.Dy() {
		fill(out.Pix[y*out.Stride:], y)
	}
	var b bytes.Buffer
	err = jpeg.Encode(&b, out, &jpeg.Options{Quality: greyQuality})
	return b.Bytes(), err
}
