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

// reportBidi reports characters that change the direction of text, once for a file. They are kept: texts in Arabic and
// Hebrew need them, and none reaches beyond its paragraph (UAX #9, rule X8). But those that override the letters' own
// direction, or are not closed in their line, make text and code look like what they are not: https://trojansource.codes
func reportBidi(t *Text, report diag.Reporter) {
	d := diag.Diagnostic{
		Severity: diag.Note, Code: "bidi-control", Instead: "it is kept",
		Hint: "those who did not put it there should look at what the line says without it",
	}
	var first rune
	at := 0
	for line := range bytes.Lines(t.Data) {
		open := 0
		for i := bytes.IndexByte(line, 0xe2); i >= 0 && i < len(line); {
			r, size := utf8.DecodeRune(line[i:])
			if opens := r >= firstEmbedding && r <= lastEmbedding && r != endEmbedding || r >= firstIsolate && r < endIsolate; opens || r == endEmbedding || r == endIsolate {
				if d.Times++; d.Times == 1 {
					first, d.Pos = r, t.Pos(at+i)
				}
				if open--; opens {
					open += 2
				}
				if r == leftOverride || r == lastEmbedding {
					d.Severity = diag.Warning
				}
			}
			next := bytes.IndexByte(line[i+size:], 0xe2)
			if next < 0 {
				break
			}
			i += size + next
		}
		if open != 0 {
			d.Severity = diag.Warning
		}
		at += len(line)
	}
	if d.Times > 0 {
		d.Message = fmt.Sprintf("an invisible character, %U, changes the direction of the text behind it", first)
		report.Report(d)
	}
}
