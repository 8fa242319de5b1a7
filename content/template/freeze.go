package template

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"path"
	"strings"

	"coursepack/content/diag"
	"coursepack/content/source"
)

// Frozen returns an expander that takes what Quarto has kept of its last run, in the folder _freeze, in place of a page:
// there, cells of code are followed by what they put out. What was kept of another version of the page is taken only if
// the author says that pages are never run again. Whatever comes of it goes to next.
// https://quarto.org/docs/projects/code-execution.html#freeze
func Frozen(fsys fs.FS, limits source.Limits, always bool, next source.Expander) source.Expander {
	return &frozen{fsys, limits, always, next}
}

type frozen struct {
	fs     fs.FS
	limits source.Limits
	always bool
	next   source.Expander
}

func (f *frozen) Expand(doc *source.Doc, report diag.Reporter) *source.Text {
	text := f.kept(doc, report)
	if text == nil {
		return f.next.Expand(doc, report)
	}
	page := *doc
	page.Text = text
	return f.next.Expand(&page, report)
}

// kept returns the page as it was kept; nil if it was not.
func (f *frozen) kept(doc *source.Doc, report diag.Reporter) *source.Text {
	page := strings.TrimSuffix(doc.Text.Name, path.Ext(doc.Text.Name))
	for _, format := range []string{"html", "revealjs", "epub"} {
		name := path.Join("_freeze", page, "execute-results", format+".json")
		if _, err := fs.Stat(f.fs, name); err != nil {
			continue
		}
		var run struct {
			Hash   string
			Result struct{ Markdown string }
		}
		if json.Unmarshal(source.ReadText(f.fs, name, f.limits, report).Data, &run) != nil || run.Result.Markdown == "" {
			continue
		}
		if !f.always && !f.isOf(doc, run.Hash) {
			report.Report(diag.Diagnostic{
				Pos: diag.Pos{File: doc.Text.Name, Line: 1}, Severity: diag.Note, Code: "freeze-stale",
				Message: "the page has changed since Quarto kept what its code puts out", Instead: "the code alone",
			})
			return nil
		}
		return thaw(doc.Text, page, run.Result.Markdown)
	}
	return nil
}

// isOf reports whether the hash is that of the page's file.
func (f *frozen) isOf(doc *source.Doc, hash string) bool {
	data, err := fs.ReadFile(f.fs, doc.Text.Name)
	sum := md5.Sum(data)
	return err == nil && hex.EncodeToString(sum[:]) == hash
}

// How far ahead in the page a line of the run is looked for; marks that are everywhere are looked for nearby.
const (
	thawAhead = 200
	markAhead = 3
)

// thaw puts the text of a run together: lines that the author wrote have their places, and what the code put out stands
// where the author's next line does.
func thaw(t *source.Text, page, markdown string) *source.Text {
	if rest, ok := strings.CutPrefix(markdown, "---\n"); ok {
		if _, body, closed := strings.Cut(rest, "\n---\n"); closed {
			markdown = body
		}
	}
	files := path.Base(page) + "_files/"
	var lines [][2]int // of the page
	for start := 0; start < len(t.Data); {
		stop := start + len(t.Data[start:])
		if i := bytes.IndexByte(t.Data[start:], '\n'); i >= 0 {
			stop = start + i + 1
		}
		lines = append(lines, [2]int{start, stop})
		start = stop
	}
	var b source.Builder
	next := 0
	for line := range strings.Lines(markdown) {
		text := strings.TrimRight(line, " \t\n")
		ahead := thawAhead
		if len(text) < 4 || strings.HasPrefix(text, "```") || strings.HasPrefix(text, ":::") {
			ahead = markAhead
		}
		found := -1
		for i := next; i < min(next+ahead, len(lines)) && text != ""; i++ {
			if string(bytes.TrimRight(t.Data[lines[i][0]:lines[i][1]], " \t\n")) == text {
				found = i
				break
			}
		}
		if found >= 0 {
			b.Copy(t, lines[found][0], lines[found][1])
			next = found + 1
			continue
		}
		at := len(t.Data)
		if next < len(lines) {
			at = lines[next][0]
		}
		b.Put(strings.ReplaceAll(line, files, "/_freeze/"+page+"/"), t, at)
	}
	return b.Text(t.Name)
}
