package markdown

import (
	"github.com/yuin/goldmark/ast"

	"coursepack/content"
)

// findings are what a document notes of its text. Most texts have little of it, so that making the maps anew for each would
// cost more than using them.
type findings struct {
	// While goldmark parses.
	starts     map[ast.Node]int    // where goldmark does not know it
	long       map[ast.Node][]byte // text that is too long to look for inlines in
	labels     map[string]bool     // of notes
	bodies     map[ast.Node]bool   // tables without a head
	lists      map[string]*tag     // of attributes, by the names that the author gives them
	noteIDs    slugs
	examples   map[string]int // the numbers of examples that have labels
	lineBlocks map[ast.Node]bool

	// Afterwards.
	pictures map[*content.Image]*picture
	tabsets  map[*content.Heading]bool
	ids      slugs
	cited    map[string]int // notes by the order of first reference, from 1
}

func newFindings() findings {
	return findings{
		starts:     map[ast.Node]int{},
		long:       map[ast.Node][]byte{},
		labels:     map[string]bool{},
		bodies:     map[ast.Node]bool{},
		lists:      map[string]*tag{},
		noteIDs:    slugs{},
		examples:   map[string]int{},
		lineBlocks: map[ast.Node]bool{},
		pictures:   map[*content.Image]*picture{},
		tabsets:    map[*content.Heading]bool{},
		ids:        slugs{},
		cited:      map[string]int{},
	}
}

func (f findings) clear() {
	clear(f.starts)
	clear(f.long)
	clear(f.labels)
	clear(f.bodies)
	clear(f.lists)
	clear(f.noteIDs)
	clear(f.examples)
	clear(f.lineBlocks)
	clear(f.pictures)
	clear(f.tabsets)
	clear(f.ids)
	clear(f.cited)
}
