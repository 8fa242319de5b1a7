package epub

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"coursepack/content/asset"
	"coursepack/content/math"
	"coursepack/content/math/speech"
	"coursepack/formats/internal/picture"
	"coursepack/formats/internal/qr"
	"coursepack/formats/internal/typeset/mathbox"
	"coursepack/formats/internal/xhtml"
	"coursepack/formats/internal/xmldoc"
	"coursepack/formats/internal/zipfile"
)

// formulaSize is the size at which formulas are drawn, in points; reading systems scale them to the text around.
const formulaSize = 12

// drawing takes a drawing of a formula into the book: https://www.w3.org/TR/MathML3/chapter2.html#interf.toplevel.
func (c *composer) drawing(f *math.Formula) string {
	svg := mathbox.Layout(f, mathbox.Options{Size: formulaSize}).SVG(speech.English(f))
	return c.made(svg, ".svg", "image/svg+xml")
}

// formula takes a picture of a formula into the book. Amazon's own converter turns drawings into pictures too, but those
// of a fraction of the pixels.
func (c *composer) formula(f *math.Formula) xhtml.Drawing {
	const density = 4 // pixels a point: 288 an inch, as the screens of e-readers have
	b := mathbox.Layout(f, mathbox.Options{Size: formulaSize})
	frame := b.Frame()
	return xhtml.Drawing{
		Src:   c.made(b.PNG(density), ".png", "image/png"),
		Width: (frame.XMax - frame.XMin) / formulaSize, Depth: -frame.YMin / formulaSize,
	}
}

// qrCode takes a QR code of an address into the book: dark on a white ground of its own, or phones do not find it.
func (c *composer) qrCode(address string) (string, bool) {
	code, ok := qr.Encode(address)
	if !ok {
		return "", false
	}
	size := fmt.Sprint(code.Size() + 2*qr.Quiet)
	f := xmldoc.New("")
	f.Open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 "+size+" "+size, "width", size, "height", size,
		"shape-rendering", "crispEdges")
	f.Empty("rect", "width", size, "height", size, "fill", "#ffffff")
	var dark strings.Builder
	for _, b := range code.Bars() {
		fmt.Fprintf(&dark, "M%d %dh%dv1h-%dz", b.X+qr.Quiet, b.Y+qr.Quiet, b.Width, b.Width)
	}
	f.Empty("path", "d", dark.String(), "fill", "#000000")
	f.Close("svg")
	return c.made(f.Bytes(), ".svg", "image/svg+xml"), true
}

// made takes a picture that we made into the book, once.
func (c *composer) made(data []byte, ext, mediaType string) string {
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	name, ok := c.files[hash]
	if !ok {
		name = "images/made-" + hash[:12] + ext
		c.files[hash] = name
		c.book.Assets = append(c.book.Assets, resource{Name: name, MediaType: mediaType, Open: zipfile.Bytes(data)})
	}
	return name
}

// resource takes a file into the book, once, if all reading systems that it is for can show it.
func (c *composer) resource(a *asset.Asset) (string, bool) {
	if name, ok := c.files[a.Hash]; ok {
		return name, name != ""
	}
	r := c.fit(a)
	c.files[a.Hash] = r.Name
	if r.Name == "" {
		return "", false
	}
	c.book.Assets = append(c.book.Assets, r)
	return r.Name, true
}

// fit returns a file as the book has it; without a name if it cannot have it.
func (c *composer) fit(a *asset.Asset) resource {
	kind, mediaType := coreType(a)
	if kind == "" || kind != "images" && (c.WithoutRecordings || c.Profile == Kindle) {
		return resource{}
	}
	r := resource{Name: kind + "/" + a.Hash[:12] + a.Ext, MediaType: mediaType, Open: a.Open}
	switch {
	case a.Type == "image/webp" && c.Profile == Kindle:
		data, format, err := picture.Recode(a, c.Pixels)
		if err != nil {
			return resource{}
		}
		r.Name, r.MediaType, r.Open = kind+"/"+a.Hash[:12]+"."+format, "image/"+format, zipfile.Bytes(data)
	case picture.IsLarge(a, c.Pixels):
		r.Make = func() ([]byte, error) { return picture.Smaller(a, c.Pixels) }
	}
	return r
}

// coreType says in which folder a file lies and as what, if it is of a type that needs no fallback:
// https://www.w3.org/TR/epub-33/#sec-core-media-types. Films may be of any type.
func coreType(a *asset.Asset) (folder, mediaType string) {
	switch a.Type {
	case "image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml":
		return "images", a.Type
	case "audio/mpeg", "audio/mp4":
		return "audio", a.Type
	case "text/vtt": // https://www.w3.org/TR/epub-33/#sec-exempt-resources
		return "tracks", a.Type
	}
	switch {
	case a.Type == "audio/ogg" && a.Ext == ".opus":
		return "audio", "audio/ogg; codecs=opus"
	case strings.HasPrefix(a.Type, "video/"):
		return "video", a.Type
	}
	return "", ""
}
