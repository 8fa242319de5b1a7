package markdown

import (
	"os"
	"strings"
	"testing"

	"coursepack/content"
)

// The manual has an example of every kind of answer, and each is read as it says.
func TestQuizzesManual(t *testing.T) {
	manual, err := os.ReadFile("../../QUIZZES.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	examples := strings.Split(string(manual), "````markdown\n")[1:]
	for _, example := range examples {
		example, _, _ = strings.Cut(example, "````\n")
		tree, problems := parse(t, "a.md", []byte(example))
		if problems != "" || !strings.HasPrefix(tree, "Quiz") {
			t.Errorf("%s\ngives\n%s%s", example, tree, problems)
		}
		for line := range strings.Lines(tree) {
			seen[strings.Fields(line)[0]] = true
		}
	}
	for _, a := range []content.Node{
		&content.Choice{}, &content.Numeric{}, &content.ShortText{}, &content.Cloze{}, &content.Matching{}, &content.Ordering{}, &content.Essay{},
	} {
		if !seen[content.Kind(a)] {
			t.Errorf("no example of a %s", content.Kind(a))
		}
	}
}
