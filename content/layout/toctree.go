package layout

import (
	"cmp"
	"io/fs"
	"maps"
	"net/url"
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

// Toctree reads courses whose table of contents is a file of YAML: _toctree.yml of Hugging Face's, _toc.yml of Jupyter
// Book, myst.yml of MyST.
//
// Order: that of the table. The page that it calls the root is the front page.
//
// Shape: as with mdBook, a part is a unit, and so is a page with sections inside; but inside of another unit it is one
// lesson whose parts they are. Any other page is a lesson. A folder for each language that has a table of its own is an
// edition of the course.
func Toctree() source.Layout { return toctree{} }

type toctree struct{}

// tocNames are the tables of contents, those first that say most.
var tocNames = []string{"_toctree.yml", "_toc.yml", "myst.yml"}

func (toctree) Name() string { return "toctree" }

func (toctree) About() string {
	return "Jupyter Book, MyST and Hugging Face: _toc.yml, myst.yml or _toctree.yml"
}

func (toctree) Detect(fsys fs.FS) (reason string, ok bool) {
	files := findTables(fsys)
	if len(files) == 0 {
		return "", false
	}
	return "it has " + files[0], true
}

// maxTableDepth is how many folders down a table of contents may be.
const maxTableDepth = 3

// findTables lists the tables of contents of the first of tocNames that is there: the one that is least deep, or all
// that stand beside it in folders for languages.
func findTables(fsys fs.FS) []string {
	found := filesNamed(fsys, tocNames)
	for _, name := range tocNames {
		tables := slices.DeleteFunc(slices.Clone(found), func(file string) bool { return path.Base(file) != name })
		if len(tables) == 0 {
			continue
		}
		same := func(file string) bool {
			return path.Dir(path.Dir(file)) == path.Dir(path.Dir(tables[0])) && inLanguage(file)
		}
		if !same(tables[0]) {
			return tables[:1]
		}
		return slices.DeleteFunc(tables, func(file string) bool { return !same(file) })
	}
	return nil
}

// filesNamed returns the files of such names, those first that are least deep.
func filesNamed(fsys fs.FS, names []string) []string {
	var found []string
	_ = fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil, file != "." && d.IsDir() && (skipped(file, d) || strings.Count(file, "/") >= maxTableDepth):
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir() && slices.Contains(names, d.Name()):
			found = append(found, file)
		}
		return nil
	})
	slices.SortFunc(found, func(a, b string) int {
		return cmp.Or(strings.Count(a, "/")-strings.Count(b, "/"), compareNatural(a, b))
	})
	return found
}

// inLanguage reports whether a table stands in a folder for a language.
func inLanguage(table string) bool { return isLanguage(path.Base(path.Dir(table))) }

// A toctreeSite is what the layout knows of one course.
type toctreeSite struct {
	*summary
	dir    string                     // of the table
	files  map[string]map[string]bool // names, by folder
	config source.Value
	info   siteInfo
}

func (toctree) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	tables := findTables(in.FS)
	if len(tables) == 0 {
		return nil, ErrNoLessons
	}
	b := &book{in: in, report: report, dialect: source.MyST}
	t := &toctreeSite{files: map[string]map[string]bool{}}
	file := t.pickLanguage(in, tables)
	t.dir = path.Dir(file)
	t.summary = b.summary(file)
	table := readConfig(in.FS, file, report)
	var entries []*navEntry
	switch path.Base(file) {
	case "_toctree.yml":
		b.dialect = ""
		entries = t.entries(table)
	case "_toc.yml":
		t.config = readConfig(in.FS, path.Join(t.dir, "_config.yml"), report)
		t.jupyterBook()
		t.info.expander = template.Myst(in.FS, in.Limits, t.dir, t.config.Get("parse", "myst_substitutions"))
		entries = t.jupyterEntries(table)
	default:
		t.config = table.Get("project")
		t.myst()
		t.info.expander = template.Myst(in.FS, in.Limits, t.dir, t.config.Get("substitutions"))
		if !t.config.Get("toc").Exists() {
			return b.folder(isPageOrNotebook, t.info)
		}
		entries = t.entries(t.config.Get("toc"))
		if len(entries) > 0 && len(entries[0].entries) == 0 && entries[0].link != "" {
			t.front = t.file(entries[0].link)
		}
	}
	root := &group{items: t.items(entries)}
	for _, p := range t.used {
		t.address(p)
	}
	if path.Base(file) == "_toctree.yml" {
		t.info.base = t.linkedBase()
		t.addressFolders(root)
	}
	t.unlisted(t.dir)
	t.info.roots = []string{t.dir}
	outline, err := t.outline(root, t.takeFront(root), isBookLesson, t.info)
	if err != nil {
		return nil, err
	}
	outline.Works = t.works()
	return outline, nil
}

