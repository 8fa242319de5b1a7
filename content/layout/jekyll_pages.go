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

// readPages reads the pages of the site and gives them their addresses.
func (s *jekyllSite) readPages() {
	for _, file := range pageFiles(s.in.FS, ".", s.skipped, s.report) {
		if dir, post, ok := cutPosts(file); ok {
			s.readPost(file, path.Join(dir, post))
			continue
		}
		if s.isAboutRepository(file) {
			s.skip(file, "by its name this is about the repository, not part of the site")
			continue
		}
		s.add(file, file, "")
	}
	for _, c := range s.collections {
		dir := path.Join(s.config.Get("collections_dir").String(), "_"+c.name)
		if c.name == postsName || !exists(s.in.FS, dir) {
			continue
		}
		files := pageFiles(s.in.FS, dir, func(name string, d fs.DirEntry) bool { return hidden(path.Base(name)) }, s.report)
		if !c.output {
			if len(files) > 0 {
				s.report.Report(diag.Diagnostic{
					Pos: diag.Pos{File: dir}, Severity: diag.Note, Code: "page-skipped",
					Message: "the site makes no pages of this collection", Instead: "what other pages show of it",
				})
			}
			s.addDocuments(files, dir, c.name)
			continue
		}
		for _, file := range files {
			s.add(file, path.Join(c.name, strings.TrimPrefix(file, dir+"/")), c.name)
		}
	}
}

// addDocuments reads documents that are no pages for those that show them.
func (s *jekyllSite) addDocuments(files []string, dir, collection string) {
	for _, file := range files {
		p, finished := s.read(file, path.Join(collection, strings.TrimPrefix(file, dir+"/")))
		if finished {
			s.applyDefaults(p, collection)
			s.liquidPages = append(s.liquidPages, template.LiquidPage{Doc: p.doc, Title: p.title, Collection: collection})
		}
	}
}

func (s *jekyllSite) skip(file, why string) {
	s.report.Report(diag.Diagnostic{
		Pos: diag.Pos{File: file}, Severity: diag.Note, Code: "page-skipped", Message: why, Instead: "it is left out",
	})
}

// cutPosts splits the path of a post or of a draft at the folder for these.
func cutPosts(file string) (dir, name string, ok bool) {
	for _, folder := range []string{"_posts/", "_drafts/"} {
		if i := strings.LastIndex("/"+file, "/"+folder); i >= 0 {
			return file[:i], file[i+len(folder):], true
		}
	}
	return "", "", false
}

// readPost reads a post. One in _drafts is not finished.
func (s *jekyllSite) readPost(file, name string) {
	if strings.Contains("/"+file, "/_drafts/") && !s.in.Drafts {
		p, _ := s.read(file, file)
		s.drafts = append(s.drafts, source.Draft{Path: file, Title: p.title})
		return
	}
	s.add(file, path.Join(postsName, name), postsName)
}

// add reads a page of a collection, or of none, whose place among all pages is key.
func (s *jekyllSite) add(file, key, collection string) {
	p, finished := s.read(file, key)
	if !finished {
		return
	}
	s.applyDefaults(p, collection)
	if lang := p.front().Get("lang").String(); len(s.info.languages) > 1 && lang != "" && lang != s.info.language {
		return
	}
	if order := folderOrder(p); order != noOrder {
		p.order = order
	}
	if nav, said := p.front().Get("nav_exclude").Bool(); said && nav {
		s.hidden[p] = true
	}
	url := s.permalink(p, collection)
	p.urls = append([]string{url}, p.front().Get("redirect_from").Strings()...)
	s.pages = append(s.pages, p)
	s.liquidPages = append(s.liquidPages, template.LiquidPage{Doc: p.doc, Title: p.title, URL: url, Collection: collection})
	s.byLink[linkKey(url)] = p
	for _, name := range []string{file, key, strings.TrimSuffix(file, path.Ext(file))} {
		if k := linkKey(name); s.byLink[k] == nil {
			s.byLink[k] = p
		}
	}
}

// linkKey takes off what addresses of one page may differ in.
func linkKey(link string) string {
	link = strings.Trim(link, "/")
	link = strings.TrimSuffix(strings.TrimSuffix("/"+link, "/index.html"), ".html")
	return strings.ToLower(path.Clean("/" + link))
}

// applyDefaults gives a page the front matter that _config.yml has for its place and its kind; what has the longer path
// or comes later wins. https://jekyllrb.com/docs/configuration/front-matter-defaults/
func (s *jekyllSite) applyDefaults(p *page, collection string) {
	kind := cmp.Or(collection, "pages")
	list := slices.Clone(s.config.Get("defaults").List())
	slices.Reverse(list)
	slices.SortStableFunc(list, func(a, b source.Value) int {
		return len(b.Get("scope", "path").String()) - len(a.Get("scope", "path").String())
	})
	for _, d := range list {
		of := d.Get("scope", "type").String()
		if (of == "" || of == kind || of+"s" == kind) && inScope(p.path, d.Get("scope", "path").String()) {
			p.doc.SetDefaults(d.Get("values"))
		}
	}
}

func inScope(file, scope string) bool {
	scope = strings.Trim(scope, "/")
	if strings.Contains(scope, "*") {
		return matchesPath(scope, file)
	}
	return scope == "" || file == scope || strings.HasPrefix(file, scope+"/")
}

// matchesPath reports whether a pattern matches a file or a folder that it is in.
func matchesPath(pattern, file string) bool {
	for name := file; name != "."; name = path.Dir(name) {
		if ok, _ := path.Match(pattern, name); ok {
			return true
		}
	}
	return false
}

// skipped reports whether the site does not read a file or a folder.
// https://jekyllrb.com/docs/configuration/options/#global-configuration
func (s *jekyllSite) skipped(name string, d fs.DirEntry) bool {
	base := path.Base(name)
	for _, pattern := range s.config.Get("include").Strings() {
		if matchesPath(strings.Trim(pattern, "/"), name) {
			return false
		}
	}
	for _, pattern := range append([]string{"node_modules", "vendor", "404.md"}, s.config.Get("exclude").Strings()...) {
		pattern = strings.TrimSuffix(strings.Trim(pattern, "/"), "/**")
		if matchesPath(pattern, name) || matchesPath(pattern, base) {
			return true
		}
	}
	if d.IsDir() && (base == "_posts" || base == "_drafts") {
		return false
	}
	return strings.ContainsAny(base[:1], "._#~") || strings.HasSuffix(base, "~") ||
		d.IsDir() && path.Clean(s.config.Get("destination").String()) == name
}

// isAboutRepository reports whether GitHub Pages leaves a file alone that has no front matter. A README is the home page
// of its folder if that has no other.
// https://github.com/benbalter/jekyll-optional-front-matter, https://github.com/benbalter/jekyll-readme-index
func (s *jekyllSite) isAboutRepository(file string) bool {
	name := strings.ToLower(stem(file))
	switch name {
	case "readme":
		for _, index := range []string{"index.md", "index.markdown", "index.html"} {
			if exists(s.in.FS, path.Join(path.Dir(file), index)) {
				return !hasFrontMatter(s.in.FS, file)
			}
		}
		return false
	case "license", "licence", "copying", "contributing", "code_of_conduct", "code-of-conduct", "issue_template",
		"pull_request_template", "changelog", "security":
		return !hasFrontMatter(s.in.FS, file)
	}
	return false
}

func hasFrontMatter(fsys fs.FS, file string) bool {
	t := source.ReadText(fsys, file, source.Limits{}, &diag.List{})
	return source.SplitFront(file, t.Data, &diag.List{}) != nil
}
