package layout

import (
	"cmp"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/content/bib"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
	"coursepack/content/template"
)

// Sphinx reads courses whose pages themselves list what comes below them, in directives called toctree: those made with
// Sphinx and MyST, and books made with d2lbook, which writes toc.
// https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-toctree
// https://book.d2l.ai/user/markdown.html#table-of-contents
//
// Order: that of the directives, from index.md or index.rst on, which is the front page.
//
// Shape: that of Toctree. The caption of a list makes a part of it.
func Sphinx() source.Layout { return sphinx{} }

type sphinx struct{}

func (sphinx) Name() string { return "sphinx" }

func (sphinx) About() string {
	return "Sphinx with MyST, and d2lbook: conf.py or config.ini and lists in index.md"
}

// sphinxConfigs are the settings that tell a site, and what lists its pages.
var sphinxConfigs = []string{"conf.py", "config.ini"}

func (sphinx) Detect(fsys fs.FS) (reason string, ok bool) {
	config, index := findSphinx(fsys)
	return "it has " + config + " and lists of pages in " + index, index != ""
}

// findSphinx returns the settings that are least deep and have a page beside them that lists others.
func findSphinx(fsys fs.FS) (config, index string) {
	for _, config := range filesNamed(fsys, sphinxConfigs) {
		for _, ext := range []string{".md", ".rst"} {
			if index := path.Join(path.Dir(config), "index"+ext); exists(fsys, index) && listsMarkdown(fsys, index) {
				return config, index
			}
		}
	}
	return "", ""
}

// listsMarkdown reports whether a page lists a page of Markdown or a notebook.
func listsMarkdown(fsys fs.FS, index string) bool {
	t := source.ReadText(fsys, index, source.Limits{}, &diag.List{})
	for _, list := range readTocLists(t) {
		for _, e := range list.entries {
			if name := listedFile(fsys, path.Dir(index), e.target); isPageOrNotebook(name) {
				return true
			}
		}
	}
	return false
}

// listedFile returns the file of the page that a list calls by a name, which may lack the extension. The name starts in
// dir. A file that is not there has the name alone.
func listedFile(fsys fs.FS, dir, name string) string {
	for _, ext := range []string{"", ".md", ".ipynb", ".rst", ".markdown", ".txt"} {
		file := path.Join(dir, name+ext)
		if info, err := fs.Stat(fsys, file); err == nil && !info.IsDir() {
			return file
		}
	}
	return path.Join(dir, name)
}

func (sphinx) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	config, index := findSphinx(in.FS)
	if index == "" {
		return nil, ErrNoLessons
	}
	b := &book{in: in, report: report, dialect: source.MyST}
	settings := assignments(source.ReadText(in.FS, config, configLimits, report).Data)
	s := &sphinxSite{summary: b.summary(index), listed: map[string]bool{index: true}}
	info := siteInfo{
		title: headingText(settings.text("html_title", "title", "project")), language: settings.text("language", "lang"),
		roots: []string{s.root}, host: hostOf(settings.text("html_baseurl")),
	}
	if author := settings.text("author"); author != "" {
		info.authors = []content.Person{{Name: author}}
	}
	if path.Base(config) == "config.ini" {
		b.dialect = source.D2LBook
		info.expander = template.D2LBook()
	} else {
		info.expander = template.Myst(in.FS, in.Limits, s.root, source.Value{})
	}
	entries := s.entries(index)
	if isPage(index) {
		s.front = index
		entries = append([]*navEntry{{Pos: diag.Pos{File: index}, link: s.link(index), linked: true, listed: true}}, entries...)
	}
	root := &group{items: s.items(entries)}
	for _, p := range s.used {
		p.urls = []string{"/" + strings.TrimSuffix(p.key, path.Ext(p.key)) + ".html"}
	}
	s.unlisted(s.root)
	outline, err := s.outline(root, s.takeFront(root), isBookLesson, info)
	if err != nil {
		return nil, err
	}
	w := workLists{book: b, read: map[string]bool{}}
	for _, file := range append(settings["bibtex_bibfiles"], settings["bibfile"]...) {
		if file = path.Join(s.root, file); exists(in.FS, file) {
			w.file(file)
		}
	}
	outline.Works = bib.Sort(w.works)
	return outline, nil
}

