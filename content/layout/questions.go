package layout

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// AddQuestions adds the files of questions below the source folder to the outline that a layout has made. The rule is the
// same for all layouts, and QUIZZES.md states it:
//
// A file is a part for practice of the lesson that has a page of its name, or that has all the pages in the nearest folder
// with pages. Else it is a lesson of its own, at the end of the unit that has all of these, or of the course. Where what is
// not in a list of pages is left out, such a file is, too, and reported.
func AddQuestions(in *source.Input, o *source.Outline, report diag.Reporter) {
	s := newQuestionShelf(in, o, report)
	for _, f := range s.files() {
		s.add(f)
	}
	s.putBack()
	s.reportLaTeX()
}

// reportLaTeX tells of exercises of R/exams that are not in Markdown.
func (s *questionShelf) reportLaTeX() {
	isExercise := func(file string) bool {
		return strings.EqualFold(path.Ext(file), ".rnw") && bytes.Contains(headOf(s.in.FS, file), []byte(`\begin{question}`))
	}
	for _, file := range filesOf(s.in.FS, ".", isExercise, skipped, &diag.List{}) {
		s.report.Report(diag.Diagnostic{
			Pos: content.Pos{File: file, Line: 1, Col: 1}, Severity: diag.Warning, Code: "question-latex",
			Message: "an exercise of R/exams in LaTeX is not read", Instead: "nothing", Hint: "write it in Markdown, as .Rmd",
		})
	}
}

// A questionFile is a file of questions that has been found.
type questionFile struct {
	path    string
	dialect source.Dialect
}

// name is that of the file without what says how it is written.
func (f questionFile) name() string {
	name := strings.TrimSuffix(path.Base(f.path), path.Ext(f.path))
	for _, ext := range []string{".gift", ".text2qti"} {
		if cut := len(name) - len(ext); cut > 0 && strings.EqualFold(name[cut:], ext) {
			name = name[:cut]
		}
	}
	return name
}

// A questionShelf knows where in a course files of questions belong.
type questionShelf struct {
	in      *source.Input
	report  diag.Reporter
	outline *source.Outline
	docs    map[*content.Part]*source.Doc
	byName  map[string]*content.Lesson          // by the path of a page without its number and extension
	below   map[string]map[*content.Lesson]bool // those with pages in a folder or below it
	unit    map[*content.Lesson]*content.Unit
	added   map[string]*content.Unit // units of our own, by their folder
}

func newQuestionShelf(in *source.Input, o *source.Outline, report diag.Reporter) *questionShelf {
	s := &questionShelf{
		in: in, report: report, outline: o, docs: map[*content.Part]*source.Doc{}, byName: map[string]*content.Lesson{},
		below: map[string]map[*content.Lesson]bool{}, unit: map[*content.Lesson]*content.Unit{}, added: map[string]*content.Unit{},
	}
	for _, d := range o.Docs {
		s.docs[d.Part] = d
	}
	for _, u := range o.Course.Units {
		for _, l := range u.Lessons {
			s.unit[l] = u
			for _, p := range l.Parts {
				s.shelve(l, p.Source)
			}
		}
	}
	return s
}

// shelve notes that a lesson has the page in a file. An index goes by the name of its folder, too.
func (s *questionShelf) shelve(l *content.Lesson, file string) {
	s.byName[pageName(path.Dir(file), stem(file))] = l
	dir := path.Dir(file)
	if (&page{key: file}).isIndex() && dir != "." {
		s.byName[pageName(path.Dir(dir), path.Base(dir))] = l
	}
	for ; ; dir = path.Dir(dir) {
		if s.below[dir] == nil {
			s.below[dir] = map[*content.Lesson]bool{}
		}
		s.below[dir][l] = true
		if dir == "." {
			return
		}
	}
}

func pageName(dir, name string) string { return path.Join(dir, slug(withoutOrder(name))) }

// files returns the files of questions that no page is made of, in natural order.
func (s *questionShelf) files() []questionFile {
	var files []questionFile
	dialects := map[string]source.Dialect{}
	isQuestions := func(file string) bool {
		if ext := strings.ToLower(path.Ext(file)); ext != ".gift" && ext != ".txt" && ext != ".xml" {
			return false
		}
		dialects[file] = source.QuestionDialect(file, headOf(s.in.FS, file))
		return dialects[file] != ""
	}
	skip := func(name string, d fs.DirEntry) bool { return skipped(name, d) || d.IsDir() && s.isForeign(name) }
	for _, file := range filesOf(s.in.FS, ".", isQuestions, skip, &diag.List{}) {
		files = append(files, questionFile{file, dialects[file]})
	}
	return files
}

// headOf returns what a file starts with, nothing if it cannot be read: a page that links to it tells.
func headOf(fsys fs.FS, file string) []byte {
	if info, err := fs.Stat(fsys, file); err != nil || !info.Mode().IsRegular() { // opening a pipe waits for its other end
		return nil
	}
	f, err := fsys.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	head := make([]byte, source.QuestionHead)
	n, _ := io.ReadFull(f, head)
	return head[:n]
}

