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
	"fmt"
	"io"
	"slices"
	"strings"

	"coursepack/content/diag"
	"coursepack/formats"
)

// Options are what can be chosen. The zero value is what most people want.
type Options struct {
	Profile    Profile
	MathImages bool // add a drawing of every formula for reading systems without MathML; of no effect for Kindle

	Subjects []string // what the course is about, for catalogues
	Series   string   // the name of a series that the book belongs to
	Volume   int      // its place in the series; 0 if it has none

	Fonts    bool // bring fonts along
	PageList bool // say where the pages of Input.Pages begin

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
func (f *Format) Info() formats.Info {
	return formats.Info{
		Name:   "epub",
		Suffix: ".epub",
		About:  "a book for phones and e-readers (EPUB 3.3)",
		Support: formats.Support{
			"Quiz":  formats.Degraded, // answers to look up
			"Embed": formats.Degraded, // what lies elsewhere is a link
			"Raw":   formats.Dropped,
		},
		Questions: []formats.Questions{{Support: formats.AllDegraded()}},
		Pages:     f.options.PageList,
	}
}

// Write writes the course as one book.
func (f *Format) Write(ctx context.Context, in *formats.Input, w io.Writer) error {
	b, err := compose(ctx, in, f.options)
	if err != nil {
		return err
	}
	counted := &counter{Writer: w}
	if err := b.write(ctx, counted); err != nil {
		return err
	}
	if d, ok := tooLargeFor(counted.n, f.options.Profile); ok {
		d.Pos = in.Course.Pos
		in.Report.Report(d)
	}
	return nil
}

// sizeLimits are the sizes, in megabytes, beyond which a book is not taken. See https://help.vellum.pub/file-size/ and
// https://www.amazon.com/sendtokindle.
var sizeLimits = []struct {
	mb       int64
	where    string
	profiles []Profile
}{
	{100, "Kobo", []Profile{Standard}},
	{200, "Send to Kindle", []Profile{Standard, Kindle}},
	{2048, "Apple Books and Google Play", []Profile{Standard}},
}

// tooLargeFor says who will not take a book of a size.
func tooLargeFor(size int64, p Profile) (d diag.Diagnostic, ok bool) {
	var refused []string
	for _, limit := range sizeLimits {
		if size > limit.mb<<20 && slices.Contains(limit.profiles, p) {
			refused = append(refused, fmt.Sprintf("%s (%d MB at most)", limit.where, limit.mb))
		}
	}
	return diag.Diagnostic{
		Severity: diag.Warning, Code: "book-too-large",
		Message: fmt.Sprintf("the book has %d MB, which is not taken by ", size>>20) + strings.Join(refused, ", "),
		Hint:    "leave recordings out, make pictures smaller (epub: recordings, image_megapixels), or export with --split unit",
	}, len(refused) > 0
}

// A counter counts what is written.
type counter struct {
	io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.n += int64(n)
	return n, err
}
