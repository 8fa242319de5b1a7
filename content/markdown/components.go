package markdown

import (
	"cmp"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
)

// componentSpec returns how a component of MDX is read.
func componentSpec(name string) (elementSpec, bool) {
	switch name {
	// Astro and Starlight: https://starlight.astro.build/components/using-components/
	case "Aside":
		return flow((*document).buildAside)
	case "Tabs":
		return flow((*document).buildTabs)
	case "TabItem":
		return flow((*document).buildTab)
	case "Steps":
		return flow(roleDiv(content.RoleSteps))
	case "FileTree":
		return flow(roleDiv(content.RoleFileTree))
	case "CardGrid":
		return flow(roleDiv(content.RoleCards))
	case "Card":
		return flow((*document).buildCard)
	case "LinkCard":
		return flow((*document).buildLinkCard)
	case "LinkButton":
		return phrasing((*document).buildLinkButton)
	case "Badge":
		return phrasing((*document).buildBadge)
	case "Icon":
		return phrasing((*document).buildIcon)
	case "Code":
		return flow((*document).buildCodeComponent)
	case "Image", "Picture", "IdealImage", "ThemedImage":
		return phrasing((*document).buildImage)
	case "Fragment", "":
		return phrasing(kept)
	case "YouTube", "LiteYouTubeEmbed": // the latter is https://github.com/ibrahimcesar/react-lite-youtube-embed
		return flow((*document).buildYoutube)

	// Docusaurus: https://docusaurus.io/docs/api/themes/@docusaurus/theme-classic, and what its own site shows of it
	case "Admonition":
		return flow((*document).buildAside)
	case "CodeBlock":
		return flow((*document).buildCodeElement)
	case "Details":
		return flow((*document).buildDetailsComponent)
	case "TOCInline", "DocCardList":
		return flow((*document).buildSiteList)
	case "Head":
		return flow(dropped)
	case "Link":
		return phrasing((*document).buildLinkComponent)

	// Courses that are made with them.
	case "FlashcardSet", "Flashcards":
		return flow((*document).buildFlashcards)
	case "Flashcard":
		return flow((*document).buildFlashcard)
	case "SourceLecture":
		return flow((*document).buildSourceLecture)
	case "LessonFreshness":
		return flow((*document).buildFreshness)

	// Hugging Face: https://github.com/huggingface/doc-builder
	case "Tip":
		return flow((*document).buildTip)
	case "Youtube":
		return flow((*document).buildYoutube)
	case "Question":
		return flow((*document).buildChoices)
	case "CourseFloatingBanner":
		return flow(linkList("notebooks"))
	case "DocNotebookDropdown":
		return flow(linkList("options"))
	case "FrameworkSwitchCourse":
		return flow(dropped)
	case "hfoptions", "frameworkcontent":
		return flow((*document).buildTabs)
	case "hfoption":
		return flow((*document).buildTab)
	case "pt", "tf", "jax":
		return flow((*document).buildFramework)
	}
	return elementSpec{}, false
}

// roleDiv returns a reading of a component as a Div with a role.
func roleDiv(role content.DivRole) builder {
	return func(d *document, f *frame) []content.Node {
		return []content.Node{&content.Div{Pos: f.Pos, Role: role, Blocks: d.blocks(f.nodes)}}
	}
}

func (d *document) buildAside(f *frame) []content.Node {
	kind := d.attr(f.tag, "type")
	if kind == "" {
		kind = "note"
	}
	return []content.Node{d.callout(f.Pos, kind, d.attrInlines(f.tag, "title"), d.blocks(f.nodes))}
}

func (d *document) buildTip(f *frame) []content.Node {
	kind := "tip"
	if d.has(f.tag, "warning") {
		kind = "warning"
	}
	return []content.Node{d.callout(f.Pos, kind, d.attrInlines(f.tag, "title"), d.blocks(f.nodes))}
}

func (d *document) buildTabs(f *frame) []content.Node {
	tabs, rest := of[*content.Tab](f.nodes)
	d.labelTabs(f, tabs)
	var out []content.Node
	if len(tabs) > 0 {
		out = append(out, &content.Tabs{Pos: f.Pos, Tabs: tabs})
	}
	return append(out, nodesOf(d.blocks(rest))...)
}

