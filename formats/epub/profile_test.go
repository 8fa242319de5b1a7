package epub

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/math"
	"coursepack/formats/internal/picture"
)

// loaded returns an asset of bytes.
func loaded(t *testing.T, data []byte) *asset.Asset {
	t.Helper()
	a, err := asset.NewStore(nil, 1<<30).Add(data)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestKindle(t *testing.T) {
	formula, _, _ := math.Parse(`\frac12`, math.Options{})
	p := &content.Part{ID: "p", Title: "One", Blocks: []content.Block{
		&content.Paragraph{Inlines: []content.Inline{&content.Math{TeX: formula.TeX, Formula: formula}, &content.Image{Asset: zooFile(t, "images/disc.webp"), Alt: "A disc"}}},
		&content.Details{Summary: text("Why?"), Blocks: paragraph(text("Because.")...)},
		&content.Embed{Kind: content.EmbedVideo, Asset: zooFile(t, "files/clip.webm"), Title: "A film"},
	}}
	b := composed(t, oneLesson(p), Options{Profile: Kindle})
	got := body(t, b, "p.xhtml")
	for _, part := range []string{
		`alt="one half"`, `<a id="answerref-1" href="#answer-1">Why? (1)</a>`, `<div class="answer" id="answer-1">`, `<p class="embed-title">A film</p>`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("no %s in\n%s", part, got)
		}
	}
	for _, a := range b.Assets {
		if strings.HasSuffix(a.MediaType, "webp") || strings.HasPrefix(a.MediaType, "video/") {
			t.Errorf("%s is in the book", a.Name)
		}
	}
	if features := strings.Join(b.Accessibility.Features, " "); strings.Contains(features, "MathML") || strings.Contains(features, "latex") {
		t.Errorf("the book claims %s", features)
	}
	keepBook(t, "kindle.epub", write(t, b))
}

func TestBooksWithoutRecordings(t *testing.T) {
	p := &content.Part{ID: "p", Title: "One", Blocks: []content.Block{
		&content.Embed{Kind: content.EmbedVideo, Asset: zooFile(t, "files/clip.webm"), Title: "A film"},
	}}
	for _, o := range []Options{{}, {WithoutRecordings: true}} {
		got := body(t, composed(t, oneLesson(p), o), "p.xhtml")
		if strings.Contains(got, "<video") == o.WithoutRecordings {
			t.Errorf("%+v:\n%s", o, got)
		}
	}
}

func TestCardsHaveCodes(t *testing.T) {
	embed := func(url string) content.Block {
		return &content.Embed{Kind: content.EmbedVideo, URL: url, Title: "A film"}
	}
	p := &content.Part{ID: "p", Title: "One", Blocks: []content.Block{
		embed("https://example.org/a"), embed("https://example.org/a"), embed("https://example.org/" + strings.Repeat("a", 400)),
	}}
	b := composed(t, oneLesson(p), Options{})
	if got := strings.Count(body(t, b, "p.xhtml"), `<p class="embed-code"><img src="images/made-`); got != 2 {
		t.Errorf("%d codes, want one for each address that is not too long", got)
	}
	drawings := 0
	for _, a := range b.Assets {
		if strings.HasPrefix(a.Name, "images/made-") {
			drawings++
		}
	}
	if drawings != 1 {
		t.Errorf("%d drawings of one address", drawings)
	}
}

// checks is a picture of squares of one pixel.
func checks(width, height int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, color.Gray{uint8((x + y) % 2 * 200)})
		}
	}
	return img
}

func TestPicturesAreMadeSmaller(t *testing.T) {
	var asPNG, asJPEG bytes.Buffer
	if err := png.Encode(&asPNG, checks(30, 21)); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&asJPEG, checks(30, 21), nil); err != nil {
		t.Fatal(err)
	}
	turned := append([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, 8, 'E', 'x', 'i', 'f', 0, 0}, asJPEG.Bytes()[2:]...)
	for name, data := range map[string][]byte{"png": asPNG.Bytes(), "jpeg": turned} {
		out, format, err := picture.Recode(loaded(t, data), 200)
		if err != nil || format != name {
			t.Fatalf("%s: %s, %v", name, format, err)
		}
		img, _, err := image.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := img.Bounds().Size(), image.Pt(15, 10); got != want {
			t.Errorf("%s: it is %v, want %v", name, got, want)
		}
		if r, _, _, a := img.At(3, 3).RGBA(); r>>8 < 95 || r>>8 > 105 || a>>8 != 255 {
			t.Errorf("%s: a pixel is %d, %d, want the mean", name, r>>8, a>>8)
		}
		if name == "jpeg" && !bytes.Contains(out, []byte("Exif")) {
			t.Error("nothing says how the picture is turned")
		}
	}
}

// What cannot be read here is left as it is.
func TestDamagedPicturesStay(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, checks(30, 21)); err != nil {
		t.Fatal(err)
	}
	damaged := b.Bytes()
	damaged[len(damaged)/2]++
	c := &composer{Options: Options{Pixels: 200}, files: map[string]string{}}
	r := c.fit(loaded(t, damaged))
	if r.Make == nil {
		t.Fatal("the picture is not too large")
	}
	if data, err := r.Make(); err != nil || !bytes.Equal(data, damaged) {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}
