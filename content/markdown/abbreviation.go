package markdown

import (
	"bytes"
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

var kindAbbreviation = ast.NewNodeKind("Abbreviation")

// An abbreviation is *[HTML]: Hyper Text Markup Language, which says what a word stands for wherever it is used.
// https://python-markdown.github.io/extensions/abbreviations/
// https://kramdown.gettalong.org/syntax.html#abbreviations
type abbreviation struct{ ast.BaseBlock }

func (n *abbreviation) Kind() ast.NodeKind { return kindAbbreviation }
func (n *abbreviation) Dump([]byte, int)   {}

type abbreviationParser struct {
	leaf
	d *document
}

// maxAbbreviations is how many a text may have.
const maxAbbreviations = 1000

var abbreviationLine = lazyregexp.New(`^\*\[([^\]\n]+)\]:[ \t]*([^\n]*?)[ \t]*$`)

func (*abbreviationParser) Trigger() []byte { return []byte{'*'} }

func (p *abbreviationParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := lineAt(reader, pc)
	m := abbreviationLine.FindSubmatch(bytes.TrimRight(line, "\n"))
	if m == nil || len(p.d.abbreviations) >= maxAbbreviations {
		return nil, parser.NoChildren
	}
	if p.d.abbreviations == nil {
		p.d.abbreviations = map[string]string{}
	}
	p.d.abbreviations[string(m[1])] = unescape(m[2])
	reader.AdvanceToEOL()
	return &abbreviation{}, parser.NoChildren
}

func (*abbreviationParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// emitText emits text with its abbreviations.
func (d *document) emitText(t *content.Text) {
	if len(d.abbreviations) == 0 {
		d.emit(t)
		return
	}
	if d.abbreviated == nil {
		d.abbreviated = anyOf(slices.Collect(maps.Keys(d.abbreviations)))
	}
	last := 0
	counted, pos := 0, t.Pos // pieces come in order
	piece := func(start, stop int) *content.Text {
		pos.Col += utf8.RuneCountInString(t.Text[counted:start])
		counted = start
		return &content.Text{Pos: pos, Text: t.Text[start:stop]}
	}
	for _, m := range d.abbreviated.FindAllStringIndex(t.Text, -1) {
		before, _ := utf8.DecodeLastRuneInString(t.Text[:m[0]])
		after, _ := utf8.DecodeRuneInString(t.Text[m[1]:])
		if isWord(before) || isWord(after) {
			continue
		}
		if last < m[0] {
			d.emit(piece(last, m[0]))
		}
		word := piece(m[0], m[1])
		d.emit(&content.Span{
			Pos: word.Pos, Role: content.SpanAbbr, Title: d.abbreviations[word.Text], Inlines: []content.Inline{word},
		})
		last = m[1]
	}
	if last < len(t.Text) {
		d.emit(piece(last, len(t.Text)))
	}
}

// anyOf returns what matches one of some words, the longest that there is.
func anyOf(words []string) *regexp.Regexp {
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	return regexp.MustCompile(strings.Join(words, "|"))
}
