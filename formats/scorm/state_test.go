package scorm

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"testing"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
)

func TestModules(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	if out, err := exec.CommandContext(t.Context(), node, "--no-warnings", "--test", "player/modules_test.mjs").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// practised is a course of lessons, each of a page, with as many questions as asked for on the first.
func practised(lessons, questions int, answer content.Answer) *content.Course {
	var titles []string
	for i := range lessons {
		titles = append(titles, fmt.Sprint("lesson ", i))
	}
	c := course(titles...)
	quiz := &content.Quiz{Pos: at, ID: "quiz"}
	for i := range questions {
		quiz.Questions = append(quiz.Questions, &content.Question{Pos: at, ID: fmt.Sprint("q", i), Answer: answer})
	}
	part := c.Units[0].Lessons[0].Parts[0]
	part.Blocks = append(part.Blocks, quiz)
	return c
}

func stateSize(c *content.Course) (size int, said []diag.Diagnostic) {
	var list diag.List
	p := newPackage(&formats.Input{Course: c, Report: &list}, standards["scorm12"], Options{})
	p.reportState()
	for _, s := range p.stateShares() {
		size += s.size
	}
	return size + stateOverhead, list.Sorted()
}

func TestLargeCoursesFitIntoTheState(t *testing.T) {
	choice := &content.Choice{Options: []*content.Option{{}, {}, {}, {}}}
	size, said := stateSize(practised(100, 200, choice))
	if size > stateLimit || len(said) > 0 {
		t.Errorf("%d characters, and %v", size, said)
	}
	choices := &content.Choice{Multiple: true, Options: choice.Options}
	if size, said := stateSize(practised(100, 200, choices)); size > stateLimit || len(said) > 0 {
		t.Errorf("with several right answers %d characters, and %v", size, said)
	}
}

// What would not be kept is said when the package is made: essays before answers, and those before results.
func TestWhatDoesNotFitIsReported(t *testing.T) {
	tests := []struct {
		name string
		c    *content.Course
		want string
	}{
		{"essays", practised(10, 3, &content.Essay{}), "essays"},
		{"answers", practised(100, 100, &content.ShortText{}), "answers to questions"},
		{"results", practised(500, 500, &content.Choice{}), "results of questions"},
		{"pages", practised(1100, 0, nil), "pages that were seen"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, said := stateSize(tt.c)
			if len(said) == 0 || said[0].Code != "state-too-large" {
				t.Fatalf("%v", said)
			}
			for _, d := range said {
				if want := "with everything done, the " + tt.want; d.Message[:len(want)] == want {
					return
				}
			}
			t.Errorf("nothing of %s in %v", tt.want, said)
		})
	}
}

var placeholders = regexp.MustCompile(`\{\w+\}`)

func sameNames(a, b []string) bool {
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// The interface speaks every language in the same words.
func TestLanguagesHaveAllWords(t *testing.T) {
	for _, lang := range []string{"en", "de", "fr", "es", "pt", "nl", "it", "pl", "fa", "ar", "he", "zh", "ja"} {
		for key := range allWords()["en"] {
			if allWords()[lang][key] == "" {
				t.Errorf("%s lacks %q", lang, key)
			}
		}
	}
	for lang, words := range allWords() {
		for key, text := range words {
			if names := placeholders.FindAllString(text, -1); !sameNames(names, placeholders.FindAllString(allWords()["en"][key], -1)) {
				t.Errorf("%s: %q has other names in braces than the English text", lang, text)
			}
		}
	}
}

// What browsers have to load stays small.
func TestPlayerIsSmall(t *testing.T) {
	for _, name := range []string{"scorm12", "scorm2004", "cmi5"} {
		p := newPackage(&formats.Input{Course: course("Moon"), Report: &diag.List{}}, standards[name], Options{})
		if err := p.addPlayer(); err != nil {
			t.Fatal(err)
		}
		scripts := len(p.files["player/shell.js"]) + len(p.files["player/page.js"])
		sheets := len(p.files["player/shell.css"]) + len(p.files["player/page.css"])
		if scripts > 40_000 || sheets > 15_000 {
			t.Errorf("%s: %d bytes of scripts, %d of style sheets", name, scripts, sheets)
		}
	}
}
