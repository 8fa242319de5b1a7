package export_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport says which packages of ours a package may import, the longest matching prefix deciding. "*" ends a prefix.
// The arrows are those of ARCHITECTURE.md.
var mayImport = map[string][]string{
	"content/diag":     {},
	"content/math":     {"content/diag"},
	"content/math/*":   {"content/diag", "content/math"},
	"content/asset":    {"content/diag"},
	"content":          {"content/diag", "content/asset", "content/math"},
	"content/source":   {"content", "content/diag", "content/asset", "content/math"},
	"content/bib":      {"content", "content/diag", "content/source"},
	"content/internal": {},
	"content/template": {"content/diag", "content/source", "content/internal/*"},
	"content/layout": {"content", "content/diag", "content/asset", "content/math", "content/source",
		"content/bib", "content/template", "content/layout/*", "content/internal/*"},
	"content/markdown": {"content", "content/diag", "content/asset", "content/math", "content/source", "content/internal/*"},
	"content/notebook": {"content", "content/diag", "content/source", "content/markdown"},
	"content/testkit":  {},
	"content/quiz":     {"content", "content/diag", "content/source", "content/markdown"},

	"content/questionfile": {"content", "content/diag", "content/source", "content/markdown"},
	"content/resolve":      {"content", "content/diag", "content/asset", "content/math", "content/source"},
	"formats":              {"content", "content/diag", "content/asset", "content/math"},
	"formats/internal":     {"content", "content/diag", "content/asset", "content/math", "content/math/*", "formats/internal/*"},
	// What question banks share is told by formats what to make items of.
	"formats/internal/bank": {"formats", "content", "content/*", "formats/internal/*"},
	"formats/*":             {"formats", "content", "content/diag", "content/asset", "content/math", "content/math/*", "formats/internal/*"},
	"export":                {"content", "content/*", "formats", "formats/*", "export/fetch"},
	"export/fetch":          {"content/asset", "content/diag"},
	"export/verify":         {"content/diag", "formats/pdf/ua"},
	"export/internal":       {},
	"cmd/coursepack":        {"export", "export/fetch", "export/verify", "content", "content/diag", "content/source", "formats"},
}

func TestImportsRunDownwards(t *testing.T) {
	homes := map[string][]string{} // packages of ours by the module they import
	eachImport(t, func(from, imported string) {
		if ours, ok := strings.CutPrefix(imported, "coursepack/"); ok {
			if !allowed(from, ours) {
				t.Errorf("%s imports %s", from, ours)
			}
			return
		}
		if strings.Contains(strings.Split(imported, "/")[0], ".") {
			module := moduleOf(imported)
			if !slices.Contains(homes[module], from) {
				homes[module] = append(homes[module], from)
			}
		}
	})
	for module, packages := range homes {
		if len(packages) > 1 && !strings.HasPrefix(module, "golang.org/x/") {
			t.Errorf("%s is imported by %v; it should have one home", module, packages)
		}
	}
}

// eachImport calls f for every import of the program, tests left out.
func eachImport(t *testing.T, f func(from, imported string)) {
	t.Helper()
	for _, top := range []string{"cmd", "content", "export", "formats"} {
		err := filepath.WalkDir("../"+top, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			from := strings.TrimPrefix(path.Dir(filepath.ToSlash(name)), "../")
			for _, spec := range file.Imports {
				imported, _ := strconv.Unquote(spec.Path.Value)
				f(from, imported)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func allowed(from, imported string) bool {
	for at := from; ; at = path.Dir(at) {
		if list, ok := mayImport[at]; ok {
			return matches(list, imported)
		}
		if list, ok := mayImport[path.Dir(at)+"/*"]; ok && !strings.HasPrefix(at, "formats/internal") {
			return matches(list, imported) || strings.HasPrefix(imported, at+"/")
		}
		if at == "." {
			return false
		}
	}
}

func matches(list []string, imported string) bool {
	for _, pattern := range list {
		prefix, wild := strings.CutSuffix(pattern, "*")
		if pattern == imported || wild && strings.HasPrefix(imported, prefix) {
			return true
		}
	}
	return false
}

// moduleOf cuts an import path down to what a module is called, near enough to count homes.
func moduleOf(imported string) string {
	parts := strings.Split(imported, "/")
	return strings.Join(parts[:min(3, len(parts))], "/")
}
