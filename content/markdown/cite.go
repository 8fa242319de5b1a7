package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"coursepack/content"
	"coursepack/content/internal/lazyregexp"
)

var kindCitation = ast.NewNodeKind("Citation")

// A citation is @key, or [see @key, p. 3; -@other] of which the parts are of items. Keys that start with what labels start
// with lead to figures, tables and the like.
// https://pandoc.org/MANUAL.html#citation-syntax
// https://quarto.org/docs/authoring/cross-references.html
type citation struct {
	ast.BaseInline
	items []citationItem
	group bool // in brackets
}

// A citationItem is one key with the text around it.
type citationItem struct {
	start, stop     int // of what stands before the key, and behind it
	at              int // of the @
	key             string
	after           int // where the key ends
	withoutAuthor   bool
	bareStart       bool // what stands before the key is nothing but space
	isLabel, number bool
}

func (n *citation) Kind() ast.NodeKind { return kindCitation }
func (n *citation) Dump([]byte, int)   {}

var (
	citationKey = lazyregexp.New(`^(-?)@(?:\{([^\s{}]+)\}|([\p{L}\p{N}_*](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/-][\p{L}\p{N}_])*))`)
	labelStart  = lazyregexp.New(`^(?i:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|nte|tip|wrn|imp|cau)-`)

	// bookdownRef is a reference as bookdown writes it: \@ref(fig:x).
	// https://bookdown.org/yihui/bookdown/cross-references.html
	bookdownRef = lazyregexp.New(`^\\@ref\(([\w:.-]+)\)`)
)

type citationParser struct{ d *document }

func (*citationParser) Trigger() []byte { return []byte{'@', '[', '-', '\\'} }

func (p *citationParser) Parse(block ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	line, seg := reader.PeekLine()
	switch line[0] {
	case '[':
		return p.group(block, reader, seg.Start)
	case '\\':
		if m := bookdownRef.FindSubmatch(line); m != nil {
			reader.Advance(len(m[0]))
			return &citation{items: []citationItem{{at: seg.Start, key: string(m[1]), isLabel: true, number: true}}}
		}
		return nil
	}
	if before := reader.PrecendingCharacter(); before == '@' || isWord(before) {
		return nil // an address of mail
	}
	item, ok := p.d.keyAt(seg.Start, line)
	if !ok {
		return nil
	}
	reader.Advance(item.after - seg.Start)
	return &citation{items: []citationItem{item}}
}

// keyAt reads a key, which starts at start with its @ or with a hyphen before that.
func (d *document) keyAt(start int, rest []byte) (item citationItem, ok bool) {
	m := citationKey.FindSubmatch(rest)
	if m == nil {
		return item, false
	}
	key := string(m[2]) + string(m[3])
	return citationItem{
		at: start, key: key, after: start + len(m[0]), withoutAuthor: len(m[1]) > 0, isLabel: labelStart.MatchString(key),
	}, true
}

// group reads what stands in brackets, divided by semicolons: each part must have a key.
func (p *citationParser) group(block ast.Node, reader text.Reader, start int) ast.Node {
	d := p.d
	closing, ok := d.closingBracket(start, end(block))
	if !ok || closing+1 < len(d.src) && (d.src[closing+1] == '(' || d.src[closing+1] == '[') {
		return nil
	}
	n := &citation{group: true}
	for from := start + 1; from <= closing; {
		to := closing
		if i := bytes.IndexByte(d.src[from:closing], ';'); i >= 0 {
			to = from + i
		}
		item, ok := d.itemIn(from, to)
		if !ok {
			return nil
		}
		n.items = append(n.items, item)
		from = to + 1
	}
	advanceInline(reader, closing+1)
	return n
}

