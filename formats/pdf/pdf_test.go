package pdf

import (
	"bytes"
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"coursepack/content"
	"coursepack/content/diag"
	"coursepack/formats"
)

func write1(t testing.TB, c *content.Course) ([]byte, []diag.Diagnostic) {
	t.Helper()
	var b bytes.Buffer
	var list diag.List
	in := &formats.Input{Course: c, Time: time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC), Tool: "coursepack test", Report: &list}
	if err := New(Options{}).Write(context.Background(), in, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), list.Sorted()
}

func TestZoo(t *testing.T) {
	file, list := write1(t, zoo(t))
	for _, d := range list {
		t.Log(d)
	}
	os.WriteFile("/tmp/pdfzoo.pdf", file, 0o644)
	_ = sync.Mutex{}
}
