package zipfile

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
)

// noise does not compress.
func noise(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

var text = []byte(strings.Repeat("All models are wrong, but some are useful.\n", 5000))

// write makes a zip with entries of every kind; wrap changes how they read.
func write(t *testing.T, wrap func(io.Reader) io.Reader) []byte {
	t.Helper()
	src := func(b []byte) Source {
		return func() (io.ReadCloser, error) { return io.NopCloser(wrap(bytes.NewReader(b))), nil }
	}
	var out bytes.Buffer
	w := NewWriter(&out)
	for _, err := range []error{
		w.Store("mimetype", src([]byte("application/epub+zip"))),
		w.Deflate("text.txt", src(text)),
		w.Deflate("noise.bin", src(noise(10_000))),
		w.Deflate("empty.txt", src(nil)),
		w.Store("images/größe.png", src(noise(200_000))),
		w.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

func same(r io.Reader) io.Reader { return r }

func TestEntriesComeBackInOrder(t *testing.T) {
	z := open(t, write(t, same))
	want := []struct {
		name    string
		method  uint16
		content []byte
	}{
		{"mimetype", zip.Store, []byte("application/epub+zip")},
		{"text.txt", zip.Deflate, text},
		{"noise.bin", zip.Store, noise(10_000)},
		{"empty.txt", zip.Store, nil},
		{"images/größe.png", zip.Store, noise(200_000)},
	}
	if len(z.File) != len(want) {
		t.Fatalf("%d entries, want %d", len(z.File), len(want))
	}
	for i, f := range z.File {
		if f.Name != want[i].name || f.Method != want[i].method {
			t.Errorf("entry %d is %s by method %d, want %s by %d", i, f.Name, f.Method, want[i].name, want[i].method)
		}
		if !bytes.Equal(content(t, f), want[i].content) {
			t.Errorf("%s does not come back as it was", f.Name)
		}
	}
}

func TestHeadersArePlain(t *testing.T) {
	const dataDescriptor, utf8 = 0x8, 0x800
	for _, f := range open(t, write(t, same)).File {
		if f.Flags&dataDescriptor != 0 || len(f.Extra) > 0 || f.ExternalAttrs != 0 {
			t.Errorf("%s has flags %#x, %d bytes of extra fields, attributes %#x", f.Name, f.Flags, len(f.Extra), f.ExternalAttrs)
		}
		if ascii := !strings.Contains(f.Name, "ö"); ascii == (f.Flags&utf8 != 0) {
			t.Errorf("%s has flags %#x", f.Name, f.Flags)
		}
		if got := f.Modified.Format("2006-01-02 15:04:05"); got != "1980-01-01 00:00:00" {
			t.Errorf("%s is dated %s", f.Name, got)
		}
	}
}

// Readers look for the media type at a fixed place:
// https://www.w3.org/TR/epub-33/#sec-zip-container-mime.
func TestFirstEntryIsReadableInPlace(t *testing.T) {
	b := write(t, same)
	if got := string(b[30:58]); got != "mimetypeapplication/epub+zip" {
		t.Errorf("the zip has %q at byte 30", got)
	}
}

func TestBytesDoNotDependOnTheSizeOfReads(t *testing.T) {
	want := write(t, same)
	for _, wrap := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader} {
		if !bytes.Equal(write(t, wrap), want) {
			t.Error("another way of reading gives another zip")
		}
	}
}

func accept(name string) error { return NewWriter(io.Discard).Store(name, Bytes(nil)) }

func TestNames(t *testing.T) {
	for _, name := range []string{
		"", ".", "/etc/passwd", "../up", "a/../b", "a//b", "a/", "./a", `a\b`, "C:/a", "a:b",
		"a\x00b", "a\nb", "a\u0085b", "a?b", `a"b`, "a.", "dir./a", " a", "a ", "\xff", "a\ufffd",
		strings.Repeat("n", maxName+1),
	} {
		if err := accept(name); err == nil {
			t.Errorf("%q is accepted", name)
		}
	}
	for _, name := range []string{
		"a", "a/b.c", ".hidden", "a..b", "größe.png", "第一課/圖.png", "a b", strings.Repeat("n", maxName),
	} {
		if err := accept(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestNamesThatClash(t *testing.T) {
	for _, pair := range [][2]string{
		{"a.png", "a.png"}, {"a.png", "A.PNG"}, {"ÄÖ", "äö"},
		{"a", "a/b"}, {"a/b", "a"}, {"a/b", "A"}, {"a/b", "a/b/c/d"},
	} {
		w := NewWriter(io.Discard)
		if err := w.Store(pair[0], Bytes(nil)); err != nil {
			t.Fatal(err)
		}
		if err := w.Store(pair[1], Bytes(nil)); err == nil {
			t.Errorf("%q is accepted beside %q", pair[1], pair[0])
		}
	}
	w := NewWriter(io.Discard)
	for _, name := range []string{"a/b", "A/c", "ab"} {
		if err := w.Store(name, Bytes(nil)); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestSourcesThatFail(t *testing.T) {
	lost := errors.New("the disk went away")
	broken := func() (io.ReadCloser, error) { return io.NopCloser(iotest.ErrReader(lost)), nil }
	absent := func() (io.ReadCloser, error) { return nil, lost }
	for _, src := range []Source{broken, absent} {
		w := NewWriter(io.Discard)
		if err := w.Store("a", src); !errors.Is(err, lost) {
			t.Errorf("Store says %v", err)
		}
		if err := w.Deflate("b", src); !errors.Is(err, lost) {
			t.Errorf("Deflate says %v", err)
		}
	}
	reads := 0
	changing := func() (io.ReadCloser, error) {
		reads++
		return io.NopCloser(bytes.NewReader(text[:reads])), nil
	}
	if err := NewWriter(io.Discard).Store("c", changing); err == nil {
		t.Error("a file that changes between readings is accepted")
	}
}

func open(t *testing.T, b []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func content(t *testing.T, f *zip.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A course has thousands of pictures: what each takes while it is copied adds up.
func TestFilesAreCopiedInOneRoom(t *testing.T) {
	name := filepath.Join(t.TempDir(), "picture")
	if err := os.WriteFile(name, make([]byte, 100<<10), 0o666); err != nil {
		t.Fatal(err)
	}
	w := NewWriter(io.Discard)
	store := func(i int) {
		if err := w.Store(fmt.Sprintf("%d.png", i), func() (io.ReadCloser, error) { return os.Open(name) }); err != nil {
			t.Fatal(err)
		}
	}
	const files, most = 200, 4 << 10
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range files {
		store(i)
	}
	runtime.ReadMemStats(&after)
	if each := (after.TotalAlloc - before.TotalAlloc) / files; each > most {
		t.Errorf("a file takes %d bytes while it is copied, want %d at most", each, most)
	}
}
