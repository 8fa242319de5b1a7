package layout

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// A group is a folder, or a group of a menu, on its way to becoming a unit or a lesson.
type group struct {
	diag.Pos // in the menu; not valid if it is only a folder
	title    string
	dir      string // the folder below the pages' folder; "" if the group is only one of a menu
	items    []item

	phase      bool    // it stands for a phase that lessons name in their front matter
	phaseOrder float64 // its place among phases; noOrder if the lessons do not say
}

// An item is one of a page and a group.
type item struct {
	page  *page
	group *group
}

// pages returns the pages that stand in the group itself.
func (g *group) pages() []*page {
	var pages []*page
	for _, it := range g.items {
		if it.page != nil {
			pages = append(pages, it.page)
		}
	}
	return pages
}

// isLeaf reports whether a group holds pages only.
func (g *group) isLeaf() bool {
	return !slices.ContainsFunc(g.items, func(it item) bool { return it.group != nil })
}

// withoutEmpty takes out the groups in a group that hold nothing.
func (g *group) withoutEmpty() *group {
	g.items = slices.DeleteFunc(g.items, func(it item) bool { return it.group != nil && len(it.group.items) == 0 })
	return g
}

// hasArtifacts reports whether pages of the group say what part of a lesson they are: one in its front matter, or two
// by their names.
func (g *group) hasArtifacts() bool {
	named := 0
	for _, p := range g.pages() {
		if p.front().Get("artifact").Exists() {
			return true
		}
		if p.kind != content.KindPage {
			named++
		}
	}
	return named >= 2
}

// A compareFunc says which of two items of a group comes first.
type compareFunc func(a, b item) int

// sort puts the items of a group, and of all groups inside of it, in the order that rule gives for each.
func (g *group) sort(rule func(*group) compareFunc) {
	for _, it := range g.items {
		if it.group != nil {
			it.group.sort(rule)
		}
	}
	slices.SortStableFunc(g.items, rule(g))
}

// key is the page's or the folder's place below the pages' folder.
func (it item) key() string {
	if it.page != nil {
		return it.page.key
	}
	return it.group.key()
}

// walk calls visit for the group and all groups inside of it.
func (g *group) walk(visit func(*group)) {
	visit(g)
	for _, it := range g.items {
		if it.group != nil {
			it.group.walk(visit)
		}
	}
}

// key is what tells the group from others in ids: its folder, or the folder that all its pages share, else its title.
func (g *group) key() string {
	if g.dir != "" {
		return g.dir
	}
	dir := ""
	for i, p := range g.pages() {
		if i > 0 && parent(p.key) != dir {
			return titleKey(g.title)
		}
		dir = parent(p.key)
	}
	return cmp.Or(dir, titleKey(g.title))
}

// titleKey makes a key of a title, in which a slash divides nothing.
func titleKey(title string) string { return strings.ReplaceAll(title, "/", "-") }

// folderTree arranges pages by their folders: a group for each folder that has pages, in it first what is in it and
// then its folders, all in the order of pages.
func folderTree(pages []*page) *group {
	root := &group{}
	folders := map[string]*group{"": root}
	var folder func(dir string) *group
	folder = func(dir string) *group {
		if g := folders[dir]; g != nil {
			return g
		}
		g := &group{dir: dir, title: humanize(path.Base(dir)), phaseOrder: noOrder}
		folders[dir] = g
		above := folder(parent(dir))
		above.items = append(above.items, item{group: g})
		return g
	}
	for _, p := range pages {
		g := folder(parent(p.key))
		g.items = append(g.items, item{page: p})
	}
	return root
}

// sortedTree arranges pages by their folders, each in the order of a folder: compareItems.
func sortedTree(pages []*page) *group {
	root := folderTree(pages)
	root.sort(func(*group) compareFunc { return compareItems })
	return root
}

// titledTree is a sorted tree in which the title of an index page is that of its folder.
func titledTree(pages []*page) *group {
	root := sortedTree(pages)
	root.walk(func(g *group) {
		if len(g.items) > 0 && g.items[0].isIndex() && hasOwnTitle(g.items[0].page) {
			g.title = g.items[0].page.title
		}
	})
	return root
}

// inward goes from a group to the one inside it as long as it holds nothing else, but not into a lesson.
func (g *group) inward() *group {
	for len(g.items) == 1 && g.items[0].group != nil && !g.items[0].group.hasArtifacts() {
		g = g.items[0].group
	}
	return g
}

// A shaper turns groups into units and lessons.
type shaper struct {
	isLesson func(g *group, level int) bool // whether a group of pages is one lesson; a unit of the course has level 1
	units    []*content.Unit
	unitKeys []string
	lessons  []*lesson
}

// A lesson is a content.Lesson with the pages that its parts come from.
type lesson struct {
	*content.Lesson
	key   string
	pages []*page
}

