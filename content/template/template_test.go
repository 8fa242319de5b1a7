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
	"mkdocs": func(fsys fs.FS) source.Expander {
		variables, _ := source.ParseYAML("mkdocs.yml", []byte("name: reader\ndeep: {er: well}\n"), 1)
		options := template.MkDocsOptions{
			Docs: "docs", Snippets: []string{"snippets"}, Includes: true, Macros: true, Variables: variables,
		}
		if _, err := fs.Stat(fsys, "snippets/words.md"); err == nil {
			options.Append = []string{"words.md"}
		}
		return template.MkDocs(fsys, source.Limits{}, options)
	},
	"quarto": func(fsys fs.FS) source.Expander {
		data, _ := fs.ReadFile(fsys, "_variables.yml")
		variables, _ := source.ParseYAML("_variables.yml", data, 1)
		return template.Quarto(fsys, source.Limits{}, source.Value{}, variables)
	},
	"knitr": func(fsys fs.FS) source.Expander {
		return template.Knitr(template.Quarto(fsys, source.Limits{}, source.Value{}, source.Value{}))
	},
	"myst": func(fsys fs.FS) source.Expander {
		values, _ := source.ParseYAML("_config.yml", []byte("ship: \"*Fram*\"\nport: {name: Oslo}\n"), 1)
		return template.Myst(fsys, source.Limits{}, "docs", values)
	},
	"d2lbook": func(fs.FS) source.Expander { return template.D2LBook() },
	"remark":  func(fs.FS) source.Expander { return template.Remark(template.LiaScript(nil)) },
	"gitbook": func(fsys fs.FS) source.Expander {
		data, _ := fs.ReadFile(fsys, "book.json")
		config, _ := source.ParseYAML("book.json", data, 1)
		return template.GitBook(fsys, source.Limits{}, ".", config.Get("variables"))
	},
	"docsify": func(fsys fs.FS) source.Expander { return template.Docsify(fsys, source.Limits{}, "docs") },
	"wiki": func(fsys fs.FS) source.Expander {
		return template.WikiLinks(fsys, source.Limits{}, func(name string) (string, bool) {
			for _, file := range []string{name, name + ".md", "sea/" + name + ".md", "files/" + name} {
				if _, err := fs.Stat(fsys, file); err == nil && name != "" {
					return file, true
				}
			}
			return "", false
		})
	},
	"freeze": func(fsys fs.FS) source.Expander {
		quarto := template.Quarto(fsys, source.Limits{}, source.Value{}, source.Value{})
		return template.Frozen(fsys, source.Limits{}, false, quarto)
	},
	"liascript": func(fs.FS) source.Expander {
		return template.LiaScript(map[string]string{"author": "Ada", "rope": "a rope"})
	},
	"hugo": func(fsys fs.FS) source.Expander {
		params, _ := source.ParseYAML("params.yml", []byte("version: {latest: 1.2}"), 1)
		return template.Hugo(fsys, source.Limits{}, template.HugoSite{
			Root: ".", Content: "content", Params: params,
			Address: func(file, ref string) string { return map[string]string{"b.md#part": "/docs/b/#part"}[ref] },
		})
	},
	"mdbook": func(fsys fs.FS) source.Expander { return template.MdBook(fsys, source.Limits{}) },
	"mdx": func(fsys fs.FS) source.Expander {
		return template.MDX(fsys, source.Limits{}, []source.Alias{{Start: "@site/", Folder: "."}})
	},
	"vitepress": func(fsys fs.FS) source.Expander { return template.VitePress(fsys, source.Limits{}, "docs") },
	"episode":   func(fsys fs.FS) source.Expander { return template.Episode(liquidOver(fsys)) },
	"jekyll":    liquidOver,
}

