package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"

	"coursepack/content"
	"coursepack/content/source"
)

// A reader is what reads texts of a dialect, one after the other. goldmark's parser takes longer to set up than a short
// page takes to read; since its parts know the document, that is lent with it.
type reader struct {
	features
	dialect  source.Dialect
	parser   parser.Parser
	document *document
	findings findings         // empty; those of the document that it is lent to
	spare    [][]content.Node // lists that no frame has

	// What the parts remember of a text.
	elementStops map[ast.Node]int
	asking       []ast.Node      // what the open elements that ask for Markdown stand in
	neverClosed  map[string]bool // marks of formulas that close nothing from here on
	pairEnds     map[int]pairEnd
	spanEnds     map[int]*spanStart // by the place of the closing bracket
}

// readers are idle. They remember nothing of what they have read.
var readers sync.Map // of *sync.Pool, by dialect

func borrowReader(dialect source.Dialect) *reader {
	pool, ok := readers.Load(dialect)
	if !ok {
		pool, _ = readers.LoadOrStore(dialect, &sync.Pool{New: func() any { return newReader(dialect) }})
	}
	return pool.(*sync.Pool).Get().(*reader)
}

func newReader(dialect source.Dialect) *reader {
	r := &reader{
		features: featuresOf(dialect), dialect: dialect, document: &document{}, findings: newFindings(),
		elementStops: map[ast.Node]int{}, neverClosed: map[string]bool{},
		pairEnds: map[int]pairEnd{}, spanEnds: map[int]*spanStart{},
	}
	r.document.reader = r
	r.parser = r.document.newParser()
	return r
}

// forget makes r ready for another text.
func (r *reader) forget() {
	clear(r.elementStops)
	r.asking = nil
	clear(r.neverClosed)
	clear(r.pairEnds)
	clear(r.spanEnds)
}

// giveBack ends the use of a document.
func (d *document) giveBack() {
	r := d.reader
	r.forget()
	r.findings.clear()
	*d = document{}
	pool, _ := readers.Load(r.dialect)
	pool.(*sync.Pool).Put(r)
}
