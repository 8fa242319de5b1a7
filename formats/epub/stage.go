package epub

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	goepub "github.com/bmaupin/go-epub"
)

// stage lets go-epub pack the documents and returns the container it makes.
//
// Only documents go through it, under names of ours. Media would be read by
// go-epub from whatever path or address it is given, once into a temporary
// file and once into the zip; it goes straight into the finished file instead.
//
// go-epub works in a folder under os.TempDir, which it removes before it
// returns. Its other store, in memory, is one map for the whole process
// without a lock.
func stage(ctx context.Context, docs []doc) (c *container, err error) {
	// go-epub panics where the disk is full or the folder cannot be made, and
	// where the run is cancelled while it writes.
	defer func() {
		if p := recover(); p != nil {
			c, err = nil, ctx.Err()
			if err == nil {
				err = fmt.Errorf("staging: %v", p)
			}
		}
	}()
	e := newEpub()
	for _, d := range docs {
		if _, err := e.AddSection(string(d.Body), "", d.Name, ""); err != nil {
			return nil, fmt.Errorf("staging %s: %w", d.Name, err)
		}
	}
	var out bytes.Buffer
	if _, err := e.WriteTo(&stopper{ctx, &out}); err != nil {
		return nil, fmt.Errorf("staging: %w", err)
	}
	return openContainer(out.Bytes())
}

// newEpub is an empty book of go-epub that cannot reach the network.
func newEpub() *goepub.Epub {
	e := goepub.NewEpub("")
	e.Client = &http.Client{Transport: offline{}}
	return e
}

type offline struct{}

func (offline) RoundTrip(r *http.Request) (*http.Response, error) {
	return nil, fmt.Errorf("fetching %s is not allowed", r.URL)
}

// A container is what go-epub has packed.
type container struct {
	files map[string]*zip.File
}

func openContainer(b []byte) (*container, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("reading the staged book: %w", err)
	}
	c := &container{files: map[string]*zip.File{}}
	for _, f := range z.File {
		c.files[f.Name] = f
	}
	return c, nil
}

// read returns the content of a file.
func (c *container) read(name string) ([]byte, error) {
	f := c.files[name]
	if f == nil {
		return nil, fmt.Errorf("the staged book has no %s", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b := make([]byte, f.UncompressedSize64)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, fmt.Errorf("reading the staged %s: %w", name, err)
	}
	return b, nil
}

// body returns the inside of a section's <body>, as it was given to stage
// between two line feeds. go-epub's head holds no author's text, so the first
// <body> is the right one.
func (c *container) body(name string) ([]byte, error) {
	b, err := c.read("EPUB/xhtml/" + name)
	if err != nil {
		return nil, err
	}
	start := bytes.Index(b, []byte("<body>"))
	end := bytes.LastIndex(b, []byte("</body>"))
	if start < 0 || end < start {
		return nil, fmt.Errorf("the staged %s has no body", name)
	}
	return b[start+len("<body>")+1 : end], nil
}

// A stopper fails once the run is cancelled.
type stopper struct {
	ctx context.Context
	w   io.Writer
}

func (s *stopper) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.w.Write(p)
}
