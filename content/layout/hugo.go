package layout

import (
	"cmp"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
	"coursepack/content/template"
)

// Hugo reads sites made with Hugo, whatever their theme: https://gohugo.io/content-management/organization/
//
// Order: in each section by weight, then by date, the latest first, then by title, as Hugo lists pages; a section stands
// where its own page says. Posts and the like are left out of a site that has other sections.
//
// Shape: a section is a unit, the first lesson of which is its own page if there is text on it; but inside of another unit
// a section of pages is one lesson with parts. A bundle is one page, and the other texts in it are its own affair. The home
// page is the front page.
func Hugo() source.Layout { return hugo{} }

type hugo struct{}

func (hugo) Name() string { return "hugo" }

func (hugo) About() string {
	return "Hugo: sections and pages by weight, with any theme"
}

// Where a site's folder may be, and what its settings may be called.
// https://gohugo.io/configuration/introduction/
var (
	hugoFolders = []string{".", "docs", "site", "website", "userguide", "exampleSite"}
	hugoConfigs = []string{"hugo", "config", "config/_default/hugo", "config/_default/config"}
	hugoFormats = []string{".toml", ".yaml", ".yml", ".json"}
)

// findHugo returns the folder of a site and its settings, "" if there are none. Themes have settings, too, and their site
// in a folder of its own.
func findHugo(fsys fs.FS) (root, config string) {
	root = "."
	for _, dir := range hugoFolders {
		for _, name := range hugoConfigs {
			for _, ext := range hugoFormats {
				file := path.Join(dir, name+ext)
				switch {
				case !exists(fsys, file) || name == "config" && !isHugoConfig(fsys, file):
				case exists(fsys, path.Join(dir, "content")):
					return dir, file
				case config == "" && strings.HasPrefix(path.Base(name), "hugo"):
					root, config = dir, file
				}
			}
		}
	}
	return root, config
}

// hugoSetting is a setting that a site of Hugo has and other programs with a config.yaml have not.
// https://gohugo.io/configuration/all/
var hugoSetting = lazyregexp.New(`(?mi)^(?:\s*"|\[{0,2})(?:baseURL|languageCode|defaultContentLanguage|theme|module|markup|taxonomies|menus?|params|outputs)\b`)

func isHugoConfig(fsys fs.FS, file string) bool {
	return hugoSetting.Match(source.ReadText(fsys, file, configLimits, &diag.List{}).Data)
}

func (hugo) Detect(fsys fs.FS) (reason string, ok bool) {
	_, config := findHugo(fsys)
	return "it has " + config + ", the settings of Hugo", config != ""
}

func (hugo) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	h := &hugoSite{
		book:     &book{in: in, report: report, dialect: source.Hugo},
		sections: map[*group]*page{}, byName: map[string][]*page{}, byKey: map[string]*page{},
	}
	h.readConfig()
	h.readPages()
	root := folderTree(h.pages)
	h.settle(root)
	root.sort(func(*group) compareFunc { return h.compare })
	h.dropPosts(root)
	front := h.sections[root]
	if front != nil && len(root.items) == 0 {
		root.items, front = []item{{page: front}}, nil
	}
	h.info.expander = template.Hugo(in.FS, in.Limits, template.HugoSite{
		Root: h.root, Content: h.content, Params: h.params, Address: h.refer,
	})
	return h.outline(root.inward(), front, isBookLesson, h.info)
}

// A hugoSite is what the layout knows of one site.
type hugoSite struct {
	*book
	root     string // the folder of the site
	config   source.Value
	params   source.Value // what themes and shortcodes ask for
	info     siteInfo
	content  string // the folder of the pages in the course's language
	suffix   bool   // pages say in their names which language they are in
	prefix   string // what addresses in the course's language start with
	pages    []*page
	sections map[*group]*page // their own pages
	byKey    map[string]*page
	byName   map[string][]*page
}

