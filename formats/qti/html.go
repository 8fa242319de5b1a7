package qti

import (
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/formats/internal/bank"
	"coursepack/formats/internal/identity"
	"coursepack/formats/internal/words"
	"coursepack/formats/internal/xhtml"
)

// A maker makes XHTML of the pieces of questions: what QTI 2.1 allows of it, with formulas in MathML
// (Information Model, section 6).
type maker struct {
	words  *words.Words
	lang   string
	report diag.Reporter
	media  map[string]*asset.Asset // of the package, by name
	names  []string                // of those that the file in the making shows
}

// blocks returns blocks as XHTML.
func (m *maker) blocks(blocks []content.Block) string {
	return m.write(nil, func(w *xhtml.Writer) { w.Blocks(blocks) })
}

// prompt returns what an item asks, above its footnotes. Blanks are the elements that gap returns.
func (m *maker) prompt(asked *bank.Item, gap func(number int) string) string {
	return m.write(gap, func(w *xhtml.Writer) {
		w.Blocks(asked.Prompt)
		w.Notes(asked.Notes())
	})
}

// inlines returns inlines as XHTML.
func (m *maker) inlines(inlines []content.Inline) string {
	return m.write(nil, func(w *xhtml.Writer) { w.Inlines(inlines) })
}

// snug returns blocks, one paragraph without its element.
func (m *maker) snug(blocks []content.Block) string {
	if len(blocks) == 1 {
		if p, ok := blocks[0].(*content.Paragraph); ok {
			return m.inlines(p.Inlines)
		}
	}
	return m.blocks(blocks)
}

func (m *maker) write(gap func(int) string, add func(*xhtml.Writer)) string {
	w := xhtml.New(xhtml.Options{
		XHTML: true, Words: m.words, Lang: m.lang, Report: m.report, Gap: gap,
		Clean: xhtml.Cleaner{Instead: instead, Keep: keeps, Signs: true},
		Href:  func(content.Target) (string, bool) { return "", false },
		Cite:  func(string) (string, bool) { return "", false },
		Asset: m.picture,
	})
	add(w)
	return strings.TrimSpace(string(w.Bytes()))
}

// picture is the address of a picture. Other media have no element that importers know.
func (m *maker) picture(a *asset.Asset) (string, bool) {
	if !a.IsImage() {
		return "", false
	}
	name := "media/" + identity.FileName(a)
	m.media[name] = a
	m.names = append(m.names, name)
	return name, true
}

// shown returns the names of the files that have been shown since the last call, each once.
func (m *maker) shown() []string {
	slices.Sort(m.names)
	names := slices.Compact(m.names)
	m.names = nil
	return names
}

// instead are elements for those of HTML that QTI 2.1 does not know.
var instead = map[string]string{
	"details": "div", "summary": "p", "figure": "div", "figcaption": "p", "aside": "div", "section": "div",
	"mark": "span", "s": "span", "ins": "span", "tfoot": "tbody",
}

// keeps reports whether QTI 2.1 allows an attribute. Those of MathML are not its business, but for ids, which would have to be
// unique in a file of many pieces.
func keeps(element, attr string) bool {
	switch {
	case attr == "id":
		return false
	case attr == "class", attr == "xml:lang":
		return true
	}
	return isMathML(element) || slices.Contains(attributes[element], attr)
}

var attributes = map[string][]string{
	"a":   {"href"},
	"img": {"src", "alt", "width", "height"},
	"td":  {"scope", "rowspan", "colspan"},
	"th":  {"scope", "rowspan", "colspan"},
}

// isMathML reports whether an element that the writer writes is one of MathML. All begin with an m but these two.
func isMathML(element string) bool {
	return element == "semantics" || element == "annotation" || element[0] == 'm' && element != "mark"
}
