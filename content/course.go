// Package content is what a course is: units, lessons, parts, blocks and inlines, each with its place in the
// author's files.
//
// Readers build the tree, package resolve finishes it (links, notes, assets), and from then on it is only read:
// many formats walk one tree at the same time. The package knows no source syntax and no output format, and it
// imports no third-party package.
package content

import (
	"time"

	"coursepack/content/asset"
	"coursepack/content/diag"
)

// Pos is a place in the author's files. Every node embeds one.
type Pos = diag.Pos

// A Node is anything in the tree that has a place in the source.
type Node interface {
	Position() Pos
}

// A Course is one course in one language.
type Course struct {
	Pos
	ID          string // a slug; identifiers of books and packages derive from it
	Title       string
	Edition     Edition
	Whole       string // of a course that was split off another: the title of that
	Language    string // BCP 47; of an outline, "" if nothing says which
	Description string
	Authors     []Person
	Publisher   string
	Rights      string // a statement such as "© 2026 The authors"
	License     License
	Date        time.Time    // of the newest content; never the time of the run
	Cover       *asset.Asset // nil if the course has none
	Front       *Part        // what a reader sees before the first lesson; nil if there is nothing
	Units       []*Unit
}

// A Unit groups lessons. A course without units has one unit with an empty title.
type Unit struct {
	Pos
	ID      string
	Title   string
	Level   int // 1 for a unit of the course, 2 for a unit inside the one before it, and so on; 0 is 1
	Lessons []*Lesson
}

// A Lesson is what a learner takes at a time. A lesson that is one page has one part with the lesson's title.
type Lesson struct {
	Pos
	ID    string // stable: it comes from the path, not from the title or the order
	Title string
	Meta  LessonMeta
	Parts []*Part
}

// LessonMeta is what the author says about a lesson outside its text.
type LessonMeta struct {
	Description     string
	Outcomes        []string // what a learner can do afterwards
	Prerequisites   []Inline // each one Text or Link
	ReadMinutes     int      // 0 if the author does not say
	PracticeMinutes int
	Difficulty      string
	Authors         []Person
	Published       time.Time // zero if the author does not say
	Reviewed        time.Time
	License         License
	Sources         []Source
}

// IsZero reports whether the author said nothing.
func (m *LessonMeta) IsZero() bool {
	return m.Description == "" && len(m.Outcomes) == 0 && len(m.Prerequisites) == 0 &&
		m.ReadMinutes == 0 && m.PracticeMinutes == 0 && m.Difficulty == "" && len(m.Authors) == 0 &&
		m.Published.IsZero() && m.Reviewed.IsZero() && m.License == (License{}) && len(m.Sources) == 0
}

// A Person wrote or made something.
type Person struct {
	Name string
	Role string // a MARC relator code such as "aut" or "ill"; "" is "aut"
}

// A License says under which terms something may be used.
type License struct {
	Name string // as the author writes it: "CC BY-SA 4.0"
	URL  string // "" if not given
}

// A Source is material that a lesson draws on and must give credit to.
type Source struct {
	Pos
	Title   string
	URL     string
	Creator string // instructors, authors or an institution
	Type    string // as the author writes it: "web-course", "book"
	License License
}

// PartKind says what a part is for. Kinds that are not listed here are kept as the author named them.
type PartKind string

// The kinds that formats know.
const (
	KindPage       PartKind = "" // nothing in particular
	KindBrief      PartKind = "brief"
	KindLesson     PartKind = "lesson"
	KindSummary    PartKind = "summary"
	KindPractice   PartKind = "practice"
	KindCheatsheet PartKind = "cheatsheet"
	KindReferences PartKind = "references"
	KindAssignment PartKind = "assignment"
	KindDiscussion PartKind = "discussion"
	KindNotes      PartKind = "notes" // notes for instructors on the part before, where those have to be apart
)

// A Part is one page of a lesson: one source file.
type Part struct {
	Pos
	ID          string // stable and unique in the course: lesson id, slash, name
	Kind        PartKind
	Title       string   // plain text, for lists and manifests
	Heading     []Inline // the title as the author set it; nil means Title
	Label       string   // a short name for menus; "" means Title
	Description string
	Terms       Terms    // of a task
	Instructor  bool     // only who teaches the course is to read it
	Source      string   // slash-separated path of the file below the source folder
	Labels      []string // ids by which links mean the part, such as that of the heading that became its title
	URLs        []string // the addresses that the site gives this page, without the host, such as "/intro/"
	Blocks      []Block
	Notes       []*Note // in the order of their numbers
}

// MenuTitle is what a list of parts shows: the label if there is one, else the title.
func (p *Part) MenuTitle() string {
	if p.Label != "" {
		return p.Label
	}
	return p.Title
}

// A Note is a footnote. It belongs to one part.
type Note struct {
	Pos
	ID     string // unique in its part
	Number int    // from 1 in the order of first reference; 0 until resolved
	Blocks []Block
}

// Parts calls yield for the front page and every part of every lesson, in reading order.
func (c *Course) Parts(yield func(*Part) bool) {
	if c.Front != nil && !yield(c.Front) {
		return
	}
	for _, u := range c.Units {
		for _, l := range u.Lessons {
			for _, p := range l.Parts {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// Lessons calls yield for every lesson in reading order.
func (c *Course) Lessons(yield func(*Lesson) bool) {
	for _, u := range c.Units {
		for _, l := range u.Lessons {
			if !yield(l) {
				return
			}
		}
	}
}

// Bibliography returns, by the id of every entry, the parts whose bibliographies have it, in reading order.
func (c *Course) Bibliography() map[string][]*Part {
	parts := map[string][]*Part{}
	for p := range c.Parts {
		Walk(p, func(n Node) bool {
			if e, ok := n.(*Entry); ok {
				parts[e.ID] = append(parts[e.ID], p)
			}
			return true
		})
	}
	return parts
}
