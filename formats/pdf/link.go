package pdf

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

func (in *inliner) link(n *content.Link, s style) {
	around := s
	switch t := n.Target.(type) {
	case content.Internal:
		s.link = link{anchor: anchorOf(t.Part, t.ID)}
	case content.External:
		url, ok := address(t.URL)
		if !ok {
			in.report(n.Pos, diag.Warning, "link-unusable", fmt.Sprintf("%q is no address that a page may lead to", t.URL), "the text without the link")
		}
		s.link = link{url: url}
	case content.Download:
		in.download(n, t, s)
		return
	case content.Beside:
		in.all(n.Inlines, s)
		in.text(" ("+t.Course+in.in.Course.Edition.Suffix()+suffix+")", s)
		return
	default:
		in.report(n.Pos, diag.Error, "not-rendered", "the link was never resolved", "the text without the link")
	}
	if s.link != (link{}) {
		s.color = linkBlue
		s.tag = s.tag.child("Link")
		s.tag.contents = cmp.Or(n.Title, strings.TrimSpace(content.PlainText(n.Inlines)), s.link.url)
	}
	if s.link.url != "" && strings.TrimSpace(content.PlainText(n.Inlines)) == "" && !holdsImage(n.Inlines) {
		in.text(s.link.url, s)
	}
	var r crossref
	if s.link.anchor != "" && !in.titling {
		r = in.reference(s.link.anchor, s)
	}
	in.all(n.Inlines, s)
	switch {
	case r.to != "":
		in.pageOf(r, s)
	case s.link.url != "":
		in.addressOf(s.link.url, content.PlainText(n.Inlines), around)
	}
}

func holdsImage(inlines []content.Inline) bool {
	for _, n := range inlines {
		if _, ok := n.(*content.Image); ok || holdsImage(content.Inlines(n)) {
			return true
		}
	}
	return false
}

// download sets the text of a link to a file that paper does not have, with the file's name.
func (in *inliner) download(n *content.Link, d content.Download, s style) {
	in.all(n.Inlines, s)
	name := path.Base(d.Asset.Path)
	if !strings.Contains(content.PlainText(n.Inlines), name) {
		in.text(" ("+name+")", s)
	}
	in.reportAlike(n.Pos, diag.Note, "download-left-out", "a file that a link leads to cannot be brought along", "its name")
}

// address returns an address in ASCII; ok is false if following it might do harm.
func address(url string) (ascii string, ok bool) {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(url), ":")
	switch strings.ToLower(scheme) {
	case "http", "https", "ftp", "mailto", "tel", "doi", "urn", "geo":
		return asciiURL(strings.TrimSpace(url)), rest != ""
	}
	return "", false
}

// asciiURL escapes what a URI may not have: https://www.rfc-editor.org/rfc/rfc3986#section-2.1.
func asciiURL(url string) string {
	var b strings.Builder
	for i := range len(url) {
		if c := url[i]; c > ' ' && c < 0x7F {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
