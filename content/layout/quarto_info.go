package layout

import (
	"cmp"
	"io/fs"
	"path"
	"strings"

	"coursepack/content"
	"coursepack/content/bib"
	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/template"
)

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
