package export_test

import (
	"context"
	"testing"
	"testing/fstest"

	"coursepack/content/diag"
	"coursepack/export"
)

// Who exports the repository of a book and not the book is told so.
func TestCoursesInFoldersArePointedAt(t *testing.T) {
	repository := fstest.MapFS{
		"README.md":        {Data: []byte("# A book\n")},
		"book/_quarto.yml": {Data: []byte("project: {type: book}\nbook: {chapters: [tides.qmd, ebb.qmd]}\n")},
		"book/tides.qmd":   {Data: []byte("# Tides\n")},
		"book/ebb.qmd":     {Data: []byte("# Ebb\n")},
	}
	if got, want := findings(t, repository, "layout-inner"), "book: warning: this folder is a course of its own (quarto: it has _quarto.yml) "+
		"[layout-inner] → its pages in the order of their names, without its settings (name this folder as the source to have it read as quarto)\n"; got != want {
		t.Errorf("of the repository is told\n%swant\n%s", got, want)
	}
	delete(repository, "book/_quarto.yml")
	repository["book/tides.md"], repository["book/ebb.md"] = repository["book/tides.qmd"], repository["book/ebb.qmd"]
	delete(repository, "book/tides.qmd")
	delete(repository, "book/ebb.qmd")
	if got := findings(t, repository, "layout-inner"); got != "" {
		t.Errorf("of a folder of Markdown is told\n%s", got)
	}
}

// findings are the diagnostics of one code about a course, one a line.
func findings(t *testing.T, fsys fstest.MapFS, code string) string {
	t.Helper()
	var told diag.List
	if _, err := export.Read(context.Background(), export.Options{FS: fsys, Folder: "sea"}, &told); err != nil {
		t.Fatal(err)
	}
	var found string
	for _, d := range told.Sorted() {
		if d.Code == code {
			found += d.String() + "\n"
		}
	}
	return found
}
