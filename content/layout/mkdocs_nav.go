package layout

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// A mkdocsNav makes the entries of a navigation, whose links are paths below the folder of the pages.
type mkdocsNav struct {
	*mkdocsSite
	literate string // the name of the files that give a folder its navigation in Markdown, "" if there are none
	folder   string // the same in YAML
	rest     []*restEntry
	claimed  map[string]bool // pages and folders that entries name
}

// A restEntry stands for what no other entry names.
type restEntry struct {
	*navEntry
	within string // a folder
	glob   string // that names must match, "" if any
	flat   bool   // without the folders that pages are in
}

// restMark is how the rest is written: https://lukasgeiter.github.io/mkdocs-awesome-nav/
const restMark = "..."

// navigation returns the entries of the site's navigation.
func (m *mkdocsSite) navigation() []*navEntry {
	n := &mkdocsNav{mkdocsSite: m, claimed: map[string]bool{}}
	if options, ok := m.plugin("literate-nav"); ok {
		n.literate = setting(options.Get("nav_file"), summaryFile)
	}
	if options, ok := m.plugin("awesome-pages", "awesome-nav"); ok {
		n.folder = setting(options.Get("filename"), ".pages")
		if _, ok := m.plugin("awesome-nav"); ok {
			n.folder = setting(options.Get("filename"), ".nav.yml")
		}
	}
	nav := m.config.First("nav", "pages")
	if translated := m.i18n.language.Get("nav"); translated.Exists() {
		nav = translated
	}
	var entries []*navEntry
	switch {
	case n.literate != "" && n.has(n.literate), !nav.Exists():
		entries = n.inFolder("", 0)
	default:
		entries = n.list(nav, "", 0)
	}
	n.fill()
	m.translateTitles(entries)
	return entries
}

func (n *mkdocsNav) has(key string) bool { return exists(n.in.FS, n.beside(key)) }

// list reads a list of entries whose paths start from folder dir.
func (n *mkdocsNav) list(v source.Value, dir string, depth int) []*navEntry {
	if depth > maxMenuDepth {
		n.report.Report(diag.Diagnostic{
			Pos: v.Pos, Severity: diag.Warning, Code: "config-unread", Message: "this part of the navigation is nested too deeply",
			Instead: "it is left out",
		})
		return nil
	}
	var entries []*navEntry
	for _, item := range v.List() {
		if !item.IsMap() {
			entries = append(entries, n.named(item, "", dir, depth)...)
			continue
		}
		if glob := item.Get("glob"); glob.Exists() {
			entries = append(entries, n.named(glob, "", dir, depth)...)
			continue
		}
		for _, title := range item.Keys() {
			inner := item.Get(title)
			if inner.String() != "" {
				entries = append(entries, n.named(inner, title, dir, depth)...)
				continue
			}
			entries = append(entries, &navEntry{Pos: item.Pos, title: title, listed: true, entries: n.list(inner, dir, depth+1)})
		}
	}
	return entries
}

// named returns the entries that a name means: a page, a folder, several by a pattern, or the rest.
func (n *mkdocsNav) named(v source.Value, title, dir string, depth int) []*navEntry {
	name := v.String()
	key := path.Join(dir, name)
	e := &navEntry{Pos: v.Pos, title: title, link: name, listed: true}
	switch {
	case strings.Contains(name, ":"):
		return []*navEntry{e}
	case strings.HasPrefix(name, restMark):
		e.link = ""
		rest := &restEntry{navEntry: e, within: dir}
		for part := range strings.SplitSeq(strings.TrimPrefix(name, restMark), "|") {
			switch part = strings.TrimSpace(part); part {
			case "flat":
				rest.flat = true
			default:
				rest.glob = strings.TrimPrefix(part, "glob=")
			}
		}
		n.rest = append(n.rest, rest)
		return []*navEntry{e}
	case strings.ContainsAny(name, "*?[") && !n.has(key):
		e.link = ""
		n.rest = append(n.rest, &restEntry{navEntry: e, within: dir, glob: strings.TrimSuffix(name, "/")})
		return []*navEntry{e}
	}
	n.claimed[key] = true
	if slices.ContainsFunc(n.keys, func(page string) bool { return strings.HasPrefix(page, key+"/") }) {
		return n.section(e, key, depth)
	}
	e.link = address(n.file(key))
	return []*navEntry{e}
}

// address writes a path as a link.
func address(file string) string { return (&url.URL{Path: file}).String() }