// pickLanguage returns the table of the language that is asked for.
func (t *toctreeSite) pickLanguage(in *source.Input, tables []string) string {
	if !inLanguage(tables[0]) {
		return tables[0]
	}
	byLanguage := map[string]string{}
	for _, file := range tables {
		lang := path.Base(path.Dir(file))
		t.info.languages = append(t.info.languages, lang)
		byLanguage[lang] = file
	}
	picked, ok := source.PickLanguage(t.info.languages, in.Lang, "")
	if !ok {
		return tables[0] // whoever asked is told which languages there are
	}
	t.info.language = picked
	return byLanguage[picked]
}

// jupyterEntries reads a table of Jupyter Book or of sphinx-external-toc.
// https://jupyterbook.org/en/stable/structure/toc.html
func (t *toctreeSite) jupyterEntries(table source.Value) []*navEntry {
	if !table.IsMap() { // the first format, a list that begins with the front page
		entries := t.entries(table)
		if len(entries) > 0 && len(entries[0].entries) == 0 {
			t.front = t.file(entries[0].link)
		}
		return entries
	}
	root := table.Get("root")
	entries := t.entries(table.First("parts", "subtrees", "chapters", "sections", "entries"))
	if root.String() == "" {
		return entries
	}
	front := &navEntry{Pos: root.Pos, link: t.link(root.String()), linked: true, listed: true}
	t.front = t.file(front.link)
	return append([]*navEntry{front}, entries...)
}

// entries reads a list of a table.
func (t *toctreeSite) entries(list source.Value) []*navEntry {
	var entries []*navEntry
	var part *navEntry // that the pages after a header stand in
	for _, v := range list.List() {
		switch {
		case v.Get("header").Exists():
			part = &navEntry{Pos: v.Pos, title: headingText(v.Get("header").String()), listed: true}
			entries = append(entries, part)
		case part != nil && !v.Get("part").Exists():
			part.entries = append(part.entries, t.entry(v)...)
		default:
			entries = append(entries, t.entry(v)...)
		}
	}
	return entries
}

// entry reads one entry: a page, a pattern of names, an address elsewhere, or a title for what is in it.
func (t *toctreeSite) entry(v source.Value) []*navEntry {
	e := &navEntry{
		Pos: v.Pos, listed: true, title: headingText(v.First("title", "caption", "part").String()),
		entries: t.entries(v.First("sections", "chapters", "children", "entries", "subtrees", "pages")),
	}
	if !v.IsMap() {
		e.link, e.linked = t.link(v.String()), true
		return []*navEntry{e}
	}
	if hidden, _ := v.Get("hidden").Bool(); hidden {
		return nil
	}
	if pattern := v.First("glob", "pattern").String(); pattern != "" {
		return t.matching(v, pattern)
	}
	if file := v.First("local", "file", "doc").String(); file != "" {
		e.link, e.linked = t.link(file), true
		e.entries = append(t.variants(v.Get("local_fw"), file, e.title), e.entries...)
	} else if address := v.Get("url").String(); address != "" {
		e.link, e.linked = address, true
	}
	return []*navEntry{e}
}

// variants makes entries of the pages that take the place of a page for those who have chosen another framework.
func (t *toctreeSite) variants(byFramework source.Value, file, title string) []*navEntry {
	var entries []*navEntry
	for _, key := range byFramework.Keys() {
		name := cmp.Or(source.Framework(key), key)
		if v := byFramework.Get(key); v.String() != file {
			entries = append(entries, &navEntry{Pos: v.Pos, title: title + " (" + name + ")", link: t.link(v.String()), linked: true, listed: true})
		}
	}
	return entries
}

// matching makes entries of the pages whose names match a pattern.
func (t *toctreeSite) matching(v source.Value, pattern string) []*navEntry {
	var entries []*navEntry
	found, _ := fs.Glob(t.in.FS, path.Join(t.dir, pattern))
	slices.SortFunc(found, compareNatural)
	for _, file := range found {
		if isPageOrNotebook(file) && t.used[file] == nil {
			name := strings.TrimPrefix(file, strings.TrimPrefix(t.dir+"/", "./"))
			entries = append(entries, &navEntry{Pos: v.Pos, link: (&url.URL{Path: name}).String(), linked: true, listed: true})
		}
	}
	return entries
}

// link returns the address of the page that a table calls by its name, which may lack the extension.
func (t *toctreeSite) link(name string) string {
	file := name
	if !isPageOrNotebook(name) {
		for _, ext := range tocExts {
			if t.has(path.Join(t.dir, name+ext)) {
				file = name + ext
				break
			}
		}
	}
	return (&url.URL{Path: file}).String()
}