// A sphinxSite is what the layout knows of one course.
type sphinxSite struct {
	*summary
	listed map[string]bool // pages whose lists have been read, or are being
}

// link is the address that a page has in the entries of a table.
func (s *sphinxSite) link(file string) string {
	return (&url.URL{Path: "/" + s.key(file)}).String()
}

// entries reads what a page lists.
func (s *sphinxSite) entries(file string) []*navEntry {
	var entries []*navEntry
	t := source.ReadText(s.in.FS, file, s.in.Limits, &diag.List{})
	for _, list := range readTocLists(t) {
		var inside []*navEntry
		for _, e := range list.entries {
			inside = append(inside, s.entry(file, e, list.glob)...)
		}
		if list.reversed {
			slices.Reverse(inside)
		}
		if list.caption != "" {
			inside = []*navEntry{{Pos: list.Pos, title: headingText(list.caption), listed: true, entries: inside}}
		}
		entries = append(entries, inside...)
	}
	return entries
}

// entry makes entries of one line of a list: a page with what it lists itself, an address, or the pages of a pattern.
func (s *sphinxSite) entry(by string, e tocEntry, glob bool) []*navEntry {
	dir := path.Dir(by)
	target := strings.TrimPrefix(e.target, "/")
	if target != e.target {
		dir = s.root
	}
	switch {
	case e.target == "self":
		return nil
	case strings.Contains(e.target, "://"):
		return []*navEntry{{Pos: e.Pos, title: headingText(e.title), link: e.target, linked: true, listed: true}}
	case glob && strings.ContainsAny(target, "*?["):
		return s.matching(dir, tocEntry{Pos: e.Pos, target: target})
	}
	file := listedFile(s.in.FS, dir, target)
	entry := &navEntry{Pos: e.Pos, title: headingText(e.title), listed: true}
	if strings.HasSuffix(file, ".rst") {
		s.report.Report(diag.Diagnostic{
			Pos: e.Pos, Severity: diag.Error, Code: "page-other-language", Message: file + " is reStructuredText, which is not read",
			Instead: "it is left out",
		})
		entry.title = cmp.Or(entry.title, underlinedHeading(source.ReadText(s.in.FS, file, s.in.Limits, &diag.List{}).Data))
	} else {
		entry.link, entry.linked = s.link(file), true
	}
	if !s.listed[file] {
		s.listed[file] = true
		if exists(s.in.FS, file) {
			entry.entries = s.entries(file)
		}
	}
	return []*navEntry{entry}
}

// matching makes entries of the pages whose names match a pattern and that nothing has listed before.
func (s *sphinxSite) matching(dir string, e tocEntry) []*navEntry {
	var entries []*navEntry
	found, _ := fs.Glob(s.in.FS, path.Join(dir, e.target))
	slices.SortFunc(found, compareNatural)
	for _, file := range found {
		name := strings.TrimSuffix(file, path.Ext(file))
		if isPageOrNotebook(file) || strings.HasSuffix(file, ".rst") || listedFile(s.in.FS, file, "index") != path.Join(file, "index") {
			if !s.listed[file] {
				entries = append(entries, s.entry(file, tocEntry{Pos: e.Pos, target: "/" + s.key(name)}, false)...)
			}
		}
	}
	return entries
}

// A tocList is a directive that lists pages.
type tocList struct {
	diag.Pos
	caption        string
	glob, reversed bool
	entries        []tocEntry
}

type tocEntry struct {
	diag.Pos
	title, target string
}

var (
	tocFence    = lazyregexp.New("^[ \t]*(`{3,}|~{3,}|:{3,})[ \t]*(?:\\{toctree\\}|toc)[ \t]*$")
	tocRST      = lazyregexp.New(`^([ \t]*)\.\.[ \t]+toctree::[ \t]*$`)
	tocOption   = lazyregexp.New(`^:([\w-]+):[ \t]*(.*)$`)
	tocTitled   = lazyregexp.New(`^(.*\S)\s*<([^<>]+)>$`)
	otherFence  = lazyregexp.New("^[ \t]*(`{3,}|~{3,})(.*)$")
	headingRule = lazyregexp.New(`^(?:=+|-+|\*+|#+|~+|\^+)$`)
)

