package markdown

import (
	"cmp"
	"path"
	"strconv"
	"strings"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
)

// A mediaSource is what <source> names.
type mediaSource struct {
	content.Pos
	url string
}

func (d *document) buildSource(f *frame) []content.Node {
	if url := d.attr(f.tag, "src"); url != "" && d.inMedia() {
		return []content.Node{&mediaSource{Pos: f.Pos, url: url}}
	}
	return nil
}

// buildTrack makes a track of what people read, as browsers understand its kind.
func (d *document) buildTrack(f *frame) []content.Node {
	t := &content.Track{
		Pos: f.Pos, Kind: content.TrackKind(strings.ToLower(d.attr(f.tag, "kind"))),
		Lang: d.attr(f.tag, "srclang"), Label: d.attr(f.tag, "label"), URL: d.attr(f.tag, "src"),
	}
	switch t.Kind {
	case "":
		t.Kind = content.TrackSubtitles
	case content.TrackSubtitles, content.TrackCaptions, content.TrackDescriptions, content.TrackChapters:
	default: // for scripts
		return nil
	}
	if t.URL == "" || !d.inMedia() {
		return nil
	}
	return []content.Node{t}
}

func (d *document) inMedia() bool {
	t := d.top().tag
	return t != nil && (t.name == "audio" || t.name == "video")
}

func (d *document) buildMedia(f *frame) []content.Node {
	sources, rest := of[*mediaSource](f.nodes)
	tracks, rest := of[*content.Track](rest)
	n := &content.Embed{Pos: f.Pos, Kind: content.EmbedAudio, URL: d.attr(f.tag, "src"), Title: d.attr(f.tag, "title", "aria-label")}
	if f.tag.name == "video" {
		n.Kind = content.EmbedVideo
	}
	if n.URL == "" && len(sources) > 0 {
		n.URL = sources[0].url
	}
	for _, t := range tracks {
		n.Tracks = append(n.Tracks, *t)
	}
	n.Fallback = d.blocks(rest)
	if n.URL == "" {
		return nodesOf(n.Fallback)
	}
	return []content.Node{n}
}

// buildFrame embeds a page or a file.
func (d *document) buildFrame(f *frame) []content.Node {
	n := &content.Embed{Pos: f.Pos, Kind: content.EmbedFrame, URL: d.attr(f.tag, "src", "data", "data-src"), Title: d.attr(f.tag, "title")}
	if f.tag.name == "object" {
		n.Fallback = d.blocks(f.nodes) // in an <iframe>, it is for browsers without frames
	}
	if n.URL == "" {
		d.report(f.Pos, diag.Warning, "embed-no-source", "<"+f.tag.name+"> has no address", "what is inside of it")
	}
	if isPicture(n.URL) {
		alt := content.PlainText(d.inlines(f.nodes))
		return []content.Node{&content.Image{
			Pos: f.Pos, Src: n.URL, Alt: cmp.Or(alt, n.Title), NoAlt: cmp.Or(alt, n.Title) == "",
			Width: d.length(f.tag, "width"), Height: d.length(f.tag, "height"),
		}}
	}
	if n.URL == "" || !d.safeURL(n.URL, f.tag.start) {
		return nodesOf(n.Fallback)
	}
	n.Kind = embedKind(n.URL)
	return []content.Node{n}
}

// embedKind tells videos by the site that shows them.
func embedKind(url string) content.EmbedKind {
	for _, host := range []string{"youtube.com/", "youtube-nocookie.com/", "youtu.be/", "vimeo.com/"} {
		if strings.Contains(url, host) {
			return content.EmbedVideo
		}
	}
	return content.EmbedFrame
}

// media makes an Embed of a component that plays a file, and an image of one that shows one, whatever its name.
func (d *document) media(f *frame) content.Node {
	src := d.attr(f.tag, "src", "audio", "video")
	if src == "" {
		return nil
	}
	name, _, _ := strings.Cut(src, "?")
	embed := &content.Embed{Pos: f.Pos, URL: src, Title: d.attr(f.tag, "title", "label"), Duration: d.duration(f.tag), Fallback: d.blocks(f.nodes)}
	switch strings.ToLower(path.Ext(name)) {
	case ".mp3", ".wav", ".ogg", ".oga", ".m4a", ".aac", ".flac", ".opus":
		embed.Kind = content.EmbedAudio
		return embed
	case ".mp4", ".webm", ".ogv", ".mov", ".m4v":
		embed.Kind = content.EmbedVideo
		return embed
	case ".h5p":
		embed.Kind = content.EmbedFrame
		return embed
	}
	if isPicture(src) {
		return d.buildImage(f)[0]
	}
	return nil
}

// isPicture reports whether an address is that of a picture by its name.
func isPicture(url string) bool {
	name, _, _ := strings.Cut(url, "?")
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif":
		return true
	}
	return false
}

// duration reads how long something plays.
func (d *document) duration(t *tag) time.Duration {
	for _, unit := range []struct {
		name string
		time.Duration
	}{{"approxMinutes", time.Minute}, {"minutes", time.Minute}, {"durationMinutes", time.Minute}, {"seconds", time.Second}, {"duration", time.Second}} {
		if n, err := strconv.ParseFloat(d.attr(t, unit.name), 64); err == nil && n > 0 && n < 1e5 {
			return time.Duration(n * float64(unit.Duration))
		}
	}
	return 0
}
