package epub

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coursepack/formats/internal/zipfile"
)

var (
	update = flag.Bool("update", false, "rewrite the golden files")
	keep   = flag.String("keep", "", "write the books of the tests into this `folder`, for other programs to check")
)

const (
	pixel       = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#345"/></svg>`
	formulaBody = `<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math>`
	style       = "body { line-height: 1.5 }\n"
)

func pagebreak(n int) string {
	return fmt.Sprintf(`<span id="page%d" epub:type="pagebreak" role="doc-pagebreak" title="%[1]d"></span>`, n)
}

func file(name, mediaType, content string) resource {
	return resource{Name: name, MediaType: mediaType, Open: zipfile.Bytes([]byte(content))}
}

// small is a book with one of everything.
func small() *book {
	return &book{
		ID:       "urn:uuid:5e1ab7d2-5b7e-5c11-9a54-0c8d1a4d2c11",
		Title:    "Waves & Particles",
		Language: "en-GB",
		Modified: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC),
		Authors: []person{
			{Name: "Ann Example", FileAs: "Example, Ann"},
			{Name: "Bob Sample", Role: "ill"},
		},
		Contributors: []person{{Name: "Cy Editor", Role: "edt"}},
		Publisher:    "Example Press",
		Rights:       "CC BY 4.0",
		Description:  "A first\n course.",
		Subjects:     []string{"Physics", "Light"},
		Sources:      []string{"https://example.org/waves"},
		Date:         time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC),
		Accessibility: accessibility{
			AccessModes:           []string{"textual", "visual"},
			AccessModesSufficient: []string{"textual,visual", "textual"},
			Features:              []string{"MathML", "tableOfContents"},
			Hazards:               []string{"none"},
			Summary:               "Every picture has a text.",
			ConformsTo:            "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
			CertifiedBy:           "Example Press",
		},
		Docs: []doc{
			{Name: "c0001.xhtml", Title: "Waves", Body: []byte(`<section><h1>Waves</h1><p>` + pagebreak(1) + `Water, ` + formulaBody + `.</p>` +
				"<pre>a\n  b</pre>" + `<p><img src="images/pixel.svg" alt="A square"/> <a href="c0003.xhtml">More</a></p></section>`)},
			{Name: "c0002.xhtml", Title: "Particles", Body: []byte(`<section><h1>Particles</h1><h2 id="light">Light</h2>` + pixel +
				`<p>` + pagebreak(2) + `<a href="https://example.org/">Elsewhere</a></p></section>`)},
			{Name: "c0003.xhtml", Title: "Notes", Body: []byte(`<h1>Notes</h1><p>One.</p>`), NonLinear: true},
		},
		Styles: []resource{file("book.css", "text/css", style)},
		Assets: []resource{file("images/pixel.svg", "image/svg+xml", pixel)},
		Cover:  "images/pixel.svg",
		Nav: []link{
			{Title: "Part 1", Children: []link{
				{Title: "Waves", Href: "c0001.xhtml"},
				{Title: "Particles", Href: "c0002.xhtml", Children: []link{{Title: "Light", Href: "c0002.xhtml#light"}}},
			}},
			{Title: "Notes", Href: "c0003.xhtml"},
		},
		Landmarks: []landmark{{"bodymatter", "Start", "c0001.xhtml"}},
		Pages:     []link{{Title: "1", Href: "c0001.xhtml#page1"}, {Title: "2", Href: "c0002.xhtml#page2"}},
		PagesOf:   "Waves & Particles, PDF edition",
	}
}

// nasty is a book in Arabic whose texts try everything, with a page whose title
// is blank after every other.
func nasty() *book {
	const title = "مقدمة <b>&\"'\x00\x1b[31m \t\n第一課 \xff\ufffe]]> \U0001F600"
	b := &book{
		ID:       "urn:uuid:00000000-0000-5000-8000-000000000000",
		Title:    title,
		Language: "ar",
		Dir:      "rtl",
		Contents: "المحتويات",
		Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.FixedZone("", 3600)),
		Authors:  []person{{Name: title, FileAs: title}, {Name: "\x01", FileAs: title}},
		Subjects: []string{title, "\x02"},
		Rights:   title,
		Assets:   []resource{file("a.svg", "image/svg+xml", pixel)},
	}
	for i := range 300 {
		b.Docs = append(b.Docs, doc{
			Name:  fmt.Sprintf("c%04d.xhtml", i+1),
			Title: []string{title, "\x03 "}[i%2],
			Body:  fmt.Appendf(nil, `<h1>%d &lt;body&gt; ]]&gt;</h1><p title="&lt;/body>">x<!-- </body> <svg> --></p>`, i),
		})
	}
	b.Nav = chain(b.Docs)
	return b
}

