package template

import (
	"encoding/csv"
	"io/fs"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// withFields returns a mapping that has fields before those of v.
func withFields(v source.Value, fields map[string]liquidValue) *liquidMap {
	return &liquidMap{keys: v.Keys(), get: func(key string) liquidValue {
		if f, ok := fields[key]; ok {
			return f
		}
		return liquidOf(v.Get(key))
	}}
}

// siteVariables are what "site" has: the settings, the data files, the pages and the collections.
func (l *liquid) siteVariables(report diag.Reporter) liquidValue {
	fields := map[string]liquidValue{
		"data": l.data(report), "baseurl": l.Base, "url": l.URL,
	}
	var pages []liquidValue
	collections := map[string][]liquidValue{}
	for _, p := range l.Pages {
		v := l.pageVariables(p)
		if p.Collection == "" {
			pages = append(pages, v)
			continue
		}
		collections[p.Collection] = append(collections[p.Collection], v)
	}
	fields["pages"], fields["html_pages"] = pages, pages
	for name, list := range collections {
		fields[name] = list
	}
	fields["collections"] = l.collections(collections)
	return withFields(l.Config, fields)
}

// collections are those that the settings name, and that of the posts, with the documents in them.
func (l *liquid) collections(documents map[string][]liquidValue) []liquidValue {
	listed := l.Config.Get("collections")
	names := listed.Keys()
	if !listed.IsMap() {
		names = listed.Strings()
	}
	if !slices.Contains(names, "posts") {
		names = append(slices.Clone(names), "posts")
	}
	all := make([]liquidValue, len(names))
	for i, name := range names {
		all[i] = withFields(listed.Get(name), map[string]liquidValue{"label": name, "docs": documents[name]})
	}
	return all
}

// pageVariables are what "page" has: the front matter and where the page is.
func (l *liquid) pageVariables(p LiquidPage) liquidValue {
	var front source.Value
	if p.Doc.Front != nil {
		front = p.Doc.Front.Value
	}
	file := p.Doc.Text.Name
	fields := map[string]liquidValue{
		"path": file, "name": path.Base(file), "dir": path.Dir("/" + file), "collection": p.Collection, "content": p.Doc.Text,
	}
	if p.Collection != "" {
		delete(fields, "name") // a document has no other than its front matter says
	}
	if p.URL != "" {
		fields["url"], fields["id"] = p.URL, strings.TrimSuffix(p.URL, ".html")
	}
	if p.Title != "" {
		fields["title"] = p.Title
	}
	m := withFields(front, fields)
	m.page = &p
	return m
}

// data reads the data files: https://jekyllrb.com/docs/datafiles/
func (l *liquid) data(report diag.Reporter) liquidValue {
	return l.dataFolder(l.Data, 0, report)
}

func (l *liquid) dataFolder(dir string, depth int, report diag.Reporter) liquidValue {
	entries, _ := fs.ReadDir(l.FS, dir)
	m := &liquidMap{}
	found := map[string]liquidValue{}
	for _, e := range entries {
		name := e.Name()
		stem := strings.TrimSuffix(name, path.Ext(name))
		if e.IsDir() && depth < maxIncludes {
			found[name] = l.dataFolder(path.Join(dir, name), depth+1, report)
			m.keys = append(m.keys, name)
			continue
		}
		switch ext := path.Ext(name); ext {
		case ".yml", ".yaml", ".json":
			t := source.ReadText(l.FS, path.Join(dir, name), l.Limits, report)
			v, problems := source.ParseYAML(t.Name, t.Data, 1)
			for _, d := range problems {
				report.Report(d)
			}
			found[stem] = liquidOf(v)
		case ".csv", ".tsv":
			found[stem] = csvRows(source.ReadText(l.FS, path.Join(dir, name), l.Limits, report), ext)
		default:
			continue
		}
		m.keys = append(m.keys, stem)
	}
	m.get = func(key string) liquidValue { return found[key] }
	return m
}

// csvRows makes a mapping of each row, with the names in the first one.
func csvRows(t *source.Text, ext string) liquidValue {
	r := csv.NewReader(strings.NewReader(string(t.Data)))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	if ext == ".tsv" {
		r.Comma = '\t'
	}
	rows, _ := r.ReadAll()
	var out []liquidValue
	for i := 1; i < len(rows); i++ {
		row := map[string]liquidValue{}
		for k, name := range rows[0] {
			if k < len(rows[i]) {
				row[name] = rows[i][k]
			}
		}
		out = append(out, &liquidMap{keys: rows[0], get: func(key string) liquidValue { return row[key] }})
	}
	return out
}
