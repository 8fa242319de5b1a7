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
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := render(string(want))
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			compare(t, string(want), got)
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
		if line != "" && !strings.HasPrefix(line, "##") && !strings.HasPrefix(line, "%%") {
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
