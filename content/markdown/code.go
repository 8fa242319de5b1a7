package markdown

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

// A fence is a fenced code block that knows how it was opened and whether the author closed it.
type fence struct {
	*ast.FencedCodeBlock
	marks  []byte // that opened it
	closed bool
}

// A fenceParser finds fences with goldmark's. In MDX they may be indented, as may the line that closes them.
type fenceParser struct {
	parser.BlockParser
	d *document
}

func (p *fenceParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, offset := lineAt(reader, pc)
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n == nil {
		if hasStrayBacktick(line) {
			p.d.report(p.d.at(offset), diag.Warning, "fence-backtick", "a fence with a backtick behind it begins no code", "text")
		}
		return nil, state
	}
	return &fence{FencedCodeBlock: n.(*ast.FencedCodeBlock), marks: line[:runLength(line, line[0])]}, state
}

// hasStrayBacktick reports whether a line starts like a fence that a backtick further on keeps from being one, and is no
// code in a line either. https://spec.commonmark.org/0.31.2/#info-string
func hasStrayBacktick(line []byte) bool {
	marks := 0
	for marks < len(line) && line[marks] == '`' {
		marks++
	}
	return marks >= 3 && bytes.IndexByte(line[marks:], '`') >= 0 && !bytes.Contains(line[marks:], line[:marks])
}

func (p *fenceParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*fence)
	line, _ := reader.PeekLine()
	if p.d.jsx && n.closedBy(line) {
		n.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	state := p.BlockParser.Continue(n, reader, pc)
	n.closed = state&parser.Close != 0
	return state
}

// closedBy reports whether a line closes a fence, however deep it is indented.
func (n *fence) closedBy(line []byte) bool {
	line = bytes.TrimSpace(line)
	return bytes.HasPrefix(line, n.marks) && len(bytes.Trim(line, string(n.marks[:1]))) == 0
}

func (d *document) fencedCode(n *fence) {
	start := d.start(n)
	if d.myst && n.Info != nil && d.mystBlock(start, n.Info.Segment, n.Lines(), n.closed) {
		return
	}
	pos := d.at(start)
	if !n.closed {
		d.report(pos, diag.Error, "fence-unclosed", "this code is never closed", "everything to the end of its container as code")
	}
	info := ""
	if n.Info != nil {
		info = unescape(n.Info.Segment.Value(d.src))
	}
	if lang, _, _ := strings.Cut(info, " "); lang == "math" {
		d.emitMathBlock(pos, n, "")
		return
	}
	if d.d2lbook && info == "toc" { // outputs have tables of contents of their own
		return
	}
	if d.d2lbook && info == "eval_rst" {
		d.tally(pos, diag.Note, "directive-left-out", "{"+info+"} is for the site", "nothing")
		return
	}
	if info == "mdbook-quiz" {
		d.mdbookQuiz(n)
		return
	}
	if info == "quiz" && d.quizBlock(n) {
		return
	}
	if d.cells && strings.HasPrefix(info, "{") {
		if nodes, ok := d.bracedCode(n, pos); ok {
			d.emit(nodes...)
			return
		}
	}
	code := parseInfo(info)
	code.Pos, code.Text = pos, string(n.Lines().Value(d.src))
	if d.shortcode != nil {
		code.Text = shownShortcodes(code.Text)
	}
	if d.liascript {
		code.Title = cmp.Or(code.Title, liaFileName(info))
	}
	if d.mdbook {
		code.Text = visibleLines(code.Lang, info, code.Text)
	}
	takeMarks(code)
	d.emit(code)
}

func (d *document) indentedCode(n *ast.CodeBlock) {
	body := strings.TrimRight(string(n.Lines().Value(d.src)), " \t\n")
	if d.shortcode != nil {
		body = shownShortcodes(body)
	}
	d.emit(&content.CodeBlock{Pos: d.at(d.start(n)), Text: body + "\n"})
}

