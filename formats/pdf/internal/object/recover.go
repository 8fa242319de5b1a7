package object

import (
	"bytes"
	"errors"
	"maps"
	"regexp"
	"strconv"
)

// landmark is where an object starts, or a trailer.
var landmark = regexp.MustCompile(`(\d{1,9})[\x00\t\n\f\r ]+\d{1,5}[\x00\t\n\f\r ]+obj|trailer`)

// Recover reads every object that can be seen in a file, whatever the tables of the file say, and of those with one number the
// last. It is for files of others, which come with tables of all kinds. What it cannot read it leaves out.
func Recover(data []byte) (*File, error) {
	f := &File{Objects: map[Ref]Object{}, Trailer: Dict{}}
	p := &parser{data: data}
	for {
		found := landmark.FindSubmatchIndex(data[p.at:])
		if found == nil {
			break
		}
		isTrailer := found[2] < 0
		number := 0
		if !isTrailer {
			number, _ = strconv.Atoi(string(data[p.at+found[2] : p.at+found[3]]))
		}
		p.at += found[1]
		start := p.at
		o, err := p.object(0)
		switch dict, _ := o.(Dict); {
		case err != nil:
			p.at = start
		case isTrailer:
			maps.Copy(f.Trailer, dict)
		default:
			f.recovered(Ref(number), p.streamOf(o))
		}
	}
	if f.Dict(f.Trailer["Root"]) == nil {
		return nil, errors.New("no trailer says where the document starts")
	}
	return f, nil
}

// streamOf returns the stream that o is the dictionary of, else o. The stream ends where it says or, if it does not end there,
// at the word for its end.
func (p *parser) streamOf(o Object) Object {
	dict, ok := o.(Dict)
	if p.space(); !ok || !p.skip("stream") {
		return o
	}
	if !p.skip("\r\n") && !p.skip("\n") {
		p.skip("\r")
	}
	start := p.at
	if length, ok := dict["Length"].(int); ok && length >= 0 && length <= len(p.data)-start {
		p.at += length
		if p.wordAfterSpace() == "endstream" {
			return &Stream{Dict: dict, Data: p.data[start : start+length : start+length]}
		}
	}
	end := bytes.Index(p.data[start:], []byte("endstream"))
	if end < 0 {
		end = len(p.data) - start
	}
	p.at = start + end
	return &Stream{Dict: dict, Data: p.data[start:p.at:p.at]}
}

// recovered takes an object in, and what it holds if it is a stream of objects or a table.
func (f *File) recovered(number Ref, o Object) {
	f.Objects[number] = o
	f.last = max(f.last, number)
	s, ok := o.(*Stream)
	switch {
	case ok && s.Dict["Type"] == Name("XRef"):
		maps.Copy(f.Trailer, s.Dict)
	case ok && s.Dict["Type"] == Name("ObjStm"):
		_ = f.unpack(number) // as far as it goes
	}
}
