package pdf

import (
	"strings"
	"testing"

	"coursepack/content"
)

// handout is a lesson of two parts that was split off a course.
func handout() *content.Course {
	c := lessons(1, 40)
	c.Title, c.Whole = "Tides: The Moon", "Tides"
	c.Authors, c.License = []content.Person{{Name: "A. Keeper"}}, content.License{Name: "CC BY 4.0"}
	l := c.Units[0].Lessons[0]
	l.Title = "The Moon"
	away := &content.Link{Target: content.Beside{Course: "tides-rock"}, Inlines: inlines("rock")}
	l.Parts = append(l.Parts, &content.Part{ID: "more", Title: "More", Blocks: []content.Block{para(txt("It pulls "), away)}})
	return c
}

func TestHandoutsHaveATitleBlockInsteadOfAFrontMatter(t *testing.T) {
	doc := composed(t, handout())
	last := doc.pages[len(doc.pages)-1]
	first := flat(doc.pages[0])
	for _, want := range []string{"Tides\n", "A. Keeper · CC BY 4.0", "The Moon\n", "Lesson 11\n", "More" + last.number + "\n"} {
		if !strings.Contains(first, want) {
			t.Errorf("the first page lacks %q:\n%s", want, first)
		}
	}
	if doc.pages[0].number != "1" || doc.roman != 0 {
		t.Errorf("the first page has the number %s", doc.pages[0].number)
	}
	head := (page{drawing: drawing{ops: last.furniture}}).shown()
	if !strings.HasPrefix(head, "Tides The Moon") {
		t.Errorf("the running head is %q", head)
	}
}

func TestLinksToOtherHandoutsNameTheirFiles(t *testing.T) {
	doc := composed(t, handout())
	if got, want := flat(doc.pages[len(doc.pages)-1]), "It pulls rock (tides-rock.pdf)"; !strings.Contains(got, want) {
		t.Errorf("the page lacks %q:\n%s", want, got)
	}
}
