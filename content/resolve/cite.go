package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// entryPrefix tells the ids of entries from those of headings.
const entryPrefix = "ref-"

// A bibliography is the works of a course on their way to lists of references.
type bibliography struct {
	*resolver
	works map[string]*content.Work
	keys  []string // in the order of a list
	years map[string]string
}

// cite says of every citation what it is to be read as, and lists what a page cites at its end; where the author has a
// place for a list on a page that cites nothing, the works of the whole course are listed there instead.
func (r *resolver) cite(o *source.Outline, pages []*inventory) {
	b := &bibliography{resolver: r, works: map[string]*content.Work{}, years: map[string]string{}}
	for i := range o.Works {
		b.works[o.Works[i].ID] = &o.Works[i]
		b.keys = append(b.keys, o.Works[i].ID)
	}
	cited := make([]map[string]bool, len(pages))
	all := map[string]bool{}
	var common *inventory // of the page with a list for the whole course; nil if there is none
	for i, page := range pages {
		cited[i] = b.citedOn(page)
		maps.Copy(all, cited[i])
		if page.placeForWorks() != nil && len(cited[i]) == 0 {
			common = page
		}
	}
	b.tellYearsApart(all)
	for i, page := range pages {
		b.write(page)
		if len(cited[i]) > 0 && common == nil {
			b.list(page, cited[i])
		}
	}
	if common != nil {
		b.fill(common.placeForWorks(), common, all)
	}
}

// citedOn returns the keys of the works that a page cites.
func (b *bibliography) citedOn(page *inventory) map[string]bool {
	cited := map[string]bool{}
	for _, c := range page.cites {
		for _, key := range c.IDs {
			if b.works[key] != nil {
				cited[key] = true
			}
		}
	}
	return cited
}

// placeForWorks returns the first empty list that an author has put on a page; nil if there is none.
func (inv *inventory) placeForWorks() *content.Bibliography {
	for _, list := range inv.works {
		if len(list.Entries) == 0 {
			return list
		}
	}
	return nil
}

// tellYearsApart gives the works of the same authors in the same year letters.
func (b *bibliography) tellYearsApart(cited map[string]bool) {
	same := map[string][]string{}
	for _, key := range b.keys {
		if cited[key] {
			w := b.works[key]
			b.years[key] = w.Year
			same[w.Short+"\x00"+w.Year] = append(same[w.Short+"\x00"+w.Year], key)
		}
	}
	for _, keys := range same {
		for i, key := range keys {
			if len(keys) > 1 && i < 26 {
				b.years[key] += string(rune('a' + i))
			}
		}
	}
}

// write says what the citations of a page are to be read as.
func (b *bibliography) write(page *inventory) {
	for _, c := range page.cites {
		var texts, ids []string
		for _, key := range c.IDs {
			w := b.works[key]
			if w == nil {
				b.missing(c.Pos, key)
				texts = append(texts, "@"+key)
				continue
			}
			ids = append(ids, entryPrefix+key)
			texts = append(texts, citeText(c.Form, w.Short, b.years[key]))
		}
		c.IDs = ids
		c.Inlines = []content.Inline{&content.Text{Pos: c.Pos, Text: strings.Join(texts, "; ")}}
	}
}

func citeText(form content.CiteForm, names, year string) string {
	switch form {
	case content.CiteTextual:
		return names + " (" + year + ")"
	case content.CiteYear:
		return year
	}
	return names + " " + year
}

// missing reports a key that is not known. Where there are no works at all, it is a name that somebody is called by.
func (b *bibliography) missing(at content.Pos, key string) {
	if len(b.works) == 0 {
		return
	}
	b.warn(at, "cite-missing", "no list of works has the key "+key, "the key", diag.DidYouMean(key, b.keys))
}

// list puts what a page cites where its author has a place for it, else at its end.
func (b *bibliography) list(page *inventory, cited map[string]bool) {
	place := page.placeForWorks()
	if place == nil {
		place = &content.Bibliography{}
		page.part.Blocks = append(page.part.Blocks, place)
	}
	b.fill(place, page, cited)
	place.Pos = cmp.Or(place.Pos, place.Entries[0].Pos)
}

// fill lists works in a place on a page.
func (b *bibliography) fill(place *content.Bibliography, page *inventory, cited map[string]bool) {
	place.Entries = b.entries(cited)
	for _, e := range place.Entries {
		content.Walk(e, page.add)
	}
}

func (b *bibliography) entries(cited map[string]bool) []*content.Entry {
	var entries []*content.Entry
	for _, key := range b.keys {
		if !cited[key] {
			continue
		}
		w := b.works[key]
		year := strings.TrimSuffix(b.years[key], ".") + ". "
		inlines := slices.Clone(w.Names)
		if len(inlines) > 0 {
			year = " " + year
		}
		inlines = append(inlines, &content.Text{Pos: w.Pos, Text: year})
		entries = append(entries, &content.Entry{Pos: w.Pos, ID: entryPrefix + key, Inlines: append(inlines, w.Rest...)})
	}
	return entries
}
