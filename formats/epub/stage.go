package epub

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	goepub "github.com/bmaupin/go-epub"

	"coursepack/formats/internal/zipfile"
)

// stage has go-epub make the container of a book and returns it.
//
// A single empty page goes through it. Pages would be compressed there, taken
// out and compressed again, which costs more than all the rest; media would be
// read from whatever path or address go-epub is given. Both go straight into
// the finished file instead.
//
// go-epub works in a folder under os.TempDir, which it removes before it
// returns. Its other store, in memory, is one map for the whole process
// without a lock.
func stage(ctx context.Context) (c *container, err error) {
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
	if _, err := e.AddSection("", "", "page.xhtml", ""); err != nil {
		return nil, fmt.Errorf("staging: %w", err)
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
type container struct{ *zip.Reader }

func openContainer(b []byte) (*container, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("reading the staged book: %w", err)
	}
	return &container{z}, nil
}

// source opens a file of the container.
func (c *container) source(name string) zipfile.Source {
	return func() (io.ReadCloser, error) { return c.Open(name) }
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
