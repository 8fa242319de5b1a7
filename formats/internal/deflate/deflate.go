// Package deflate compresses, faster than the standard library and with the same bytes each time.
package deflate

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
)

// level weighs size against time: higher ones save about 2 % and take twice as long.
const level = 6

// A Writer writes deflated data, RFC 1951. It can be reset and used again, which saves much of its cost.
type Writer = flate.Writer

// NewWriter returns a writer to w.
func NewWriter(w io.Writer) *Writer {
	f, err := flate.NewWriter(w, level)
	if err != nil {
		panic(err) // there is no such level
	}
	return f
}

var pool = sync.Pool{New: func() any {
	z, err := zlib.NewWriterLevel(nil, level)
	if err != nil {
		panic(err) // there is no such level
	}
	return z
}}

// Zlib returns data deflated and wrapped as RFC 1950 has it. It may be called from several goroutines.
func Zlib(data []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(data)/4 + 64) // of text and of the operators of pages a third remains
	err := ZlibTo(&b, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// ZlibTo writes to w, deflated and wrapped as RFC 1950 has it, what write writes.
func ZlibTo(w io.Writer, write func(io.Writer) error) error {
	z := pool.Get().(*zlib.Writer)
	defer pool.Put(z)
	z.Reset(w)
	return errors.Join(write(z), z.Close())
}
