package scorm

import (
	"bytes"
	"context"
	"html/template"
	"path"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/formats/internal/practice"
	"coursepack/formats/internal/xhtml"
)

// A page is one HTML file of the package.
type page struct {
	ID    string `json:"id"`
	Key   string `json:"key"` // what the learner's state calls it: four characters
	Href  string `json:"href"`
	Title string `json:"title"`

	part    *content.Part // nil for the page about the course
	lesson  *content.Lesson
	opens   bool   // it is the first page of its lesson
	context string // what it belongs to
}

// aboutID is the id of the page about the course. No part has it: their ids have no upper-case letters.
const aboutID = "About"

// planPages names the pages before the first is written, so that links can lead to any of them.
func (p *scormPackage) planPages() {
	p.pages = append(p.pages, &page{ID: aboutID, Href: "pages/about.html", Title: p.course.Title, part: p.course.Front})
	if p.course.Front != nil {
		p.byPart[p.course.Front] = p.pages[0]
	}
	for _, u := range p.course.Units {
		for _, l := range u.Lessons {
			for i, part := range l.Parts {
				page := &page{
					ID: part.ID, Href: "pages/lessons/" + part.ID + ".html", Title: part.Title,
					part: part, lesson: l, opens: i == 0, context: pageContext(u, l, part),
				}
				p.byPart[part] = page
				p.pages = append(p.pages, page)
			}
		}
	}
	ids := make([]string, len(p.pages))
	for i, page := range p.pages {
		ids[i] = page.ID
	}
	for i, key := range practice.Keys(ids) {
		p.pages[i].Key = key
	}
}

// pageContext says which unit and lesson a page belongs to, without saying its own title again.
func pageContext(u *content.Unit, l *content.Lesson, part *content.Part) string {
	var names []string
	for _, name := range []string{u.Title, l.Title} {
		if name != "" && name != part.Title {
			names = append(names, name)
		}
	}
	return strings.Join(names, " · ")
}

// addPages writes the HTML of every page.
func (p *scormPackage) addPages(ctx context.Context) error {
	for _, page := range p.pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := p.addPage(page); err != nil {
			return err
		}
	}
	return nil
}

// pageData is what page.html is filled with.
type pageData struct {
	Lang, Dir, ID, Title, Context string
	Root                          string // leads from the page to the package's root
	Heading, Body                 template.HTML
}

func (p *scormPackage) addPage(pg *page) error {
	w := p.writer(pg) // one for both: notes and ids are counted through
	p.heading(w, pg)
	end := len(w.Bytes())
	p.body(w, pg)
	heading, body := w.Bytes()[:end], w.Bytes()[end:]
	var b bytes.Buffer
	b.Grow(len(w.Bytes()) + 2048) // what else a page has takes about 1500
	err := templates.ExecuteTemplate(&b, "page.html", pageData{
		Lang: p.course.Language, Dir: content.Direction(p.course.Language), ID: pg.ID, Title: pg.Title, Context: pg.context,
		Root:    strings.Repeat("../", strings.Count(pg.Href, "/")),
		Heading: template.HTML(heading), Body: template.HTML(body),
	})
	p.files[pg.Href] = b.Bytes()
	return err
}

func (p *scormPackage) heading(w *xhtml.Writer, pg *page) {
	if pg.part == nil || pg.part.Heading == nil {
		w.Inlines([]content.Inline{&content.Text{Text: pg.Title}})
		return
	}
	w.Inlines(pg.part.Heading)
}

func (p *scormPackage) body(w *xhtml.Writer, pg *page) {
	if pg.ID == aboutID {
		w.AboutCourse(p.course)
	}
	if pg.opens {
		w.AboutLesson(&pg.lesson.Meta)
	}
	if pg.part != nil {
		w.Blocks(pg.part.Blocks)
		w.Notes(pg.part.Notes)
	}
}

// writer returns a writer whose links start at pg.
func (p *scormPackage) writer(pg *page) *xhtml.Writer {
	return xhtml.New(xhtml.Options{
		Words:  p.words,
		Lang:   p.course.Language,
		Report: p.report,
		Key:    func(n content.Node) string { return p.keys[n] },
		Href: func(t content.Target) (string, bool) {
			switch t := t.(type) {
			case content.Internal:
				to, ok := p.byPart[t.Part]
				if !ok {
					return "", false
				}
				return relative(pg.Href, to.Href) + xhtml.Fragment(t.ID), true
			case content.Download:
				return p.addAsset(pg, t.Asset), true
			}
			return "", false
		},
		Cite:  func(id string) (string, bool) { return p.cite(pg, id) },
		Asset: func(a *asset.Asset) (string, bool) { return p.addAsset(pg, a), true },
	})
}

// cite finds an entry in the bibliography of the same page, else in the first that has it.
func (p *scormPackage) cite(pg *page, id string) (string, bool) {
	parts := p.entries[id]
	switch {
	case len(parts) == 0:
		return "", false
	case slices.Contains(parts, pg.part):
		return xhtml.Fragment(id), true
	}
	return relative(pg.Href, p.byPart[parts[0]].Href) + xhtml.Fragment(id), true
}

// addAsset takes a file into the package and returns its address from pg.
func (p *scormPackage) addAsset(pg *page, a *asset.Asset) string {
	name := assetName(a)
	p.assets[name] = a
	return relative(pg.Href, name)
}

// relative returns the address of the file to as seen from the file from.
func relative(from, to string) string {
	dir := path.Dir(from)
	up := ""
	for dir != "." && !strings.HasPrefix(to, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	return up + strings.TrimPrefix(to, dir+"/")
}
