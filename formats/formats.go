// Package formats is what a format is, what it is given and what it must say of itself.
package formats

import (
	"context"
	"io"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
)

// A Format writes a course as one file. A value may write several courses at the same time.
type Format interface {
	Info() Info

	// Write writes in.Course to w. What cannot be shown is reported to in.Report with what the reader gets instead.
	// An error is about the run; what was written until then is of no use.
	Write(ctx context.Context, in *Input, w io.Writer) error
}

// Info is what a format says of itself.
type Info struct {
	Name      string // what --to takes: "epub"
	Suffix    string // of the file's name: ".epub", "-scorm12.zip"
	About     string // one line for people
	Graded    bool   // learners answer in it and are told what is right, so that it has the answers in every edition
	Hides     bool   // learners need not see all its pages, so that notes for instructors can stand on pages of their own
	Support   Support
	Questions []Questions // for each system that reads files in its own way; nil: every system has every question whole
	Pages     bool        // it wants to know where the pages of the printed edition begin
	Whole     bool        // it has the whole course laid out before it writes, which takes memory
	Attach    []string    // names of formats whose files it wants to have inside of its own
}

// Input is what a format is given. The course is shared and must not be changed.
type Input struct {
	Course *content.Course
	Time   time.Time     // the time to write wherever a file has one, in UTC
	Tool   string        // name and version of this program
	Report diag.Reporter // names the format in whatever it is told
	Pages  []PageStart   // of the printed edition, in their order; only for formats whose Info wants them

	Attached []Attachment // what another format wrote of the same course; only for formats whose Info wants it
}

// An Attachment is a file that stands inside of another format's file.
type Attachment struct {
	Name   string // "waves.pdf"
	Format string // "pdf"
	Data   []byte
}

// A PageStart says with what a page of the printed edition begins.
type PageStart struct {
	Label string       // the number that stands on the page: "iv", "12"
	Node  content.Node // a lesson, a part or a block; one that began on an earlier page if none begins on this one
}

// A Paged format lays courses out on numbered pages.
type Paged interface {
	// Pages says where the pages begin of what Write would write. It reports what Write would report.
	Pages(ctx context.Context, in *Input) ([]PageStart, error)
}

// Support says, for each kind of block and inline, what a format does with it. A kind that is missing is Full.
type Support map[string]Level

// A Level says how much of a node arrives.
type Level int

// The levels.
const (
	Whole    Level = iota // all of it
	Degraded              // its text, without something it had
	Dropped               // nothing but a diagnostic
)

func (l Level) String() string { return [...]string{"full", "degraded", "dropped"}[l] }
