package layout

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"coursepack/content/source"
)

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
	root := titledTree(pages)
	if dir != "." {
		root = root.inward()
	}
	return root.items
}
