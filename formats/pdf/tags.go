package pdf

import (
	"coursepack/content"
	"coursepack/formats/pdf/internal/object"
)

// A role is a standard structure type: ISO 32000-1, 14.8.4.
type role object.Name

// An element is a part of the logical structure, which those read who cannot see the pages: ISO 32000-1, 14.7. It says what its
// content is; whatever is drawn for no element is an artifact.
type element struct {
	role     role
	parent   *element
	alt      string      // what is said in place of its content
	contents string      // of a link: what it is called
	table    object.Dict // attributes of a cell
	numbered bool        // of a list
	box      *area       // where a figure stands, once it is emitted

	whole    bool // its children are all its content, in the order in which they were made, even empty ones
	children []*element

	attached bool
	kids     []any // *element, markedContent or linkAnnotation, in the order of emission
}

// markedContent is content on a page.
type markedContent struct{ page, id int }

// A linkAnnotation is a link on a page.
type linkAnnotation struct{ page, index int }

func (e *element) child(r role) *element {
	c := &element{role: r, parent: e}
	if e != nil {
		e.children = append(e.children, c)
	}
	return c
}

// attach puts an element into its parent behind what is there already.
func (e *element) attach() {
	if e.attached {
		return
	}
	e.attached = true
	if e.parent != nil {
		e.parent.attach()
		if !e.parent.whole {
			e.parent.kids = append(e.parent.kids, e)
		}
	}
}

// add gives e content.
func (e *element) add(kid any) {
	e.attach()
	e.kids = append(e.kids, kid)
}

// content lists what is in e.
func (e *element) content() []any {
	if !e.whole {
		return e.kids
	}
	all := make([]any, len(e.children))
	for i, c := range e.children {
		all[i] = c
	}
	return all
}

// inside runs set for a new element inside of the one that is being set.
func (f *flow) inside(r role, set func()) *element {
	outer := f.tag
	e := outer.child(r)
	f.tag = e
	set()
	f.tag = outer
	return e
}

// owned returns a style whose text belongs to the element that is being set.
func (f *flow) owned(s style) style {
	s.tag, s.fonts = f.tag, f.fonts
	return s
}

// figure is a picture inside of e; nil if it is mere decoration.
func (e *element) figure(alt string) *element {
	if alt == "" {
		return nil
	}
	c := e.child("Figure")
	c.alt = alt
	return c
}

// headingRole is that of a heading on a level of the outline. The title of the course is above all.
func headingRole(level int) role {
	return []role{"H2", "H3", "H4", "H5", "H6"}[min(level, 4)]
}

// untagged returns a drawing that is not read: what it shows was shown before.
func (d drawing) untagged() drawing {
	ops := make([]op, len(d.ops))
	for i, o := range d.ops {
		switch o := o.(type) {
		case text:
			o.tag = nil
			ops[i] = o
		case figure:
			o.tag = nil
			ops[i] = o
		case formula:
			o.tag = nil
			ops[i] = o
		default:
			ops[i] = o
		}
	}
	d.ops, d.links, d.anchors = ops, nil, nil
	return d
}

// cellElement makes an element of a cell, which says what it is about if it is a header: ISO 14289-1, 7.5.
func cellElement(row *element, c *content.Cell, head bool) *element {
	e := row.child("TD")
	e.table = object.Dict{"O": object.Name("Table")}
	if head || c.Header {
		e.role = "TH"
		scope := object.Name("Row")
		if head {
			scope = "Column"
		}
		e.table["Scope"] = scope
	}
	if c.ColSpan > 1 {
		e.table["ColSpan"] = c.ColSpan
	}
	if c.RowSpan > 1 {
		e.table["RowSpan"] = c.RowSpan
	}
	return e
}
