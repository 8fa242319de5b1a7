package scorm

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
)

var at = content.Pos{File: "a.md", Line: 1, Col: 1}

// course has one lesson for each title, with a part that links to the next one's heading.
func course(titles ...string) *content.Course {
	unit := &content.Unit{Pos: at, ID: "unit", Title: "Unit"}
	var parts []*content.Part
	for _, title := range titles {
		id := strings.ToLower(strings.ReplaceAll(title, " ", "-"))
		part := &content.Part{Pos: at, ID: id + "/page", Title: title, Blocks: []content.Block{
			&content.Heading{Pos: at, Level: 2, ID: "1 über", Inlines: []content.Inline{&content.Text{Pos: at, Text: "Section"}}},
		}}
		parts = append(parts, part)
		unit.Lessons = append(unit.Lessons, &content.Lesson{Pos: at, ID: id, Title: title, Parts: []*content.Part{part}})
	}
	for i, part := range parts {
		part.Blocks = append(part.Blocks, &content.Paragraph{Pos: at, Inlines: []content.Inline{&content.Link{
			Pos: at, Target: content.Internal{Part: parts[(i+1)%len(parts)], ID: "1 über"}, Inlines: []content.Inline{&content.Text{Pos: at, Text: "next"}},
		}}})
	}
	return &content.Course{Pos: at, ID: "42-tides", Title: `The <int> & "Tides"`, Language: "en", Units: []*content.Unit{unit}}
}

func export(t *testing.T, c *content.Course) map[string][]byte {
	t.Helper()
	var b bytes.Buffer
	in := &formats.Input{Course: c, Time: time.Unix(0, 0), Report: &diag.List{}}
	if err := New(Options{}).Write(context.Background(), in, &b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

type manifest struct {
	Identifier string `xml:"identifier,attr"`
	Item       struct {
		Identifier string `xml:"identifier,attr"`
		Title      string `xml:"title"`
	} `xml:"organizations>organization>item"`
	Resource struct {
		Href  string `xml:"href,attr"`
		Files []struct {
			Href string `xml:"href,attr"`
		} `xml:"file"`
	} `xml:"resources>resource"`
}

func manifestOf(t *testing.T, files map[string][]byte) (m manifest) {
	t.Helper()
	if err := xml.Unmarshal(files[manifestName], &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// The manifest lists every file but itself, and its launch page is among them.
func TestManifestListsTheFiles(t *testing.T) {
	files := export(t, course("Moon", "Sun"))
	m := manifestOf(t, files)
	var listed []string
	for _, f := range m.Resource.Files {
		listed = append(listed, f.Href)
	}
	var present []string
	for name := range files {
		if name != manifestName {
			present = append(present, name)
		}
	}
	slices.Sort(present)
	if !slices.Equal(listed, present) {
		t.Errorf("listed %v\npresent %v", listed, present)
	}
	if !slices.Contains(listed, m.Resource.Href) {
		t.Errorf("the launch page %s is not listed", m.Resource.Href)
	}
}

// Learning systems match what learners did by identifiers: they may not change with titles, order or number of lessons,
// and they are XML names.
func TestIdentifiersStay(t *testing.T) {
	before := manifestOf(t, export(t, course("Moon", "Sun")))
	changed := course("Earth", "Sun", "Moon")
	changed.Title = "Something else"
	after := manifestOf(t, export(t, changed))
	if before.Identifier != after.Identifier || before.Item.Identifier != after.Item.Identifier {
		t.Errorf("%v became %v", before, after)
	}
	if before.Identifier != "course-42-tides" {
		t.Errorf("identifier %q", before.Identifier)
	}
}

func TestManifestHasNoNumericReferences(t *testing.T) {
	c := course("Moon")
	c.Title = "\tTides' \"<b>\" & \x01more\n"
	data := export(t, c)[manifestName]
	if bytes.Contains(data, []byte("&#")) {
		t.Errorf("numeric references in\n%s", data)
	}
	if title := manifestOf(t, map[string][]byte{manifestName: data}).Item.Title; title != `Tides' "‹b›" & more` {
		t.Errorf("title %q", title)
	}
}

func TestKeysOfPagesStay(t *testing.T) {
	keys := func(c *content.Course) map[string]string {
		var data courseData
		script := export(t, c)["course.js"]
		script = bytes.TrimSuffix(bytes.TrimPrefix(script, []byte("window.COURSE = ")), []byte(";\n"))
		if err := json.Unmarshal(script, &data); err != nil {
			t.Fatal(err)
		}
		keys := map[string]string{}
		for _, p := range data.Pages {
			keys[p.ID] = p.Key
		}
		return keys
	}
	before, after := keys(course("Moon", "Sun")), keys(course("Sun", "Stars", "Moon"))
	for id, key := range before {
		if after[id] != key || len(key) != 4 {
			t.Errorf("the key of %s was %s and is %s", id, key, after[id])
		}
	}
}

func TestLinksBetweenPagesArrive(t *testing.T) {
	files := export(t, course("Moon", "Sun"))
	if page := files["pages/lessons/moon/page.html"]; !bytes.Contains(page, []byte(`href="../sun/page.html#1-über"`)) {
		t.Errorf("no link to the other lesson in\n%s", page)
	}
	if page := files["pages/lessons/sun/page.html"]; !bytes.Contains(page, []byte(`id="1-über"`)) {
		t.Errorf("no place to arrive at in\n%s", page)
	}
}

func TestRelative(t *testing.T) {
	tests := []struct{ from, to, want string }{
		{"a.html", "b.html", "b.html"},
		{"x/a.html", "x/b.html", "b.html"},
		{"x/y/a.html", "x/z/b.html", "../z/b.html"},
		{"x/a.html", "media/m.png", "../media/m.png"},
		{"x/a.html", "xy/b.html", "../xy/b.html"},
	}
	for _, tt := range tests {
		if got := relative(tt.from, tt.to); got != tt.want {
			t.Errorf("relative(%q, %q) = %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}
