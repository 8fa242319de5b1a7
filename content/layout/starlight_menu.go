package layout

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/layout/jsdata"
)

// maxMenuDepth is how deep groups in a sidebar may be nested.
const maxMenuDepth = 20

// A menu is a sidebar that is being turned into groups.
type menu struct {
	*starlightSite
	used map[*page]bool
	told map[string]bool // functions that are reported
}

// menu arranges the pages as the sidebar does, and after it the pages that the sidebar leaves out.
func (s *starlightSite) menu() *group {
	m := &menu{s, map[*page]bool{}, map[string]bool{}}
	root := &group{items: m.items(s.sidebar, 0)}
	if home := s.bySlug[""]; home != nil && !m.used[home] {
		m.used[home] = true
		root.items = slices.Insert(root.items, 0, item{page: home})
	}
	unlisted := beside(root, m.unused())
	m.tellUnlistedLast(unlisted)
	rest := s.byFrontMatter(unlisted)
	if rest.title == "" {
		root.items = append(root.items, rest.items...)
	} else {
		root.items = append(root.items, item{group: rest})
	}
	return root
}

// unused returns the pages that the menu does not have.
func (m *menu) unused() []*page {
	var rest []*page
	for _, p := range m.pages {
		if !m.used[p] {
			rest = append(rest, p)
		}
	}
	return rest
}

// items reads an array of a sidebar: https://starlight.astro.build/reference/configuration/#sidebar
func (m *menu) items(array jsdata.Value, depth int) []item {
	if array.Kind != jsdata.Array {
		m.unread(array, "this part of the sidebar", "its pages come after the sidebar")
		return nil
	}
	if depth > maxMenuDepth {
		m.warn(array, "config-unread", fmt.Sprintf("the sidebar is nested deeper than %d levels", maxMenuDepth), "its pages come after the sidebar")
		return nil
	}
	var items []item
	for _, v := range array.Items {
		items = append(items, m.entry(v, depth)...)
	}
	return items
}

// entry reads one entry of a sidebar. One that leads to no page of the course becomes nothing, one without a label all
// that is in it.
func (m *menu) entry(v jsdata.Value, depth int) []item {
	for _, p := range v.Props {
		if p.Key == "" {
			m.unread(p.Value, "this part of the sidebar", "it is passed over")
		}
	}
	label := menuLabel(localized(v.Get("label"), m.info.language))
	if given, name, ok := handedOver(v); ok {
		m.unreadCall(v)
		v, label = given, cmp.Or(menuLabel(localized(given.Get("label"), m.info.language)), name)
	}
	switch {
	case v.Kind == jsdata.String:
		return m.page(v, v.String(), "")
	case v.Kind != jsdata.Object:
		m.unread(v, "this part of the sidebar", "its pages come after the sidebar")
	case v.Get("items").Kind != jsdata.Missing:
		return m.group(v, &group{title: label, items: m.items(v.Get("items"), depth+1)})
	case v.Get("autogenerate").Kind != jsdata.Missing:
		return m.group(v, m.generated(v, label))
	case v.Get("slug").Kind == jsdata.String:
		return m.page(v, v.Get("slug").String(), label)
	case v.Get("link").Kind == jsdata.String:
		return m.link(v, v.Get("link").String(), label)
	default:
		m.warn(v, "config-unread", "this entry of the sidebar leads nowhere", "it is passed over")
	}
	return nil
}

// handedOver returns the entry of a sidebar that an author's own function is called with, and a title from the name that
// it is called with, too: group('guides.gettingStarted', {items: […]}).
func handedOver(v jsdata.Value) (entry jsdata.Value, name string, ok bool) {
	if v.Kind != jsdata.Call {
		return v, "", false
	}
	for _, argument := range v.Items {
		switch argument.Kind {
		case jsdata.String:
			name = cmp.Or(name, argument.String())
		case jsdata.Object:
			if !ok {
				entry, ok = argument, true
			}
		}
	}
	name = name[strings.LastIndex(name, ".")+1:]
	return entry, humanize(camel.ReplaceAllString(name, "$1 $2")), ok
}

var camel = lazyregexp.New(`(\p{Ll})(\p{Lu})`)

// unreadCall reports a function the first time that it is called.
func (m *menu) unreadCall(v jsdata.Value) {
	if !m.told[v.Text] {
		m.told[v.Text] = true
		m.unread(v, "this part of the sidebar", "what it is called with, here and elsewhere, as if it stood there alone")
	}
}

