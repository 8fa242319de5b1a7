package layout

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/layout/jsdata"
	"coursepack/content/source"
	"coursepack/content/template"
)

// Docusaurus reads the documents of sites made with Docusaurus: https://docusaurus.io/docs/docs-introduction
//
// Order: sidebars.js, which is read as data and never run, sidebar after sidebar. Without one, and where a sidebar asks
// for it, the order is that of _category_.json and sidebar_position, then of names. Pages that no sidebar has come after
// all that are in one.
//
// Shape: as with mdBook; a category is a unit, and each page in it a lesson. If there are several sidebars, each is a unit
// around its categories. Only the current version of the documents is read, and no blog.
func Docusaurus() source.Layout { return docusaurus{} }

type docusaurus struct{}

func (docusaurus) Name() string { return "docusaurus" }

func (docusaurus) About() string {
	return "Docusaurus: sidebars.js, or _category_.json and front matter"
}

var docusaurusConfigs = []string{
	"docusaurus.config.ts", "docusaurus.config.js", "docusaurus.config.mjs", "docusaurus.config.mts", "docusaurus.config.cjs",
}

// findDocusaurus returns the folder of a site and its settings, "" if there are none. A site may stand in a folder of
// its own beside its documents.
func findDocusaurus(fsys fs.FS) (root, config string) {
	folders := []string{"."}
	entries, _ := fs.ReadDir(fsys, ".")
	for _, e := range entries {
		if e.IsDir() && !hidden(e.Name()) {
			folders = append(folders, e.Name())
		}
	}
	for _, root := range folders {
		for _, name := range docusaurusConfigs {
			if _, err := fs.Stat(fsys, path.Join(root, name)); err == nil {
				return root, path.Join(root, name)
			}
		}
	}
	return ".", ""
}

func (docusaurus) Detect(fsys fs.FS) (reason string, ok bool) {
	_, config := findDocusaurus(fsys)
	return "it has " + config, config != ""
}

func (docusaurus) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	s := &docusaurusSite{book: &book{in: in, report: report, dialect: source.MDX}}
	s.readConfig()
	root := &group{}
	docs := s.docs()
	for _, d := range docs {
		d.readPages()
		g := d.sidebars()
		if len(docs) > 1 && len(g.items) > 0 {
			g.title = d.title()
			root.items = append(root.items, item{group: g})
			continue
		}
		root.items = append(root.items, g.items...)
	}
	root.dropEmpty()
	front := s.takeFront(root)
	return s.outline(root, front, isBookLesson, s.info)
}

// A docusaurusSite is what the layout knows of one site.
type docusaurusSite struct {
	*book
	root   string // the folder of the site
	module *jsdata.Module
	site   jsdata.Value // the settings
	info   siteInfo
}

func (s *docusaurusSite) readConfig() {
	root, config := findDocusaurus(s.in.FS)
	s.root = root
	s.module = s.openConfig(config)
	if s.site = s.module.Default; config != "" && s.site.Kind != jsdata.Object {
		s.warn(s.module, s.site, "the settings are "+s.site.What()+", which is not data", "what they say is not known")
	}
	if format := s.site.Get("markdown", "format").String(); format == "detect" || format == "md" {
		s.dialect = ""
	}
	s.info = siteInfo{
		title: menuLabel(s.site.Get("title").String()), description: oneLine(s.site.Get("tagline").String()),
		roots: []string{path.Join(s.root, "static")}, base: strings.TrimSuffix("/"+strings.Trim(s.site.Get("baseUrl").String(), "/"), "/"),
		host:     hostOf(s.site.Get("url").String()),
		aliases:  []source.Alias{{Start: "@site/", Folder: s.root}},
		standard: cmp.Or(s.site.Get("i18n", "defaultLocale").String(), "en"),
		macros:   s.scriptMacros(config),
	}
	s.info.expander = template.MDX(s.in.FS, s.in.Limits, s.info.aliases)
	for _, locale := range s.site.Get("i18n", "locales").Items {
		s.info.languages = append(s.info.languages, locale.String())
	}
	s.info.language = s.info.standard
	if picked, ok := source.PickLanguage(s.info.languages, s.in.Lang, s.info.standard); ok {
		s.info.language = picked
	}
	if len(s.info.languages) < 2 {
		s.info.languages = nil
	}
}

// openConfig reads a module of the site; an empty one if there is none of that name.
func (s *docusaurusSite) openConfig(name string) *jsdata.Module {
	if text := s.openModule(name); text != nil {
		return jsdata.Parse(text, s.openModule)
	}
	return jsdata.Parse(source.NewText(name, nil), nil)
}

