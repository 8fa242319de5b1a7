// Package bitmap turns pictures of pixels into what a PDF stores of them: PNG, JPEG, GIF and WebP into image XObjects with
// their soft masks.
//
// Reading a picture goes through all of it once, so that what is damaged is found before anything is laid out, and keeps
// what its dictionary needs. The data is made from the file again when it is written, so that a book with a thousand
// pictures never has more than one of them in memory. A PNG and a JPEG are not even decoded: both are stored in a PDF as
// they are in their own files.
//
// Pictures are not scaled down, however small they are set. Those in courses are mostly screenshots and diagrams, which
// people enlarge on the screen to read the small print; a JPEG would lose at every resampling; and few have more than the
// 300 pixels to the inch that print shows: 2000 pixels in the width of a page.
package bitmap

import (
	"bytes"
	"errors"
	"fmt"

	"coursepack/formats/pdf/internal/object"
)

// What is too much. A picture within the limits costs a second at the most, however much smaller its file is.
const (
	maxSide   = 1 << 16
	maxPixels = 50 << 20
	maxHeld   = 64 << 20 // bytes of pixels that must be in memory all at once
)

var (
	errDamaged = errors.New("it is damaged")
	errCut     = errors.New("it ends too early")
	errEmpty   = errors.New("it has no pixels")
)

// An Image is what there is to know of a picture before it is written.
type Image struct {
	Dict object.Dict // of the image, without its mask
	Mask object.Dict // of the mask; nil if all of the image is opaque
	JPEG bool

	pixels pixels
}

// pixels makes the data of an image and of its mask, compressed as the dictionaries say.
type pixels interface {
	color(file []byte) ([]byte, error)
	mask(file []byte) ([]byte, error)
}

// Data makes the data of the image from the file that was read.
func (m *Image) Data(file []byte) ([]byte, error) { return m.pixels.color(file) }

// MaskData makes the data of the mask.
func (m *Image) MaskData(file []byte) ([]byte, error) { return m.pixels.mask(file) }

// Read reads a picture. Its errors say, in words for the author, what is the matter with it.
func Read(file []byte) (*Image, error) {
	switch {
	case bytes.HasPrefix(file, []byte(pngSignature)):
		return readPNG(file)
	case bytes.HasPrefix(file, []byte("\xFF\xD8")):
		return readJPEG(file)
	}
	return readHeld(file)
}

// checkSize reports whether a picture is too large, each pixel of which takes some bytes of memory.
func checkSize(width, height, held int) error {
	switch {
	case width <= 0 || height <= 0:
		return errEmpty
	case width > maxSide || height > maxSide || width*height > maxPixels:
		return tooLarge(maxPixels)
	case width*height*held > maxHeld:
		return tooLarge(maxHeld / held)
	}
	return nil
}

func tooLarge(pixels int) error {
	return fmt.Errorf("it has more than %d million pixels", pixels>>20)
}

// imageDict describes an image: ISO 32000-1, 8.9.5.
func imageDict(width, height, bits int, space object.Object) object.Dict {
	return object.Dict{
		"Type": object.Name("XObject"), "Subtype": object.Name("Image"), "Width": width, "Height": height,
		"ColorSpace": space, "BitsPerComponent": bits,
	}
}

// deflated says that the data of d is rows of a PNG: ISO 32000-1, 7.4.4.4.
func deflated(d object.Dict, channels int) object.Dict {
	d["Filter"] = object.Name("FlateDecode")
	d["DecodeParms"] = object.Dict{
		"Predictor": 15, "Colors": channels, "BitsPerComponent": d["BitsPerComponent"], "Columns": d["Width"],
	}
	return d
}

// deviceSpace is the colour space with as many channels.
func deviceSpace(channels int) object.Name {
	switch channels {
	case 1:
		return "DeviceGray"
	case 4:
		return "DeviceCMYK"
	}
	return "DeviceRGB"
}

// indexed is the colour space of a palette of red, green and blue: ISO 32000-1, 8.6.6.3.
func indexed(palette []byte) object.Array {
	return object.Array{object.Name("Indexed"), object.Name("DeviceRGB"), len(palette)/3 - 1, object.String(palette)}
}
