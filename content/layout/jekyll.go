package layout

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/template"
)

// Jekyll reads sites made with Jekyll, as GitHub Pages shows them: https://jekyllrb.com/docs/
//
// Order: that of a menu in _data; else that of front matter (nav_order, order, weight, and parent as Just the Docs has
// it); else that of the links on the front page; whichever of these names half of the pages first, or the one that names
// the most. Pages that it does not name come after it. Without any, folders and collections are ordered by numbers and
// names, a collection by its own list in _config.yml, posts by their dates.
//
// Shape: a group of a menu, a folder of pages and a collection are units, each page of which is a lesson; a group inside
// of another one is a lesson with parts. The site's home page is the front page.
func Jekyll() source.Layout { return jekyll{} }

type jekyll struct{}

const jekyllConfig = "_config.yml"

func (jekyll) Name() string { return "jekyll" }

func (jekyll) About() string {
	return "Jekyll: menus in _data, front matter, links of the home page, collections"
}

// jekyllFolders are those that only Jekyll has.
var jekyllFolders = []string{"_layouts", "_includes", "_posts", "_data", "_sass"}

// jekyllKeys are settings that no other generator reads from a file of that name.
var jekyllKeys = []string{
	"theme", "remote_theme", "plugins", "gems", "markdown", "kramdown", "collections", "baseurl", "permalink", "defaults",
	"highlighter", "markdown_ext", "carpentry",
}

func (jekyll) Detect(fsys fs.FS) (reason string, ok bool) {
	if exists(fsys, "_toc.yml") { // a book of Jupyter Book has the same _config.yml
		return "", false
	}
	config := readConfig(fsys, jekyllConfig, &diag.List{})
	for _, key := range jekyllKeys {
		if config.Get(key).Exists() {
			return jekyllConfig + " says " + key, true
		}
	}
	for _, dir := range jekyllFolders {
		if exists(fsys, dir) && exists(fsys, jekyllConfig) {
			return "it has " + jekyllConfig + " and the folder " + dir, true
		}
	}
	gems := source.ReadText(fsys, "Gemfile", configLimits, &diag.List{})
	for _, gem := range []string{"jekyll", "github-pages"} {
		if strings.Contains(string(gems.Data), gem) {
			return "its Gemfile names " + gem, true
		}
	}
	return "", false
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

func (jekyll) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	s := newJekyllSite(in, report)
	s.readPages()
	s.info.expander = s.liquid()
	front := s.takeHome()
	root := s.arrange(front)
	s.dropBlank(root)
	if front != nil && len(root.items) == 0 { // it is all there is
		root.items, front = []item{{page: front}}, nil
	}
	return s.outline(root, front, isJekyllLesson, s.info)
}

// isJekyllLesson is the rule that the comment of Jekyll gives.
func isJekyllLesson(g *group, level int) bool { return level > 1 && g.isLeaf() }

// A jekyllSite is what the layout knows of one site.
type jekyllSite struct {
	*book
	info        siteInfo
	config      source.Value
	collections []jekyllCollection
	pages       []*page
	byLink      map[string]*page // by address and by path, without what they may differ in
	hidden      map[*page]bool   // pages that the author keeps out of the menu
	liquidPages []template.LiquidPage
}

// A jekyllCollection is a folder of pages with settings of its own. Posts are one, too.
// https://jekyllrb.com/docs/collections/
type jekyllCollection struct {
	name     string
	settings source.Value
	output   bool // the site makes pages of it
}

const postsName = "posts"

func newJekyllSite(in *source.Input, report diag.Reporter) *jekyllSite {
	config := readConfig(in.FS, jekyllConfig, report)
	s := &jekyllSite{
		book:   &book{in: in, report: report, dialect: source.Kramdown},
		config: config, byLink: map[string]*page{}, hidden: map[*page]bool{},
	}
	s.info = siteInfo{
		title: oneLine(config.First("title", "name").String()), description: oneLine(config.Get("description").String()),
		language: strings.ReplaceAll(config.First("lang", "locale", "language").String(), "_", "-"),
		authors:  persons(config.First("authors", "author")), license: license(config.Get("license")),
		roots: []string{"."}, host: hostOf(config.Get("url").String()), base: strings.TrimSuffix("/"+strings.Trim(config.Get("baseurl").String(), "/"), "/"),
	}
	s.info.macros = s.scriptMacros("_includes/*.html", "_includes/*/*.html", "_layouts/*.html", "assets/js/*math*.js", "js/*math*.js")
	s.readLanguages()
	s.readCollections()
	return s
}

// readLanguages picks one of the languages of a site that has several.
// https://github.com/untra/polyglot#configuration
func (s *jekyllSite) readLanguages() {
	s.info.languages = s.config.Get("languages").Strings()
	s.info.standard = s.config.Get("default_lang").String()
	if picked, ok := source.PickLanguage(s.info.languages, s.in.Lang, s.info.standard); ok {
		s.info.language = picked
	}
}

