package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"testing"
	"testing/fstest"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/export"
)

// The books in a cartridge are those that an export of their own writes for learners, whatever else is asked for.
func TestBooksInCartridges(t *testing.T) {
	fsys := fstest.MapFS{
		"1.md":            {Data: []byte("# One\n\n:::instructor\nSecret.\n:::\n\nText.\n\n<details><summary>Answer</summary>\n\n42\n\n</details>\n")},
		"coursepack.yaml": {Data: []byte("id: tides\nlanguage: en\ncartridge: {attach: [pdf, epub]}\n")},
	}
	run := func(e content.Edition, formats ...string) map[string][]byte {
		sink := &export.Memory{}
		opt := export.Options{FS: fsys, Formats: formats, Edition: e}
		if _, err := export.Run(context.Background(), opt, sink, &diag.List{}); err != nil {
			t.Fatal(err)
		}
		return sink.Files()
	}
	for of, learners := range map[content.Edition]content.Edition{
		content.Full: content.Full, content.Student: content.Student, content.Instructor: content.Full,
	} {
		name := "tides" + of.Suffix() + ".imscc"
		cartridge := run(of, "imscc")
		if len(cartridge) != 1 {
			t.Error("the books are written as well")
		}
		for book, want := range run(learners, "pdf", "epub") {
			if !bytes.Equal(entryOf(t, cartridge[name], "web_resources/"+book), want) {
				t.Errorf("%s is another book than the one in %s", book, name)
			}
		}
		if again := run(of, "pdf", "imscc"); !bytes.Equal(again[name], cartridge[name]) {
			t.Error("the cartridge depends on what else is written")
		}
	}
}

// entryOf returns a file of a zip.
func entryOf(t *testing.T, data []byte, name string) []byte {
	t.Helper()
	content, ok := entriesOf(t, data)[name]
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	return content
}

// entriesOf returns the files of a zip by their names.
func entriesOf(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	entries := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if entries[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return entries
}
