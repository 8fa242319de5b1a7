package xhtml

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
)

func (w *Writer) figure(f *content.Figure) {
	w.openLine("figure", "id", w.claim(f.ID))
	for _, b := range f.Blocks {
		if soleImage(b) == nil {
			w.block(b)
			continue
		}
		w.Begin(b)
		w.Inlines(b.(*content.Paragraph).Inlines)
		w.buf.WriteByte('\n')
	}
	if len(f.Caption) > 0 {
		w.inlineElement("figcaption", f.Caption)
	}
	w.closeLine("figure")
}

// embed writes a player for a file of the package, and for everything else a card that leads to it: nothing is
// loaded from elsewhere while someone reads.
func (w *Writer) embed(e *content.Embed) {
	if e.Asset != nil && w.Asset != nil && (e.Kind == content.EmbedAudio || e.Kind == content.EmbedVideo) {
		if src, ok := w.Asset(e.Asset); ok {
			w.player(e, src)
			return
		}
	}
	w.openLine("div", "class", "embed embed-"+className(or(string(e.Kind), "frame")))
	w.card(e)
	w.Blocks(e.Fallback)
	w.folded("transcript", w.Words.Transcript, e.Transcript)
	w.closeLine("div")
}

func (w *Writer) player(e *content.Embed, src string) {
	w.openLine("figure", "class", "embed embed-"+string(e.Kind))
	w.open(string(e.Kind), "controls", "controls", "preload", "metadata", "src", src, "aria-label", w.embedTitle(e))
	for _, t := range e.Tracks {
		w.track(t)
	}
	w.closeLine(string(e.Kind))
	w.Blocks(e.Fallback)
	w.folded("transcript", w.Words.Transcript, e.Transcript)
	if e.Title != "" || e.Duration > 0 {
		w.element("figcaption", Join(e.Title, w.duration(e.Duration)))
	}
	w.closeLine("figure")
}

func (w *Writer) track(t content.Track) {
	src, ok := w.Asset(t.Asset)
	if !ok {
		w.report(&t, diag.Warning, "track-left-out", fmt.Sprintf("the %s cannot be shown from here", t.Kind), "the recording without them")
		return
	}
	lang := or(t.Lang, w.Lang)
	if !isTag(lang) {
		lang = "und" // https://www.rfc-editor.org/rfc/rfc5646#section-4.1
	}
	w.void("track", "kind", string(t.Kind), "src", src, "srclang", lang, "label", t.Label)
}

// card says what there would be to play and where.
func (w *Writer) card(e *content.Embed) {
	href, ok := Address(e.URL)
	w.open("p", "class", "embed-title")
	if ok {
		w.open("a", "href", href)
		w.text(w.embedTitle(e))
		w.close("a")
		w.reportAlike(e, diag.Warning, "embed-remote", fmt.Sprintf("the %s is not among the files of the course", e.Kind), "a link")
	} else {
		w.text(w.embedTitle(e))
		w.reportUnplayable(e)
	}
	w.closeLine("p")
	kind := w.kindName(e.Kind)
	if e.Title == "" { // it is in the title's place already
		kind = ""
	}
	if about := Join(kind, w.duration(e.Duration), host(href), fileOf(e)); about != "" {
		w.element("p", about, "class", "embed-about")
	}
	if ok && w.Code != nil {
		if src, ok := w.Code(href); ok {
			w.open("p", "class", "embed-code")
			w.void("img", "src", src, "alt", "") // the link says all that it says
			w.closeLine("p")
		}
	}
}

// reportUnplayable tells of a file that is there and cannot be played. That one is missing has been told before.
func (w *Writer) reportUnplayable(e *content.Embed) {
	if e.Asset == nil && e.URL == "" {
		return
	}
	d := diag.Diagnostic{
		Pos: e.Pos, Severity: diag.Warning, Code: "embed-left-out",
		Message: fmt.Sprintf("the %s cannot be played from here", e.Kind), Instead: "its title",
	}
	if e.Kind == content.EmbedAudio && e.Asset != nil {
		d.Hint = "MP3 and M4A play everywhere"
	}
	w.Report.Report(d)
}

func (w *Writer) embedTitle(e *content.Embed) string { return or(e.Title, w.kindName(e.Kind)) }

func (w *Writer) kindName(k content.EmbedKind) string {
	switch k {
	case content.EmbedAudio:
		return w.Words.Audio
	case content.EmbedVideo:
		return w.Words.Video
	}
	return w.Words.Frame
}

// duration is in minutes, as people say it before they press play.
func (w *Writer) duration(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return fmt.Sprintf(w.Words.Minutes, max(1, int(d.Round(time.Minute)/time.Minute)))
}

func host(href string) string {
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Host, "www.")
}

func fileOf(e *content.Embed) string {
	if e.Asset == nil {
		return ""
	}
	return path.Base(e.Asset.Path)
}

// Join sets what there is of texts one after the other, as in "Video · 12 min".
func Join(texts ...string) string { return join(" · ", texts...) }

// join puts what there is of texts between separators.
func join(separator string, texts ...string) string {
	var out []string
	for _, s := range texts {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, separator)
}
