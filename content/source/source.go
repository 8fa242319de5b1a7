// Package source is what readers of a course share: what a layout finds (an outline), what a dialect is handed (text
// that knows where its bytes came from, with its front matter), and YAML with places.
//
// It knows no particular layout and no particular dialect.
package source

import (
	"io/fs"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/math"
)

// A Dialect names how text is typed.
type Dialect string

// The dialects that exist.
const (
	GFM            Dialect = "gfm"             // GitHub's Markdown with the extensions that course sites commonly add
	MDX            Dialect = "mdx"             // the same with JSX
	Kramdown       Dialect = "kramdown"        // Jekyll's
	PythonMarkdown Dialect = "python-markdown" // that of MkDocs, with PyMdown Extensions
	MDBook         Dialect = "mdbook"
	Pandoc         Dialect = "pandoc" // also that of Quarto, R Markdown and The Carpentries' Workbench
	MyST           Dialect = "myst"   // that of Jupyter Book
	Hugo           Dialect = "hugo"
	GitBook        Dialect = "gitbook"
	LiaScript      Dialect = "liascript"
	D2LBook        Dialect = "d2lbook" // Pandoc's with roles as reStructuredText writes them
	VitePress      Dialect = "vitepress"
	Docsify        Dialect = "docsify"
	Notebook       Dialect = "notebook" // no Markdown but the JSON of a Jupyter notebook; of its cells, Markdown as Jupyter shows it

	// Files of questions.
	GIFT      Dialect = "gift"
	MoodleXML Dialect = "moodlexml"
	Text2QTI  Dialect = "text2qti"
	RExams    Dialect = "rexams" // exercises of R/exams in Markdown
)

// A Layout finds the order and the titles of a course in a way of arranging files. It parses no lesson text.
type Layout interface {
	// Name is what --layout takes.
	Name() string

	// About says in a few words which courses it reads.
	About() string

	// Detect reports whether fsys is arranged so, and the reason for thinking so.
	Detect(fsys fs.FS) (reason string, ok bool)

	// Outline reads the arrangement. Whatever is the matter with the author's files is reported; an error is about
	// the run.
	Outline(in *Input, report diag.Reporter) (*Outline, error)
}

// Input is what a layout reads from.
type Input struct {
	FS     fs.FS
	Folder string // the name of the source folder, the last resort for an id and a title
	Limits Limits
	Drafts bool   // take drafts in
	Lang   string // the language asked for, of a course that has several; "" if none is
	ID     string // what the settings say is the course's id; "" if nothing
}

// Limits bound what is read from one file. Zero values mean the defaults.
type Limits struct {
	FileSize int64 // bytes of a text file; default 16 MB
	Nesting  int   // levels of blocks and inlines in a text; default 100
}

// An Outline is a course whose parts have no blocks yet.
type Outline struct {
	Course     *content.Course
	Docs       []*Doc // the text of every part of Course, in reading order
	Drafts     []Draft
	Roots      []string       // folders, below the source folder, whose files the site serves from its root: "public"
	Works      []content.Work // what the texts may cite, in the order of a list of references
	Macros     []Macro        // what formulas may use everywhere
	Host       string         // the name of the machine that the site is served from, "" if unknown
	Base       string         // the path prefix under which the site is served, "" or like "/course"
	OnlyListed bool           // files that no list of pages has are left out, as on the site
	Routed     bool           // a script shows the pages: links start from the root, and #/page?id=place leads to a place

	Aliases []Alias // the longer before those that they start with

	Languages []string // those that the course can be had in, if the layout found several; each is a course of its own
	Expander  Expander // nil if texts are read as they are
}

// An Expander does to a text what its site generator does before it reads the Markdown: it puts included texts and the
// values of variables in their places. Expand may be called for several texts at the same time; it leaves doc as it is.
type Expander interface {
	Expand(doc *Doc, report diag.Reporter) *Text
}

// An Alias is what the paths of a site's files may start with instead of a folder: "@assets/" for "src/assets".
type Alias struct{ Start, Folder string }

// A Macro is a TeX macro that the site or the settings define.
type Macro struct {
	diag.Pos
	math.Definition
}

// A Draft is a page that was left out because it is not finished.
type Draft struct {
	Path  string
	Title string
}

// A Doc is the text of one part.
type Doc struct {
	Part    *content.Part
	Dialect Dialect
	Text    *Text
	Front   *FrontMatter // nil if there is none
	Cells   Dialect      // of the Markdown in a notebook; "" is Jupyter's

	Language string // of the course, "" if unknown
}
