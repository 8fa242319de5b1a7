package bib

import (
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// cslFields are CSL's names of fields, with those of BibLaTeX.
// https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
var cslFields = map[string]string{
	"title": "title", "container-title": "container", "publisher": "publisher", "publisher-place": "location", "volume": "volume",
	"issue": "number", "page": "pages", "edition": "edition", "URL": "url", "DOI": "doi", "genre": "type", "collection-title": "series",
}

// cslKinds are CSL's kinds of works, as far as they are not read like articles on the web.
var cslKinds = map[string]string{
	"book": "book", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
	"chapter": "incollection", "paper-conference": "inproceedings", "thesis": "thesis", "report": "report",
}

// readCSL reads CSL's JSON, which is YAML as well, or YAML with a list of references.
func readCSL(text *source.Text, report diag.Reporter) []*entry {
	root, problems := source.ParseYAML(text.Name, text.Data, 1)
	for _, p := range problems {
		p.Code, p.Instead = "bibliography-broken", "what can be read of it"
		report.Report(p)
	}
	if refs := root.Get("references"); refs.Exists() {
		root = refs
	}
	var entries []*entry
	for _, v := range root.List() {
		if key := v.Get("id").String(); key != "" {
			entries = append(entries, cslEntry(v, key))
		}
	}
	return entries
}

func cslEntry(v source.Value, key string) *entry {
	kind := cslKinds[v.Get("type").String()]
	e := &entry{Pos: v.Pos, key: key, kind: kind, fields: map[string]string{}, people: map[string][]name{}}
	for from, to := range cslFields {
		e.fields[to] = v.Get(from).String()
	}
	e.fields["journaltitle"] = e.fields["container"]
	if kind != "article" {
		e.fields["booktitle"], e.fields["journaltitle"] = e.fields["container"], ""
		if kind == "" {
			e.fields["organization"] = e.fields["container"]
		}
	}
	for _, role := range []string{"author", "editor"} {
		for _, p := range v.Get(role).List() {
			n := name{given: p.Get("given").String(), family: p.First("family", "literal").String(), suffix: p.Get("suffix").String()}
			if particle := p.First("non-dropping-particle", "dropping-particle").String(); particle != "" {
				n.family = particle + " " + n.family
			}
			e.people[role] = append(e.people[role], n)
		}
	}
	issued := v.Get("issued")
	if parts := issued.Get("date-parts").List(); len(parts) > 0 && len(parts[0].List()) > 0 {
		e.fields["year"] = parts[0].List()[0].String()
	} else if year := issued.First("year", "literal", "raw").String(); year != "" {
		e.fields["year"], _, _ = strings.Cut(year, "-")
	} else {
		e.fields["year"], _, _ = strings.Cut(issued.String(), "-")
	}
	return e
}
