package notebook

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/markdown"
	"coursepack/content/source"
)

var update = flag.Bool("update", false, "rewrite the expected trees and diagnostics in testdata")

// Each file of testdata holds notebooks, and for each the tree and the diagnostics that it gives.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		if filepath.Ext(f.Name) != ".ipynb" {
			continue
		}
		tree, problems := parse(t, f.Name, f.Data)
		name := strings.TrimSuffix(f.Name, ".ipynb")
		got.Files = append(got.Files, f, txtar.File{Name: name + ".tree", Data: []byte(tree)})
		if problems != "" {
			got.Files = append(got.Files, txtar.File{Name: name + ".diagnostics", Data: []byte(problems)})
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(got))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// parse reads a notebook and checks that everything in it has a place in the file.
func parse(t testing.TB, name string, data []byte) (tree, problems string) {
	doc := &source.Doc{Part: &content.Part{Source: name}, Dialect: source.Notebook, Text: source.NewText(name, data)}
	var list diag.List
	r := Parse(doc, source.Limits{}, &list)
	lines := strings.Split(string(data), "\n")
	check := func(what string, pos diag.Pos) {
		if pos.File != name || pos.Line < 1 || pos.Line > len(lines) || pos.Col < 1 || pos.Col > len(lines[pos.Line-1])+1 {
			t.Errorf("%s is at %v, outside of the text", what, pos)
		}
	}
	var b, p strings.Builder
	for _, n := range nodes(r) {
		content.Dump(&b, n)
		content.Walk(n, func(n content.Node) bool {
			check(content.Kind(n), n.Position())
			return true
		})
	}
	for _, d := range list.Sorted() {
		fmt.Fprintln(&p, d)
		check("diagnostic "+d.Code, d.Pos)
	}
	return b.String(), p.String()
}

func nodes(r markdown.Result) []content.Node {
	var all []content.Node
	if r.Title != nil {
		all = append(all, r.Title)
	}
	for _, b := range r.Blocks {
		all = append(all, b)
	}
	for _, n := range r.Notes {
		all = append(all, n)
	}
	return all
}

// What a cell says stands where the line of JSON says it, up to the first escape.
func TestWordsStandWhereTheyAreWritten(t *testing.T) {
	data := "{\"cells\": [{\"cell_type\": \"markdown\", \"source\": [\n  \"One\\n\",\n  \"*two* \\\"three\\\" [four](five)\"\n ]}]}"
	doc := &source.Doc{Text: source.NewText("a.ipynb", []byte(data))}
	lines := strings.Split(data, "\n")
	for _, b := range Parse(doc, source.Limits{}, &diag.List{}).Blocks {
		content.Walk(b, func(n content.Node) bool {
			if w, ok := n.(*content.Text); ok && strings.TrimSpace(w.Text) != "" && !strings.Contains(w.Text, `"`) {
				if at := lines[w.Line-1][w.Col-1:]; !strings.HasPrefix(at, strings.TrimSpace(w.Text)) {
					t.Errorf("%q is at %q", w.Text, at)
				}
			}
			return true
		})
	}
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, a := range archive.Files {
			if filepath.Ext(a.Name) == ".ipynb" {
				f.Add(a.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if strings.ContainsRune(string(data), '\r') {
			return // files are read with lines that end in \n
		}
		parse(t, "a.ipynb", []byte(strings.ToValidUTF8(string(data), "")))
	})
}
