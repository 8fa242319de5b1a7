package epub

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"coursepack/formats/internal/xmldoc"
	"coursepack/formats/internal/zipfile"
)

// A book is everything that goes into the file. Text may hold any characters;
// it is escaped, and what XML cannot hold is left out. Names of files are made
// by the program, never by an author: small letters, digits and "._-/".
//
// Documents, the navigation and the package lie in one folder, so that a name
// is also the link to it, with "#id" for a place inside.
type book struct {
	ID       string // urn:uuid:…
	Title    string
	Language string // BCP 47
	Dir      string // "ltr", "rtl" or nothing
	Modified time.Time

	Authors      []person
	Contributors []person
	Publisher    string
	Rights       string
	Description  string
	Subjects     []string
	Sources      []string
	Series       string    // a collection that the book is a volume of
	Volume       int       // 0: not said
	Date         time.Time // of publication; zero: not said

	Accessibility accessibility

	Docs   []doc // in reading order
	Styles []resource
	Assets []resource
	Cover  string // the name of an asset

	// Nav holds at least one link. EPUB wants it in reading order.
	Nav       []link
	Landmarks []landmark // without the table of contents, which is always one
	Pages     []link     // the page breaks of a printed edition, without children
	PagesOf   string     // which edition that is
	Contents  string     // the word over the table of contents

	ContentsBehind string // the name of the document behind which the contents are read; "" keeps them out of the reading order
}

// A person had a part in the book. Role is a MARC relator; without one,
// authors are "aut".
type person struct {
	Name, FileAs, Role string
}

// accessibility holds values of schema.org's properties as
// https://www.w3.org/TR/epub-a11y-11/ wants them.
type accessibility struct {
	AccessModes           []string
	AccessModesSufficient []string // each a comma-separated set
	Features              []string
	Hazards               []string
	Summary               string
	ConformsTo            string // empty: no claim
	CertifiedBy           string // who stands for the claim
}

// A doc is one page. Body is well-formed XHTML for the inside of <body>; it
// loads nothing from outside the book.
type doc struct {
	Name, Title string
	Body        []byte
	NonLinear   bool // outside the reading order, reached by a link
}

// A resource is a file of the book besides the documents. Open may be called twice.
type resource struct {
	Name, MediaType string
	Open            zipfile.Source
	Make            func() ([]byte, error) // instead of Open: it is called once, when the file's turn comes
}

// A link is an entry of the table of contents. One without Href is a heading
// over its children.
type link struct {
	Title, Href string
	Children    []link
}

// A landmark is a place that reading systems offer by its type, from
// https://www.w3.org/TR/epub-ssv-11/.
type landmark struct {
	Type, Title, Href string
}

// Names of the files that we make from the book.
const (
	packageName = "package.opf"
	navName     = "nav.xhtml"
	navCSSName  = "nav.css"
	ncxName     = "toc.ncx"
)

// check says what would make the file one that readers refuse. Each is a
// mistake of the program, not of the author.
func (b *book) check() error {
	switch {
	case b.ID == "" || b.Language == "":
		return errors.New("the book lacks an identifier or a language")
	case xmldoc.Plain(b.Title) == "":
		return errors.New("the book lacks a title")
	case len(b.Docs) == 0 || len(b.Nav) == 0:
		return errors.New("the book lacks documents or navigation")
	case b.ContentsBehind != "" && !slices.ContainsFunc(b.Docs, func(d doc) bool { return d.Name == b.ContentsBehind }):
		return fmt.Errorf("the contents stand behind %q, which is not in the book", b.ContentsBehind)
	}
	if err := b.checkNames(); err != nil {
		return err
	}
	return b.checkLinks()
}

// checkNames keeps out names that would need escaping in a link. That they
// differ from one another is for the zip to say.
func (b *book) checkNames() error {
	for _, d := range b.Docs {
		if !ours(d.Name) || strings.Contains(d.Name, "/") || path.Ext(d.Name) != ".xhtml" {
			return fmt.Errorf("a document is named %q", d.Name)
		}
	}
	found := b.Cover == ""
	for _, a := range b.files() {
		if !ours(a.Name) {
			return fmt.Errorf("a file is named %q", a.Name)
		}
		found = found || a.Name == b.Cover
	}
	if !found {
		return fmt.Errorf("the cover %q is not in the book", b.Cover)
	}
	return nil
}

func ours(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789._-/") == ""
}

// checkLinks finds navigation that leads nowhere.
func (b *book) checkLinks() error {
	places := map[string]bool{navName: true}
	for _, d := range b.Docs {
		places[d.Name] = true
	}
	to := func(href string) error {
		if name, _, _ := strings.Cut(href, "#"); !places[name] {
			return fmt.Errorf("the navigation points to %q, which is not a document", href)
		}
		return nil
	}
	for _, l := range b.Landmarks {
		if err := to(l.Href); err != nil {
			return err
		}
	}
	return errors.Join(checkTree(b.Nav, to), checkTree(b.Pages, to))
}

func checkTree(links []link, to func(href string) error) error {
	for _, l := range links {
		if l.Href == "" && len(l.Children) == 0 {
			return fmt.Errorf("the navigation has a heading %q over nothing", l.Title)
		}
		if l.Href != "" {
			if err := to(l.Href); err != nil {
				return err
			}
		}
		if err := checkTree(l.Children, to); err != nil {
			return err
		}
	}
	return nil
}

// files are the assets in the order in which they are written.
func (b *book) files() []resource {
	return append(append([]resource{navCSS}, b.Styles...), b.Assets...)
}

// or is the first text that shows something.
func or(texts ...string) string {
	for _, s := range texts {
		if xmldoc.Plain(s) != "" {
			return s
		}
	}
	return ""
}
