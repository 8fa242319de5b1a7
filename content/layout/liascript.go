package layout

import (
	"bytes"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
	"coursepack/content/template"
)

// LiaScript reads courses for LiaScript, which are Markdown files that begin with a comment of settings.
// https://liascript.github.io
//
// Order and shape: of several files each is a lesson, by numbers in names and by names, and a folder of several is a unit;
// the README of the whole is the front page. Of a file that makes up most of the course each heading of the first level is
// a lesson, or of the second if there is only one of the first; what LiaScript finds in folders below it are examples.
func LiaScript() source.Layout { return liaScript{} }

type liaScript struct{}

func (liaScript) Name() string { return "liascript" }

func (liaScript) About() string {
	return "LiaScript: Markdown files that begin with a comment of settings"
}

// maxDetected is how many files are looked into to find out what a course is.
const maxDetected = 50

func (liaScript) Detect(fsys fs.FS) (reason string, ok bool) {
	if file, _, _ := liaPages(fsys, besideReadme); file != "" {
		return file + " begins with the settings of LiaScript", true
	}
	file, with, without := liaPages(fsys, skipped)
	return file + " and most others begin with the settings of LiaScript", with > without
}

// besideReadme keeps to the files of the folder itself.
func besideReadme(name string, d fs.DirEntry) bool { return d.IsDir() || skipped(name, d) }

// liaPages looks into the first files of a course: which is the first that begins with settings of LiaScript, and how many
// do and do not.
func liaPages(fsys fs.FS, skip func(name string, d fs.DirEntry) bool) (first string, with, without int) {
	files := pageFiles(fsys, ".", skip, &diag.List{})
	for _, file := range files[:min(len(files), maxDetected)] {
		switch {
		case liaHead(source.ReadText(fsys, file, configLimits, &diag.List{}).Data) == nil:
			without++
		case with == 0:
			first = file
			fallthrough
		default:
			with++
		}
	}
	return first, with, without
}

var (
	liaComment = lazyregexp.New(`^\s*<!--((?s:.*?))-->`)
	liaSetting = lazyregexp.New(`^[ \t]*(@?[A-Za-z][\w.]*):(?:[ \t]+(.*))?$`)
	liaKeys    = []string{
		"author", "email", "version", "language", "narrator", "comment", "logo", "icon", "mode", "date", "script", "import",
		"link", "repository", "edit", "dark", "translation", "tags", "persistent", "onload", "classroom",
	}
)

// liaHead returns the settings that a text begins with, nil if it does not begin with those of LiaScript. A setting goes
// on in lines that are indented.
func liaHead(data []byte) map[string]string {
	m := liaComment.FindSubmatch(data)
	if m == nil {
		return nil
	}
	settings := map[string]string{}
	key, known := "", 0
	for line := range strings.Lines(string(m[1])) {
		line = strings.TrimRight(line, " \t\n")
		if s := liaSetting.FindStringSubmatch(line); s != nil && (line[0] != ' ' && line[0] != '\t' || key == "") {
			key = s[1]
			settings[key] = s[2]
			if slices.Contains(liaKeys, key) {
				known++
			}
		} else if key != "" && line != "" && (line[0] == ' ' || line[0] == '\t') {
			settings[key] += "\n" + strings.TrimSpace(line)
		} else {
			key = ""
		}
	}
	if known < 2 {
		return nil
	}
	return settings
}

func (liaScript) Outline(in *source.Input, report diag.Reporter) (*source.Outline, error) {
	b := &book{in: in, report: report, dialect: source.LiaScript}
	var pages []*page
	var head map[string]string
	heads := map[string]map[string]string{}
	for _, file := range pageFiles(in.FS, ".", b.skipper(isPage), report) {
		p, finished := b.read(file, file)
		settings := liaHead(p.doc.Text.Data)
		heads[file] = settings
		if settings != nil && (head == nil || parent(file) == "" && p.isIndex()) {
			head = settings
		}
		switch {
		case !finished:
		case settings != nil || p.isIndex():
			pages = append(pages, p)
		default:
			report.Report(diag.Diagnostic{
				Pos: diag.Pos{File: file}, Severity: diag.Note, Code: "page-skipped",
				Message: "the file does not begin with settings of LiaScript", Instead: "it is left out",
			})
		}
	}
	imported := liaImports(heads)
	pages = slices.DeleteFunc(pages, func(p *page) bool { return slices.Contains(imported, p.path) && !p.isIndex() })
	site := siteInfo{
		description: headingText(head["comment"]), language: strings.ToLower(head["language"]), authors: liaAuthors(head["author"]),
		roots: []string{"."}, expander: template.LiaScript(allMacros(head, heads)),
	}
	if i := mainPage(pages); i >= 0 {
		main := pages[i]
		site.title = main.title
		pages = b.withoutExamples(slices.Replace(pages, i, i+1, sections(main)...), main)
	}
	root := folderTree(pages)
	root.sort(func(*group) compareFunc { return compareItems })
	root.unwrap()
	root, front := b.frontPage(root)
	return b.outline(root, front, isBookLesson, site)
}

