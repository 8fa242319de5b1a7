package layout

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/layout/jsdata"
	"coursepack/content/source"
	"coursepack/content/template"
)

// VitePress reads sites made with VitePress, and those of its forerunner VuePress: https://vitepress.dev/reference/site-config
//
// Order: the sidebar in the settings, which are read as data and never run; of several sidebars, each for the pages below
// an address, one after the other. Pages that it does not have follow the index page of their folder, if that
// is all that it has of it; the others come after it. Without a sidebar, and there, folders give the order as they do for Folder.
//
// Shape: as with mdBook; a group of the sidebar is a unit, and each page in it a lesson. The home page is the front page.
func VitePress() source.Layout { return vitePress{} }

type vitePress struct{}

func (vitePress) Name() string { return "vitepress" }

func (vitePress) About() string {
	return "VitePress and VuePress: the sidebar of their settings, or folders"
}

// Where a site's folder may be, and what its settings may be called.
var (
	vitePressFolders = []string{".", "docs", "doc", "src", "site", "website"}
	vitePressConfigs = []string{
		".vitepress/config.mts", ".vitepress/config.ts", ".vitepress/config.mjs", ".vitepress/config.js",
		".vitepress/config/index.mts", ".vitepress/config/index.ts", ".vitepress/config/index.js",
		".vuepress/config.ts", ".vuepress/config.js",
	}
)

// findVitePress returns the folder of a site and its settings, "" if there is none.
func findVitePress(fsys fs.FS) (root, config string) {
	for _, root := range vitePressFolders {
		for _, name := range vitePressConfigs {
			if _, err := fs.Stat(fsys, path.Join(root, name)); err == nil {
				return root, path.Join(root, name)
			}
		}
	}
	return ".", ""
}

func (vitePress) Detect(fsys fs.FS) (reason string, ok bool) {
	_, config := findVitePress(fsys)
	return "it has " + config, config != ""
}

func (vitePress) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	s := &vitePressSite{book: &book{in: in, report: report, dialect: source.VitePress}, bySlug: map[string]string{}}
	locale := s.readConfig()
	s.readFiles()
	menu := s.summary(s.config)
	root := &group{items: menu.items(s.sidebar(locale))}
	for _, p := range menu.used {
		p.key = s.key(p.path)
		p.urls = []string{p.vitePressURL()}
	}
	var rest []*page
	for _, file := range s.files {
		if menu.used[file] == nil {
			if p, finished := s.read(file, s.key(file)); finished {
				p.order, p.urls = folderOrder(p), []string{p.vitePressURL()}
				rest = append(rest, p)
			}
		}
	}
	front := s.takeHome(root, &rest)
	rest = beside(root, rest)
	others := sortedTree(rest)
	if len(root.items) == 0 {
		root = others.inward()
	} else if len(rest) > 0 {
		s.tellUnlistedLast(rest)
		root.items = append(root.items, others.items...)
	}
	if front != nil && len(root.items) == 0 { // it is all there is
		root.items, front = []item{{page: front}}, nil
	}
	return s.outline(root, front, isBookLesson, s.info)
}

// A vitePressSite is what the layout knows of one site.
type vitePressSite struct {
	*book
	config string // the file with the settings
	module *jsdata.Module
	site   jsdata.Value // the settings
	root   string       // the folder of the pages
	locale string       // the folder, below root, of the pages in the course's language; "" if they stand in root itself
	others []string     // the folders of other languages
	info   siteInfo
	files  []string
	bySlug map[string]string // files by their addresses
}

// readConfig reads the settings and returns those of the course's language.
func (s *vitePressSite) readConfig() (locale jsdata.Value) {
	root, config := findVitePress(s.in.FS)
	text := source.NewText(path.Join(root, ".vitepress/config.js"), nil)
	if config != "" {
		text = source.ReadText(s.in.FS, config, configLimits, s.report)
	}
	s.config, s.module = text.Name, jsdata.Parse(text, s.openModule)
	if s.site = s.module.Default; config != "" && s.site.Kind != jsdata.Object {
		s.warn(s.site, "the settings are "+s.site.What()+", which is not data", "the order comes from folders")
	}
	s.root = path.Join(root, s.site.Get("srcDir").String())
	s.info.expander = template.VitePress(s.in.FS, s.in.Limits, s.root)
	locale = s.readLocales()
	s.info.roots = []string{path.Join(s.root, "public"), path.Join(root, ".vuepress/public")}
	s.info.base = strings.TrimSuffix("/"+strings.Trim(s.site.Get("base").String(), "/"), "/")
	s.info.title = cmp.Or(locale.Get("title").String(), s.site.Get("title").String())
	s.info.description = oneLine(cmp.Or(locale.Get("description").String(), s.site.Get("description").String()))
	return locale
}

