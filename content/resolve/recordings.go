package resolve

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
)

// embed finds the file of a recording that the course brings along, and the texts that belong to it.
func (r *resolver) embed(p *content.Part, e *content.Embed) {
	if isActivity(e.URL) {
		r.reportActivity(e.Pos, "a link to it")
	}
	if e.URL == "" || isRemote(e.URL) {
		if strings.HasPrefix(e.URL, "//") {
			e.URL = "https:" + e.URL
		}
		e.Tracks = nil // they are where it is
		return
	}
	a, err := r.load(p, e.Pos, e.URL)
	if err != nil {
		r.report.Report(diag.Diagnostic{
			Pos: e.Pos, Severity: diag.Error, Code: strings.Replace(assetCode(err), "file", "embed", 1),
			Message: "the " + string(e.Kind) + " " + strconv.Quote(shorten(e.URL)) + ": " + imageTrouble(err),
			Instead: "its title",
		})
		e.URL, e.Tracks = "", nil
		return
	}
	e.Asset, e.URL = a, ""
	if e.Kind == content.EmbedFrame {
		return
	}
	e.Tracks = append(r.namedTracks(p, e.Tracks), r.tracksBeside(e)...)
	e.Transcript = r.transcript(e)
}

// namedTracks finds the files of the tracks that the author names.
func (r *resolver) namedTracks(p *content.Part, named []content.Track) []content.Track {
	var tracks []content.Track
	for _, t := range named {
		if isRemote(t.URL) {
			r.noTrack(t.Pos, "track-remote", t.URL, "it is not in the source folder", "")
			continue
		}
		a, err := r.load(p, t.Pos, t.URL)
		if err != nil {
			r.noTrack(t.Pos, strings.Replace(assetCode(err), "file", "track", 1), t.URL, imageTrouble(err), "")
			continue
		}
		if t.Asset, t.URL = a, ""; r.isTrack(t) {
			tracks = append(tracks, t)
		}
	}
	return tracks
}

// trackName is what stands behind the name of a recording in that of captions for it.
var trackName = regexp.MustCompile(`^(?:\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.vtt$`)

// tracksBeside finds the captions that stand beside a recording: talk.vtt and talk.de.vtt beside talk.mp4. An author who
// names tracks has said which there are.
func (r *resolver) tracksBeside(e *content.Embed) []content.Track {
	if len(e.Tracks) > 0 {
		return nil
	}
	var tracks []content.Track
	dir, stem := besides(e.Asset)
	for _, name := range r.store.Names(dir) {
		rest, ok := strings.CutPrefix(name, stem)
		m := trackName.FindStringSubmatch(rest)
		if !ok || m == nil {
			continue
		}
		t := content.Track{Pos: e.Pos, Kind: content.TrackCaptions, Lang: m[1]}
		var err error
		if t.Asset, err = r.store.Load(path.Join(dir, name)); err != nil {
			r.noTrack(e.Pos, strings.Replace(assetCode(err), "file", "track", 1), name, err.Error(), "")
		} else if r.isTrack(t) {
			tracks = append(tracks, t)
		}
	}
	return tracks
}

// besides returns where a file is, and its name without what says of which kind it is.
func besides(a *asset.Asset) (dir, stem string) {
	dir, name := path.Split(a.Path)
	return path.Clean(dir), strings.TrimSuffix(name, path.Ext(name))
}

// isTrack reports whether a file is one that players can read, and tells if it is not.
func (r *resolver) isTrack(t content.Track) bool {
	ok := t.Asset.Type == "text/vtt"
	if !ok {
		r.noTrack(t.Pos, "track-broken", t.Asset.Path, "it is not WebVTT", "a file in WebVTT begins with that word")
	}
	return ok
}

func (r *resolver) noTrack(at content.Pos, code, name, trouble, hint string) {
	r.warn(at, code, "the text "+strconv.Quote(shorten(name))+" to a recording: "+trouble, "the recording without it", hint)
}

// longestTranscript is how long a text can be that somebody reads instead of listening, in bytes.
const longestTranscript = 1 << 20

// transcript reads the words of a recording from the text beside it: talk.txt beside talk.mp4.
func (r *resolver) transcript(e *content.Embed) []content.Block {
	dir, stem := besides(e.Asset)
	name := path.Join(dir, stem+".txt")
	a, err := r.store.Load(name)
	if err != nil || a.Size > longestTranscript {
		if err == nil {
			r.noTrack(e.Pos, "transcript-too-large", name, fmt.Sprintf("it has %d kB", a.Size>>10), "")
		}
		return nil
	}
	data, err := a.Bytes()
	if err != nil || !utf8.Valid(data) {
		r.noTrack(e.Pos, "transcript-unreadable", name, "it is not in UTF-8", "")
		return nil
	}
	return paragraphs(name, string(data))
}

// paragraphs makes a block of each paragraph of a plain text. Its lines stay as they are, for one may begin with who speaks.
func paragraphs(file, text string) []content.Block {
	var blocks []content.Block
	var p *content.Paragraph
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\uFEFF")) {
		number++
		at := content.Pos{File: file, Line: number, Col: 1}
		switch line = strings.TrimSpace(line); {
		case line == "":
			p = nil
			continue
		case p == nil:
			p = &content.Paragraph{Pos: at}
			blocks = append(blocks, p)
		default:
			p.Inlines = append(p.Inlines, &content.Break{Pos: at})
		}
		p.Inlines = append(p.Inlines, &content.Text{Pos: at, Text: line})
	}
	return blocks
}
