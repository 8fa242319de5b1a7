package resolve

import (
	"coursepack/content"
	"coursepack/content/diag"
)

// Subset returns a course of its own with the lessons that keep picks: the same identity and data, and a copy of their
// parts in which links to what is not there are text, or lead to the course beside it that has it, if beside knows its id. Units left without lessons are gone. The finished course c is not
// changed.
func Subset(c *content.Course, keep func(*content.Unit, *content.Lesson, *content.Part) bool, beside map[*content.Part]string, report diag.Reporter) *content.Course {
	sub := *c
	sub.Units = nil
	copies := map[*content.Part]*content.Part{}
	for _, u := range c.Units {
		unit := *u
		unit.Lessons = nil
		for _, l := range u.Lessons {
			lesson := *l
			lesson.Parts = nil
			for _, p := range l.Parts {
				if keep(u, l, p) {
					part := *p
					copies[p] = &part
					lesson.Parts = append(lesson.Parts, &part)
				}
			}
			if lesson.Parts != nil {
				unit.Lessons = append(unit.Lessons, &lesson)
			}
		}
		if unit.Lessons != nil {
			sub.Units = append(sub.Units, &unit)
		}
	}
	if c.Front != nil {
		front := *c.Front
		copies[c.Front], sub.Front = &front, &front
	}
	relink(&sub, copies, beside, report)
	return &sub
}

// relink leads links between parts to their copies.
func relink(c *content.Course, copies map[*content.Part]*content.Part, beside map[*content.Part]string, report diag.Reporter) {
	w := content.Rewriter{Inline: func(list []content.Inline, n content.Inline) []content.Inline {
		link, ok := n.(*content.Link)
		if !ok {
			return append(list, n)
		}
		to, ok := link.Target.(content.Internal)
		if !ok {
			return append(list, n)
		}
		if id := beside[to.Part]; copies[to.Part] == nil && id != "" {
			link.Target = content.Beside{Course: id}
			return append(list, link)
		}
		if copies[to.Part] == nil {
			report.Report(diag.Diagnostic{
				Pos: link.Pos, Severity: diag.Note, Code: "link-not-exported",
				Message: "the link leads to " + to.Part.Source + ", which is not exported", Instead: "its text",
			})
			return append(list, link.Inlines...)
		}
		link.Target = content.Internal{Part: copies[to.Part], ID: to.ID}
		return append(list, link)
	}}
	for p := range c.Parts {
		*p = *w.Part(p)
	}
	for l := range c.Lessons {
		l.Meta.Prerequisites = w.Inlines(l.Meta.Prerequisites)
	}
}
