package export_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"coursepack/content"
	"coursepack/formats"
	"coursepack/formats/anki"
	"coursepack/formats/cartridge"
	"coursepack/formats/epub"
	"coursepack/formats/gift"
	"coursepack/formats/moodlexml"
	"coursepack/formats/pdf"
	"coursepack/formats/qti"
	"coursepack/formats/scorm"
)

var questionAt = content.Pos{File: "a.md", Line: 1, Col: 1}

// quizSpecimens has a quiz with a question of every kind, and with what else may be said of a quiz.
func quizSpecimens() map[formats.QuestionKind]*content.Quiz {
	choice := func(multiple bool, right string, texts ...string) *content.Choice {
		c := &content.Choice{Pos: questionAt, Multiple: multiple}
		for _, s := range texts {
			c.Options = append(c.Options, &content.Option{Pos: questionAt, Correct: strings.Contains(right, s), Blocks: saying(s)})
		}
		return c
	}
	text := &content.ShortText{Pos: questionAt, Accept: []string{"air", "the air"}}
	near := &content.Numeric{Pos: questionAt, Value: 340, Tolerance: 5}
	menu := choice(false, "faster", "slower", "faster")
	cloze := func(answers ...content.Answer) *content.Question {
		q := &content.Question{Answer: &content.Cloze{Pos: questionAt, Answers: answers}}
		line := words(word)
		for i := range answers {
			line = append(line, &content.Blank{Pos: questionAt, Number: i + 1})
		}
		q.Prompt = []content.Block{&content.Paragraph{Pos: questionAt, Inlines: line}}
		return q
	}
	ask := func(a content.Answer) *content.Question { return &content.Question{Prompt: saying(word), Answer: a} }
	hinted := ask(choice(false, "a", "a", "b"))
	hinted.Hints = [][]content.Block{saying("Think.")}
	questions := map[formats.QuestionKind]*content.Question{
		formats.OneRight:      ask(choice(false, "light", "light", "bread")),
		formats.SeveralRight:  ask(choice(true, "light sound", "light", "bread", "sound")),
		formats.TrueFalse:     ask(choice(false, "True", "True", "False")),
		formats.Number:        ask(&content.Numeric{Pos: questionAt, Value: 2}),
		formats.Tolerance:     ask(near),
		formats.Typed:         ask(text),
		formats.CaseMatters:   ask(&content.ShortText{Pos: questionAt, Accept: []string{"Hz"}, CaseSensitive: true}),
		formats.Blanks:        cloze(text, text),
		formats.BlanksNumbers: cloze(text, near),
		formats.Menus:         cloze(menu, menu),
		formats.BlanksMenus:   cloze(text, menu),
		formats.Pairs:         ask(&content.Matching{Pos: questionAt, Pairs: []*content.Pair{{Left: words("light"), Right: words("photons")}, {Left: words("sound"), Right: words("air")}}}),
		formats.Order:         ask(&content.Ordering{Pos: questionAt, Items: [][]content.Inline{words("two"), words("one"), words("three")}}),
		formats.FreeText:      ask(&content.Essay{Pos: questionAt, Model: saying("So.")}),
		formats.Hints:         hinted,
		formats.Attempts:      ask(text),
		formats.TimeLimit:     ask(text),
	}
	all := map[formats.QuestionKind]*content.Quiz{}
	for kind, q := range questions {
		q.Pos, q.ID = questionAt, "q"
		all[kind] = &content.Quiz{Pos: questionAt, Questions: []*content.Question{q}}
	}
	all[formats.Attempts].Attempts = 2
	all[formats.TimeLimit].TimeLimit = 20 * time.Minute
	return all
}

func words(s string) []content.Inline {
	return []content.Inline{&content.Text{Pos: questionAt, Text: s}}
}

func saying(s string) []content.Block {
	return []content.Block{&content.Paragraph{Pos: questionAt, Inlines: words(s)}}
}

// What formats say of questions is true, for each system that reads their files: what one has whole goes without a word about
// it, what is degraded or dropped is reported, and nothing but what is dropped is missing.
func TestFormatsKeepTheirWordAboutQuestions(t *testing.T) {
	specimens := quizSpecimens()
	for _, f := range []formats.Format{
		pdf.New(pdf.Options{}), epub.New(epub.Options{}), scorm.New(scorm.Options{}), scorm.New2004(scorm.Options{}), scorm.NewCMI5(scorm.Options{}),
		cartridge.New(cartridge.Options{}), cartridge.New(cartridge.Options{Standard: true}), qti.New(qti.Options{}),
		moodlexml.New(moodlexml.Options{}), anki.New(anki.Options{}), gift.New(gift.Options{}),
	} {
		info := f.Info()
		readers := info.Questions
		if readers == nil {
			readers = []formats.Questions{{}}
		}
		for _, kind := range formats.QuestionKinds {
			t.Run(info.Name+"/"+string(kind), func(t *testing.T) {
				said, file := writeOne(t, f, specimens[kind])
				about := 0
				for _, r := range readers {
					mentions := 0
					for _, d := range said {
						if strings.Contains(d.Message, r.Reader) {
							mentions++
						}
					}
					if (r.Support[kind] == formats.Whole) != (mentions == 0) {
						t.Errorf("%s in %q, but it reports %v", r.Support[kind], r.Reader, said)
					}
					about += mentions
				}
				if about != len(said) {
					t.Errorf("some of these are about no system: %v", said)
				}
				dropped := slices.ContainsFunc(readers, func(r formats.Questions) bool { return r.Support[kind] == formats.Dropped })
				if arrived := strings.Contains(everythingIn(t, file), word); arrived == dropped {
					t.Errorf("arrived is %v", arrived)
				}
			})
		}
	}
}

// everythingIn returns what a file says, with its markup; of a package, what all of its files say.
func everythingIn(t *testing.T, file string) string {
	t.Helper()
	switch filepath.Ext(file) {
	case ".pdf":
		return textOf(t, file)
	case ".xml", ".txt":
		return contentOf(t, file)
	}
	var all strings.Builder
	err := filepath.WalkDir(unpacked(t, file), func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			all.WriteString(contentOf(t, name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

func contentOf(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
