package ua

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// split are rules that files are named after and the profile has in parts by now.
var split = map[string][]string{
	"7.2-t03":    {"7.2-t16", "7.2-t39"},
	"7.2-t19":    {"7.2-t40"},
	"7.2-t27":    {"7.2-t28"},
	"7.18.7-t01": {"7.11-t01"},
}

// TestVeraCorpus compares verdicts with those of the files of the veraPDF corpus, which say in their names what they break. Its
// folder is asked for by name because it is large and not a part of this project:
//
//	VERAPDF_CORPUS=veraPDF-corpus/PDF_UA-1 go test -v -run Vera ./formats/pdf/ua
func TestVeraCorpus(t *testing.T) {
	dir := os.Getenv("VERAPDF_CORPUS")
	if dir == "" {
		t.Skip("VERAPDF_CORPUS does not say where the corpus is: https://github.com/veraPDF/veraPDF-corpus")
	}
	named := regexp.MustCompile(`([\d.-]+-t\d+)-(pass|fail)`)
	files, right := 0, 0
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		found := named.FindStringSubmatch(filepath.Base(path))
		if err != nil || found == nil || filepath.Ext(path) != ".pdf" {
			return err
		}
		rule := strings.Replace(found[1], "7-18", "7.18", 1) // one is misspelt
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		findings, err := Check(data)
		var broken []string
		for _, f := range findings {
			broken = append(broken, f.Rule)
		}
		broken = slices.Compact(slices.Sorted(slices.Values(broken)))
		files++
		agrees := err == nil && (found[2] == "pass" && len(broken) == 0 || found[2] == "fail" && slices.ContainsFunc(broken, func(b string) bool {
			return b == rule || slices.Contains(split[rule], b)
		}))
		if agrees {
			right++
		}
		if !agrees || len(broken) > 1 {
			t.Logf("%s: %v %v", filepath.Base(path), broken, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d verdicts agree", right, files)
	if files == 0 || right*100 < files*95 {
		t.Errorf("fewer than 95 %% agree")
	}
}
