package bib

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/content/source"
)

var update = flag.Bool("update", false, "rewrite what is expected")

func TestWorks(t *testing.T) {
	const file = "testdata/works.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list diag.List
	var works []content.Work
	last := len(archive.Files) - 1
	for _, f := range archive.Files[:last] {
		works = append(works, Read(source.NewText(f.Name, f.Data), &list)...)
	}
	var b strings.Builder
	for _, w := range Sort(works) {
		fmt.Fprintf(&b, "%s (%s %s) at %v\n  %s | %s | %s\n", w.ID, w.Short, w.Year, w.Pos,
			content.PlainText(w.Names), w.Year, content.PlainText(w.Rest))
	}
	for _, d := range list.Sorted() {
		fmt.Fprintln(&b, d)
	}
	if *update {
		archive.Files[last].Data = []byte(b.String())
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(archive.Files[last].Data), b.String()); diff != "" {
		t.Error(diff)
	}
}

func FuzzRead(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/works.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Name, file.Data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		var list diag.List
		text := source.NewText(name, data)
		for _, w := range Sort(Read(text, &list)) {
			if w.ID == "" || w.Year == "" || w.Pos.Line > strings.Count(string(data), "\n")+1 {
				t.Errorf("the work %+v", w)
			}
		}
		for _, d := range list.Sorted() {
			if d.Pos.Line > strings.Count(string(data), "\n")+1 {
				t.Errorf("%v is outside of the file", d)
			}
		}
	})
}