// openModule reads a file from which the settings take data.
func (s *vitePressSite) openModule(name string) *source.Text {
	if info, err := fs.Stat(s.in.FS, name); err != nil || info.IsDir() {
		return nil
	}
	return source.ReadText(s.in.FS, name, configLimits, s.report)
}

// readLocales finds the course's language and returns what the settings say for it: https://vitepress.dev/guide/i18n
func (s *vitePressSite) readLocales() jsdata.Value {
	s.info.language = s.site.Get("lang").String()
	folders, values := map[string]string{}, map[string]jsdata.Value{}
	for _, p := range s.site.Get("locales").Props {
		if p.Key == "" {
			continue
		}
		folder := strings.TrimPrefix(strings.Trim(p.Key, "/"), "root")
		language := cmp.Or(p.Value.Get("lang").String(), folder, s.info.language, "en")
		s.info.languages = append(s.info.languages, language)
		folders[language], values[language] = folder, p.Value
		if folder == "" {
			s.info.standard = language
		}
	}
	picked, ok := source.PickLanguage(s.info.languages, s.in.Lang, s.info.standard)
	if !ok {
		return jsdata.Value{}
	}
	s.info.language, s.locale = picked, folders[picked]
	for _, language := range s.info.languages {
		if folder := folders[language]; folder != "" && folder != s.locale {
			s.others = append(s.others, folder)
		}
	}
	return values[picked]
}

// readFiles lists the pages of the course's language by their addresses.
func (s *vitePressSite) readFiles() {
	skip := func(name string, d fs.DirEntry) bool {
		base, key := path.Base(name), s.key(name)
		switch {
		case hidden(base), base == "node_modules":
			return true
		case strings.HasPrefix(base, "[") && strings.Contains(base, "]."):
			return true // of data: https://vitepress.dev/guide/routing#dynamic-routes
		case d.IsDir():
			return key == "public" || slices.Contains(s.others, key)
		}
		return s.root == "." && parent(key) == "" && skipped(name, d)
	}
	dir := path.Join(s.root, s.locale)
	if _, err := fs.Stat(s.in.FS, dir); err != nil {
		return
	}
	s.files = pageFiles(s.in.FS, dir, skip, s.report)
	for _, file := range s.files {
		s.bySlug[vitePressSlug(s.key(file))] = file
	}
}

// key is the place of a file below the folder of the pages.
func (s *vitePressSite) key(file string) string {
	return strings.TrimPrefix(file, strings.TrimPrefix(s.root+"/", "./"))
}

// vitePressSlug is what a page's address and links to it have in common.
func vitePressSlug(key string) string {
	slug := "/" + strings.Trim(key, "/")
	for _, ext := range append(pageExts, ".html") {
		slug = strings.TrimSuffix(slug, ext)
	}
	if base := path.Base(slug); strings.EqualFold(base, "index") || strings.EqualFold(base, "readme") {
		slug = path.Dir(slug)
	}
	return path.Clean(slug)
}

// sidebar reads the sidebar, an array or an object of arrays by the addresses that they are for:
// https://vitepress.dev/reference/default-theme-sidebar
func (s *vitePressSite) sidebar(locale jsdata.Value) []*navEntry {
	v := locale.Get("themeConfig", "sidebar")
	if v.Kind == jsdata.Missing {
		v = s.site.Get("themeConfig", "sidebar")
	}
	switch v.Kind {
	case jsdata.Missing:
		return nil
	case jsdata.Object:
		var all []*navEntry
		for _, p := range v.Props {
			items, base := p.Value, p.Key
			if inner := items.Get("items"); items.Kind == jsdata.Object {
				items, base = inner, cmp.Or(items.Get("base").String(), base)
			}
			all = append(all, s.entries(items, base, 0)...)
		}
		return all
	}
	return s.entries(v, "", 0)
}

