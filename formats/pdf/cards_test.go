package pdf

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
)

// withCards is a course of so many flashcards.
func withCards(n int) *content.Course {
	cards := &content.Flashcards{ID: "cards"}
	for i := range n {
		cards.Cards = append(cards.Cards, &content.Flashcard{ID: fmt.Sprint(i), Front: says(fmt.Sprintf("front%d", i)), Back: says(fmt.Sprintf("back%d", i))})
	}
	return onePart(cards)
}

// middles are the middles of the texts of a page, by what they say.
func middles(p page) map[string][2]float64 {
	at := map[string][2]float64{}
	for _, o := range textsOf(p.ops) {
		at[o.text()] = [2]float64{o.x + o.width()/2, o.y}
	}
	return at
}

func TestBothSidesOfCardsMeet(t *testing.T) {
	for _, o := range []Options{{Cards: true}, {Cards: true, Paper: Letter, Size: 9}, {Cards: true, TwoSided: true}} {
		for _, language := range []string{"en", "he"} {
			c := withCards(9)
			c.Language = language
			doc := optioned(t, c, o)
			pages := doc.pages[len(doc.pages)-4:]
			if (len(doc.pages)-4)%2 != 0 {
				t.Errorf("%+v: the first sheet begins on the back of a leaf", o)
			}
			for i := range 9 {
				sheet := 2 * (i / 8)
				front, ok := middles(pages[sheet])[fmt.Sprintf("front%d", i)]
				back, okBack := middles(pages[sheet+1])[fmt.Sprintf("back%d", i)]
				if !ok || !okBack {
					t.Fatalf("card %d is not on its sheet", i)
				}
				// Turned over its long edge, what is at the left is at the right.
				if math.Abs(front[0]+back[0]-doc.paper.width) > 0.1 || front[1] != back[1] {
					t.Errorf("%+v, %s: card %d has its sides at %v and %v", o, language, i, front, back)
				}
			}
		}
	}
}

func TestCardsToCutOutAreAccessible(t *testing.T) {
	for _, language := range []string{"en", "fa"} {
		c := zoo(t)
		c.Language = language
		t.Run(language, func(t *testing.T) { isAccessible(t, c, Options{Cards: true, OwnFonts: true}) })
	}
}

func TestCardsWithoutRoomAreReported(t *testing.T) {
	c := withCards(2)
	cards := c.Units[0].Lessons[0].Parts[0].Blocks[0].(*content.Flashcards).Cards
	cards[0].Back = says(strings.Repeat("far too much ", 600))
	var list diag.List
	doc, err := compose(context.Background(), input(c, &list), Options{Cards: true, OwnFonts: true})
	if err != nil {
		t.Fatal(err)
	}
	shown := doc.pages[len(doc.pages)-2].shown()
	if strings.Contains(shown, "front0") || !strings.Contains(shown, "front1") {
		t.Errorf("the sheet has %q", shown)
	}
	if said := list.Sorted(); len(said) != 1 || said[0].Code != "card-too-long" {
		t.Errorf("reported: %v", said)
	}
}
