package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
)

// flankWide lets a run of signs of emphasis open or close beside the characters of Chinese, Japanese and Korean, which
// have no spaces between words: CommonMark's rule on punctuation leaves **重要。**次 as it stands.
// https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md
//
// Python-Markdown and kramdown know no such rule anywhere: **Answer:**No begins with bold text.
func (d *document) flankWide(run *parser.Delimiter, before, after rune) {
	if run.Char == '_' || !isCJK(before) && !isCJK(after) && !d.python && !d.kramdown {
		return
	}
	run.CanOpen = run.CanOpen || !unicode.IsSpace(after)
	run.CanClose = run.CanClose || !unicode.IsSpace(before)
}

// flankSpace lets ** open bold text in spite of a space behind it, as in "** Note**", where it can mean nothing else: it
// stands at the start of a word, and the next ** on the line ends one. Around Chinese, Japanese and Korean both may have
// a space inside, or the one that ends it alone: elsewhere "a ** b ** c" is a sum.
func (p *delimiterParser) flankSpace(run *parser.Delimiter, before, after rune, reader text.Reader) {
	if run.Char != '*' || run.Length != 2 {
		return
	}
	if run.Segment.Start == p.closing {
		run.CanOpen, run.CanClose = false, true
		return
	}
	line, _ := reader.PeekLine()
	i := bytes.Index(line, boldSigns)
	if !unicode.IsSpace(before) || i <= 1 || after != ' ' && line[i-1] != ' ' {
		return
	}
	inner := bytes.TrimSpace(line[:i])
	start, _ := utf8.DecodeRune(inner)
	end, _ := utf8.DecodeLastRune(inner)
	if line[i-1] == ' ' && !isCJK(start) && !isCJK(end) {
		return
	}
	if next, _ := utf8.DecodeRune(line[i+2:]); len(line) > i+2 && (isWord(next) && line[i-1] != ' ' || next == '*') {
		return
	}
	run.CanOpen, p.closing = true, run.Segment.Stop+i
	message := "a space behind ** keeps it from starting bold text"
	if after != ' ' {
		message = "a space before ** keeps it from ending bold text"
	}
	p.d.tally(p.d.at(run.Segment.Start), diag.Note, "emphasis-space", message, "bold text all the same")
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isCJK(r rune) bool { return isWide(r) || unicode.Is(unicode.Hangul, r) }

// nextRune returns the character that a reader has come to, a space at the end of the line.
func nextRune(reader text.Reader) rune {
	line, _ := reader.PeekLine()
	if len(line) == 0 {
		return ' '
	}
	r, _ := utf8.DecodeRune(line)
	return r
}

var boldSigns = []byte("**")

// strayClosing finds ** in text as it is written that can only have been meant to end bold text: there is something
// before it and nothing, a space or punctuation behind it. It returns len(raw) if there is none.
func (d *document) strayClosing(start, stop int) int {
	for at := start; ; {
		i := bytes.Index(d.src[at:stop], boldSigns)
		if i < 0 {
			return stop
		}
		at += i
		before, _ := utf8.DecodeLastRune(d.src[:at])
		after, _ := utf8.DecodeRune(d.src[at+2:])
		ends := at+2 == len(d.src) || unicode.IsSpace(after) || unicode.IsPunct(after) && after != '*'
		if before != '\\' && before != '*' && !unicode.IsSpace(before) && at > 0 && ends {
			return at
		}
		for at < stop && d.src[at] == '*' {
			at++
		}
	}
}

// plainText emits text as it is written, without the signs that were meant to end bold text and do not: they would be
// all that a reader sees of an author's slip.
func (d *document) plainText(start, stop int) {
	for start < stop {
		end := d.strayClosing(start, stop)
		if start < end {
			d.emitText(&content.Text{Pos: d.at(start), Text: d.smartText(start, end)})
		}
		if end < stop {
			d.report(d.at(end), diag.Note, "emphasis-stray", "these ** end nothing", "the text without them")
		}
		start = end + 2
	}
}
