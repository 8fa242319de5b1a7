package pdf

import (
	"fmt"
	"path"
	"strings"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/internal/qr"
	"coursepack/formats/internal/typeset/svg"
)

// embed prints where to find what plays elsewhere, with a code by which a telephone finds it, and what the author put in its place.
func (f *flow) embed(e *content.Embed) {
	url, ok := address(e.URL)
	switch {
	case ok:
		f.reportAlike(e.Pos, diag.Warning, "embed-remote", fmt.Sprintf("the %s is not among the files of the course", e.Kind), "a link")
	case e.Asset != nil || e.URL != "": // that it is missing has been told before
		f.report(e.Pos, diag.Warning, "embed-left-out", fmt.Sprintf("the %s cannot play on paper", e.Kind), "its title")
	}
	f.panel(0, func() {
		f.besideCode(url, func() {
			f.label(f.embedTitle(e))
			if ok {
				f.paragraph(&content.Paragraph{Inlines: linked(shortAddress(e.URL), url)})
			}
			if e.Asset != nil {
				f.paragraph(&content.Paragraph{Inlines: []content.Inline{&content.Code{Text: path.Base(e.Asset.Path)}}})
			}
			if len(e.Fallback) == 1 {
				f.blocks(e.Fallback)
			}
		})
		if len(e.Fallback) > 1 {
			f.blocks(e.Fallback)
		}
	})
	if len(e.Transcript) > 0 {
		f.label(f.words.Transcript)
		f.beside(pale, func() { f.blocks(e.Transcript) })
	}
}

// Measures of QR codes, with the light edge around them. A module of 0.5 mm can be read from an arm's length.
const (
	moduleSize  = 1.5
	widestCode  = 96
	codeGap     = 10
	longAddress = 64 // characters
)

// besideCode runs set at the left of the code of an address, all of it on one page. There is none where the column is too narrow.
func (f *flow) besideCode(url string, set func()) {
	code, ok := qr.Encode(url)
	if !ok || f.width < narrowest+widestCode+codeGap {
		set()
		return
	}
	side := min(float64(code.Size()+2*qr.Quiet)*moduleSize, widestCode)
	start := len(f.items)
	f.indented(0, side+codeGap, set)
	f.dropSpace()
	height := f.heightFrom(start)
	tag := f.tag.figure(fmt.Sprintf(f.words.QRCode, url))
	picture := placed{figure{w: side, h: side, picture: codePicture(code), tag: tag}, f.left + f.width - side, -height}
	f.box(&item{height: max(0, side-height), drawing: drawing{ops: []placed{picture}}})
	f.keepFrom(start)
}

// codePicture draws a code, dark on white.
func codePicture(c qr.Code) *picture {
	side := c.Size() + 2*qr.Quiet
	paper := &svg.Shape{Matrix: svg.Identity, Path: rectangle(0, 0, side, side), Fill: &svg.Paint{Color: 0xFFFFFF, Alpha: 1}}
	dark := &svg.Shape{Matrix: svg.Identity, Fill: &svg.Paint{Alpha: 1}}
	for _, b := range c.Bars() {
		dark.Path = append(dark.Path, rectangle(b.X+qr.Quiet, b.Y+qr.Quiet, b.Width, 1)...)
	}
	return &picture{drawing: &svg.Drawing{Width: float64(side), Height: float64(side), Marks: []svg.Mark{paper, dark}}}
}

func rectangle(x, y, w, h int) svg.Path {
	corner := func(verb svg.Verb, x, y int) svg.Segment {
		return svg.Segment{Verb: verb, Points: [3]svg.Point{{X: float64(x), Y: float64(y)}}}
	}
	return svg.Path{corner(svg.MoveTo, x, y), corner(svg.LineTo, x+w, y), corner(svg.LineTo, x+w, y+h), corner(svg.LineTo, x, y+h), {Verb: svg.Close}}
}

// shortAddress is an address as people write it down. What is left out of a long one is in its link.
func shortAddress(url string) string {
	_, rest, found := strings.Cut(url, "://")
	if !found {
		rest = url
	}
	short := []rune(strings.TrimSuffix(rest, "/"))
	if n := len(short); n > longAddress {
		return string(short[:longAddress*2/3]) + "…" + string(short[n-longAddress/3:])
	}
	return string(short)
}

func (f *flow) embedTitle(e *content.Embed) string {
	kind := map[content.EmbedKind]string{
		content.EmbedAudio: f.words.Audio, content.EmbedVideo: f.words.Video, content.EmbedFrame: f.words.Frame}[e.Kind]
	title := kind
	if e.Title != "" {
		title += ": " + e.Title
	}
	if e.Duration > 0 {
		title += fmt.Sprintf(" (%s)", clock(e.Duration))
	}
	return title
}

// clock writes a duration as players do: 1:02:03.
func clock(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
