// Package zipfile writes zip files whose bytes depend on nothing but their
// entries: no clock, no permissions, no extra fields. It refuses names that
// would not unpack to the same place on every system.
//
// It does not know what the entries are: their order and whether to compress
// them is the caller's business, but for assets, whose types tell.
package zipfile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"math"
	"slices"

	"coursepack/content/asset"
	"coursepack/formats/internal/deflate"
)

// dosDate is 1980-01-01, the first date a zip can hold.
const dosDate = 1<<5 | 1

// A Source opens the content of an entry. It may be called twice for one
// entry and must give the same bytes both times.
type Source func() (io.ReadCloser, error)

// Bytes is the source of an entry that is in memory.
func Bytes(b []byte) Source {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }
}

// A Writer writes entries in the order in which they are given.
type Writer struct {
	zip     *zip.Writer
	names   names
	deflate *deflate.Writer
	packed  bytes.Buffer
	copied  []byte // room for what is on its way from a source
}

// NewWriter returns a writer of one zip file to w.
func NewWriter(w io.Writer) *Writer {
	z := &Writer{zip: zip.NewWriter(w), names: names{}, copied: make([]byte, 32<<10)}
	z.deflate = deflate.NewWriter(&z.packed)
	return z
}

// Close writes the table of entries. It does not close the underlying writer.
func (w *Writer) Close() error { return w.zip.Close() }

// packed are the media types of files that are compressed in themselves.
var packed = []string{"image/png", "image/jpeg", "image/gif", "image/webp", "audio/mpeg", "audio/mp4", "audio/ogg",
	"video/mp4", "video/webm", "application/pdf", "application/zip"}

// Asset adds an asset, stored if compressing does not make files of its type smaller.
func (w *Writer) Asset(name string, a *asset.Asset) error {
	if slices.Contains(packed, a.Type) {
		return w.Store(name, a.Open)
	}
	return w.Deflate(name, a.Open)
}

// Assets has add add assets, in the order of their names: [Writer.Asset], or what does more.
func Assets(ctx context.Context, assets map[string]*asset.Asset, add func(name string, a *asset.Asset) error) error {
	for _, name := range slices.Sorted(maps.Keys(assets)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := add(name, assets[name]); err != nil {
			return err
		}
	}
	return nil
}

// Deflate adds a compressed entry, or a stored one where compression gains
// nothing. The compressed bytes are held in memory.
func (w *Writer) Deflate(name string, src Source) error {
	w.packed.Reset()
	w.deflate.Reset(&w.packed)
	sum, size, err := w.copyFrom(src, w.deflate)
	if err == nil {
		err = w.deflate.Close()
	}
	if err != nil {
		return wrap(name, err)
	}
	if int64(w.packed.Len()) >= size {
		return w.Store(name, src)
	}
	out, err := w.create(name, zip.Deflate, sum, int64(w.packed.Len()), size)
	if err == nil {
		_, err = out.Write(w.packed.Bytes())
	}
	return wrap(name, err)
}

// Store adds an entry as it is. It is read twice and never held in memory:
// the first reading finds the sum and the size, which belong before the
// content. (The other way, a data descriptor after the content, is a trap for
// readers that unpack while they read.)
func (w *Writer) Store(name string, src Source) error {
	sum, size, err := w.copyFrom(src, io.Discard)
	if err != nil {
		return wrap(name, err)
	}
	out, err := w.create(name, zip.Store, sum, size, size)
	if err != nil {
		return wrap(name, err)
	}
	again, _, err := w.copyFrom(src, out)
	if err == nil && again != sum {
		err = errors.New("it changed while it was read")
	}
	return wrap(name, err)
}

func (w *Writer) create(name string, method uint16, sum uint32, packed, size int64) (io.Writer, error) {
	if err := w.names.add(name); err != nil {
		return nil, err
	}
	if max(packed, size) >= math.MaxUint32 {
		return nil, errors.New("it is larger than 4 GB")
	}
	return w.zip.CreateRaw(&zip.FileHeader{
		Name:               name,
		Flags:              nameFlag(name),
		ReaderVersion:      20, // 2.0, the first with folders and deflate
		CreatorVersion:     20,
		Method:             method,
		ModifiedDate:       dosDate,
		CRC32:              sum,
		CompressedSize64:   uint64(packed),
		UncompressedSize64: uint64(size),
	})
}

// nameFlag says that a name is UTF-8, for the names where it matters.
func nameFlag(name string) uint16 {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return 0x800
		}
	}
	return 0
}

// copyFrom writes all of src to out and returns its sum and size.
func (w *Writer) copyFrom(src Source, out io.Writer) (sum uint32, size int64, err error) {
	r, err := src()
	if err != nil {
		return 0, 0, err
	}
	h := crc32.NewIEEE()
	onlyReads := struct{ io.Reader }{r} // a file that writes itself takes room of its own each time
	size, err = io.CopyBuffer(io.MultiWriter(h, out), onlyReads, w.copied)
	return h.Sum32(), size, errors.Join(err, r.Close())
}

func wrap(name string, err error) error {
	if err != nil {
		return fmt.Errorf("adding %s to the zip: %w", name, err)
	}
	return nil
}
