package resolve

import (
	"path"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/source"
)

// A site knows the pages of a course by every name that a link may use for them.
type site struct {
	base   string
	routed bool
	host   string
	roots  []string
	alias  []source.Alias
	files  map[string]*content.Part   // by source path, and by source path without its extension
	dirs   map[string]*content.Part   // the first page in reading order of every folder
	urls   map[string]*content.Part   // by address without the slash at its end
	pieces map[string][]*content.Part // by source path: a layout may cut a file
	drafts map[string]bool            // source paths of pages that are left out
	ids    map[*content.Part]idSet
	moved  map[*content.Part]map[string]string // ids that authors wrote and that are others now
	course *content.Course

	// For hints and corrections, made when the first is wanted.
	letters  map[*content.Part]map[string][]string // ids by their letters
	byName   map[string][]string                   // paths of pages by the names of their files
	names    []string                              // these names, sorted
	compared int
	folded   map[string]*content.Part // by source path in small letters, with and without its extension
}

func newSite(o *source.Outline) *site {
	s := &site{
		course: o.Course, base: strings.TrimSuffix(o.Base, "/"), routed: o.Routed, host: strings.ToLower(o.Host), roots: o.Roots, alias: o.Aliases,
		pieces: map[string][]*content.Part{},
		files:  map[string]*content.Part{}, dirs: map[string]*content.Part{}, urls: map[string]*content.Part{},
		drafts: map[string]bool{}, ids: map[*content.Part]idSet{}, moved: map[*content.Part]map[string]string{},
		letters: map[*content.Part]map[string][]string{},
	}
	for p := range o.Course.Parts {
		s.pieces[p.Source] = append(s.pieces[p.Source], p)
		for _, url := range p.URLs {
			addNew(s.urls, cleanURL(s.withoutBase(url)), p)
		}
		addNew(s.files, p.Source, p)
		addNew(s.files, strings.TrimSuffix(p.Source, path.Ext(p.Source)), p)
		if isIndex(p.Source) {
			s.dirs[path.Dir(p.Source)] = p
		}
		for dir := path.Dir(p.Source); dir != "."; dir = path.Dir(dir) {
			addNew(s.dirs, dir, p)
		}
	}
	for _, d := range o.Drafts {
		s.drafts[d.Path] = true
		s.drafts[strings.TrimSuffix(d.Path, path.Ext(d.Path))] = true
	}
	return s
}

// place returns the place id of page p.
func (s *site) place(p *content.Part, id string) (target content.Internal, ok bool) {
	if now, ok := s.moved[p][id]; ok {
		id = now
	}
	switch ids, lower := s.ids[p], strings.ToLower(id); {
	case id == "" || id == "top":
		return content.Internal{Part: p}, true
	case ids[id] > 0:
		return content.Internal{Part: p, ID: id}, true
	case ids[lower] > 0:
		return content.Internal{Part: p, ID: lower}, true
	case slices.Contains(p.Labels, id), letters(id) == letters(p.Title): // the heading that became the title
		return content.Internal{Part: p}, true
	}
	return content.Internal{}, false
}

func addNew(m map[string]*content.Part, key string, p *content.Part) {
	if _, ok := m[key]; !ok {
		m[key] = p
	}
}

// isIndex reports whether a site shows the file at its folder's address.
func isIndex(file string) bool {
	name := strings.ToLower(path.Base(file))
	name = strings.TrimSuffix(name, path.Ext(name))
	return name == "index" || name == "readme" || name == "_index"
}

// cleanURL takes off what addresses of one page may differ in.
func cleanURL(url string) string {
	url = strings.TrimSuffix(url, "/")
	url = strings.TrimSuffix(strings.TrimSuffix(url, "/index.html"), ".html")
	if !strings.HasPrefix(url, "/") {
		url = "/" + url
	}
	return strings.ToLower(path.Clean(url))
}

// page finds the page that a path in a link on p means, which stands in a file. A name with the extension of a text is a
// file beside that file or beside p; anything else is what a browser would make of it at the address of p, and only then
// a file.
func (s *site) page(p *content.Part, file, link string) *content.Part {
	if strings.HasPrefix(link, "/") {
		return s.fromRoot(link)
	}
	if s.routed {
		if found := s.fromRoot("/" + link); found != nil {
			return found
		}
	}
	byFile := s.file(path.Join(path.Dir(p.Source), link))
	if byFile == nil && file != p.Source {
		byFile = s.file(path.Join(path.Dir(file), link))
	}
	if byFile != nil && isText(link) {
		return byFile
	}
	if found := s.byAddress(p, link); found != nil {
		return found
	}
	if byFile == nil && isText(link) && link[0] != '.' && strings.Contains(link, "/") {
		return s.fromRoot("/" + link) // Docusaurus: https://docusaurus.io/docs/markdown-features/links
	}
	return byFile
}

