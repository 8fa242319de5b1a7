package layout

import (
	"bytes"
	"cmp"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
	"coursepack/content/template"
)

// MkDocs reads sites made with MkDocs: https://www.mkdocs.org/user-guide/configuration/
//
// Order: nav of mkdocs.yml; without one the folders, each with its index first, then its pages, then what is inside, all
// by their names. The plugins awesome-pages, awesome-nav and literate-nav give folders an order of their own. A page that
// the navigation does not have comes after it if a page of the course links to it, else it is left out.
//
// Shape: a section is a unit whose pages are lessons; one inside of another section is a lesson with parts. The index of
// the whole is the front page.
func MkDocs() source.Layout { return mkDocs{} }

type mkDocs struct{}

func (mkDocs) Name() string { return "mkdocs" }

func (mkDocs) About() string { return "MkDocs: nav of mkdocs.yml, awesome-pages, literate-nav" }

func (mkDocs) Detect(fsys fs.FS) (reason string, ok bool) {
	for _, c := range mkdocsConfigs(fsys) {
		config := readConfig(fsys, c.file, &diag.List{})
		for _, key := range []string{"site_name", "nav", "docs_dir", "INHERIT"} {
			if config.Get(key).Exists() {
				return c.file + " says " + key, true
			}
		}
	}
	return "", false
}

// A mkdocsConfig is a file of settings, and the language that the folder around it is called by, "" if by none.
type mkdocsConfig struct{ file, language string }