// readConfig reads the settings: of several files in a folder, each has a part of them.
func (h *hugoSite) readConfig() {
	root, file := findHugo(h.in.FS)
	h.root, h.config = root, h.readSettings(file)
	languages, params := h.config.Get("languages"), h.config.Get("params")
	if dir := path.Dir(file); path.Base(dir) == "_default" {
		for _, ext := range hugoFormats {
			if !languages.Exists() {
				languages = h.readSettings(path.Join(dir, "languages"+ext))
			}
			if !params.Exists() {
				params = h.readSettings(path.Join(dir, "params"+ext))
			}
		}
	}
	h.params = params
	own := h.readLanguages(languages)
	h.info.title = cmp.Or(own.Get("title").String(), h.config.Get("title").String())
	h.info.description = oneLine(cmp.Or(own.Get("params", "description").String(), own.Get("description").String(), params.Get("description").String()))
	h.info.authors = persons(params.First("author", "authors"))
	for _, dir := range []string{"static", "assets"} {
		h.info.roots = append(h.info.roots, path.Join(h.root, cmp.Or(h.config.Get(dir+"Dir").String(), dir)))
	}
	h.info.roots = append(h.info.roots, h.content)
	if base, err := url.Parse(h.config.First("baseURL", "baseurl", "baseUrl").String()); err == nil {
		h.info.base = strings.TrimSuffix(base.Path, "/")
	}
	if mounts := h.config.Get("module", "mounts"); mounts.Exists() {
		h.report.Report(diag.Diagnostic{
			Pos: mounts.Pos, Severity: diag.Note, Code: "config-unread",
			Message: "folders that the settings mount are not looked into", Instead: "pages of " + h.content,
		})
	}
}

func (h *hugoSite) readSettings(file string) source.Value {
	if !exists(h.in.FS, file) {
		return source.Value{}
	}
	if path.Ext(file) != ".toml" {
		return readConfig(h.in.FS, file, h.report)
	}
	t := source.ReadText(h.in.FS, file, configLimits, h.report)
	v, problems := source.ParseTOML(t.Name, t.Data, 1)
	for _, d := range problems {
		h.report.Report(d)
	}
	return v
}

// readLanguages finds the course's language and where its pages are, and returns what the settings say of it.
// https://gohugo.io/content-management/multilingual/
func (h *hugoSite) readLanguages(languages source.Value) source.Value {
	content := path.Join(h.root, cmp.Or(h.config.Get("contentDir").String(), "content"))
	standard := cmp.Or(h.config.Get("defaultContentLanguage").String(), "en")
	for _, code := range languages.Keys() {
		if off, _ := languages.Get(code, "disabled").Bool(); !off {
			h.info.languages = append(h.info.languages, code)
		}
	}
	h.info.standard = standard
	h.info.macros = h.scriptMacros(path.Join(h.root, "layouts/*partials/*.html"), path.Join(h.root, "layouts/*partials/*/*.html"))
	picked, ok := source.PickLanguage(h.info.languages, h.in.Lang, standard)
	if !ok {
		picked = standard
	}
	own := languages.Get(picked)
	h.info.language = cmp.Or(own.First("languageCode", "locale").String(), picked)
	if len(h.info.languages) > 0 {
		h.info.language = picked
	} else if code := h.config.First("languageCode", "locale").String(); code != "" {
		h.info.language = code
	}
	subdir, _ := h.config.Get("defaultContentLanguageInSubdir").Bool()
	if picked != standard || subdir {
		h.prefix = picked
	}
	h.content = content
	switch dir := own.First("contentDir", "contentdir").String(); {
	case dir != "":
		h.content = path.Join(h.root, dir)
	case len(h.info.languages) > 1 && exists(h.in.FS, path.Join(content, picked)):
		h.content = path.Join(content, picked)
	default:
		h.suffix = len(h.info.languages) > 0
	}
	return own
}

// readPages reads the pages of the course's language.
func (h *hugoSite) readPages() {
	if !exists(h.in.FS, h.content) {
		return
	}
	skip := func(name string, d fs.DirEntry) bool {
		base := path.Base(name)
		return base[0] == '.' || base == "node_modules"
	}
	files := pageFiles(h.in.FS, h.content, skip, h.report)
	keys := map[string]string{}
	bundles := map[string]bool{}
	for _, file := range files {
		key, mine := h.key(file)
		if stem(key) == "index" {
			bundles[path.Dir(key)] = true
		}
		if mine {
			keys[file] = key
		}
	}
	for _, file := range files {
		key, mine := keys[file]
		if !mine || inBundle(bundles, key) {
			continue
		}
		p, finished := h.read(file, key)
		if !finished || hugoHidden(p.front()) {
			continue
		}
		if weight, ok := p.front().Get("weight").Float(); ok && weight != 0 {
			p.order = weight
		}
		p.label = p.front().First("linkTitle", "linktitle", "menuTitle").String()
		p.urls = h.addresses(p)
		h.pages = append(h.pages, p)
		h.byKey[p.hugoName()] = p
		h.byName[path.Base(p.hugoName())] = append(h.byName[path.Base(p.hugoName())], p)
	}
}

