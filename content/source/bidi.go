package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"coursepack/content/diag"
)

// The characters that change the direction of what follows them: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
const (
	firstEmbedding, endEmbedding, lastEmbedding = '\u202a', '\u202c', '\u202e'
	leftOverride                                = '\u202d'
	firstIsolate, endIsolate                    = '\u2066', '\u2069'
)

// reportBidi reports characters that change the direction of text, once for a line. They are kept: texts in Arabic and
// Hebrew need them, and none reaches beyond its paragraph (UAX #9, rule X8). But those that override the letters' own
// direction, or are not closed in their line, make text and code look like what they are not: https://trojansource.codes
func reportBidi(t *Text, report diag.Reporter) {
	if !hasBidi(t.Data) {
		return
	}
	at := 0
	for line := range bytes.Lines(t.Data) {
		if first, severity := bidiIn(line); first >= 0 {
			r, _ := utf8.DecodeRune(line[first:])
			report.Report(diag.Diagnostic{
				Pos: t.Pos(at + first), Severity: severity, Code: "bidi-control",
				Message: fmt.Sprintf("an invisible character, %U, changes the direction of the text behind it", r), Instead: "it is kept",
				Hint: "those who did not put it there should look at what the line says without it",
			})
		}
		at += len(line)
	}
}

// hasBidi reports whether any such character is in a text: U+202A to U+202E, U+2066 to U+2069. Hardly any text has one.
func hasBidi(data []byte) bool {
	for {
		i := bytes.IndexByte(data, 0xe2)
		if i < 0 || i+2 >= len(data) {
			return false
		}
		if r, _ := utf8.DecodeRune(data[i:]); r >= firstEmbedding && r <= lastEmbedding || r >= firstIsolate && r <= endIsolate {
			return true
		}
		data = data[i+3:]
	}
}

// bidiIn returns where the first such character of a line stands, -1 if there is none, and how bad they are.
func bidiIn(line []byte) (first int, severity diag.Severity) {
	first = -1
	open := 0
	for i := bytes.IndexByte(line, 0xe2); i >= 0 && i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		if opens := r >= firstEmbedding && r <= lastEmbedding && r != endEmbedding || r >= firstIsolate && r < endIsolate; opens || r == endEmbedding || r == endIsolate {
			if first < 0 {
				first = i
			}
			if open--; opens {
				open += 2
			}
			if r == leftOverride || r == lastEmbedding {
				severity = diag.Warning
			}
		}
		next := bytes.IndexByte(line[i+size:], 0xe2)
		if next < 0 {
			break
		}
		i += size + next
	}
	if open != 0 {
		severity = diag.Warning
	}
	return first, severity
}
