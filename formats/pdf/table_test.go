package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
)

// tableOf has a head and as many rows and columns as told; each cell says which it is.
func tableOf(rows, columns int, word string) *content.Table {
	t := &content.Table{Columns: make([]content.Column, columns)}
	for i := range rows + 1 {
		var texts []string
		for j := range columns {
			texts = append(texts, fmt.Sprintf("%s%d.%d", word, i, j))
		}
		if row := cells(i == 0, texts...); i == 0 {
			t.Head = append(t.Head, row)
		} else {
			t.Body = append(t.Body, row)
		}
	}
	return t
}

func TestAWideTableStandsSidewaysAndTheTextGoesAhead(t *testing.T) {
	c := onePart(para(txt("Before.")), tableOf(60, 20, "c"), para(txt("After.")))
	doc := composed(t, c)
	if found := overfull(doc); len(found) > 0 {
		t.Errorf("these are too wide or too low: %q", found)
	}
	if got := doc.pages[2].shown(); !strings.Contains(got, "After.") {
		t.Errorf("the page before the table has\n%s", got)
	}
	for i, p := range doc.pages[3:] {
		if got := p.shown(); !p.sideways || !strings.HasPrefix(strings.TrimSpace(got), "c0.0") {
			t.Errorf("page %d: sideways %t, starts with %.20q", i+4, p.sideways, got)
		}
	}
	if len(doc.pages) < 5 {
		t.Errorf("there are %d pages", len(doc.pages))
	}
	read := read(t, c)
	if at := slices.Index(read, "After."); at < len(read)-2 || !strings.HasPrefix(read[at-1], "c60.19") {
		t.Errorf("the text is read behind %q", read[at-1])
	}
}

func TestATableTurnsSmallerFirst(t *testing.T) {
	doc := composed(t, onePart(tableOf(2, 10, "word")))
	for _, o := range textsOf(doc.pages[2].ops) {
		if strings.HasPrefix(o.text(), "word") && o.size >= tableSize {
			t.Errorf("%q has size %.1f", o.text(), o.size)
		}
	}
	if len(doc.pages) != 3 || doc.pages[2].sideways {
		t.Errorf("there are %d pages", len(doc.pages))
	}
}

func TestATableThatNoPageIsWideEnoughForIsReported(t *testing.T) {
	_, list := written(t, onePart(tableOf(2, 60, "word")))
	if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == "table-squeezed" }) {
		t.Errorf("the diagnostics are %v", list)
	}
}

func TestRowsThatACellJoinsAreDividedBetweenPages(t *testing.T) {
	table := tableOf(120, 2, "c")
	first := table.Body[0].Cells[0]
	first.RowSpan, first.Blocks = 119, says(strings.Repeat("a long remark ", 90))
	for _, row := range table.Body[1:119] {
		row.Cells = row.Cells[1:]
	}
	table.Body[119].Cells[1].Blocks = says(strings.Repeat("a tall cell ", 2000))
	doc := composed(t, onePart(table))
	if found := overfull(doc); len(found) > 0 {
		t.Errorf("these are too low: %q", found)
	}
	if got := all(doc); strings.Count(got, "remark") != 90 || strings.Count(got, "tall") != 2000 || !strings.Contains(got, "c119.1") {
		t.Error("something is lost")
	}
}

func TestColumnsHaveRoomForNumbersOfPages(t *testing.T) {
	there := &content.Part{ID: "there", Title: "There", Blocks: says("The end.")}
	link := &content.Link{Target: content.Internal{Part: there}, Inlines: inlines("a reference")}
	table := tableOf(1, 2, "c")
	table.Body[0].Cells[0].Blocks = []content.Block{para(link)}
	c := onePart(table)
	lesson := c.Units[0].Lessons[0]
	lesson.Parts = append(lesson.Parts, there)
	doc := composed(t, c)
	if got := strings.Join(lineWith(t, doc, "a reference"), " "); !strings.Contains(got, "(page") || !strings.Contains(got, "2 )") {
		t.Errorf("the line has %q", got)
	}
}
