package epub

import (
	"context"
	"crypto/sha1"
	"fmt"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
	"coursepack/formats/internal/highlight"
	"coursepack/formats/internal/words"
	"coursepack/formats/internal/xhtml"
)

// A composer makes a book of a course.
type composer struct {
	*formats.Input
	Options
	words  *words.Words
	book   *book
	pieces map[*content.Part][]piece           // the documents that show the parts
	places map[*content.Part]map[string]string // of parts in several pieces: the document that has an id
	cites  map[string][]*content.Part          // by the id of an entry: the parts whose bibliographies have it
	starts map[content.Node][]string           // by what pages of the printed edition begin with: their numbers
	code   highlight.Reader
	files  map[string]string // names of resources by their hashes
	room   []byte            // for the next document to be written in
}

func compose(ctx context.Context, in *formats.Input, o Options) (*book, error) {
	c := newComposer(in, o)
	c.describe()
	if err := c.cover(); err != nil {
		return nil, err
	}
	c.titlePage()
	c.about()
	before := len(c.book.Nav)
	if front := in.Course.Front; front != nil {
		c.book.Nav = append(c.book.Nav, c.part(front, page{}))
	}
	if err := c.units(ctx); err != nil {
		return nil, err
	}
	c.backMatter()
	c.landmarks(before)
	if c.Fonts {
		c.embedFonts()
	}
	c.book.Accessibility = c.accessibility()
	return c.book, nil
}

func newComposer(in *formats.Input, o Options) *composer {
	c := &composer{
		Input: in, Options: o,
		words:  words.For(in.Course.Language),
		pieces: map[*content.Part][]piece{},
		places: map[*content.Part]map[string]string{},
		cites:  in.Course.Bibliography(),
		files:  map[string]string{},
	}
	c.starts = c.pageStarts()
	taken := namesTaken{"nav": true, coverName: true}
	for _, name := range []string{titleName, aboutName, glossaryName, bibliographyName, linksName} {
		taken[name] = true
	}
	for l := range in.Course.Lessons {
		taken[slug(openingPrefix+l.ID)] = true
	}
	for p := range in.Course.Parts {
		c.pieces[p] = c.split(p, taken)
	}
	return c
}

// describe says what the book is.
func (c *composer) describe() {
	course := c.Course
	title := c.words.Titled(or(course.Title, course.ID), course.Edition)
	c.book = &book{
		ID:          "urn:uuid:" + uuid(course.ID+course.Edition.Suffix()),
		Title:       title,
		Language:    or(course.Language, "en"),
		Dir:         content.Direction(course.Language),
		Modified:    c.Time,
		Publisher:   course.Publisher,
		Rights:      rights(course),
		Description: course.Description,
		Date:        course.Date,
		Styles:      c.Profile.styles(),
		Subjects:    c.Subjects,
		Series:      c.Series,
		Volume:      c.Volume,
		Contents:    c.words.Contents,
		PagesOf:     title + " (PDF)",
	}
	for _, p := range course.Authors {
		if p.Role == "" || p.Role == "aut" {
			c.book.Authors = append(c.book.Authors, person{Name: p.Name})
		} else {
			c.book.Contributors = append(c.book.Contributors, person{Name: p.Name, Role: p.Role})
		}
	}
	for l := range course.Lessons {
		for _, s := range l.Meta.Sources {
			if source := or(s.URL, s.Title); !slices.Contains(c.book.Sources, source) {
				c.book.Sources = append(c.book.Sources, source)
			}
		}
	}
}

func rights(c *content.Course) string {
	license := c.License.Name
	if c.License.URL != "" {
		license = strings.TrimSpace(license + " " + c.License.URL)
	}
	if c.Rights == "" || license == "" {
		return c.Rights + license
	}
	return c.Rights + ". " + license
}

// namespace is the UUID of the identifiers of our books.
var namespace = [16]byte{0x1f, 0x0c, 0x5e, 0x36, 0x7a, 0x51, 0x4b, 0x0e, 0x9d, 0x62, 0x3c, 0x8b, 0x44, 0xe1, 0x75, 0xa9}

