package markdown

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
)

// An htmlParser finds blocks of HTML with goldmark's. In MDX these are only comments, scripts and styles: other tags
// are JSX. In Python-Markdown and kramdown, elements of text begin no block, even alone on their lines.
type htmlParser struct {
	parser.BlockParser
	d *document
}

func (p *htmlParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := lineAt(reader, pc)
	if p.d.jsx && !isUnparsed(line) || (p.d.python || p.d.kramdown) && phrasingTag.Match(line) || p.d.python && commentAhead.Match(line) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

var phrasingTag = lazyregexp.New(`(?i)^</?(?:a|abbr|b|bdi|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var)[\s>]`)

// commentAhead matches a comment before text, which is Markdown in Python-Markdown.
var commentAhead = lazyregexp.New(`^<!--.*?-->[ \t]*[^\s<]`)

func isUnparsed(line []byte) bool {
	for _, prefix := range []string{"<!", "<?", "<script", "<style"} {
		if bytes.HasPrefix(line, []byte(prefix)) {
			return true
		}
	}
	return false
}

func (d *document) htmlBlock(n *ast.HTMLBlock) {
	segments := text.NewSegments()
	segments.AppendAll(n.Lines().Sliced(0, n.Lines().Len()))
	if n.HasClosure() {
		segments.Append(n.ClosureLine)
	}
	if n.HTMLBlockType == ast.HTMLBlockType2 && !bytes.Contains(segments.Value(d.src), []byte("-->")) {
		d.report(d.at(d.start(n)), diag.Error, "comment-unclosed", "this comment is never closed",
			"nothing of it, to the end of its container")
	}
	d.html(segments)
	d.closeHidden()
}

// closeHidden closes scripts and styles that an author left open. They must not hide the rest of the text.
func (d *document) closeHidden() {
	for i, f := range d.stack {
		if f.kind == element && f.spec.hidden {
			d.popTo(i)
			return
		}
	}
}

// html reads the tags and the text of HTML.
func (d *document) html(segments *text.Segments) {
	raw := segments.Value(d.src)
	offset := offsets(segments)
	z := html.NewTokenizer(bytes.NewReader(raw))
	for i := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		start := offset(i)
		size := len(z.Raw())
		switch kind {
		case html.TextToken:
			d.rawText(raw[i:i+size], start)
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			token := z.Token()
			if token.Data == "noscript" {
				z.NextIsNotRawText() // there are no scripts here
			}
			d.htmlTag(token, string(raw[i:i+size]), start)
		}
		i += size
	}
}

// offsets returns a function that says where in the text a byte of joined segments stands.
func offsets(segments *text.Segments) func(int) int {
	var ends, starts []int
	total := 0
	for i := range segments.Len() {
		s := segments.At(i)
		starts = append(starts, s.Start-total-s.Padding)
		total += s.Stop - s.Start + s.Padding
		ends = append(ends, total)
	}
	return func(i int) int {
		k := sort.SearchInts(ends, i+1)
		if k == len(ends) {
			k--
		}
		return starts[k] + i
	}
}

// htmlTag applies a tag of HTML, or shows it as it stands if it is none.
func (d *document) htmlTag(token html.Token, raw string, start int) {
	t := &tag{
		name: token.Data, start: start, stop: start + len(raw),
		closing:     token.Type == html.EndTagToken,
		selfClosing: token.Type == html.SelfClosingTagToken,
	}
	for _, a := range token.Attr {
		t.attrs = append(t.attrs, attribute{name: a.Key, value: a.Val, start: start})
	}
	if d.isPlaceholder(t) {
		d.emit(&content.Text{Pos: d.at(start), Text: raw})
		return
	}
	d.applyTag(t)
}

// isPlaceholder reports whether what looks like a tag is none: <TOKEN> and <your-name> stand for something. They are
// not HTML, have no attributes with a value and are not closed.
func (d *document) isPlaceholder(t *tag) bool {
	if t.name == "" {
		return !t.closing && d.names.closed[""] < t.stop
	}
	if t.selfClosing || d.foreign > 0 || slices.ContainsFunc(t.attrs, attribute.hasValue) {
		return false
	}
	if _, known := d.lookup(t.name); known || isHTML(t.name) {
		return false
	}
	if t.closing {
		return !d.names.opened[t.name]
	}
	return d.names.closed[t.name] < t.stop
}

