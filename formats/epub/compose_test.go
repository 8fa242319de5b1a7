package epub

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/formats"
)

// zooFile loads a file of the zoo.
func zooFile(t testing.TB, name string) *asset.Asset {
	t.Helper()
	a, err := asset.NewStore(os.DirFS("../../testdata/courses/zoo"), 1<<20).Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// waves is a course with units inside of units, a lesson that opens with a page of its own and one that does not.
func waves(t testing.TB) *content.Course {
	picture := zooFile(t, "images/disc.webp")
	text := func(s string) []content.Inline { return []content.Inline{&content.Text{Text: s}} }
	para := func(n ...content.Inline) []content.Block { return []content.Block{&content.Paragraph{Inlines: n}} }
	brief := &content.Part{ID: "waves/brief", Title: "Waves: brief", Label: "Brief", Blocks: para(text("Begin.")...)}
	light := &content.Part{ID: "light", Title: "Light", Blocks: []content.Block{
		&content.Heading{Level: 2, ID: "why not", Inlines: text("Why")},
		&content.Paragraph{Inlines: []content.Inline{
			&content.Link{Target: content.Internal{Part: brief}, Inlines: text("before")},
			&content.Text{Text: ", "},
			&content.Link{Target: content.Download{Asset: zooFile(t, "files/leaflet.pdf")}, Inlines: text("to print")},
			&content.Cite{IDs: []string{"huygens"}, Inlines: text(" (Huygens)")},
			&content.NoteRef{ID: "n", Number: 1},
		}},
		&content.Embed{Kind: content.EmbedAudio, Asset: zooFile(t, "files/tone.wav"), Title: "A tone"},
	}, Notes: []*content.Note{{ID: "n", Number: 1, Blocks: para(text("A note.")...)}}}
	practice := &content.Part{ID: "waves/practice", Title: "Waves: practice", Blocks: append(
		para(&content.Image{Src: "disc.webp", Asset: picture, Alt: "A disc"}, &content.Image{Asset: picture}),
		&content.Paragraph{Inlines: []content.Inline{&content.Link{Target: content.Internal{Part: light, ID: "why not"}, Inlines: text("on")}}},
		&content.Bibliography{Entries: []*content.Entry{{ID: "huygens", Inlines: text("Huygens, 1690")}}},
	)}
	return &content.Course{
		ID: "waves", Title: "Waves & Light", Language: "en", Description: "A first course.", Publisher: "Example Press",
		Rights: "© 2026 Ann Example", License: content.License{Name: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"},
		Authors: []content.Person{{Name: "Ann Example"}, {Name: "Bob Sample", Role: "ill"}},
		Date:    time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC),
		Front:   &content.Part{ID: "index", Title: "Welcome", Blocks: para(text("Hello.")...)},
		Units: []*content.Unit{
			{ID: "u", Title: "Unit", Level: 1},
			{ID: "u/sub", Title: "Unit inside", Level: 2, Lessons: []*content.Lesson{{
				ID: "waves", Title: "Waves",
				Meta:  content.LessonMeta{Outcomes: []string{"See a wave"}, ReadMinutes: 5, Sources: []content.Source{{Title: "Treatise", URL: "https://example.org/light"}}},
				Parts: []*content.Part{brief, practice},
			}}},
			{ID: "v", Title: "Last unit", Level: 1, Lessons: []*content.Lesson{{
				ID: "light", Title: "Light", Meta: content.LessonMeta{Description: "On light.", Difficulty: "easy"}, Parts: []*content.Part{light},
			}}},
			{ID: "empty", Title: "Nothing here"},
		},
	}
}

func export(t testing.TB, c *content.Course, report diag.Reporter) []byte {
	t.Helper()
	var out bytes.Buffer
	in := &formats.Input{Course: c, Time: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), Tool: "coursepack test", Report: report}
	if err := New(Options{}).Write(context.Background(), in, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCourse(t *testing.T) {
	var diags diag.List
	epub := export(t, waves(t), &diags)
	keepBook(t, "waves.epub", epub)
	names, files := unzip(t, epub)
	var all bytes.Buffer
	for _, name := range names {
		switch path.Ext(name) {
		case ".xhtml", ".opf", ".svg":
			all.WriteString("-- " + name + " --\n" + string(files[name]))
		default:
			all.WriteString("-- " + name + " --\n")
		}
	}
	for _, d := range diags.Sorted() {
		all.WriteString(d.String() + "\n")
	}
	golden(t, "course.txt", all.Bytes())
}

func TestEmptyCourse(t *testing.T) {
	epub := export(t, &content.Course{ID: "empty"}, &diag.List{})
	keepBook(t, "empty.epub", epub)
	_, files := unzip(t, epub)
	if nav := string(files["EPUB/nav.xhtml"]); !strings.Contains(nav, `<a href="title-page.xhtml">Title page</a>`) {
		t.Errorf("the contents lead nowhere:\n%s", nav)
	}
}

func TestOwnCover(t *testing.T) {
	c := waves(t)
	c.Cover = zooFile(t, "images/disc.webp")
	epub := export(t, c, &diag.List{})
	keepBook(t, "cover.epub", epub)
	_, files := unzip(t, epub)
	name := "images/" + c.Cover.Hash[:12] + ".webp"
	if !strings.Contains(string(files["EPUB/cover.xhtml"]), `src="`+name+`"`) {
		t.Errorf("the cover page does not show %s:\n%s", name, files["EPUB/cover.xhtml"])
	}
	if !strings.Contains(string(files["EPUB/package.opf"]), `href="`+name+`" media-type="image/webp" properties="cover-image"`) {
		t.Errorf("the package does not name %s as the cover", name)
	}
}

func TestNamesOfDocuments(t *testing.T) {
	taken := namesTaken{"nav": true}
	for _, tt := range []struct{ id, want string }{
		{"lesson/part", "lesson-part"},
		{"lesson-part", "lesson-part-2"},
		{"../../Etc Passwd", "etc-passwd"},
		{"nav", "nav-2"},
		{"日本語", "c12140a0"},
		{strings.Repeat("long-", 20), "long-long-long-long-long-long-long-long-faf76dff"},
	} {
		if got := taken.next(slug(tt.id)); got != tt.want {
			t.Errorf("the document of %q is named %q, want %q", tt.id, got, tt.want)
		}
	}
}

func TestIdentifier(t *testing.T) {
	a, b := uuid("a"), uuid("b")
	if a == b || a != uuid("a") || len(a) != 36 || a[14] != '5' {
		t.Errorf("%s, %s: want two UUIDs of version 5", a, b)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := New(Options{}).Write(ctx, &formats.Input{Course: waves(t), Report: &diag.List{}}, &bytes.Buffer{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAccessibility(t *testing.T) {
	part := func(blocks ...content.Block) *content.Part { return &content.Part{ID: "p", Title: "P", Blocks: blocks} }
	img := func(noAlt bool, file string) content.Block {
		return &content.Paragraph{Inlines: []content.Inline{&content.Image{Asset: zooFile(t, file), NoAlt: noAlt}}}
	}
	for _, tt := range []struct {
		name                                  string
		part                                  *content.Part
		modes, enough, features, hazard, tail string
		conforms                              bool
	}{
		{"text", part(), "textual", "textual", "alternativeText", "none", "", true},
		{"picture", part(img(false, "images/disc.webp")), "textual visual", "textual,visual textual", "alternativeText", "none", "Every picture has a description.", true},
		{"picture without alt", part(img(true, "images/disc.webp")), "textual visual", "textual,visual", "displayTransformability", "none", "Some pictures have no description.", false},
		{"moving picture", part(img(false, "images/step.gif")), "textual visual", "textual,visual textual", "alternativeText", "unknown", "Every picture has a description.", true},
		{"film", part(&content.Embed{Kind: content.EmbedVideo, Asset: zooFile(t, "files/clip.webm")}), "textual visual auditory", "textual,visual,auditory", "alternativeText", "unknown", "There are recordings or films.", false},
		{"formula", part(&content.MathBlock{TeX: "x"}), "textual", "textual", "latex", "none", "Every formula is described in words, in English. Every formula is given as LaTeX source too.", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, err := compose(context.Background(), &formats.Input{Report: &diag.List{}, Course: &content.Course{
				ID: "c", Front: tt.part,
			}}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			a := b.Accessibility
			got := []string{strings.Join(a.AccessModes, " "), strings.Join(a.AccessModesSufficient, " "), a.Features[len(a.Features)-1], a.Hazards[0]}
			want := []string{tt.modes, tt.enough, tt.features, tt.hazard}
			if strings.Join(got, "; ") != strings.Join(want, "; ") {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if !strings.HasSuffix(a.Summary, tt.tail) {
				t.Errorf("the summary is %q", a.Summary)
			}
			if (a.ConformsTo != "") != tt.conforms {
				t.Errorf("the claim is %q", a.ConformsTo)
			}
		})
	}
}

func TestPicturesOfFormulas(t *testing.T) {
	formula, _, _ := math.Parse(`\frac12`, math.Options{})
	inline := []content.Inline{&content.Math{TeX: formula.TeX, Formula: formula}, &content.Math{TeX: formula.TeX, Formula: formula}}
	front := &content.Part{ID: "front", Title: "Front", Blocks: []content.Block{&content.Paragraph{Inlines: inline}}}
	for _, o := range []Options{{}, {MathImages: true}} {
		b, err := compose(context.Background(), &formats.Input{Report: &diag.List{}, Course: &content.Course{ID: "c", Language: "en", Front: front}}, o)
		if err != nil {
			t.Fatal(err)
		}
		pictures := 0
		for _, a := range b.Assets {
			if strings.HasPrefix(a.Name, "images/made-") {
				pictures++
			}
		}
		named := strings.Count(string(b.Docs[len(b.Docs)-1].Body), `altimg="images/made-`)
		if want := map[bool]int{true: 1}[o.MathImages]; pictures != want || named != 2*want {
			t.Errorf("%+v: %d pictures, named %d times", o, pictures, named)
		}
	}
}
