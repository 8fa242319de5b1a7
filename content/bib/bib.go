// Package bib reads lists of works that texts cite, in BibTeX, BibLaTeX and CSL's JSON and YAML, and formats them in one
// plain style: that of the Chicago Manual by author and date, which Pandoc uses where an author asks for no other.
//
// Reading is done here and not by a library: those for Go know neither TeX's accents nor where in the file something
// stands.
package bib

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// An entry is one work as its file describes it. Fields have the names of BibLaTeX and are plain text.
type entry struct {
	content.Pos
	key, kind string
	fields    map[string]string
	people    map[string][]name // authors, editors
}

func (e *entry) field(names ...string) string {
	for _, name := range names {
		if s := e.fields[name]; s != "" {
			return s
		}
	}
	return ""
}

// Read reads the works of a file, by its name: .json, .yaml and .yml are CSL's, anything else is BibTeX. Of works that
// cannot be read it reports where they stand; of two with the same key the first counts.
func Read(text *source.Text, report diag.Reporter) []content.Work {
	var entries []*entry
	switch strings.ToLower(path.Ext(text.Name)) {
	case ".json", ".yaml", ".yml":
		entries = readCSL(text, report)
	default:
		entries = readBibTeX(text, report)
	}
	works := make([]content.Work, 0, len(entries))
	for _, e := range entries {
		works = append(works, e.work())
	}
	return works
}

// Sort puts works in the order of a list of references: by names, then by year, then as they came. It drops works whose
// keys an earlier one has.
func Sort(works []content.Work) []content.Work {
	seen := map[string]bool{}
	works = slices.DeleteFunc(works, func(w content.Work) bool {
		double := seen[w.ID]
		seen[w.ID] = true
		return double
	})
	slices.SortStableFunc(works, func(a, b content.Work) int {
		return cmp.Or(
			strings.Compare(sortKey(a), sortKey(b)),
			strings.Compare(a.Year, b.Year),
		)
	})
	return works
}

func sortKey(w content.Work) string {
	return strings.ToLower(content.PlainText(w.Names) + content.PlainText(w.Rest))
}
