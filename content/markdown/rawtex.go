package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

var kindRawTeX = ast.NewNodeKind("RawTeX")

// A rawTeX is a command of LaTeX between words: one that is about text, \emph{so}, or one that only LaTeX can follow:
// \index{term}, \newpage.
// https://pandoc.org/MANUAL.html#extension-raw_tex
type rawTeX struct {
	ast.BaseInline
	start, stop int
	name        string
}

func (n *rawTeX) Kind() ast.NodeKind { return kindRawTeX }
func (n *rawTeX) Dump([]byte, int)   {}

// texCommand is a command with arguments in braces or one that divides pages and lines. A backslash alone may be part of
// the path of a file.
var texCommand = lazyregexp.New(`^\\([A-Za-z]+)(?:(?:\[[^\[\]\n]*\])?(?:\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*\})+)` +
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
	m := texCommand.FindSubmatch(line)
	if m == nil {
		return nil
	}
	reader.Advance(len(m[0]))
	return &rawTeX{start: seg.Start, stop: seg.Start + len(m[0]), name: string(m[1])}
}

// texElements are the commands whose last argument is text that is printed, by the element of HTML that says the same.
var texElements = map[string]string{
	"emph": "em", "textit": "em", "textsl": "em", "textbf": "strong", "alert": "strong", "structure": "strong",
	"underline": "u", "textsc": "small", "texttt": "code",
	"mbox": "", "text": "", "textrm": "", "textsf": "", "textnormal": "", "textcolor": "",
}

func (d *document) rawTeX(n *rawTeX) {
	if element, isText := texElements[n.name]; isText {
		d.emit(d.texText(n, element)...)
		return
	}
	d.tally(d.at(n.start), diag.Note, "format-other", "this is for other formats (latex)", "nothing")
}

// lastArgument returns where the last argument of a command starts.
func (d *document) lastArgument(n *rawTeX) int {
	depth := 0
	for i := n.stop - 1; i > n.start; i-- {
		switch d.src[i] {
		case '}':
			depth++
		case '{':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return n.stop - 1
}

// texText reads the text of a command.
func (d *document) texText(n *rawTeX, element string) []content.Node {
	pos, start, stop := d.at(n.start), d.lastArgument(n), n.stop-1
	if element == "code" {
		return []content.Node{&content.Code{Pos: pos, Text: unescape(d.src[start:stop])}}
	}
	inlines := d.innerLine(d.piece(start, stop))
	if element == "" {
		return nodesOf(inlines)
	}
	return []content.Node{inlineElement(element, pos, "", inlines)}
}

var kindRawTeXBlock = ast.NewNodeKind("RawTeXBlock")

// A rawTeXBlock is an environment of LaTeX of which nothing can be read as Markdown: a table, a drawing. Or it defines a
// command, which holds for the formulas below it. https://pandoc.org/MANUAL.html#extension-latex_macros
type rawTeXBlock struct {
	ast.BaseBlock
	start, stop int
	defines     bool
}

func (n *rawTeXBlock) Kind() ast.NodeKind { return kindRawTeXBlock }
func (n *rawTeXBlock) Dump([]byte, int)   {}

type texBlockParser struct {
	leaf
	d *document
}

func (*texBlockParser) Trigger() []byte { return []byte{'\\'} }

var texEnvironment = lazyregexp.New(`^\\begin\{((?:tabular|tabularx|longtable|table|figure|wrapfigure|tikzpicture|algorithm|algorithmic|landscape)\*?)\}`)

var texDefinition = lazyregexp.New(`^\\(?:(?:re)?newcommand|providecommand|DeclareMathOperator)\*?[ \t]*\{?\\|^\\def\\`)

// definitionEnd returns where a definition of a command ends, before the end of its line: -1 if braces are still open when
// the text has gone on for longer than a command may.
func definitionEnd(text []byte) int {
	depth := 0
	for i := 0; i < min(len(text), maxCommand); i++ {
		switch text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
		case '\n':
			if depth <= 0 {
				return i
			}
		}
	}
	if depth == 0 && len(text) <= maxCommand {
		return len(text)
	}
	return -1
}

func (p *texBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	if p.d.lookahead > 0 && texDefinition.Match(line) {
		length := definitionEnd(p.d.src[start:])
		if p.d.lookahead -= maxCommand; length < 0 {
			return nil, parser.NoChildren
		}
		reader.AdvanceToEOL()
		return &rawTeXBlock{start: start, stop: start + length, defines: true}, parser.NoChildren
	}
	m := texEnvironment.FindSubmatch(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	end := []byte(`\end{` + string(m[1]) + `}`)
	stop := bytes.Index(p.d.src[start:min(len(p.d.src), start+max(p.d.lookahead, 0))], end)
	if stop < 0 {
		p.d.lookahead -= len(p.d.src) - start
		return nil, parser.NoChildren
	}
	p.d.lookahead -= stop
	reader.AdvanceToEOL()
	return &rawTeXBlock{start: start, stop: start + stop + len(end)}, parser.NoChildren
}

func (p *texBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, seg := reader.PeekLine(); seg.Start >= node.(*rawTeXBlock).stop {
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (d *document) rawTeXBlock(n *rawTeXBlock) {
	if n.defines {
		pos := d.at(n.start)
		d.emit(&content.MathBlock{Pos: pos, Start: pos, TeX: string(d.src[n.start:n.stop])})
		return
	}
	d.tally(d.at(n.start), diag.Note, "format-other", "this is for other formats (latex)", "nothing")
}
