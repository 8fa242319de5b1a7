package markdown

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/testkit"
)

func FuzzQuiz(f *testing.F) { fuzzQuestions(f, source.GFM, "````quiz\n", "\n````\n") }
func FuzzQuizElement(f *testing.F) {
	fuzzQuestions(f, source.PythonMarkdown, "<quiz>\n", "\n</quiz>\n")
}
func FuzzOldQuizElement(f *testing.F) {
	fuzzQuestions(f, source.PythonMarkdown, "<?quiz?>\n", "\n<?/quiz?>\n")
}
func FuzzMDBookQuiz(f *testing.F) { fuzzQuestions(f, source.MDBook, "````mdbook-quiz\n", "\n````\n") }
func FuzzLiaQuiz(f *testing.F)    { fuzzQuestions(f, source.LiaScript, "Which?\n\n", "\n") }

// fuzzQuestions reads any text between two marks as questions. It starts from what stands between such marks in testdata, or
// from all that is there. Besides what holds for every text, every blank has an answer.
func fuzzQuestions(f *testing.F, dialect source.Dialect, opened, closed string) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatal("no testdata", err)
	}
	sign := strings.Trim(opened, "`\n")
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if text := string(file.Data); filepath.Ext(file.Name) == ".md" && strings.Contains(text, sign) || dialect == source.LiaScript && strings.Contains(file.Name, "liascript.md") {
				for piece := range strings.SplitSeq(text, sign+"\n") {
					inner, _, _ := strings.Cut(piece, strings.Trim(closed, "\n`")+"\n")
					f.Add([]byte(inner))
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		data = bytes.ReplaceAll(bytes.ToValidUTF8(data, nil), []byte("\r"), nil)
		name, text := "a."+string(dialect)+".md", []byte(opened+string(data)+closed)
		var tree string
		testkit.Soon(t, func() { tree, _ = parse(t, name, text) }, "%d bytes", len(data))
		if again, _ := parse(t, name, text); again != tree {
			t.Error("the same text gives another tree")
		}
		walk(Parse(docOf(name, text), source.Limits{}, &diag.List{}), func(n content.Node) bool {
			if q, ok := n.(*content.Question); ok {
				checkBlanks(t, q)
			}
			return true
		})
	})
}

// checkBlanks checks that a question expects something, and an answer for each of its blanks in their order.
func checkBlanks(t *testing.T, q *content.Question) {
	t.Helper()
	blanks, answers := 0, 0
	for _, b := range q.Prompt {
		content.Walk(b, func(n content.Node) bool {
			blank, ok := n.(*content.Blank)
			if ok {
				if blanks++; blank.Number != blanks {
					t.Errorf("%v: the blank has number %d, not %d", blank.Pos, blank.Number, blanks)
				}
			}
			_, other := n.(*content.Quiz)
			return !other
		})
	}
	if c, ok := q.Answer.(*content.Cloze); ok {
		answers = len(c.Answers)
	}
	if q.Answer == nil || blanks != answers {
		t.Errorf("%v: %d blanks and %d answers in %T", q.Pos, blanks, answers, q.Answer)
	}
}