func (s *docusaurusSite) openModule(name string) *source.Text {
	if info, err := fs.Stat(s.in.FS, name); name == "" || err != nil || info.IsDir() {
		return nil
	}
	return source.ReadText(s.in.FS, name, configLimits, s.report)
}

func (s *docusaurusSite) warn(m *jsdata.Module, v jsdata.Value, message, instead string) {
	s.report.Report(diag.Diagnostic{Pos: m.Pos(v), Severity: diag.Warning, Code: "config-unread", Message: message, Instead: instead})
}

// docs returns the sets of documents: that of a preset and those of plugins.
// https://docusaurus.io/docs/docs-multi-instance
func (s *docusaurusSite) docs() []*docusaurusDocs {
	var all []*docusaurusDocs
	add := func(options jsdata.Value) {
		d := &docusaurusDocs{docusaurusSite: s, id: options.Get("id").String()}
		d.folder = path.Join(s.root, cmp.Or(options.Get("path").String(), "docs"))
		d.base = strings.Trim(options.Get("routeBasePath").String(), "/")
		if options.Get("routeBasePath").Kind == jsdata.Missing {
			d.base = "docs"
		}
		sidebar := options.Get("sidebarPath")
		if sidebar.Kind == jsdata.Call { // require.resolve('./sidebars.js')
			for _, argument := range sidebar.Items {
				sidebar = argument
			}
		}
		d.menu = path.Join(s.root, cmp.Or(sidebar.String(), "sidebars.js"))
		s.info.roots = append(s.info.roots, d.folder) // links to files may start from there
		all = append(all, d)
	}
	for _, preset := range s.site.Get("presets").Items {
		if options := optionsOf(preset, "classic", "@docusaurus/preset-classic"); options.Kind == jsdata.Object {
			if docs := options.Get("docs"); docs.Kind != jsdata.Bool {
				add(docs)
			}
		}
	}
	for _, plugin := range s.site.Get("plugins").Items {
		if options := optionsOf(plugin, "@docusaurus/plugin-content-docs", "content-docs"); options.Kind == jsdata.Object {
			add(options)
		}
	}
	if len(all) == 0 {
		add(jsdata.Value{})
	}
	return all
}

// optionsOf returns what an array says beside one of the names.
func optionsOf(v jsdata.Value, names ...string) jsdata.Value {
	if len(v.Items) == 2 && slices.Contains(names, v.Items[0].String()) {
		return v.Items[1]
	}
	return jsdata.Value{}
}

// takeFront takes the page at the address of the documents out of the first group if it stands outside of all others.
func (s *docusaurusSite) takeFront(root *group) *page {
	if len(root.items) < 2 || root.items[0].page == nil {
		return nil
	}
	p := root.items[0].page
	if !strings.EqualFold(p.title, s.info.title) && p.front().Get("slug").String() != "/" && !(p.isIndex() && parent(p.key) == "") {
		return nil
	}
	root.items = root.items[1:]
	return p
}

// A docusaurusDocs is one set of documents.
type docusaurusDocs struct {
	*docusaurusSite
	id     string
	folder string // of the documents
	base   string // of their addresses
	menu   string // the file of the sidebars
	pages  []*page
	byID   map[string]*page
	drafts map[string]bool // ids of those that are left out
	used   map[*page]bool
	labels map[string]docusaurusCategory // what _category_ files say, by folder
	sheet  *jsdata.Module                // the sidebars
}

func (d *docusaurusDocs) title() string {
	return humanize(cmp.Or(d.id, path.Base(d.folder)))
}

