package ua

import (
	"cmp"
	"regexp"

	"coursepack/formats/pdf/internal/object"
)

// An element is one of the structure: ISO 32000-1, 14.7.2.
type element struct {
	dict    object.Dict
	ref     object.Ref
	kind    object.Name // a standard type, if it has one
	parent  *element
	kids    []*element
	content int          // pieces of marked content
	objects []object.Ref // annotations and the like
	lang    string       // its own or that of the nearest element around it
}

// A tree is the structure of a file, and where content finds its elements.
type tree struct {
	all     []*element // in the order of reading
	marked  map[piece]*element
	objects map[object.Ref]*element
	roles   object.Dict
	classes object.Dict
}

// A piece of marked content in a page or a form.
type piece struct {
	stream object.Ref
	id     int
}

// maxElements and maxDepth bound trees that are not meant to be read.
const (
	maxElements = 5_000_000
	maxDepth    = 200
)

var (
	standard = setOf("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
		"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot",
		"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP",
		"Figure", "Formula", "Form") // ISO 32000-1, 14.8.4
	transparent = setOf("Div", "NonStruct", "Private") // what they hold counts as being where they are
	heading     = regexp.MustCompile(`^H[1-9][0-9]*$`)
)

func setOf(names ...object.Name) map[object.Name]bool {
	set := map[object.Name]bool{}
	for _, n := range names {
		set[n] = true
	}
	return set
}

// structure reads the tree and checks it.
func (c *checker) structure() {
	root := c.dict(c.root["StructTreeRoot"])
	c.tree = tree{marked: map[piece]*element{}, objects: map[object.Ref]*element{}}
	if root == nil {
		c.fail("7.1-t11", "catalog")
		return
	}
	c.tree.roles, c.tree.classes = c.dict(root["RoleMap"]), c.dict(root["ClassMap"])
	c.read(root["K"], nil, 0, map[object.Ref]bool{}, 0)
	for _, e := range c.tree.all {
		c.element(e)
		c.nesting(e)
		if e.kind == "Table" {
			c.table(e)
		}
	}
	c.headings()
	c.notes()
	c.parentTree(root)
}

// read takes in what an element holds. page is the one that content is on if it does not say.
func (c *checker) read(kids object.Object, parent *element, page object.Ref, seen map[object.Ref]bool, depth int) {
	for _, kid := range c.kidsOf(kids) {
		ref, _ := kid.(object.Ref)
		if id, ok := c.value(kid).(int); ok && parent != nil {
			c.own(parent, piece{page, id})
		}
		dict := c.dict(kid)
		if dict == nil || seen[ref] || depth > maxDepth || len(c.tree.all) > maxElements {
			continue
		}
		seen[ref] = ref != 0
		switch {
		case c.name(dict["Type"]) == "MCR" && parent != nil:
			on := page
			if pg, ok := dict["Pg"].(object.Ref); ok {
				on = pg
			}
			if stm, ok := dict["Stm"].(object.Ref); ok {
				on = stm
			}
			c.own(parent, piece{on, c.int(dict["MCID"])})
		case c.name(dict["Type"]) == "OBJR" && parent != nil:
			if obj, ok := dict["Obj"].(object.Ref); ok {
				parent.objects = append(parent.objects, obj)
				c.tree.objects[obj] = parent
			}
		case dict["S"] != nil:
			c.readElement(dict, ref, parent, page, seen, depth)
		}
	}
}

// kidsOf is a list whose members may be references, which read needs.
func (c *checker) kidsOf(kids object.Object) object.Array {
	if ref, ok := kids.(object.Ref); ok && c.dict(ref) != nil {
		return object.Array{ref}
	}
	return c.list(kids)
}

