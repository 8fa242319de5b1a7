// Package layout finds the order, the titles and the data of a course in the ways in which authors arrange files: one
// file per layout. It reads front matter and the settings of sites, as data only; of the texts it reads
// headings, as titles and as the places where a long page is cut, links between pages, and lists of pages.
//
// A layout makes groups of pages, from folders or from a menu, and says which groups are lessons. The rest is the same
// for all: groups become units and lessons (tree.go), paths become ids (ids.go), front matter becomes data (meta.go).
package layout

import (
	"cmp"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// siteInfo is what the settings of a site say about the course.
type siteInfo struct {
	title, description, language string
	authors                      []content.Person
	roots                        []string
	base                         string
	routed                       bool
	host                         string
	aliases                      []source.Alias
	license                      content.License
	languages                    []string // all that the site has, of which language is one
	standard                     string   // the one that the site shows first, "" if it does not say
	macros                       []source.Macro
	expander                     source.Expander
}

// languageSuffix tells the ids of a course's translations from that of the course.
func (s *siteInfo) languageSuffix() string {
	if main, ok := source.PickLanguage(s.languages, "", s.standard); ok && s.language != "" && s.language != main {
		return "-" + slug(s.language)
	}
	return ""
}

// outline makes the outline of what has been read and arranged.
func (b *book) outline(root *group, front *page, isLesson func(*group, int) bool, site siteInfo) (*source.Outline, error) {
	s := &shaper{isLesson: isLesson}
	s.shape(root, 0)
	if len(s.lessons) == 0 {
		return nil, noLessons(b.in.FS)
	}
	docs := s.finish()
	c := &content.Course{
		ID: b.courseID(site.title) + site.languageSuffix(), Title: cmp.Or(site.title, telling(root.title), humanize(b.in.Folder)),
		Language: site.language, Description: site.description, Authors: site.authors, Units: s.units,
	}
	settle(c, s.lessons)
	c.License = cmp.Or(site.license, c.License)
	if front != nil {
		c.Front = front.part("front")
		c.Date = latest(c.Date, front.front())
		docs = slices.Insert(docs, 0, front.doc)
		c.Description = cmp.Or(c.Description, c.Front.Description)
		switch {
		case !hasOwnTitle(front):
			c.Front.Title = c.Title
		case site.title == "" && telling(front.title) != "":
			c.Title = front.title
		}
	}
	slices.SortFunc(b.drafts, func(d, e source.Draft) int { return compareNatural(d.Path, e.Path) })
	return &source.Outline{
		Course: c, Docs: docs, Drafts: b.drafts, Roots: site.roots, Host: site.host, Base: site.base, Routed: site.routed, Aliases: site.aliases,
		Languages: site.languages, Macros: site.macros, Expander: site.expander,
		OnlyListed: b.onlyListed,
	}, nil
}

// commonTitles are what front pages and folders are called whatever the course is about.
var commonTitles = []string{
	"book", "chapters", "content", "contents", "course", "courses", "docs", "documentation", "en", "episodes", "home",
	"index", "introduction", "lessons", "overview", "pages", "readme", "source", "src", "table of contents", "toc", "tracks",
	"units", "welcome",
}

// telling returns a title if it says what the course is about.
func telling(title string) string {
	if slices.Contains(commonTitles, strings.ToLower(title)) {
		return ""
	}
	return title
}

// hasOwnTitle reports whether a page's title was written by its author.
func hasOwnTitle(p *page) bool {
	return p.front().Get("title").Exists() || p.heading() != ""
}

func (b *book) courseID(siteTitle string) string {
	switch {
	case b.in.ID != "":
		return b.in.ID
	case siteTitle != "":
		return slug(siteTitle)
	}
	id := slug(cmp.Or(strings.Trim(b.in.Folder, "./"), "course"))
	b.report.Report(diag.Diagnostic{
		Severity: diag.Note, Code: "id-from-folder", Message: "the course has the id " + id + " from the name of its folder",
		Hint: "give it an id in coursepack.yaml, or renaming the folder makes a new course",
	})
	return id
}
