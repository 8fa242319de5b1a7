package pdf

import (
	"fmt"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats/internal/typeset"
)

func (f *flow) blocks(blocks []content.Block) {
	for _, b := range blocks {
		f.block(b)
	}
}

func (f *flow) block(b content.Block) {
	f.at = b.Position()
	start := len(f.items)
	f.set(b)
	f.begin(start, b)
}

func (f *flow) set(b content.Block) {
	switch b := b.(type) {
	case *content.Paragraph:
		f.paragraph(b)
	case *content.Heading:
		f.heading(b)
	case *content.List:
		f.list(b)
	case *content.Quote:
		f.quote(b)
	case *content.CodeBlock:
		f.codeBlock(b)
	case *content.MathBlock:
		f.mathBlock(b)
	case *content.Table:
		f.table(b)
	case *content.Figure:
		f.figure(b)
	case *content.Callout:
		f.callout(b)
	case *content.Details:
		f.details(b)
	case *content.Tabs:
		f.tabs(b)
	case *content.DefinitionList:
		f.definitions(b)
	case *content.Rule:
		f.rule()
	case *content.Bibliography:
		f.bibliography(b)
	case *content.Quiz:
		f.quiz(b)
	case *content.Flashcards:
		f.flashcards(b)
	case *content.Exercise:
		f.exercise(b)
	case *content.Embed:
		f.embed(b)
	case *content.Div:
		f.div(b)
	case *content.Raw:
		f.raw(b)
	default:
		f.notRendered(b)
	}
}

func (f *flow) raw(r *content.Raw) {
	language := r.Format
	if language == "" {
		language = "an unknown language"
	}
	f.report(r.Pos, diag.Warning, "raw-left-out", "text in "+language+" that was not understood", "nothing")
}

func (f *flow) paragraph(p *content.Paragraph) {
	if img, to, ok := onlyImage(p.Inlines); ok {
		f.picture(img, to)
		return
	}
	f.space(f.gap())
	f.inside("P", func() { f.lines(f.atoms(p.Inlines, f.text), f.text.size) })
	if strings.HasSuffix(strings.TrimSpace(content.PlainText(p.Inlines)), ":") {
		f.keepLast()
	}
	f.space(f.gap())
}

// onlyImage returns the image that is all there is among inlines, and where it leads.
func onlyImage(inlines []content.Inline) (img *content.Image, to content.Target, ok bool) {
	for _, n := range inlines {
		switch n := n.(type) {
		case *content.Image:
			if img != nil {
				return nil, nil, false
			}
			img = n
		case *content.Link:
			inner, _, ok := onlyImage(n.Inlines)
			if !ok || img != nil {
				return nil, nil, false
			}
			img, to = inner, n.Target
		case *content.Text:
			if strings.TrimSpace(n.Text) != "" {
				return nil, nil, false
			}
		default:
			return nil, nil, false
		}
	}
	return img, to, img != nil
}

func (f *flow) heading(h *content.Heading) {
	s := headingStyle(h.Level)
	name := h.ID
	if name == "" {
		name = fmt.Sprintf("^heading %d", len(f.outline))
	}
	f.anchorID(name)
	r := f.outlineEntry(f.depth+h.Level-1, content.PlainText(h.Inlines), anchorOf(f.part, name), false)
	f.inside(r, func() { f.titleLines(f.titleAtoms(h.Inlines, s.style), s) })
}

// titleLines sets a title and keeps it with what follows.
func (f *flow) titleLines(atoms []atom, s titleStyle) {
	f.space(s.before)
	start := len(f.items)
	f.raggedly(func() { f.linesLed(atoms, s.size*titleLeading) })
	f.keepFrom(start)
	f.keepLast()
	if start < len(f.items) {
		first := f.items[start] // the text below stands on the grid without being moved
		first.onGrid, first.toGrid = len(f.frames) == 0, f.heightFrom(start)+max(s.after, gap)
	}
	f.space(s.after)
}

// label sets a short bold line above what it names.
func (f *flow) label(text string) { f.labelled(plain(text), labelStyle) }

// titled sets a title as a label, or a word where there is none.
func (f *flow) titled(title []content.Inline, word string) {
	if len(title) == 0 {
		title = plain(word)
	}
	f.labelled(title, labelStyle)
}

func (f *flow) labelled(inlines []content.Inline, s style) {
	if len(inlines) == 0 {
		return
	}
	f.space(f.gap())
	f.inside("P", func() {
		f.raggedly(func() { f.lines(f.atoms(inlines, s), s.size) })
	})
	f.keepLast()
	f.space(2)
}

func (f *flow) quote(q *content.Quote) {
	f.space(gap)
	bar := &frame{x: f.left + 2, width: f.width, rule: pale, ruleWidth: 2}
	f.framed(bar, func() {
		f.indented(14, 0, func() {
			upright := f.text
			f.text.color = 0x33383F
			f.inside("BlockQuote", func() {
				f.loosely(func() { f.blocks(q.Blocks) })
			})
			f.text = upright
		})
	})
	f.space(gap)
}

