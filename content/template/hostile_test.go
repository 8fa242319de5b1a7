package template_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/testkit"
)

// includes are the ways, by expander, in which a text takes another one in.
var includes = map[string][]string{
	"gitbook":   {`{%% include "%s" %%}`},
	"hugo":      {`{{%% include "%s" %%}}`, `{{< readfile file="%s" >}}`},
	"jekyll":    {`{%% include %s %%}`, `{%% include_relative %s %%}`},
	"episode":   {`{%% include %s %%}`},
	"mdbook":    {`{{#include %s}}`, `{{#rustdoc_include %s}}`, `{{#playground %s}}`},
	"mdx":       {"import Part from '%s';\n\n<Part />"},
	"mkdocs":    {`--8<-- "%s"`, "--8<--\n%s\n--8<--", `{%% include-markdown "%s" %%}`, `{%% include "%s" %%}`},
	"myst":      {"```{include} %s\n```", "```{literalinclude} %s\n```"},
	"quarto":    {`{{< include %s >}}`},
	"vitepress": {`<!--@include: %s-->`, `<<< %s`},
}

// A course is given to whoever finds it: what it includes may be meant to be read by nobody.
func TestIncludesStayInTheSource(t *testing.T) {
	outside := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(outside, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("secret.md", "SECRET")
	for _, dir := range []string{"course/docs", "course/_includes"} {
		write(dir+"/other.md", "Other.")
		_ = os.Symlink("../../secret.md", filepath.Join(outside, dir, "leak.md"))
		_ = os.Symlink("loop.md", filepath.Join(outside, dir, "loop.md"))
	}
	root, err := os.OpenRoot(filepath.Join(outside, "course"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	secret := filepath.ToSlash(filepath.Join(outside, "secret.md"))
	for _, kind := range slices.Sorted(maps.Keys(includes)) {
		for _, include := range includes[kind] {
			for _, file := range []string{"/etc/passwd", "../../../../../../../../etc/passwd", secret, "../../secret.md", "./leak.md", "leak.md", "loop.md"} {
				text := fmt.Sprintf("# A\n\n"+include+"\n", file)
				e := expanders[kind](root.FS())
				var list diag.List
				got := e.Expand(&source.Doc{Text: source.NewText("docs/page.md", []byte(text))}, &list)
				if s := string(got.Data); strings.Contains(s, "SECRET") || strings.Contains(s, "root:") {
					t.Errorf("%s: %q is read", kind, text)
				}
				if kind == "hugo" || kind == "mdx" { // that what they call is not known is said where Markdown is read
					continue
				}
				if all := list.Places(); len(all) == 0 || all[0].Line == 0 {
					t.Errorf("%s: of %q it is said %v", kind, text, all)
				}
			}
		}
	}
}

func TestTextsThatIncludeThemselvesEnd(t *testing.T) {
	for _, kind := range slices.Sorted(maps.Keys(includes)) {
		for _, include := range includes[kind] {
			files := map[string]string{}
			for _, dir := range []string{"docs", "_includes"} {
				for _, name := range []string{"page.md", "other.md"} {
					other := map[string]string{"page.md": "other.md", "other.md": "page.md"}[name]
					files[dir+"/"+name] = strings.Repeat(fmt.Sprintf(include+"\n\n", "./"+other)+fmt.Sprintf(include+"\n\n", other), 20)
				}
			}
			var list diag.List
			e := expanders[kind](mapFS(files))
			doc := &source.Doc{Text: source.NewText("docs/page.md", []byte(files["docs/page.md"]))}
			testkit.Soon(t, func() { e.Expand(doc, &list) }, "%s: %s", kind, include)
			isCode := strings.Contains(include, "<<<") || strings.Contains(include, "literal")
			if all := list.Places(); !isCode && (len(all) == 0 || all[0].Line == 0) {
				t.Errorf("%s: of %q it is said %v", kind, include, all)
			}
		}
	}
}

func mapFS(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// Texts have 200 KB, or what takes as long where races are watched for.
func TestHostileTemplatesEndSoon(t *testing.T) {
	texts := []string{"{{", "{%", "{{ a", "{% if a %}", "{% for a in (1..1000000) %}", "{% include", "{% raw %}", "{{#include", "{{#", "{{<", "{{< a", "{{< a >}}",
		"{{% a %}}", "{{\"", "{{ a | b: \"", "<!--", "<!--@include: ", "<<<", "<script setup>\n", "--8<--\n", "--8<-- \"", "{{{", "@a(", "@a\n", "```{include} a\n",
		"```\n", "~~~\n", ":::", "::: {.a}\n", "import A from './a.mdx';\n", "{|", "{% capture a %}{{ a }}{{ a }}", "{% assign a = a | append: a %}", "[a](b", "{{< ref \"", "`", "$", "&", "\r", "\x00"}
	for _, kind := range slices.Sorted(maps.Keys(expanders)) {
		for _, text := range texts {
			e := expanders[kind](mapFS(map[string]string{"docs/a.mdx": "a"}))
			all := strings.Repeat(text, 200_000/testkit.Slowness/len(text))
			doc := &source.Doc{Text: source.NewText("docs/page.md", []byte(all))}
			testkit.Soon(t, func() { e.Expand(doc, &diag.List{}) }, "%s: %q", kind, text)
		}
	}
}
