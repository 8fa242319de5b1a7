package layout

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/layout/jsdata"
	"coursepack/content/source"
	"coursepack/content/template"
)

// Starlight reads courses written for Astro's Starlight.
//
// Order: the sidebar in astro.config, which is read as data and never run. Pages that are not in it follow the index page
// of their folder, if that is all that the sidebar has of it; the others come after it, by their folders. Without a sidebar
// the folders are the menu: their order is that of the lessons' front matter (order; phases, which become units, by
// phase_order if each phase has one of its own, else by their first lesson), then sidebar.order, then the address, as on
// the site.
//
// Shape: a group whose pages say what part of a lesson they are (artifact) is a lesson. If no page does so, a group of
// pages inside of another group is one. Any other group is a unit, one level deeper than the group around it, and each
// page that stands in it is a lesson of one part. The site's home page is the front page, unless the menu has it further
// down.
func Starlight() source.Layout { return starlight{} }

type starlight struct{}

const (
	starlightModule = "@astrojs/starlight"
	docsFolder      = "content/docs"
)

// configLimits keep the settings of a site to a size that people write.
var configLimits = source.Limits{FileSize: 1 << 20}

var astroConfigs = []string{"astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.mts"}

func (starlight) Name() string { return "starlight" }

func (starlight) About() string {
	return "Astro Starlight: the sidebar of astro.config, or front matter"
}

func (starlight) Detect(fsys fs.FS) (reason string, ok bool) {
	for _, name := range astroConfigs {
		config := source.ReadText(fsys, name, configLimits, &diag.List{})
		if strings.Contains(string(config.Data), starlightModule) {
			return name + " uses Starlight", true
		}
	}
	if info, err := fs.Stat(fsys, "src/"+docsFolder); err == nil && info.IsDir() {
		return "it has the folder src/" + docsFolder, true
	}
	return "", false
}

func (starlight) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	s := &starlightSite{book: &book{in: in, report: report}, bySlug: map[string]*page{}, unfinished: map[string]bool{}}
	s.readConfig()
	s.readPages()
	var root *group
	if s.sidebar.Kind == jsdata.Array {
		root = s.menu()
	} else {
		root = s.byFrontMatter(s.pages)
	}
	front := s.takeHome(root)
	if front != nil && len(root.items) == 0 { // it is all there is
		root.items, front = []item{{page: front}}, nil
	}
	return s.outline(root, front, s.lessonRule(root), s.info)
}

// A starlightSite is what the layout knows of one site.
type starlightSite struct {
	*book
	info       siteInfo
	config     *jsdata.Module
	sidebar    jsdata.Value
	docs       string   // the folder of the pages in the course's language
	others     []string // folders of other languages in it
	locale     string   // the start of addresses in the course's language, "" or "en"
	pages      []*page
	bySlug     map[string]*page
	unfinished map[string]bool // slugs of drafts that were left out
}

// readConfig reads astro.config as far as it is data.
func (s *starlightSite) readConfig() {
	s.config = s.parseConfig()
	astro, site := s.config.Default, s.config.Called(starlightModule)
	src := path.Clean(cmp.Or(astro.Get("srcDir").String(), "src"))
	s.docs = path.Join(src, docsFolder)
	s.info.roots = []string{path.Clean(cmp.Or(astro.Get("publicDir").String(), "public"))}
	s.info.aliases = s.readAliases()
	s.info.macros = s.scriptMacros(astroConfigs...)
	s.info.host = hostOf(astro.Get("site").String())
	s.info.expander = template.MDX(s.in.FS, s.in.Limits, s.info.aliases)
	s.info.base = strings.TrimSuffix("/"+strings.Trim(astro.Get("base").String(), "/"), "/")
	s.info.description = oneLine(site.Get("description").String())
	s.readLocales(site)
	s.info.title = menuLabel(localized(site.Get("title"), s.info.language))
	s.sidebar = site.Get("sidebar")
	switch s.sidebar.Kind {
	case jsdata.Missing, jsdata.Array:
	default:
		s.unread(s.sidebar, "the sidebar", "the order comes from front matter and folders")
	}
}

// parseConfig reads the module; an empty one if the course came without it.
func (s *starlightSite) parseConfig() *jsdata.Module {
	for _, name := range astroConfigs {
		if _, err := fs.Stat(s.in.FS, name); err == nil {
			return jsdata.Parse(source.ReadText(s.in.FS, name, configLimits, s.report), s.openModule)
		}
	}
	return jsdata.Parse(source.NewText("", nil), nil)
}

// openModule reads a file from which astro.config takes data.
func (s *starlightSite) openModule(name string) *source.Text {
	if info, err := fs.Stat(s.in.FS, name); err != nil || info.IsDir() {
		return nil
	}
	return source.ReadText(s.in.FS, name, configLimits, s.report)
}

