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
	MathImages bool // add a picture of every formula for reading systems without MathML
}

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
