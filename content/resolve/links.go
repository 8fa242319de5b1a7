package resolve

import (
	"errors"
	"io/fs"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
)

// schemes are those of addresses that a reader may be sent to.
var schemes = map[string]bool{
	"http": true, "https": true, "mailto": true, "tel": true, "ftp": true, "ftps": true, "sftp": true, "doi": true,
	"irc": true, "ircs": true, "xmpp": true, "matrix": true, "news": true, "sms": true, "geo": true, "magnet": true,
}

// link returns n with its target resolved, or its text alone.
func (r *resolver) link(p *content.Part, n *content.Link) []content.Inline {
	if ref, ok := n.Target.(content.Reference); ok {
		return r.reference(p, n, ref)
	}
	unresolved, ok := n.Target.(content.Unresolved)
	if !ok {
		return []content.Inline{n}
	}
	target := r.target(p, n.Pos, unresolved.URL)
	if target == nil {
		return n.Inlines
	}
	if isActivityFile(unresolved.URL) {
		r.reportActivity(n.Pos, "a link to it")
	}
	n.Target, n.Inlines = target, withoutLinks(n.Inlines)
	if len(n.Inlines) == 0 {
		n.Inlines = []content.Inline{&content.Text{Pos: n.Pos, Text: titleOf(target, unresolved.URL)}}
	}
	return []content.Inline{n}
}

// withoutLinks keeps the text of links that stand in another, such as those that pictures on the network have become: only one of
// them can be followed.
func withoutLinks(inlines []content.Inline) []content.Inline {
	return content.Rewriter{InPlace: true, Inline: func(to []content.Inline, n content.Inline) []content.Inline {
		if link, ok := n.(*content.Link); ok {
			return append(to, link.Inlines...)
		}
		return append(to, n)
	}}.Inlines(inlines)
}

// titleOf is what a link says that its author gave no text: the title of the page that it leads to.
func titleOf(target content.Target, address string) string {
	if to, ok := target.(content.Internal); ok {
		return to.Part.Title
	}
	return address
}

// target returns what an address on page p means, or nil after reporting why it means nothing.
func (r *resolver) target(p *content.Part, at content.Pos, address string) content.Target {
	u, err := url.Parse(spelled(strings.TrimSpace(address)))
	if err != nil {
		return r.badAddress(at, address)
	}
	if r.site.routed {
		u = routed(u)
	}
	if r.site.host != "" && strings.EqualFold(u.Host, r.site.host) {
		if found := r.site.page(p, at.File, "/"+strings.TrimPrefix(u.Path, "/")); found != nil {
			return r.anchor(at, found, u.Fragment)
		}
	}
	switch {
	case schemes[strings.ToLower(u.Scheme)]:
		return content.External{URL: u.String()}
	case u.Scheme != "":
		r.warn(at, "link-scheme", "a link to "+strconv.Quote(shorten(address))+" is not safe or leads nowhere", "its text", "")
		return nil
	case u.Host != "":
		u.Scheme = "https"
		return content.External{URL: u.String()}
	case u.Path == "" && u.Fragment == "" && u.RawQuery == "":
		r.report.Report(diag.Diagnostic{
			Pos: at, Severity: diag.Warning, Code: "link-empty", ByName: true, Message: "a link without an address", Instead: "its text",
		})
		return nil
	case u.Path == "":
		return r.anchor(at, p, u.Fragment)
	}
	if found := r.site.page(p, at.File, u.Path); found != nil {
		return r.anchor(at, found, u.Fragment)
	}
	if found := r.site.pageInAnyCase(p, u.Path); found != nil {
		r.report.Report(diag.Diagnostic{
			Pos: at, Severity: diag.Note, Code: "file-letter-case", Instead: "a link to " + found.Source,
			Message: strconv.Quote(u.Path) + " has other capital letters than the page",
		})
		return r.anchor(at, found, u.Fragment)
	}
	if found := r.site.fromTop(u.Path); found != nil {
		if _, err := r.load(p, at, u.Path); err != nil {
			r.report.Report(diag.Diagnostic{
				Pos: at, Severity: diag.Note, Code: "link-corrected", Instead: "a link to " + found.Source,
				Message: strconv.Quote(u.Path) + " is not there from this page, but from the top of the site",
			})
			return r.anchor(at, found, u.Fragment)
		}
	}
	return r.download(p, at, u.Path)
}

// routed returns the address that a script of the site makes of another one: #/page?id=place is page#place.
// https://docsify.js.org/#/helpers
func routed(u *url.URL) *url.URL {
	if route, ok := strings.CutPrefix(u.Fragment, "/"); ok && u.Host == "" {
		if inner, err := url.Parse("/" + route); err == nil {
			u = inner
		}
	}
	if id := u.Query().Get("id"); id != "" && u.Host == "" {
		to := *u
		to.Fragment, to.RawQuery = id, ""
		return &to
	}
	return u
}

// badAddress takes an address that is none by the letter of RFC 3986: readers will make do with what is left of it when
// the characters that may not stand there are encoded.
func (r *resolver) badAddress(at content.Pos, address string) content.Target {
	u, err := url.Parse(escapeAddress(address))
	if err != nil || !schemes[strings.ToLower(u.Scheme)] {
		r.warn(at, "link-broken", "the address "+strconv.Quote(shorten(address))+" cannot be read", "its text", "")
		return nil
	}
	return content.External{URL: u.String()}
}

