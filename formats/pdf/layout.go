package pdf

import (
	"context"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
	"coursepack/formats/internal/highlight"
	"coursepack/formats/internal/typeset"
	"coursepack/formats/internal/words"
)

// A layout is the work of laying out one course.
type layout struct {
	in       *formats.Input
	paper    paper
	words    *words.Words
	pictures map[string]loadedPicture
	outline  []heading
	sheet    sheet
	ruler    ruler
	runs     []run // of the line that is drawn
	code     highlight.Reader

	fallback *typeset.Library
	sans     bool                 // the theme
	books    map[string]*fontbook // by language
	fonts    *fontbook            // of the language of what is being set

	base  direction // in which the course is read
	root  *element
	units []openUnit
	tag   *element // the lesson that is being set

	grey      bool // pictures lose their colours
	links     Links
	key       *key        // of the lesson that is being set
	addresses *addresses  // of the lesson that is being set
	refs      *[]crossref // of the part that is being set; nil in what is laid out only once
	numbering *numbering  // nil while pages are not known
}

// An openUnit is one that the lessons being set belong to.
type openUnit struct {
	level int
	tag   *element
}

// compose lays out a course. The contents come before the text whose pages they name, so the text is laid out first;
// the pages of the contents are counted before their numbers are known.
func compose(ctx context.Context, in *formats.Input, options Options) (*document, error) {
	l := &layout{
		in: in, paper: paperOf(options), words: words.For(in.Course.Language),
		pictures: map[string]loadedPicture{}, root: &element{role: "Document"},
		fallback: options.fallback(), sans: options.Theme == Sans, books: map[string]*fontbook{},
	}
	if isLeftward(in.Course.Language) {
		l.base = leftward
	}
	l.grey, l.links = options.Grey, options.Links
	l.tag, l.fonts = l.root, l.book(languageTag(in.Course.Language))
	passages, err := l.course(ctx)
	if err != nil {
		return nil, err
	}
	var sheets []page
	if options.Cards {
		sheets = l.cardSheets()
	}
	_, n := l.numbered(sketch(itemsOf(passages), l.paper), sheets)
	n.refer(passages)
	body, n := l.numbered(paginate(itemsOf(passages), l.paper), sheets)
	n.fill(body)
	front := l.front(n)
	pages := append(front, body...)
	doc := &document{
		paper: l.paper, root: l.root, fonts: l.fonts, pages: pages, roman: n.roman, outline: l.outline,
		places: placesIn(pages), grey: options.Grey, leftward: l.base == leftward,
	}
	l.furnish(doc)
	if l.base == leftward {
		for i := range doc.pages {
			p := &doc.pages[i]
			p.drawing = p.drawing.mirrored(l.paper.widthOf(*p))
			p.furniture = mirroredOps(p.furniture, l.paper.width)
		}
	}
	return doc, nil
}

// numbered puts sheets of cards behind the pages of the body, and numbers both and the pages of the front matter, which come before.
func (l *layout) numbered(body, sheets []page) ([]page, *numbering) {
	n := &numbering{places: placesIn(body), paper: l.paper}
	opening := 0 // the page of the body on which the first lesson begins
	for lesson := range l.in.Course.Lessons {
		opening = n.places[lessonAnchor(lesson)].page
		break
	}
	n.front = len(l.front(n))
	n.roman = n.front + opening
	if len(sheets) > 0 {
		if (n.front+len(body))%2 != 0 { // the first page of a sheet is the upper side of a leaf
			body = append(body, page{})
		}
		body = append(body, sheets...)
		n.places = placesIn(body)
	}
	return body, n
}

func (l *layout) report(pos diag.Pos, severity diag.Severity, code, message, instead string) {
	l.in.Report.Report(diag.Diagnostic{Pos: pos, Severity: severity, Code: code, Message: message, Instead: instead})
}

// reportAlike reports what is so wherever the course has such a node: it is told once.
func (l *layout) reportAlike(pos diag.Pos, severity diag.Severity, code, message, instead string) {
	l.in.Report.Report(diag.Diagnostic{
		Pos: pos, Severity: severity, Code: code, Message: message, Instead: instead, ByName: true,
	})
}

func (l *layout) flow(part *content.Part) *flow {
	f := &flow{layout: l, paper: l.paper, part: part, tag: l.tag, width: l.paper.textWidth()}
	f.text = f.owned(bodyStyle)
	return f
}

// placesIn finds all anchors. The first of two with one name counts.
func placesIn(pages []page) map[string]place {
	places := map[string]place{}
	for i, p := range pages {
		for _, a := range p.anchors {
			if _, ok := places[a.name]; !ok {
				if p.sideways {
					a.y = 0
				}
				places[a.name] = place{i, a.y}
			}
		}
	}
	return places
}

// outlineEntry adds a heading to the outline and returns its role. Levels are not skipped on the way down.
func (l *layout) outlineEntry(level int, title, anchor string, listed bool) role {
	deepest := 0
	if n := len(l.outline); n > 0 {
		deepest = l.outline[n-1].level + 1
	}
	level = min(level, deepest)
	l.outline = append(l.outline, heading{level, clean(title), anchor, listed})
	return headingRole(level)
}
