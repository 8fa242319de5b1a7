// Package resolve finishes a course: whatever needs more than one file of it. Links find the pages they mean, images
// and downloads are loaded, notes are numbered, ids become unique, headings keep their order.
//
// What it cannot find is diagnosed, and the author's words stay. Afterwards content.Check has nothing to say, and the
// tree is only read.
package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/source"
)

// Course finishes the course of an outline whose parts have their blocks. It changes the tree in place.
func Course(o *source.Outline, store *asset.Store, report diag.Reporter) {
	r := &resolver{site: newSite(o), store: store, report: report, told: map[string]bool{}}
	var pages []*inventory
	for p := range o.Course.Parts {
		pages = append(pages, r.takeInventory(p))
	}
	r.refs = newReferences(o.Course, pages)
	r.cite(o, pages)
	for _, page := range pages {
		r.describe(page)
		r.normaliseHeadings(page.headings)
		r.site.ids[page.part] = r.uniqueIDs(page)
	}
	r.nameItems(o.Course, pages)
	described := describedByFormulas(pages)
	r.formulas(o, pages)
	for img, f := range described {
		img.Alt = captionText(f)
	}
	r.refs.lead(o.Course)
	for _, page := range pages {
		r.part(page)
	}
	for l := range o.Course.Lessons {
		r.prerequisites(l)
	}
}

type resolver struct {
	site   *site
	refs   *references
	store  *asset.Store
	report diag.Reporter

	told          map[string]bool                 // paths of files that something is reported about
	diagrams      map[*content.CodeBlock][]string // of the page that is being resolved
	diagramNumber int                             // of the last one on it
}

// part replaces links and images by what they mean.
func (r *resolver) part(page *inventory) {
	p := page.part
	r.diagrams, r.diagramNumber = page.diagrams(), 0
	w := content.Rewriter{
		InPlace: true,
		Block:   func(to []content.Block, b content.Block) []content.Block { return r.block(p, to, b) },
		Inline:  func(to []content.Inline, n content.Inline) []content.Inline { return r.inline(p, to, n) },
	}
	w.Part(p)
}

func (r *resolver) inline(p *content.Part, to []content.Inline, n content.Inline) []content.Inline {
	switch n := n.(type) {
	case *content.Link:
		return append(to, r.link(p, n)...)
	case *content.Image:
		if isActivityFile(n.Src) {
			return append(to, r.link(p, activityLink(n.Pos, n.Src, n.Alt))...)
		}
		return append(to, r.image(p, n)...)
	case *content.Math:
		if showsNothing(n.Formula) {
			return to
		}
	case *content.Cite:
		if len(n.IDs) == 0 { // of nothing that is known
			return append(to, n.Inlines...)
		}
	case *content.NoteRef:
		if n.Number == 0 { // numberNotes has reported it
			return to
		}
	}
	return append(to, n)
}

func (r *resolver) block(p *content.Part, to []content.Block, b content.Block) []content.Block {
	switch b := b.(type) {
	case *content.Embed:
		if isActivityFile(b.URL) {
			return append(to, &content.Paragraph{Pos: b.Pos, Inlines: r.link(p, activityLink(b.Pos, b.URL, b.Title))})
		}
		r.embed(p, b)
	case *content.CodeBlock:
		if names, ok := r.diagrams[b]; ok {
			return append(to, r.diagram(p, b, names))
		}
	case *content.MathBlock:
		if b.ID == "" && showsNothing(b.Formula) {
			return to
		}
	case *content.Bibliography:
		if len(b.Entries) == 0 {
			return to
		}
	case *content.Paragraph:
		if len(b.Inlines) == 0 { // all that it had is gone
			return to
		}
	}
	return append(to, b)
}

// describe gives pictures without alternative text what the author says of them elsewhere: the caption of their figure,
// their title, else the name of their file.
func (r *resolver) describe(page *inventory) {
	for _, f := range page.figures {
		caption := captionText(f)
		eachImage(f.Blocks, func(img *content.Image) {
			if img.NoAlt {
				img.Alt = caption
			}
		})
	}
	for _, img := range page.images {
		if !img.NoAlt {
			continue
		}
		img.Alt = cmp.Or(img.Alt, strings.TrimSpace(img.Title), imageName(img))
		r.report.Report(diag.Diagnostic{
			Pos: img.Pos, Severity: diag.Warning, Code: "image-no-alt", ByName: true,
			Message: "this image has no alternative text", Instead: "its caption or its file's name",
		})
	}
}

