package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content/diag"
)

var kindRawTeX = ast.NewNodeKind("RawTeX")

// A rawTeX is a command of LaTeX between words, which only LaTeX prints: \index{term}, \newpage.
// https://pandoc.org/MANUAL.html#extension-raw_tex
type rawTeX struct {
	ast.BaseInline
	start int
}

func (n *rawTeX) Kind() ast.NodeKind { return kindRawTeX }
func (n *rawTeX) Dump([]byte, int)   {}

// texCommand is a command with arguments in braces or one that divides pages and lines. A backslash alone may be part of
// the path of a file.
var texCommand = regexp.MustCompile(`^\\([A-Za-z]+)(?:(?:\[[^\[\]\n]*\])?(?:\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*\})+)` +
	`|^\\(newpage|clearpage|pagebreak|noindent|bigskip|medskip|smallskip|backmatter|mainmatter|frontmatter|appendix)\b`)

// maxCommand is how long a command may be with its arguments.
const maxCommand = 500

type texParser struct{ d *document }

func (*texParser) Trigger() []byte { return []byte{'\\'} }

func (p *texParser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	line = line[:min(len(line), maxCommand)]
	if p.d.lookahead -= len(line); p.d.lookahead < 0 {
		return nil
	}
	m := texCommand.Find(line)
	if m == nil {
		return nil
	}
	reader.Advance(len(m))
	return &rawTeX{start: seg.Start}
}

func (d *document) rawTeX(n *rawTeX) {
	d.tally(d.at(n.start), diag.Note, "format-other", "this is for other formats (latex)", "nothing")
}
