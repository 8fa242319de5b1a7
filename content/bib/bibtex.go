package bib

import (
	"bytes"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// readBibTeX reads @kind{key, field = {value}, …}. Text outside of entries is a comment.
// https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf
// https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf
func readBibTeX(text *source.Text, report diag.Reporter) []*entry {
	p := &bibParser{text: text, src: text.Data, report: report, strings: map[string]string{}}
	for _, m := range months {
		p.strings[m[:3]] = m
	}
	for p.unclosed < maxUnclosed && p.next() {
		p.entry()
	}
	inherit(p.entries)
	return p.entries
}

var months = []string{
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
}

type bibParser struct {
	text    *source.Text
	src     []byte
	i       int
	report  diag.Reporter
	strings map[string]string
	entries []*entry

	unclosed int // values that nothing closes
}

// maxUnclosed is how many values nothing may close, each of which is looked for to the end.
const maxUnclosed = 100

// next goes to the next @ that starts a line or follows an entry.
func (p *bibParser) next() bool {
	at := bytes.IndexByte(p.src[p.i:], '@')
	if at < 0 {
		return false
	}
	p.i += at + 1
	return true
}

func (p *bibParser) space() {
	for p.i < len(p.src) && bytes.IndexByte([]byte(" \t\n\r"), p.src[p.i]) >= 0 {
		p.i++
	}
}

func (p *bibParser) peek() byte {
	if p.i < len(p.src) {
		return p.src[p.i]
	}
	return 0
}

// take goes past c if it is next.
func (p *bibParser) take(c byte) bool {
	p.space()
	if p.peek() != c || p.i >= len(p.src) {
		return false
	}
	p.i++
	return true
}

// name reads a kind, a key or the name of a field.
func (p *bibParser) name() string {
	p.space()
	start := p.i
	for p.i < len(p.src) && bytes.IndexByte([]byte(" \t\n\r{}(),=#\"%@"), p.src[p.i]) < 0 {
		p.i++
	}
	return string(p.src[start:p.i])
}

func (p *bibParser) broken(at int, message string) {
	p.report.Report(diag.Diagnostic{
		Pos: p.text.Pos(at), Severity: diag.Error, Code: "bibliography-broken", Message: message, Instead: "what can be read of the work",
	})
}

// entry reads what follows an @.
func (p *bibParser) entry() {
	start := p.i - 1
	kind := strings.ToLower(p.name())
	if kind == "" || !p.take('{') && !p.take('(') {
		return // an address of mail in a comment
	}
	switch kind {
	case "comment":
		return
	case "preamble":
		p.value()
		return
	case "string":
		name := strings.ToLower(p.name())
		if p.take('=') {
			p.strings[name], _ = p.value()
		}
		return
	}
	e := &entry{Pos: p.text.Pos(start), kind: kind, key: p.name(), fields: map[string]string{}, people: map[string][]name{}}
	if e.key == "" {
		p.broken(start, "this work has no key")
		return
	}
	p.entries = append(p.entries, e)
	for p.take(',') {
		at := p.i
		field := strings.ToLower(p.name())
		if field == "" {
			continue
		}
		if !p.take('=') {
			p.broken(at, "the field "+field+" of "+e.key+" has no value")
			return
		}
		value, ok := p.value()
		if !ok {
			p.broken(at, "the field "+field+" of "+e.key+" is never closed")
			return
		}
		e.set(field, value)
	}
	if !p.take('}') && !p.take(')') {
		p.broken(p.i, "after the fields of "+e.key+" there is neither a comma nor a brace")
	}
}

// value reads strings, numbers and abbreviations that are joined by #.
func (p *bibParser) value() (value string, ok bool) {
	var b strings.Builder
	for {
		p.space()
		switch p.peek() {
		case '{':
			part, ok := p.braced('}')
			if !ok {
				return "", false
			}
			b.WriteString(part)
		case '"':
			part, ok := p.braced('"')
			if !ok {
				return "", false
			}
			b.WriteString(part)
		default:
			word := p.name()
			if long, known := p.strings[strings.ToLower(word)]; known {
				word = long
			}
			b.WriteString(word)
		}
		if !p.take('#') {
			return b.String(), true
		}
	}
}

// braced reads up to the brace or the quotation mark that closes the one before, outside of all braces in between.
func (p *bibParser) braced(closing byte) (string, bool) {
	p.i++
	start, depth := p.i, 0
	for ; p.i < len(p.src); p.i++ {
		switch c := p.src[p.i]; {
		case c == '\\':
			p.i++
		case c == closing && depth == 0:
			p.i++
			return string(p.src[start : p.i-1]), true
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
	}
	p.unclosed++
	p.i = start // so that the entries after it are found
	return "", false
}

// biblatexNames are BibLaTeX's names of fields that BibTeX calls otherwise.
var biblatexNames = map[string]string{
	"journal": "journaltitle", "address": "location", "school": "institution", "annote": "annotation", "key": "sortkey",
}

// set gives the entry a field in TeX.
func (e *entry) set(field, tex string) {
	if long := biblatexNames[field]; long != "" {
		field = long
	}
	switch field {
	case "author", "editor":
		e.people[field] = parseNames(tex)
	case "url", "doi", "eprint", "crossref", "xdata":
		e.fields[field] = strings.TrimSpace(strings.NewReplacer(`\_`, "_", `\&`, "&", `\%`, "%", `\#`, "#", "{", "", "}", "").Replace(tex))
	default:
		e.fields[field] = plainTeX(tex)
	}
}

// inherit gives entries the fields of those that they refer to with crossref.
func inherit(entries []*entry) {
	byKey := map[string]*entry{}
	for _, e := range entries {
		if byKey[e.key] == nil {
			byKey[e.key] = e
		}
	}
	for _, e := range entries {
		from := byKey[e.field("crossref", "xdata")]
		if from == nil || from == e {
			continue
		}
		for field, value := range from.fields {
			if field == "title" && e.kind != "xdata" {
				field = "booktitle"
			}
			if e.fields[field] == "" {
				e.fields[field] = value
			}
		}
		for role, people := range from.people {
			if role != "author" && e.people[role] == nil {
				e.people[role] = people
			}
		}
	}
}