// readPages reads the documents in the course's language. Those that are not translated are there as they were written.
// https://docusaurus.io/docs/i18n/introduction
func (d *docusaurusDocs) readPages() {
	d.byID, d.drafts, d.used, d.labels = map[string]*page{}, map[string]bool{}, map[*page]bool{}, map[string]docusaurusCategory{}
	if _, err := fs.Stat(d.in.FS, d.folder); err != nil {
		d.report.Report(diag.Diagnostic{
			Pos: diag.Pos{File: d.module.Pos(d.site).File}, Severity: diag.Error, Code: "folder-missing",
			Message: fmt.Sprintf("there is no folder %q for the documents", d.folder), Instead: "nothing of them",
		})
		return
	}
	translated := ""
	if d.info.language != d.info.standard {
		plugin := "docusaurus-plugin-content-docs"
		if d.id != "" && d.id != "default" {
			plugin += "-" + d.id
		}
		translated = path.Join(d.root, "i18n", d.info.language, plugin, "current")
	}
	skip := func(name string, e fs.DirEntry) bool {
		base := path.Base(name)
		return base[0] == '_' || base[0] == '.' || e.IsDir() && (base == "node_modules" || base == "__tests__")
	}
	missing := 0
	for _, file := range pageFiles(d.in.FS, d.folder, skip, d.report) {
		key := strings.TrimPrefix(strings.TrimPrefix(file, d.folder), "/")
		if d.folder == "." {
			key = file
		}
		if translated != "" {
			if name := path.Join(translated, key); d.openModule(name) != nil {
				file = name
			} else {
				missing++
			}
		}
		p, finished := d.read(file, key)
		id := docusaurusID(key, p.front())
		if !finished {
			d.drafts[id] = true
			continue
		}
		p.label = p.front().Get("sidebar_label").String()
		p.order = docusaurusPosition(p.front().Get("sidebar_position"), stem(key))
		p.urls = []string{path.Join("/", d.base, docusaurusSlug(key, p.front()))}
		d.byID[id] = p
		d.pages = append(d.pages, p)
	}
	if missing > 0 {
		d.report.Report(diag.Diagnostic{
			Severity: diag.Warning, Code: "page-untranslated",
			Message: fmt.Sprintf("%d of %d pages are not there in %s", missing, len(d.pages), d.info.language), Instead: "they are in " + d.info.standard,
		})
	}
	if _, err := fs.Stat(d.in.FS, path.Join(d.root, "versions.json")); err == nil {
		d.report.Report(diag.Diagnostic{
			Pos: diag.Pos{File: path.Join(d.root, "versions.json")}, Severity: diag.Note, Code: "version-skipped",
			Message: "there are older versions of the documents", Instead: "only the current one is read",
		})
	}
}

// Names may start with a number, which gives their order and is no part of their ids and addresses, unless it looks like
// a date or a version: https://docusaurus.io/docs/sidebar/autogenerated#using-number-prefixes
var (
	docusaurusNumber = lazyregexp.New(`^(\d+)\s*[-_.]+\s*([^-_.\s].*)$`)
	docusaurusDate   = lazyregexp.New(`^(?:\d{2}|\d{4})[-_.]\d{2}(?:[-_.](?:\d{2}|\d{4}))?|^\d+[-_.]\d+`)
)

// cutNumber returns a name without its number, and the number as text, "" if there is none.
func cutNumber(name string) (rest, number string) {
	if m := docusaurusNumber.FindStringSubmatch(name); m != nil && !docusaurusDate.MatchString(name) {
		return m[2], m[1]
	}
	return name, ""
}

func docusaurusPosition(said source.Value, name string) float64 {
	if order, ok := said.Float(); ok {
		return order
	}
	if _, number := cutNumber(name); number != "" {
		var n float64
		if _, err := fmt.Sscan(number, &n); err == nil {
			return n
		}
	}
	return noOrder
}

// plainPath returns a path without the numbers of its names.
func plainPath(p string) string {
	names := strings.Split(p, "/")
	for i, name := range names {
		names[i], _ = cutNumber(name)
	}
	return strings.Join(names, "/")
}

// docusaurusID is the id of a document: its path without numbers, with its own id in place of its name.
// https://docusaurus.io/docs/create-doc
func docusaurusID(key string, front source.Value) string {
	name, _ := cutNumber(stem(key))
	return path.Join(plainPath(parent(key)), cmp.Or(front.Get("id").String(), name))
}

// docusaurusSlug is the address of a document below that of all. A document that is called like its folder, an index and a
// README stand for the folder.
func docusaurusSlug(key string, front source.Value) string {
	slug, dir := front.Get("slug").String(), plainPath(parent(key))
	if strings.HasPrefix(slug, "/") {
		return slug
	}
	if slug != "" {
		return path.Join(dir, slug)
	}
	if id := docusaurusID(key, front); !isCategoryIndex(key) {
		return id
	}
	return dir
}

// isCategoryIndex reports whether a document stands for its folder.
// https://docusaurus.io/docs/sidebar/autogenerated#category-index-convention
func isCategoryIndex(key string) bool {
	name := strings.ToLower(stem(key))
	folder, _ := cutNumber(path.Base(parent(key)))
	return name == "index" || name == "readme" || parent(key) != "" && (name == strings.ToLower(folder) || name == strings.ToLower(path.Base(parent(key))))
}
