package layout

import (
	"cmp"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/source"
)

// byFrontMatter arranges pages by their folders and orders them by their front matter.
func (s *starlightSite) byFrontMatter(pages []*page) *group {
	root := folderTree(pages)
	root.walk(phases)
	root.sort(sidebarRule)
	var home []item
	if len(root.items) > 0 && root.items[0].page != nil && root.items[0].page == s.bySlug[""] {
		home, root.items = root.items[:1:1], root.items[1:]
	}
	root = root.inward()
	return &group{title: root.title, dir: root.dir, items: slices.Concat(home, root.items)}
}

// sidebarRule orders a folder. If there are lessons in it that say their order, that is theirs, and pages come before
// them; else it is the order that Starlight gives.
func sidebarRule(g *group) compareFunc {
	if !slices.ContainsFunc(g.items, func(it item) bool { return it.group != nil && lessonOrder(it.group) < noOrder }) {
		return compareSidebar
	}
	return func(a, b item) int {
		switch {
		case (a.page != nil) != (b.page != nil):
			return first(a.page != nil)
		case a.page != nil:
			return compareSidebar(a, b)
		}
		return cmp.Or(
			cmp.Compare(a.group.phaseOrder, b.group.phaseOrder),
			cmp.Compare(lessonOrder(a.group), lessonOrder(b.group)),
			compareSidebar(a, b),
		)
	}
}

// compareSidebar orders as Starlight does: by sidebar.order, then by address. Between the two it puts kinds of parts in
// the order in which they are taken.
func compareSidebar(a, b item) int {
	return cmp.Or(
		cmp.Compare(sidebarOrder(a), sidebarOrder(b)),
		cmp.Compare(itemRank(a), itemRank(b)),
		strings.Compare(sortKey(a), sortKey(b)),
	)
}

func itemRank(it item) int {
	if it.page != nil {
		return kindRank(it.page.kind)
	}
	return kindRank(content.KindPage)
}

// sidebarOrder is that of a page, or the lowest in a folder.
func sidebarOrder(it item) float64 {
	if it.page != nil {
		return it.page.order
	}
	lowest := noOrder
	it.group.walk(func(g *group) {
		for _, p := range g.pages() {
			lowest = min(lowest, p.order)
		}
	})
	return lowest
}

// sortKey is the address without the index at its end, so that an index page comes first in its folder.
func sortKey(it item) string {
	if it.page != nil {
		return astroSlug(it.page.key)
	}
	return it.group.key()
}

// lessonOrder is the lowest order of the lessons in a folder, or their order in a phase if they have no other.
func lessonOrder(g *group) float64 {
	lowest := noOrder
	g.walk(func(g *group) {
		for _, key := range []string{"order", "phase_order"} {
			if order, ok := g.lessonFront(key).Float(); ok {
				lowest = min(lowest, order)
				break
			}
		}
	})
	return lowest
}

// lessonFront is what the pages of a lesson's folder say under key, the brief first.
func (g *group) lessonFront(key string) source.Value {
	var found source.Value
	for _, p := range g.pages() {
		if v := p.front().Get(key); v.Exists() && (!found.Exists() || p.kind == content.KindBrief) {
			found = v
		}
	}
	return found
}

// phases puts the lessons of a folder that name a phase into a group for each phase.
func phases(g *group) {
	if g.phase {
		return
	}
	byName := map[string]*group{}
	orders := map[string][]float64{}
	var items []item
	for _, it := range g.items {
		name := ""
		if it.group != nil && it.group.hasArtifacts() {
			name = it.group.lessonFront("phase").String()
		}
		if name == "" {
			items = append(items, it)
			continue
		}
		phase := byName[name]
		if phase == nil {
			phase = &group{title: humanize(name), phase: true, phaseOrder: noOrder}
			byName[name] = phase
			items = append(items, item{group: phase})
		}
		phase.items = append(phase.items, it)
		order, ok := it.group.lessonFront("phase_order").Float()
		if !ok {
			order = noOrder
		}
		orders[name] = append(orders[name], order)
	}
	g.items = items
	if phasesInOrder(orders) {
		for name, phase := range byName {
			phase.phaseOrder = orders[name][0]
		}
	}
}

// phasesInOrder reports whether phase_order numbers the phases, not the lessons in each: all lessons of a phase have the
// same, and no two phases have.
func phasesInOrder(orders map[string][]float64) bool {
	seen := map[float64]bool{}
	for _, list := range orders {
		if list[0] == noOrder || seen[list[0]] || slices.ContainsFunc(list, func(o float64) bool { return o != list[0] }) {
			return false
		}
		seen[list[0]] = true
	}
	return true
}
