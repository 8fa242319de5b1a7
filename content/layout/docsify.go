package layout

import (
	"cmp"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/layout/jsdata"
	"coursepack/content/source"
	"coursepack/content/template"
)

// Docsify reads sites that docsify shows: https://docsify.js.org/#/more-pages
//
// Order: the sidebar, _sidebar.md or what the settings in index.html call it, and then those of folders that have one of
// their own. Pages that none of them has, which readers can still find on the site, come after it in the order of Folder.
//
// Shape: as with GitBook. The README of the site, or what its settings call the home page, is the front page.
func Docsify() source.Layout { return docsify{} }

type docsify struct{}

func (docsify) Name() string { return "docsify" }

func (docsify) About() string { return "docsify: index.html with its settings, and _sidebar.md" }

const sidebarFile = "_sidebar.md"

var (
	docsifyFolders = []string{".", "docs", "doc", "site", "website"}
	docsifyConfig  = lazyregexp.New(`\$docsify\s*=\s*`)
	docsifyScript  = lazyregexp.New(`\$docsify\b|/docsify(?:@|/|\.min\.js)`)
	scriptEnd      = lazyregexp.New(`(?i)</script`)
	htmlLanguage   = lazyregexp.New(`(?i)<html\b[^>]*\blang="([\w-]+)"`)
)

// A docsifySite is what the layout knows of one site.
type docsifySite struct {
	*summary
	config  jsdata.Value
	index   string   // the file with the settings, "" if there is none
	sidebar string   // what sidebars are called
	home    string   // what front pages are called
	locale  string   // the folder, below root, of the course's language; "" if it has none
	others  []string // the folders, below root, of other languages
	info    siteInfo
}

// findDocsify finds the settings of a site with a sidebar. A sidebar alone may stand for the whole source.
func findDocsify(in *source.Input, report diag.Reporter) (s *docsifySite, ok bool) {
	b := &book{in: in, report: report, dialect: source.Docsify}
	for _, dir := range docsifyFolders {
		index := path.Join(dir, "index.html")
		if !exists(in.FS, index) {
			continue
		}
		text := source.ReadText(in.FS, index, configLimits, report)
		if !docsifyScript.Match(text.Data) {
			continue
		}
		s := &docsifySite{summary: b.summary(path.Join(dir, sidebarFile)), index: index}
		s.readConfig(text)
		s.localize(s.sidebar)
		if exists(in.FS, s.file) {
			return s, true
		}
	}
	for _, dir := range docsifyFolders {
		s := &docsifySite{summary: b.summary(path.Join(dir, sidebarFile)), sidebar: sidebarFile, home: "README.md"}
		s.root = "."
		s.localize(s.file)
		if exists(in.FS, s.file) && s.listsPages() {
			return s, true
		}
	}
	return nil, false
}

// readConfig reads the settings, which are a value in a script of the page: https://docsify.js.org/#/configuration
func (s *docsifySite) readConfig(text *source.Text) {
	var script source.Builder
	if m := docsifyConfig.FindIndex(text.Data); m != nil {
		stop := len(text.Data)
		if end := scriptEnd.FindIndex(text.Data[m[1]:]); end != nil {
			stop = m[1] + end[0]
		}
		script.Put("export default ", text, m[0])
		script.Copy(text, m[1], stop)
	}
	s.config = jsdata.Parse(script.Text(text.Name), nil).Default
	s.sidebar = cmp.Or(s.config.Get("loadSidebar").String(), sidebarFile)
	s.home = cmp.Or(s.config.Get("homepage").String(), "README.md")
	s.info.title = headingText(s.config.Get("name").String())
	if m := htmlLanguage.FindSubmatch(text.Data); m != nil {
		s.info.language = string(m[1])
	}
	if base := path.Join(s.root, s.config.Get("basePath").String()); fs.ValidPath(base) && exists(s.in.FS, base) {
		s.root = base
	}
}

// localize picks the language of the course and finds the sidebar, whose path from the site's folder is given, and the
// front page of it.
func (s *docsifySite) localize(sidebar string) {
	s.others = append(s.languageFolders(".", sidebar, isLanguageFolder), s.languageFolders(translationFolder, sidebar, isTranslation)...)
	if len(s.others) > 0 {
		s.pickLanguage(exists(s.in.FS, path.Join(s.root, sidebar)))
	}
	s.file, s.front = path.Join(s.root, s.locale, sidebar), path.Join(s.root, s.locale, s.home)
}