// isForeign reports whether a folder without pages is served as it is, or is there for another language.
func (s *questionShelf) isForeign(dir string) bool {
	if s.below[dir] != nil {
		return false
	}
	base := path.Base(dir)
	return slices.Contains(s.outline.Roots, dir) || base != s.outline.Course.Language && slices.Contains(s.outline.Languages, base)
}

// questionSuffix is what a name has behind that of the page which the questions are about.
var questionSuffix = regexp.MustCompile(`(?i)[-_. ](?:quiz|questions|test)$`)

// add finds the place of a file.
func (s *questionShelf) add(f questionFile) {
	dir, name := path.Dir(f.path), f.name()
	for _, name := range []string{name, questionSuffix.ReplaceAllString(name, "")} {
		if l := s.byName[pageName(dir, name)]; l != nil {
			s.addPart(l, f, "quiz", "Quiz")
			return
		}
	}
	for s.below[dir] == nil && dir != "." {
		dir = path.Dir(dir)
	}
	lessons := s.below[dir]
	switch {
	case len(lessons) == 1:
		for l := range lessons {
			s.addPart(l, f, slug(withoutOrder(name)), humanize(name))
		}
	case s.outline.OnlyListed:
		s.report.Report(diag.Diagnostic{
			Pos: diag.Pos{File: f.path}, Severity: diag.Note, Code: "questions-unlisted", Message: "no lesson has these questions",
			Instead: "they are left out", Hint: "give the file the name of a page, or a place in the folder of a lesson",
		})
	default:
		s.addLesson(s.unitFor(lessons, path.Dir(f.path)), f)
	}
}

// addPart makes a file the last part of a lesson, before those to look things up in.
func (s *questionShelf) addPart(l *content.Lesson, f questionFile, id, title string) {
	taken := map[string]bool{}
	for _, p := range l.Parts {
		taken[p.ID] = true
	}
	part := s.part(f, l.ID+"/"+id, title)
	part.ID = freeID(part.ID, taken)
	at := len(l.Parts)
	for at > 0 && (l.Parts[at-1].Kind == content.KindCheatsheet || l.Parts[at-1].Kind == content.KindReferences) {
		at--
	}
	l.Parts = slices.Insert(l.Parts, at, part)
}

func (s *questionShelf) part(f questionFile, id, title string) *content.Part {
	text := source.ReadText(s.in.FS, f.path, s.in.Limits, s.report)
	if own := oneLine(source.QuestionTitle(f.dialect, text.Data)); own != "" {
		title = own
	}
	part := &content.Part{Pos: text.Pos(0), ID: id, Kind: content.KindPractice, Title: title, Source: f.path}
	s.docs[part] = &source.Doc{Part: part, Dialect: f.dialect, Text: text}
	return part
}

// unitFor returns the unit that has all of the lessons. If there is none, what is in a folder makes a unit of its own at the
// end of the course.
func (s *questionShelf) unitFor(lessons map[*content.Lesson]bool, dir string) *content.Unit {
	var only *content.Unit
	several := false
	for l := range lessons {
		several = several || only != nil && only != s.unit[l]
		only = s.unit[l]
	}
	if only != nil && !several {
		return only
	}
	if s.added[dir] == nil {
		u := &content.Unit{Level: 1}
		if s.below[dir] == nil {
			u.Title = humanize(path.Base(dir))
		}
		taken := map[string]bool{}
		for _, other := range s.outline.Course.Units {
			taken[other.ID] = true
		}
		u.ID = freeID(slug(withoutOrder(path.Base(path.Join("questions", dir)))), taken)
		s.outline.Course.Units = append(s.outline.Course.Units, u)
		s.added[dir] = u
	}
	return s.added[dir]
}

// addLesson makes a file a lesson at the end of a unit.
func (s *questionShelf) addLesson(u *content.Unit, f questionFile) {
	taken := map[string]bool{}
	for l := range s.outline.Course.Lessons {
		taken[l.ID] = true
	}
	id := slug(withoutOrder(f.name()))
	if dir := path.Dir(f.path); taken[id] && dir != "." {
		id = slug(withoutOrder(path.Base(dir))) + "-" + id
	}
	id = freeID(id, taken)
	part := s.part(f, id+"/quiz", humanize(f.name()))
	u.Lessons = append(u.Lessons, &content.Lesson{Pos: part.Pos, ID: id, Title: part.Title, Parts: []*content.Part{part}})
}

// putBack gives the outline the texts of all parts in reading order.
func (s *questionShelf) putBack() {
	docs := make([]*source.Doc, 0, len(s.docs))
	for p := range s.outline.Course.Parts {
		docs = append(docs, s.docs[p])
	}
	s.outline.Docs = docs
}
