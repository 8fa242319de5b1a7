package bitmap

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"coursepack/formats/internal/deflate"
	"coursepack/formats/pdf/internal/object"
)

const zooImages = "../../../../testdata/courses/zoo/images/"

// painted is a picture with many colours, of which some are transparent.
func painted(opaque bool) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, 13, 11))
	for y := range 11 {
		for x := range 13 {
			c := color.NRGBA{byte(19 * x), byte(23 * y), byte(x * y), 0xFF}
			if !opaque {
				c.A = byte(20 * x)
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

// inPalette is a picture of as many colours, the last of which is half transparent.
func inPalette(colors int) *image.Paletted {
	m := image.NewPaletted(image.Rect(0, 0, 13, 11), nil)
	for i := range colors {
		m.Palette = append(m.Palette, color.NRGBA{byte(i), byte(200 - i), 7, 0xFF})
	}
	m.Palette[colors-1] = color.NRGBA{1, 2, 3, 0x80}
	for i := range m.Pix {
		m.Pix[i] = byte(i % colors)
	}
	return m
}

func encodedPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func copied[M interface {
	image.Image
	Set(x, y int, c color.Color)
}](m M, from image.Image) M {
	for y := range from.Bounds().Dy() {
		for x := range from.Bounds().Dx() {
			m.Set(x, y, from.At(x, y))
		}
	}
	return m
}

// TestPixelsArriveAsTheyAre reads what is put into a PDF as a reader of PDF does, and compares it with what decoders of the
// standard library see in the file.
func TestPixelsArriveAsTheyAre(t *testing.T) {
	bounds := image.Rect(0, 0, 13, 11)
	var animation bytes.Buffer
	if err := gif.Encode(&animation, inPalette(60), nil); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{
		"opaque":             encodedPNG(t, painted(true)),
		"alpha":              encodedPNG(t, painted(false)),
		"16 bits":            encodedPNG(t, copied(image.NewNRGBA64(bounds), painted(true))),
		"16 bits with alpha": encodedPNG(t, copied(image.NewNRGBA64(bounds), painted(false))),
		"gray":               encodedPNG(t, copied(image.NewGray(bounds), painted(true))),
		"gray of 16 bits":    encodedPNG(t, copied(image.NewGray16(bounds), painted(true))),
		"1 bit":              encodedPNG(t, inPalette(2)),
		"2 bits":             encodedPNG(t, inPalette(4)),
		"4 bits":             encodedPNG(t, inPalette(16)),
		"8 bits":             encodedPNG(t, inPalette(200)),
		"colour key":         withChunk(encodedPNG(t, painted(true)), "tRNS", []byte{0, 19, 0, 23, 0, 1}),
		"gray key":           withChunk(encodedPNG(t, copied(image.NewGray(bounds), painted(true))), "tRNS", []byte{0, 0}),
		"GIF":                animation.Bytes(),
	}
	for _, name := range []string{"interlaced.png", "sixteen-bit.png", "disc.webp", "step.gif", "alpha.png"} {
		file, err := os.ReadFile(zooImages + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = file
	}
	for name, file := range files {
		config, _, err := image.DecodeConfig(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		want, _, err := image.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		got := shown(t, file)
		if got.Rect.Dx() != config.Width || got.Rect.Dy() != config.Height {
			t.Errorf("%s: it is %v, want %d×%d", name, got.Rect, config.Width, config.Height)
		}
		for y := range config.Height {
			for x := range config.Width {
				g, w := got.NRGBAAt(x, y), topBits(want.At(x, y))
				if w.A == 0 {
					w = color.NRGBA{g.R, g.G, g.B, 0}
				}
				if g != w {
					t.Fatalf("%s: the pixel %d, %d is %v, want %v", name, x, y, g, w)
				}
			}
		}
	}
}

// topBits is a colour in 8 bits without rounding.
func topBits(c color.Color) color.NRGBA {
	n := color.NRGBA64Model.Convert(c).(color.NRGBA64)
	if _, ok := c.(color.NRGBA64); !ok {
		return color.NRGBAModel.Convert(c).(color.NRGBA)
	}
	return color.NRGBA{byte(n.R >> 8), byte(n.G >> 8), byte(n.B >> 8), byte(n.A >> 8)}
}

// shown decodes an image of a PDF.
func shown(t *testing.T, file []byte) *image.NRGBA {
	t.Helper()
	m, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := m.Data(file)
	if err != nil {
		t.Fatal(err)
	}
	numbers := numbersIn(t, m.Dict, data)
	w, h := m.Dict["Width"].(int), m.Dict["Height"].(int)
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	key, _ := m.Dict["Mask"].(object.Array)
	top := 255 / (1<<m.Dict["BitsPerComponent"].(int) - 1)
	for i := range w * h {
		c := color.NRGBA{A: 0xFF}
		switch space := m.Dict["ColorSpace"].(type) {
		case object.Array:
			palette := space[3].(object.String)
			c.R, c.G, c.B = palette[3*numbers[i]], palette[3*numbers[i]+1], palette[3*numbers[i]+2]
		case object.Name:
			n := numbers[i : i+1]
			if space == "DeviceRGB" {
				n = numbers[3*i : 3*i+3]
			}
			c.R, c.G, c.B = byte(n[0]*top), byte(n[len(n)/2]*top), byte(n[len(n)-1]*top)
			if matches(key, n) {
				c.A = 0
			}
		}
		out.SetNRGBA(i%w, i/w, c)
	}
	if m.Mask == nil {
		return out
	}
	mask, err := m.MaskData(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range numbersIn(t, m.Mask, mask) {
		out.Pix[4*i+3] = byte(a)
	}
	return out
}

// matches reports whether all numbers are within the bounds of a key.
func matches(key object.Array, numbers []int) bool {
	for i, n := range numbers {
		if len(key) == 0 || n < key[2*i].(int) || n > key[2*i+1].(int) {
			return false
		}
	}
	return true
}

// numbersIn undoes the filters of an image and returns its numbers row by row. It has a PNG of these rows decoded.
func numbersIn(t *testing.T, d object.Dict, data []byte) []int {
	t.Helper()
	parms := d["DecodeParms"].(object.Dict)
	channels, bits, width := parms["Colors"].(int), d["BitsPerComponent"].(int), d["Width"].(int)
	var numbers []int
	bounds := image.Rect(0, 0, width, d["Height"].(int))
	kind := byte(typeGray)
	if channels == 3 {
		kind = typeRGB
	}
	m, err := png.Decode(bytes.NewReader(pngOf(bounds.Dx(), bounds.Dy(), bits, kind, data)))
	if err != nil {
		t.Fatal(err)
	}
	for y := range bounds.Dy() {
		for x := range width {
			c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			for _, v := range []byte{c.R, c.G, c.B}[:channels] {
				numbers = append(numbers, int(v)>>(8-bits))
			}
		}
	}
	return numbers
}

func chunk(tag string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, tag...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// pngOf is a file with a header and compressed rows.
func pngOf(width, height, depth int, kind byte, rows []byte) []byte {
	head := binary.BigEndian.AppendUint32(nil, uint32(width))
	head = append(binary.BigEndian.AppendUint32(head, uint32(height)), byte(depth), kind, 0, 0, 0)
	return slicesOf([]byte(pngSignature), chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", nil))
}

func slicesOf(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// withChunk puts a chunk before the data of a PNG.
func withChunk(file []byte, tag string, body []byte) []byte {
	at := bytes.Index(file, []byte("IDAT")) - 4
	return slicesOf(file[:at], chunk(tag, body), file[at:])
}

func TestOpaqueAlphaIsNoMask(t *testing.T) {
	rows := []byte{0, 1, 2, 3, 0xFF, 4, 5, 6, 0xFF, 2, 0, 0, 0, 0, 1, 1, 1, 0} // the second one differs by that from the first
	for _, clear := range []bool{false, true} {
		if clear {
			rows[len(rows)-1] = 0x80
		}
		m, err := Read(pngOf(2, 2, 8, typeRGBAlpha, deflate.Zlib(rows)))
		if err != nil {
			t.Fatal(err)
		}
		if (m.Mask != nil) != clear {
			t.Errorf("with a transparent pixel %v the mask is %v", clear, m.Mask)
		}
	}
}

func encodedJPEG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, painted(true), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestJPEGIsStoredAsItIs(t *testing.T) {
	whole := encodedJPEG(t)
	m, err := Read(slicesOf(whole, []byte("what some cameras add")))
	if err != nil {
		t.Fatal(err)
	}
	got, err := m.Data(slicesOf(whole, []byte("what some cameras add")))
	if err != nil || !bytes.Equal(got, whole) {
		t.Errorf("the data has %d bytes, %v; want the %d of the picture", len(got), err, len(whole))
	}
	if m.Dict["Width"] != 13 || m.Dict["Height"] != 11 || m.Dict["ColorSpace"] != object.Name("DeviceRGB") {
		t.Errorf("the dictionary is %v", m.Dict)
	}
}

func TestColoursOfJPEG(t *testing.T) {
	adobe := slicesOf([]byte{0xFF, 0xEE, 0, 14}, []byte("Adobe\x00\x64\x00\x00\x00\x00\x02"))
	cmyk := jpegOf(0xC2, 8, 8, "\x01\x02\x03\x04", 1)
	for _, test := range []struct {
		name     string
		file     []byte
		space    object.Name
		inverted bool
		plainRGB bool
	}{
		{"gray", jpegOf(0xC0, 8, 8, "\x01", 1), "DeviceGray", false, false},
		{"progressive", jpegOf(0xC2, 8, 8, "\x01\x02\x03", 10), "DeviceRGB", false, false},
		{"RGB", jpegOf(0xC0, 8, 8, "RGB", 1), "DeviceRGB", false, true},
		{"CMYK", cmyk, "DeviceCMYK", false, false},
		{"CMYK of Adobe", slicesOf(cmyk[:2], adobe, cmyk[2:]), "DeviceCMYK", true, false},
	} {
		m, err := Read(test.file)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		_, inverted := m.Dict["Decode"]
		_, plain := m.Dict["DecodeParms"]
		if m.Dict["ColorSpace"] != test.space || inverted != test.inverted || plain != test.plainRGB {
			t.Errorf("%s: the dictionary is %v", test.name, m.Dict)
		}
	}
}

// jpegOf has the markers of a picture and no pixels.
func jpegOf(frame byte, width, height int, ids string, scans int) []byte {
	head := []byte{0xFF, frame, 0, byte(8 + 3*len(ids)), 8, byte(height >> 8), byte(height), byte(width >> 8), byte(width), byte(len(ids))}
	for i := range len(ids) {
		head = append(head, ids[i], 0x11, 0)
	}
	scan := []byte{0xFF, startOfScan, 0, 2, 1, 2, 0xFF, 0, 0xFF, 0xD0, 3}
	return slicesOf([]byte{0xFF, startOfImage}, head, bytes.Repeat(scan, scans), []byte{0xFF, endOfImage})
}

func TestHostilePicturesAreRefused(t *testing.T) {
	whole, photo := encodedPNG(t, painted(false)), encodedJPEG(t)
	var animation bytes.Buffer
	if err := gif.Encode(&animation, inPalette(60), nil); err != nil {
		t.Fatal(err)
	}
	webp, err := os.ReadFile(zooImages + "disc.webp")
	if err != nil {
		t.Fatal(err)
	}
	interlaced := pngOf(9000, 5000, 16, typeRGBAlpha, nil)
	interlaced[28] = 1
	binary.BigEndian.PutUint32(interlaced[29:], crc32.ChecksumIEEE(interlaced[12:29]))
	zeros := deflate.Zlib(make([]byte, 1<<20))
	damaged := bytes.Clone(whole)
	damaged[len(damaged)/2] ^= 1
	hugeGIF := bytes.Clone(animation.Bytes())
	copy(hugeGIF[6:], "\xFF\xFF\xFF\xFF")
	for _, test := range []struct {
		name string
		file []byte
		want string
	}{
		{"nothing", nil, "damaged"},
		{"text", []byte("a text"), "damaged"},
		{"a header of 10⁹ pixels", pngOf(32000, 32000, 8, typeRGB, zeros), "more than 50 million pixels"},
		{"a header of 10¹⁸ pixels", pngOf(1<<31-1, 1<<31-1, 8, typeRGB, zeros), "more than 50 million pixels"},
		{"interlaced and too large to hold", interlaced, "more than 8 million pixels"},
		{"no width", pngOf(0, 10, 8, typeRGB, zeros), "no pixels"},
		{"no height", pngOf(10, 0, 8, typeRGB, zeros), "no pixels"},
		{"too few rows", pngOf(1000, 2000, 8, typeRGB, zeros), "damaged"},
		{"no rows", pngOf(10, 10, 8, typeRGB, nil), "damaged"},
		{"an unknown filter", pngOf(3, 1, 8, typeGray, deflate.Zlib([]byte{5, 1, 2, 3})), "damaged"},
		{"an unknown type", pngOf(3, 1, 8, 5, zeros), "damaged"},
		{"an unknown depth", pngOf(3, 1, 3, typeGray, zeros), "damaged"},
		{"no palette", pngOf(3, 1, 8, typePalette, zeros), "damaged"},
		{"a wrong sum", damaged, "damaged"},
		{"PNG cut in its data", whole[:len(whole)-20], "too early"},
		{"PNG cut before its end", whole[:len(whole)-12], "too early"},
		{"PNG cut behind its signature", whole[:8], "too early"},
		{"JPEG cut in its scan", photo[:len(photo)-30], "too early"},
		{"JPEG without its end", photo[:len(photo)-2], "too early"},
		{"JPEG cut in a segment", photo[:30], "too early"},
		{"JPEG cut at once", photo[:2], "too early"},
		{"JPEG of 4·10⁹ pixels", jpegOf(0xC0, 65535, 65535, "\x01", 1), "more than 50 million pixels"},
		{"JPEG without pixels", jpegOf(0xC0, 0, 10, "\x01", 1), "no pixels"},
		{"JPEG without scans", jpegOf(0xC0, 8, 8, "\x01", 0), "damaged"},
		{"JPEG of 10,000 scans", jpegOf(0xC2, 8, 8, "\x01", 10_000), "damaged"},
		{"JPEG with arithmetic coding", jpegOf(0xC9, 8, 8, "\x01", 1), "no reader of PDF shows"},
		{"JPEG of two channels", jpegOf(0xC0, 8, 8, "\x01\x02", 1), "no reader of PDF shows"},
		{"GIF cut", animation.Bytes()[:animation.Len()-40], "damaged"},
		{"GIF of 4·10⁹ pixels", hugeGIF, "more than 50 million pixels"},
		{"WebP cut", webp[:len(webp)/2], "damaged"},
	} {
		if m, err := Read(test.file); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, %v; want that %s", test.name, m, err, test.want)
		}
	}
}

// TestRowsAreNotHeld reads a picture that would take 200 MB if it were decoded.
func TestRowsAreNotHeld(t *testing.T) {
	const side = 7000
	var rows bytes.Buffer
	err := deflate.ZlibTo(&rows, func(w io.Writer) error {
		row := make([]byte, 1+4*side)
		for range side {
			w.Write(row)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	file := pngOf(side, side, 8, typeRGBAlpha, rows.Bytes())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	m, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Data(file); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 16<<20 {
		t.Errorf("it took %d MB", taken>>20)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(encodedPNG(f, painted(false)))
	f.Add(encodedPNG(f, inPalette(4)))
	f.Add(encodedJPEG(f))
	f.Add(jpegOf(0xC2, 8, 8, "RGB", 3))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := Read(file)
		if err != nil {
			return
		}
		if _, err := m.Data(file); err != nil {
			t.Error(err)
		}
		if m.Mask != nil {
			if _, err := m.MaskData(file); err != nil {
				t.Error(err)
			}
		}
	})
}