// fromRoot finds the page that a path below the root of the site means.
func (s *site) fromRoot(link string) *content.Part {
	link = s.withoutBase(link)
	if found := s.urls[cleanURL(link)]; found != nil {
		return found
	}
	for _, root := range s.roots {
		if found := s.file(path.Join(root, link)); found != nil {
			return found
		}
	}
	if isText(link) { // the file that has this address
		address := strings.TrimSuffix(link, path.Ext(link))
		if isIndex(link) {
			address = path.Dir(link)
		}
		if found := s.urls[cleanURL(address)]; found != nil {
			return found
		}
	}
	return s.file(strings.TrimPrefix(link, "/"))
}

func isText(name string) bool {
	return slices.Contains([]string{".md", ".mdx", ".markdown", ".qmd", ".rmd", ".ipynb"}, strings.ToLower(path.Ext(name)))
}

// fromTop finds a page that a path, of more than a name, means from the top of the site.
func (s *site) fromTop(link string) *content.Part {
	if link = path.Clean(link); !strings.Contains(link, "/") || path.IsAbs(link) || strings.HasPrefix(link, "..") {
		return nil
	}
	return s.file(link)
}

func (s *site) byAddress(p *content.Part, link string) *content.Part {
	if isText(link) { // a generator that finds pages by their files puts their addresses there
		link = strings.TrimSuffix(link, path.Ext(link))
	}
	for _, address := range p.URLs {
		if found := s.urls[cleanURL(s.withoutBase(path.Join("/", folderOf(address), link)))]; found != nil {
			return found
		}
	}
	return nil
}

// folderOf returns the folder that relative links on the page at an address start from.
func folderOf(address string) string {
	if strings.HasSuffix(address, "/") {
		return address
	}
	return path.Dir(address)
}

// file finds a page by its path below the source folder, with or without its extension, or by its folder.
func (s *site) file(name string) *content.Part {
	name = path.Clean(name)
	if p := s.files[name]; p != nil {
		return p
	}
	if p := s.files[strings.TrimSuffix(name, ".html")]; p != nil {
		return p
	}
	return s.dirs[name]
}

// lesson finds a lesson by its id, or by its folder or address, as far as they are given from their ends.
func (s *site) lesson(name string) *content.Lesson {
	name = strings.Trim(name, "/")
	if name == "" {
		return nil
	}
	for l := range s.course.Lessons {
		if len(l.Parts) == 0 {
			continue
		}
		if l.ID == name || endsIn(path.Dir(l.Parts[0].Source), name) {
			return l
		}
		for _, p := range l.Parts {
			if endsIn(strings.TrimSuffix(p.Source, path.Ext(p.Source)), name) || slices.ContainsFunc(p.URLs, func(url string) bool { return endsIn(strings.Trim(url, "/"), name) }) {
				return l
			}
		}
	}
	return nil
}

// endsIn reports whether the last elements of a path are those of tail.
func endsIn(name, tail string) bool {
	return name == tail || strings.HasSuffix(name, "/"+tail)
}

// isDraft reports whether a path in a link on p means a page that was left out.
func (s *site) isDraft(p *content.Part, link string) bool {
	return s.drafts[path.Join(path.Dir(p.Source), link)] || s.drafts[strings.Trim(link, "/")]
}

func (s *site) withoutBase(url string) string {
	if s.base == "" {
		return url
	}
	if rest, ok := strings.CutPrefix(url, s.base); ok && (rest == "" || rest[0] == '/') {
		return "/" + strings.TrimPrefix(rest, "/")
	}
	return url
}

// assetPaths names the files that a path on page p may mean, the likeliest first.
func (s *site) assetPaths(p *content.Part, at content.Pos, link string) []string {
	var paths []string
	add := func(name string) {
		if !slices.Contains(paths, name) {
			paths = append(paths, name)
		}
	}
	for _, a := range s.alias {
		if rest, ok := strings.CutPrefix(link, a.Start); ok {
			add(path.Join(a.Folder, rest))
			break
		}
	}
	if strings.HasPrefix(link, "/") {
		name := strings.TrimPrefix(s.withoutBase(link), "/")
		for _, root := range s.roots {
			add(path.Join(root, name))
		}
		add(path.Clean(name))
		return paths
	}
	add(path.Join(path.Dir(p.Source), link))
	if at.File != p.Source { // an included text may mean its own folder
		add(path.Join(path.Dir(at.File), link))
	}
	for _, url := range p.URLs { // or the address of the page
		for _, root := range s.roots {
			add(strings.TrimPrefix(path.Join("/", root, path.Join("/", folderOf(url), link)), "/"))
		}
	}
	return paths
}