// escapeAddress percent-encodes whatever may not stand in an address.
func escapeAddress(address string) string {
	var b strings.Builder
	for i := range len(address) {
		c := address[i]
		switch {
		case c == '%' && !(i+2 < len(address) && isHex(address[i+1]) && isHex(address[i+2])),
			c <= ' ', c >= 0x7f, strings.IndexByte("\"<>\\^`{|}", c) >= 0:
			b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)>>4, 16)+strconv.FormatUint(uint64(c)&15, 16)))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// anchor returns the place id of page p; the page itself, with a diagnostic, if it has no such place.
func (r *resolver) anchor(at content.Pos, p *content.Part, id string) content.Target {
	id = strings.TrimPrefix(id, "user-content-") // as GitHub has it in the pages that it makes
	if target, ok := r.site.place(p, id); ok {
		return target
	}
	for _, other := range r.site.pieces[p.Source] {
		if target, ok := r.site.place(other, id); ok {
			return target
		}
	}
	missing := "there is no " + strconv.Quote("#"+id) + " on " + p.Source
	if meant, ok := r.site.idWithLetters(p, letters(id)); ok {
		r.report.Report(diag.Diagnostic{
			Pos: at, Severity: diag.Note, Code: "anchor-corrected", Message: missing, Instead: "a link to #" + meant + ", the only one with these letters",
		})
		return content.Internal{Part: p, ID: meant}
	}
	r.report.Report(diag.Diagnostic{
		Pos: at, Severity: diag.Warning, Code: "anchor-broken", ByName: true,
		Message: missing, Instead: "a link to the page", Hint: r.site.nearestID(p, id),
	})
	return content.Internal{Part: p}
}

// letters returns the letters, marks and digits of an id. The programs that make ids of headings agree on these, and not
// on the signs between them.
func letters(id string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, id)
}

// download returns the file that a path on page p means, or nil after reporting why there is none.
func (r *resolver) download(p *content.Part, at content.Pos, name string) content.Target {
	a, err := r.load(p, at, name)
	switch {
	case err == nil:
		return content.Download{Asset: a}
	case errors.Is(err, fs.ErrNotExist) && r.site.isDraft(p, name):
		r.warn(at, "link-draft", "the link leads to "+strconv.Quote(name)+", a draft that is left out", "its text", "")
	case errors.Is(err, fs.ErrNotExist):
		r.report.Report(r.deadLink(p, at, name))
	default:
		r.report.Report(diag.Diagnostic{
			Pos: at, Severity: diag.Error, Code: assetCode(err),
			Message: "the file " + strconv.Quote(name) + ": " + err.Error(), Instead: "its text",
		})
	}
	return nil
}

// deadLink says why a path on page p leads nowhere. Links into one folder that is not there have one cause, and so have
// links to files of one folder that are no pages: something makes or brings them when the site is built. Links to folders
// without pages are meant for readers of the repository.
func (r *resolver) deadLink(p *content.Part, at content.Pos, name string) diag.Diagnostic {
	d := diag.Diagnostic{Pos: at, Severity: diag.Warning, Code: "link-broken", Instead: "its text"}
	if dir, ok := r.folder(p, at, name); ok {
		d.Code, d.Group = "link-folder", "to such folders"
		d.Message = "the link leads to the folder " + dir + ", which has no page in the course"
		return d
	}
	d.Message, d.Hint = "the link leads to "+strconv.Quote(name)+", which is not in the course", r.site.nearestFile(name)
	d.ByName = strings.HasPrefix(name, "/")
	if dir := r.deadFolder(p, at, name); dir != "." && d.Hint == "" {
		d.Group = "into " + dir
	}
	return d
}

// load returns the file that a path on page p means. Its error is that of the likeliest reading.
func (r *resolver) load(p *content.Part, at content.Pos, name string) (*asset.Asset, error) {
	var first error
	for _, candidate := range r.site.assetPaths(p, at, name) {
		a, err := r.store.Load(candidate)
		if err == nil {
			return a, nil
		}
		if first == nil || errors.Is(first, fs.ErrNotExist) {
			first = err
		}
	}
	if !errors.Is(first, fs.ErrNotExist) {
		return nil, first
	}
	return r.loadInAnyCase(p, at, name)
}

// assetCode is the code of a diagnostic about a file that cannot be used.
func assetCode(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "file-missing"
	case errors.Is(err, asset.ErrOutside):
		return "file-outside"
	case errors.Is(err, asset.ErrEmpty):
		return "file-empty"
	case errors.Is(err, asset.ErrTooLarge):
		return "file-too-large"
	case errors.Is(err, asset.ErrBroken):
		return "file-broken"
	}
	return "file-unreadable"
}

// prerequisites finds the lessons that a lesson builds on. What it cannot find stays as text.
func (r *resolver) prerequisites(l *content.Lesson) {
	for i, n := range l.Meta.Prerequisites {
		if link, ok := n.(*content.Link); ok {
			l.Meta.Prerequisites[i] = r.prerequisite(l, link)
		}
	}
}

func (r *resolver) prerequisite(l *content.Lesson, link *content.Link) content.Inline {
	address, ok := link.Target.(content.Unresolved)
	if !ok {
		return link
	}
	if found := r.site.lesson(address.URL); found != nil {
		link.Target = content.Internal{Part: found.Parts[0]}
		link.Inlines = []content.Inline{&content.Text{Pos: link.Pos, Text: found.Title}}
		return link
	}
	if u, err := url.Parse(address.URL); err == nil && u.Host != "" {
		link.Target = content.External{URL: address.URL}
		return link
	}
	if strings.Contains(address.URL, "/") {
		r.warn(link.Pos, "prerequisite-missing", "the lesson "+strconv.Quote(address.URL)+" is not in the course", "its name", "")
	}
	return &content.Text{Pos: link.Pos, Text: content.PlainText(link.Inlines)}
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:57]) + "…"
	}
	return s
}
