package layout

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// Quarto reads books and sites made with Quarto, and bookdown's books.
// https://quarto.org/docs/books/book-structure.html
// https://quarto.org/docs/websites/website-navigation.html
// https://bookdown.org/yihui/bookdown/usage.html
//
// Order: the chapters and appendices of a book, the navbar and the sidebars of a site, and after those the pages that they
// leave out, by their folders. A book of bookdown's has the order of _bookdown.yml, else that of names. Without any
// settings, folders and names give the order. index is the front page. Presentations of xaringan are read as pages.
//
// Shape: a part or a section of the navigation is a unit, its own page the first lesson; each page is a lesson.
func Quarto() source.Layout { return quarto{} }

type quarto struct{}

var quartoConfigs = []string{"_quarto.yml", "_quarto.yaml"}

const bookdownConfig = "_bookdown.yml"

func (quarto) Name() string { return "quarto" }

func (quarto) About() string {
	return "Quarto and bookdown: chapters, sidebars and _bookdown.yml; folders of .qmd and .Rmd files"
}

func (quarto) Detect(fsys fs.FS) (reason string, ok bool) {
	for _, name := range append(slices.Clone(quartoConfigs), bookdownConfig) {
		if _, err := fs.Stat(fsys, name); err == nil {
			return "it has " + name, true
		}
	}
	if _, config := findHugo(fsys); config != "" { // a site of blogdown
		return "", false
	}
	pages, _ := fs.ReadDir(fsys, ".")
	texts, others := 0, 0
	for _, d := range pages {
		switch ext := strings.ToLower(path.Ext(d.Name())); {
		case ext == ".qmd" || ext == ".rmd":
			texts++
		case ext == ".md" && !skipped(d.Name(), d) && !strings.EqualFold(d.Name(), "readme.md"):
			others++
		}
	}
	return "its pages are .qmd or .Rmd files", texts > 0 && texts > others
}

// A quartoSite is what the layout knows of one project.
type quartoSite struct {
	*book
	config source.Value
	files  []string // all pages
	pages  map[string]*page
	used   map[string]bool
}

func (quarto) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	s := &quartoSite{
		book: &book{in: in, report: report, dialect: source.Pandoc}, pages: map[string]*page{}, used: map[string]bool{},
	}
	for _, name := range quartoConfigs {
		if _, err := fs.Stat(in.FS, name); err == nil {
			s.config = readConfig(in.FS, name, report)
			break
		}
	}
	bookdown := readConfig(in.FS, bookdownConfig, report)
	s.findPages(bookdown)
	front := s.front()
	root := s.navigation(bookdown)
	if front == nil && len(root.items) > 0 && root.items[0].page != nil && root.items[0].page.isIndex() {
		front, root.items = root.items[0].page, root.items[1:]
	}
	if len(root.items) == 0 && front != nil {
		root.items, front = []item{{page: front}}, nil
	}
	info := s.info(front, bookdown)
	outline, err := s.outline(root, front, onePageLessons, info)
	if err != nil {
		return nil, err
	}
	outline.Works = s.works()
	return outline, nil
}

// findPages lists the pages of the project.
func (s *quartoSite) findPages(bookdown source.Value) {
	output := []string{
		path.Clean(cmp.Or(s.config.Get("project", "output-dir").String(), "_site")),
		path.Clean(cmp.Or(bookdown.Get("output_dir").String(), "_book")),
	}
	s.files = filesOf(s.in.FS, ".", isPageOrNotebook, func(name string, d fs.DirEntry) bool {
		return skipped(name, d) || d.IsDir() && (slices.Contains(output, name) || isRenv(name)) ||
			path.Dir(name) == "." && (strings.EqualFold(stem(name), "readme") || stem(name) == "404")
	}, s.report)
	// What R Markdown has been knitted to stands beside it.
	s.files = slices.DeleteFunc(s.files, func(file string) bool {
		base := strings.TrimSuffix(file, path.Ext(file))
		return path.Ext(file) == ".md" && (slices.Contains(s.files, base+".Rmd") || slices.Contains(s.files, base+".qmd"))
	})
	if !s.config.Get("book").Exists() {
		s.dropUnrendered(s.config.Get("project", "render"))
	}
}

// dropUnrendered leaves out what is not among the pages that a project renders.
// https://quarto.org/docs/projects/quarto-projects.html#render-targets
func (s *quartoSite) dropUnrendered(targets source.Value) {
	globs := targets.Strings()
	if len(globs) == 0 {
		return
	}
	if !slices.ContainsFunc(globs, func(glob string) bool { return !strings.HasPrefix(glob, "!") }) {
		globs = append([]string{"*"}, globs...)
	}
	rendered := readPathPatterns(strings.Join(globs, "\n"))
	all := len(s.files)
	s.files = slices.DeleteFunc(s.files, func(file string) bool { return !rendered.match(file) })
	if left := all - len(s.files); left > 0 {
		s.report.Report(diag.Diagnostic{
			Pos: targets.Pos, Severity: diag.Note, Code: "page-skipped",
			Message: fmt.Sprintf("the project does not render %d of its pages", left), Instead: "they are left out",
		})
	}
}

// isRenv reports whether a folder is that of R's packages.
func isRenv(name string) bool { return path.Base(name) == "renv" || path.Base(name) == "packrat" }

// page reads a page once; nil if it is not there or is a draft. What the menu names is a page whatever it is called: a chapter
// about licences may be license.qmd.
func (s *quartoSite) page(file string) *page {
	if p, ok := s.pages[file]; ok {
		return p
	}
	if !slices.Contains(s.files, file) && !(isPageOrNotebook(file) && exists(s.in.FS, file)) {
		return nil
	}
	p, finished := s.read(file, file)
	if !finished {
		p = nil
	} else {
		p.title = headingText(p.title)
		p.urls = []string{"/" + strings.TrimSuffix(file, path.Ext(file)) + ".html"}
	}
	s.pages[file] = p
	return p
}

// front reads the front page.
func (s *quartoSite) front() *page {
	for _, name := range []string{"index.qmd", "index.Rmd", "index.md", "index.ipynb"} {
		if p := s.page(name); p != nil {
			s.used[name] = true
			p.urls = []string{"/"}
			return p
		}
	}
	return nil
}

// navigation arranges the pages.
func (s *quartoSite) navigation(bookdown source.Value) *group {
	root := &group{}
	switch {
	case s.config.Get("book").Exists():
		root.items = s.contents(s.config.Get("book", "chapters"))
		if appendices := s.contents(s.config.Get("book", "appendices")); len(appendices) > 0 {
			root.items = append(root.items, item{group: &group{
				Pos: s.config.Get("book").KeyPos("appendices"), title: "Appendices", items: appendices, phaseOrder: noOrder,
			}})
		}
		s.leaveOut()
		return root
	case s.config.Get("website").Exists():
		root.items = s.menus()
	case bookdown.Exists() || s.isBookdown():
		return s.bookdown(bookdown)
	}
	rest := s.rest(".")
	root.items = append(root.items, rest...)
	return root.withoutEmpty()
}

// leaveOut tells of pages that a book has no chapters for. Quarto does not build them.
func (s *quartoSite) leaveOut() {
	s.onlyListed = true
	for _, file := range s.files {
		if !s.used[file] {
			s.tellUnlisted(file, "the book has no chapter for this page", "it is left out")
		}
	}
}
