package bitmap

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"

	"coursepack/formats/internal/deflate"
	"coursepack/formats/pdf/internal/object"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// Types of colour: https://www.w3.org/TR/png-3/#6Colour-values.
const (
	typeGray      = 0
	typeRGB       = 2
	typePalette   = 3
	typeGrayAlpha = 4
	typeRGBAlpha  = 6
)

// A pngFile without interlacing is read row by row. The filters of its rows work on each byte of a pixel by itself, and those of
// PDF are the same. So where a part of the bytes is to go elsewhere, as alpha is, or nowhere, as the lower half of 16 bits, they
// can be sorted without being decoded.
type pngFile struct {
	width, height, depth int
	kind                 byte
	interlaced           bool
	palette, transparent []byte
}

// channels is how many numbers a pixel has, without alpha.
func (p *pngFile) channels() int {
	if p.kind == typeRGB || p.kind == typeRGBAlpha {
		return 3
	}
	return 1
}

func (p *pngFile) hasAlpha() bool { return p.kind == typeGrayAlpha || p.kind == typeRGBAlpha }

// pixelBits is the size of a pixel in the file.
func (p *pngFile) pixelBits() int {
	n := p.channels()
	if p.hasAlpha() {
		n++
	}
	return n * p.depth
}

// rowBytes is the size of a row with the number of its filter.
func (p *pngFile) rowBytes() int { return 1 + (p.width*p.pixelBits()+7)/8 }

func readPNG(file []byte) (*Image, error) {
	p, data, err := parsePNG(file)
	if err != nil {
		return nil, err
	}
	if p.interlaced {
		return readHeld(file)
	}
	if err := checkSize(p.width, p.height, 0); err != nil {
		return nil, err
	}
	opaque, err := p.check(data)
	if err != nil {
		return nil, err
	}
	var space object.Object = deviceSpace(p.channels())
	if p.kind == typePalette {
		space = indexed(p.palette)
	}
	m := &Image{Dict: deflated(imageDict(p.width, p.height, min(p.depth, 8), space), p.channels()), pixels: p}
	if key := p.colorKey(); key != nil {
		m.Dict["Mask"] = key
	}
	if !opaque {
		m.Mask = deflated(imageDict(p.width, p.height, 8, deviceSpace(1)), 1)
	}
	return m, nil
}

// parsePNG reads the chunks of a file and returns those with data in a row. They must be whole.
func parsePNG(file []byte) (*pngFile, []byte, error) {
	p := &pngFile{}
	var data [][]byte
	for at := len(pngSignature); ; {
		if at+12 > len(file) {
			return nil, nil, errCut
		}
		size := int(binary.BigEndian.Uint32(file[at:]))
		if size > len(file)-at-12 {
			return nil, nil, errCut
		}
		tag, body := string(file[at+4:at+8]), file[at+8:at+8+size]
		if crc32.ChecksumIEEE(file[at+4:at+8+size]) != binary.BigEndian.Uint32(file[at+8+size:]) {
			return nil, nil, errDamaged
		}
		if (p.width == 0) != (tag == "IHDR") {
			return nil, nil, errDamaged
		}
		at += 12 + size
		switch tag {
		case "IHDR":
			if err := p.header(body); err != nil {
				return nil, nil, err
			}
		case "PLTE":
			p.palette = body
		case "tRNS":
			p.transparent = body
		case "IDAT":
			data = append(data, body)
		case "IEND":
			if p.kind == typePalette && (len(p.palette) == 0 || len(p.palette)%3 != 0 || len(p.palette) > 3*256) {
				return nil, nil, errDamaged
			}
			return p, bytes.Join(data, nil), nil
		}
	}
}

func (p *pngFile) header(body []byte) error {
	if len(body) != 13 {
		return errDamaged
	}
	p.width, p.height = int(binary.BigEndian.Uint32(body)), int(binary.BigEndian.Uint32(body[4:]))
	if err := checkSize(p.width, p.height, 0); err != nil {
		return err
	}
	p.depth, p.kind, p.interlaced = int(body[8]), body[9], body[12] != 0
	small := p.depth == 1 || p.depth == 2 || p.depth == 4
	large := p.depth == 8 || p.depth == 16
	switch p.kind {
	case typeGray:
		large = large || small
	case typePalette:
		large = small || p.depth == 8
	case typeRGB, typeGrayAlpha, typeRGBAlpha:
	default:
		large = false
	}
	if !large {
		return errDamaged
	}
	return nil
}

// colorKey is the colour that stands for no colour, as PDF has it: ISO 32000-1, 8.9.6.4. Of 16 bits the upper ones must do.
func (p *pngFile) colorKey() object.Array {
	if p.kind != typeGray && p.kind != typeRGB || len(p.transparent) < 2*p.channels() {
		return nil
	}
	var key object.Array
	for c := range p.channels() {
		v := int(binary.BigEndian.Uint16(p.transparent[2*c:]))
		if p.depth == 16 {
			v >>= 8
		}
		key = append(key, v, v)
	}
	return key
}