// labelTabs gives tabs the labels that the component around them lists by their values.
// https://docusaurus.io/docs/markdown-features/tabs
func (d *document) labelTabs(f *frame, tabs []*content.Tab) {
	if f.tag == nil {
		return
	}
	a, ok := f.tag.get("values")
	if !ok || !a.expr {
		return
	}
	values, _ := d.evaluate(a.start, a.stop)
	for _, v := range values.list {
		label := v.get("label")
		for _, tab := range tabs {
			if label.text != "" && content.PlainText(tab.Label) == v.get("value").text {
				tab.Label = []content.Inline{&content.Text{Pos: d.at(label.start), Text: label.text}}
			}
		}
	}
}

func (d *document) buildTab(f *frame) []content.Node {
	return []content.Node{&content.Tab{
		Pos: f.Pos, Label: d.attrInlines(f.tag, "label", "title", "value", "id"), Blocks: d.blocks(f.nodes),
	}}
}

func (d *document) buildCard(f *frame) []content.Node {
	return []content.Node{&content.Div{
		Pos: f.Pos, Role: content.RoleCard, Title: d.attrInlines(f.tag, "title"), Blocks: d.blocks(f.nodes),
	}}
}

func (d *document) buildLinkCard(f *frame) []content.Node {
	title := d.withLink(f, d.attrInlines(f.tag, "title"))
	blocks := paragraph(f.Pos, d.attrInlines(f.tag, "description"))
	return []content.Node{&content.Div{
		Pos: f.Pos, Role: content.RoleCard, Title: title, Blocks: append(blocks, d.blocks(f.nodes)...),
	}}
}

// withLink puts the link of a component around a text.
func (d *document) withLink(f *frame, text []content.Inline) []content.Inline {
	url := d.attr(f.tag, "href", "url", "to")
	if url == "" || len(text) == 0 || d.linked > 0 || !d.safeURL(url, f.tag.start) {
		return text
	}
	return []content.Inline{&content.Link{Pos: f.Pos, Target: content.Unresolved{URL: url}, Inlines: text}}
}

func (d *document) buildLinkButton(f *frame) []content.Node {
	return nodesOf(d.withLink(f, d.inlines(f.nodes)))
}

// buildLinkComponent makes a link of what is inside. Components of that name without anything inside are of other kinds.
func (d *document) buildLinkComponent(f *frame) []content.Node {
	if len(f.nodes) == 0 {
		return d.buildUnknown(f)
	}
	return d.linkedTo(f, f.nodes)
}

func (d *document) buildBadge(f *frame) []content.Node {
	text := d.attrInlines(f.tag, "text")
	if text = append(text, d.inlines(f.nodes)...); len(text) == 0 {
		return nil
	}
	return []content.Node{&content.Span{Pos: f.Pos, Role: content.SpanBadge, Inlines: text}}
}

// buildIcon keeps what an icon says to those who cannot see it.
func (d *document) buildIcon(f *frame) []content.Node {
	return nodesOf(d.attrInlines(f.tag, "label"))
}

func (d *document) buildCodeComponent(f *frame) []content.Node {
	text := d.attr(f.tag, "code")
	if a, ok := f.tag.get("code"); ok && a.expr && text == "" {
		d.report(f.Pos, diag.Warning, "expression-unknown", "only the site can compute the code of this block", "nothing")
		return nil
	}
	code := parseInfo(d.attr(f.tag, "lang") + " " + d.attr(f.tag, "meta"))
	code.Pos, code.Text = f.Pos, strings.TrimRight(text, "\n")+"\n"
	if title := d.attr(f.tag, "title"); title != "" {
		code.Title = title
	}
	return []content.Node{code}
}

// buildCodeElement reads a component around code, which may be an expression.
func (d *document) buildCodeElement(f *frame) []content.Node {
	code := parseInfo(d.attr(f.tag, "language", "className") + " " + d.attr(f.tag, "metastring"))
	code.Lang = strings.TrimPrefix(code.Lang, "language-")
	code.Pos, code.Title = f.Pos, cmp.Or(d.attr(f.tag, "title"), code.Title)
	code.Lines = code.Lines || d.has(f.tag, "showLineNumbers")
	if code.Text = strings.Trim(content.PlainText(d.inlines(f.nodes)), "\n"); code.Text == "" {
		return nil // its code is an expression, which has been reported
	}
	code.Text += "\n"
	takeMarks(code)
	return []content.Node{code}
}

