package export_test

import (
	"context"
	"flag"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/export"
	"coursepack/export/internal/lms"
)

var (
	imscc  = flag.String("imscc", "", "a cartridge to import as Moodle and Canvas do, into the folder -into")
	folder = flag.String("into", "", "")
)

// importers are the systems that are imitated.
var importers = []struct {
	name string
	read func([]byte) ([]lms.Page, error)
}{{"moodle", lms.Moodle}, {"canvas", lms.Canvas}}

// With -imscc, what arrives in the systems is written down, to be read or measured.
func TestWriteWhatArrives(t *testing.T) {
	if *imscc == "" {
		t.Skip("no cartridge is named")
	}
	data, err := os.ReadFile(*imscc)
	if err != nil {
		t.Fatal(err)
	}
	for _, system := range importers {
		pages, err := system.read(data)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(*folder, system.name)
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			page := "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title></title></head><body>\n" + p.HTML + "\n</body></html>\n"
			if err := os.WriteFile(filepath.Join(dir, p.Name), []byte(page), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// What is code arrives to the letter in both systems, and so does every line of the modules.
func TestCodeArrives(t *testing.T) {
	for _, s := range samples(t) {
		files, course := s.cartridge(t)
		for _, data := range files {
			for _, system := range importers {
				t.Run(s.name+"/"+system.name, func(t *testing.T) {
					pages, err := system.read(data)
					if err != nil {
						t.Fatal(err)
					}
					var all strings.Builder
					for _, p := range pages {
						all.WriteString(html.UnescapeString(tag.ReplaceAllString(p.HTML, "")) + "\n")
					}
					missing := 0
					for _, text := range codeOf(course) {
						if !strings.Contains(all.String(), text) {
							missing++
							t.Logf("this code did not arrive as it is:\n%s", text)
						}
					}
					if missing > 0 {
						t.Errorf("%d code samples did not arrive", missing)
					}
				})
			}
		}
	}
}

// Assignments and discussions of the zoo arrive in both systems as lines of their own.
func TestTasksArrive(t *testing.T) {
	files, _ := sample{name: "zoo", folder: "../testdata/courses/zoo"}.cartridge(t)
	for _, data := range files {
		for _, system := range importers {
			pages, err := system.read(data)
			if err != nil {
				t.Fatal(err)
			}
			for title, says := range map[string]string{
				"A feeding plan": "what it eats in a week", "Should zoos exist?": "and what does not", "A sign for a cage": "at most twenty words",
			} {
				arrived := slices.ContainsFunc(pages, func(p lms.Page) bool {
					return strings.HasPrefix(p.HTML, "<h3>"+title+"</h3>") && strings.Contains(p.HTML, says) && !p.Hidden
				})
				if !arrived {
					t.Errorf("%s: %s did not arrive", system.name, title)
				}
			}
		}
	}
}

// cartridge returns the cartridge of a sample, and its course.
func (s sample) cartridge(t *testing.T) (map[string][]byte, *content.Course) {
	t.Helper()
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	var sink export.Memory
	result, err := export.Run(context.Background(), export.Options{
		FS: root.FS(), Folder: filepath.Base(s.folder), Layout: s.layout, Formats: []string{"imscc"},
	}, &sink, &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	return sink.Files(), result.Course
}

// codeOf returns the code samples of a course.
func codeOf(course *content.Course) (texts []string) {
	for p := range course.Parts {
		content.Walk(p, func(n content.Node) bool {
			if c, ok := n.(*content.CodeBlock); ok {
				texts = append(texts, strings.TrimRight(c.Text, "\n"))
			}
			return true
		})
	}
	return texts
}
