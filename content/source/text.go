package source

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"coursepack/content/diag"
)

// Text is the text of a part as a dialect reads it. Front matter is blanked, not cut, so that every byte is where the
// author put it. A text that a Builder has put together knows for each piece where the author put that.
type Text struct {
	Name   string  // path below the source folder
	Data   []byte  // UTF-8, lines end with \n
	lines  []int   // offset of each line's first byte
	marks  []int   // how many characters stand before every stride of bytes, if a line is long
	pieces []piece // in order, from 0 on; nil if all is as it stands in the file
}

// A piece is a run of bytes that stand in another text.
type piece struct {
	start  int // in Data
	from   *Text
	offset int
	made   bool // the bytes stand nowhere: all of them are to be found at offset
}

// NewText returns the text of a file. The caller must not change data afterwards.
func NewText(name string, data []byte) *Text {
	t := &Text{Name: name, Data: data, lines: make([]int, 1, bytes.Count(data, []byte("\n"))+1)}
	longest := 0
	for at := 0; ; {
		next := bytes.IndexByte(data[at:], '\n') + 1
		if next == 0 {
			longest = max(longest, len(data)-at)
			break
		}
		at += next
		longest = max(longest, next)
		t.lines = append(t.lines, at)
	}
	if longest > 4*stride {
		t.mark()
	}
	return t
}

// stride is how far marks are apart: a line of a megabyte must not be counted from its start for each of its places.
const stride = 1 << 10

func (t *Text) mark() {
	n := 0
	for at := 0; at <= len(t.Data); at += stride {
		t.marks = append(t.marks, n)
		n += characters(t.Data[at:min(at+stride, len(t.Data))])
	}
}

// characters counts the characters that begin in data.
func characters(data []byte) int {
	n := 0
	for _, b := range data {
		if utf8.RuneStart(b) {
			n++
		}
	}
	return n
}

// column returns which character of the line that starts at start stands at offset, from 1.
func (t *Text) column(start, offset int) int {
	if t.marks == nil || offset-start < 2*stride {
		return utf8.RuneCount(t.Data[start:offset]) + 1
	}
	before := func(at int) int {
		return t.marks[at/stride] + characters(t.Data[at/stride*stride:at])
	}
	return before(offset) - before(start) + 1
}

// Pos returns the place of the byte at offset. An offset outside of the text is moved to its nearest end.
func (t *Text) Pos(offset int) diag.Pos {
	t, offset = t.Origin(offset)
	line := sort.SearchInts(t.lines, offset+1) - 1
	return diag.Pos{File: t.Name, Line: line + 1, Col: t.column(t.lines[line], offset)}
}

// Origin returns the text of a file in which the byte at offset stands, and where. An offset outside of t is moved to
// its nearest end.
func (t *Text) Origin(offset int) (file *Text, at int) {
	offset = min(max(offset, 0), len(t.Data))
	if t.pieces == nil {
		return t, offset
	}
	p := t.pieces[sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].start > offset })-1]
	if p.made {
		return p.from, p.offset
	}
	return p.from, p.offset + offset - p.start
}

// A Builder puts a text together from pieces of others, each of which keeps its place. The zero Builder is empty.
type Builder struct {
	data   []byte
	pieces []piece
}

// Len returns how many bytes there are so far.
func (b *Builder) Len() int { return len(b.data) }

// EndsLine reports whether what comes next starts a line.
func (b *Builder) EndsLine() bool { return len(b.data) == 0 || b.data[len(b.data)-1] == '\n' }

// Copy adds the bytes of from between two offsets.
func (b *Builder) Copy(from *Text, start, stop int) {
	if start >= stop {
		return
	}
	at := len(b.data)
	b.data = append(b.data, from.Data[start:stop]...)
	if from.pieces == nil {
		b.add(piece{start: at, from: from, offset: start})
		return
	}
	first := sort.Search(len(from.pieces), func(i int) bool { return from.pieces[i].start > start }) - 1
	for _, p := range from.pieces[first:] {
		if p.start >= stop {
			break
		}
		if skipped := start - p.start; skipped > 0 {
			p.start = start
			if !p.made {
				p.offset += skipped
			}
		}
		p.start += at - start
		b.add(p)
	}
}

// Put adds bytes that the author did not write. All of them are to be found where the byte of at stands.
func (b *Builder) Put(s string, at *Text, offset int) {
	if s == "" {
		return
	}
	from, offset := at.Origin(offset)
	b.add(piece{start: len(b.data), from: from, offset: offset, made: true})
	b.data = append(b.data, s...)
}

// add notes where a piece begins, unless it only goes on with the one before.
func (b *Builder) add(p piece) {
	if n := len(b.pieces); n > 0 {
		last := b.pieces[n-1]
		goesOn := last.from == p.from && last.made == p.made &&
			(p.made && last.offset == p.offset || !p.made && p.offset-last.offset == p.start-last.start)
		if goesOn {
			return
		}
	}
	b.pieces = append(b.pieces, p)
}

// Text returns what was put together as the text called name. The Builder must not be used afterwards.
func (b *Builder) Text(name string) *Text {
	t := NewText(name, b.data)
	if t.pieces = b.pieces; len(t.pieces) == 0 {
		t.pieces = nil
	}
	return t
}

// At returns an empty text that stands at a place in another.
func At(t *Text, offset int) *Text {
	file, offset := t.Origin(offset)
	e := NewText(t.Name, nil)
	e.pieces = []piece{{from: file, offset: offset, made: true}}
	return e
}