func (c *checker) readElement(dict object.Dict, ref object.Ref, parent *element, page object.Ref, seen map[object.Ref]bool, depth int) {
	e := &element{dict: dict, ref: ref, parent: parent, lang: c.text(dict["Lang"])}
	e.kind = c.standardType(c.name(dict["S"]), ref)
	if parent != nil {
		parent.kids = append(parent.kids, e)
		e.lang = cmp.Or(e.lang, parent.lang)
	}
	c.tree.all = append(c.tree.all, e)
	if pg, ok := dict["Pg"].(object.Ref); ok {
		page = pg
	}
	c.read(dict["K"], e, page, seen, depth+1)
}

func (c *checker) own(e *element, p piece) {
	e.content++
	c.tree.marked[p] = e
}

// standardType follows the role map.
func (c *checker) standardType(name object.Name, at object.Ref) object.Name {
	if isStandard(name) {
		switch c.name(c.tree.roles[name]) {
		case "":
		case name:
			c.fail("7.1-t06", "element %d, %s", at, name)
		default:
			c.fail("7.1-t07", "element %d, %s", at, name)
		}
		return name
	}
	seen := map[object.Name]bool{}
	to := name
	for !isStandard(to) {
		if seen[to] {
			c.fail("7.1-t06", "element %d, %s", at, name)
		}
		next := c.name(c.tree.roles[to])
		if next == "" || seen[to] {
			c.fail("7.1-t05", "element %d, %s", at, name)
			return to
		}
		seen[to] = true
		to = next
	}
	return to
}

func isStandard(name object.Name) bool { return standard[name] || heading.MatchString(string(name)) }

// isIn is the type of the element that e lies in, those left out that only group.
func (e *element) isIn() object.Name {
	for up := e.parent; up != nil; up = up.parent {
		if !transparent[up.kind] {
			return up.kind
		}
	}
	return ""
}

// holds lists the elements in e, as if those were not there that only group.
func (e *element) holds() []*element {
	var all []*element
	for _, kid := range e.kids {
		if transparent[kid.kind] {
			all = append(all, kid.holds()...)
		} else {
			all = append(all, kid)
		}
	}
	return all
}

// attribute looks an attribute up, in the element and then in its classes: ISO 32000-1, 14.7.5.
func (c *checker) attribute(e *element, owner, key object.Name) object.Object {
	lists := c.list(e.dict["A"])
	for _, class := range c.list(e.dict["C"]) {
		lists = append(lists[:len(lists):len(lists)], c.list(c.tree.classes[c.name(class)])...)
	}
	for _, o := range lists {
		if dict := c.dict(o); c.name(dict["O"]) == owner && dict[key] != nil {
			return c.value(dict[key])
		}
	}
	return nil
}

// parentTree checks that content and annotations lead to the elements that hold them: ISO 32000-1, 14.7.4.4.
func (c *checker) parentTree(root object.Dict) {
	numbers := map[int]object.Object{}
	c.readNumbers(c.dict(root["ParentTree"]), numbers, 0)
	for p, e := range c.tree.marked {
		key, ok := c.value(c.dict(p.stream)["StructParents"]).(int)
		row := c.list(numbers[key])
		if !ok || p.id < 0 || p.id >= len(row) || row[p.id] != e.ref {
			c.fail("14.7.4.4", "element %d, content %d of object %d", e.ref, p.id, p.stream)
			return // one says it for all, which have no order
		}
	}
	for _, e := range c.tree.all {
		for _, ref := range e.objects {
			key, ok := c.value(c.dict(ref)["StructParent"]).(int)
			if !ok || numbers[key] != e.ref {
				c.fail("14.7.4.4", "element %d, object %d", e.ref, ref)
			}
		}
	}
}

// readNumbers reads a number tree: ISO 32000-1, 7.9.7.
func (c *checker) readNumbers(node object.Dict, numbers map[int]object.Object, depth int) {
	pairs := c.list(node["Nums"])
	for i := 0; i+1 < len(pairs); i += 2 {
		numbers[c.int(pairs[i])] = pairs[i+1]
	}
	if depth < maxDepth {
		for _, kid := range c.list(node["Kids"]) {
			c.readNumbers(c.dict(kid), numbers, depth+1)
		}
	}
}