func (d *document) buildDetailsComponent(f *frame) []content.Node {
	if summary := d.attrInlines(f.tag, "summary", "title"); len(summary) > 0 {
		return []content.Node{&content.Details{Pos: f.Pos, Open: d.has(f.tag, "open"), Summary: summary, Blocks: d.blocks(f.nodes)}}
	}
	return d.buildDetails(f)
}

func (d *document) buildYoutube(f *frame) []content.Node {
	id := d.attr(f.tag, "id")
	if id == "" {
		return nil
	}
	url := id
	if !strings.Contains(id, "/") {
		url = "https://www.youtube.com/watch?v=" + id
	}
	return []content.Node{&content.Embed{Pos: f.Pos, Kind: content.EmbedVideo, URL: url, Title: d.attr(f.tag, "title")}}
}

func (d *document) buildFlashcards(f *frame) []content.Node {
	cards, rest := of[*content.Flashcard](f.nodes)
	out := nodesOf(strongLine(d.attrInlines(f.tag, "title")))
	out = append(out, nodesOf(d.blocks(rest))...)
	if len(cards) > 0 {
		out = append(out, &content.Flashcards{Pos: f.Pos, Cards: cards})
	}
	return out
}

// strongLine returns a title that is no heading as a paragraph.
func strongLine(title []content.Inline) []content.Block {
	if len(title) == 0 {
		return nil
	}
	pos := title[0].Position()
	return paragraph(pos, []content.Inline{&content.Strong{Pos: pos, Inlines: title}})
}

func (d *document) buildFlashcard(f *frame) []content.Node {
	card := &content.Flashcard{Pos: f.Pos, ID: d.attr(f.tag, "id"), Back: d.blocks(f.nodes)}
	if front := d.attrInlines(f.tag, "question", "front", "term"); len(front) > 0 {
		card.Front = paragraph(front[0].Position(), front)
	}
	if back := d.attrInlines(f.tag, "answer", "back", "definition"); len(back) > 0 {
		card.Back = append(paragraph(back[0].Position(), back), card.Back...)
	}
	return []content.Node{card}
}

// buildSourceLecture gives credit to what a lesson draws on.
func (d *document) buildSourceLecture(f *frame) []content.Node {
	title := d.withLink(f, d.attrInlines(f.tag, "title", "url"))
	if by := d.attrInlines(f.tag, "instructor", "author"); len(by) > 0 {
		if len(title) > 0 {
			title = append(title, &content.Break{Pos: by[0].Position()})
		}
		title = append(title, by...)
	}
	blocks := append(paragraph(f.Pos, title), d.blocks(f.nodes)...)
	return []content.Node{&content.Callout{Pos: f.Pos, Kind: content.CalloutSource, Blocks: blocks}}
}

// buildFreshness drops a date that the lesson's front matter gives: it is shown with the lesson.
func (d *document) buildFreshness(f *frame) []content.Node {
	date := d.attr(f.tag, "lastReviewed")
	for _, key := range []string{"last_reviewed", "lastReviewed"} {
		if v, ok := d.frontValue([]string{key}); ok && v.text == date {
			return f.nodes
		}
	}
	return append(nodesOf(paragraph(f.Pos, d.attrInlines(f.tag, "lastReviewed"))), f.nodes...)
}

// linkList returns a reading of a component that offers links, as the value of an attribute that lists labels and
// addresses.
func linkList(attr string) builder {
	return func(d *document, f *frame) []content.Node {
		a, _ := f.tag.get(attr)
		v, ok := d.evaluate(a.start, a.stop)
		if !ok {
			return d.buildUnknown(f)
		}
		list := &content.List{Pos: f.Pos, Tight: true}
		for _, item := range v.list {
			list.Items = append(list.Items, d.linkItem(item)...)
		}
		if len(list.Items) == 0 {
			return f.nodes
		}
		return append([]content.Node{list}, f.nodes...)
	}
}

func (d *document) linkItem(v value) []*content.Item {
	label, url := v.get("label", "title", "text"), v.get("value", "url", "href")
	if url.text == "" || !d.safeURL(url.text, url.start) {
		return nil
	}
	if label.text == "" {
		label = url
	}
	pos := d.at(label.start)
	link := &content.Link{Pos: pos, Target: content.Unresolved{URL: url.text}, Inlines: []content.Inline{
		&content.Text{Pos: pos, Text: label.text},
	}}
	return []*content.Item{{Pos: d.at(v.start), Blocks: paragraph(pos, []content.Inline{link})}}
}
