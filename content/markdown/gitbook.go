package markdown

import (
	"bytes"
	"cmp"
	"html"
	"path"
	"strings"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

// gitBookShortcodes returns the tags of GitBook and HonKit.
func gitBookShortcodes() *shortcodeSyntax {
	return &shortcodeSyntax{
		open: "{%", marks: [3]string{"{% ", "{% end", " %}"}, scan: scanGitBook,
		spec: func(t *tag) (elementSpec, bool) { return gitBookSpec(t.name) },
	}
}

var (
	gitBookTag  = lazyregexp.New(`^\{%-?[ \t]*(end)?(@?[A-Za-z][\w/-]*)((?:"[^"\n]*"|'[^'\n]*'|[^%\n]|%[^}\n])*?)[ \t]*-?%\}`)
	gitBookPart = lazyregexp.New(`([\w-]+)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|([^\s,"']+))|"([^"]*)"|'([^']*)'|[^\s,"']+`)
)

// scanGitBook reads a tag.
func scanGitBook(src []byte, start int) (t *tag, ok bool) {
	text, _, _ := bytes.Cut(src[start:min(len(src), start+maxTag)], []byte("\n"))
	m := gitBookTag.FindSubmatchIndex(text)
	if m == nil {
		return nil, false
	}
	t = &tag{
		name: string(text[m[4]:m[5]]), closing: m[2] >= 0, start: start, stop: start + m[1],
	}
	rest, at := text[m[6]:m[7]], start+m[6]
	for _, p := range gitBookPart.FindAllSubmatchIndex(rest, -1) {
		a := attribute{start: at + p[0], stop: at + p[1]}
		if p[2] >= 0 {
			a.name = string(rest[p[2]:p[3]])
		} else {
			a.value = string(rest[p[0]:p[1]]) // a bare word
		}
		for i := 2; i <= 6; i++ {
			if p[2*i] >= 0 {
				a.value, a.start, a.stop = string(rest[p[2*i]:p[2*i+1]]), at+p[2*i], at+p[2*i+1]
			}
		}
		a.value = html.UnescapeString(a.value)
		t.attrs = append(t.attrs, a)
	}
	return t, true
}

// gitBookSpec returns how a block of GitBook or of a plugin for it is read.
// https://gitbook.com/docs/creating-content/blocks
func gitBookSpec(name string) (elementSpec, bool) {
	switch name {
	case "hint":
		return flow((*document).buildStyledHint)
	case "tabs":
		return flow((*document).buildTabs)
	case "tab":
		return flow((*document).buildTab)
	case "code":
		return flow((*document).buildCodeOptions)
	case "content-ref":
		return flow((*document).buildContentRef)
	case "embed", "youtube", "video":
		return flow((*document).buildGitBookEmbed)
	case "file":
		return flow((*document).buildFileLink)
	case "filename":
		return flow((*document).buildFilename, holdsText)
	case "stepper":
		return flow((*document).buildStepper)
	case "step":
		return flow((*document).buildItem)
	case "section":
		return flow((*document).buildTitledDetails)
	case "columns", "column", "updates", "update", "method", "common", "sample":
		return flow(kept)
	}
	return elementSpec{}, false
}

// buildStyledHint makes a callout of the kind that a hint is styled as.
func (d *document) buildStyledHint(f *frame) []content.Node {
	kind := cmp.Or(d.attr(f.tag, "style"), "info")
	return []content.Node{d.callout(f.Pos, kind, d.attrInlines(f.tag, "title"), d.blocks(f.nodes))}
}

// buildCodeOptions gives the code inside of it a title and numbers for its lines.
func (d *document) buildCodeOptions(f *frame) []content.Node {
	blocks := d.blocks(f.nodes)
	for _, b := range blocks {
		if code, ok := b.(*content.CodeBlock); ok {
			code.Title = cmp.Or(code.Title, d.attr(f.tag, "title"))
			code.Lines = code.Lines || d.attr(f.tag, "lineNumbers") == "true"
			break
		}
	}
	return nodesOf(blocks)
}

// buildContentRef keeps the link that stands inside, or makes one.
func (d *document) buildContentRef(f *frame) []content.Node {
	if blocks := d.blocks(f.nodes); len(blocks) > 0 {
		return nodesOf(blocks)
	}
	return nodesOf(paragraph(f.Pos, d.withLink(f, d.attrInlines(f.tag, "url"))))
}

func (d *document) buildGitBookEmbed(f *frame) []content.Node {
	url := d.attr(f.tag, "url", "src", "id", "")
	if url == "" && len(f.nodes) > 0 {
		url = strings.TrimSpace(content.PlainText(d.inlines(f.nodes)))
		f.nodes = nil
	}
	if f.tag.name == "youtube" && url != "" && !strings.Contains(url, "/") {
		url = "https://www.youtube.com/watch?v=" + url
	}
	caption := d.blocks(f.nodes)
	if url == "" || !d.safeURL(url, f.tag.start) {
		return nodesOf(caption)
	}
	return append([]content.Node{&content.Embed{Pos: f.Pos, Kind: embedKind(url), URL: url}}, nodesOf(caption)...)
}

// buildFileLink makes a link to a file, which is called what stands inside.
func (d *document) buildFileLink(f *frame) []content.Node {
	src, ok := f.tag.get("src", "url")
	text := d.inlines(f.nodes)
	if !ok || !d.safeURL(src.value, f.tag.start) {
		return nodesOf(paragraph(f.Pos, text))
	}
	if len(text) == 0 {
		text = []content.Inline{&content.Text{Pos: d.at(src.start), Text: path.Base(src.value)}}
	}
	return nodesOf(paragraph(f.Pos, []content.Inline{
		&content.Link{Pos: f.Pos, Target: content.Unresolved{URL: src.value}, Inlines: text},
	}))
}

func (d *document) buildFilename(f *frame) []content.Node {
	return []content.Node{&codeTitle{Pos: f.Pos, inlines: d.inlines(f.nodes)}}
}

func (d *document) buildStepper(f *frame) []content.Node {
	steps, rest := of[*content.Item](f.nodes)
	out := nodesOf(d.blocks(rest))
	if len(steps) == 0 {
		return out
	}
	list := &content.List{Pos: steps[0].Pos, Ordered: true, Start: 1, Items: steps}
	return append(out, &content.Div{Pos: f.Pos, Role: content.RoleSteps, Blocks: []content.Block{list}})
}

func (d *document) buildTitledDetails(f *frame) []content.Node {
	return []content.Node{&content.Details{Pos: f.Pos, Summary: d.attrInlines(f.tag, "title"), Blocks: d.blocks(f.nodes)}}
}
