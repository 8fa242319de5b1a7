package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
	"coursepack/content/testkit"
)

var update = flag.Bool("update", false, "rewrite the expected trees and diagnostics in testdata")

// Each file of testdata holds texts, input.md or input.mdx, and for each the tree and the diagnostics that it gives.
func TestGolden(t *testing.T) {
	testkit.Archives(t, *update, func(t *testing.T, f txtar.File) ([]txtar.File, bool) {
		ext := filepath.Ext(f.Name)
		if ext != ".md" && ext != ".mdx" {
			return nil, false
		}
		tree, problems := parse(t, f.Name, f.Data)
		checkExact(t, f.Name, f.Data)
		name := strings.TrimSuffix(f.Name, ext)
		files := []txtar.File{{Name: name + ".tree", Data: []byte(tree)}}
		if problems != "" {
			files = append(files, txtar.File{Name: name + ".diagnostics", Data: []byte(problems)})
		}
		return files, true
	})
}

// parse reads a text and checks what holds for every text.
func parse(t testing.TB, name string, data []byte) (tree, problems string) {
	doc := docOf(name, data)
	var list diag.List
	r := Parse(doc, source.Limits{}, &list)
	var b strings.Builder
	if r.Title != nil {
		b.WriteString("Title ")
		content.Dump(&b, r.Title)
	}
	for _, n := range r.Blocks {
		content.Dump(&b, n)
	}
	for _, n := range r.Notes {
		content.Dump(&b, n)
	}
	lines := linesOf(doc.Text)
	walk(r, func(n content.Node) bool {
		lines.check(t, content.Kind(n), n.Position())
		return true
	})
	var p strings.Builder
	for _, d := range list.Sorted() {
		fmt.Fprintln(&p, d)
		lines.check(t, "diagnostic "+d.Code, d.Pos)
	}
	return b.String(), p.String()
}

// Editors put pictures into the text, each longer than any paragraph.
func TestLongAddressesMakeNoLongParagraph(t *testing.T) {
	picture := "data:image/png;base64," + strings.Repeat("iVBORw0K", maxInline/4)
	for _, text := range []string{"![a](" + picture + ")", "Before ![a](<" + picture + "> \"b\") *after*"} {
		if tree, problems := parse(t, "a.md", []byte(text)); !strings.Contains(tree, "(image src=data:") || problems != "" {
			t.Errorf("%.30s gives %.200s%s", text, tree, problems)
		}
	}
	for _, text := range []string{strings.Repeat("word ", maxInline), "![a](" + picture + ") " + strings.Repeat("word ", maxInline)} {
		if _, problems := parse(t, "a.md", []byte(text)); !strings.Contains(problems, "paragraph-too-long") {
			t.Errorf("%.30s is not too long: %s", text, problems)
		}
	}
}

func TestNothingIsMadeOfNothing(t *testing.T) {
	for _, text := range []string{"", "\n", "  \n\n", "<!-- -->", "[a]: b", "#\n##"} {
		for _, name := range []string{"a.md", "a.mdx"} {
			if tree, problems := parse(t, name, []byte(text)); tree+problems != "" {
				t.Errorf("%q in %s gives %s%s", text, name, tree, problems)
			}
		}
	}
}

// docOf returns a text as a layout would hand it over. "a.kramdown.md" is in the dialect kramdown.
func docOf(name string, data []byte) *source.Doc {
	dialect := source.GFM
	if strings.HasSuffix(name, ".mdx") {
		dialect = source.MDX
	} else if named := filepath.Ext(strings.TrimSuffix(name, ".md")); named != "" {
		dialect = source.Dialect(named[1:])
	}
	data = bytes.Clone(data)
	front := source.SplitFront(name, data, &diag.List{})
	return &source.Doc{Part: &content.Part{Source: name}, Dialect: dialect, Text: source.NewText(name, data), Front: front}
}

// checkExact checks that nodes and words stand just where they say.
func checkExact(t *testing.T, name string, data []byte) {
	doc := docOf(name, data)
	lines := linesOf(doc.Text)
	walk(Parse(doc, source.Limits{}, &diag.List{}), func(n content.Node) bool {
		lines.checkSign(t, n)
		if w, ok := n.(*content.Text); ok {
			lines.checkWord(t, w)
		}
		return true
	})
}

func walk(r Result, visit func(content.Node) bool) {
	if r.Title != nil {
		content.Walk(r.Title, visit)
	}
	for _, b := range r.Blocks {
		content.Walk(b, visit)
	}
	for _, n := range r.Notes {
		content.Walk(n, visit)
	}
}

// lines are the lines of a text, in characters.
type lines struct {
	name string
	all  [][]rune
}

func linesOf(text *source.Text) *lines {
	l := &lines{name: text.Name}
	for line := range bytes.SplitSeq(text.Data, []byte("\n")) {
		l.all = append(l.all, []rune(string(line)))
	}
	return l
}

// at returns what stands at pos, to the end of the line.
func (l *lines) at(pos content.Pos) string {
	line := l.all[pos.Line-1]
	return string(line[min(pos.Col-1, len(line)):])
}

// check checks that a place lies in the text.
func (l *lines) check(t testing.TB, what string, pos content.Pos) {
	t.Helper()
	if pos.File != l.name || pos.Line < 1 || pos.Line > len(l.all) || pos.Col < 1 || pos.Col > len(l.all[pos.Line-1])+1 {
		t.Errorf("%s is at %v, outside of the text", what, pos)
	}
}

// checkWord checks that a text starts where it says, unless it is written differently from how it reads.
func (l *lines) checkWord(t testing.TB, w *content.Text) {
	t.Helper()
	at := l.at(w.Pos)
	if strings.HasPrefix(w.Text, " ") {
		at = strings.Replace(at, "\t", " ", 1)
	}
	if at == "" || strings.ContainsAny(at[:1], "\\&<>{`'\"\x00[]:+?!/=") || strings.ContainsAny(w.Text, "“”") {
		return
	}
	if []rune(w.Text)[0] != []rune(at)[0] {
		t.Errorf("%v: the text %q is not at %q", w.Pos, w.Text, at)
	}
}

// signs are what nodes of Markdown and HTML can start with.
var signs = map[string]string{
	"Emph": "*_<\\", "Strong": "*_<:{>\\`", "Strike": "~<{", "Sub": "<~{", "Super": "<^{", "Code": "`<\\{", "Math": "$\\{<", "Image": "!<`{",
	"Rule": "-*_<", "MathBlock": "$`~\\{<", "Quote": "><`:", "Details": ":<`~{?/>", "Tabs": "<:{=/`#", "NoteRef": "[^<", "Note": "[^<",
	"Flashcards": "<", "Flashcard": "<", "Embed": "<{!?", "Span": "<{[(+=^:",
}

// checkSign checks that a node starts where its first sign stands.
func (l *lines) checkSign(t testing.TB, n content.Node) {
	t.Helper()
	want, ok := signs[content.Kind(n)]
	if s, isSpan := n.(*content.Span); isSpan && s.Role == content.SpanAbbr {
		return // it may be a word that is explained elsewhere
	}
	if at := l.at(n.Position()); ok && (at == "" || !strings.Contains(want, at[:1])) {
		t.Errorf("%v: there is no %s at %q", n.Position(), content.Kind(n), at)
	}
}

func plain(blocks []content.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		content.Walk(block, func(n content.Node) bool {
			if t, ok := n.(*content.Text); ok {
				b.WriteString(t.Text)
			}
			return true
		})
	}
	return b.String()
}
