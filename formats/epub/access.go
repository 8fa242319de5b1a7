package epub

import (
	"slices"
	"strings"

	"coursepack/content"
)

// conformance is what a book claims if nothing in it speaks against it.
const conformance = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"

// A census counts what decides for whom a book is of use.
type census struct {
	images, undescribed, moving, math int
	players                           int // of recordings and films
	films                             int
	transcribed                       int // players with all that is said
	captioned                         int // films
}

func (c *composer) census() census {
	var n census
	for p := range c.Course.Parts {
		content.Walk(p, func(node content.Node) bool {
			switch node := node.(type) {
			case *content.Image:
				n.image(node)
			case *content.Math, *content.MathBlock:
				n.math++
			case *content.Embed:
				c.countPlayer(&n, node)
			}
			return true
		})
	}
	return n
}

func (n *census) image(img *content.Image) {
	n.images++
	if img.NoAlt {
		n.undescribed++
	}
	if img.Asset != nil && img.Asset.Type == "image/gif" {
		n.moving++
	}
}

func (c *composer) countPlayer(n *census, e *content.Embed) {
	if e.Asset == nil || c.files[e.Asset.Hash] == "" {
		return
	}
	n.players++
	if len(e.Transcript) > 0 {
		n.transcribed++
	}
	if !strings.HasPrefix(e.Asset.Type, "video/") {
		return
	}
	n.films++
	if slices.ContainsFunc(e.Tracks, func(t content.Track) bool { return t.Kind == content.TrackCaptions }) {
		n.captioned++
	}
}

// accessibility says for whom the book is of use. See https://www.w3.org/TR/epub-a11y-11/#sec-disc-package.
func (c *composer) accessibility() accessibility {
	n := c.census()
	a := accessibility{
		AccessModes: []string{"textual"},
		Features:    []string{"tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"},
		Hazards:     []string{"none"},
		Summary:     c.summary(n),
	}
	if n.images+n.films > 0 || n.math > 0 && c.Profile == Kindle {
		a.AccessModes = append(a.AccessModes, "visual")
	}
	if n.players > 0 {
		a.AccessModes = append(a.AccessModes, "auditory")
	}
	if len(a.AccessModes) > 1 {
		a.AccessModesSufficient = []string{strings.Join(a.AccessModes, ",")}
	}
	if n.undescribed == 0 {
		a.Features = append(a.Features, "alternativeText")
	}
	if n.films > 0 && n.captioned == n.films {
		a.Features = append(a.Features, "captions")
	}
	if n.players > 0 && n.transcribed == n.players {
		a.Features = append(a.Features, "transcript")
	}
	if len(c.book.Pages) > 0 {
		a.Features = append(a.Features, "pageNavigation", "pageBreakMarkers")
	}
	switch {
	case n.math == 0:
	case c.Profile == Kindle:
		a.Features = append(a.Features, "describedMath")
	default:
		a.Features = append(a.Features, "MathML", "describedMath", "latex")
	}
	if n.moving+n.players > 0 {
		a.Hazards = []string{"unknown"}
	}
	if n.undescribed+n.players == 0 { // nobody has seen or heard whether the words of a recording tell all of it
		a.AccessModesSufficient = append(a.AccessModesSufficient, "textual")
		a.ConformsTo, a.CertifiedBy = conformance, or(c.Tool, "coursepack")
	}
	return a
}

// summary says the same in words.
func (c *composer) summary(n census) string {
	w := c.words
	sentences := []string{w.AccessText}
	switch {
	case n.undescribed > 0:
		sentences = append(sentences, w.AccessUndescribed)
	case n.images > 0:
		sentences = append(sentences, w.AccessDescribed)
	}
	if n.math > 0 {
		sentences = append(sentences, w.AccessMath)
	}
	if n.math > 0 && c.Profile != Kindle {
		sentences = append(sentences, w.AccessLaTeX)
	}
	if n.players > 0 {
		sentences = append(sentences, w.AccessPlayers)
	}
	return strings.Join(sentences, " ")
}
