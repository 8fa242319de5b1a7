package cartridge

import (
	"strings"

	"coursepack/content"
	"coursepack/formats/internal/bank"
	"coursepack/formats/internal/xmldoc"
)

// A module is what Canvas calls so, and a section of a course in Moodle.
type module struct {
	Ident string
	Title string
	Items []*entry
}

// An entry is a line of a module: something that can be opened, or the name of the entries below it.
type entry struct {
	Ident string
	Title string
	Leads object // nil for a name
	Below []*entry
}

// An object is something that an entry leads to.
type object interface {
	ident() string // by which Canvas knows it
	hidden() bool  // it is for instructors only
	name() string
	contentType() string // what Canvas calls its kind
	resource() string    // by which the manifest knows it
}

// A page is a part of a lesson, or the page about the course.
type page struct {
	Ident  string
	Slug   string
	Title  string
	About  bool
	part   *content.Part // nil for the page about a course without a front page
	lesson *content.Lesson
	opens  bool  // it is the first of its lesson
	task   *task // that Canvas has instead of the page; nil if it has the page
}

func (p *page) ident() string       { return p.Ident }
func (p *page) hidden() bool        { return p.part != nil && p.part.Instructor }
func (p *page) name() string        { return p.Title }
func (p *page) contentType() string { return "WikiPage" }
func (p *page) resource() string    { return p.Ident + "_p" }

// A weblink is an address outside of the course.
type weblink struct {
	Ident, Title, URL string
}

func (l *weblink) ident() string       { return l.Ident }
func (l *weblink) hidden() bool        { return false }
func (l *weblink) name() string        { return l.Title }
func (l *weblink) contentType() string { return "ExternalUrl" }
func (l *weblink) resource() string    { return l.Ident + "_r" }

// plan says what the modules hold.
func (c *cartridge) plan() {
	about := c.aboutPage()
	c.modules = append(c.modules, &module{
		Ident: c.ids.Of("module", "about"), Title: c.words.AboutCourse, Items: []*entry{c.entry(about)},
	})
	for _, u := range c.course.Units {
		c.planUnit(u)
	}
}

func (c *cartridge) aboutPage() *page {
	p := &page{
		Ident: c.ids.Of("page", "About"), Slug: c.slugs.Slug("about"), Title: c.course.Title,
		About: true, part: c.course.Front,
	}
	c.addPage(p)
	return p
}

// planUnit makes a module of a unit with names of its lessons in it, or of each lesson, if it is to be so. A unit without a title
// is no more than a frame around lessons, and each of those is a module.
func (c *cartridge) planUnit(u *content.Unit) {
	if u.Title == "" || c.lessons {
		for _, l := range u.Lessons {
			c.modules = append(c.modules, &module{
				Ident: c.ids.Of("module", "lesson/"+l.ID), Title: strings.TrimPrefix(u.Title+": "+l.Title, ": "), Items: c.planLesson(l),
			})
		}
		return
	}
	m := &module{Ident: c.ids.Of("module", "unit/"+u.ID), Title: u.Title}
	for _, l := range u.Lessons {
		entries := c.planLesson(l)
		if len(entries) > 1 {
			entries = []*entry{{Ident: c.ids.Of("header", l.ID), Title: l.Title, Below: entries}}
		}
		m.Items = append(m.Items, entries...)
	}
	c.modules = append(c.modules, m)
}

// planLesson returns the lines of a lesson: its pages and tasks, each with the quiz of its questions, and its sources.
func (c *cartridge) planLesson(l *content.Lesson) []*entry {
	var entries []*entry
	for i, part := range l.Parts {
		p := &page{
			Ident: c.ids.Of("page", part.ID), Slug: c.slugs.Slug(pagePath(l, part)), Title: c.pageTitle(part),
			part: part, lesson: l, opens: i == 0,
		}
		if part.Kind.IsTask() {
			entries = append(entries, c.entry(c.planTask(p)))
		} else {
			c.addPage(p)
			entries = append(entries, c.entry(p))
			for _, t := range c.planBoxes(p) {
				entries = append(entries, c.entry(t))
			}
		}
		if q := c.planQuiz(p); q != nil {
			entries = append(entries, c.entry(q))
		}
	}
	for _, s := range l.Meta.Sources {
		if link := c.weblink(l, s); link != nil {
			entries = append(entries, c.entry(link))
		}
	}
	return entries
}

func (c *cartridge) pageTitle(part *content.Part) string {
	if part.Kind == content.KindNotes {
		return part.Title + ": " + c.words.Callout(content.CalloutInstructor)
	}
	return part.Title
}

// pagePath is the part's id, without its last step where that says nothing that the lesson's does not.
func pagePath(l *content.Lesson, part *content.Part) string {
	if len(l.Parts) == 1 {
		return l.ID
	}
	return part.ID
}

func (c *cartridge) addPage(p *page) {
	c.pages = append(c.pages, p)
	if p.part != nil {
		c.byPart[p.part] = p
	}
}

// A place is where a quiz of the course is taken: in which quiz of the cartridge, from which of its questions on.
type place struct {
	quiz  *quiz
	first int // from 1
}

// planQuiz gathers the questions of a part, as one quiz: a part may ask one after each of its paragraphs.
func (c *cartridge) planQuiz(p *page) *quiz {
	var found []*content.Quiz
	content.Walk(p.part, func(n content.Node) bool {
		if q, ok := n.(*content.Quiz); ok {
			found = append(found, q)
		}
		return true
	})
	if len(found) == 0 {
		return nil
	}
	q := &quiz{Ident: c.ids.Of("quiz", p.part.ID), Title: bank.QuizTitle(found, p.part, c.words), lesson: p.lesson, page: p}
	for _, f := range found {
		c.taken[f] = place{q, len(q.asked) + 1}
		q.asked = append(q.asked, f.Questions...)
	}
	c.limit(q, found)
	c.quizzes = append(c.quizzes, q)
	return q
}

func (c *cartridge) weblink(l *content.Lesson, s content.Source) *weblink {
	if !strings.HasPrefix(s.URL, "http://") && !strings.HasPrefix(s.URL, "https://") {
		return nil
	}
	name := s.Title
	if name == "" {
		name = s.URL
	}
	link := &weblink{Ident: c.ids.Of("link", l.ID+"#"+s.URL), Title: name, URL: s.URL}
	c.links = append(c.links, link)
	return link
}

func (c *cartridge) entry(o object) *entry {
	return &entry{Ident: c.ids.Of("item", o.ident()), Title: o.name(), Leads: o}
}

// maxTitle is what the tables of Canvas and Moodle hold, in characters.
const maxTitle = 255

// title makes one line of a title that fits.
func title(s string) string {
	s = xmldoc.Plain(s)
	if r := []rune(s); len(r) > maxTitle {
		s = string(r[:maxTitle-1]) + "…"
	}
	if s == "" {
		s = "–" // systems refuse what has no name
	}
	return s
}
