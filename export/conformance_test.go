package export_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
				t.Run(filepath.Ext(name), func(t *testing.T) { conforms(t, file, !s.large) })
			}
		})
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
	case strings.HasSuffix(file, "-scorm12.zip"):
		folder := unpacked(t, file)
		accepts(t, htmlcheck, folder)
		accepts(t, scormManifest, filepath.Join(folder, "imsmanifest.xml"))
		if browser {
			accepts(t, axe, folder)
			accepts(t, scormPlay, folder)
		}
	default:
		t.Errorf("no judge for %s", file)
	}
}
