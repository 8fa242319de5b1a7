// Package diag is how coursepack speaks about an author's source: a place, how bad it is, a stable code,
// what is the matter and what the reader gets instead.
//
// A diagnostic is about the source; trouble with the run itself (a full disk, a cancelled export) is an error.
// The package knows nothing of courses or formats and imports nothing of ours.
package diag

import (
	"cmp"
	"fmt"
	"strings"
)

// A Pos is a place in the author's files. The zero Pos means that no place is known.
type Pos struct {
	File string // slash-separated path below the source folder; "" if unknown
	Line int    // from 1; 0 means the file as a whole
	Col  int    // in characters (code points) from 1; 0 means the line as a whole
}

// Position returns p. It lets a type that embeds a Pos say where it stands.
func (p Pos) Position() Pos { return p }

// IsValid reports whether p names a file.
func (p Pos) IsValid() bool { return p.File != "" }

// String returns file:line:col, as far as it is known, and "-" for the zero Pos.
func (p Pos) String() string {
	switch {
	case p.File == "":
		return "-"
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Compare orders positions by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Severity says what a diagnostic means for the reader of the output.
type Severity int

const (
	Note    Severity = iota // nothing is lost
	Warning                 // the output is poorer than what was written
	Error                   // something is missing or wrong in the output
)

var severityNames = [...]string{Note: "note", Warning: "warning", Error: "error"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the severity as its name, for --json.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Diagnostic tells one thing about the source.
type Diagnostic struct {
	Pos
	Severity Severity
	Code     string // stable, kebab-case; documentation and scripts rely on it
	Message  string // what is the matter: lower case, no full stop
	Format   string // the output that it concerns, or several with commas between; "" means all of them
	Instead  string // what the reader gets instead; "" if nothing changes
	Hint     string // what the author can do; "" if there is nothing to add
	ByName   bool   // it is about a name that the source uses, or a way of writing, not about this use of it
	Group    string // names, behind "and 3 more", those that share its cause whatever they say: "from example.org"
}

// String returns the diagnostic on one line:
//
//	lessons/01.mdx:42:7: warning: the audio is not on this machine [embed-remote] → pdf: printed as a link
func (d Diagnostic) String() string {
	var b strings.Builder
	if d.IsValid() {
		fmt.Fprintf(&b, "%s: ", d.Pos)
	}
	fmt.Fprintf(&b, "%s: %s [%s]", d.Severity, d.Message, d.Code)
	switch {
	case d.Format != "" && d.Instead != "":
		fmt.Fprintf(&b, " → %s: %s", d.Format, d.Instead)
	case d.Instead != "":
		fmt.Fprintf(&b, " → %s", d.Instead)
	case d.Format != "":
		fmt.Fprintf(&b, " → %s", d.Format)
	}
	if d.Hint != "" {
		fmt.Fprintf(&b, " (%s)", d.Hint)
	}
	return b.String()
}

// Compare orders diagnostics by place, then by everything else, so that equal runs print equal lists.
func (d Diagnostic) Compare(e Diagnostic) int {
	return cmp.Or(
		d.Pos.Compare(e.Pos),
		-cmp.Compare(d.Severity, e.Severity),
		cmp.Compare(d.Code, e.Code),
		cmp.Compare(d.Message, e.Message),
		cmp.Compare(d.Instead, e.Instead),
		cmp.Compare(d.Hint, e.Hint),
		cmp.Compare(d.Group, e.Group),
		cmp.Compare(d.Format, e.Format),
	)
}

// A Reporter takes diagnostics. Report may be called from several goroutines at once.
type Reporter interface {
	Report(Diagnostic)
}

// For returns a Reporter that names format in whatever it passes on to r.
func For(r Reporter, format string) Reporter { return formatReporter{r, format} }

type formatReporter struct {
	Reporter
	format string
}

func (r formatReporter) Report(d Diagnostic) {
	d.Format = r.format
	r.Reporter.Report(d)
}

// Nearest returns the candidate most like word, for a hint; ok is false if none is near enough.
// Among equals the first in the order of the candidates wins.
func Nearest(word string, candidates []string) (nearest string, ok bool) {
	limit := max(1, len([]rune(word))/3)
	best := limit + 1
	for _, c := range candidates {
		if d := distance(word, c, best); d < best {
			nearest, best = c, d
		}
	}
	return nearest, best <= limit
}

// DidYouMean returns a hint at the candidate most like word, "" if none is near enough.
func DidYouMean(word string, candidates []string) string {
	if near, ok := Nearest(word, candidates); ok {
		return "did you mean " + near + "?"
	}
	return ""
}

// distance counts the letters to add, drop, replace or swap with a neighbour to make b of a, without regard to case;
// it is limit if it is not below that.
func distance(a, b string, limit int) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if d := len(x) - len(y); d >= limit || -d >= limit {
		return limit
	}
	var before, above []int // the rows of x[:i-1] and x[:i]
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before, above, row = above, row, make([]int, len(y)+1)
		row[0] = i + 1
		for j := range y {
			substitute := above[j]
			if x[i] != y[j] {
				substitute++
			}
			row[j+1] = min(substitute, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return min(row[len(y)], limit)
}
