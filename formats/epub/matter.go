package epub

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"coursepack/content"
	"coursepack/formats/internal/xhtml"
	"coursepack/formats/internal/xmldoc"
)

// Documents of our own before and behind the text of the course, without their extension.
const (
	titleName        = "title-page"
	aboutName        = "about"
	glossaryName     = "glossary"
	bibliographyName = "bibliography"
	linksName        = "links"
)

// titlePage says what the book is called and by whom it is.
func (c *composer) titlePage() {
	w := c.ourWriter()
	w.Title(&content.Part{Title: c.book.Title})
	var names []string
	for _, p := range c.book.Authors {
		names = append(names, p.Name)
	}
	for _, line := range []string{strings.Join(names, ", "), c.book.Publisher} {
		if xmldoc.Plain(line) != "" {
			w.Blocks(paragraph(&content.Text{Text: line}))
		}
	}
	c.add(titleName+".xhtml", c.book.Title, section{kind: "titlepage"}, w)
	c.book.ContentsBehind = titleName + ".xhtml"
}

// about says what the course is about, for whom, under which terms, and what it draws on. It gives credit in one place
// where the lessons do it one by one.
func (c *composer) about() {
	w := c.ourWriter()
	w.Title(&content.Part{Title: c.words.AboutCourse})
	start := len(w.Bytes())
	w.AboutCourse(c.Course)
	titled(w, c.words.Outcomes, c.outcomes())
	titled(w, c.words.Prerequisites, c.prerequisites())
	if sources := c.sources(); len(sources) > 0 {
		w.Blocks(heading(c.words.Sources))
		w.Sources(sources)
	}
	if len(w.Bytes()) > start {
		c.matter(aboutName, c.words.AboutCourse, section{"preface", "doc-preface"}, w)
	}
}

// titled writes blocks under a heading, if there are any.
func titled(w *xhtml.Writer, title string, blocks []content.Block) {
	if len(blocks) > 0 {
		w.Blocks(heading(title))
		w.Blocks(blocks)
	}
}

// matter adds a document of our own to the book and its contents.
func (c *composer) matter(name, title string, kind section, w *xhtml.Writer) {
	c.add(name+".xhtml", title, kind, w)
	c.book.Nav = append(c.book.Nav, link{Title: title, Href: name + ".xhtml"})
}

