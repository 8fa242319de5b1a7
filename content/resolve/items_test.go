package resolve_test

import (
	"strings"
	"testing"

	"coursepack/content"
	"coursepack/content/asset"
	"coursepack/content/diag"
	"coursepack/content/resolve"
)

func says(s string) []content.Block {
	return []content.Block{&content.Paragraph{Pos: at, Inlines: text(s)}}
}

func asking(prompts ...string) *content.Quiz {
	quiz := &content.Quiz{Pos: at}
	for _, p := range prompts {
		quiz.Questions = append(quiz.Questions, &content.Question{Pos: at, Prompt: says(p)})
	}
	return quiz
}

// itemIDs returns the ids of what is asked in a lesson of two parts.
func itemIDs(t *testing.T, first, second []content.Block) []string {
	t.Helper()
	o := outline(first...)
	parts := o.Course.Units[0].Lessons[0].Parts
	parts[1].Blocks = second
	var list diag.List
	resolve.Course(o, asset.NewStore(files(), 1<<20), &list)
	if err := content.Check(o.Course); err != nil {
		t.Errorf("not finished: %v", err)
	}
	var ids []string
	for _, p := range parts {
		content.Walk(p, func(n content.Node) bool {
			switch n := n.(type) {
			case *content.Question:
				ids = append(ids, n.ID)
			case *content.Flashcard:
				ids = append(ids, n.ID)
			case *content.Exercise:
				ids = append(ids, n.ID)
			}
			return true
		})
	}
	return ids
}

func TestIDsOfQuestionsComeFromWhatIsAsked(t *testing.T) {
	ids := itemIDs(t, []content.Block{asking("What is  a Wave?", "2. What is a wave", "What is noise?")}, []content.Block{asking("What is a wave?")})
	wave, noise := ids[0], ids[2]
	if noise == wave || ids[1] != wave+"-2" || ids[3] != wave+"-3" {
		t.Errorf("ids %q: the same question must have one id and a number, others another", ids)
	}
	if moved := itemIDs(t, []content.Block{asking("What is noise?")}, []content.Block{asking("What is a wave?")}); moved[0] != noise || moved[1] != wave {
		t.Errorf("ids %q after the questions were moved, before %q", moved, ids)
	}
}

func TestIDsOfAuthorsAreKept(t *testing.T) {
	own := &content.Quiz{Pos: at, Questions: []*content.Question{{Pos: at, ID: "own", Prompt: says("A?")}}}
	cards := &content.Flashcards{Pos: at, Cards: []*content.Flashcard{{Pos: at, ID: "own", Front: says("B?")}}}
	if got := strings.Join(itemIDs(t, []content.Block{own}, []content.Block{cards}), " "); got != "own own-2" {
		t.Errorf("got %s", got)
	}
}

// Programs are part of what is asked.
func TestIDsTellPromptsWithOneTextApart(t *testing.T) {
	ask := func(code string) *content.Question {
		return &content.Question{Pos: at, Prompt: append(says("What does it print?"), &content.CodeBlock{Pos: at, Text: code})}
	}
	ids := itemIDs(t, []content.Block{&content.Quiz{Pos: at, Questions: []*content.Question{ask("1\n"), ask("2\n")}}}, nil)
	if ids[0] == ids[1] || strings.HasPrefix(ids[1], ids[0]+"-") {
		t.Errorf("ids %q", ids)
	}
}

func TestLinksLeadToExercisesThatGotAnotherID(t *testing.T) {
	exercise := func() content.Block { return &content.Exercise{Pos: at, ID: "ex", Prompt: says("Do it.")} }
	link := &content.Link{Pos: at, Target: content.Unresolved{URL: "#ex"}, Inlines: text("above")}
	second := []content.Block{exercise(), &content.Paragraph{Pos: at, Inlines: []content.Inline{link}}}
	if got := strings.Join(itemIDs(t, []content.Block{exercise()}, second), " "); got != "ex ex-2" {
		t.Errorf("got %s", got)
	}
	if to, _ := link.Target.(content.Internal); to.ID != "ex-2" {
		t.Errorf("the link leads to %v", link.Target)
	}
}
