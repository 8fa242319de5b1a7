package content

import (
	"errors"
	"fmt"
	"strings"
)

// Check reports what a finished course must not be: links or images left unresolved, ids that are missing, double or
// lead nowhere, notes without numbers, skipped heading levels, blanks without answers, nodes without a place. It is for tests and for whoever
// builds a tree by hand; nothing that an author writes may lead to an error.
func Check(c *Course) error {
	k := &checker{ids: map[*Part]map[string]bool{}}
	seen := map[string]bool{}
	for p := range c.Parts {
		k.unique(seen, "part", p, p.ID)
		k.collectIDs(p)
	}
	seen = map[string]bool{}
	for l := range c.Lessons {
		k.unique(seen, "lesson", l, l.ID)
		for _, n := range l.Meta.Prerequisites {
			k.node(nil, n)
		}
		k.answered(l)
	}
	for p := range c.Parts {
		k.part(p)
	}
	return errors.Join(k.errs...)
}

type checker struct {
	ids  map[*Part]map[string]bool
	errs []error
}

func (k *checker) failf(n Node, format string, args ...any) {
	k.errs = append(k.errs, fmt.Errorf("%s: %s: %s", n.Position(), Kind(n), fmt.Sprintf(format, args...)))
}

func (k *checker) unique(seen map[string]bool, what string, n Node, id string) {
	switch {
	case id == "":
		k.failf(n, "no %s id", what)
	case seen[id]:
		k.failf(n, "%s id %q is double", what, id)
	}
	seen[id] = true
}

func (k *checker) collectIDs(p *Part) {
	ids := map[string]bool{}
	Walk(p, func(n Node) bool {
		switch id := ID(n); {
		case id == "":
		case ids[id]:
			k.failf(n, "id %q is double", id)
		case strings.ContainsAny(id, " \t\n"):
			k.failf(n, "id %q has white space", id)
		default:
			ids[id] = true
		}
		return true
	})
	k.ids[p] = ids
}

// answered checks what is asked in a lesson.
func (k *checker) answered(l *Lesson) {
	seen := map[string]bool{}
	Walk(l, func(n Node) bool {
		switch n := n.(type) {
		case *Question:
			k.unique(seen, "question", n, n.ID)
			k.blanks(n)
		case *Flashcard:
			k.unique(seen, "card", n, n.ID)
		case *Exercise:
			k.unique(seen, "exercise", n, n.ID)
		}
		return true
	})
}

// blanks checks that the blanks of a question are numbered in the order of their answers.
func (k *checker) blanks(q *Question) {
	last := 0
	for _, b := range q.Prompt {
		Walk(b, func(n Node) bool {
			if blank, ok := n.(*Blank); ok {
				if last++; blank.Number != last {
					k.failf(blank, "number %d, not %d", blank.Number, last)
				}
			}
			_, other := n.(*Quiz)
			return !other
		})
	}
	answers := 0
	if c, ok := q.Answer.(*Cloze); ok {
		answers = len(c.Answers)
	}
	if last != answers {
		k.failf(q, "%d blanks and %d answers", last, answers)
	}
}

func (k *checker) part(p *Part) {
	level := 1
	for i, note := range p.Notes {
		if note.Number != i+1 {
			k.failf(note, "note %q has number %d, not %d", note.ID, note.Number, i+1)
		}
	}
	Walk(p, func(n Node) bool {
		k.node(p, n)
		if h, ok := n.(*Heading); ok {
			if h.Level < 2 || h.Level > level+1 {
				k.failf(h, "level %d after %d", h.Level, level)
			}
			level = h.Level
		}
		return true
	})
}

// node checks n in itself; p is nil outside of parts.
func (k *checker) node(p *Part, n Node) {
	if !n.Position().IsValid() {
		k.failf(n, "no place")
	}
	switch n := n.(type) {
	case *Link:
		k.target(n)
	case *Image:
		if n.Asset == nil {
			k.failf(n, "%q is not loaded", n.Src)
		}
	case *Embed:
		for _, t := range n.Tracks {
			if t.Asset == nil {
				k.failf(&t, "%q is not loaded", t.URL)
			}
		}
	case *NoteRef:
		if n.Number < 1 || n.Number > len(p.Notes) || p.Notes[n.Number-1].ID != n.ID {
			k.failf(n, "note %q is not note %d of the part", n.ID, n.Number)
		}
	case *Row:
		if len(n.Cells) == 0 {
			k.failf(n, "no cells")
		}
	case *List:
		if len(n.Items) == 0 {
			k.failf(n, "no items")
		}
	}
}

func (k *checker) target(n *Link) {
	switch t := n.Target.(type) {
	case Internal:
		ids, ok := k.ids[t.Part]
		switch {
		case !ok:
			k.failf(n, "leads to a part that is not in the course")
		case t.ID != "" && !ids[t.ID]:
			k.failf(n, "leads to %q, which %s does not have", t.ID, t.Part.ID)
		}
	case External:
		if t.URL == "" {
			k.failf(n, "leads to an empty address")
		}
	case Download:
		if t.Asset == nil {
			k.failf(n, "leads to a file that is not loaded")
		}
	case Beside:
		if t.Course == "" {
			k.failf(n, "leads to no course")
		}
	default:
		k.failf(n, "target %T", n.Target)
	}
}
