package template

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/internal/lazyregexp"
	"coursepack/content/source"
)

// WikiLinks returns what Obsidian and GitHub's wikis read in double brackets: [[Page]], [[Page|text]], [[Page#Heading]] and
// ![[picture.png|300]] become links and images, and a page or a section of it takes the place of ![[Page#Heading]]. find
// returns the file that a name means. https://help.obsidian.md/links and https://help.obsidian.md/embeds
func WikiLinks(fsys fs.FS, limits source.Limits, find func(name string) (file string, ok bool)) source.Expander {
	return &wiki{includer{fsys, limits}, find}
}

type wiki struct {
	includer
	find func(name string) (file string, ok bool)
}

// A WikiLink is what stands in double brackets.
type WikiLink struct{ Page, Heading, Text string }

var (
	wikiLink    = lazyregexp.New(`(!?)\[\[([^\[\]\n]+)\]\]`)
	wikiSize    = lazyregexp.New(`^(\d+)(?:x(\d+))?$`)
	wikiComment = lazyregexp.New(`(?ms)%%[^%\n]+%%|^%%[ \t]*$.*?^%%[ \t]*$`)
	wikiBlockID = lazyregexp.New(`(?m)[ \t]+\^[A-Za-z0-9-]+[ \t]*$`)
)

// WikiLinksIn returns the links in a text.
func WikiLinksIn(text []byte) []WikiLink {
	if !bytes.Contains(text, []byte("[[")) {
		return nil
	}
	var links []WikiLink
	for _, m := range wikiLink.FindAllSubmatch(text, -1) {
		links = append(links, parseWikiLink(string(m[2])))
	}
	return links
}

func parseWikiLink(inner string) WikiLink {
	address, text, _ := strings.Cut(strings.ReplaceAll(inner, `\|`, "|"), "|")
	page, heading, _ := strings.Cut(address, "#")
	return WikiLink{strings.TrimSpace(page), strings.TrimSpace(heading), strings.TrimSpace(text)}
}

// shown is the text of a link, which is what it leads to if the author gives none.
func (l WikiLink) shown() string {
	heading := strings.TrimPrefix(l.Heading, "^")
	switch {
	case l.Text != "":
		return l.Text
	case l.Page == "" || heading == "":
		return l.Page + heading
	}
	return l.Page + " > " + heading
}

func (w *wiki) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	if doc.Dialect != source.GFM {
		return doc.Text
	}
	e := &wikiExpansion{expansion{includer: &w.includer, report: report}, w}
	e.copy(doc.Text, 0, len(doc.Text.Data), &including{file: doc.Text.Name})
	return e.Text(doc.Text.Name)
}

// A wikiExpansion puts one page together.
type wikiExpansion struct {
	expansion
	wiki *wiki
}

// copy adds a run of a text with its links.
func (e *wikiExpansion) copy(t *source.Text, start, stop int, from *including) {
	last := start
	for _, m := range wikiMarks(t.Data[start:stop]) {
		at, end := start+m[0], start+m[1]
		if at < last {
			continue
		}
		e.code.follow(t.Data[last:at])
		e.Copy(t, last, at)
		last = at
		switch {
		case e.code.open(), inTicks(t.Data[:at]):
		case m[2] < 0: // a comment, or the name of a block
			last = end
		case e.link(t, at, string(t.Data[start+m[4]:start+m[5]]), m[2] < m[3], from):
			last = end
		}
	}
	e.code.follow(t.Data[last:stop])
	e.Copy(t, last, stop)
}

