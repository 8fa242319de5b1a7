package export_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// A check that cannot fail proves nothing: every judge accepts the smallest good
// example, and rejects it once one thing in it is spoilt.

// A spoiling replaces one text in an example, and why is part of the complaint it must bring.
type spoiling struct{ name, old, new, why string }

var pages = []spoiling{
	{"no alternative text", "<p>The first page.</p>", `<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="></p>`, "image-alt"},
	{"no contrast in the dark", "</head>\n<body><h1>A", "<style>@media (prefers-color-scheme: dark) { p { color: #eee } }</style></head>\n<body><h1>A", "color-contrast"},
	{"a script that fails", "<p>The first page.</p>", "<script>nothing()</script>", "nothing is not defined"},
}

var markup = []spoiling{
	{"an element in the wrong place", "<p>The first page.</p>", "<p>The <p>first</p></p>", "p"},
	{"an id twice", "<h1>A</h1>", `<h1 id="a">A</h1><p id="a">B</p>`, "Duplicate ID"},
}

var manifests = []spoiling{
	{"no identifier", ` identifier="sco"`, "", "identifier"},
	{"no resources", "resources>", "files>", "resources"},
	{"an unknown type of SCO", `scormtype="sco"`, `scormtype="page"`, "scormtype"},
}

var players = []spoiling{
	{"forgets the place", "get('core.lesson_location') || ", "", "was left at"},
	{"commits only at the end", "  call('Commit', '');\n", "", `visit "close": opens at a.html, was left at b.html`},
	{"lowers the status", "if (!done) set", "set", "after completed"},
	{"never sets a status", "set('core.lesson_status'", "get('core.lesson_status'", "the status is never set"},
	{"never sets a score", "set('core.score.raw', '100');", "", "the score not set"},
	{"sets a score beyond the scale", "'100'", "'101'", "error 405"},
	{"never finishes", "call('Finish', '');", "", "the session is not closed"},
	{"reaches too few pages", "'c.html', 'd.html'", "'d.html'", "Next never comes to c.html"},
	{"misses a page", "'c.html'", "'lost.html'", "404 for lost.html"},
	{"asks the network", "<h1>A</h1>", `<h1>A</h1><img alt="" src="https://example.org/a.png">`, "asks the network for https://example.org/a.png"},
	{"needs an LMS", "api ? api['LMS' + name](...args) : ''", "api['LMS' + name](...args)", "without an LMS: script"},
	{"keeps too much", "set('core.lesson_location', name);", "set('core.lesson_location', name); set('suspend_data', 'x'.repeat(5000));", "not within 4096"},
}

func TestJudgesOfAPackage(t *testing.T) {
	for _, j := range []struct {
		name      string
		judge     judge
		file      string
		spoilings []spoiling
	}{
		{"axe", axe, "", pages},
		{"html", htmlcheck, "", markup},
		{"manifest", scormManifest, "imsmanifest.xml", manifests},
		{"play", scormPlay, "", players},
	} {
		t.Run(j.name, func(t *testing.T) {
			example := readExample(t, "scorm")
			accepts(t, j.judge, filepath.Join(folderOf(t, example), j.file))
			for _, s := range j.spoilings {
				t.Run(s.name, func(t *testing.T) {
					t.Parallel()
					folder := folderOf(t, s.spoil(t, example))
					rejects(t, j.judge, filepath.Join(folder, j.file), s.why)
				})
			}
		})
	}
}

func TestJudgeOfABook(t *testing.T) {
	example := readExample(t, "epub")
	accepts(t, epubcheck, bookOf(t, example))
	accepts(t, axe, unpacked(t, bookOf(t, example)))
	for _, s := range []spoiling{
		{"an error", `<a href="nav.xhtml">`, `<a href="lost.xhtml">`, "RSC-007"},
		{"a warning", "<title>Contents</title>", "", "WARNING(RSC-017)"},
	} {
		t.Run(s.name, func(t *testing.T) {
			rejects(t, epubcheck, bookOf(t, s.spoil(t, example)), s.why)
		})
	}
}

