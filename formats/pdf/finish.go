package pdf

import (
	"crypto/sha256"
	"errors"
	"fmt"

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
	alts := object.Dict{}
	for i, alt := range d.alts {
		alts[object.Name(fmt.Sprintf("Alt%d", i))] = f.Add(object.Dict{"Alt": utf16String(alt)})
	}
	resources["Font"], resources["Properties"] = fonts, alts
	d.addPaints(f, resources)
	delete(root, "Names") // empty
	delete(root, "OpenAction")
	root["Lang"] = object.String(d.lang)
	root["ViewerPreferences"] = object.Dict{"DisplayDocTitle": true}
	return nil
}

// resourcesOf returns the resources, which all pages share.
func resourcesOf(f *object.File, root object.Dict) object.Dict {
	kids, _ := f.Dict(root["Pages"])["Kids"].(object.Array)
	if len(kids) == 0 {
		return nil
	}
	return f.Dict(f.Dict(kids[0])["Resources"])
}

// write writes a file whose bytes depend on nothing but its content.
func write(f *object.File) []byte {
	objects, trailer := f.Canonical()
	b := []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") // bytes that show that the file is not text
	offsets := make([]int, len(objects))
	for i, o := range objects {
		if s, ok := o.(*object.Stream); ok {
			compress(s)
		}
		offsets[i] = len(b)
		b = object.AppendIndirect(b, object.Ref(i+1), o)
	}
	hash := sha256.Sum256(b)
	id := object.String(hash[:16])
	trailer["ID"] = object.Array{id, id}
	trailer["Size"] = len(objects) + 1
	return appendEnd(b, offsets, trailer)
}

// appendEnd writes the table of objects and the trailer: ISO 32000-1, 7.5.4 and 7.5.5.
func appendEnd(b []byte, offsets []int, trailer object.Dict) []byte {
	start := len(b)
	b = fmt.Appendf(b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		b = fmt.Appendf(b, "%010d 00000 n \n", offset)
	}
	b = object.Append(append(b, "trailer\n"...), trailer)
	return fmt.Appendf(b, "\nstartxref\n%d\n%%%%EOF\n", start)
}

// compress deflates the data of a stream that is not compressed yet.
func compress(s *object.Stream) {
	if s.Dict["Filter"] == nil {
		s.Data = deflate.Zlib(s.Data)
		s.Dict["Filter"] = object.Name("FlateDecode")
	}
}
