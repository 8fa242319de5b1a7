package export

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/layout"
	"coursepack/content/markdown"
	"coursepack/content/notebook"
	"coursepack/content/questionfile"
	"coursepack/content/quiz"
	"coursepack/content/resolve"
	"coursepack/content/source"
)

// maxAsset is the size in bytes of the largest file that a course may bring along.
const maxAsset = 2 << 30

// A Reading is a course and what became known while reading it.
type Reading struct {
	Course    *content.Course
	Settings  *Settings
	Layout    string // the layout's name
	Reason    string // why it was taken
	Drafts    []source.Draft
	Languages []string  // if the course can be had in several
	Time      time.Time // to write into files: never that of the run
	Lock      []byte    // what the lock file should say; nil if it needs no change
}

// Read reads and resolves the course in opt.FS.
func Read(ctx context.Context, opt Options, report diag.Reporter) (*Reading, error) {
	defer collectByRoom(littleRoom)()
	settings := ReadSettings(opt.FS, report)
	arranged, reason, err := findLayout(opt.FS, opt.Layout)
	if err != nil {
		return nil, err
	}
	in := &source.Input{FS: opt.FS, Folder: opt.Folder, Limits: settings.Limits, Drafts: opt.Drafts, Lang: opt.Lang, ID: settings.ID}
	outline, err := arranged.Outline(in, report)
	if err != nil {
		return nil, fmt.Errorf("reading the course as %s: %w", arranged.Name(), err)
	}
	if len(outline.Docs) == 0 {
		return nil, ErrNoCourse
	}
	if arranged == layout.Folder() && opt.Layout == "" {
		tellInner(opt.FS, outline.Docs, report)
	}
	layout.AddQuestions(in, outline, report)
	if err := checkLanguage(opt.Lang, outline); err != nil {
		return nil, err
	}
	restoreIDs(opt.FS, outline, settings, report)
	if err := parse(ctx, opt, settings, outline, report); err != nil {
		return nil, err
	}
	store := asset.NewStore(opt.FS, maxAsset)
	settings.apply(outline, store, report)
	settleLanguage(outline.Course, report)
	lock, err := fetchPictures(ctx, opt, outline, store, report)
	if err != nil {
		return nil, err
	}
	resolve.Course(outline, store, report)
	return &Reading{
		Course: outline.Course, Settings: settings, Layout: arranged.Name(), Reason: reason, Drafts: outline.Drafts,
		Languages: outline.Languages,
		Time:      writeTime(opt.Time, outline.Course),
		Lock:      lock,
	}, nil
}

// defaultLanguage is that of a course that does not say in which language it is.
const defaultLanguage = "en"

// settleLanguage gives a course a language that readers of its files can make sense of.
func settleLanguage(c *content.Course, report diag.Reporter) {
	d := diag.Diagnostic{
		Pos: diag.Pos{File: c.Pos.File}, Severity: diag.Note, Code: "language-missing", Message: "nothing says in which language the course is",
		Instead: "it is marked as English", Hint: "write \"language: en\" into " + SettingsFile,
	}
	if c.Language != "" {
		if _, err := language.Parse(c.Language); err == nil {
			return
		}
		d.Severity, d.Code, d.Message = diag.Warning, "language-unknown", strconv.Quote(c.Language)+" is no language"
	}
	c.Language = defaultLanguage
	report.Report(d)
}

// checkLanguage reports whether the outline is in the language asked for. A layout that knows of no languages has read
// the only one there is.
func checkLanguage(asked string, o *source.Outline) error {
	found := o.Languages
	if len(found) == 0 {
		found = []string{cmp.Or(o.Course.Language, defaultLanguage)}
	}
	if _, ok := source.PickLanguage(found, asked, ""); !ok && asked != "" {
		return fmt.Errorf("the course is not there in the language %q; it has %s", asked, strings.Join(found, ", "))
	}
	return nil
}

// parse gives every part of the outline its blocks.
func parse(ctx context.Context, opt Options, settings *Settings, outline *source.Outline, report diag.Reporter) error {
	return parallel(ctx, opt, "reading", len(outline.Docs), func(_ context.Context, i int) error {
		doc := outline.Docs[i]
		doc.Language = cmp.Or(settings.Language, outline.Course.Language)
		if outline.Expander != nil && doc.Dialect != source.Notebook && !doc.Dialect.AreQuestions() {
			expanded := *doc
			expanded.Text = outline.Expander.Expand(doc, report)
			doc = &expanded
		}
		result := readerOf(doc.Dialect)(doc, settings.Limits, report)
		doc.Part.Blocks, doc.Part.Notes = result.Blocks, result.Notes
		if result.Title != nil {
			title(doc.Part, result.Title)
		} else {
			titleInside(doc.Part)
		}
		quiz.SelfChecks(doc.Part)
		sayTerms(doc.Part)
		return nil
	})
}

// readerOf returns what reads texts in a dialect.
func readerOf(d source.Dialect) func(*source.Doc, source.Limits, diag.Reporter) markdown.Result {
	switch {
	case d == source.Notebook:
		return notebook.Parse
	case d.AreQuestions():
		return questionfile.Parse
	}
	return markdown.Parse
}

// title makes the heading at the head of a text the part's own, if it says what the part's title says. Otherwise it is
// a heading like any other.
func title(p *content.Part, h *content.Heading) {
	if !takeTitle(p, h) {
		p.Blocks = append([]content.Block{h}, p.Blocks...)
	}
}

// titleInside does the same where all of a text is in a box, as authors have it who write from right to left.
func titleInside(p *content.Part) {
	if len(p.Blocks) == 0 {
		return
	}
	box, ok := p.Blocks[0].(*content.Div)
	if !ok || len(box.Blocks) == 0 {
		return
	}
	if h, ok := box.Blocks[0].(*content.Heading); ok && takeTitle(p, h) {
		box.Blocks = box.Blocks[1:]
	}
}

func takeTitle(p *content.Part, h *content.Heading) bool {
	if letters(content.PlainText(h.Inlines)) != letters(p.Title) {
		return false
	}
	p.Heading = h.Inlines
	p.Labels = append(p.Labels, h.ID)
	return true
}

// sayTerms puts a box on top of a page that is a task, which says what it counts and when it is due.
func sayTerms(p *content.Part) {
	if p.Terms != (content.Terms{}) {
		box := &content.Callout{Pos: p.Pos, Kind: content.CalloutKind(p.Kind), Terms: p.Terms}
		p.Blocks = append([]content.Block{box}, p.Blocks...)
	}
}

// letters returns a title without what typography changes.
func letters(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, title)
}

// writeTime returns the time to write into files: what was asked for, the course's date, or the first day that a zip
// can name.
func writeTime(asked time.Time, c *content.Course) time.Time {
	switch {
	case !asked.IsZero():
		return asked.UTC()
	case !c.Date.IsZero():
		return c.Date.UTC()
	}
	return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
}
