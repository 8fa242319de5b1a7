package template_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/template"
)

var update = flag.Bool("update", false, "rewrite the expected texts")

// expanders are the ones that the names of archives start with.
var expanders = map[string]func(fs.FS) source.Expander{
	"quarto": func(fsys fs.FS) source.Expander {
		data, _ := fs.ReadFile(fsys, "_variables.yml")
		variables, _ := source.ParseYAML("_variables.yml", data, 1)
		return template.Quarto(fsys, source.Limits{}, source.Value{}, variables)
	},
	"gitbook": func(fsys fs.FS) source.Expander {
		data, _ := fs.ReadFile(fsys, "book.json")
		config, _ := source.ParseYAML("book.json", data, 1)
		return template.GitBook(fsys, source.Limits{}, ".", config.Get("variables"))
	},
	"freeze": func(fsys fs.FS) source.Expander {
		quarto := template.Quarto(fsys, source.Limits{}, source.Value{}, source.Value{})
		return template.Frozen(fsys, source.Limits{}, false, quarto)
	},
	"mdbook":    func(fsys fs.FS) source.Expander { return template.MdBook(fsys, source.Limits{}) },
	"vitepress": func(fsys fs.FS) source.Expander { return template.VitePress(fsys, source.Limits{}, "docs") },
}

// TestExpanded expands the first file of each archive and compares the result, each line with the place of its first
// byte, and the diagnostics with the last file.
func TestExpanded(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no texts", err)
	}
	for _, name := range archives {
		base := strings.TrimSuffix(filepath.Base(name), ".txtar")
		t.Run(base, func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			last := &archive.Files[len(archive.Files)-1]
			fsys := fstest.MapFS{}
			for _, f := range archive.Files[:len(archive.Files)-1] {
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			kind, _, _ := strings.Cut(base, "-")
			got := expanded(expanders[kind](fsys), fsys, archive.Files[0].Name)
			if *update {
				last.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(last.Data), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func expanded(e source.Expander, fsys fs.FS, name string) string {
	var diags diag.List
	text := e.Expand(source.ReadDoc(fsys, name, source.Limits{}, &diags), &diags)
	var b strings.Builder
	offset := 0
	for line := range strings.Lines(string(text.Data)) {
		fmt.Fprintf(&b, "%-16s %s", text.Pos(offset), line)
		offset += len(line)
	}
	for _, d := range diags.Sorted() {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

func FuzzMdBook(f *testing.F) {
	for _, seed := range []string{
		"a {{#include b.md}} c", "```\n{{#rustdoc_include b.md:2:3}}\n```\n", "{{#playground b.md editable}}", `\{{#include b.md}}`,
		"{{#quiz b.md}} {{#title x}} {{#x y}}", "{{#include b.md:x}}", "{{ #include ../../etc/passwd }}",
	} {
		f.Add([]byte(seed), []byte("one\n// ANCHOR: x\n{{#include a.md}}\n// ANCHOR_END: x\n```\n"))
	}
	fuzz(f, func(fsys fs.FS) source.Expander {
		return template.MdBook(fsys, source.Limits{})
	})
}

func FuzzQuarto(f *testing.F) {
	for _, seed := range []string{
		"a {{< include b.md >}} c", "```{r child='b.md'}\n```\n", "(ref:a) x (ref:b)\n(ref:b) y\n(ref:a)", "{{{< a >}}} {{< meta title >}}",
		"{{< video a \"b\" c='d' >}}{{<>}}{{< kbd",
	} {
		f.Add([]byte(seed), []byte("one\n{{< include a.md >}}\n```\n"))
	}
	fuzz(f, func(fsys fs.FS) source.Expander {
		return template.Quarto(fsys, source.Limits{}, source.Value{}, source.Value{})
	})
}

func FuzzGitBook(f *testing.F) {
	for _, seed := range []string{
		"{% include \"b.md\" %} {{ book.x }} {# c #}", "{% raw %}`{% a %}` {% b %}\n```\n{% c %}{% endraw %} {% d %}", "{% set y = 'z' %}{{ y }}{{ q }}",
		"<!--sec data-title=\"A \"\" ces-->\nx\n<!--endsec-->", "{% include %}{% raw %}", "{% include '/a.md' %}",
	} {
		f.Add([]byte(seed), []byte("one\n{% include 'a.md' %}\n"))
	}
	fuzz(f, func(fsys fs.FS) source.Expander {
		variables, _ := source.ParseYAML("v", []byte("x: 1"), 1)
		return template.GitBook(fsys, source.Limits{}, ".", variables)
	})
}

// fuzz expands a text that may include another one. Whatever comes out stands in one of them.
func fuzz(f *testing.F, expander func(fs.FS) source.Expander) {
	f.Fuzz(func(t *testing.T, page, part []byte) {
		fsys := fstest.MapFS{"a.md": {Data: page}, "b.md": {Data: part}}
		var diags diag.List
		text := expander(fsys).Expand(source.ReadDoc(fsys, "a.md", source.Limits{}, &diags), &diags)
		for i := range text.Data {
			if at := text.Pos(i); at.File != "a.md" && at.File != "b.md" {
				t.Fatalf("byte %d stands at %v", i, at)
			}
		}
	})
}
