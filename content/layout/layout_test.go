package layout_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/layout"
	"coursepack/content/source"
	"coursepack/export"
)

var update = flag.Bool("update", false, "rewrite the expected outlines")

// TestOutlines reads each course in testdata and compares its outline with the file "outline" at the end of it. The
// name of an archive starts with that of the layout, which must be the one that is found unless the text at its head
// says that it is "asked for by name". There it may also say that "drafts are taken in", and name a "language: fr".
func TestOutlines(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no courses", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(path.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			last := &archive.Files[len(archive.Files)-1]
			fsys := fstest.MapFS{}
			for _, f := range archive.Files[:len(archive.Files)-1] {
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			comment := string(archive.Comment)
			l := layoutOf(t, path.Base(name))
			if found := detected(fsys); found != l && !strings.Contains(comment, "asked for by name") && len(fsys) > 0 {
				t.Errorf("it is found to be %v", found)
			}
			in := &source.Input{FS: fsys, Folder: "my-course", Drafts: strings.Contains(comment, "drafts are taken in")}
			if m := askedLanguage.FindStringSubmatch(comment); m != nil {
				in.Lang = m[1]
			}
			got := outlineOf(l, in)
			if *update {
				last.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(last.Data), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

var askedLanguage = regexp.MustCompile(`language: ([\w-]+)`)

// layoutOf returns the layout that the name of an archive starts with.
func layoutOf(t *testing.T, archive string) source.Layout {
	name, _, _ := strings.Cut(archive, "-")
	for _, l := range export.Layouts() {
		if l.Name() == name {
			return l
		}
	}
	t.Fatalf("there is no layout %s", name)
	return nil
}

// detected returns the first layout that recognises a course.
func detected(fsys fs.FS) source.Layout {
	for _, l := range export.Layouts() {
		if _, ok := l.Detect(fsys); ok {
			return l
		}
	}
	return nil
}

// Courses of the world, where they are at hand. Their text is not ours to carry.
func TestRealCourses(t *testing.T) {
	tests := []struct {
		folder         string
		layout         source.Layout
		units, lessons int
		first          string
	}{
		{"clawdemy-track19", layout.Starlight(), 2, 3, "What a generative model is, and the four-paradigm map"},
		{"ms-security101", layout.Folder(), 1, 32, "The CIA triad and other key concepts"},
		{"cs236notes", layout.Jekyll(), 1, 5, "Introduction"},
		{"git-novice", layout.Carpentries(), 3, 17, "Setup"},
		{"hf-course", layout.Toctree(), 14, 103, "Introduction"},
		{"sib-ngs", layout.MkDocs(), 5, 12, "Precourse preparations"},
	}
	for _, tt := range tests {
		t.Run(tt.folder, func(t *testing.T) {
			dir := filepath.Join("../../../shared/courses", tt.folder)
			if _, err := os.Stat(dir); err != nil {
				t.Skip("the course is not here")
			}
			var diags diag.List
			o, err := tt.layout.Outline(&source.Input{FS: os.DirFS(dir), Folder: path.Base(tt.folder)}, &diags)
			if err != nil {
				t.Fatal(err)
			}
			if err := consistent(o); err != nil {
				t.Error(err)
			}
			lessons := 0
			for range o.Course.Lessons {
				lessons++
			}
			first := o.Course.Units[0].Lessons[0].Title
			if len(o.Course.Units) != tt.units || lessons != tt.lessons || first != tt.first {
				t.Errorf("%d units, %d lessons, the first is %q", len(o.Course.Units), lessons, first)
			}
			if worst, _ := diags.Worst(); worst > diag.Note {
				t.Error(diags.Sorted())
			}
		})
	}
}

// Links must not lead a reader out of the course, nor round in circles.
func TestLinksInTheFileSystem(t *testing.T) {
	dir := t.TempDir()
	for _, err := range []error{
		os.WriteFile(filepath.Join(dir, "secret.md"), []byte("# Told to nobody"), 0o600),
		os.MkdirAll(filepath.Join(dir, "course/a"), 0o700),
		os.WriteFile(filepath.Join(dir, "course/a/page.md"), []byte("# Page"), 0o600),
		os.Symlink("../secret.md", filepath.Join(dir, "course/secret.md")),
		os.Symlink("..", filepath.Join(dir, "course/a/round")),
		os.Symlink("../..", filepath.Join(dir, "course/a/out")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(filepath.Join(dir, "course"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	got := outlineOf(layout.Folder(), &source.Input{FS: root.FS(), Folder: "course"})
	if !strings.Contains(got, "secret.md: error: it is a link that leads out of the source folder [file-unreadable] → it is read as empty") {
		t.Error(got)
	}
	if strings.Contains(got, "Told") {
		t.Error("a file outside of the course was read")
	}
	if n := strings.Count(got, "a/page.md"); n != 1 {
		t.Errorf("the page is there %d times:\n%s", n, got)
	}
}

// FuzzStarlight reads any settings over a small site.
func FuzzStarlight(f *testing.F) {
	archives, _ := filepath.Glob("testdata/starlight-*.txtar")
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data, archive.Files[1].Data)
	}
	f.Fuzz(func(t *testing.T, config, page []byte) {
		fsys := fstest.MapFS{"astro.config.mjs": {Data: config}}
		for _, name := range []string{"index.mdx", "soon.md", "lessons/adding/brief.mdx", "lessons/adding/lesson.mdx", "de/eins.md"} {
			fsys["src/content/docs/"+name] = &fstest.MapFile{Data: page}
		}
		if got := outlineOf(layout.Starlight(), &source.Input{FS: fsys, Folder: "f", Drafts: true}); strings.Contains(got, "INCONSISTENT") {
			t.Error(got)
		}
	})
}

// FuzzJekyll reads any settings, menu and home page over a small site.
func FuzzJekyll(f *testing.F) {
	archives, _ := filepath.Glob("testdata/jekyll-*.txtar")
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data, archive.Files[1].Data, archive.Files[2].Data)
	}
	f.Fuzz(func(t *testing.T, config, menu, page []byte) {
		fsys := fstest.MapFS{"_config.yml": {Data: config}, "_data/menu.yml": {Data: menu}}
		for _, name := range []string{"index.md", "one.md", "two/index.md", "_lectures/first.md", "_posts/2024-01-05-start.md"} {
			fsys[name] = &fstest.MapFile{Data: page}
		}
		if got := outlineOf(layout.Jekyll(), &source.Input{FS: fsys, Folder: "f"}); strings.Contains(got, "INCONSISTENT") {
			t.Error(got)
		}
	})
}

// FuzzMkDocs reads any settings, navigation of a folder and page over a small site.
func FuzzSphinx(f *testing.F) {
	f.Add([]byte("# A\n```{toctree}\n:glob:\n:caption: B\nb\n*\n```\n"), []byte(".. toctree::\n\n   index\n"))
	f.Fuzz(func(t *testing.T, index, page []byte) {
		fsys := fstest.MapFS{"conf.py": {Data: page}, "index.md": {Data: index}, "b.md": {Data: page}, "c.rst": {Data: page}}
		var diags diag.List
		o, err := layout.Sphinx().Outline(&source.Input{FS: fsys, Folder: "x"}, &diags)
		if err != nil {
			return
		}
		if err := consistent(o); err != nil {
			t.Error(err)
		}
	})
}

func FuzzMkDocs(f *testing.F) {
	archives, _ := filepath.Glob("testdata/mkdocs-*.txtar")
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data, archive.Files[1].Data, archive.Files[2].Data)
	}
	f.Fuzz(func(t *testing.T, config, nav, page []byte) {
		fsys := fstest.MapFS{
			"mkdocs.yml": {Data: config}, "docs/.pages": {Data: nav}, "docs/a/.nav.yml": {Data: nav}, "docs/SUMMARY.md": {Data: nav},
		}
		for _, name := range []string{"index.md", "one.md", "one.fr.md", "a/index.md", "a/b/two.md", "fr/one.md"} {
			fsys["docs/"+name] = &fstest.MapFile{Data: page}
		}
		if got := outlineOf(layout.MkDocs(), &source.Input{FS: fsys, Folder: "f"}); strings.Contains(got, "INCONSISTENT") {
			t.Error(got)
		}
	})
}

func TestDetect(t *testing.T) {
	page, other := &fstest.MapFile{Data: []byte("# A")}, &fstest.MapFile{}
	tests := []struct {
		files             fstest.MapFS
		starlight, folder bool
	}{
		{fstest.MapFS{"astro.config.ts": {Data: []byte("import s from '@astrojs/starlight'")}}, true, false},
		{fstest.MapFS{"src/content/docs/a.md": page}, true, true},
		{fstest.MapFS{"astro.config.mjs": {Data: []byte("export default {}")}, "a.md": page}, false, true},
		{fstest.MapFS{"node_modules/a.md": page, ".git/b.md": page, "LICENSE.md": page, "c.txt": other}, false, false},
		{fstest.MapFS{"deep/er/a.markdown": page}, false, true},
		{fstest.MapFS{}, false, false},
	}
	for _, tt := range tests {
		if reason, ok := layout.Starlight().Detect(tt.files); ok != tt.starlight {
			t.Errorf("starlight says %v (%s) of %v", ok, reason, tt.files)
		}
		if reason, ok := layout.Folder().Detect(tt.files); ok != tt.folder {
			t.Errorf("folder says %v (%s) of %v", ok, reason, tt.files)
		}
	}
}

func outlineOf(l source.Layout, in *source.Input) string {
	var diags diag.List
	o, err := l.Outline(in, &diags)
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	} else {
		layout.AddQuestions(in, o, &diags)
		writeOutline(&b, o)
		if err := consistent(o); err != nil {
			fmt.Fprintf(&b, "INCONSISTENT: %v\n", err)
		}
	}
	for _, d := range diags.Sorted() {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

// consistent checks what holds for every outline: the texts are those of the parts, in reading order, and ids are unique.
func consistent(o *source.Outline) error {
	i, ids := 0, map[string]bool{}
	for p := range o.Course.Parts {
		switch {
		case i >= len(o.Docs) || o.Docs[i].Part != p || o.Docs[i].Text.Name != p.Source:
			return fmt.Errorf("text %d is not that of the part %s", i, p.ID)
		case ids[p.ID] || p.Title == "":
			return fmt.Errorf("the part %q %q has an id of another or no title", p.ID, p.Title)
		}
		ids[p.ID] = true
		i++
	}
	if i != len(o.Docs) {
		return fmt.Errorf("there are %d texts for %d parts", len(o.Docs), i)
	}
	for _, u := range o.Course.Units {
		if u.ID == "" || ids["unit "+u.ID] {
			return fmt.Errorf("the unit id %q is not unique", u.ID)
		}
		ids["unit "+u.ID] = true
		for _, l := range u.Lessons {
			if l.ID == "" || ids["lesson "+l.ID] || len(l.Parts) == 0 {
				return fmt.Errorf("the lesson id %q is not unique, or the lesson is empty", l.ID)
			}
			ids["lesson "+l.ID] = true
		}
	}
	return nil
}

func writeOutline(b *strings.Builder, o *source.Outline) {
	c := o.Course
	fmt.Fprintf(b, "course %s %q %s", c.ID, c.Title, or(c.Language, "en"))
	for _, a := range o.Aliases {
		fmt.Fprintf(b, " %s for %s", a.Start, a.Folder)
	}
	if o.Base != "" || o.Roots != nil {
		fmt.Fprintf(b, " roots %v base %q", o.Roots, o.Base)
	}
	b.WriteByte('\n')
	said(b, "  ", "languages", strings.Join(o.Languages, ", "))
	said(b, "  ", "description", c.Description)
	said(b, "  ", "authors", persons(c.Authors))
	said(b, "  ", "license", licence(c.License))
	said(b, "  ", "date", day(c.Date))
	for _, m := range o.Macros {
		fmt.Fprintf(b, "  macro %s of %d: %s (%v)\n", m.Name, m.Args, m.Body, m.Pos)
	}
	if c.Front != nil {
		b.WriteString("front ")
		writePart(b, c.Front)
	}
	for _, u := range c.Units {
		fmt.Fprintf(b, "%sunit %s %q\n", strings.Repeat("  ", u.Level-1), u.ID, u.Title)
		for _, l := range u.Lessons {
			fmt.Fprintf(b, "%slesson %s %q\n", strings.Repeat("  ", u.Level), l.ID, l.Title)
			writeMeta(b, strings.Repeat("  ", u.Level+2), &l.Meta)
			for _, p := range l.Parts {
				b.WriteString(strings.Repeat("  ", u.Level+1))
				writePart(b, p)
			}
		}
	}
	for _, d := range o.Drafts {
		fmt.Fprintf(b, "draft %s %q\n", d.Path, d.Title)
	}
}

func writePart(b *strings.Builder, p *content.Part) {
	fmt.Fprintf(b, "part %s", p.ID)
	if p.Kind != "" {
		fmt.Fprintf(b, " (%s)", p.Kind)
	}
	if p.Terms != (content.Terms{}) {
		fmt.Fprintf(b, " %g points due %s", p.Terms.Points, day(p.Terms.Due))
	}
	if p.Instructor {
		b.WriteString(" for instructors")
	}
	fmt.Fprintf(b, " %q", p.Title)
	if p.Label != "" {
		fmt.Fprintf(b, " label %q", p.Label)
	}
	fmt.Fprintf(b, " %s %s\n", p.Source, strings.Join(p.URLs, " "))
}

func writeMeta(b *strings.Builder, indent string, m *content.LessonMeta) {
	said(b, indent, "description", m.Description)
	for _, o := range m.Outcomes {
		said(b, indent, "outcome", o)
	}
	for _, p := range m.Prerequisites {
		link := p.(*content.Link)
		said(b, indent, "prerequisite", fmt.Sprintf("%s %q at %v", link.Target.(content.Unresolved).URL, content.PlainText(link.Inlines), link.Pos))
	}
	if m.ReadMinutes+m.PracticeMinutes > 0 {
		said(b, indent, "minutes", fmt.Sprintf("%d + %d", m.ReadMinutes, m.PracticeMinutes))
	}
	said(b, indent, "difficulty", m.Difficulty)
	said(b, indent, "authors", persons(m.Authors))
	said(b, indent, "published", day(m.Published))
	said(b, indent, "reviewed", day(m.Reviewed))
	said(b, indent, "license", licence(m.License))
	for _, s := range m.Sources {
		said(b, indent, "source", fmt.Sprintf("%q %s by %q type %q license %s", s.Title, s.URL, s.Creator, s.Type, licence(s.License)))
	}
}

func said(b *strings.Builder, indent, what, value string) {
	if value != "" {
		fmt.Fprintf(b, "%s%s: %s\n", indent, what, value)
	}
}

func persons(list []content.Person) string {
	var names []string
	for _, p := range list {
		names = append(names, strings.TrimSpace(p.Name+" "+p.Role))
	}
	return strings.Join(names, ", ")
}

func licence(l content.License) string { return strings.TrimSpace(l.Name + " " + l.URL) }

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// or returns a language, or the one that a course without one gets in the end.
func or(language, otherwise string) string {
	if language == "" {
		return otherwise
	}
	return language
}
