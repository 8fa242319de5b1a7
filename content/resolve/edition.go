package resolve

import (
	"slices"

	"coursepack/content"
	"coursepack/content/diag"
)

// Edition returns a finished course as it is handed out in an edition: without what is for instructors, unless it is theirs,
// and for students without answers. A course that is graded, by a system in which learners answer, keeps what that system has to
// know: the answers to questions, but neither solutions nor model answers. The course c is not changed.
func Edition(c *content.Course, e content.Edition, graded bool, report diag.Reporter) *content.Course {
	out := *c
	out.Edition = e
	edited := &out
	if e != content.Instructor && hasInstructors(c) {
		edited = forLearners(&out, report)
	}
	if e == content.Student {
		edited = withoutAnswers(edited, graded)
	}
	return edited
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
	leaveOut := func(pos content.Pos, what string) {
		report.Report(diag.Diagnostic{
			Pos: pos, Severity: diag.Note, Code: "for-instructors", Message: what + " is for instructors", Instead: "nothing",
			Hint: "the instructor edition has it", Group: "for them",
		})
	}
	whole := *c
	for p := range c.Parts {
		if p.Instructor {
			leaveOut(p.Pos, "a page")
		}
	}
	if whole.Front != nil && whole.Front.Instructor {
		whole.Front = nil
	}
	sub := Subset(&whole, func(_ *content.Unit, _ *content.Lesson, p *content.Part) bool { return !p.Instructor }, nil, report)
	w := content.Rewriter{InPlace: true, Block: func(to []content.Block, b content.Block) []content.Block {
		if isInstructorNote(b) {
			leaveOut(b.Position(), "a note")
			return to
		}
		return append(to, b)
	}}
	for p := range sub.Parts {
		w.Part(p)
		dropNotes(p)
		setLevels(headingsOf(p))
	}
	leadToPages(sub)
	return sub
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

// withoutAnswers returns a copy of c without answers to look up.
func withoutAnswers(c *content.Course, graded bool) *content.Course {
	all := func(*content.Unit, *content.Lesson, *content.Part) bool { return true }
	sub := Subset(c, all, nil, &diag.List{}) // nothing is left out that could be reported
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
