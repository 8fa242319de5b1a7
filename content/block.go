package content

import (
	"time"

	"coursepack/content/asset"
	"coursepack/content/math"
)

// A Block is a node that stands on lines of its own. The set is closed.
type Block interface {
	Node
	block()
}

type (
	// A Paragraph is a run of inlines. One that holds a single Image is an image on a line of its own.
	Paragraph struct {
		Pos
		Inlines []Inline
	}

	// A Heading divides a part. The part's title is not among its headings.
	Heading struct {
		Pos
		Level   int // 1 to 6 as the author wrote it; after resolve, 2 or more and never skipping a level
		ID      string
		Inlines []Inline
	}

	// A List is a bulleted or numbered list. In a tight list, items of one paragraph stand without space between them.
	List struct {
		Pos
		Ordered bool
		Numbers NumberStyle // of an ordered list
		Start   int         // of an ordered list; the zero value counts from 0, readers write 1
		Tight   bool
		Items   []*Item
	}

	// An Item is an entry of a List.
	Item struct {
		Pos
		Task   Task
		Blocks []Block
	}

	// A Quote is a passage of somebody else's.
	Quote struct {
		Pos
		Blocks []Block
	}

	// A CodeBlock is program text, kept to the letter.
	CodeBlock struct {
		Pos
		ID    string
		Lang  string  // as the author writes it: "python"; "" for plain text
		Title string  // a file name or the like
		Marks []Range // lines to point out
		Lines bool    // number the lines
		Start int     // number of the first line; 0 is 1
		Text  string  // lines end with \n; the last one too, unless Text is empty
	}

	// A MathBlock is a displayed formula.
	MathBlock struct {
		Pos
		ID      string
		TeX     string
		Start   Pos           // of the first character of TeX
		Formula *math.Formula // nil until resolved
	}

	// A Table has all its rows in Head, Body and Foot.
	Table struct {
		Pos
		ID      string
		Caption []Inline
		Columns []Column
		Head    []*Row
		Body    []*Row
		Foot    []*Row
	}

	// A Row of a Table. Cells that a span covers are not in it.
	Row struct {
		Pos
		Cells []*Cell
	}

	// A Cell of a Row.
	Cell struct {
		Pos
		Header  bool  // it names a row or a column
		Align   Align // AlignDefault means its column's
		ColSpan int   // 0 is 1
		RowSpan int   // 0 is 1
		Blocks  []Block
	}

	// A Figure is something with a caption: an image, a table, a listing.
	Figure struct {
		Pos
		ID      string
		Blocks  []Block
		Caption []Inline
	}

	// A Callout is a boxed remark.
	Callout struct {
		Pos
		ID     string
		Kind   CalloutKind
		Title  []Inline // nil means the kind's name
		Terms  Terms    // of a task
		Blocks []Block
	}

	// Details is text folded under its summary. Where nothing can be folded, everything is shown.
	Details struct {
		Pos
		ID      string
		Open    bool
		Summary []Inline
		Blocks  []Block
	}

	// Tabs are alternatives of which a screen shows one at a time.
	Tabs struct {
		Pos
		Tabs []*Tab
	}

	// A Tab is one of the alternatives of Tabs.
	Tab struct {
		Pos
		Label  []Inline
		Blocks []Block
	}

	// A DefinitionList explains terms.
	DefinitionList struct {
		Pos
		Items []*Definition
	}

	// A Definition is one or more terms with one or more explanations.
	Definition struct {
		Pos
		Terms   [][]Inline
		Details [][]Block
	}

	// A Rule is a thematic break.
	Rule struct {
		Pos
	}

	// A Bibliography lists works that Cite refers to.
	Bibliography struct {
		Pos
		Entries []*Entry
	}

	// An Entry of a Bibliography.
	Entry struct {
		Pos
		ID      string
		Inlines []Inline
	}

	// Flashcards is a set of cards to learn from.
	Flashcards struct {
		Pos
		ID    string
		Cards []*Flashcard
	}

	// A Flashcard has a question and its answer.
	Flashcard struct {
		Pos
		ID    string // stable: the author's, else made of the front; unique in its lesson after resolve
		Front []Block
		Back  []Block
	}

	// An Exercise is a task with a solution that the reader should not see at once.
	Exercise struct {
		Pos
		ID       string // stable: the author's, else made of the prompt; unique in its lesson after resolve
		Title    []Inline
		Prompt   []Block
		Hints    [][]Block
		Reveal   []Inline // what the author writes on the lid of the solution: "Show answer"; nil means that it is one
		Solution []Block
	}

	// An Embed is something that plays or runs elsewhere: a video, a recording, a frame.
	Embed struct {
		Pos
		Kind     EmbedKind
		URL      string       // where it is; "" if Asset is set
		Asset    *asset.Asset // the file, if the course has it
		Title    string
		Duration time.Duration // 0 if unknown
		Fallback []Block       // what the author shows where it cannot play; may be nil

		Tracks     []Track // of a file of the course: captions and the like
		Transcript []Block // the words of a file of the course, to be read; may be nil
	}

	// A Track is a text in WebVTT that runs with an Embed.
	Track struct {
		Pos
		Kind  TrackKind
		Lang  string       // BCP 47; "" is the course's
		Label string       // what a player lists it by; may be ""
		URL   string       // where it is; "" once resolved
		Asset *asset.Asset // the file; nil until resolved
	}

	// A Div groups blocks that share a language, an id or a role.
	Div struct {
		Pos
		Attr
		Role   DivRole
		Title  []Inline // of a card
		Blocks []Block
	}

	// Raw is text of a markup language that no reader understood. No output shows it as it is.
	Raw struct {
		Pos
		Format string // "html", "latex"
		Text   string
	}
)

