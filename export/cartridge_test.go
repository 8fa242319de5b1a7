package export_test

import (
	"bytes"
	"context"
	"flag"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

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
		files, course, _ := s.cartridge(t)
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

// Words, formulas and pictures arrive in both systems, and the links that Moodle loses are those that were told.
func TestAllArrives(t *testing.T) {
	for _, s := range samples(t) {
		files, course, told := s.cartridge(t)
		var links, named []content.Pos
		wants := arrivals{words: map[string]int{}}
		linked := func(n content.Node) {
			if l, ok := n.(*content.Link); ok { // links to pages for instructors are none in any copy
				if to, ok := l.Target.(content.Internal); ok && !to.Part.Instructor {
					links = append(links, l.Pos)
				}
			}
		}
		for l := range course.Lessons {
			for _, n := range l.Meta.Prerequisites {
				linked(n)
			}
		}
		for p := range course.Parts {
			content.Walk(p, func(n content.Node) bool {
				wants.add(n)
				linked(n)
				return true
			})
		}
		for _, d := range told {
			if d.Code == "link-named" {
				named = append(named, d.Pos)
			}
		}
		if links, named = distinct(links), distinct(named); !slices.Equal(links, named) {
			t.Errorf("%s: %d links are lost, and %d are told", s.name, len(links), len(named))
		}
		for _, data := range files {
			for _, system := range importers {
				pages, err := system.read(data)
				if err != nil {
					t.Fatalf("%s: %s: %v", s.name, system.name, err)
				}
				wants.compare(t, s.name+" in "+system.name, pages)
			}
		}
	}
}

func distinct(all []content.Pos) []content.Pos {
	slices.SortFunc(all, content.Pos.Compare)
	return slices.Compact(all)
}

// arrivals are what a course has.
type arrivals struct {
	words              map[string]int
	formulas, pictures int
}

func (a *arrivals) add(n content.Node) {
	switch n := n.(type) {
	case *content.Text:
		a.say(n.Text)
	case *content.Code:
		a.say(n.Text)
	case *content.CodeBlock:
		a.say(n.Text)
	case *content.ShortText:
		a.say(strings.Join(n.Accept, " "))
	case *content.Math, *content.MathBlock:
		a.formulas++
	case *content.Image:
		if n.Asset != nil {
			a.pictures++
		}
	}
}

var wordSigns = regexp.MustCompile(`[\pL\pN]+`)

func (a *arrivals) say(text string) {
	for _, word := range wordSigns.FindAllString(text, -1) {
		a.words[word]++
	}
}

// compare compares what a course has with what arrived. Pages say more than the course: titles, and tasks twice.
func (a *arrivals) compare(t *testing.T, where string, pages []lms.Page) {
	var all strings.Builder
	for _, p := range pages {
		all.WriteString(p.HTML + "\n")
	}
	formulas, pictures := strings.Count(all.String(), "<math"), strings.Count(all.String(), "<img")
	if formulas < a.formulas || pictures < a.pictures {
		t.Errorf("%s: %d of %d formulas and %d of %d pictures arrived", where, formulas, a.formulas, pictures, a.pictures)
	}
	joined, apart := arrivals{words: map[string]int{}}, arrivals{words: map[string]int{}}
	joined.say(html.UnescapeString(tag.ReplaceAllString(inlineTag.ReplaceAllString(all.String(), ""), " ")))
	apart.say(html.UnescapeString(tag.ReplaceAllString(all.String(), " ")))
	var missing []string
	total := 0
	for word, n := range a.words {
		total += n
		for range n - max(joined.words[word], apart.words[word]) {
			missing = append(missing, word)
		}
	}
	if len(missing)*1000 > total {
		slices.Sort(missing)
		t.Errorf("%s: %d of %d words are missing: %s", where, len(missing), total, missing[:min(len(missing), 50)])
	}
}

// inlineTag are the marks of what may stand within a word.
var inlineTag = regexp.MustCompile(`</?(?:em|strong|code|span|sub|sup|del|ins|b|i|u|mark|a|kbd|abbr|small)\b[^>]*>`)

// Assignments and discussions of the zoo arrive in both systems as lines of their own.
func TestTasksArrive(t *testing.T) {
	files, _, _ := sample{name: "zoo", folder: "../testdata/courses/zoo"}.cartridge(t)
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

// cartridge returns the cartridge of a sample, its course and what was told.
func (s sample) cartridge(t *testing.T) (map[string][]byte, *content.Course, []diag.Diagnostic) {
	t.Helper()
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	var sink export.Memory
	var told reports
	result, err := export.Run(context.Background(), export.Options{
		FS: root.FS(), Folder: filepath.Base(s.folder), Layout: s.layout, Formats: []string{"imscc"}, Edition: content.Instructor,
	}, &sink, &told)
	if err != nil {
		t.Fatal(err)
	}
	return sink.Files(), result.Course, told.all
}

// reports are all that is told, each place by itself.
type reports struct {
	mu  sync.Mutex
	all []diag.Diagnostic
}

func (r *reports) Report(d diag.Diagnostic) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, d)
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

// An edit of one lesson's text changes its two pages and nothing else: no name, no identifier, no other page.
func TestAnEditStaysInItsLesson(t *testing.T) {
	cartridge := func(tides string) map[string][]byte {
		fsys := fstest.MapFS{
			"coursepack.yaml": {Data: []byte("id: sea\nlanguage: en\n")},
			"1-waves.md":      {Data: []byte("# Waves\n\nSee [tides](2-tides.md).\n")},
			"2-tides.md":      {Data: []byte("# Tides\n\n" + tides + "\n\n```quiz\nTwice a day?\n\n= true\n```\n")},
			"3-ebb.md":        {Data: []byte("# Ebb\n\n```quiz\nHow long, in hours?\n\n= 6\n```\n")},
		}
		var sink export.Memory
		if _, err := export.Run(context.Background(), export.Options{FS: fsys, Formats: []string{"imscc"}}, &sink, &diag.List{}); err != nil {
			t.Fatal(err)
		}
		return entriesOf(t, sink.Files()["sea.imscc"])
	}
	before, after := cartridge("The moon pulls."), cartridge("The moon pulls, and the sun does, too.")
	var changed []string
	for name, text := range after {
		if old, ok := before[name]; !ok || !bytes.Equal(old, text) {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	if want := []string{"pages/tides.html", "wiki_content/tides.html"}; !slices.Equal(changed, want) || len(before) != len(after) {
		t.Errorf("of %d files and then %d, these changed: %s", len(before), len(after), changed)
	}
}
