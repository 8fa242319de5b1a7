package pdf

import (
	"fmt"
	"path"
	"strings"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
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

// longAddress is how many characters an address may have to be shown as it is.
const longAddress = 64

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
