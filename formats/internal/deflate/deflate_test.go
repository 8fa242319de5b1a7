package deflate

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"sync"
	"testing"
)

func TestZlibGivesTheSameBytesInEachGoroutine(t *testing.T) {
	data := []byte(strings.Repeat("what is to be compressed, ", 5000))
	first := Zlib(data)
	r, err := zlib.NewReader(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, data) {
		t.Fatalf("the data has changed: %v", err)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			Zlib([]byte("something else"))
			if !bytes.Equal(Zlib(data), first) {
				t.Error("the bytes differ")
			}
		})
	}
	wait.Wait()
}