// chain nests links to documents 40 deep, then begins anew.
func chain(docs []doc) []link {
	if len(docs) == 0 {
		return nil
	}
	n := min(40, len(docs))
	var inner []link
	for i := n - 1; i >= 0; i-- {
		inner = []link{{Title: docs[i].Title, Href: docs[i].Name, Children: inner}}
	}
	return append(inner, chain(docs[n:])...)
}

func write(t testing.TB, b *book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := b.write(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func unzip(t *testing.T, b []byte) (names []string, files map[string][]byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
		files[f.Name] = content
	}
	return names, files
}

func TestFilesOfTheSmallBook(t *testing.T) {
	epub := write(t, small())
	keepBook(t, "small.epub", epub)
	names, files := unzip(t, epub)
	golden(t, "files.txt", []byte(strings.Join(names, "\n")+"\n"))
	for _, name := range []string{"package.opf", "nav.xhtml", "toc.ncx", "c0001.xhtml"} {
		golden(t, name, files["EPUB/"+name])
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s: -want +got:\n%s", path, diff)
	}
}

func keepBook(t *testing.T, name string, epub []byte) {
	t.Helper()
	if *keep == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*keep, name), epub, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestEveryFileIsWellFormed(t *testing.T) {
	for name, b := range map[string]*book{"small": small(), "nasty": nasty()} {
		epub := write(t, b)
		keepBook(t, name+".epub", epub)
		_, files := unzip(t, epub)
		for file, content := range files {
			if strings.HasSuffix(file, ".css") || file == "mimetype" {
				continue
			}
			d := xml.NewDecoder(bytes.NewReader(content))
			for {
				_, err := d.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("%s: %s: %v\n%s", name, file, err, content)
				}
			}
		}
	}
}

func TestBodiesArriveAsTheyWere(t *testing.T) {
	for _, b := range []*book{small(), nasty()} {
		_, files := unzip(t, write(t, b))
		for _, d := range b.Docs {
			if !bytes.Contains(files["EPUB/"+d.Name], append([]byte("<body>\n"), d.Body...)) {
				t.Fatalf("%s has lost its body:\n%s", d.Name, files["EPUB/"+d.Name])
			}
		}
	}
}

func TestSameBytesEachTime(t *testing.T) {
	for _, b := range []*book{small(), nasty()} {
		want := write(t, b)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				var out bytes.Buffer
				if err := b.write(context.Background(), &out); err != nil {
					t.Error(err)
				} else if !bytes.Equal(out.Bytes(), want) {
					t.Error("two runs differ")
				}
			})
		}
		wg.Wait()
	}
}

