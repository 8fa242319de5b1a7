package ua

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestFolder checks all PDF files in a folder:
//
//	PDF_FOLDER=dist go test -run Folder ./formats/pdf/ua
func TestFolder(t *testing.T) {
	dir := os.Getenv("PDF_FOLDER")
	if dir == "" {
		t.Skip("PDF_FOLDER does not say which files to check")
	}
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".pdf" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		findings, err := Check(data)
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, f := range findings {
			t.Errorf("%s: %s", path, f)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
