// Package epub writes a course as an EPUB 3.3 book for reading offline.
//
// A [book] is what the container knows: metadata, finished documents, assets
// and where the table of contents points. go-epub makes the container; a
// finishing pass fills it and writes the file that readers get, with the
// package document, the navigation and the head of every page made from the
// book. go-epub alone cannot say most of that: no metadata beyond a title and
// one author, two levels of contents, no language on a page, a random
// identifier and the time of the run.
package epub

import (
	"context"
	"io"

	"coursepack/formats"
)

// Options are what can be chosen. The zero value is what most people want.
type Options struct {
	Profile    Profile
	MathImages bool // add a drawing of every formula for reading systems without MathML; of no effect for Kindle

	Subjects []string // what the course is about, for catalogues
	Series   string   // the name of a series that the book belongs to
	Volume   int      // its place in the series; 0 if it has none

	WithoutRecordings bool // leave audio and video out
	Pixels            int  // of a picture, at most; 0 leaves pictures as they are
}

// A Profile says for which reading systems a book is.
type Profile string

// The profiles.
const (
	// Standard is for all that show EPUB 3: Apple Books, Kobo, Thorium, Google Play.
	Standard Profile = ""

	// Kindle is for what Amazon makes of an EPUB: formulas are pictures, pictures are JPEG, PNG, GIF or SVG, nothing is
	// folded and nothing plays. See https://kdp.amazon.com/help/topic/GH4DRT75GWWAGBTU.
	Kindle Profile = "kindle"
)

// Format writes books. See [New].
type Format struct {
	options Options
}

var _ formats.Format = (*Format)(nil)

// New returns the format.
func New(o Options) *Format { return &Format{o} }

// Info says what a book shows.
func (*Format) Info() formats.Info {
	return formats.Info{
		Name:   "epub",
		Suffix: ".epub",
		About:  "a book for phones and e-readers (EPUB 3.3)",
		Support: formats.Support{
			"Quiz":  formats.Degraded, // answers to look up
			"Embed": formats.Degraded, // what lies elsewhere is a link
			"Raw":   formats.Dropped,
		},
	}
}

// Write writes the course as one book.
func (f *Format) Write(ctx context.Context, in *formats.Input, w io.Writer) error {
	b, err := compose(ctx, in, f.options)
	if err != nil {
		return err
	}
	return b.write(ctx, w)
}
