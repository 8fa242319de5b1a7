package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/resolve"
	"coursepack/export"
)

// Whatever is left out of a course, what is left is whole.
func TestEditionsAreFinished(t *testing.T) {
	for _, s := range samples(t) {
		course := read(t, s)
		before := content.DumpString(course)
		for _, e := range content.Editions {
			for _, in := range []resolve.Medium{{}, {Graded: true}, {Graded: true, Hides: true}} {
				if err := content.Check(resolve.Edition(course, e, in, &diag.List{})); err != nil {
					t.Errorf("%s, %s: %v", s.name, e, err)
				}
			}
		}
		if content.DumpString(course) != before {
			t.Errorf("%s: an edition changed the course", s.name)
		}
	}
}

// The page of guides in the zoo has a word that is for instructors, one that answers a self-check and one that a question
// says to who has answered. Nobody else finds the first, and students none but those that a system has to know.
func TestNoEditionTellsWhatIsForAnother(t *testing.T) {
	const staff, solution, feedback = "backstage", "pangolin", "aardvark"
	for _, e := range content.Editions {
		files, _ := exported(t, sample{folder: "../testdata/courses/zoo"}, func(o *export.Options) {
			o.Edition, o.Formats = e, []string{"all"}
		})
		for _, info := range export.Formats() {
			t.Run(string(e)+"/"+info.Name, func(t *testing.T) {
				if info.Name == "pdf" {
					isAccessible(t, files["zoo"+e.Suffix()+info.Suffix])
				}
				text := everyText(t, files["zoo"+e.Suffix()+info.Suffix], info.Suffix)
				if books := info.Name == "pdf" || info.Name == "epub"; books && strings.Contains(text, string(e)+" edition") != (e != content.Full) {
					t.Errorf("the title does not say that it is the %s edition, or does", e)
				}
				for word, wanted := range map[string]bool{
					staff:    e == content.Instructor,
					solution: e != content.Student,
					feedback: e != content.Student || info.Graded,
				} {
					if found := strings.Contains(text, word); found != wanted {
						t.Errorf("%s: %v, want %v", word, found, wanted)
					}
				}
			})
		}
	}
}

// Learners who share a course with their instructor see nothing of what a cartridge has for instructors.
func TestCartridgesHideWhatIsForInstructors(t *testing.T) {
	files, _ := exported(t, sample{folder: "../testdata/courses/zoo"}, func(o *export.Options) {
		o.Edition, o.Formats = content.Instructor, []string{"imscc"}
	})
	for _, system := range importers {
		pages, err := system.read(files["zoo-instructor.imscc"])
		if err != nil {
			t.Fatal(err)
		}
		hidden := 0
		for _, p := range pages {
			if p.Hidden {
				hidden++
			}
			if backstage := strings.Contains(strings.ToLower(p.HTML), "backstage"); backstage != p.Hidden {
				t.Errorf("%s: %s is for instructors %v and hidden %v", system.name, p.Name, backstage, p.Hidden)
			}
		}
		if hidden != 3 { // the page, its quiz, and the note on another page
			t.Errorf("%s: %d pages are hidden", system.name, hidden)
		}
	}
}

// everyText returns whatever text there is in a file, in small letters: of a PDF what it shows, of a zip all that is in it.
func everyText(t *testing.T, data []byte, suffix string) string {
	t.Helper()
	if len(data) == 0 {
		t.Fatal("no such file")
	}
	if suffix == ".pdf" {
		file := filepath.Join(t.TempDir(), "a.pdf")
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return strings.ToLower(run(t, "pdftotext", file, "-").stdout)
	}
	if !bytes.HasPrefix(data, []byte("PK")) {
		return strings.ToLower(string(data))
	}
	var all strings.Builder
	for _, entry := range entriesOf(t, data) {
		all.Write(entry)
	}
	return strings.ToLower(all.String())
}
