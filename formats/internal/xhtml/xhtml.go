// Package xhtml writes the course tree as HTML for web pages and as XHTML for EPUB. It is the one place that knows
// which elements a node becomes; packages around it (EPUB, SCORM) say where links lead and where files lie.
//
// What it writes is valid whatever the tree holds: every id once, tables without holes, no links inside links, no
// characters that XML cannot hold. The classes are those that the head of formats/scorm/player/page.css lists and that
// formats/epub/style.css serves too.
package xhtml

import (
	"bytes"
	"fmt"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/formats/internal/highlight"
	"coursepack/formats/internal/words"
)

// Options say what a Writer cannot know by itself. Each function may be nil if the tree has nothing to ask it for.
type Options struct {
	XHTML bool // XHTML with EPUB's vocabulary instead of HTML
	Words *words.Words
	Lang  string // of the text, BCP 47; "" is English

	// Href is the address of something in the package: an Internal or a Download. Where ok is false, the link's text
	// stands without a link.
	Href func(content.Target) (href string, ok bool)

	// Cite is the address of an entry of a Bibliography.
	Cite func(id string) (href string, ok bool)

	// Asset is the address of a picture or recording, relative to the page, if the package can show it.
	Asset func(*asset.Asset) (src string, ok bool)

	// Picture is the address of a picture of a formula for readers without MathML. Nil adds none.
	Picture func(*math.Formula) (src string)

	// Code is the address of a picture by which another device finds an address: reading systems may be able to open none.
	// Nil adds none.
	Code func(href string) (src string, ok bool)

	// Drawn is a picture that stands in a formula's place. Nil writes MathML.
	Drawn func(*math.Formula) Drawing

	// AnswersLast writes what is to be looked up later at the end of the page, where [Writer.Answers] is called, with links
	// both ways. Else it is folded.
	AnswersLast bool

	Edition content.Edition // of pages on which questions are only read: whether their answers are shown at once, are to be looked up or are missing

	// Highlight finds out what program text is made of. Nil writes it plain.
	Highlight *highlight.Reader

	// Quiz is where a quiz is taken, if that is not on the page: what the page says instead of it.
	Quiz func(*content.Quiz) (text, href string, ok bool)

	// Blank is how a Blank is shown. Nil is a line under the number.
	Blank func(number int) string

	// Gap is the element, as it is written, by which a Blank is filled in. Nil leaves it to Blank.
	Gap func(number int) string

	// Key is under what the player keeps a learner's work on a question, an exercise or a card. Where it is not nil, quizzes
	// are forms to answer in the page.
	Key func(content.Node) string

	// Pages are the numbers of the pages of the printed edition that begin with a lesson, a part or a block. Nil has none.
	Pages func(content.Node) []string

	Clean  Cleaner
	Report diag.Reporter

	Room []byte // memory to write the page into, whatever it holds; the page is elsewhere if it does not suffice
}

// A Drawing is a picture of a formula. Lengths are in the size of the text around.
type Drawing struct {
	Src          string
	Width, Depth float64 // Depth is how far it reaches below the baseline
}

// A Writer writes the inside of one page's body. Blocks, Inlines and the other methods add to what is there.
type Writer struct {
	Options
	buf       bytes.Buffer
	ids       map[string]bool
	noteRefs  map[string]int // how often each note was referred to so far
	tables    int
	inLink    bool
	after     []content.Inline // what has to wait for the end of the link
	blanks    []content.Answer // of the prompt that is being written as a form
	postponed []postponed
	levels    levels // in an answer that was postponed
	pages     []PageBreak
}

// New returns a Writer of an empty page.
func New(o Options) *Writer {
	if o.Words == nil {
		o.Words = words.For("en")
	}
	if o.Report == nil {
		o.Report = &diag.List{}
	}
	return &Writer{Options: o, buf: *bytes.NewBuffer(o.Room[:0]), ids: map[string]bool{}, noteRefs: map[string]int{}}
}

// Bytes returns the page so far. They are valid until the next write.
func (w *Writer) Bytes() []byte { return w.buf.Bytes() }

// Part writes a part whole: its title as h1, its blocks, the answers that wait for their end, and its notes.
func (w *Writer) Part(p *content.Part) {
	w.Title(p)
	w.Blocks(p.Blocks)
	w.Answers()
	w.Notes(p.Notes)
}

// Title writes the title of a part as h1.
func (w *Writer) Title(p *content.Part) {
	w.Begin(p)
	w.open("h1")
	if p.Heading == nil {
		w.text(p.Title)
	} else {
		w.Inlines(p.Heading)
	}
	w.closeLine("h1")
}

// Context names, above a title, what the page belongs to; nothing if there is nothing to name.
func (w *Writer) Context(text string) {
	if text != "" {
		w.element("p", text, "class", "context")
	}
}

// report tells what becomes of n. An instead that is empty means that nothing takes its place.
func (w *Writer) report(n content.Node, severity diag.Severity, code, message, instead string) {
	w.Report.Report(diag.Diagnostic{
		Pos: n.Position(), Severity: severity, Code: code, Message: message, Instead: instead,
	})
}

// reportAlike reports what is so wherever the course has such a node: it is told once.
func (w *Writer) reportAlike(n content.Node, severity diag.Severity, code, message, instead string) {
	w.Report.Report(diag.Diagnostic{
		Pos: n.Position(), Severity: severity, Code: code, Message: message, Instead: instead, ByName: true,
	})
}

func (w *Writer) notRendered(n content.Node) {
	w.report(n, diag.Error, "not-rendered", fmt.Sprintf("%s is not known to the writer of HTML", content.Kind(n)), "nothing")
}
