package export_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"coursepack/content/diag"
	"coursepack/export"
)

// The sample with one of everything passes the judges in the other profile too.
func TestBooksForKindleConform(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("../testdata/courses/zoo")); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile(filepath.Join(folder, export.SettingsFile))
	if err != nil {
		t.Fatal(err)
	}
	settings = append(settings, "\nepub: {profile: kindle, subjects: [Animals], series: {name: Samples, volume: 2}}\n"...)
	if err := os.WriteFile(filepath.Join(folder, export.SettingsFile), settings, 0o666); err != nil {
		t.Fatal(err)
	}
	sink := &export.Memory{}
	opt := export.Options{FS: os.DirFS(folder), Folder: "zoo", Formats: []string{"epub"}, Tool: "coursepack test"}
	if _, err := export.Run(context.Background(), opt, sink, &diag.List{}); err != nil {
		t.Fatal(err)
	}
	for name, book := range sink.Files() {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, book, 0o666); err != nil {
			t.Fatal(err)
		}
		conforms(t, file, true)
	}
}
