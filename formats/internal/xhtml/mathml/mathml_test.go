package mathml

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"coursepack/content/math"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Each line of testdata/*.txt that starts with "> " is a formula, a display if it starts with ">> "; what follows is its MathML.
func TestFormulas(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := written(string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			wants, gots := strings.Split(string(want), "\n"), strings.Split(got, "\n")
			for i := range min(len(wants), len(gots)) {
				if wants[i] != gots[i] {
					t.Fatalf("line %d:\n%s\nwant\n%s", i+1, gots[i], wants[i])
				}
			}
			if got != string(want) {
				t.Fatal("the number of lines is another one")
			}
		})
	}
}

// written returns a golden file with the MathML of its formulas.
func written(file string) string {
	var b strings.Builder
	for line := range strings.Lines(file) {
		switch {
		case strings.HasPrefix(line, ">"):
			b.WriteString(line)
			marker, tex, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			b.WriteString(written1(tex, marker == ">>") + "\n")
		case strings.HasPrefix(line, "<"):
		default:
			b.WriteString(line)
		}
	}
	return b.String()
}

func written1(tex string, display bool) string {
	f, _, _ := math.Parse(tex, math.Options{Display: display})
	n := 0
	for _, e := range f.Equations() {
		if n++; e.Auto || e.Tag != nil {
			e.Number = string(rune('0' + n))
		}
	}
	for _, r := range f.Refs() {
		r.Number = "1"
	}
	return Of(f, func(label string) string { return label }).String()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\u2061", "&#x2061;", "\u00A0", "&#xA0;", "\u2009", "&#x2009;")

// String returns e as XML.
func (e *Element) String() string {
	var b strings.Builder
	b.WriteString("<" + e.Name)
	for i := 0; i < len(e.Attrs); i += 2 {
		b.WriteString(" " + e.Attrs[i] + `="` + escaper.Replace(e.Attrs[i+1]) + `"`)
	}
	if e.Text == "" && len(e.Children) == 0 {
		return b.String() + "/>"
	}
	b.WriteString(">" + escaper.Replace(e.Text))
	for _, child := range e.Children {
		b.WriteString(child.String())
	}
	return b.String() + "</" + e.Name + ">"
}