// outcomes are what learners can do after each lesson.
func (c *composer) outcomes() []content.Block {
	list := &content.DefinitionList{}
	for l := range c.Course.Lessons {
		if len(l.Meta.Outcomes) == 0 || len(l.Parts) == 0 {
			continue
		}
		items := &content.List{Tight: true}
		for _, o := range l.Meta.Outcomes {
			items.Items = append(items.Items, &content.Item{Blocks: paragraph(text(o)...)})
		}
		list.Items = append(list.Items, &content.Definition{
			Terms:   [][]content.Inline{{to(l.Parts[0], or(l.Title, l.Parts[0].Title))}},
			Details: [][]content.Block{{items}},
		})
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []content.Block{list}
}

// prerequisites are what lessons build on that no lesson of the course teaches.
func (c *composer) prerequisites() []content.Block {
	list, seen := &content.List{Tight: true}, map[string]bool{}
	for l := range c.Course.Lessons {
		for _, n := range l.Meta.Prerequisites {
			if link, ok := n.(*content.Link); ok {
				if _, inside := link.Target.(content.Internal); inside {
					continue
				}
			}
			if what := content.PlainText([]content.Inline{n}); !seen[what] {
				seen[what] = true
				list.Items = append(list.Items, &content.Item{Blocks: paragraph(n)})
			}
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []content.Block{list}
}

// sources are what the lessons draw on, each once.
func (c *composer) sources() []content.Source {
	var all []content.Source
	for l := range c.Course.Lessons {
		for _, s := range l.Meta.Sources {
			s.Pos = content.Pos{}
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

// backMatter writes what helps to look things up.
func (c *composer) backMatter() {
	for _, page := range []struct {
		name, title string
		kind        section
		blocks      []content.Block
	}{
		{glossaryName, c.words.Glossary, section{"glossary", "doc-glossary"}, c.glossary()},
		{bibliographyName, c.words.Bibliography, section{"bibliography", "doc-bibliography"}, c.bibliography()},
		{linksName, c.words.Links, section{"appendix", "doc-appendix"}, c.links()},
	} {
		if len(page.blocks) == 0 {
			continue
		}
		w := c.ourWriter()
		w.Title(&content.Part{Title: page.title})
		w.Blocks(page.blocks)
		c.matter(page.name, page.title, page.kind, w)
	}
}

// glossary lists terms that the course explains in lists of definitions, and its abbreviations.
func (c *composer) glossary() []content.Block {
	const fewest = 3 // entries that are worth a page
	var entries []*content.Definition
	seen := map[string]bool{}
	for p := range c.Course.Parts {
		content.Walk(p, func(n content.Node) bool {
			term, meaning := explanation(n)
			if term != "" && meaning != "" && !seen[strings.ToLower(term)] {
				seen[strings.ToLower(term)] = true
				entries = append(entries, &content.Definition{
					Terms:   [][]content.Inline{text(term)},
					Details: [][]content.Block{paragraph(&content.Text{Text: meaning + " ("}, to(p, p.Title), &content.Text{Text: ")"})},
				})
			}
			return true
		})
	}
	if len(entries) < fewest {
		return nil
	}
	slices.SortStableFunc(entries, func(a, b *content.Definition) int { return byText(a.Terms[0], b.Terms[0]) })
	return []content.Block{&content.DefinitionList{Items: entries}}
}

// explanation is a term and what it means, in plain words, if n explains one. What is longer than a term is none.
func explanation(n content.Node) (term, meaning string) {
	const longestTerm = 60
	switch n := n.(type) {
	case *content.Span:
		if n.Role == content.SpanAbbr {
			return xmldoc.Plain(content.PlainText(n.Inlines)), xmldoc.Plain(n.Title)
		}
	case *content.Definition:
		if len(n.Terms) == 0 || len(n.Details) == 0 || len(n.Details[0]) == 0 {
			return "", ""
		}
		p, ok := n.Details[0][0].(*content.Paragraph)
		term = xmldoc.Plain(content.PlainText(n.Terms[0]))
		if ok && utf8.RuneCountInString(term) <= longestTerm {
			return term, xmldoc.Plain(content.PlainText(p.Inlines))
		}
	}
	return "", ""
}

// bibliography joins the lists of works that lessons have. A single one needs no second.
func (c *composer) bibliography() []content.Block {
	all, lists, seen := &content.Bibliography{}, 0, map[string]bool{}
	for p := range c.Course.Parts {
		content.Walk(p, func(n content.Node) bool {
			list, ok := n.(*content.Bibliography)
			if !ok || len(list.Entries) == 0 {
				return true
			}
			lists++
			for _, e := range list.Entries {
				if !seen[e.ID] {
					seen[e.ID] = true
					all.Entries = append(all.Entries, e)
				}
			}
			return false
		})
	}
	if lists < 2 {
		return nil
	}
	slices.SortStableFunc(all.Entries, func(a, b *content.Entry) int { return byText(a.Inlines, b.Inlines) })
	return []content.Block{all}
}

// links lists where the course leads to outside of the book, page by page: on paper-like screens nobody sees an address
// behind a word.
func (c *composer) links() []content.Block {
	var blocks []content.Block
	for p := range c.Course.Parts {
		list, seen := &content.List{Tight: true}, map[string]bool{}
		add := func(url, name string) {
			href, ok := xhtml.Address(url)
			if !ok || seen[href] || !strings.HasPrefix(href, "http") {
				return
			}
			seen[href] = true
			item := []content.Inline{&content.Link{Target: content.External{URL: url}, Inlines: text(or(name, url))}}
			if xmldoc.Plain(name) != "" && xmldoc.Plain(name) != url {
				item = append(item, &content.Break{}, &content.Text{Text: url})
			}
			list.Items = append(list.Items, &content.Item{Blocks: paragraph(item...)})
		}
		content.Walk(p, func(n content.Node) bool {
			switch n := n.(type) {
			case *content.Link:
				if t, ok := n.Target.(content.External); ok {
					add(t.URL, content.PlainText(n.Inlines))
				}
			case *content.Embed:
				add(n.URL, n.Title)
			}
			return true
		})
		if len(list.Items) > 0 {
			blocks = append(blocks, &content.Heading{Level: 2, Inlines: []content.Inline{to(p, p.Title)}}, list)
		}
	}
	return blocks
}

func byText(a, b []content.Inline) int {
	s, t := content.PlainText(a), content.PlainText(b)
	return cmp.Or(strings.Compare(strings.ToLower(s), strings.ToLower(t)), strings.Compare(s, t))
}

func text(s string) []content.Inline { return []content.Inline{&content.Text{Text: s}} }

func paragraph(inlines ...content.Inline) []content.Block {
	return []content.Block{&content.Paragraph{Inlines: inlines}}
}

func heading(title string) []content.Block {
	return []content.Block{&content.Heading{Level: 2, Inlines: text(title)}}
}

// to is a link to a part.
func to(p *content.Part, text string) *content.Link {
	return &content.Link{Target: content.Internal{Part: p}, Inlines: []content.Inline{&content.Text{Text: text}}}
}
