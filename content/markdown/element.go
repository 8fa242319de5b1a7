package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content/internal/lazyregexp"
)

// An elementParser finds elements of HTML with all that is inside of them, as kramdown and Python-Markdown do: indentation in
// there is not code, and Markdown goes on right behind the closing tag. https://kramdown.gettalong.org/syntax.html#html-blocks
//
// An element that asks for Markdown inside, or that has paragraphs of it between blank lines, is left to goldmark.
type elementParser struct {
	leaf
	d *document
}

// CanAcceptIndentedLine is true inside of an element that asks for Markdown, whose tags may be indented.
func (p *elementParser) CanAcceptIndentedLine() bool { return len(p.d.asking) > 0 }

func (*elementParser) Trigger() []byte { return []byte{'<'} }

var (
	elementStart = lazyregexp.New(`^<(div|p|figure|table|ul|ol|dl|center|details|summary|h[1-6]|section|article|aside|main|nav|header|footer|form|fieldset|address|figcaption|blockquote|iframe|video|audio|object)[\s>]`)
	tagLine      = lazyregexp.New(`(?i)^<(?:(?:div|figure|details|section|article|aside|center|blockquote)\b[^>]*\smarkdown(?:\s*=\s*["']?(?:1|block|span)["']?)?(?:\s[^>]*)?|/(?:div|figure|details|section|article|aside|center|blockquote)\s*)>\s*$`)
	wrapperLine  = lazyregexp.New(`(?i)^</?(?:div|details|section|article|aside|center|blockquote)(?:\s[^>]*)?>\s*$|^<summary\b[^>]*>.*</summary>\s*$`)
	asksMarkdown = lazyregexp.New(`(?i)\smarkdown\s*=`)
	hasMarkdown  = lazyregexp.New(`\n[ \t]*\n {0,3}[^\s<]`)
)

func (p *elementParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	stop := p.stop(line, start)
	if stop < 0 {
		return nil, parser.NoChildren
	}
	if asked := len(p.d.asking); line[1] == '/' && asked > 0 {
		p.d.asking = p.d.asking[:asked-1]
	} else if tagLine.Match(line) && line[1] != '/' {
		p.d.asking = append(p.d.asking, parent)
	}
	n := ast.NewHTMLBlock(ast.HTMLBlockType6)
	p.d.elementStops[n] = stop
	p.take(n, reader)
	return n, parser.NoChildren
}

// stop returns where the element that starts with a line ends; -1 if goldmark is to read it. Tags around Markdown are
// elements of their own if they are alone on their lines. https://python-markdown.github.io/extensions/md_in_html/
func (p *elementParser) stop(line []byte, start int) int {
	if tagLine.Match(line) && (line[1] != '/' || p.d.kramdown || p.d.python || len(p.d.asking) > 0) {
		return start + len(line)
	}
	if p.d.divs && wrapperLine.Match(line) && (line[1] == '/' || p.holdsText(start+len(line))) {
		return start + len(line)
	}
	if !p.d.kramdown && !p.d.python && (len(p.d.asking) == 0 || !bytes.HasPrefix(line, []byte("<summary"))) {
		return -1
	}
	m := elementStart.FindSubmatch(line)
	if m == nil {
		return -1
	}
	stop := p.d.elementEnd(start, string(m[1]))
	if stop < 0 || asksMarkdown.Match(p.d.src[start:stop]) || hasMarkdown.Match(p.d.src[start:stop]) {
		return -1
	}
	return stop
}

// holdsText reports whether the line at offset is one of Markdown, which Pandoc reads inside of elements without being
// asked. https://pandoc.org/MANUAL.html#extension-markdown_in_html_blocks
func (p *elementParser) holdsText(offset int) bool {
	line := bytes.TrimRight(p.d.src[offset:offset+lineLength(p.d.src[offset:])], " \t")
	text := bytes.TrimLeft(line, " ")
	return len(text) > 0 && len(line)-len(text) < 4 && text[0] != '\t' && (text[0] != '<' || bytes.HasPrefix(text, []byte("<summary")))
}

// A listParser finds lists with goldmark's. However far it is indented, the tag that closes the element
// around a list closes the list: Python-Markdown finds such tags first.
type listParser struct {
	parser.BlockParser
	d *document
}

func (p *listParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if asked := len(p.d.asking); asked > 0 && !isWithin(p.d.asking[asked-1], n) {
		line, _ := reader.PeekLine()
		if line = bytes.TrimSpace(line); bytes.HasPrefix(line, []byte("</")) && tagLine.Match(line) {
			return parser.Close
		}
	}
	return p.BlockParser.Continue(n, reader, pc)
}

// isWithin reports whether n is outer or inside of it.
func isWithin(n, outer ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n == outer {
			return true
		}
	}
	return false
}

// take adds the line to the element. What follows on the line of the closing tag is text of HTML.
func (p *elementParser) take(n ast.Node, reader text.Reader) {
	_, seg := reader.PeekLine()
	n.Lines().Append(seg)
	reader.AdvanceToEOL()
}

func (p *elementParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, seg := reader.PeekLine(); seg.Start >= p.d.elementStops[n] {
		return parser.Close
	}
	p.take(n, reader)
	return parser.Continue | parser.NoChildren
}

// elementEnd returns where the element that starts at start ends, -1 if it does not.
func (d *document) elementEnd(start int, name string) int {
	open, end := []byte("<"+name), []byte("</"+name)
	depth := 0
	for i := start; ; {
		next := bytes.IndexByte(d.src[i:], '<')
		if next < 0 {
			return -1
		}
		if d.lookahead -= next + 1; d.lookahead < 0 {
			return -1
		}
		i += next
		switch rest := d.src[i:]; {
		case startsName(rest, end):
			depth--
			if i += len(end); depth == 0 {
				if close := bytes.IndexByte(d.src[i:min(len(d.src), i+100)], '>'); close >= 0 {
					return i + close + 1
				}
				return -1
			}
		case startsName(rest, open):
			depth++
			i += len(open)
		default:
			i++
		}
	}
}

// startsName reports whether s starts with a tag that goes no further than mark.
func startsName(s, mark []byte) bool {
	return bytes.HasPrefix(s, mark) && (len(s) == len(mark) || !isNameByte(s[len(mark)]))
}
