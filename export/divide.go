package export

import (
	"fmt"
	"slices"
	"strings"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/resolve"
)

// Split says how many files a course becomes.
type Split string

// The ways to split a course. What is split off is a course of its own, with an id and a title of its own.
const (
	SplitCourse Split = "course"
	SplitUnit   Split = "unit"
	SplitLesson Split = "lesson"
)

// Splits lists the ways to split a course.
var Splits = []Split{SplitCourse, SplitUnit, SplitLesson}

// A section is what is to become a course of its own.
type section struct {
	id, title string
	keep      func(*content.Unit, *content.Lesson, *content.Part) bool
}

// divide returns the courses to write: c, or those that it is split into.
func divide(c *content.Course, opt Options, report diag.Reporter) ([]*content.Course, error) {
	sections, err := sections(c, opt)
	if err != nil {
		return nil, err
	}
	if sections == nil {
		return []*content.Course{c}, nil
	}
	var courses []*content.Course
	beside := courseOf(c, sections)
	for _, s := range sections {
		sub := resolve.Subset(c, s.keep, beside, report)
		sub.ID, sub.Title, sub.Whole, sub.Front = c.ID+"-"+s.id, c.Title+": "+s.title, c.Title, nil
		courses = append(courses, sub)
	}
	return courses, nil
}

// courseOf returns by part the id of the course that has it.
func courseOf(c *content.Course, sections []section) map[*content.Part]string {
	ids := map[*content.Part]string{}
	for _, s := range sections {
		for _, u := range c.Units {
			for _, l := range u.Lessons {
				for _, p := range l.Parts {
					if s.keep(u, l, p) {
						ids[p] = c.ID + "-" + s.id
					}
				}
			}
		}
	}
	return ids
}

// sections returns what to write instead of the whole course; nil for the whole.
func sections(c *content.Course, opt Options) ([]section, error) {
	all := func(*content.Unit, *content.Lesson) bool { return true }
	if opt.Only != "" {
		only, err := find(c, opt.Only)
		if err != nil {
			return nil, err
		}
		if opt.Split == "" || opt.Split == SplitCourse {
			return []section{only}, nil
		}
		all = func(u *content.Unit, l *content.Lesson) bool { return only.keep(u, l, nil) }
	}
	var out []section
	switch opt.Split {
	case "", SplitCourse:
		return nil, nil
	case SplitUnit:
		for _, u := range c.Units {
			if slices.ContainsFunc(u.Lessons, func(l *content.Lesson) bool { return all(u, l) }) {
				out = append(out, unitSection(u))
			}
		}
	case SplitLesson:
		for _, u := range c.Units {
			for _, l := range u.Lessons {
				if all(u, l) {
					out = append(out, lessonSection(l))
				}
			}
		}
	}
	return out, nil
}

func unitSection(u *content.Unit) section {
	title := u.Title
	if title == "" && len(u.Lessons) > 0 {
		title = u.Lessons[0].Title
	}
	return section{u.ID, title, func(v *content.Unit, _ *content.Lesson, _ *content.Part) bool { return u == v }}
}

func lessonSection(l *content.Lesson) section {
	return section{l.ID, l.Title, func(_ *content.Unit, k *content.Lesson, _ *content.Part) bool { return l == k }}
}

// find returns the unit or lesson that a path of ids names.
func find(c *content.Course, name string) (section, error) {
	var known []string
	for _, u := range c.Units {
		if u.ID == name {
			return unitSection(u), nil
		}
		known = append(known, u.ID)
		for _, l := range u.Lessons {
			if l.ID == name || u.ID+"/"+l.ID == name {
				return lessonSection(l), nil
			}
			known = append(known, u.ID+"/"+l.ID)
		}
	}
	if near, ok := diag.Nearest(name, known); ok {
		return section{}, fmt.Errorf("no unit or lesson %q; did you mean %s?", name, near)
	}
	return section{}, fmt.Errorf("no unit or lesson %q; there are %s", name, strings.Join(known, ", "))
}
