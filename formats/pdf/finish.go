package pdf

import (
	"errors"
	"io"

	"coursepack/formats/pdf/internal/object"
)

// finish adds to a draft what is on its pages and what fpdf does not say about the document, and writes it canonically to w.
func finish(d *draft, w io.Writer) error {
	f, err := object.Read(d.file)
	if err != nil {
		return err
	}
	d.file = nil
	late, err := d.complete(f)
	if err != nil {
		return err
	}
	return write(w, f, late)
}

// complete adds what the draft lacks, and returns what makes the data of streams that have none yet.
func (d *draft) complete(f *object.File) (late, error) {
	root := f.Dict(f.Trailer["Root"])
	resources := resourcesOf(f, root)
	if resources == nil {
		return nil, errors.New("the pages have no resources")
	}
	pages := pagesOf(f, root)
	for i, page := range pages {
		f.Dict(page)["Contents"] = f.Add(d.contents[i])
	}
	fonts := object.Dict{}
	for _, s := range d.fonts {
		fonts[object.Name(s.name[1:])] = s.addTo(f)
	}
	resources["Font"] = fonts
	d.addPaints(f, resources)
	late := d.addPictures(f, resources)
	delete(root, "Names") // empty
	delete(root, "OpenAction")
	root["Lang"] = object.String(d.lang)
	root["PageLabels"] = d.pageLabels()
	root["ViewerPreferences"] = d.preferences()
	root["MarkInfo"] = object.Dict{"Marked": true}
	for _, n := range d.sideways {
		f.Dict(pages[n])["Rotate"] = 90
	}
	root["StructTreeRoot"] = d.addStructure(f, pages)
	root["Metadata"] = f.Add(d.metadata(f.Dict(f.Trailer["Info"])))
	return late, nil
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