// readCollections lists the collections in the order in which the settings have them: a mapping, or a list of names.
func (s *jekyllSite) readCollections() {
	listed := s.config.Get("collections")
	names := listed.Keys()
	if !listed.IsMap() {
		names = listed.Strings()
	}
	for _, name := range names {
		output, _ := listed.Get(name, "output").Bool()
		s.collections = append(s.collections, jekyllCollection{name, listed.Get(name), output})
		if output { // whose other files are served beside its pages
			s.info.aliases = append(s.info.aliases, source.Alias{
				Start: "/" + name + "/", Folder: path.Join(s.config.Get("collections_dir").String(), "_"+name),
			})
		}
	}
	if !slices.Contains(names, postsName) {
		s.collections = append(s.collections, jekyllCollection{name: postsName})
	}
}

// liquid returns what expands the templates of the site.
func (s *jekyllSite) liquid() source.Expander {
	return template.Liquid(template.LiquidSite{
		FS: s.in.FS, Limits: s.in.Limits, Config: s.config, Data: s.folder("data_dir", "_data"),
		Includes: s.folder("includes_dir", "_includes"), Layouts: s.folder("layouts_dir", "_layouts"), Base: s.info.base,
		URL: strings.TrimSuffix(s.config.Get("url").String(), "/"), Pages: s.liquidPages,
	}, s.report)
}

// folder returns the folder that a setting names, else its usual one.
func (s *jekyllSite) folder(setting, usual string) string {
	return path.Clean(cmp.Or(s.config.Get(setting).String(), usual))
}

// takeHome takes the home page out of the pages.
func (s *jekyllSite) takeHome() *page {
	home := s.byLink["/"]
	if i := slices.Index(s.pages, home); i >= 0 {
		s.pages = slices.Delete(s.pages, i, i+1)
	}
	return home
}

// arrange puts the pages in order: see the comment of Jekyll.
func (s *jekyllSite) arrange(front *page) *group {
	best := ordering{}
	for _, find := range []func() ordering{s.dataOrder, s.frontMatterOrder, func() ordering { return s.homeOrder(front) }} {
		o := find()
		if 2*len(o.named) >= len(s.pages) && len(o.named) > 0 {
			best = o
			break
		}
		if len(o.named) > max(len(best.named), 1) {
			best = o
		}
	}
	if best.root == nil {
		return s.byFolder(s.pages)
	}
	root := best.root
	var rest []*page
	for _, p := range s.pages {
		if !best.named[p] {
			rest = append(rest, p)
		}
	}
	if len(rest) > 0 {
		s.tellUnnamed(best, rest)
		root.items = append(root.items, s.byFolder(rest).items...)
	}
	return root
}

// dropBlank takes out the pages that have no text.
func (s *jekyllSite) dropBlank(root *group) {
	root.walk(func(g *group) {
		g.items = slices.DeleteFunc(g.items, func(it item) bool {
			blank := it.page != nil && len(bytes.TrimSpace(it.page.doc.Text.Data)) == 0
			if blank {
				s.skip(it.page.path, "this page has no text but that of its layout")
			}
			return blank
		})
	})
	root.dropEmpty()
}

// dropEmpty takes out the groups that hold no pages.
func (g *group) dropEmpty() {
	g.items = slices.DeleteFunc(g.items, func(it item) bool {
		if it.group != nil {
			it.group.dropEmpty()
		}
		return it.group != nil && len(it.group.items) == 0
	})
}

// An ordering is an order of pages that the author gives in some way.
type ordering struct {
	diag.Pos
	what  string // gives the order
	root  *group
	named map[*page]bool
}

func (s *jekyllSite) tellUnnamed(o ordering, rest []*page) {
	message := rest[0].path + " is not in the order that " + o.what + " gives"
	if n := len(rest); n > 1 {
		message = fmt.Sprintf("%d pages are not in the order that %s gives, the first of them %s", n, o.what, rest[0].path)
	}
	pos := o.Pos
	if !pos.IsValid() {
		pos.File = rest[0].path
	}
	s.report.Report(diag.Diagnostic{
		Pos: pos, Severity: diag.Note, Code: "page-not-in-navigation", Message: message, Instead: "after all that are",
	})
}

// byFolder arranges pages by their folders and collections.
func (s *jekyllSite) byFolder(pages []*page) *group {
	for _, c := range s.collections {
		order := c.settings.Get("order").Strings()
		for _, p := range pages {
			if i := slices.Index(order, strings.TrimPrefix(p.key, c.name+"/")); i >= 0 && strings.HasPrefix(p.key, c.name+"/") {
				p.order = float64(i)
			}
		}
	}
	root := titledTree(pages)
	return &group{items: root.inward().items}
}
