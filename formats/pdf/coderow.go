package pdf

import (
	"strings"
	"unicode/utf8"

	"coursepack/formats/internal/highlight"
)

const tabStop = 4

// linesOf distributes runs over lines, with spaces in the place of tabs.
func linesOf(runs []highlight.Run) [][]highlight.Run {
	lines := [][]highlight.Run{nil}
	column := 0
	for _, r := range runs {
		for i, part := range strings.Split(r.Text, "\n") {
			if i > 0 {
				lines, column = append(lines, nil), 0
			}
			if part = clean(part); part != "" {
				part, column = expandTabs(part, column)
				last := &lines[len(lines)-1]
				*last = append(*last, highlight.Run{Kind: r.Kind, Text: part})
			}
		}
	}
	return lines
}

// wrap cuts a line into rows of the given width, after a space if one is near the end, with nothing lost.
func (s style) wrap(text string, width float64) []string {
	var rows []string
	for {
		cut := s.codeCut(text, width)
		rows = append(rows, text[:cut])
		if text = text[cut:]; text == "" {
			return rows
		}
	}
}

// codeCut returns how many bytes of text go on a row: at least one character.
func (s style) codeCut(text string, width float64) int {
	at, good := 0.0, 0
	for i, r := range text {
		at += s.width(string(r))
		end := i + utf8.RuneLen(r)
		if at > width && i > 0 {
			if good > i/2 && strings.TrimSpace(text[:good]) != "" {
				return good
			}
			return i
		}
		if r == ' ' {
			good = end
		}
	}
	return len(text)
}

// expandTabs puts spaces in the place of tabs in a text that starts in some column, and returns the column in which it ends.
func expandTabs(s string, column int) (string, int) {
	if !strings.Contains(s, "\t") {
		return s, column + utf8.RuneCountInString(s)
	}
	var b strings.Builder
	for _, r := range s {
		if r != '\t' {
			b.WriteRune(r)
			column++
			continue
		}
		n := tabStop - column%tabStop
		b.WriteString(strings.Repeat(" ", n))
		column += n
	}
	return b.String(), column
}

func textOf(runs []highlight.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// cutRuns returns the first n bytes of runs, and the rest.
func cutRuns(runs []highlight.Run, n int) (first, rest []highlight.Run) {
	for i, r := range runs {
		if n < len(r.Text) {
			if n > 0 {
				first = append(first, highlight.Run{Kind: r.Kind, Text: r.Text[:n]})
			}
			rest = append(rest, highlight.Run{Kind: r.Kind, Text: r.Text[n:]})
			return first, append(rest, runs[i+1:]...)
		}
		first, n = append(first, r), n-len(r.Text)
	}
	return first, nil
}

// A kindLook says how one kind of program text looks: on grey paper by weight and slope alone.
type kindLook struct {
	color        color
	bold, italic bool
}

var kindLooks = map[highlight.Kind]kindLook{
	highlight.Keyword: {color: 0x1B3F7A, bold: true}, highlight.Type: {color: 0x0B5A5A}, highlight.Function: {color: 0x5B2A86},
	highlight.Variable: {color: 0x6B3A12}, highlight.Constant: {color: 0x8A3200}, highlight.String: {color: 0x1E6A2E},
	highlight.Comment: {color: grey, italic: true}, highlight.Operator: {color: 0x33383F},
	highlight.Inserted: {color: 0x1E6A2E, bold: true}, highlight.Deleted: {color: 0xA31515}, highlight.Heading: {color: ink, bold: true},
	highlight.Emph: {italic: true}, highlight.Strong: {bold: true}, highlight.Prompt: {color: grey, bold: true},
	highlight.Output: {color: 0x3B4048},
}

func (s style) ofKind(k highlight.Kind) style {
	look := kindLooks[k]
	s.color, s.bold, s.italic = look.color, look.bold, look.italic
	return s
}
