package layout_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
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
)

var update = flag.Bool("update", false, "rewrite the expected outlines")

// TestOutlines reads each course in testdata and compares its outline with the file "outline" at the end of it. The
// name of an archive starts with that of the layout.
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
			l := layout.Folder()
			if strings.HasPrefix(path.Base(name), "starlight") {
				l = layout.Starlight()
			}
			last := &archive.Files[len(archive.Files)-1]
			fsys := fstest.MapFS{}
			for _, f := range archive.Files[:len(archive.Files)-1] {
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := outlineOf(l, fsys, "my-course", strings.Contains(string(archive.Comment), "drafts are taken in"))
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

func outlineOf(l source.Layout, fsys fs.FS, folder string, drafts bool) string {
	var diags diag.List
	o, err := l.Outline(&source.Input{FS: fsys, Folder: folder, Drafts: drafts}, &diags)
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	} else {
		writeOutline(&b, o)
	}
	for _, d := range diags.Sorted() {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

func writeOutline(b *strings.Builder, o *source.Outline) {
	c := o.Course
	fmt.Fprintf(b, "course %s %q %s", c.ID, c.Title, c.Language)
	if o.Base != "" || o.Roots != nil {
		fmt.Fprintf(b, " roots %v base %q", o.Roots, o.Base)
	}
	b.WriteByte('\n')
	said(b, "  ", "description", c.Description)
	said(b, "  ", "authors", persons(c.Authors))
	said(b, "  ", "license", licence(c.License))
	said(b, "  ", "date", day(c.Date))
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
