package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"coursepack/content"
	"coursepack/content/diag"
)

var (
	kindNoteDefinition = ast.NewNodeKind("NoteDefinition")
	kindNoteRef        = ast.NewNodeKind("NoteRef")
)

// maxLabel is how long the label of a note may be, as of links in CommonMark.
const maxLabel = 999

// A noteDefinition is [^label]: and the blocks that are indented below it.
type noteDefinition struct {
	ast.BaseBlock
	id string
}

func (n *noteDefinition) Kind() ast.NodeKind { return kindNoteDefinition }
func (n *noteDefinition) Dump([]byte, int)   {}

// A noteRef is [^label] in a line.
type noteRef struct {
	ast.BaseInline
	start int
	id    string
}

func (n *noteRef) Kind() ast.NodeKind { return kindNoteRef }
func (n *noteRef) Dump([]byte, int)   {}

// noteLabel reads [^label] at the start of line.
func noteLabel(line []byte) (label string, size int, ok bool) {
	if !bytes.HasPrefix(line, []byte("[^")) {
		return "", 0, false
	}
	end := bytes.IndexAny(line[2:min(len(line), maxLabel)], "[]\n")
	if end <= 0 || line[2+end] != ']' {
		return "", 0, false
	}
	label = strings.TrimSpace(string(line[2 : 2+end]))
	return label, 2 + end + 1, label != "" && !strings.Contains(label, " ")
}

type noteParser struct{ d *document }

func (*noteParser) Trigger() []byte             { return []byte{'['} }
func (*noteParser) CanInterruptParagraph() bool { return true }
func (*noteParser) CanAcceptIndentedLine() bool { return false }

func (p *noteParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	label, size, ok := noteLabel(line)
	if !ok || size >= len(line) || line[size] != ':' {
		return nil, parser.NoChildren
	}
	n := &noteDefinition{id: p.d.noteIDs.unique(strings.ToLower(label))}
	p.d.labels[n.id] = true
	advanceTo(reader, start+size+1)
	return n, parser.HasChildren
}

func (p *noteParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (p *noteParser) Close(ast.Node, text.Reader, parser.Context) {}

type noteRefParser struct{ d *document }

func (*noteRefParser) Trigger() []byte { return []byte{'['} }

func (p *noteRefParser) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	label, size, ok := noteLabel(line)
	if !ok {
		return nil
	}
	id := strings.ToLower(label)
	if !p.d.labels[id] {
		p.d.report(p.d.at(seg.Start), diag.Warning, "note-missing", "there is no note "+label, "[^"+label+"]")
		return nil
	}
	reader.Advance(size)
	return &noteRef{start: seg.Start, id: id}
}

func (d *document) noteRef(n *noteRef) {
	if d.cited[n.id] == 0 {
		d.cited[n.id] = len(d.cited) + 1
	}
	d.emit(&content.NoteRef{Pos: d.at(n.start), ID: n.id})
}

// noteDefinition reads a note. It is not where it is written but belongs to the part.
func (d *document) noteDefinition(n *noteDefinition) {
	pos := d.at(d.start(n))
	f := d.within(&frame{Pos: pos}, func() { d.children(n) })
	d.notes = append(d.notes, &content.Note{Pos: pos, ID: n.id, Blocks: d.blocks(f.nodes)})
}

// orderedNotes returns the notes in the order of first reference and reports those that have none.
func (d *document) orderedNotes() []*content.Note {
	last := len(d.cited) + 1
	rank := func(n *content.Note) int { return cmp.Or(d.cited[n.ID], last) }
	for _, n := range d.notes {
		if d.cited[n.ID] == 0 {
			d.report(n.Pos, diag.Warning, "note-unused", "nothing refers to the note "+n.ID, "one of the last notes")
		}
	}
	slices.SortStableFunc(d.notes, func(a, b *content.Note) int { return rank(a) - rank(b) })
	return d.notes
}