func TestMistakesOfTheProgramAreErrors(t *testing.T) {
	for name, spoil := range map[string]func(*book){
		"no title":                func(b *book) { b.Title = " \x01" },
		"no language":             func(b *book) { b.Language = "" },
		"no documents":            func(b *book) { b.Docs = nil },
		"no navigation":           func(b *book) { b.Nav = nil },
		"document elsewhere":      func(b *book) { b.Docs[0].Name = "../../c0001.xhtml" },
		"document with a space":   func(b *book) { b.Docs[0].Name = "c 1.xhtml" },
		"asset elsewhere":         func(b *book) { b.Assets[0].Name = "../pixel.svg" },
		"two documents, a name":   func(b *book) { b.Docs[1].Name = b.Docs[0].Name; b.Nav = b.Nav[1:] },
		"a document called nav":   func(b *book) { b.Docs[2].Name = "nav.xhtml"; b.Nav = b.Nav[:1] },
		"cover that is not here":  func(b *book) { b.Cover = "cover.png" },
		"link to nowhere":         func(b *book) { b.Nav[0].Children[1].Children[0].Href = "c9.xhtml#x" },
		"landmark to nowhere":     func(b *book) { b.Landmarks[0].Href = "x" },
		"contents behind nothing": func(b *book) { b.ContentsBehind = "c9.xhtml" },
		"heading over nothing":    func(b *book) { b.Nav[0].Children = nil },
	} {
		b := small()
		spoil(b)
		if err := b.write(context.Background(), io.Discard); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// What a reading system remembers of a page still holds when others come before it.
func TestIDsOfPagesDoNotDependOnTheirPlace(t *testing.T) {
	const item = `<item id="f-c0002" href="c0002.xhtml"`
	b := small()
	b.Docs = append([]doc{{Name: "new.xhtml", Title: "New", Body: []byte("<h1>New</h1>")}}, b.Docs...)
	for _, b := range []*book{small(), b} {
		_, files := unzip(t, write(t, b))
		if opf := string(files["EPUB/package.opf"]); !strings.Contains(opf, item) {
			t.Errorf("no %s in\n%s", item, opf)
		}
	}
}

func TestErrorsOfTheRunAreReturned(t *testing.T) {
	lost := errors.New("the disk went away")
	b := small()
	b.Assets[0].Open = func() (io.ReadCloser, error) { return nil, lost }
	if err := b.write(context.Background(), io.Discard); !errors.Is(err, lost) {
		t.Errorf("a lost asset: %v", err)
	}
	if err := small().write(context.Background(), full{}); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := small().write(ctx, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run: %v", err)
	}
}

// go-epub chooses its folder when the program starts, so these run in another.
func TestTemporaryFiles(t *testing.T) {
	run := func(tmp, test string) {
		cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$")
		cmd.Env = append(os.Environ(), "TMPDIR="+tmp, "TMP="+tmp, inChild+"=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", test, err, out)
		}
	}
	dir := t.TempDir()
	run(dir, "TestErrorsOfTheRunAreReturned")
	run(filepath.Join(dir, "gone"), "TestStagingWithoutAFolder")
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

const inChild = "EPUB_TEST_IN_CHILD"

func TestStagingWithoutAFolder(t *testing.T) {
	if os.Getenv(inChild) == "" {
		return // TestTemporaryFiles runs it, in a process without a folder for temporary files
	}
	if err := small().write(context.Background(), io.Discard); err == nil || !strings.Contains(err.Error(), "staging") {
		t.Errorf("the error is %v", err)
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestGoEpubReachesNoNetwork(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("it asked the server")
	}))
	defer server.Close()
	if _, err := newEpub().AddImage(server.URL+"/a.png", "a.png"); err == nil {
		t.Error("it has an image from the network")
	}
}

func TestFeatures(t *testing.T) {
	for body, want := range map[string]string{
		`<p>x</p>`:                           "",
		`<p>` + formulaBody + pixel + `</p>`: "mathml svg",
		`<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/>`:        "mathml",
		`<p title="&lt;svg> <math>">x</p>`:                              "",
		`<p><!-- <svg> <math/> --><![CDATA[ <svg/> ]]><?x <svg> ?></p>`: "",
		`<p title='a > b "' onclick = 'x()'>x</p>`:                      "scripted",
		"<form\naction=\"x\">x</form>":                                  "scripted",
		`<script src="a.js"></script>`:                                  "scripted",
		`<script type="text/javascript">x</script>`:                     "scripted",
		`<script type="application/json">{}</script>`:                   "",
		`<p><input type="text"/><button>x</button></p>`:                 "",
		`<math`:      "",
		`<`:          "",
		`<p a`:       "",
		`<p a= `:     "",
		`<p a="<!--`: "",
	} {
		if got := strings.Join(scan([]byte(body)).properties(), " "); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, d := range append(small().Docs, nasty().Docs[0]) {
		f.Add(d.Body)
	}
	f.Fuzz(func(_ *testing.T, body []byte) { scan(body) })
}

func TestNothingIsLoadedFromOutside(t *testing.T) {
	for body, ok := range map[string]bool{
		`<img src="images/pixel.svg"/>`:                                   true,
		`<a href="https://example.org/">x</a>`:                            true,
		`<audio src="HTTPS://example.org/a.mp3"/>`:                        false,
		`<video src="a.mp4" poster='//example.org/a'/>`:                   false,
		`<link rel="stylesheet" href="http://example.org/a.css"/>`:        false,
		`<svg><image xlink:href="https://example.org/a.png"/></svg>`:      false,
		`<svg><a xlink:href="https://example.org/"><path/></a></svg>`:     true,
		`<img src="a.png" srcset="https://example.org/a.png 2x" alt=""/>`: false,
	} {
		b := small()
		b.Docs[0].Body = []byte(body)
		if err := b.write(context.Background(), io.Discard); (err == nil) != ok {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// BenchmarkWrite writes 18 pages of 40 KB that compress like prose.
func BenchmarkWrite(b *testing.B) {
	course := small()
	course.Nav, course.Pages, course.Landmarks, course.Docs = nil, nil, nil, nil
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 18 {
		name := fmt.Sprintf("c%04d.xhtml", i+1)
		course.Docs = append(course.Docs, doc{Name: name, Title: "Page", Body: prose(r, 40_000)})
		course.Nav = append(course.Nav, link{Title: "Page", Href: name})
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := course.write(context.Background(), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// prose makes paragraphs of words that are many but not equally frequent.
func prose(r *rand.Rand, size int) []byte {
	var b bytes.Buffer
	for b.Len() < size {
		b.WriteString("<p>")
		for range 60 {
			fmt.Fprintf(&b, "%s ", strconv.FormatFloat(r.ExpFloat64()*500, 'f', 0, 64))
		}
		b.WriteString(formulaBody + "</p>\n")
	}
	return b.Bytes()
}
