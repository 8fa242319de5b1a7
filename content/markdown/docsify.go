package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

// docsifyKinds are the callouts of docsify by what their paragraphs start with: https://docsify.js.org/#/helpers
var docsifyKinds = map[string]string{"!> ": "important", "?> ": "tip"}

// A docsifyTransformer makes a callout of a paragraph that starts with !> or ?>, in the form that alerts have.
type docsifyTransformer struct{}

func (docsifyTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines := p.Lines()
	first := lines.At(0)
	line := first.Value(reader.Source())
	indent := len(line) - len(bytes.TrimLeft(line, " \t"))
	kind := docsifyKinds[string(line[indent:min(len(line), indent+3)])]
	if kind == "" {
		return
	}
	start := first.Start + indent
	lines.Set(0, text.NewSegment(start+3, first.Stop))
	quote := ast.NewBlockquote()
	quote.SetPos(start)
	quote.SetBlankPreviousLines(p.HasBlankPreviousLines())
	p.Parent().ReplaceChild(p.Parent(), p, quote)
	quote.AppendChild(quote, &titleLine{kind: kind})
	quote.AppendChild(quote, p)
}

// docsifyOption is what docsify reads in the title of a link or an image.
var docsifyOption = lazyregexp.New(`:[a-z]+(?:=\S*)?\s*`)

// docsifyTitle returns a title without its options, of which the size is looked at.
func docsifyTitle(title string) (rest string, width, height content.Length) {
	if !strings.HasPrefix(title, ":") {
		return title, width, height
	}
	if _, size, ok := strings.Cut(title, ":size="); ok {
		size, _, _ = strings.Cut(size, " ")
		w, h, _ := strings.Cut(strings.ToLower(size), "x")
		width, height = lengthOf(w), lengthOf(h)
	}
	return docsifyOption.ReplaceAllString(title, ""), width, height
}
