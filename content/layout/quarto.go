package layout

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/bib"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
	"coursepack/content/template"
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

// page reads a page once; nil if it is not there or is a draft.
func (s *quartoSite) page(file string) *page {
	if p, ok := s.pages[file]; ok {
		return p
	}
	if !slices.Contains(s.files, file) {
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

// menus arranges the pages of a site as its navbar does, with a sidebar in the place of the first entry that leads into it.
// Sidebars that no entry leads into come before the rest, as they hold the course then.
func (s *quartoSite) menus() []item {
	sidebars := s.config.Get("website", "sidebar").List()
	groups := make([]*group, len(sidebars))
	of := map[string]int{} // sidebars, counted from 1, by what leads into them
	for i, sidebar := range sidebars {
		g := &group{Pos: sidebar.Pos, title: headingText(sidebar.Get("title").String()), phaseOrder: noOrder}
		g.items = s.contents(sidebar.Get("contents"))
		g.walk(func(g *group) {
			for _, p := range g.pages() {
				of[p.path] = i + 1
			}
		})
		of["sidebar:"+sidebar.Get("id").String()] = i + 1
		groups[i] = g
	}
	var items []item
	take := func(i int) {
		switch g := groups[i]; {
		case g == nil:
		case g.title != "" && len(groups) > 1:
			items = append(items, item{group: g})
		default:
			items = append(items, g.items...)
		}
		groups[i] = nil
	}
	navbar := s.config.Get("website", "navbar")
	entries := append(navbar.Get("left").List(), navbar.Get("right").List()...)
	leads := func(entry source.Value) int {
		name := entry.String()
		if entry.IsMap() {
			name = entry.First("file", "href").String()
		}
		return of[path.Clean(strings.TrimPrefix(name, "/"))]
	}
	if !slices.ContainsFunc(entries, func(entry source.Value) bool { return leads(entry) > 0 }) {
		for i := range groups {
			take(i)
		}
	}
	for _, entry := range entries {
		i := leads(entry) - 1
		if i < 0 {
			items = append(items, s.entry(entry)...)
			continue
		}
		if g := groups[i]; g != nil && g.title == "" {
			g.title = headingText(entry.Get("text").String())
		}
		take(i)
	}
	for i := range groups {
		take(i)
	}
	return items
}

// contents reads a list of a book or of a sidebar.
func (s *quartoSite) contents(list source.Value) []item {
	var items []item
	for _, v := range list.List() {
		items = append(items, s.entry(v)...)
	}
	return items
}

// entry reads one entry: a page, a pattern of names, "auto", or a part or a section with what is in it.
func (s *quartoSite) entry(v source.Value) []item {
	inside := v.First("chapters", "contents", "menu")
	label := v.First("part", "section", "text", "title").String()
	file := v.First("file", "href").String()
	switch {
	case !v.IsMap():
		return s.target(v, v.String())
	case v.Get("auto").Exists():
		return s.auto(v.Get("auto").String())
	case !inside.Exists():
		return s.target(v, cmp.Or(file, label))
	}
	if file == "" && isPageOrNotebook(label) {
		file, label = label, ""
	}
	g := &group{Pos: v.Pos, title: headingText(label), phaseOrder: noOrder}
	if p := s.page(path.Clean(strings.TrimPrefix(file, "/"))); p != nil {
		g.title = cmp.Or(g.title, p.title)
		g.items = s.target(v, file)
	}
	g.items = append(g.items, s.contents(inside)...)
	if len(g.items) == 0 {
		return nil
	}
	if g.title == "" {
		return g.items
	}
	return []item{{group: g}}
}

// target reads what a page's name, a pattern or an address stands for.
func (s *quartoSite) target(v source.Value, name string) []item {
	name = path.Clean(strings.TrimPrefix(name, "/"))
	switch {
	case name == "auto":
		return s.rest(".")
	case strings.ContainsAny(name, "*"):
		return s.matching(name)
	case strings.Contains(name, ":/") || strings.Trim(name, "-") == "" || name == ".":
		return nil // an address elsewhere, a line in the menu
	}
	if !isPageOrNotebook(name) {
		if slices.ContainsFunc(s.files, func(file string) bool { return strings.HasPrefix(file, name+"/") }) {
			return s.rest(name)
		}
		return nil
	}
	if s.used[name] {
		return nil
	}
	p := s.page(name)
	if p == nil {
		if _, known := s.pages[name]; !known {
			s.noPage(v, name, s.files)
		}
		return nil
	}
	s.used[name] = true
	return []item{{page: p}}
}

// auto reads "auto: folder" and "auto: pattern".
func (s *quartoSite) auto(name string) []item {
	switch name = path.Clean(strings.TrimPrefix(name, "/")); {
	case strings.Contains(name, "*"):
		return s.matching(name)
	case name == "true":
		name = "."
	}
	return s.rest(name)
}

// matching returns the pages whose names match a pattern, which are not used yet. Two stars stand for folders, too.
func (s *quartoSite) matching(pattern string) []item {
	var items []item
	for _, file := range s.files {
		ok, _ := path.Match(pattern, file)
		if dir, rest, deep := strings.Cut(pattern, "**"); deep {
			end, _ := path.Match(strings.TrimPrefix(rest, "/"), path.Base(file))
			ok = strings.HasPrefix(file, dir) && (end || strings.Trim(rest, "/") == "")
		}
		if !ok {
			continue
		}
		if p := s.unused(file); p != nil {
			items = append(items, item{page: p})
		}
	}
	slices.SortStableFunc(items, compareItems)
	return items
}

func (s *quartoSite) unused(file string) *page {
	if s.used[file] {
		return nil
	}
	p := s.page(file)
	if p != nil {
		s.used[file] = true
		p.order = folderOrder(p)
	}
	return p
}

// rest arranges the pages below a folder that nothing has used yet, by their folders.
func (s *quartoSite) rest(dir string) []item {
	var pages []*page
	for _, file := range s.files {
		if dir == "." || strings.HasPrefix(file, dir+"/") {
			if p := s.unused(file); p != nil {
				pages = append(pages, p)
			}
		}
	}
	root := folderTree(pages)
	root.sort(func(*group) compareFunc { return compareItems })
	root.walk(func(g *group) {
		if len(g.items) > 0 && g.items[0].isIndex() && hasOwnTitle(g.items[0].page) {
			g.title = g.items[0].page.title
		}
	})
	if dir != "." {
		root = root.inward()
	}
	return root.items
}

// isBookdown reports whether the front page says that the folder is a book of bookdown's.
func (s *quartoSite) isBookdown() bool {
	p := s.pages["index.Rmd"]
	return p != nil && strings.Contains(p.front().Get("site").String(), "bookdown")
}

// A part of a bookdown book starts with a heading that no chapter has.
// https://bookdown.org/yihui/bookdown/markdown-extensions-by-bookdown.html#special-headers
var bookdownPart = lazyregexp.New(`(?m)^#[ \t]+\((PART|APPENDIX)(?:\\?\*)?\)[ \t]*([^{\n]*?)[ \t]*(?:\{[^}\n]*\})?[ \t]*$`)

// bookdown arranges the chapters of a book of bookdown's. Chapters below a part's heading are in it.
func (s *quartoSite) bookdown(config source.Value) *group {
	root := &group{}
	part := root
	for _, file := range s.bookdownFiles(config) {
		p := s.unused(file)
		if p == nil {
			continue
		}
		if m := bookdownPart.FindSubmatchIndex(p.doc.Text.Data); m != nil {
			title := headingText(string(p.doc.Text.Data[m[4]:m[5]]))
			for i := m[0]; i < m[1]; i++ {
				p.doc.Text.Data[i] = ' '
			}
			p.title = headingText(s.pageTitle(p))
			part = &group{Pos: p.doc.Text.Pos(m[0]), title: title, phaseOrder: noOrder}
			root.items = append(root.items, item{group: part})
		}
		if len(bytes.TrimSpace(p.doc.Text.Data)) > 0 {
			part.items = append(part.items, item{page: p})
		}
	}
	return root.withoutEmpty()
}

// bookdownFiles lists the chapters: those that are named, else all that stand in the folder and those in folders that
// are named. Files whose names start with an underscore are no chapters.
func (s *quartoSite) bookdownFiles(config source.Value) []string {
	named := config.Get("rmd_files")
	if named.IsMap() {
		named = named.First("html", "epub", "latex")
	}
	var files []string
	for _, v := range named.List() {
		if file := path.Clean(v.String()); slices.Contains(s.files, file) {
			files = append(files, file)
		} else if v.String() != "" {
			s.noPage(v, file, s.files)
		}
	}
	if len(files) > 0 {
		return files
	}
	subdirs := config.Get("rmd_subdir")
	all, _ := subdirs.Bool()
	for _, file := range s.files {
		dir := path.Dir(file)
		if dir == "." || all || slices.Contains(subdirs.Strings(), dir) {
			files = append(files, file)
		}
	}
	return slices.DeleteFunc(files, func(file string) bool { return strings.ToLower(path.Ext(file)) != ".rmd" })
}

// info is what the settings, and for bookdown the front page, say about the course.
func (s *quartoSite) info(front *page, bookdown source.Value) siteInfo {
	site := s.config.First("book", "website")
	page := source.Value{}
	if front != nil && (bookdown.Exists() || s.isBookdown()) {
		page = front.front()
	}
	get := func(key string) source.Value {
		for _, v := range []source.Value{site, s.config, page} {
			if found := v.Get(key); found.Exists() {
				return found
			}
		}
		return source.Value{}
	}
	title := headingText(get("title").String())
	if subtitle := headingText(get("subtitle").String()); subtitle != "" && title != "" {
		title += ": " + subtitle
	}
	expander := template.Quarto(s.in.FS, s.in.Limits, s.config, readConfig(s.in.FS, "_variables.yml", s.report))
	never, _ := s.config.Get("execute", "freeze").Bool()
	address := get("site-url").String()
	return siteInfo{
		host: hostOf(address), base: basePath(address),
		title: oneLine(title), description: oneLine(get("description").String()), language: get("lang").String(),
		authors: quartoAuthors(get("author")), license: license(get("license")),
		expander: template.Remark(template.Knitr(template.Frozen(s.in.FS, s.in.Limits, never, expander))),
	}
}

// quartoAuthors reads names, also in two parts: https://quarto.org/docs/journals/authors.html
func quartoAuthors(v source.Value) []content.Person {
	var authors []content.Person
	for _, author := range v.List() {
		if name := author.Get("name"); name.IsMap() {
			full := strings.TrimSpace(name.Get("given").String() + " " + name.Get("family").String())
			authors = append(authors, content.Person{Name: cmp.Or(full, name.Get("literal").String())})
			continue
		}
		authors = append(authors, persons(author)...)
	}
	for i := range authors {
		authors[i].Name = headingText(authors[i].Name)
	}
	return authors
}

// works reads the lists of works that the project, its folders and its pages name.
func (s *quartoSite) works() []content.Work {
	w := workLists{book: s.book, read: map[string]bool{}}
	w.add(s.config.Get("bibliography"), ".")
	w.add(s.config.Get("book", "bibliography"), ".")
	for _, file := range s.files {
		if p := s.pages[file]; p != nil {
			w.add(p.front().Get("bibliography"), path.Dir(file))
			if meta := path.Join(path.Dir(file), "_metadata.yml"); !w.read[meta] {
				w.read[meta] = true
				w.add(readConfig(s.in.FS, meta, s.report).Get("bibliography"), path.Dir(file))
			}
		}
	}
	return bib.Sort(w.works)
}

// workLists are lists of works that settings and pages name, each read once.
type workLists struct {
	*book
	read  map[string]bool
	works []content.Work
}

// add reads the lists that v names, from a folder.
func (w *workLists) add(v source.Value, dir string) {
	for _, name := range v.List() {
		file := path.Join(dir, strings.TrimPrefix(name.String(), "/"))
		if name.String() == "" || w.read[file] || strings.Contains(name.String(), "://") {
			continue
		}
		w.read[file] = true
		if _, err := fs.Stat(w.in.FS, file); err != nil {
			w.report.Report(diag.Diagnostic{
				Pos: name.Pos, Severity: diag.Warning, Code: "bibliography-missing",
				Message: "there is no list of works " + file, Instead: "citations by their keys",
			})
			continue
		}
		w.file(file)
	}
}

func (w *workLists) file(file string) {
	w.works = append(w.works, bib.Read(source.ReadText(w.in.FS, file, w.in.Limits, w.report), w.report)...)
}