// tocExts are the extensions that tables leave out, those first that win.
var tocExts = []string{".md", ".ipynb", ".mdx", ".markdown", ".qmd", ".rmd"}

// has reports whether there is a file. It reads each folder once: tables ask for every page by several names.
func (t *toctreeSite) has(file string) bool {
	dir := path.Dir(file)
	if _, read := t.files[dir]; !read {
		t.files[dir] = map[string]bool{}
		entries, _ := fs.ReadDir(t.in.FS, dir)
		for _, e := range entries {
			t.files[dir][e.Name()] = true
		}
	}
	return t.files[dir][path.Base(file)]
}

// file returns the path of the page at an address of a table.
func (t *toctreeSite) file(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return path.Join(t.dir, u.Path)
}

// address gives a page the addresses that its site does.
func (t *toctreeSite) address(p *page) {
	name := "/" + strings.TrimSuffix(p.key, path.Ext(p.key))
	switch path.Base(t.summary.file) {
	case "_toctree.yml":
		p.urls = []string{name}
		if t.info.language != "" {
			p.urls = append(p.urls, "/"+t.info.language+name)
		}
	case "_toc.yml":
		p.urls = []string{name + ".html"}
	default:
		p.urls = []string{"/" + strings.ReplaceAll(path.Base(name), "_", "-")} // https://mystmd.org/guide/table-of-contents
	}
}

// addressFolders gives the first page of each folder the address of the folder, where the site sends those who ask for it.
func (t *toctreeSite) addressFolders(root *group) {
	addressed := map[string]bool{}
	root.walk(func(g *group) {
		for _, p := range g.pages() {
			if dir := parent(p.key); dir != "" && !addressed[dir] {
				addressed[dir] = true
				p.urls = append(p.urls, "/"+dir)
				if t.info.language != "" {
					p.urls = append(p.urls, "/"+t.info.language+"/"+dir)
				}
			}
		}
	})
}

var rootedLink = lazyregexp.New(`\]\((/[\w./-]+)`)

// linkedBase returns the address below which the site has its pages, which only their links to one another say: the
// commonest of what stands before the name of a page or a folder, and before the language.
func (t *toctreeSite) linkedBase() string {
	names := map[string]bool{}
	for _, p := range t.used {
		names[strings.TrimSuffix(p.key, path.Ext(p.key))] = true
		if dir := parent(p.key); dir != "" {
			names[dir] = true
		}
	}
	count := map[string]int{}
	for _, p := range t.used {
		for _, m := range rootedLink.FindAllSubmatch(p.doc.Text.Data, -1) {
			link := strings.TrimSuffix(string(m[1]), ".mdx")
			for i := range link {
				if link[i] == '/' && names[link[i+1:]] {
					count[strings.TrimSuffix(link[:i], "/"+t.info.language)]++
					break
				}
			}
		}
	}
	base := ""
	for _, candidate := range slices.Sorted(maps.Keys(count)) {
		if count[candidate] > count[base] {
			base = candidate
		}
	}
	return base
}

// jupyterBook reads _config.yml. https://jupyterbook.org/en/stable/customize/config.html
func (t *toctreeSite) jupyterBook() {
	t.info.title = headingText(t.config.Get("title").String())
	t.info.description = oneLine(t.config.First("description").String())
	t.info.authors = persons(t.config.First("author", "authors"))
	t.info.language = t.config.Get("sphinx", "config", "language").String()
	t.info.macros = macrosOf(t.config.Get("sphinx", "config", "mathjax3_config", "tex", "macros"))
}

// myst reads the project of myst.yml. https://mystmd.org/guide/frontmatter
func (t *toctreeSite) myst() {
	t.info.title = headingText(t.config.Get("title").String())
	t.info.description = oneLine(t.config.Get("description").String())
	t.info.authors = persons(t.config.First("authors", "author"))
	t.info.language = t.config.Get("language").String()
	t.info.license = license(t.config.Get("license"))
	t.info.macros = macrosOf(t.config.Get("math"))
}

// works reads the lists of works that the settings and the pages name.
func (t *toctreeSite) works() []content.Work {
	w := workLists{book: t.book, read: map[string]bool{}}
	w.add(t.config.First("bibtex_bibfiles", "bibliography"), t.dir)
	if path.Base(t.summary.file) == "myst.yml" && !t.config.Get("bibliography").Exists() {
		found, _ := fs.Glob(t.in.FS, path.Join(t.dir, "*.bib"))
		for _, file := range found {
			w.file(file)
		}
	}
	return bib.Sort(w.works)
}
