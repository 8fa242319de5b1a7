// Package pdf writes a course as one PDF to print or to read.
//
// It works in three steps that know little of one another. The layout turns the course into pages of drawing
// operations, plain data in points from the upper left corner of the page. The emission makes the operators of PDF of
// these, and has fpdf make a file of empty pages with their links and outline. The finishing pass reads that file back,
// adds what is on the pages, the fonts and the structure, and writes it canonically: fpdf's own output differs from run
// to run, and its fonts cannot show every character. Pictures are read again, one after the other, as they are written.
package pdf

import (
	"context"
	"fmt"
	"io"

	"coursepack/formats"
)

// suffix is that of the files.
const suffix = ".pdf"

// New returns the format.
func New(options Options) *Format { return &Format{options} }

// A Format writes PDF files.
type Format struct {
	options Options
}

// Info describes the format.
func (f *Format) Info() formats.Info {
	return formats.Info{
		Name:   "pdf",
		Suffix: suffix,
		About:  "a book to print, with contents, page numbers and links",
		Whole:  true,
		Support: formats.Support{
			"Embed": formats.Degraded, // as a link
			"Raw":   formats.Dropped,
		},
	}
}

// Write writes in.Course to w.
func (f *Format) Write(ctx context.Context, in *formats.Input, w io.Writer) error {
	doc, err := compose(ctx, in, f.options)
	if err != nil {
		return err
	}
	draft, err := emit(doc, in)
	if err != nil {
		return fmt.Errorf("making the PDF: %w", err)
	}
	if err := finish(draft, w); err != nil {
		return fmt.Errorf("finishing the PDF: %w", err)
	}
	return nil
}
