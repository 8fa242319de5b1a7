package export

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

// A Sink takes the files of one run. It may be used from several goroutines.
type Sink interface {
	// File calls write with where the file's bytes go. The file is not there until Commit.
	File(name string, write func(io.Writer) error) error

	// Commit puts all files in place, each replacing one of its name.
	Commit() error

	// Abort takes back what was not committed.
	Abort()
}

// Dir is a Sink that writes to a folder. A file is written beside its place under another name first, so that a run
// that fails or is killed leaves the old files whole.
type Dir struct {
	root *os.Root

	mu     sync.Mutex
	staged []staged
}

type staged struct{ temporary, name string }

// NewDir returns a Sink for the folder of root.
func NewDir(root *os.Root) *Dir { return &Dir{root: root} }

// File implements Sink.
func (d *Dir) File(name string, write func(io.Writer) error) error {
	s := staged{temporary: ".coursepack-" + rand.Text()[:12] + ".tmp", name: name}
	f, err := d.root.OpenFile(s.temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	d.mu.Lock()
	d.staged = append(d.staged, s)
	d.mu.Unlock()

	buffered := bufio.NewWriterSize(f, 1<<16)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	return errors.Join(err, f.Close())
}

// Commit implements Sink.
func (d *Dir) Commit() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for len(d.staged) > 0 {
		s := d.staged[0]
		if err := d.root.Rename(s.temporary, s.name); err != nil {
			return fmt.Errorf("putting %s in place: %w", s.name, err)
		}
		d.staged = d.staged[1:]
	}
	return nil
}

// Abort implements Sink.
func (d *Dir) Abort() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.staged {
		d.root.Remove(s.temporary)
	}
	d.staged = nil
}

// Memory is a Sink that keeps files in memory, by name.
type Memory struct {
	mu    sync.Mutex
	files map[string][]byte
}

// File implements Sink.
func (m *Memory) File(name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = map[string][]byte{}
	}
	m.files[name] = b.Bytes()
	return nil
}

// Commit implements Sink.
func (m *Memory) Commit() error { return nil }

// Abort implements Sink. It keeps the files: a memory has none of an earlier run to protect.
func (m *Memory) Abort() {}

// Files returns the files by name. No File call may be under way.
func (m *Memory) Files() map[string][]byte { return m.files }
