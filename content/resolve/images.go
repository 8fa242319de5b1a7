package resolve

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// image returns n with its file loaded; a link to a picture that is elsewhere; or the words that stand for a picture
// that cannot be had.
func (r *resolver) image(p *content.Part, n *content.Image) []content.Inline {
	if n.Asset != nil {
		return []content.Inline{n}
	}
	if isRemote(n.Src) && !r.isOwn(n.Src) {
		return r.remoteImage(n)
	}
	a, err := r.loadImage(p, n)
	if err != nil && isRemote(n.Src) {
		return r.remoteImage(n)
	}
	if err != nil {
		hint := ""
		if errors.Is(err, fs.ErrNotExist) {
			hint = r.nearestAsset(p, n.Pos, imagePath(n))
		}
		r.report.Report(diag.Diagnostic{
			Pos: n.Pos, Severity: diag.Error, Code: imageCode(err),
			Message: "the image " + strconv.Quote(shorten(n.Src)) + ": " + imageTrouble(err),
			Instead: standIn(n), Hint: hint,
		})
		return imageWords(n)
	}
	if a.Misnamed() {
		r.report.Report(diag.Diagnostic{
			Pos: n.Pos, Severity: diag.Note, Code: "image-misnamed",
			Message: "the image " + strconv.Quote(n.Src) + " is of type " + a.Type,
			Instead: "the picture, by the right name", Group: "like it",
		})
	}
	r.tellTwins(n.Pos, a)
	r.tellCleaned(n.Pos, a)
	n.Asset = a
	return []content.Inline{n}
}

// tellCleaned reports, once, a drawing that is shown without some of what it has.
func (r *resolver) tellCleaned(at content.Pos, a *asset.Asset) {
	if len(a.Cleaned) == 0 || r.told["cleaned:"+a.Hash] {
		return
	}
	r.told["cleaned:"+a.Hash] = true
	d := diag.Diagnostic{
		Pos: at, Severity: diag.Note, Code: "image-cleaned", Message: "the drawing has " + strings.Join(a.Cleaned, ", "), Instead: "a copy without them",
	}
	if slices.Contains(a.Cleaned, "text in HTML") {
		d.Severity, d.Hint = diag.Warning, "export it with its text as SVG text"
	}
	r.report.Report(d)
}

// isOwn reports whether an address is on the site itself, as far as that is known.
func (r *resolver) isOwn(address string) bool {
	u, err := url.Parse(address)
	return err == nil && r.site.host != "" && strings.EqualFold(u.Host, r.site.host)
}

// imagePath is the path in the address of a picture.
func imagePath(n *content.Image) string {
	address := spelled(n.Src)
	if u, err := url.Parse(address); err == nil && u.Path != "" {
		return u.Path
	}
	return address
}

var errNoImage = errors.New("the file is no picture")

func (r *resolver) loadImage(p *content.Part, n *content.Image) (*asset.Asset, error) {
	if strings.HasPrefix(n.Src, "data:") {
		return r.store.Add(dataURI(n.Src))
	}
	name := imagePath(n)
	a, err := r.load(p, n.Pos, name)
	if errors.Is(err, fs.ErrNotExist) && name != n.Src { // a name with a percent sign or a question mark in it
		if b, again := r.load(p, n.Pos, n.Src); again == nil {
			a, err = b, nil
		}
	}
	if err == nil && !a.IsImage() {
		return nil, errNoImage
	}
	return a, err
}

// dataURI returns the bytes that are in the address itself (RFC 2397); nothing if they cannot be read.
func dataURI(src string) []byte {
	head, body, _ := strings.Cut(src, ",")
	if !strings.HasSuffix(head, ";base64") {
		data, err := url.PathUnescape(body)
		if err != nil {
			return []byte(body) // a percent sign that nobody escaped
		}
		return []byte(data)
	}
	data, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return nil
	}
	return data
}

func isRemote(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != ""
}

