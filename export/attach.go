package export

import (
	"bytes"
	"context"
	"fmt"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/resolve"
	"coursepack/formats"
)

// handouts hand out the courses that a run writes.
type handouts struct {
	reading *Reading
	opt     Options
	edition content.Edition
	report  diag.Reporter
	divided map[handout][]*content.Course
}

// A handout is an edition in a medium.
type handout struct {
	edition content.Edition
	medium  resolve.Medium
}

// courses returns the courses that an edition of the whole one becomes, each time the same.
func (h *handouts) courses(e content.Edition, m resolve.Medium) ([]*content.Course, error) {
	// All other media can share a course.
	key := handout{e, resolve.Medium{Graded: m.Graded && e == content.Student, Hides: m.Hides && e == content.Instructor}}
	if courses := h.divided[key]; courses != nil {
		return courses, nil
	}
	whole := h.reading.Course
	c := resolve.Edition(whole, e, key.medium, h.report)
	if c.Units == nil && whole.Units != nil {
		return nil, errOnlyInstructors
	}
	courses, err := divide(c, h.opt, h.report)
	h.divided[key] = courses
	return courses, err
}

// inside returns the jobs of the files that a format wants to have in its own, whether anybody asked for them or not: a file
// must not depend on what else a run writes. They are for learners, also where the format's own file is for instructors, who
// share the course with them.
func (h *handouts) inside(names []string, id string) ([]*writeJob, error) {
	if len(names) == 0 {
		return nil, nil
	}
	wanted, err := findFormats(names)
	if err != nil {
		return nil, err
	}
	learners := *h
	if h.edition == content.Instructor { // whose own file lacks nothing
		learners.edition, learners.report = content.Full, &diag.List{}
	}
	courses, err := learners.courses(learners.edition, resolve.Medium{})
	if err != nil {
		return nil, err
	}
	var jobs []*writeJob
	for _, f := range wanted {
		for _, c := range courses {
			if c.ID == id {
				jobs = append(jobs, newJob(f, h.reading, c))
			}
		}
	}
	return jobs, nil
}

// attach writes the files that stand inside of the job's own.
func (j *writeJob) attach(ctx context.Context, opt Options, in *formats.Input, report diag.Reporter) error {
	for _, a := range j.inside {
		var b bytes.Buffer
		if err := a.write(ctx, opt, &b, report); err != nil {
			return fmt.Errorf("writing %s for it: %w", a.file.Name, err)
		}
		in.Attached = append(in.Attached, formats.Attachment{Name: a.file.Name, Format: a.file.Format, Data: b.Bytes()})
	}
	return nil
}