// panel sets blocks on a tint, with a rule at the left if a colour is given. A small one stays on one page.
func (f *flow) panel(rule color, set func()) {
	f.space(gap + 3)
	start := len(f.items)
	fr := &frame{x: f.left, width: f.width, back: tint, rule: rule, ruleWidth: 3}
	f.framed(fr, func() {
		f.pad(3)
		f.indented(14, 10, func() {
			f.inside("Div", func() { f.loosely(set) })
		})
		f.dropSpace()
		f.keepLast()
		f.pad(8)
	})
	last := len(f.items) - 1
	if f.heightFrom(start) < smallPanel*f.paper.textHeight() {
		f.keepFrom(start)
	}
	f.items[last].keep = false
	f.space(gap + 3)
}

// smallPanel is the part of a page up to which a panel is not divided.
const smallPanel = 0.25

func (f *flow) heightFrom(index int) float64 {
	sum := 0.0
	for _, i := range f.items[index:] {
		sum += i.height
	}
	return sum
}

// dropSpace removes a space at the end.
func (f *flow) dropSpace() {
	if n := len(f.items) - 1; n >= 0 && f.items[n].kind == space {
		f.items = f.items[:n]
	}
}

func (f *flow) callout(c *content.Callout) {
	f.anchorID(c.ID)
	f.panel(calloutColor(c.Kind), func() {
		s := labelStyle
		s.color = calloutColor(c.Kind)
		title := c.Title
		if len(title) == 0 {
			title = plain(f.words.Callout(c.Kind))
		}
		f.labelled(title, s)
		if terms := f.words.Terms(c.Terms); terms != "" {
			f.blocks(saying(terms))
		}
		f.blocks(c.Blocks)
	})
}

// details prints what a screen folds away.
func (f *flow) details(d *content.Details) {
	f.anchorID(d.ID)
	f.titled(d.Summary, f.words.FoldedText)
	f.beside(pale, func() { f.blocks(d.Blocks) })
}

// beside sets blocks at the right of a thin rule.
func (f *flow) beside(rule color, set func()) {
	bar := &frame{x: f.left + 1, width: f.width, rule: rule, ruleWidth: 1}
	f.framed(bar, func() {
		f.indented(12, 0, func() {
			f.inside("Div", func() { f.loosely(set) })
		})
	})
	f.dropSpace()
	f.space(gap + 2)
}

func (f *flow) tabs(t *content.Tabs) {
	for i, tab := range t.Tabs {
		f.titled(tab.Label, fmt.Sprintf("%s %d", f.words.Tab, i+1))
		f.beside(pale, func() { f.blocks(tab.Blocks) })
	}
}

func (f *flow) definitions(d *content.DefinitionList) {
	f.space(gap)
	f.inside("L", func() {
		for _, item := range d.Items {
			f.inside("LI", func() { f.definition(item) })
		}
	})
	f.space(gap)
}

func (f *flow) definition(d *content.Definition) {
	term := f.text
	term.bold = true
	f.inside("Lbl", func() {
		for _, t := range d.Terms {
			f.lines(f.atoms(t, term), term.size)
			f.keepLast()
		}
	})
	f.space(1)
	f.indented(indent, 0, func() {
		f.inside("LBody", func() {
			for _, detail := range d.Details {
				f.blocks(detail)
			}
		})
	})
}

// rule draws a thematic break.
func (f *flow) rule() {
	f.space(12)
	middle, half := f.left+f.width/2, f.width/6
	line := stroke{dx: 2 * half, thickness: lineWidth, color: grey}
	f.box(&item{height: 1, drawing: drawing{ops: []placed{{line, middle - half, 0.5}}}})
	f.space(12)
}

func (f *flow) bibliography(b *content.Bibliography) {
	for _, e := range b.Entries {
		f.anchorID(e.ID)
		f.space(f.gap())
		hang := len(f.items)
		f.indented(indent, 0, func() {
			f.inside("P", func() { f.lines(f.atoms(e.Inlines, f.text), f.text.size) })
		})
		f.outdent(hang, indent)
		f.space(f.gap())
	}
}

// outdent moves the first box from index on to the left: a hanging indent.
func (f *flow) outdent(index int, by float64) {
	for i := index; i < len(f.items); i++ {
		if f.items[i].kind == box {
			var moved drawing
			moved.add(f.items[i].drawing, -by, 0)
			f.items[i].drawing = moved
			return
		}
	}
}

func (f *flow) div(d *content.Div) {
	f.anchorID(d.ID)
	f.inDirection(f.directionOf(d.Attr), func() {
		f.inLanguage(d.Lang, func() { f.inRole(d) })
	})
}

func (f *flow) inRole(d *content.Div) {
	switch d.Role {
	case content.RoleCard:
		f.card(d)
	case content.RoleCentered:
		align := f.align
		f.align = content.AlignCenter
		f.blocks(d.Blocks)
		f.align = align
	case content.RoleFileTree:
		tight := f.text
		f.text.family, f.text.size = typeset.Mono, codeStyle.size
		f.blocks(d.Blocks)
		f.text = tight
	default:
		f.labelled(d.Title, labelStyle)
		f.blocks(d.Blocks)
	}
}

func (f *flow) card(d *content.Div) {
	f.panel(0, func() {
		f.labelled(d.Title, labelStyle)
		f.blocks(d.Blocks)
	})
}