// Attr is what a Div or a Span says about its content.
type Attr struct {
	ID   string
	Lang string // BCP 47; "" means the surrounding one
	Dir  string // "ltr", "rtl" or "" for the language's own
}

// A Range is a run of lines, both ends included, from 1.
type Range struct{ First, Last int }

// A Column of a Table.
type Column struct {
	Align Align
}

// Align says where text stands in its cell.
type Align int

func (a Align) String() string { return [...]string{"default", "left", "center", "right"}[a] }

// The alignments.
const (
	AlignDefault Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// Task says whether a list item is something to do.
type Task int

// The states of a list item.
const (
	NoTask Task = iota
	TaskOpen
	TaskDone
)

// CalloutKind says what a callout is for. Kinds that are not listed here are kept as the author named them.
type CalloutKind string

// The kinds that formats know. Readers map the many names of the field to these.
const (
	CalloutNote      CalloutKind = "note"
	CalloutTip       CalloutKind = "tip"
	CalloutImportant CalloutKind = "important"
	CalloutWarning   CalloutKind = "warning" // also "caution"
	CalloutDanger    CalloutKind = "danger"
	CalloutSource    CalloutKind = "source" // credit for material that the passage draws on

	// What The Carpentries and others put at the head and at the end of a lesson.
	CalloutObjectives    CalloutKind = "objectives"
	CalloutQuestions     CalloutKind = "questions"
	CalloutKeyPoints     CalloutKind = "keypoints"
	CalloutPrerequisites CalloutKind = "prerequisites"
	CalloutTestimonial   CalloutKind = "testimonial"
	CalloutChecklist     CalloutKind = "checklist"

	// What learning systems may have objects of their own for.
	CalloutAssignment CalloutKind = "assignment"
	CalloutDiscussion CalloutKind = "discussion"

	// CalloutInstructor is a note for who teaches the course. Learners are not to read it.
	CalloutInstructor CalloutKind = "instructor"
)

// EmbedKind says what an Embed is.
type EmbedKind string

// The kinds of embeds.
const (
	EmbedAudio EmbedKind = "audio"
	EmbedVideo EmbedKind = "video"
	EmbedFrame EmbedKind = "frame"
)

// TrackKind says what a Track is for: https://html.spec.whatwg.org/multipage/media.html#attr-track-kind.
type TrackKind string

// The kinds of tracks. Those for scripts are none.
const (
	TrackSubtitles    TrackKind = "subtitles"
	TrackCaptions     TrackKind = "captions"
	TrackDescriptions TrackKind = "descriptions"
	TrackChapters     TrackKind = "chapters"
)

// DivRole says why a Div was written.
type DivRole string

// The roles that formats know.
const (
	RoleNone     DivRole = ""
	RoleCard     DivRole = "card"
	RoleCards    DivRole = "cards" // a set of cards
	RoleSteps    DivRole = "steps" // one ordered list whose items are steps of a procedure
	RoleFileTree DivRole = "file-tree"
	RoleCentered DivRole = "centered"
)

func (*Paragraph) block()      {}
func (*Heading) block()        {}
func (*List) block()           {}
func (*Quote) block()          {}
func (*CodeBlock) block()      {}
func (*MathBlock) block()      {}
func (*Table) block()          {}
func (*Figure) block()         {}
func (*Callout) block()        {}
func (*Details) block()        {}
func (*Tabs) block()           {}
func (*DefinitionList) block() {}
func (*Rule) block()           {}
func (*Bibliography) block()   {}
func (*Quiz) block()           {}
func (*Flashcards) block()     {}
func (*Exercise) block()       {}
func (*Embed) block()          {}
func (*Div) block()            {}
func (*Raw) block()            {}