// mkdocsConfigs finds the settings of a site: those on top, else those of a folder below, or of each language.
func mkdocsConfigs(fsys fs.FS) []mkdocsConfig {
	for _, pattern := range []string{"mkdocs.y*ml", "docs/mkdocs.y*ml", "*/mkdocs.y*ml", "docs/*/mkdocs.y*ml"} {
		files, _ := fs.Glob(fsys, pattern)
		var found []mkdocsConfig
		for _, file := range files {
			c := mkdocsConfig{file: file}
			if name := path.Base(path.Dir(file)); isLanguage(name) {
				c.language = name
			}
			if c.language != "" || len(files) == 1 {
				found = append(found, c)
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// A mkdocsSite is what the layout knows of one site.
type mkdocsSite struct {
	*summary
	info     siteInfo
	config   source.Value
	dir      string // the folder of the settings
	docs     string // the folder of the pages
	excluded pathPatterns
	keys     []string // the pages below docs, in MkDocs' order
	i18n     mkdocsI18n
}

func (mkDocs) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	m := &mkdocsSite{}
	file := m.pickConfig(in)
	b := &book{in: in, report: report, dialect: source.PythonMarkdown}
	m.config = inherited(in.FS, file, report, 0)
	m.dir = path.Dir(file)
	m.docs = path.Join(m.dir, path.Clean("/"+setting(m.config.Get("docs_dir"), "docs")))
	m.summary = b.summary(path.Join(m.docs, path.Base(file))) // nav has paths below docs
	m.readInfo()
	m.readI18n()
	m.readFiles()
	m.info.expander = m.expander()
	root := &group{items: m.items(m.navigation())}
	for _, key := range m.keys {
		if p := m.used[path.Join(m.docs, m.file(key))]; p != nil {
			p.key = key
		}
	}
	m.addLinked(root)
	m.addresses()
	return m.outline(root, m.bookFront(root, m.info.title), isBookLesson, m.info)
}

// pickConfig returns the settings of the language that is asked for.
func (m *mkdocsSite) pickConfig(in *source.Input) string {
	configs := mkdocsConfigs(in.FS)
	if len(configs) == 0 {
		return "mkdocs.yml"
	}
	for _, c := range configs {
		if c.language != "" {
			m.info.languages = append(m.info.languages, c.language)
		}
	}
	picked, _ := source.PickLanguage(m.info.languages, in.Lang, "")
	for _, c := range configs {
		if c.language == picked && picked != "" {
			m.info.language = picked
			return c.file
		}
	}
	return configs[0].file
}

// inherited reads settings over those that they start from.
// https://www.mkdocs.org/user-guide/configuration/#configuration-inheritance
func inherited(fsys fs.FS, file string, report diag.Reporter, depth int) source.Value {
	config := readConfig(fsys, file, report)
	parent := config.Get("INHERIT")
	if !parent.Exists() {
		return config
	}
	name := path.Join(path.Dir(file), parent.String())
	if !fs.ValidPath(name) || !exists(fsys, name) || depth > maxMenuDepth {
		report.Report(diag.Diagnostic{
			Pos: parent.Pos, Severity: diag.Warning, Code: "config-unread",
			Message: "there are no settings " + name + " to inherit in the source folder", Instead: "only what stands here",
		})
		return config
	}
	return config.Over(inherited(fsys, name, report, depth+1))
}

// setting returns a setting as text. One from the environment, !ENV [NAME, standard], has its standard value.
func setting(v source.Value, standard string) string {
	if list := v.Strings(); len(list) > 0 {
		return list[len(list)-1]
	}
	return standard
}

func (m *mkdocsSite) readInfo() {
	m.info.title = oneLine(setting(m.config.Get("site_name"), ""))
	m.info.description = oneLine(setting(m.config.Get("site_description"), ""))
	if author := oneLine(setting(m.config.Get("site_author"), "")); author != "" {
		m.info.authors = []content.Person{{Name: author}}
	}
	m.info.license = copyright(m.config.Get("copyright").String())
	if m.info.language == "" {
		m.info.language = strings.ReplaceAll(m.config.Get("theme").First("language", "locale").String(), "_", "-")
	}
	for _, script := range m.config.Get("extra_javascript").List() {
		name := cmp.Or(script.String(), script.Get("path").String())
		m.info.macros = append(m.info.macros, m.scriptMacros(path.Join(m.docs, name))...)
	}
	m.info.roots = []string{m.docs}
	if u, err := url.Parse(setting(m.config.Get("site_url"), "")); err == nil {
		m.info.base = strings.TrimSuffix(u.Path, "/")
	}
}

var licenseLink = lazyregexp.New(`https?://(?:creativecommons|opensource)\.org/[^"'\s<>]*`)

// copyright reads the line that a site shows below each page, which is HTML.
func copyright(line string) content.License {
	return content.License{Name: headingText(line), URL: licenseLink.FindString(line)}
}

// plugin returns the options of a plugin; ok is false if the site does not use it.
func (m *mkdocsSite) plugin(names ...string) (options source.Value, ok bool) {
	return m.option("plugins", names...)
}

// option returns what a list or a mapping of the settings says of the first of names that is in it.
func (m *mkdocsSite) option(key string, names ...string) (options source.Value, ok bool) {
	list := m.config.Get(key)
	for _, name := range names {
		if slices.Contains(list.Keys(), name) {
			return list.Get(name), true
		}
		for _, item := range list.List() {
			if item.String() == name || slices.Contains(item.Keys(), name) {
				return item.Get(name), true
			}
		}
	}
	return source.Value{}, false
}

// expander returns what the extensions and plugins of the site do to its texts; nil if it uses none that do anything.
func (m *mkdocsSite) expander() source.Expander {
	o := template.MkDocsOptions{Docs: m.docs, Variables: m.config.Get("extra")}
	if options, ok := m.option("markdown_extensions", "pymdownx.snippets"); ok {
		for _, folder := range options.Get("base_path").Strings() {
			o.Snippets = append(o.Snippets, path.Join(m.dir, folder))
		}
		if o.Snippets == nil {
			o.Snippets = []string{m.dir}
		}
		o.Append = options.Get("auto_append").Strings()
	}
	_, o.Includes = m.plugin("include-markdown")
	_, o.Macros = m.plugin("macros", "markdownextradata")
	if o.Snippets == nil && !o.Includes && !o.Macros {
		return nil
	}
	return template.MkDocs(m.in.FS, m.in.Limits, o)
}

// readFiles lists the pages of the site. Of a README beside an index, MkDocs makes no page. What draft_docs names is not
// on the site. https://www.mkdocs.org/user-guide/configuration/#exclude_docs
func (m *mkdocsSite) readFiles() {
	navFile := "" // which is no page
	if options, ok := m.plugin("literate-nav"); ok {
		navFile = setting(options.Get("nav_file"), summaryFile)
	}
	m.excluded = readPathPatterns(".*\n/templates/\n" + m.config.Get("exclude_docs").Text())
	drafts := readPathPatterns(m.config.Get("draft_docs").Text())
	skip := func(name string, d fs.DirEntry) bool {
		key := m.key(name)
		return m.excluded.match(key) && !(d.IsDir() && slices.ContainsFunc(m.excluded, func(p pathPattern) bool { return p.not }))
	}
	var keys []string
	if exists(m.in.FS, m.docs) {
		for _, file := range pageFiles(m.in.FS, m.docs, skip, m.report) {
			keys = append(keys, m.key(file))
		}
	}
	keys = m.inLanguage(keys)
	for _, key := range keys {
		switch {
		case path.Base(key) == navFile:
		case !m.in.Drafts && drafts.match(key):
			p, _ := m.read(path.Join(m.docs, m.file(key)), key)
			m.drafts = append(m.drafts, source.Draft{Path: p.path, Title: p.title})
		case strings.EqualFold(stem(key), "readme") && slices.Contains(keys, path.Join(path.Dir(key), "index.md")):
			m.report.Report(diag.Diagnostic{
				Pos: diag.Pos{File: path.Join(m.docs, m.file(key))}, Severity: diag.Note, Code: "page-skipped",
				Message: "MkDocs makes no page of a README beside an index", Instead: "it is left out",
			})
		default:
			m.keys = append(m.keys, key)
		}
	}
	slices.SortFunc(m.keys, compareMkDocs)
}

// key is the place of a file below the folder of the pages.
func (m *mkdocsSite) key(file string) string {
	if m.docs == "." {
		return file
	}
	return strings.TrimPrefix(file, m.docs+"/")
}

// compareMkDocs puts what is in a folder before the folders in it, its index first, and names in the order of their
// letters, capitals before others.
func compareMkDocs(a, b string) int {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	for i := range min(len(x), len(y)) {
		inA, inB := i == len(x)-1, i == len(y)-1
		switch {
		case inA != inB:
			return first(inA)
		case inA && isMkDocsIndex(x[i]) != isMkDocsIndex(y[i]):
			return first(isMkDocsIndex(x[i]))
		case x[i] != y[i]:
			return strings.Compare(x[i], y[i])
		}
	}
	return 0
}

func isMkDocsIndex(name string) bool {
	name = stem(name)
	return name == "index" || name == "README"
}

// pageLink is a link to a page, as MkDocs wants it: by the name of its file.
var pageLink = lazyregexp.New(`(?:\]\(\s*<?|\]:\s*<?|href=["'])([^()\s<>"'#?]+\.md)\b`)

// pageLinks returns the addresses of the links to pages in a text, which do not go over the end of a line.
func pageLinks(text []byte) (links []string) {
	for line := range bytes.Lines(text) {
		if !bytes.Contains(line, []byte(".md")) {
			continue
		}
		for _, m := range pageLink.FindAllSubmatch(line, -1) {
			links = append(links, string(m[1]))
		}
	}
	return links
}

// addLinked puts the pages that the navigation does not have behind it if a page of the course links to them.
func (m *mkdocsSite) addLinked(root *group) {
	m.onlyListed = m.config.Get("nav").Exists()
	silent := readPathPatterns(m.config.Get("not_in_nav").Text())
	rest := map[string]bool{}
	for _, key := range m.keys {
		if m.used[path.Join(m.docs, m.file(key))] == nil {
			rest[key] = true
		}
	}
	linked := m.linked(root, rest)
	slices.SortFunc(linked, func(p, q *page) int { return compareMkDocs(p.key, q.key) })
	root.items = append(root.items, folderTree(linked).items...)
	for _, p := range linked {
		if !silent.match(p.key) {
			m.tellUnlisted(p.path, "the navigation does not have this page, which others link to", "it comes after everything that is in it")
		}
	}
	for _, key := range m.keys {
		if rest[key] && !silent.match(key) {
			m.tellUnlisted(path.Join(m.docs, m.file(key)), "neither the navigation nor a link leads to this page", "it is no page of the course")
		}
	}
}

// linked reads those of the rest of the pages that others link to, and takes them out of the rest.
func (m *mkdocsSite) linked(root *group, rest map[string]bool) []*page {
	var queue, found []*page
	root.walk(func(g *group) { queue = append(queue, g.pages()...) })
	for ; len(queue) > 0 && len(rest) > 0; queue = queue[1:] {
		for _, link := range pageLinks(queue[0].doc.Text.Data) {
			key := path.Join(path.Dir(queue[0].key), link)
			if !rest[key] {
				continue
			}
			delete(rest, key)
			file := path.Join(m.docs, m.file(key))
			p, finished := m.read(file, key)
			if finished {
				m.used[file] = p
				found, queue = append(found, p), append(queue, p)
			}
		}
	}
	return found
}

// addresses gives the pages those that the site does.
// https://www.mkdocs.org/user-guide/configuration/#use_directory_urls
func (m *mkdocsSite) addresses() {
	folders := true
	if said, ok := m.config.Get("use_directory_urls").Bool(); ok {
		folders = said
	}
	for _, p := range m.used {
		name := strings.TrimSuffix(p.key, path.Ext(p.key))
		if isMkDocsIndex(name) {
			name = path.Join(path.Dir(name), "index")
		}
		address := "/" + name + ".html"
		if folders {
			address = "/" + strings.TrimSuffix(name+"/", "index/")
		}
		p.urls = []string{address}
		if p.key != m.key(p.path) { // a translation, whose links have the names of the pages that they are translations of
			p.urls = append(p.urls, "/"+p.key)
		}
	}
}
