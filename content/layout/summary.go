package layout

import (
	"cmp"
	"errors"
	"io/fs"
	"net/url"
	"path"
	"strconv"
	"strings"

	"coursepack/content/diag"
)

// A summary makes groups of the pages that a SUMMARY.md lists.
type summary struct {
	*book
	file  string           // SUMMARY.md, below the source folder
	root  string           // the folder of the pages
	used  map[string]*page // pages that are listed, by their paths
	first *page            // the one that is listed first
	front string           // the file that is the front page whatever it is called; "" if the site does not say
}

func (b *book) summary(file string) *summary {
	return &summary{book: b, file: file, root: path.Dir(file), used: map[string]*page{}}
}

// parts arranges the chapters. A heading of one of the levels up to deepest opens a part, unless it is the first of all
// entries and of the first level, which is the title of the list. Links outside of lists close a part.
func (s *summary) parts(entries []*navEntry, deepest int) *group {
	root := &group{}
	part := root
	for i, e := range entries {
		switch {
		case e.heading > 0 && (e.heading > deepest || i == 0 && e.heading == 1):
			continue
		case e.heading > 0:
			part = &group{Pos: e.Pos, title: e.title, phaseOrder: noOrder}
			root.items = append(root.items, item{group: part})
			continue
		case !e.listed:
			part = root
		}
		part.items = append(part.items, s.entry(e)...)
	}
	return root.withoutEmpty()
}

// items makes items of a list. An entry with entries inside becomes a group that its own page is the first of.
func (s *summary) items(entries []*navEntry) []item {
	var items []item
	for _, e := range entries {
		items = append(items, s.entry(e)...)
	}
	return items
}

func (s *summary) entry(e *navEntry) []item {
	p := s.page(e)
	g := &group{Pos: e.Pos, title: e.title, phaseOrder: noOrder}
	if p != nil {
		g.dir, g.title = p.name(), cmp.Or(e.title, p.title)
		g.items = []item{{page: p}}
	}
	g.items = append(g.items, s.items(e.entries)...)
	switch {
	case len(g.items) == 0:
		return nil
	case p != nil && len(g.items) == 1, g.title == "":
		return g.items
	}
	return []item{{group: g}}
}

// page reads the page that an entry leads to, nil if there is none.
func (s *summary) page(e *navEntry) *page {
	if e.link == "" {
		if e.linked {
			s.tell(e, diag.Note, "chapter-draft", "the chapter "+strconv.Quote(e.title)+" has no page yet", s.without(e), "")
		}
		return nil
	}
	address, err := url.Parse(e.link)
	if err != nil || address.Scheme != "" || address.Host != "" {
		s.tell(e, diag.Note, "navigation-link", path.Base(s.file)+" links to "+e.link+", which is not a page of the course", s.without(e), "")
		return nil
	}
	file := path.Join(path.Dir(s.file), address.Path)
	if strings.HasPrefix(address.Path, "/") {
		file = path.Join(s.root, address.Path)
	}
	info, err := fs.Stat(s.in.FS, file)
	if err == nil && info.IsDir() {
		file = path.Join(file, "README.md")
		info, err = fs.Stat(s.in.FS, file)
	}
	if found := s.inAnyCase(file); errors.Is(err, fs.ErrNotExist) && found != "" {
		s.tell(e, diag.Note, "file-letter-case", strconv.Quote(file)+" has other capital letters than the file", "the file "+found, "")
		file = found
		info, err = fs.Stat(s.in.FS, file)
	}
	switch p := s.used[file]; {
	case p != nil && address.Fragment != "":
		return nil // a section of the page
	case p != nil:
		s.tell(e, diag.Note, "page-repeated", path.Base(s.file)+" already has the page "+strconv.Quote(e.link), "it stays in the first place", "")
		return nil
	}
	if err != nil || info.IsDir() || !isPageOrNotebook(file) {
		s.tell(e, diag.Error, "page-missing", "there is no page "+strconv.Quote(file), s.without(e), s.nearest(file))
		return nil
	}
	p, finished := s.read(file, s.key(file))
	s.used[file] = p
	if !finished {
		return nil
	}
	s.name(p, e)
	if s.first == nil {
		s.first = p
	}
	return p
}

// key is the path of a file below the folder of the pages.
func (s *summary) key(file string) string {
	return strings.TrimPrefix(file, strings.TrimPrefix(s.root+"/", "./"))
}

// inAnyCase returns the one page of a folder that has the name of a file where the case of letters does not count, "" if
// there is none or a choice.
func (s *summary) inAnyCase(file string) string {
	entries, _ := fs.ReadDir(s.in.FS, path.Dir(file))
	found := ""
	for _, e := range entries {
		switch {
		case !strings.EqualFold(e.Name(), path.Base(file)):
		case found != "":
			return ""
		default:
			found = path.Join(path.Dir(file), e.Name())
		}
	}
	return found
}

// nearest names, for a hint, the page of the same folder whose name is most like that of a file.
func (s *summary) nearest(file string) string {
	entries, _ := fs.ReadDir(s.in.FS, path.Dir(file))
	var names []string
	for _, e := range entries {
		if isPage(e.Name()) {
			names = append(names, e.Name())
		}
	}
	if near, ok := diag.Nearest(path.Base(file), names); ok {
		return "did you mean " + path.Join(path.Dir(file), near) + "?"
	}
	return ""
}

// name gives a page the title of its entry if it has none of its own, else a label for menus, unless that is a number only.
func (s *summary) name(p *page, e *navEntry) {
	switch {
	case e.title == "":
	case !hasOwnTitle(p):
		p.title = e.title
	case p.label == "" && e.title != p.title && strings.Trim(e.title, "0123456789.") != "":
		p.label = e.title
	}
}

// without says what comes of an entry without its page.
func (s *summary) without(e *navEntry) string {
	if len(e.entries) > 0 {
		return "only a title for what is in it"
	}
	return "it is left out"
}

func (s *summary) tell(e *navEntry, severity diag.Severity, code, message, instead, hint string) {
	s.report.Report(diag.Diagnostic{
		Pos: e.Pos, Severity: severity, Code: code, Message: message, Instead: instead, Hint: hint,
	})
}

// unlisted reports the pages below a folder that the list does not have, which its site does not show either.
func (s *summary) unlisted(dir string) {
	s.onlyListed = true
	for _, file := range filesOf(s.in.FS, dir, isPageOrNotebook, skipped, s.report) {
		if s.used[file] == nil && file != s.file {
			s.tellUnlisted(file, s.file+" does not have this page", "it is no page of its own, as on the site")
		}
	}
}

// bookFront takes the first chapter out of the book if it is the front page.
func (s *summary) bookFront(root *group, title string) *page {
	if len(root.items) < 2 || root.items[0].page == nil {
		return nil
	}
	p := root.items[0].page
	named := title != "" && strings.EqualFold(p.title, title)
	if p.path != s.front && !named && (!p.isIndex() || parent(p.key) != "") {
		return nil
	}
	root.items = root.items[1:]
	return p
}

// takeFront takes the front page out of the table, unless it is all there is.
func (s *summary) takeFront(root *group) *page {
	if len(root.items) < 2 || root.items[0].page == nil || root.items[0].page.path != s.front {
		return nil
	}
	p := root.items[0].page
	root.items = root.items[1:]
	return p
}
