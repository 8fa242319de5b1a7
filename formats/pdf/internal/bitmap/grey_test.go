package bitmap

import (
	"bytes"
	"compress/zlib"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"testing"

	"coursepack/formats/pdf/internal/object"
)

func TestColoursBecomeGreys(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		img.SetNRGBA(i%8, i/8, color.NRGBA{R: 200, G: 30, B: 30, A: 255})
	}
	var asPNG, asJPEG bytes.Buffer
	if err := png.Encode(&asPNG, img); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&asJPEG, img, nil); err != nil {
		t.Fatal(err)
	}
	const want = 81 // of 200, 30, 30
	for name, file := range map[string][]byte{"png": asPNG.Bytes(), "jpeg": asJPEG.Bytes()} {
		m, err := ReadGrey(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if m.Dict["ColorSpace"] != object.Name("DeviceGray") || m.Mask != nil {
			t.Errorf("%s: it is %v, its mask %v", name, m.Dict, m.Mask)
		}
		data, err := m.Data(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := -1
		if name == "jpeg" {
			back, err := jpeg.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			got = int(back.(*image.Gray).GrayAt(3, 3).Y)
		} else {
			r, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			row := make([]byte, 9)
			if _, err := io.ReadFull(r, row); err != nil {
				t.Fatal(err)
			}
			got = int(row[1])
		}
		if got < want-3 || got > want+3 {
			t.Errorf("%s: the grey is %d, want %d", name, got, want)
		}
	}
}

func TestGreyPicturesMayBeDamagedToo(t *testing.T) {
	for _, file := range []string{"", "GIF89a", "\xFF\xD8\xFF", pngSignature} {
		if _, err := ReadGrey([]byte(file)); err == nil {
			t.Errorf("%q is taken for a picture", file)
		}
	}
}
