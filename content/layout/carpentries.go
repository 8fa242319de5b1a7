package layout

import (
	"io/fs"
	"path"
	"slices"

	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/template"
)

// Carpentries reads lessons of The Carpentries, as their Workbench builds them.
// https://carpentries.github.io/sandpaper-docs/editing.html
//
// Order: index.md is the front page. The setup comes first, as on the site; then episodes, pages for learners, profiles
// and pages for instructors, each folder in the order that config.yaml lists, alphabetically if it lists nothing. A file
// that a list leaves out is a draft. Pages in the folder of instructors are for them only.
//
// Shape: a folder is a unit and each page a lesson.
func Carpentries() source.Layout { return carpentries{} }

type carpentries struct{}

const (
	workbenchConfig = "config.yaml"
	setupPage       = "learners/setup.md"
)

// workbenchFolders are those that have pages, in the order of the site.
var workbenchFolders = []string{"episodes", "learners", "profiles", "instructors"}

func (carpentries) Name() string { return "carpentries" }

func (carpentries) About() string {
	return "lessons of The Carpentries: config.yaml, or _episodes"
}

func (carpentries) Detect(fsys fs.FS) (reason string, ok bool) {
	if reason, ok := isCarpentriesJekyll(fsys); ok {
		return reason, true
	}
	config := readConfig(fsys, workbenchConfig, &diag.List{})
	info, err := fs.Stat(fsys, "episodes")
	return workbenchConfig + " names its carpentry, and there are episodes",
		err == nil && info.IsDir() && config.First("carpentry", "life_cycle", "episodes").Exists()
}

func (carpentries) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	if exists(in.FS, jekyllConfig) && !exists(in.FS, workbenchConfig) {
		return jekyllLesson(in, report)
	}
	b := &book{in: in, report: report, dialect: source.Pandoc}
	config := readConfig(in.FS, workbenchConfig, report)
	root := &group{}
	for _, folder := range workbenchFolders {
		g := &group{dir: folder, title: humanize(folder)}
		for _, file := range b.workbenchFiles(folder, config.Get(folder)) {
			p, finished := b.read(file, file)
			p.instructor = p.instructor || folder == "instructors"
			p.urls = []string{"/" + stem(file) + ".html", "/" + folder + "/" + stem(file) + ".html"} // links may have either
			switch {
			case !finished:
			case file == setupPage:
				root.items = slices.Insert(root.items, 0, item{page: p})
			default:
				g.items = append(g.items, item{page: p})
			}
		}
		if len(g.items) > 0 {
			root.items = append(root.items, item{group: g})
		}
	}
	return b.outline(root, b.home("index.md", "index.Rmd"), onePageLessons, siteInfo{
		title: headingText(config.Get("title").String()), language: config.Get("lang").String(),
		license: license(config.Get("license")), roots: workbenchFolders,
		expander: template.Knitr(template.Append(b.workbenchLinks())),
	})
}

// onePageLessons makes no group a lesson.
func onePageLessons(*group, int) bool { return false }

// home reads the front page, the first of names that is there; nil if none is.
func (b *book) home(names ...string) *page {
	for _, name := range names {
		if _, err := fs.Stat(b.in.FS, name); err == nil {
			p, _ := b.read(name, name)
			p.urls = []string{"/"}
			return p
		}
	}
	return nil
}

// workbenchLinks returns the text that the Workbench puts below every page: definitions of links that all may use.
// https://carpentries.github.io/sandpaper-docs/editing.html#tip-use-links.md
func (b *book) workbenchLinks() *source.Text {
	if _, err := fs.Stat(b.in.FS, "links.md"); err != nil {
		return source.NewText("links.md", nil)
	}
	return source.ReadText(b.in.FS, "links.md", b.in.Limits, b.report)
}

// workbenchFiles lists the pages of a folder in the order of list, and reports those that only one of the two has.
func (b *book) workbenchFiles(folder string, list source.Value) []string {
	var there []string
	if _, err := fs.Stat(b.in.FS, folder); err == nil {
		there = pageFiles(b.in.FS, folder, func(name string, d fs.DirEntry) bool {
			return d.IsDir() || hidden(path.Base(name))
		}, b.report)
	}
	listed := list.List()
	if len(listed) == 0 {
		return there
	}
	var files []string
	for _, v := range listed {
		file := path.Join(folder, v.String())
		if !slices.Contains(there, file) {
			b.noPage(v, file, there)
			continue
		}
		files = append(files, file)
	}
	for _, file := range there {
		switch {
		case slices.Contains(files, file):
		case file == setupPage || b.in.Drafts:
			files = append(files, file)
		default:
			b.leaveOut(file)
		}
	}
	return files
}

// leaveOut makes a draft of a page that no list has.
func (b *book) leaveOut(file string) {
	if p, finished := b.read(file, file); finished {
		b.drafts = append(b.drafts, source.Draft{Path: file, Title: p.title})
	}
}

// noPage reports an entry of a menu that leads nowhere.
func (b *book) noPage(v source.Value, file string, there []string) {
	b.report.Report(diag.Diagnostic{
		Pos: v.Pos, Severity: diag.Error, Code: "page-missing",
		Message: "there is no page " + file, Instead: "the entry is passed over", Hint: diag.DidYouMean(file, there),
	})
}
