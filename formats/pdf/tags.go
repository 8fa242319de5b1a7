package pdf

import (
	"slices"

	"coursepack/formats/pdf/internal/object"
)

// A role is a standard structure type: ISO 32000-1, 14.8.4.
type role object.Name

// An element is a part of the logical structure, which those read who cannot see the pages: ISO 32000-1, 14.7. It says what its
// content is; whatever is drawn for no element is an artifact.
type element struct {
	role      role
	parent    *element
	lang      string      // of its text; "" is that of the element around it
	alt       string      // what is said in place of its content
	contents  string      // of a link: what it is called
	table     object.Dict // attributes of a cell
	numbering object.Name // of a list: what kind of marks its entries have
	cover     *cover      // where a figure or a formula stands, once it is emitted

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

// captioned returns the element of what is in e from one on, for a caption to go into: a picture, or a group of what there is.
func (e *element) captioned(from int) *element {
	if last := len(e.children) - 1; last == from && e.children[last].role == "Figure" {
		return e.children[last]
	}
	g := &element{role: "Div", parent: e, children: slices.Clone(e.children[from:])}
	for _, c := range g.children {
		c.parent = g
	}
	e.children = append(e.children[:from], g)
	return g
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

// linkAround is the innermost link that e is a part of, or e if it is in none.
func (e *element) linkAround() *element {
	for up := e; up != nil; up = up.parent {
		if up.role == "Link" {
			return up
		}
	}
	return e
}

// A cover is the part of a page that an element takes, from its lower left corner to its upper right one.
type cover struct {
	page                     int  // from 1
	scattered                bool // it takes more than one page
	left, bottom, right, top float64
}

// covers adds a part of a page to what e takes.
func (e *element) covers(c cover) {
	if e.cover == nil {
		e.cover = &c
		return
	}
	all := e.cover
	all.scattered = all.scattered || c.page != all.page
	all.left, all.bottom, all.right, all.top = min(all.left, c.left), min(all.bottom, c.bottom), max(all.right, c.right), max(all.top, c.top)
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
	ops := slices.Clone(d.ops)
	for i := range ops {
		switch o := ops[i].op.(type) {
		case text:
			o.tag = nil
			ops[i].op = o
		case figure:
			o.tag = nil
			ops[i].op = o
		case formula:
			o.tag = nil
			ops[i].op = o
		}
	}
	d.ops, d.links, d.anchors, d.begins = ops, nil, nil, nil
	return d
}

// element makes an element of a cell, which says what it is about if it is a header: ISO 14289-1, 7.5.
func (c *gridCell) element(row *element, head bool) *element {
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
	if c.span > 1 {
		e.table["ColSpan"] = c.span
	}
	if c.rows > 1 {
		e.table["RowSpan"] = c.rows
	}
	return e
}
