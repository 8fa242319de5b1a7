// Package export runs the pipeline: it finds the layout of a folder, reads its texts in parallel, resolves the course
// and has formats write it. It holds the written-out lists of layouts and formats.
//
// Nothing here opens a path: the source is a file system and the output a [Sink], both handed in.
package export

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/resolve"
	"coursepack/export/fetch"
	"coursepack/formats"
)

// Options say what to export and how. The zero value of every field but FS is what most people want.
type Options struct {
	FS       fs.FS           // the source folder; one that refuses links to the outside, such as that of an os.Root
	Folder   string          // the name of the source folder
	Layout   string          // a layout's name; "" finds out
	Formats  []string        // names of formats; nil is DefaultFormats
	Edition  content.Edition // for whom; "" is what the settings say, else full
	Split    Split           // one file for the course, or one for each of its units or lessons
	Only     string          // ids of what to export: UNIT, UNIT/LESSON or LESSON; "" is everything
	Lang     string          // the language of a course that has several; "" is the site's own
	Drafts   bool            // take unfinished pages in
	Time     time.Time       // the time to write into files; zero is the course's date
	Jobs     int             // how much to do at the same time; 0 is the number of processors
	Tool     string          // name and version of the program
	Progress func(Progress)  // called from several goroutines; may be nil

	Fetch    *fetch.Fetcher     // gets pictures from the network; nil makes links of them
	SaveLock func([]byte) error // keeps what Run fetched, before any output is in place; nil forgets it
}

// Progress tells how far a stage has come.
type Progress struct {
	Stage       string // "reading", "fetching" or "writing"
	Done, Total int
}

// Result is what was exported.
type Result struct {
	*Reading
	Files []File // in the order in which the formats were named
}

// A File was written.
type File struct {
	Name   string `json:"name"`
	Format string `json:"format"`
	Size   int64  `json:"size"`
}

// Run exports a course. Trouble with the source is reported, and what can be shown is written all the same; an error
// is about the run, and then nothing in the sink is replaced.
func Run(ctx context.Context, opt Options, sink Sink, report diag.Reporter) (*Result, error) {
	defer sink.Abort()
	wanted, err := findFormats(opt.Formats)
	if err != nil {
		return nil, err
	}
	reading, err := Read(ctx, opt, report)
	if err != nil {
		return nil, err
	}
	jobs, err := writeJobs(reading, opt, wanted, report)
	if err != nil {
		return nil, err
	}
	defer collectByRoom(roomFor(jobs))()
	err = parallel(ctx, opt, "writing", len(jobs), func(ctx context.Context, i int) error {
		return jobs[i].run(ctx, opt, sink, report)
	})
	if err != nil {
		return nil, err
	}
	if reading.Lock != nil && opt.SaveLock != nil {
		if err := opt.SaveLock(reading.Lock); err != nil {
			return nil, fmt.Errorf("writing %s: %w", fetch.LockFile, err)
		}
	}
	if err := sink.Commit(); err != nil {
		return nil, err
	}
	result := &Result{Reading: reading}
	for _, j := range jobs {
		result.Files = append(result.Files, j.file)
	}
	return result, nil
}

// A writeJob has one format write one course.
type writeJob struct {
	file   File
	format formats.Format
	course *content.Course
	time   time.Time
	paged  formats.Paged // lays the course out for a format that wants to know its pages; else nil
	inside []*writeJob   // of files that the format wants to have in its own
}

func writeJobs(r *Reading, opt Options, wanted []format, report diag.Reporter) ([]*writeJob, error) {
	h := &handouts{
		reading: r, opt: opt, edition: cmp.Or(opt.Edition, r.Settings.Edition, content.Full), report: report,
		divided: map[handout][]*content.Course{},
	}
	var jobs []*writeJob
	for _, f := range wanted {
		info := f.new(r.Settings).Info()
		courses, err := h.courses(h.edition, resolve.Medium{Graded: info.Graded, Hides: info.Hides})
		if err != nil {
			return nil, err
		}
		for _, c := range courses {
			j := newJob(f, r, c)
			if j.inside, err = h.inside(info.Attach, c.ID); err != nil {
				return nil, err
			}
			jobs = append(jobs, j)
		}
	}
	return jobs, nil
}

func newJob(f format, r *Reading, c *content.Course) *writeJob {
	implementation := f.new(r.Settings)
	info := implementation.Info()
	j := &writeJob{
		file:   File{Name: c.ID + c.Edition.Suffix() + info.Suffix, Format: info.Name},
		format: implementation, course: c, time: r.Time,
	}
	if info.Pages {
		j.paged = printed(r.Settings)
	}
	return j
}

var errOnlyInstructors = errors.New("every page of the course is for instructors: the instructor edition has them")

func (j *writeJob) run(ctx context.Context, opt Options, sink Sink, report diag.Reporter) error {
	err := sink.File(j.file.Name, func(w io.Writer) error {
		counter := &countingWriter{w: w}
		err := j.write(ctx, opt, counter, report)
		j.file.Size = counter.n
		return err
	})
	if err != nil {
		return fmt.Errorf("writing %s: %w", j.file.Name, err)
	}
	return nil
}

func (j *writeJob) write(ctx context.Context, opt Options, w io.Writer, report diag.Reporter) error {
	in := &formats.Input{
		Course: j.course, Time: j.time, Tool: opt.Tool, Report: diag.For(report, j.file.Format),
	}
	if err := j.findPages(ctx, in); err != nil {
		return fmt.Errorf("laying out its pages: %w", err)
	}
	if err := j.attach(ctx, opt, in, report); err != nil {
		return err
	}
	return j.format.Write(ctx, in, w)
}

// findPages lays the printed edition out if the format wants to know its pages, also where nobody asked for that edition: a
// file must not depend on what else a run writes.
func (j *writeJob) findPages(ctx context.Context, in *formats.Input) (err error) {
	if j.paged == nil {
		return nil
	}
	quiet := *in
	quiet.Report = &diag.List{} // what is the matter with that edition is of interest where it is written
	in.Pages, err = j.paged.Pages(ctx, &quiet)
	return err
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// Validate reports what Run would refuse before it reads anything.
func (opt Options) Validate() error {
	if _, err := findFormats(opt.Formats); err != nil {
		return err
	}
	if opt.Split != "" && !slices.Contains(Splits, opt.Split) {
		return fmt.Errorf("cannot split by %q: there are %v", opt.Split, Splits)
	}
	if opt.Edition != "" && !slices.Contains(content.Editions, opt.Edition) {
		return fmt.Errorf("there is no edition %q: there are %v", opt.Edition, content.Editions)
	}
	if opt.Layout != "" {
		return validLayout(opt.Layout)
	}
	return nil
}
