package layout

import (
	"io/fs"
	"path"
	"strings"

	"coursepack/content/source"
	"coursepack/content/template"
)

// A vault knows the files of a folder by what links in double brackets call them: pages by their names, their paths, their
// titles and the aliases in their front matter, other files by their names. https://help.obsidian.md/links
type vault map[string]string

// vault returns the names of all files if pages link to one another in double brackets, or Obsidian keeps its settings in
// the folder. Else such brackets are text.
func (b *book) vault(pages []*page) vault {
	v := vault{}
	for _, name := range []func(p *page) []string{
		func(p *page) []string { return []string{p.path, p.key} },
		func(p *page) []string { return []string{path.Base(p.path)} },
		func(p *page) []string { return append(p.front().Get("aliases").Strings(), p.title) },
	} {
		for _, p := range pages {
			for _, name := range name(p) {
				v.add(name, p.path)
			}
		}
	}
	if !exists(b.in.FS, ".obsidian") && !v.isUsed(pages) {
		return nil
	}
	_ = fs.WalkDir(b.in.FS, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case file != "." && path.Base(file)[0] == '.':
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir() && !isPage(file):
			v.add(file, file)
			v.add(path.Base(file), file)
		}
		return nil
	})
	return v
}

// add gives a file a name, unless another one has it.
func (v vault) add(name, file string) {
	if name = vaultKey(name); v[name] == "" {
		v[name] = file
	}
}

// vaultKey is what ways of writing a name have in common; GitHub's wikis have hyphens for spaces.
func vaultKey(name string) string {
	if isPage(name) {
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	name = strings.TrimPrefix(path.Clean(name), "/")
	return strings.ToLower(strings.ReplaceAll(name, "-", " "))
}

func (v vault) find(name string) (file string, ok bool) {
	if name == "" {
		return "", false
	}
	file, ok = v[vaultKey(name)]
	return file, ok
}

func (v vault) isUsed(pages []*page) bool {
	for _, p := range pages {
		if p.doc.Dialect != source.GFM {
			continue
		}
		for _, l := range template.WikiLinksIn(p.doc.Text.Data) {
			if _, ok := v.find(l.Page); ok {
				return true
			}
			if _, ok := v.find(l.Text); ok {
				return true
			}
		}
	}
	return false
}