// section makes of e the entry of a folder.
func (n *mkdocsNav) section(e *navEntry, dir string, depth int) []*navEntry {
	e.link = ""
	config := n.folderConfig(dir)
	if e.title == "" {
		e.title = setting(config.Get("title"), humanize(path.Base(dir)))
	}
	e.entries = n.inFolder(dir, depth+1)
	if collapse, _ := config.First("collapse", "flatten_single_child_sections").Bool(); collapse && len(e.entries) == 1 {
		return e.entries
	}
	return []*navEntry{e}
}

func (n *mkdocsNav) folderConfig(dir string) source.Value {
	if n.folder == "" {
		return source.Value{}
	}
	return readConfig(n.in.FS, n.beside(path.Join(dir, n.folder)), n.report)
}

// inFolder returns the entries of what is in a folder, in the order that a file in it gives or else in that of MkDocs.
func (n *mkdocsNav) inFolder(dir string, depth int) []*navEntry {
	if depth > maxMenuDepth {
		return nil
	}
	if file := path.Join(dir, n.literate); n.literate != "" && n.has(file) {
		n.claimed[file] = true
		text := source.ReadText(n.in.FS, n.beside(file), n.in.Limits, n.report)
		return n.literal(readNav(text), dir, depth)
	}
	config := n.folderConfig(dir)
	nav := config.First("nav", "arrange")
	entries := n.list(nav, dir, depth)
	more, _ := config.Get("append_unmatched").Bool()
	if !nav.Exists() || more {
		e := &navEntry{Pos: config.Pos, listed: true}
		n.rest = append(n.rest, &restEntry{navEntry: e, within: dir})
		entries = append(entries, e)
	}
	return entries
}

// literal turns the links of a navigation in Markdown into entries.
// https://oprypin.github.io/mkdocs-literate-nav/reference.html
func (n *mkdocsNav) literal(read []*navEntry, dir string, depth int) []*navEntry {
	var entries []*navEntry
	for _, e := range read {
		if e.heading > 0 || !e.listed {
			continue
		}
		e.entries = n.literal(e.entries, dir, depth+1)
		name := e.link
		if strings.Contains(e.text, "*") && len(e.entries) == 0 {
			name, e.title = e.text, ""
		}
		if name == "" {
			entries = append(entries, e)
			continue
		}
		for _, made := range n.named(source.Scalar(e.Pos, name), e.title, dir, depth) {
			made.entries = append(made.entries, e.entries...)
			entries = append(entries, made)
		}
	}
	return entries
}

// fill puts what no entry names in the places for it, the deeper folders first.
func (n *mkdocsNav) fill() {
	for i := 0; i < len(n.rest); i++ { // filling a place may bring further ones
		rest := n.rest[i]
		rest.entries = n.remaining(rest)
	}
}

// remaining returns what a place for the rest gets: pages of its folder, then the folders in it.
func (n *mkdocsNav) remaining(rest *restEntry) []*navEntry {
	glob := globRegexp("/" + rest.glob)
	prefix := ""
	if rest.within != "" {
		prefix = rest.within + "/"
	}
	var entries []*navEntry
	seen := map[string]bool{}
	for _, key := range n.keys {
		below, ok := strings.CutPrefix(key, prefix)
		if !ok || n.claimed[key] || n.inClaimed(key, rest.within) {
			continue
		}
		name, _, inside := strings.Cut(below, "/")
		if inside && (rest.flat || strings.Contains(rest.glob, "/")) {
			name, inside = below, false
		}
		if seen[name] || rest.glob != "" && (glob == nil || !glob.MatchString(name)) {
			continue
		}
		seen[name] = true
		child := path.Join(rest.within, name)
		n.claimed[child] = true
		e := &navEntry{Pos: rest.Pos, listed: true}
		switch hide, _ := n.hidden(child, inside).Bool(); {
		case hide:
		case inside:
			entries = append(entries, n.section(e, child, 0)...)
		default:
			e.link = address(n.file(key))
			entries = append(entries, e)
		}
	}
	if order := n.folderConfig(rest.within).First("order"); strings.EqualFold(order.String(), "desc") {
		slices.Reverse(entries)
	}
	return entries
}

func (n *mkdocsNav) hidden(dir string, isFolder bool) source.Value {
	if !isFolder {
		return source.Value{}
	}
	return n.folderConfig(dir).Get("hide")
}

// inClaimed reports whether an entry names a folder between that of the rest and the page.
func (n *mkdocsNav) inClaimed(key, within string) bool {
	for dir := parent(key); dir != "" && dir != within; dir = parent(dir) {
		if n.claimed[dir] {
			return true
		}
	}
	return false
}
