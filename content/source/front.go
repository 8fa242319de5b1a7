package source

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"coursepack/content/diag"
)

// FrontMatter is the data at the head of a file.
type FrontMatter struct {
	Value
}

// The lines that open and close front matter. YAML may also end with three dots.
const (
	yamlMark = "---"
	tomlMark = "+++"
)

var (
	mappingLine = regexp.MustCompile(`^["']?[A-Za-z_][\w .-]*["']?[ \t]*:(?:[ \t]|$)`)
	yamlLine    = regexp.MustCompile(`^([A-Za-z_][\w-]*):[ \t]+(.*?)[ \t]*$`)
)

// SplitFront reads the front matter at the head of the file called name, or a title block, and blanks it in data. It
// returns nil and leaves data alone if there is none: a rule on the first line is just a rule unless a mapping and a
// closing line follow.
//
// Of YAML that is broken, plain "key: text" lines are still read, so that a page keeps its title and a draft
// stays a draft.
func SplitFront(name string, data []byte, report diag.Reporter) *FrontMatter {
	if v, end := titleBlock(name, data); end > 0 {
		blank(data[:end])
		return &FrontMatter{v}
	}
	mark, body, end := findFront(data)
	var v Value
	ok := false
	switch {
	case mark == yamlMark && end > 0:
		v, ok = yamlFront(name, body, report)
	case mark == yamlMark && looksLikeMapping(body):
		report.Report(diag.Diagnostic{
			Pos: diag.Pos{File: name, Line: 1}, Severity: diag.Warning, Code: "front-matter-open",
			Message: "the front matter has no line --- at its end", Instead: "it is read as text",
		})
	case mark == tomlMark && end > 0:
		v, ok = tomlFront(name, body, report), true
	}
	if !ok {
		return nil
	}
	blank(data[:end])
	return &FrontMatter{v}
}

// findFront returns the line that opens front matter, "" if there is none, what stands below it, and the offset after
// the closing line, 0 if there is none.
func findFront(data []byte) (mark string, body []byte, end int) {
	first, rest, ok := bytes.Cut(data, []byte("\n"))
	mark = strings.TrimRight(string(first[:min(len(first), 100)]), " \t")
	if !ok || mark != yamlMark && mark != tomlMark {
		return "", nil, 0
	}
	start := len(data) - len(rest)
	for at := start; at < len(data); {
		line, next := data[at:], len(data)
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line, next = line[:i], at+i+1
		}
		trimmed := string(bytes.TrimRight(line[:min(len(line), 100)], " \t"))
		if trimmed == mark || mark == yamlMark && trimmed == "..." {
			return mark, data[start:at], next
		}
		at = next
	}
	return mark, rest, 0
}

// looksLikeMapping reports whether the first line of YAML that is no comment has a key.
func looksLikeMapping(body []byte) bool {
	for line := range bytes.Lines(body) {
		line = bytes.TrimRight(line, " \t\n")
		if len(line) > 0 && line[0] != '#' {
			return mappingLine.Match(line)
		}
	}
	return false
}

// yamlFront reads body; ok is false if it is no front matter but text between two rules.
func yamlFront(name string, body []byte, report diag.Reporter) (v Value, ok bool) {
	v, problems := ParseYAML(name, body, 2)
	switch {
	case v.IsMap():
	case len(problems) > 0 && looksLikeMapping(body):
		v = simpleLines(name, body)
		problems[0].Instead = "of the front matter, only plain lines of key and text are read"
	case v.Exists() || len(problems) > 0:
		return Value{}, false
	}
	for _, d := range problems {
		report.Report(d)
	}
	return v, true
}

func tomlFront(name string, body []byte, report diag.Reporter) Value {
	v, problems := ParseTOML(name, body, 2)
	for _, d := range problems {
		report.Report(d)
	}
	return v
}

// simpleLines reads the lines of YAML that have a key and a plain value.
func simpleLines(name string, body []byte) Value {
	v := Value{Pos: diag.Pos{File: name, Line: 2, Col: 1}, node: &node{kind: mapping, size: 1}}
	for i, line := range strings.Split(string(body), "\n") {
		line = strings.TrimRight(line, " \t")
		m := yamlLine.FindStringSubmatchIndex(line)
		if m == nil || strings.ContainsRune("[{", rune((line[m[4]:] + " ")[0])) {
			continue
		}
		at := func(offset int) diag.Pos {
			return diag.Pos{File: name, Line: i + 2, Col: utf8.RuneCountInString(line[:offset]) + 1}
		}
		val := Value{at(m[4]), &node{kind: scalar, text: unquote(line[m[4]:m[5]]), size: 1}}
		v.node.set(entry{key: line[m[2]:m[3]], pos: at(m[2]), val: val})
	}
	return v
}

// unquote takes off a pair of quotes and undoes the escapes of quotes and backslashes.
func unquote(s string) string {
	if len(s) < 2 || s[0] != s[len(s)-1] {
		return s
	}
	switch s[0] {
	case '"':
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s[1 : len(s)-1])
	case '\'':
		return s[1 : len(s)-1]
	}
	return s
}

// blank overwrites data with spaces and keeps its lines.
func blank(data []byte) {
	for i, c := range data {
		if c != '\n' {
			data[i] = ' '
		}
	}
}

// SetDefaults gives d's front matter the entries of a mapping whose keys it does not have.
func (d *Doc) SetDefaults(v Value) {
	if !v.IsMap() {
		return
	}
	merged := Value{Pos: v.Pos, node: &node{kind: mapping, size: 1}}
	if d.Front != nil && d.Front.IsMap() {
		merged.Pos = d.Front.Pos
		for _, e := range d.Front.node.entries {
			merged.node.set(e)
		}
	}
	for _, e := range v.node.entries {
		if _, ok := merged.node.index[e.key]; !ok {
			merged.node.set(e)
		}
	}
	d.Front = &FrontMatter{merged}
}
