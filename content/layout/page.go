package layout

import (
	"cmp"
	"math"
	"net/url"
	"path"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// noOrder is the order of a page whose author gives none.
var noOrder = math.Inf(1)

// A page is one file on its way to becoming a part.
type page struct {
	path       string // below the source folder
	key        string // path without what all pages have in common, for ids and order
	title      string
	label      string
	kind       content.PartKind
	order      float64       // what the author says of its place among its neighbours; infinite if nothing
	terms      content.Terms // of a task
	instructor bool          // it is for instructors only
	urls       []string      // that the site gives it; nil if the layout knows of none
	doc        *source.Doc
}

func (p *page) front() source.Value {
	if p.doc.Front == nil {
		return source.Value{}
	}
	return p.doc.Front.Value
}

// heading returns the first heading of the text, "" if there is none.
func (p *page) heading() string {
	switch {
	case p.doc.Dialect == source.Notebook:
		return notebookHeading(p.doc.Text)
	case p.doc.Dialect.AreQuestions():
		return oneLine(source.QuestionTitle(p.doc.Dialect, p.doc.Text.Data))
	}
	return firstHeading(p.doc.Text.Data)
}

// isIndex reports whether a page stands for its folder.
func (p *page) isIndex() bool {
	switch strings.ToLower(stem(p.key)) {
	case "index", "_index", "readme":
		return true
	}
	return false
}

// hostOf returns the name of the machine in the address of a site, "" if there is none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// basePath returns the path in the address of a site, without the slash at its end; "" if it is the root.
func basePath(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(u.Path, "/")
}

// A book collects what a layout reads.
type book struct {
	in      *source.Input
	report  diag.Reporter
	dialect source.Dialect // of files that are only called Markdown; "" finds out
	drafts  []source.Draft

	onlyListed bool // pages that no list has are left out
}

// read reads the page at file, whose place below the pages' folder is key. ok is false for a draft that is to be left out.
func (b *book) read(file, key string) (p *page, ok bool) {
	p = &page{path: file, key: key, order: noOrder, doc: source.ReadDoc(b.in.FS, file, b.in.Limits, b.report)}
	if ext := strings.ToLower(path.Ext(file)); b.dialect != "" && (ext == ".md" || ext == ".markdown") {
		p.doc.Dialect = b.dialect
	}
	if p.doc.Dialect == source.Notebook {
		p.doc.Cells = b.dialect
		p.doc.Front = notebookFront(p.doc.Text, b.report)
	}
	front := p.front()
	p.title = b.pageTitle(p)
	p.label = front.Get("sidebar", "label").String()
	p.kind, p.instructor = kindOf(p), isForInstructors(front)
	if p.kind.IsTask() {
		p.terms = b.terms(front)
	}
	if order, ok := front.Get("sidebar", "order").Float(); ok {
		p.order = order
	}
	if isDraft(front) && !b.in.Drafts {
		b.drafts = append(b.drafts, source.Draft{Path: file, Title: p.title})
		return p, false
	}
	return p, true
}

// tellUnlisted reports a page that what gives the order does not have. Those of one folder and the folders in it are told
// together.
func (b *book) tellUnlisted(file, message, instead string) {
	b.report.Report(diag.Diagnostic{
		Pos: diag.Pos{File: file}, Severity: diag.Note, Code: "page-not-in-navigation", Message: message, Instead: instead,
		Group: "in " + cmp.Or(parent(parent(file)), "the source folder"),
	})
}

// tellUnlistedLast reports pages that come last because a sidebar does not have them.
func (b *book) tellUnlistedLast(pages []*page) {
	for _, p := range pages {
		b.tellUnlisted(p.path, "the sidebar does not have this page", "after everything that is in it")
	}
}

// terms reads what a task counts and when it is due.
func (b *book) terms(front source.Value) content.Terms {
	t, problem := source.Terms(front.Get("points").String(), front.Get("due").String())
	if problem != "" {
		b.report.Report(diag.Diagnostic{
			Pos: front.Pos, Severity: diag.Warning, Code: "terms-unread", Message: problem, Instead: "no points or no date",
		})
	}
	return t
}

// isForInstructors reports whether a page says that it is for who teaches the course.
func isForInstructors(front source.Value) bool {
	switch strings.ToLower(front.Get("audience").String()) {
	case "instructor", "instructors", "teacher", "teachers":
		return true
	}
	yes, _ := front.Get("instructor").Bool()
	return yes
}

// isDraft reports whether a page says that it is not finished, in the way of any site generator.
func isDraft(front source.Value) bool {
	draft, _ := front.Get("draft").Bool()
	published, said := front.Get("published").Bool()
	return draft || said && !published
}

// pageTitle is the title in the front matter, else the first heading of the text, else the name of the file.
func (b *book) pageTitle(p *page) string {
	if title := p.front().Get("title").String(); title != "" {
		return strings.Join(strings.Fields(title), " ")
	}
	if title := p.heading(); title != "" {
		return title
	}
	switch {
	case !p.isIndex():
		return humanize(stem(p.key))
	case parent(p.key) != "":
		return humanize(path.Base(parent(p.key)))
	}
	return humanize(b.in.Folder)
}

// kinds are the kinds of parts that formats know, in the order in which a learner takes them.
var kinds = []content.PartKind{
	content.KindBrief, content.KindLesson, content.KindSummary, content.KindPractice, content.KindCheatsheet,
	content.KindReferences,
}

// kindOf is what the page says of itself, else practice if it has nothing but questions, else what its file is called if that
// is one of the known kinds.
func kindOf(p *page) content.PartKind {
	if kind := p.front().Get("artifact").String(); kind != "" {
		return content.PartKind(strings.ToLower(kind))
	}
	if p.doc.Dialect.AreQuestions() {
		return content.KindPractice
	}
	if kind := content.PartKind(strings.ToLower(p.front().Get("type").String())); kind.IsTask() {
		return kind
	}
	name := strings.ToLower(withoutOrder(stem(p.key)))
	for _, kind := range kinds {
		if name == string(kind) {
			return kind
		}
	}
	return content.KindPage
}

// kindRank orders parts whose author gives no order.
func kindRank(kind content.PartKind) int {
	for i, k := range kinds {
		if k == kind {
			return i
		}
	}
	return len(kinds)
}