// key is the place of a file below the folder of the pages, without the language in its name; mine is false if that is
// another one.
func (h *hugoSite) key(file string) (key string, mine bool) {
	key = strings.TrimPrefix(file, h.content+"/")
	name := stem(key)
	lang := strings.TrimPrefix(path.Ext(name), ".")
	if !h.suffix {
		return key, true
	}
	picked := h.info.language
	if lang == "" || !slices.Contains(h.info.languages, lang) {
		return key, picked == h.info.standard
	}
	return path.Join(parent(key), strings.TrimSuffix(name, "."+lang)+path.Ext(key)), lang == picked
}

// inBundle reports whether a text belongs to the bundle of another one. https://gohugo.io/content-management/page-bundles/
func inBundle(bundles map[string]bool, key string) bool {
	dir := path.Dir(key)
	if stem(key) == "index" {
		dir = path.Dir(dir)
	}
	for ; dir != "."; dir = path.Dir(dir) {
		if bundles[dir] {
			return true
		}
	}
	return false
}

// hugoHidden reports whether a page has no place of its own on the site.
func hugoHidden(front source.Value) bool {
	headless, _ := front.Get("headless").Bool()
	render := cmp.Or(front.Get("build", "render").String(), front.Get("_build", "render").String())
	return headless || render == "never" || render == "false"
}

// hugoName is the path of a page without its extension; that of a bundle or a section is its folder.
func (p *page) hugoName() string {
	name := strings.TrimSuffix(p.key, path.Ext(p.key))
	switch path.Base(name) {
	case "index", "_index":
		return path.Dir(name)
	}
	return name
}

// addresses returns the address of a page and those that it had. https://gohugo.io/content-management/urls/
func (h *hugoSite) addresses(p *page) []string {
	front, name := p.front(), p.hugoName()
	if slug := front.Get("slug").String(); slug != "" && stem(p.key) != "_index" {
		name = path.Join(path.Dir(name), slug)
	}
	address := path.Join("/", h.prefix, strings.ReplaceAll(strings.ToLower(name), " ", "-")) + "/"
	if own := front.Get("url").String(); own != "" {
		address = path.Join("/", own) + slashAtEnd(own)
	}
	urls := []string{strings.ReplaceAll(address, "//", "/")}
	for _, alias := range front.Get("aliases").Strings() {
		if !strings.HasPrefix(alias, "/") {
			alias = path.Join(path.Dir(strings.TrimSuffix(address, "/")), alias)
		}
		urls = append(urls, path.Clean(alias)+"/")
	}
	return urls
}

// postSections hold what a site has beside a course.
var postSections = []string{"blog", "news", "post", "posts", "search", "authors", "tags", "categories", "releases"}

// dropPosts leaves out sections of posts if there are others.
func (h *hugoSite) dropPosts(root *group) {
	isPosts := func(it item) bool { return it.group != nil && slices.Contains(postSections, it.group.dir) }
	var rest []item
	for _, it := range root.items {
		if !isPosts(it) && it.group != nil {
			rest = append(rest, it)
		}
	}
	if len(rest) == 0 {
		return
	}
	var items []item
	for _, it := range root.items {
		if !isPosts(it) {
			items = append(items, it)
			continue
		}
		h.report.Report(diag.Diagnostic{
			Pos: diag.Pos{File: path.Join(h.content, it.group.dir)}, Severity: diag.Note, Code: "page-skipped",
			Message: "by its name this is a list of posts, not part of the course", Instead: "it is left out",
		})
	}
	root.items = items
}

// refer returns the address of the page that a reference on another one means; "" if there is none.
// https://gohugo.io/methods/page/ref/
func (h *hugoSite) refer(file, ref string) string {
	name, fragment, _ := strings.Cut(ref, "#")
	if fragment != "" {
		fragment = "#" + fragment
	}
	if name == "" {
		return fragment
	}
	from, _ := h.key(file)
	if lang := path.Ext(strings.TrimSuffix(name, path.Ext(name))); lang != "" && slices.Contains(h.info.languages, lang[1:]) {
		name = strings.TrimSuffix(strings.TrimSuffix(name, path.Ext(name)), lang)
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".md"), "/")
	name = strings.TrimSuffix(strings.TrimSuffix(name, "/_index"), "/index")
	dir := path.Dir(from)
	for _, key := range []string{path.Join(dir, name), path.Join(dir, stem(from), name), strings.Trim(name, "/")} {
		if p := h.byKey[key]; p != nil && (!strings.HasPrefix(name, "/") || key == strings.Trim(name, "/")) {
			return p.urls[0] + fragment
		}
	}
	if same := h.byName[path.Base(name)]; len(same) == 1 {
		return same[0].urls[0] + fragment
	}
	return ""
}
