package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
)

// svgOf is a drawing of 100 pixels a side.
func svgOf(inside string) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">` + inside + `</svg>`)
}

// nested has each of some groups use the one before ten times.
func nested(depth int) string {
	var b strings.Builder
	b.WriteString(`<defs><rect id="g0" width="1" height="1"/>`)
	for i := range depth {
		fmt.Fprintf(&b, `<g id="g%d">%s</g>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#g%d"/>`, i), 10))
	}
	fmt.Fprintf(&b, `</defs><use href="#g%d"/>`, depth)
	return b.String()
}

// TestHostilePicturesAreNamed has pictures that would take all memory or never end, if they were believed.
func TestHostilePicturesAreNamed(t *testing.T) {
	var whole bytes.Buffer
	if err := png.Encode(&whole, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	large := bytes.Clone(whole.Bytes())
	binary.BigEndian.PutUint32(large[16:], 32000)
	binary.BigEndian.PutUint32(large[20:], 32000)
	binary.BigEndian.PutUint32(large[29:], crc32.ChecksumIEEE(large[12:29]))
	for _, test := range []struct {
		name string
		file []byte
		want string // in what is reported; "" if the picture is drawn
	}{
		{"large.png", large, "it has more than 50 million pixels"},
		{"cut.png", whole.Bytes()[:whole.Len()-20], "it ends too early"},
		{"use-itself.svg", svgOf(`<g id="a"><use href="#a"/><rect width="9" height="9"/></g>`), ""},
		{"use-in-a-circle.svg", svgOf(`<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>`), ""},
		{"use-ten-times-ten.svg", svgOf(nested(9)), "the drawing has too many parts"},
		{"gradient-of-itself.svg", svgOf(`<linearGradient id="a" href="#a"/><rect width="9" height="9" fill="url(#a)"/>`), ""},
		{"clip-of-itself.svg", svgOf(`<clipPath id="a" clip-path="url(#a)"><rect width="5" height="5" clip-path="url(#a)"/></clipPath><rect width="9" height="9" clip-path="url(#a)"/>`), ""},
		{"picture-in-a-drawing.svg", svgOf(`<image width="9" height="9" href="data:image/png;base64,iVBORw0KGgo="/>`), "svg-partly-drawn"},
	} {
		a, err := asset.NewStore(fstest.MapFS{test.name: {Data: test.file}}, 1<<24).Load(test.name)
		if err != nil {
			if test.want == "" || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: it is not loaded: %v", test.name, err)
			}
			continue
		}
		_, reported := written(t, onePart(para(&content.Image{Asset: a, Alt: "a picture", Src: test.name})))
		if got := told(reported); test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%s: reported is %q, want %q", test.name, got, test.want)
		}
	}
}

func told(all []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range all {
		fmt.Fprintf(&b, "%s [%s] → %s\n", d.Message, d.Code, d.Instead)
	}
	return b.String()
}

// TestExifEnds has directories that lead to themselves, to the outside, and that claim more entries than there are.
func TestExifEnds(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 4, 4)), nil); err != nil {
		t.Fatal(err)
	}
	directory := func(entries uint16, tag, value uint16, next uint32) []byte {
		b := append(binary.BigEndian.AppendUint16(nil, entries), byte(tag>>8), byte(tag), 0, 3, 0, 0, 0, 1)
		b = append(binary.BigEndian.AppendUint16(b, value), 0, 0)
		return binary.BigEndian.AppendUint32(b, next)
	}
	for _, test := range []struct {
		name string
		at   uint32
		dir  []byte
		want turn
	}{
		{"a quarter turn", 8, directory(1, 0x0112, 6, 0), 6},
		{"it leads to itself", 8, directory(1, 0x0100, 6, 8), 0},
		{"more entries than there are", 8, directory(0xFFFF, 0x0100, 6, 8), 0},
		{"a turn that is none", 8, directory(1, 0x0112, 900, 0), 0},
		{"outside", 1 << 31, directory(1, 0x0112, 6, 0), 0},
		{"cut", 8, []byte{0}, 0},
	} {
		tiff := append(binary.BigEndian.AppendUint32([]byte("MM\x00\x2A"), test.at), test.dir...)
		segment := append([]byte("Exif\x00\x00"), tiff...)
		file := append([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, byte(len(segment) + 2)}, segment...)
		file = append(file, photo.Bytes()[2:]...)
		p, err := readPixels("photo", file, nil, false)
		if err != nil || p.turned != test.want {
			t.Errorf("%s: %+v, %v; want it turned %d", test.name, p, err, test.want)
		}
	}
}
