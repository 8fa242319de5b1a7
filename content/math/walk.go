package math

import "fmt"

// Walk calls visit for n and everything below it, in the order in which it is read. If visit returns false, what is below
// a node is left out.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	for _, child := range Children(n) {
		Walk(child, visit)
	}
}

// Children returns the nodes directly below n, in the order in which they are read; tags come after the cells of their row.
func Children(n Node) []Node {
	switch n := n.(type) {
	case *Ident, *Number, *Operator, *Func, *Text, *Space, *Ref, *Error:
		return nil
	case *Row:
		return n.Items
	case *Frac:
		return []Node{n.Num, n.Den}
	case *Root:
		return nodes(n.Index, n.Body)
	case *Scripts:
		return nodes(n.PreSub, n.PreSup, n.Base, n.Sub, n.Sup)
	case *UnderOver:
		return nodes(n.Base, n.Under, n.Over)
	case *Accent:
		return []Node{n.Base}
	case *Fenced:
		return n.children()
	case *Table:
		return n.children()
	case *Style:
		return []Node{n.Body}
	case *Box:
		return []Node{n.Body}
	case *Enclose:
		return []Node{n.Body}
	}
	panic(fmt.Sprintf("math: children of %T", n))
}

// nodes returns those that are there.
func nodes(all ...Node) []Node {
	present := all[:0]
	for _, n := range all {
		if n != nil {
			present = append(present, n)
		}
	}
	return present
}

func (f *Fenced) children() []Node {
	var children []Node
	for i, part := range f.Parts {
		if i > 0 {
			children = append(children, f.Middles[i-1])
		}
		children = append(children, part)
	}
	return children
}

func (t *Table) children() []Node {
	var children []Node
	for _, row := range t.Rows {
		for _, cell := range row.Cells {
			children = append(children, cell.Body)
		}
		if row.Numbering.Tag != nil {
			children = append(children, row.Numbering.Tag)
		}
	}
	return children
}

// Refs returns the references to equations in f.
func (f *Formula) Refs() []*Ref {
	var refs []*Ref
	Walk(f.Body, func(n Node) bool {
		if r, ok := n.(*Ref); ok {
			refs = append(refs, r)
		}
		return true
	})
	return refs
}

// Equations returns what there is to number in f, in order: the rows of its tables, then the formula as a whole.
func (f *Formula) Equations() []*Numbering {
	var all []*Numbering
	Walk(f.Body, func(n Node) bool {
		if t, ok := n.(*Table); ok {
			all = append(all, t.equations()...)
		}
		return true
	})
	if !f.Numbering.IsZero() {
		all = append(all, &f.Numbering)
	}
	return all
}

func (t *Table) equations() []*Numbering {
	var all []*Numbering
	for i := range t.Rows {
		if n := &t.Rows[i].Numbering; !n.IsZero() {
			all = append(all, n)
		}
	}
	return all
}
