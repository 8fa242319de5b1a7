package markdown

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/yuin/goldmark/parser"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// A document is one text on its way to blocks.
type document struct {
	*reader
	findings
	src      []byte
	str      string // src again: texts are pieces of it
	text     *source.Text
	front    *source.FrontMatter
	language string // of the course, "" if unknown
	nesting  int    // levels of blocks and inlines
	diags    diag.Reporter

	// Found while goldmark parses.
	shortcodes map[int]*tag // by where they start
	names      *tagNames
	constants  map[string]value // MDX: exported and imported names

	exampleCount  int
	abbreviations map[string]string
	abbreviated   *regexp.Regexp // any of these; nil until the first text is read

	context   parser.Context
	lookahead int // bytes that may still be scanned ahead of the parser

	// Built afterwards.
	stack    []*frame
	inlined  int               // inline containers that are open
	elements int               // elements that are open
	linked   int               // links that are open
	pre      int               // preformatted elements that are open
	inners   int               // texts in one another that are read by themselves
	foreign  int               // drawings and formulas that are open
	blanks   *[]content.Answer // of the question whose text is read; nil outside of one
	gaps     liaGaps
	notes    []*content.Note
	label    string // MyST: that the next block has
	labelAt  int
	last     place
}

func newDocument(doc *source.Doc, limits source.Limits, report diag.Reporter) *document {
	r := borrowReader(doc.Dialect)
	d := r.document
	text := doc.Text
	if r.divs {
		text = withBars(text)
	}
	*d = document{
		reader:    r,
		findings:  r.findings,
		src:       text.Data,
		str:       string(text.Data),
		text:      text,
		front:     doc.Front,
		language:  doc.Language,
		nesting:   limits.Nesting,
		diags:     report,
		names:     findTagNames(text.Data, r.jsx),
		constants: map[string]value{},
		lookahead: 16*len(text.Data) + 1<<16,
	}
	d.shortcodes = findShortcodes(d.shortcode, d.src)
	if d.nesting <= 0 {
		d.nesting = defaultNesting
	}
	return d
}

// A place is an offset in the text of a file, with its line and column.
type place struct {
	file              *source.Text
	offset, line, col int
}

// at returns the place of a byte. Most places are asked for in the order of the text, so it counts on from the one
// before: a line of a megabyte must not be counted from its start for each of its words.
func (d *document) at(offset int) content.Pos {
	file, offset := d.text.Origin(offset)
	p := d.last
	if p.file != file || offset < p.offset {
		p = p.back(file, offset)
	}
	between := file.Data[p.offset:offset]
	if i := bytes.LastIndexByte(between, '\n'); i >= 0 {
		p.line, p.col = p.line+bytes.Count(between, []byte("\n")), 1
		between = between[i+1:]
	}
	p.col += utf8.RuneCount(between)
	p.offset = offset
	d.last = p
	return content.Pos{File: file.Name, Line: p.line, Col: p.col}
}

// back returns the place of a byte that lies before p, or in another file.
func (p place) back(file *source.Text, offset int) place {
	if p.file != file || bytes.IndexByte(file.Data[offset:p.offset], '\n') >= 0 {
		pos := file.Pos(offset)
		return place{file, offset, pos.Line, pos.Col}
	}
	return place{file, offset, p.line, p.col - utf8.RuneCount(file.Data[offset:p.offset])}
}

func (d *document) report(pos content.Pos, severity diag.Severity, code, message, instead string) {
	d.diags.Report(diag.Diagnostic{Pos: pos, Severity: severity, Code: code, Message: message, Instead: instead})
}

// tally reports what is so wherever the course has such a thing: it is told once.
func (d *document) tally(pos content.Pos, severity diag.Severity, code, message, instead string) {
	d.diags.Report(diag.Diagnostic{Pos: pos, Severity: severity, Code: code, Message: message, Instead: instead, ByName: true})
}
