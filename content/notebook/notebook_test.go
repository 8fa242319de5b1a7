package notebook

import (
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/markdown"
	"coursepack/content/source"
	"coursepack/content/testkit"
)

var update = flag.Bool("update", false, "rewrite the expected trees and diagnostics in testdata")

// Each file of testdata holds notebooks, and for each the tree and the diagnostics that it gives.
func TestGolden(t *testing.T) {
	testkit.Archives(t, *update, func(t *testing.T, f txtar.File) ([]txtar.File, bool) {
		name, ok := strings.CutSuffix(f.Name, ".ipynb")
		if !ok {
			return nil, false
		}
		tree, problems := parse(t, f.Name, f.Data)
		files := []txtar.File{{Name: name + ".tree", Data: []byte(tree)}}
		if problems != "" {
			files = append(files, txtar.File{Name: name + ".diagnostics", Data: []byte(problems)})
		}
		return files, true
	})
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