// group returns the group as it is to stand in the menu.
func (m *menu) group(v jsdata.Value, g *group) []item {
	switch {
	case len(g.items) == 0:
		return nil
	case g.title == "":
		return g.items
	}
	g.Pos = m.config.Pos(v)
	return []item{{group: g}}
}

// generated makes a group of all pages in a folder.
func (m *menu) generated(v jsdata.Value, label string) *group {
	dir := strings.Trim(v.Get("autogenerate", "directory").String(), "/.")
	var pages []*page
	for _, p := range m.pages {
		hidden, _ := p.front().Get("sidebar", "hidden").Bool()
		if inside := dir == "" || strings.HasPrefix(p.key, dir+"/"); inside && !hidden && !m.used[p] {
			m.used[p] = true
			pages = append(pages, p)
		}
	}
	if len(pages) == 0 {
		m.warn(v, "page-missing", "there are no pages in "+dir, "it is left out")
	}
	root := folderTree(pages)
	root.walk(phases)
	root.sort(sidebarRule)
	for dir != "" && root.dir != dir && len(root.items) == 1 && root.items[0].group != nil {
		root = root.items[0].group
	}
	return &group{title: label, dir: dir, items: root.items}
}

// page returns the page of that address.
func (m *menu) page(v jsdata.Value, slug, label string) []item {
	slug = cleanSlug(slug)
	p := m.bySlug[slug]
	switch {
	case p == nil && m.unfinished[slug]:
		return nil
	case p == nil:
		m.report.Report(diag.Diagnostic{
			Pos: m.config.Pos(v), Severity: diag.Error, Code: "page-missing",
			Message: fmt.Sprintf("there is no page %q", slug), Instead: "it is left out",
			Hint: diag.DidYouMean(slug, slices.Sorted(maps.Keys(m.bySlug))),
		})
		return nil
	case m.used[p]:
		m.report.Report(diag.Diagnostic{
			Pos: m.config.Pos(v), Severity: diag.Note, Code: "page-repeated",
			Message: fmt.Sprintf("the sidebar already has the page %q", slug), Instead: "it stays in the first place",
		})
		return nil
	}
	m.used[p] = true
	if label != "" {
		p.label = label
	}
	return []item{{page: p}}
}

// scheme is the start of an address on another site: "https:", "mailto:".
var scheme = lazyregexp.New(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// link returns the page at the end of a link, if it is one of the course's.
func (m *menu) link(v jsdata.Value, link, label string) []item {
	inside := !strings.HasPrefix(link, "//") && !scheme.MatchString(link) // the slash at its start may be left out
	address, _, _ := strings.Cut(link, "#")
	address, _, _ = strings.Cut(address, "?")
	address = strings.TrimPrefix(address, m.info.base)
	slug := cleanSlug(address)
	if m.locale != "" {
		slug = strings.TrimPrefix(strings.TrimPrefix(slug, m.locale), "/")
	}
	if inside && (m.bySlug[slug] != nil || m.unfinished[slug]) {
		return m.page(v, slug, label)
	}
	m.report.Report(diag.Diagnostic{
		Pos: m.config.Pos(v), Severity: diag.Note, Code: "navigation-link",
		Message: fmt.Sprintf("the sidebar links to %s, which is not a page of the course", link), Instead: "the link is left out",
	})
	return nil
}

// unread reports a value that would have to be run.
func (s *starlightSite) unread(v jsdata.Value, what, instead string) {
	s.warn(v, "config-unread", what+" is "+v.What()+", which is not data", instead)
}

func (s *starlightSite) warn(v jsdata.Value, code, message, instead string) {
	s.report.Report(diag.Diagnostic{
		Pos: s.config.Pos(v), Severity: diag.Warning, Code: code, Message: message, Instead: instead,
	})
}

// localized returns a text that may be given in several languages: {en: "Home", fr: "Accueil"}.
func localized(v jsdata.Value, language string) string {
	if v.Kind != jsdata.Object {
		return v.String()
	}
	if s := v.Get(language).String(); s != "" || len(v.Props) == 0 {
		return s
	}
	return v.Props[0].Value.String()
}

// menuLabel puts a label on one line. Of several, the first names what the others tell: "Phase 1\nFoundations" is
// "Phase 1: Foundations".
func menuLabel(s string) string {
	var label string
	for line := range strings.Lines(s) {
		line = strings.Join(strings.Fields(line), " ")
		switch {
		case line == "":
		case label == "":
			label = line
		case strings.ContainsAny(label[len(label)-1:], ":.,;?!-"):
			label += " " + line
		default:
			label += ": " + line
		}
	}
	return label
}
