package bib

import (
	"strings"

	"coursepack/content"
)

// work formats an entry.
// https://www.chicagomanualofstyle.org/tools_citationguide/citation-guide-2.html
func (e *entry) work() content.Work {
	w := content.Work{Pos: e.Pos, ID: e.key, Year: e.year(), Short: short(e.people["author"])}
	names := full(e.people["author"])
	if names == "" {
		if names = full(e.people["editor"]); names != "" {
			w.Short = short(e.people["editor"])
			names += ", ed"
		}
	}
	if names == "" {
		names = e.field("organization", "institution", "publisher")
		w.Short = names
	}
	if names != "" {
		w.Names = []content.Inline{e.text(strings.TrimSuffix(names, ".") + ".")}
	} else {
		w.Short = "“" + e.field("title") + "”"
	}
	w.Rest = e.rest(names)
	return w
}

func (e *entry) year() string {
	if year := e.field("year"); year != "" {
		return year
	}
	if year, _, _ := strings.Cut(e.field("date"), "-"); year != "" {
		return year
	}
	return "n.d."
}

func (e *entry) text(s string) content.Inline { return &content.Text{Pos: e.Pos, Text: s} }

func (e *entry) emph(s string) content.Inline {
	return &content.Emph{Pos: e.Pos, Inlines: []content.Inline{e.text(s)}}
}

// rest formats what follows the year: the title, what it is in, who published it and where to find it. What stands in
// place of the names is not said again.
func (e *entry) rest(names string) []content.Inline {
	var out []content.Inline
	sentence := func(parts ...content.Inline) {
		if len(out) > 0 {
			out = append(out, e.text(" "))
		}
		out = append(out, parts...)
		if last := content.PlainText(parts); !strings.HasSuffix(last, "?") && !strings.HasSuffix(last, "!") && !strings.HasSuffix(last, ".") && !strings.HasSuffix(last, "”") {
			out = append(out, e.text("."))
		}
	}
	title := e.field("title")
	if subtitle := e.field("subtitle"); subtitle != "" {
		title += ": " + subtitle
	}
	book := e.isBook()
	switch {
	case title == "":
	case book:
		sentence(e.emph(title))
	default:
		mark := "."
		if strings.HasSuffix(title, "?") || strings.HasSuffix(title, "!") || strings.HasSuffix(title, ".") {
			mark = ""
		}
		sentence(e.text("“" + title + mark + "”"))
	}
	if edition := e.field("edition"); edition != "" {
		sentence(e.text(editionText(edition)))
	}
	if journal := e.field("journaltitle"); journal != "" {
		sentence(e.emph(journal), e.text(e.issue()))
	} else if in := e.field("booktitle"); in != "" {
		sentence(e.text("In "), e.emph(in), e.text(e.inside()))
	}
	for _, part := range []string{e.thesis(), e.field("series"), e.field("howpublished"), e.publisher(), e.field("note")} {
		if part != "" && part != names {
			sentence(e.text(part))
		}
	}
	if url := e.address(); url != "" {
		if len(out) > 0 {
			out = append(out, e.text(" "))
		}
		out = append(out, &content.Link{Pos: e.Pos, Target: content.External{URL: url}, Inlines: []content.Inline{e.text(url)}}, e.text("."))
	}
	return out
}

func (e *entry) isBook() bool {
	switch e.kind {
	case "book", "manual", "proceedings", "collection", "booklet", "mvbook", "report", "techreport":
		return true
	}
	return false
}

func editionText(edition string) string {
	switch edition {
	case "1":
		return "1st ed"
	case "2":
		return "2nd ed"
	case "3":
		return "3rd ed"
	}
	if strings.Trim(edition, "0123456789") == "" {
		return edition + "th ed"
	}
	if strings.Contains(strings.ToLower(edition), "ed") {
		return edition
	}
	return edition + " ed"
}

// issue says where in a journal: 11 (2): 33–50.
func (e *entry) issue() string {
	var b strings.Builder
	if v := e.field("volume"); v != "" {
		b.WriteString(" " + v)
	}
	if n := e.field("number", "issue"); n != "" {
		b.WriteString(" (" + n + ")")
	}
	if p := e.pages(); p != "" {
		b.WriteString(": " + p)
	}
	return b.String()
}

// inside says where in a book.
func (e *entry) inside() string {
	s := ""
	if editors := e.people["editor"]; len(editors) > 0 && len(e.people["author"]) > 0 {
		s += ", edited by " + inOrder(editors)
	}
	if v := e.field("volume"); v != "" {
		s += ", vol. " + v
	}
	if p := e.pages(); p != "" {
		s += ", " + p
	}
	return s
}

// pages are with a dash between them.
func (e *entry) pages() string {
	p := e.field("pages")
	if !strings.ContainsAny(p, "–,") {
		p = strings.ReplaceAll(p, "-", "–")
	}
	return p
}

func (e *entry) thesis() string {
	kind := e.field("type")
	switch e.kind {
	case "phdthesis":
		kind = "PhD thesis"
	case "mastersthesis":
		kind = "Master’s thesis"
	case "thesis":
	default:
		return kind
	}
	return strings.TrimPrefix(kind+", "+e.field("institution"), ", ")
}

func (e *entry) publisher() string {
	p := e.field("publisher")
	if p == "" && !strings.Contains(e.kind, "thesis") {
		p = e.field("institution", "organization")
	}
	if place := e.field("location"); place != "" && p != "" {
		return place + ": " + p
	}
	return p
}

func (e *entry) address() string {
	if doi := strings.TrimPrefix(e.field("doi"), "doi:"); doi != "" {
		if strings.Contains(doi, "://") {
			return doi
		}
		return "https://doi.org/" + doi
	}
	if url := e.field("url"); strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") {
		return url
	}
	if e.field("eprint") != "" && strings.EqualFold(e.field("archiveprefix", "eprinttype"), "arxiv") {
		return "https://arxiv.org/abs/" + e.field("eprint")
	}
	return ""
}
