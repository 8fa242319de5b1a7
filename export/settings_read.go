package export

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/content/source"
)

// A settingsReader turns values into settings and reports those that are none.
type settingsReader struct {
	report diag.Reporter
}

func (r *settingsReader) errorf(at diag.Pos, code, message, hint string) {
	r.report.Report(diag.Diagnostic{
		Pos: at, Severity: diag.Error, Code: code, Message: message, Instead: "the setting is ignored", Hint: hint,
	})
}

// mapping reads the keys of v.
func (r *settingsReader) mapping(v source.Value, settings []setting) {
	if !v.IsMap() {
		r.errorf(v.Pos, "setting-type", "settings are written as \"key: value\" lines", "")
		return
	}
	names := make([]string, len(settings))
	for i, s := range settings {
		names[i] = s.key
	}
	for _, key := range v.Keys() {
		i := slices.Index(names, key)
		if i >= 0 {
			settings[i].read(r, v.Get(key))
			continue
		}
		r.errorf(v.KeyPos(key), "setting-unknown", "there is no setting "+strconv.Quote(key), diag.DidYouMean(key, names))
	}
}

func text(field *string) func(*settingsReader, source.Value) {
	return func(r *settingsReader, v source.Value) { *field = r.text(v) }
}

func (r *settingsReader) text(v source.Value) string {
	t := v.String()
	if t == "" && v.Exists() {
		r.errorf(v.Pos, "setting-type", "a text is expected here", "")
	}
	return t
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// slug reads an id. It becomes part of file names and identifiers, hence the narrow alphabet.
func (r *settingsReader) slug(v source.Value) string {
	id := r.text(v)
	if !slug.MatchString(id) || len(id) > 100 {
		r.errorf(v.Pos, "setting-id", "an id is made of a to z, 0 to 9 and single hyphens, at most 100 of them", "")
		return ""
	}
	return id
}

func (r *settingsReader) language(v source.Value) string {
	tag := r.text(v)
	if !languageTag.MatchString(tag) {
		r.errorf(v.Pos, "setting-language", strconv.Quote(tag)+" is no language tag", "write \"en\" or \"pt-BR\"")
		return ""
	}
	return tag
}

// persons reads a list of names, or of mappings with a name and a role.
func (r *settingsReader) persons(v source.Value) []content.Person {
	var persons []content.Person
	for _, item := range v.List() {
		p := content.Person{}
		if item.IsMap() {
			r.mapping(item, []setting{{"name", text(&p.Name)}, {"role", text(&p.Role)}})
		} else {
			p.Name = r.text(item)
		}
		if p.Name != "" {
			persons = append(persons, p)
		}
	}
	return persons
}

// license reads a name, or a mapping with a name and a url.
func (r *settingsReader) license(v source.Value) content.License {
	if !v.IsMap() {
		return content.License{Name: r.text(v)}
	}
	var l content.License
	r.mapping(v, []setting{{"name", text(&l.Name)}, {"url", text(&l.URL)}})
	return l
}

// macros reads a mapping of TeX commands to what they stand for, as KaTeX has it: as many arguments as are mentioned.
func (r *settingsReader) macros(v source.Value) []source.Macro {
	if !v.IsMap() {
		r.errorf(v.Pos, "setting-type", "macros are written as \"command: what it stands for\" lines", "")
		return nil
	}
	var macros []source.Macro
	for _, name := range v.Keys() {
		body := v.Get(name)
		macros = append(macros, source.Macro{
			Pos: body.Pos, Definition: math.Definition{Name: name, Body: r.text(body), Args: -1},
		})
	}
	return macros
}

func (r *settingsReader) date(v source.Value) time.Time {
	t, ok := v.Time()
	if !ok {
		r.errorf(v.Pos, "setting-date", "a date is written as 2026-03-31", "")
	}
	return t
}

func (r *settingsReader) yes(v source.Value) bool {
	yes, ok := v.Bool()
	if !ok {
		r.errorf(v.Pos, "setting-value", "true or false is expected here", "")
	}
	return yes
}

func (r *settingsReader) positive(v source.Value) int {
	n, ok := v.Int()
	if !ok || n <= 0 || n > 1<<20 {
		r.errorf(v.Pos, "setting-number", "a whole number above 0 is expected here", "")
		return 0
	}
	return n
}

// number reads a number from low to high.
func (r *settingsReader) number(v source.Value, low, high float64) float64 {
	n, ok := v.Float()
	if !ok || n < low || n > high {
		r.errorf(v.Pos, "setting-number", fmt.Sprintf("a number from %g to %g is expected here", low, high), "")
		return 0
	}
	return n
}

func (r *settingsReader) percent(v source.Value) int {
	n, ok := v.Int()
	if !ok || n < 0 || n > 100 {
		r.errorf(v.Pos, "setting-number", "a whole number from 0 to 100 is expected here", "")
		return 0
	}
	return n
}

func (r *settingsReader) oneOf(v source.Value, words ...string) string {
	word := r.text(v)
	if slices.Contains(words, word) {
		return word
	}
	r.errorf(v.Pos, "setting-value", strconv.Quote(word)+" is not among "+strings.Join(words, ", "), diag.DidYouMean(word, words))
	return ""
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