// languageFolders returns the folders of a folder that have a sidebar and a name for which isLanguage holds.
func (s *docsifySite) languageFolders(dir, sidebar string, isLanguage func(name string) bool) (folders []string) {
	entries, _ := fs.ReadDir(s.in.FS, path.Join(s.root, dir))
	for _, e := range entries {
		folder := path.Join(dir, e.Name())
		if e.IsDir() && isLanguage(e.Name()) && exists(s.in.FS, path.Join(s.root, folder, sidebar)) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// pickLanguage picks one of the languages of the site, which have folders of their own beside what is in its main one.
func (s *docsifySite) pickLanguage(main bool) {
	folders := map[string]string{}
	for _, folder := range s.others {
		folders[path.Base(folder)] = folder
	}
	if main && s.info.language == "" && folders["en"] == "" {
		s.info.language = "en" // what is translated is in English unless that is a translation
	}
	s.info.languages, s.info.standard = slices.Sorted(maps.Keys(folders)), s.info.language
	if main && s.info.standard != "" && folders[s.info.standard] == "" {
		s.info.languages = append(s.info.languages, s.info.standard)
	}
	picked, ok := source.PickLanguage(s.info.languages, s.in.Lang, s.info.standard)
	if !ok || main && s.in.Lang == "" || folders[picked] == "" {
		return
	}
	s.locale, s.info.language = folders[picked], picked
	s.others = slices.DeleteFunc(slices.Clone(s.others), func(folder string) bool { return folder == s.locale })
}

func (docsify) Detect(fsys fs.FS) (reason string, ok bool) {
	s, ok := findDocsify(&source.Input{FS: fsys}, &diag.List{})
	switch {
	case !ok:
		return "", false
	case s.index == "":
		return "it has " + s.file + ", which lists pages", true
	}
	return "its " + s.index + " loads docsify, and it has " + s.file, true
}

func (docsify) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	s, ok := findDocsify(in, report)
	if !ok {
		return nil, ErrNoLessons
	}
	main := s.file
	root := s.read(main)
	s.addFront(root)
	root = root.inward()
	for _, file := range filesOf(in.FS, path.Join(s.root, s.locale), s.isSidebar, s.skipFolder, &diag.List{}) {
		if file != main {
			root.items = append(root.items, s.read(file).items...)
		}
	}
	front := s.bookFront(root, s.info.title)
	rest := beside(root, s.rest())
	s.tellUnlistedLast(rest)
	last := sortedTree(rest)
	root.items = append(root.items, last.items...)
	if len(root.items) == 0 && front != nil {
		root.items, front = []item{{page: front}}, nil
	}
	for _, p := range s.used {
		p.urls = []string{p.docsifyURL()}
	}
	s.info.roots, s.info.routed = []string{s.root}, true
	s.info.macros = s.scriptMacros(s.index)
	s.info.expander = template.Docsify(in.FS, in.Limits, s.root)
	return s.outline(root, front, isBookLesson, s.info)
}

// read arranges the pages of a sidebar that are in no other one yet.
func (s *docsifySite) read(file string) *group {
	s.file = file
	entries := readNav(source.ReadText(s.in.FS, file, s.in.Limits, s.report))
	return s.parts(s.follow(entries), 6)
}

// follow makes paths of the links in a sidebar and takes out those that others have.
func (s *docsifySite) follow(entries []*navEntry) []*navEntry {
	return slices.DeleteFunc(entries, func(e *navEntry) bool {
		e.entries = s.follow(e.entries)
		if e.link == "" || scheme.MatchString(e.link) {
			return false
		}
		file, fragment, ok := s.find(e.link)
		if !ok {
			if address := s.alias(e.link); scheme.MatchString(address) {
				e.link = address
			}
			return false
		}
		e.link = strings.Repeat("../", strings.Count(s.file, "/")) + (&url.URL{Path: file, Fragment: fragment}).String()
		return s.used[file] != nil && len(e.entries) == 0
	})
}

// find returns the file that a link in a sidebar leads to. Links start from the folder of the site, wherever the sidebar
// is; where that leads nowhere, from its own.
func (s *docsifySite) find(link string) (file, fragment string, ok bool) {
	name, fragment, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(link, "/"), "#"), "#")
	name, query, _ := strings.Cut(name, "?")
	if values, err := url.ParseQuery(query); err == nil {
		fragment = cmp.Or(values.Get("id"), fragment)
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if strings.Trim(name, "/") == "" {
		return s.front, fragment, exists(s.in.FS, s.front)
	}
	for _, dir := range []string{s.root, path.Dir(s.file)} {
		base := path.Join(dir, name)
		for _, file := range []string{base, base + ".md", path.Join(base, s.home)} {
			if info, err := fs.Stat(s.in.FS, file); err == nil && !info.IsDir() && isPage(file) {
				return file, fragment, true
			}
		}
	}
	return "", "", false
}

// alias returns the address that the settings have in place of another: https://docsify.js.org/#/configuration?id=alias
func (s *docsifySite) alias(link string) string {
	address := "/" + strings.TrimSuffix(strings.TrimLeft(link, "/#"), ".md")
	for _, p := range s.config.Get("alias").Props {
		if pattern, err := regexp.Compile("^" + p.Key + "$"); err == nil && pattern.MatchString(address) {
			return pattern.ReplaceAllString(address, p.Value.String())
		}
	}
	return link
}

// listsPages reports whether most of what a sidebar links to is there.
func (s *docsifySite) listsPages() bool {
	found, links := 0, 0
	var count func(entries []*navEntry)
	count = func(entries []*navEntry) {
		for _, e := range entries {
			if e.link != "" && !scheme.MatchString(e.link) {
				links++
				if _, _, ok := s.find(e.link); ok {
					found++
				}
			}
			count(e.entries)
		}
	}
	count(readNav(source.ReadText(s.in.FS, s.file, configLimits, &diag.List{})))
	return 2*found > links
}

// rest reads the pages that no sidebar has.
func (s *docsifySite) rest() (rest []*page) {
	skip := func(name string, d fs.DirEntry) bool { return skipped(name, d) || s.skipFolder(name, d) }
	for _, file := range pageFiles(s.in.FS, path.Join(s.root, s.locale), skip, s.report) {
		if s.used[file] != nil || s.isSidebar(file) {
			continue
		}
		if p, finished := s.book.read(file, s.key(file)); finished {
			p.order = folderOrder(p)
			s.used[file] = p
			rest = append(rest, p)
		}
	}
	return rest
}

func (s *docsifySite) isSidebar(file string) bool { return path.Base(file) == path.Base(s.sidebar) }

// skipFolder passes over folders that have no pages of the course's language.
func (s *docsifySite) skipFolder(name string, d fs.DirEntry) bool {
	return d.IsDir() && (skipped(name, d) || slices.Contains(s.others, s.key(name)))
}

// docsifyURL is the address that the site gives a page.
func (p *page) docsifyURL() string {
	address := "/" + strings.TrimSuffix(p.key, path.Ext(p.key))
	return strings.TrimSuffix(address, "README")
}