// entries reads the entries of a sidebar, whose links are relative to base.
func (s *vitePressSite) entries(array jsdata.Value, base string, depth int) []*navEntry {
	if array.Kind != jsdata.Array || depth > maxMenuDepth {
		s.unread(array)
		return nil
	}
	var all []*navEntry
	for _, v := range array.Items {
		if e := s.entry(v, base, depth); e != nil {
			all = append(all, e)
		}
	}
	return all
}

// entry reads an entry: an object, or a page with or without a name of its own, as VuePress has them.
// https://vuepress.vuejs.org/theme/default-theme-config.html#sidebar
func (s *vitePressSite) entry(v jsdata.Value, base string, depth int) *navEntry {
	e := &navEntry{Pos: s.module.Pos(v), listed: true}
	switch {
	case v.Kind == jsdata.String:
		e.link = s.link(v, base)
	case v.Kind == jsdata.Array && len(v.Items) == 2:
		e.link, e.title = s.link(v.Items[0], base), menuLabel(v.Items[1].String())
	case v.Kind == jsdata.Object:
		e.title = menuLabel(firstOf(v, "text", "title").String())
		base = cmp.Or(v.Get("base").String(), base)
		e.link = s.link(firstOf(v, "link", "path"), base)
		if inner := firstOf(v, "items", "children"); inner.Kind != jsdata.Missing {
			e.entries = s.entries(inner, base, depth+1)
		}
	default:
		s.unread(v)
		return nil
	}
	return e
}

// link returns the file of the page that a link in the sidebar leads to, seen from the settings; "" after reporting that
// there is none. What leads out of the site stays.
func (s *vitePressSite) link(v jsdata.Value, base string) string {
	link := v.String()
	if link == "" || scheme.MatchString(link) {
		return link
	}
	address, fragment, _ := strings.Cut(link, "#")
	if !strings.HasPrefix(address, "/") {
		address = path.Join("/", base, address)
	}
	file, ok := s.bySlug[vitePressSlug(address)]
	if !ok {
		s.report.Report(diag.Diagnostic{
			Pos: s.module.Pos(v), Severity: diag.Error, Code: "page-missing",
			Message: fmt.Sprintf("there is no page %q", address), Instead: "it is left out",
			Hint: diag.DidYouMean(vitePressSlug(address), slices.Sorted(maps.Keys(s.bySlug))),
		})
		return ""
	}
	file = strings.Repeat("../", strings.Count(s.config, "/")) + file
	if fragment != "" {
		file += "#" + fragment
	}
	return file
}

// firstOf returns what an object has under the first of keys that is there.
func firstOf(v jsdata.Value, keys ...string) jsdata.Value {
	for _, key := range keys {
		if w := v.Get(key); w.Kind != jsdata.Missing {
			return w
		}
	}
	return jsdata.Value{}
}

func (s *vitePressSite) unread(v jsdata.Value) {
	s.warn(v, "this part of the sidebar is "+v.What()+", which is not data", "its pages come after the sidebar")
}

func (s *vitePressSite) warn(v jsdata.Value, message, instead string) {
	s.report.Report(diag.Diagnostic{
		Pos: s.module.Pos(v), Severity: diag.Warning, Code: "config-unread", Message: message, Instead: instead,
	})
}

// takeHome takes the home page out of wherever it stands at the top, unless the sidebar has it further down.
func (s *vitePressSite) takeHome(root *group, rest *[]*page) *page {
	home := s.bySlug[vitePressSlug(s.locale)]
	for i, it := range root.items {
		if it.page != nil && it.page.path == home {
			root.items = slices.Delete(root.items, i, i+1)
			return it.page
		}
	}
	for i, p := range *rest {
		if p.path == home {
			*rest = slices.Delete(*rest, i, i+1)
			return p
		}
	}
	return nil
}

// vitePressURL is the address that the site gives a page.
func (p *page) vitePressURL() string {
	slug := vitePressSlug(p.key)
	if p.isIndex() && slug != "/" {
		slug += "/"
	}
	return slug
}
