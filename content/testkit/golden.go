package testkit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// Archives compares each testdata/*.txtar with what its inputs give, or rewrites it. results returns the files that are to
// follow an input; ok is false if f is none, but the result of one. Subtests run at the same time.
func Archives(t *testing.T, update bool, results func(t *testing.T, f txtar.File) (files []txtar.File, ok bool)) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := &txtar.Archive{Comment: archive.Comment}
			for _, f := range archive.Files {
				if files, ok := results(t, f); ok {
					got.Files = append(append(got.Files, f), files...)
				}
			}
			Golden(t, name, string(txtar.Format(got)), update)
		})
	}
}

// Golden compares text with that of a file, or writes it there.
func Golden(t *testing.T, file, got string, update bool) {
	t.Helper()
	if update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got (-update rewrites):\n%s", diff)
	}
}
