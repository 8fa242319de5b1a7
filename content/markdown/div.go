package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

// A divParser finds Pandoc's fenced divs: ::: name … :::, ::: {#id .class key="value"} … :::. A fence without a name or
// attributes closes the innermost one, however many colons either has.
// https://pandoc.org/MANUAL.html#extension-fenced_divs
type divParser struct {
	leaf
	d *document
}

func (*divParser) Trigger() []byte { return []byte{':'} }

var (
	divFence = lazyregexp.New(`^(:{3,})[ \t]*`)
	divName  = lazyregexp.New(`^([^\s{}:][^\s{}]*)[ \t]*:*[ \t]*$`)
)

func (p *divParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, start := lineAt(reader, pc)
	m := divFence.Find(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	line = bytes.TrimRight(line, " \t\n")
	rest := line[min(len(m), len(line)):]
	n := &directive{fence: 0}
	switch name := divName.FindSubmatch(rest); {
	case name != nil:
		class := strings.TrimRight(string(name[1]), ":")
		n.tag = &tag{start: start, attrs: []attribute{{name: "class", value: class, start: start + len(m)}}}
	case bytes.HasPrefix(rest, []byte("{")):
		t, ok := p.d.attributesAt(start+len(m), start+len(line))
		if !ok || len(bytes.Trim(p.d.src[t.stop:start+len(line)], ": \t")) > 0 {
			return nil, parser.NoChildren
		}
		t.start = start
		n.tag = t
	default:
		return nil, parser.NoChildren
	}
	n.name = strings.Join(n.tag.classes(), " ")
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (p *divParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	return (&directiveParser{}).Continue(node, reader, pc)
}

// div reads a fenced div as the first of its classes says that means something here.
func (d *document) div(n *directive) {
	t := n.tag
	for _, class := range t.classes() {
		name := strings.ToLower(class)
		if build := divBuilder(name); build != nil {
			t.name = name
			d.divAs(n, build)
			return
		}
	}
	if t.hasClass("notes") {
		d.divAs(n, (*document).instructorNote)
		return
	}
	if kind := d.theoremKind(t); kind != "" {
		t.name = kind
		d.divAs(n, headed((*document).buildTheorem))
		return
	}
	if name, ok := calloutClass(t.classes()); ok {
		t.name = name
		d.divAs(n, headed((*document).buildNamedCallout))
		return
	}
	d.divAs(n, (*document).buildPlainDiv)
}

func (d *document) divAs(n *directive, build builder) {
	f := &frame{Pos: d.at(n.tag.start), tag: n.tag, build: build}
	d.push(f)
	d.children(n)
	d.end(f)
}

// divBuilder returns how a div of a class is read; nil if the class means nothing.
func divBuilder(class string) builder {
	if kind, ok := strings.CutPrefix(class, "callout-"); ok && calloutKinds[kind] != "" {
		return (*document).buildQuartoCallout
	}
	switch class {
	case "solution", "hint", "spoiler", "challenge", "exercise", "details", "answer":
		return headed((*document)(nil).namedBuilder(class))
	case "tab", "group-tab", "panel-tabset", "tabset":
		return (*document).buildHeadedTabs
	case "content-hidden", "content-visible":
		return (*document).buildConditional
	case "hidden":
		return (*document).buildHiddenDiv
	case "center", "text-center":
		return roleDiv(content.RoleCentered)
	case "refs":
		return (*document).buildPlainDiv
	}
	if calloutKinds[class] != "" {
		return headed((*document).buildNamedCallout)
	}
	return nil
}

// headed returns a reading of a block of which the heading that it starts with is the title.
func headed(build builder) builder {
	return func(d *document, f *frame) []content.Node {
		d.takeTitle(f)
		return d.withID(f, build(d, f))
	}
}

// withID gives nodes the id that a block has.
func (d *document) withID(f *frame, nodes []content.Node) []content.Node {
	id := d.attr(f.tag, "id")
	if id == "" || len(nodes) != 1 {
		return nodes
	}
	switch nodes[0].(type) {
	case *content.Callout, *content.Details, *content.Exercise:
		content.SetID(nodes[0], id)
	}
	return nodes
}

// takeTitle makes a title of the title attribute, else of the heading that a block starts with.
func (d *document) takeTitle(f *frame) {
	f.title = d.attrLine(f.tag, "title", "name")
	if len(f.title) > 0 || len(f.nodes) == 0 {
		return
	}
	if h, ok := f.nodes[0].(*content.Heading); ok {
		f.title, f.nodes = h.Inlines, f.nodes[1:]
		if d.attr(f.tag, "id") == "" {
			f.tag.attrs = append(f.tag.attrs, attribute{name: "id", value: h.ID})
		}
	}
}

// buildQuartoCallout reads a callout, which is folded if its author says that it collapses.
// https://quarto.org/docs/authoring/callouts.html
func (d *document) buildQuartoCallout(f *frame) []content.Node {
	d.takeTitle(f)
	kind := strings.TrimPrefix(f.tag.name, "callout-")
	id := d.attr(f.tag, "id")
	if collapse := d.attr(f.tag, "collapse"); collapse == "" || len(f.title) == 0 {
		n := d.callout(f.Pos, kind, f.title, d.blocks(f.nodes))
		n.ID = id
		return []content.Node{n}
	} else {
		return []content.Node{&content.Details{Pos: f.Pos, ID: id, Open: collapse == "false", Summary: f.title, Blocks: d.blocks(f.nodes)}}
	}
}

// buildHeadedTabs makes a tab of every heading of the first level that there is, with what follows it.
// https://quarto.org/docs/output-formats/html-basics.html#tabsets
func (d *document) buildHeadedTabs(f *frame) []content.Node {
	before, tabs := tabsOf(d.blocks(f.nodes))
	if tabs == nil {
		return nodesOf(before)
	}
	tabs.Pos = f.Pos
	return append(nodesOf(before), tabs)
}

// buildConditional leaves out what is only for formats that are no web page and no book, and what they are not to show. No
// profile is active; what is for a profile of instructors is a note for them. https://quarto.org/docs/authoring/conditional.html
func (d *document) buildConditional(f *frame) []content.Node {
	when, unless, profile := d.attr(f.tag, "when-format"), d.attr(f.tag, "unless-format"), d.attr(f.tag, "when-profile")
	if calloutKinds[profile] == content.CalloutInstructor && f.tag.hasClass("content-visible") {
		return d.instructorNote(f)
	}
	applies := (when == "" || isOurFormat(when)) && (unless == "" || !isOurFormat(unless)) && profile == ""
	if f.tag.hasClass("content-visible") == applies {
		return f.nodes
	}
	what := "formats (" + strings.TrimSpace(when+" "+unless) + ")"
	if profile != "" {
		what = "profiles (" + profile + ")"
	}
	d.tally(f.Pos, diag.Note, "format-other", "this is for other "+what, "nothing")
	return nil
}

// buildHiddenDiv leaves out what the site hides. Formulas stay, as that is where authors define macros.
// https://quarto.org/docs/authoring/markdown-basics.html#equations
func (d *document) buildHiddenDiv(f *frame) []content.Node {
	formulas, rest := of[*content.MathBlock](f.nodes)
	if len(rest) > 0 {
		d.tally(f.Pos, diag.Note, "text-hidden", "the site does not show this", "nothing")
	}
	return nodesOf(formulas)
}

// instructorNote makes a note for instructors, such as of what a presentation shows to the speaker only.
// https://quarto.org/docs/presentations/revealjs/#speaker-notes
func (d *document) instructorNote(f *frame) []content.Node {
	return []content.Node{&content.Callout{Pos: f.Pos, Kind: content.CalloutInstructor, Blocks: d.blocks(f.nodes)}}
}

// isOurFormat reports whether text for a format of Quarto is for our formats: what is written for HTML can be read in
// print, too, and what is for LaTeX is written for LaTeX.
func isOurFormat(format string) bool {
	return strings.HasPrefix(format, "html") || format == "epub"
}

// buildPlainDiv unwraps a div that means nothing but its id, unless that makes it a figure.
func (d *document) buildPlainDiv(f *frame) []content.Node {
	id := d.attr(f.tag, "id")
	blocks := d.blocks(f.nodes)
	if id == "refs" {
		return append(nodesOf(blocks), &content.Bibliography{Pos: f.Pos})
	}
	if isFigureID(id) {
		return d.figureDiv(f, id, blocks)
	}
	for _, class := range f.tag.classes() {
		d.unknownClass(f.Pos, class)
	}
	f.tag.name = "div"
	return d.withAttr(f, nodesOf(blocks))
}

// designClass matches the classes that only say how something looks, where it stands on a screen and when it appears: those
// of Quarto, of its presentations, of R Markdown and of Bootstrap, on which Quarto's pages are built.
// https://quarto.org/docs/authoring/article-layout.html
// https://quarto.org/docs/presentations/revealjs/
// https://getbootstrap.com/docs/5.1/utilities/
var designClass = lazyregexp.New(`^(?:` +
	`columns?|column-(?:body|page|screen|margin)(?:-[a-z-]+)?|aside|margin-aside|panel-(?:fill|center|sidebar|input)|refs|` +
	`cell|cell-output(?:-[a-z]+)?|hidden|unnumbered|unlisted|no_toc|no_toc_section|lightbox|external|striped|hover|no-row-height|` +
	`tabset(?:-fade|-pills)?|active|tbl-[a-z]+|fig-[a-z]+|quarto-[a-z-]+|` +
	`fragment|fade-[a-z-]+|incremental|nonincremental|smaller|scrollable|absolute|footer|r-(?:stack|fit-text|stretch|hstack|vstack|frame)|` +
	`auto-stretch|semi-fade-out|grow|shrink|strike|highlight-(?:red|green|blue)|current-visible|` +
	`small|large|lead|pull-(?:left|right)|align-(?:left|right|center)|float-(?:start|end|left|right)|` +
	`grid|g-(?:col|start)-[\w-]+|container|row|col|col-[\w-]+|d-[\w-]+|(?:justify|align)-[\w-]+|` +
	`[mp][tbsexy]?-\d|gap-\d|w-\d+|text-[\w-]+|bg-[\w-]+|border(?:-[\w-]+)?|rounded|shadow|card(?:-[\w-]+)?|btn(?:-[\w-]+)?|fa-[\w-]+|` +
	`fs-\d+|fw-\d+|label(?:-[a-z]+)?|table(?:-[a-z]+)?|img-[a-z]+|no-copy|steps` + // of Jekyll's themes
	`)$`)

// figureDiv makes a figure of a div, with the paragraph at its end as the caption.
func (d *document) figureDiv(f *frame, id string, blocks []content.Block) []content.Node {
	blocks, caption := captionAtEnd(blocks)
	if given := d.attrLine(f.tag, "fig-cap", "tbl-cap", "lst-cap"); given != nil {
		caption = given
	}
	if len(blocks) == 1 {
		if t, ok := blocks[0].(*content.Table); ok && t.ID == "" && len(t.Caption) == 0 {
			t.ID, t.Caption = id, caption
			return nodesOf(blocks)
		}
	}
	if len(blocks) == 0 {
		return nodesOf(paragraph(f.Pos, caption))
	}
	return []content.Node{&content.Figure{Pos: f.Pos, ID: id, Blocks: blocks, Caption: caption}}
}
