package layout

import (
	"cmp"
	"io/fs"
	"math"
	"net/url"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// dataOrder returns the order of the menu in _data that names most pages. Themes have menus under many names and in many
// shapes: they all are lists of titles and addresses with lists inside.
func (s *jekyllSite) dataOrder() ordering {
	best := ordering{}
	for _, file := range s.dataFiles() {
		data := readConfig(s.in.FS, file, &diag.List{})
		menus := []source.Value{data}
		if data.IsMap() {
			menus = nil
			for _, key := range data.Keys() {
				menus = append(menus, data.Get(key))
			}
		}
		for _, v := range menus {
			m := &jekyllMenu{s, map[*page]bool{}}
			root := &group{items: m.items(v, 0)}
			if len(m.named) > len(best.named) {
				best = ordering{v.Pos, file, root, m.named}
			}
		}
	}
	return best
}

// dataFiles lists the files of _data.
func (s *jekyllSite) dataFiles() []string {
	var files []string
	_ = fs.WalkDir(s.in.FS, s.folder("data_dir", "_data"), func(name string, d fs.DirEntry, err error) error {
		switch path.Ext(name) {
		case ".yml", ".yaml", ".json":
			if err == nil && !d.IsDir() {
				files = append(files, name)
			}
		}
		return nil
	})
	slices.SortFunc(files, compareNatural)
	return files
}

// A jekyllMenu is a menu in data that is being turned into groups.
type jekyllMenu struct {
	*jekyllSite
	named map[*page]bool
}

// items reads a list of entries.
func (m *jekyllMenu) items(v source.Value, depth int) []item {
	if v.IsMap() || depth > maxMenuDepth {
		return nil
	}
	var items []item
	for _, entry := range v.List() {
		items = append(items, m.entry(entry, depth)...)
	}
	return items
}

// entry reads an entry: the name of a page, or a mapping with a title, an address and entries inside, each of which may
// be missing. Entries with others inside become groups whose first page is their own.
func (m *jekyllMenu) entry(v source.Value, depth int) []item {
	if !v.IsMap() {
		return m.page(v.String(), "")
	}
	title := oneLine(v.First("title", "name", "label", "text", "heading", "section", "caption").String())
	items := m.page(v.First("url", "link", "href", "path", "permalink", "page", "file", "slug").String(), title)
	own := len(items)
	for _, key := range v.Keys() {
		items = append(items, m.items(listOnly(v.Get(key)), depth+1)...)
	}
	if title == "" || len(items) == own {
		return items
	}
	return []item{{group: &group{Pos: v.Pos, title: title, items: items, phaseOrder: noOrder}}}
}

// listOnly returns v if it is a list, which a scalar is for [source.Value.List], too.
func listOnly(v source.Value) source.Value {
	if v.IsMap() || v.String() != "" {
		return source.Value{}
	}
	return v
}

func (m *jekyllMenu) page(link, title string) []item {
	p := m.linked(nil, link)
	if p == nil || m.named[p] {
		return nil
	}
	m.named[p] = true
	if title != "" && title != p.title {
		p.label = title
	}
	return []item{{page: p}}
}

// linked returns the page of the course that a link on page from leads to.
func (s *jekyllSite) linked(from *page, link string) *page {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Path == "" || u.Scheme != "" && u.Host != s.host() {
		return nil
	}
	name := strings.TrimPrefix(u.Path, s.info.base+"/")
	if !strings.HasPrefix(u.Path, "/") && from != nil {
		name = path.Join("/", from.urls[0], u.Path)
	}
	p := s.byLink[linkKey(name)]
	if p == nil || !slices.Contains(s.pages, p) {
		return nil
	}
	return p
}

// host is that of the site's own address.
func (s *jekyllSite) host() string {
	u, err := url.Parse(s.config.Get("url").String())
	if err != nil {
		return ""
	}
	return u.Host
}

// frontMatterOrder returns the order that the pages give themselves: numbers, and the titles of the pages that they stand
// below, as in https://just-the-docs.com/docs/navigation/main/order/
func (s *jekyllSite) frontMatterOrder() ordering {
	o := ordering{what: "front matter", named: map[*page]bool{}}
	byTitle := map[string]*page{}
	for _, p := range s.pages {
		byTitle[p.title] = p
	}
	children := map[*page][]*page{}
	var top []*page
	for _, p := range s.pages {
		above := byTitle[oneLine(p.front().Get("parent").String())]
		if above == p {
			above = nil
		}
		switch {
		case s.hidden[p] || p.order == noOrder && above == nil && !isParent(p):
			continue
		case above != nil && !s.isBelow(above, p, byTitle):
			children[above] = append(children[above], p)
		default:
			top = append(top, p)
		}
		o.named[p] = true
	}
	if len(children) == 0 {
		o.root = s.byFolder(slices.DeleteFunc(slices.Clone(s.pages), func(p *page) bool { return !o.named[p] }))
		return o
	}
	o.root = &group{items: pageTree(top, children)}
	return o
}

func isParent(p *page) bool {
	yes, _ := p.front().Get("has_children").Bool()
	return yes
}

// isBelow reports whether following the parents of p leads to above, which then cannot be a parent of it.
func (s *jekyllSite) isBelow(p, above *page, byTitle map[string]*page) bool {
	for range s.pages {
		if p == nil {
			return false
		}
		if p == above {
			return true
		}
		p = byTitle[oneLine(p.front().Get("parent").String())]
	}
	return true
}

// pageTree makes groups of pages that have others below them.
func pageTree(pages []*page, children map[*page][]*page) []item {
	slices.SortStableFunc(pages, func(p, q *page) int {
		return cmp.Or(cmp.Compare(p.order, q.order), compareNatural(p.title, q.title))
	})
	var items []item
	for _, p := range pages {
		below := pageTree(children[p], children)
		if len(below) == 0 {
			items = append(items, item{page: p})
			continue
		}
		g := &group{title: p.title, dir: p.name(), items: append([]item{{page: p}}, below...), phaseOrder: math.Inf(1)}
		items = append(items, item{group: g})
	}
	return items
}

// homeOrder returns the order of the links on the home page, where a page that a list has stands where the list has it and
// not where the text mentions it before. What stands above several of them, headings and items of lists, are the titles of
// groups, unless they only are as many titles as pages.
func (s *jekyllSite) homeOrder(home *page) ordering {
	if home == nil {
		home = &page{urls: []string{"/"}}
		if exists(s.in.FS, "index.html") {
			home.doc = &source.Doc{Text: source.ReadText(s.in.FS, "index.html", s.in.Limits, s.report)}
		}
	}
	best := ordering{}
	if home.doc == nil {
		return best
	}
	expanded := s.info.expander.Expand(home.doc, &diag.List{})
	for _, read := range []func(*source.Text) []*navEntry{readNav, readHTMLNav} {
		m := &homeMenu{jekyllSite: s, home: home, named: map[*page]bool{}, listed: map[*page]bool{}}
		entries := read(expanded)
		m.findListed(entries)
		root := m.headings(entries)
		if len(m.named) > len(best.named) {
			best = ordering{diag.Pos{File: home.doc.Text.Name}, home.doc.Text.Name, m.titled(root), m.named}
		}
	}
	return best
}

// A homeMenu gathers the pages that the home page links to.
type homeMenu struct {
	*jekyllSite
	home   *page
	named  map[*page]bool
	listed map[*page]bool // what lists on the page lead to
}

func (m *homeMenu) findListed(entries []*navEntry) {
	for _, e := range entries {
		if p := m.linked(m.home, e.link); p != nil && e.listed {
			m.listed[p] = true
		}
		m.findListed(e.entries)
	}
}

// headings arranges entries by the levels of the headings among them.
func (m *homeMenu) headings(entries []*navEntry) *group {
	open := [7]*group{{}} // by level
	for _, e := range entries {
		above := open[0]
		for level, g := range open {
			switch {
			case g != nil && (e.heading == 0 || level < e.heading):
				above = g
			case g != nil:
				open[level] = nil
			}
		}
		if e.heading > 0 {
			g := &group{Pos: e.Pos, title: e.title, phaseOrder: noOrder}
			above.items = append(above.items, item{group: g})
			open[e.heading] = g
			continue
		}
		above.items = append(above.items, m.entry(e)...)
	}
	return open[0]
}

// entry returns the page that an entry leads to, and those of the entries inside, in a group if there is no such page.
func (m *homeMenu) entry(e *navEntry) []item {
	p := m.linked(m.home, e.link)
	var items []item
	if p != nil && !m.named[p] && (e.listed || !m.listed[p]) {
		m.named[p] = true
		if !hasOwnTitle(p) && e.title != "" {
			p.title = e.title
		}
		items = []item{{page: p}}
	}
	for _, inner := range e.entries {
		items = append(items, m.entry(inner)...)
	}
	if p != nil || len(items) == 0 || len(e.entries) == 0 {
		return items
	}
	return []item{{group: &group{Pos: e.Pos, title: e.title, items: items, phaseOrder: noOrder}}}
}

// titled returns the menu with its groups, or without if they do not group anything.
func (m *homeMenu) titled(root *group) *group {
	groups := 0
	flat := &group{}
	root.walk(func(g *group) {
		pages := g.pages()
		if len(pages) > 0 && g != root {
			groups++
		}
		for _, p := range pages {
			flat.items = append(flat.items, item{page: p})
		}
	})
	if groups < 2 || groups == len(m.named) {
		return flat
	}
	root.dropEmpty()
	return &group{items: root.inward().items}
}
