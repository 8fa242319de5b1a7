package bitmap

import (
	"bytes"
	"encoding/binary"
	"errors"

	"coursepack/formats/pdf/internal/object"
)

// maxScans is how many times a progressive JPEG may go over its pixels. Encoders need about ten; a file of a few kilobytes with
// thousands keeps whoever opens it busy for minutes.
const maxScans = 200

var errKindOfJPEG = errors.New("it is a kind of JPEG that no reader of PDF shows")

// A jpegFile is stored as it is: ISO 32000-1, 7.4.8.
type jpegFile struct {
	width, height, channels int
	ids                     []byte // of the channels
	adobe                   bool
	scans                   int
	end                     int // behind the last marker
}

func (j *jpegFile) color(file []byte) ([]byte, error) { return file[:j.end], nil }
func (j *jpegFile) mask([]byte) ([]byte, error)       { panic("bitmap: a JPEG has no mask") }

func readJPEG(file []byte) (*Image, error) {
	j := &jpegFile{}
	if err := j.read(file); err != nil {
		return nil, err
	}
	if err := checkSize(j.width, j.height, 0); err != nil {
		return nil, err
	}
	d := imageDict(j.width, j.height, 8, deviceSpace(j.channels))
	d["Filter"] = object.Name("DCTDecode")
	switch {
	case j.channels == 4 && j.adobe: // whose programs store how little ink there is
		d["Decode"] = object.Array{1, 0, 1, 0, 1, 0, 1, 0}
	case string(j.ids) == "RGB" && !j.adobe: // else it would be taken for brightness and differences of colour
		d["DecodeParms"] = object.Dict{"ColorTransform": 0}
	}
	return &Image{Dict: d, JPEG: true, pixels: j}, nil
}

// Markers: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, table B.1.
const (
	startOfImage = 0xD8
	endOfImage   = 0xD9
	startOfScan  = 0xDA
	appAdobe     = 0xEE
)

// read goes from marker to marker.
func (j *jpegFile) read(file []byte) error {
	at := 2
	for {
		for at < len(file) && file[at] == 0xFF && at+1 < len(file) && file[at+1] == 0xFF { // filling
			at++
		}
		if at+2 > len(file) {
			return errCut
		}
		if file[at] != 0xFF {
			return errDamaged
		}
		marker := file[at+1]
		at += 2
		if marker == endOfImage {
			j.end = at
			return j.complete()
		}
		segment, ok := segmentAt(file, at)
		if !ok {
			return errCut
		}
		at += 2 + len(segment)
		switch {
		case isFrame(marker):
			if err := j.frame(marker, segment); err != nil {
				return err
			}
		case marker == appAdobe && bytes.HasPrefix(segment, []byte("Adobe")):
			j.adobe = true
		case marker == startOfScan:
			if j.scans++; j.scans > maxScans {
				return errDamaged
			}
			at = endOfScan(file, at)
		}
	}
}

func segmentAt(file []byte, at int) (segment []byte, ok bool) {
	if at+2 > len(file) {
		return nil, false
	}
	size := int(binary.BigEndian.Uint16(file[at:]))
	if size < 2 || at+size > len(file) {
		return nil, false
	}
	return file[at+2 : at+size], true
}

// endOfScan returns where the next marker is that is none of those inside of a scan.
func endOfScan(file []byte, at int) int {
	for {
		i := bytes.IndexByte(file[at:], 0xFF)
		if i < 0 || at+i+1 >= len(file) {
			return len(file)
		}
		at += i
		next := file[at+1]
		if next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7) { // a stuffed byte, filling, a restart
			return at
		}
		at++
	}
}

// isFrame reports whether a marker says what the picture is like. Three in the range are something else.
func isFrame(marker byte) bool {
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
}

func (j *jpegFile) frame(marker byte, segment []byte) error {
	if len(segment) < 6 || len(segment) < 6+3*int(segment[5]) || j.channels != 0 {
		return errDamaged
	}
	if marker > 0xC2 || segment[0] != 8 { // lossless, arithmetic or of 12 bits
		return errKindOfJPEG
	}
	j.height, j.width = int(binary.BigEndian.Uint16(segment[1:])), int(binary.BigEndian.Uint16(segment[3:]))
	j.channels = int(segment[5])
	if j.channels != 1 && j.channels != 3 && j.channels != 4 {
		return errKindOfJPEG
	}
	for c := range j.channels {
		j.ids = append(j.ids, segment[6+3*c])
	}
	return nil
}

func (j *jpegFile) complete() error {
	if j.channels == 0 || j.scans == 0 {
		return errDamaged
	}
	return nil
}