// wikiMarks returns the places of links, and those of what readers are not shown, in their order.
func wikiMarks(text []byte) [][]int {
	marks := wikiLink.FindAllSubmatchIndex(text, -1)
	for _, hidden := range []*lazyregexp.Regexp{wikiComment, wikiBlockID} {
		for _, m := range hidden.FindAllIndex(text, -1) {
			marks = append(marks, append(m, -1, -1))
		}
	}
	slices.SortStableFunc(marks, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return marks
}

// link adds what stands in double brackets. It returns false if it is to stay.
func (e *wikiExpansion) link(t *source.Text, at int, inner string, embedded bool, from *including) bool {
	l := parseWikiLink(inner)
	file, ok := t.Name, true
	if l.Page != "" {
		if file, ok = e.wiki.find(l.Page); !ok && l.Text != "" {
			file, ok = e.wiki.find(l.Text) // GitHub's wikis have the text first
			l.Page, l.Text = l.Text, l.Page
		}
	}
	switch {
	case !ok:
		if file, ok = e.wiki.find(l.Text); !ok {
			e.unknown(t, at, parseWikiLink(inner))
			return true
		}
	case embedded && isWikiText(file):
		if e.embed(t, at, file, l.Heading, from) {
			return true
		}
	case embedded:
		e.media(t, at, file, l)
		return true
	}
	address := (&url.URL{Path: "/" + file}).String()
	if l.Heading != "" && l.Heading[0] != '^' {
		headings := strings.Split(l.Heading, "#") // from the outermost one inwards
		address += "#" + url.PathEscape(source.Slug(headings[len(headings)-1]))
	}
	e.Put("["+l.shown()+"](<"+address+">)", t, at)
	return true
}

func (e *wikiExpansion) unknown(t *source.Text, at int, l WikiLink) {
	e.report.Report(diag.Diagnostic{
		Pos: t.Pos(at), Severity: diag.Warning, Code: "link-broken", Group: "of wiki links",
		Message: fmt.Sprintf("no page is called %q", l.Page), Instead: "its text",
	})
	e.Put(cmp.Or(l.Text, l.Page), t, at)
}

func isWikiText(file string) bool { return strings.EqualFold(path.Ext(file), ".md") }

// media adds a picture, or something to play.
func (e *wikiExpansion) media(t *source.Text, at int, file string, l WikiLink) {
	address := html.EscapeString((&url.URL{Path: "/" + file}).String())
	switch size := wikiSize.FindStringSubmatch(l.Text); {
	case slices.Contains([]string{".mp4", ".webm", ".ogv", ".mov", ".mkv"}, strings.ToLower(path.Ext(file))):
		e.Put("<video src=\""+address+"\" controls></video>", t, at)
	case slices.Contains([]string{".mp3", ".wav", ".m4a", ".ogg", ".flac", ".3gp"}, strings.ToLower(path.Ext(file))):
		e.Put("<audio src=\""+address+"\" controls></audio>", t, at)
	case strings.EqualFold(path.Ext(file), ".pdf"):
		e.Put("["+l.Page+"](<"+address+">)", t, at)
	case size == nil:
		e.Put("!["+l.Text+"](<"+address+">)", t, at)
	default:
		sizes := " width=\"" + size[1] + "\""
		if size[2] != "" {
			sizes += " height=\"" + size[2] + "\""
		}
		e.Put("<img src=\""+address+"\""+sizes+">", t, at)
	}
}

// embed adds a page, a section or a block of it. It returns false if there is nothing to add, or if that is what the text
// is already in: a link is enough then.
func (e *wikiExpansion) embed(t *source.Text, at int, file, heading string, from *including) bool {
	if slices.Contains(from.files(), file) {
		return false
	}
	included := e.open(file, from, t.Pos(at))
	if included == nil {
		return false
	}
	source.SplitFront(included.Name, included.Data, e.report)
	start, stop := 0, len(included.Data)
	if heading != "" {
		if start, stop = sectionOf(included.Data, heading); start == stop {
			return false
		}
	}
	code := e.code
	e.copy(included, start, stop, &including{file, from})
	e.code = code
	return true
}

var wikiHeading = lazyregexp.New(`(?m)^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$`)

// sectionOf returns where the section below a heading is, or the block called ^name; start is stop if there is none.
func sectionOf(text []byte, heading string) (start, stop int) {
	if block, ok := strings.CutPrefix(heading, "^"); ok {
		end := bytes.Index(append(slices.Clip(text), '\n'), []byte(" ^"+block+"\n"))
		if end < 0 {
			return 0, 0
		}
		start = bytes.LastIndex(text[:end], []byte("\n\n"))
		return max(start, 0), end
	}
	wanted, level := source.Slug(path.Base(strings.ReplaceAll(heading, "#", "/"))), 0
	for _, m := range wikiHeading.FindAllSubmatchIndex(text, -1) {
		own := m[3] - m[2]
		switch {
		case level > 0 && own <= level:
			return start, m[0]
		case level == 0 && source.Slug(string(text[m[4]:m[5]])) == wanted:
			start, level = m[0], own
		}
	}
	if level == 0 {
		return 0, 0
	}
	return start, len(text)
}
