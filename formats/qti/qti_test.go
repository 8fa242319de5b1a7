package qti

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"testing"

	"coursepack/content/testkit"
	"coursepack/formats"
	"coursepack/formats/internal/bank/banktest"
)

var update = flag.Bool("update", false, "rewrite the expected file")

func TestCourse(t *testing.T) {
	in, said := banktest.Input(t)
	var b bytes.Buffer
	for _, f := range written(t, in) {
		fmt.Fprintf(&b, "-- %s --\n%s", f.name, f.text)
	}
	for _, d := range said.Sorted() {
		fmt.Fprintln(&b, d)
	}
	testkit.Golden(t, "testdata/course.txt", b.String(), *update)
}

type entry struct{ name, text string }

func written(t *testing.T, in *formats.Input) []entry {
	t.Helper()
	var b bytes.Buffer
	if err := New(Options{}).Write(context.Background(), in, &b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var entries []entry
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry{f.Name, string(data)})
	}
	return entries
}
