package xhtml

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"coursepack/content"
)

// AboutLesson writes what the author says about a lesson outside its text; nothing if the author says nothing.
func (w *Writer) AboutLesson(m *content.LessonMeta) {
	if m.Description != "" {
		w.element("p", m.Description, "class", "lead")
	}
	facts := *m
	facts.Description = ""
	if facts.IsZero() {
		return
	}
	w.openLine("dl", "class", "about")
	w.fact(w.Words.Outcomes, len(m.Outcomes), func() { w.outcomes(m.Outcomes) })
	w.fact(w.Words.Prerequisites, len(m.Prerequisites), func() { w.prerequisites(m.Prerequisites) })
	w.textFact(w.Words.Time, w.time(m.ReadMinutes, m.PracticeMinutes))
	w.textFact(w.Words.Difficulty, m.Difficulty)
	w.fact(w.Words.Sources, len(m.Sources), func() { w.Sources(m.Sources) })
	w.textFact(w.Words.Authors, names(m.Authors))
	w.dateFact(w.Words.Published, m.Published)
	w.dateFact(w.Words.Reviewed, m.Reviewed)
	w.licenseFact(m.License)
	w.closeLine("dl")
}

// AboutCourse writes what is known of the course besides its title.
func (w *Writer) AboutCourse(c *content.Course) {
	if c.Description != "" {
		w.element("p", c.Description, "class", "lead")
	}
	read, practice := 0, 0
	for l := range c.Lessons {
		read, practice = read+l.Meta.ReadMinutes, practice+l.Meta.PracticeMinutes
	}
	if len(c.Authors) == 0 && c.Publisher == "" && c.Rights == "" && c.License == (content.License{}) && c.Date.IsZero() && read+practice == 0 {
		return
	}
	w.openLine("dl", "class", "about")
	w.textFact(w.Words.Authors, names(c.Authors))
	w.textFact(w.Words.Publisher, c.Publisher)
	w.textFact(w.Words.Time, w.time(read, practice))
	w.dateFact(w.Words.Updated, c.Date)
	w.fact(w.Words.License, len(c.Rights+c.License.Name+c.License.URL), func() {
		w.text(c.Rights)
		if c.Rights != "" && c.License != (content.License{}) {
			w.void("br")
		}
		w.license(c.License)
	})
	w.closeLine("dl")
}

// A File is something to take along.
type File struct{ Name, Href string }

// Files writes a row of links to files; nothing if there are none.
func (w *Writer) Files(files []File) {
	if len(files) == 0 {
		return
	}
	w.open("p", "class", "links")
	for i, f := range files {
		if i > 0 {
			w.text(" · ")
		}
		w.open("a", "href", f.Href)
		w.text(f.Name)
		w.close("a")
	}
	w.closeLine("p")
}

// Lessons writes a list of the lessons that learners have, unit by unit, with what the author says about each.
func (w *Writer) Lessons(c *content.Course) {
	w.element("h2", w.Words.Contents)
	for _, u := range c.Units {
		lessons := slices.DeleteFunc(slices.Clone(u.Lessons), func(l *content.Lesson) bool { return opening(l) == nil })
		if len(lessons) == 0 {
			continue
		}
		if u.Title != "" {
			w.element("h3", u.Title)
		}
		w.openLine("ol")
		for _, l := range lessons {
			w.lessonItem(l)
		}
		w.closeLine("ol")
	}
}

// opening returns the page with which a lesson begins for learners; nil if it has none for them.
func opening(l *content.Lesson) *content.Part {
	for _, p := range l.Parts {
		if !p.Instructor {
			return p
		}
	}
	return nil
}

// lessonItem writes a lesson of a list. What it draws on stands in the lesson.
func (w *Writer) lessonItem(l *content.Lesson) {
	w.open("li")
	w.Inlines([]content.Inline{&content.Link{Target: content.Internal{Part: opening(l)}, Inlines: plainText(l.Title)}})
	w.buf.WriteByte('\n')
	about := l.Meta
	about.Sources = nil
	w.AboutLesson(&about)
	w.closeLine("li")
}

// fact writes a name and what write adds to it, if there is something to say.
func (w *Writer) fact(name string, n int, write func()) {
	if n == 0 {
		return
	}
	w.element("dt", name)
	w.open("dd")
	write()
	w.closeLine("dd")
}

func (w *Writer) textFact(name, text string) {
	w.fact(name, len(text), func() { w.text(text) })
}

func (w *Writer) dateFact(name string, t time.Time) {
	if t.IsZero() {
		return
	}
	w.fact(name, 1, func() {
		w.open("time", "datetime", t.Format(time.DateOnly))
		w.text(t.Format(time.DateOnly))
		w.close("time")
	})
}

func (w *Writer) licenseFact(l content.License) {
	if l != (content.License{}) {
		w.fact(w.Words.License, 1, func() { w.license(l) })
	}
}

func (w *Writer) license(l content.License) { w.address(l.URL, or(l.Name, l.URL)) }

// address writes a text that leads to an address, if there is one.
func (w *Writer) address(url, text string) {
	href, ok := Address(url)
	if ok {
		w.open("a", "href", href)
	}
	w.text(text)
	if ok {
		w.close("a")
	}
}

func (w *Writer) outcomes(outcomes []string) {
	w.openLine("ul")
	for _, o := range outcomes {
		w.element("li", o)
	}
	w.closeLine("ul")
}

func (w *Writer) prerequisites(lessons []content.Inline) {
	w.openLine("ul")
	for _, l := range lessons {
		w.inlineElement("li", []content.Inline{l})
	}
	w.closeLine("ul")
}

// Sources writes a list of what a text draws on, with credit to its makers.
func (w *Writer) Sources(sources []content.Source) {
	w.openLine("ul")
	for _, s := range sources {
		w.open("li")
		w.source(s)
		w.closeLine("li")
	}
	w.closeLine("ul")
}

// source gives credit: title, creator, type, licence.
func (w *Writer) source(s content.Source) {
	w.address(s.URL, or(s.Title, s.URL))
	if s.Creator != "" {
		w.text(", " + fmt.Sprintf(w.Words.By, s.Creator))
	}
	if s.Type != "" {
		w.text(" (" + s.Type + ")")
	}
	if s.License != (content.License{}) {
		w.text(" · ")
		w.license(s.License)
	}
}

// time says how many minutes reading and practice take.
func (w *Writer) time(read, practice int) string {
	return join(", ", minutes(w.Words.ReadTime, read), minutes(w.Words.PracticeTime, practice))
}

func minutes(format string, n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, n)
}

func names(people []content.Person) string {
	var out []string
	for _, p := range people {
		out = append(out, p.Name)
	}
	return strings.Join(out, ", ")
}
