package mathml_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/math"
	"coursepack/export"
	"coursepack/formats/internal/xhtml/mathml"
)

const (
	toolsDir      = "../../../../.ci"
	oracleDir     = "testdata/oracles"
	disagreements = oracleDir + "/disagreements.txt"
)

// A question is a formula for the oracles.
type question struct {
	Page    string `json:"page"`
	TeX     string `json:"tex"`
	Display bool   `json:"display"`
	Ours    string `json:"ours"`
}

// An answer has the characters that are shown, as math-oracles.mjs compares them.
type answer struct {
	Ours         string
	KaTeX, Temml *string
}

// agrees reports whether at least one of the oracles shows what we do. They do not always agree with one another.
func (a answer) agrees() bool { return a.Ours == *a.KaTeX || a.Ours == *a.Temml }

// Formulas say the same in KaTeX, in Temml and here: every command and environment, and those of real courses where there
// are some. The few that do not are listed with the reason, and one that does again has to leave the list.
func TestOraclesAgree(t *testing.T) {
	questions := ownFormulas(t)
	own := len(questions)
	for _, course := range []string{"cs236notes", "hf-course/chapters/en"} {
		questions = append(questions, courseFormulas(t, "../../../../../shared/courses/"+course)...)
	}
	answers := ask(t, questions)
	listed := readDisagreements(t)
	both, wrong, courses := 0, 0, 0
	for i, q := range questions {
		a := answers[i]
		if a.KaTeX == nil || a.Temml == nil {
			continue
		}
		both++
		if i >= own {
			courses++
		}
		if !a.agrees() {
			wrong++
		}
		switch reason := listed[q.TeX]; {
		case a.agrees() && reason != "":
			t.Errorf("%s is shown as the oracles show it: it has to leave %s", q.TeX, disagreements)
		case !a.agrees() && reason == "":
			t.Errorf("%s\n\t%s\nKaTeX\t%s\nTemml\t%s", q.TeX, a.Ours, *a.KaTeX, *a.Temml)
		}
	}
	t.Logf("%d formulas, of them %d of courses; %d known to both oracles, %d of courses; %d disagreements",
		len(questions), len(questions)-own, both, courses, wrong)
	if both-courses < 1000 || wrong*100 > both {
		t.Errorf("%d formulas of our own known to both oracles, %d of %d shown another way; wanted 1000, and one in a hundred at most", both-courses, wrong, both)
	}
}

// ownFormulas are those in testdata: one a line, a display after $$, a comment after %.
func ownFormulas(t testing.TB) []question {
	t.Helper()
	data, err := os.ReadFile(oracleDir + "/formulas.tex")
	if err != nil {
		t.Fatal(err)
	}
	var all []question
	for line := range strings.Lines(string(data)) {
		tex := strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(tex, "% ") {
			continue
		}
		tex, display := strings.CutPrefix(tex, "$$")
		f, _, _ := math.Parse(tex, math.Options{Display: display})
		all = append(all, newQuestion(fmt.Sprint(len(all)), f))
	}
	return all
}

// courseFormulas are those of a course that is there.
func courseFormulas(t testing.TB, folder string) []question {
	t.Helper()
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	reading, err := export.Read(context.Background(), export.Options{FS: os.DirFS(folder), Folder: "course", Layout: "folder"}, &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	var all []question
	for p := range reading.Course.Parts {
		content.Walk(p, func(n content.Node) bool {
			switch n := n.(type) {
			case *content.Math:
				all = append(all, newQuestion(folder+p.ID, n.Formula))
			case *content.MathBlock:
				all = append(all, newQuestion(folder+p.ID, n.Formula))
			}
			return true
		})
	}
	return all
}

func newQuestion(page string, f *math.Formula) question {
	for _, e := range f.Equations() {
		e.Number = ""
		if e.Tag != nil {
			e.Number = math.PlainText(e.Tag)
		}
	}
	ours := leaves(mathml.Of(f, nil))
	if n := mathml.Number(f); n != nil {
		ours += leaves(n)
	}
	return question{page, f.TeX, f.Display, ours}
}

func leaves(e *mathml.Element) string {
	text := e.Text
	for _, child := range e.Children {
		text += leaves(child)
	}
	return text
}

// ask has the oracles answer.
func ask(t *testing.T, questions []question) []answer {
	t.Helper()
	for _, engine := range []string{"katex", "temml"} {
		if _, err := os.Stat(filepath.Join(toolsDir, "node_modules", engine)); err != nil {
			missing(t, engine)
		}
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "node")
	}
	var in bytes.Buffer
	encoder := json.NewEncoder(&in)
	for _, q := range questions {
		if err := encoder.Encode(q); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, node, filepath.Join(toolsDir, "math-oracles.mjs"))
	command.Stdin, command.Stderr = &in, os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	answers := make([]answer, len(questions))
	decoder := json.NewDecoder(bytes.NewReader(out))
	for i := range answers {
		if err := decoder.Decode(&answers[i]); err != nil {
			t.Fatalf("answer %d: %v", i+1, err)
		}
	}
	return answers
}

func missing(t *testing.T, tool string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed", tool)
	}
	t.Skipf("%s is not installed; make test installs it", tool)
}

// readDisagreements reads lines of a formula, a tab and the reason.
func readDisagreements(t *testing.T) map[string]string {
	t.Helper()
	file, err := os.Open(disagreements)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reasons := map[string]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		tex, reason, ok := strings.Cut(lines.Text(), "\t")
		if !ok || reason == "" {
			t.Fatalf("%s: no reason in %q", disagreements, lines.Text())
		}
		reasons[tex] = reason
	}
	return reasons
}

// Every formula of a real course, parsed and turned into elements; our own where there is no course.
func BenchmarkCourse(b *testing.B) {
	formulas := courseFormulas(b, "../../../../../shared/courses/cs236notes")
	if formulas == nil {
		formulas = ownFormulas(b)[:400]
	}
	for b.Loop() {
		var macros math.Macros
		page := ""
		for _, q := range formulas {
			if q.Page != page {
				page, macros = q.Page, math.Macros{}
			}
			var f *math.Formula
			f, macros, _ = math.Parse(q.TeX, math.Options{Display: q.Display, Macros: macros})
			mathml.Of(f, nil)
		}
	}
	b.ReportMetric(float64(len(formulas)), "formulas")
}
