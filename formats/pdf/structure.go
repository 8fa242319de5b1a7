package pdf

import (
	"fmt"
	"slices"

	"coursepack/formats/pdf/internal/object"
)

// A structure writes the elements of a document: ISO 32000-1, 14.7.2.
type structure struct {
	file  *object.File
	pages []object.Ref
	links [][]object.Ref // by page: the annotations
	refs  map[*element]object.Ref
	notes object.Array // ids and elements
}

// addStructure makes the elements objects of the file and returns their root.
func (d *draft) addStructure(f *object.File, pages []object.Ref) object.Ref {
	s := &structure{file: f, pages: pages, refs: map[*element]object.Ref{}}
	s.links = d.splitAnnotations(f, pages)
	tree := object.Dict{"Type": object.Name("StructTreeRoot")}
	root := f.Add(tree)
	tree["K"] = s.element(d.root, root)
	var parents object.Array
	next := len(pages)
	for i, page := range pages {
		dict := f.Dict(page)
		dict["StructParents"], dict["Tabs"] = i, object.Name("S")
		of := make(object.Array, len(d.marks[i]))
		for id, e := range d.marks[i] {
			of[id] = s.refs[e]
		}
		parents = append(parents, i, f.Add(of))
	}
	for i, annotations := range s.links {
		for j, ref := range annotations {
			f.Dict(ref)["StructParent"] = next
			parents = append(parents, next, s.refs[d.links[i][j]])
			next++
		}
	}
	tree["ParentTree"] = f.Add(object.Dict{"Nums": parents})
	tree["ParentTreeNextKey"] = next
	if len(s.notes) > 0 {
		tree["IDTree"] = f.Add(object.Dict{"Kids": object.Array{f.Add(object.Dict{
			"Limits": object.Array{s.notes[0], s.notes[len(s.notes)-2]}, "Names": s.notes})}})
	}
	return root
}

func (s *structure) element(e *element, parent object.Ref) object.Ref {
	dict := object.Dict{"S": object.Name(e.writtenRole()), "P": parent}
	ref := s.file.Add(dict)
	s.refs[e] = ref
	if e.alt != "" {
		dict["Alt"] = utf16String(e.alt)
	}
	if e.lang != "" {
		dict["Lang"] = object.String(e.lang)
	}
	if e.role == "Note" { // ISO 14289-1, 7.9
		id := object.String(fmt.Sprintf("note%08d", len(s.notes)/2))
		dict["ID"] = id
		s.notes = append(s.notes, id, ref)
	}
	if a := e.attributes(); a != nil {
		dict["A"] = a
	}
	kids := object.Array{}
	for _, kid := range e.content() {
		switch kid := kid.(type) {
		case *element:
			kids = append(kids, s.element(kid, ref))
		case markedContent:
			page := s.pages[kid.page]
			if dict["Pg"] == nil {
				dict["Pg"] = page
			}
			if dict["Pg"] == page {
				kids = append(kids, kid.id)
			} else {
				kids = append(kids, object.Dict{"Type": object.Name("MCR"), "Pg": page, "MCID": kid.id})
			}
		case linkAnnotation:
			kids = append(kids, object.Dict{
				"Type": object.Name("OBJR"), "Pg": s.pages[kid.page], "Obj": s.links[kid.page][kid.index]})
		}
	}
	switch len(kids) {
	case 0:
	case 1:
		dict["K"] = kids[0]
	default:
		dict["K"] = kids
	}
	return ref
}

// attributes says how an element is to be taken, if there is anything to say: ISO 32000-1, 14.8.5.
func (e *element) attributes() object.Dict {
	c := e.cover
	switch {
	case e.numbering != "":
		return object.Dict{"O": object.Name("List"), "ListNumbering": e.numbering}
	case c != nil && !c.scattered:
		return object.Dict{"O": object.Name("Layout"), "BBox": object.Array{c.left, c.bottom, c.right, c.top}}
	case len(e.table) > 1:
		return e.table
	}
	return nil
}

// writtenRole is the role of an element; a link that leads nowhere is none.
func (e *element) writtenRole() role {
	isAnnotation := func(kid any) bool { _, ok := kid.(linkAnnotation); return ok }
	if e.role == "Link" && !slices.ContainsFunc(e.kids, isAnnotation) {
		return "Span"
	}
	return e.role
}

// splitAnnotations makes the links of each page objects of their own, so that elements can refer to them.
func (d *draft) splitAnnotations(f *object.File, pages []object.Ref) [][]object.Ref {
	split := make([][]object.Ref, len(pages))
	for i, page := range pages {
		dict := f.Dict(page)
		annotations, _ := dict["Annots"].(object.Array)
		for j, a := range annotations {
			link := a.(object.Dict)
			link["F"] = 4 // print
			link["Contents"] = utf16String(d.links[i][j].contents)
			ref := f.Add(link)
			annotations[j] = ref
			split[i] = append(split[i], ref)
		}
	}
	return split
}
