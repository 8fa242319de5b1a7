package pdf

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/formats/internal/qr"
	"coursepack/formats/internal/typeset/svg"
	"coursepack/formats/pdf/internal/bitmap"
	"coursepack/formats/pdf/internal/object"
)

// A picture is ready to be embedded: pixels, or a drawing.
type picture struct {
	name   string                 // no two have the same
	image  *bitmap.Image          // nil of a drawing
	file   func() ([]byte, error) // reads it again
	turned turn

	drawing *svg.Drawing
	inside  map[*svg.Image]*picture // the pictures in a drawing

	code *qr.Code // that it is
}

// load returns the picture of an asset, each asset's once.
func (l *layout) load(a *asset.Asset) (*picture, error) {
	if p, ok := l.pictures[a.Hash]; ok {
		return p.picture, p.err
	}
	p, err := readPicture(a, l.grey)
	l.pictures[a.Hash] = loadedPicture{p, err}
	return p, err
}

type loadedPicture struct {
	picture *picture
	err     error
}

func readPicture(a *asset.Asset, grey bool) (*picture, error) {
	data, err := a.Bytes()
	if err != nil {
		return nil, err
	}
	if isDrawing(a) {
		return readDrawing(data, grey)
	}
	return readPixels(a.Hash, data, a.Bytes, grey)
}

func isDrawing(a *asset.Asset) bool { return strings.HasPrefix(a.Type, "image/svg") }

// readDrawing reads a drawing and the pictures in it.
func readDrawing(data []byte, grey bool) (*picture, error) {
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
		file := func() ([]byte, error) { return img.Data, nil }
		if p.inside[img], err = readPixels(hex.EncodeToString(hash[:]), img.Data, file, grey); err != nil {
			d.Missing = append(d.Missing, "image")
		}
	}
	d.Missing = slices.Compact(d.Missing)
	return p, nil
}

func readPixels(name string, data []byte, file func() ([]byte, error), grey bool) (*picture, error) {
	read := bitmap.Read
	if grey {
		read = bitmap.ReadGrey
	}
	img, err := read(data)
	if err != nil {
		return nil, err
	}
	p := &picture{name: name, image: img, file: file}
	if img.JPEG {
		p.turned = orientation(data)
	}
	return p, nil
}

// pictureName is what the pages call a picture of the draft.
func pictureName(n int) string { return "Picture" + strconv.Itoa(n) }

// addPictures adds the pictures to what the pages share: ISO 32000-1, 8.9.5. Their data is made as they are written.
func (d *draft) addPictures(f *object.File, resources object.Dict) late {
	objects, data := object.Dict{}, late{}
	for i, p := range d.pictures {
		made := func(from func(file []byte) ([]byte, error)) func() ([]byte, error) {
			return func() ([]byte, error) {
				file, err := p.file()
				if err != nil {
					return nil, err
				}
				return from(file)
			}
		}
		if p.image.Mask != nil {
			mask := f.Add(&object.Stream{Dict: p.image.Mask})
			data[mask] = made(p.image.MaskData)
			p.image.Dict["SMask"] = mask
		}
		ref := f.Add(&object.Stream{Dict: p.image.Dict})
		data[ref] = made(p.image.Data)
		objects[object.Name(pictureName(i))] = ref
	}
	if len(objects) > 0 {
		resources["XObject"] = objects
	} else {
		delete(resources, "XObject")
	}
	return data
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

// leastPicture is the part of its size to which a picture may shrink where it would otherwise leave the end of a page empty.
const leastPicture = 2. / 3

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
	b := &item{height: h, least: leastPicture}
	tag := f.tag
	if to := f.pictureLink(target); to != (link{}) {
		tag = f.tag.child("P").child("Link")
		tag.contents = cmp.Or(img.Alt, standIn(img))
		b.links = []area{{x: x, w: w, h: h, link: to, tag: tag}}
	}
	b.ops = []placed{{figure{w: w, h: h, picture: p, tag: tag.figure(img.Alt)}, x, 0}}
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
	in.add(piece{style: &s, width: w, figure: &figure{w: w, h: h, picture: p, tag: s.tag.figure(img.Alt)}})
}

// figure sets a figure. One with a caption, not inside of anything, floats.
func (f *flow) figure(fig *content.Figure) {
	f.anchorID(fig.ID)
	if len(fig.Caption) == 0 || !isPictures(fig.Blocks) || f.left > 0 || len(f.frames) > 0 {
		f.figureBlocks(fig)
		f.space(gap + 4)
		return
	}
	f.space(gap + 2)
	start := len(f.items)
	tag := f.inside("Div", func() { f.figureBlocks(fig) })
	f.dropSpace()
	if d, height := stack(f.items[start:]); height <= f.paper.textHeight() {
		f.items = append(f.items[:start], &item{kind: box, height: height, drawing: d, floats: tag})
	}
	f.space(gap + 4)
}

// isPictures reports whether blocks are pictures and their captions, which no page divides.
func isPictures(blocks []content.Block) bool {
	return !slices.ContainsFunc(blocks, func(b content.Block) bool {
		switch b := b.(type) {
		case *content.Paragraph:
			return false
		case *content.Figure:
			return !isPictures(b.Blocks)
		case *content.Div:
			return !isPictures(b.Blocks)
		}
		return true
	})
}

// figureBlocks centres pictures; what is set at the left edge has its caption there.
func (f *flow) figureBlocks(fig *content.Figure) {
	align := f.align
	if !slices.ContainsFunc(fig.Blocks, isNoParagraph) {
		f.align = content.AlignCenter
	}
	outer, before := f.tag, len(f.tag.children)
	f.blocks(fig.Blocks)
	f.keepLastIf(len(fig.Caption) > 0)
	f.dropSpace()
	if len(fig.Caption) > 0 {
		f.tag = outer.captioned(before)
		f.caption(fig.Caption)
		f.tag = outer
	}
	f.align = align
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
	f.inside("Caption", func() { f.lines(f.atoms(inlines, s), s.size) })
	f.space(5)
}
