package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"coursepack/formats/internal/deflate"
	"coursepack/formats/pdf/internal/object"
)

// finish adds the fonts to a draft and what fpdf does not say about the document, and writes it canonically.
func finish(d *draft) ([]byte, error) {
	f, err := object.Read(d.file)
	if err != nil {
		return nil, err
	}
	if err := d.complete(f); err != nil {
		return nil, err
	}
	return write(f), nil
}

// complete adds what the draft lacks.
func (d *draft) complete(f *object.File) error {
	root := f.Dict(f.Trailer["Root"])
	resources := resourcesOf(f, root)
	if resources == nil {
		return errors.New("the pages have no resources")
	}
	fonts := object.Dict{}
	for _, s := range d.fonts {
		fonts[object.Name(s.name[1:])] = s.addTo(f)
	}
	resources["Font"] = fonts
	d.addPaints(f, resources)
	delete(root, "Names") // empty
	delete(root, "OpenAction")
	root["Lang"] = object.String(d.lang)
	root["PageLabels"] = d.pageLabels()
	root["ViewerPreferences"] = d.preferences()
	root["MarkInfo"] = object.Dict{"Marked": true}
	root["StructTreeRoot"] = d.addStructure(f, pagesOf(f, root))
	root["Metadata"] = f.Add(d.metadata(f.Dict(f.Trailer["Info"])))
	return nil
}

// pageLabels has readers call the pages as they are numbered: ISO 32000-1, 12.4.2.
func (d *draft) pageLabels() object.Dict {
	labels := object.Array{}
	if d.roman > 0 {
		labels = append(labels, 0, object.Dict{"S": object.Name("r")})
	}
	if d.roman < len(d.marks) {
		labels = append(labels, d.roman, object.Dict{"S": object.Name("D")})
	}
	return object.Dict{"Nums": labels}
}

// preferences say how to show and print the document: ISO 32000-1, 12.2.
func (d *draft) preferences() object.Dict {
	p := object.Dict{"DisplayDocTitle": true}
	if d.twoSided {
		p["Duplex"] = object.Name("DuplexFlipLongEdge")
	}
	if d.leftward {
		p["Direction"] = object.Name("R2L")
	}
	return p
}

// pagesOf returns the pages, which fpdf does not put into groups.
func pagesOf(f *object.File, root object.Dict) []object.Ref {
	kids, _ := f.Dict(root["Pages"])["Kids"].(object.Array)
	var pages []object.Ref
	for _, kid := range kids {
		if ref, ok := kid.(object.Ref); ok {
			pages = append(pages, ref)
		}
	}
	return pages
}

// resourcesOf returns the resources, which all pages share.
func resourcesOf(f *object.File, root object.Dict) object.Dict {
	pages := pagesOf(f, root)
	if len(pages) == 0 {
		return nil
	}
	return f.Dict(f.Dict(pages[0])["Resources"])
}

// grouped is how many objects go into a stream of objects.
const grouped = 200

// write writes a file whose bytes depend on nothing but its content. Objects other than streams are compressed, many at a
// time: ISO 32000-1, 7.5.7.
func write(f *object.File) []byte {
	objects, trailer := f.Canonical()
	b := []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") // bytes that show that the file is not text
	table := make([]entry, len(objects)+1)
	var plain []int // numbers
	for i, o := range objects {
		s, ok := o.(*object.Stream)
		if !ok {
			plain = append(plain, i+1)
			continue
		}
		compress(s)
		table[i+1] = entry{1, len(b), 0}
		b = object.AppendIndirect(b, object.Ref(i+1), s)
	}
	for group := range slices.Chunk(plain, grouped) {
		number := len(table)
		for i, n := range group {
			table[n] = entry{2, number, i}
		}
		table = append(table, entry{1, len(b), 0})
		b = object.AppendIndirect(b, object.Ref(number), objectStream(group, objects))
	}
	hash := sha256.Sum256(b)
	id := object.String(hash[:16])
	trailer["ID"] = object.Array{id, id}
	return appendTable(b, table, trailer)
}

// objectStream packs objects, which are given by their numbers.
func objectStream(numbers []int, objects []object.Object) *object.Stream {
	var head, body []byte
	for _, n := range numbers {
		head = fmt.Appendf(head, "%d %d ", n, len(body))
		body = append(object.Append(body, objects[n-1]), '\n')
	}
	s := &object.Stream{
		Dict: object.Dict{"Type": object.Name("ObjStm"), "N": len(numbers), "First": len(head)}, Data: append(head, body...),
	}
	compress(s)
	return s
}

// An entry of the table of objects: ISO 32000-1, 7.5.8.3.
type entry struct {
	kind  int // 0 free, 1 an object at an offset, 2 one in a stream of objects
	where int // the offset, or the number of that stream
	index int // in that stream
}

// appendTable writes the table of objects as a stream, whose dictionary is the trailer: ISO 32000-1, 7.5.8.
func appendTable(b []byte, table []entry, trailer object.Dict) []byte {
	start := len(b)
	number := len(table)
	table[0].index = 0xFFFF
	var rows []byte
	for _, e := range append(table, entry{1, start, 0}) {
		rows = append(rows, byte(e.kind))
		rows = binary.BigEndian.AppendUint32(rows, uint32(e.where))
		rows = binary.BigEndian.AppendUint16(rows, uint16(e.index))
	}
	trailer["Type"], trailer["W"], trailer["Size"] = object.Name("XRef"), object.Array{1, 4, 2}, number+1
	s := &object.Stream{Dict: trailer, Data: rows}
	compress(s)
	b = object.AppendIndirect(b, object.Ref(number), s)
	return fmt.Appendf(b, "startxref\n%d\n%%%%EOF\n", start)
}

// compress deflates the data of a stream that is not compressed yet.
func compress(s *object.Stream) {
	if s.Dict["Filter"] == nil {
		s.Data = deflate.Zlib(s.Data)
		s.Dict["Filter"] = object.Name("FlateDecode")
	}
}
