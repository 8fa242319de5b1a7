package export_test

import (
	"os"
	"testing"

	"coursepack/content"
)

// What real courses ask is found, each kind of thing as often as their authors wrote it, and none without its answer.
func TestQuestionsOfRealCourses(t *testing.T) {
	for _, tt := range []struct {
		folder, layout               string
		exercises, cards, gradeables int
	}{
		{"clawdemy-track19", "", 18 + 12, 30, 0},
		{"sib-ngs", "", 29, 0, 0},
		{"git-novice", "", 40, 0, 0},
		{"hf-course/chapters/en", "folder", 0, 0, 133},
	} {
		t.Run(tt.folder, func(t *testing.T) {
			folder := "../../shared/courses/" + tt.folder
			if _, err := os.Stat(folder); err != nil {
				t.Skip("the course is not on this machine")
			}
			exercises, cards, gradeables := 0, 0, 0
			content.Walk(read(t, sample{folder: folder, layout: tt.layout}), func(n content.Node) bool {
				switch n := n.(type) {
				case *content.Exercise:
					exercises++
					if len(n.Prompt) == 0 {
						t.Errorf("%s: nothing is asked", n.Position())
					}
				case *content.Flashcard:
					cards++
				case *content.Question:
					if _, open := n.Answer.(*content.Essay); n.Answer != nil && !open {
						gradeables++
					}
				case *content.Details:
					if content.PlainText(n.Summary) == "Solution" {
						t.Errorf("%s: a solution of nothing", n.Position())
					}
				}
				return true
			})
			if exercises != tt.exercises || cards != tt.cards || gradeables != tt.gradeables {
				t.Errorf("%d exercises, %d cards and %d questions, want %d, %d and %d",
					exercises, cards, gradeables, tt.exercises, tt.cards, tt.gradeables)
			}
		})
	}
}
