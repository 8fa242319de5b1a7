package pdf

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/gif" // the kinds of pictures that can be decoded
	_ "image/jpeg"
	"image/png"
	"slices"
	"strings"

	_ "golang.org/x/image/webp"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/formats/internal/typeset/svg"
)

// maxPixels is the size of the largest picture that is decoded: some 100 MB.
const maxPixels = 25 << 20

// A picture is ready to be embedded: pixels, or a drawing.
type picture struct {
	name   string
	data   []byte
	jpeg   bool // else an 8-bit PNG without interlacing
	turned turn

	drawing *svg.Drawing
	inside  map[*svg.Image]*picture // the pictures in a drawing
}

var errTooLarge = fmt.Errorf("it has more than %d million pixels", maxPixels>>20)

// load returns the picture of an asset, each asset's once.
func (l *layout) load(a *asset.Asset) (*picture, error) {
	if p, ok := l.pictures[a.Hash]; ok {
		return p.picture, p.err
	}
	p, err := readPicture(a)
	l.pictures[a.Hash] = loadedPicture{p, err}
	return p, err
}

type loadedPicture struct {
	picture *picture
	err     error
}

func readPicture(a *asset.Asset) (*picture, error) {
	if a.Width*a.Height > maxPixels && !isDrawing(a) {
		return nil, errTooLarge
	}
	data, err := a.Bytes()
	if err != nil {
		return nil, err
	}
	if isDrawing(a) {
		return readDrawing(data)
	}
	return decode(a.Hash, data)
}

func isDrawing(a *asset.Asset) bool { return strings.HasPrefix(a.Type, "image/svg") }

// readDrawing reads a drawing and the pictures in it.
func readDrawing(data []byte) (*picture, error) {
	d, err := svg.Parse(data)
	if err != nil {
		return nil, err
	}
	p := &picture{drawing: d, inside: map[*svg.Image]*picture{}}
	for _, m := range d.Marks {
		img, ok := m.(*svg.Image)
		if !ok {
			continue
		}
		hash := sha256.Sum256(img.Data)
		if p.inside[img], err = decode(hex.EncodeToString(hash[:]), img.Data); err != nil {
			d.Missing = append(d.Missing, "image")
		}
	}
	d.Missing = slices.Compact(d.Missing)
	return p, nil
}

// decode reads pixels.
func decode(name string, data []byte) (*picture, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if config.Width > 1<<16 || config.Height > 1<<16 || config.Width*config.Height > maxPixels {
		return nil, errTooLarge
	}
	img, kind, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	switch {
	case kind == "jpeg":
		return &picture{name: name, data: data, jpeg: true, turned: orientation(data)}, nil
	case kind == "png" && isPlainPNG(data):
		return &picture{name: name, data: data}, nil
	}
	data, err = encode(img, image.Rect(0, 0, config.Width, config.Height))
	return &picture{name: name, data: data}, err
}

// isPlainPNG reports whether a PNG, known to be whole, can be embedded as it is: 8 bits or fewer, not interlaced, and
// with no transparency but an alpha channel. fpdf loses the others.
func isPlainPNG(data []byte) bool {
	const depth, interlaced = 24, 28
	return len(data) > interlaced && data[depth] <= 8 && data[interlaced] == 0 && !hasTransparency(data)
}

// hasTransparency reports whether a PNG has a tRNS chunk, which comes before the data.
func hasTransparency(data []byte) bool {
	for at := 8; at+8 <= len(data); {
		size := int(data[at])<<24 | int(data[at+1])<<16 | int(data[at+2])<<8 | int(data[at+3])
		switch string(data[at+4 : at+8]) {
		case "tRNS":
			return true
		case "IDAT":
			return false
		}
		at += 12 + size
	}
	return false
}

// encode writes a picture on a canvas as a PNG with 8 bits a channel. A GIF may fill only a part of its canvas.
func encode(img image.Image, canvas image.Rectangle) ([]byte, error) {
	if gray, ok := img.(*image.Gray); !ok || gray.Rect != canvas {
		img = toNRGBA(img, canvas)
	}
	var b bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img)
	return b.Bytes(), err
}

// toNRGBA copies pixel by pixel: image/draw would go through premultiplied colours and lose some.
func toNRGBA(img image.Image, canvas image.Rectangle) *image.NRGBA {
	out := image.NewNRGBA(canvas)
	visible := img.Bounds().Intersect(canvas)
	for y := visible.Min.Y; y < visible.Max.Y; y++ {
		for x := visible.Min.X; x < visible.Max.X; x++ {
			out.Set(x, y, img.At(x, y))
		}
	}
	return out
}

const pointsPerPixel = 0.75 // of CSS, which has 96 to the inch

// size returns how large an image stands in a column of the given width.
func size(img *content.Image, p *picture, width, height float64) (w, h float64) {
	w, h = float64(img.Asset.Width)*pointsPerPixel, float64(img.Asset.Height)*pointsPerPixel
	if p.drawing != nil {
		w, h = p.drawing.Width*pointsPerPixel, p.drawing.Height*pointsPerPixel
	}
	if p.turned.sideways() {
		w, h = h, w
	}
	if w <= 0 || h <= 0 {
		return 0, 0
	}
	ratio := h / w
	switch {
	case !img.Width.IsZero():
		w = points(img.Width, width)
		h = w * ratio
	case !img.Height.IsZero() && !img.Height.Percent:
		h = points(img.Height, 0)
		w = h / ratio
	}
	shrink := min(1, width/w, height/h)
	return w * shrink, h * shrink
}