// readAliases finds the names that the site's TypeScript has for folders, which hold in addresses of images, too:
// https://docs.astro.build/en/guides/typescript/#import-aliases
func (s *starlightSite) readAliases() []source.Alias {
	settings := s.openModule("tsconfig.json")
	if settings == nil {
		return nil
	}
	options := jsdata.Parse(settings, nil).Default.Get("compilerOptions")
	var aliases []source.Alias
	for _, p := range options.Get("paths").Props {
		start, isPrefix := strings.CutSuffix(p.Key, "*")
		if !isPrefix || start == "" || len(p.Value.Items) == 0 {
			continue
		}
		folder := strings.TrimSuffix(p.Value.Items[0].String(), "*")
		aliases = append(aliases, source.Alias{Start: start, Folder: path.Join(options.Get("baseUrl").String(), folder)})
	}
	slices.SortStableFunc(aliases, func(a, b source.Alias) int { return len(b.Start) - len(a.Start) })
	return aliases
}

// readLocales finds the course's language: the one asked for, else that of the default locale. Pages in other languages
// are other courses. The locale "root" has its pages beside the folders of the others:
// https://starlight.astro.build/guides/i18n/
func (s *starlightSite) readLocales(site jsdata.Value) {
	locales, standard := site.Get("locales"), cmp.Or(site.Get("defaultLocale").String(), "root")
	if kind := locales.Kind; kind != jsdata.Missing && kind != jsdata.Object {
		s.unread(locales, "the list of languages", "pages in all of them as one course")
	}
	folders := map[string]string{} // by language
	for _, p := range locales.Props {
		if p.Key == "" {
			continue
		}
		language := cmp.Or(p.Value.Get("lang").String(), strings.TrimPrefix(p.Key, "root"), "en")
		s.info.languages, folders[language] = append(s.info.languages, language), p.Key
		if p.Key == standard {
			s.info.standard = language
		}
	}
	if len(folders) == 0 && standard != "root" {
		s.info.language, folders[standard] = standard, standard
	}
	if picked, ok := source.PickLanguage(s.info.languages, s.in.Lang, s.info.standard); ok {
		s.info.language = picked
	}
	locale := cmp.Or(folders[s.info.language], "root")
	if info, err := fs.Stat(s.in.FS, path.Join(s.docs, locale)); locale != "root" && err == nil && info.IsDir() {
		s.docs, s.locale = path.Join(s.docs, locale), locale
		return
	}
	for _, language := range s.info.languages {
		if folder := folders[language]; folder != "root" && folder != locale {
			s.others = append(s.others, folder)
		}
	}
}

// readPages reads the pages of the course's language.
func (s *starlightSite) readPages() {
	if _, err := fs.Stat(s.in.FS, s.docs); err != nil {
		return
	}
	skip := func(name string, d fs.DirEntry) bool {
		base := path.Base(name)
		if d.IsDir() {
			other := path.Dir(name) == s.docs && slices.Contains(s.others, base)
			if other {
				s.report.Report(diag.Diagnostic{
					Pos: diag.Pos{File: name}, Severity: diag.Note, Code: "language-skipped",
					Message: "the course is read in one language", Instead: "the pages in " + base + " are left out",
				})
			}
			return other
		}
		return base[0] == '_' || stem(base) == "404" // https://docs.astro.build/en/guides/content-collections/
	}
	for _, file := range pageFiles(s.in.FS, s.docs, skip, s.report) {
		key := strings.TrimPrefix(file, s.docs+"/")
		p, finished := s.read(file, key)
		slug := s.slug(p)
		if !finished {
			s.unfinished[slug] = true
			continue
		}
		p.urls = []string{strings.TrimSuffix(path.Join("/", s.locale, slug), "/") + "/"}
		s.bySlug[slug] = p
		s.pages = append(s.pages, p)
	}
}

// slug is a page's address: that of its front matter, else that of its path.
func (s *starlightSite) slug(p *page) string {
	if own := p.front().Get("slug"); own.Exists() {
		return cleanSlug(strings.TrimPrefix(strings.Trim(own.String(), "/"), s.locale+"/"))
	}
	return astroSlug(p.key)
}

// astroSlug makes the address of a path as Astro does: https://docs.astro.build/en/reference/content-loader-reference/
func astroSlug(key string) string {
	segments := strings.Split(strings.TrimSuffix(key, path.Ext(key)), "/")
	for i, segment := range segments {
		segments[i] = source.Slug(segment)
	}
	return cleanSlug(strings.Join(segments, "/"))
}

// cleanSlug takes slashes at the ends, and "index" at the end, off an address.
func cleanSlug(slug string) string {
	slug = strings.Trim(slug, "/")
	if slug == "index" {
		return ""
	}
	return strings.TrimSuffix(slug, "/index")
}

// takeHome takes the home page out of the menu if it stands outside of all groups.
func (s *starlightSite) takeHome(root *group) *page {
	home := s.bySlug[""]
	for i, it := range root.items {
		if it.page != nil && it.page == home {
			root.items = slices.Delete(root.items, i, i+1)
			return home
		}
	}
	return nil
}

// lessonRule returns the rule that the comment of Starlight gives for the shape.
func (s *starlightSite) lessonRule(root *group) func(g *group, level int) bool {
	artifacts := false
	root.walk(func(g *group) { artifacts = artifacts || g.hasArtifacts() })
	return func(g *group, level int) bool {
		switch {
		case len(g.pages()) == 0 || !g.isLeaf():
			return false
		case artifacts:
			return g.hasArtifacts()
		}
		return level > 1
	}
}
