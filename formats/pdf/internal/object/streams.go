package object

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// maxInflated is how large a stream may be.
const maxInflated = 64 << 20

// readStreams reads a file whose table is a stream at an offset: ISO 32000-1, 7.5.7 and 7.5.8.
func readStreams(data []byte, at int) (*File, error) {
	_, o, err := (&parser{data: data, at: at}).indirect()
	if err != nil {
		return nil, fmt.Errorf("reading the table of objects: %w", err)
	}
	table, ok := o.(*Stream)
	if !ok {
		return nil, errors.New("the table of objects is no stream")
	}
	f := &File{Objects: map[Ref]Object{}, Trailer: table.Dict}
	rows, err := table.Decoded()
	if err != nil {
		return nil, err
	}
	widths, _ := table.Dict["W"].(Array)
	if len(widths) != 3 || widths[0] != 1 || widths[1] != 4 || widths[2] != 2 {
		return nil, errors.New("the table of objects has other columns than those that we write")
	}
	packed := map[int]bool{}
	for ; len(rows) >= 7; rows = rows[7:] {
		where := int(rows[1])<<24 | int(rows[2])<<16 | int(rows[3])<<8 | int(rows[4])
		switch rows[0] {
		case 1:
			if err := f.read(data, where); err != nil {
				return nil, err
			}
		case 2:
			packed[where] = true
		}
	}
	for number := range packed {
		if err := f.unpack(Ref(number)); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// unpack reads the objects in a stream of objects.
func (f *File) unpack(number Ref) error {
	s, ok := f.Objects[number].(*Stream)
	if !ok {
		return errors.New("there is no such stream of objects")
	}
	data, err := s.Decoded()
	if err != nil {
		return err
	}
	count, _ := s.Dict["N"].(int)
	first, _ := s.Dict["First"].(int)
	if first < 0 || first > len(data) {
		return errEnd
	}
	head := &parser{data: data[:first]}
	for range min(count, first) {
		number, err := head.object(0)
		offset, err2 := head.object(0)
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		n, _ := number.(int)
		at, ok := offset.(int)
		if !ok || at < 0 || at > len(data)-first {
			return errEnd
		}
		o, err := Parse(data[first+at:])
		if err != nil {
			return err
		}
		f.Objects[Ref(n)] = o
		f.last = max(f.last, Ref(n))
	}
	delete(f.Objects, number)
	return nil
}

// Decoded returns what a stream holds, which is plain or deflated. More than 64 MiB is an error.
func (s *Stream) Decoded() ([]byte, error) {
	filters, ok := s.Dict["Filter"].(Array)
	if !ok && s.Dict["Filter"] != nil {
		filters = Array{s.Dict["Filter"]}
	}
	data := s.Data
	for _, filter := range filters {
		if filter != Name("FlateDecode") {
			return nil, fmt.Errorf("cannot undo the filter %v", filter)
		}
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		if data, err = io.ReadAll(io.LimitReader(z, maxInflated+1)); err != nil {
			return nil, err
		}
		if len(data) > maxInflated {
			return nil, errors.New("a stream is too large")
		}
	}
	return data, nil
}