// itemIn reads a part of what stands in brackets.
func (d *document) itemIn(from, to int) (item citationItem, ok bool) {
	part := d.src[from:to]
	for i, c := range part {
		if c != '@' && !(c == '-' && i+1 < len(part) && part[i+1] == '@') || i > 0 && isWord(rune(part[i-1])) {
			continue
		}
		if item, ok = d.keyAt(from+i, part[i:]); ok {
			item.start, item.stop = from, to
			item.bareStart = len(bytes.TrimSpace(d.src[from:item.at])) == 0
			return item, true
		}
		return item, false
	}
	return item, false
}

// citation emits references and citations with the text around them.
func (d *document) citation(n *citation) {
	if !n.group {
		d.textualCitation(n.items[0])
		return
	}
	labels := n.items[0].isLabel
	if !labels {
		d.emit(&content.Text{Pos: d.at(n.items[0].start - 1), Text: "("})
	}
	for i, item := range n.items {
		if i > 0 {
			d.emit(&content.Text{Pos: d.at(item.start - 1), Text: "; "})
		}
		d.affix(bytes.TrimLeft(d.src[item.start:item.at], " \n"), item.start)
		switch {
		case item.isLabel:
			item.number = item.number || !item.bareStart || item.withoutAuthor
			d.reference(item)
		case item.withoutAuthor:
			d.emit(&content.Cite{Pos: d.at(item.at), IDs: []string{item.key}, Form: content.CiteYear})
		default:
			d.emit(&content.Cite{Pos: d.at(item.at), IDs: []string{item.key}})
		}
		d.affix(bytes.TrimRight(d.src[item.after:item.stop], " \n"), item.after)
	}
	if last := n.items[len(n.items)-1]; !labels {
		d.emit(&content.Text{Pos: d.at(last.stop), Text: ")"})
	}
}

// affix emits text before or behind a key, in which there may be emphasis.
func (d *document) affix(raw []byte, start int) {
	if len(raw) == 0 {
		return
	}
	start += bytes.Index(d.src[start:], raw)
	text := strings.ReplaceAll(strings.NewReplacer("*", "", "\n", " ").Replace(unescape(raw)), "  ", " ")
	d.emit(&content.Text{Pos: d.at(start), Text: text})
}

// textualCitation emits a citation that is part of the sentence: Author (2020).
func (d *document) textualCitation(item citationItem) {
	if item.isLabel {
		d.reference(item)
		return
	}
	if number, ok := d.examples[item.key]; ok {
		d.emit(&content.Text{Pos: d.at(item.at), Text: strconv.Itoa(number)})
		return
	}
	form := content.CiteTextual
	if item.withoutAuthor {
		form = content.CiteYear
	}
	d.emit(&content.Cite{Pos: d.at(item.at), IDs: []string{item.key}, Form: form})
}

func (d *document) reference(item citationItem) {
	label := item.key
	if prefix, rest, ok := strings.Cut(label, "-"); ok && !item.number {
		label = strings.ToLower(prefix) + "-" + rest // @Fig-x begins a sentence
	}
	d.emit(&content.Link{Pos: d.at(item.at), Target: content.Reference{Label: label, Bare: item.number}})
}

// headingReferences lets [the text of a heading] be a link to it.
// https://pandoc.org/MANUAL.html#extension-implicit_header_references
func (d *document) headingReferences(pc parser.Context) {
	if !d.citations {
		return
	}
	for line := range bytes.Lines(d.src) {
		level := runLength(line, '#')
		text := bytes.TrimLeft(line[level:], " \t")
		if level == 0 || level > 6 || len(text) == len(line)-level {
			continue
		}
		title, id := string(bytes.TrimRight(bytes.TrimRight(bytes.TrimRight(text, " \t\n"), "#"), " \t")), ""
		if at := headingID.FindStringSubmatchIndex(title); at != nil && at[2] >= 0 {
			title, id = title[:at[0]], title[at[2]:at[3]]
		}
		if id == "" {
			id = d.slug(strings.Map(func(r rune) rune {
				if strings.ContainsRune("*`", r) {
					return -1
				}
				return r
			}, title))
		}
		if title != "" {
			pc.AddReference(parser.NewReference([]byte(title), []byte("#"+id), nil))
		}
	}
}