func points(l content.Length, width float64) float64 {
	if l.Percent {
		return l.Value / 100 * width
	}
	return l.Value * pointsPerPixel
}

// tallestPicture is how much of a page a picture may take; the rest is for its caption.
const tallestPicture = 0.82

// picture sets an image on a line of its own.
func (f *flow) picture(img *content.Image, target content.Target) {
	p, ok := f.loadFor(img)
	if !ok {
		f.missingPicture(img)
		return
	}
	w, h := size(img, p, f.width, tallestPicture*f.paper.textHeight())
	x := f.left + (f.width-w)/2
	if f.align == content.AlignLeft || f.align == content.AlignRight {
		x = f.left + f.shift(w)
	}
	b := item{height: h}
	tag := f.tag
	if to := f.pictureLink(target); to != (link{}) {
		tag = f.tag.child("P").child("Link")
		tag.contents = cmp.Or(img.Alt, standIn(img))
		b.links = []area{{x: x, w: w, h: h, link: to, tag: tag}}
	}
	b.ops = []op{figure{x: x, w: w, h: h, picture: p, tag: tag.figure(img.Alt)}}
	f.space(gap + 2)
	f.box(b)
	f.space(gap + 2)
}

// pictureLink returns where a picture leads.
func (f *flow) pictureLink(target content.Target) link {
	switch t := target.(type) {
	case content.Internal:
		return link{anchor: anchorOf(t.Part, t.ID)}
	case content.External:
		url, _ := address(t.URL)
		return link{url: url}
	}
	return link{}
}

// loadFor loads an image; what cannot be shown is reported.
func (f *flow) loadFor(img *content.Image) (*picture, bool) {
	if img.Asset == nil {
		f.report(img.Pos, diag.Error, "image-left-out", fmt.Sprintf("%s was not found", img.Src), insteadOfImage)
		return nil, false
	}
	p, err := f.load(img.Asset)
	switch {
	case err != nil:
		f.report(img.Pos, diag.Error, "image-left-out", fmt.Sprintf("%s cannot be shown: %v", img.Asset.Path, err), insteadOfImage)
		return nil, false
	case p.drawing != nil && len(p.drawing.Missing) > 0:
		f.report(img.Pos, diag.Warning, "svg-partly-drawn",
			fmt.Sprintf("%s has what is not drawn: %s", img.Asset.Path, strings.Join(p.drawing.Missing, ", ")), "the drawing without it")
	}
	return p, true
}

const insteadOfImage = "a frame with the alternative text"

// missingPicture sets a frame with the text that stands for an image.
func (f *flow) missingPicture(img *content.Image) {
	f.space(gap + 2)
	fr := &frame{x: f.left, width: f.width, outline: pale}
	f.framed(fr, func() {
		f.pad(8)
		f.indented(12, 12, func() {
			s := f.text
			s.italic, s.color = true, grey
			f.inside("P", func() { f.lines(f.plainAtoms(standIn(img), s), s.size) })
			f.keepLast()
		})
		f.pad(8)
		f.items[len(f.items)-1].keep = false
	})
	f.space(gap + 2)
}

// standIn is the text that stands for an image: its alternative, else its title, else its name.
func standIn(img *content.Image) string {
	switch {
	case strings.TrimSpace(img.Alt) != "":
		return img.Alt
	case strings.TrimSpace(img.Title) != "":
		return img.Title
	}
	return img.Src[strings.LastIndexByte(img.Src, '/')+1:]
}

// image sets an image in a line of text.
func (in *inliner) image(img *content.Image, s style) {
	p, ok := in.loadFor(img)
	if !ok {
		s.italic, s.color = true, grey
		in.text("["+standIn(img)+"]", s)
		return
	}
	w, h := size(img, p, in.width, tallestPicture*in.paper.textHeight())
	in.add(piece{style: s, width: w, figure: &figure{w: w, h: h, picture: p, tag: s.tag.figure(img.Alt)}})
}

// figure centres pictures; what is set at the left edge has its caption there.
func (f *flow) figure(fig *content.Figure) {
	f.anchorID(fig.ID)
	align := f.align
	if !slices.ContainsFunc(fig.Blocks, isNoParagraph) {
		f.align = content.AlignCenter
	}
	f.blocks(fig.Blocks)
	f.keepLastIf(len(fig.Caption) > 0)
	f.dropSpace()
	f.caption(fig.Caption)
	f.align = align
	f.space(gap + 4)
}

func isNoParagraph(b content.Block) bool {
	_, ok := b.(*content.Paragraph)
	return !ok
}

func (f *flow) caption(inlines []content.Inline) {
	if len(inlines) == 0 {
		return
	}
	s := smallStyle
	s.color = 0x33383F
	f.space(5)
	f.inside("P", func() { f.lines(f.atoms(inlines, s), s.size) })
	f.space(5)
}
