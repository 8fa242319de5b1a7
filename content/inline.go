package content

import (
	"strings"

	"coursepack/content/asset"
	"coursepack/content/math"
)

// An Inline is a node inside a line of text. The set is closed.
type Inline interface {
	Node
	inline()
}

type (
	// Text is plain text. Runs of white space count as one space.
	Text struct {
		Pos
		Text string
	}

	// Emph is stressed text, commonly italic.
	Emph struct {
		Pos
		Inlines []Inline
	}

	// Strong is important text, commonly bold.
	Strong struct {
		Pos
		Inlines []Inline
	}

	// Strike is text that no longer holds.
	Strike struct {
		Pos
		Inlines []Inline
	}

	// Sub is lowered text.
	Sub struct {
		Pos
		Inlines []Inline
	}

	// Super is raised text.
	Super struct {
		Pos
		Inlines []Inline
	}

	// Code is program text in a line, kept to the letter.
	Code struct {
		Pos
		Text string
	}

	// Math is a formula in a line.
	Math struct {
		Pos
		TeX     string
		Start   Pos           // of the first character of TeX
		Formula *math.Formula // nil until resolved
	}

	// A Link leads to Target.
	Link struct {
		Pos
		Target  Target
		Title   string
		Inlines []Inline
	}

	// An Image shows a picture. After resolve, Asset is set.
	Image struct {
		Pos
		Src    string       // as the author wrote it
		Asset  *asset.Asset // nil until resolved
		Alt    string
		NoAlt  bool   // the author gave no alternative text, and after resolve Alt is the next best; an empty one marks decoration
		Title  string // a tooltip
		Width  Length // zero if the author does not say
		Height Length
	}

	// A Break ends a line.
	Break struct {
		Pos
	}

	// A NoteRef points to a Note of the same part.
	NoteRef struct {
		Pos
		ID     string // the note's
		Number int    // the note's; 0 until resolved
	}

	// A Blank is a place in a question's prompt that the learner fills in.
	Blank struct {
		Pos
		Number int // of its answer in the question's Cloze, from 1
	}

	// A Cite points to entries of a Bibliography.
	Cite struct {
		Pos
		IDs     []string
		Form    CiteForm // what resolve writes
		Inlines []Inline // the citation as it is to be read; nil until resolved
	}

	// A Span gives a language, an id or a role to a run of text. An empty one with an id is an anchor.
	Span struct {
		Pos
		Attr
		Role    SpanRole
		Title   string // the long form of an abbreviation
		Inlines []Inline
	}
)

// CiteForm says how a citation is to be read.
type CiteForm int

// The forms of citations.
const (
	CiteAuthorYear CiteForm = iota // Knuth 1984
	CiteTextual                    // Knuth (1984)
	CiteYear                       // 1984
)

func (f CiteForm) String() string { return [...]string{"author-year", "textual", "year"}[f] }

// SpanRole says why a Span was written.
type SpanRole string

// The roles that formats know.
const (
	SpanNone   SpanRole = ""
	SpanKey    SpanRole = "kbd"  // a key to press
	SpanMark   SpanRole = "mark" // highlighted
	SpanAbbr   SpanRole = "abbr" // an abbreviation; Title has the long form
	SpanSmall  SpanRole = "small"
	SpanInsert SpanRole = "ins" // added text, commonly underlined
	SpanBadge  SpanRole = "badge"
	SpanVar    SpanRole = "var"
	SpanSample SpanRole = "samp" // a program's output
)

// A Length is a size in CSS pixels or in percent of the text's width.
type Length struct {
	Value   float64
	Percent bool
}

// IsZero reports whether no length is given.
func (l Length) IsZero() bool { return l.Value == 0 }

// A Target is where a link leads. The set is closed.
type Target interface{ target() }

type (
	// Unresolved is an address as the author wrote it. After resolve there is none.
	Unresolved struct{ URL string }

	// Reference is a place that has a label, wherever in the course that is. A link to it says what the place is called,
	// "Figure 3", unless it has a text of its own, in which %s stands for the number. After resolve there is none.
	Reference struct {
		Label string
		Bare  bool // the number alone
	}

	// Internal is a place in the course.
	Internal struct {
		Part *Part
		ID   string // of an element of the part; "" means the part itself
	}

	// External is an absolute address outside of the course.
	External struct{ URL string }

	// Download is a file that the course brings along.
	Download struct{ Asset *asset.Asset }

	// Beside is a place in another part of a course that was split, which is a course of its own with this id. A format that
	// writes it stores it beside this one.
	Beside struct{ Course string }
)

func (Unresolved) target() {}
func (Reference) target()  {}
func (Internal) target()   {}
func (External) target()   {}
func (Download) target()   {}
func (Beside) target()     {}

func (*Text) inline()    {}
func (*Emph) inline()    {}
func (*Strong) inline()  {}
func (*Strike) inline()  {}
func (*Sub) inline()     {}
func (*Super) inline()   {}
func (*Code) inline()    {}
func (*Math) inline()    {}
func (*Link) inline()    {}
func (*Image) inline()   {}
func (*Break) inline()   {}
func (*NoteRef) inline() {}
func (*Blank) inline()   {}
func (*Cite) inline()    {}
func (*Span) inline()    {}

// PlainText returns the text of inlines without its markup: images by their alternative text, formulas by their characters or, unresolved, as TeX,
// breaks as spaces, blanks as lines, references to notes not at all.
func PlainText(inlines []Inline) string {
	var b strings.Builder
	plainText(&b, inlines)
	return b.String()
}

func plainText(b *strings.Builder, inlines []Inline) {
	for _, n := range inlines {
		switch n := n.(type) {
		case *Text:
			b.WriteString(n.Text)
		case *Code:
			b.WriteString(n.Text)
		case *Math:
			b.WriteString(plainMath(n))
		case *Image:
			b.WriteString(n.Alt)
		case *Break:
			b.WriteByte(' ')
		case *Blank:
			b.WriteString("____")
		case *NoteRef:
		default:
			plainText(b, Inlines(n))
		}
	}
}

func plainMath(m *Math) string {
	if m.Formula == nil {
		return m.TeX
	}
	return math.PlainText(m.Formula.Body)
}
