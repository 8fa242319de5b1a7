package markdown

import (
	"cmp"
	"path"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

// hugoShortcodes returns the tags of Hugo's templates: {{< name >}} and {{% name %}}, which differ in who reads the
// Markdown inside; it is read here in both. https://gohugo.io/content-management/shortcodes/
func hugoShortcodes() *shortcodeSyntax {
	return &shortcodeSyntax{open: "{{", marks: [3]string{"{{< ", "{{< /", " >}}"}, scan: scanHugo, spec: hugoSpec}
}

// shownShortcodes undoes the comment signs of shortcodes that are only shown, in code.
func shownShortcodes(code string) string {
	if !strings.Contains(code, "/*") {
		return code
	}
	return hugoShown.ReplaceAllString(code, "{{$1$2$3}}")
}

var hugoShown = lazyregexp.New(`\{\{([<%])/\*([^\n]*?)\*/([>%])\}\}`)

// hugoSpec returns how Hugo's own shortcodes and those of its themes for courses and documentation are read: Docsy,
// Book, Learn and Relearn, Hextra. Themes agree on names more than on arguments.
func hugoSpec(t *tag) (elementSpec, bool) {
	name := strings.ToLower(t.name)
	switch name {
	// https://mcshelby.github.io/hugo-theme-relearn/shortcodes/notice/
	// https://www.docsy.dev/docs/adding-content/shortcodes/#alert
	// https://imfing.github.io/hextra/docs/guide/shortcodes/callout/
	// https://hugo-book-demo.netlify.app/docs/shortcodes/hints/
	case "notice", "alert", "callout", "hint", "admonition", "box", "pageinfo", "blockquote-alert":
		return flow((*document).buildNotice)
	case "note", "info", "tip", "warning", "caution", "danger", "important", "success", "attention", "error":
		return flow((*document).buildNotice)

	case "details", "expand", "expandable", "spoiler", "collapse", "dropdown", "accordion-item":
		return flow((*document).buildFoldedShortcode)
	case "accordion":
		return flow(kept)
	case "tabs", "tabpane", "codetabs", "code-toggle":
		return flow((*document).buildTabsShortcode)
	case "tab", "codetab":
		if _, ok := t.get("lang"); ok { // in Docsy's panes, what has a language is code
			return flow((*document).buildCodeTab, isRaw)
		}
		return flow((*document).buildTabShortcode)
	case "columns", "column", "row", "cardpane", "blocks/section", "blocks/lead", "section", "div", "center", "card-body",
		"hextra/hero-badge", "hextra/hero-headline", "hextra/hero-subtitle", "hextra/hero-section", "hextra/hero-container":
		return flow(kept)
	case "steps":
		return flow(roleDiv(content.RoleSteps))
	case "step":
		return flow((*document).buildStep)
	case "cards", "card-grid", "hextra/feature-grid":
		return flow(roleDiv(content.RoleCards))
	case "card", "hextra/feature-card":
		return flow((*document).buildCardShortcode)
	// https://imfing.github.io/hextra/docs/guide/shortcodes/filetree/
	case "filetree/container":
		return flow((*document).buildFileTree)
	case "filetree/folder", "filetree/file":
		return flow((*document).buildFileTreeItem)

	case "figure":
		return flow((*document).buildFigureShortcode)
	case "img", "image", "imgproc":
		return phrasing((*document).buildImageShortcode)
	case "youtube", "youtube-lazy", "youtube-enhanced":
		return flow(embedAt("https://www.youtube.com/watch?v="))
	case "vimeo":
		return flow(embedAt("https://vimeo.com/"))
	case "video", "audio", "asciinema":
		return flow((*document).buildPlayer)
	case "pdf":
		return flow((*document).buildPaper)
	case "gist":
		return flow((*document).buildGist)

	case "highlight", "code", "prism", "output":
		return flow((*document).buildHighlight, isRaw)
	case "mermaid", "plantuml", "graphviz":
		return flow((*document).buildDiagram, isRaw)
	case "math", "katex", "mathjax", "latex":
		return phrasing((*document).buildFormula, isRaw)

	case "button", "cta", "hextra/hero-button":
		return phrasing((*document).buildButton)
	case "badge":
		return phrasing((*document).buildBadgeShortcode)
	case "kbd":
		return phrasing((*document).buildKey)
	case "br", "linebreak":
		return phrasing((*document).buildBreak)
	case "icon", "fa", "comment", "clear":
		return phrasing(dropped, isRaw)
	case "toc", "children", "attachments", "section-toc", "list-children", "table-of-contents":
		return flow((*document).buildSiteList)
	case "rawhtml", "unsafe", "html", "markdown", "markdownify", "md", "lead", "text":
		return flow(kept)
	}
	return elementSpec{}, false
}

func isRaw(s elementSpec) elementSpec { s.raw = true; return s }

// buildNotice makes a callout. What kind it is says its name, an argument, or a color of Bootstrap.
func (d *document) buildNotice(f *frame) []content.Node {
	kind := strings.ToLower(f.tag.name)
	title := d.argumentLine(f.tag, -1, "title", "heading", "header")
	switch kind {
	case "notice", "hint", "admonition", "callout", "alert":
		style, _ := f.tag.argument(0, "style", "type", "kind", "context", "color", "severity")
		if kind == "alert" && style.name == "" && strings.Contains(style.value, " ") { // it is the title
			title, style = d.argumentLine(f.tag, 0), attribute{}
		} else if title == nil && style.name == "" {
			title = d.argumentLine(f.tag, 1)
		}
		kind = "note"
		if style.value != "" && (style.name != "color" || isBootstrapColor(style.value)) {
			kind = strings.ToLower(style.value)
		}
	default:
		if title == nil {
			title = d.argumentLine(f.tag, 0)
		}
	}
	switch kind {
	case "primary", "secondary", "default", "light", "dark", "box", "pageinfo", "blockquote-alert":
		kind = "note"
	}
	return []content.Node{d.callout(f.Pos, kind, title, d.blocks(f.nodes))}
}

func isBootstrapColor(s string) bool {
	switch s {
	case "primary", "secondary", "success", "info", "warning", "danger":
		return true
	}
	return false
}

func (d *document) buildFoldedShortcode(f *frame) []content.Node {
	open, _ := f.tag.argument(1, "open")
	return []content.Node{&content.Details{
		Pos: f.Pos, Open: open.value == "true" || open.value == "open",
		Summary: d.argumentLine(f.tag, 0, "title", "summary", "header"), Blocks: d.blocks(f.nodes),
	}}
}

// buildTabsShortcode gathers tabs. Hextra's have their labels in the items of what is around them.
func (d *document) buildTabsShortcode(f *frame) []content.Node {
	labels := strings.Split(d.attr(f.tag, "items"), ",")
	for i, n := range f.nodes {
		if tab, ok := n.(*content.Tab); ok && tab.Label == nil && len(labels) > 0 {
			if label := strings.TrimSpace(labels[0]); label != "" {
				tab.Label = []content.Inline{&content.Text{Pos: tab.Pos, Text: label}}
			}
			labels, f.nodes[i] = labels[1:], tab
		}
	}
	return d.buildTabs(f)
}

func (d *document) buildTabShortcode(f *frame) []content.Node {
	return []content.Node{&content.Tab{Pos: f.Pos, Label: d.tabLabel(f.tag), Blocks: d.blocks(f.nodes)}}
}

func (d *document) tabLabel(t *tag) []content.Inline {
	return d.argumentLine(t, 0, "title", "name", "header", "label", "tabname")
}

func (d *document) buildCodeTab(f *frame) []content.Node {
	code := &content.CodeBlock{Pos: f.Pos, Lang: d.attr(f.tag, "lang"), Text: d.rawInner(f.tag) + "\n"}
	return []content.Node{&content.Tab{Pos: f.Pos, Label: d.tabLabel(f.tag), Blocks: []content.Block{code}}}
}

func (d *document) buildStep(f *frame) []content.Node {
	return append(nodesOf(strongLine(d.argumentLine(f.tag, 0, "title", "label"))), f.nodes...)
}

func (d *document) buildCardShortcode(f *frame) []content.Node {
	title := d.shortcodeLink(f, d.argumentLine(f.tag, -1, "title", "header"), -1)
	blocks := paragraph(f.Pos, d.argumentLine(f.tag, -1, "subtitle", "description"))
	if src := d.attr(f.tag, "image", "img"); src != "" {
		blocks = append(blocks, paragraph(f.Pos, []content.Inline{&content.Image{Pos: f.Pos, Src: src, NoAlt: true}})...)
	}
	blocks = append(blocks, d.blocks(f.nodes)...)
	blocks = append(blocks, paragraph(f.Pos, d.argumentLine(f.tag, -1, "footer"))...)
	return []content.Node{&content.Div{Pos: f.Pos, Role: content.RoleCard, Title: title, Blocks: blocks}}
}

// shortcodeLink puts a link around inlines: where to, an argument says.
func (d *document) shortcodeLink(f *frame, in []content.Inline, i int) []content.Inline {
	a, _ := f.tag.argument(i, "href", "link", "url", "relref", "ref")
	if a.value == "" || len(in) == 0 || d.linked > 0 || !d.safeURL(a.value, f.tag.start) {
		return in
	}
	return []content.Inline{&content.Link{Pos: f.Pos, Target: content.Unresolved{URL: a.value}, Inlines: in}}
}

func (d *document) buildImageShortcode(f *frame) []content.Node {
	src, _ := f.tag.argument(0, "src", "url", "path", "link", "name")
	if src.value == "" {
		d.report(f.Pos, diag.Warning, "image-no-source", "this image has no address", "what is inside of it")
		return f.nodes
	}
	alt, hasAlt := f.tag.argument(1, "alt")
	return append([]content.Node{&content.Image{
		Pos: f.Pos, Src: src.value, Alt: alt.value, NoAlt: !hasAlt, Title: d.attr(f.tag, "title"),
		Width: d.length(f.tag, "width"), Height: d.length(f.tag, "height"),
	}}, f.nodes...)
}

// buildFigureShortcode: https://gohugo.io/shortcodes/figure/
func (d *document) buildFigureShortcode(f *frame) []content.Node {
	src := d.attr(f.tag, "src", "")
	if src == "" {
		return d.buildUnknownShortcode(f)
	}
	alt, hasAlt := f.tag.get("alt")
	var img content.Inline = &content.Image{
		Pos: f.Pos, Src: src, Alt: alt.value, NoAlt: !hasAlt,
		Width: d.length(f.tag, "width"), Height: d.length(f.tag, "height"),
	}
	if link := d.attr(f.tag, "link"); link != "" && d.safeURL(link, f.tag.start) {
		img = &content.Link{Pos: f.Pos, Target: content.Unresolved{URL: link}, Inlines: []content.Inline{img}}
	}
	n := &content.Figure{Pos: f.Pos, ID: d.attr(f.tag, "id"), Blocks: paragraph(f.Pos, []content.Inline{img})}
	if title := d.argumentLine(f.tag, -1, "title"); title != nil {
		n.Caption = append(n.Caption, &content.Strong{Pos: f.Pos, Inlines: title})
	}
	n.Caption = joinCaption(f.Pos, n.Caption, d.argumentLine(f.tag, -1, "caption"))
	credit := d.argumentLine(f.tag, -1, "attr")
	if link := d.attr(f.tag, "attrlink"); link != "" && credit != nil && d.safeURL(link, f.tag.start) {
		credit = []content.Inline{&content.Link{Pos: f.Pos, Target: content.Unresolved{URL: link}, Inlines: credit}}
	}
	n.Caption = joinCaption(f.Pos, n.Caption, credit)
	n.Blocks = append(n.Blocks, d.blocks(f.nodes)...)
	if n.Caption == nil && n.ID == "" {
		return nodesOf(n.Blocks)
	}
	return []content.Node{n}
}

// joinCaption adds a part to a caption, with a space between.
func joinCaption(pos content.Pos, caption, part []content.Inline) []content.Inline {
	if len(caption) > 0 && len(part) > 0 {
		caption = append(caption, &content.Text{Pos: pos, Text: " "})
	}
	return append(caption, part...)
}

// embedAt returns a reading of a shortcode as a video that stands at an address with the id that it is called with.
func embedAt(address string) builder {
	return func(d *document, f *frame) []content.Node {
		id, _ := f.tag.argument(0, "id", "src", "url")
		if id.value == "" {
			return f.nodes
		}
		n := &content.Embed{Pos: f.Pos, Kind: content.EmbedVideo, URL: id.value, Title: d.attr(f.tag, "title")}
		if !strings.Contains(n.URL, "/") {
			n.URL = address + n.URL
		}
		return append([]content.Node{n}, f.nodes...)
	}
}

func (d *document) buildPlayer(f *frame) []content.Node {
	src, _ := f.tag.argument(0, "src", "url", "mp4", "webm", "file")
	if src.value == "" || !d.safeURL(src.value, f.tag.start) {
		return f.nodes
	}
	n := &content.Embed{
		Pos: f.Pos, Kind: content.EmbedVideo, URL: src.value,
		Title: d.attr(f.tag, "title", "caption"), Fallback: d.blocks(f.nodes),
	}
	if strings.EqualFold(f.tag.name, "audio") {
		n.Kind = content.EmbedAudio
	}
	return []content.Node{n}
}

// buildPaper links to a paper that the site shows in a frame.
func (d *document) buildPaper(f *frame) []content.Node {
	src, _ := f.tag.argument(0, "src", "url", "file")
	text := []content.Inline{&content.Text{Pos: f.Pos, Text: path.Base(src.value)}}
	return append(nodesOf(paragraph(f.Pos, d.shortcodeLink(f, text, 0))), f.nodes...)
}

// buildFileTree makes a list of the files and folders inside.
func (d *document) buildFileTree(f *frame) []content.Node {
	return []content.Node{&content.Div{Pos: f.Pos, Role: content.RoleFileTree, Blocks: d.blocksAndItems(f)}}
}

func (d *document) buildFileTreeItem(f *frame) []content.Node {
	name := d.attr(f.tag, "name")
	if strings.EqualFold(f.tag.name, "filetree/folder") {
		name += "/"
	}
	blocks := paragraph(f.Pos, []content.Inline{&content.Text{Pos: f.Pos, Text: name}})
	return []content.Node{&content.Item{Pos: f.Pos, Blocks: append(blocks, d.blocksAndItems(f)...)}}
}

// blocksAndItems returns the blocks inside, and behind them a list of the items.
func (d *document) blocksAndItems(f *frame) []content.Block {
	items, rest := of[*content.Item](f.nodes)
	blocks := d.blocks(rest)
	if len(items) > 0 {
		blocks = append(blocks, &content.List{Pos: items[0].Pos, Tight: true, Items: items})
	}
	return blocks
}

// buildGist links to code that stands elsewhere.
func (d *document) buildGist(f *frame) []content.Node {
	user, _ := f.tag.argument(0, "user")
	id, _ := f.tag.argument(1, "id")
	url := "https://gist.github.com/" + strings.Trim(user.value+"/"+id.value, "/")
	text := &content.Text{Pos: f.Pos, Text: url}
	return nodesOf(paragraph(f.Pos, []content.Inline{
		&content.Link{Pos: f.Pos, Target: content.Unresolved{URL: url}, Inlines: []content.Inline{text}},
	}))
}

// buildHighlight: https://gohugo.io/shortcodes/highlight/
func (d *document) buildHighlight(f *frame) []content.Node {
	lang, _ := f.tag.argument(0, "lang", "language", "type")
	options, _ := f.tag.argument(1, "options")
	code := parseInfo(cmp.Or(lang.value, "text") + " " + strings.ReplaceAll(options.value, ",", " "))
	code.Pos, code.Title, code.Text = f.Pos, d.attr(f.tag, "title", "filename", "file"), shownShortcodes(d.rawInner(f.tag))+"\n"
	return []content.Node{code}
}

// buildDiagram keeps the source of a diagram.
func (d *document) buildDiagram(f *frame) []content.Node {
	return []content.Node{&content.CodeBlock{Pos: f.Pos, Lang: strings.ToLower(f.tag.name), Text: d.rawInner(f.tag) + "\n"}}
}

// buildFormula reads TeX: a displayed formula if the shortcode says so or stands on lines of its own.
func (d *document) buildFormula(f *frame) []content.Node {
	tex := strings.TrimSpace(d.rawInner(f.tag))
	style, _ := f.tag.argument(0, "display")
	display := style.name == "display" || style.value == "display"
	for _, marks := range [][2]string{{"$$", "$$"}, {`\[`, `\]`}, {`\(`, `\)`}, {"$", "$"}} {
		if inner, ok := strings.CutPrefix(tex, marks[0]); ok && strings.HasSuffix(inner, marks[1]) {
			tex, display = strings.TrimSpace(strings.TrimSuffix(inner, marks[1])), display || marks[0] == "$$" || marks[0] == `\[`
			break
		}
	}
	if tex == "" {
		return nil
	}
	start := d.texStart(f.tag.stop, tex)
	if f.text && !display {
		return []content.Node{&content.Math{Pos: f.Pos, Start: start, TeX: tex}}
	}
	return []content.Node{&content.MathBlock{Pos: f.Pos, Start: start, TeX: tex}}
}

func (d *document) buildButton(f *frame) []content.Node {
	text := d.inlines(f.nodes)
	if len(text) == 0 {
		text = d.argumentLine(f.tag, -1, "text", "label", "title")
	}
	return nodesOf(d.shortcodeLink(f, text, 0))
}

func (d *document) buildBadgeShortcode(f *frame) []content.Node {
	text := d.argumentLine(f.tag, 0, "content", "title", "text")
	if text = append(text, d.inlines(f.nodes)...); len(text) == 0 {
		return nil
	}
	return []content.Node{&content.Span{Pos: f.Pos, Role: content.SpanBadge, Inlines: text}}
}

func (d *document) buildKey(f *frame) []content.Node {
	text := append(d.argumentLine(f.tag, 0, "text"), d.inlines(f.nodes)...)
	return []content.Node{&content.Span{Pos: f.Pos, Role: content.SpanKey, Inlines: text}}
}

// buildSiteList drops a list of pages or headings that the site makes: every output has its own.
func (d *document) buildSiteList(f *frame) []content.Node {
	d.tally(f.Pos, diag.Note, "toc-dropped", "the site lists pages or headings here ("+f.tag.name+")", "nothing: the output has its own contents")
	return f.nodes
}
