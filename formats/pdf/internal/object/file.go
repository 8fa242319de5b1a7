package object

import (
	"bytes"
	"errors"
	"fmt"
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

// An Order says which objects of a file are written, one after the other, by which numbers. Nothing in it depends on the numbers
// that they have in the file.
type Order struct {
	Refs    []Ref // as they are in the file, in the order of their new numbers, which start from 1
	numbers []Ref // new ones, by the old; 0 if there is none
}

// Canonical returns the order in which objects are reached from the trailer. Those that cannot be reached are left out.
func (f *File) Canonical() *Order {
	o := &Order{numbers: make([]Ref, f.last+1)}
	o.visit(f, f.Trailer)
	for i := 0; i < len(o.Refs); i++ {
		o.visit(f, f.Objects[o.Refs[i]])
	}
	return o
}

// visit numbers what an object refers to.
func (o *Order) visit(f *File, of Object) {
	switch of := of.(type) {
	case Ref:
		if _, ok := f.Objects[of]; ok && o.numbers[of] == 0 {
			o.Refs = append(o.Refs, of)
			o.numbers[of] = Ref(len(o.Refs))
		}
	case Array:
		for _, element := range of {
			o.visit(f, element)
		}
	case Dict:
		var keys [commonKeys]Name
		for _, key := range of.sorted(keys[:0]) {
			o.visit(f, of[key])
		}
	case *Stream:
		o.visit(f, of.Dict)
	}
}

// number returns the new number of an object, 0 if it is not written.
func (o *Order) number(ref Ref) Ref {
	switch {
	case o == nil:
		return ref
	case ref < 0 || int(ref) >= len(o.numbers):
		return 0
	}
	return o.numbers[ref]
}
