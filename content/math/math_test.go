package math

import (
	"coursepack/content/diag"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A golden file has formulas, each followed by its problems and its tree on lines that start with a tab. A line that starts
// with ## is a heading; %% page starts a page, whose formulas share their macros.
func TestTrees(t *testing.T) {
	for _, name := range goldenFiles(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			want := golden(t, name)
			got := render(want)
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			compare(t, want, got)
		})
	}
}

// render returns a golden file with its formulas read anew.
func render(file string) string {
	var out strings.Builder
	var macros Macros
	for line := range strings.Lines(file) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "\t"):
			continue
		case strings.HasPrefix(line, "%% page"):
			macros = Macros{}
		}
		out.WriteString(line + "\n")
		if isFormula(line) {
			macros = renderFormula(&out, line, macros)
		}
	}
	return out.String()
}

func renderFormula(out *strings.Builder, tex string, macros Macros) Macros {
	f, after, problems := Parse(tex, Options{Display: true, Macros: macros})
	for _, p := range problems {
		fmt.Fprintf(out, "\t! %d-%d %s\n", p.Start, p.End, p.Diagnostic(diag.Pos{}))
	}
	dump := strings.TrimSuffix(strings.TrimPrefix(Dump(f.Body), "["), "]")
	fmt.Fprintf(out, "\t%s\n", strings.ReplaceAll(dump+f.Numbering.dump(), "\n", "\n\t"))
	return after
}

func compare(t *testing.T, want, got string) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	formula := ""
	for i := range max(len(w), len(g)) {
		a, b := lineAt(w, i), lineAt(g, i)
		if !strings.HasPrefix(a, "\t") {
			formula = a
		}
		if a != b {
			t.Fatalf("line %d, after %s\nwant %s\ngot  %s", i+1, formula, a, b)
		}
	}
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// isFormula reports whether a line of a golden file is one.
func isFormula(line string) bool {
	return line != "" && !strings.HasPrefix(line, "\t") && !strings.HasPrefix(line, "##") && !strings.HasPrefix(line, "%%")
}

// goldenFiles returns the names of the golden files.
func goldenFiles(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no golden files", err)
	}
	return names
}

func golden(t testing.TB, name string) string {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}
