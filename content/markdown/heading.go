package markdown

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

func (d *document) heading(n *ast.Heading) {
	start := d.start(n)
	if n.Lines().Len() > 0 && d.src[start] != '#' {
		start = n.Lines().At(0).Start // underlined: goldmark points at the line below
	}
	f := &frame{Pos: d.at(start), text: true, build: func(d *document, f *frame) []content.Node {
		nodes := d.headingOf(f, n.Level, d.notedID(n))
		if len(nodes) == 1 && isTabset(n) {
			d.tabsets[nodes[0].(*content.Heading)] = true
		}
		return nodes
	}}
	d.push(f)
	d.children(n)
	d.end(f)
}

// headingOf returns a heading with the id that it is given, else the one that its text ends with, else its slug. It
// returns nothing if there is no text.
func (d *document) headingOf(f *frame, level int, id string) []content.Node {
	inlines, explicit := cutID(d.inlines(f.nodes))
	if len(inlines) == 0 {
		return nil
	}
	made := d.slug(strings.TrimRight(headingText(inlines), " "))
	id = cmp.Or(d.takeLabel(), id, explicit, made)
	own := d.ids.unique(id)
	if own != id && id != "" && made != id {
		d.report(f.Pos, diag.Warning, "id-repeated", "a second "+strconv.Quote("#"+id)+" on this page", "links to it lead to the first")
	}
	return []content.Node{&content.Heading{Pos: f.Pos, Level: level, ID: own, Inlines: inlines}}
}

// An id at the end of a heading: {#id}, perhaps with more attributes, [[id]] as Hugging Face writes it, and :id=id as
// docsify does, which also has marks there of what its sidebar should not show.
var headingID = lazyregexp.New(`\s*(?:\{#([^\s{}]+)[^{}]*\}|\[\[([^\s\[\]]+)\]\]|:id=([^\s=]+)|[{\[]docsify-ignore(?:-all)?[}\]])\s*$`)

// idNote is an id in a comment at the end of a heading, for readers of MDX that know no other: {/* id */}, {/* #id */}.
var idNote = lazyregexp.New(`^\s*/\*\s*#?([^\s*]+)\s*\*/\s*$`)

// notedID returns the id that a comment or a list of attributes at the end of a heading gives it, "" if there is none.
func (d *document) notedID(n *ast.Heading) string {
	switch last := n.LastChild().(type) {
	case *attributeList:
		return d.attr(last.tag, "id")
	case *inlineExpression:
		if m := idNote.FindSubmatch(d.src[last.start:last.stop]); m != nil {
			return string(m[1])
		}
	}
	return ""
}

// cutID cuts an explicit id off the end of a heading.
func cutID(inlines []content.Inline) (rest []content.Inline, id string) {
	if len(inlines) == 0 {
		return inlines, ""
	}
	last, ok := inlines[len(inlines)-1].(*content.Text)
	if !ok {
		return inlines, ""
	}
	if !strings.ContainsAny(last.Text, "{[=") {
		return inlines, ""
	}
	m := headingID.FindStringSubmatchIndex(last.Text)
	if m == nil {
		return inlines, ""
	}
	for i := 2; i < len(m); i += 2 {
		if m[i] >= 0 {
			id = last.Text[m[i]:m[i+1]]
		}
	}
	if last.Text = last.Text[:m[0]]; last.Text == "" {
		inlines = inlines[:len(inlines)-1]
	}
	return inlines, id
}

// headingText is what a slug is made of: the text, without the descriptions of images and what components show.
func headingText(inlines []content.Inline) string {
	var b strings.Builder
	for _, in := range inlines {
		switch in := in.(type) {
		case *content.Image:
			continue
		case *content.Span:
			if in.Role == content.SpanBadge {
				continue
			}
		}
		if inner := content.Inlines(in); inner != nil {
			b.WriteString(headingText(inner))
			continue
		}
		b.WriteString(content.PlainText([]content.Inline{in}))
	}
	return b.String()
}

// slug makes an id of a heading's text as the dialect does.
func (d *document) slug(text string) string {
	if d.identifiers {
		return identifier(text)
	}
	return source.Slug(text)
}

// identifier makes an id of a heading's text as Pandoc does.
// https://pandoc.org/MANUAL.html#extension-auto_identifiers
func identifier(text string) string {
	kept := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsNumber(r), strings.ContainsRune("_-.", r):
			return unicode.ToLower(r)
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, text)
	return strings.TrimLeftFunc(strings.Join(strings.Fields(kept), "-"), func(r rune) bool { return !unicode.IsLetter(r) })
}

// slugs are the ids of a text. An id that is taken gets a number.
type slugs map[string]int

func (s slugs) unique(id string) string {
	if id == "" {
		id = "section"
	}
	base := id
	for {
		if _, taken := s[id]; !taken {
			s[id] = 0
			return id
		}
		s[base]++
		id = base + "-" + strconv.Itoa(s[base])
	}
}