// rows calls row for each row with the number of its filter.
func (p *pngFile) rows(data []byte, row func([]byte)) error {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return errDamaged
	}
	b := make([]byte, p.rowBytes())
	for range p.height {
		if _, err := io.ReadFull(z, b); err != nil || b[0] > 4 {
			return errDamaged
		}
		row(b)
	}
	return nil
}

// check goes through all rows and reports whether all pixels are opaque.
func (p *pngFile) check(data []byte) (opaque bool, err error) {
	opaque = true
	if !p.hasAlpha() && !(p.kind == typePalette && len(p.transparent) > 0) {
		return true, p.rows(data, func([]byte) {})
	}
	err = p.alpha(data, func(alpha []byte) {
		opaque = opaque && bytes.Count(alpha, []byte{0xFF}) == len(alpha)
	})
	return opaque, err
}

// alpha calls row with how opaque the pixels of each row are.
func (p *pngFile) alpha(data []byte, row func([]byte)) error {
	above, alpha := make([]byte, p.rowBytes()), make([]byte, p.width)
	if p.kind == typePalette {
		return p.rows(data, func(b []byte) {
			unfilter(b[0], b[1:], above[:len(b)-1])
			copy(above, b[1:])
			for x := range alpha {
				alpha[x] = p.alphaOf(indexAt(b[1:], x, p.depth))
			}
			row(alpha)
		})
	}
	pick := p.alphaPicker()
	return p.rows(data, func(b []byte) {
		pick.from(alpha[:0], b[1:])
		unfilter(b[0], alpha, above[:len(alpha)])
		copy(above, alpha)
		row(alpha)
	})
}

func (p *pngFile) alphaOf(index int) byte {
	if index < len(p.transparent) {
		return p.transparent[index]
	}
	return 0xFF
}

// indexAt returns the pixel at x of a row with depth bits for each.
func indexAt(row []byte, x, depth int) int {
	bit := x * depth
	return int(row[bit/8]) >> (8 - depth - bit%8) & (1<<depth - 1)
}

// unfilter undoes the filter of a row of single bytes: https://www.w3.org/TR/png-3/#9Filters.
func unfilter(filter byte, row, above []byte) {
	var left, corner byte
	for i := range row {
		up := above[i]
		switch filter {
		case 1:
			row[i] += left
		case 2:
			row[i] += up
		case 3:
			row[i] += byte((int(left) + int(up)) / 2)
		case 4:
			row[i] += paeth(left, up, corner)
		}
		left, corner = row[i], up
	}
}

func paeth(left, up, corner byte) byte {
	a, b, c := int(left), int(up), int(corner)
	p := a + b - c
	switch pa, pb, pc := abs(p-a), abs(p-b), abs(p-c); {
	case pa <= pb && pa <= pc:
		return left
	case pb <= pc:
		return up
	}
	return corner
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// A picker takes some of the bytes of each pixel.
type picker struct {
	size  int // of a pixel
	bytes []int
}

func (k picker) from(to, row []byte) []byte {
	for ; len(row) >= k.size; row = row[k.size:] {
		for _, i := range k.bytes {
			to = append(to, row[i])
		}
	}
	return to
}

// step is how many bytes of a pixel belong to one number.
func (p *pngFile) step() int { return max(p.depth/8, 1) }

func (p *pngFile) alphaPicker() picker {
	return picker{p.pixelBits() / 8, []int{p.channels() * p.step()}}
}

func (p *pngFile) colorPicker() picker {
	k := picker{size: p.pixelBits() / 8}
	for c := range p.channels() {
		k.bytes = append(k.bytes, c*p.step())
	}
	return k
}

func (p *pngFile) color(file []byte) ([]byte, error) {
	_, data, err := parsePNG(file)
	if err != nil || p.depth <= 8 && !p.hasAlpha() {
		return data, err
	}
	pick := p.colorPicker()
	return p.packed(func(w io.Writer) error {
		row := make([]byte, 0, 1+p.width*len(pick.bytes))
		return p.rows(data, func(b []byte) {
			row = pick.from(append(row[:0], b[0]), b[1:])
			w.Write(row)
		})
	})
}

func (p *pngFile) mask(file []byte) ([]byte, error) {
	_, data, err := parsePNG(file)
	if err != nil {
		return nil, err
	}
	return p.packed(func(w io.Writer) error {
		if p.kind == typePalette {
			return p.alpha(data, func(alpha []byte) {
				w.Write([]byte{0})
				w.Write(alpha)
			})
		}
		pick := p.alphaPicker()
		row := make([]byte, 0, 1+p.width)
		return p.rows(data, func(b []byte) {
			row = pick.from(append(row[:0], b[0]), b[1:])
			w.Write(row)
		})
	})
}

// packed compresses what write writes.
func (p *pngFile) packed(write func(io.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	err := deflate.ZlibTo(&b, write)
	return b.Bytes(), err
}
