package markdown

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

// textNode emits a piece of text and the end of its line. Space at its start is a node of its own, so that a text
// stands where its first character does.
func (d *document) textNode(n *ast.Text) {
	if before, ok := n.PreviousSibling().(*ast.Text); ok && goesOn(before, n) {
		return // it has come with that
	}
	seg := n.Segment
	for next, ok := n.NextSibling().(*ast.Text); ok && goesOn(n, next); next, ok = n.NextSibling().(*ast.Text) {
		n, seg.Stop = next, next.Segment.Stop
	}
	raw := d.src[seg.Start:seg.Stop]
	gap := len(raw) - len(bytes.TrimLeft(raw, " \t"))
	if gap > 0 {
		d.emit(&content.Text{Pos: d.at(seg.Start), Text: " "})
	}
	if gap < len(raw) {
		d.plainText(seg.Start+gap, seg.Stop)
	}
	switch {
	case n.HardLineBreak(), n.SoftLineBreak() && d.lineBlocks[n.Parent()]:
		d.emit(&content.Break{Pos: d.at(seg.Stop)})
	case n.SoftLineBreak() && !d.joinsLines(seg.Stop):
		d.emit(&content.Text{Pos: d.at(seg.Stop), Text: " "})
	}
}

// goesOn reports whether a text goes on with the one before it: goldmark cuts the end of a line off at the last character
// for which it asked a parser in vain, which may be one of two hyphens.
func goesOn(before, n *ast.Text) bool {
	return before.Segment.Stop == n.Segment.Start && !before.SoftLineBreak() && !before.HardLineBreak()
}

// joinsLines reports whether the line break at offset is no space, as between the characters of Chinese and Japanese.
// https://www.w3.org/TR/css-text-3/#line-break-transform
func (d *document) joinsLines(offset int) bool {
	before, _ := utf8.DecodeLastRune(d.src[:offset])
	after, _ := utf8.DecodeRune(bytes.TrimLeft(d.src[offset:min(offset+64, len(d.src))], " \t\n>"))
	return isWide(before) && isWide(after)
}

func isWide(r rune) bool {
	return r >= firstWide && (r >= 0x3000 && r < 0x3040 || r >= 0xFF00 && r < 0xFFF0 ||
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana))
}

// firstWide is the first character of those: a radical.
const firstWide = '\u2e80'

// longText emits text that is too long to look for inlines in.
func (d *document) longText(n ast.Node, raw []byte) {
	pos := d.at(d.start(n))
	d.report(pos, diag.Warning, "paragraph-too-long",
		fmt.Sprintf("this paragraph is longer than %d KB", maxInline>>10), "its text as it stands")
	d.emit(&content.Text{Pos: pos, Text: strings.ToValidUTF8(string(raw), "\uFFFD")})
}

// inlineLanguage says in which language a piece of code is.
// https://facelessuser.github.io/pymdown-extensions/extensions/inlinehilite/
var inlineLanguage = lazyregexp.New(`^(?:#!|:::)[A-Za-z][\w+#-]* `)

func (d *document) codeSpan(n *ast.CodeSpan) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(d.src))
		}
	}
	code := strings.ReplaceAll(b.String(), "\n", " ")
	if _, ok := n.Parent().(*extast.TableCell); ok {
		code = strings.ReplaceAll(code, `\|`, "|")
	}
	if d.shortcode != nil {
		code = shownShortcodes(code)
	}
	if d.python {
		code = inlineLanguage.ReplaceAllString(code, "")
	}
	pos := d.at(n.Pos())
	d.reportInlineCell(pos, code)
	d.emit(&content.Code{Pos: pos, Text: code})
}

func (d *document) emphasis(n *ast.Emphasis) {
	d.inlineContainer(n, func(pos content.Pos, in []content.Inline) content.Inline {
		if n.Level == 2 {
			return &content.Strong{Pos: pos, Inlines: in}
		}
		return &content.Emph{Pos: pos, Inlines: in}
	})
}

// inlineContainer reads the children of an inline and puts it around them.
func (d *document) inlineContainer(n ast.Node, around func(content.Pos, []content.Inline) content.Inline) {
	if d.inlined >= d.nesting {
		d.report(d.at(d.start(n)), diag.Warning, "inline-too-deep",
			fmt.Sprintf("emphasis nested deeper than %d levels", d.nesting), "the text without it")
		d.children(n)
		return
	}
	d.inlined++
	pos := d.at(d.start(n))
	f := &frame{Pos: pos, text: true, build: func(d *document, f *frame) []content.Node {
		return d.wrap(f.nodes, func(in []content.Inline) content.Inline { return around(pos, in) })
	}}
	d.push(f)
	d.children(n)
	d.end(f)
	d.inlined--
}

// strikethrough reads ~~text~~ and ~text~, which is lowered where the dialect says so.
func (d *document) strikethrough(n *extast.Strikethrough) {
	lowered := d.scripts && !bytes.HasPrefix(d.src[d.start(n):], []byte("~~"))
	d.inlineContainer(n, func(pos content.Pos, in []content.Inline) content.Inline {
		if lowered {
			return &content.Sub{Pos: pos, Inlines: in}
		}
		return &content.Strike{Pos: pos, Inlines: in}
	})
}

// unescape resolves backslashes and character references.
// https://spec.commonmark.org/0.31.2/#backslash-escapes
func unescape(raw []byte) string {
	if !hasEscapes(raw) {
		return string(raw)
	}
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			i++
			b.WriteByte(raw[i])
		case c == '&':
			ref := reference(raw[i:])
			b.WriteString(html.UnescapeString(ref))
			i += len(ref) - 1
		case c == 0:
			b.WriteRune('\uFFFD')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func hasEscapes(raw []byte) bool {
	return bytes.IndexByte(raw, '\\') >= 0 || bytes.IndexByte(raw, '&') >= 0 || bytes.IndexByte(raw, 0) >= 0
}

// reference returns the character reference at the start of raw, or the "&" alone.
func reference(raw []byte) string {
	for i, c := range raw[1:min(len(raw), 40)] {
		switch {
		case c == ';' && i > 0:
			return string(raw[:i+2])
		case !util.IsAlphaNumeric(c) && !(i == 0 && c == '#'):
			return "&"
		}
	}
	return "&"
}