// RemotePictures lists the addresses of pictures that are not in the source folder, in the order of the course.
func RemotePictures(o *source.Outline) []string {
	r := &resolver{site: newSite(o)}
	var addresses []string
	seen := map[string]bool{}
	for p := range o.Course.Parts {
		content.Walk(p, func(n content.Node) bool {
			if img, ok := n.(*content.Image); ok && img.Asset == nil && isRemote(img.Src) && !r.isOwn(img.Src) {
				if address := remoteAddress(img.Src); !seen[address] {
					seen[address] = true
					addresses = append(addresses, address)
				}
			}
			return true
		})
	}
	return addresses
}

// remoteAddress is what a browser asks for to show a picture.
func remoteAddress(src string) string {
	if strings.HasPrefix(src, "//") {
		src = "https:" + src
	}
	address, _, _ := strings.Cut(escapeAddress(src), "#")
	return address
}

// remoteImage shows a picture that was got from the network. It makes a link of one that was not.
func (r *resolver) remoteImage(n *content.Image) []content.Inline {
	address := remoteAddress(n.Src)
	a, err := r.store.Remote(address)
	if err == nil {
		r.tellCleaned(n.Pos, a)
		n.Asset = a
		return []content.Inline{n}
	}
	r.report.Report(missingRemote(n, address, err))
	words := imageWords(n)
	if len(words) == 0 {
		words = []content.Inline{&content.Text{Pos: n.Pos, Text: imageName(n)}}
	}
	return []content.Inline{&content.Link{
		Pos: n.Pos, Target: content.External{URL: address}, Title: n.Title, Inlines: words,
	}}
}

// missingRemote says why there is no picture of an address. Those on one machine are told together.
func missingRemote(n *content.Image, address string, err error) diag.Diagnostic {
	d := diag.Diagnostic{
		Pos: n.Pos, Severity: diag.Warning, Code: remoteCode(err), Instead: "a link to it, or the one that it is in",
		Message: "the image " + strconv.Quote(shorten(n.Src)) + ": " + err.Error(),
	}
	if u, err := url.Parse(address); err == nil {
		d.Group = "on " + u.Hostname()
	}
	switch d.Code {
	case "image-remote":
		d.Message = "the image " + strconv.Quote(shorten(n.Src)) + " is not in the source folder"
	case "image-changed":
		d.Severity, d.Group, d.Hint = diag.Error, "", "export --fetch-update takes what is there now"
	}
	return d
}

func remoteCode(err error) string {
	switch {
	case errors.Is(err, asset.ErrRemote):
		return "image-remote"
	case errors.Is(err, asset.ErrChanged):
		return "image-changed"
	case errors.Is(err, asset.ErrBroken), errors.Is(err, asset.ErrEmpty):
		return "image-broken"
	}
	return "image-not-fetched"
}

// imageWords returns the text that stands for a picture: its alternative text, else its file's name.
func imageWords(n *content.Image) []content.Inline {
	text := n.Alt
	if n.NoAlt {
		text = imageName(n)
	}
	if text == "" {
		return nil
	}
	return []content.Inline{&content.Text{Pos: n.Pos, Text: text}}
}

func imageName(n *content.Image) string {
	name := n.Src
	if strings.HasPrefix(name, "data:") {
		return "image"
	}
	if u, err := url.Parse(n.Src); err == nil && u.Path != "" {
		name = u.Path
	}
	if name = path.Base(name); len(name) > 60 {
		return "image"
	}
	return name
}

func standIn(n *content.Image) string {
	switch {
	case n.NoAlt:
		return "its file's name"
	case n.Alt == "":
		return "nothing"
	}
	return "its alternative text"
}

func imageTrouble(err error) string {
	if several, ok := err.(ambiguous); ok {
		return "there is no such file; " + several.Error()
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "there is no such file"
	}
	return err.Error()
}

func imageCode(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "image-missing"
	case errors.Is(err, errNoImage):
		return "image-broken"
	}
	return "image" + strings.TrimPrefix(assetCode(err), "file")
}