// rawMath finds formulas in HTML, where sites have MathJax look for them. A single dollar is none: that is Markdown's.
var rawMath = lazyregexp.New(`(?s)\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$`)

// rawText emits text of HTML with its formulas.
func (d *document) rawText(raw []byte, start int) {
	at := 0
	for _, t := range d.shortcodesIn(raw, start) {
		d.rawFormulas(raw[at:t.start-start], start+at)
		d.applyTag(t)
		at = t.stop - start
	}
	d.rawFormulas(raw[at:], start+at)
}

// rawFormulas emits text of HTML in which there is nothing else but formulas. A displayed one that is all of the text between
// two tags is a block.
func (d *document) rawFormulas(raw []byte, start int) {
	if d.pre > 0 {
		d.rawWords(raw, start)
		return
	}
	at := 0
	for _, m := range rawMath.FindAllSubmatchIndex(raw, -1) {
		from, to := max(m[2], m[4], m[6]), max(m[3], m[5], m[7])
		d.rawWords(raw[at:m[0]], start+at)
		tex := strings.TrimSpace(html.UnescapeString(string(raw[from:to])))
		if displayed := m[2] < 0; displayed && len(bytes.TrimSpace(raw)) == m[1]-m[0] {
			d.emit(&content.MathBlock{Pos: d.at(start + m[0]), Start: d.texStart(start+from, tex), TeX: tex})
		} else {
			d.emit(&content.Math{Pos: d.at(start + m[0]), Start: d.texStart(start+from, tex), TeX: tex})
		}
		at = m[1]
	}
	d.rawWords(raw[at:], start+at)
}

// rawWords emits text of HTML. Space at its start is a node of its own, so that a text stands where its first character
// does.
func (d *document) rawWords(raw []byte, start int) {
	if len(raw) == 0 {
		return
	}
	s := html.UnescapeString(strings.ReplaceAll(string(raw), "\x00", "\uFFFD"))
	if d.pre > 0 {
		d.emit(&content.Text{Pos: d.at(start), Text: s})
		return
	}
	const space = " \t\r\n\f"
	if strings.TrimLeft(s, space) != s {
		d.emit(&content.Text{Pos: d.at(start), Text: " "})
		start += len(raw) - len(bytes.TrimLeft(raw, space))
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r < 0x80 && strings.ContainsRune(space, r) })
	if len(words) == 0 {
		return
	}
	if strings.TrimRight(s, space) != s {
		words = append(words, "")
	}
	d.emit(&content.Text{Pos: d.at(start), Text: strings.Join(words, " ")})
}

// dropHandlers reports code in attributes, and what styles load. Neither is ever kept.
func (d *document) dropHandlers(f *frame) {
	if style := d.attr(f.tag, "style"); isHTML(f.tag.name) && strings.Contains(strings.ToLower(style), "url(") {
		d.tally(f.Pos, diag.Note, "html-script", "the style loads a file", "the element without it")
	}
	for _, a := range f.tag.attrs {
		if len(a.name) > 2 && strings.EqualFold(a.name[:2], "on") && isLetter(a.name[2]) && isHTML(f.tag.name) {
			d.tally(f.Pos, diag.Warning, "html-script", "code in the attribute "+a.name, "the element without it")
		}
	}
}

// safeURL reports whether a link may lead to url. Addresses that run code may not.
func (d *document) safeURL(url string, start int) bool {
	scheme, _, found := strings.Cut(url, ":")
	scheme = strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, scheme))
	if !found || scheme != "javascript" && scheme != "vbscript" && scheme != "data" {
		return true
	}
	d.report(d.at(start), diag.Warning, "html-script", "a link that runs code", "its text")
	return false
}

// fragment reads HTML that stands in a string, which starts at start.
func (d *document) fragment(s string, start int) []content.Inline {
	asWritten := bytes.HasPrefix(d.src[start:], []byte(s))
	f := d.within(&frame{text: true}, func() {
		z := html.NewTokenizer(strings.NewReader(s))
		for z.Next() != html.ErrorToken {
			raw := string(z.Raw())
			if token := z.Token(); token.Type == html.TextToken {
				d.rawText([]byte(raw), start)
			} else if token.Type != html.CommentToken && token.Type != html.DoctypeToken {
				d.htmlTag(token, raw, start)
			}
			if asWritten {
				start += len(raw)
			}
		}
	})
	return d.inlines(f.nodes)
}
