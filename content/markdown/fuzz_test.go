package markdown

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"coursepack/content/source"
	"coursepack/content/testkit"
)

func FuzzGFM(f *testing.F)            { fuzz(f, source.GFM) }
func FuzzMDX(f *testing.F)            { fuzz(f, source.MDX) }
func FuzzKramdown(f *testing.F)       { fuzz(f, source.Kramdown) }
func FuzzPythonMarkdown(f *testing.F) { fuzz(f, source.PythonMarkdown) }
func FuzzMDBook(f *testing.F)         { fuzz(f, source.MDBook) }
func FuzzPandoc(f *testing.F)         { fuzz(f, source.Pandoc) }
func FuzzMyST(f *testing.F)           { fuzz(f, source.MyST) }
func FuzzHugo(f *testing.F)           { fuzz(f, source.Hugo) }
func FuzzGitBook(f *testing.F)        { fuzz(f, source.GitBook) }
func FuzzLiaScript(f *testing.F)      { fuzz(f, source.LiaScript) }
func FuzzDocsify(f *testing.F)        { fuzz(f, source.Docsify) }
func FuzzVitePress(f *testing.F)      { fuzz(f, source.VitePress) }
func FuzzD2LBook(f *testing.F)        { fuzz(f, source.D2LBook) }

// fuzz reads any text in a dialect: it ends, says places inside of the text and gives the same tree each time. It starts
// from the texts of all dialects, since authors mix them.
func fuzz(f *testing.F, dialect source.Dialect) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatal("no testdata", err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if ext := filepath.Ext(file.Name); ext == ".md" || ext == ".mdx" {
				f.Add(file.Data)
			}
		}
	}
	name := "a." + string(dialect) + ".md"
	if dialect == source.MDX {
		name = "a.mdx"
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		data = bytes.ReplaceAll(bytes.ToValidUTF8(data, nil), []byte("\r"), nil)
		var tree, problems string
		testkit.Soon(t, func() { tree, problems = parse(t, name, data) }, "%d bytes", len(data))
		if strings.Contains(problems, "markdown-broken") {
			t.Error("goldmark failed")
		}
		if again, _ := parse(t, name, data); again != tree {
			t.Error("the same text gives another tree")
		}
	})
}