// The rest of the line that opens a fence: {1,3-5}, title="…", showLineNumbers and words that other tools want.
var infoPart = lazyregexp.New(`\{([^{}]*)\}|([\w.:-]+)=(?:"([^"]*)"|'([^']*)'|\{([^{}]*)\}|(\S+))|\[[^\[\]]*\]|\S+`)

// Attributes in braces, of which the first class is the language: { .py .annotate title="a.py" linenums="1" }
// https://facelessuser.github.io/pymdown-extensions/extensions/superfences/#injecting-classes-ids-and-attributes
var (
	bracedInfo   = lazyregexp.New(`^\{\s*(?:#[\w-]+\s+)?\.([\w+#-]+)(.*)\}\s*$`)
	otherClasses = lazyregexp.New(`^(?:\s+[.#][\w-]+)+`)
)

// parseInfo reads what stands after the fence.
func parseInfo(info string) *content.CodeBlock {
	code := &content.CodeBlock{}
	if m := bracedInfo.FindStringSubmatch(info); m != nil {
		info = m[1] + otherClasses.ReplaceAllString(m[2], "")
	}
	if !strings.ContainsAny(info, " \t={[:") {
		code.Lang, code.Marks = cutMarks(info)
		return code
	}
	for i, m := range infoPart.FindAllStringSubmatch(info, -1) {
		word, key, value := m[0], strings.ToLower(m[2]), m[3]+m[4]+m[5]+m[6]
		switch {
		case key == "title" || key == "filename" || key == "file":
			code.Title = value
		case key == "startlinenumber" || key == "start" || key == "linenostart":
			code.Start, _ = strconv.Atoi(value)
		case key == "mark" || key == "ins": // https://expressive-code.com/key-features/text-markers/
			code.Marks = append(code.Marks, parseRanges(value)...)
		case key == "linenums" || key == "showlinenumbers" || strings.HasSuffix(key, ":line-numbers"):
			if i == 0 {
				code.Lang, _, _ = strings.Cut(word, ":")
			}
			code.Lines = true
			code.Start, _ = strconv.Atoi(value)
		case key == "hl_lines":
			code.Marks = append(code.Marks, parseRanges(strings.ReplaceAll(value, " ", ","))...)
		case key != "":
			// For tools that we are not.
		case strings.HasPrefix(word, "{"):
			code.Marks = append(code.Marks, parseRanges(m[1])...)
		case strings.HasPrefix(word, "[") && i > 0: // VitePress
			code.Title = strings.Trim(word, "[]")
		case strings.EqualFold(word, "showLineNumbers"):
			code.Lines = true
		case i == 0:
			word, flag, _ := strings.Cut(word, ":") // VitePress: ts:line-numbers
			code.Lang, code.Marks = cutMarks(word)
			code.Lines = flag == "line-numbers"
		}
	}
	return code
}

// cutMarks splits a language from what is written behind it without a space: lines to mark, as in js{1,3}, and words for
// other tools, as in rust,ignore.
func cutMarks(word string) (lang string, marks []content.Range) {
	lang, rest, _ := strings.Cut(word, "{")
	lang, _, _ = strings.Cut(lang, ",")
	return lang, parseRanges(strings.TrimSuffix(rest, "}"))
}

// parseRanges reads "1,3-5".
func parseRanges(s string) []content.Range {
	var ranges []content.Range
	for part := range strings.SplitSeq(s, ",") {
		from, to, isRange := strings.Cut(strings.TrimSpace(part), "-")
		first, err := strconv.Atoi(strings.TrimSpace(from))
		if err != nil || first < 1 {
			continue
		}
		last := first
		if isRange {
			if last, err = strconv.Atoi(strings.TrimSpace(to)); err != nil || last < first {
				continue
			}
		}
		ranges = append(ranges, content.Range{First: first, Last: last})
	}
	return ranges
}
