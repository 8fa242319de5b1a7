package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/text/width"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/export"
)

// wordsPerMinute is how fast learners read what they are to remember, as far as their authors do not say.
const wordsPerMinute = 200

func outlineCommand(tui *terminal) *cli.Command {
	return &cli.Command{
		Name:      "outline",
		Usage:     "print a course as a tree, with ids and what is in every page",
		ArgsUsage: "[SOURCE]",
		Description: `Reads the course in the folder SOURCE (default: the current one) and prints its units, lessons and pages
with the ids that --only takes, the number of words, the minutes to read them, and how many quizzes, figures, formulas and
the like there are.`,
		Flags:  append([]cli.Flag{&cli.BoolFlag{Name: "json", Usage: "print the outline as JSON"}}, readingFlags()...),
		Action: func(c *cli.Context) error { return runOutline(c, tui) },
	}
}

func runOutline(c *cli.Context, tui *terminal) error {
	source, err := sourceArgument(c)
	if err != nil {
		return err
	}
	src, opt, err := openCourse(c, tui, source)
	if err != nil {
		return err
	}
	defer src.Close()
	reading, err := export.Read(c.Context, opt, &diag.List{}) // check tells what is the matter with it
	if err != nil {
		return err
	}
	root := outlineOf(reading.Course)
	if c.Bool("json") {
		return tui.json(root)
	}
	tui.printf("%s", outlineTable(root))
	return nil
}

// An outlineEntry is a course, a unit, a lesson or a page, and what is in it. Fields are added, never renamed.
type outlineEntry struct {
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Title   string `json:"title"`
	Source  string `json:"source,omitempty"` // of a page
	Minutes int    `json:"minutes"`
	content.Counts
	Entries []*outlineEntry `json:"entries,omitempty"`
}

func outlineOf(c *content.Course) *outlineEntry {
	root := &outlineEntry{Kind: "course", ID: c.ID, Title: c.Title}
	if c.Front != nil {
		root.add(pageEntry(c.Front))
	}
	above := []*outlineEntry{root} // the units that the next one may be in, by their levels
	for _, u := range c.Units {
		unit := &outlineEntry{Kind: "unit", ID: u.ID, Title: u.Title}
		for _, l := range u.Lessons {
			unit.add(lessonEntry(l))
		}
		level := min(max(u.Level, 1), len(above))
		above[level-1].Entries = append(above[level-1].Entries, unit)
		above = append(above[:level], unit)
	}
	root.sum()
	return root
}

func lessonEntry(l *content.Lesson) *outlineEntry {
	e := &outlineEntry{Kind: "lesson", ID: l.ID, Title: l.Title}
	for _, p := range l.Parts {
		e.add(pageEntry(p))
	}
	e.sum()
	if said := l.Meta.ReadMinutes + l.Meta.PracticeMinutes; said > 0 {
		e.Minutes = said
	}
	return e
}

func pageEntry(p *content.Part) *outlineEntry {
	e := &outlineEntry{Kind: "page", ID: p.ID, Title: p.MenuTitle(), Source: p.Source, Counts: content.Count(p)}
	e.Minutes = (e.Words + wordsPerMinute - 1) / wordsPerMinute
	return e
}

func (e *outlineEntry) add(inner *outlineEntry) { e.Entries = append(e.Entries, inner) }

// sum gives units and courses what their entries add up to. Lessons have theirs.
func (e *outlineEntry) sum() {
	if e.Kind == "page" || e.Kind == "lesson" && e.Minutes > 0 {
		return
	}
	e.Counts, e.Minutes = content.Counts{}, 0
	for _, inner := range e.Entries {
		inner.sum()
		e.Counts, e.Minutes = e.Counts.Plus(inner.Counts), e.Minutes+inner.Minutes
	}
}

// A countColumn is one of the columns of an outline.
type countColumn struct {
	name  string
	value func(*outlineEntry) int
}

var countColumns = []countColumn{
	{"words", func(e *outlineEntry) int { return e.Words }},
	{"min", func(e *outlineEntry) int { return e.Minutes }},
	{"quizzes", func(e *outlineEntry) int { return e.Quizzes }},
	{"exercises", func(e *outlineEntry) int { return e.Exercises }},
	{"figures", func(e *outlineEntry) int { return e.Figures }},
	{"formulas", func(e *outlineEntry) int { return e.Formulas }},
	{"tables", func(e *outlineEntry) int { return e.Tables }},
	{"code", func(e *outlineEntry) int { return e.Code }},
}

// maxTitle is how wide a title may be in the table, with its indentation.
const maxTitle = 60

// outlineTable sets an outline in columns. Those that are empty all the way down are left out.
func outlineTable(root *outlineEntry) string {
	var columns []countColumn
	head := []string{"", "id"}
	for _, c := range countColumns {
		if c.value(root) > 0 {
			columns = append(columns, c)
			head = append(head, c.name)
		}
	}
	rows := [][]string{head}
	var add func(e *outlineEntry, depth int)
	add = func(e *outlineEntry, depth int) {
		row := []string{fit(strings.Repeat("  ", depth)+e.Title, maxTitle), e.ID}
		for _, c := range columns {
			row = append(row, cmp.Or(strings.TrimPrefix(strconv.Itoa(c.value(e)), "0"), "·"))
		}
		rows = append(rows, row)
		for _, inner := range e.Entries {
			switch {
			case inner.Kind == "unit" && inner.Title == "": // lessons without a unit
				for _, lesson := range inner.Entries {
					add(lesson, depth+1)
				}
			case inner.Kind == "page" && e.Kind == "lesson" && len(e.Entries) == 1: // the lesson itself
			default:
				add(inner, depth+1)
			}
		}
	}
	add(root, 0)
	return align(rows)
}

// align pads cells to columns: the first two to the left, numbers to the right.
func align(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], cells(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			padding := strings.Repeat(" ", widths[i]-cells(cell))
			if i < 2 {
				line += cell + padding + "  "
			} else {
				line += padding + cell + "  "
			}
		}
		fmt.Fprintln(&b, strings.TrimRight(line, " "))
	}
	return b.String()
}

// fit cuts a text that is wider than a number of cells.
func fit(s string, limit int) string {
	if cells(s) <= limit {
		return s
	}
	runes := []rune(s)
	for cells(string(runes)) > limit-1 {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// cells is how wide a text is on a terminal, where characters of East Asia take two cells (UAX #11).
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
