package quiz

import (
	"bytes"
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

var update = flag.Bool("update", false, "rewrite the expected trees in testdata")

// Each text of testdata is followed by the tree that it gives.
func TestGolden(t *testing.T) {
	testkit.Archives(t, *update, func(t *testing.T, f txtar.File) ([]txtar.File, bool) {
		if filepath.Ext(f.Name) == ".tree" {
			return nil, false
		}
		return []txtar.File{{Name: f.Name + ".tree", Data: []byte(tree(f.Name, f.Data))}}, true
	})
}

// tree returns what a page says after its self-checks are found, and the diagnostics.
func tree(name string, data []byte) string {
	var list diag.List
	doc := &source.Doc{Dialect: source.PythonMarkdown, Text: source.NewText(name, data)}
	part := &content.Part{Source: name}
	if name == "practice.md" {
		part.Kind = content.KindPractice
	}
	r := markdown.Parse(doc, source.Limits{}, &list)
	if part.Blocks = r.Blocks; r.Title != nil {
		part.Blocks = append([]content.Block{r.Title}, r.Blocks...)
	}
	SelfChecks(part)
	var b strings.Builder
	for _, n := range part.Blocks {
		content.Dump(&b, n)
	}
	for _, d := range list.Sorted() {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

// FuzzSelfChecks looks for self-checks in any page: it ends, finds the same each time, and loses none of the words.
func FuzzSelfChecks(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, page := range archive.Files {
			if filepath.Ext(page.Name) != ".tree" {
				f.Add(page.Data, page.Name == "practice.md")
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, practice bool) {
		data = bytes.ToValidUTF8(bytes.ReplaceAll(data, []byte("\r"), nil), nil)
		name := "a.md"
		if practice {
			name = "practice.md"
		}
		if tree(name, data) != tree(name, data) {
			t.Error("the same page gives another tree")
		}
		part := &content.Part{Blocks: markdown.Parse(&source.Doc{Dialect: source.PythonMarkdown, Text: source.NewText(name, data)}, source.Limits{}, &diag.List{}).Blocks}
		before := letters(part)
		SelfChecks(part)
		if after := letters(part); after < before {
			t.Errorf("%d letters became %d", before, after)
		}
	})
}

// letters counts the bytes of text on a page without the summaries of what is folded: those of hints are not shown.
func letters(p *content.Part) int {
	n := 0
	content.Walk(p, func(node content.Node) bool {
		switch node := node.(type) {
		case *content.Details:
			n += letters(&content.Part{Blocks: node.Blocks})
			return false
		case *content.Text:
			n += len(node.Text)
		}
		return true
	})
	return n
}
