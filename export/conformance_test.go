package export_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"coursepack/export"
	"coursepack/formats/pdf/ua"
)

// Every sample passes every judge of its formats.
func TestSamplesConform(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			files, _ := s.export(t)
			for name, data := range files {
				file := filepath.Join(t.TempDir(), name)
				if err := os.WriteFile(file, data, 0o666); err != nil {
					t.Fatal(err)
				}
				t.Run(filepath.Ext(name), func(t *testing.T) {
					t.Parallel()
					conforms(t, file, !s.large)
				})
			}
		})
	}
}

// Cartridges of every sample have valid pages that everybody can read, those for Canvas as well as those for Moodle.
func TestCartridgesConform(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			files, _, _ := s.cartridge(t)
			for name, data := range files {
				file := filepath.Join(t.TempDir(), name)
				if err := os.WriteFile(file, data, 0o666); err != nil {
					t.Fatal(err)
				}
				conforms(t, file, s.name == "zoo") // which has everything
			}
		})
	}
}

// resolveFiles makes addresses of files in pages for Canvas what they are after the import.
func resolveFiles(t *testing.T, folder string) {
	pages, err := filepath.Glob(filepath.Join(folder, "wiki_content", "*.html"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages for Canvas: %v", len(pages), err)
	}
	for _, page := range pages {
		text := strings.ReplaceAll(contentOf(t, page), "$IMS-CC-FILEBASE$", "../web_resources")
		if err := os.WriteFile(page, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// conforms asks the judges of a file, those in a browser only if asked to.
func conforms(t *testing.T, file string, browser bool) {
	switch {
	case strings.HasSuffix(file, ".epub"):
		accepts(t, epubcheck, file)
		if browser {
			accepts(t, axe, unpacked(t, file))
		}
	case strings.HasSuffix(file, ".pdf"):
		accepts(t, pdfChecks, file)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		isAccessible(t, data)
	case strings.HasSuffix(file, "-scorm12.zip"):
		folder := unpacked(t, file)
		accepts(t, htmlcheck, folder)
		accepts(t, scormManifest, filepath.Join(folder, "imsmanifest.xml"))
		if browser {
			accepts(t, axe, folder)
			accepts(t, scormPlay, folder)
		}
	case strings.HasSuffix(file, ".imscc"):
		folder := unpacked(t, file)
		accepts(t, htmlcheck, folder)
		if browser {
			resolveFiles(t, folder)
			accepts(t, axe, folder)
		}
	default:
		t.Errorf("no judge for %s", file)
	}
}

// isAccessible checks that a PDF follows PDF/UA.
func isAccessible(t *testing.T, pdf []byte) {
	t.Helper()
	findings, err := ua.Check(pdf)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Error(f)
	}
}

// Handouts of more real courses, in Persian and Japanese, too, are for everyone.
func TestHandoutsAreAccessible(t *testing.T) {
	for _, s := range []sample{
		{"generative", "../../shared/courses/cs236notes", "", true},
		{"git", "../../shared/courses/git-novice", "", true},
		{"sequencing", "../../shared/courses/sib-ngs", "", true},
		{"persian", "../../shared/courses/hf-course/chapters/fa", "folder", true},
		{"japanese", "../../shared/courses/hf-course/chapters/ja", "folder", true},
	} {
		t.Run(s.name, func(t *testing.T) {
			if _, err := os.Stat(s.folder); err != nil {
				t.Skipf("the course is not on this machine: %v", err)
			}
			files, _ := exported(t, s, func(o *export.Options) { o.Formats = []string{"pdf"} })
			for _, data := range files {
				isAccessible(t, data)
			}
		})
	}
}
