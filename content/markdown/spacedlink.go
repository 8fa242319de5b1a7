package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/text"

	"coursepack/content/internal/lazyregexp"
)

// Addresses of links may hold spaces in Python-Markdown and kramdown, though not in CommonMark: [a](two words.pdf).
// https://kramdown.gettalong.org/syntax.html#inline-links

// spaceMark stands for such a space while goldmark reads the link. It is no byte of UTF-8.
const spaceMark = 0xff

// spacedAddress matches the address of a link with spaces between its words, and the space or the parenthesis behind it.
var spacedAddress = lazyregexp.New(`^\]\(([^\s()<>"'` + "`" + `]+(?: [^\s()<>"'` + "`" + `]+)+)(?:\)|\s+["'])`)

// unspaced returns a reader that shows no spaces in the address that is next, if there may be such.
func (p *linkParser) unspaced(reader text.Reader, closing bool) text.Reader {
	if !closing || !p.d.python && !p.d.kramdown {
		return reader
	}
	line, seg := reader.PeekLine()
	m := spacedAddress.FindSubmatchIndex(line)
	if m == nil {
		return reader
	}
	return &unspacedReader{reader, seg.Start + m[2], seg.Start + m[3]}
}

// An unspacedReader shows the spaces between two offsets as spaceMarks.
type unspacedReader struct {
	text.Reader
	start, stop int
}

func (r *unspacedReader) PeekLine() ([]byte, text.Segment) {
	line, seg := r.Reader.PeekLine()
	start, stop := max(r.start-seg.Start, 0), min(r.stop-seg.Start, len(line))
	if start >= stop {
		return line, seg
	}
	shown := bytes.Clone(line)
	for i := start; i < stop; i++ {
		if shown[i] == ' ' {
			shown[i] = spaceMark
		}
	}
	return shown, seg
}