// readTocLists returns the lists of pages in a text of MyST or of reStructuredText.
func readTocLists(t *source.Text) []tocList {
	var lists []tocList
	var open *tocList
	var closes func(line string) bool
	code, evaluated, offset := "", false, 0 // code is the fence that is open and holds no list
	for line := range strings.Lines(string(t.Data)) {
		at := offset
		offset += len(line)
		line = strings.TrimRight(line, "\n")
		if open != nil {
			if !closes(line) {
				open.line(t, at, line)
				continue
			}
			lists, open = append(lists, *open), nil
			if fenceRun(line) != "" {
				continue
			}
		}
		m := tocFence.FindStringSubmatch(line)
		rst := tocRST.FindStringSubmatch(line)
		switch {
		case code == "" && m != nil:
			open, closes = &tocList{Pos: t.Pos(at)}, func(s string) bool { return strings.HasPrefix(fenceRun(s), m[1]) }
		case rst != nil && (code == "" || evaluated): // what {eval-rst} evaluates is reStructuredText
			open, closes = &tocList{Pos: t.Pos(at)}, func(s string) bool {
				return strings.TrimSpace(s) != "" && len(s)-len(strings.TrimLeft(s, " \t")) <= len(rst[1])
			}
		case code != "":
			if run := fenceRun(line); run != "" && strings.HasPrefix(run, code) {
				code = ""
			}
		default:
			if m := otherFence.FindStringSubmatch(line); m != nil {
				code, evaluated = m[1], strings.Contains(m[2], "eval")
			}
		}
	}
	if open != nil {
		lists = append(lists, *open)
	}
	return lists
}

// fenceRun returns the marks of a line that closes a fence, "" if it closes none.
func fenceRun(line string) string {
	line = strings.TrimSpace(line)
	if len(line) < 3 || !strings.ContainsAny(line[:1], "`~:") || strings.Trim(line, line[:1]) != "" {
		return ""
	}
	return line
}

// line reads a line of a list.
func (l *tocList) line(t *source.Text, offset int, line string) {
	text := strings.TrimSpace(line)
	pos := t.Pos(offset + strings.Index(line, text))
	switch m := tocOption.FindStringSubmatch(text); {
	case text == "", strings.HasPrefix(text, ".. "), text == "---", !utf8.ValidString(text):
	case m != nil && m[1] == "caption":
		l.caption = m[2]
	case m != nil:
		l.glob = l.glob || m[1] == "glob"
		l.reversed = l.reversed || m[1] == "reversed"
	default:
		e := tocEntry{Pos: pos, target: text}
		if m := tocTitled.FindStringSubmatch(text); m != nil {
			e.title, e.target = m[1], m[2]
		}
		l.entries = append(l.entries, e)
	}
}

// underlinedHeading returns the first heading of a text of reStructuredText.
func underlinedHeading(data []byte) string {
	before := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if headingRule.MatchString(line) && before != "" && !headingRule.MatchString(before) {
			return before
		}
		before = line
	}
	return ""
}

// settings are the values that a file of Python or an INI file gives names, if they are written out: texts, and lists
// of texts.
type settings map[string][]string

var (
	assignment = lazyregexp.New(`(?m)^([A-Za-z_]\w*)[ \t]*=[ \t]*(?:["']([^"'\n]*)["']|\[([^\[\]]*)\]|([^\s"'\[({][^\n]*?))[ \t]*(?:#.*)?$`)
	iniSection = lazyregexp.New(`(?m)^\[\w+\][ \t]*$`)
	quotedText = lazyregexp.New(`["']([^"'\n]+)["']`)
)

// text returns the first text that one of the names has.
func (s settings) text(names ...string) string {
	for _, name := range names {
		if values := s[name]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// assignments reads settings. In Python, what is not written out is passed over, unless it is a name that has a value.
func assignments(data []byte) settings {
	found := settings{}
	ini := iniSection.Match(data)
	for _, m := range assignment.FindAllStringSubmatch(string(data), -1) {
		name, text, list, other := m[1], m[2], m[3], m[4]
		switch {
		case list != "":
			for _, q := range quotedText.FindAllStringSubmatch(list, -1) {
				found[name] = append(found[name], q[1])
			}
		case found[name] != nil:
		case text != "" || other != "" && ini:
			found[name] = []string{text + other}
		case found[other] != nil:
			found[name] = found[other]
		}
	}
	return found
}
