package resolve

import (
	"slices"

	"coursepack/content"
	"coursepack/content/diag"
)

// A Medium is what a course is handed out in.
type Medium struct {
	Graded bool // a system tells learners what is right: it has to know
	Hides  bool // a system can keep pages from learners who share the course with their instructors
}

// Edition returns a finished course as it is handed out in an edition: without what is for instructors, unless it is theirs,
// and for students without answers. Where a medium has to know what is right, it lacks solutions and model answers only.
// Where it can hide pages, notes for instructors stand on pages of their own. The course c is not changed.
func Edition(c *content.Course, e content.Edition, in Medium, report diag.Reporter) *content.Course {
	edited := *c
	edited.Edition = e
	switch {
	case !hasInstructors(c):
	case e != content.Instructor:
		edited = *forLearners(&edited, report)
	case in.Hides:
		edited = *withHiddenNotes(&edited, report)
	}
	if e == content.Student {
		edited = *withoutAnswers(&edited, in.Graded)
	}
	return &edited
}

// hasInstructors reports whether anything in c is for instructors.
func hasInstructors(c *content.Course) bool {
	found := false
	for p := range c.Parts {
		found = found || p.Instructor
		content.Walk(p, func(n content.Node) bool {
			found = found || isInstructorNote(n)
			return !found
		})
	}
	return found
}

func isInstructorNote(n content.Node) bool {
	c, ok := n.(*content.Callout)
	return ok && c.Kind == content.CalloutInstructor
}

// forLearners returns a copy of c without what is for instructors.
func forLearners(c *content.Course, report diag.Reporter) *content.Course {
	whole := *c
	for p := range c.Parts {
		if p.Instructor {
			reportLeftOut(p, "a page", report)
		}
	}
	if whole.Front != nil && whole.Front.Instructor {
		whole.Front = nil
	}
	sub := Subset(&whole, func(_ *content.Unit, _ *content.Lesson, p *content.Part) bool { return !p.Instructor }, nil, report)
	for p := range sub.Parts {
		for _, n := range cutNotes(p) {
			reportLeftOut(n, "a note", report)
		}
	}
	leadToPages(sub)
	return sub
}

func reportLeftOut(n content.Node, what string, report diag.Reporter) {
	report.Report(diag.Diagnostic{
		Pos: n.Position(), Severity: diag.Note, Code: "for-instructors", Message: what + " is for instructors", Instead: "nothing",
		Hint: "the instructor edition has it", Group: "for them",
	})
}

// withHiddenNotes returns a copy of c in which every page of a lesson that has notes for instructors is followed by one with
// these. The front page, which nothing can follow, goes without.
func withHiddenNotes(c *content.Course, report diag.Reporter) *content.Course {
	sub := wholeCopy(c)
	for l := range sub.Lessons {
		var parts []*content.Part
		for _, p := range l.Parts {
			parts = append(parts, p)
			if p.Instructor {
				continue
			}
			before := p.Notes
			if cut := cutNotes(p); cut != nil {
				notes := *p // its id is none that a layout makes: those have single hyphens
				notes.ID, notes.Kind, notes.Heading, notes.Labels, notes.URLs = p.ID+"--notes", content.KindNotes, nil, nil, nil
				notes.Instructor, notes.Blocks, notes.Notes = true, cut, before
				parts = append(parts, finished(content.Rewriter{}.Part(&notes)))
			}
		}
		l.Parts = parts
	}
	if sub.Front != nil {
		for _, n := range cutNotes(sub.Front) {
			reportLeftOut(n, "a note on the front page", report)
		}
	}
	leadToPages(sub)
	w := content.Rewriter{InPlace: true, Inline: unlinked}
	for p := range sub.Parts {
		if !p.Instructor {
			w.Part(p)
		}
	}
	for l := range sub.Lessons {
		l.Meta.Prerequisites = w.Inlines(l.Meta.Prerequisites)
	}
	return sub
}

// unlinked makes text of links to what learners cannot open.
func unlinked(to []content.Inline, n content.Inline) []content.Inline {
	if link, ok := n.(*content.Link); ok {
		if at, ok := link.Target.(content.Internal); ok && at.Part.Instructor {
			return append(to, link.Inlines...)
		}
	}
	return append(to, n)
}

// cutNotes takes the notes for instructors out of a part, and returns them.
func cutNotes(p *content.Part) (notes []content.Block) {
	w := content.Rewriter{InPlace: true, Block: func(to []content.Block, b content.Block) []content.Block {
		if isInstructorNote(b) {
			notes = append(notes, b)
			return to
		}
		return append(to, b)
	}}
	w.Part(p)
	finished(p)
	return notes
}

// finished puts in order what is no longer so after blocks of p have gone: footnotes and the levels of headings.
func finished(p *content.Part) *content.Part {
	dropNotes(p)
	setLevels(headingsOf(p))
	return p
}

// dropNotes takes out the notes of a part that nothing refers to any more, and numbers the others anew.
func dropNotes(p *content.Part) {
	var kept []*content.Note
	var visit func(content.Node) bool
	visit = func(n content.Node) bool {
		switch n := n.(type) {
		case *content.Note: // is looked into where something refers to it
			return false
		case *content.NoteRef:
			named := func(note *content.Note) bool { return note.ID == n.ID }
			at := slices.IndexFunc(kept, named)
			if at < 0 {
				at = len(kept)
				note := p.Notes[slices.IndexFunc(p.Notes, named)]
				kept = append(kept, note)
				for _, b := range note.Blocks {
					content.Walk(b, visit)
				}
			}
			n.Number = at + 1
		}
		return true
	}
	content.Walk(p, visit)
	for i, n := range kept {
		n.Number = i + 1
	}
	p.Notes = kept
}

func headingsOf(p *content.Part) (headings []*content.Heading) {
	content.Walk(p, func(n content.Node) bool {
		if h, ok := n.(*content.Heading); ok {
			headings = append(headings, h)
		}
		return true
	})
	return headings
}

// leadToPages leads links to the top of a page where it does not have the place any more.
func leadToPages(c *content.Course) {
	ids := map[*content.Part]map[string]bool{}
	for p := range c.Parts {
		ids[p] = map[string]bool{}
		content.Walk(p, func(n content.Node) bool {
			ids[p][content.ID(n)] = true
			return true
		})
	}
	content.Walk(c, func(n content.Node) bool {
		if link, ok := n.(*content.Link); ok {
			if to, ok := link.Target.(content.Internal); ok && !ids[to.Part][to.ID] {
				link.Target = content.Internal{Part: to.Part}
			}
		}
		return true
	})
}

func wholeCopy(c *content.Course) *content.Course {
	all := func(*content.Unit, *content.Lesson, *content.Part) bool { return true }
	return Subset(c, all, nil, &diag.List{}) // nothing is left out that could be reported
}

// withoutAnswers returns a copy of c without answers to look up.
func withoutAnswers(c *content.Course, graded bool) *content.Course {
	sub := wholeCopy(c)
	content.Walk(sub, func(n content.Node) bool {
		switch n := n.(type) {
		case *content.Exercise:
			n.Reveal, n.Solution = nil, nil
		case *content.Essay:
			n.Model = nil
		case *content.Question:
			if !graded {
				n.Right, n.Wrong, n.Explanation = nil, nil, nil
			}
		case *content.Option:
			if !graded {
				n.Correct, n.Feedback = false, nil
			}
		case *content.ShortText:
			if !graded {
				n.Accept = nil
			}
		case *content.Numeric:
			if !graded {
				n.Value, n.Tolerance = 0, 0
			}
		}
		return true
	})
	return sub
}
