package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"slices"

	"coursepack/formats/internal/deflate"
	"coursepack/formats/pdf/internal/object"
)

// late makes the data of streams when it is their turn to be written, so that no two pictures are in memory.
type late map[object.Ref]func() ([]byte, error)

// An output is a file as far as it is written.
type output struct {
	w     io.Writer
	hash  hash.Hash // of all that is written
	size  int
	table []entry
	b     []byte // for the next object
	head  []byte // for the next stream of objects
	body  []byte
}

// An entry of the table of objects: ISO 32000-1, 7.5.8.3.
type entry struct {
	kind  int // 0 free, 1 an object at an offset, 2 one in a stream of objects
	where int // the offset, or the number of that stream
	index int // in that stream
}

// grouped is how many objects go into a stream of objects.
const grouped = 200

// write writes a file whose bytes depend on nothing but its content. Objects other than streams are compressed, many at a
// time: ISO 32000-1, 7.5.7.
func write(w io.Writer, f *object.File, late late) error {
	order := f.Canonical()
	out := &output{w: w, hash: sha256.New(), table: make([]entry, len(order.Refs)+1)}
	if err := out.write([]byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")); err != nil { // bytes that show that the file is not text
		return err
	}
	var plain []object.Ref
	for i, ref := range order.Refs {
		s, ok := f.Objects[ref].(*object.Stream)
		if !ok {
			plain = append(plain, object.Ref(i+1))
			continue
		}
		if data := late[ref]; data != nil {
			var err error
			if s.Data, err = data(); err != nil {
				return err
			}
		}
		if err := out.stream(object.Ref(i+1), s, order); err != nil {
			return err
		}
		s.Data = nil
	}
	for group := range slices.Chunk(plain, grouped) {
		if err := out.group(group, f, order); err != nil {
			return err
		}
	}
	return out.end(f.Trailer, order)
}

func (out *output) write(b []byte) error {
	out.hash.Write(b)
	out.size += len(b)
	_, err := out.w.Write(b)
	return err
}

// stream writes a stream, compressed if it is not yet.
func (out *output) stream(number object.Ref, s *object.Stream, order *object.Order) error {
	if s.Dict["Filter"] == nil {
		s = packed(s.Dict, s.Data)
	}
	out.table[number] = entry{1, out.size, 0}
	out.b = order.AppendIndirect(out.b[:0], number, s)
	return out.write(out.b)
}

// packed returns a stream of data that is deflated.
func packed(dict object.Dict, data []byte) *object.Stream {
	if dict == nil {
		dict = object.Dict{}
	}
	dict["Filter"] = object.Name("FlateDecode")
	return &object.Stream{Dict: dict, Data: deflate.Zlib(data)}
}

// group packs objects, which are given by their new numbers, into a stream.
func (out *output) group(numbers []object.Ref, f *object.File, order *object.Order) error {
	stream := len(out.table)
	out.table = append(out.table, entry{})
	head, body := out.head[:0], out.body[:0]
	for i, n := range numbers {
		out.table[n] = entry{2, stream, i}
		head = fmt.Appendf(head, "%d %d ", n, len(body))
		body = append(order.Append(body, f.Objects[order.Refs[n-1]]), '\n')
	}
	dict := object.Dict{"Type": object.Name("ObjStm"), "N": len(numbers), "First": len(head)}
	out.head, out.body = append(head, body...), body
	return out.stream(object.Ref(stream), &object.Stream{Dict: dict, Data: out.head}, nil)
}

// end writes the table of objects as a stream, whose dictionary is the trailer: ISO 32000-1, 7.5.8.
func (out *output) end(trailer object.Dict, order *object.Order) error {
	id := object.String(out.hash.Sum(nil)[:16])
	trailer["ID"] = object.Array{id, id}
	start, number := out.size, len(out.table)
	out.table[0].index = 0xFFFF
	out.table = append(out.table, entry{1, start, 0})
	var rows []byte
	for _, e := range out.table {
		rows = append(rows, byte(e.kind))
		rows = binary.BigEndian.AppendUint32(rows, uint32(e.where))
		rows = binary.BigEndian.AppendUint16(rows, uint16(e.index))
	}
	trailer["Type"], trailer["W"], trailer["Size"] = object.Name("XRef"), object.Array{1, 4, 2}, len(out.table)
	if err := out.stream(object.Ref(number), &object.Stream{Dict: trailer, Data: rows}, order); err != nil {
		return err
	}
	return out.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", start))
}
