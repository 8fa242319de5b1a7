package pdf

import (
	"bytes"
	"encoding/binary"
)

// A turn is how a picture is to be turned and mirrored to stand upright: the orientation of Exif, 1 to 8, where 0 is 1.
type turn int

// sideways reports whether width and height change places.
func (t turn) sideways() bool { return t >= 5 }

// matrix maps the unit square of a picture as it is stored, with its origin at the lower left, to where it belongs.
func (t turn) matrix() [6]float64 {
	switch t {
	case 2: // mirrored
		return [6]float64{-1, 0, 0, 1, 1, 0}
	case 3: // upside down
		return [6]float64{-1, 0, 0, -1, 1, 1}
	case 4: // upside down and mirrored
		return [6]float64{1, 0, 0, -1, 0, 1}
	case 5: // over the diagonal
		return [6]float64{0, -1, -1, 0, 1, 1}
	case 6: // a quarter turn to the right
		return [6]float64{0, -1, 1, 0, 0, 1}
	case 7: // over the other diagonal
		return [6]float64{0, 1, 1, 0, 0, 0}
	case 8: // a quarter turn to the left
		return [6]float64{0, 1, -1, 0, 1, 0}
	}
	return [6]float64{1, 0, 0, 1, 0, 0}
}

// orientation reads how a JPEG is to be turned from its Exif data: https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf.
func orientation(jpeg []byte) turn {
	for at := 2; at+4 <= len(jpeg) && jpeg[at] == 0xFF; {
		marker, size := jpeg[at+1], int(binary.BigEndian.Uint16(jpeg[at+2:]))
		if marker == 0xDA || at+2+size > len(jpeg) {
			return 0
		}
		segment := jpeg[min(at+4, at+2+size) : at+2+size]
		if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && marker == 0xE1 {
			return tiffOrientation(tiff)
		}
		at += 2 + size
	}
	return 0
}

func tiffOrientation(tiff []byte) turn {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(tiff) < 8 {
		return 0
	}
	at := int(order.Uint32(tiff[4:]))
	if at > len(tiff)-2 {
		return 0
	}
	const entry, tag = 12, 0x0112
	for n := int(order.Uint16(tiff[at:])); n > 0 && at+2+entry <= len(tiff); n-- {
		if order.Uint16(tiff[at+2:]) == tag {
			if t := turn(order.Uint16(tiff[at+10:])); t <= 8 {
				return t
			}
			return 0
		}
		at += entry
	}
	return 0
}
