package export_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"coursepack/content/diag"
	"coursepack/export"
)

// zooBook is the book of the sample with one of everything under settings for books.
func zooBook(t *testing.T, settings string, formats ...string) map[string][]byte {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("../testdata/courses/zoo")); err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile(filepath.Join(folder, export.SettingsFile))
	if err != nil {
		t.Fatal(err)
	}
	own = append(own, "\nepub: {"+settings+"}\n"...)
	if err := os.WriteFile(filepath.Join(folder, export.SettingsFile), own, 0o666); err != nil {
		t.Fatal(err)
	}
	sink := &export.Memory{}
	opt := export.Options{FS: os.DirFS(folder), Folder: "zoo", Formats: formats, Tool: "coursepack test"}
	if _, err := export.Run(context.Background(), opt, sink, &diag.List{}); err != nil {
		t.Fatal(err)
	}
	return sink.Files()
}

// The sample with one of everything passes the judges whatever is chosen.
func TestBooksConform(t *testing.T) {
	for _, settings := range []string{
		"profile: kindle, subjects: [Animals], series: {name: Samples, volume: 2}",
		"page_list: true, fonts: true",
	} {
		t.Run(settings, func(t *testing.T) {
			t.Parallel()
			for name, book := range zooBook(t, settings, "epub") {
				file := filepath.Join(t.TempDir(), name)
				if err := os.WriteFile(file, book, 0o666); err != nil {
					t.Fatal(err)
				}
				conforms(t, file, true)
			}
		})
	}
}

// The pages of a book are those of the PDF, which need not be asked for.
func TestPageListIsTheSameWhateverElseIsWritten(t *testing.T) {
	alone, both := zooBook(t, "page_list: true", "epub"), zooBook(t, "page_list: true", "epub", "pdf")
	if string(alone["zoo.epub"]) != string(both["zoo.epub"]) {
		t.Error("the book depends on the PDF being asked for")
	}
	if nav := entryOf(t, alone["zoo.epub"], "EPUB/nav.xhtml"); !bytes.Contains(nav, []byte(`#page.12">12</a>`)) {
		t.Errorf("there is no page 12 in\n%s", nav)
	}
}
