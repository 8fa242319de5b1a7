package object

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// A File has the indirect objects of a PDF file by their numbers.
type File struct {
	Objects map[Ref]Object
	Trailer Dict
	last    Ref
}

// Read reads a file with one cross-reference table, or one stream in its place.
func Read(data []byte) (*File, error) {
	p := &parser{data: data}
	isStream, err := p.toTable()
	switch {
	case err != nil:
		return nil, err
	case isStream:
		return readStreams(data, p.at)
	}
	offsets, err := p.table()
	if err != nil {
		return nil, err
	}
	trailer, err := p.object(0)
	if err != nil {
		return nil, fmt.Errorf("reading the trailer: %w", err)
	}
	f := &File{Objects: map[Ref]Object{}}
	f.Trailer, _ = trailer.(Dict)
	for _, offset := range offsets {
		if err := f.read(data, offset); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// toTable goes to the cross-reference table that the end of the file points to, or to the stream that has it.
func (p *parser) toTable() (isStream bool, err error) {
	i := bytes.LastIndex(p.data, []byte("startxref"))
	if i < 0 {
		return false, errEnd
	}
	p.at = i + len("startxref")
	offset, err := strconv.Atoi(p.wordAfterSpace())
	if err != nil || offset < 0 || offset > i {
		return false, errors.New("the end does not say where the table of objects is")
	}
	p.at = offset
	if word := p.wordAfterSpace(); word != "xref" {
		p.at = offset
		if _, err := strconv.Atoi(word); err == nil {
			return true, nil
		}
		return false, errors.New("there is no table of objects")
	}
	return false, nil
}

// table reads the offsets of all objects in use, up to the trailer's dictionary.
func (p *parser) table() ([]int, error) {
	var offsets []int
	for {
		word := p.wordAfterSpace()
		if word == "trailer" {
			return offsets, nil
		}
		_, err := strconv.Atoi(word)
		count, err2 := strconv.Atoi(p.wordAfterSpace())
		if err := errors.Join(err, err2); err != nil {
			return nil, fmt.Errorf("reading the table of objects: %w", err)
		}
		for range count {
			offset, err := strconv.Atoi(p.wordAfterSpace())
			if err != nil {
				return nil, fmt.Errorf("reading the table of objects: %w", err)
			}
			p.wordAfterSpace() // the generation
			if p.wordAfterSpace() == "n" {
				offsets = append(offsets, offset)
			}
		}
	}
}

func (f *File) read(data []byte, offset int) error {
	if offset < 0 || offset >= len(data) {
		return errEnd
	}
	number, o, err := (&parser{data: data, at: offset}).indirect()
	if err != nil {
		return fmt.Errorf("reading an object: %w", err)
	}
	f.Objects[number] = o
	f.last = max(f.last, number)
	return nil
}

// Add makes o an indirect object.
func (f *File) Add(o Object) Ref {
	f.last++
	f.Objects[f.last] = o
	return f.last
}

// Dict returns the dictionary that o is or refers to, nil if there is none.
func (f *File) Dict(o Object) Dict {
	if ref, ok := o.(Ref); ok {
		o = f.Objects[ref]
	}
	dict, _ := o.(Dict)
	return dict
}

// Canonical returns the objects that can be reached from the trailer, in the order in which they are reached, numbered
// from 1 in that order, and the trailer that goes with them. Nothing depends on the numbers they had.
func (f *File) Canonical() (objects []Object, trailer Dict) {
	r := &renumbering{file: f, numbers: map[Ref]Ref{}}
	trailer = r.object(f.Trailer).(Dict)
	for i := 0; i < len(r.queue); i++ {
		objects = append(objects, r.object(f.Objects[r.queue[i]]))
	}
	return objects, trailer
}

type renumbering struct {
	file    *File
	numbers map[Ref]Ref
	queue   []Ref
}

// object returns a copy of o with new numbers.
func (r *renumbering) object(o Object) Object {
	switch o := o.(type) {
	case Ref:
		return r.ref(o)
	case Array:
		array := make(Array, len(o))
		for i := range o {
			array[i] = r.object(o[i])
		}
		return array
	case Dict:
		return r.dict(o)
	case *Stream:
		return &Stream{Dict: r.dict(o.Dict), Data: o.Data}
	}
	return o
}

func (r *renumbering) dict(dict Dict) Dict {
	copied := make(Dict, len(dict))
	for _, key := range slices.Sorted(maps.Keys(dict)) {
		copied[key] = r.object(dict[key])
	}
	return copied
}

func (r *renumbering) ref(ref Ref) Object {
	if _, ok := r.file.Objects[ref]; !ok {
		return nil // ISO 32000-1, 7.3.10: a reference to nothing is null
	}
	number, ok := r.numbers[ref]
	if !ok {
		r.queue = append(r.queue, ref)
		number = Ref(len(r.queue))
		r.numbers[ref] = number
	}
	return number
}