// uuid is a name-based UUID: https://www.rfc-editor.org/rfc/rfc9562#section-5.5.
func uuid(name string) string {
	sum := sha1.Sum(append(namespace[:], name...))
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// add adds a document to the reading order: what w has written, in the section that says what it is for. Nothing may be written
// to w any more.
func (c *composer) add(name, title string, kind section, w *xhtml.Writer) {
	c.book.Docs = append(c.book.Docs, doc{Name: name, Title: title, Body: kind.around(w.Bytes())})
	c.room = w.Bytes()
}

// A section says what a document is for: https://www.w3.org/TR/epub-ssv-11/ and https://www.w3.org/TR/dpub-aria-1.1/.
type section struct{ kind, role string }

// around returns the section with its content.
func (s section) around(content []byte) []byte {
	start := `<section epub:type="` + s.kind + `" class="` + s.kind + `"`
	if s.role != "" {
		start += ` role="` + s.role + `"`
	}
	return slices.Concat([]byte(start+">\n"), content, []byte("</section>\n"))
}

// writer returns a writer of a document that shows p, or a piece of it.
func (c *composer) writer(p *content.Part, name string) *xhtml.Writer {
	o := xhtml.Options{
		XHTML: true, Words: c.words, Lang: c.Course.Language, Report: c.Report,
		Href:      c.href,
		Cite:      func(id string) (string, bool) { return c.cite(p, name, id) },
		Asset:     c.resource,
		Highlight: &c.code,
		Edition:   c.Course.Edition,
		Code:      c.qrCode,
		Pages:     func(n content.Node) []string { return c.starts[n] },
		Room:      c.room,
	}
	c.room = nil // until the document is added
	switch {
	case c.Profile == Kindle:
		o.Drawn, o.AnswersLast = c.formula, true
	case c.MathImages:
		o.Picture = c.drawing
	}
	return xhtml.New(o)
}

// ourWriter returns a writer of a document that says again what is said elsewhere, and so needs no reports.
func (c *composer) ourWriter() *xhtml.Writer {
	w := c.writer(nil, "")
	w.Report = &diag.List{}
	return w
}

// href is where something of the book lies. Files that are no pages cannot be linked to in a book:
// https://www.w3.org/TR/epub-33/#sec-itemref-elem.
func (c *composer) href(t content.Target) (string, bool) {
	i, ok := t.(content.Internal)
	if !ok || len(c.pieces[i.Part]) == 0 {
		return "", false
	}
	return c.place(i.Part, i.ID) + xhtml.Fragment(i.ID), true
}

// place is the document that has an id of a part.
func (c *composer) place(p *content.Part, id string) string {
	if name, ok := c.places[p][id]; ok {
		return name
	}
	return c.pieces[p][0].name
}

// cite finds an entry in the bibliography of the same part, else in the first part that has it. The document that cites
// is called name.
func (c *composer) cite(from *content.Part, name, id string) (string, bool) {
	parts := c.cites[id]
	if len(parts) == 0 {
		return "", false
	}
	if !slices.Contains(parts, from) {
		from = parts[0]
	}
	place := c.place(from, id)
	if place == name {
		place = ""
	}
	return place + xhtml.Fragment(id), true
}

type namesTaken map[string]bool

// next returns a name that is not taken yet, and takes it.
func (t namesTaken) next(name string) string {
	unique := name
	for i := 2; t[unique]; i++ {
		unique = fmt.Sprintf("%s-%d", name, i)
	}
	t[unique] = true
	return unique
}

// slug makes a file's name of an id: small letters, digits and hyphens, not too long.
func slug(id string) string {
	fields := strings.FieldsFunc(strings.ToLower(id), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	s := strings.Join(fields, "-")
	if len(s) > 60 || s == "" {
		s = strings.Trim(s[:min(len(s), 40)], "-")
		s = strings.TrimPrefix(fmt.Sprintf("%s-%x", s, sha1.Sum([]byte(id)))[:len(s)+9], "-")
	}
	return s
}
