package scorm

import (
	"fmt"

	"coursepack/content/diag"
	"coursepack/formats/internal/practice"
)

// What player/state.js may write, and what it needs before the first entry: "1.v", the heads of four other sections and
// the place on the page.
const (
	stateLimit    = 4096
	stateOverhead = len("1.v") + 4*len(".q") + len(".s999")
)

// A share is a kind of what a learner's state holds.
type share struct {
	what string // for a diagnostic
	size int    // in characters, with everything done
}

// stateShares returns what the state of the course has to hold, in the order in which the player gives it room.
func (p *scormPackage) stateShares() []share {
	shares := []share{
		{"pages that were seen", 4 * len(p.pages)},
		{"results of questions", 0}, {"answers to questions", 0}, {"exercises", 0}, {"flashcards", 0}, {"essays", 0},
	}
	for _, item := range p.items {
		size := item.Size()
		switch item.Kind {
		case practice.Question:
			shares[1].size += size.Result
			shares[2].size += size.Answer
		case practice.Exercise:
			shares[3].size += size.Result
		case practice.Card:
			shares[4].size += size.Result
		case practice.Essay:
			shares[1].size += size.Result
			shares[5].size += size.Answer
		}
	}
	return shares
}

// reportState says what of a learner's work would not be kept if the learner did everything.
func (p *scormPackage) reportState() {
	room := stateLimit - stateOverhead
	for i, s := range p.stateShares() {
		if s.size <= room {
			room -= s.size
			continue
		}
		severity := diag.Warning
		if i >= 3 {
			severity = diag.Note // what learners do for themselves
		}
		p.report.Report(diag.Diagnostic{
			Pos: p.course.Pos, Severity: severity, Code: "state-too-large",
			Message: fmt.Sprintf("with everything done, the %s take %d characters of the %d that platforms keep, and there are %d left", s.what, s.size, stateLimit, room),
			Instead: "the last of them are forgotten at the next visit",
			Hint:    "split the course by units or lessons",
		})
		room = 0
	}
}
