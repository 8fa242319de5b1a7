package source

import (
	"sort"
	"unicode/utf8"

	"coursepack/content/diag"
)

// Text is the text of one file as a dialect reads it. Front matter is blanked, not cut, so that every byte is where the
// author put it.
type Text struct {
	Name  string // path below the source folder
	Data  []byte // UTF-8, lines end with \n
	lines []int  // offset of each line's first byte
}

// NewText returns the text of a file. The caller must not change data afterwards.
func NewText(name string, data []byte) *Text {
	lines := []int{0}
	for i, c := range data {
		if c == '\n' {
			lines = append(lines, i+1)
		}
	}
	return &Text{Name: name, Data: data, lines: lines}
}

// Pos returns the place of the byte at offset. An offset outside of the text is moved to its nearest end.
func (t *Text) Pos(offset int) diag.Pos {
	offset = min(max(offset, 0), len(t.Data))
	line := sort.SearchInts(t.lines, offset+1) - 1
	col := utf8.RuneCount(t.Data[t.lines[line]:offset]) + 1
	return diag.Pos{File: t.Name, Line: line + 1, Col: col}
}
