package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"coursepack/content"
)

// link reads a link. Within another, it is its text.
func (d *document) link(n *ast.Link) {
	if d.linked > 0 {
		d.children(n)
		return
	}
	url, title := unescape(n.Destination), unescape(n.Title)
	if d.docsify {
		title, _, _ = docsifyTitle(title)
	}
	if d.myst {
		url = externalAddress(url)
	}
	if !d.safeURL(url, n.Pos()) {
		d.children(n)
		return
	}
	var target content.Target = content.Unresolved{URL: url}
	if d.myst {
		if m := mystLabel.FindStringSubmatch(url); m != nil {
			target = content.Reference{Label: m[1] + m[2]}
		}
	}
	if n.FirstChild() == nil && d.myst {
		link := &content.Link{Pos: d.at(d.start(n)), Target: target, Title: title}
		if strings.Contains(url, "://") {
			link.Inlines = []content.Inline{&content.Text{Pos: link.Pos, Text: url}}
		}
		d.emit(link)
		return
	}
	d.linked++
	d.inlineContainer(n, func(pos content.Pos, in []content.Inline) content.Inline {
		return &content.Link{Pos: pos, Target: target, Title: title, Inlines: in}
	})
	d.linked--
}

// autoLink reads an address that is a link by itself.
func (d *document) autoLink(n *ast.AutoLink) {
	label, url := string(n.Label(d.src)), string(n.URL(d.src))
	if d.myst {
		url = externalAddress(url)
	}
	pos := d.at(n.Pos())
	inner := pos
	if d.src[n.Pos()] == '<' {
		inner.Col++
	}
	text := &content.Text{Pos: inner, Text: label}
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	if d.linked > 0 || !d.safeURL(url, n.Pos()) {
		d.emit(text)
		return
	}
	d.emit(&content.Link{Pos: pos, Target: content.Unresolved{URL: url}, Inlines: []content.Inline{text}})
}

// image reads an image. The alternative text is what its description says without the markup.
func (d *document) image(n *ast.Image) {
	pos := d.at(n.Pos())
	described := d.within(&frame{Pos: pos, text: true}, func() { d.children(n) })
	caption := d.inlines(described.nodes)
	src := unescape(n.Destination)
	if isForDark(src) {
		d.dropDark(pos)
		return
	}
	img := &content.Image{Pos: pos, Src: src, Alt: content.PlainText(caption), NoAlt: len(caption) == 0, Title: unescape(n.Title)}
	if d.docsify {
		img.Title, img.Width, img.Height = docsifyTitle(img.Title)
	}
	if d.figures {
		d.pictures[img] = &picture{caption: caption}
	}
	d.emit(img)
}
