package layout

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/template"
)

// Folder reads any folder of Markdown.
//
// Order: what front matter says (order, weight, nav_order, sidebar_position), then numbers in names, then names; a
// folder's index or README comes first in it, and pages come before folders unless numbers say otherwise.
//
// Shape: a folder of folders is a unit, and so is a folder of pages, each of which is a lesson of its own. A folder of
// pages is one lesson with parts if its pages name their kinds (brief, lesson, practice and so on), if it is inside of a
// unit, or if it has an index page and no page with a number. Pages outside of folders are lessons of a unit without a
// title. Of a course that is there in several languages, one is read: see edition. A folder that only wraps others is passed over. The index or README of the whole is the front page.
func Folder() source.Layout { return folder{} }

type folder struct{}

func (folder) Name() string { return "folder" }

func (folder) About() string { return "any folder of Markdown files, ordered by numbers and names" }

func (folder) Detect(fsys fs.FS) (reason string, ok bool) {
	file := findPage(fsys, ".", skipped)
	return "it holds Markdown files such as " + file, file != ""
}

func (folder) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	return (&book{in: in, report: report}).folder(isPage, siteInfo{})
}

// folder reads the files of a folder that are pages by the rule given.
func (b *book) folder(isPage func(file string) bool, site siteInfo) (*source.Outline, error) {
	var pages []*page
	for _, f := range b.edition(filesOf(b.in.FS, ".", isPage, b.skipper(isPage), b.report), &site) {
		if p, finished := b.read(f.file, f.key); finished {
			p.order = folderOrder(p)
			if url := p.front().Get("permalink").String(); strings.HasPrefix(url, "/") {
				p.urls = []string{url}
			}
			pages = append(pages, p)
		}
	}
	root := titledTree(pages)
	root, front := b.frontPage(root)
	if w := b.vault(pages); w != nil {
		site.expander = template.WikiLinks(b.in.FS, b.in.Limits, w.find)
	}
	return b.outline(root, front, isFolderLesson, site)
}

// skipper skips what skipped does, and reports what of it are pages by the rule given.
func (b *book) skipper(isPage func(file string) bool) func(name string, d fs.DirEntry) bool {
	return func(name string, d fs.DirEntry) bool {
		skip := skipped(name, d)
		if skip && !hidden(path.Base(name)) && (isPage(name) || d.IsDir() && findPage(b.in.FS, name, skipped) != "") {
			b.report.Report(diag.Diagnostic{
				Pos: diag.Pos{File: name}, Severity: diag.Note, Code: "page-skipped",
				Message: "by its name this is no part of the course", Instead: "it is left out",
			})
		}
		return skip
	}
}

// What a folder holds besides the course. Names in capitals are skipped in capitals only: "security.md" may be a lesson.
var (
	skippedFolders = []string{"node_modules", "vendor", "venv", "translated_images", "lesson-template", "quiz-app", "archive", "archived", "archiv"}
	skippedFiles   = []string{"license", "licence", "contributing", "code_of_conduct", "code-of-conduct", "changelog"}
	skippedCaps    = []string{
		"SECURITY", "SUPPORT", "AUTHORS", "CONTRIBUTORS", "MAINTAINERS", "GOVERNANCE", "CODEOWNERS", "HISTORY",
		"PULL_REQUEST_TEMPLATE", "ISSUE_TEMPLATE", "AGENTS", "CLAUDE", "TRANSLATIONS",
	}
)

// hidden reports whether a name stands for something that no site shows: ".git", "_site", "_partial.md".
func hidden(base string) bool {
	return base[0] == '.' || base[0] == '_' && strings.ToLower(stem(base)) != "_index"
}

func skipped(name string, d fs.DirEntry) bool {
	base := path.Base(name)
	switch {
	case hidden(base):
		return true
	case d.IsDir():
		return slices.Contains(skippedFolders, strings.ToLower(base))
	}
	return slices.Contains(skippedFiles, strings.ToLower(stem(base))) || slices.Contains(skippedCaps, stem(base))
}

// folderOrder is what front matter says of a page's place, in the words of several site generators.
func folderOrder(p *page) float64 {
	for _, key := range []string{"order", "weight", "nav_order", "sidebar_position"} {
		if order, ok := p.front().Get(key).Float(); ok {
			return order
		}
	}
	return p.order
}

// compareItems orders the items of a folder.
func compareItems(a, b item) int {
	x, y := a.name(), b.name()
	numbered := hasOrder(x)
	switch {
	case a.isIndex() != b.isIndex():
		return first(a.isIndex())
	case a.order() != b.order():
		return cmp.Compare(a.order(), b.order())
	case numbered != hasOrder(y):
		return first(numbered)
	case !numbered && (a.page != nil) != (b.page != nil):
		return first(a.page != nil)
	}
	return compareNatural(x, y)
}

// name is that of a page's file without its extension, or that of a folder.
func (it item) name() string {
	if it.page != nil {
		return stem(it.page.key)
	}
	return path.Base(it.group.key())
}

func first(isA bool) int {
	if isA {
		return -1
	}
	return 1
}

func (it item) isIndex() bool { return it.page != nil && it.page.isIndex() }

// order is a page's own, or that of a folder's index page, which is first in it.
func (it item) order() float64 {
	switch {
	case it.page != nil:
		return it.page.order
	case it.group.items[0].isIndex():
		return it.group.items[0].page.order
	}
	return noOrder
}

// frontPage takes the front page out of the outermost folder that holds more than another folder.
func (b *book) frontPage(root *group) (*group, *page) {
	root = root.inward()
	if len(root.items) < 2 || !root.items[0].isIndex() {
		return root, nil
	}
	front, rest := root.items[0].page, root.items[1:]
	if other := rest[0]; other.isIndex() && parent(other.page.key) == parent(front.key) { // index.md and README.md
		front, rest = b.chooseFront(front, other.page), rest[1:]
	}
	if len(rest) == 0 {
		return &group{items: []item{{page: front}}}, nil
	}
	inner := (&group{items: rest}).inward()
	return inner, front
}

// chooseFront takes the index for the front page of a site that has a README, too, which is about the repository.
func (b *book) chooseFront(p, q *page) *page {
	if strings.EqualFold(stem(p.path), "readme") {
		p, q = q, p
	}
	b.report.Report(diag.Diagnostic{
		Pos: diag.Pos{File: q.path}, Severity: diag.Note, Code: "page-skipped",
		Message: "the front page is " + p.path, Instead: "this one is left out",
	})
	return p
}

// isFolderLesson is the rule that the comment of Folder gives.
func isFolderLesson(g *group, level int) bool {
	if !g.isLeaf() {
		return false
	}
	pages := g.pages()
	if level > 1 || g.hasArtifacts() {
		return true
	}
	return pages[0].isIndex() && !slices.ContainsFunc(pages, func(p *page) bool { return hasOrder(stem(p.key)) })
}
