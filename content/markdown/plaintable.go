package markdown

import (
	"bytes"
	"unicode/utf8"

	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// Pandoc's simple and multiline tables have no bars: columns are what stands below the dashes of one line.
// https://pandoc.org/MANUAL.html#extension-simple_tables
// https://pandoc.org/MANUAL.html#extension-multiline_tables
//
// They get the bars of other tables before anything is read.

var (
	columnLine = lazyregexp.New(`^ {0,3}-{2,}(?: +-{2,})+[ \t]*$`)
	outerLine  = lazyregexp.New(`^ {0,3}-{6,}[ \t]*$`)
	dashes     = lazyregexp.New(`-+`)
)

// maxTableHead is how many lines the head of a multiline table may have.
const maxTableHead = 10

// withBars returns a text in which tables without bars have some.
func withBars(t *source.Text) *source.Text {
	if !hasColumns(t.Data) {
		return t
	}
	w := &barWriter{text: t}
	for at := 0; at < len(t.Data); {
		stop := at + lineLength(t.Data[at:])
		w.lines = append(w.lines, [2]int{at, stop})
		at = stop + 1
	}
	fence := ""
	for i := 0; i < len(w.lines); i++ {
		line := bytes.TrimSpace(w.line(i))
		switch m := codeFence.FindSubmatch(line); {
		case fence != "" && m != nil && bytes.HasPrefix(m[1], []byte(fence)) && len(m[1]) == len(line):
			fence = ""
		case fence != "":
		case m != nil:
			fence = string(m[1])
		default:
			if end := w.table(i); end > 0 {
				i = end - 1
			}
		}
	}
	if w.Len() == 0 {
		return t
	}
	w.Copy(t, w.copied, len(t.Data))
	return w.Text(t.Name)
}

// hasColumns reports whether dashes, spaces and dashes follow one another anywhere in a text.
func hasColumns(text []byte) bool {
	for {
		_, rest, ok := bytes.Cut(text, []byte("-- "))
		if !ok {
			return false
		}
		text = bytes.TrimLeft(rest, " ")
		if bytes.HasPrefix(text, []byte("--")) {
			return true
		}
	}
}

var codeFence = lazyregexp.New("^(`{3,}|~{3,})[^`]*$")

// A barWriter puts the text together.
type barWriter struct {
	source.Builder
	text   *source.Text
	lines  [][2]int
	copied int // up to where the text has been copied
}

func (w *barWriter) line(i int) []byte {
	if i < 0 || i >= len(w.lines) {
		return nil
	}
	return w.text.Data[w.lines[i][0]:w.lines[i][1]]
}

func (w *barWriter) blank(i int) bool { return len(bytes.TrimSpace(w.line(i))) == 0 }

// table writes the table that starts with a line and returns the line below it, 0 if there is none.
func (w *barWriter) table(i int) int {
	line := w.line(i)
	switch {
	case outerLine.Match(line) && w.blank(i-1):
		for k := i + 1; k <= i+maxTableHead && !w.blank(k); k++ {
			if columnLine.Match(w.line(k)) {
				if end := w.end(k+1, outerLine); end > 0 && k > i+1 {
					return w.write(i, i+1, k, end, true)
				}
				return 0
			}
		}
	case columnLine.Match(line) && w.blank(i-1):
		if end := w.end(i+1, columnLine); end > 0 {
			return w.write(i, i, i, end, w.hasBlank(i+1, end))
		}
	case columnLine.Match(w.line(i+1)) && !w.blank(i) && w.blank(i-1) && !w.blank(i+2):
		end := i + 2
		for !w.blank(end) && !columnLine.Match(w.line(end)) {
			end++
		}
		return w.write(i, i, i+1, end, false)
	}
	return 0
}

// end returns the line that ends a table, below which there is nothing; 0 if there is none.
func (w *barWriter) end(from int, mark *lazyregexp.Regexp) int {
	for k := from; k < len(w.lines); k++ {
		switch line := w.line(k); {
		case mark.Match(line) && w.blank(k+1) && k > from:
			return k
		case columnLine.Match(line), outerLine.Match(line), w.blank(k) && w.blank(k+1):
			return 0
		}
	}
	return 0
}

func (w *barWriter) hasBlank(from, to int) bool {
	for k := from; k < to; k++ {
		if w.blank(k) {
			return true
		}
	}
	return false
}

// write writes a table that starts with a line: the head from one line on to that of the columns, and the rows up to end.
// It returns the line below the table.
func (w *barWriter) write(start, head, columns, end int, multiline bool) int {
	w.Copy(w.text, w.copied, w.lines[start][0])
	c := dashes.FindAllIndex(w.line(columns), -1)
	w.row(c, head, columns)
	w.Put("|", w.text, w.lines[columns][0])
	for i := range c {
		w.Put(w.alignment(c, i, head, columns)+"|", w.text, w.lines[columns][0])
	}
	w.Put("\n", w.text, w.lines[columns][0])
	for k := columns + 1; k < end; {
		next := k + 1
		for multiline && next < end && !w.blank(next) {
			next++
		}
		if !w.blank(k) {
			w.row(c, k, next)
		}
		k = next
		for k < end && w.blank(k) {
			k++
		}
	}
	below := end
	if below < len(w.lines) && !w.blank(below) { // a line that only ends the table
		below++
	}
	w.copied = len(w.text.Data)
	if below < len(w.lines) {
		w.copied = w.lines[below][0]
	}
	return below
}

// row writes lines as one row.
func (w *barWriter) row(columns [][]int, from, to int) {
	at := w.lines[from][0]
	w.Put("|", w.text, at)
	for i := range columns {
		w.Put(" ", w.text, at)
		for k := from; k < to; k++ {
			start, stop := w.cell(columns, i, k)
			if start == stop {
				continue
			}
			for ; start < stop; start = w.copyToBar(start, stop) {
			}
			w.Put(" ", w.text, stop)
		}
		w.Put("|", w.text, at)
	}
	w.Put("\n", w.text, at)
}

// copyToBar copies the text of a cell up to a bar, which gets a backslash, and returns where to go on.
func (w *barWriter) copyToBar(start, stop int) int {
	bar := bytes.IndexByte(w.text.Data[start:stop], '|')
	if bar < 0 {
		w.Copy(w.text, start, stop)
		return stop
	}
	w.Copy(w.text, start, start+bar)
	w.Put(`\|`, w.text, start+bar)
	return start + bar + 1
}

// cell returns where the text of a cell stands: below the dashes and as far as the next ones, the first from the start of
// the line.
func (w *barWriter) cell(columns [][]int, i, line int) (start, stop int) {
	text := w.line(line)
	from, to := 0, len(text)
	if i > 0 {
		from = runesTo(text, columns[i][0])
	}
	if i+1 < len(columns) {
		to = runesTo(text, columns[i+1][0])
	}
	text = text[from:to]
	from += len(text) - len(bytes.TrimLeft(text, " \t"))
	to -= len(text) - len(bytes.TrimRight(text, " \t"))
	at := w.lines[line][0]
	return at + min(from, to), at + to
}

// runesTo returns the length of the first n characters of a line.
func runesTo(line []byte, n int) int {
	at := 0
	for ; n > 0 && at < len(line); n-- {
		_, size := utf8.DecodeRune(line[at:])
		at += size
	}
	return at
}

// alignment returns the line below the head of a column: text that is flush with one end of the dashes is aligned there.
func (w *barWriter) alignment(columns [][]int, i, head, to int) string {
	left, right := false, false
	seen := false
	for k := head; k < to; k++ {
		start, stop := w.cell(columns, i, k)
		if start == stop {
			continue
		}
		line := w.lines[k][0]
		first := utf8.RuneCount(w.text.Data[line:start])
		last := utf8.RuneCount(w.text.Data[line:stop])
		left, right, seen = left || first <= columns[i][0], right || last >= columns[i][1], true
	}
	switch {
	case !seen || left && right:
		return "---"
	case left:
		return ":--"
	case right:
		return "--:"
	}
	return ":-:"
}
