package layout

import (
	"html"
	"strings"
	"unicode/utf8"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// A navEntry is an entry of a navigation that an author writes as lists of links in Markdown: SUMMARY.md of mdBook and of
// GitBook, docsify's _sidebar.md, the literate navigation of MkDocs.
type navEntry struct {
	diag.Pos
	title   string // without markup
	link    string // as it is written
	linked  bool   // there is a link, perhaps to nowhere: [Title]()
	heading int    // the level of a heading, 0 of anything else
	listed  bool   // it stands in a list
	text    string // of an item without a link, as it is written
	entries []*navEntry
}

var (
	navHeading = lazyregexp.New(`^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$`)
	navItem    = lazyregexp.New(`^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)$`)
	navRule    = lazyregexp.New(`^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$`)
	navComment = lazyregexp.New(`(?s)<!--.*?(?:-->|$)`)
	navLink    = lazyregexp.New("\\[((?:`[^`]*`|\\\\.|\\[[^\\[\\]]*\\]|[^\\[\\]\\\\`])*)\\]" +
		`\([ \t]*(?:<([^<>]*)>|((?:[^\s()]|\([^\s()]*\))*))(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*\)`)
)

// A navReader reads a navigation line by line. Text that is neither a heading nor a link nor an item is passed over.
type navReader struct {
	top  []*navEntry
	open []navLevel
	at   diag.Pos // of text that the next line may go on with
	text string
	item *navEntry // that the text belongs to; nil for a paragraph
}

// A navLevel is an item that further ones may stand in.
type navLevel struct {
	indent int
	*navEntry
}

// readNav returns the entries of a navigation, those of lists inside of lists in the entries that they stand in.
func readNav(t *source.Text) []*navEntry {
	r := &navReader{}
	data := navComment.ReplaceAllFunc(t.Data, blanked)
	for i, line := range strings.Split(string(data), "\n") {
		at := func(offset int) diag.Pos {
			return diag.Pos{File: t.Name, Line: i + 1, Col: utf8.RuneCountInString(line[:offset]) + 1}
		}
		if strings.TrimSpace(line) == "" || navRule.MatchString(line) {
			r.flush()
			if strings.TrimSpace(line) != "" {
				r.open = nil
			}
			continue
		}
		if m := navHeading.FindStringSubmatchIndex(line); m != nil {
			r.flush()
			r.open = nil
			r.top = append(r.top, &navEntry{Pos: at(m[4]), title: headingText(line[m[4]:m[5]]), heading: m[3] - m[2]})
			continue
		}
		if m := navItem.FindStringSubmatchIndex(line); m != nil {
			r.flush()
			r.add(line[:m[3]], &navEntry{Pos: at(m[4]), listed: true})
			r.at, r.text = at(m[4]), line[m[4]:]
			continue
		}
		if r.text == "" {
			r.at = at(len(line) - len(strings.TrimLeft(line, " \t")))
		}
		r.text += " " + strings.TrimSpace(line)
	}
	r.flush()
	return r.top
}

// blanked returns text of which only the ends of its lines are left.
func blanked(text []byte) []byte {
	out := make([]byte, len(text))
	for i, c := range text {
		if out[i] = ' '; c == '\n' {
			out[i] = c
		}
	}
	return out
}

// add puts an item into the innermost one that its indentation puts it under.
func (r *navReader) add(space string, e *navEntry) {
	indent := len(strings.ReplaceAll(space, "\t", "    "))
	for len(r.open) > 0 && indent < r.open[len(r.open)-1].indent+2 {
		r.open = r.open[:len(r.open)-1]
	}
	if len(r.open) > 0 {
		above := r.open[len(r.open)-1]
		above.entries = append(above.entries, e)
	} else {
		r.top = append(r.top, e)
	}
	r.open = append(r.open, navLevel{indent, e})
	r.item = e
}

// flush reads the text of an item, which is one entry, or of a paragraph, in which each link is one.
func (r *navReader) flush() {
	text, item := r.text, r.item
	r.text, r.item = "", nil
	links := navLink.FindAllStringSubmatch(text, -1)
	switch {
	case item != nil && len(links) == 0:
		item.title, item.text = headingText(text), text
	case item != nil:
		item.setLink(links[0])
	default:
		for _, m := range links {
			e := &navEntry{Pos: r.at}
			e.setLink(m)
			r.top = append(r.top, e)
			r.open = nil
		}
	}
}

func (e *navEntry) setLink(m []string) {
	e.title, e.link, e.linked = headingText(m[1]), html.UnescapeString(m[2]+m[3]), true
}

// navElement is a heading or a link of HTML. Many sites have headings that are called so in their class only.
var navElement = lazyregexp.New(`(?is)<h([1-6])\b[^>]*>(.*?)</h[1-6]>` +
	`|<(?:div|p|span|summary|dt)\b[^>]*\bclass="[^"]*(?:header|heading|title)[^"]*"[^>]*>([^<]*[^<\s][^<]*)</` +
	`|<a\b[^>]*?\bhref\s*=\s*["']([^"']*)["'][^>]*>(.*?)</a>`)

// readHTMLNav returns the headings and the links of HTML. What only its class calls a heading is one of the last level.
func readHTMLNav(t *source.Text) []*navEntry {
	var entries []*navEntry
	data := string(navComment.ReplaceAllFunc(t.Data, blanked))
	for _, m := range navElement.FindAllStringSubmatchIndex(data, -1) {
		text := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return data[m[2*i]:m[2*i+1]]
		}
		e := &navEntry{Pos: t.Pos(m[0]), title: headingText(text(2) + text(3) + text(5))}
		switch inner := navElement.FindStringSubmatch(text(2)); {
		case inner != nil && inner[4] != "": // a heading that is a link
			e.link, e.linked = html.UnescapeString(inner[4]), true
		case m[8] >= 0:
			e.link, e.linked = html.UnescapeString(text(4)), true
		case m[2] >= 0:
			e.heading = int(data[m[2]] - '0')
		default:
			e.heading = 6
		}
		entries = append(entries, e)
	}
	return entries
}
