package questionfile

import (
	"bytes"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/testkit"
)

var update = flag.Bool("update", false, "rewrite the expected trees and diagnostics in testdata")

// Each file of testdata holds files of questions, and for each the tree and the diagnostics that it gives.
func TestGolden(t *testing.T) {
	testkit.Archives(t, *update, func(t *testing.T, f txtar.File) ([]txtar.File, bool) {
		if strings.HasSuffix(f.Name, ".tree") {
			return nil, false
		}
		dialect := dialectOf(f.Name, f.Data)
		if dialect == "" {
			t.Fatalf("%s is not taken for questions", f.Name)
		}
		return []txtar.File{{Name: f.Name + ".tree", Data: []byte(parse(t, f.Name, dialect, f.Data))}}, true
	})
}

// dialectOf finds out how a file is written as a course does that has it.
func dialectOf(name string, data []byte) source.Dialect {
	if d := source.QuestionDialect(name, data[:min(len(data), source.QuestionHead)]); d != "" {
		return d
	}
	fsys := fstest.MapFS{name: {Data: data}}
	if d := source.ReadDoc(fsys, name, source.Limits{}, &diag.List{}).Dialect; d.AreQuestions() {
		return d
	}
	return ""
}

// parse returns the tree and the diagnostics that a text gives, and checks what holds for every text: places lie in it, and
// every blank has an answer.
func parse(t testing.TB, name string, dialect source.Dialect, data []byte) string {
	t.Helper()
	text := source.NewText(name, data)
	var list diag.List
	result := Parse(&source.Doc{Part: &content.Part{Source: name}, Dialect: dialect, Text: text}, source.Limits{}, &list)
	lines := strings.Split(string(data), "\n")
	inside := func(what string, pos content.Pos) {
		if pos.File != name || pos.Line < 1 || pos.Line > len(lines) || pos.Col < 1 || pos.Col > len([]rune(lines[pos.Line-1]))+1 {
			t.Errorf("%s is at %v, outside of the text", what, pos)
		}
	}
	var b strings.Builder
	for _, block := range result.Blocks {
		content.Walk(block, func(n content.Node) bool {
			inside(content.Kind(n), n.Position())
			if q, ok := n.(*content.Question); ok {
				checkBlanks(t, q)
			}
			return true
		})
		content.Dump(&b, block)
	}
	for _, note := range result.Notes {
		content.Dump(&b, note)
	}
	for _, d := range list.Sorted() {
		inside("the diagnostic "+d.Code, d.Pos)
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

func checkBlanks(t testing.TB, q *content.Question) {
	t.Helper()
	blanks, answers := 0, 0
	for _, b := range q.Prompt {
		content.Walk(b, func(n content.Node) bool {
			if blank, ok := n.(*content.Blank); ok {
				if blanks++; blank.Number != blanks {
					t.Errorf("%v: the blank has number %d, not %d", blank.Pos, blank.Number, blanks)
				}
			}
			return true
		})
	}
	if c, ok := q.Answer.(*content.Cloze); ok {
		answers = len(c.Answers)
	}
	if q.Answer == nil || blanks != answers {
		t.Errorf("%v: %d blanks and %d answers in %T", q.Pos, blanks, answers, q.Answer)
	}
}

func FuzzGIFT(f *testing.F)      { fuzz(f, source.GIFT) }
func FuzzMoodleXML(f *testing.F) { fuzz(f, source.MoodleXML) }
func FuzzText2QTI(f *testing.F)  { fuzz(f, source.Text2QTI) }
func FuzzRExams(f *testing.F)    { fuzz(f, source.RExams) }

// fuzz reads any text in a dialect: it ends, says places inside of the text and gives the same tree each time.
func fuzz(f *testing.F, dialect source.Dialect) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if dialectOf(file.Name, file.Data) == dialect {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		data = bytes.ReplaceAll(bytes.ToValidUTF8(data, nil), []byte("\r"), nil)
		var tree string
		testkit.Soon(t, func() { tree = parse(t, "a", dialect, data) }, "%d bytes", len(data))
		if parse(t, "a", dialect, data) != tree {
			t.Error("the same text gives another tree")
		}
	})
}