// shape makes a unit of the group, and units of one level more of the groups inside. Lessons that come after an inner
// unit stand in a unit without a title beside it, so that the order is kept.
func (s *shaper) shape(g *group, level int) {
	var unit *content.Unit
	if level > 0 {
		unit = s.unit(g, level)
	}
	for _, it := range g.items {
		if it.group != nil && !s.isLesson(it.group, level+1) {
			s.shape(it.group, level+1)
			unit = nil
			continue
		}
		if unit == nil {
			unit = s.unit(&group{}, level+1)
		}
		if it.group != nil {
			s.lesson(unit, it.group)
		} else {
			s.onePage(unit, it.page)
		}
	}
}

func (s *shaper) unit(g *group, level int) *content.Unit {
	u := &content.Unit{Pos: g.Pos, Title: g.title, Level: level}
	s.units = append(s.units, u)
	s.unitKeys = append(s.unitKeys, cmp.Or(g.dir, titleKey(g.title), "lessons"))
	return u
}

func (s *shaper) lesson(u *content.Unit, g *group) {
	pages := g.pages()
	s.add(u, &lesson{&content.Lesson{Pos: pages[0].doc.Text.Pos(0), Title: lessonTitle(g)}, g.key(), pages})
}

// onePage makes a lesson of a page.
func (s *shaper) onePage(u *content.Unit, p *page) {
	s.add(u, &lesson{&content.Lesson{Pos: p.doc.Text.Pos(0), Title: withoutKind(p)}, p.name(), []*page{p}})
}

// name is the page's path without its extension. An index page goes by the name of its folder.
func (p *page) name() string {
	if dir := parent(p.key); p.isIndex() && dir != "" {
		return dir
	}
	return strings.TrimSuffix(p.key, path.Ext(p.key))
}

func (s *shaper) add(u *content.Unit, l *lesson) {
	u.Lessons = append(u.Lessons, l.Lesson)
	s.lessons = append(s.lessons, l)
}

// finish gives everything its id, the lessons their data and the docs their parts.
func (s *shaper) finish() (docs []*source.Doc) {
	unitIDs := uniqueIDs(s.unitKeys)
	for i, u := range s.units {
		u.ID = unitIDs[i]
	}
	keys := make([]string, len(s.lessons))
	for i, l := range s.lessons {
		keys[i] = l.key
	}
	for i, id := range uniqueIDs(keys) {
		l := s.lessons[i]
		l.ID = id
		l.Meta = lessonMeta(l.pages)
		names := make([]string, len(l.pages))
		paths := make([]string, len(l.pages))
		for i, p := range l.pages {
			names[i], paths[i] = partName(p), p.key
		}
		for i, name := range numbered(names, paths) {
			l.Parts = append(l.Parts, l.pages[i].part(id+"/"+name))
			docs = append(docs, l.pages[i].doc)
		}
	}
	return docs
}

// partName is the name of a page in the id of its part.
func partName(p *page) string {
	if p.isIndex() {
		return "index"
	}
	return slug(withoutOrder(stem(p.key)))
}

// part makes the part that the page becomes.
func (p *page) part(id string) *content.Part {
	p.doc.Part = &content.Part{
		Pos: p.doc.Text.Pos(0), ID: id, Kind: p.kind, Title: p.title, Label: p.label, Source: p.path, URLs: p.urls,
		Description: oneLine(p.front().Get("description").String()), Terms: p.terms, Instructor: p.instructor,
	}
	return p.doc.Part
}

// lessonTitle is the title of the page that is the lesson proper, else the label that the menu has for it, else the title
// of the brief or the index, else the name of the folder.
func lessonTitle(g *group) string {
	var other *page
	for _, p := range g.pages() {
		switch {
		case p.kind == content.KindLesson:
			return withoutKind(p)
		case other == nil && (p.kind == content.KindBrief || p.isIndex()):
			other = p
		}
	}
	if other != nil && !g.Pos.IsValid() {
		return withoutKind(other)
	}
	return g.title
}

// withoutKind returns a page's title without the name of the page's kind, which authors put before or behind it:
// "Lesson: Sums", "Sums: brief", "Sums, in brief".
func withoutKind(p *page) string {
	if p.kind == content.KindPage {
		return p.title
	}
	kind := string(p.kind)
	head, rest, ok := strings.Cut(p.title, ":")
	if ok && strings.EqualFold(strings.TrimSpace(head), kind) && strings.TrimSpace(rest) != "" {
		return strings.TrimSpace(rest)
	}
	for _, tail := range []string{": " + kind, ", in " + kind} {
		if i := len(p.title) - len(tail); i > 0 && strings.EqualFold(p.title[i:], tail) {
			return strings.TrimSpace(p.title[:i])
		}
	}
	return p.title
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
