package ua

import (
	"slices"

	"coursepack/formats/pdf/internal/object"
)

// mayBeIn says where elements of a type may be: ISO 14289-1, 7.2.
var mayBeIn = map[object.Name]struct {
	rule   string
	around []object.Name
}{
	"TR":    {"7.2-t04", []object.Name{"Table", "THead", "TBody", "TFoot"}},
	"THead": {"7.2-t05", []object.Name{"Table"}},
	"TBody": {"7.2-t06", []object.Name{"Table"}},
	"TFoot": {"7.2-t07", []object.Name{"Table"}},
	"TH":    {"7.2-t08", []object.Name{"TR"}},
	"TD":    {"7.2-t09", []object.Name{"TR"}},
	"LI":    {"7.2-t17", []object.Name{"L"}},
	"LBody": {"7.2-t18", []object.Name{"LI"}},
	"TOCI":  {"7.2-t26", []object.Name{"TOC"}},
}

// mayHold says what elements of a type may hold.
var mayHold = map[object.Name]struct {
	rule string
	kids []object.Name
}{
	"Table": {"7.2-t03", []object.Name{"TR", "THead", "TBody", "TFoot", "Caption"}},
	"TR":    {"7.2-t10", []object.Name{"TH", "TD"}},
	"THead": {"7.2-t36", []object.Name{"TR"}},
	"TBody": {"7.2-t37", []object.Name{"TR"}},
	"TFoot": {"7.2-t38", []object.Name{"TR"}},
	"L":     {"7.2-t19", []object.Name{"L", "LI", "Caption"}},
	"LI":    {"7.2-t20", []object.Name{"Lbl", "LBody"}},
	"TOC":   {"7.2-t27", []object.Name{"TOC", "TOCI", "Caption"}},
}

// nesting checks what an element is in and what it holds.
func (c *checker) nesting(e *element) {
	if may, ok := mayBeIn[e.kind]; ok && !slices.Contains(may.around, e.isIn()) {
		c.fail(may.rule, "element %d", e.ref)
	}
	var kids []object.Name
	for _, kid := range e.holds() {
		kids = append(kids, kid.kind)
	}
	if may, ok := mayHold[e.kind]; ok {
		if slices.ContainsFunc(kids, func(kid object.Name) bool { return !slices.Contains(may.kids, kid) }) {
			c.fail(may.rule, "element %d", e.ref)
		}
	}
	switch e.kind {
	case "Table":
		c.partsOfTable(e, kids)
	case "L":
		if slices.Contains(kids[min(1, len(kids)):], "Caption") {
			c.fail("7.2-t40", "element %d", e.ref)
		}
	case "TOC":
		if slices.Contains(kids[min(1, len(kids)):], "Caption") {
			c.fail("7.2-t28", "element %d", e.ref)
		}
	}
	if countOf(kids, "H") > 1 {
		c.fail("7.4.4-t01", "element %d", e.ref)
	}
}

func (c *checker) partsOfTable(e *element, kids []object.Name) {
	hasBody := slices.Contains(kids, "TBody")
	for _, part := range []struct {
		name      object.Name
		one, body string
	}{{"THead", "7.2-t11", "7.2-t14"}, {"TFoot", "7.2-t12", "7.2-t13"}} {
		n := countOf(kids, part.name)
		if n > 1 {
			c.fail(part.one, "element %d", e.ref)
		}
		if n > 0 && !hasBody {
			c.fail(part.body, "element %d", e.ref)
		}
	}
	if n := countOf(kids, "Caption"); n > 1 {
		c.fail("7.2-t39", "element %d", e.ref)
	}
	if i := slices.Index(kids, "Caption"); i > 0 && i < len(kids)-1 {
		c.fail("7.2-t16", "element %d", e.ref)
	}
}

func countOf(names []object.Name, name object.Name) int {
	n := 0
	for _, other := range names {
		if other == name {
			n++
		}
	}
	return n
}

// element checks what an element says of itself.
func (c *checker) element(e *element) {
	if e.dict["P"] == nil {
		c.fail("7.1-t12", "element %d", e.ref)
	}
	c.language(e.dict, "element %d", e.ref)
	for _, text := range []struct {
		key  object.Name
		rule string
	}{{"ActualText", "7.2-t21"}, {"Alt", "7.2-t22"}, {"E", "7.2-t23"}} {
		if e.dict[text.key] != nil && e.lang == "" && c.lang == "" {
			c.fail(text.rule, "element %d", e.ref)
		}
	}
	said := c.text(e.dict["Alt"]) != "" || e.dict["ActualText"] != nil
	switch e.kind {
	case "Figure":
		if !said {
			c.fail("7.3-t01", "element %d", e.ref)
		}
	case "Formula":
		if !said {
			c.fail("7.7-t01", "element %d", e.ref)
		}
	case "Form":
		if c.attribute(e, "PrintField", "Role") == nil && (len(e.objects) != 1 || len(e.kids)+e.content > 0) {
			c.fail("7.18.4-t02", "element %d", e.ref)
		}
	}
}

// headings checks that levels follow one another: ISO 14289-1, 7.4.
func (c *checker) headings() {
	var plain, numbered *element
	level := 0
	for _, e := range c.tree.all {
		switch {
		case e.kind == "H":
			plain = e
		case heading.MatchString(string(e.kind)):
			numbered = e
			n := 0
			for _, digit := range e.kind[1:] {
				n = min(n*10+int(digit-'0'), 1000)
			}
			if n > level+1 {
				c.fail("7.4.2-t01", "element %d, %s", e.ref, e.kind)
			}
			level = n
		}
	}
	if plain != nil && numbered != nil {
		c.fail("7.4.4-t02", "element %d", plain.ref)
		c.fail("7.4.4-t03", "element %d", numbered.ref)
	}
}

// notes checks that notes can be told apart: ISO 14289-1, 7.9.
func (c *checker) notes() {
	seen := map[string]bool{}
	for _, e := range c.tree.all {
		if e.kind != "Note" {
			continue
		}
		id := c.text(e.dict["ID"])
		switch {
		case id == "":
			c.fail("7.9-t01", "element %d", e.ref)
		case seen[id]:
			c.fail("7.9-t02", "element %d", e.ref)
		}
		seen[id] = true
	}
}
