package template

import (
	"bytes"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// Knitr returns an expander that makes of the chunks of R Markdown and of Quarto what Markdown reads as the same, and
// then does what another one does. knitr finds chunks before it is Markdown: however far the lines of a chunk are
// indented, all of them belong to it and get the indentation of the first, and code within the address of a link is code.
// https://github.com/yihui/knitr/blob/master/R/parser.R
func Knitr(inner source.Expander) source.Expander { return knitr{inner} }

type knitr struct{ inner source.Expander }

func (k knitr) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	page := *doc
	page.Text = levelChunks(doc.Text)
	return k.inner.Expand(&page, report)
}

var (
	chunkHead = lazyregexp.New("^([ \t>]*)(```+)[ \t]*\\{[A-Za-z0-9_]+(?:[ ,][^\n]*)?\\}[ \t]*\n?$")
	chunkEnd  = lazyregexp.New("^[ \t>]*(```+)[ \t]*\n?$")

	codeAddress = lazyregexp.New("\\]\\(([^()`\n<>]*(?:`r [^`\n<>]+`[^()`\n<>]*)+)\\)")
)

// levelChunks gives the lines of each chunk the indentation of its first line.
func levelChunks(t *source.Text) *source.Text {
	if !bytes.Contains(t.Data, []byte("```{")) && !bytes.Contains(t.Data, []byte("`r ")) {
		return t
	}
	var b source.Builder
	var lines code
	indent, marks := "", "" // of the chunk that is open
	fence := ""             // in place of marks
	at := 0
	for line := range bytes.Lines(t.Data) {
		start, stop := at, at+len(line)
		at = stop
		head := chunkHead.FindSubmatch(line)
		end := chunkEnd.FindSubmatch(line)
		switch {
		case marks != "" && end != nil && len(end[1]) >= len(marks):
			b.Put(indent, t, start)
			b.Put(fence, t, start)
			b.Copy(t, start+bytes.LastIndexByte(line, '`')+1, stop)
			marks = ""
		case marks != "":
			if len(bytes.TrimSpace(line)) > 0 && !bytes.HasPrefix(line, []byte(indent)) {
				b.Put(indent, t, start)
			}
			b.Copy(t, start, stop)
		case head != nil && !lines.open() && endsChunk(t.Data[stop:], string(head[2])):
			indent, marks = string(head[1]), string(head[2])
			fence = marks
			if bytes.IndexByte(line[len(head[1])+len(marks):], '`') >= 0 { // which Markdown allows behind tildes only
				fence = strings.Repeat("~", len(marks)+3)
			}
			b.Copy(t, start, start+len(indent))
			b.Put(fence, t, start+len(indent))
			b.Copy(t, start+len(indent)+len(marks), stop)
		default:
			lines.follow(line)
			copyLine(&b, t, start, stop, lines.open())
		}
	}
	return b.Text(t.Name)
}

// endsChunk reports whether a chunk that such marks open comes to an end before the next one starts.
func endsChunk(rest []byte, marks string) bool {
	for line := range bytes.Lines(rest) {
		if end := chunkEnd.FindSubmatch(line); end != nil && len(end[1]) >= len(marks) {
			return true
		}
		if chunkHead.Match(line) {
			return false
		}
	}
	return false
}

// copyLine adds a line. In the addresses of links, backticks are encoded, as Markdown finds code before it finds links.
func copyLine(b *source.Builder, t *source.Text, start, stop int, isCode bool) {
	if line := t.Data[start:stop]; !isCode && bytes.Contains(line, []byte("`r ")) {
		from := start
		for _, m := range codeAddress.FindAllSubmatchIndex(line, -1) {
			b.Copy(t, start, from+m[2])
			b.Put("<"+strings.ReplaceAll(string(line[m[2]:m[3]]), "`", "%60")+">", t, from+m[2])
			start = from + m[3]
		}
	}
	b.Copy(t, start, stop)
}
