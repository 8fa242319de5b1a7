package diag

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
)

// A List is a Reporter that keeps what it is told. Its zero value is empty and ready to use.
type List struct {
	mu   sync.Mutex
	said map[Diagnostic][]place // by what is said of a file, without line and column
}

type place struct{ line, col int }

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.line, q.line), cmp.Compare(p.col, q.col))
}

// Report adds d.
func (l *List) Report(d Diagnostic) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.said == nil {
		l.said = map[Diagnostic][]place{}
	}
	at := place{d.Line, d.Col}
	d.Line, d.Col = 0, 0
	l.said[d] = append(l.said[d], at)
}

// Worst returns the highest severity in the list; ok is false if the list is empty.
func (l *List) Worst() (worst Severity, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for d := range l.said {
		worst = max(worst, d.Severity)
	}
	return worst, len(l.said) > 0
}

// A saying is what is said of one file, with all the places where it is so.
type saying struct {
	Diagnostic // of the first place
	at         []place
}

// sayings returns what is said of files, in order of first places. What several formats say is one.
func (l *List) sayings() []saying {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([]saying, 0, len(l.said))
	for d, at := range l.said {
		at = slices.Clone(at)
		slices.SortFunc(at, place.compare)
		d.Line, d.Col = at[0].line, at[0].col
		all = append(all, saying{d, slices.Compact(at)})
	}
	slices.SortFunc(all, func(s, t saying) int { return s.Compare(t.Diagnostic) })
	var merged []saying
	for _, s := range all {
		if last := len(merged) - 1; last >= 0 && merged[last].isOfAnotherFormat(s) {
			merged[last].Format += ", " + s.Format
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// isOfAnotherFormat reports whether t says the same as s, of another format.
func (s saying) isOfAnotherFormat(t saying) bool {
	if s.Format == "" || t.Format == "" {
		return false
	}
	same := t.Diagnostic
	same.Format = s.Format
	return same == s.Diagnostic && slices.Equal(s.at, t.at)
}

// each calls do with a diagnostic for each place.
func (s saying) each(do func(Diagnostic)) {
	for _, at := range s.at {
		d := s.Diagnostic
		d.Line, d.Col = at.line, at.col
		do(d)
	}
}

// Places returns all diagnostics in order of their places, each once. It is what programs are told.
func (l *List) Places() []Diagnostic {
	var all []Diagnostic
	for _, s := range l.sayings() {
		s.each(func(d Diagnostic) { all = append(all, d) })
	}
	slices.SortFunc(all, Diagnostic.Compare)
	return all
}

// A Finding is what people are told once of all the places where it is so.
type Finding struct {
	Diagnostic       // that of the first place; its message ends with how often it is so
	Also       []Pos // the other places, in order
}

// Findings returns what there is to tell, in order of first places. What is said of a name is one finding, and so is a
// group; so is what is said more than once of one file, unless it is an error: that has to be mended place by place.
func (l *List) Findings() []Finding {
	var found []Finding
	index := map[Diagnostic]int{}
	for _, s := range l.sayings() {
		s.each(func(d Diagnostic) {
			kin := d.kin()
			if i, again := index[kin]; again {
				found[i].Also = append(found[i].Also, d.Pos)
				return
			}
			index[kin] = len(found)
			found = append(found, Finding{Diagnostic: d})
		})
	}
	for i := range found {
		slices.SortFunc(found[i].Also, Pos.Compare)
		found[i].Message += found[i].times()
	}
	slices.SortFunc(found, func(f, g Finding) int { return f.Compare(g.Diagnostic) })
	return found
}

// Sorted returns the diagnostics of all findings.
func (l *List) Sorted() []Diagnostic {
	var sorted []Diagnostic
	for _, f := range l.Findings() {
		sorted = append(sorted, f.Diagnostic)
	}
	return sorted
}

// kin is what d has in common with those that are one finding with it.
func (d Diagnostic) kin() Diagnostic {
	switch {
	case d.Group != "":
		return Diagnostic{Severity: d.Severity, Code: d.Code, Format: d.Format, Instead: d.Instead, Group: d.Group}
	case d.ByName:
		d.Pos = Pos{}
	case d.Severity < Error:
		d.Line, d.Col = 0, 0
	}
	return d
}

// times says how often, and in how many files, something is so.
func (f Finding) times() string {
	files, last := 1, f.File
	for _, p := range f.Also {
		if p.File != last {
			files, last = files+1, p.File
		}
	}
	in := ""
	if files > 1 && f.Line > 0 {
		in = fmt.Sprintf(" in %d files", files)
	}
	switch more := len(f.Also); {
	case more == 0:
		return ""
	case f.Group != "":
		return fmt.Sprintf(" (and %d more %s%s)", more, f.Group, in)
	case f.Line == 0:
		return fmt.Sprintf(" (%d files)", files)
	default:
		return fmt.Sprintf(" (%d times%s)", more+1, in)
	}
}
