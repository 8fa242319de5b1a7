// Package asset holds the files that a course refers to: images, recordings, downloads.
//
// A file is known by the hash of its bytes, so that two names of one picture are one asset, and by the type that its
// bytes show, whatever its name says. The package reads below one folder only and never fetches anything: what somebody
// else got from the network is handed in.
package asset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
)

// What can be the matter with a file, besides fs.ErrNotExist.
var (
	ErrOutside  = errors.New("it is outside of the source folder")
	ErrEmpty    = errors.New("the file is empty")
	ErrTooLarge = errors.New("the file is too large")
	ErrBroken   = errors.New("the file is damaged")
	ErrChanged  = errors.New("it is not the one that the lock file has")
	ErrRemote   = errors.New("it is not in the source folder")
)

// An Asset is one file of the course. It is never changed once loaded.
type Asset struct {
	Path          string // the first path it was asked for by, below the source folder; or its address
	Hash          string // SHA-256 of the bytes, in lower-case hex
	Type          string // media type by content: "image/png"
	Ext           string // the usual file name extension of Type, with its dot: ".png"
	Size          int64  // in bytes
	Width, Height int    // of an image, in CSS pixels; 0 if unknown

	Cleaned []string // what a drawing had that its cleaned copy does not: "scripts"

	fsys  fs.FS
	file  string // its name in fsys
	fixed []byte // the bytes, if they are not those of the file
}

// Open returns the bytes from the start. Those of an SVG are a cleaned copy: no script, no reference to the outside.
func (a *Asset) Open() (io.ReadCloser, error) {
	if a.fixed != nil {
		return io.NopCloser(bytes.NewReader(a.fixed)), nil
	}
	f, err := a.fsys.Open(a.file)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", a.Path, err)
	}
	return f, nil
}

// Bytes returns all bytes. The caller may not change them.
func (a *Asset) Bytes() ([]byte, error) {
	if a.fixed != nil {
		return a.fixed, nil
	}
	data, err := fs.ReadFile(a.fsys, a.file)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", a.Path, err)
	}
	return data, nil
}

// IsImage reports whether a can be shown as a picture.
func (a *Asset) IsImage() bool { return strings.HasPrefix(a.Type, "image/") }

// Misnamed reports whether the name promises another type of picture than the bytes are.
func (a *Asset) Misnamed() bool {
	ext := strings.ToLower(path.Ext(a.Path))
	promised, ok := typeByExt[ext]
	return ok && a.IsImage() && promised != a.Type
}

// A Store loads assets from one folder, each once. It may be used from several goroutines.
type Store struct {
	fsys  fs.FS
	limit int64

	mu      sync.Mutex
	byPath  map[string]*loaded
	remote  map[string]*loaded // by address
	byHash  map[string]*Asset
	folders map[string]*folder
	buffer  bytes.Buffer
}

type loaded struct {
	asset *Asset
	err   error
}

// NewStore returns a Store over fsys that refuses files larger than limit bytes.
// Links that lead out of the folder are for fsys to refuse: give it the FS of an os.Root.
func NewStore(fsys fs.FS, limit int64) *Store {
	return &Store{fsys: fsys, limit: limit, byPath: map[string]*loaded{}, remote: map[string]*loaded{}, byHash: map[string]*Asset{}, folders: map[string]*folder{}}
}

// Load returns the asset at a slash-separated path below the store's folder. Its errors say, in words for the author,
// what is the matter; they match fs.ErrNotExist, ErrOutside, ErrEmpty, ErrTooLarge or ErrBroken with errors.Is.
func (s *Store) Load(name string) (*Asset, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l, ok := s.byPath[name]; ok {
		return l.asset, l.err
	}
	a, err := s.load(name)
	if err == nil {
		a = s.once(a)
	}
	s.byPath[name] = &loaded{a, err}
	return a, err
}

// Add returns the asset of bytes that stand in a text itself. Its errors are those of Load.
func (s *Store) Add(data []byte) (*Asset, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case len(data) == 0:
		return nil, ErrEmpty
	case int64(len(data)) > s.limit:
		return nil, s.tooLarge(int64(len(data)))
	}
	a := &Asset{fixed: data}
	if err := a.inspect(data); err != nil {
		return nil, err
	}
	return s.once(a), nil
}

// AddRemote lets Remote find what was got from an address: the picture that is a file of fsys. Its errors are those of
// Load; that of Remote is then the same.
func (s *Store) AddRemote(address string, fsys fs.FS, file string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := &Asset{Path: address, fsys: fsys, file: file}
	data, err := fs.ReadFile(fsys, file)
	if err == nil {
		err = a.inspect(data)
	}
	if err == nil && !a.IsImage() {
		err = fmt.Errorf("%w: it is no picture", ErrBroken)
	}
	if err == nil {
		a = s.once(a)
	}
	s.remote[address] = &loaded{a, err}
	return err
}

// RefuseRemote lets Remote say why nothing was got from an address.
func (s *Store) RefuseRemote(address string, why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remote[address] = &loaded{err: why}
}

// Remote returns what was got from an address. Its error is ErrRemote if nobody tried.
func (s *Store) Remote(address string) (*Asset, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l, ok := s.remote[address]; ok {
		return l.asset, l.err
	}
	return nil, ErrRemote
}

// once returns the asset with the same bytes that the store has already, else a.
func (s *Store) once(a *Asset) *Asset {
	if same, ok := s.byHash[a.Hash]; ok {
		return same
	}
	s.byHash[a.Hash] = a
	return a
}

func (s *Store) tooLarge(size int64) error {
	return fmt.Errorf("%w: %d MB, the limit is %d MB", ErrTooLarge, size>>20, s.limit>>20)
}

func (s *Store) load(name string) (*Asset, error) {
	if !fs.ValidPath(name) {
		return nil, ErrOutside
	}
	info, err := fs.Stat(s.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fs.ErrNotExist
	case err != nil && strings.Contains(err.Error(), "escapes"): // what os.Root says of a link to the outside
		return nil, ErrOutside
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("it is not a file: %w", fs.ErrNotExist)
	case info.Size() == 0:
		return nil, ErrEmpty
	case info.Size() > s.limit:
		return nil, s.tooLarge(info.Size())
	}
	data, err := s.read(name, info.Size())
	if err != nil {
		return nil, err
	}
	a := &Asset{Path: name, fsys: s.fsys, file: name}
	if err := a.inspect(data); err != nil {
		return nil, err
	}
	a.fixed = bytes.Clone(a.fixed) // data is the store's
	return a, nil
}

// read returns the bytes of a file. They are valid until the next read: hundreds of pictures, each in a place of its own,
// take more memory than all the rest of a course before it is found out that nobody needs them any more.
func (s *Store) read(name string, size int64) ([]byte, error) {
	const kept = 16 << 20
	if s.buffer.Cap() > kept {
		s.buffer = bytes.Buffer{}
	}
	f, err := s.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s.buffer.Reset()
	s.buffer.Grow(int(size) + bytes.MinRead) // ReadFrom wants room to find the end
	_, err = s.buffer.ReadFrom(f)
	return s.buffer.Bytes(), err
}