// liquidOver returns Jekyll's expander of a site whose pages have their paths for addresses.
func liquidOver(fsys fs.FS) source.Expander {
	var diags diag.List
	site := template.LiquidSite{FS: fsys, Data: "_data", Includes: "_includes", Layouts: "_layouts"}
	config, _ := fs.ReadFile(fsys, "_config.yml")
	site.Config, _ = source.ParseYAML("_config.yml", config, 1)
	site.Base, site.URL = site.Config.Get("baseurl").String(), site.Config.Get("url").String()
	for pattern, collection := range map[string]string{"*.md": "", "pages/*.md": "", "_posts/*.md": "", "_weeks/*.md": "weeks"} {
		names, _ := fs.Glob(fsys, pattern)
		for _, name := range names {
			doc := source.ReadDoc(fsys, name, source.Limits{}, &diags)
			page := template.LiquidPage{Doc: doc, URL: "/" + strings.TrimSuffix(name, ".md") + "/", Collection: collection}
			site.Pages = append(site.Pages, page)
		}
	}
	return template.Liquid(site, &diags)
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

func FuzzMkDocs(f *testing.F) {
	for _, seed := range []string{
		"--8<-- \"b.md\"\n", "x\n    --8<-- 'b.md:x'\n", "--8<--\nb.md:2:3\n\n--8<--", "{% include-markdown \"b.md\" start='a' heading-offset=2 %}",
		"{{ a.b }} {{ f(x) }} {# n #}", "  {% include 'b.md' %}", "--8<-- [start:x]\n",
	} {
		f.Add([]byte(seed), []byte("one\n--8<-- [start:x]\n    --8<-- \"a.md\"\n# two\n--8<-- [end:x]\n```\n"))
	}
	f.Fuzz(func(t *testing.T, page, part []byte) {
		fsys := fstest.MapFS{"a.md": {Data: page}, "b.md": {Data: part}}
		var diags diag.List
		doc := source.ReadDoc(fsys, "a.md", source.Limits{}, &diags)
		options := template.MkDocsOptions{Docs: ".", Snippets: []string{"."}, Append: []string{"b.md"}, Includes: true, Macros: true}
		text := template.MkDocs(fsys, source.Limits{}, options).Expand(doc, &diags)
		for i := range text.Data {
			if at := text.Pos(i); at.File != "a.md" && at.File != "b.md" {
				t.Fatalf("byte %d stands at %v", i, at)
			}
		}
	})
}

func FuzzMyst(f *testing.F) {
	for _, seed := range []string{
		"```{include} b.md\n:start-after: x\n```\n{{ ship }}", "- a\n  ```{literalinclude} b.md\n  :lines: 2-, 1\n  :dedent: 2\n  ```",
		":::{csv-table} T\n:file: b.md\n:::", "````{note}\n```{include} /docs/a.md\n", "```{include} b.md\n:end-line: -1\n:start-line: 3\n```",
	} {
		f.Add([]byte(seed), []byte("one\nx\n```{include} a.md\n```\n{{ port.name }}\n"))
	}
	fuzz(f, func(fsys fs.FS) source.Expander {
		return template.Myst(fsys, source.Limits{}, ".", source.Value{})
	})
}

func FuzzHugo(f *testing.F) {
	f.Add([]byte("{{< ref `a.md` >}} {{% param a.b %}}\n{{< readfile file=\"a.md\" code=\"true\" >}}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := fstest.MapFS{"content/a.md": {Data: data}}
		expanded(expanders["hugo"](fsys), fsys, "content/a.md")
	})
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
		"{{< video a \"b\" c='d' >}}{{<>}}{{< kbd", "  ```{r}\na\n```\n> ```{r x}\n[a](b`r c`)\n````\n",
		"---\noutput: xaringan::moon_reader\n---\nclass: a\n.b.c[\n.d[`x`] [e]]\n???\nf\n---\n--\n",
	} {
		f.Add([]byte(seed), []byte("one\n{{< include a.md >}}\n```\n"))
	}
	fuzz(f, func(fsys fs.FS) source.Expander {
		return template.Remark(template.Knitr(template.Quarto(fsys, source.Limits{}, source.Value{}, source.Value{})))
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

func FuzzVitePress(f *testing.F) {
	for _, seed := range []string{
		"<!--@include: ./b.md{1,2}-->\n<<< @/b.md#x{1 js} [T]\n", "{{ a }} `{{ b }}` {{ 'c' }}\n[[toc]]\n", "::: v-pre\n{{ a }}\n:::\n<!-- @include: b.md#x -->",
	} {
		f.Add([]byte(seed), []byte("---\na: b\n---\n// #region x\n<!--@include: a.md-->\n// #endregion\n"))
	}
	fuzz(f, func(fsys fs.FS) source.Expander { return template.VitePress(fsys, source.Limits{}, ".") })
}

func FuzzDocsify(f *testing.F) {
	f.Add([]byte("[a](b.md ':include')\n  [b](b.md \":include :type=code x :fragment=f\")\n[c](a.mp4 ':include')"), []byte("---\na: b\n---\n// /// [f]\n```\n### [f]\n"))
	fuzz(f, func(fsys fs.FS) source.Expander { return template.Docsify(fsys, source.Limits{}, ".") })
}

func FuzzWikiLinks(f *testing.F) {
	f.Add([]byte("[[b]] [[b|x]] [[b#H|x]] ![[b]] ![[b#^c]] ![[c.png|3x4]] %%c%% [[x|b]] ^id\n```\n[[b]]\n```\n"), []byte("# H\ntext ^c\n\n![[a]]\n## I\n"))
	fuzz(f, func(fsys fs.FS) source.Expander {
		return template.WikiLinks(fsys, source.Limits{}, func(name string) (string, bool) { return name + ".md", len(name) == 1 })
	})
}

func FuzzMDX(f *testing.F) {
	f.Add([]byte("import B from './b.md'\n\n  <B />\n```\n<B/>\n```\n"), []byte("---\na: b\n---\nimport A from './a.md';\n<A></A>\ntext"))
	fuzz(f, func(fsys fs.FS) source.Expander { return template.MDX(fsys, source.Limits{}, nil) })
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

func FuzzLiquid(f *testing.F) {
	archives, _ := filepath.Glob("testdata/jekyll-*.txtar")
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data, []byte("{{ include.x }}{% include a.md x=include.x %}"))
	}
	f.Fuzz(func(t *testing.T, page, part []byte) {
		fsys := fstest.MapFS{"a.md": {Data: page}, "_includes/a.md": {Data: part}}
		var diags diag.List
		doc := source.ReadDoc(fsys, "a.md", source.Limits{}, &diags)
		text := liquidOver(fsys).Expand(doc, &diags)
		for i := 0; i < len(text.Data); i += 100 {
			if at := text.Pos(i); at.File != "a.md" && at.File != "_includes/a.md" {
				t.Fatalf("byte %d stands at %v", i, at)
			}
		}
	})
}

func FuzzLiaScript(f *testing.F) {
	for _, seed := range []string{
		"{{1}}\n****\na\n****\n", "[[x]]\n****\na\n****\n@a(`b`) @rope", "--{{0 Some Voice}}--\n{1}{a} ** b ** *** c*** `{{1}}`", "```\n@x\n```\n@run()",
	} {
		f.Add([]byte(seed), []byte(nil))
	}
	fuzz(f, func(fs.FS) source.Expander { return template.LiaScript(map[string]string{"rope": "a rope"}) })
}
