// Package picture makes pictures smaller, and writes those that a reader does not know in a format that it knows.
package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"slices"

	_ "golang.org/x/image/webp" // a format to decode

	"coursepack/content/asset"
)

// readable is how many pixels a picture may have to be read at all: each takes four bytes of memory.
const readable = 60_000_000

// IsLarge reports whether a picture has more than so many pixels and can be made smaller. Animations are left alone.
func IsLarge(a *asset.Asset, most int) bool {
	n := a.Width * a.Height
	return most > 0 && n > most && n <= readable && (a.Type == "image/jpeg" || a.Type == "image/png")
}

// Recode returns a picture of at most so many pixels, if most is not 0: as JPEG or, unless it was one or is a photograph in
// WebP, as PNG.
func Recode(a *asset.Asset, most int) (data []byte, format string, err error) {
	if a.Width*a.Height > readable {
		return nil, "", image.ErrFormat
	}
	original, err := a.Bytes()
	if err != nil {
		return nil, "", err
	}
	img, from, err := image.Decode(bytes.NewReader(original))
	if err != nil {
		return nil, "", err
	}
	_, photograph := img.(*image.YCbCr)
	img = shrunk(img, most)
	var out bytes.Buffer
	if from == "jpeg" || from == "webp" && photograph {
		err = jpeg.Encode(&out, img, &jpeg.Options{Quality: 85})
		if from == "jpeg" && photograph {
			return slices.Insert(out.Bytes(), 2, described(original)...), "jpeg", err
		}
		return out.Bytes(), "jpeg", err
	}
	err = png.Encode(&out, img)
	return out.Bytes(), "png", err
}

// Smaller returns the bytes of a picture of at most so many pixels; its own if it cannot be read: not all can that browsers show.
func Smaller(a *asset.Asset, most int) ([]byte, error) {
	if data, _, err := Recode(a, most); err == nil {
		return data, nil
	}
	return a.Bytes()
}

// described returns what a JPEG says of its pixels, as segments to stand behind the start of another: how they are to be
// turned, in Exif, and what their colours are, in ICC profiles. See https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1.1.
func described(data []byte) []byte {
	const exif, icc, scan = 0xE1, 0xE2, 0xDA
	var segments []byte
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if data[at+1] == scan || end > len(data) {
			break
		}
		if data[at+1] == exif || data[at+1] == icc {
			segments = append(segments, data[at:end]...)
		}
		at = end
	}
	return segments
}

// shrunk returns a picture of at most so many pixels, each the mean of a square of the old ones: a whole number of them keeps
// lines and letters of a screen sharp.
func shrunk(img image.Image, most int) image.Image {
	size := img.Bounds().Size()
	if most <= 0 || size.X*size.Y <= most {
		return img
	}
	side := int(math.Ceil(math.Sqrt(float64(size.X*size.Y) / float64(most))))
	to := image.NewRGBA(image.Rect(0, 0, max(1, size.X/side), max(1, size.Y/side)))
	strip := image.NewRGBA(image.Rect(0, 0, size.X, side))
	for y := range to.Rect.Dy() {
		draw.Draw(strip, strip.Rect, img, img.Bounds().Min.Add(image.Pt(0, y*side)), draw.Src)
		row := to.Pix[y*to.Stride:]
		for x := range to.Rect.Dx() {
			mean(row[4*x:4*x+4], strip, x*side, side)
		}
	}
	return to
}

// mean sets a pixel to the mean of those of a strip from column x on.
func mean(pixel []uint8, strip *image.RGBA, x, side int) {
	var sum [4]int
	for y := range side {
		for i, v := range strip.Pix[y*strip.Stride+4*x : y*strip.Stride+4*min(x+side, strip.Rect.Dx())] {
			sum[i%4] += int(v)
		}
	}
	n := side * min(side, strip.Rect.Dx()-x)
	for i, v := range sum {
		pixel[i] = uint8((v + n/2) / n)
	}
}