// liaImports returns the files of the course from which others take macros, by whatever address they do. These are no
// lessons.
func liaImports(heads map[string]map[string]string) []string {
	var imported []string
	for file := range heads {
		for importer, head := range heads {
			for _, address := range strings.Fields(head["import"]) {
				if u, err := url.Parse(address); err == nil && !slices.Contains(imported, file) && strings.HasSuffix("/"+path.Join(path.Dir(importer), u.Path), "/"+file) {
					imported = append(imported, file)
				}
			}
		}
	}
	return imported
}

// withoutExamples leaves out what is in folders below the main page's.
func (b *book) withoutExamples(pages []*page, main *page) []*page {
	dir := strings.TrimPrefix(parent(main.key)+"/", "/")
	return slices.DeleteFunc(pages, func(p *page) bool {
		folder := parent(p.key)
		below := folder != "" && strings.HasPrefix(folder, dir)
		if below {
			b.report.Report(diag.Diagnostic{
				Pos: diag.Pos{File: p.path}, Severity: diag.Note, Code: "page-skipped",
				Message: "the course is " + main.path + ", which is longer than all other files together", Instead: "this one is left out",
			})
		}
		return below
	})
}

// unwrap puts a page in place of a folder that holds nothing else.
func (g *group) unwrap() {
	for i, it := range g.items {
		if it.group == nil {
			continue
		}
		it.group.unwrap()
		if inner := it.group.items; len(inner) == 1 && inner[0].page != nil {
			g.items[i] = inner[0]
		}
	}
}

// mainPage returns the page that is longer than all others together, -1 if there is none.
func mainPage(pages []*page) int {
	total, longest := 0, -1
	for i, p := range pages {
		total += len(p.doc.Text.Data)
		if longest < 0 || len(p.doc.Text.Data) > len(pages[longest].doc.Text.Data) {
			longest = i
		}
	}
	if longest < 0 || 2*len(pages[longest].doc.Text.Data) <= total {
		return -1
	}
	return longest
}

// liaAuthors reads names with semicolons, ampersands or line breaks between.
func liaAuthors(names string) []content.Person {
	var authors []content.Person
	for name := range strings.SplitSeq(strings.NewReplacer(" & ", ";", "\n", ";").Replace(names), ";") {
		if name = oneLine(name); name != "" {
			authors = append(authors, content.Person{Name: name})
		}
	}
	return authors
}

// allMacros are those of the course's own settings, and what the authors of other files define besides.
func allMacros(head map[string]string, heads map[string]map[string]string) map[string]string {
	macros := liaMacros(head)
	for _, file := range slices.Sorted(maps.Keys(heads)) {
		for name, value := range liaMacros(heads[file]) {
			if _, own := heads[file]["@"+name]; own && macros[name] == "" {
				macros[name] = value
			}
		}
	}
	return macros
}

// liaMacros are the macros that stand for a line of text: those of the settings, and those that the author defines
// without parameters and without code.
func liaMacros(head map[string]string) map[string]string {
	macros := map[string]string{}
	for key, value := range head {
		name, own := strings.CutPrefix(key, "@")
		if value = oneLine(value); own && (strings.ContainsAny(value, "@<") || value == "") {
			continue
		}
		if own || slices.Contains([]string{"author", "email", "version", "language", "comment", "date", "logo"}, key) {
			macros[name] = value
		}
	}
	return macros
}

// sections cuts a page at its headings: those of the first level or, if there is one, those of the second. What stands
// before the first of these is a page of its own.
func sections(p *page) []*page {
	for level := 1; level <= 2; level++ {
		if starts := headingsAt(p.doc.Text.Data, level); len(starts) > 1 {
			return cutAt(p, starts)
		}
	}
	return []*page{p}
}

// headingsAt returns where the headings of a level start.
func headingsAt(data []byte, level int) []int {
	var starts []int
	var fence []byte
	offset, heading := 0, []byte(strings.Repeat("#", level)+" ")
	for line := range bytes.Lines(data) {
		switch mark := fenceMark(dedented(line)); {
		case mark != nil && fence == nil:
			fence = mark
		case mark != nil && bytes.HasPrefix(mark, fence):
			fence = nil
		case fence == nil && bytes.HasPrefix(line, heading):
			starts = append(starts, offset)
		}
		offset += len(line)
	}
	return starts
}

func cutAt(p *page, starts []int) []*page {
	t := p.doc.Text
	var pages []*page
	cut := func(start, stop int) {
		var b source.Builder
		b.Copy(t, start, stop)
		text := b.Text(t.Name)
		if len(strings.TrimSpace(liaComment.ReplaceAllString(string(text.Data), ""))) == 0 {
			return
		}
		heading, _, _ := strings.Cut(string(text.Data), "\n")
		title := headingText(strings.TrimLeft(heading, "# "))
		section := *p
		section.doc = &source.Doc{Dialect: p.doc.Dialect, Text: text}
		if section.order = float64(len(pages)); start == 0 && !strings.HasPrefix(heading, "#") {
			section.doc.Front = p.doc.Front
		} else {
			section.title, section.key = title, path.Join(parent(p.key), slug(title)+path.Ext(p.path))
			section.path = p.path
		}
		pages = append(pages, &section)
	}
	cut(0, starts[0])
	for i, start := range starts {
		stop := len(t.Data)
		if i+1 < len(starts) {
			stop = starts[i+1]
		}
		cut(start, stop)
	}
	return pages
}
