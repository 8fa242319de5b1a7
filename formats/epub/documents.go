package epub

import (
	"context"

	"coursepack/content"
	"coursepack/formats/internal/xhtml"
)

// chapter is what documents of the course's own text are.
var chapter = section{"chapter", "doc-chapter"}

// openingPrefix and the lesson's id name the page that a lesson opens with.
const openingPrefix = "lesson-"

// A page is what stands around the text of a part: nothing, or where it belongs and what the lesson is about.
type page struct {
	context string
	lesson  *content.LessonMeta
}

// part adds the documents of a part and returns where they are for the table of contents: pieces of one that is long
// stand below it.
func (c *composer) part(p *content.Part, around page) link {
	entry := link{Title: p.MenuTitle(), Href: c.pieces[p][0].name}
	for _, piece := range c.pieces[p] {
		w := c.writer(p, piece.name)
		title := p.Title
		if h := piece.heading; h == nil {
			w.Context(around.context)
			w.Title(p)
		} else {
			w.Context(xhtml.Join(around.context, p.Title))
			title = or(content.PlainText(h.Inlines), p.Title)
			entry.Children = append(entry.Children, link{Title: title, Href: piece.name})
		}
		if around.lesson != nil {
			w.AboutLesson(around.lesson)
		}
		w.Blocks(piece.blocks)
		w.Answers()
		w.Notes(piece.notes)
		c.addPages(piece.name, w)
		c.add(piece.name, title, chapter, w)
		around.lesson = nil
	}
	return entry
}

// units writes all lessons and their places in the table of contents.
func (c *composer) units(ctx context.Context) error {
	open := []*[]link{&c.book.Nav} // where entries go, by level
	for _, u := range c.Course.Units {
		level := max(u.Level, 1)
		open = open[:min(level, len(open))]
		entries := open[len(open)-1]
		if u.Title != "" {
			*entries = append(*entries, link{Title: u.Title})
			entries = &(*entries)[len(*entries)-1].Children
			open = append(open, entries)
		}
		for _, l := range u.Lessons {
			if err := ctx.Err(); err != nil {
				return err
			}
			if len(l.Parts) > 0 {
				*entries = append(*entries, c.lesson(u, l))
			}
		}
	}
	c.book.Nav = settle(c.book.Nav)
	return nil
}

// settle has units lead to their first lesson, for not all readers let one unfold a heading, and leaves out those that
// have none.
func settle(links []link) []link {
	var out []link
	for _, l := range links {
		l.Children = settle(l.Children)
		if l.Href == "" && len(l.Children) > 0 {
			l.Href = l.Children[0].Href
		}
		if l.Href != "" {
			out = append(out, l)
		}
	}
	return out
}

// lesson writes a lesson and returns its place in the table of contents. What the lesson is about stands on a page of
// its own where it would come between the reader and the text; else at the head of the first part.
func (c *composer) lesson(u *content.Unit, l *content.Lesson) link {
	entry := link{Title: or(l.Title, l.Parts[0].MenuTitle()), Href: c.pieces[l.Parts[0]][0].name}
	around := page{context: u.Title}
	if len(l.Parts) > 1 {
		around.context = xhtml.Join(u.Title, entry.Title)
	}
	if hasOpening(l) {
		entry.Href = slug(openingPrefix+l.ID) + ".xhtml"
		c.opening(entry, u, l)
	} else {
		around.lesson = &l.Meta
	}
	for _, p := range l.Parts {
		below := c.part(p, around)
		around.lesson = nil
		if len(l.Parts) > 1 {
			entry.Children = append(entry.Children, below)
		} else {
			entry.Children = below.Children
		}
	}
	return entry
}

func hasOpening(l *content.Lesson) bool {
	m := &l.Meta
	return len(l.Parts) > 1 && len(m.Outcomes)+len(m.Prerequisites)+len(m.Sources) > 0
}

// opening adds the page that a lesson opens with, to which an entry of the table of contents leads.
func (c *composer) opening(entry link, u *content.Unit, l *content.Lesson) {
	w := c.writer(nil, "")
	w.Begin(l)
	w.Context(u.Title)
	w.Title(&content.Part{Title: entry.Title})
	w.AboutLesson(&l.Meta)
	c.addPages(entry.Href, w)
	c.add(entry.Href, entry.Title, chapter, w)
}

// landmarks are the places that reading systems offer by name. The text starts behind the first so many links.
func (c *composer) landmarks(before int) {
	b := c.book
	b.Landmarks = []landmark{
		{"cover", c.words.Cover, coverName + ".xhtml"},
		{"titlepage", c.words.TitlePage, titleName + ".xhtml"},
	}
	if len(b.Nav) == 0 { // a course without a page
		b.Nav = []link{{Title: c.words.TitlePage, Href: titleName + ".xhtml"}}
	}
	if len(b.Nav) > before {
		b.Landmarks = append(b.Landmarks, landmark{"bodymatter", c.words.StartOfText, b.Nav[before].Href})
	}
	for _, l := range b.Nav {
		if kind, ok := map[string]string{
			aboutName + ".xhtml": "preface", glossaryName + ".xhtml": "glossary", bibliographyName + ".xhtml": "bibliography",
		}[l.Href]; ok {
			b.Landmarks = append(b.Landmarks, landmark{kind, l.Title, l.Href})
		}
	}
}
