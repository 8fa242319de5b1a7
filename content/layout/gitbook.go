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

// GitBook reads books for GitBook, old and new, and for HonKit.
//
// Order: SUMMARY.md. Pages that it does not list are left out, as on the site, but for the README of the book.
//
// Shape: a heading in SUMMARY.md opens a unit. So does a page with pages inside, which is the first lesson of it; but
// inside of another unit, where nothing is nested deeper, it is one lesson whose parts they are. Any other page is a
// lesson of one part. The README of the book is the front page. A book with LANGS.md is one book for each language.
func GitBook() source.Layout { return gitBook{} }

type gitBook struct{}

const langsFile = "LANGS.md"

// gitBookConfigs are the files by which a book tells what it is.
var gitBookConfigs = []string{"book.json", ".gitbook.yaml", ".bookignore", "book.js"}

func (gitBook) Name() string { return "gitbook" }

func (gitBook) About() string {
	return "GitBook and HonKit: SUMMARY.md, with book.json or .gitbook.yaml"
}

func (gitBook) Detect(fsys fs.FS) (reason string, ok bool) {
	for _, name := range gitBookConfigs {
		if !exists(fsys, name) {
			continue
		}
		if exists(fsys, langsFile) {
			return "it has " + name + " and " + langsFile, true
		}
		settings := readGitBookSettings(fsys, ".", &diag.List{})
		if exists(fsys, settings.summary) {
			return "it has " + name + " and " + settings.summary, true
		}
	}
	if !exists(fsys, summaryFile) {
		return "", false
	}
	for _, e := range readNav(source.ReadText(fsys, summaryFile, configLimits, &diag.List{})) {
		if name, _, _ := strings.Cut(e.link, "#"); isPage(name) && exists(fsys, path.Clean(name)) {
			return "its " + summaryFile + " lists pages such as " + name, true
		}
	}
	return "", false
}

// gitBookSettings are those of one book.
type gitBookSettings struct {
	book            source.Value // book.json
	root            string       // the folder of the pages
	summary, readme string
	redirects       source.Value
}

// readGitBookSettings reads what says how the book in dir is arranged.
// https://gitbook.com/docs/getting-started/git-sync/content-configuration and https://honkit.netlify.app/config
func readGitBookSettings(fsys fs.FS, dir string, report diag.Reporter) gitBookSettings {
	sync := readConfig(fsys, path.Join(dir, ".gitbook.yaml"), report)
	s := gitBookSettings{book: readConfig(fsys, path.Join(dir, "book.json"), report), redirects: sync.Get("redirects")}
	root := cmp.Or(sync.Get("root").String(), s.book.Get("root").String(), ".")
	s.root = path.Join(dir, strings.TrimPrefix(root, "/"))
	structure := func(key, standard string) string {
		name := cmp.Or(sync.Get("structure", key).String(), s.book.Get("structure", key).String(), standard)
		return path.Join(s.root, strings.TrimPrefix(name, "/"))
	}
	s.summary, s.readme = structure("summary", summaryFile), structure("readme", "README.md")
	return s
}

func (gitBook) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	site := siteInfo{}
	common := readGitBookSettings(in.FS, ".", report)
	settings := common
	if langs := gitBookLanguages(in.FS, report); len(langs) > 0 {
		for _, l := range langs {
			site.languages = append(site.languages, l.link)
		}
		site.standard = langs[0].link
		site.language, _ = source.PickLanguage(site.languages, in.Lang, "")
		settings = readGitBookSettings(in.FS, site.language, report)
	}
	s := (&book{in: in, report: report, dialect: source.GitBook}).summary(settings.summary)
	s.root, s.front = settings.root, settings.readme
	root := s.parts(readNav(source.ReadText(in.FS, s.file, in.Limits, report)), 6)
	s.addFront(root)
	s.unlisted(s.root)
	s.addresses(settings.redirects)
	data := func(key string) source.Value {
		if v := settings.book.Get(key); v.Exists() {
			return v
		}
		return common.book.Get(key)
	}
	site.title, site.description = oneLine(data("title").String()), oneLine(data("description").String())
	site.language = cmp.Or(site.language, data("language").String())
	site.authors = persons(data("author"))
	site.roots = []string{s.root}
	site.expander = template.GitBook(in.FS, in.Limits, s.root, data("variables"))
	return s.outline(root, s.bookFront(root, site.title), isBookLesson, site)
}

// gitBookLanguages returns the entries of LANGS.md, whose links are folders that are named after languages.
func gitBookLanguages(fsys fs.FS, report diag.Reporter) []*navEntry {
	if !exists(fsys, langsFile) {
		return nil
	}
	var langs []*navEntry
	for _, e := range readNav(source.ReadText(fsys, langsFile, configLimits, report)) {
		if e.link = strings.Trim(strings.TrimPrefix(e.link, "./"), "/"); e.link != "" && exists(fsys, path.Join(e.link, summaryFile)) {
			langs = append(langs, e)
		}
	}
	return langs
}

// addFront puts the front page first if the list does not have it.
func (s *summary) addFront(root *group) {
	if s.used[s.front] != nil || !exists(s.in.FS, s.front) {
		return
	}
	if p, finished := s.read(s.front, s.key(s.front)); finished {
		s.used[s.front], s.first = p, p
		root.items = slices.Insert(root.items, 0, item{page: p})
	}
}
