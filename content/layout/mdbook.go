package layout

import (
	"cmp"
	"io/fs"
	"path"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/template"
)

// MdBook reads books made with mdBook: https://rust-lang.github.io/mdBook/
//
// Order: SUMMARY.md. Its prefix chapters, numbered chapters and suffix chapters come as they stand there; drafts are left
// out, and so are pages that it does not list.
//
// Shape: a part of SUMMARY.md is a unit. So is a chapter with chapters inside, the first lesson of which is its own page;
// but inside of another unit, where nothing is nested deeper, it is one lesson whose parts they are. Any other chapter is
// a lesson of one part. The first chapter is the front page if it is called like the book, or is a README or an index.
func MdBook() source.Layout { return mdBook{} }

type mdBook struct{}

const (
	bookConfig  = "book.toml"
	summaryFile = "SUMMARY.md"
)

func (mdBook) Name() string { return "mdbook" }

func (mdBook) About() string { return "mdBook: book.toml and the chapters of SUMMARY.md" }

func (mdBook) Detect(fsys fs.FS) (reason string, ok bool) {
	if _, err := fs.Stat(fsys, bookConfig); err != nil {
		return "", false
	}
	config := readBookConfig(fsys, &diag.List{})
	file := path.Join(bookSource(config), summaryFile)
	_, err := fs.Stat(fsys, file)
	return "it has " + bookConfig + " and " + file, err == nil
}

// https://rust-lang.github.io/mdBook/format/configuration/
func readBookConfig(fsys fs.FS, report diag.Reporter) source.Value {
	if _, err := fs.Stat(fsys, bookConfig); err != nil {
		return source.Value{}
	}
	t := source.ReadText(fsys, bookConfig, configLimits, report)
	config, problems := source.ParseTOML(t.Name, t.Data, 1)
	for _, d := range problems {
		report.Report(d)
	}
	return config
}

// bookSource is the folder of the chapters.
func bookSource(config source.Value) string {
	return path.Clean(cmp.Or(config.Get("book", "src").String(), "src"))
}

func (mdBook) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	config := readBookConfig(in.FS, report)
	src := bookSource(config)
	s := (&book{in: in, report: report, dialect: source.MDBook}).summary(path.Join(src, summaryFile))
	// https://rust-lang.github.io/mdBook/format/summary.html: only headings of the first level are parts.
	root := s.parts(readNav(source.ReadText(in.FS, s.file, in.Limits, report)), 1)
	s.unlisted(src)
	site := siteInfo{
		title: config.Get("book", "title").String(), description: oneLine(config.Get("book", "description").String()),
		language: config.Get("book", "language").String(), authors: persons(config.Get("book", "authors")),
		roots:    []string{src},
		macros:   s.scriptMacros("theme/*.hbs"),
		expander: template.MdBook(in.FS, in.Limits),
		base:     strings.TrimSuffix("/"+strings.Trim(config.Get("output", "html", "site-url").String(), "/"), "/"),
	}
	s.addresses(config.Get("output", "html", "redirect"))
	return s.outline(root, s.bookFront(root, site.title), isBookLesson, site)
}

// addresses gives the pages those that mdBook does, and those that they had before. The first page is also the book's.
func (s *summary) addresses(redirects source.Value) {
	byURL := map[string]*page{}
	for _, p := range s.used {
		url := "/" + strings.TrimSuffix(p.key, path.Ext(p.key)) + ".html"
		if strings.EqualFold(stem(p.path), "readme") {
			url = path.Join("/", parent(p.key), "index.html")
		}
		p.urls = []string{url}
		byURL[url] = p
	}
	if s.first != nil && byURL["/index.html"] == nil {
		s.first.urls = append(s.first.urls, "/index.html")
	}
	for _, from := range redirects.Keys() {
		to, _, _ := strings.Cut(redirects.Get(from).String(), "#")
		if p := byURL[path.Join("/", path.Dir(from), to)]; p != nil {
			p.urls = append(p.urls, path.Join("/", from))
		}
	}
}

// isBookLesson is the rule that the comment of MdBook gives.
func isBookLesson(g *group, level int) bool { return level > 1 && g.isLeaf() }