// eachImage calls f for the pictures in blocks.
func eachImage(blocks []content.Block, f func(*content.Image)) {
	for _, b := range blocks {
		content.Walk(b, func(n content.Node) bool {
			if img, ok := n.(*content.Image); ok {
				f(img)
			}
			return true
		})
	}
}

func captionText(f *content.Figure) string { return strings.TrimSpace(content.PlainText(f.Caption)) }

// describedByFormulas returns the pictures that the captions of their figures describe, if these have formulas: what a
// formula says in plain text is known only when it has been read.
func describedByFormulas(pages []*inventory) map[*content.Image]*content.Figure {
	described := map[*content.Image]*content.Figure{}
	for _, page := range pages {
		for _, f := range page.figures {
			if !slices.ContainsFunc(f.Caption, isFormula) {
				continue
			}
			caption := captionText(f)
			eachImage(f.Blocks, func(img *content.Image) {
				if img.Alt == caption {
					described[img] = f
				}
			})
		}
	}
	return described
}

func isFormula(n content.Inline) bool {
	_, ok := n.(*content.Math)
	return ok
}

// normaliseHeadings makes the headings of a page follow its title, which is level 1, without skipping a level: readers
// with a screen reader go from heading to heading (WCAG 2.2, technique H42; PDF/UA-1, 7.4.2).
func (r *resolver) normaliseHeadings(headings []*content.Heading) {
	above := 1
	for _, h := range headings {
		r.headingOrder(h, above)
		above = h.Level
	}
	setLevels(headings)
}

// setLevels gives headings the first levels that keep what is under what.
func setLevels(headings []*content.Heading) {
	var open []int // levels, as they were, of the headings that the next one may be under
	for _, h := range headings {
		for len(open) > 0 && open[len(open)-1] >= h.Level {
			open = open[:len(open)-1]
		}
		open = append(open, h.Level)
		h.Level = min(len(open)+1, 6)
	}
}

// headingOrder reports a heading, still as the author wrote it, that comes after one of the level above and is of none
// that may come there.
func (r *resolver) headingOrder(h *content.Heading, above int) {
	d := diag.Diagnostic{Pos: h.Pos, Severity: diag.Note, ByName: true}
	switch {
	case h.Level == 1:
		d.Code, d.Message = "heading-first-level", "a heading of level 1, which is that of the page's title"
		d.Instead = "a heading below the title"
	case h.Level > above+1:
		d.Code, d.Message = "heading-skipped", fmt.Sprintf("a heading of level %d after one of level %d", h.Level, above)
		d.Instead = "the next level"
	default:
		return
	}
	r.report.Report(d)
}

// uniqueIDs gives the second and further holders of an id a number. It returns the ids that links can lead to.
func (r *resolver) uniqueIDs(page *inventory) idSet {
	ids := idSet{}
	written := map[string]bool{} // not by the text of a heading, which may well be that of an anchor beside it
	for _, n := range page.named {
		id := strings.Join(strings.Fields(content.ID(n)), "-")
		if id == "" {
			continue
		}
		content.SetID(n, ids.add(id))
		if _, ok := n.(*content.Heading); !ok {
			if written[id] {
				r.warn(n.Position(), "id-repeated", "a second "+strconv.Quote("#"+id)+" on this page", "links to it lead to the first", "")
			}
			written[id] = true
		}
	}
	return ids
}

// An idSet has the ids that are taken, each with the number that the last one made of it has.
type idSet map[string]int

// add takes id, or id-2, id-3 … if that is taken.
func (s idSet) add(id string) string {
	unique := id
	for number, taken := s[id]; taken; _, taken = s[unique] {
		number++
		s[id] = number
		unique = id + "-" + strconv.Itoa(number)
	}
	s[unique] = 1
	return unique
}

func (r *resolver) warn(at content.Pos, code, message, instead, hint string) {
	r.report.Report(diag.Diagnostic{
		Pos: at, Severity: diag.Warning, Code: code, Message: message, Instead: instead, Hint: hint,
	})
}
