package layout

import "slices"

// beside puts pages that a menu does not have behind the index page of their folder, or of the nearest folder above that
// has one, if that is the only page of the folder in the menu: a menu that lists lessons by their folders means all that
// is in these. It returns the other pages.
func beside(root *group, pages []*page) (others []*page) {
	index := map[string]*page{}
	listed := map[string]int{}
	root.walk(func(g *group) {
		for _, p := range g.pages() {
			listed[parent(p.key)]++
			if p.isIndex() {
				index[parent(p.key)] = p
			}
		}
	})
	following := map[*page][]item{}
	for _, p := range pages {
		dir := parent(p.key)
		for dir != "" && listed[dir] == 0 {
			dir = parent(dir)
		}
		if owner := index[dir]; dir != "" && owner != nil && listed[dir] == 1 {
			following[owner] = append(following[owner], item{page: p})
			continue
		}
		others = append(others, p)
	}
	root.walk(func(g *group) { g.follow(following) })
	return others
}

// follow makes a group of each page of a group that others follow. A page that the group is called after needs none.
func (g *group) follow(following map[*page][]item) {
	for i, it := range g.items {
		p, behind := it.page, following[it.page]
		delete(following, p)
		switch {
		case len(behind) == 0:
		case g.dir == p.name():
			g.items = slices.Insert(g.items, i+1, behind...)
			return
		default:
			g.items[i] = item{group: &group{dir: p.name(), title: p.title, items: append([]item{it}, behind...), phaseOrder: noOrder}}
		}
	}
}
