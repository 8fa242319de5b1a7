package layout

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// settle gives sections the titles of their own pages, takes out such pages without text, and puts bundles beside the
// other pages.
func (h *hugoSite) settle(g *group) {
	for i, it := range g.items {
		if it.group == nil {
			continue
		}
		h.settle(it.group)
		if only := it.group.items; len(only) == 1 && only[0].page != nil && stem(only[0].page.key) == "index" {
			g.items[i] = only[0]
		}
	}
	for i, it := range g.items {
		if it.page == nil || stem(it.page.key) != "_index" {
			continue
		}
		h.sections[g] = it.page
		g.title = cmp.Or(it.page.label, it.page.title)
		if parent(it.page.key) == "" || strings.TrimSpace(string(it.page.doc.Text.Data)) == "" {
			g.items = slices.Delete(g.items, i, i+1)
		}
		break
	}
	if own := h.sections[g]; own != nil && g.dir == "" && strings.TrimSpace(string(own.doc.Text.Data)) == "" {
		delete(h.sections, g)
	}
	g.withoutEmpty()
}

// compare orders pages and sections as Hugo does: https://gohugo.io/quick-reference/page-collections/#sort
func (h *hugoSite) compare(a, b item) int {
	p, q := h.pageOf(a), h.pageOf(b)
	if isSection := func(it item) bool { return it.page != nil && stem(it.page.key) == "_index" }; isSection(a) != isSection(b) {
		return first(isSection(a))
	}
	return cmp.Or(
		cmp.Compare(orderOf(p), orderOf(q)),
		dateOf(q).Compare(dateOf(p)),
		compareNatural(titleOf(a, p), titleOf(b, q)),
		compareNatural(a.key(), b.key()),
	)
}

// pageOf returns a page, or that of a section, nil if it has none.
func (h *hugoSite) pageOf(it item) *page {
	if it.page != nil {
		return it.page
	}
	return h.sections[it.group]
}

func orderOf(p *page) float64 {
	if p == nil {
		return noOrder
	}
	return p.order
}

func dateOf(p *page) time.Time {
	if p == nil {
		return time.Time{}
	}
	t, _ := p.front().First("date", "publishDate").Time()
	return t
}

func titleOf(it item, p *page) string {
	if p == nil {
		return it.group.title
	}
	return cmp.Or(p.label, p.title)
}