func TestJudgesOfAPDF(t *testing.T) {
	accepts(t, pdfChecks, pdfOf(t, type3, "BT /F 12 Tf (a) Tj ET"))
	for _, bad := range []struct {
		name          string
		judge         judge
		font, content string
		why           string
	}{
		{"a font of the reader's", pdfFonts, helvetica, "BT /F 12 Tf (a) Tj ET", "Helvetica"},
		{"no text", pdfText, type3, "0 0 5 5 re f", "no text"},
		{"an unknown operator", pdfPages, type3, "BT /F 12 Tf (a) Tj ET nonsense", "nonsense"},
		{"an unclosed string", pdfSyntax, type3 + " (", "", "string"},
	} {
		t.Run(bad.name, func(t *testing.T) {
			file := pdfOf(t, bad.font, bad.content)
			rejects(t, bad.judge, file, bad.why)
			rejects(t, pdfChecks, file, bad.why)
		})
	}
}

// rejects fails the test unless j complains about path, and why is part of the complaint.
func rejects(t *testing.T, j judge, path, why string) {
	t.Helper()
	if complaint := j(t, path); !strings.Contains(complaint, why) {
		t.Errorf("the complaint is %q, without %q", complaint, why)
	}
}

func readExample(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	example, err := txtar.ParseFile(filepath.Join("testdata", "conformance", name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	return example
}

// spoil returns a copy of the example with s.old replaced in the first file that has it.
func (s spoiling) spoil(t *testing.T, example *txtar.Archive) *txtar.Archive {
	t.Helper()
	spoilt := &txtar.Archive{Files: append([]txtar.File(nil), example.Files...)}
	for i, file := range spoilt.Files {
		if bytes.Contains(file.Data, []byte(s.old)) {
			spoilt.Files[i].Data = bytes.ReplaceAll(file.Data, []byte(s.old), []byte(s.new))
			return spoilt
		}
	}
	t.Fatalf("no file of the example has %q", s.old)
	return nil
}

func folderOf(t *testing.T, example *txtar.Archive) string {
	t.Helper()
	folder := t.TempDir()
	if err := txtar.Write(example, folder); err != nil {
		t.Fatal(err)
	}
	return folder
}

func bookOf(t *testing.T, example *txtar.Archive) string {
	t.Helper()
	var book bytes.Buffer
	archive := zip.NewWriter(&book)
	for _, file := range example.Files {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: file.Name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		// The media type is the file's magic number: no line end.
		w.Write(bytes.TrimSuffix(file.Data, []byte("\n")))
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return fileOf(t, "book.epub", book.Bytes())
}

const (
	helvetica = "/Subtype /Type1 /BaseFont /Helvetica"
	// Type 3 fonts are drawn by the file itself, so that one fits in a line.
	type3 = "/Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 97 /LastChar 97 /Widths [9]" +
		" /CharProcs << /a 5 0 R >> /Encoding << /Differences [97 /a] >> /Resources << >>"
)

// pdfOf writes a PDF file of one page with one font, F.
func pdfOf(t *testing.T, font, content string) string {
	t.Helper()
	stream := func(s string) string { return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(s), s) }
	var pdf bytes.Buffer
	var offsets []int
	pdf.WriteString("%PDF-1.4\n")
	for i, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 90 90] /Contents 4 0 R /Resources << /Font << /F 6 0 R >> >> >>",
		stream(content),
		stream("9 0 0 0 9 9 d1 0 0 9 9 re f"),
		"<< /Type /Font " + font + " >>",
	} {
		offsets = append(offsets, pdf.Len())
		fmt.Fprintf(&pdf, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := pdf.Len()
	fmt.Fprintf(&pdf, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&pdf, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&pdf, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return fileOf(t, "page.pdf", pdf.Bytes())
}

func fileOf(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}
